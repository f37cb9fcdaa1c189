//! Where registries are reached: mirrors, locations that stand in for others, plain connections, and what is blocked.
//!
//! Not a request. The files are those that podman and docker read, so that an image comes from where a build takes it:
//! containers' `registries.conf` and docker's `daemon.json`. A project's own words go before both.

#![expect(clippy::disallowed_methods, reason = "the door: files about registries are read here")]

use super::{home, reference::Reference};
use serde::Deserialize;
use std::{
    fs, io,
    net::IpAddr,
    path::{Path, PathBuf},
};

/// What docker's mirrors stand in for.
const HUB: &str = "docker.io";

/// A registry, or a part of one, as `registries.conf` describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// What it is about: `quay.io`, `quay.io/team`, `*.example.com`; without it, the location.
    pub prefix: String,
    /// What is asked instead.
    pub location: String,
    /// It may be asked without encryption, or with a certificate that nobody vouches for.
    pub insecure: bool,
    /// It may not be asked at all.
    pub blocked: bool,
    /// What is asked before.
    #[serde(rename = "mirror")]
    pub mirrors: Vec<Mirror>,
    /// Mirrors are asked for digests only.
    #[serde(rename = "mirror-by-digest-only")]
    pub digest_only: bool,
}

/// A place with the same images.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Mirror {
    /// Host and path.
    pub location: String,
    /// It may be asked without encryption, or with a certificate that nobody vouches for.
    pub insecure: bool,
    /// What it is asked for.
    #[serde(rename = "pull-from-mirror")]
    pub pulls: Pulls,
}

/// What a mirror is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pulls {
    /// Everything.
    #[default]
    #[serde(alias = "")]
    All,
    /// What has a digest.
    DigestOnly,
    /// What has none.
    TagOnly,
}

/// What is known of all registries.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// By file; the first that knows a registry decides.
    sources: Vec<Vec<Entry>>,
    /// Networks whose registries may be asked without encryption.
    networks: Vec<(IpAddr, u8)>,
    problems: Vec<String>,
}

/// Where to ask for an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is called there.
    pub reference: Reference,
    /// It may be asked without encryption, or with a certificate that nobody vouches for.
    pub insecure: bool,
}

/// Some file says that a registry is not to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// What the file blocks.
    pub prefix: String,
}

#[derive(Deserialize)]
struct RegistriesConf {
    #[serde(default)]
    registry: Vec<Entry>,
}

#[derive(Deserialize)]
struct DaemonJson {
    #[serde(default, rename = "registry-mirrors")]
    mirrors: Vec<String>,
    #[serde(default, rename = "insecure-registries")]
    insecure: Vec<String>,
}

impl Access {
    /// What a project says, and then the files of the machine.
    #[must_use]
    pub fn of_user(project: Vec<Entry>) -> Self {
        let mut own = Self { sources: vec![project], ..Self::default() };
        let mut entries = Vec::new();
        for path in registries_conf() {
            if let Some(text) = own.read(&path) {
                match toml::from_str::<RegistriesConf>(&text) {
                    // A later file goes before: it is the administrator's change to the distribution's.
                    Ok(conf) => entries.splice(0..0, conf.registry).for_each(drop),
                    Err(error) => own.problem(&path, error.message()),
                }
            }
        }
        own.sources.push(entries);
        for path in daemon_json() {
            if let Some(text) = own.read(&path) {
                match serde_json::from_str(&text) {
                    Ok(daemon) => own.add_daemon(daemon),
                    Err(error) => own.problem(&path, &error.to_string()),
                }
            }
        }
        own.check();
        own
    }

    /// What could not be read, as sentences.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// Where to ask for an image, in this order; the last is the registry itself.
    ///
    /// # Errors
    /// When it may not be asked.
    pub fn places(&self, wanted: &Reference) -> Result<Vec<Place>, Blocked> {
        let Some((entry, end)) = self.sources.iter().find_map(|it| closest(it, wanted)) else {
            let insecure = self.is_insecure(&wanted.host);
            return Ok(vec![Place { reference: wanted.clone(), insecure }]);
        };
        if entry.blocked {
            return Err(Blocked { prefix: entry.prefix().to_owned() });
        }
        let by_digest = wanted.digest.is_some();
        let takes = |mirror: &&Mirror| match mirror.pulls {
            Pulls::All => by_digest || !entry.digest_only,
            Pulls::DigestOnly => by_digest,
            Pulls::TagOnly => !by_digest,
        };
        let mirrors = entry.mirrors.iter().filter(takes);
        let mirrors =
            mirrors.filter_map(|it| Some((moved(wanted, end, &it.location)?, it.insecure)));
        let origin = moved(wanted, end, &entry.location).unwrap_or_else(|| wanted.clone());
        let place = |(reference, insecure): (Reference, bool)| Place {
            insecure: insecure || self.is_insecure(&reference.host),
            reference,
        };
        Ok(mirrors.chain([(origin, entry.insecure)]).map(place).collect())
    }

    fn is_insecure(&self, host: &str) -> bool {
        let address = host.parse().ok().or_else(|| {
            let bare = host.rsplit_once(':').map_or(host, |(name, _)| name);
            bare.trim_matches(['[', ']']).parse().ok()
        });
        address.is_some_and(|it| self.networks.iter().any(|network| is_in(it, *network)))
    }

    fn add_daemon(&mut self, daemon: DaemonJson) {
        let mirror = |text: &String| Mirror {
            insecure: text.starts_with("http://")
                || daemon.insecure.iter().any(|it| it == bare(text)),
            location: bare(text).to_owned(),
            pulls: Pulls::All,
        };
        let mirrors = daemon.mirrors.iter().map(mirror).collect();
        let hub = Entry { prefix: HUB.to_owned(), mirrors, ..Entry::default() };
        let mut all = vec![hub];
        for text in daemon.insecure {
            let network = text.split_once('/');
            let network =
                network.and_then(|(it, bits)| Some((it.parse().ok()?, bits.parse().ok()?)));
            if let Some(network) = network {
                self.networks.push(network);
            } else {
                let prefix = bare(&text).to_owned();
                all.push(Entry { prefix, insecure: true, ..Entry::default() });
            }
        }
        self.sources.push(all);
    }

    /// Leaves out locations that no image can have.
    fn check(&mut self) {
        let trim = |text: &mut String| text.truncate(text.trim_end_matches('/').len());
        let mut wrong = Vec::new();
        for entry in self.sources.iter_mut().flatten() {
            trim(&mut entry.prefix);
            if let Some(clause) = wrong_prefix(&entry.prefix) {
                wrong.push(format!("`{}` is left out: {clause}", entry.prefix));
                *entry = Entry::default();
            }
            let mirrors = entry.mirrors.iter_mut().map(|it| &mut it.location);
            for location in mirrors.chain([&mut entry.location]) {
                trim(location);
                if !location.is_empty() && !is_location(location) {
                    wrong.push(format!("`{location}` is left out: it is not a registry's address such as `example.com:5000/path`"));
                    location.clear();
                }
            }
        }
        self.problems.extend(wrong);
    }

    fn read(&mut self, path: &Path) -> Option<String> {
        let text = home::read(path);
        match text.and_then(|it| String::from_utf8(it).map_err(io::Error::other)) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                self.problem(path, &error.to_string());
                None
            }
        }
    }

    fn problem(&mut self, path: &Path, clause: &str) {
        let clause = clause.lines().next().unwrap_or_default();
        self.problems.push(format!("`{}` is left out: {clause}", path.display()));
    }
}

impl Entry {
    fn prefix(&self) -> &str {
        if self.prefix.is_empty() { &self.location } else { &self.prefix }
    }

    /// How much of a name it is about: all before what a mirror has as well.
    fn covers(&self, name: &str, host: &str) -> Option<usize> {
        let prefix = self.prefix();
        if let Some(domain) = prefix.strip_prefix('*').filter(|it| it.starts_with('.')) {
            // Whatever its port is.
            let bare = host.rsplit_once(':').map_or(host, |(name, _)| name);
            return [host, bare].into_iter().find(|it| it.ends_with(domain)).map(str::len);
        }
        let rest = name.strip_prefix(prefix).filter(|_| !prefix.is_empty())?;
        // `example.com` is not about `example.com:5000`: only a path has tags.
        let ends: &[char] = if prefix.contains('/') { &['/', ':', '@'] } else { &['/'] };
        (rest.is_empty() || rest.starts_with(ends)).then_some(prefix.len())
    }
}

/// The entry with the longest prefix, and how much of the name that covers.
fn closest<'e>(entries: &'e [Entry], wanted: &Reference) -> Option<(&'e Entry, usize)> {
    let name = wanted.canonical();
    let all = entries.iter().filter_map(|it| Some((it, it.covers(&name, &wanted.host)?)));
    // Of equals the first: it is from the file that goes before.
    all.rev().max_by_key(|(entry, _)| entry.prefix().len())
}

/// What an image is called at another location; `None` without one.
fn moved(wanted: &Reference, end: usize, location: &str) -> Option<Reference> {
    let name = wanted.canonical();
    let rest = name.get(end..).filter(|_| !location.is_empty())?;
    Reference::parse(&format!("{location}{rest}")).ok()
}

/// Why a prefix is about no image at all.
fn wrong_prefix(prefix: &str) -> Option<&'static str> {
    if let Some(domain) = prefix.strip_prefix('*') {
        let is_domain = domain.starts_with('.') && !domain.contains(['/', ':', '@', '*']);
        return (!is_domain).then_some("`*.` and the name of a domain stand for all below it");
    }
    let host = prefix.split('/').next().unwrap_or_default();
    if matches!(host, "index.docker.io" | "registry-1.docker.io") {
        return Some("Docker Hub is called `docker.io` here");
    }
    let is_image = || Reference::parse(prefix).is_ok_and(|it| it.canonical().starts_with(prefix));
    (!prefix.is_empty() && !is_location(prefix) && !is_image()).then_some(
        "it is no address of a registry, such as `example.com:5000/path`, in small letters",
    )
}

/// True for the address of a registry, or of a part of one, as a reference has it.
#[must_use]
pub fn is_location(text: &str) -> bool {
    let name = format!("{text}/image");
    Reference::parse(&name).is_ok_and(|it| it.repository() == name)
}

/// An address without its scheme and the signs at its end.
pub(super) fn bare(text: &str) -> &str {
    let text =
        text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    text.trim_end_matches('/')
}

fn is_in(address: IpAddr, (network, bits): (IpAddr, u8)) -> bool {
    let (address, network, all) = match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => {
            (u128::from(address.to_bits()), u128::from(network.to_bits()), 32_u8)
        }
        (IpAddr::V6(address), IpAddr::V6(network)) => (address.to_bits(), network.to_bits(), 128),
        (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => return false,
    };
    let shift = u32::from(all.saturating_sub(bits));
    address.checked_shr(shift) == network.checked_shr(shift)
}

/// Podman's files, the one that goes before last: a person's instead of the machine's, and then the additions.
fn registries_conf() -> Vec<PathBuf> {
    let machine = PathBuf::from("/etc/containers");
    let mut folders = vec![machine.clone()];
    folders.extend(home::configuration().map(|it| it.join("containers")));
    let said = home::folder("CONTAINERS_REGISTRIES_CONF");
    let personal = folders.get(1).map(|it| it.join("registries.conf")).filter(|it| it.exists());
    let main = said.or(personal).unwrap_or_else(|| machine.join("registries.conf"));
    let mut all = vec![main];
    for folder in folders {
        let entries =
            fs::read_dir(folder.join("registries.conf.d")).into_iter().flatten().flatten();
        let paths = entries.map(|it| it.path());
        let mut paths: Vec<PathBuf> =
            paths.filter(|it| it.extension().is_some_and(|it| it == "conf")).collect();
        paths.sort();
        all.extend(paths);
    }
    all
}

/// Docker's files: a person's daemon goes before the machine's.
fn daemon_json() -> Vec<PathBuf> {
    let windows = home::folder("ProgramData").map(|it| it.join("docker/config/daemon.json"));
    let machine = Some(PathBuf::from("/etc/docker/daemon.json"));
    let own = home::configuration().map(|it| it.join("docker/daemon.json"));
    own.into_iter().chain(machine).chain(windows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(conf: &str, daemon: &str) -> Access {
        let conf: RegistriesConf = toml::from_str(conf).unwrap();
        let mut access = Access { sources: vec![conf.registry], ..Access::default() };
        access.add_daemon(serde_json::from_str(daemon).unwrap());
        access.check();
        access
    }

    #[track_caller]
    fn places(access: &Access, image: &str, expected: &[&str]) {
        let places = access.places(&Reference::parse(image).unwrap());
        let shown = match &places {
            Ok(places) => places
                .iter()
                .map(|it| {
                    let plain = if it.insecure { "plain " } else { "" };
                    format!("{plain}{}", it.reference.canonical())
                })
                .collect(),
            Err(blocked) => vec![format!("blocked {}", blocked.prefix)],
        };
        assert_eq!(shown, expected, "{image}");
    }

    #[test]
    fn the_closest_entry_says_where_images_are() {
        let access = access(
            r#"
            unqualified-search-registries = ["docker.io"]
            [[registry]]
            location = "quay.io"
            [[registry.mirror]]
            location = "mirror.example.com/quay"
            [[registry]]
            prefix = "quay.io/team"
            location = "internal.example.com:5000/team"
            insecure = true
            [[registry]]
            prefix = "quay.io/bad"
            blocked = true
            [[registry]]
            prefix = "*.example.org"
            location = "one.example.com"
            [[registry]]
            location = "digests.example.com"
            mirror-by-digest-only = true
            [[registry.mirror]]
            location = "a.example.com"
            [[registry.mirror]]
            location = "b.example.com"
            pull-from-mirror = "tag-only"
            "#,
            "{}",
        );
        assert_eq!(access.problems(), [""; 0]);
        places(&access, "quay.io/a/b:1", &["mirror.example.com/quay/a/b:1", "quay.io/a/b:1"]);
        places(
            &access,
            "quay.io/teams/b:1",
            &["mirror.example.com/quay/teams/b:1", "quay.io/teams/b:1"],
        );
        places(&access, "quay.io/team/b", &["plain internal.example.com:5000/team/b:latest"]);
        places(&access, "quay.io/bad/b", &["blocked quay.io/bad"]);
        places(&access, "quay.io:443/a", &["quay.io:443/a:latest"]);
        places(&access, "x.example.org/a/b:1", &["one.example.com/a/b:1"]);
        places(&access, "x.example.org:5000/a/b:1", &["one.example.com:5000/a/b:1"]);
        places(&access, "example.org/a:1", &["example.org/a:1"]);
        places(
            &access,
            "digests.example.com/a:1",
            &["b.example.com/a:1", "digests.example.com/a:1"],
        );
        let digest = format!("@sha256:{:064}", 1);
        places(
            &access,
            &format!("digests.example.com/a{digest}"),
            &[&format!("a.example.com/a{digest}"), &format!("digests.example.com/a{digest}")],
        );
    }

    #[test]
    fn dockers_mirrors_are_for_its_own_registry() {
        let access = access(
            "",
            r#"{"registry-mirrors": ["https://mirror.gcr.io/", "http://10.0.0.1:5000", "nonsense"],
                "insecure-registries": ["old.example.com:5000", "192.168.0.0/16"], "debug": true}"#,
        );
        places(
            &access,
            "alpine:3.22",
            &[
                "mirror.gcr.io/library/alpine:3.22",
                "plain 10.0.0.1:5000/library/alpine:3.22",
                "docker.io/library/alpine:3.22",
            ],
        );
        places(&access, "ghcr.io/a/b:1", &["ghcr.io/a/b:1"]);
        places(&access, "old.example.com:5000/a:1", &["plain old.example.com:5000/a:1"]);
        places(&access, "192.168.7.1:5000/a:1", &["plain 192.168.7.1:5000/a:1"]);
        places(&access, "192.169.7.1:5000/a:1", &["192.169.7.1:5000/a:1"]);
    }

    #[test]
    fn locations_that_are_none_are_left_out_and_told() {
        let access =
            access("[[registry]]\nlocation = \"https://quay.io\"\nprefix = \"quay.io\"", "{}");
        assert_eq!(access.problems().len(), 1, "{:?}", access.problems());
        places(&access, "quay.io/a:1", &["quay.io/a:1"]);
    }
}
