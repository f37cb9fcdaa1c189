//! Requests: one at a time for each connection, again where that may help, and never without an end.
//!
//! Not what an answer means. The first request to a registry goes alone: it tells whether the registry is there and
//! how it wants to be asked, so that fifty others need not find out.

use super::{
    Options,
    address::{Public, is_private},
    auth::{Challenge, Slot},
    fault::Fault,
    wire::{Answer, Asked, FORM, Request, What, checked, read, request, target, unreachable},
};
use crate::image::{credentials::Credentials, reference::Reference};
use reqwest::{
    Method, StatusCode,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue},
    redirect::Policy,
};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::Semaphore,
    time::{Instant, sleep, timeout_at},
};

/// How many requests a registry has to answer at once.
const AT_ONCE: usize = 8;

/// How often something is asked that failed in passing.
const ATTEMPTS: u32 = 4;

/// How often a registry may lead elsewhere.
const REDIRECTS: usize = 5;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);

const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");

/// All connections.
#[derive(Debug)]
pub(super) struct Client {
    http: reqwest::Client,
    /// Finds public addresses only.
    outside: reqwest::Client,
    options: Options,
    pub(super) credentials: Arc<Credentials>,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

/// A registry.
#[derive(Debug)]
pub(super) struct Host {
    pub(super) name: String,
    /// It may be asked without encryption.
    pub(super) may_be_plain: bool,
    permits: Semaphore,
    known: tokio::sync::Mutex<Known>,
    tokens: Mutex<HashMap<String, Slot>>,
    /// What is left of its limit; the largest number where it has none.
    left: AtomicU64,
}

/// What the first request told.
#[derive(Clone, Debug)]
enum Known {
    Nothing,
    Reached { scheme: &'static str, challenge: Option<Challenge> },
    Gone(Fault),
}

impl Client {
    pub(super) fn new(options: Options) -> Result<Self, reqwest::Error> {
        // A second start finds the first one's.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = || {
            reqwest::Client::builder()
                .redirect(Policy::none())
                .connect_timeout(CONNECT)
                .user_agent(concat!("anyarch/", env!("CARGO_PKG_VERSION")))
        };
        let outside = builder().dns_resolver(Public).build()?;
        let credentials = Arc::clone(&options.credentials);
        let http = builder().build()?;
        Ok(Self { http, outside, options, credentials, hosts: Mutex::default() })
    }

    /// What a registry has under a reference; `None` where there is nothing.
    pub(super) async fn get(
        &self,
        reference: &Reference,
        what: What,
    ) -> Result<Option<Answer>, Fault> {
        let host = self.host(&reference.host);
        let answer = self.answer(&host, (reference, what, Method::GET)).await?;
        answer.map(|answer| checked(&host, reference, answer)).transpose()
    }

    /// The digest that a tag has now, as the registry says; `None` where it says none.
    pub(super) async fn digest(&self, reference: &Reference) -> Result<Option<String>, Fault> {
        let host = self.host(&reference.host);
        let answer = self.answer(&host, (reference, What::Manifest, Method::HEAD)).await?;
        Ok(answer.as_ref().and_then(Answer::said_digest).map(str::to_owned))
    }

    async fn answer(&self, host: &Host, asked: Asked<'_>) -> Result<Option<Answer>, Fault> {
        // Nobody hands out more permits than there are.
        let _permit = host.permits.acquire().await;
        let deadline = Instant::now() + self.options.timeout;
        let answer = self.ask(host, asked, deadline).await?;
        let host = host.name.clone();
        match answer.status {
            200 => Ok(Some(answer)),
            404 => Ok(None),
            401 | 403 => Err(Fault::Denied { host }),
            429 => Err(Fault::Limited { host, wait: answer.wait() }),
            code => Err(Fault::Status { host, code }),
        }
    }

    fn host(&self, name: &str) -> Arc<Host> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || {
            let plain = is_local(name) || self.options.insecure.iter().any(|it| it == name);
            Arc::new(Host::new(name, plain))
        };
        Arc::clone(hosts.entry(name.to_owned()).or_insert_with(new))
    }

    async fn ask(&self, host: &Host, asked: Asked<'_>, deadline: Instant) -> Result<Answer, Fault> {
        let mut known = host.known.lock().await;
        let (scheme, challenge) = match &*known {
            Known::Gone(fault) => return Err(fault.clone()),
            Known::Reached { scheme, challenge } => (*scheme, challenge.clone()),
            Known::Nothing => match self.first(host, asked.clone(), deadline).await {
                Ok((scheme, answer)) => {
                    let challenge = answer.challenge();
                    *known = Known::Reached { scheme, challenge: challenge.clone() };
                    if challenge.is_none() {
                        return Ok(answer);
                    }
                    (scheme, challenge)
                }
                Err(fault) => {
                    *known = Known::Gone(fault.clone());
                    return Err(fault);
                }
            },
        };
        drop(known);
        self.let_in(host, (scheme, challenge), asked, deadline).await
    }

    /// Hosts that may be asked without encryption are asked with it first.
    async fn first(
        &self,
        host: &Host,
        asked: Asked<'_>,
        deadline: Instant,
    ) -> Result<(&'static str, Answer), Fault> {
        let request = |scheme| request(host, scheme, asked.clone(), None);
        let secure = if host.may_be_plain {
            self.once(host, &request("https")?, deadline).await
        } else {
            self.send(host, &request("https")?, deadline).await
        };
        match secure {
            Err(Fault::Unreachable { .. }) if host.may_be_plain => {
                Ok(("http", self.send(host, &request("http")?, deadline).await?))
            }
            secure => secure.map(|answer| ("https", answer)),
        }
    }

    /// With a token, and with a fresh one where the registry no longer takes it.
    async fn let_in(
        &self,
        host: &Host,
        (scheme, challenge): (&'static str, Option<Challenge>),
        asked: Asked<'_>,
        deadline: Instant,
    ) -> Result<Answer, Fault> {
        let Some(challenge) = challenge else {
            return self.send(host, &request(host, scheme, asked, None)?, deadline).await;
        };
        let own = (&challenge, asked.0);
        let first = self.authorization(host, own, None, deadline).await?;
        let with = |header: Option<HeaderValue>| request(host, scheme, asked.clone(), header);
        let answer = self.send(host, &with(first.clone())?, deadline).await?;
        let Some(refused) = first.filter(|_| answer.status == 401) else { return Ok(answer) };
        let second = self.authorization(host, own, Some(&refused), deadline).await?;
        self.send(host, &with(second)?, deadline).await
    }

    /// Asks again what failed in passing.
    pub(super) async fn send(
        &self,
        host: &Host,
        request: &Request,
        deadline: Instant,
    ) -> Result<Answer, Fault> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let outcome = self.once(host, request, deadline).await;
            let wait = match &outcome {
                Ok(answer) if answer.fails_in_passing() => answer.wait(),
                Err(Fault::Unreachable { .. }) => None,
                Ok(_) | Err(_) => return outcome,
            };
            let wait = wait.unwrap_or_else(|| pause(attempt));
            if attempt == ATTEMPTS || Instant::now() + wait >= deadline {
                return outcome;
            }
            sleep(wait).await;
        }
    }

    async fn once(
        &self,
        host: &Host,
        request: &Request,
        deadline: Instant,
    ) -> Result<Answer, Fault> {
        host.reserve()?;
        let timeout = self.options.timeout;
        let slow = || Fault::Slow { host: host.name.clone(), timeout };
        let answer = timeout_at(deadline, self.follow(host, request));
        let answer = answer.await.map_err(|_| slow())??;
        host.note(answer.headers());
        Ok(answer)
    }

    /// Follows where a registry leads: to where its blobs lie.
    async fn follow(&self, host: &Host, request: &Request) -> Result<Answer, Fault> {
        let mut url = request.url.clone();
        let mut is_outside = false;
        for _ in 0..=REDIRECTS {
            let is_own = url.origin() == request.url.origin();
            let client = if is_outside { &self.outside } else { &self.http };
            let mut builder = client.request(request.method.clone(), url.clone());
            // What lets in here is nobody else's.
            if let Some(header) = request.authorization.clone().filter(|_| is_own) {
                builder = builder.header(AUTHORIZATION, header);
            }
            if let Some(types) = request.accept {
                builder = builder.header(ACCEPT, types);
            }
            if let Some(form) = request.form.clone().filter(|_| is_own) {
                builder = builder.header(CONTENT_TYPE, FORM).body(form);
            }
            let response = builder.send().await.map_err(|error| unreachable(host, &error))?;
            if !response.status().is_redirection() || response.status() == StatusCode::NOT_MODIFIED
            {
                return read(host, response).await;
            }
            is_outside |= response.remote_addr().is_some_and(|it| !is_private(it.ip()));
            url = target(host, &url, &response, is_outside)?;
        }
        let clause = format!("more than {REDIRECTS} times");
        Err(Fault::Redirect { host: host.name.clone(), clause })
    }
}

impl Host {
    fn new(name: &str, may_be_plain: bool) -> Self {
        Self {
            name: name.to_owned(),
            may_be_plain,
            permits: Semaphore::new(AT_ONCE),
            known: tokio::sync::Mutex::new(Known::Nothing),
            tokens: Mutex::default(),
            left: AtomicU64::new(u64::MAX),
        }
    }

    /// The token for a scope, or where it is to be put.
    pub(super) fn slot(&self, scope: &str) -> Slot {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(tokens.entry(scope.to_owned()).or_default())
    }

    /// Leaves the last pull to whoever needs it.
    fn reserve(&self) -> Result<(), Fault> {
        match self.left.load(Ordering::Relaxed) {
            left @ 0..=1 => Err(Fault::Reserved { host: self.name.clone(), left }),
            _ => Ok(()),
        }
    }

    /// `ratelimit-remaining: 76;w=21600`.
    fn note(&self, headers: &HeaderMap) {
        let text = headers.get(&REMAINING).and_then(|it| it.to_str().ok());
        let number = text.and_then(|it| it.split(';').next()?.trim().parse().ok());
        if let Some(left) = number {
            self.left.store(left, Ordering::Relaxed);
        }
    }
}

/// How long to wait after an attempt: twice as long each time, and not all at once.
fn pause(attempt: u32) -> Duration {
    use std::hash::{BuildHasher, Hasher};
    let chance = std::hash::RandomState::new().build_hasher().finish() % 100;
    Duration::from_millis((150 << attempt.min(6)) * (50 + chance) / 100)
}

/// This machine, as docker takes it.
fn is_local(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|it| it.is_loopback())
}
