//! Where a command of Go leaves its program: by its options, and by the folder that it is run in.
//!
//! Not a file system: a path counts where the folder is known for certain, so that no other file of that name is taken
//! for the program.

use super::{
    copied::{joined, working_folder},
    made::Place,
    script::{Walk, option},
};
use crate::{facts::Facts, shell::run::Call};
use std::borrow::Cow;

/// Options of `go build` that take a value.
const VALUES: &[&str] = &[
    "-o",
    "-p",
    "-asmflags",
    "-buildmode",
    "-buildvcs",
    "-compiler",
    "-gccgoflags",
    "-gcflags",
    "-installsuffix",
    "-ldflags",
    "-mod",
    "-modfile",
    "-overlay",
    "-pgo",
    "-pkgdir",
    "-tags",
    "-toolexec",
    "-C",
    "-coverpkg",
];

/// Folders of many programs.
const SHARED: [&str; 5] = ["/bin", "/usr/bin", "/usr/local/bin", "/go/bin", "/"];

/// The subcommand; `-C` may stand before it.
pub(super) fn verb(call: &Call) -> Cow<'_, str> {
    call.word(at_verb(call))
}

/// Which word the subcommand is.
pub(super) fn at_verb(call: &Call) -> usize {
    match &*call.word(1) {
        "-C" => 3,
        it if it.starts_with("-C=") => 2,
        _ => 1,
    }
}

/// Where a command of Go leaves its program, or its programs where nothing else is put.
pub(super) fn place(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> Option<Place> {
    let is_shared = |it: &str| SHARED.contains(&it) || is_named(facts, walk, it);
    let place = written(facts, walk, call)?;
    Some(place).filter(|it| !matches!(it, Place::Owned(folder) if is_shared(folder)))
}

/// What a command of Go writes.
pub(super) fn written(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> Option<Place> {
    let folder = || {
        let folder = folder(facts, walk, call)?;
        Some(folder.trim_end_matches('/').to_owned())
    };
    call.read_words(1, |words| program(words, at_verb(call) - 1, folder))
}

/// What stands before a folder that programs are built into.
const MAKERS: [&str; 4] = ["-o", "-o=", "mkdir", "mkdir -p"];

/// Something else of the stage names a folder, and may write into it.
fn is_named(facts: &Facts<'_>, walk: &Walk<'_>, folder: &str) -> bool {
    let span = |at: usize| facts.instruction(at).map(|it| it.span);
    let body = facts.graph.stages.get(walk.script.stage).map(|it| it.body.clone());
    let ends = body.and_then(|it| Some((span(it.start)?, span(it.end.checked_sub(1)?)?)));
    let text = ends.map(|(first, last)| first.cover(last).slice(facts.text)).unwrap_or_default();
    let is_other = |(at, _): (usize, &str)| {
        let before = text.get(..at).unwrap_or_default().trim_end();
        let behind = text.get(at + folder.len()..).unwrap_or_default();
        let behind = behind.strip_prefix('/').unwrap_or(behind);
        !MAKERS.iter().any(|it| before.ends_with(it))
            || !(behind.is_empty() || behind.starts_with([' ', '\t', '\n', ';', '&', '"']))
    };
    text.match_indices(folder).any(is_other)
}

/// The folder that a command is run in.
fn folder(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> Option<String> {
    let script = walk.script;
    let mut folder = working_folder(facts, script.stage, script.instruction).map(str::to_owned);
    let moves = |call: &&Call| matches!(call.name.as_str(), "cd" | "pushd" | "popd");
    let before = walk.trace.calls.iter().take_while(|it| !std::ptr::eq(*it, call));
    let mut found = before.filter(moves).peekable();
    if found.peek().is_some() && has_scope(facts, walk) {
        return None;
    }
    for call in found {
        let to = call.words.get(1).filter(|_| call.words.len() == 2 && call.name == "cd")?;
        let to = to.exact().filter(|it| call.sure && *it != "-")?;
        folder = joined(folder.as_deref(), &to);
    }
    folder
}

/// The script may come back to a folder: `( cd a && … )`.
fn has_scope(facts: &Facts<'_>, walk: &Walk<'_>) -> bool {
    let text = facts.instruction(walk.script.instruction).map(|it| it.span.slice(facts.text));
    let text = text.unwrap_or_default();
    let opens = |(at, _): (usize, &str)| !text.get(..at).is_some_and(|it| it.ends_with('$'));
    text.match_indices('(').any(opens) || text.contains("() {")
}

/// Where the words of a command leave its program.
fn program(words: &[&str], at: usize, folder: impl FnOnce() -> Option<String>) -> Option<Place> {
    let (&verb, options) = words.get(at..)?.split_first()?;
    let changed = option(words, &["-C"]);
    let folder = || match changed {
        Some(to) => joined(folder().as_deref(), to),
        None => folder(),
    };
    let package = package(options);
    let several = package.as_deref().is_none_or(|it| it == "...");
    let name = package.filter(|it| it != "...").unwrap_or_default();
    if verb == "install" {
        return Some(name)
            .filter(|it| !it.is_empty())
            .map(|it| Place::File(format!("/go/bin/{it}")));
    }
    let Some(output) = option(options, &["-o", "--o"]) else {
        // Of several packages nothing is written.
        return if several { None } else { Some(Place::File(format!("{}/{name}", folder()?))) };
    };
    let is_folder = output.ends_with('/');
    // What else is put into a folder is seen where its whole path is named.
    if is_folder && several && !output.starts_with('/') {
        return None;
    }
    let output = if output.starts_with('/') {
        output.to_owned()
    } else {
        let own = output.strip_prefix("./").unwrap_or(output);
        format!("{}/{own}", folder()?)
    };
    Some(if is_folder && several {
        Place::Owned(output.trim_end_matches('/').to_owned())
    } else if is_folder {
        Place::File(format!("{output}{name}"))
    } else {
        Place::File(output)
    })
}

/// The last name of the one package that is built: empty for the one in the folder.
pub(super) fn package(options: &[&str]) -> Option<String> {
    let mut all = Vec::new();
    let mut words = options.iter();
    while let Some(word) = words.next() {
        if VALUES.contains(word) {
            words.next();
        } else if !word.starts_with('-') {
            all.push(*word);
        }
    }
    let one = match all.as_slice() {
        [] => return Some(String::new()),
        [one] => one.trim_end_matches('/'),
        _ => return None,
    };
    let one = one.split('@').next().unwrap_or_default();
    let mut parts = one.rsplit('/');
    let last = parts.next().unwrap_or_default();
    let is_version = last
        .strip_prefix('v')
        .is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()) && !it.is_empty());
    let name = if is_version { parts.next().unwrap_or_default() } else { last };
    let name = name.strip_suffix(".go").unwrap_or(name);
    Some(if name == "." { String::new() } else { name.to_owned() })
}
