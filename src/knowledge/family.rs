//! The family of distributions that a base image belongs to: `rules/knowledge/base-families.toml`.
//!
//! Not a look inside the image. A tag's words decide before the repository does, and what is not
//! certain has no family.

use super::{architecture, table};
use foldhash::{HashMap, HashMapExt};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// Distributions that share a package manager, and what has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Debian and Ubuntu.
    Debian,
    /// Alpine.
    Alpine,
    /// Wolfi and Chainguard: apk without Alpine's libc.
    Wolfi,
    /// Red Hat, its rebuilds, Fedora, Oracle Linux and Amazon Linux.
    Rhel,
    /// SUSE and openSUSE.
    Suse,
    /// Azure Linux and CBL-Mariner.
    #[serde(rename = "azurelinux")]
    AzureLinux,
    /// Photon.
    Photon,
    /// Arch Linux.
    Arch,
    /// `BusyBox` alone: a shell, no package manager.
    Busybox,
    /// A distribution's libraries without shell and package manager.
    Distroless,
    /// Nothing at all, or one program.
    Scratch,
    /// Windows Server Core, or more of Windows.
    WindowsServercore,
    /// Windows Nano Server.
    WindowsNanoserver,
}

impl Family {
    /// For messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Debian => "Debian or Ubuntu",
            Self::Alpine => "Alpine",
            Self::Wolfi => "Wolfi",
            Self::Rhel => "Red Hat's family",
            Self::Suse => "SUSE",
            Self::AzureLinux => "Azure Linux",
            Self::Photon => "Photon",
            Self::Arch => "Arch Linux",
            Self::Busybox => "BusyBox",
            Self::Distroless => "distroless",
            Self::Scratch => "scratch",
            Self::WindowsServercore => "Windows Server Core",
            Self::WindowsNanoserver => "Windows Nano Server",
        }
    }

    /// True if the image runs on Windows.
    #[must_use]
    pub const fn is_windows(self) -> bool {
        matches!(self, Self::WindowsServercore | Self::WindowsNanoserver)
    }
}

#[derive(Clone, Copy, Deserialize)]
#[serde(untagged)]
enum Verdict {
    Family(Family),
    Unknown(Unknown),
}

#[derive(Clone, Copy, Deserialize)]
enum Unknown {
    #[serde(rename = "unknown")]
    Unknown,
}

impl Verdict {
    const fn family(self) -> Option<Family> {
        match self {
            Self::Family(family) => Some(family),
            Self::Unknown(Unknown::Unknown) => None,
        }
    }
}

type Lists = BTreeMap<Family, Vec<String>>;
type Patterns = Vec<(String, Verdict)>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Families {
    words: Lists,
    first: Lists,
    repositories: Lists,
    tags: BTreeMap<String, Patterns>,
}

pub(super) struct Index {
    first: HashMap<String, Family>,
    words: HashMap<String, Family>,
    repositories: Repositories<Family>,
    tags: Repositories<Patterns>,
}

/// Something said of repositories: by name, or by the beginning of the name, the longest first.
struct Repositories<T> {
    exact: HashMap<String, T>,
    prefixes: Vec<(String, T)>,
}

impl<T> Repositories<T> {
    fn new(all: impl Iterator<Item = (String, T)>) -> Self {
        let (mut exact, mut prefixes) = (HashMap::new(), Vec::new());
        for (name, value) in all {
            match name.strip_suffix('*') {
                Some(prefix) => prefixes.push((prefix.to_owned(), value)),
                None => drop(exact.insert(name, value)),
            }
        }
        prefixes.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
        Self { exact, prefixes }
    }

    fn get(&self, name: &str) -> Option<&T> {
        let begins = || self.prefixes.iter().find(|(prefix, _)| name.starts_with(prefix.as_str()));
        self.exact.get(name).or_else(|| begins().map(|(_, value)| value))
    }
}

pub(super) static FAMILIES: LazyLock<Option<Index>> = LazyLock::new(|| {
    let table: Families = table(include_str!("../../rules/knowledge/base-families.toml"))?;
    Some(Index {
        first: by_name(table.first).collect(),
        words: by_name(table.words).collect(),
        repositories: Repositories::new(by_name(table.repositories)),
        tags: Repositories::new(table.tags.into_iter()),
    })
});

fn by_name(lists: Lists) -> impl Iterator<Item = (String, Family)> {
    let pairs =
        |(family, names): (Family, Vec<String>)| names.into_iter().map(move |name| (name, family));
    lists.into_iter().flat_map(pairs)
}

/// The family of an image, if it is certain: `python` and `3.13-alpine` give Alpine.
///
/// The repository may be as people write it or with its host; of an index for Linux and Windows,
/// the family is that of Linux unless the tag names Windows.
#[must_use]
pub fn family(repository: &str, tag: &str) -> Option<Family> {
    let all = FAMILIES.as_ref()?;
    let name = familiar(repository);
    let lower = tag.to_ascii_lowercase();
    for words in [&all.first, &all.words] {
        match by_words(words, &lower) {
            Words::None => {}
            Words::One(family) => return Some(family),
            Words::Many => return None,
        }
    }
    let patterns = all.tags.get(name).into_iter().flatten();
    let mut fitting = patterns.filter(|(pattern, _)| fits(pattern.as_bytes(), tag.as_bytes()));
    match fitting.next() {
        Some((_, verdict)) => verdict.family(),
        None => all.repositories.get(name).copied(),
    }
}

/// The name on Docker Hub as people write it: `docker.io/library/python`, `arm64v8/python` and copies
/// of the Docker Official Images elsewhere are `python`.
#[must_use]
pub fn familiar(repository: &str) -> &str {
    for copy in ["public.ecr.aws/docker/library/", "mirror.gcr.io/library/"] {
        if let Some(name) = repository.strip_prefix(copy) {
            return name;
        }
    }
    let hosts = ["docker.io/", "index.docker.io/"];
    let plain = hosts.iter().find_map(|host| repository.strip_prefix(host)).unwrap_or(repository);
    match plain.split_once('/') {
        Some(("library", name)) => name,
        Some((space, name)) if space != "winamd64" && architecture(space).is_some() => name,
        Some(_) | None => plain,
    }
}

enum Words {
    None,
    One(Family),
    Many,
}

fn by_words(words: &HashMap<String, Family>, tag: &str) -> Words {
    let is_version = |byte: char| byte.is_ascii_digit() || byte == '.';
    let find =
        |part: &str| words.get(part).or_else(|| words.get(part.trim_end_matches(is_version)));
    let mut found: Vec<Family> = tag.split('-').filter_map(find).copied().collect();
    found.dedup();
    match found.as_slice() {
        [] => Words::None,
        [family] => Words::One(*family),
        [_, _, ..] => Words::Many,
    }
}

/// `*` stands for any text, `?` for one character.
pub(super) fn fits(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern, text) {
        ([], []) => true,
        ([b'*', rest @ ..], _) => {
            fits(rest, text) || matches!(text, [_, next @ ..] if fits(pattern, next))
        }
        ([b'?', rest @ ..], [_, next @ ..]) => fits(rest, next),
        ([one, rest @ ..], [other, next @ ..]) => one == other && fits(rest, next),
        ([_, ..], []) | ([], [_, ..]) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(image: &str, expected: Option<Family>) {
        let (repository, tag) = image.rsplit_once(':').unwrap();
        assert_eq!(family(repository, tag), expected, "{image}");
    }

    #[test]
    fn words_of_the_tag_decide() {
        check("python:3.13-alpine", Some(Family::Alpine));
        check("python:3.13-alpine3.22", Some(Family::Alpine));
        check("node:22-bookworm-slim", Some(Family::Debian));
        check("mcr.microsoft.com/dotnet/sdk:8.0-alpine3.20", Some(Family::Alpine));
        check("mcr.microsoft.com/dotnet/sdk:8.0-azurelinux3.0", Some(Family::AzureLinux));
        check("mcr.microsoft.com/dotnet/sdk:8.0-cbl-mariner2.0", Some(Family::AzureLinux));
        check("example.com/base:1-jammy", Some(Family::Debian));
        check("nvidia/cuda:12.4.1-devel-rockylinux9", Some(Family::Rhel));
        check("golang:1.24-windowsservercore-ltsc2022", Some(Family::WindowsServercore));
        check("golang:1.24-nanoserver", Some(Family::WindowsNanoserver));
        check("mcr.microsoft.com/dotnet-buildtools/prereqs:ubuntu-22.04-x", Some(Family::Debian));
    }

    #[test]
    fn what_has_no_package_manager_goes_first() {
        check("mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled", Some(Family::Distroless));
        check(
            "mcr.microsoft.com/dotnet/aspnet:8.0-azurelinux3.0-distroless",
            Some(Family::Distroless),
        );
    }

    #[test]
    fn the_repository_decides_for_plain_tags() {
        check("python:3.13", Some(Family::Debian));
        check("docker.io/library/python:3.13-slim", Some(Family::Debian));
        check("arm64v8/python:3.13", Some(Family::Debian));
        check("public.ecr.aws/docker/library/python:3", Some(Family::Debian));
        check("mcr.microsoft.com/dotnet/sdk:10.0", Some(Family::Debian));
        check("gcr.io/distroless/static-debian12:nonroot", Some(Family::Distroless));
        check("registry.access.redhat.com/ubi9/ubi-minimal:latest", Some(Family::Rhel));
        check("registry.access.redhat.com/ubi9/ubi-micro:latest", Some(Family::Distroless));
        check("opensuse/leap:15.6", Some(Family::Suse));
        check("mcr.microsoft.com/windows/nanoserver:ltsc2025", Some(Family::WindowsNanoserver));
        check("cgr.dev/chainguard/python:latest-dev", Some(Family::Wolfi));
        check("scratch:latest", Some(Family::Scratch));
    }

    #[test]
    fn some_tags_are_of_another_family_than_their_repository() {
        check("openjdk:8", Some(Family::Debian));
        check("openjdk:17", Some(Family::Rhel));
        check("openjdk:17-slim", Some(Family::Debian));
        check("maven:3.8-openjdk-17", Some(Family::Rhel));
        check("maven:3.9", Some(Family::Debian));
        check("tomcat:9-jdk13-openjdk-oracle", Some(Family::Rhel));
        check("mysql:8.4", Some(Family::Rhel));
        check("mysql:5.6", Some(Family::Debian));
        check("wordpress:cli", Some(Family::Alpine));
    }

    #[test]
    fn what_is_not_certain_is_unknown() {
        check("example.com/base:1", None);
        check("mysql:8.0.12", None);
        check("maven:3.8.6", None);
        check("cgr.dev/chainguard/python:latest", None);
        check("example.com/base:alpine-on-debian", None);
        check("winamd64/golang:1.24", None);
    }

    #[test]
    fn patterns_fit_whole_tags() {
        assert!(fits(b"8.0.3?", b"8.0.36") && !fits(b"8.0.3?", b"8.0.3"));
        assert!(fits(b"*slim*", b"17-jdk-slim-x") && !fits(b"11*", b"8-11"));
    }

    #[test]
    fn a_name_stands_in_one_list() {
        let text = include_str!("../../rules/knowledge/base-families.toml");
        let table: Families = toml::from_str(text).unwrap();
        for lists in [&table.words, &table.repositories] {
            let mut all: Vec<&String> = lists.values().flatten().collect();
            let count = all.len();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), count);
        }
    }
}
