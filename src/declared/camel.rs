//! Names in CamelCase: `LinuxArm64`, `WindowsHostProcess`, `GatewayArm64`.
//!
//! Not every such name is taken apart: many have a platform's word in them and speak of something else
//! (`OracleLinux`, `LinuxKit`, `ArmTemplates`). Either each part is a platform, a version or a distribution, or one
//! part can mean nothing else and stands where a platform stands: `Windows` in front, an architecture at the end.

use super::spelling::{is_distribution, is_version, word};

/// Other systems, and words of what is made here for elsewhere.
const FOREIGN: [&str; 12] =
    ["mac", "os", "osx", "ios", "darwin", "apple", "android", "qemu", "wasm", "mingw", "on", "to"];

/// Words that say no, or more than one: `WithoutArm64`, `HasArm64`, `MultiArm64`.
const VAGUE: [&str; 17] = [
    "without",
    "no",
    "non",
    "not",
    "with",
    "has",
    "is",
    "any",
    "all",
    "multi",
    "universal",
    "emulate",
    "emulated",
    "emulator",
    "like",
    "or",
    "and",
];

/// What works for Windows without running on it: `WindowsExporter`.
const ROLES: [&str; 6] = ["build", "builder", "client", "exporter", "installer", "monitor"];

/// A lower-case word beside which an architecture says nothing of the image.
pub(super) fn is_foreign(word: &str) -> bool {
    FOREIGN.contains(&word) || VAGUE.contains(&word) || word.contains("cross")
}

/// The parts of a text without separators, if one of them is a platform. In a file's name others may be anything.
pub(super) fn parts(text: &str, is_file: bool) -> Option<Vec<&str>> {
    // Nearly all names end here.
    text.bytes().skip(1).find(u8::is_ascii_uppercase)?;
    let words = words(text);
    let lower: Vec<String> = words.iter().map(|word| word.to_ascii_lowercase()).collect();
    let is_platform = |lower: &String| word(lower).is_some();
    let is_known =
        |lower: &String| is_platform(lower) || is_version(lower) || is_distribution(lower);
    // `X86` may be the half of `X86_64`.
    if words.len() < 2 || !lower.iter().any(is_platform) || lower.iter().any(|it| it == "x86") {
        return None;
    }
    if lower.iter().all(is_known) {
        return Some(words);
    }
    let may_be = is_file && !lower.iter().any(|it| is_foreign(it));
    may_be.then(|| between(text, &words, &lower)).flatten()
}

/// `Windows|HostProcess`, `Gateway|Arm64`, `Windows|HostProcess|Arm64`.
fn between<'a>(text: &'a str, words: &[&str], lower: &[String]) -> Option<Vec<&'a str>> {
    let head =
        words.first().filter(|it| it.eq_ignore_ascii_case("windows")).map_or(0, |it| it.len());
    let last = lower.last().filter(|it| is_architecture(it)).map_or(0, String::len);
    let marked = usize::from(head > 0) + usize::from(last > 0);
    if last == 0 && lower.iter().any(|it| ROLES.contains(&it.as_str())) {
        return None;
    }
    // A second one of a kind, or one in the middle, makes the name say something else.
    let found = lower.iter().filter(|it| word(it).is_some()).count();
    let (front, last) = text.split_at_checked(text.len() - last)?;
    let (head, middle) = front.split_at_checked(head)?;
    let parts = [head, middle, last].into_iter().filter(|part| !part.is_empty());
    (found == marked).then(|| parts.collect())
}

/// An architecture that is no word of the language and no number.
fn is_architecture(lower: &str) -> bool {
    let found = word(lower).is_some_and(|it| it.os.is_empty());
    found && !matches!(lower, "arm" | "mips" | "386")
}

/// A word begins at a capital behind a small letter or a digit, and at the last of several capitals:
/// `Linux|ARM64`, `ARM64|Linux`. A variant stays where it is: `ArmV7`, `ARMv7`.
fn words(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or_default();
    let is_variant =
        |index: usize| at(index).eq_ignore_ascii_case(&b'v') && at(index + 1).is_ascii_digit();
    let begins = |index: &usize| {
        let (before, here, behind) = (at(index - 1), at(*index), at(index + 1));
        let new = before.is_ascii_lowercase() || before.is_ascii_digit();
        let last = before.is_ascii_uppercase() && behind.is_ascii_lowercase();
        here.is_ascii_uppercase() && !is_variant(*index) && (new || last && !is_variant(index + 1))
    };
    let mut words: Vec<&str> = Vec::new();
    let (mut start, mut last) = (0, 0);
    for end in (1..bytes.len()).filter(begins).chain([bytes.len()]) {
        // `A|Arch64`, `PPC64|LE`, `S390|X` are one word each.
        let joined = text.get(last..end).filter(|it| last < start && is_one_architecture(it));
        if joined.is_some() {
            words.pop();
        } else {
            last = start;
        }
        words.extend(joined.or_else(|| text.get(start..end)));
        start = end;
    }
    words
}

fn is_one_architecture(text: &str) -> bool {
    word(&text.to_ascii_lowercase()).is_some_and(|it| it.os.is_empty())
}
