//! Requests and answers, one by one: addresses, bodies, digests, and where a registry leads.
//!
//! Not when to ask again. A body is no longer than a manifest may be, and is held against its digest.

#![expect(
    clippy::disallowed_methods,
    reason = "the door: what a registry calls a time is a time of this machine"
)]

use super::{
    address::{is_private, literal},
    auth::{self, Challenge},
    connect::innermost,
    fault::Fault,
    host::{HUB, HUB_REGISTRY, Host},
};
use crate::image::{
    layout::has_digest,
    manifest::{self, MAX_BYTES},
    reference::Reference,
};
use reqwest::{
    Method, Response, Url,
    header::{HeaderMap, HeaderName, HeaderValue, LINK, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE},
};
use std::time::{Duration, SystemTime};

/// Every type that a registry may have under a name; without them it gives nothing, or something older.
const TYPES: &str = "application/vnd.oci.image.index.v1+json, \
     application/vnd.docker.distribution.manifest.list.v2+json, \
     application/vnd.oci.image.manifest.v1+json, \
     application/vnd.docker.distribution.manifest.v2+json, \
     application/vnd.docker.distribution.manifest.v1+prettyjws;q=0.5, \
     application/vnd.docker.distribution.manifest.v1+json;q=0.5";

pub(super) const FORM: &str = "application/x-www-form-urlencoded";
const DIGEST: HeaderName = HeaderName::from_static("docker-content-digest");

/// What is asked for under a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What<'a> {
    /// The manifest of a tag or digest.
    Manifest,
    /// The manifest of a tag that had this digest, if it has another one now.
    Other(&'a str),
    /// The blob of a digest.
    Blob,
    /// A page of a repository's tags, by the query that leads to it.
    Tags(&'a str),
}

/// Under which name, what, and whether with its body.
pub(super) type Asked<'a> = (&'a Reference, What<'a>, Method);

/// A request that changes nothing.
pub(super) struct Request {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) authorization: Option<HeaderValue>,
    pub(super) accept: Option<&'static str>,
    /// What is known already.
    pub(super) known: Option<HeaderValue>,
    /// A body of pairs.
    pub(super) form: Option<String>,
    /// Somebody on the Internet names the address, which must not be in a private network then.
    pub(super) from_outside: bool,
    /// It goes to a server that the registry names.
    pub(super) is_elsewhere: bool,
}

impl Request {
    pub(super) fn get(url: Url) -> Self {
        let (authorization, accept, known, form) = (None, None, None, None);
        let (method, from_outside, is_elsewhere) = (Method::GET, false, false);
        Self { method, url, authorization, accept, known, form, from_outside, is_elsewhere }
    }
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// The digest of the body.
    pub(super) digest: String,
    pub(super) body: Vec<u8>,
    /// It came from the Internet, or by way of it.
    pub(super) from_outside: bool,
    /// A token that was granted was shown for it.
    pub(super) had_token: bool,
    /// What was asked for is called so there.
    pub(super) place: Option<Reference>,
    headers: HeaderMap,
}

impl Answer {
    pub(super) const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The digest that the registry says it has.
    pub(super) fn said_digest(&self) -> Option<&str> {
        self.headers.get(&DIGEST)?.to_str().ok()
    }

    /// The query that leads to the next page: `</v2/app/tags/list?n=2&last=b>; rel="next"`.
    pub(super) fn next_page(&self) -> Option<String> {
        let text = self.headers.get(LINK)?.to_str().ok()?;
        let (address, rest) = text.trim_start().strip_prefix('<')?.split_once('>')?;
        let query = address.split_once('?')?.1;
        rest.contains("next").then(|| query.to_owned())
    }

    pub(super) fn challenge(&self) -> Option<Challenge> {
        let headers = self.headers.get_all(WWW_AUTHENTICATE).iter();
        auth::challenge(headers.filter_map(|it| it.to_str().ok())).filter(|_| self.status == 401)
    }

    pub(super) fn fails_in_passing(&self) -> bool {
        matches!(self.status, 408 | 429 | 500 | 502..=504)
    }

    /// How long the registry asks to wait.
    pub(super) fn wait(&self) -> Option<Duration> {
        let text = self.headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        httpdate::parse_http_date(text).ok()?.duration_since(SystemTime::now()).ok()
    }
}

/// The address of what is asked for.
pub(super) fn request(
    host: &Host,
    scheme: &str,
    (reference, what, method): Asked<'_>,
    authorization: Option<HeaderValue>,
) -> Result<Request, Fault> {
    let tag = reference.effective_tag().unwrap_or_default();
    let name = reference.digest.as_deref().unwrap_or(tag);
    let (behind, accept) = match what {
        What::Manifest | What::Other(_) => (format!("manifests/{name}"), Some(TYPES)),
        What::Blob => (format!("blobs/{name}"), None),
        What::Tags(query) => (format!("tags/list?{query}"), None),
    };
    // Docker Hub answers elsewhere than it is called.
    let own = if host.name == HUB { HUB_REGISTRY } else { &host.name };
    let url = Url::parse(&format!("{scheme}://{own}/v2/{}/{behind}", reference.path));
    let url = url.map_err(|error| Fault::Unreachable {
        host: host.name.clone(),
        clause: format!("it is no host: {error}"),
        lasting: true,
    })?;
    let known = match what {
        What::Other(digest) => HeaderValue::from_str(&format!("\"{digest}\"")).ok(),
        What::Manifest | What::Blob | What::Tags(_) => None,
    };
    Ok(Request { method, authorization, accept, known, ..Request::get(url) })
}

/// Where a registry leads, if a client may go there.
pub(super) fn target(
    host: &Host,
    from: &Url,
    response: &Response,
    is_outside: bool,
) -> Result<Url, Fault> {
    let refuse = |clause: String| Fault::Redirect { host: host.name.clone(), clause };
    let location = response.headers().get(LOCATION).and_then(|it| it.to_str().ok());
    let location = location.ok_or_else(|| refuse("it does not say where".to_owned()))?;
    let url = from.join(location).map_err(|error| refuse(error.to_string()))?;
    if url.scheme() != "https" && !(url.scheme() == "http" && host.may_be_plain()) {
        return Err(refuse("without encryption".to_owned()));
    }
    if is_outside && literal(&url).is_some_and(is_private) {
        return Err(refuse("into a private network".to_owned()));
    }
    Ok(url)
}

/// The body, if it is no longer than a manifest may be.
pub(super) async fn read(
    host: &Host,
    mut response: Response,
    from_outside: bool,
) -> Result<Answer, Fault> {
    let large = || Fault::Odd {
        host: host.name.clone(),
        clause: format!("its answer has more than {MAX_BYTES} bytes"),
    };
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut body = Vec::new();
    if response.content_length().is_some_and(|it| it > MAX_BYTES as u64) {
        return Err(large());
    }
    let broken = |error: reqwest::Error| Fault::Broken {
        host: host.name.clone(),
        clause: innermost(&error).to_string(),
        is_image: true,
    };
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if body.len() + chunk.len() > MAX_BYTES {
            return Err(large());
        }
        body.extend_from_slice(&chunk);
    }
    let digest = manifest::digest(&body);
    Ok(Answer { status, digest, body, from_outside, had_token: false, place: None, headers })
}

/// The body is what was asked for, and what the registry says it is.
pub(super) fn checked(host: &Host, reference: &Reference, answer: Answer) -> Result<Answer, Fault> {
    let mut wanted = answer.said_digest().into_iter().chain(reference.digest.as_deref());
    match wanted.find(|it| it.starts_with("sha256:") && *it != answer.digest) {
        Some(other) => Err(Fault::Odd {
            host: host.name.clone(),
            clause: format!("its answer has the digest {}, not {other}", answer.digest),
        }),
        // What is not of SHA-256 has not been held against anything yet.
        None if reference
            .digest
            .as_ref()
            .is_some_and(|it| !it.starts_with("sha256:") && !has_digest(&answer.body, it)) =>
        {
            let clause = "its answer has another digest than was asked for".to_owned();
            Err(Fault::Odd { host: host.name.clone(), clause })
        }
        None => Ok(answer),
    }
}

/// Why a certificate is not trusted, where the words of the library are for programmers.
fn distrust(clause: &str) -> &str {
    match clause {
        _ if clause.contains("CaUsedAsEndEntity") => "its certificate vouches for itself",
        "UnknownIssuer" => "nobody who is trusted vouches for its certificate",
        "Expired" => "its certificate has expired",
        "BadSignature" => "its certificate is not signed by who it says",
        _ => clause,
    }
}

/// Why there was no answer, and whether there would be one the next time.
pub(super) fn unreachable(host: &Host, error: &reqwest::Error) -> Fault {
    let (name, clause) = (host.name.clone(), innermost(error).to_string());
    if let Some(clause) = clause.strip_prefix("invalid peer certificate: ") {
        // It may be of a server that the registry names.
        let other = error.url().filter(|it| !host.is_at(it) && !host.is_hub(it));
        let other = other.and_then(|it| Some(it.host_str()?.to_owned()));
        let (is_registry, host) = (other.is_none(), other.unwrap_or(name));
        return Fault::Certificate { host, clause: distrust(clause).to_owned(), is_registry };
    }
    let host = name;
    if !error.is_connect() && !error.is_timeout() {
        return Fault::Broken { host, clause, is_image: false };
    }
    // Nobody there, no way there, or a wall that swallows everything.
    let is_nowhere =
        clause.contains("lookup") || clause.contains("unreachable") || error.is_timeout();
    Fault::Unreachable { host, clause, lasting: is_nowhere && error.is_connect() }
}
