//! What a registry says of one image, from its first document to those of its entries.
//!
//! Not how a request goes over the network. All of them together take no longer than one image may.

use super::{Age, Registry, budget::Budget, fault::Fault, wire::What};
use crate::{
    image::{
        Flaw, Image, Kind, Mismatch, Reason, Resolution, Source,
        cache::Shelf,
        manifest::{self, Declared, Entry, Found, ManifestError},
        reference::{Reference, is_digest},
    },
    platform::Platform,
};
use futures_util::future::{join_all, try_join_all};
use std::sync::Arc;

/// A question for one image.
pub(super) struct Question<'q> {
    registry: &'q Registry,
    reference: &'q Reference,
    budget: Arc<Budget>,
    /// The answer only helps to mend another image.
    is_hint: bool,
}

impl<'q> Question<'q> {
    pub(super) fn new(registry: &'q Registry, reference: &'q Reference) -> Self {
        let budget = Arc::new(Budget::new(registry.timeout));
        Self { registry, reference, budget, is_hint: false }
    }

    /// One that only helps: all of a registry share the time of one.
    pub(super) fn hint(registry: &'q Registry, reference: &'q Reference) -> Self {
        let budget = registry.budget_of_hints(&reference.host);
        Self { registry, reference, budget, is_hint: true }
    }

    pub(super) async fn resolve(&self) -> Option<Resolution> {
        let (registry, reference) = (self.registry, self.reference);
        let found = match self.document(reference, What::Manifest).await {
            Ok(Some(document)) => self.image(&document).await,
            // Everybody may see an official image: there is none.
            Err(Fault::Denied { host, is_sure: true })
                if reference.is_official() && host == reference.host =>
            {
                return Some(Resolution::Missing(Reason::NotInRegistry { host }));
            }
            Ok(None) if registry.client.is_none() => return None,
            Ok(None) => {
                let host = reference.host.clone();
                return Some(Resolution::Missing(Reason::NotInRegistry { host }));
            }
            Err(fault) => Err(fault),
        };
        let unknown = |fault| Resolution::Unknown(Reason::Registry(fault));
        Some(found.unwrap_or_else(unknown))
    }

    /// What a reference names, kept or asked for; `None` where there is nothing. Who wants the same is served by one
    /// request, also with a failure.
    pub(super) async fn document(
        &self,
        reference: &Reference,
        what: What<'_>,
    ) -> Result<Option<Found>, Fault> {
        let slot = self.registry.slot(reference, what == What::Blob);
        let mut slot = slot.lock().await;
        if let Some(answer) = slot.as_ref() {
            return answer.clone();
        }
        let answer = self.ask(reference, what).await;
        let is_shared = match &answer {
            // What is asked for again is mostly small.
            Ok(found) => found.as_ref().is_none_or(|it| it.body.len() <= MOST_SHARED),
            // Who asks next may have more time left.
            Err(fault) => !matches!(fault, Fault::Slow { .. }),
        };
        if is_shared {
            *slot = Some(answer.clone());
        }
        answer
    }

    async fn ask(&self, reference: &Reference, what: What<'_>) -> Result<Option<Found>, Fault> {
        let registry = self.registry;
        let places = registry.access.places(reference)?;
        let kind = if what == What::Blob { Shelf::Blobs } else { Shelf::Tags };
        let kept = registry.kept(reference, &places, kind);
        let client = match (&registry.client, kept) {
            (_, Some((document, Age::Sure))) => return Ok(Some(document)),
            (None, kept) => return Ok(kept.map(|(document, _)| document)),
            (Some(client), Some((document, Age::Since(at)))) => {
                // A question without a body counts towards no limit.
                match client.is_still(reference, &document.digest, &self.budget).await {
                    Ok(Some(place)) => {
                        registry.note(&place, &document.digest);
                        return Ok(Some(document));
                    }
                    // Some answer no such question.
                    Ok(None) | Err(Fault::Status { code: 400..=499 | 501, .. }) => client,
                    // Who asks for all anew wants no old answer.
                    Err(fault) if fault.is_final() || registry.is_strict() => return Err(fault),
                    // What was kept is better than nothing.
                    Err(fault) => {
                        if !self.is_hint {
                            registry.note_stale(&fault, at);
                        }
                        return Ok(Some(document));
                    }
                }
            }
            (Some(client), None) => client,
        };
        let Some(answer) = client.get(reference, what, &self.budget).await? else {
            return Ok(None);
        };
        let document = Found { digest: answer.digest, body: answer.body };
        let place = answer.place.unwrap_or_else(|| reference.clone());
        Ok(Some(registry.keep(place, kind, document).await))
    }

    fn odd(&self, clause: impl Into<String>) -> Fault {
        Fault::Odd { host: self.reference.host.clone(), clause: clause.into() }
    }

    async fn image(&self, answer: &Found) -> Result<Resolution, Fault> {
        let document = match manifest::parse(&answer.body) {
            Err(ManifestError::Schema1) => return Ok(Resolution::Unknown(Reason::Schema1)),
            document => document.map_err(|error| self.odd(error.to_string()))?,
        };
        let (kind, platforms, flaws) = match document {
            manifest::Document::Index(entries) => {
                let platforms = self.platforms(&entries).await?;
                let mut flaws = manifest::flaws(&entries);
                if self.registry.deep {
                    flaws.extend(self.mismatches(&entries).await);
                }
                (Kind::Index, platforms, flaws)
            }
            manifest::Document::Manifest { config } => {
                let digest = config.digest.ok_or_else(|| self.odd("it has no configuration"))?;
                (Kind::Manifest, vec![self.config(&digest).await?], Vec::new())
            }
            manifest::Document::Artifact => {
                return Err(self.odd("it is no image, but another artefact"));
            }
        };
        if platforms.is_empty() {
            return Err(self.odd("its index names no platform"));
        }
        let (host, digest) = (self.reference.host.clone(), answer.digest.clone());
        let source = Source::Registry { host, digest };
        Ok(Resolution::Found(Image { kind, platforms, source, flaws }))
    }

    /// The entries whose images are for another platform than they say. What cannot be read says nothing.
    async fn mismatches(&self, entries: &[Entry]) -> Vec<Flaw> {
        let one = async |entry: &Entry| {
            let Declared::Platform(said) = &entry.platform else { return None };
            let digest = entry.descriptor.digest.clone()?;
            let child = self.child(&digest).await.ok()?;
            let [is] = child.as_slice() else { return None };
            let (said, is) = (said.clone(), is.clone());
            (!said.agrees(&is)).then(|| Flaw::Mismatch(Box::new(Mismatch { digest, said, is })))
        };
        let all = entries.iter().take(MOST_COMPARED).map(one);
        join_all(all).await.into_iter().flatten().collect()
    }

    /// An entry that does not say its platform is opened: a missed one would read as absent.
    async fn platforms(&self, entries: &[Entry]) -> Result<Vec<Platform>, Fault> {
        let is_silent = |entry: &&Entry| entry.platform == Declared::Nothing;
        let silent =
            entries.iter().filter(is_silent).filter_map(|it| it.descriptor.digest.as_ref());
        let opened = silent.take(MOST_OPENED).map(|digest| self.child(digest));
        let mut opened = try_join_all(opened).await?.into_iter();
        let mut all = Vec::with_capacity(entries.len());
        for entry in entries {
            match (&entry.platform, &entry.descriptor.digest) {
                (Declared::Platform(platform), _) => all.push(platform.clone()),
                (Declared::Nothing, Some(_)) => all.extend(opened.next().unwrap_or_default()),
                (Declared::Nothing | Declared::Attestation | Declared::Malformed, _) => {}
            }
        }
        Ok(all)
    }

    async fn child(&self, digest: &str) -> Result<Vec<Platform>, Fault> {
        let child = self.reference.with_digest(digest);
        if !is_digest(digest) {
            return Err(self.odd("its index names an image by what is no digest"));
        }
        let answer = self.document(&child, What::Manifest).await?;
        let answer =
            answer.ok_or_else(|| self.odd("its index names an image that is not there"))?;
        match manifest::parse(&answer.body).map_err(|error| self.odd(error.to_string()))? {
            manifest::Document::Index(entries) => {
                Ok(manifest::platforms(&entries).cloned().collect())
            }
            manifest::Document::Manifest {
                config: manifest::Descriptor { digest: Some(digest), .. },
            } => Ok(vec![self.config(&digest).await?]),
            manifest::Document::Manifest { .. } | manifest::Document::Artifact => Ok(Vec::new()),
        }
    }

    async fn config(&self, digest: &str) -> Result<Platform, Fault> {
        let of = self.reference.with_digest(digest);
        if !is_digest(digest) {
            return Err(self.odd("it names its configuration by what is no digest"));
        }
        let answer = self.document(&of, What::Blob).await?;
        let answer = answer.ok_or_else(|| self.odd("its configuration is not there"))?;
        manifest::config_platform(&answer.body)
            .map_err(|error| self.odd(format!("its configuration cannot be read: {error}")))
    }
}

/// Larger documents are asked for again, rather than held.
const MOST_SHARED: usize = 64 << 10;

/// More entries are not compared with their images.
const MOST_COMPARED: usize = 64;

/// More entries without a platform are not opened.
const MOST_OPENED: usize = 16;
