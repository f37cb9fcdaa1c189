//! Registries: what they say of images, asked over the network.
//!
//! Not a puller: no layer is fetched. One request answers an index for all platforms; a single image takes one more,
//! for its configuration. Nothing outside of this room is asynchronous: callers wait.

mod address;
mod aside;
mod auth;
mod budget;
mod client;
mod connect;
mod fault;
mod host;
mod options;
mod question;
mod tags;
mod wire;

pub use fault::Fault;
pub use options::{Options, Watch};
pub use tags::MOST_TAGS;

use super::{
    Resolution,
    access::{Access, Place},
    cache::{self, Cache, Shelf},
    layout::has_digest,
    manifest::{self, Found},
    memo::Memo,
    reference::Reference,
};
use budget::Budget;
use client::Client;
use futures_util::future::join_all;
use question::Question;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::runtime::Runtime;
use wire::What;

/// All registries.
#[derive(Debug)]
pub struct Registry {
    runtime: Runtime,
    client: Option<Client>,
    cache: Option<Cache>,
    writes: tokio::sync::Mutex<()>,
    timeout: Duration,
    max_age: Duration,
    watch: Option<Arc<dyn Watch>>,
    access: Arc<Access>,
    deep: bool,
    strict: bool,
    /// Nobody may ask, and nothing was kept.
    is_mute: bool,
    answers: Memo<Reference, Option<Resolution>>,
    tags: Memo<Reference, Option<Vec<String>>>,
    /// Documents that were asked for; true for blobs.
    documents: Memo<(Reference, bool), Slot>,
    /// The time for what is asked only to help, by registry.
    hints: Memo<String, Arc<Budget>>,
    /// Why old answers had to do, and since when they are kept.
    stale: Mutex<BTreeMap<String, Vec<u64>>>,
}

/// What one asks for and all take.
type Slot = Arc<tokio::sync::Mutex<Option<Result<Option<Found>, Fault>>>>;

/// How old a kept answer is.
#[derive(Clone, Copy, Debug)]
enum Age {
    /// It is as good as a new one.
    Sure,
    /// It may be another one now; in seconds since 1970.
    Since(u64),
}

/// Answers that are older than they should be, since a registry gave no new ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// Why.
    pub why: String,
    /// The age of the oldest.
    pub age: Duration,
    /// Of how many images.
    pub images: usize,
}

/// Why registries cannot be asked at all.
#[derive(Debug, thiserror::Error)]
#[error("registries cannot be asked: {0}")]
pub struct StartError(String);

impl Registry {
    /// Asks nothing yet.
    ///
    /// # Errors
    /// When the machine has no means left for it.
    pub fn new(options: Options) -> Result<Self, StartError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| StartError(error.to_string()))?;
        let (cache, timeout, max_age) = (options.cache.clone(), options.timeout, options.max_age);
        let (watch, access, deep) = (options.watch.clone(), Arc::clone(&options.access), false);
        let client = options.online.then(|| Client::new(options));
        let is_mute = client.is_none() && !cache.as_ref().is_some_and(Cache::is_there);
        Ok(Self {
            runtime,
            client,
            cache,
            writes: tokio::sync::Mutex::default(),
            timeout,
            max_age,
            watch,
            access,
            deep,
            strict: false,
            is_mute,
            answers: Memo::default(),
            tags: Memo::default(),
            documents: Memo::default(),
            hints: Memo::default(),
            stale: Mutex::default(),
        })
    }

    /// Compares each entry of an index with its image from now on.
    pub const fn compare(&mut self) {
        self.deep = true;
    }

    /// Takes no answer from now on that is older than it should be.
    pub const fn demand(&mut self) {
        self.strict = true;
    }

    /// What the registry says of an image; each is asked for once. `None` where nobody may ask and nothing was kept.
    #[must_use]
    pub fn find(&self, reference: &Reference) -> Option<Resolution> {
        self.answer(reference, Question::new)
    }

    /// The same for an image that only helps to mend another one: all of a registry take no longer than one image may.
    #[must_use]
    pub fn hint(&self, reference: &Reference) -> Option<Resolution> {
        self.answer(reference, Question::hint)
    }

    fn answer<'q>(
        &'q self,
        reference: &'q Reference,
        question: impl FnOnce(&'q Self, &'q Reference) -> Question<'q>,
    ) -> Option<Resolution> {
        if self.is_mute {
            return None;
        }
        self.answers.get(reference, || self.wait(1, question(self, reference).resolve()))
    }

    /// Asks for many together, for `find` to answer later.
    pub fn find_all(&self, references: &BTreeSet<Reference>) {
        let watch = self.watch.as_deref();
        let all = references.iter().map(async |reference| {
            let found = Question::new(self, reference).resolve().await;
            watch.inspect(|it| it.resolved());
            found
        });
        let all = self.wait(references.len(), join_all(all));
        for (reference, found) in references.iter().zip(all) {
            self.answers.get(reference, || found);
        }
    }

    /// The document that a reference names; `None` where there is none.
    ///
    /// # Errors
    /// When the registry gives no answer, or nobody may ask and none was kept.
    pub fn manifest(&self, reference: &Reference) -> Result<Option<Found>, Fault> {
        self.document((reference, What::Manifest), &Question::new(self, reference))
    }

    /// For a tag with a digest: the index that the tag names now, and whether it contains that digest.
    #[must_use]
    pub fn holder(&self, pinned: &Reference) -> Option<(Reference, bool)> {
        let (Some(_), Some(digest)) = (&pinned.tag, &pinned.digest) else { return None };
        let tag = Reference { digest: None, ..pinned.clone() };
        let question = Question::hint(self, &tag);
        let found = self.document((&tag, What::Manifest), &question).ok().flatten()?;
        let Ok(manifest::Document::Index(entries)) = manifest::parse(&found.body) else {
            return None;
        };
        let contains = entries.iter().any(|it| it.descriptor.digest.as_ref() == Some(digest));
        Some((tag.with_digest(&found.digest), contains))
    }

    /// The time for all that a registry is asked only to help.
    fn budget_of_hints(&self, host: &str) -> Arc<Budget> {
        self.hints.get(&host.to_owned(), || Arc::new(Budget::new(self.timeout)))
    }

    /// Waits for questions for so many images.
    fn wait<T>(&self, images: usize, questions: impl Future<Output = T>) -> T {
        let watch = self.watch.as_deref();
        watch.inspect(|it| it.begin(images));
        let answer = self.runtime.block_on(questions);
        watch.inspect(|it| it.end());
        answer
    }

    fn document(
        &self,
        (reference, what): (&Reference, What<'_>),
        question: &Question<'_>,
    ) -> Result<Option<Found>, Fault> {
        let found = self.wait(1, question.document(reference, what))?;
        if found.is_none() && self.client.is_none() {
            return Err(Fault::Offline { host: reference.host.clone() });
        }
        Ok(found)
    }

    fn slot(&self, reference: &Reference, is_blob: bool) -> Slot {
        self.documents.get(&(plain(reference), is_blob), Slot::default)
    }

    /// Nothing may stand in for an answer.
    #[must_use]
    pub const fn is_demanding(&self) -> bool {
        self.strict
    }

    /// Nothing but what a registry says now will do.
    const fn is_strict(&self) -> bool {
        self.strict || self.max_age.is_zero()
    }

    fn note_stale(&self, fault: &Fault, since: u64) {
        let mut all = self.stale.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(fault.to_string()).or_default().push(since);
    }

    /// Why answers had to do that are older than they should be.
    #[must_use]
    pub fn stale(&self) -> Vec<Stale> {
        let all = self.stale.lock().unwrap_or_else(PoisonError::into_inner);
        let stale = |(why, since): (&String, &Vec<u64>)| Stale {
            why: why.clone(),
            age: since.iter().map(|it| cache::age(*it)).max().unwrap_or_default(),
            images: since.len(),
        };
        all.iter().map(stale).collect()
    }

    /// What else a person should know of logins, as sentences.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let Some(client) = &self.client else { return Vec::new() };
        let credentials = &client.credentials;
        let failed = credentials.failed().into_iter();
        let failed = failed.map(|it| format!("{it}; registries were asked without its logins"));
        let idle = credentials.given_for().filter(|host| !self.is_wanted(host));
        let idle = idle.map(|it| format!("`--username` was of no use: no image is of `{it}`"));
        failed.chain(idle).collect()
    }

    /// What registries say is left of their limits, by their name.
    #[must_use]
    pub fn limits(&self) -> BTreeMap<String, u64> {
        self.client.as_ref().map(Client::limits).unwrap_or_default()
    }

    /// A blob of its repository that is no larger than a manifest.
    ///
    /// # Errors
    /// When the registry gives no answer.
    pub fn blob(&self, reference: &Reference, digest: &str) -> Result<Option<Found>, Fault> {
        let of = reference.with_digest(digest);
        self.document((&of, What::Blob), &Question::new(self, &of))
    }

    /// What was kept of the first place that has it, and whether that is still so.
    fn kept(&self, reference: &Reference, places: &[Place], kind: Shelf) -> Option<(Found, Age)> {
        let cache = self.cache.as_ref()?;
        let mut records = places.iter().filter_map(|it| cache.record(&plain(&it.reference), kind));
        let record = records.next()?;
        // A digest means the same for ever, but only where its repository has it.
        let is_sure = reference.digest.is_some() || cache::age(record.at) < self.max_age;
        let digest = record.digest;
        let body = cache.document(&digest)?;
        // Kept under SHA-256, it may be named by another one.
        let is_it =
            reference.digest.as_ref().is_none_or(|it| *it == digest || has_digest(&body, it));
        let age = if is_sure { Age::Sure } else { Age::Since(record.at) };
        is_it.then_some((Found { digest, body }, age))
    }

    /// Keeps a document as what it is called where it is from: what another project takes from elsewhere is not what
    /// this one means. That is done beside the questions under way: files take as long as a registry nearby.
    async fn keep(&self, place: Reference, kind: Shelf, document: Found) -> Found {
        let Some(cache) = self.cache.clone() else { return document };
        let document = Arc::new(document);
        let kept = Arc::clone(&document);
        let write = move || {
            cache.keep(&kept.body);
            cache.note(&plain(&place), kind, &kept.digest);
        };
        // Several who write into one folder wait for each other in the kernel.
        let _turn = self.writes.lock().await;
        // What could not be kept is asked for again.
        let _ = tokio::task::spawn_blocking(write).await;
        Arc::unwrap_or_clone(document)
    }

    fn note(&self, place: &Reference, digest: &str) {
        if let Some(cache) = &self.cache {
            cache.note(&plain(place), Shelf::Tags, digest);
        }
    }

    /// An image of this registry was wanted, or its place is one of those.
    fn is_wanted(&self, host: &str) -> bool {
        let wanted = self.answers.keys().into_iter();
        let wanted = wanted.chain(self.documents.keys().into_iter().map(|(it, _)| it));
        let mut all = wanted.chain(self.tags.keys());
        let is_it = |place: &Place| &*place.reference.host == host;
        all.any(|it| {
            &*it.host == host || self.access.places(&it).is_ok_and(|all| all.iter().any(is_it))
        })
    }
}

/// A digest means the same under every tag.
fn plain(reference: &Reference) -> Reference {
    let tag = reference.tag.clone().filter(|_| reference.digest.is_none());
    Reference { tag, ..reference.clone() }
}
