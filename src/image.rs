//! Which platforms an image has, as far as the enabled sources know.
//!
//! Not the network: every source here is data at hand, and what none of them knows is `Unknown`,
//! which never makes a finding. One `Resolver` serves a whole run and answers each reference once,
//! because a thousand files name the same few images.

pub mod access;
pub mod architecture;
pub mod archive;
pub mod cache;
pub mod certificates;
pub mod credentials;
pub mod file;
mod home;
pub mod layout;
pub mod lock;
pub mod manifest;
mod memo;
mod nearest;
pub mod reference;
pub mod registry;
mod resolver;
pub mod snapshot;

pub use resolver::Resolver;

use crate::platform::Platform;
use file::ImageFile;
use layout::Layout;
use lock::Lock;
use reference::Reference;
use registry::Registry;
use snapshot::Snapshot;
use std::{fmt, path::Path};

/// What a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An image index (or a Docker manifest list), perhaps of one platform.
    Index,
    /// One image manifest.
    Manifest,
    /// Not recorded.
    Unknown,
}

/// An image and where the knowledge of it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// What the reference names.
    pub kind: Kind,
    /// What it can run on, in the order of the index.
    pub platforms: Vec<Platform>,
    /// Who says so.
    pub source: Source,
    /// What is wrong with it, though it can be used.
    pub flaws: Vec<Flaw>,
}

/// What is wrong with an image's documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// An entry of the index names half a platform.
    Malformed {
        /// Its digest, where it has one.
        digest: String,
    },
    /// An entry says another platform than the image that it names.
    Mismatch(Box<Mismatch>),
}

/// An entry of an index that says another platform than its image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Its digest.
    pub digest: String,
    /// The platform of the entry.
    pub said: Platform,
    /// That of the image's configuration.
    pub is: Platform,
}

impl Image {
    /// The build of Windows that all of its platforms for Windows have, where it is named.
    #[must_use]
    pub fn windows_build(&self) -> Option<String> {
        let mut windows = self.platforms.iter().filter(|platform| platform.os == "windows");
        let build = &windows.next()?.os_version;
        let one = !build.is_empty() && windows.all(|platform| platform.os_version == *build);
        one.then(|| build.clone())
    }

    /// Names no build for any of its platforms for Windows.
    #[must_use]
    pub fn hides_windows_build(&self) -> bool {
        let mut windows = self.platforms.iter().filter(|platform| platform.os == "windows");
        windows.next().is_some_and(|it| it.os_version.is_empty())
            && windows.all(|platform| platform.os_version.is_empty())
    }
}

/// Where the knowledge of an image comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The embedded list of public images.
    Snapshot {
        /// The day it was made, as `2026-08-21`.
        date: String,
        /// The month the tag left its maintainers' list, as `2025-01`; it may still be pullable.
        until: Option<String>,
        /// For a mirror, the canonical reference it stands for.
        via: Option<String>,
        /// True when it was written down by hand, not read from the maintainers' repository.
        knowledge: bool,
    },
    /// A file of images given by the user.
    File {
        /// Its path.
        path: String,
    },
    /// An OCI image layout.
    Layout {
        /// Its path.
        path: String,
    },
    /// The lock file of the project.
    Lock {
        /// Its path.
        path: String,
        /// The digest of the index or manifest.
        digest: String,
    },
    /// The registry itself.
    Registry {
        /// Its host.
        host: String,
        /// The digest of the index or manifest.
        digest: String,
    },
}

/// What is known of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The image.
    Found(Image),
    /// There is no such image.
    Missing(Reason),
    /// Nobody knows.
    Unknown(Reason),
}

/// Why there is no image; displays as a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The name is no image reference.
    NotAReference,
    /// The snapshot has no such repository.
    NotInSnapshot {
        /// The day of the snapshot.
        date: String,
    },
    /// The snapshot has the repository without the tag.
    TagNotInSnapshot {
        /// The tag.
        tag: String,
        /// The day of the snapshot.
        date: String,
    },
    /// A per-architecture repository, whose general image has no such platform.
    NotBuilt {
        /// The general reference.
        general: String,
        /// The platform.
        platform: Platform,
        /// The day of the snapshot.
        date: String,
    },
    /// It has a digest, which only files and layouts know.
    DigestPin,
    /// No source is enabled.
    NoSource,
    /// A source could not be read; a clause.
    Unreadable(String),
    /// The registry has no such image.
    NotInRegistry {
        /// Its host.
        host: String,
    },
    /// It is in the format before 2017.
    Schema1,
    /// The registry gave no answer.
    Registry(registry::Fault),
    /// The lock file, which alone is asked, does not have it.
    NotLocked {
        /// Its path.
        path: String,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAReference => f.write_str("not an image reference"),
            Self::NotInSnapshot { date } => write!(f, "not in the snapshot of {date}"),
            Self::TagNotInSnapshot { tag, date } => {
                write!(f, "its tag `{tag}` is not in the snapshot of {date}")
            }
            Self::NotBuilt { general, platform, date } => {
                write!(f, "`{general}` is not built for {platform} in the snapshot of {date}")
            }
            Self::DigestPin => f.write_str("a digest pin; the snapshot holds tags only"),
            Self::NoSource => f.write_str("no source of images is enabled"),
            Self::Unreadable(clause) => f.write_str(clause),
            Self::NotInRegistry { host } => write!(f, "`{host}` does not have it"),
            Self::Schema1 => manifest::ManifestError::Schema1.fmt(f),
            Self::Registry(fault) => fault.fmt(f),
            Self::NotLocked { path } => write!(f, "not in {path}"),
        }
    }
}

/// A source of images.
#[derive(Debug)]
pub enum Backend {
    /// A file given by the user.
    File(ImageFile),
    /// An OCI image layout.
    Layout(Layout),
    /// The lock file of a project; where it is asked, nobody behind it is.
    Lock(Lock),
    /// All registries, over the network.
    Registry(Box<Registry>),
    /// The embedded list of public images.
    Snapshot(&'static Snapshot),
}

impl Backend {
    /// `None` when the next source should be asked.
    pub(crate) fn find(&self, reference: &Reference) -> Option<Resolution> {
        match self {
            Self::Lock(lock) => Some(lock.find(reference).map_or_else(
                || Resolution::Unknown(Reason::NotLocked { path: lock.path.clone() }),
                Resolution::Found,
            )),
            Self::File(file) => file.find(reference).cloned().map(Resolution::Found),
            Self::Layout(layout) => layout.find(reference).map(|image| match image {
                Ok(image) => Resolution::Found(image),
                Err(error) if error.is_schema1 => Resolution::Unknown(Reason::Schema1),
                Err(error) => Resolution::Unknown(Reason::Unreadable(error.to_string())),
            }),
            Self::Registry(registry) => registry.find(reference),
            Self::Snapshot(snapshot) => Some(snapshot.find(reference)),
        }
    }

    /// The same for an image that only helps to mend another one.
    pub(crate) fn hint(&self, reference: &Reference) -> Option<Resolution> {
        match self {
            Self::Registry(registry) => registry.hint(reference),
            Self::File(_) | Self::Layout(_) | Self::Lock(_) | Self::Snapshot(_) => {
                self.find(reference)
            }
        }
    }

    /// The tags of a repository that have all required platforms: those still listed, or those with this beginning that
    /// no longer are.
    fn tags(
        &self,
        reference: &Reference,
        required: &[Platform],
        past: Option<&str>,
    ) -> Vec<String> {
        match self {
            Self::File(_) if past.is_some() => Vec::new(),
            Self::File(file) => {
                let tags = file.tags(&reference.repository()).into_iter();
                let fit = tags.filter(|(_, platforms)| nearest::serves(platforms, required));
                fit.map(|(tag, _)| tag.to_owned()).collect()
            }
            Self::Layout(_) | Self::Lock(_) | Self::Registry(_) => Vec::new(),
            Self::Snapshot(snapshot) => {
                snapshot.serving(reference, past, |platforms| nearest::serves(platforms, required))
            }
        }
    }

    /// Whether all tags of a repository are for Windows alone; `None` when the repository is not known.
    fn windows_only(&self, reference: &Reference) -> Option<bool> {
        match self {
            Self::File(file) => {
                let mut tags = file.tags(&reference.repository()).into_iter().peekable();
                tags.peek()?;
                Some(tags.flat_map(|(_, platforms)| platforms).all(|it| it.os == "windows"))
            }
            Self::Layout(_) | Self::Lock(_) | Self::Registry(_) => None,
            Self::Snapshot(snapshot) => snapshot.windows_only(reference),
        }
    }

    /// What the user gives goes before what is built in.
    fn order(&self) -> u8 {
        match self {
            Self::File(_) => 0,
            Self::Layout(_) => 1,
            Self::Lock(_) => 2,
            Self::Registry(_) => 3,
            Self::Snapshot(_) => 4,
        }
    }
}

/// Why a source of images cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file.
    #[error(transparent)]
    File(#[from] file::FileError),
    /// The layout.
    #[error(transparent)]
    Layout(#[from] layout::LayoutError),
}

impl Backend {
    /// Opens what a user names: a JSON file, or an image layout as `oci:FOLDER`; relative to `folder`.
    ///
    /// # Errors
    /// When it cannot be read or is not in its format.
    pub fn open(name: &str, folder: &Path) -> Result<Self, OpenError> {
        if let Some(archive) = name.strip_prefix("oci-archive:") {
            return Ok(Self::Layout(layout::open_archive(&folder.join(archive))?));
        }
        Ok(match name.strip_prefix("oci:") {
            Some(layout) => Self::Layout(layout::open(&folder.join(layout))?),
            None => Self::File(file::read(&folder.join(name))?),
        })
    }
}
