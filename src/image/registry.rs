//! Registries: what they say of images, asked over the network.
//!
//! Not a puller: no layer is fetched. One request answers an index for all platforms; a single image takes one more,
//! for its configuration. Nothing outside of this room is asynchronous: callers wait.

mod address;
mod auth;
mod client;
mod fault;

pub use fault::Fault;

use super::{
    Image, Kind, Reason, Resolution, Source,
    manifest::{self, Declared, Document, Entry},
    memo::Memo,
    reference::Reference,
};
use crate::platform::Platform;
use client::{Answer, Client, What};
use futures_util::future::join_all;
use std::{collections::BTreeSet, time::Duration};
use tokio::runtime::Runtime;

/// How registries are asked.
#[derive(Clone, Debug)]
pub struct Options {
    /// How long an image may take.
    pub timeout: Duration,
    /// Hosts that may be asked without encryption; this machine always may.
    pub insecure: Vec<String>,
}

/// All registries.
#[derive(Debug)]
pub struct Registry {
    runtime: Runtime,
    client: Client,
    answers: Memo<Reference, Resolution>,
}

/// Why registries cannot be asked at all.
#[derive(Debug, thiserror::Error)]
#[error("registries cannot be asked: {0}")]
pub struct StartError(String);

impl Registry {
    /// Asks nothing yet.
    ///
    /// # Errors
    /// When there are no certificates to trust, or no threads.
    pub fn new(options: Options) -> Result<Self, StartError> {
        let start = |error: &dyn std::error::Error| StartError(error.to_string());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let client = Client::new(options).map_err(|error| start(&error))?;
        Ok(Self {
            runtime: runtime.map_err(|error| start(&error))?,
            client,
            answers: Memo::default(),
        })
    }

    /// What the registry says of an image; each is asked for once.
    #[must_use]
    pub fn find(&self, reference: &Reference) -> Resolution {
        self.answers.get(reference, || self.runtime.block_on(self.resolve(reference)))
    }

    /// Asks for many together, for `find` to answer later.
    pub fn find_all(&self, references: BTreeSet<Reference>) {
        let all = references.iter().map(|reference| self.resolve(reference));
        let all = self.runtime.block_on(join_all(all));
        for (reference, found) in references.iter().zip(all) {
            self.answers.get(reference, || found);
        }
    }

    async fn resolve(&self, reference: &Reference) -> Resolution {
        let found = match self.client.get(reference, What::Manifest).await {
            Ok(Some(answer)) => self.image(reference, &answer).await,
            Ok(None) => {
                let host = reference.host.clone();
                return Resolution::Missing(Reason::NotInRegistry { host });
            }
            Err(fault) => Err(fault),
        };
        found.map_or_else(|fault| Resolution::Unknown(Reason::Registry(fault)), Resolution::Found)
    }

    async fn image(&self, reference: &Reference, answer: &Answer) -> Result<Image, Fault> {
        let odd = |clause: String| Fault::Odd { host: reference.host.clone(), clause };
        let document = manifest::parse(&answer.body).map_err(|error| odd(error.to_string()))?;
        let (kind, platforms) = match document {
            Document::Index(entries) => (Kind::Index, self.platforms(reference, &entries).await?),
            Document::Manifest { config } => {
                let digest = config.digest.ok_or_else(|| odd("it has no configuration".into()))?;
                (Kind::Manifest, vec![self.config(reference, &digest).await?])
            }
            Document::Artifact => return Err(odd("it is no image, but another artefact".into())),
        };
        if platforms.is_empty() {
            return Err(odd("its index names no platform".into()));
        }
        let (host, digest) = (reference.host.clone(), answer.digest.clone());
        Ok(Image { kind, platforms, source: Source::Registry { host, digest } })
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
        let child = Reference { digest: Some(digest.to_owned()), ..reference.clone() };
        let odd = |clause: &str| Fault::Odd { host: reference.host.clone(), clause: clause.into() };
        let answer = self.client.get(&child, What::Manifest).await?;
        let answer = answer.ok_or_else(|| odd("its index names an image that is not there"))?;
        match manifest::parse(&answer.body).map_err(|error| odd(&error.to_string()))? {
            Document::Index(entries) => Ok(manifest::platforms(&entries).cloned().collect()),
            Document::Manifest { config: manifest::Descriptor { digest: Some(digest), .. } } => {
                Ok(vec![self.config(reference, &digest).await?])
            }
            Document::Manifest { .. } | Document::Artifact => Ok(Vec::new()),
        }
    }

    async fn config(&self, reference: &Reference, digest: &str) -> Result<Platform, Fault> {
        let odd = |clause: String| Fault::Odd { host: reference.host.clone(), clause };
        let of = Reference { digest: Some(digest.to_owned()), ..reference.clone() };
        let answer = self.client.get(&of, What::Blob).await?;
        let answer = answer.ok_or_else(|| odd("its configuration is not there".into()))?;
        manifest::config_platform(&answer.body)
            .map_err(|error| odd(format!("its configuration cannot be read: {error}")))
    }
}

/// More entries without a platform are not opened.
const MOST_OPENED: usize = 16;
