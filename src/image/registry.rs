//! Registries: what they say of images, asked over the network.
//!
//! Not a puller: no layer is fetched. One request answers an index for all platforms; a single image takes one more,
//! for its configuration. Nothing outside of this room is asynchronous: callers wait.

mod address;
mod auth;
mod client;
mod connect;
mod fault;
mod host;
mod options;
mod wire;

pub use fault::Fault;
pub use options::{Options, Watch};

use super::{
    Flaw, Image, Kind, Mismatch, Reason, Resolution, Source,
    access::Access,
    cache::Cache,
    manifest::{self, Declared, Entry, Found, ManifestError},
    memo::Memo,
    reference::{Reference, is_digest, is_tag},
};
use crate::platform::Platform;
use client::Client;
use futures_util::future::join_all;
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
        let (cache, max_age) = (options.cache.clone(), options.max_age);
        let (watch, access, deep) = (options.watch.clone(), Arc::clone(&options.access), false);
        let client = options.online.then(|| Client::new(options));
        Ok(Self {
            runtime,
            client,
            cache,
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
        self.answers.get(reference, || self.runtime.block_on(self.resolve(reference)))
    }

    /// Asks for many together, for `find` to answer later.
    pub fn find_all(&self, references: &BTreeSet<Reference>) {
        let watch = self.watch.as_deref();
        watch.inspect(|it| it.begin(references.len()));
        let all = references.iter().map(async |reference| {
            let found = self.resolve(reference).await;
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
        self.runtime.block_on(self.document(reference, What::Manifest))
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

    async fn pages(&self, repository: &Reference) -> Result<Option<Vec<String>>, Fault> {
        let Some(client) = &self.client else { return Ok(None) };
        let mut all = Vec::new();
        let mut query = "n=1000".to_owned();
        let mut pages = 0;
        loop {
            let answer = client.get(repository, What::Tags(&query)).await?;
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
        self.runtime.block_on(self.document(&of, What::Blob))
    }

    async fn resolve(&self, reference: &Reference) -> Option<Resolution> {
        let found = match self.document(reference, What::Manifest).await {
            Ok(Some(document)) => self.image(reference, &document).await,
            // Everybody may see an official image: there is none.
            Err(Fault::Denied { host }) if reference.is_official() && host == reference.host => {
                return Some(Resolution::Missing(Reason::NotInRegistry { host }));
            }
            Ok(None) if self.client.is_none() => return None,
            Ok(None) => {
                let host = reference.host.clone();
                return Some(Resolution::Missing(Reason::NotInRegistry { host }));
            }
            Err(fault) => Err(fault),
        };
        let unknown = |fault| Resolution::Unknown(Reason::Registry(fault));
        Some(found.unwrap_or_else(unknown))
    }

    /// What a reference names, kept or asked for; `None` where there is nothing.
    async fn document(
        &self,
        reference: &Reference,
        what: What<'_>,
    ) -> Result<Option<Found>, Fault> {
        let kept = self.kept(reference);
        let client = match (&self.client, kept) {
            (_, Some((document, true))) => return Ok(Some(document)),
            (None, kept) => return Ok(kept.map(|(document, _)| document)),
            (Some(client), Some((document, false))) => {
                // A question without a body counts towards no limit.
                match client.is_still(reference, &document.digest).await {
                    Ok(true) => {
                        self.note(reference, &document.digest);
                        return Ok(Some(document));
                    }
                    Ok(false) => client,
                    // Who asks for all anew wants no old answer.
                    Err(fault) if fault.is_final() || self.max_age.is_zero() => return Err(fault),
                    // What was kept is better than nothing.
                    Err(_) => return Ok(Some(document)),
                }
            }
            (Some(client), None) => client,
        };
        let Some(answer) = client.get(reference, what).await? else { return Ok(None) };
        let document = Found { digest: answer.digest, body: answer.body };
        if let Some(cache) = &self.cache {
            cache.keep(&document.body);
        }
        self.note(reference, &document.digest);
        Ok(Some(document))
    }

    /// What was kept, and whether it is sure to be so still.
    fn kept(&self, reference: &Reference) -> Option<(Found, bool)> {
        let cache = self.cache.as_ref()?;
        let (digest, is_sure) = if let Some(digest) = &reference.digest {
            (digest.clone(), true)
        } else {
            let record = cache.record(&self.kept_as(reference))?;
            let is_sure = record.age() < self.max_age;
            (record.digest, is_sure)
        };
        let body = cache.document(&digest)?;
        Some((Found { digest, body }, is_sure))
    }

    /// What another project takes from elsewhere is not what this one means.
    fn kept_as(&self, reference: &Reference) -> Reference {
        let places = self.access.places(reference).unwrap_or_default();
        places.into_iter().next().map_or_else(|| reference.clone(), |it| it.reference)
    }

    fn note(&self, reference: &Reference, digest: &str) {
        if let Some(cache) = self.cache.as_ref().filter(|_| reference.digest.is_none()) {
            cache.note(&self.kept_as(reference), digest);
        }
    }

    async fn image(&self, reference: &Reference, answer: &Found) -> Result<Resolution, Fault> {
        let odd = |clause: String| Fault::Odd { host: reference.host.clone(), clause };
        let document = match manifest::parse(&answer.body) {
            Err(ManifestError::Schema1) => return Ok(Resolution::Unknown(Reason::Schema1)),
            document => document.map_err(|error| odd(error.to_string()))?,
        };
        let (kind, platforms, flaws) = match document {
            manifest::Document::Index(entries) => {
                let mut flaws = manifest::flaws(&entries);
                if self.deep {
                    flaws.extend(self.mismatches(reference, &entries).await);
                }
                (Kind::Index, self.platforms(reference, &entries).await?, flaws)
            }
            manifest::Document::Manifest { config } => {
                let digest = config.digest.ok_or_else(|| odd("it has no configuration".into()))?;
                (Kind::Manifest, vec![self.config(reference, &digest).await?], Vec::new())
            }
            manifest::Document::Artifact => {
                return Err(odd("it is no image, but another artefact".into()));
            }
        };
        if platforms.is_empty() {
            return Err(odd("its index names no platform".into()));
        }
        let (host, digest) = (reference.host.clone(), answer.digest.clone());
        let source = Source::Registry { host, digest };
        Ok(Resolution::Found(Image { kind, platforms, source, flaws }))
    }

    /// The entries whose images are for another platform than they say. What cannot be read says nothing.
    async fn mismatches(&self, reference: &Reference, entries: &[Entry]) -> Vec<Flaw> {
        let one = async |entry: &Entry| {
            let Declared::Platform(said) = &entry.platform else { return None };
            let digest = entry.descriptor.digest.clone()?;
            let child = self.child(reference, &digest).await.ok()?;
            let [is] = child.as_slice() else { return None };
            let (said, is) = (said.clone(), is.clone());
            (!said.agrees(&is)).then(|| Flaw::Mismatch(Box::new(Mismatch { digest, said, is })))
        };
        let all = entries.iter().take(MOST_COMPARED).map(one);
        join_all(all).await.into_iter().flatten().collect()
    }

    /// An entry that does not say its platform is opened: a missed one would read as absent.
    async fn platforms(
        &self,
        reference: &Reference,
        entries: &[Entry],
    ) -> Result<Vec<Platform>, Fault> {
        let mut all = Vec::with_capacity(entries.len());
        let mut opened = 0;
        for entry in entries {
            match (&entry.platform, &entry.descriptor.digest) {
                (Declared::Platform(platform), _) => all.push(platform.clone()),
                (Declared::Nothing, Some(digest)) if opened < MOST_OPENED => {
                    opened += 1;
                    all.extend(self.child(reference, digest).await?);
                }
                (Declared::Nothing | Declared::Attestation | Declared::Malformed, _) => {}
            }
        }
        Ok(all)
    }

    async fn child(&self, reference: &Reference, digest: &str) -> Result<Vec<Platform>, Fault> {
        let child = reference.with_digest(digest);
        let odd = |clause: &str| Fault::Odd { host: reference.host.clone(), clause: clause.into() };
        if !is_digest(digest) {
            return Err(odd("its index names an image by what is no digest"));
        }
        let answer = self.document(&child, What::Manifest).await?;
        let answer = answer.ok_or_else(|| odd("its index names an image that is not there"))?;
        match manifest::parse(&answer.body).map_err(|error| odd(&error.to_string()))? {
            manifest::Document::Index(entries) => {
                Ok(manifest::platforms(&entries).cloned().collect())
            }
            manifest::Document::Manifest {
                config: manifest::Descriptor { digest: Some(digest), .. },
            } => Ok(vec![self.config(reference, &digest).await?]),
            manifest::Document::Manifest { .. } | manifest::Document::Artifact => Ok(Vec::new()),
        }
    }

    async fn config(&self, reference: &Reference, digest: &str) -> Result<Platform, Fault> {
        let odd = |clause: String| Fault::Odd { host: reference.host.clone(), clause };
        let of = reference.with_digest(digest);
        if !is_digest(digest) {
            return Err(odd("it names its configuration by what is no digest".into()));
        }
        let answer = self.document(&of, What::Blob).await?;
        let answer = answer.ok_or_else(|| odd("its configuration is not there".into()))?;
        manifest::config_platform(&answer.body)
            .map_err(|error| odd(format!("its configuration cannot be read: {error}")))
    }
}

/// More pages of tags are not read.
const MOST_PAGES: usize = 100;

/// A page of tags.
#[derive(Deserialize)]
struct TagList {
    tags: Option<Vec<String>>,
}

/// More entries are not compared with their images.
const MOST_COMPARED: usize = 64;

/// More entries without a platform are not opened.
const MOST_OPENED: usize = 16;
