//! The snapshot's index: a text of one fact a line, read once for each process.
//!
//! Not the tags: they stay packed until one is asked for, and so do a repository's lines and the
//! sets of platforms, since a run needs a handful of them.

use super::block::Block;
use crate::{image::Kind, platform::Platform};
use std::sync::OnceLock;

static BLOB: &[u8] = include_bytes!("../../../rules/knowledge/images/snapshot.bin");

/// The list of public images in the binary.
#[derive(Debug, Default)]
pub struct Snapshot {
    pub(super) date: &'static str,
    pub(super) hosts: Vec<(&'static str, &'static str)>,
    pub(super) mirrors: Vec<Mirror>,
    builds: Vec<(&'static str, &'static str)>,
    sets: Vec<(&'static str, OnceLock<Option<Set>>)>,
    /// Sorted by name.
    repositories: Vec<Repository>,
}

/// A repository.
#[derive(Debug)]
pub(super) struct Repository {
    name: &'static str,
    pub(super) date: &'static str,
    /// Its `glob`, `block` and `past` lines.
    lines: &'static [u8],
    /// Its blocks, one behind the other.
    packed: &'static [u8],
    /// See `blocks()`.
    blocks: OnceLock<Vec<Block<'static>>>,
}

/// A rule that leads from one repository to another.
#[derive(Debug)]
pub(super) struct Mirror {
    pub(super) prefix: &'static str,
    pub(super) target: &'static str,
    /// A platform, or `-`.
    pub(super) only: &'static str,
    pub(super) single: bool,
    pub(super) knowledge: bool,
}

/// What tags have in common.
#[derive(Debug)]
pub(super) struct Set {
    pub(super) kind: Kind,
    pub(super) knowledge: bool,
    pub(super) platforms: Vec<Platform>,
}

impl Snapshot {
    /// The snapshot in the binary; its index is read at the first call.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static SNAPSHOT: OnceLock<Snapshot> = OnceLock::new();
        SNAPSHOT.get_or_init(|| Self::read(BLOB))
    }

    /// The day of its newest source, as `2026-08-21`.
    #[must_use]
    pub fn date(&self) -> &'static str {
        self.date
    }

    /// The `os.version` of a Windows release as tags name it: `10.0.17763` for `ltsc2019`.
    #[must_use]
    pub fn windows_build(&self, release: &str) -> Option<&'static str> {
        let mut builds = self.builds.iter();
        builds.find(|(name, _)| name.eq_ignore_ascii_case(release)).map(|&(_, build)| build)
    }

    /// Every repository's canonical name, sorted.
    pub fn repositories(&self) -> impl Iterator<Item = &'static str> {
        self.repositories.iter().map(|repository| repository.name)
    }

    pub(super) fn repository(&self, name: &str) -> Option<&Repository> {
        let at = self.repositories.binary_search_by(|repository| repository.name.cmp(name)).ok()?;
        self.repositories.get(at)
    }

    pub(super) fn set(&self, number: usize) -> Option<&Set> {
        let (text, set) = self.sets.get(number)?;
        set.get_or_init(|| Set::read(text)).as_ref()
    }

    fn read(blob: &'static [u8]) -> Self {
        let mut snapshot = Self::default();
        let size = blob.get(17..25).and_then(|digits| std::str::from_utf8(digits).ok());
        let size = size.and_then(|digits| digits.parse().ok());
        let (text, mut regions) = size.and_then(|at| blob.split_at_checked(at)).unwrap_or_default();
        for line in std::str::from_utf8(text).unwrap_or_default().lines() {
            snapshot.take(line, &mut regions);
        }
        snapshot
    }

    /// Adds what a line says; a line that cannot be read adds nothing.
    fn take(&mut self, line: &'static str, regions: &mut &'static [u8]) -> Option<()> {
        let (word, rest) = line.split_once(' ')?;
        match word {
            "date" => self.date = rest,
            "set" => self.sets.push((rest, OnceLock::new())),
            "host" => self.hosts.push(rest.split_once(' ')?),
            "build" => self.builds.push(rest.split_once(' ')?),
            "mirror" => self.mirrors.push(Mirror::read(rest)?),
            "repo" => self.repositories.push(Repository::read(rest, regions)?),
            _ => {}
        }
        Some(())
    }
}

impl Repository {
    /// Reads a `repo` line and takes its region.
    fn read(line: &'static str, regions: &mut &'static [u8]) -> Option<Self> {
        let mut words = line.split(' ');
        let (name, date) = (words.next()?, words.next()?);
        let (lines, all) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        let (region, behind) = regions.split_at_checked(all)?;
        *regions = behind;
        let (lines, packed) = region.split_at_checked(lines)?;
        Some(Self { name, date, lines, packed, blocks: OnceLock::new() })
    }

    /// The packed tags: those on the list in order, then those that have left it in order.
    pub(super) fn blocks(&self) -> &[Block<'static>] {
        self.blocks.get_or_init(|| self.read_blocks())
    }

    fn read_blocks(&self) -> Vec<Block<'static>> {
        let mut rest = self.packed;
        let blocks = self.lines().filter_map(|line| {
            let past = line.strip_prefix("past ");
            let (size, line) = past.or_else(|| line.strip_prefix("block "))?.split_once(' ')?;
            let (count, first) = line.split_once(' ')?;
            let (packed, behind) = rest.split_at_checked(size.parse().ok()?)?;
            rest = behind;
            Some(Block { packed, count: count.parse().ok()?, first, past: past.is_some() })
        });
        blocks.collect()
    }

    /// Patterns of further tags with the number of their set, in order of precedence.
    pub(super) fn globs(&self) -> impl Iterator<Item = (usize, &'static str)> {
        self.lines().filter_map(|line| {
            let (set, pattern) = line.strip_prefix("glob ")?.split_once(' ')?;
            Some((set.parse().ok()?, pattern))
        })
    }

    fn lines(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::str::from_utf8(self.lines).unwrap_or_default().lines()
    }
}

impl Mirror {
    fn read(line: &'static str) -> Option<Self> {
        let mut words = line.split(' ');
        Some(Self {
            prefix: words.next()?,
            target: words.next()?,
            only: words.next()?,
            single: words.next()? == "single",
            knowledge: words.next()? == "knowledge",
        })
    }
}

impl Set {
    fn read(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let kind = match words.next()? {
            "index" => Kind::Index,
            "manifest" => Kind::Manifest,
            _ => Kind::Unknown,
        };
        let knowledge = words.next()? == "knowledge";
        let platforms = words.next()?.split(',').map(Platform::parse_snapshot);
        Some(Self { kind, knowledge, platforms: platforms.collect::<Result<_, _>>().ok()? })
    }
}
