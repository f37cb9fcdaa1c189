//! One registry while it is asked: what is known of it, who may ask now, and how it behaves.
//!
//! Not the questions.

use super::{
    auth::{Challenge, Slot},
    fault::Fault,
};
use reqwest::{
    Url,
    header::{HeaderMap, HeaderName},
};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering},
    },
};
use tokio::sync::Semaphore;

/// How Docker Hub is called, and where it answers.
pub(super) const HUB: &str = "docker.io";
pub(super) const HUB_REGISTRY: &str = "registry-1.docker.io";

/// How many requests a registry has to answer at once.
const AT_ONCE: usize = 8;

/// A registry that was too slow so often is not asked again.
const PATIENCE: u32 = 2;

const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");

/// A registry.
#[derive(Debug)]
pub(super) struct Host {
    pub(super) name: String,
    /// Some file says that nobody need vouch for it.
    pub(super) insecure: bool,
    pub(super) permits: Semaphore,
    pub(super) known: tokio::sync::Mutex<Known>,
    tokens: Mutex<HashMap<String, Slot>>,
    /// What is left of its limit; the largest number where it has none.
    left: AtomicU64,
    /// It answers from the Internet.
    is_outside: AtomicBool,
    /// How often it was too slow, without an answer in between.
    slow: AtomicU32,
}

/// What the first request told.
#[derive(Clone, Debug)]
pub(super) enum Known {
    Nothing,
    Reached { scheme: &'static str, challenge: Option<Challenge> },
    Gone(Fault),
}

impl Host {
    pub(super) fn new(name: &str, insecure: bool) -> Self {
        Self {
            name: name.to_owned(),
            insecure,
            permits: Semaphore::new(AT_ONCE),
            known: tokio::sync::Mutex::new(Known::Nothing),
            tokens: Mutex::default(),
            left: AtomicU64::new(u64::MAX),
            is_outside: AtomicBool::new(false),
            slow: AtomicU32::new(0),
        }
    }

    /// It may be asked without encryption.
    pub(super) fn may_be_plain(&self) -> bool {
        self.insecure || is_local(&self.name)
    }

    /// The address is that of the registry itself.
    pub(super) fn is_at(&self, url: &Url) -> bool {
        let own = Url::parse(&format!("{}://{}", url.scheme(), self.name));
        let place = |url: &Url| Some((url.host_str()?.to_owned(), url.port_or_known_default()?));
        own.is_ok_and(|own| place(&own) == place(url))
    }

    /// The address is where Docker Hub answers.
    pub(super) fn is_hub(&self, url: &Url) -> bool {
        self.name == HUB && url.host_str() == Some(HUB_REGISTRY)
    }

    /// The token for a scope, or where it is to be put.
    pub(super) fn slot(&self, scope: &str) -> Slot {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(tokens.entry(scope.to_owned()).or_default())
    }

    /// True once an answer came from the Internet.
    pub(super) fn is_outside(&self) -> bool {
        self.is_outside.load(Ordering::Relaxed)
    }

    /// Notes where an answer came from.
    pub(super) fn note_outside(&self, is_outside: bool) {
        self.is_outside.fetch_or(is_outside, Ordering::Relaxed);
    }

    /// Takes one pull of those that are left, and leaves the last one to whoever needs it.
    pub(super) fn reserve(&self) -> Result<(), Fault> {
        let take = |left: u64| match left {
            0..=1 => None,
            u64::MAX => Some(left),
            left => Some(left - 1),
        };
        let taken = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        taken.map(drop).map_err(|left| Fault::Reserved { host: self.name.clone(), left })
    }

    /// What is left of its limit, where it has one.
    pub(super) fn left(&self) -> Option<u64> {
        Some(self.left.load(Ordering::Relaxed)).filter(|it| *it != u64::MAX)
    }

    /// `ratelimit-remaining: 76;w=21600`.
    pub(super) fn note(&self, headers: &HeaderMap) {
        self.slow.store(0, Ordering::Relaxed);
        let text = headers.get(&REMAINING).and_then(|it| it.to_str().ok());
        let number = text.and_then(|it| it.split(';').next()?.trim().parse().ok());
        if let Some(left) = number {
            // What is under way has been taken off already.
            self.left.fetch_min(left, Ordering::Relaxed);
        }
    }

    /// Notes that it was too slow; true when that was once too often.
    pub(super) fn was_slow(&self) -> bool {
        self.slow.fetch_add(1, Ordering::Relaxed) + 1 >= PATIENCE
    }
}

/// This machine, as docker takes it.
pub(super) fn is_local(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|it| it.is_loopback())
}
