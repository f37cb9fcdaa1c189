//! What a single word of a name says: a table of spellings.
//!
//! Not a guess: a word counts only when it is spelled exactly like one of these.
//! The words are a `match` rather than a table read at run time: a repository has thousands of names.

/// What a word says about a platform; empty where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) os: &'static str,
    pub(super) architecture: &'static str,
    pub(super) variant: &'static str,
    pub(super) release: &'static str,
}

/// Windows releases with their builds.
const RELEASES: [(&str, &str); 14] = [
    ("ltsc2016", "14393"),
    ("ltsc2019", "17763"),
    ("ltsc2022", "20348"),
    ("ltsc2025", "26100"),
    ("1607", "14393"),
    ("1709", "16299"),
    ("1803", "17134"),
    ("1809", "17763"),
    ("1903", "18362"),
    ("1909", "18363"),
    ("2004", "19041"),
    ("20h2", "19042"),
    ("sac2016", "14393"),
    ("ltsc2023", "25398"),
];

/// Words that stand beside a platform without changing what it says.
const DISTRIBUTIONS: [&str; 56] = [
    "alpine",
    "debian",
    "wheezy",
    "jessie",
    "stretch",
    "buster",
    "bullseye",
    "bookworm",
    "trixie",
    "forky",
    "sid",
    "ubuntu",
    "trusty",
    "xenial",
    "bionic",
    "focal",
    "jammy",
    "noble",
    "plucky",
    "questing",
    "resolute",
    "centos",
    "rhel",
    "ubi",
    "rocky",
    "rockylinux",
    "alma",
    "almalinux",
    "fedora",
    "amazonlinux",
    "al",
    "oraclelinux",
    "ol",
    "leap",
    "opensuse",
    "suse",
    "sles",
    "mariner",
    "cbl",
    "azurelinux",
    "photon",
    "wolfi",
    "busybox",
    "scratch",
    "chiseled",
    "distroless",
    "slim",
    "glibc",
    "musl",
    "lts",
    "edge",
    "stable",
    "latest",
    "minimal",
    "extra",
    "composite",
];

/// The build of a Windows release.
pub(super) fn windows_build(release: &str) -> Option<&'static str> {
    RELEASES.iter().find(|(name, _)| *name == release).map(|&(_, build)| build)
}

pub(super) fn release(word: &str) -> Option<&'static str> {
    RELEASES.iter().find(|(name, _)| *name == word).map(|&(name, _)| name)
}

/// What a lower-case word says.
pub(super) fn word(text: &str) -> Option<Word> {
    system(text).or_else(|| architecture(text)).or_else(|| glued(text))
}

fn system(text: &str) -> Option<Word> {
    let (os, architecture) = match text {
        "linux" => ("linux", ""),
        "linux32" => ("linux", "386"),
        "linux64" => ("linux", "amd64"),
        "win64" => ("windows", "amd64"),
        "windows" | "win" | "win32" | "windowsserver" | "windowsservercore" | "servercore"
        | "nanoserver" | "ltsc2016" | "ltsc2019" | "ltsc2022" | "ltsc2023" | "ltsc2025"
        | "sac2016" => ("windows", ""),
        _ => return None,
    };
    let release = release(text).unwrap_or_default();
    Some(Word { os, architecture, variant: "", release })
}

fn architecture(text: &str) -> Option<Word> {
    let (architecture, variant) = match text {
        "amd64" | "x64" | "x86_64" => ("amd64", ""),
        "arm64" | "aarch64" | "arm64v8" | "armv8" | "arm64e" => ("arm64", ""),
        "arm" | "arm32" | "armhf" | "armv7" | "armv7l" | "armv7hf" | "arm32v7" => ("arm", "v7"),
        "armv6" | "armv6l" | "armv6hf" | "arm32v6" => ("arm", "v6"),
        "armel" | "armv5" | "armv5l" | "armv5e" | "arm32v5" => ("arm", "v5"),
        "386" | "i386" | "i486" | "i586" | "i686" | "x86" | "ia32" => ("386", ""),
        "ppc64le" | "ppc64el" | "powerpc64le" => ("ppc64le", ""),
        "ppc64" => ("ppc64", ""),
        "s390x" => ("s390x", ""),
        "riscv64" => ("riscv64", ""),
        "loong64" | "loongarch64" => ("loong64", ""),
        "mips64le" | "mips64el" => ("mips64le", ""),
        "mipsle" | "mipsel" => ("mipsle", ""),
        "mips64" => ("mips64", ""),
        "mips" => ("mips", ""),
        _ => return None,
    };
    Some(Word { architecture, variant, ..Word::default() })
}

/// `nanoserver1809`, `windows2019`, `windowsserver2022`, `windowsservercoreltsc2022`.
fn glued(text: &str) -> Option<Word> {
    let heads =
        ["windowsservercore", "windowsserver", "servercore", "nanoserver", "windows", "win"];
    let rest = heads.into_iter().find_map(|head| text.strip_prefix(head))?;
    let year = RELEASES.iter().find(|(name, _)| name.strip_prefix("ltsc") == Some(rest));
    let release = year.map(|&(name, _)| name).or_else(|| release(rest))?;
    Some(Word { os: "windows", release, ..Word::default() })
}

/// `3`, `20h2`, `8u402`, `v2`.
pub(super) fn is_version(word: &str) -> bool {
    word.strip_prefix('v').unwrap_or(word).starts_with(|first: char| first.is_ascii_digit())
}

/// `alpine`, `ubi9`.
pub(super) fn is_distribution(word: &str) -> bool {
    DISTRIBUTIONS.contains(&word.trim_end_matches(|last: char| last.is_ascii_digit()))
}

/// Two lower-case words that are one: `x86_64`, `arm-v7`, `arm64.v8`.
pub(crate) fn joined(first: &str, second: &str) -> Option<String> {
    match (first, second) {
        ("x86", "64") => Some("x86_64".to_owned()),
        ("aarch", "64") | ("arm64", "v8") => Some("arm64".to_owned()),
        ("arm" | "arm32", "v5" | "v6" | "v7" | "v8") => Some(format!("arm{second}")),
        _ => None,
    }
}
