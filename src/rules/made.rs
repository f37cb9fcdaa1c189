//! Where a program is that a stage made, and what takes it from there.
//!
//! Not a file system: a folder counts by what is known to be written into it, and a file that is put elsewhere is
//! followed as long as commands name it.

use super::{host_go::folder_of, script::Walk};
use crate::{
    context::name::file_name, facts::Facts, shell::run::Call, span::Span, syntax::ast::Kind,
};
use std::cell::OnceCell;

/// What a command made for the build machine, and where it is.
pub(super) struct Made {
    /// Who made it.
    pub(super) by: &'static str,
    /// What it is, where that has a name of its own.
    pub(super) what: Option<String>,
    /// Where it is.
    pub(super) place: Place,
    /// Where the command stands.
    pub(super) at: Option<Span>,
}

/// Where something is.
#[derive(Clone)]
pub(super) enum Place {
    /// A file: its path as written, or from `/` on where the folder is known.
    File(String),
    /// A file, or a folder that it may be in: the whole path.
    Exact(String),
    /// One of several programs, in a folder of which the path has this part.
    Within(String),
    /// A folder with nothing but the program and its parts.
    Folder(String),
    /// A folder of programs that nobody else writes into.
    Owned(String),
    /// A folder of packages: of Python's, or of wheels.
    Tree(String),
}

impl Place {
    /// Says of each path that is copied whether it brings it. What the scripts of the stage tell is asked once.
    pub(super) fn taken(&self, facts: &Facts<'_>, stage: usize) -> impl Fn(&str) -> bool {
        let (moved, run) = (OnceCell::new(), OnceCell::new());
        // A program that the stage itself runs is a tool of the build.
        let is_tool = move |file: &str| *run.get_or_init(|| is_run(facts, stage, file_name(file)));
        let is_moved = move |file: &str| *moved.get_or_init(|| moves(facts, stage, file));
        move |path| match self {
            Self::File(file) => {
                let is_same = !file.ends_with('/') && file_name(file) == file_name(path);
                let is_loose = || !file.starts_with('/') || is_moved(file);
                path == file || is_same && is_loose() || is_folder_of(path, file) && !is_tool(file)
            }
            Self::Exact(file) => path == file || is_folder_of(path, file) && !is_tool(file),
            Self::Within(_) => self.name(path).is_some(),
            Self::Owned(folder) => {
                is_folder_of(path, &format!("{folder}/")) || self.name(path).is_some()
            }
            Self::Folder(folder) => path == folder,
            Self::Tree(folder) => {
                let behind = path.strip_prefix(folder.as_str());
                let holds = |it: &str| {
                    matches!(it, "" | "/*" | "/lib" | "/lib64" | "/*.whl")
                        || it.starts_with("/lib/python3") && !it.contains(".py")
                };
                path.len() > 1 && behind.is_some_and(holds)
            }
        }
    }

    /// The name of the program that a path leads to.
    fn name<'p>(&self, path: &'p str) -> Option<&'p str> {
        match self {
            Self::File(file) | Self::Exact(file) => {
                (path == file && !file.ends_with('/')).then(|| file_name(path))
            }
            Self::Within(part) => {
                let behind = path.split_once(part.as_str()).map(|(_, behind)| behind);
                behind.filter(|it| !it.contains(['/', '*']) && is_program(it))
            }
            Self::Owned(folder) => {
                let behind = path.strip_prefix(folder.as_str())?.strip_prefix('/')?;
                Some(behind).filter(|it| !it.contains(['/', '*']) && is_program(it))
            }
            Self::Folder(_) | Self::Tree(_) => None,
        }
    }
}

/// A command that puts files elsewhere, with the folder that it begins in.
pub(super) type Mover<'f> = (&'f Call, Option<String>);

/// More commands and places are not followed: each is held against each.
const MOVES: usize = 64;

/// The commands of a script and of later ones of its stage that put files elsewhere.
pub(super) fn movers<'f>(facts: &'f Facts<'_>, walk: &Walk<'f>) -> Vec<Mover<'f>> {
    let is_it = |setting: usize| {
        let evaluation = facts.evaluations.get(setting);
        evaluation.is_some_and(|it| std::ptr::eq(&raw const it.setting.target, walk.target))
    };
    let (stage, from) = (walk.script.stage, walk.script.instruction);
    let scripts = facts.scripts().iter().filter(|it| it.stage == stage && it.instruction >= from);
    let traces = scripts.filter_map(|script| {
        let (_, trace) = script.traces.iter().find(|(setting, _)| is_it(*setting))?;
        Some((script.instruction, &**trace))
    });
    let calls = traces.flat_map(|(index, trace)| {
        let movers = |call: &&Call| matches!(call.name.as_str(), "cp" | "mv" | "install");
        let calls = trace.calls.iter().filter(movers);
        calls.map(move |call| (call, folder_of(facts, (stage, index), trace)))
    });
    calls.take(MOVES).collect()
}

/// Where commands put what was made.
pub(super) fn put(movers: &[Mover<'_>], place: &Place) -> Vec<Place> {
    let mut all = vec![place.clone()];
    for (call, folder) in movers {
        let more = moved(call, &all, folder.as_deref());
        all.extend(more);
        all.truncate(MOVES);
    }
    all
}

/// Where a command puts files from one of the places.
fn moved(call: &Call, places: &[Place], folder: Option<&str>) -> Vec<Place> {
    call.read_words(1, |words| put_by(words, places, folder)).unwrap_or_default()
}

fn put_by(words: &[&str], places: &[Place], folder: Option<&str>) -> Option<Vec<Place>> {
    let into = words.iter().position(|it| matches!(*it, "-t" | "--target-directory"));
    let target = into.and_then(|at| words.get(at + 1)).copied();
    let mut words: Vec<&str> = words.iter().copied().filter(|it| !it.starts_with('-')).collect();
    let to = target.or_else(|| words.pop())?;
    let to = absolute(to, folder)?;
    let to = to.trim_end_matches('/');
    let mut found = Vec::new();
    for word in words {
        // What a tool writes is known by the end of its path, wherever the script stands.
        let word = absolute(word, folder.or(Some("")));
        if let Some(name) = places.iter().find_map(|it| it.name(word.as_deref()?)) {
            found.push(Place::Exact(format!("{to}/{name}")));
            found.push(Place::Exact(to.to_owned()));
        }
    }
    found.retain(|it| !matches!(it, Place::Exact(path) if path.is_empty()));
    Some(found)
}

/// A path from `/` on, where the folder is known.
pub(super) fn absolute(path: &str, folder: Option<&str>) -> Option<String> {
    if path.starts_with('/') {
        return Some(path.to_owned());
    }
    let own = path.strip_prefix("./").unwrap_or(path);
    match (folder?, own) {
        (folder, "." | "") if !folder.is_empty() => Some(folder.to_owned()),
        (folder, own) => Some(format!("{folder}/{}", if own == "." { "" } else { own })),
    }
}

/// Scripts of a stage put a file elsewhere, or its folder.
fn moves(facts: &Facts<'_>, stage: usize, file: &str) -> bool {
    let movers = ["mv ", "cp ", "install -"];
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let place = if folder.is_empty() { file } else { folder };
    let mut texts = texts(facts, stage);
    texts.any(|text| text.contains(place) && movers.iter().any(|it| text.contains(it)))
}

/// The text of each `RUN` of a stage.
fn texts<'f>(facts: &'f Facts<'_>, stage: usize) -> impl Iterator<Item = &'f str> {
    let bodies = facts.graph.stages.get(stage).into_iter().flat_map(|it| it.body.clone());
    let runs = bodies.filter_map(|at| facts.instruction(at));
    runs.filter(|it| matches!(it.kind, Kind::Run(_))).map(|it| it.rest().as_str())
}

/// A name without an ending, or a library.
fn is_program(name: &str) -> bool {
    let ending = name.split_once('.').map(|(_, ending)| ending);
    !name.is_empty() && ending.is_none_or(|it| it == "so")
}

/// The folder that holds a file, or the one around its `bin`. A file without a name is any file there.
fn is_folder_of(path: &str, file: &str) -> bool {
    let folder = path.strip_suffix("/*").unwrap_or(path);
    let parent = file.rsplit_once('/').map(|(parent, _)| parent).filter(|it| !it.is_empty());
    let is_it = |parent: &str| parent == folder || parent.strip_suffix("/bin") == Some(folder);
    folder.len() > 1 && parent.is_some_and(is_it)
}

/// True if a script of a stage starts a program by this name.
fn is_run(facts: &Facts<'_>, stage: usize, name: &str) -> bool {
    let is_it = |command: &str| command.split_whitespace().next().map(file_name) == Some(name);
    let mut commands = texts(facts, stage).flat_map(|it| it.split(['\n', ';', '&', '|', '(']));
    commands.any(is_it)
}
