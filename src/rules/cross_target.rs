//! What tools are told to make programs for that cross-compile by themselves: `bun build --compile --target=…`.
//!
//! Not a rule: `cross-compiler-hardcoded` asks here. Each tool spells targets in its own way, so a name counts that
//! says Linux and one architecture.

use super::token;
use crate::shell::{run::Call, value::Value};

/// Tools with the subcommand that makes programs, the options with a target behind them, and those with one in them.
const TOOLS: &[(&str, &str, &[&str], &[&str])] = &[
    ("bun", "build", &["--target"], &["--target="]),
    ("deno", "compile", &["--target"], &["--target="]),
    ("pkg", "", &["-t", "--target", "--targets"], &["--target=", "--targets="]),
    ("vcpkg", "install", &["--triplet"], &["--triplet="]),
    ("cmake", "", &[], &["-DVCPKG_TARGET_TRIPLET="]),
    ("zig", "", &["-target"], &["-Dtarget=", "--target="]),
];

/// Variables that name such a target.
pub(super) const VARIABLES: &[&str] = &["VCPKG_DEFAULT_TRIPLET", "VCPKG_TARGET_TRIPLET"];

/// The targets that a call names, and where each begins in its word.
pub(super) fn targets(call: &Call) -> Vec<(&Value, usize)> {
    // OpenSSL's `./Configure linux-x86_64`
    if call.name == "Configure" {
        let is_target = |it: &&Value| it.shown().starts_with("linux-");
        let is_cross = call.words.iter().any(|it| it.shown().contains("cross"));
        let all = call.words.iter().skip(1).filter(is_target);
        return all.filter(|_| !is_cross).map(|it| (it, 0)).collect();
    }
    // `npx pkg .`
    let skipped = usize::from(matches!(call.name.as_str(), "npx" | "bunx"));
    let name = if skipped == 0 { call.name.as_str().into() } else { call.word(1) };
    let Some((_, subcommand, behind, joined)) = TOOLS.iter().find(|(it, ..)| *it == name) else {
        return Vec::new();
    };
    if !subcommand.is_empty() && call.word(skipped + 1) != *subcommand {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut words = call.words.iter().skip(skipped + 1);
    while let Some(word) = words.next() {
        let shown = word.shown();
        if behind.contains(&&*shown) {
            found.extend(words.next().map(|it| (it, 0)));
        } else if let Some(start) = joined.iter().find(|it| shown.starts_with(**it)) {
            found.push((word, start.len()));
        }
    }
    found
}

/// The architecture of `bun-linux-x64`, `x64-linux` and the like.
pub(super) fn architecture(text: &str) -> Option<&'static str> {
    let is_linux = text.contains("linux") && !text.contains("android");
    token::only(text).map(|(name, _)| name).filter(|_| is_linux)
}
