//! Which platforms an image has, as far as the enabled sources know.
//!
//! Not the network: every source here is data at hand, and what none of them knows is `Unknown`,
//! which never makes a finding. One `Resolver` serves a whole run and answers each reference once,
//! because a thousand files name the same few images.

pub mod architecture;
pub mod file;
pub mod layout;
pub mod manifest;
pub mod reference;
pub mod snapshot;

use crate::platform::Platform;
use file::ImageFile;
use layout::Layout;
use reference::Reference;
use snapshot::Snapshot;
use std::{
    collections::HashMap,
    fmt,
    path::Path,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

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
    /// The embedded list of public images.
    Snapshot(&'static Snapshot),
}

impl Backend {
    /// `None` when the next source should be asked.
    fn find(&self, reference: &Reference) -> Option<Resolution> {
        match self {
            Self::File(file) => file.find(reference).cloned().map(Resolution::Found),
            Self::Layout(layout) => layout.find(reference).map(|image| match image {
                Ok(image) => Resolution::Found(image),
                Err(error) => Resolution::Unknown(Reason::Unreadable(error.to_string())),
            }),
            Self::Snapshot(snapshot) => Some(snapshot.find(reference)),
        }
    }

    /// What the user gives goes before what is built in.
    fn order(&self) -> u8 {
        match self {
            Self::File(_) => 0,
            Self::Layout(_) => 1,
            Self::Snapshot(_) => 2,
        }
    }
}

type Slot = Arc<OnceLock<Arc<Resolution>>>;

/// Answers references; share it by reference between threads.
#[derive(Debug)]
pub struct Resolver {
    backends: Vec<Backend>,
    answers: RwLock<HashMap<Reference, Slot>>,
}

impl Resolver {
    /// A resolver that asks files first, then layouts, then the snapshot; equals in the given order.
    #[must_use]
    pub fn new(mut backends: Vec<Backend>) -> Self {
        backends.sort_by_key(Backend::order);
        Self { backends, answers: RwLock::default() }
    }

    /// A resolver that knows the embedded snapshot only.
    #[must_use]
    pub fn offline() -> Self {
        Self::new(vec![Backend::Snapshot(Snapshot::embedded())])
    }

    /// What is known of a reference. Each is looked up once, also when many threads ask together.
    pub fn resolve(&self, reference: &Reference) -> Arc<Resolution> {
        let slot = self.slot(reference);
        Arc::clone(slot.get_or_init(|| Arc::new(self.look_up(reference))))
    }

    fn slot(&self, reference: &Reference) -> Slot {
        let known = self.answers.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = known.get(reference) {
            return Arc::clone(slot);
        }
        drop(known);
        let mut answers = self.answers.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(answers.entry(reference.clone()).or_default())
    }

    fn look_up(&self, reference: &Reference) -> Resolution {
        let mut answers = self.backends.iter().filter_map(|backend| backend.find(reference));
        answers.next().unwrap_or(Resolution::Unknown(Reason::NoSource))
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
        Ok(match name.strip_prefix("oci:") {
            Some(layout) => Self::Layout(layout::open(&folder.join(layout))?),
            None => Self::File(file::read(&folder.join(name))?),
        })
    }
}

impl Resolver {
    /// stub
    pub fn nearest(&self, _: &Reference, _: &[Platform]) -> Option<Reference> {
        None
    }
}
