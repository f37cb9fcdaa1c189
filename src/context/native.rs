//! What names and manifests say of machine code in packages: Node's packages that are built where they are installed,
//! Python's wheels and extension modules.
//!
//! Not what files hold: where machine code lies there, its own first bytes decide. The list holds packages that do
//! nothing without machine code; those that fall back to text are in another.

use crate::platform::{Platform, spelling};

/// Packages that are nothing without machine code.
const KNOWN: [&str; 24] = [
    "sharp",
    "bcrypt",
    "better-sqlite3",
    "esbuild",
    "canvas",
    "node-sass",
    "sqlite3",
    "argon2",
    "@swc/core",
    "lightningcss",
    "@parcel/watcher",
    "re2",
    "leveldown",
    "node-pty",
    "grpc",
    "sodium-native",
    "usb",
    "@serialport/bindings-cpp",
    "isolated-vm",
    "zeromq",
    "node-rdkafka",
    "couchbase",
    "kerberos",
    "node-libcurl",
];

/// Packages that go on with text where their machine code does not load.
const OPTIONAL: [&str; 12] = [
    "bufferutil",
    "utf-8-validate",
    "cpu-features",
    "ssh2",
    "fsevents",
    "bson-ext",
    "msgpackr-extract",
    "unix-dgram",
    "nan",
    "node-addon-api",
    "hiredis",
    "dtrace-provider",
];

/// Programs that build or fetch machine code when a package is installed.
const BUILDERS: [&str; 6] =
    ["node-gyp", "node-pre-gyp", "prebuild-install", "cmake-js", "prebuildify", "neon build"];

pub(super) fn is_known(name: &str) -> bool {
    KNOWN.contains(&name)
}

pub(super) fn is_optional(name: &str) -> bool {
    OPTIONAL.contains(&name)
}

/// The script of a manifest that is run at the installation makes machine code.
pub(super) fn builds(script: &str) -> bool {
    BUILDERS.iter().any(|builder| script.contains(builder))
}

/// The machines that the `WHEEL` file of an installed package names; none for text.
pub(super) fn wheel_platforms(text: &str) -> Vec<Platform> {
    let tags = text.lines().filter_map(|line| line.strip_prefix("Tag:"));
    let names = tags.filter_map(|tag| tag.trim().rsplit('-').next());
    let mut platforms: Vec<Platform> =
        names.flat_map(|it| it.split('.')).filter_map(of_tag).collect();
    platforms.sort_by_key(ToString::to_string);
    platforms.dedup();
    platforms
}

/// `manylinux_2_17_x86_64`, `win_amd64`, `macosx_11_0_arm64`.
fn of_tag(tag: &str) -> Option<Platform> {
    let os = match tag.split('_').next()? {
        first if first.starts_with("manylinux") || first.starts_with("musllinux") => "linux",
        "linux" => "linux",
        "win" | "win32" => "windows",
        "macosx" => "darwin",
        _ => return None,
    };
    if matches!(tag, "win32") {
        return Some(Platform::new(os, "386"));
    }
    // `x86_64` holds what parts the rest.
    let ends = |name: &&str| tag.strip_suffix(*name).is_some_and(|it| it.ends_with('_'));
    let mut names =
        ["x86_64", "amd64", "aarch64", "arm64", "universal2", "i686", "armv7l"].iter().copied();
    let others = || ["ppc64le", "s390x", "riscv64"].iter().copied().find(|it| ends(it));
    let architecture = names.find(ends).or_else(others)?;
    let architecture = if architecture == "universal2" { "arm64" } else { architecture };
    let [_, architecture, variant] = spelling(architecture)?;
    Some(Platform::with_variant(os, architecture, variant))
}

/// The machine in the name of an extension module: `_m.cpython-312-x86_64-linux-gnu.so`, `_m.cp312-win_amd64.pyd`.
pub(super) fn extension_platform(name: &str) -> Option<Platform> {
    if let Some(stem) = name.strip_suffix(".pyd") {
        let tag = stem.rsplit('.').next()?;
        let (python, machine) = tag.split_once("-win_")?;
        let [_, architecture, variant] = spelling(machine).filter(|_| python.starts_with("cp"))?;
        return Some(Platform::with_variant("windows", architecture, variant));
    }
    let tag = name.strip_suffix(".so")?.rsplit('.').next()?;
    let (python, rest) = tag.split_once('-')?;
    let (version, rest) = rest.split_once('-')?;
    let (machine, system) = rest.split_once('-')?;
    let is_tag = matches!(python, "cpython") && version.starts_with(|it: char| it.is_ascii_digit());
    let [_, architecture, variant] = spelling(machine).filter(|_| is_tag)?;
    system.starts_with("linux").then(|| Platform::with_variant("linux", architecture, variant))
}

#[cfg(test)]
mod tests {
    use super::{extension_platform, wheel_platforms};

    #[test]
    fn names_of_python_say_the_machine() {
        let said =
            |name: &str| extension_platform(name).map(|it| it.to_string()).unwrap_or_default();
        assert_eq!(said("_m.cpython-312-x86_64-linux-gnu.so"), "linux/amd64");
        assert_eq!(said("_m.cpython-313-aarch64-linux-musl.so"), "linux/arm64");
        assert_eq!(said("_m.cp312-win_amd64.pyd"), "windows/amd64");
        for name in
            ["_m.so", "_m.abi3.so", "libx-1-x86_64-linux.so", "_m.pyd", "m.cpython-312-darwin.so"]
        {
            assert_eq!(said(name), "", "{name}");
        }
    }

    #[test]
    fn tags_of_wheels_say_the_machines() {
        let said = |text: &str| {
            let all: Vec<String> = wheel_platforms(text).iter().map(ToString::to_string).collect();
            all.join(" ")
        };
        let tag = "Wheel-Version: 1.0\nTag: cp312-cp312-manylinux_2_17_x86_64\nTag: cp312-cp312-manylinux2014_x86_64\n";
        assert_eq!(said(tag), "linux/amd64");
        assert_eq!(said("Tag: cp312-cp312-win_amd64\r\n"), "windows/amd64");
        assert_eq!(said("Tag: cp39-abi3-macosx_11_0_arm64"), "darwin/arm64");
        assert_eq!(said("Tag: py3-none-any"), "");
        assert_eq!(said("Tag: py2.py3-none-any"), "");
    }
}
