//! An OCI image layout: a folder, or an archive of one, with `oci-layout`, `index.json` and `blobs/`.
//!
//! Not a builder's cache.
//! Blobs are named by digest and checked against it, and a path that leads out of the folder is
//! refused: a layout comes from somewhere else.

#![expect(clippy::disallowed_methods, reason = "the door: image layouts are read here")]

use super::{
    Image, Kind, Source,
    archive::Archive,
    manifest::{self, Declared, Descriptor, Document, Entry, Found, MAX_BYTES, ManifestError},
    reference::{Reference, is_digest},
};
use crate::platform::Platform;
use sha2::{Digest, Sha256, Sha384, Sha512};
use std::path::{Path, PathBuf};

/// Annotations that name an entry of `index.json`, the better one first.
const NAMES: [&str; 2] = ["io.containerd.image.name", "org.opencontainers.image.ref.name"];

/// An image layout whose index has been read.
#[derive(Debug)]
pub struct Layout {
    /// The path as the user wrote it.
    path: String,
    store: Store,
    index: Found,
    entries: Vec<Entry>,
}

/// Where the files are.
#[derive(Debug)]
enum Store {
    /// The folder without symbolic links.
    Folder(PathBuf),
    Archive(Archive),
}

/// Why a layout, or an image in it, cannot be read; displays as a clause.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the image layout `{layout}` cannot be read: {problem}")]
pub struct LayoutError {
    /// The folder.
    pub layout: String,
    /// What is wrong, naming the file.
    pub problem: String,
    /// It is there, in the format before 2017.
    pub is_schema1: bool,
}

/// Why an image cannot be read.
enum Problem {
    Schema1,
    Other(String),
}

impl From<String> for Problem {
    fn from(clause: String) -> Self {
        Self::Other(clause)
    }
}

/// Opens a layout and reads its index; images are read when they are asked for.
///
/// # Errors
/// When the folder is not a layout.
pub fn open(path: &Path) -> Result<Layout, LayoutError> {
    let root = path.canonicalize().map_err(|error| why("the folder", &error));
    new(path, root.map(Store::Folder))
}

/// Opens an archive of a layout.
///
/// # Errors
/// When it is none.
pub fn open_archive(path: &Path) -> Result<Layout, LayoutError> {
    new(path, Archive::open(path).map(Store::Archive))
}

fn new(path: &Path, store: Result<Store, String>) -> Result<Layout, LayoutError> {
    let name = path.display().to_string();
    let read = store.and_then(|store| {
        version(&store.read("oci-layout")?)?;
        let body = store.read("index.json")?;
        match manifest::parse(&body).map_err(|error| format!("`index.json`: {error}"))? {
            Document::Index(entries) => {
                let index = Found { digest: manifest::digest(&body), body };
                Ok(Layout { path: name.clone(), store, index, entries })
            }
            Document::Manifest { .. } | Document::Artifact => {
                Err("`index.json` is not an image index".to_owned())
            }
        }
    });
    read.map_err(|problem| LayoutError { layout: name, problem, is_schema1: false })
}

impl Store {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        match self {
            Self::Folder(root) => read_file(root, name),
            Self::Archive(archive) => archive.read(name),
        }
    }
}

impl Layout {
    /// The document of a name: of the only image without one, or else the whole index.
    ///
    /// # Errors
    /// A clause: nothing has the name, or it cannot be read.
    pub fn named(&self, name: Option<&str>) -> Result<Found, String> {
        let is_called = |entry: &&Entry, wanted: &str| {
            let canonical = Reference::parse(wanted).map(|it| it.canonical());
            NAMES.iter().any(|key| entry.descriptor.annotation(key) == Some(wanted))
                || canonical.is_ok_and(|wanted| names(entry).any(|name| name == wanted))
        };
        let entry = match (name, self.entries.as_slice()) {
            (None, [entry]) => entry,
            (None, _) => return Ok(self.index.clone()),
            (Some(name), entries) => {
                let entry = entries.iter().rev().find(|entry| is_called(entry, name));
                entry.ok_or_else(|| format!("it has nothing called `{name}`"))?
            }
        };
        let body = self.blob(&entry.descriptor)?;
        Ok(Found { digest: entry.descriptor.digest.clone().unwrap_or_default(), body })
    }

    /// A document by its digest.
    ///
    /// # Errors
    /// A clause.
    pub fn by_its_digest(&self, digest: &str) -> Result<Found, String> {
        let digest = digest.to_owned();
        let descriptor = Descriptor { digest: Some(digest.clone()), ..Descriptor::default() };
        Ok(Found { digest, body: self.blob(&descriptor)? })
    }

    /// The image of a reference, if the layout has it by name or digest.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    #[must_use]
    pub fn find(&self, reference: &Reference) -> Option<Result<Image, LayoutError>> {
        let descriptor = match &reference.digest {
            Some(digest) => self.by_digest(digest)?,
            None => self.by_name(&reference.canonical())?,
        };
        let image = self.image(&descriptor, 2).and_then(|it| match it.platforms.len() {
            0 => Err(Problem::Other(format!("`{reference}` names no platform"))),
            _ => Ok(it),
        });
        let layout = self.path.clone();
        Some(image.map_err(|problem| match problem {
            Problem::Schema1 => {
                let problem = ManifestError::Schema1.to_string();
                LayoutError { layout, problem, is_schema1: true }
            }
            Problem::Other(problem) => LayoutError { layout, problem, is_schema1: false },
        }))
    }

    /// Later entries replace earlier ones of the same name, as builders append.
    fn by_name(&self, canonical: &str) -> Option<Descriptor> {
        let hit =
            self.entries.iter().rev().find(|entry| names(entry).any(|name| name == canonical));
        hit.map(|entry| entry.descriptor.clone())
    }

    /// Among the entries of `index.json` and those of the indexes it names.
    fn by_digest(&self, digest: &str) -> Option<Descriptor> {
        let same = |entry: &&Entry| entry.descriptor.digest.as_deref() == Some(digest);
        if let Some(entry) = self.entries.iter().find(same) {
            return Some(entry.descriptor.clone());
        }
        let inner =
            self.entries.iter().filter_map(|entry| match self.document(&entry.descriptor) {
                Ok(Document::Index(entries)) => Some(entries),
                Ok(Document::Manifest { .. } | Document::Artifact) | Err(_) => None,
            });
        inner.flatten().find(|entry| same(&entry)).map(|entry| entry.descriptor)
    }

    /// `depth` is how many indexes may lie in each other.
    fn image(&self, descriptor: &Descriptor, depth: u8) -> Result<Image, Problem> {
        let (kind, platforms, flaws) = match self.document(descriptor)? {
            Document::Index(_) if depth == 0 => {
                return Err("its indexes lie too deep in each other".to_owned().into());
            }
            Document::Index(entries) => {
                let flaws = manifest::flaws(&entries);
                (Kind::Index, self.platforms(&entries, depth - 1)?, flaws)
            }
            Document::Manifest { config } => {
                (Kind::Manifest, vec![self.config(&config)?], Vec::new())
            }
            Document::Artifact => (Kind::Manifest, Vec::new(), Vec::new()),
        };
        let source = Source::Layout { path: self.path.clone() };
        Ok(Image { kind, platforms, source, flaws })
    }

    /// An entry that does not say its platform is opened: a missed one would read as absent.
    fn platforms(&self, entries: &[Entry], depth: u8) -> Result<Vec<Platform>, Problem> {
        let mut all = Vec::new();
        for entry in entries {
            match &entry.platform {
                Declared::Platform(platform) => all.push(platform.clone()),
                Declared::Nothing => all.extend(self.image(&entry.descriptor, depth)?.platforms),
                Declared::Attestation | Declared::Malformed => {}
            }
        }
        Ok(all)
    }

    fn document(&self, descriptor: &Descriptor) -> Result<Document, Problem> {
        manifest::parse(&self.blob(descriptor)?).map_err(|error| match error {
            ManifestError::Schema1 => Problem::Schema1,
            ManifestError::Large(_) | ManifestError::Json(_) | ManifestError::Foreign => {
                about(descriptor, &error).into()
            }
        })
    }

    fn config(&self, descriptor: &Descriptor) -> Result<Platform, String> {
        manifest::config_platform(&self.blob(descriptor)?)
            .map_err(|error| about(descriptor, &error))
    }

    /// The bytes of a blob, checked against its digest and size.
    fn blob(&self, descriptor: &Descriptor) -> Result<Vec<u8>, String> {
        let digest = descriptor.digest.as_deref().filter(|digest| is_digest(digest));
        let digest = digest.ok_or("an entry has no usable digest")?;
        let bytes = self.store.read(&format!("blobs/{}", digest.replacen(':', "/", 1)))?;
        let expected = descriptor.size.filter(|&size| size != bytes.len() as u64);
        match expected {
            Some(size) => Err(format!("`{digest}` has {} bytes instead of {size}", bytes.len())),
            None if !has_digest(&bytes, digest) => Err(format!("`{digest}` has other contents")),
            None => Ok(bytes),
        }
    }
}

/// The canonical references that an entry of `index.json` is known by.
fn names(entry: &Entry) -> impl Iterator<Item = String> {
    let name = NAMES.into_iter().find_map(|key| entry.descriptor.annotation(key));
    name.and_then(|name| Reference::parse(name).ok()).into_iter().map(|name| name.canonical())
}

fn version(marker: &[u8]) -> Result<(), String> {
    let value: serde_json::Value =
        serde_json::from_slice(marker).map_err(|error| format!("`oci-layout`: {error}"))?;
    match value.get("imageLayoutVersion").and_then(serde_json::Value::as_str) {
        Some(version) if version.starts_with("1.") => Ok(()),
        Some(version) => Err(format!("`oci-layout` has version `{version}`; only 1 is known")),
        None => Err("`oci-layout` has no `imageLayoutVersion`".to_owned()),
    }
}

/// Reads a small file that lies in the folder, links followed.
fn read_file(root: &Path, name: &str) -> Result<Vec<u8>, String> {
    let fail = |error: std::io::Error| why(&format!("`{name}`"), &error);
    let path = root.join(name).canonicalize().map_err(fail)?;
    if !path.starts_with(root) {
        return Err(format!("`{name}` leads out of the layout"));
    }
    let metadata = std::fs::metadata(&path).map_err(fail)?;
    if !metadata.is_file() {
        return Err(format!("`{name}` is not a regular file"));
    }
    let size = metadata.len();
    if size > MAX_BYTES as u64 {
        return Err(format!("`{name}` has {size} bytes; at most {MAX_BYTES} are read"));
    }
    std::fs::read(&path).map_err(fail)
}

fn why(what: &str, error: &std::io::Error) -> String {
    if error.kind() == std::io::ErrorKind::NotFound {
        return format!("{what} does not exist");
    }
    format!("{what}: {error}")
}

pub(in crate::image) fn has_digest(bytes: &[u8], digest: &str) -> bool {
    let found = match digest.split_once(':') {
        Some(("sha256", _)) => hex(&Sha256::digest(bytes)),
        Some(("sha384", _)) => hex(&Sha384::digest(bytes)),
        _ => hex(&Sha512::digest(bytes)),
    };
    digest.ends_with(&found)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // writing to a String cannot fail
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn about(descriptor: &Descriptor, error: &manifest::ManifestError) -> String {
    format!("`{}`: {error}", descriptor.digest.as_deref().unwrap_or_default())
}
