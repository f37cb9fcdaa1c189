//! How download sites spell architectures: `rules/knowledge/downloads.toml`.
//!
//! Not a list of what can be downloaded: a project is here for its spelling. Files of package managers
//! (`.deb`, `.rpm`, `.apk`) are named as their distribution spells, whoever publishes them, so an
//! address that ends so belongs to an entry of that ending only.

use super::table;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

const PACKAGE_FILES: [&str; 3] = [".deb", ".rpm", ".apk"];

/// A project whose spelling of architectures in file names is known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Download {
    /// The beginning of its addresses, without the scheme.
    pub prefix: String,
    /// The end of the addresses that are meant, when others of the project are spelled otherwise.
    pub ends: Option<String>,
    /// What people call it.
    pub project: String,
    /// Where the names were read.
    pub source: String,
    /// Docker's name to the project's; Docker's own where the project publishes it at all.
    pub names: BTreeMap<String, String>,
    /// Docker's name to further names of the project's files, of other releases or kinds.
    #[serde(default)]
    pub also: BTreeMap<String, Vec<String>>,
    /// All names are here, also those for Arm: what has none is not published.
    #[serde(default)]
    pub complete: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Downloads {
    download: Vec<Download>,
}

pub(super) static DOWNLOADS: LazyLock<Option<Vec<Download>>> = LazyLock::new(|| {
    let mut all: Vec<Download> =
        table::<Downloads>(include_str!("../../rules/knowledge/downloads.toml"))?.download;
    // Those with an ending go before those without, the longer prefix before the shorter.
    all.sort_by_key(|it| (it.ends.is_none(), std::cmp::Reverse(it.prefix.len())));
    Some(all)
});

impl Download {
    /// True if the project names files for Docker's `architecture` with this spelling.
    #[must_use]
    pub fn spells(&self, architecture: &str, spelling: &str) -> bool {
        let first = self.names.get(architecture).is_some_and(|name| name == spelling);
        let further = self.also.get(architecture);
        first || further.is_some_and(|all| all.iter().any(|name| name == spelling))
    }
}

/// The project that an address belongs to, if its spelling of architectures is known.
#[must_use]
pub fn download(address: &str) -> Option<&'static Download> {
    let path = address.split_once("://")?.1;
    let packaged = PACKAGE_FILES.iter().any(|ending| path.ends_with(ending));
    let fits = |it: &&Download| match &it.ends {
        Some(ending) => path.ends_with(ending.as_str()),
        None => !packaged,
    };
    let mut of_prefix =
        DOWNLOADS.as_ref()?.iter().filter(|it| path.starts_with(it.prefix.as_str()));
    of_prefix.find(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_known_architectures_and_no_prefix_stands_twice() {
        let all = DOWNLOADS.as_ref().unwrap();
        let mut seen: Vec<_> = all.iter().map(|it| (&it.prefix, &it.ends)).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), all.len());
        for it in all {
            assert!(!it.prefix.contains("://"), "{}", it.prefix);
            assert!(it.source.starts_with("https://"), "{}", it.source);
            for (docker, name) in &it.names {
                assert_eq!(crate::knowledge::architecture(docker), Some(docker.as_str()));
                assert!(it.spells(docker, name));
            }
            for (docker, names) in &it.also {
                assert!(it.names.contains_key(docker), "{}: {docker}", it.project);
                assert!(names.iter().all(|name| Some(name) != it.names.get(docker)));
            }
        }
    }

    #[test]
    fn packages_are_spelled_as_their_distribution_does() {
        let path = "https://github.com/BurntSushi/ripgrep/releases/download/14.1.1/";
        assert!(download(&format!("{path}ripgrep_14.1.1-1_amd64.deb")).is_none());
        assert!(download(&format!("{path}ripgrep-14.1.1-x86_64.tar.gz")).is_some());
        assert!(download("https://example.com/tool-amd64").is_none());
        assert!(download("not an address").is_none());
    }
}
