//! The embedded list of public images: which platforms a tag has.
//!
//! Not the truth: it is what maintainers listed on a day, so no hit means unknown, never absent.
//! The blob (`rules/knowledge/images/update.py` writes it and describes it) is an index in plain
//! text and deflated blocks of up to 512 front-coded tags, because one answer then reads one block.

mod block;

use super::{Image, Kind, Reason, Resolution, Source, reference::Reference};
use crate::platform::Platform;
use block::Record;
use std::sync::OnceLock;

/// A snapshot; `embedded` is the one in the binary.
#[derive(Debug)]
pub struct Snapshot {
    date: &'static str,
    sets: Vec<&'static str>,
    hosts: Vec<&'static str>,
    mirrors: Vec<&'static str>,
    /// Sorted by name. A repository's lines are read when it is asked for.
    repositories: Vec<Repository>,
    blocks: &'static [u8],
}

/// A repository in the index.
#[derive(Clone, Copy, Debug)]
struct Repository {
    name: &'static str,
    date: &'static str,
    /// Where its first block begins.
    offset: usize,
    /// Its `glob` and `block` lines.
    lines: &'static str,
}

/// A listed tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The tag.
    pub tag: String,
    /// What it names.
    pub kind: Kind,
    /// What it can run on.
    pub platforms: Vec<Platform>,
    /// The month it left the list; `None` while it is on it.
    pub until: Option<String>,
    /// True when it was written down by hand.
    pub knowledge: bool,
}

/// A reference as the snapshot stores it.
struct Place {
    repository: String,
    /// Of the mirror rule that led here.
    only: Option<Platform>,
    mirrored: bool,
    knowledge: bool,
}

static BLOB: &[u8] = include_bytes!("../../rules/knowledge/images/snapshot.bin");

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

    /// What it says of a reference.
    #[must_use]
    pub fn find(&self, reference: &Reference) -> Resolution {
        if reference.digest.is_some() {
            return Resolution::Unknown(Reason::DigestPin);
        }
        let tag = reference.effective_tag().unwrap_or_default();
        let place = self.place(reference);
        let Some(repository) = self.repository(&place.repository) else {
            return Resolution::Unknown(Reason::NotInSnapshot { date: self.date.to_owned() });
        };
        let Some(listing) = self.listing(repository, tag) else {
            let (tag, date) = (tag.to_owned(), repository.date.to_owned());
            return Resolution::Unknown(Reason::TagNotInSnapshot { tag, date });
        };
        let general = format!("{}:{tag}", place.repository);
        let Some(listing) = place.seen_through(listing) else {
            let (platform, date) = (place.only.unwrap_or_default(), repository.date.to_owned());
            return Resolution::Unknown(Reason::NotBuilt { general, platform, date });
        };
        let source = Source::Snapshot {
            date: repository.date.to_owned(),
            until: listing.until,
            via: place.mirrored.then_some(general),
            knowledge: listing.knowledge,
        };
        Resolution::Found(Image { kind: listing.kind, platforms: listing.platforms, source })
    }

    /// Every tag that the repository of a reference has or had, sorted; mirrors are followed.
    #[must_use]
    pub fn tags(&self, reference: &Reference) -> Vec<Listing> {
        let place = self.place(reference);
        let Some(repository) = self.repository(&place.repository) else { return Vec::new() };
        let listings = self.blocks(repository).flat_map(|block| block.records());
        listings.filter_map(|(tag, record)| place.seen_through(self.list(&tag, record)?)).collect()
    }

    /// Every repository's canonical name, sorted.
    pub fn repositories(&self) -> impl Iterator<Item = &'static str> {
        self.repositories.iter().map(|repository| repository.name)
    }

    fn read(blob: &'static [u8]) -> Self {
        let end = blob.windows(2).position(|pair| pair == b"\n\n").unwrap_or(blob.len());
        let (index, blocks) = blob.split_at(end);
        let mut parts = std::str::from_utf8(index).unwrap_or_default().split("\nrepo ");
        let facts = parts.next().unwrap_or_default();
        let lines =
            |word: &'static str| facts.lines().filter_map(move |line| line.strip_prefix(word));
        Self {
            date: lines("date ").next().unwrap_or_default(),
            sets: lines("set ").collect(),
            hosts: lines("host ").collect(),
            mirrors: lines("mirror ").collect(),
            repositories: parts.filter_map(Repository::read).collect(),
            blocks: blocks.get(2..).unwrap_or_default(),
        }
    }

    fn repository(&self, name: &str) -> Option<Repository> {
        let at = self.repositories.binary_search_by(|repository| repository.name.cmp(name)).ok()?;
        self.repositories.get(at).copied()
    }

    /// Where to look a reference up: hosts renamed, the first mirror rule applied.
    fn place(&self, reference: &Reference) -> Place {
        let host = self.hosts.iter().find_map(|line| {
            line.split_once(' ').filter(|&(from, _)| from == reference.host).map(|(_, to)| to)
        });
        let own = format!("{}/{}", host.unwrap_or(&reference.host), reference.path);
        let exact = self.repository(&own).is_some();
        let mirror = self.mirrors.iter().find_map(|line| follow(line, &own)).filter(|_| !exact);
        mirror.unwrap_or(Place {
            repository: own,
            only: None,
            mirrored: host.is_some(),
            knowledge: false,
        })
    }

    fn listing(&self, repository: Repository, tag: &str) -> Option<Listing> {
        let mut blocks = self.blocks(repository).take_while(|block| block.first <= tag);
        let exact = blocks.by_ref().last().and_then(|block| block.find(tag));
        let record = exact.or_else(|| {
            let glob =
                repository.globs().find(|(_, pattern)| glob(pattern.as_bytes(), tag.as_bytes()));
            glob.map(|(set, _)| Record { set, month: 0 })
        });
        self.list(tag, record?)
    }

    fn list(&self, tag: &str, record: Record) -> Option<Listing> {
        let mut words = self.sets.get(record.set)?.split(' ');
        let kind = match words.next()? {
            "index" => Kind::Index,
            "manifest" => Kind::Manifest,
            _ => Kind::Unknown,
        };
        let knowledge = words.next()? == "knowledge";
        let platforms =
            words.next()?.split(',').filter_map(|text| Platform::parse_snapshot(text).ok());
        let until = record.until();
        Some(Listing {
            tag: tag.to_owned(),
            kind,
            platforms: platforms.collect(),
            until,
            knowledge,
        })
    }

    fn blocks(&self, repository: Repository) -> impl Iterator<Item = block::Block<'static>> {
        let mut rest = self.blocks.get(repository.offset..).unwrap_or_default();
        let lines = repository.lines.lines().filter_map(|line| line.strip_prefix("block "));
        lines.map_while(move |line| {
            let (size, counted) = line.split_once(' ')?;
            let (count, first) = counted.split_once(' ')?;
            let (packed, behind) = rest.split_at_checked(size.parse().ok()?)?;
            rest = behind;
            Some(block::Block { packed, count: count.parse().ok()?, first })
        })
    }
}

impl Repository {
    fn read(text: &'static str) -> Option<Self> {
        let (head, lines) = text.split_once('\n').unwrap_or((text, ""));
        let mut words = head.split(' ');
        let (name, date) = (words.next()?, words.next()?);
        Some(Self { name, date, offset: words.next()?.parse().ok()?, lines })
    }

    fn globs(self) -> impl Iterator<Item = (usize, &'static str)> {
        let lines = self.lines.lines().filter_map(|line| line.strip_prefix("glob "));
        lines.filter_map(|line| {
            let (set, pattern) = line.split_once(' ')?;
            Some((set.parse().ok()?, pattern))
        })
    }
}

impl Place {
    /// The listing as this place has it; `None` when its one platform is not among them.
    fn seen_through(&self, mut listing: Listing) -> Option<Listing> {
        listing.knowledge |= self.knowledge;
        if let Some(only) = &self.only {
            let same = |p: &Platform| p.same_family(only) && p.variant == only.variant;
            listing.platforms.retain(same);
            listing.kind = Kind::Unknown;
        }
        (!listing.platforms.is_empty()).then_some(listing)
    }
}

/// Applies a `mirror` line to a repository's name.
fn follow(line: &str, name: &str) -> Option<Place> {
    let mut words = line.split(' ');
    let rest = name.strip_prefix(words.next()?)?;
    let (target, only) = (words.next()?, words.next()?);
    if words.next()? == "single" && rest.contains('/') {
        return None;
    }
    let only = Platform::parse(only).ok().filter(|_| only != "-");
    let repository = format!("{target}{rest}");
    Some(Place { repository, only, mirrored: true, knowledge: words.next()? == "knowledge" })
}

/// True if the pattern covers the whole text: `#` is one or more digits, `*` is anything.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some((b'*', rest)) => {
            (0..=text.len()).any(|at| glob(rest, text.get(at..).unwrap_or_default()))
        }
        Some((b'#', rest)) => {
            let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
            (1..=digits).any(|at| glob(rest, text.get(at..).unwrap_or_default()))
        }
        Some((byte, rest)) => {
            text.split_first().is_some_and(|(first, text)| first == byte && glob(rest, text))
        }
    }
}
