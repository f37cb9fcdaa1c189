//! The snapshot's index: a text of one fact a line, read once for each process.
//!
//! Not the tags: they stay packed until one is asked for, and so do the sets of platforms, since a
//! run needs a handful of them.

use super::block::Block;
use crate::{image::Kind, platform::Platform};
use std::{ops::Range, sync::OnceLock};

static BLOB: &[u8] = include_bytes!("../../../rules/knowledge/images/snapshot.bin");

/// The list of public images in the binary.
#[derive(Debug, Default)]
pub struct Snapshot {
    pub(super) date: &'static str,
    pub(super) hosts: Vec<(&'static str, &'static str)>,
    pub(super) mirrors: Vec<Mirror>,
    sets: Vec<(&'static str, OnceLock<Option<Set>>)>,
    /// Sorted by name.
    repositories: Vec<Repository>,
    globs: Vec<(usize, &'static str)>,
    blocks: Vec<Block<'static>>,
}

/// A repository.
#[derive(Debug)]
pub(super) struct Repository {
    name: &'static str,
    pub(super) date: &'static str,
    globs: Range<usize>,
    blocks: Range<usize>,
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

    /// Every repository's canonical name, sorted.
    pub fn repositories(&self) -> impl Iterator<Item = &'static str> {
        self.repositories.iter().map(|repository| repository.name)
    }

    pub(super) fn repository(&self, name: &str) -> Option<&Repository> {
        let at = self.repositories.binary_search_by(|repository| repository.name.cmp(name)).ok()?;
        self.repositories.get(at)
    }

    pub(super) fn blocks_of(&self, repository: &Repository) -> &[Block<'static>] {
        self.blocks.get(repository.blocks.clone()).unwrap_or_default()
    }

    pub(super) fn globs_of(&self, repository: &Repository) -> &[(usize, &'static str)] {
        self.globs.get(repository.globs.clone()).unwrap_or_default()
    }

    pub(super) fn set(&self, number: usize) -> Option<&Set> {
        let (text, set) = self.sets.get(number)?;
        set.get_or_init(|| Set::read(text)).as_ref()
    }

    fn read(blob: &'static [u8]) -> Self {
        let mut snapshot = Self::default();
        let size = blob.get(17..25).and_then(|digits| std::str::from_utf8(digits).ok());
        let size = size.and_then(|digits| digits.parse().ok());
        let (text, mut packed) = size.and_then(|at| blob.split_at_checked(at)).unwrap_or_default();
        for line in std::str::from_utf8(text).unwrap_or_default().lines() {
            snapshot.take(line, &mut packed);
        }
        snapshot
    }

    /// Adds what a line says; a line that cannot be read adds nothing.
    fn take(&mut self, line: &'static str, packed: &mut &'static [u8]) -> Option<()> {
        let (word, rest) = line.split_once(' ')?;
        match word {
            "date" => self.date = rest,
            "set" => self.sets.push((rest, OnceLock::new())),
            "host" => self.hosts.push(rest.split_once(' ')?),
            "mirror" => self.mirrors.push(Mirror::read(rest)?),
            "repo" => self.repositories.push(self.begin(rest)?),
            "glob" => {
                let (set, pattern) = rest.split_once(' ')?;
                self.globs.push((set.parse().ok()?, pattern));
                self.repositories.last_mut()?.globs.end = self.globs.len();
            }
            "block" => {
                let (size, rest) = rest.split_once(' ')?;
                let (count, first) = rest.split_once(' ')?;
                let (block, behind) = packed.split_at_checked(size.parse().ok()?)?;
                *packed = behind;
                self.blocks.push(Block { packed: block, count: count.parse().ok()?, first });
                self.repositories.last_mut()?.blocks.end = self.blocks.len();
            }
            _ => {}
        }
        Some(())
    }

    /// A repository whose lines follow.
    fn begin(&self, line: &'static str) -> Option<Repository> {
        let (name, date) = line.split_once(' ')?;
        let (globs, blocks) = (self.globs.len(), self.blocks.len());
        Some(Repository { name, date, globs: globs..globs, blocks: blocks..blocks })
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
