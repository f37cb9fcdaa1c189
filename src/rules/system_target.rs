//! The architecture that a whole system or a browser's engine is made for: `debootstrap --arch=amd64`,
//! `target_cpu="x64"` of GN.
//!
//! Not a rule: `cross-compiler-hardcoded` asks here. Of systems only those for amd64 count, for nobody names another
//! one without meaning it, and only where a program of the new system is run, which another machine cannot.

use crate::{
    knowledge,
    needle::Needle,
    shell::{run::Call, value::Value},
};
use std::ops::Range;

/// Makes a system and runs programs of it.
const MAKERS: [&str; 2] = ["debootstrap", "mmdebstrap"];

/// What leaves the programs of the new system alone.
const UNPACKERS: [&str; 4] =
    ["--foreign", "--variant=extract", "--variant=custom", "--download-only"];

/// How GN is told.
const NAME: &str = "target_cpu";

/// What stands in every file that tells it.
pub(super) static CPU: Needle = Needle::new(NAME);

/// Systems that GN is told to build for besides Linux.
const OTHERS: [&str; 7] = ["android", "\"win", "mac", "ios", "fuchsia", "chromeos", "wasm"];

/// The option of a program that makes a system for amd64.
pub(super) fn system(call: &Call) -> Option<(&Value, Range<usize>)> {
    let is_apart = |it: &Value| UNPACKERS.contains(&&*it.shown());
    if !MAKERS.contains(&call.name.as_str()) || call.words.iter().any(is_apart) {
        return None;
    }
    let mut words = call.words.iter().skip(1);
    while let Some(word) = words.next() {
        let shown = word.shown();
        let (option, at) =
            shown.split_once('=').map_or((&*shown, None), |(it, _)| (it, Some(it.len() + 1)));
        if !matches!(option, "--arch" | "--architectures") {
            continue;
        }
        let (word, at) = at.map_or_else(|| Some((words.next()?, 0)), |at| Some((word, at)))?;
        let shown = word.shown();
        let name = shown.get(at..)?.split(',').next()?;
        return (name == "amd64").then_some((word, at..at + name.len()));
    }
    None
}

/// The names in `target_cpu="x64"`, with the architecture of each.
pub(super) fn processors(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let one = |(at, _): (usize, &str)| {
        let behind = text.get(at + NAME.len()..)?;
        let value = behind.trim_start_matches([' ', '\\', ':']).strip_prefix('=')?;
        let value = value.trim_start_matches([' ', '\\', '"', '\'']);
        let length = value.find(|it: char| !it.is_ascii_alphanumeric() && it != '_')?;
        let start = text.len() - value.len();
        Some((start..start + length, knowledge::architecture(value.get(..length)?)?))
    };
    text.match_indices(NAME).filter_map(one).collect()
}

/// What a call tells GN, where that is not for another system.
pub(super) fn processor(call: &Call) -> Option<(&Value, Range<usize>)> {
    let is_other = |word: &Value| {
        let shown = word.shown();
        shown.contains("target_os") && OTHERS.iter().any(|it| shown.contains(it))
    };
    if matches!(call.name.as_str(), "grep" | "sed") || call.words.iter().any(is_other) {
        return None;
    }
    call.words.iter().find_map(|word| Some((word, processors(&word.shown()).into_iter().next()?.0)))
}
