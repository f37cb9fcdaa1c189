//! What registries said, kept on disk: manifests and configurations by digest, and what a tag last meant.
//!
//! Not a store of layers. Each file is written beside its place and then moved there, so that processes that run at the
//! same time see all of it or nothing; each document is held against its digest when it is read, and whatever is
//! wrong counts as not there.

#![expect(
    clippy::disallowed_methods,
    reason = "the door: what registries said is kept on disk here"
)]

use super::{
    manifest::{self, MAX_BYTES},
    reference::{Reference, is_digest},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// The form of what is kept; another one has another folder.
const FORM: &str = "v1";

/// A hundred thousand tags of the largest size, in bytes.
const MOST_OF_LIST: usize = 16 << 20;

/// A document in use is marked as such at most once in this time.
const MARK: Duration = Duration::from_hours(24);

/// A folder with what registries said.
#[derive(Clone, Debug)]
pub struct Cache {
    root: PathBuf,
}

/// What is noted of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// What a tag means, and which manifests there are.
    Tags,
    /// Which blobs there are.
    Blobs,
}

impl Shelf {
    const fn name(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Blobs => "blobs",
        }
    }
}

/// What a tag meant when it was last asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The reference in full.
    pub reference: String,
    /// The digest of its manifest or index.
    pub digest: String,
    /// When the registry said so, in seconds since 1970.
    pub at: u64,
}

/// The tags of a repository.
#[derive(Serialize, Deserialize)]
struct List {
    reference: String,
    tags: Vec<String>,
    at: u64,
}

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl Cache {
    /// A cache in this folder, which need not be there yet.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { root: folder.join(FORM) }
    }

    /// True if anything was ever kept.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.root.is_dir()
    }

    /// A document by its digest.
    #[must_use]
    pub fn document(&self, digest: &str) -> Option<Vec<u8>> {
        let path = self.document_path(digest)?;
        let bytes = read(&path, MAX_BYTES)?;
        if manifest::digest(&bytes) != digest {
            let _ = fs::remove_file(&path);
            return None;
        }
        mark(&path);
        Some(bytes)
    }

    /// Keeps a document.
    pub fn keep(&self, bytes: &[u8]) {
        // Many tags name one document.
        let path = self.document_path(&manifest::digest(bytes)).filter(|path| !mark(path));
        if let Some(path) = path {
            // Nothing depends on it: the registry is asked again then.
            let _ = replace(&path, bytes);
        }
    }

    /// What a tag last meant; of a digest, that its repository has it.
    #[must_use]
    pub fn record(&self, reference: &Reference, kind: Shelf) -> Option<Record> {
        let path = self.path(kind.name(), reference);
        let record: Record = serde_json::from_slice(&read(&path, MAX_BYTES)?).ok()?;
        let is_it = record.reference == reference.canonical() && is_digest(&record.digest);
        mark(&path);
        is_it.then_some(record)
    }

    /// Notes what a tag means now, or that a repository has a digest.
    pub fn note(&self, reference: &Reference, kind: Shelf, digest: &str) {
        let (path, digest) = (self.path(kind.name(), reference), digest.to_owned());
        let record = Record { reference: reference.canonical(), digest, at: now() };
        if let Ok(bytes) = serde_json::to_vec(&record) {
            let _ = replace(&path, &bytes);
        }
    }

    /// The tags of a repository when they were last asked for, and when that was.
    #[must_use]
    pub fn list(&self, repository: &Reference) -> Option<(Vec<String>, u64)> {
        let path = self.path("lists", repository);
        let list: List = serde_json::from_slice(&read(&path, MOST_OF_LIST)?).ok()?;
        mark(&path);
        (list.reference == repository.canonical()).then_some((list.tags, list.at))
    }

    /// Keeps the tags of a repository.
    pub fn note_list(&self, repository: &Reference, tags: &[String]) {
        let path = self.path("lists", repository);
        let list = List { reference: repository.canonical(), tags: tags.to_vec(), at: now() };
        if let Ok(bytes) = serde_json::to_vec(&list) {
            let _ = replace(&path, &bytes);
        }
    }

    /// Removes what was not used for so long.
    ///
    /// # Errors
    /// When a folder cannot be read or a file not be removed.
    pub fn prune(&self, unused: Duration) -> io::Result<Pruned> {
        let mut pruned = Pruned::default();
        for folder in ["documents", "tags", "blobs", "lists"] {
            let entries = match fs::read_dir(self.root.join(folder)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                entries => entries?,
            };
            for entry in entries {
                let entry = entry?;
                let Some(metadata) = there(entry.metadata())? else { continue };
                let age = metadata.modified()?.elapsed().unwrap_or_default();
                if metadata.is_file()
                    && age >= unused
                    && there(fs::remove_file(entry.path()))?.is_some()
                {
                    pruned.files += 1;
                    pruned.bytes += metadata.len();
                }
            }
        }
        Ok(pruned)
    }

    fn document_path(&self, digest: &str) -> Option<PathBuf> {
        let name = digest.strip_prefix("sha256:").filter(|_| is_digest(digest))?;
        Some(self.root.join("documents").join(name))
    }

    /// Names of files are no longer than a digest, whatever a reference holds.
    fn path(&self, folder: &str, reference: &Reference) -> PathBuf {
        let name = format!("{:x}", Sha256::digest(reference.canonical()));
        self.root.join(folder).join(name)
    }
}

/// How long ago something was said, at a time in seconds since 1970. What is from the future is of no use.
#[must_use]
pub fn age(at: u64) -> Duration {
    now().checked_sub(at).map_or(Duration::MAX, Duration::from_secs)
}

/// What another process has removed is not there.
fn there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

fn read(path: &Path, most: usize) -> Option<Vec<u8>> {
    let metadata = fs::metadata(path).ok()?;
    let fits = metadata.is_file() && metadata.len() <= most as u64;
    if fits { fs::read(path).ok() } else { None }
}

/// What is in use is not pruned; true for what is there, and may be as large as it is.
fn mark(path: &Path) -> bool {
    let Ok(metadata) = fs::metadata(path) else { return false };
    let is_old = metadata.modified().is_ok_and(|it| it.elapsed().is_ok_and(|it| it > MARK));
    if is_old && let Ok(file) = File::options().write(true).open(path) {
        let _ = file.set_modified(SystemTime::now());
    }
    metadata.is_file() && metadata.len() <= MAX_BYTES as u64
}

/// Writes beside the place and moves there.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let folder = path.parent().unwrap_or(path);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let beside = folder.join(format!(".{}-{next}.new", std::process::id()));
    let file = match File::create(&beside) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            File::create(&beside)
        }
        file => file,
    };
    let written = file.and_then(|mut file| file.write_all(bytes));
    let moved = written.and_then(|()| fs::rename(&beside, path));
    if moved.is_err() {
        let _ = fs::remove_file(&beside);
    }
    moved
}
