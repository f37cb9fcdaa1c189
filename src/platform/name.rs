//! Names of operating systems and architectures: the known ones, other spellings, near misses.
//!
//! Not normalisation: `platform` does what containerd does, this is for what containerd takes in
//! silence and then never matches. The known names are Go's, because registries use Go's.

use super::Platform;
use crate::suggest::nearest;
use std::{borrow::Cow, fmt};

const SYSTEMS: &[&str] = &[
    "linux",
    "windows",
    "darwin",
    "freebsd",
    "aix",
    "android",
    "dragonfly",
    "hurd",
    "illumos",
    "ios",
    "js",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasi",
    "wasip1",
    "zos",
];

const ARCHITECTURES: &[&str] = &[
    "amd64",
    "arm64",
    "arm",
    "386",
    "ppc64le",
    "s390x",
    "riscv64",
    "loong64",
    "mips64le",
    "amd64p32",
    "armbe",
    "arm64be",
    "mips",
    "mips64",
    "mips64p32",
    "mips64p32le",
    "mipsle",
    "ppc",
    "ppc64",
    "riscv",
    "s390",
    "sparc",
    "sparc64",
    "wasm",
];

const VARIANTS: &[&str] = &["", "v5", "v6", "v7", "v8", "v9", "v2", "v3", "v4", "v1"];

/// A name in lower case, not copied when it is a known one.
pub(super) fn lower(name: &str) -> Cow<'static, str> {
    let mut known = VARIANTS.iter().chain(SYSTEMS).chain(ARCHITECTURES);
    match known.find(|known| **known == name) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(name.to_ascii_lowercase()),
    }
}

/// Spellings seen in tags, repository names and mistaken platforms, with what they stand for.
/// An operating system is given only where the spelling implies it.
const SPELLINGS: &[(&str, [&str; 3])] = &[
    ("amd64", ["", "amd64", ""]),
    ("x86_64", ["", "amd64", ""]),
    ("x86-64", ["", "amd64", ""]),
    ("x8664", ["", "amd64", ""]),
    ("x64", ["", "amd64", ""]),
    ("intel64", ["", "amd64", ""]),
    ("winamd64", ["windows", "amd64", ""]),
    ("arm64", ["", "arm64", ""]),
    ("arm64v8", ["", "arm64", ""]),
    ("arm64-v8", ["", "arm64", ""]),
    ("aarch64", ["", "arm64", ""]),
    ("armv8", ["", "arm64", ""]),
    ("arm", ["", "arm", "v7"]),
    ("arm32", ["", "arm", "v7"]),
    ("arm32v5", ["linux", "arm", "v5"]),
    ("arm32v6", ["linux", "arm", "v6"]),
    ("arm32v7", ["linux", "arm", "v7"]),
    ("armv5", ["linux", "arm", "v5"]),
    ("armv6", ["linux", "arm", "v6"]),
    ("armv6l", ["linux", "arm", "v6"]),
    ("armv6hf", ["linux", "arm", "v6"]),
    ("armv7", ["linux", "arm", "v7"]),
    ("armv7l", ["linux", "arm", "v7"]),
    ("armv7hf", ["linux", "arm", "v7"]),
    ("armhf", ["linux", "arm", "v7"]),
    ("armel", ["linux", "arm", "v6"]),
    ("386", ["", "386", ""]),
    ("i386", ["", "386", ""]),
    ("i686", ["", "386", ""]),
    ("ppc64le", ["linux", "ppc64le", ""]),
    ("ppc64el", ["linux", "ppc64le", ""]),
    ("powerpc64le", ["linux", "ppc64le", ""]),
    ("s390x", ["linux", "s390x", ""]),
    ("riscv64", ["linux", "riscv64", ""]),
    ("mips64le", ["linux", "mips64le", ""]),
    ("mips64el", ["linux", "mips64le", ""]),
    ("loong64", ["linux", "loong64", ""]),
    ("loongarch64", ["linux", "loong64", ""]),
];

/// The operating system (empty when not implied), architecture and variant that a spelling means.
pub(crate) fn spelling(text: &str) -> Option<[&'static str; 3]> {
    SPELLINGS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(text))
        .map(|&(_, meaning)| meaning)
}

/// A part of a platform that no registry uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPart {
    /// Which part.
    pub part: Part,
    /// Its text.
    pub text: String,
    /// Platforms that may have been meant, likeliest first.
    pub suggestions: Vec<Platform>,
}

/// A part of a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Before the first slash.
    Os,
    /// Behind it.
    Architecture,
    /// Behind the second.
    Variant,
}

impl fmt::Display for UnknownPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = match self.part {
            Part::Os => "operating system",
            Part::Architecture => "architecture",
            Part::Variant => "variant",
        };
        write!(f, "unknown {part} `{}`; {}", self.text, advice(&self.suggestions))
    }
}

/// What may have been meant, as a clause.
pub(super) fn advice(suggestions: &[Platform]) -> String {
    let quoted: Vec<_> = suggestions.iter().map(|platform| format!("`{platform}`")).collect();
    if quoted.is_empty() {
        "write one such as `linux/amd64`".to_owned()
    } else {
        format!("did you mean {}?", quoted.join(" or "))
    }
}

pub(super) fn is_os(name: &str) -> bool {
    SYSTEMS.contains(&name)
}

pub(super) fn is_architecture(name: &str) -> bool {
    ARCHITECTURES.contains(&name)
}

pub(super) fn unknown_part(platform: &Platform) -> Option<UnknownPart> {
    let Platform { os, architecture, variant, .. } = platform;
    let unknown = |part, text: &str, mut suggestions: Vec<Platform>| {
        suggestions.retain(is_known);
        Some(UnknownPart { part, text: text.to_owned(), suggestions })
    };
    if !is_os(os) {
        unknown(Part::Os, os, suggest_os(platform))
    } else if !is_architecture(architecture) {
        unknown(Part::Architecture, architecture, suggest_architecture(os, architecture))
    } else if !is_variant(architecture, variant) {
        unknown(Part::Variant, variant, vec![Platform::new(os, architecture)])
    } else {
        None
    }
}

/// Nothing is suggested that would be refused in turn.
fn is_known(platform: &Platform) -> bool {
    let Platform { os, architecture, variant, .. } = platform;
    is_os(os) && is_architecture(architecture) && is_variant(architecture, variant)
}

/// Architectures without a closed list of variants take any.
fn is_variant(architecture: &str, variant: &str) -> bool {
    let minor = |prefix: &str, highest: u8| {
        let digits = variant.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('.'));
        digits.and_then(|digits| digits.parse().ok()).is_some_and(|digits: u8| digits <= highest)
    };
    match architecture {
        "amd64" => matches!(variant, "" | "v2" | "v3" | "v4"),
        "arm" => matches!(variant, "v5" | "v6" | "v7" | "v8"),
        "arm64" => matches!(variant, "" | "v9") || minor("v8", 9) || minor("v9", 7),
        "386" => variant.is_empty(),
        _ => true,
    }
}

fn suggest_os(platform: &Platform) -> Vec<Platform> {
    let os = match &*platform.os {
        "win" | "win32" | "win64" | "nt" => Some("windows"),
        "osx" | "mac" | "macosx" => Some("darwin"),
        "lin" | "gnu" | "unix" | "debian" | "ubuntu" | "alpine" => Some("linux"),
        other => nearest(other, SYSTEMS.iter().copied()),
    };
    let written = &*platform.architecture;
    let architecture = meant(written).map_or(written, |[_, architecture, _]| architecture);
    os.map(|os| Platform::with_variant(os, architecture, &platform.variant)).into_iter().collect()
}

fn suggest_architecture(os: &str, text: &str) -> Vec<Platform> {
    if text == "x86" {
        return vec![Platform::new(os, "amd64"), Platform::new(os, "386")];
    }
    let platform =
        |[_, architecture, variant]: [&str; 3]| Platform::with_variant(os, architecture, variant);
    meant(text).map(platform).into_iter().collect()
}

/// What an architecture means, however it is spelled or misspelt; the known names come first where two are as near.
fn meant(text: &str) -> Option<[&'static str; 3]> {
    // Two numbers changed places: more than a slip of a few letters.
    if matches!(text, "x64_86" | "x64-86") {
        return spelling("x86_64");
    }
    let known = || ARCHITECTURES.iter().copied();
    let exact = spelling(text).or_else(|| Some(["", known().find(|it| *it == text)?, ""]));
    exact.or_else(|| {
        let near = nearest(text, known().chain(SPELLINGS.iter().map(|&(name, _)| name)))?;
        if is_architecture(near) { Some(["", near, ""]) } else { spelling(near) }
    })
}

/// For a word alone: an architecture on linux, or else an operating system.
pub(super) fn suggest_lone(text: &str) -> Vec<Platform> {
    let text = text.to_ascii_lowercase();
    let architectures = suggest_architecture("linux", &text);
    let systems = suggest_os(&Platform::new(&text, "amd64"));
    let mut all = if architectures.is_empty() { systems } else { architectures };
    all.retain(is_known);
    all
}
