//! Image references: `alpine`, `ghcr.io/a/b:1`, `[::1]:5000/x@sha256:…`.
//!
//! Not a resolver: a reference says what is asked for, not what is there.
//! The grammar is that of Docker's `reference` package, read by hand, because the regular expression
//! that describes it costs more to compile than a whole check takes.

use std::fmt;

/// The host that a reference without one means.
const HUB: &str = "docker.io";
/// The namespace on it that a name of one part means.
const LIBRARY: &str = "library";
const MAX_NAME: usize = 255;
const MAX_TAG: usize = 128;

/// An image reference; host and namespace are filled in, the tag is not.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference {
    /// The registry with its port: `docker.io`, `localhost:5000`.
    pub host: String,
    /// The repository's path on it: `library/alpine`.
    pub path: String,
    /// The tag as written.
    pub tag: Option<String>,
    /// The digest with its algorithm, `sha256:…`.
    pub digest: Option<String>,
}

/// Why a text is not a reference: Docker's words, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// There is no text.
    #[error("invalid reference format: the reference is empty; write a name such as `alpine:3.22`")]
    Empty,
    /// The text begins with `http://` or `https://`.
    #[error("invalid reference format: `{0}` is a URL; write it without the `{1}`")]
    Url(String, &'static str),
    /// The host cannot be one.
    #[error(
        "invalid reference format: `{0}` is not a registry host; write it as `example.com:5000`"
    )]
    Host(String),
    /// An upper-case letter in the path.
    #[error("invalid reference format: repository name must be lowercase; write `{0}`")]
    Upper(String),
    /// A path part that cannot be one.
    #[error(
        "invalid reference format: `{0}` cannot be part of a repository name; \
         use lower-case letters and digits with single `.`, `_`, `__` or `-` between them"
    )]
    Part(String),
    /// The path is too long.
    #[error(
        "invalid reference format: the repository name has {0} characters; at most 255 are allowed"
    )]
    Long(usize),
    /// The tag cannot be one.
    #[error(
        "invalid reference format: `{0}` is not a tag; \
         use up to 128 letters, digits, `_`, `.` and `-`, the first not `.` or `-`"
    )]
    Tag(String),
    /// The digest cannot be one.
    #[error(
        "invalid reference format: `{0}` is not a digest; write `sha256:` and 64 hexadecimal digits"
    )]
    Digest(String),
    /// 64 hexadecimal digits where a name should be.
    #[error("invalid repository name: `{0}` is an image identifier; write `name@sha256:{0}`")]
    Identifier(String),
}

impl Reference {
    /// Reads a reference as Docker does, with Docker Hub as the default registry.
    ///
    /// # Errors
    /// When Docker would refuse the text.
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        refuse_at_sight(text)?;
        let (rest, digest) = match text.split_once('@') {
            Some((rest, digest)) => (rest, Some(checked_digest(digest)?)),
            None => (text, None),
        };
        let (name, tag) = split_tag(rest);
        let tag = tag.map(checked_tag).transpose()?;
        let (host, path) = split_host(name);
        check_host(host)?;
        check_path(path)?;
        let bare = host == HUB && !path.contains('/');
        let path = if bare { [LIBRARY, "/", path].concat() } else { path.to_owned() };
        Ok(Self { host: host.to_owned(), path, tag, digest })
    }

    /// The repository with its host: `docker.io/library/alpine`.
    #[must_use]
    pub fn repository(&self) -> String {
        [&self.host, "/", &self.path].concat()
    }

    /// The tag that is meant: the one written, or `latest`; with a digest alone, none.
    #[must_use]
    pub fn effective_tag(&self) -> Option<&str> {
        match (&self.tag, &self.digest) {
            (None, None) => Some("latest"),
            (tag, _) => tag.as_deref(),
        }
    }

    /// One of Docker's official images, which everybody may see.
    #[must_use]
    pub fn is_official(&self) -> bool {
        self.host == HUB && self.path.strip_prefix("library/").is_some_and(|it| !it.contains('/'))
    }

    /// Everything written out: `docker.io/library/alpine:latest`.
    #[must_use]
    pub fn canonical(&self) -> String {
        let tag = self.effective_tag().map(|tag| format!(":{tag}"));
        let digest = self.digest.as_ref().map(|digest| format!("@{digest}"));
        format!("{}{}{}", self.repository(), tag.unwrap_or_default(), digest.unwrap_or_default())
    }

    /// What has this digest in the same repository.
    #[must_use]
    pub fn with_digest(&self, digest: &str) -> Self {
        Self { digest: Some(digest.to_owned()), ..self.clone() }
    }

    /// The same repository with another tag, without a digest.
    #[must_use]
    pub fn with_tag(&self, tag: &str) -> Self {
        Self { tag: Some(tag.to_owned()), digest: None, ..self.clone() }
    }
}

/// The short form that Docker prints: `alpine:3.22`.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let official = self.path.strip_prefix("library/").filter(|rest| !rest.contains('/'));
        match (self.host == HUB, official) {
            (true, Some(name)) => f.write_str(name)?,
            (true, None) => f.write_str(&self.path)?,
            (false, _) => write!(f, "{}/{}", self.host, self.path)?,
        }
        self.tag.iter().try_for_each(|tag| write!(f, ":{tag}"))?;
        self.digest.iter().try_for_each(|digest| write!(f, "@{digest}"))
    }
}

impl std::str::FromStr for Reference {
    type Err = ReferenceError;

    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        Self::parse(text)
    }
}

fn refuse_at_sight(text: &str) -> Result<(), ReferenceError> {
    if text.is_empty() {
        return Err(ReferenceError::Empty);
    }
    if let Some(scheme) =
        ["https://", "http://"].into_iter().find(|&scheme| text.starts_with(scheme))
    {
        return Err(ReferenceError::Url(text.to_owned(), scheme));
    }
    if text.len() == 64 && text.bytes().all(is_lower_hex) {
        return Err(ReferenceError::Identifier(text.to_owned()));
    }
    Ok(())
}

/// A colon behind the last slash begins the tag; one before it belongs to a port.
fn split_tag(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') && !tag.ends_with(']') => (name, Some(tag)),
        _ => (text, None),
    }
}

/// The first part is a host if it has a dot, a colon or an upper-case letter, or is `localhost`.
fn split_host(name: &str) -> (&str, &str) {
    match name.split_once('/') {
        Some(("index.docker.io", path)) => (HUB, path),
        Some((host, path)) if looks_like_host(host) => (host, path),
        _ => (HUB, name),
    }
}

fn looks_like_host(part: &str) -> bool {
    part == "localhost" || part.contains(['.', ':']) || part.bytes().any(|b| b.is_ascii_uppercase())
}

fn check_host(host: &str) -> Result<(), ReferenceError> {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let good_port =
        port.is_none_or(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()));
    let good_name = match name.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(is_ipv6),
        None => name.split('.').all(is_host_label),
    };
    if good_name && good_port { Ok(()) } else { Err(ReferenceError::Host(host.to_owned())) }
}

fn is_ipv6(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b':')
}

fn is_host_label(label: &str) -> bool {
    let inside = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    inside && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
}

fn check_path(path: &str) -> Result<(), ReferenceError> {
    if path.bytes().any(|b| b.is_ascii_uppercase()) {
        return Err(ReferenceError::Upper(path.to_ascii_lowercase()));
    }
    if let Some(part) = path.split('/').find(|part| !is_path_part(part)) {
        return Err(ReferenceError::Part(part.to_owned()));
    }
    if path.len() > MAX_NAME { Err(ReferenceError::Long(path.len())) } else { Ok(()) }
}

/// Runs of letters and digits with one separator (`.`, `_`, `__`, any number of `-`) between them.
fn is_path_part(part: &str) -> bool {
    let letter = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let good = |run: &[u8]| {
        run.first().is_some_and(letter)
            || matches!(run, b"." | b"_" | b"__")
            || run.iter().all(|b| *b == b'-')
    };
    let bytes = part.as_bytes();
    let ends = [bytes.first(), bytes.last()];
    ends.into_iter().all(|end| end.is_some_and(letter))
        && bytes.chunk_by(|a, b| letter(a) == letter(b)).all(good)
}

/// True for what can be a tag.
pub(crate) fn is_tag(tag: &str) -> bool {
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    tag.bytes().all(|b| word(b) || b == b'.' || b == b'-')
        && tag.bytes().next().is_some_and(word)
        && tag.len() <= MAX_TAG
}

fn checked_tag(tag: &str) -> Result<String, ReferenceError> {
    if is_tag(tag) { Ok(tag.to_owned()) } else { Err(ReferenceError::Tag(tag.to_owned())) }
}

fn checked_digest(digest: &str) -> Result<String, ReferenceError> {
    if is_digest(digest) {
        Ok(digest.to_owned())
    } else {
        Err(ReferenceError::Digest(digest.to_owned()))
    }
}

/// `algorithm:hex`, with the length that the known algorithms have.
pub(crate) fn is_digest(text: &str) -> bool {
    let Some((algorithm, hex)) = text.split_once(':') else { return false };
    let length = match algorithm {
        "sha256" => hex.len() == 64,
        "sha384" => hex.len() == 96,
        "sha512" => hex.len() == 128,
        _ => false,
    };
    length && hex.bytes().all(is_lower_hex)
}

fn is_lower_hex(b: u8) -> bool {
    matches!(b, b'0'..=b'9' | b'a'..=b'f')
}
