//! Paths as real repositories have them, and what they declare.

use anyarch::{
    declared::{Declared, declared, variant_sets},
    platform::Platform,
};

/// `os/architecture/variant release [token] stem`, with `-` for what is not said.
fn say(path: &str) -> String {
    let Some(found) = declared(path) else { return "none".to_owned() };
    let or = |half: &Option<String>| half.clone().unwrap_or_else(|| "-".to_owned());
    let (os, architecture) = (or(&found.os), or(&found.architecture));
    let (variant, release) = (or(&found.variant), or(&found.windows_release));
    format!("{os} {architecture} {variant} {release} [{}] {}", found.token, found.stem)
}

const DECLARING: [(&str, &str); 89] = [
    (
        "amazoncorretto-17-windowsservercore-maven-4/Dockerfile",
        "windows - - - [windowsservercore] amazoncorretto-17-maven-4/Dockerfile",
    ),
    (
        "eclipse-temurin-11-nanoserver1809/Dockerfile",
        "windows - - 1809 [nanoserver1809] eclipse-temurin-11/Dockerfile",
    ),
    ("Dockerfile.WindowsHostProcess", "windows - - - [Windows] Dockerfile.HostProcess"),
    (
        "Dockerfile.WindowsHostProcessArm64",
        "windows arm64 - - [Windows-Arm64] Dockerfile.HostProcess",
    ),
    ("Dockerfile.LinuxArm64", "linux arm64 - - [Linux-Arm64] Dockerfile"),
    ("Dockerfile.LinuxARM64", "linux arm64 - - [Linux-ARM64] Dockerfile"),
    ("Dockerfile.ARM64Linux", "linux arm64 - - [ARM64-Linux] Dockerfile"),
    ("Dockerfile.LinuxArmV6", "linux arm v6 - [Linux-ArmV6] Dockerfile"),
    ("Dockerfile.LinuxARMv7", "linux arm v7 - [Linux-ARMv7] Dockerfile"),
    ("Dockerfile.GatewayAArch64", "- arm64 - - [AArch64] Dockerfile.Gateway"),
    ("Dockerfile.LinuxPPC64LE", "linux ppc64le - - [Linux-PPC64LE] Dockerfile"),
    ("Dockerfile.LinuxS390X", "linux s390x - - [Linux-S390X] Dockerfile"),
    ("Dockerfile.LinuxX86_64", "linux amd64 - - [Linux-X86_64] Dockerfile"),
    ("LinuxX86_64.Dockerfile", "linux amd64 - - [Linux-X86_64] Dockerfile"),
    ("Dockerfile.WindowsClientArm64", "windows arm64 - - [Windows-Arm64] Dockerfile.Client"),
    ("Dockerfile.LinuxArm", "linux arm v7 - [Linux-Arm] Dockerfile"),
    ("Dockerfile.WinX64", "windows amd64 - - [Win-X64] Dockerfile"),
    ("Dockerfile.WindowsServerCore", "windows - - - [WindowsServerCore] Dockerfile"),
    ("Dockerfile.NanoServerLtsc2022", "windows - - ltsc2022 [NanoServerLtsc2022] Dockerfile"),
    ("Dockerfile.agent-GatewayArm64.debug", "- arm64 - - [Arm64] Dockerfile.agent-Gateway.debug"),
    ("Dockerfile.UbuntuArm64", "- arm64 - - [Arm64] Dockerfile.Ubuntu"),
    ("LinuxAmd64.Dockerfile", "linux amd64 - - [Linux-Amd64] Dockerfile"),
    ("app/WindowsAmd64/Dockerfile", "windows amd64 - - [Windows-Amd64] app/Dockerfile"),
    ("app-LinuxWindows/Dockerfile.arm64", "- arm64 - - [arm64] app-LinuxWindows/Dockerfile"),
    ("Dockerfile.linux-amd64", "linux amd64 - - [linux-amd64] Dockerfile"),
    ("Dockerfile.windows", "windows - - - [windows] Dockerfile"),
    ("Dockerfile-arm64", "- arm64 - - [arm64] Dockerfile"),
    ("Dockerfile_arm64", "- arm64 - - [arm64] Dockerfile"),
    ("arm64.Dockerfile", "- arm64 - - [arm64] Dockerfile"),
    ("app.arm64.Dockerfile", "- arm64 - - [arm64] app.Dockerfile"),
    ("Dockerfile.aarch_64", "- arm64 - - [aarch_64] Dockerfile"),
    ("Dockerfile.aarch64", "- arm64 - - [aarch64] Dockerfile"),
    ("Dockerfile.win-x64", "windows amd64 - - [win-x64] Dockerfile"),
    ("Dockerfile.alpine-arm32v7", "- arm v7 - [arm32v7] Dockerfile.alpine"),
    ("Dockerfile.nanoserver-ltsc2022", "windows - - ltsc2022 [nanoserver-ltsc2022] Dockerfile"),
    ("Dockerfile.windowsservercore-1809", "windows - - 1809 [windowsservercore-1809] Dockerfile"),
    ("Dockerfile.nanoserver1809", "windows - - 1809 [nanoserver1809] Dockerfile"),
    ("Dockerfile.windows2019", "windows - - ltsc2019 [windows2019] Dockerfile"),
    ("7-4/windowsserver2022/Dockerfile", "windows - - ltsc2022 [windowsserver2022] 7-4/Dockerfile"),
    ("windows-server-2022/Dockerfile", "windows - - - [windows] server-2022/Dockerfile"),
    ("windows-server-core/Dockerfile", "windows - - - [windows] server-core/Dockerfile"),
    ("Dockerfile.arm", "- arm v7 - [arm] Dockerfile"),
    ("Dockerfile.armhf", "- arm v7 - [armhf] Dockerfile"),
    ("Dockerfile.armel", "- arm v5 - [armel] Dockerfile"),
    ("Dockerfile.arm32v6", "- arm v6 - [arm32v6] Dockerfile"),
    ("Dockerfile.arm-v6", "- arm v6 - [arm-v6] Dockerfile"),
    ("Dockerfile.linux_arm_v7", "linux arm v7 - [linux-arm_v7] Dockerfile"),
    ("Dockerfile.armv7l", "- arm v7 - [armv7l] Dockerfile"),
    ("Dockerfile.x86_64", "- amd64 - - [x86_64] Dockerfile"),
    ("Dockerfile.x86-64", "- amd64 - - [x86-64] Dockerfile"),
    ("Dockerfile.x86", "- 386 - - [x86] Dockerfile"),
    ("Dockerfile.i386", "- 386 - - [i386] Dockerfile"),
    ("DOCKERFILE.ARM64", "- arm64 - - [ARM64] DOCKERFILE"),
    ("Containerfile.s390x", "- s390x - - [s390x] Containerfile"),
    ("Dockerfile.ppc64le", "- ppc64le - - [ppc64le] Dockerfile"),
    ("Dockerfile.ppc64el", "- ppc64le - - [ppc64el] Dockerfile"),
    ("Dockerfile.riscv64", "- riscv64 - - [riscv64] Dockerfile"),
    ("Dockerfile.loong64", "- loong64 - - [loong64] Dockerfile"),
    ("Dockerfile.mips64le", "- mips64le - - [mips64le] Dockerfile"),
    ("Dockerfile.agent-arm64", "- arm64 - - [arm64] Dockerfile.agent"),
    ("Dockerfile.build-x86_64.debug", "- amd64 - - [x86_64] Dockerfile.build.debug"),
    (
        "src/runtime/8.0/alpine3.20/arm64v8/Dockerfile",
        "- arm64 - - [arm64v8] src/runtime/8.0/alpine3.20/Dockerfile",
    ),
    (
        "src/runtime/8.0/bookworm-slim/arm32v7/Dockerfile",
        "- arm v7 - [arm32v7] src/runtime/8.0/bookworm-slim/Dockerfile",
    ),
    (
        "src/runtime/8.0/nanoserver-1809/amd64/Dockerfile",
        "windows amd64 - 1809 [nanoserver-1809/amd64] src/runtime/8.0/Dockerfile",
    ),
    (
        "21/jdk/windows/nanoserver-ltsc2022/Dockerfile",
        "windows - - ltsc2022 [nanoserver-ltsc2022] 21/jdk/Dockerfile",
    ),
    (
        "21/jdk/windows/windowsservercore-ltsc2025/Dockerfile",
        "windows - - ltsc2025 [windowsservercore-ltsc2025] 21/jdk/Dockerfile",
    ),
    ("2.11/windows/ltsc2022/Dockerfile", "windows - - ltsc2022 [ltsc2022] 2.11/Dockerfile"),
    ("2.11/windows/1809/Dockerfile", "windows - - 1809 [windows] 2.11/Dockerfile"),
    (
        "ch16/exercises/folder-list/Dockerfile.linux-arm64",
        "linux arm64 - - [linux-arm64] ch16/exercises/folder-list/Dockerfile",
    ),
    (
        "ch16/exercises/folder-list/Dockerfile.windows-amd64",
        "windows amd64 - - [windows-amd64] ch16/exercises/folder-list/Dockerfile",
    ),
    ("build/linux/Dockerfile", "linux - - - [linux] build/Dockerfile"),
    ("build/linux/alpine.Dockerfile", "linux - - - [linux] build/alpine.Dockerfile"),
    ("build/windows/Dockerfile", "windows - - - [windows] build/Dockerfile"),
    ("images/maven/linux/arm/Dockerfile", "linux arm v7 - [linux/arm] images/maven/Dockerfile"),
    ("linux-amd64/Dockerfile", "linux amd64 - - [linux-amd64] Dockerfile"),
    ("app/alpine3.20-arm32v7/Dockerfile", "- arm v7 - [arm32v7] app/alpine3.20/Dockerfile"),
    ("app/arm64-20.04/Dockerfile", "- arm64 - - [arm64] app/20.04/Dockerfile"),
    ("al/x86_64/standard/5.0/Dockerfile", "- amd64 - - [x86_64] al/standard/5.0/Dockerfile"),
    ("zookeeper/arm/Dockerfile", "- arm v7 - [arm] zookeeper/Dockerfile"),
    ("hass/arm/Dockerfile.debian", "- arm v7 - [arm] hass/Dockerfile.debian"),
    ("windows/Dockerfile.linux-arm64", "linux arm64 - - [linux-arm64] Dockerfile"),
    ("./x/./arm64//Dockerfile", "- arm64 - - [arm64] x/Dockerfile"),
    ("amd64/arm64/Dockerfile", "- arm64 - - [arm64] Dockerfile"),
    ("arm64/v8/Dockerfile", "- arm64 - - [arm64] v8/Dockerfile"),
    ("windows/servercore/Dockerfile", "windows - - - [servercore] Dockerfile"),
    ("linux/s390x/Dockerfile", "linux s390x - - [linux/s390x] Dockerfile"),
    ("aircast-arm64/Dockerfile", "- arm64 - - [arm64] aircast/Dockerfile"),
    ("base_linux_x86_64/Dockerfile", "linux amd64 - - [linux-x86_64] base/Dockerfile"),
    ("amd64-arm64/s390x/Dockerfile", "- s390x - - [s390x] amd64-arm64/Dockerfile"),
];

const LOOK_ALIKES: [&str; 100] = [
    "aircast-arm64/docker/Dockerfile",
    "robot-arm/Dockerfile",
    "game-x64/Dockerfile",
    "without-arm64/Dockerfile",
    "Dockerfile.LinuxKit",
    "Dockerfile.OracleLinux",
    "Dockerfile.RockyLinux",
    "Dockerfile.ArchLinux",
    "Dockerfile.SELinux",
    "Dockerfile.ManyLinux",
    "Dockerfile.ArmTemplates",
    "Dockerfile.SwarmArm",
    "Dockerfile.WinRM",
    "Dockerfile.TwinX",
    "Dockerfile.XWindows",
    "Dockerfile.MacOSArm64",
    "Dockerfile.iOSArm64",
    "Dockerfile.DarwinArm64",
    "Dockerfile.AndroidArm64",
    "Dockerfile.CrossArm64",
    "Dockerfile.WithoutArm64",
    "Dockerfile.EmulatedArm64",
    "Dockerfile.HasArm64",
    "Dockerfile.MultiArm64",
    "Dockerfile.UniversalArm64",
    "Dockerfile.WindowsBuilder",
    "Dockerfile.WindowsExporter",
    "Dockerfile.WindowsClient",
    "Dockerfile.LinuxX86",
    "Dockerfile.linuxx86_64",
    "Dockerfile.WindowsCross",
    "Dockerfile.WindowsOnLinux",
    "Dockerfile.WindowsMinGW",
    "Dockerfile.LinuxWindows",
    "Dockerfile.Amd64OrArm64",
    "Dockerfile.ForX86",
    "Dockerfile.TestBuildPreserveOwnership",
    "OracleLinuxDevelopers/Dockerfile",
    "WindowsHostProcess/Dockerfile",
    "Dockerfile",
    "",
    "/",
    "a/Dockerfile",
    "Dockerfile.dev",
    "Dockerfile.alpine",
    "Dockerfile.1809",
    "Dockerfile.20h2",
    "Dockerfile.v7",
    "Dockerfile.64",
    "Dockerfile.charm",
    "Dockerfile.army",
    "Dockerfile.darwin",
    "Dockerfile.twin",
    "Dockerfile.winter",
    "Dockerfile.windowsill",
    "Dockerfile.linuxkit",
    "Dockerfile.manylinux_2014",
    "Dockerfile.multiarch",
    "Dockerfile.amd64-arm64",
    "Dockerfile.linux-windows",
    "Dockerfile.amd",
    "Dockerfile.sha256-aarch64x",
    "Dockerfile_test_multistage",
    "amd64-notes/Dockerfile",
    "x64-tools/Dockerfile",
    "linux-headers/Dockerfile",
    "nanoserver-tools/src/Dockerfile",
    "alarm/Dockerfile",
    "windows-builder/Dockerfile",
    "docker-compose-arm/Dockerfile",
    "codespaces-linux/.devcontainer/Dockerfile",
    "git-for-windows-issue/Dockerfile",
    "arm-templates/Dockerfile",
    "fetch-win-fonts.Dockerfile",
    "clean-arm-toolchain.Dockerfile",
    "swarm/Dockerfile",
    "apparmor/Dockerfile",
    "selinux/Dockerfile",
    "oraclelinux/9/Dockerfile",
    "OracleLinuxDevelopers/oraclelinux7/php/Dockerfile",
    "src/azurelinux/3.0/Dockerfile",
    "archlinux/Dockerfile",
    "bookworm-slim/Dockerfile",
    "1809/Dockerfile",
    "amd64-arm64/Dockerfile",
    "windows-linux/Dockerfile",
    "src/ubuntu/22.04/cross/arm64/Dockerfile",
    "src/ubuntu/22.04/cross/x86/alpine/Dockerfile",
    "arm64/cross-gcc/Dockerfile",
    "crossbuild/arm64/Dockerfile",
    "qemu/arm64/Dockerfile",
    "Dockerfile.arm64-cross",
    "Dockerfile.cross",
    "docker/Dockerfile.arm-unknown-linux-musleabi",
    "docker/Dockerfile.x86_64-pc-windows-gnu",
    "docker/Dockerfile.aarch64-linux-android",
    "src/ubuntu/24.04/android/amd64/Dockerfile",
    "cross-platform/arm64/Dockerfile",
    "Dockerfile.darwin-arm64",
    "Dockerfile.macos-x64",
];

#[test]
fn paths_declare() {
    for (path, expected) in DECLARING {
        assert_eq!(say(path), expected, "{path}");
    }
}

#[test]
fn look_alikes_do_not() {
    for path in LOOK_ALIKES {
        assert_eq!(say(path), "none", "{path}");
    }
}

fn platforms(texts: &str) -> Vec<Platform> {
    texts.split_whitespace().map(|text| Platform::parse(text).expect("a platform")).collect()
}

#[test]
fn a_declared_file_is_required_for_its_platform() {
    let both = "linux/amd64 linux/arm64 windows/amd64";
    let cases = [
        ("Dockerfile.arm64", both, "linux/arm64"),
        ("Dockerfile.arm64", "linux/amd64", "linux/arm64"),
        ("Dockerfile.windows", both, "windows/amd64"),
        ("Dockerfile.windows", "linux/amd64", "windows/amd64"),
        ("Dockerfile.windows", "windows/amd64 windows/arm64", "windows/amd64 windows/arm64"),
        ("Dockerfile.windows-arm64", both, "windows/arm64"),
        ("Dockerfile.linux", both, "linux/amd64 linux/arm64"),
        ("Dockerfile.linux", "windows/amd64", "linux/amd64"),
        ("Dockerfile.amd64", both, "linux/amd64"),
        ("Dockerfile.amd64", "windows/amd64", "windows/amd64"),
        ("Dockerfile.amd64", "linux/amd64/v3", "linux/amd64/v3"),
        ("Dockerfile.arm", "linux/arm/v6 linux/arm/v7", "linux/arm/v7"),
        ("Dockerfile.arm", "linux/arm/v6", "linux/arm/v7"),
        ("Dockerfile.armel", both, "linux/arm/v5"),
        ("Dockerfile.i386", both, "linux/386"),
        ("Dockerfile.x86", both, "linux/amd64"),
        ("Dockerfile.x86", "linux/386 linux/amd64", "linux/386"),
        ("Dockerfile.x86", "linux/arm64", "linux/386"),
        ("Dockerfile.arm64", "", "linux/arm64"),
    ];
    for (path, run, expected) in cases {
        let found = declared(path).expect(path).required(&platforms(run));
        assert_eq!(found, platforms(expected), "{path} in {run}");
    }
}

#[test]
fn a_windows_release_is_compared_by_its_build() {
    let declared = declared("Dockerfile.nanoserver-ltsc2022").expect("declares");
    let mut platform = Platform::parse("windows/amd64").expect("a platform");
    for (version, expected) in
        [("", true), ("10.0.20348", true), ("10.0.20348.2700", true), ("10.0.17763", false)]
    {
        version.clone_into(&mut platform.os_version);
        assert_eq!(declared.applies_to(&platform), expected, "{version}");
    }
}

#[test]
fn nothing_said_applies_to_everything() {
    assert!(
        platforms("linux/amd64 windows/arm64")
            .iter()
            .all(|item| Declared::default().applies_to(item))
    );
}

fn sets(paths: &[&str]) -> Vec<String> {
    let declared: Vec<_> = paths.iter().map(|path| declared(path)).collect();
    let say =
        |indices: Vec<usize>| indices.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
    let all = declared.iter().enumerate().filter_map(|(at, it)| Some((at, it.as_ref()?)));
    let sets = variant_sets(all, |_| false).into_iter();
    sets.map(|set| {
        format!("{}: {}", set.stem, say(set.members.iter().map(|member| member.0).collect()))
    })
    .collect()
}

#[test]
fn siblings_for_different_platforms_form_a_set() {
    let diamol = [
        "ch16/x/Dockerfile",
        "ch16/x/Dockerfile.linux-amd64",
        "ch16/x/Dockerfile.linux-arm64",
        "ch16/x/Dockerfile.windows-amd64",
        "ch16/y/linux/Dockerfile",
        "ch16/y/windows/Dockerfile",
    ];
    assert_eq!(sets(&diamol), ["ch16/x/Dockerfile: 1 2 3", "ch16/y/Dockerfile: 4 5"]);
}

#[test]
fn one_platform_is_no_set() {
    assert!(sets(&["a/Dockerfile", "a/Dockerfile.windows"]).is_empty());
    assert!(sets(&["a/Dockerfile.amd64", "b/Dockerfile.arm64"]).is_empty());
    assert!(sets(&["a/Dockerfile.x64", "a/Dockerfile.amd64"]).is_empty());
    assert!(sets(&["a/nanoserver-1809/Dockerfile", "a/nanoserver-ltsc2022/Dockerfile"]).is_empty());
    assert!(sets(&["x/alpine/arm64/Dockerfile", "x/debian/amd64/Dockerfile"]).is_empty());
    assert!(sets(&[]).is_empty());
}
