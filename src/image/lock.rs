//! `anyarch.lock`: what the images of a project were on the day it was written.
//!
//! Not the file's place on disk (`cli::lock`). With it a check gives the same answer everywhere, and asks nobody.
//!
//! ```toml
//! version = 1
//!
//! [[image]]
//! reference = "docker.io/library/alpine:3.22"
//! digest = "sha256:…"
//! kind = "index"
//! platforms = ["linux/amd64", "linux/arm64/v8"]
//! ```

use super::{
    Image, Kind, Source,
    reference::{Reference, is_digest},
};
use crate::platform::Platform;
use serde::Deserialize;
use std::{collections::BTreeMap, fmt::Write};

/// The name of the file.
pub const NAME: &str = "anyarch.lock";

/// The form that is written.
const VERSION: u64 = 1;

const HEAD: &str = "\
# What the images of this project were when `anyarch lock` last asked their registries.
# `anyarch check --locked` takes them from here. Keep this file with the Dockerfiles.
";

/// Images by canonical reference.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    /// The file as shown to the user.
    pub path: String,
    /// The images.
    pub images: BTreeMap<String, Locked>,
}

/// An image as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The digest of its index or manifest.
    pub digest: String,
    /// Which of both.
    pub kind: Kind,
    /// What it can run on.
    pub platforms: Vec<Platform>,
}

/// Why a lock file cannot be used, with the way out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}; `anyarch lock` writes it anew")]
pub struct LockError {
    /// The file.
    pub path: String,
    /// What is wrong.
    pub problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u64,
    #[serde(default)]
    image: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    reference: String,
    digest: String,
    kind: KindName,
    platforms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindName {
    Index,
    Manifest,
}

impl Lock {
    /// Reads a file's text; `path` is for messages.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(path: &str, text: &str) -> Result<Self, LockError> {
        let fail = |problem: String| LockError { path: path.to_owned(), problem };
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |it| it.start);
            let line = text.get(..at).map_or(1, |it| it.matches('\n').count() + 1);
            fail(format!("line {line}: {}", error.message().replace('\n', ", ")))
        })?;
        if file.version != VERSION {
            let problem =
                format!("its version is {}, and this program knows {VERSION}", file.version);
            return Err(fail(problem));
        }
        let mut images = BTreeMap::new();
        for item in file.image {
            let about = |problem: String| fail(format!("`{}`: {problem}", item.reference));
            let reference = Reference::parse(&item.reference);
            let name = reference.map_err(|error| about(error.to_string()))?.canonical();
            if !is_digest(&item.digest) {
                return Err(about(format!("`{}` is not a digest", item.digest)));
            }
            let kind = match item.kind {
                KindName::Index => Kind::Index,
                KindName::Manifest => Kind::Manifest,
            };
            let platforms = item.platforms.iter().map(|it| Platform::parse(it));
            let platforms: Vec<_> =
                platforms.collect::<Result<_, _>>().map_err(|error| about(error.to_string()))?;
            if platforms.is_empty() {
                return Err(about("it has no platform".to_owned()));
            }
            let image = Locked { digest: item.digest.clone(), kind, platforms };
            if images.insert(name, image).is_some() {
                return Err(about("it is there twice".to_owned()));
            }
        }
        Ok(Self { path: path.to_owned(), images })
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}version = {VERSION}\n");
        for (reference, image) in &self.images {
            let kind = if image.kind == Kind::Manifest { "manifest" } else { "index" };
            let platforms = image.platforms.iter().map(|it| quoted(&it.to_string()));
            let platforms = platforms.collect::<Vec<_>>().join(", ");
            let _ = write!(
                text,
                "\n[[image]]\nreference = {}\ndigest = {}\nkind = \"{kind}\"\nplatforms = [{platforms}]\n",
                quoted(reference),
                quoted(&image.digest),
            );
        }
        text
    }

    /// An image that was found, without platforms that nobody can ask for; `None` without any other.
    #[must_use]
    pub fn entry(digest: String, kind: Kind, mut platforms: Vec<Platform>) -> Option<Locked> {
        let is_read = |name: &str| Platform::parse(name).is_ok_and(|it| it.to_string() == name);
        platforms.retain(|it| is_read(&it.to_string()));
        (!platforms.is_empty()).then_some(Locked { digest, kind, platforms })
    }

    /// The image of a reference.
    #[must_use]
    pub fn find(&self, reference: &Reference) -> Option<Image> {
        let Locked { kind, platforms, digest } = self.images.get(&reference.canonical())?.clone();
        let source = Source::Lock { path: self.path.clone(), digest };
        Some(Image { kind, platforms, source, flaws: Vec::new() })
    }
}

/// A text as TOML writes it, in letters that everybody sees: what a registry calls a platform may hold anything.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            ' '..='~' => quoted.push(sign),
            _ => _ = write!(quoted, "\\U{:08x}", u32::from(sign)),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(platforms: &[&str]) -> Lock {
        let platforms = platforms.iter().map(|it| Platform::parse(it).unwrap()).collect();
        let digest = format!("sha256:{:064}", 7);
        let image = Locked { digest, kind: Kind::Index, platforms };
        let images = BTreeMap::from([("docker.io/library/alpine:3.22".to_owned(), image)]);
        Lock { path: NAME.to_owned(), images }
    }

    #[test]
    fn what_is_written_is_read() {
        let lock = lock(&["linux/amd64", "linux/arm/v7", "windows(10.0.20348.2700)/amd64"]);
        let read = Lock::parse(NAME, &lock.text()).unwrap();
        assert_eq!(read.images, lock.images);
        let found = read.find(&Reference::parse("alpine:3.22").unwrap()).unwrap();
        assert_eq!(found.platforms[2].os_version, "10.0.20348.2700");
        assert_eq!(read.find(&Reference::parse("alpine").unwrap()), None);
    }

    #[test]
    fn what_nobody_can_ask_for_is_left_out() {
        let odd = |os: &str, architecture: &str| Platform::new(os, architecture);
        let platforms =
            vec![odd("linux", "amd64"), odd("linux", "a/b/c/d"), odd("a\u{7f}\"\u{202e}b", "x")];
        let image = Lock::entry(format!("sha256:{:064}", 7), Kind::Index, platforms).unwrap();
        let images = BTreeMap::from([("docker.io/library/alpine:3.22".to_owned(), image)]);
        let lock = Lock { path: NAME.to_owned(), images };
        assert_eq!(Lock::parse(NAME, &lock.text()).unwrap().images, lock.images);
        assert!(lock.text().is_ascii() && !lock.text().contains(['\u{7f}', '\u{1b}']));
        let none = Lock::entry(String::new(), Kind::Index, vec![odd("linux", "a/b/c/d")]);
        assert_eq!(none, None);
    }

    #[test]
    fn what_is_wrong_is_told() {
        let text = lock(&["linux/amd64"]).text();
        for (from, to, expected) in [
            ("version = 1", "version = 2", "its version is 2, and this program knows 1"),
            ("\"linux/amd64\"", "", "it has no platform"),
            ("\"linux/amd64\"", "\"a/b/c/d\"", "a/b/c/d"),
            ("sha256:", "md5:", "is not a digest"),
            ("\"index\"", "\"list\"", "line 8: unknown variant `list`"),
            ("digest =", "hash =", "line 7: unknown field `hash`"),
            ("docker.io/", "Docker.io//", "invalid reference format"),
            ("version = 1", "version", "line 3: "),
        ] {
            let error = Lock::parse(NAME, &text.replace(from, to)).unwrap_err().to_string();
            assert!(error.contains(expected), "{from}: {error}");
            assert!(error.starts_with(NAME) && error.contains("`anyarch lock`"), "{error}");
        }
    }
}
