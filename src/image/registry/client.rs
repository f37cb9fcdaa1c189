//! Requests: one at a time for each connection, again where that may help, and never without an end.
//!
//! Not what an answer means. The first request to a registry goes alone: it tells whether the registry is there and
//! how it wants to be asked, so that fifty others need not find out.

use super::{
    Options,
    auth::Challenge,
    budget::{Budget, Deadline},
    connect::{Connections, Trust},
    fault::Fault,
    host::{Host, Known},
    wire::{Answer, Asked, FORM, Request, What, checked, read, request, target, unreachable},
};
use crate::image::{access::Place, credentials::Credentials, reference::Reference};
use reqwest::{
    Method, StatusCode,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue, IF_NONE_MATCH},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, sleep, timeout_at};

/// How often something is asked that failed in passing.
const ATTEMPTS: u32 = 4;

/// The status for what is as it was.
const NOT_MODIFIED: u16 = 304;

/// How often a registry may lead elsewhere.
const REDIRECTS: usize = 5;

/// All registries, and how to ask them.
#[derive(Debug)]
pub(super) struct Client {
    connections: Connections,
    options: Options,
    pub(super) credentials: Arc<Credentials>,
    /// By name, and by whether they may be asked without encryption.
    hosts: Mutex<BTreeMap<(String, bool), Arc<Host>>>,
}

impl Client {
    pub(super) fn new(options: Options) -> Self {
        let connections = Connections::new(options.certificates.clone());
        let credentials = Arc::clone(&options.credentials);
        Self { connections, options, credentials, hosts: Mutex::default() }
    }

    /// What a registry has under a reference; `None` where there is nothing.
    pub(super) async fn get(
        &self,
        reference: &Reference,
        what: What<'_>,
        budget: &Budget,
    ) -> Result<Option<Answer>, Fault> {
        self.somewhere(reference, (what, Method::GET), budget).await
    }

    /// Whether a tag still has this digest, as the registry says, and what it is called where that was said.
    pub(super) async fn is_still(
        &self,
        tag: &Reference,
        digest: &str,
        budget: &Budget,
    ) -> Result<Option<Reference>, Fault> {
        let answer = self.somewhere(tag, (What::Other(digest), Method::HEAD), budget).await?;
        let is_it = |it: &Answer| it.status == NOT_MODIFIED || it.said_digest() == Some(digest);
        Ok(answer.filter(is_it).and_then(|it| it.place))
    }

    /// What is left of the limits of registries that have one.
    pub(super) fn limits(&self) -> BTreeMap<String, u64> {
        let hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.values().filter_map(|it| Some((it.name.clone(), it.left()?))).collect()
    }

    /// Asks mirrors before the registry itself, whose word is the last.
    async fn somewhere(
        &self,
        reference: &Reference,
        what: (What<'_>, Method),
        budget: &Budget,
    ) -> Result<Option<Answer>, Fault> {
        let places = self.options.access.places(reference)?;
        // What the registry was not asked it was not too slow for.
        if budget.is_spent() {
            let (host, timeout) = (reference.host.clone(), budget.whole());
            return Err(Fault::Slow { host, timeout });
        }
        let mut refused = None;
        // A mirror that does not answer leaves time for who comes behind it.
        let count = u32::try_from(places.len()).unwrap_or(u32::MAX);
        for (place, parts) in places.iter().zip((1..=count).rev()) {
            let answer = self.at(place, what.clone(), (budget, parts)).await;
            match answer {
                Ok(Some(mut answer)) => {
                    answer.place = Some(place.reference.clone());
                    return Ok(Some(answer));
                }
                // Where the registry itself cannot be had, a mirror that wants a login is the way out.
                Err(fault) if parts == 1 && !fault.is_final() => {
                    return Err(refused.unwrap_or(fault));
                }
                _ if parts == 1 => return answer,
                Err(fault) if fault.is_final() => refused = Some(fault),
                Ok(None) | Err(_) => {}
            }
        }
        Ok(None)
    }

    async fn at(
        &self,
        place: &Place,
        (what, method): (What<'_>, Method),
        time: (&Budget, u32),
    ) -> Result<Option<Answer>, Fault> {
        let host = self.host(place);
        // Nobody hands out more permits than there are.
        let _permit = host.permits.acquire().await;
        self.options.watch.as_deref().inspect(|it| it.asks(&host.name));
        let has_digest = method == Method::GET && !matches!(what, What::Tags(_));
        let is_again = matches!(what, What::Other(_));
        let asked = (&place.reference, what, method);
        let answer = self.ask(&host, asked, time).await;
        if matches!(answer, Err(Fault::Slow { .. })) && host.was_slow() {
            let fault = answer.as_ref().err().cloned();
            *host.known.lock().await = fault.map_or(Known::Nothing, Known::Gone);
        }
        let (answer, name) = (answer?, host.name.clone());
        match answer.status {
            200 if has_digest => checked(&host, &place.reference, answer).map(Some),
            200 => Ok(Some(answer)),
            NOT_MODIFIED if is_again => Ok(Some(answer)),
            404 => Ok(None),
            401 => Err(Fault::Denied { host: name, is_sure: answer.had_token }),
            403 => Err(Fault::Denied { host: name, is_sure: false }),
            429 => Err(Fault::Limited { host: name, wait: answer.wait() }),
            code => Err(Fault::Status { host: name, code }),
        }
    }

    fn host(&self, place: &Place) -> Arc<Host> {
        let key = (place.reference.host.clone(), place.insecure);
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = hosts.get(&key) {
            return Arc::clone(host);
        }
        let host = Arc::new(Host::new(&key.0, key.1));
        hosts.insert(key, Arc::clone(&host));
        host
    }

    async fn ask(
        &self,
        host: &Host,
        asked: Asked<'_>,
        (budget, parts): (&Budget, u32),
    ) -> Result<Answer, Fault> {
        let mut known = host.known.lock().await;
        // Questions without a body count towards no limit.
        if asked.2 == Method::GET && asked.1 == What::Manifest {
            host.reserve()?;
        }
        let running = budget.start(parts);
        let deadline = running.deadline;
        let (scheme, challenge) = match &*known {
            Known::Gone(fault) => return Err(fault.clone()),
            Known::Reached { scheme, challenge } => (*scheme, challenge.clone()),
            Known::Nothing => match self.first(host, asked.clone(), deadline).await {
                (scheme, Ok(answer)) => {
                    let challenge = answer.challenge();
                    host.note_outside(answer.from_outside);
                    *known = Known::Reached { scheme, challenge: challenge.clone() };
                    if challenge.is_none() {
                        return Ok(answer);
                    }
                    (scheme, challenge)
                }
                (scheme, Err(fault)) => {
                    // What went wrong may do so for one image alone, and the others need not stand in line.
                    *known = if fault.is_of_host() {
                        Known::Gone(fault.clone())
                    } else {
                        Known::Reached { scheme, challenge: None }
                    };
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
        deadline: Deadline,
    ) -> (&'static str, Result<Answer, Fault>) {
        let send = async |scheme, is_last| {
            let request = request(host, scheme, asked.clone(), None)?;
            if is_last {
                self.send(host, &request, deadline).await
            } else {
                self.once(host, &request, deadline).await
            }
        };
        match send("https", !host.may_be_plain()).await {
            // One whose certificate is not trusted speaks with encryption.
            Err(Fault::Unreachable { .. } | Fault::Broken { .. }) if host.may_be_plain() => {
                ("http", send("http", true).await)
            }
            secure => ("https", secure),
        }
    }

    /// With a token, and with a fresh one where the registry no longer takes it.
    async fn let_in(
        &self,
        host: &Host,
        (scheme, challenge): (&'static str, Option<Challenge>),
        asked: Asked<'_>,
        deadline: Deadline,
    ) -> Result<Answer, Fault> {
        let challenge = if let Some(challenge) = challenge {
            challenge
        } else {
            let request = request(host, scheme, asked.clone(), None)?;
            let answer = self.send(host, &request, deadline).await?;
            // What everybody may see comes first now and then.
            let Some(challenge) = answer.challenge() else { return Ok(answer) };
            host.note_outside(answer.from_outside);
            let known = Known::Reached { scheme, challenge: Some(challenge.clone()) };
            *host.known.lock().await = known;
            challenge
        };
        let own = (&challenge, asked.0);
        let (first, is_granted) = self.authorization(host, own, None, deadline).await?;
        let with = |header: Option<HeaderValue>| request(host, scheme, asked.clone(), header);
        let answer = self.send(host, &with(first.clone())?, deadline).await?;
        let Some(refused) = first.filter(|_| answer.status == 401) else { return Ok(answer) };
        let (second, is_fresh) = self.authorization(host, own, Some(&refused), deadline).await?;
        if second.is_none() && is_granted && is_fresh {
            return Err(Fault::Denied { host: host.name.clone(), is_sure: true });
        }
        if second.is_none() {
            let clause = "it is refused".to_owned();
            return Err(Fault::Login { host: host.name.clone(), clause });
        }
        let mut answer = self.send(host, &with(second)?, deadline).await?;
        answer.had_token = is_fresh;
        Ok(answer)
    }

    /// Asks again what failed in passing.
    pub(super) async fn send(
        &self,
        host: &Host,
        request: &Request,
        deadline: Deadline,
    ) -> Result<Answer, Fault> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let outcome = self.once(host, request, deadline).await;
            let wait = match &outcome {
                Ok(answer) if answer.fails_in_passing() => answer.wait(),
                Err(Fault::Unreachable { lasting: false, .. } | Fault::Broken { .. }) => None,
                Ok(_) | Err(_) => return outcome,
            };
            let wait = wait.unwrap_or_else(|| pause(attempt));
            let again = Instant::now().checked_add(wait);
            if attempt == ATTEMPTS || again.is_none_or(|it| it >= deadline.at) {
                return outcome;
            }
            self.options.watch.as_deref().inspect(|it| it.asks_again(&host.name));
            sleep(wait).await;
        }
    }

    async fn once(
        &self,
        host: &Host,
        request: &Request,
        deadline: Deadline,
    ) -> Result<Answer, Fault> {
        let slow = || Fault::Slow { host: host.name.clone(), timeout: deadline.allowed };
        let answer = timeout_at(deadline.at, self.follow(host, request));
        let answer = answer.await.map_err(|_| slow())??;
        host.note(answer.headers());
        Ok(answer)
    }

    /// Follows where a registry leads: to where its blobs lie.
    async fn follow(&self, host: &Host, request: &Request) -> Result<Answer, Fault> {
        let mut url = request.url.clone();
        let mut is_outside = request.from_outside;
        for _ in 0..=REDIRECTS {
            let is_own = url.origin() == request.url.origin();
            let name = || host.name.clone();
            let (trust, public) = match (is_own, request.is_elsewhere) {
                (true, false) => (Trust::Registry(name(), host.insecure), false),
                (true, true) => (Trust::NamedBy(name()), request.from_outside),
                (false, _) => (Trust::Common, is_outside),
            };
            let client = self.connections.to(&url, trust, public);
            let client = client.map_err(|clause| no_connection(&host.name, clause))?;
            let mut builder = client.request(request.method.clone(), url.clone());
            // What lets in here is nobody else's.
            if let Some(header) = request.authorization.clone().filter(|_| is_own) {
                builder = builder.header(AUTHORIZATION, header);
            }
            if let Some(types) = request.accept {
                builder = builder.header(ACCEPT, types);
            }
            if let Some(digest) = request.known.clone() {
                builder = builder.header(IF_NONE_MATCH, digest);
            }
            if let Some(form) = request.form.clone().filter(|_| is_own) {
                builder = builder.header(CONTENT_TYPE, FORM).body(form);
            }
            let response = builder.send().await.map_err(|error| unreachable(host, &error))?;
            is_outside |= self.connections.is_from_outside(&url, &response);
            if !response.status().is_redirection() || response.status() == StatusCode::NOT_MODIFIED
            {
                return read(host, response, is_outside).await;
            }
            url = target(host, &url, &response, is_outside)?;
        }
        let clause = format!("more than {REDIRECTS} times");
        Err(Fault::Redirect { host: host.name.clone(), clause })
    }
}

fn no_connection(host: &str, clause: String) -> Fault {
    Fault::Unreachable { host: host.to_owned(), clause, lasting: true }
}

/// How long to wait after an attempt: twice as long each time, and not all at once.
fn pause(attempt: u32) -> Duration {
    use std::hash::{BuildHasher, Hasher};
    let chance = std::hash::RandomState::new().build_hasher().finish() % 100;
    Duration::from_millis((150 << attempt.min(6)) * (50 + chance) / 100)
}
