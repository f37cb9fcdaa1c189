//! Dockerfiles that may be variants of named ones.
//!
//! Not what they declare. Only names are read; each folder counts once, however many of its files were named.

#![expect(clippy::disallowed_methods, reason = "the door: files are looked for here")]

use super::{
    Exclude,
    folder::{Folders, Listing},
    name::{self, Kind},
};
use crate::declared;
use std::{
    collections::HashSet,
    ffi::OsStr,
    path::{Path, PathBuf},
};

/// Dockerfiles beside the given ones, and in folders named for a platform; excluded ones are left out.
pub(super) fn siblings(files: &[&Path], exclude: &Exclude, folders: &mut Folders) -> Vec<PathBuf> {
    let mut places: Vec<Place<'_>> = files.iter().flat_map(|path| places(path)).collect();
    places.sort_unstable_by_key(|it| (it.folder.as_os_str(), it.file, it.is_own));
    places.dedup_by_key(|it| (it.folder, it.file));
    let mut found = Vec::new();
    for places in places.chunk_by(|a, b| a.folder == b.folder) {
        let Some(first) = places.first() else { continue };
        beside(first.folder, places, folders.listing(first.folder), &mut found);
    }
    found.retain(|path| !exclude.holds(path, false));
    found.sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    found.dedup();
    found
}

/// A folder to look in, and the file for which that is done.
struct Place<'a> {
    folder: &'a Path,
    file: &'a OsStr,
    /// The file is in this folder, and known.
    is_own: bool,
}

/// The file's folder and, when that is named for a platform, the folder above it.
fn places(path: &Path) -> impl Iterator<Item = Place<'_>> {
    let folder = path.parent();
    let named = folder.and_then(Path::file_name).is_some_and(is_platform);
    let above = folder.and_then(Path::parent).filter(|_| named);
    let all = folder.map(|it| (it, true)).into_iter().chain(above.map(|it| (it, false)));
    all.filter_map(|(folder, is_own)| Some(Place { folder, file: path.file_name()?, is_own }))
}

fn is_platform(folder: &OsStr) -> bool {
    declared::declares(&folder.to_string_lossy())
}

/// Variants that stand in one folder, of all files for which that is looked at.
fn beside(folder: &Path, places: &[Place<'_>], here: &Listing, found: &mut Vec<PathBuf>) {
    let own: HashSet<&OsStr> = places.iter().filter(|it| it.is_own).map(|it| it.file).collect();
    for (name, kind) in &here.entries {
        if own.contains(name.as_os_str()) {
            continue;
        }
        if kind.is_dir() && is_platform(name) {
            let inside = places.iter().map(|it| folder.join(name).join(it.file));
            found.extend(inside.filter(|path| path.is_file()));
        } else if kind.is_file() && name::kind(&name.to_string_lossy()) == Kind::Dockerfile {
            found.push(folder.join(name));
        }
    }
}
