//! Which platforms an image has, as far as the enabled sources know.
//!
//! Not the network: every source here is data at hand, and what none of them knows is `Unknown`,
//! which never makes a finding. One `Resolver` serves a whole run and answers each reference once,
//! because a thousand files name the same few images.

pub mod architecture;
pub mod cache;
pub mod credentials;
pub mod file;
pub mod layout;
pub mod manifest;
mod memo;
mod nearest;
pub mod reference;
pub mod registry;
pub mod snapshot;

use crate::platform::Platform;
use file::ImageFile;
use layout::Layout;
use memo::Memo;
use reference::Reference;
use registry::Registry;
use snapshot::Snapshot;
use std::{collections::BTreeSet, fmt, path::Path, sync::Arc};

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
    /// The registry gave no answer.
    Registry(registry::Fault),
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
            Self::Registry(fault) => fault.fmt(f),
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
    /// All registries, over the network.
    Registry(Box<Registry>),
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
            Self::Registry(registry) => registry.find(reference),
            Self::Snapshot(snapshot) => Some(snapshot.find(reference)),
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
            Self::Layout(_) | Self::Registry(_) => Vec::new(),
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
            Self::Layout(_) | Self::Registry(_) => None,
            Self::Snapshot(snapshot) => snapshot.windows_only(reference),
        }
    }

    /// What the user gives goes before what is built in.
    fn order(&self) -> u8 {
        match self {
            Self::File(_) => 0,
            Self::Layout(_) => 1,
            Self::Registry(_) => 2,
            Self::Snapshot(_) => 3,
        }
    }
}

/// Answers references; share it by reference between threads.
#[derive(Debug, Default)]
pub struct Resolver {
    backends: Vec<Backend>,
    answers: Memo<Reference, Arc<Resolution>>,
    nearest: Memo<(Reference, Vec<Platform>), Option<Reference>>,
    past: Memo<(Reference, Vec<Platform>), Option<Reference>>,
    /// Tags by repository: many references share one.
    serving: Memo<(String, Vec<Platform>), Arc<[String]>>,
    windows: Memo<String, bool>,
}

impl Resolver {
    /// A resolver that asks files first, then layouts, then the snapshot; equals in the given order.
    #[must_use]
    pub fn new(mut backends: Vec<Backend>) -> Self {
        backends.sort_by_key(Backend::order);
        Self { backends, ..Self::default() }
    }

    /// A resolver that knows the embedded snapshot only.
    #[must_use]
    pub fn offline() -> Self {
        Self::new(vec![Backend::Snapshot(Snapshot::embedded())])
    }

    /// What is known of a reference. Each is looked up once, also when many threads ask together.
    pub fn resolve(&self, reference: &Reference) -> Arc<Resolution> {
        self.answers.get(reference, || Arc::new(self.look_up(reference)))
    }

    /// The nearest tag of the same repository that is still listed and has all required platforms:
    /// of the same make (`-slim`, `-alpine`), the next higher version first, never a pre-release
    /// unless the wanted tag is one.
    pub fn nearest(&self, wanted: &Reference, required: &[Platform]) -> Option<Reference> {
        let key = (wanted.clone(), required.to_vec());
        self.nearest.get(&key, || {
            let tags = self.serving.get(&(wanted.repository(), required.to_vec()), || {
                self.tags(wanted, required, None).collect()
            });
            let tag = nearest::best(wanted.effective_tag()?, tags.iter().map(String::as_str))?;
            Some(wanted.with_tag(tag))
        })
    }

    /// A tag of the same version that has all required platforms and is no longer listed, where `nearest` is of another.
    #[must_use]
    pub fn nearest_past(&self, wanted: &Reference, required: &[Platform]) -> Option<Reference> {
        let nearest = self.nearest(wanted, required)?;
        let version = nearest::version(wanted.effective_tag()?)?;
        if nearest::version(nearest.effective_tag()?) == Some(version) {
            return None;
        }
        self.past.get(&(wanted.clone(), required.to_vec()), || {
            let tag = wanted.effective_tag()?;
            // A repository has thousands of such tags, and few begin so.
            let is_near =
                |it: &String| it.starts_with(version) && nearest::version(it) == Some(version);
            let past: Vec<String> =
                self.tags(wanted, required, Some(version)).filter(is_near).collect();
            Some(wanted.with_tag(nearest::best(tag, past.iter().map(String::as_str))?))
        })
    }

    fn tags<'a>(
        &'a self,
        wanted: &'a Reference,
        required: &'a [Platform],
        past: Option<&'a str>,
    ) -> impl Iterator<Item = String> + 'a {
        self.backends.iter().flat_map(move |backend| backend.tags(wanted, required, past))
    }

    /// The reference without its architecture, if that is known to have all required platforms.
    pub fn sibling(&self, reference: &Reference, required: &[Platform]) -> Option<Reference> {
        let serves = |general: &Reference| match self.resolve(general).as_ref() {
            Resolution::Found(image) => nearest::serves(&image.platforms, required),
            Resolution::Missing(_) | Resolution::Unknown(_) => false,
        };
        reference.arch_specific()?.general.into_iter().find(serves)
    }

    /// True when the repository is known and every known tag of it is for Windows alone.
    pub fn windows_only(&self, reference: &Reference) -> bool {
        self.windows.get(&reference.repository(), || {
            let known = self.backends.iter().filter_map(|backend| backend.windows_only(reference));
            known.reduce(|all, one| all && one).unwrap_or_default()
        })
    }

    /// The one Windows build of an image, from the first source that names any: a list of the user need not.
    #[must_use]
    pub fn windows_build(&self, reference: &Reference) -> Option<String> {
        let mut answers =
            self.backends.iter().filter_map(|backend| match backend.find(reference) {
                Some(Resolution::Found(image)) => image.windows_build(),
                Some(Resolution::Missing(_) | Resolution::Unknown(_)) | None => None,
            });
        answers.next()
    }

    /// Asks registries for all of these at once, as far as no source before them knows.
    pub fn prefetch(&self, references: impl IntoIterator<Item = Reference>) {
        let is_registry = |it: &Backend| matches!(it, Backend::Registry(_));
        let mut backends = self.backends.iter();
        let before: Vec<&Backend> = backends.by_ref().take_while(|it| !is_registry(it)).collect();
        let mut registries = self.backends.iter().filter(|it| is_registry(it));
        let Some(Backend::Registry(registry)) = registries.next() else { return };
        let is_known = |it: &Reference| before.iter().any(|backend| backend.find(it).is_some());
        let wanted: BTreeSet<Reference> =
            references.into_iter().filter(|it| !is_known(it)).collect();
        registry.find_all(&wanted);
    }

    /// Where a registry gave no answer, the snapshot may know; if not, the registry says why.
    fn look_up(&self, reference: &Reference) -> Resolution {
        let mut reason = None;
        for backend in &self.backends {
            match backend.find(reference) {
                Some(Resolution::Unknown(why)) if matches!(backend, Backend::Registry(_)) => {
                    reason = Some(why);
                }
                Some(Resolution::Unknown(_)) if reason.is_some() => {}
                Some(answer) => return answer,
                None => {}
            }
        }
        Resolution::Unknown(reason.unwrap_or(Reason::NoSource))
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
