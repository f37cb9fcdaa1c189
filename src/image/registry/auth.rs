//! How a registry wants to be asked: challenges, and the tokens that answer them.
//!
//! Not where passwords come from, which `credentials` knows. A challenge is learnt from the first refusal of a registry, and a token is fetched
//! once for all who need the same one.

use super::{
    address::{is_private, literal},
    aside::aside,
    budget::Deadline,
    client::Client,
    fault::Fault,
    host::{Host, is_local},
    wire::{Answer, Request},
};
use crate::image::{
    credentials::{Login, Secret},
    reference::Reference,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{Method, Url, header::HeaderValue};
use serde_json::Value;
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout_at},
};

/// What a registry wants to be asked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Challenge {
    /// A token from another server.
    Bearer {
        /// The server's address.
        realm: String,
        /// What the server calls the registry.
        service: Option<String>,
    },
    /// Name and password.
    Basic,
}

/// A token, and until when it is of use.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) header: HeaderValue,
    until: Instant,
    /// A server gave it, for what is asked.
    is_granted: bool,
}

/// A token that one fetches and all take.
pub(super) type Slot = Arc<Mutex<Option<Token>>>;

/// A server that does not say how long a token lasts means this long.
const LASTS: Duration = Duration::from_mins(1);

/// What does not end by itself is looked for again after a day.
const FOREVER: Duration = Duration::from_hours(24);

/// How much longer a credential helper may take that is ended.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// A token is not used in its last seconds: the clocks of two machines differ.
const MARGIN: Duration = Duration::from_secs(5);

/// Reads the values of `WWW-Authenticate`; tokens are preferred.
pub(super) fn challenge<'h>(headers: impl Iterator<Item = &'h str>) -> Option<Challenge> {
    let all: Vec<Challenge> = headers.flat_map(challenges).collect();
    let bearer = all.iter().find(|it| matches!(it, Challenge::Bearer { .. }));
    bearer.or(all.first()).cloned()
}

/// `Bearer realm="…",service="…", Basic realm="…"`.
fn challenges(header: &str) -> Vec<Challenge> {
    let mut all: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let mut rest = header.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|it: char| it == '=' || it == ',' || it.is_whitespace());
        let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let behind = behind.trim_start();
        if let Some(value) = behind.strip_prefix('=') {
            let (value, behind) = value_of(value.trim_start());
            if let Some((_, fields)) = all.last_mut() {
                fields.push((word.to_ascii_lowercase(), value));
            }
            rest = behind;
        } else {
            if !word.is_empty() {
                all.push((word.to_ascii_lowercase(), Vec::new()));
            }
            rest = behind;
        }
        rest = rest.trim_start_matches(|it: char| it == ',' || it.is_whitespace());
    }
    all.iter().filter_map(|(scheme, fields)| of_scheme(scheme, fields)).collect()
}

/// A value with or without quotes, and what stands behind it.
fn value_of(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([',', ' ']).unwrap_or(text.len());
        let (value, behind) = text.split_at(end);
        return (value.to_owned(), behind);
    };
    let mut value = String::new();
    let mut signs = quoted.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '"' => return (value, quoted.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(signs.next().map(|(_, sign)| sign)),
            _ => value.push(sign),
        }
    }
    (value, "")
}

fn of_scheme(scheme: &str, fields: &[(String, String)]) -> Option<Challenge> {
    let field = |wanted: &str| {
        fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone())
    };
    match scheme {
        "bearer" => Some(Challenge::Bearer { realm: field("realm")?, service: field("service") }),
        "basic" => Some(Challenge::Basic),
        _ => None,
    }
}

impl Client {
    /// What is sent along to be let in, `None` where nothing is known that would be; and whether a server of the
    /// registry granted it.
    pub(super) async fn authorization(
        &self,
        host: &Host,
        (challenge, reference): (&Challenge, &Reference),
        refused: Option<&HeaderValue>,
        deadline: Deadline,
    ) -> Result<(Option<HeaderValue>, bool), Fault> {
        let scope = format!("repository:{}:pull", reference.path);
        let slot = host.slot(&scope);
        let mut slot = slot.lock().await;
        if let Some(token) = slot.as_ref()
            && token.until > Instant::now()
            && Some(&token.header) != refused
        {
            return Ok((Some(token.header.clone()), token.is_granted));
        }
        let login = self.login(host, reference, deadline).await?;
        let token = match (challenge, login) {
            (Challenge::Bearer { .. }, Some(Login::Registry(token))) => given("Bearer ", &token),
            (Challenge::Bearer { realm, service }, login) => {
                let request = ask(host, (realm, service.as_deref(), &scope), login.as_ref())?;
                let answer = self.send(host, &request, deadline).await?;
                Some(token(host, &answer, login.is_some())?)
            }
            (Challenge::Basic, Some(login @ Login::Password(..))) => basic(&login),
            (Challenge::Basic, _) => None,
        };
        let is_granted = token.as_ref().is_some_and(|it| it.is_granted);
        // What was refused once is refused again.
        let token = token.filter(|it| Some(&it.header) != refused);
        slot.clone_from(&token);
        Ok((token.map(|it| it.header), is_granted))
    }

    /// The login for a repository; helpers are programs, and take their time.
    async fn login(
        &self,
        host: &Host,
        reference: &Reference,
        deadline: Deadline,
    ) -> Result<Option<Login>, Fault> {
        let (credentials, reference) = (Arc::clone(&self.credentials), reference.clone());
        let left = deadline.at.saturating_duration_since(Instant::now());
        let found = aside(move || credentials.login(&reference, left));
        let slow = |_| Fault::Slow { host: host.name.clone(), timeout: deadline.allowed };
        let found = timeout_at(deadline.at + LAST_WORDS, found).await.map_err(slow)?;
        let refuse = |clause| Fault::Login { host: host.name.clone(), clause };
        found.unwrap_or_else(|error| Err(error.to_string())).map_err(refuse)
    }
}

/// What does not end by itself.
fn given(scheme: &str, secret: &Secret) -> Option<Token> {
    let mut header = HeaderValue::from_str(&format!("{scheme}{}", secret.reveal())).ok()?;
    header.set_sensitive(true);
    Some(Token { header, until: Instant::now() + FOREVER, is_granted: false })
}

fn basic(login: &Login) -> Option<Token> {
    let Login::Password(name, password) = login else { return None };
    let pair = STANDARD.encode(format!("{name}:{}", password.reveal()));
    let mut token = given("Basic ", &Secret::default())?;
    token.header = HeaderValue::from_str(&format!("Basic {pair}")).ok()?;
    token.header.set_sensitive(true);
    Some(token)
}

/// The question for a token.
fn ask(
    host: &Host,
    (realm, service, scope): (&str, Option<&str>, &str),
    login: Option<&Login>,
) -> Result<Request, Fault> {
    let mut url = Url::parse(realm).map_err(|error| {
        let clause = format!("the address of its tokens is none: {error}");
        Fault::Odd { host: host.name.clone(), clause }
    })?;
    // What one registry may be sent without encryption is no other server's.
    let is_elsewhere = !host.is_at(&url);
    // This machine may be meant by itself alone.
    let is_here = is_local(&host.name) && url.host_str().is_some_and(is_local);
    let is_own = !is_elsewhere || is_here;
    if url.scheme() != "https" && !(host.may_be_plain() && is_own) {
        let clause = "its tokens are to be fetched without encryption".to_owned();
        return Err(Fault::Redirect { host: host.name.clone(), clause });
    }
    let mut pairs = vec![("scope", scope)];
    pairs.extend(service.map(|it| ("service", it)));
    let from_outside = host.is_outside() && !is_own;
    if from_outside && literal(&url).is_some_and(is_private) {
        let clause = "its tokens are to be fetched in a private network".to_owned();
        return Err(Fault::Redirect { host: host.name.clone(), clause });
    }
    if let Some(Login::Identity(secret)) = login {
        pairs.extend([
            ("grant_type", "refresh_token"),
            ("client_id", "anyarch"),
            ("refresh_token", secret.reveal()),
        ]);
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let (method, form) = (Method::POST, Some(form));
        return Ok(Request { method, form, from_outside, is_elsewhere, ..Request::get(url) });
    }
    url.query_pairs_mut().extend_pairs(pairs);
    let authorization = login.and_then(basic).map(|it| it.header);
    Ok(Request { authorization, from_outside, is_elsewhere, ..Request::get(url) })
}

fn token(host: &Host, answer: &Answer, has_login: bool) -> Result<Token, Fault> {
    let host = host.name.clone();
    match answer.status {
        200 => {}
        400..=403 if has_login => {
            let clause = "it is refused".to_owned();
            return Err(Fault::Login { host, clause });
        }
        400..=403 => return Err(Fault::Denied { host, is_sure: false }),
        code => return Err(Fault::Status { host, code }),
    }
    let odd = |clause: &str| Fault::Odd { host: host.clone(), clause: clause.to_owned() };
    let value: Value =
        serde_json::from_slice(&answer.body).map_err(|_| odd("its token is not in JSON"))?;
    let text = |name: &str| value.get(name).and_then(Value::as_str).filter(|it| !it.is_empty());
    let token = text("token").or_else(|| text("access_token"));
    let token = token.ok_or_else(|| odd("its answer holds no token"))?;
    let mut header = HeaderValue::from_str(&format!("Bearer {token}"))
        .map_err(|_| odd("its token has signs that no header may have"))?;
    header.set_sensitive(true);
    let lasts = value.get("expires_in").and_then(Value::as_u64);
    let lasts = lasts.map_or(LASTS, |it| Duration::from_secs(it.clamp(10, 86_400)));
    let until = Instant::now() + lasts.saturating_sub(MARGIN);
    Ok(Token { header, until, is_granted: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenges_are_read() {
        let bearer = |realm: &str, service: Option<&str>| {
            Some(Challenge::Bearer { realm: realm.to_owned(), service: service.map(str::to_owned) })
        };
        for (header, expected) in [
            (
                r#"Bearer realm="https://auth.docker.io/token",service="registry.docker.io""#,
                bearer("https://auth.docker.io/token", Some("registry.docker.io")),
            ),
            (
                r#"bearer scope="a b,c", realm = "https://x/t?a=\"1\"""#,
                bearer("https://x/t?a=\"1\"", None),
            ),
            (r#"Basic realm="x", Bearer realm="https://x/t""#, bearer("https://x/t", None)),
            (r#"Basic realm="x, y""#, Some(Challenge::Basic)),
            ("Basic", Some(Challenge::Basic)),
            ("Bearer realm=https://x/t", bearer("https://x/t", None)),
            ("Bearer service=x", None),
            ("Negotiate abc==", None),
            ("Bearer realm=", bearer("", None)),
            (r#"=,="",,"#, None),
            ("", None),
        ] {
            assert_eq!(challenge([header].into_iter()), expected, "{header}");
        }
    }

    #[test]
    fn nobody_on_the_internet_has_tokens_in_a_private_network() {
        let ask_at = |name: &str, is_outside: bool, realm: &str| {
            let host = Host::new(name, false);
            host.note_outside(is_outside);
            ask(&host, (realm, None, "repository:a:pull"), None).map(|it| it.url.to_string())
        };
        for realm in ["https://127.0.0.1:5000/t", "https://169.254.169.254/t", "https://[::1]/t"] {
            assert!(ask_at("ghcr.io", true, realm).is_err(), "{realm}");
            assert!(ask_at("registry.corp.example", false, realm).is_ok(), "{realm}");
        }
        assert!(ask_at("ghcr.io", true, "https://ghcr.io/token").is_ok());
        // Without encryption this machine may be asked by itself alone.
        for (name, realm, is_fine) in [
            ("127.0.0.1:5000", "http://127.0.0.1:5001/t", true),
            ("localhost:80", "http://localhost/t", true),
            ("registry.corp.example", "http://127.0.0.1:5001/t", false),
            ("127.0.0.1:5000", "http://registry.corp.example/t", false),
        ] {
            assert_eq!(ask_at(name, false, realm).is_ok(), is_fine, "{name} {realm}");
        }
    }
}
