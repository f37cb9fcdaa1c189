//! Packages for some architectures only: `rules/knowledge/packages.toml`.
//!
//! Not a copy of any package index. A package that is not here may lack an architecture too.

use super::{Manager, family::fits, table};
use foldhash::HashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// Packages that exist for some architectures only.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// The manager that installs them, by its first name; of a file, the project.
    pub of: String,
    /// Their names, or the addresses of files; `*` stands for any text.
    pub names: Vec<String>,
    /// Docker's names of the architectures they exist for.
    pub architectures: Vec<String>,
    /// What to install instead.
    pub instead: String,
    /// Where that was read.
    pub source: String,
}

/// Options of a manager whose value names a platform.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlatformOption {
    /// The manager, by its first name.
    pub of: String,
    /// The option's names.
    pub names: Vec<String>,
    /// What to write instead.
    pub instead: String,
    /// Where that was read.
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Packages {
    package: Vec<Package>,
    file: Vec<Package>,
    option: Vec<PlatformOption>,
}

pub(super) static PACKAGES: LazyLock<Option<Packages>> =
    LazyLock::new(|| table(include_str!("../../rules/knowledge/packages.toml")));

static EXACT: LazyLock<HashMap<(&'static str, &'static str), &'static Package>> =
    LazyLock::new(|| {
        let all = PACKAGES.iter().flat_map(|it| &it.package);
        let names = |it: &'static Package| {
            it.names.iter().map(move |name| ((it.of.as_str(), name.as_str()), it))
        };
        all.flat_map(names).collect()
    });

static PATTERNS: LazyLock<Vec<(&'static str, &'static Package)>> = LazyLock::new(|| {
    let all = EXACT.iter().filter(|((_, name), _)| name.contains('*'));
    all.map(|((_, name), it)| (*name, *it)).collect()
});

impl Package {
    /// True if it exists for Docker's `architecture`.
    #[must_use]
    pub fn is_for(&self, architecture: &str) -> bool {
        self.architectures.iter().any(|it| it == architecture)
    }
}

/// What is known of a package, as it is written in a call of its manager.
#[must_use]
pub fn package(manager: &Manager, written: &str) -> Option<&'static Package> {
    let (of, bare) = (manager.name(), manager.bare(written));
    let normal = (of == "pip").then(|| bare.to_ascii_lowercase().replace(['_', '.'], "-"));
    let name = normal.as_deref().unwrap_or(bare);
    let is_it = |(pattern, it): &&(&str, &Package)| {
        it.of == of && fits(pattern.as_bytes(), name.as_bytes())
    };
    EXACT.get(&(of, name)).copied().or_else(|| PATTERNS.iter().find(is_it).map(|(_, it)| *it))
}

/// What is known of a file that names no architecture, by its address.
#[must_use]
pub fn package_file(address: &str) -> Option<&'static Package> {
    let (_, path) = address.split_once("://")?;
    let is_it = |pattern: &String| fits(pattern.as_bytes(), path.as_bytes());
    PACKAGES.as_ref()?.file.iter().find(|it| it.names.iter().any(is_it))
}

/// Text that stands in every script that installs a known package; `true` where it is the whole name.
pub fn package_words() -> impl Iterator<Item = (&'static str, bool)> {
    let all = PACKAGES.iter().flat_map(|it| it.package.iter().chain(&it.file));
    let names = all.flat_map(|it| &it.names);
    names.filter_map(|name| {
        let longest = name.split('*').max_by_key(|part| part.len())?;
        Some((longest, !name.contains('*')))
    })
}

/// What is known of a manager's option that names a platform.
#[must_use]
pub fn platform_option(manager: &Manager, name: &str) -> Option<&'static PlatformOption> {
    let all = &PACKAGES.as_ref()?.option;
    all.iter().find(|it| it.of == manager.name() && it.names.iter().any(|known| known == name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{architecture, manager};

    fn find(command: &str, name: &str) -> Option<&'static Package> {
        package(manager(command).unwrap(), name)
    }

    #[test]
    fn the_table_speaks_of_known_managers_and_architectures() {
        let all = PACKAGES.as_ref().unwrap();
        let of = all.package.iter().map(|it| &it.of).chain(all.option.iter().map(|it| &it.of));
        for name in of {
            assert_eq!(manager(name).unwrap().name(), name);
        }
        for it in all.package.iter().chain(&all.file) {
            assert!(it.source.starts_with("https://"));
            for name in &it.architectures {
                assert_eq!(architecture(name), Some(name.as_str()));
            }
        }
        assert_eq!(EXACT.len(), all.package.iter().map(|it| it.names.len()).sum::<usize>());
    }

    #[test]
    fn packages_are_found_as_they_are_written() {
        let multilib = find("apt-get", "gcc-multilib").unwrap();
        assert!(multilib.is_for("amd64") && !multilib.is_for("arm64"));
        assert!(find("apt", "g++-13-multilib").is_some());
        assert!(find("apt-get", "grub-pc-bin=2.12-1").is_some());
        assert!(find("pip3", "intel_openmp==2024.0").is_some());
        assert!(find("npm", "@esbuild/linux-x64@0.25.0").is_some());
        assert!(find("pnpm", "@rollup/rollup-linux-x64-gnu").is_some());
    }

    #[test]
    fn look_alikes_are_not_found() {
        assert!(find("apt-get", "google-chrome-stable").is_none());
        assert!(find("apt-get", "syslinux-common").is_none());
        assert!(find("apk", "syslinux").is_none());
        assert!(find("npm", "esbuild").is_none());
    }

    #[test]
    fn options_that_name_a_platform_are_known() {
        let npm = manager("npm").unwrap();
        assert!(
            platform_option(npm, "--cpu").is_some() && platform_option(npm, "--omit").is_none()
        );
    }
}
