//! Names and passwords for registries, as docker, podman and CI keep them.
//!
//! Not a login: nothing is written. Secrets are never shown, and who asks gets those of one host only.

#![expect(
    clippy::disallowed_methods,
    reason = "the door: files of credentials are read and their helpers started here"
)]

use super::{
    access,
    home::{self, MOST, folder},
    memo::Memo,
    reference::Reference,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Deserializer};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fmt,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    sync::{
        Mutex, PoisonError,
        mpsc::{self, Receiver},
    },
    thread,
    time::{Duration, Instant},
};

/// The most that a helper may take; some ask a person.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long the last words of a helper that ended may be on their way.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// What docker calls its own registry.
const HUB: &str = "https://index.docker.io/v1/";

/// Text that is never shown.
#[derive(Clone, PartialEq, Eq, Deserialize, Default)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Text that is not to be shown from now on.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, for whom it is meant.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// What a registry is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Login {
    /// A name and its password.
    Password(String, Secret),
    /// A token that stands for both, and that tokens are fetched with.
    Identity(Secret),
    /// A token for the registry itself.
    Registry(Secret),
}

/// A file of credentials, as docker writes it. What is `null` is not there.
#[derive(Debug, Default, Deserialize)]
struct Config {
    #[serde(default, deserialize_with = "or_nothing")]
    auths: BTreeMap<String, Option<Entry>>,
    #[serde(default, rename = "credHelpers", deserialize_with = "or_nothing")]
    helpers: BTreeMap<String, Option<String>>,
    #[serde(default, rename = "credsStore")]
    store: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Entry {
    #[serde(default, deserialize_with = "or_nothing")]
    auth: Secret,
    #[serde(default, deserialize_with = "or_nothing")]
    username: String,
    #[serde(default, deserialize_with = "or_nothing")]
    password: Secret,
    #[serde(default, rename = "identitytoken", deserialize_with = "or_nothing")]
    identity: Secret,
    #[serde(default, rename = "registrytoken", deserialize_with = "or_nothing")]
    registry: Secret,
}

fn or_nothing<'de, D, T>(reader: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(reader)?.unwrap_or_default())
}

/// What a helper prints.
#[derive(Deserialize)]
struct Helped {
    #[serde(rename = "Username")]
    username: String,
    #[serde(rename = "Secret")]
    secret: Secret,
}

/// Why a helper gave no login, in words.
#[derive(Clone, Debug)]
enum Trouble {
    /// It took too long.
    Slow(String),
    /// It does not work: what needs no login can be had without.
    Broken(String),
}

/// Where credentials are kept, the first that knows a registry wins.
#[derive(Debug, Default)]
pub struct Credentials {
    /// A registry and the login that goes before all others.
    given: Option<(String, Login)>,
    configs: Vec<Config>,
    /// What helpers said, by their name and that of the server: each is asked once.
    helped: Memo<(String, String), Result<Option<Login>, Trouble>>,
    /// What was wrong with helpers, in words.
    failed: Mutex<BTreeSet<String>>,
    /// What could not be read, in words.
    problems: Vec<String>,
}

impl Credentials {
    /// Those of the person who runs this.
    #[must_use]
    pub fn of_user() -> Self {
        let mut own = Self::default();
        if let Some(text) = env::var("DOCKER_AUTH_CONFIG").ok().filter(|it| !it.trim().is_empty()) {
            own.add("DOCKER_AUTH_CONFIG", text.as_bytes());
        }
        for path in paths() {
            match home::read(&path) {
                Ok(text) => own.add(&path.display().to_string(), &text),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => own.problem(&path, &error),
            }
        }
        own
    }

    /// Puts a name and a password for a registry before all that is kept.
    pub fn give(&mut self, host: &str, name: String, password: Secret) {
        self.given = Some((bare(host).to_owned(), Login::Password(name, password)));
    }

    /// What could not be read.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// The registry that a login was given for.
    #[must_use]
    pub fn given_for(&self) -> Option<&str> {
        self.given.as_ref().map(|(host, _)| &**host)
    }

    /// The helpers that do not work, in words.
    #[must_use]
    pub fn failed(&self) -> Vec<String> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// What to show for a repository; `None` without any, and the reason where a helper fails or takes too long.
    ///
    /// # Errors
    /// A clause for the user.
    pub fn login(
        &self,
        reference: &Reference,
        patience: Duration,
    ) -> Result<Option<Login>, String> {
        if let Some((_, login)) = self.given.as_ref().filter(|(host, _)| *host == reference.host) {
            return Ok(Some(login.clone()));
        }
        let ask = |helper: &str, server: &str| {
            let key = (helper.to_owned(), server.to_owned());
            match self.helped.get(&key, || ask(helper, server, patience.min(PATIENCE))) {
                Ok(login) => Ok(login),
                Err(Trouble::Slow(clause)) => Err(clause),
                Err(Trouble::Broken(clause)) => {
                    let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
                    failed.insert(clause);
                    Ok(None)
                }
            }
        };
        for config in &self.configs {
            if let Some(login) = config.login(reference, ask)? {
                return Ok(Some(login));
            }
        }
        Ok(None)
    }

    fn add(&mut self, name: &str, text: &[u8]) {
        match serde_json::from_slice(text) {
            Ok(config) => {
                let Config { auths, .. } = &config;
                let wrong = auths.iter().filter(|(_, it)| it.as_ref().is_some_and(Entry::is_wrong));
                self.problems.extend(wrong.map(|(key, _)| {
                    format!("the `auth` of `{key}` in `{name}` is left out: it is not NAME:PASSWORD in base64")
                }));
                self.configs.push(config);
            }
            // What the parser says could show a secret.
            Err(error) => self.problems.push(format!(
                "`{name}` is left out: line {} is not what docker writes there",
                error.line()
            )),
        }
    }

    fn problem(&mut self, path: &Path, error: &std::io::Error) {
        self.problems.push(format!("`{}` cannot be read: {error}", path.display()));
    }
}

/// The files of docker and podman, in the order of who is asked.
fn paths() -> Vec<PathBuf> {
    let person = folder("HOME").or_else(|| folder("USERPROFILE"));
    let below = |path: &str| person.as_ref().map(|it| it.join(path));
    let docker = folder("DOCKER_CONFIG").or_else(|| below(".docker"));
    let all = [
        folder("REGISTRY_AUTH_FILE"),
        docker.map(|it| it.join("config.json")),
        folder("XDG_RUNTIME_DIR").map(|it| it.join("containers/auth.json")),
        home::configuration().map(|it| it.join("containers/auth.json")),
    ];
    all.into_iter().flatten().collect()
}

impl Config {
    fn login(
        &self,
        reference: &Reference,
        ask: impl Fn(&str, &str) -> Result<Option<Login>, String>,
    ) -> Result<Option<Login>, String> {
        let host = &*reference.host;
        let helper = self.helpers.iter().find(|(key, _)| bare(key) == host);
        let helper = helper.and_then(|(_, helper)| helper.as_ref()).or(self.store.as_ref());
        if let Some(helper) = helper.filter(|it| !it.is_empty())
            && let Some(login) = ask(helper, if host == "docker.io" { HUB } else { host })?
        {
            return Ok(Some(login));
        }
        // The longest key is the closest: `quay.io/team/app`, `quay.io/team`, `quay.io`.
        let repository = reference.repository();
        let fits = |key: &str| {
            repository.strip_prefix(key).is_some_and(|it| it.is_empty() || it.starts_with('/'))
        };
        let own = self.auths.iter().filter(|(key, _)| fits(bare(key)));
        let closest = own.max_by_key(|(key, _)| bare(key).len());
        Ok(closest.and_then(|(_, entry)| entry.as_ref()?.login()))
    }
}

/// A key without what docker writes around the host; `index.docker.io` is `docker.io`.
fn bare(key: &str) -> &str {
    let key = access::bare(key);
    let key = key.strip_suffix("/v1").or_else(|| key.strip_suffix("/v2")).unwrap_or(key);
    if matches!(key, "index.docker.io" | "registry-1.docker.io") { "docker.io" } else { key }
}

impl Entry {
    /// Nobody can tell what it says.
    fn is_wrong(&self) -> bool {
        !self.auth.0.trim().is_empty() && self.login().is_none()
    }

    fn login(&self) -> Option<Login> {
        let filled = |secret: &Secret| Some(secret.clone()).filter(|it| !it.0.is_empty());
        if let Some(token) = filled(&self.identity) {
            return Some(Login::Identity(token));
        }
        if let Some(token) = filled(&self.registry) {
            return Some(Login::Registry(token));
        }
        if !self.username.is_empty() {
            return Some(Login::Password(self.username.clone(), self.password.clone()));
        }
        let bytes = STANDARD.decode(self.auth.0.trim()).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (name, password) = text.split_once(':')?;
        let password = Secret(password.trim_end_matches('\0').to_owned());
        Some(login(name, password))
    }
}

/// A helper has a token under this name.
fn login(name: &str, secret: Secret) -> Login {
    match name {
        "<token>" => Login::Identity(secret),
        name => Login::Password(name.to_owned(), secret),
    }
}

/// How helpers say that they know no login.
const NONE: [&str; 3] = ["not found", "no credentials", "not logged in"];

/// Asks `docker-credential-NAME get`; `None` where it knows none.
fn ask(helper: &str, server: &str, patience: Duration) -> Result<Option<Login>, Trouble> {
    let plain = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.');
    if !helper.chars().all(plain) {
        let clause = "a credential helper has a name with other signs than letters";
        return Err(Trouble::Broken(clause.to_owned()));
    }
    let program = format!("docker-credential-{helper}");
    let mut command = Command::new(&program);
    command.arg("get").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let broken = |clause: &str| Trouble::Broken(format!("`{program}` {clause}"));
    let child = command.spawn();
    let mut child = child.map_err(|error| broken(&format!("cannot be started: {error}")))?;
    if let Some(mut input) = child.stdin.take() {
        // One that does not read closes it.
        let _ = input.write_all(server.as_bytes());
    }
    let printed = child.stdout.take().map(listen);
    let is_fine = ended(&mut child, patience).ok_or_else(|| {
        let seconds = patience.as_secs_f32().ceil();
        Trouble::Slow(format!("`{program}` did not answer within {seconds} s"))
    })?;
    let text = printed.as_ref().map(heard).unwrap_or_default();
    // They say that they know none on standard output, and end with 1.
    if !is_fine {
        let said = String::from_utf8_lossy(&text).to_lowercase();
        let knows_none = NONE.iter().any(|it| said.contains(it));
        return if knows_none { Ok(None) } else { Err(broken("fails")) };
    }
    let told: Helped =
        serde_json::from_slice(&text).map_err(|_| broken("prints what is no login"))?;
    Ok(Some(login(&told.username, told.secret)).filter(|_| !told.username.is_empty()))
}

/// Hears what a program prints while it runs, so that it never waits.
fn listen(output: ChildStdout) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut output = output.take(MOST);
        let mut part = [0; 4096];
        while let Ok(count @ 1..) = output.read(&mut part) {
            if sender.send(part.get(..count).unwrap_or_default().to_vec()).is_err() {
                break;
            }
        }
    });
    receiver
}

/// All that a program printed that has ended. One that it left behind may hold its output open for ever.
fn heard(parts: &Receiver<Vec<u8>>) -> Vec<u8> {
    let (mut text, end) = (Vec::new(), Instant::now() + LAST_WORDS);
    while let Ok(part) = parts.recv_timeout(end.saturating_duration_since(Instant::now())) {
        text.extend(part);
    }
    text
}

/// Whether it ended well; `None` when it had to be ended.
fn ended(child: &mut Child, patience: Duration) -> Option<bool> {
    let start = Instant::now();
    while start.elapsed() < patience {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status.success());
        }
        thread::sleep(Duration::from_millis(5));
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, image: &str) -> Option<Login> {
        let mut all = Credentials::default();
        all.add("test", text.as_bytes());
        assert_eq!(all.problems(), [""; 0]);
        all.login(&Reference::parse(image).unwrap(), PATIENCE).unwrap()
    }

    fn password(name: &str, password: &str) -> Login {
        Login::Password(name.to_owned(), Secret(password.to_owned()))
    }

    #[test]
    fn keys_are_read_as_docker_and_podman_write_them() {
        let auth = STANDARD.encode("me:a:b");
        for (key, image) in [
            ("https://index.docker.io/v1/", "alpine"),
            ("docker.io", "alpine"),
            ("quay.io", "quay.io/a/b"),
            ("https://quay.io", "quay.io/a/b"),
            ("quay.io/a", "quay.io/a/b:1"),
            ("quay.io/a/b", "quay.io/a/b"),
            ("localhost:5000", "localhost:5000/a"),
        ] {
            let text = format!(r#"{{"auths":{{"{key}":{{"auth":"{auth}"}}}}}}"#);
            assert_eq!(of(&text, image), Some(password("me", "a:b")), "{key} {image}");
        }
        for (key, image) in [
            ("quay.io/a", "quay.io/ab"),
            ("quay.io", "quay.io.example.com/a"),
            ("quay.io", "alpine"),
            ("localhost", "localhost:5000/a"),
        ] {
            let text = format!(r#"{{"auths":{{"{key}":{{"auth":"{auth}"}}}}}}"#);
            assert_eq!(of(&text, image), None, "{key} {image}");
        }
    }

    #[test]
    fn the_closest_entry_wins_and_every_kind_is_read() {
        let text = r#"{"auths":{
            "quay.io": {"username":"far","password":"1"},
            "quay.io/a": {"username":"near","password":"2"},
            "ghcr.io": {"identitytoken":"t"},
            "r.example.com": {"registrytoken":"t"},
            "empty.example.com": {}
        }}"#;
        assert_eq!(of(text, "quay.io/a/b"), Some(password("near", "2")));
        assert_eq!(of(text, "quay.io/c"), Some(password("far", "1")));
        assert_eq!(of(text, "ghcr.io/a"), Some(Login::Identity(Secret("t".to_owned()))));
        assert_eq!(of(text, "r.example.com/a"), Some(Login::Registry(Secret("t".to_owned()))));
        assert_eq!(of(text, "empty.example.com/a"), None);
    }

    #[test]
    fn secrets_are_not_shown() {
        let mut all = Credentials::default();
        all.add("one", br#"{"auths":{"a":{"auth":"c2VjcmV0OngK","password":"hidden"}}}"#);
        all.add("two", br#"{"auths":{"a":{"auth": hidden"#);
        let shown = format!("{all:?}");
        assert!(!shown.contains("hidden") && !shown.contains("c2VjcmV0OngK"), "{shown}");
        assert_eq!(all.problems(), ["`two` is left out: line 1 is not what docker writes there"]);
    }
}
