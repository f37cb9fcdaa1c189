//! The embedded list of public images: which platforms a tag has.
//!
//! Not the truth: it is what maintainers listed on a day, so no hit means unknown, never absent.
//! The blob (`rules/knowledge/images/update.py` writes it and describes it) is an index in plain
//! text and deflated blocks of front-coded tags in columns, chosen by measurement over 233,100 tags
//! (5.3 MB of JSON): grouped text packed by repository takes 418 KB with brotli and 649 KB with
//! deflate and milliseconds for an answer; columns take 383 KB with their index. The 14,190 tags
//! that are still listed stand apart, in blocks of 128, since most questions are about them.
//! On one core the first answer of a process takes 0.1 ms for the index and 0.08 ms for the block,
//! a later one 0.02 ms, all tags 45 ms (`image::snapshot_speed` in the integration tests).

mod block;
mod index;

use super::{Image, Kind, Reason, Resolution, Source, reference::Reference};
use crate::platform::Platform;
pub use block::Month;
use block::{Block, Record};
pub use index::Snapshot;
use index::{Mirror, Repository};
use std::{borrow::Cow, collections::HashMap};

/// A listed tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The tag.
    pub tag: String,
    /// What it names.
    pub kind: Kind,
    /// What it can run on.
    pub platforms: Cow<'static, [Platform]>,
    /// When it left the list; `None` while it is on it.
    pub until: Option<Month>,
    /// True when it was written down by hand.
    pub knowledge: bool,
}

/// Where to look a reference up.
struct Place {
    /// The canonical name.
    repository: String,
    /// Of the mirror rule that led here.
    only: Option<Platform>,
    mirrored: bool,
    knowledge: bool,
}

impl Snapshot {
    /// What it says of a reference.
    #[must_use]
    pub fn find(&'static self, reference: &Reference) -> Resolution {
        if reference.digest.is_some() {
            return Resolution::Unknown(Reason::DigestPin);
        }
        let tag = reference.effective_tag().unwrap_or_default();
        let place = self.place(reference);
        let Some(repository) = self.repository(&place.repository) else {
            return Resolution::Unknown(Reason::NotInSnapshot { date: self.date.to_owned() });
        };
        let date = repository.date.to_owned();
        let Some(listing) = self.listing(repository, tag) else {
            return Resolution::Unknown(Reason::TagNotInSnapshot { tag: tag.to_owned(), date });
        };
        let general = format!("{}:{tag}", place.repository);
        let Some(listing) = place.seen_through(listing) else {
            let platform = place.only.unwrap_or_default();
            return Resolution::Unknown(Reason::NotBuilt { general, platform, date });
        };
        Resolution::Found(listing.into_image(date, place.mirrored.then_some(general)))
    }

    /// Every tag that the repository of a reference has or had, sorted; mirrors are followed.
    #[must_use]
    pub fn tags(&'static self, reference: &Reference) -> Vec<Listing> {
        let place = self.place(reference);
        let Some(repository) = self.repository(&place.repository) else { return Vec::new() };
        let records = repository.blocks().iter().flat_map(|block| block.records(|_| true));
        let listings = records.filter_map(|(tag, record)| self.list(tag, record));
        let mut tags: Vec<_> = listings.filter_map(|listing| place.seen_through(listing)).collect();
        tags.sort_by(|a, b| a.tag.cmp(&b.tag));
        tags
    }

    /// The tags of the repository of a reference whose platforms `serve`: those that are still listed, or those in
    /// `past` that no longer are and begin so.
    pub fn serving(
        &'static self,
        reference: &Reference,
        past: Option<&str>,
        serve: impl Fn(&[Platform]) -> bool,
    ) -> Vec<String> {
        let place = self.place(reference);
        let Some(repository) = self.repository(&place.repository) else { return Vec::new() };
        // Thousands of tags share a few sets of platforms.
        let mut verdicts: HashMap<usize, bool> = HashMap::new();
        let verdict = |record: Record| {
            let listing = self.list(String::new(), record);
            let seen = listing.and_then(|listing| place.seen_through(listing));
            seen.is_some_and(|listing| serve(&listing.platforms))
        };
        let mut wanted =
            |record: Record| *verdicts.entry(record.set).or_insert_with(|| verdict(record));
        let all = repository.blocks();
        let (listed, gone) = all.split_at(all.partition_point(|block| !block.past));
        let blocks = past.map_or(listed, |start| beginning(gone, start));
        blocks.iter().flat_map(|block| block.records(&mut wanted)).map(|(tag, _)| tag).collect()
    }

    /// True when every tag that the repository has or had is for Windows alone; `None` when it is not known.
    #[must_use]
    pub fn windows_only(&'static self, reference: &Reference) -> Option<bool> {
        let place = self.place(reference);
        let repository = self.repository(&place.repository)?;
        let windows = |set: usize| {
            self.set(set).is_some_and(|set| set.platforms.iter().all(|it| it.os == "windows"))
        };
        // The first block of any other repository says no.
        let tags = repository.blocks().iter().all(|block| block.sets().into_iter().all(windows));
        Some(tags && repository.globs().all(|(set, _)| windows(set)))
    }

    /// Hosts renamed, the first mirror rule applied.
    fn place(&self, reference: &Reference) -> Place {
        let host = self.hosts.iter().find(|(from, _)| *from == reference.host).map(|&(_, to)| to);
        let own = format!("{}/{}", host.unwrap_or(&reference.host), reference.path);
        let is_known = self.repository(&own).is_some();
        let mut mirrors = self.mirrors.iter().filter(|_| !is_known);
        mirrors.find_map(|mirror| mirror.follow(&own)).unwrap_or(Place {
            repository: own,
            only: None,
            mirrored: host.is_some(),
            knowledge: false,
        })
    }

    fn listing(&'static self, repository: &Repository, tag: &str) -> Option<Listing> {
        let blocks = repository.blocks();
        let (listed, past) = blocks.split_at(blocks.partition_point(|block| !block.past));
        let find = |blocks: &[Block<'static>]| {
            let behind = blocks.partition_point(|block| block.first <= tag);
            blocks.get(behind.checked_sub(1)?)?.find(tag)
        };
        let record = find(listed).or_else(|| find(past)).or_else(|| {
            let mut globs = repository.globs();
            let hit = globs.find(|(_, pattern)| glob(pattern.as_bytes(), tag.as_bytes()));
            hit.map(|(set, _)| Record { set, until: None })
        });
        self.list(tag.to_owned(), record?)
    }

    fn list(&'static self, tag: String, record: Record) -> Option<Listing> {
        let set = self.set(record.set)?;
        let platforms = Cow::Borrowed(set.platforms.as_slice());
        Some(Listing {
            tag,
            kind: set.kind,
            platforms,
            until: record.until,
            knowledge: set.knowledge,
        })
    }
}

/// The blocks, in order of their tags, that may hold some with this beginning.
fn beginning<'b>(blocks: &'b [Block<'static>], start: &str) -> &'b [Block<'static>] {
    let from = blocks.partition_point(|block| block.first <= start).saturating_sub(1);
    let to = blocks.partition_point(|it| it.first <= start || it.first.starts_with(start));
    blocks.get(from..to).unwrap_or_default()
}

impl Listing {
    fn into_image(self, date: String, via: Option<String>) -> Image {
        let until = self.until.map(|month| month.to_string());
        let source = Source::Snapshot { date, until, via, knowledge: self.knowledge };
        let (platforms, flaws) = (self.platforms.into_owned(), Vec::new());
        Image { kind: self.kind, platforms, source, flaws }
    }
}

impl Place {
    /// The listing as this place has it; `None` when its one platform is not among them.
    fn seen_through(&self, mut listing: Listing) -> Option<Listing> {
        listing.knowledge |= self.knowledge;
        if self.only.is_some() {
            listing.platforms.to_mut().retain(|platform| self.shows(platform));
            listing.kind = Kind::Unknown;
        }
        (!listing.platforms.is_empty()).then_some(listing)
    }

    fn shows(&self, platform: &Platform) -> bool {
        let same = |only: &Platform| platform.same_family(only) && platform.variant == only.variant;
        self.only.as_ref().is_none_or(same)
    }
}

impl Mirror {
    fn follow(&self, name: &str) -> Option<Place> {
        let rest = name.strip_prefix(self.prefix)?;
        if self.single && rest.contains('/') {
            return None;
        }
        let repository = format!("{}{rest}", self.target);
        let only = Platform::parse(self.only).ok();
        Some(Place { repository, only, mirrored: true, knowledge: self.knowledge })
    }
}

/// True if the pattern covers the whole text: `#` is one or more digits, `*` is anything.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let from = |at: usize| text.get(at..).unwrap_or_default();
    match pattern.split_first() {
        None => text.is_empty(),
        Some((b'*', rest)) => (0..=text.len()).any(|at| glob(rest, from(at))),
        Some((b'#', rest)) => {
            let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
            (1..=digits).any(|at| glob(rest, from(at)))
        }
        Some((byte, rest)) => text.first() == Some(byte) && glob(rest, from(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn globs_cover_the_whole_tag() {
        let check = |pattern: &str, text: &str| glob(pattern.as_bytes(), text.as_bytes());
        assert!(check("10.0.17763.#", "10.0.17763.1234"));
        assert!(!check("10.0.17763.#", "10.0.17763."));
        assert!(!check("10.0.17763.#", "10.0.17763.1234-amd64"));
        assert!(check("10.0.17763.#-amd64", "10.0.17763.1234-amd64"));
        assert!(check("*arm64*", "x-arm64"));
        assert!(check("*", ""));
        assert!(!check("*arm64*", "x-amd64"));
    }
}
