//! What stands in the folders of a run: each is listed once, for all who ask.
//!
//! Not what the entries hold. A listing replaces a question to the disk for each named file, each variant beside it and
//! each source of a `COPY`: together these took longer than the reading of the files.

use std::{
    collections::{HashMap, hash_map::Entry},
    ffi::{OsStr, OsString},
    fs::{self, FileType},
    path::{Path, PathBuf},
};

/// The most entries of a folder that are read.
const MOST: usize = 1_000;

/// The folders that were listed.
#[derive(Clone, Debug, Default)]
pub struct Folders(HashMap<PathBuf, Listing>);

/// What stands in a folder.
#[derive(Clone, Debug, Default)]
pub(super) struct Listing {
    pub(super) entries: Vec<(OsString, FileType)>,
    /// These are all.
    whole: bool,
}

impl Folders {
    /// What stands in a folder; nothing when it cannot be read.
    pub(super) fn listing(&mut self, folder: &Path) -> &Listing {
        let folder = named(folder);
        match self.0.entry(folder.to_owned()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(Listing::read(folder).unwrap_or_default()),
        }
    }

    /// True if a folder was listed and nothing in it has a name, in whatever case: many disks do not tell them apart.
    #[must_use]
    pub fn lacks(&self, folder: &Path, name: &str) -> bool {
        let may_be =
            |(it, _): &(OsString, FileType)| !it.is_ascii() || it.eq_ignore_ascii_case(name);
        let listing = self.0.get(named(folder)).filter(|it| it.whole && name.is_ascii());
        listing.is_some_and(|it| !it.entries.iter().any(may_be))
    }
}

/// The current folder has a name too.
fn named(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

impl Listing {
    fn read(folder: &Path) -> Option<Self> {
        let mut found = fs::read_dir(folder).ok()?;
        let listed = found.by_ref().take(MOST);
        let entries: Vec<_> =
            listed.map(|it| it.and_then(|it| Ok((it.file_name(), it.file_type()?)))).collect();
        let whole = entries.iter().all(Result::is_ok) && found.next().is_none();
        Some(Self { entries: entries.into_iter().flatten().collect(), whole })
    }

    /// True if a regular file of this name is there, and no link to one.
    pub(super) fn has_file(&self, name: &OsStr) -> bool {
        self.entries.iter().any(|(it, kind)| kind.is_file() && it == name)
    }
}
