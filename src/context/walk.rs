//! Through a copied folder: which of its files may matter.
//!
//! Not deeper than the limits: a folder may hold a million files. Folders near the top come first, since what an image
//! runs is seldom buried. Folders of version control are left out: nothing is run from there.

use super::{
    Content, File, Found, Presence,
    disk::{self, Kind},
    ignore::Ignore,
    name,
    package::{self, Dependencies},
    program,
};
use std::{collections::VecDeque, path::Path};

/// The most entries of folders that are looked at for one source.
const ENTRIES: usize = 10_000;

/// The most files that are opened for one source.
const HEADS: usize = 1_000;

/// The most folders with installed packages that are looked into for one source.
const DEPENDENCIES: usize = 20;

const DEEPEST: usize = 32;

const CONTROL_FOLDERS: [&str; 4] = [".git", ".hg", ".svn", ".jj"];

/// Endings of files that are data, or are started by their interpreter's name, among the many files of a folder.
const DATA: [&str; 45] = [
    "py", "pyc", "pyi", "js", "rb", "pl", "pm", "php", "class", "jar", "war", "gz", "tgz", "xz",
    "bz2", "zst", "zip", "tar", "deb", "rpm", "whl", "o", "a", "ko", "elf", "hex", "map", "woff",
    "woff2", "ttf", "eot", "gif", "jpeg", "webp", "mp4", "mp3", "pdf", "cmd", "bat", "ps1", "psm1",
    "lua", "swift", "dart", "ex",
];

/// A walk with what it found and what it may still cost.
pub(super) struct Walk<'a> {
    pub(super) root: &'a Path,
    pub(super) ignore: &'a Ignore,
    pub(super) files: Vec<File>,
    pub(super) dependencies: Vec<Dependencies>,
    pub(super) steps: u64,
    pub(super) left: usize,
    heads: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(root: &'a Path, ignore: &'a Ignore, steps: u64) -> Self {
        let (files, dependencies) = (Vec::new(), Vec::new());
        Self { root, ignore, files, dependencies, steps, left: ENTRIES, heads: HEADS }
    }

    pub(super) fn holds(&mut self, path: &str) -> bool {
        self.ignore.holds(path, &mut self.steps)
    }

    pub(super) fn found(self, presence: Presence) -> Found {
        // Without steps left, patterns no longer match: what was found may be excluded after all.
        if self.steps == 0 {
            return Found::default();
        }
        Found { presence, files: self.files, dependencies: self.dependencies }
    }

    /// Looks at all files below a folder, itself named from the top of the context.
    pub(super) fn folder(&mut self, top: &str) {
        let mut folders = VecDeque::from([(top.to_owned(), 0)]);
        while let Some((folder, depth)) = folders.pop_front() {
            let Some((entries, _)) = disk::entries(&self.root.join(&folder), self.left) else {
                continue;
            };
            self.left -= entries.len();
            if entries.iter().any(|it| it.name == "pyvenv.cfg" && it.kind == Kind::File) {
                self.virtualenv(&folder);
                continue;
            }
            for entry in entries {
                // A name that is no text cannot be written in a Dockerfile either.
                let Some(name) = entry.name.to_str() else { continue };
                let path =
                    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
                match entry.kind {
                    Kind::File => self.file(&folder, name, path),
                    Kind::Folder if depth < DEEPEST => {
                        folders.extend(self.subfolder(name, path).map(|path| (path, depth + 1)));
                    }
                    Kind::Folder | Kind::Other => {}
                }
            }
            if self.left == 0 || self.steps == 0 {
                return;
            }
        }
    }

    fn virtualenv(&mut self, folder: &str) {
        let held = !folder.is_empty() && (self.holds(folder) || self.is_emptied(folder));
        if !held && self.dependencies.len() < DEPENDENCIES {
            let found = package::virtualenv(self, folder);
            self.dependencies.extend(found);
        }
    }

    /// A folder of which nothing comes but itself: `node_modules/**`, `**/venv/*`.
    fn is_emptied(&mut self, folder: &str) -> bool {
        self.holds(&format!("{folder}/any")) && !self.ignore.may_reopen(folder)
    }

    /// The path of a folder that is to be walked.
    fn subfolder(&mut self, name: &str, path: String) -> Option<String> {
        if CONTROL_FOLDERS.contains(&name) {
            return None;
        }
        let held = self.holds(&path);
        if name == "node_modules" {
            if !held && !self.is_emptied(&path) && self.dependencies.len() < DEPENDENCIES {
                let found = package::node_modules(self, &path);
                self.dependencies.extend(found);
            }
            return None;
        }
        (!held || self.ignore.may_reopen(&path)).then_some(path)
    }

    fn file(&mut self, folder: &str, name: &str, path: String) {
        let ending = name::ending(name).map(str::to_ascii_lowercase);
        let data = ending.as_deref().is_some_and(|ending| DATA.contains(&ending));
        if data || name::is_text(name) || self.heads == 0 || self.holds(&path) {
            return;
        }
        self.heads -= 1;
        let folder = self.root.join(folder);
        let head = disk::own_head(&folder, name.as_ref(), program::HEAD as u64);
        let content = head.map_or(Content::Other, |head| program::content(&head, &path));
        let matters = match &content {
            Content::Program(_) => true,
            Content::Script(script) => script.carriage_return || script.installs,
            Content::Text { carriage_return, installs } => {
                (*carriage_return || *installs) && ending.as_deref() == Some("sh")
            }
            Content::Other => false,
        };
        if matters {
            self.files.push(File { path, content });
        }
    }
}
