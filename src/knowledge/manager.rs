//! Package managers: `rules/knowledge/package-managers.toml`.
//!
//! Not a parser of their whole command lines: it tells packages from options, so that a name is not
//! looked up that is none.

use super::{Family, table};
use foldhash::HashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// A package manager.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manager {
    /// Its commands, the usual one first.
    pub names: Vec<String>,
    /// Whose base images bring it; none for a manager of a language.
    pub families: Vec<Family>,
    /// True if only the small images of its families have it.
    #[serde(default)]
    pub minimal: bool,
    install: Vec<String>,
    values: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Managers {
    manager: Vec<Manager>,
}

pub(super) static MANAGERS: LazyLock<Option<HashMap<String, Manager>>> = LazyLock::new(|| {
    let all: Managers = table(include_str!("../../rules/knowledge/package-managers.toml"))?;
    Some(all.manager.into_iter().filter_map(|it| Some((it.names.first()?.clone(), it))).collect())
});

static NAMES: LazyLock<HashMap<&'static str, &'static Manager>> = LazyLock::new(|| {
    let all = MANAGERS.iter().flat_map(HashMap::values);
    all.flat_map(|it| it.names.iter().map(move |name| (name.as_str(), it))).collect()
});

/// The manager of this command, without folders.
#[must_use]
pub fn manager(command: &str) -> Option<&'static Manager> {
    NAMES.get(command).copied()
}

/// The manager that base images of a family bring, if they do.
#[must_use]
pub fn manager_of(family: Family) -> Option<&'static Manager> {
    let all = MANAGERS.iter().flat_map(HashMap::values);
    let usual = all.filter(|it| it.is_of(family) && !it.minimal && !it.is_low());
    usual.min_by_key(|it| it.name())
}

/// The commands of distributions' package managers.
pub fn manager_names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().filter(|(_, it)| !it.families.is_empty()).map(|(name, _)| *name)
}

impl Manager {
    /// `dpkg` and `rpm`: they install files, and other distributions have packages of them.
    #[must_use]
    pub fn is_low(&self) -> bool {
        matches!(self.name(), "dpkg" | "rpm")
    }

    /// The name by which tables speak of it: `apt-get` for `apt` too.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// True if base images of `family` bring it.
    #[must_use]
    pub fn is_of(&self, family: Family) -> bool {
        self.families.contains(&family)
    }

    /// Where packages stand among the arguments of a call; none when the call does not install.
    ///
    /// Files and addresses of packages are among them, and words that the shell fills in.
    #[must_use]
    pub fn packages(&self, arguments: &[&str]) -> Option<Vec<usize>> {
        let mut words = arguments.iter().enumerate();
        let (mut installs, mut options, mut found) = (false, true, Vec::new());
        while let Some((index, word)) = words.next() {
            if options && is_option(word) {
                options = *word != "--";
                installs |= is_in(&self.install, word);
                if is_in(&self.values, word) {
                    words.next();
                }
            } else if installs {
                found.push(index);
            } else if is_in(&self.install, word) {
                installs = true;
            } else {
                return None;
            }
        }
        installs.then_some(found)
    }

    /// A package's name without its version, architecture and the like: `jq` of `jq=1.7-1`.
    #[must_use]
    pub fn bare<'a>(&self, package: &'a str) -> &'a str {
        match self.name() {
            "npm" => match package.rfind('@') {
                Some(at) if at > 0 => package.get(..at).unwrap_or(package),
                Some(_) | None => package,
            },
            "pip" | "conda" => until(package, &['=', '<', '>', '!', '~', '[', ';', ' ', '@']),
            "gem" => until(package, &[':']),
            "apt-get" => until(package, &['=', ':', '/']),
            "apk" => until(package, &['=', '<', '>', '~', '@']),
            _ => package,
        }
    }
}

fn until<'a>(package: &'a str, ends: &[char]) -> &'a str {
    package.split(ends).next().unwrap_or(package)
}

fn is_option(word: &str) -> bool {
    word.len() > 1 && word.starts_with('-')
}

fn is_in(all: &[String], word: &str) -> bool {
    all.iter().any(|it| it == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Class, Systems, command};

    #[track_caller]
    fn check(line: &str, expected: Option<&[&str]>) {
        let words: Vec<&str> = line.split(' ').collect();
        let found = manager(words[0]).unwrap().packages(&words[1..]);
        let found: Option<Vec<&str>> =
            found.map(|all| all.into_iter().map(|index| words[index + 1]).collect());
        assert_eq!(found.as_deref(), expected, "{line}");
    }

    #[test]
    fn packages_are_told_from_options() {
        check(
            "apt-get install -y -t bookworm-backports --no-install-recommends a b",
            Some(&["a", "b"]),
        );
        check("apt-get -qq -o Acquire::Retries=3 install a", Some(&["a"]));
        check("apk add --no-cache --virtual .deps a b", Some(&["a", "b"]));
        check("apk --repository=http://x add a", Some(&["a"]));
        check("yum install -y a b", Some(&["a", "b"]));
        check("dnf --setopt=x install a", Some(&["a"]));
        check("dnf --setopt x=1 -y install a", Some(&["a"]));
        check("zypper --non-interactive in -r repo a", Some(&["a"]));
        check("pacman -Syu --noconfirm --ignore x a", Some(&["a"]));
        check("rpm -ivh https://example.com/a.rpm", Some(&["https://example.com/a.rpm"]));
        check("pip install -r requirements.txt mkl==2024.0", Some(&["mkl==2024.0"]));
        check("npm install -g -- a", Some(&["a"]));
        check("choco install -y --version 1.2 a", Some(&["a"]));
    }

    #[test]
    fn other_subcommands_install_nothing() {
        check("apt-get update", None);
        check("dnf group install a", None);
        check("rpm -qa", None);
        check("pacman -Ss a", None);
        check("conda env create -f x.yml", None);
    }

    #[test]
    fn names_are_bare() {
        let bare = |name, package| manager(name).unwrap().bare(package).to_owned();
        assert_eq!(bare("apt", "libc6:i386"), "libc6");
        assert_eq!(bare("apt-get", "jq=1.7-1"), "jq");
        assert_eq!(bare("apk", "jq~=1.7"), "jq");
        assert_eq!(bare("pip3", "mkl>=2024"), "mkl");
        assert_eq!(bare("npm", "@esbuild/linux-x64@0.25"), "@esbuild/linux-x64");
        assert_eq!(bare("npm", "@esbuild/linux-x64"), "@esbuild/linux-x64");
    }

    #[test]
    fn managers_of_distributions_are_commands_of_their_system() {
        for it in MANAGERS.as_ref().unwrap().values().filter(|it| !it.families.is_empty()) {
            let windows = it.families.iter().all(|family| family.is_windows());
            let expected = if windows { Systems::Windows } else { Systems::Linux };
            for name in &it.names {
                let known = command(name).unwrap_or_else(|| panic!("{name}"));
                assert_eq!((known.systems, known.class), (expected, Some(Class::PackageManager)));
            }
        }
    }

    #[test]
    fn families_know_their_managers() {
        assert!(manager("apt").unwrap().is_of(Family::Debian));
        assert!(!manager("apk").unwrap().is_of(Family::Debian));
        assert!(manager("our-own-script").is_none());
        assert_eq!(manager_of(Family::Debian).unwrap().name(), "apt-get");
        assert_eq!(manager_of(Family::Rhel).unwrap().name(), "dnf");
        assert!(manager_of(Family::Busybox).is_none());
    }
}
