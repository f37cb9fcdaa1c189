//! Platforms: the type, how one is written and read.
//!
//! Not the host: nothing here asks which machine it runs on, so that a check gives the same answer
//! everywhere. Where containerd fills a missing half from the host, `linux` and `amd64` stand in.
//! A `Platform` is normalised when it is made (`x86_64` is `amd64`, `arm` is `arm/v7`, `arm64/v8` is
//! `arm64`), because every comparison then is plain equality.

mod compare;
mod name;

pub use compare::{Verdict, matches, select};
pub(crate) use name::spelling;
pub use name::{Part, UnknownPart};

use std::{borrow::Cow, fmt};

/// A platform, always normalised. The names that all use are not copied.
#[derive(Clone, Debug, Default, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::derived_hash_with_manual_eq, reason = "the same fields are compared")]
pub struct Platform {
    /// `linux`, `windows`, …
    pub os: Cow<'static, str>,
    /// `amd64`, `arm64`, `arm`, …
    pub architecture: Cow<'static, str>,
    /// `v7` and the like; empty when there is none.
    pub variant: Cow<'static, str>,
    /// The Windows build, as `10.0.17763`; empty when not given.
    pub os_version: String,
    /// Sorted, without duplicates.
    pub os_features: Vec<String>,
}

/// Why a text is not a platform. The message says what to write.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlatformError {
    /// There is no text.
    #[error("the platform is empty; write `os/architecture`, such as `linux/amd64`")]
    Empty,
    /// It has a `*`.
    #[error("`{0}` has a wildcard; write every platform out, such as `linux/amd64,linux/arm64`")]
    Wildcard(String),
    /// It has more than three parts.
    #[error(
        "`{0}` has more than three parts; write `os/architecture/variant`, such as `linux/arm/v7`"
    )]
    TooManyParts(String),
    /// The part before the first slash cannot be read.
    #[error(
        "`{part}` in `{text}` is not an operating system; \
         write `linux`, or with a build `windows(10.0.20348)`"
    )]
    Os {
        /// The whole text.
        text: String,
        /// The part.
        part: String,
    },
    /// A later part is empty or has a character that cannot be in one.
    #[error(
        "`{part}` in `{text}` is not an architecture or variant; \
         use letters, digits, `_`, `.` and `-`, as in `linux/arm/v7`"
    )]
    Component {
        /// The whole text.
        text: String,
        /// The part.
        part: String,
    },
    /// One word that is neither a known operating system nor a known architecture.
    #[error(
        "`{text}` is neither an operating system nor an architecture; {}",
        name::advice(suggestions)
    )]
    Unknown {
        /// The word.
        text: String,
        /// What may have been meant.
        suggestions: Vec<Platform>,
    },
    /// It can be read, and a part of it is a name that nobody uses.
    #[error("`{text}`: {unknown}")]
    Unusual {
        /// The whole text.
        text: String,
        /// The part.
        unknown: UnknownPart,
    },
}

impl Platform {
    /// The normalised platform of an operating system and an architecture; no operating system
    /// means `linux`.
    #[must_use]
    pub fn new(os: &str, architecture: &str) -> Self {
        Self::with_variant(os, architecture, "")
    }

    /// As `new`, with a variant.
    #[must_use]
    pub fn with_variant(os: &str, architecture: &str, variant: &str) -> Self {
        let (architecture, variant) = normal_architecture(architecture, variant);
        Self { os: normal_os(os), architecture, variant, ..Self::default() }
    }

    /// The same with an `os.version` and `os.features`.
    #[must_use]
    pub fn with_os_details(mut self, version: &str, features: &[String]) -> Self {
        version.clone_into(&mut self.os_version);
        self.os_features = features.iter().filter(|text| !text.is_empty()).cloned().collect();
        self.os_features.sort_unstable();
        self.os_features.dedup();
        self
    }

    /// Reads what containerd and Docker read: `os[(version[+feature]*)][/architecture[/variant]]`,
    /// or an architecture alone. Unknown names pass in the long forms; see [`Self::unknown_part`].
    ///
    /// # Errors
    /// When the text cannot name a platform.
    pub fn parse(text: &str) -> Result<Self, PlatformError> {
        if text.is_empty() {
            return Err(PlatformError::Empty);
        }
        if text.contains('*') {
            return Err(PlatformError::Wildcard(text.to_owned()));
        }
        let mut parts = text.split('/');
        let os_text = parts.next().unwrap_or_default();
        let os = read_os(os_text)
            .ok_or_else(|| PlatformError::Os { text: text.to_owned(), part: os_text.to_owned() })?;
        let (architecture, variant) = (parts.next(), parts.next());
        for part in [architecture, variant].into_iter().flatten() {
            if !is_component(part) {
                return Err(PlatformError::Component {
                    text: text.to_owned(),
                    part: part.to_owned(),
                });
            }
        }
        match (architecture, parts.next()) {
            (_, Some(_)) => Err(PlatformError::TooManyParts(text.to_owned())),
            (None, None) => lone(text, &os),
            (Some(architecture), None) => {
                Ok(os.platform(os.name, architecture, variant.unwrap_or_default()))
            }
        }
    }

    /// Reads the spelling of the image snapshot, `windows/amd64@10.0.17763`.
    ///
    /// # Errors
    /// When the text before the `@` is not a platform.
    pub fn parse_snapshot(text: &str) -> Result<Self, PlatformError> {
        let (platform, version) = text.split_once('@').unwrap_or((text, ""));
        Ok(Self::parse(platform)?.with_os_details(version, &[]))
    }

    /// The part that no registry uses, if there is one: containerd takes `linux/x86` and matches
    /// nothing with it.
    #[must_use]
    pub fn unknown_part(&self) -> Option<UnknownPart> {
        name::unknown_part(self)
    }

    /// As `parse`, for platforms that a person asks for: a name that nobody uses is a mistake.
    ///
    /// # Errors
    /// When the text cannot name a platform, or has an unknown name in it.
    pub fn parse_known(text: &str) -> Result<Self, PlatformError> {
        let platform = Self::parse(text)?;
        match platform.unknown_part() {
            None => Ok(platform),
            Some(unknown) => Err(PlatformError::Unusual { text: text.to_owned(), unknown }),
        }
    }

    /// True when operating system and architecture are the same, whatever the variant and build.
    #[must_use]
    pub fn same_family(&self, other: &Self) -> bool {
        same(&self.architecture, &other.architecture) && same(&self.os, &other.os)
    }

    /// True when nothing that both say differs.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        let fits = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
        self.same_family(other)
            && fits(&self.variant, &other.variant)
            && fits(&self.os_version, &other.os_version)
    }
}

/// By hand, because rules compare platforms all the time: most have one text for a name, or differ early in it.
impl PartialEq for Platform {
    fn eq(&self, other: &Self) -> bool {
        same(&self.architecture, &other.architecture)
            && same(&self.os, &other.os)
            && same(&self.variant, &other.variant)
            && self.os_version == other.os_version
            && self.os_features == other.os_features
    }
}

fn same(one: &str, other: &str) -> bool {
    std::ptr::eq(one, other) || one.len() == other.len() && one.bytes().eq(other.bytes())
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.os)?;
        if !(self.os_version.is_empty() && self.os_features.is_empty()) {
            write!(f, "({}", encode(&self.os_version))?;
            self.os_features.iter().try_for_each(|feature| write!(f, "+{}", encode(feature)))?;
            f.write_str(")")?;
        }
        for part in [&self.architecture, &self.variant].into_iter().filter(|it| !it.is_empty()) {
            f.write_str("/")?;
            f.write_str(part)?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Platform {
    type Err = PlatformError;

    fn from_str(text: &str) -> Result<Self, PlatformError> {
        Self::parse(text)
    }
}

/// The first part of a platform text.
struct Os<'a> {
    name: &'a str,
    version: String,
    features: Vec<String>,
}

impl Os<'_> {
    fn platform(&self, os: &str, architecture: &str, variant: &str) -> Platform {
        let platform = Platform::with_variant(os, architecture, variant);
        platform.with_os_details(&self.version, &self.features)
    }
}

/// `name` or `name(version+feature+feature)`.
fn read_os(part: &str) -> Option<Os<'_>> {
    let (name, options) = match part.split_once('(') {
        Some((name, rest)) => (name, rest.strip_suffix(')')?),
        None => (part, ""),
    };
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b)) {
        return None;
    }
    let mut options = options.split('+');
    let version = decode(options.next().unwrap_or_default())?;
    let features = options.map(|text| decode(text).filter(|_| !text.is_empty()));
    Some(Os { name, version, features: features.collect::<Option<_>>()? })
}

/// A text of one word: a known operating system, or a known architecture.
fn lone(text: &str, os: &Os<'_>) -> Result<Platform, PlatformError> {
    let by_os = os.platform(os.name, "amd64", "");
    if name::is_os(&by_os.os) {
        return Ok(by_os);
    }
    let by_architecture = Platform::new("", text);
    if name::is_architecture(&by_architecture.architecture) {
        return Ok(by_architecture);
    }
    Err(PlatformError::Unknown { text: text.to_owned(), suggestions: name::suggest_lone(text) })
}

fn is_component(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b))
}

fn normal_os(os: &str) -> Cow<'static, str> {
    match name::lower(os) {
        os if os.is_empty() => "linux".into(),
        os if os == "macos" => "darwin".into(),
        os => os,
    }
}

fn normal_architecture(
    architecture: &str,
    variant: &str,
) -> (Cow<'static, str>, Cow<'static, str>) {
    let (architecture, variant) = (name::lower(architecture), name::lower(variant));
    let (known, known_variant) = match (&*architecture, &*variant) {
        ("i386", _) => ("386", ""),
        ("x86_64" | "x86-64" | "amd64", "v1") => ("amd64", ""),
        ("x86_64" | "x86-64", _) => return ("amd64".into(), variant),
        ("aarch64" | "arm64", "8" | "v8" | "v8.0") => ("arm64", ""),
        ("aarch64" | "arm64", "9" | "9.0" | "v9.0") => ("arm64", "v9"),
        ("aarch64", _) => return ("arm64".into(), variant),
        ("armhf", _) | ("arm", "" | "7") => ("arm", "v7"),
        ("arm", "5") => ("arm", "v5"),
        ("armel", _) | ("arm", "6") => ("arm", "v6"),
        ("arm", "8") => ("arm", "v8"),
        _ => return (architecture, variant),
    };
    (known.into(), known_variant.into())
}

/// Undoes `%2B` and the like; `None` when the text is malformed or has a foreign character.
fn decode(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let code = piece.get(..2).filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        bytes.extend_from_slice(piece.as_bytes().get(2..)?);
    }
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"_.-%".contains(&b);
    if text.bytes().all(plain) { String::from_utf8(bytes).ok() } else { None }
}

/// Escapes the characters that the written form uses itself.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '+' => out.push_str("%2B"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '/' => out.push_str("%2F"),
            c => out.push(c),
        }
    }
    out
}
