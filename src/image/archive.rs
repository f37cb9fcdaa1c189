//! Archives of images: one file in the form of `tar`, as `docker save`, `skopeo copy` and builders write it.
//!
//! Not a reader of layers: the places of all files are noted once, and small ones are read when they are asked for.

#![expect(clippy::disallowed_methods, reason = "the door: archives of images are read here")]

use super::{
    manifest::{self, Found, MAX_BYTES},
    reference::Reference,
};
use serde::Deserialize;
use std::{
    collections::HashMap,
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
    path::Path,
    sync::{Mutex, PoisonError},
};

/// More files than this no image has.
const MOST_FILES: usize = 100_000;

/// Beginnings of files that were compressed, and what undoes it.
const COMPRESSED: [(&[u8], &str); 4] = [
    (b"\x1f\x8b", "gunzip"),
    (b"\x28\xb5\x2f\xfd", "unzstd"),
    (b"BZh", "bunzip2"),
    (b"\xfd7zXZ", "unxz"),
];

/// An archive whose files are known by place.
#[derive(Debug)]
pub struct Archive {
    file: Mutex<File>,
    /// Offset and size by name.
    places: HashMap<String, (u64, u64)>,
}

/// An image of `manifest.json`, as `docker save` writes it.
#[derive(Clone, Debug, Deserialize)]
pub struct Saved {
    /// The file with its configuration.
    #[serde(rename = "Config")]
    pub config: String,
    /// What it is called.
    #[serde(rename = "RepoTags", default)]
    tags: Option<Vec<String>>,
}

impl Archive {
    /// Notes where everything is.
    ///
    /// # Errors
    /// A clause: it is not there, not an archive, or compressed.
    pub fn open(path: &Path) -> Result<Self, String> {
        let why = |error: std::io::Error| error.to_string();
        let metadata = std::fs::metadata(path).map_err(why)?;
        // Asked before opening: a pipe without a writer would be waited for without end.
        if !metadata.is_file() {
            return Err("it is not a regular file".to_owned());
        }
        let mut file = File::open(path).map_err(why)?;
        let mut start = Vec::new();
        file.by_ref().take(8).read_to_end(&mut start).map_err(why)?;
        if let Some((_, tool)) = COMPRESSED.iter().find(|(magic, _)| start.starts_with(magic)) {
            return Err(format!("it is compressed; `{tool}` gives the archive"));
        }
        file.rewind().map_err(why)?;
        let places = places(&file).map_err(|error| format!("it is no archive: {error}"))?;
        if places.is_empty() {
            return Err("it is no archive, or an empty one".to_owned());
        }
        Ok(Self { file: Mutex::new(file), places })
    }

    /// True where there is a file of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// A small file.
    ///
    /// # Errors
    /// A clause that names it.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let place = self.places.get(name);
        let &(offset, size) = place.ok_or_else(|| format!("`{name}` does not exist"))?;
        if size > MAX_BYTES as u64 {
            return Err(format!("`{name}` has {size} bytes; at most {MAX_BYTES} are read"));
        }
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = Vec::new();
        let read = file.seek(SeekFrom::Start(offset));
        let read = read.and_then(|_| file.by_ref().take(size).read_to_end(&mut bytes));
        read.map_err(|error| format!("`{name}`: {error}"))?;
        if bytes.len() as u64 == size { Ok(bytes) } else { Err(format!("`{name}` ends too early")) }
    }

    /// The images that `docker save` wrote down in `manifest.json`.
    ///
    /// # Errors
    /// A clause.
    pub fn saved(&self) -> Result<Vec<Saved>, String> {
        serde_json::from_slice(&self.read("manifest.json")?)
            .map_err(|error| format!("`manifest.json`: {error}"))
    }

    /// The configuration of a saved image; its digest is what docker calls the image's ID.
    ///
    /// # Errors
    /// A clause.
    pub fn config(&self, image: &Saved) -> Result<Found, String> {
        let body = self.read(&image.config)?;
        Ok(Found { digest: manifest::digest(&body), body })
    }
}

impl Saved {
    /// Has this name, however much of it is written out.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let full = |text: &str| Reference::parse(text).map(|it| it.canonical());
        self.tags().iter().any(|it| it == name || full(it).is_ok_and(|it| Ok(it) == full(name)))
    }

    /// What it is called.
    #[must_use]
    pub fn tags(&self) -> &[String] {
        self.tags.as_deref().unwrap_or_default()
    }
}

/// Where the files of an archive are; of two with one name the later counts, as for who unpacks it.
fn places(file: &File) -> std::io::Result<HashMap<String, (u64, u64)>> {
    let mut archive = tar::Archive::new(BufReader::new(file));
    let mut places = HashMap::new();
    for entry in archive.entries_with_seek()? {
        let entry = entry?;
        if !entry.header().entry_type().is_file() {
            continue;
        }
        if places.len() >= MOST_FILES {
            return Err(std::io::Error::other(format!("it has more than {MOST_FILES} files")));
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let name = name.strip_prefix("./").map(str::to_owned).unwrap_or(name);
        places.insert(name, (entry.raw_file_position(), entry.size()));
    }
    Ok(places)
}
