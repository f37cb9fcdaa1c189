//! Facts of the world that rules need, as typed views of `rules/knowledge/*.toml`.
//!
//! Not code: a new spelling or download host is a line in a table, with its source and date.
//! Tables are read on first use; a test reads them all, so a mistake in one cannot ship.

mod command;
mod download;
mod family;
mod manager;
mod native;
mod package;
mod program;

pub use command::{
    Class, Command, Systems, command, commands, is_brought, is_cmdlet, names_powershell,
    windows_command,
};
pub use download::{Download, download};
pub use family::{Family, familiar, family};
pub use manager::{Manager, manager, manager_names, manager_of};
pub use native::is_native;
pub use package::{Package, PlatformOption, package, package_file, package_words, platform_option};
pub use program::{is_machine_code, is_system_folder};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use serde::{Deserialize, de::DeserializeOwned};
use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Architectures {
    spellings: BTreeMap<String, Vec<String>>,
    tuples: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Windows {
    shared_from: u32,
}

/// What Linux images have and Windows images have not.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linux {
    /// Shells.
    pub shells: Vec<String>,
    /// Accounts.
    pub accounts: Vec<String>,
    /// Builtins of `sh` that are no programs.
    pub builtins: Vec<String>,
    /// Programs that only start another.
    pub wrappers: Vec<String>,
}

/// What Windows has and Linux images have not. Names compare without case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowsNames {
    /// Accounts.
    pub accounts: Vec<String>,
    /// Builtins of `cmd`, which are no programs.
    pub builtins: Vec<String>,
    /// Environment variables.
    pub variables: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SystemNames {
    linux: Linux,
    windows: WindowsNames,
}

static ARCHITECTURES: LazyLock<Option<Architectures>> =
    LazyLock::new(|| table(include_str!("../rules/knowledge/architectures.toml")));
static WINDOWS: LazyLock<Option<Windows>> =
    LazyLock::new(|| table(include_str!("../rules/knowledge/windows.toml")));

/// Reads a table; a test reads them all.
fn table<T: DeserializeOwned>(text: &str) -> Option<T> {
    toml::from_str(text).ok()
}

static SYSTEMS: LazyLock<SystemNames> = LazyLock::new(|| {
    toml::from_str(include_str!("../rules/knowledge/systems.toml")).unwrap_or_default()
});

/// The names of Linux.
#[must_use]
pub fn linux() -> &'static Linux {
    &SYSTEMS.linux
}

/// The names of Windows.
#[must_use]
pub fn windows() -> &'static WindowsNames {
    &SYSTEMS.windows
}

/// True if a name stands in a list, in whatever case.
#[must_use]
pub fn has(list: &[String], name: &str) -> bool {
    list.iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// Docker's name and a spelling.
type Spelling = (&'static str, &'static str);

/// Spellings by their bucket: most words are none, and that is seen at once.
static SPELLINGS: LazyLock<Vec<Vec<Spelling>>> = LazyLock::new(|| {
    let mut buckets = vec![Vec::new(); 256];
    for (name, spelling) in spellings() {
        if let Some(bucket) = bucket(spelling).and_then(|at| buckets.get_mut(at)) {
            bucket.push((name, spelling));
        }
    }
    buckets
});

fn spellings() -> impl Iterator<Item = Spelling> {
    let all = ARCHITECTURES.iter().flat_map(|it| &it.spellings);
    all.flat_map(|(name, all)| all.iter().map(move |it| (name.as_str(), it.as_str())))
}

/// By the first letter in whatever case and the length.
fn bucket(word: &str) -> Option<usize> {
    let first = word.bytes().next()?.to_ascii_lowercase();
    (word.len() < 16).then(|| usize::from(first) ^ (word.len() << 4))
}

/// Docker's name of an architecture, from any common spelling: `x86_64` gives `amd64`.
#[must_use]
pub fn architecture(spelling: &str) -> Option<&'static str> {
    let bucket = SPELLINGS.get(bucket(spelling)?)?;
    bucket.iter().find(|(_, it)| it.eq_ignore_ascii_case(spelling)).map(|(name, _)| *name)
}

/// Spellings that mean too many other things.
const VAGUE: [&str; 5] = ["arm", "x86", "386", "mips", "armel"];

/// The spellings that mean nothing else.
pub fn clear_spellings() -> impl Iterator<Item = &'static str> {
    spellings().map(|(_, it)| it).filter(|it| !VAGUE.contains(it))
}

/// Finds the spellings in a text, the longest first.
struct Finder {
    automaton: AhoCorasick,
    /// Docker's name for each spelling.
    names: Vec<&'static str>,
}

static FINDER: LazyLock<Option<Finder>> = LazyLock::new(|| {
    let (names, words): (Vec<_>, Vec<_>) =
        spellings().filter(|(_, it)| !VAGUE.contains(it)).unzip();
    let mut builder = AhoCorasickBuilder::new();
    builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
    Some(Finder { automaton: builder.build(words).ok()?, names })
});

/// The spellings of architectures in a text with Docker's name, also those inside of longer words.
pub fn names(text: &str) -> impl Iterator<Item = (&'static str, Range<usize>)> {
    let found = FINDER.as_ref().map(|finder| finder.automaton.find_iter(text));
    found.into_iter().flatten().filter_map(|it| {
        let name = FINDER.as_ref()?.names.get(it.pattern().as_usize())?;
        Some((*name, it.range()))
    })
}

/// What stands for an architecture without a spelling of it: a folder, and ways to ask.
const OTHER_MARKS: [&str; 4] = ["lib64", "/proc/cpuinfo", "machine()", "process.arch"];

static MARKS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let is_longer = |it: &&str| !VAGUE.iter().any(|vague| it.contains(vague));
    let words = spellings().map(|(_, it)| it).filter(is_longer);
    let words = words.chain(VAGUE).chain(OTHER_MARKS);
    AhoCorasickBuilder::new().ascii_case_insensitive(true).build(words).ok()
});

/// True if a text may hold a spelling: each has a digit or an `m`.
#[must_use]
pub fn may_spell(text: &str) -> bool {
    text.bytes().any(|it| it.is_ascii_digit() || matches!(it, b'm' | b'M'))
}

/// True if a text may speak of an architecture in any way: a look that costs little, before one that costs more.
#[must_use]
pub fn may_name(text: &str) -> bool {
    let has_proc = || text.as_bytes().windows(2).any(|it| it == b"pr");
    (may_spell(text) || has_proc()) && MARKS.as_ref().is_none_or(|marks| marks.is_match(text))
}

/// Debian's folder of libraries for an architecture: `arm64` gives `aarch64-linux-gnu`.
#[must_use]
pub fn tuple(architecture: &str) -> Option<&'static str> {
    ARCHITECTURES.as_ref()?.tuples.get(architecture).map(String::as_str)
}

/// The architecture of such a folder.
#[must_use]
pub fn tuple_architecture(folder: &str) -> Option<&'static str> {
    let mut tuples = ARCHITECTURES.as_ref()?.tuples.iter();
    tuples.find(|(_, tuple)| *tuple == folder).map(|(name, _)| name.as_str())
}

/// The same for a text that may also be a platform, quoted or not: `"linux/arm64/v8"` gives `arm64`.
#[must_use]
pub fn platform_architecture(text: &str) -> Option<&'static str> {
    let plain = text.trim_matches(['"', '\'']);
    let os = plain.strip_prefix("linux/").or_else(|| plain.strip_prefix("windows/"));
    let name = os.unwrap_or(plain);
    let (name, variant) = name.split_once('/').unwrap_or((name, "v8"));
    // `amd64/alpine` is an image, and `arm/foo.dtb` a file.
    let is_variant =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    architecture(name).filter(|_| variant.strip_prefix('v').is_some_and(is_variant))
}

/// True if images of this Windows build run on hosts of later builds too.
#[must_use]
pub fn windows_build_is_shared(os_version: &str) -> bool {
    let build = os_version.split('.').nth(2).and_then(|build| build.parse().ok());
    let from = WINDOWS.as_ref().map(|table| table.shared_from);
    build.zip(from).is_some_and(|(build, from): (u32, u32)| build >= from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_passes_the_first_look() {
        for mark in spellings().map(|(_, it)| it).chain(OTHER_MARKS) {
            assert!(may_name(mark) && may_name(&mark.to_uppercase()) == may_spell(mark), "{mark}");
        }
        assert!(spellings().all(|(_, it)| may_spell(it)));
        assert!(!may_name("install") && !may_name("process"));
    }

    #[test]
    fn all_tables_can_be_read() {
        assert!(ARCHITECTURES.is_some() && WINDOWS.is_some());
        assert!(command::COMMANDS.is_some());
        assert!(download::DOWNLOADS.is_some());
        assert!(family::FAMILIES.is_some());
        assert!(manager::MANAGERS.is_some());
        assert!(package::PACKAGES.is_some());
        assert!(!linux().shells.is_empty());
    }

    #[test]
    fn a_spelling_belongs_to_one_architecture() {
        let tables = &ARCHITECTURES.as_ref().unwrap().spellings;
        let mut all: Vec<&String> = tables.values().flatten().collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
