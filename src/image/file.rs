//! A file of images given by the user: reference to kind and platforms, as JSON.
//!
//! Not a cache: nothing here writes. `read` is the only function that opens a file.
//! The format is described in `rules/knowledge/images/images.schema.json`; what is wrong is told by
//! key, because such files are written by hand.

#![expect(clippy::disallowed_methods, reason = "the door: files of images are read here")]

use super::{
    Image, Kind, Source,
    reference::{Reference, is_digest},
};
use crate::platform::Platform;
use serde_json::Value;
use std::{collections::HashMap, path::Path};

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 64 << 20;

const EXAMPLE: &str = r#"{"alpine:3.22": {"kind": "index", "platforms": ["linux/amd64"]}}"#;

/// The images of a file.
#[derive(Debug)]
pub struct ImageFile {
    /// By canonical reference, or by digest alone.
    images: HashMap<String, Image>,
}

/// Why a file cannot be used; says what to write.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot use the images in `{path}`: {problem}")]
pub struct FileError {
    /// The file.
    pub path: String,
    /// What is wrong, naming the key.
    pub problem: String,
}

/// Reads a file of images.
///
/// # Errors
/// When it cannot be read, or is not in the format.
pub fn read(path: &Path) -> Result<ImageFile, FileError> {
    let name = path.display().to_string();
    let fail = |problem| FileError { path: name.clone(), problem };
    let metadata = std::fs::metadata(path).map_err(|error| fail(why(&error)))?;
    if metadata.is_dir() {
        return Err(fail("it is a folder; write `oci:FOLDER` for an image layout".to_owned()));
    }
    // Asked before opening: a pipe without a writer would be waited for without end.
    if !metadata.is_file() {
        return Err(fail("it is not a regular file".to_owned()));
    }
    let size = metadata.len();
    if size > MAX_BYTES {
        return Err(fail(format!("it has {size} bytes; at most {MAX_BYTES} are read")));
    }
    let bytes = std::fs::read(path).map_err(|error| fail(why(&error)))?;
    parse(&name, &bytes)
}

fn why(error: &std::io::Error) -> String {
    if error.kind() == std::io::ErrorKind::NotFound {
        return "it does not exist".to_owned();
    }
    error.to_string()
}

/// Reads the text of a file of images; `path` is for messages.
///
/// # Errors
/// When the text is not in the format.
pub fn parse(path: &str, bytes: &[u8]) -> Result<ImageFile, FileError> {
    let fail = |problem| FileError { path: path.to_owned(), problem };
    let value =
        serde_json::from_slice(bytes).map_err(|error| fail(format!("not JSON: {error}")))?;
    let Value::Object(entries) = value else {
        return Err(fail(format!("expected an object such as {EXAMPLE}")));
    };
    let mut images = HashMap::with_capacity(entries.len());
    for (key, value) in &entries {
        let about = |problem| fail(format!("`{key}`: {problem}"));
        let name = canonical(key).map_err(about)?;
        let image = image(path, value).map_err(about)?;
        // Two ways to write one name may say the same.
        match images.get(&name) {
            Some(known) if !is_same(known, &image) => {
                return Err(about(format!(
                    "`{name}` is there twice, and not the same; remove one"
                )));
            }
            Some(_) => {}
            None => {
                images.insert(name, image);
            }
        }
    }
    Ok(ImageFile { images })
}

/// The order of platforms counts in an index, but not for whether one of two entries is too many.
fn is_same(known: &Image, other: &Image) -> bool {
    let names = |image: &Image| {
        let mut names: Vec<String> = image.platforms.iter().map(|it| format!("{it:?}")).collect();
        names.sort_unstable();
        names
    };
    known.kind == other.kind && names(known) == names(other)
}

impl ImageFile {
    /// The image of a reference. One with a digest is found by all of it, or by its digest alone.
    #[must_use]
    pub fn find(&self, reference: &Reference) -> Option<&Image> {
        let exact = self.images.get(&reference.canonical());
        exact.or_else(|| self.by_digest(reference.digest.as_deref()?))
    }

    /// The tags of a repository with their platforms, in no order.
    #[must_use]
    pub fn tags(&self, repository: &str) -> Vec<(&str, &[Platform])> {
        let tags = self.images.iter().filter_map(|(name, image)| {
            let tag = name.strip_prefix(repository)?.strip_prefix(':')?;
            (!tag.contains('@')).then_some((tag, image.platforms.as_slice()))
        });
        tags.collect()
    }

    /// A digest names the same bytes wherever they are; equals are decided by name.
    fn by_digest(&self, digest: &str) -> Option<&Image> {
        let same = |name: &str| {
            name.strip_suffix(digest).is_some_and(|rest| rest.is_empty() || rest.ends_with('@'))
        };
        let hits = self.images.iter().filter(|(name, _)| same(name));
        hits.min_by_key(|(name, _)| *name).map(|(_, image)| image)
    }
}

fn canonical(key: &str) -> Result<String, String> {
    if is_digest(key) {
        return Ok(key.to_owned());
    }
    Reference::parse(key).map(|reference| reference.canonical()).map_err(|error| error.to_string())
}

fn image(path: &str, value: &Value) -> Result<Image, String> {
    let Value::Object(fields) = value else {
        return Err(r#"expected an object with "kind" and "platforms""#.to_owned());
    };
    let kind = match fields.get("kind").map(Value::as_str) {
        Some(Some("index")) => Kind::Index,
        Some(Some("manifest")) => Kind::Manifest,
        Some(Some("unknown")) | None => Kind::Unknown,
        Some(_) => return Err(r#"`kind` must be "index", "manifest" or "unknown""#.to_owned()),
    };
    let Some(Value::Array(list)) = fields.get("platforms") else {
        return Err(
            r#"`platforms` must be a list such as ["linux/amd64", "linux/arm64"]"#.to_owned()
        );
    };
    let platforms = list.iter().map(platform).collect::<Result<Vec<_>, _>>()?;
    match (kind, platforms.len()) {
        (_, 0) => Err("`platforms` is empty; name at least one".to_owned()),
        (Kind::Manifest, 2..) => {
            Err(r#"a "manifest" has one platform; write `kind` as "index""#.to_owned())
        }
        _ => {
            let source = Source::File { path: path.to_owned() };
            Ok(Image { kind, platforms, source, flaws: Vec::new() })
        }
    }
}

fn platform(value: &Value) -> Result<Platform, String> {
    let text = value.as_str().ok_or("`platforms` must hold texts such as \"linux/amd64\"")?;
    let platform = Platform::parse_snapshot(text).map_err(|error| error.to_string())?;
    match platform.unknown_part() {
        Some(part) => Err(format!("`platforms` has `{text}`: {part}")),
        None => Ok(platform),
    }
}
