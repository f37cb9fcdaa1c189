//! What a stage on the build machine takes away again after it was made or installed there.
//!
//! Not a walk through scripts: most that only remove something are not walked. The words of a command that stands
//! behind are enough to be silent, since what may be gone is not known to be in the image.

use super::{
    copied::{commands, names, run_text, texts, working_folder},
    gone::{Folder, covers, deletes},
    made::{Made, Place, absolute},
};
use crate::{
    context::name::file_name,
    facts::Facts,
    shell::{plain::Plain, value::UNKNOWN},
};

/// Programs that take files from where they are.
const DELETERS: [&str; 4] = ["rm", "rmdir", "unlink", "mv"];

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
    /// It deletes or moves files.
    deletes: bool,
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
    if !DELETERS.iter().chain(&VERBS).chain(&["-delete"]).any(|it| text.contains(it)) {
        return Vec::new();
    }
    let all = commands(facts, index).unwrap_or_default();
    let moves = all.iter().any(|it| matches!(it.name(), "cd" | "pushd"));
    let folder = working_folder(facts, stage, index).filter(|_| !moves);
    let removers = all.iter().filter_map(|it| {
        let takes = || texts(it).iter().any(|it| VERBS.contains(it));
        let deletes = is_deleting(it);
        let is_it = deletes || MANAGERS.contains(&it.name()) && takes();
        is_it.then_some(Remover { command: it, folder, deletes })
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
        !it.deletes && names.iter().any(is_it)
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
    let own: Vec<String> = names(place(made)).into_iter().map(str::to_owned).collect();
    let within = made.what.iter().map(|it| own.iter().cloned().chain([it.clone()]).collect());
    let all: Vec<Vec<String>> = [own.clone()].into_iter().chain(within).collect();
    behind(removers, made).any(|it| {
        if !it.deletes {
            return false;
        }
        // What counts from a folder that is known is written out.
        let whole = |word: &str| match absolute(word, it.folder) {
            Some(path) if !word.starts_with(['-', UNKNOWN]) => path,
            _ => word.to_owned(),
        };
        let words: Vec<String> = texts(it.command)
            .iter()
            .enumerate()
            .map(|(at, word)| if at == 0 { (*word).to_owned() } else { whole(word) })
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        all.iter().any(|place| {
            let name = place.last().map(String::as_str).unwrap_or_default();
            takes(&words, &Folder { name, place: place.clone(), is_python: false })
        }) || is_of_tree(made, &words)
    })
}

/// Deleted, moved away, or removed by a script of Python.
fn takes(words: &[&str], folder: &Folder<'_>) -> bool {
    let mover = words.iter().position(|it| file_name(it) == "mv");
    let away = mover.and_then(|at| words.get(at + 1..)?.split_last()).map(|(_, all)| all);
    deletes(words, folder)
        || away.is_some_and(|all| all.iter().any(|it| covers(it, folder)))
        || words.iter().any(|it| it.contains("rmtree("))
}

/// The libraries of a tree are a part of what it is for.
fn is_of_tree(made: &Made, words: &[&str]) -> bool {
    let own = place(made);
    let holds = |it: &str| matches!(it, "/lib" | "/lib64") || it.starts_with("/lib/python3");
    matches!(made.place, Place::Tree(_))
        && words.iter().any(|it| it.strip_prefix(own).is_some_and(holds))
}

/// A program that deletes or moves: `rm`, `sudo rm`, `find … -delete`.
fn is_deleting(command: &Plain) -> bool {
    let words = texts(command);
    let is_it = |it: &&str| DELETERS.contains(&file_name(it)) || it.contains("rmtree(");
    words.iter().any(is_it) || command.name() == "find" && words.contains(&"-delete")
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

/// The commands that stand behind what made something.
fn behind<'r, 'f>(
    removers: &'r [Remover<'f>],
    made: &Made,
) -> impl Iterator<Item = &'r Remover<'f>> + use<'r, 'f> {
    let from = made.at.map_or(0, |it| it.start as usize);
    removers.iter().filter(move |it| it.command.span().start as usize > from)
}
