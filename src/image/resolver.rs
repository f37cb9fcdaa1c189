//! Answers of all sources, each worked out once.
//!
//! Not a source: the first that knows an image answers for it.

use super::{
    Backend, Image, Reason, Resolution, Source,
    memo::Memo,
    nearest,
    reference::Reference,
    registry::{Registry, Stale},
    snapshot::Snapshot,
};
use crate::{platform::Platform, suggest};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
};

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
    instead: Mutex<BTreeMap<(String, String), usize>>,
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
        self.answers.get(reference, || Arc::new(self.look_up(reference, Backend::find)))
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
            let tag = nearest::best(wanted.effective_tag()?, tags.iter().map(String::as_str));
            match tag {
                Some(tag) => Some(wanted.with_tag(tag)),
                None => self.nearest_in_registry(wanted, required),
            }
        })
    }

    /// The registry tells the tags; what the nearest few are for has to be asked.
    fn nearest_in_registry(&self, wanted: &Reference, required: &[Platform]) -> Option<Reference> {
        let mut tags = self.registries().find_map(|it| it.known_tags(wanted))?;
        for _ in 0..MOST_TRIED {
            let best = nearest::best(wanted.effective_tag()?, tags.iter().map(String::as_str))?;
            let candidate = wanted.with_tag(best);
            if self.serves(&candidate, required) {
                return Some(candidate);
            }
            tags.retain(|it| Some(&**it) != candidate.tag.as_deref());
        }
        None
    }

    /// A name or tag that is written nearly so, for an image that does not exist.
    #[must_use]
    pub fn nearly(&self, wanted: &Reference) -> Option<Reference> {
        let tags = self.registries().find_map(|it| it.known_tags(wanted));
        if let Some(tags) = tags.filter(|it| !it.is_empty()) {
            let tag = suggest::nearest(wanted.effective_tag()?, tags.iter().map(String::as_str))?;
            return Some(wanted.with_tag(tag)).filter(|it| it.tag != wanted.tag);
        }
        let known = self.backends.iter().filter_map(|it| match it {
            Backend::Snapshot(snapshot) => Some(snapshot),
            Backend::File(_) | Backend::Layout(_) | Backend::Lock(_) | Backend::Registry(_) => None,
        });
        let host = format!("{}/", wanted.host);
        let own = known.flat_map(|it| it.repositories()).filter_map(|it| it.strip_prefix(&host));
        let path = suggest::nearest(&wanted.path, own)?.to_owned();
        Some(Reference { path, digest: None, ..wanted.clone() })
    }

    /// For a tag with a digest: the index that the tag names now, and whether it contains that digest.
    #[must_use]
    pub fn holder(&self, pinned: &Reference) -> Option<(Reference, bool)> {
        self.registries().find_map(|it| it.holder(pinned))
    }

    fn registries(&self) -> impl Iterator<Item = &Registry> {
        self.backends.iter().filter_map(|it| match it {
            Backend::Registry(registry) => Some(&**registry),
            Backend::File(_) | Backend::Layout(_) | Backend::Lock(_) | Backend::Snapshot(_) => None,
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
        reference.arch_specific()?.general.into_iter().find(|it| self.serves(it, required))
    }

    /// An image is known to have all required platforms.
    fn serves(&self, reference: &Reference, required: &[Platform]) -> bool {
        let found =
            self.answers.get(reference, || Arc::new(self.look_up(reference, Backend::hint)));
        match found.as_ref() {
            Resolution::Found(image) => nearest::serves(&image.platforms, required),
            Resolution::Missing(_) | Resolution::Unknown(_) => false,
        }
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
        let before: Vec<&Backend> =
            self.backends.iter().take_while(|it| !is_registry(it)).collect();
        let Some(registry) = self.registries().next() else { return };
        let is_known = |it: &Reference| before.iter().any(|backend| backend.find(it).is_some());
        let wanted: BTreeSet<Reference> =
            references.into_iter().filter(|it| !is_known(it)).collect();
        registry.find_all(&wanted);
    }

    /// Why registries gave no answer, the day of the snapshot that answered instead, and for how many images.
    #[must_use]
    pub fn instead(&self) -> Vec<(String, String, usize)> {
        let all = self.instead.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().map(|((why, date), count)| (why.clone(), date.clone(), *count)).collect()
    }

    /// Why answers of registries had to do that are older than they should be.
    #[must_use]
    pub fn stale(&self) -> Vec<Stale> {
        self.registries().flat_map(Registry::stale).collect()
    }

    /// What else a person should know of registries, as sentences.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        self.registries().flat_map(Registry::notes).collect()
    }

    /// The images of lock files that nobody asked for.
    #[must_use]
    pub fn idle(&self) -> Vec<String> {
        let asked: BTreeSet<String> =
            self.answers.keys().iter().map(Reference::canonical).collect();
        let locks = self.backends.iter().filter_map(|it| match it {
            Backend::Lock(lock) => Some(lock),
            Backend::File(_) | Backend::Layout(_) | Backend::Registry(_) | Backend::Snapshot(_) => {
                None
            }
        });
        let names = locks.flat_map(|it| it.images.keys());
        names.filter(|it| !asked.contains(*it)).cloned().collect()
    }

    /// What registries say is left of their limits, by their name.
    #[must_use]
    pub fn limits(&self) -> BTreeMap<String, u64> {
        self.registries().flat_map(Registry::limits).collect()
    }

    /// Where a registry gave no answer, the snapshot may know; if not, the registry says why.
    fn look_up(
        &self,
        reference: &Reference,
        find: impl Fn(&Backend, &Reference) -> Option<Resolution>,
    ) -> Resolution {
        let mut reason = None;
        for backend in &self.backends {
            let is_strict = matches!(backend, Backend::Registry(it) if it.is_demanding());
            match find(backend, reference) {
                Some(why @ Resolution::Unknown(Reason::Registry(_))) if is_strict => return why,
                Some(Resolution::Unknown(why @ Reason::Registry(_))) => reason = Some(why),
                Some(Resolution::Unknown(_)) if reason.is_some() => {}
                Some(answer) => {
                    if let (Some(why), Some(date)) = (reason, date(&answer)) {
                        let key = (why.to_string(), date.to_owned());
                        let mut all = self.instead.lock().unwrap_or_else(PoisonError::into_inner);
                        *all.entry(key).or_default() += 1;
                    }
                    return answer;
                }
                None => {}
            }
        }
        Resolution::Unknown(reason.unwrap_or(Reason::NoSource))
    }
}

/// So many tags are tried before none is offered: each is a request.
const MOST_TRIED: usize = 3;

/// The day of the snapshot that an answer is from.
fn date(answer: &Resolution) -> Option<&str> {
    match answer {
        Resolution::Found(Image { source: Source::Snapshot { date, .. }, .. })
        | Resolution::Missing(
            Reason::NotInSnapshot { date }
            | Reason::TagNotInSnapshot { date, .. }
            | Reason::NotBuilt { date, .. },
        ) => Some(date),
        Resolution::Found(_) | Resolution::Missing(_) | Resolution::Unknown(_) => None,
    }
}
