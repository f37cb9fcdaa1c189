//! What `COPY` and `ADD` would bring in: the build context, as far as rules ask for it.
//!
//! Not a build: a file is known by its name and its first bytes. Everything is asked for lazily and remembered for the
//! whole run, since hundreds of Dockerfiles may share one folder, and most of them copy nothing that matters.
//!
//! What cannot be read, or is more than the limits allow, is `Unknown` and never makes a finding.

mod disk;
mod ignore;
mod look;
pub mod name;
mod native;
pub mod package;
mod pattern;
pub mod program;
mod walk;

use crate::discover::Folders;
use ignore::Ignore;
use package::Dependencies;
use program::Program;
use std::{
    collections::HashMap,
    hash::Hash,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

/// All that the Dockerfiles of a run were told about their contexts.
#[derive(Debug)]
pub struct Contexts {
    folders: Folders,
    absent: Arc<Found>,
    ignores: Memo<PathBuf, Option<Ignore>>,
    found: Memo<(PathBuf, Option<PathBuf>, String), Found>,
}

impl Contexts {
    /// Nothing but what stands in some folders.
    #[must_use]
    pub fn new(folders: Folders) -> Self {
        let absent = Found { presence: Presence::Absent, ..Found::default() };
        let (ignores, found) = Default::default();
        Self { folders, absent: Arc::new(absent), ignores, found }
    }
}

impl Default for Contexts {
    fn default() -> Self {
        Self::new(Folders::default())
    }
}

/// The build context of one Dockerfile.
#[derive(Clone, Debug)]
pub struct Context {
    shared: Arc<Contexts>,
    root: PathBuf,
    dockerfile: Option<PathBuf>,
}

/// What stands at one source of a `COPY` or `ADD`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub presence: Presence,
    /// The files that matter, in order of their paths; the first is the source itself when that is a file.
    pub files: Vec<File>,
    /// Folders with packages that were installed on some machine.
    pub dependencies: Vec<Dependencies>,
}

/// What a path of the context is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// It cannot be told: not readable, or neither file nor folder.
    #[default]
    Unknown,
    /// Nothing is there.
    Absent,
    /// `.dockerignore` leaves it out.
    Excluded,
    /// A file.
    File,
    /// A folder.
    Folder,
    /// The top of the context.
    Root,
}

/// A file of the context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// From the top of the context, with `/` between names.
    pub path: String,
    /// What its first bytes say.
    pub content: Content,
}

/// What the first bytes of a file say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A program or library.
    Program(Program),
    /// A text for an interpreter.
    Script(Script),
    /// Any other text.
    Text {
        /// Its first line ends with a carriage return.
        carriage_return: bool,
        /// It installs packages.
        installs: bool,
    },
    /// Nothing that is known: an archive, an empty file, a pointer to a file that is elsewhere.
    Other,
}

/// A text that begins with `#!`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The name of the interpreter, without its folder: `bash`.
    pub interpreter: String,
    /// The first line ends with a carriage return, which becomes a part of the interpreter's name.
    pub carriage_return: bool,
    /// It installs packages.
    pub installs: bool,
}

impl Context {
    /// The context of a Dockerfile. Nothing is read yet.
    #[must_use]
    pub fn new(shared: &Arc<Contexts>, root: &Path, dockerfile: Option<&Path>) -> Self {
        let dockerfile = dockerfile.map(Path::to_owned);
        Self { shared: Arc::clone(shared), root: root.to_owned(), dockerfile }
    }

    /// What stands at a source, as a Dockerfile writes it after expansion.
    #[must_use]
    pub fn find(&self, source: &str) -> Arc<Found> {
        if name::may_matter(source) { self.find_any(source) } else { Arc::default() }
    }

    /// The same, also for a file whose name says that its content does not matter.
    #[must_use]
    pub fn find_any(&self, source: &str) -> Arc<Found> {
        // Most sources are not there when a file is checked alone: at most one question to the disk, and nothing to
        // remember.
        if look::is_absent(&self.root, &self.shared.folders, source) {
            return Arc::clone(&self.shared.absent);
        }
        let own = self.dockerfile.as_deref().and_then(disk::own_ignore);
        let key = (self.root.clone(), own.clone(), source.to_owned());
        self.shared.found.get(key, || {
            let file = own.unwrap_or_else(|| self.root.join(".dockerignore"));
            let ignore = self.shared.ignores.get(file.clone(), || disk::ignore(&file));
            match ignore.as_ref() {
                Some(ignore) => look::look(&self.root, ignore, source),
                None => Found::default(),
            }
        })
    }
}

/// Answers, each computed once.
#[derive(Debug)]
struct Memo<K, V>(Mutex<HashMap<K, Arc<OnceLock<Arc<V>>>>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V> Memo<K, V> {
    fn get(&self, key: K, compute: impl FnOnce() -> V) -> Arc<V> {
        let place = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry(key).or_default())
        };
        // Computed outside the lock: only those who ask the same wait for it.
        Arc::clone(place.get_or_init(|| Arc::new(compute())))
    }
}
