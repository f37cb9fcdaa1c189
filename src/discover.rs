//! The door to files: which paths are checked, and their text.
//!
//! Not what a file means. A file's name decides, never its content: reading every file of a repository to find the
//! few Dockerfiles would cost more than checking them.
//!
//! Hidden folders are walked, since `.devcontainer/Dockerfile` is a Dockerfile like any other; `.gitignore` and
//! `.ignore` are honoured with or without a repository, a person's own global ignore file is not, so that a laptop
//! and a build server see the same files.

#![expect(clippy::disallowed_methods, reason = "the door: files are found and read here")]

mod decode;
mod folder;
pub mod name;
mod sibling;
mod text;

use crate::{config::glob::Globs, report::Unreadable, source::Source};
pub use folder::Folders;
use ignore::{DirEntry, WalkBuilder};
use name::Kind;
use std::{
    borrow::Cow,
    fmt::Write,
    fs,
    io::{self, ErrorKind},
    path::{Component, Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

/// The largest text that is read, in bytes.
pub const LIMIT: u64 = 16 << 20;

/// The configuration's file name.
pub const CONFIG_NAME: &str = "anyarch.toml";

/// Folders of version control, which hold no one's Dockerfiles.
const CONTROL_FOLDERS: [&str; 4] = [".git", ".hg", ".svn", ".jj"];

/// What was found under the given paths.
#[derive(Clone, Debug, Default)]
pub struct Discovered {
    /// Dockerfiles in path order, each once; `-` is standard input.
    pub files: Vec<PathBuf>,
    /// Dockerfiles that may be variants of named ones: beside them, and in folders named for a platform. Excluded ones
    /// are left out, as in a walk. `.gitignore` is not asked: that took 60 µs for each folder, longer than checking its
    /// file.
    pub siblings: Vec<PathBuf>,
    /// Files such as `Dockerfile.j2`, which become Dockerfiles only when they are filled in.
    pub templates: Vec<PathBuf>,
    /// Symbolic links with a Dockerfile's name in walked folders. Those to folders are left out. What a link leads to is
    /// checked where it lies, if that is in a walked folder too.
    pub links: Vec<PathBuf>,
    /// Paths that do not exist or cannot be opened, and folders without a Dockerfile.
    pub problems: Vec<Unreadable>,
    /// The folders of named files.
    pub folders: Folders,
}

/// What a configuration leaves out of folders.
#[derive(Clone, Debug)]
pub struct Exclude {
    /// The patterns.
    pub globs: Globs,
    /// Where they count from.
    pub root: Root,
    /// Leave out named files too: a hook names every file that changed.
    pub named: bool,
}

impl Exclude {
    fn holds(&self, path: &Path, is_folder: bool) -> bool {
        !self.globs.is_empty() && self.globs.matches(&self.root.relative(path), is_folder)
    }
}

/// The Dockerfiles under `paths`. A named file is always taken; in folders, excluded ones are left out.
#[must_use]
pub fn discover(paths: &[PathBuf], exclude: &Exclude) -> Discovered {
    let mut found = Discovered::default();
    let mut named: Vec<&Path> = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.files.push(path.clone());
        } else if is_listed(path, &mut found.folders) {
            named.push(path);
        } else {
            match fs::metadata(path) {
                Ok(metadata) if metadata.is_dir() => walk(path, exclude, &mut found),
                Ok(metadata) => match refused(&metadata) {
                    Some(message) => found.problems.push(Unreadable { path: shown(path), message }),
                    None => named.push(path),
                },
                Err(error) => found.problems.push(problem(path, &error)),
            }
        }
    }
    named.retain(|path| !(exclude.named && exclude.holds(path, false)));
    found.siblings = sibling::siblings(&named, exclude, &mut found.folders);
    found.files.extend(named.into_iter().map(Path::to_owned));
    tidy(&mut found.files);
    tidy(&mut found.templates);
    tidy(&mut found.links);
    found
}

/// True if the folder of a path that looks like a Dockerfile's has it as a regular file.
fn is_listed(path: &Path, folders: &mut Folders) -> bool {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return false };
    // Whatever has another name may be a folder, and what stands beside it does not matter.
    name::kind(&name.to_string_lossy()) == Kind::Dockerfile
        && folders.listing(folder).has_file(name)
}

/// The text of a file of any name, or of standard input for `-`.
///
/// # Errors
/// A sentence for the user: a folder, no permission, over 16 MiB, not UTF-8, binary, not a regular file.
pub fn read_any(path: &Path) -> Result<Source, Unreadable> {
    if path.as_os_str() != "-" {
        let metadata = fs::metadata(path).map_err(|error| problem(path, &error))?;
        if let Some(message) = refused(&metadata) {
            return Err(Unreadable { path: shown(path), message });
        }
    }
    read(path)
}

/// Why a path is not opened: opening a pipe without a writer would wait for ever.
fn refused(metadata: &fs::Metadata) -> Option<String> {
    if metadata.is_dir() {
        Some("is a folder; name a file in it".to_owned())
    } else if !metadata.is_file() {
        Some("is not a regular file; `-` reads standard input".to_owned())
    } else if metadata.len() > LIMIT {
        Some(too_large(&size(metadata.len())))
    } else {
        None
    }
}

/// The text of a file that was found, or of standard input for `-`.
///
/// # Errors
/// A sentence for the user: no permission, over 16 MiB, not UTF-8, binary.
pub fn read(path: &Path) -> Result<Source, Unreadable> {
    let name = if path.as_os_str() == "-" { "<stdin>".to_owned() } else { shown(path) };
    match text::text(path) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(message) => Err(Unreadable { path: name, message }),
    }
}

/// The first `anyarch.toml` in `folder` or above it; folders above a repository's root are not looked at.
#[must_use]
pub fn find_config(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    for folder in folder.ancestors() {
        let config = folder.join(CONFIG_NAME);
        if config.is_file() {
            return Some(config);
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    None
}

/// A path as shown: as written, with `/` between names.
#[must_use]
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
}

/// Where paths of a project are counted from.
#[derive(Clone, Debug)]
pub struct Root {
    root: PathBuf,
    here: PathBuf,
}

impl Root {
    /// The project whose top folder is `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        let here = here();
        Self { root: normal(&here.join(root)).into_owned(), here }
    }

    /// `path` relative to the project's top folder with `/` between names; an outside path stays whole, without
    /// its first `/`.
    #[must_use]
    pub fn relative(&self, path: &Path) -> String {
        let path = normal(path);
        if self.root == self.here && path.is_relative() && !path.starts_with("..") {
            return shown(&path);
        }
        let path = self.here.join(path);
        let path = normal(&path);
        let inside = path.strip_prefix(&self.root).unwrap_or(&path);
        shown(inside).trim_start_matches('/').to_owned()
    }
}

fn here() -> PathBuf {
    std::path::absolute(".").unwrap_or_default()
}

/// `path` without `.` and, as far as the names tell, without `..`.
fn normal(path: &Path) -> Cow<'_, Path> {
    let is_plain = |part| matches!(part, Component::Normal(_) | Component::RootDir);
    if path.components().all(is_plain) {
        return Cow::Borrowed(path);
    }
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if out.has_root() || out.file_name().is_some() => drop(out.pop()),
            Component::ParentDir
            | Component::Normal(_)
            | Component::RootDir
            | Component::Prefix(_) => {
                out.push(part);
            }
        }
    }
    Cow::Owned(out)
}

/// Path order; of several spellings of one path the first stays.
fn tidy(paths: &mut Vec<PathBuf>) {
    let is_plain = |path: &PathBuf| path.is_relative() && matches!(normal(path), Cow::Borrowed(_));
    if paths.is_sorted_by(|a, b| a < b) && paths.iter().all(is_plain) {
        return;
    }
    let here = here();
    let key = |path: &Path| {
        let path = normal(path);
        path.strip_prefix(&here).unwrap_or(&path).to_owned()
    };
    let mut keyed: Vec<(PathBuf, PathBuf)> =
        paths.drain(..).map(|path| (key(&path), path)).collect();
    // Stable, so the first spelling stays in front of its repetitions.
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    keyed.dedup_by(|(later, _), (first, _)| later == first);
    paths.extend(keyed.into_iter().map(|(_, path)| path));
    if paths.iter().any(|path| path.is_absolute()) {
        paths.sort_by_cached_key(|path| normal(path).into_owned());
    }
}

fn walk(folder: &Path, exclude: &Exclude, found: &mut Discovered) {
    let before = (found.files.len(), found.problems.len());
    let skipped = (found.templates.len(), found.links.len());
    let left_out = Arc::new(AtomicUsize::new(0));
    for entry in walker(folder, exclude, &left_out).build() {
        match entry {
            Ok(entry) => take(&entry, found),
            Err(error) => found.problems.push(walk_problem(folder, &error)),
        }
    }
    if (found.files.len(), found.problems.len()) == before {
        let skipped = (found.templates.len() - skipped.0, found.links.len() - skipped.1);
        let message = empty(skipped, left_out.load(Ordering::Relaxed));
        found.problems.push(Unreadable { path: shown(folder), message });
    }
}

fn walker(folder: &Path, exclude: &Exclude, left_out: &Arc<AtomicUsize>) -> WalkBuilder {
    let mut builder = WalkBuilder::new(folder);
    builder.hidden(false).git_global(false).git_exclude(false).require_git(false);
    let (exclude, left_out) = (exclude.clone(), Arc::clone(left_out));
    builder.follow_links(false).filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        if entry.depth() == 0 || !is_folder && kind(entry) == Kind::Other {
            return true;
        }
        let excluded = exclude.holds(entry.path(), is_folder);
        left_out.fetch_add(usize::from(excluded), Ordering::Relaxed);
        !excluded && !CONTROL_FOLDERS.iter().any(|name| entry.file_name() == *name)
    });
    builder
}

fn take(entry: &DirEntry, found: &mut Discovered) {
    let Some(file_type) = entry.file_type().filter(|it| !it.is_dir()) else { return };
    let path = || entry.path().strip_prefix("./").unwrap_or(entry.path()).to_owned();
    match kind(entry) {
        Kind::Dockerfile if file_type.is_file() => found.files.push(path()),
        Kind::Dockerfile if file_type.is_symlink() && !leads_to_folder(entry) => {
            found.links.push(path());
        }
        Kind::Template if file_type.is_file() => found.templates.push(path()),
        Kind::Dockerfile | Kind::Template | Kind::Other => {}
    }
}

fn leads_to_folder(link: &DirEntry) -> bool {
    fs::metadata(link.path()).is_ok_and(|it| it.is_dir())
}

fn kind(entry: &DirEntry) -> Kind {
    name::kind(&entry.file_name().to_string_lossy())
}

fn empty((templates, links): (usize, usize), left_out: usize) -> String {
    let mut message = "holds no Dockerfile; names looked for are ".to_owned() + name::LOOKED_FOR;
    if templates > 0 {
        let _ = write!(message, "; templates skipped: {templates}");
    }
    if links > 0 {
        let _ = write!(message, "; symbolic links skipped: {links}");
    }
    if left_out > 0 {
        let _ = write!(message, "; paths excluded by the configuration: {left_out}");
    }
    message
}

fn walk_problem(folder: &Path, error: &ignore::Error) -> Unreadable {
    let io = error.io_error().map_or_else(|| error.to_string(), why);
    let mut at = error;
    while let ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } = at
    {
        at = err;
    }
    let path = if let ignore::Error::WithPath { path, .. } = at { path } else { folder };
    Unreadable { path: shown(path), message: io }
}

fn problem(path: &Path, error: &io::Error) -> Unreadable {
    Unreadable { path: shown(path), message: why(error) }
}

fn why(error: &io::Error) -> String {
    if error.kind() == ErrorKind::NotFound {
        return "does not exist".to_owned();
    }
    if error.kind() == ErrorKind::PermissionDenied {
        return "cannot be read: permission denied".to_owned();
    }
    format!("cannot be read: {error}")
}

fn too_large(size: &str) -> String {
    format!("is {size}; a Dockerfile is at most 16 MiB")
}

fn size(bytes: u64) -> String {
    match bytes {
        0..20_000_000 => format!("{bytes} bytes"),
        20_000_000..10_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{} GB", bytes / 1_000_000_000),
    }
}
