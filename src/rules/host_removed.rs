//! What a stage on the build machine takes away again after it was made or installed there.
//!
//! Not a walk through scripts: most that only remove something are not walked. The words of a command that stands
//! behind are enough to be silent, since what may be gone is not known to be in the image.

use super::{
    copied::{commands, run_text, texts, working_folder},
    made::{Made, Place, absolute},
};
use crate::{
    context::name::file_name,
    facts::Facts,
    shell::{plain::Plain, value::UNKNOWN},
};

/// Programs that delete files.
const DELETERS: [&str; 3] = ["rm", "rmdir", "unlink"];

/// Programs that take packages away.
const MANAGERS: [&str; 13] = [
    "pip", "pip3", "python", "python3", "uv", "npm", "yarn", "pnpm", "bun", "apk", "apt-get",
    "apt", "dnf",
];

/// What they call it.
const VERBS: [&str; 8] = ["uninstall", "remove", "rm", "un", "r", "del", "purge", "erase"];

/// More commands of a stage are not held against what is made.
const MOST: usize = 64;

/// A command that takes something away.
pub(super) struct Remover<'f> {
    command: &'f Plain,
    /// The folder that it begins in.
    folder: Option<&'f str>,
}

/// By stage: the commands that take something away.
pub(super) fn removers<'f>(facts: &'f Facts<'_>) -> Vec<Vec<Remover<'f>>> {
    let stages = facts.graph.stages.iter().map(|stage| {
        let of = |index| of_run(facts, stage.index, index);
        stage.body.clone().flat_map(of).take(MOST).collect()
    });
    stages.collect()
}

fn of_run<'f>(facts: &'f Facts<'_>, stage: usize, index: usize) -> Vec<Remover<'f>> {
    let Some(text) = run_text(facts, index) else { return Vec::new() };
    if !DELETERS.iter().chain(&VERBS).any(|it| text.contains(it)) {
        return Vec::new();
    }
    let all = commands(facts, index).unwrap_or_default();
    let moves = all.iter().any(|it| matches!(it.name(), "cd" | "pushd"));
    let folder = working_folder(facts, stage, index).filter(|_| !moves);
    let removers = all.iter().filter_map(|it| {
        let takes = || texts(it).iter().any(|it| VERBS.contains(it));
        let is_it = deleter(it).is_some() || MANAGERS.contains(&it.name()) && takes();
        is_it.then_some(Remover { command: it, folder })
    });
    removers.collect()
}

/// A command behind the one that installed a package takes it away.
pub(super) fn is_uninstalled(removers: &[Remover<'_>], made: &Made) -> bool {
    let Some(name) = package(made) else { return false };
    let is_it =
        |word: &&str| word.eq_ignore_ascii_case(name) || made.by == "apk" && word.starts_with('.');
    behind(removers, made).any(|it| {
        let words = texts(it.command);
        let verb = words.iter().position(|it| VERBS.contains(it));
        let names = verb.and_then(|at| words.get(at + 1..)).unwrap_or_default();
        !is_deleter(it) && names.iter().any(is_it)
    })
}

/// The name of the package that was installed.
fn package(made: &Made) -> Option<&str> {
    let of_system = MANAGERS.contains(&made.by);
    match (&made.what, &made.place) {
        (Some(name), _) => Some(name),
        (None, Place::Folder(path)) if of_system => Some(file_name(path)),
        (None, _) => None,
    }
}

/// A command behind deletes what was made, where it was made.
pub(super) fn is_deleted(removers: &[Remover<'_>], made: &Made) -> bool {
    behind(removers, made).any(|it| {
        let words = texts(it.command);
        let Some(at) = deleter(it.command) else { return false };
        let mut paths = words.iter().skip(at + 1).filter(|it| !it.starts_with('-'));
        paths.any(|path| match absolute(path, it.folder) {
            // What a variable holds may be it.
            _ if path.contains(UNKNOWN) => true,
            Some(path) => is_in(made, path.trim_end_matches('*').trim_end_matches('/')),
            None => is_named(made, path),
        })
    })
}

/// A path that counts from an unknown folder may be a part of where something is.
fn is_named(made: &Made, path: &str) -> bool {
    let first = path.trim_start_matches("./").split('/').next().unwrap_or_default();
    place(made).split('/').any(|name| !name.is_empty() && name == first)
}

/// Where the program that deletes stands: `rm`, `sudo rm`.
fn deleter(command: &Plain) -> Option<usize> {
    command.words.iter().position(|it| DELETERS.contains(&file_name(&it.text)))
}

fn is_deleter(remover: &Remover<'_>) -> bool {
    DELETERS.contains(&remover.command.name())
}

fn place(made: &Made) -> &str {
    let (Place::File(own)
    | Place::Exact(own)
    | Place::Within(own)
    | Place::Folder(own)
    | Place::Owned(own)
    | Place::Tree(own)) = &made.place;
    own
}

/// What was made is at a path, or below it.
fn is_in(made: &Made, path: &str) -> bool {
    let is_package = |name: &String| file_name(path) == name;
    let own = place(made);
    let is_above = own.strip_prefix(path).is_some_and(|it| it.is_empty() || it.starts_with('/'));
    let holds = |it: &str| matches!(it, "/lib" | "/lib64") || it.starts_with("/lib/python3");
    let is_tree = matches!(made.place, Place::Tree(_));
    !path.is_empty()
        && (is_above
            || made.what.as_ref().is_some_and(is_package)
            || is_tree && path.strip_prefix(own).is_some_and(holds))
}

/// The commands that stand behind what made something.
fn behind<'r, 'f>(
    removers: &'r [Remover<'f>],
    made: &Made,
) -> impl Iterator<Item = &'r Remover<'f>> + use<'r, 'f> {
    let from = made.at.map_or(0, |it| it.start as usize);
    removers.iter().filter(move |it| it.command.span().start as usize > from)
}
