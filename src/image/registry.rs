//! Registries: what they say of images, asked over the network.
//!
//! Not a puller: no layer is fetched. One request answers an index for all platforms; a single image takes one more,
//! for its configuration. Nothing outside of this room is asynchronous: callers wait.

mod address;
mod auth;
mod budget;
mod client;
mod connect;
mod fault;
mod host;
mod options;
mod question;
mod wire;

pub use fault::Fault;
pub use options::{Options, Watch};

use super::{
    Resolution,
    access::Access,
    cache::Cache,
    manifest::{self, Found},
    memo::Memo,
    reference::{Reference, is_tag},
};
use budget::Budget;
use client::Client;
use futures_util::future::join_all;
use question::Question;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
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
    answers: Memo<Reference, Option<Resolution>>,
    tags: Memo<Reference, Option<Vec<String>>>,
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
            answers: Memo::default(),
            tags: Memo::default(),
        })
    }

    /// Compares each entry of an index with its image from now on.
    pub const fn compare(&mut self) {
        self.deep = true;
    }

    /// What the registry says of an image; each is asked for once. `None` where nobody may ask and nothing was kept.
    #[must_use]
    pub fn find(&self, reference: &Reference) -> Option<Resolution> {
        self.answers.get(reference, || self.runtime.block_on(self.question(reference).resolve()))
    }

    /// Asks for many together, for `find` to answer later.
    pub fn find_all(&self, references: &BTreeSet<Reference>) {
        let watch = self.watch.as_deref();
        watch.inspect(|it| it.begin(references.len()));
        let all = references.iter().map(async |reference| {
            let found = self.question(reference).resolve().await;
            watch.inspect(|it| it.resolved());
            found
        });
        let all = self.runtime.block_on(join_all(all));
        watch.inspect(|it| it.end());
        for (reference, found) in references.iter().zip(all) {
            self.answers.get(reference, || found);
        }
    }

    /// The document that a reference names; `None` where there is none, or nobody may ask and none was kept.
    ///
    /// # Errors
    /// When the registry gives no answer.
    pub fn manifest(&self, reference: &Reference) -> Result<Option<Found>, Fault> {
        self.runtime.block_on(self.question(reference).document(reference, What::Manifest))
    }

    /// The tags of a repository in the order of its registry; `None` where there is no such repository.
    ///
    /// # Errors
    /// When the registry gives no answer.
    pub fn tags(&self, repository: &Reference) -> Result<Option<Vec<String>>, Fault> {
        self.runtime.block_on(self.pages(repository))
    }

    /// The same, asked for once, and `None` also where the registry does not tell.
    #[must_use]
    pub fn known_tags(&self, repository: &Reference) -> Option<Vec<String>> {
        let name = Reference { tag: None, digest: None, ..repository.clone() };
        self.tags.get(&name, || self.tags(&name).ok().flatten())
    }

    /// For a tag with a digest: the index that the tag names now, and whether it contains that digest.
    #[must_use]
    pub fn holder(&self, pinned: &Reference) -> Option<(Reference, bool)> {
        let (Some(_), Some(digest)) = (&pinned.tag, &pinned.digest) else { return None };
        let tag = Reference { digest: None, ..pinned.clone() };
        let found = self.manifest(&tag).ok().flatten()?;
        let Ok(manifest::Document::Index(entries)) = manifest::parse(&found.body) else {
            return None;
        };
        let contains = entries.iter().any(|it| it.descriptor.digest.as_ref() == Some(digest));
        Some((tag.with_digest(&found.digest), contains))
    }

    fn question<'q>(&'q self, reference: &'q Reference) -> Question<'q> {
        Question::new(self, reference)
    }

    async fn pages(&self, repository: &Reference) -> Result<Option<Vec<String>>, Fault> {
        let Some(client) = &self.client else { return Ok(None) };
        let mut all = Vec::new();
        let mut query = "n=1000".to_owned();
        let mut pages = 0;
        let budget = Budget::new(self.timeout);
        loop {
            let answer = client.get(repository, What::Tags(&query), &budget).await?;
            let Some(answer) = answer else { return Ok(None) };
            let page: TagList = serde_json::from_slice(&answer.body).map_err(|error| {
                let clause = format!("its list of tags cannot be read: {error}");
                Fault::Odd { host: repository.host.clone(), clause }
            })?;
            let page = page.tags.unwrap_or_default();
            // One that leads in a circle does not go on for ever.
            let next = answer.next_page().filter(|it| *it != query);
            let before = all.len();
            all.extend(page.into_iter().filter(|it| is_tag(it)));
            pages += 1;
            match next {
                Some(next) if all.len() > before && pages < MOST_PAGES => query = next,
                Some(_) | None => return Ok(Some(all)),
            }
        }
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
        self.runtime.block_on(self.question(&of).document(&of, What::Blob))
    }

    /// What was kept, and whether it is sure to be so still.
    fn kept(&self, reference: &Reference) -> Option<(Found, bool)> {
        let cache = self.cache.as_ref()?;
        let record = cache.record(&self.kept_as(reference))?;
        // A digest means the same for ever, but only where its repository has it.
        let is_sure = reference.digest.is_some() || record.age() < self.max_age;
        let digest = record.digest;
        let body = cache.document(&digest)?;
        let is_it = reference.digest.as_ref().is_none_or(|it| *it == digest);
        is_it.then_some((Found { digest, body }, is_sure))
    }

    /// What another project takes from elsewhere is not what this one means.
    fn kept_as(&self, reference: &Reference) -> Reference {
        let places = self.access.places(reference).unwrap_or_default();
        let first = places.into_iter().next().map_or_else(|| reference.clone(), |it| it.reference);
        let tag = first.tag.filter(|_| first.digest.is_none());
        Reference { tag, ..first }
    }

    /// Keeps a document beside the questions that are under way: files take as long as a registry nearby.
    async fn keep(&self, reference: &Reference, document: Found) -> Found {
        let Some(cache) = self.cache.clone() else { return document };
        let document = Arc::new(document);
        let (name, kept) = (self.kept_as(reference), Arc::clone(&document));
        let write = move || {
            cache.keep(&kept.body);
            cache.note(&name, &kept.digest);
        };
        // Several who write into one folder wait for each other in the kernel.
        let _turn = self.writes.lock().await;
        // What could not be kept is asked for again.
        let _ = tokio::task::spawn_blocking(write).await;
        Arc::unwrap_or_clone(document)
    }

    fn note(&self, reference: &Reference, digest: &str) {
        if let Some(cache) = &self.cache {
            cache.note(&self.kept_as(reference), digest);
        }
    }
}

/// More pages of tags are not read.
const MOST_PAGES: usize = 100;

/// A page of tags.
#[derive(Deserialize)]
struct TagList {
    tags: Option<Vec<String>>,
}
