//! What a variant's platform explains in a value: `tool-linux-amd64.tgz` in `Dockerfile.linux-amd64`.
//!
//! Not every name of an architecture: one that this member does not run on is no explanation. With all names taken
//! out, two members with each other's values would look alike.

use crate::{
    declared::{Declared, spelling::joined},
    knowledge,
};

/// Parts of the names of compilers' targets: `arm-linux-gnueabihf-gcc`.
const TARGETS: [&str; 8] =
    ["gnu", "gnueabi", "gnueabihf", "gnuabi64", "musl", "musleabi", "musleabihf", "eabi"];

/// The words of a value without the names of the member's own platform and without checksums.
#[must_use]
pub fn without_own_names(value: &str, declared: &Declared) -> String {
    let mut told = words(&declared.token);
    told.extend(declared.windows_release.clone());
    let explained = |word: &str| {
        let checksum = word.len() >= 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        let word = word.to_ascii_lowercase();
        let told = told.iter().any(|it| it.eq_ignore_ascii_case(&word));
        checksum || told || TARGETS.contains(&&*word) || is_own(&word, declared)
    };
    let left: Vec<String> = words(value).into_iter().filter(|word| !explained(word)).collect();
    left.join(" ")
}

/// True if a value names an architecture that the member is not for.
#[must_use]
pub fn names_another(value: &str, declared: &Declared) -> bool {
    let is_another = |word: &String| {
        let word = word.to_ascii_lowercase();
        knowledge::architecture(&word).is_some() && !is_own(&word, declared)
    };
    words(value).iter().any(is_another)
}

/// Letters and digits; `x86_64` and `arm/v7` are one word.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let all = text.split(|it: char| !it.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    for word in all {
        let lower = |word: &str| word.to_ascii_lowercase();
        let joined = words.last().and_then(|before| joined(&lower(before), &lower(word)));
        match (joined, words.last_mut()) {
            (Some(joined), Some(last)) => *last = joined,
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// True if a lower-case word names the member's platform, or an older one that runs there too.
/// What the path leaves open may be anything.
fn is_own(word: &str, declared: &Declared) -> bool {
    let os = |name: &str| declared.os.as_deref().is_none_or(|os| os == name);
    match word {
        "linux" => os("linux"),
        "linux32" | "linux64" if !os("linux") => false,
        // `win32` is what Python and Node call Windows on every architecture.
        "windows" | "win" | "win32" => os("windows"),
        "win64" | "winamd64" if !os("windows") => false,
        _ => names_architecture(word, declared),
    }
}

fn names_architecture(word: &str, declared: &Declared) -> bool {
    let named = knowledge::architecture(word);
    let Some(own) = declared.architecture.as_deref() else { return named.is_some() };
    match (own, named) {
        ("arm", Some("arm")) => declared.variant.as_deref() == Some("v7") || !word.contains('7'),
        ("amd64", Some("386")) | ("arm64", Some("arm")) => true,
        _ => word == own || named == Some(own),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declared::declared;

    fn left(path: &str, value: &str) -> String {
        without_own_names(value, &declared(path).unwrap())
    }

    #[test]
    fn own_names_are_taken_out_in_every_spelling() {
        for value in [
            "x86_64",
            "x86-64",
            "x64",
            "X64",
            "amd64",
            "linux64",
            "linux/amd64",
            "linux_amd64",
            "x86_64-linux-gnu",
            "i386",
            "x86",
        ] {
            assert_eq!(left("Dockerfile.linux-amd64", value), "", "{value}");
        }
        for value in
            ["armhf", "armv7", "armv7l", "arm32v7", "arm", "linux/arm/v7", "arm-v6", "armel"]
        {
            assert_eq!(left("Dockerfile.arm32v7", value), "", "{value}");
        }
        for value in ["arm64", "aarch64", "aarch_64", "linux/arm64/v8", "arm64v8", "armhf"] {
            assert_eq!(left("arm64v8/Dockerfile", value), "", "{value}");
        }
        for value in ["win64", "win-x64", "windows/amd64", "win32", "nanoserver-ltsc2022"] {
            assert_eq!(left("Dockerfile.nanoserver-ltsc2022-amd64", value), "", "{value}");
        }
        assert_eq!(left("Dockerfile.mips64", "tool-mips64"), "tool");
        assert_eq!(left("Dockerfile.armv7hf", "armv7hf"), "");
    }

    #[test]
    fn names_of_other_platforms_stay() {
        for (path, value) in [
            ("Dockerfile.linux-amd64", "arm64"),
            ("Dockerfile.linux-amd64", "win64"),
            ("Dockerfile.linux-arm64", "amd64"),
            ("Dockerfile.linux-arm64", "linux64"),
            ("Dockerfile.arm32v6", "armv7"),
            ("Dockerfile.i386", "amd64"),
            ("Dockerfile.windows-amd64", "linux"),
        ] {
            assert_eq!(left(path, value), value, "{path}");
        }
        assert_eq!(left("Dockerfile.linux-arm64", "linux-x86_64"), "x86_64");
    }

    #[test]
    fn what_the_path_leaves_open_may_be_anything() {
        for value in ["arm64", "amd64", "windows-x64"] {
            assert_eq!(left("Dockerfile.windows", value), "", "{value}");
        }
        assert_eq!(left("Dockerfile.arm64", "windows linux"), "");
    }
}
