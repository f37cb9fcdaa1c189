//! The door to the build context: folders and first bytes of files.
//!
//! Not a walk (`walk`) and not a judgement. Whoever can put files into a folder can put anything there: links that lead
//! out or in circles, pipes, devices, folders without end. Only regular files are opened, only their beginning is read,
//! and no link is followed out of the context.

#![expect(
    clippy::disallowed_methods,
    reason = "the door: files of the build context are looked at here"
)]

use super::{Presence, ignore::Ignore, program::HEAD};
use std::{
    ffi::{OsStr, OsString},
    fs::{self, File, FileType},
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
};

/// The largest `.dockerignore` that is read, in bytes.
const IGNORE: u64 = 64 * 1024;

/// What a folder holds.
pub(super) struct Entry {
    pub(super) name: OsString,
    pub(super) kind: Kind,
}

/// What an entry is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// A link, a pipe, a device.
    Other,
}

impl From<FileType> for Kind {
    fn from(kind: FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_dir() {
            Self::Folder
        } else {
            Self::Other
        }
    }
}

/// `<Dockerfile>.dockerignore`, where it exists: it replaces the context's own.
pub(super) fn own_ignore(dockerfile: &Path) -> Option<PathBuf> {
    let mut path = dockerfile.as_os_str().to_owned();
    path.push(".dockerignore");
    let path = PathBuf::from(path);
    path.is_file().then_some(path)
}

/// The patterns of a file; none when it does not exist, `None` when it cannot be read.
pub(super) fn ignore(path: &Path) -> Option<Ignore> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() && metadata.len() <= IGNORE => {
            let bytes = read(path, IGNORE)?;
            Ignore::new(std::str::from_utf8(&bytes).ok()?)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Some(Ignore::default()),
        Ok(_) | Err(_) => None,
    }
}

/// What stands at a path below `root`. A link counts as what it leads to, when that is in the context too.
pub(super) fn presence(root: &Path, path: &str) -> Presence {
    let full = root.join(path);
    let metadata = match fs::symlink_metadata(&full) {
        Ok(metadata) => metadata,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Presence::Absent;
        }
        Err(_) => return Presence::Unknown,
    };
    // A folder on the way may be a link too.
    let kind = match (path.contains('/') || metadata.is_symlink()).then(|| inside(root, &full)) {
        None => Kind::from(metadata.file_type()),
        Some(Some(path)) => fs::metadata(path).map_or(Kind::Other, |it| Kind::from(it.file_type())),
        Some(None) => Kind::Other,
    };
    match kind {
        Kind::File => Presence::File,
        Kind::Folder => Presence::Folder,
        Kind::Other => Presence::Unknown,
    }
}

/// The path without links, if it is in the context.
fn inside(root: &Path, path: &Path) -> Option<PathBuf> {
    let path = fs::canonicalize(path).ok()?;
    path.starts_with(fs::canonicalize(root).ok()?).then_some(path)
}

/// The first entries of a folder in order of name, and whether these are all.
pub(super) fn entries(folder: &Path, most: usize) -> Option<(Vec<Entry>, bool)> {
    let mut found = Vec::new();
    let mut whole = true;
    for (index, entry) in fs::read_dir(folder).ok()?.enumerate() {
        if index >= most {
            whole = false;
            break;
        }
        let entry = entry.ok().and_then(|it| Some((it.file_name(), it.file_type().ok()?)));
        match entry {
            Some((name, kind)) => found.push(Entry { name, kind: kind.into() }),
            None => whole = false,
        }
    }
    found.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    Some((found, whole))
}

/// The first bytes of a regular file.
pub(super) fn head(path: &Path) -> Option<Vec<u8>> {
    // Asked before opening: opening a pipe without a writer would wait for ever.
    fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    read(path, HEAD as u64)
}

/// The first bytes of a regular file that is no link.
pub(super) fn own_head(folder: &Path, name: &OsStr, most: u64) -> Option<Vec<u8>> {
    let path = folder.join(name);
    fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
    read(&path, most)
}

fn read(path: &Path, most: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
