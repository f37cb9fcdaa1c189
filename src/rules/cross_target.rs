//! What tools are told to make programs for that cross-compile by themselves: `bun build --compile --target=…`.
//!
//! Not a rule: `cross-compiler-hardcoded` asks here. Each tool spells targets in its own way, so a name counts that
//! says Linux and one architecture.

use super::token;
use crate::context::name::file_name;
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
    let script = call.word(1);
    let by_perl = call.name == "perl" && file_name(&script) == "Configure";
    if call.name == "Configure" || by_perl {
        let is_target = |it: &&Value| it.shown().starts_with("linux-");
        let is_cross = call.words.iter().any(|it| it.shown().contains("cross"));
        let all = call.words.iter().skip(1).filter(is_target);
        return all.filter(|_| !is_cross).map(|it| (it, 0)).collect();
    }
    // `npx --yes @yao-pkg/pkg@6 .`
    let is_option = |at: usize| call.word(at).starts_with('-');
    let behind = |from: usize| (from..call.words.len()).find(|at| !is_option(*at));
    let at = if matches!(call.name.as_str(), "npx" | "bunx") { behind(1) } else { Some(0) };
    let Some((at, word)) = at.map(|at| (at, call.word(at))) else { return Vec::new() };
    let name = file_name(&word);
    let name = name.split('@').next().unwrap_or_default();
    let Some((_, subcommand, behind_it, joined)) = TOOLS.iter().find(|(it, ..)| *it == name) else {
        return Vec::new();
    };
    let is_asked = || behind(at + 1).is_some_and(|at| call.word(at) == *subcommand);
    if !subcommand.is_empty() && !is_asked() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut words = call.words.iter().skip(at + 1);
    while let Some(word) = words.next() {
        let shown = word.shown();
        if behind_it.contains(&&*shown) {
            found.extend(words.next().map(|it| (it, 0)));
        } else if let Some(start) = joined.iter().find(|it| shown.starts_with(**it)) {
            found.push((word, start.len()));
        }
    }
    found
}

/// Other systems in the names of targets.
const SYSTEMS: [&str; 6] = ["darwin", "macos", "osx", "windows", "-win-", "mingw"];

fn names_system(text: &str) -> bool {
    SYSTEMS.iter().any(|it| text.contains(it))
}

/// The architecture of `bun-linux-x64`, `x64-linux` and the like.
pub(super) fn architecture(text: &str) -> Option<&'static str> {
    let is_linux = text.contains("linux") && !text.contains("android") && !names_system(text);
    token::only(text).map(|(name, _)| name).filter(|_| is_linux)
}

/// True for `bun-darwin-arm64` and the like, which is no address and no path.
pub(super) fn is_for_other_system(text: &str) -> bool {
    names_system(text) && !text.contains(['/', '.']) && !token::architectures(text).is_empty()
}

/// True if a text names a helper of `tonistiigi/xx`: `xx-clang`, but not `cxx-compiler`.
pub(super) fn uses_xx(text: &str) -> bool {
    let is_apart = |(at, _): (usize, &str)| {
        let before = text.get(..at).and_then(|it| it.chars().next_back());
        !before.is_some_and(|it| it.is_alphanumeric() || it == '-' || it == '_')
    };
    text.match_indices("xx-").any(is_apart)
}
