//! The tag to use instead: of the same repository, the same make, and for all required platforms.
//!
//! Not a judge of compatibility: a higher version may break the build, and only a person knows.
//! Tags are compared by their parts (`v` + `5.7` + `-slim-bookworm`), because that is how the people
//! who name them mean them; the nearest higher version comes first, since a tag that lacks a
//! platform is nearly always too old for it.

use crate::platform::{Platform, Verdict, select};
use smallvec::SmallVec;
use std::cmp::Ordering;

/// Debian's and Ubuntu's names of releases, each in order of time.
const RELEASES: [&[&str]; 2] = [
    &[
        "squeeze", "wheezy", "jessie", "stretch", "buster", "bullseye", "bookworm", "trixie",
        "forky", "duke",
    ],
    &["trusty", "xenial", "bionic", "focal", "jammy", "noble", "resolute"],
];

/// What a word of a tag begins with when the tag is not for everyone.
const UNFINISHED: [&str; 14] = [
    "rc",
    "alpha",
    "beta",
    "nightly",
    "preview",
    "dev",
    "edge",
    "snapshot",
    "unstable",
    "testing",
    "experimental",
    "insider",
    "sid",
    "rawhide",
];

/// True if the platforms serve every required one, with the required architecture itself.
pub(super) fn serves(platforms: &[Platform], required: &[Platform]) -> bool {
    required.iter().all(|wanted| match select(wanted, platforms) {
        Some((_, Verdict::Exact)) => true,
        Some((at, _)) => platforms.get(at).is_some_and(|found| found.same_family(wanted)),
        None => false,
    })
}

/// The best of some tags to stand in for a wanted one.
pub(super) fn best<'a>(wanted: &str, tags: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let parts = Parts::of(wanted);
    let others = tags.filter(|&tag| tag != wanted).map(|tag| (tag, Parts::of(tag)));
    let fit = others.filter(|(_, other)| parts.unfinished() || !other.unfinished());
    let ranked = fit.filter_map(|(tag, other)| Some((parts.rank(&other)?, tag)));
    ranked.min().map(|(_, tag)| tag)
}

/// What a tag begins with up to the second number of its version: `v5.7` of `v5.7.38-debian`.
pub(super) fn version(tag: &str) -> Option<&str> {
    let (lead, rest) = lead(tag)?;
    let after = |from: usize| {
        let digits = rest.get(from..)?.find(|it: char| !it.is_ascii_digit());
        Some(digits.map_or(rest.len(), |length| from + length))
    };
    let first = after(0)?;
    let second = after(first + 1).filter(|end| *end > first + 1);
    let is_dotted = rest.get(first..).is_some_and(|it| it.starts_with('.'));
    tag.get(..lead.len() + second.filter(|_| is_dotted).unwrap_or(first))
}

/// What goes before the version of a tag, and the rest; `None` for a tag without a version.
fn lead(tag: &str) -> Option<(&str, &str)> {
    let begin = tag.find(|it: char| it.is_ascii_digit())?;
    tag.split_at_checked(begin).filter(|(lead, _)| is_lead(lead))
}

/// Words of a tag; thousands of tags are read for one answer.
type Words<'a> = SmallVec<[&'a str; 4]>;

/// A tag in its parts.
struct Parts<'a> {
    /// Before the version: empty or a letter or word, as `v` and `jdk-`.
    lead: &'a str,
    version: SmallVec<[u64; 4]>,
    /// Behind the version.
    words: Words<'a>,
}

/// A word without what changes from release to release.
#[derive(PartialEq, Eq)]
enum Shape<'a> {
    /// Of which family.
    Release(usize),
    /// Without its number.
    Word(&'a str),
}

/// How far a tag is from the wanted one; less is nearer.
type Rank = (Likeness, bool, usize, Vec<Step>, Vec<Step>, usize);

/// How much of the make is the same.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// All words.
    Same,
    /// The words but for numbers and releases: `alpine3.20` and `alpine3.22`.
    Shape,
    /// Some words fewer.
    Plainer,
}

/// The way from a number to another.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Up(u64),
    Down(u64),
}

impl<'a> Parts<'a> {
    fn of(tag: &'a str) -> Self {
        let Some((lead, rest)) = lead(tag) else {
            return Self { lead: "", version: SmallVec::new(), words: split(tag) };
        };
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (version, behind) = rest.split_at_checked(end).unwrap_or_default();
        let version = version.split('.').filter_map(|digits| digits.parse().ok()).collect();
        Self { lead, version, words: split(behind) }
    }

    /// A release candidate and the like: `3.14-rc-slim`, `3.14.0b1`, `9-ea`.
    fn unfinished(&self) -> bool {
        let letter_and_digit = |word: &str| {
            let rest = word.strip_prefix(['a', 'b', 'M']).unwrap_or_default();
            !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
        };
        self.words.iter().any(|word| {
            *word == "ea"
                || letter_and_digit(word)
                || UNFINISHED.iter().any(|known| word.starts_with(known))
        })
    }

    fn rank(&self, other: &Self) -> Option<Rank> {
        let likeness = self.likeness(other)?;
        let lower = other.version.cmp(&self.version) == Ordering::Less;
        let lengths = self.version.len().abs_diff(other.version.len());
        let words = steps(&numbers(&self.words), &numbers(&other.words));
        Some((
            likeness,
            lower,
            lengths,
            steps(&self.version, &other.version),
            words,
            other.words.len(),
        ))
    }

    fn likeness(&self, other: &Self) -> Option<Likeness> {
        let versioned = self.version.is_empty() == other.version.is_empty();
        if self.lead != other.lead || !versioned {
            return None;
        }
        if self.words == other.words {
            return Some(Likeness::Same);
        }
        let (own, its) = (|| self.words.iter().map(shape), || other.words.iter().map(shape));
        if own().eq(its()) {
            return Some(Likeness::Shape);
        }
        let plainer =
            !self.version.is_empty() && its().all(|shape| own().any(|other| other == shape));
        plainer.then_some(Likeness::Plainer)
    }
}

/// True for what goes before a version, `v` and `jdk-`, and false for a word that has digits in it,
/// as `alpine3.20`.
fn is_lead(text: &str) -> bool {
    let name = text.strip_suffix('-').unwrap_or(text);
    text.len() <= 4 && !name.contains(['-', '.', '_'])
}

fn split(text: &str) -> Words<'_> {
    text.split(['-', '_']).filter(|word| !word.is_empty()).collect()
}

fn shape<'a>(word: &&'a str) -> Shape<'a> {
    match RELEASES.iter().position(|names| names.contains(word)) {
        Some(family) => Shape::Release(family),
        None => Shape::Word(word.trim_matches(|c: char| c.is_ascii_digit() || c == '.')),
    }
}

/// The numbers in words; a release counts as its place in time.
fn numbers(words: &[&str]) -> Vec<u64> {
    let release =
        |word: &&str| RELEASES.iter().find_map(|names| names.iter().position(|name| name == word));
    let digits = |word: &str| {
        let parts =
            word.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok());
        parts.collect::<Vec<u64>>()
    };
    words
        .iter()
        .flat_map(|word| release(word).map_or_else(|| digits(word), |place| vec![place as u64]))
        .collect()
}

/// Number by number; a missing one counts as 0. Up and near comes first.
fn steps(from: &[u64], to: &[u64]) -> Vec<Step> {
    let at = |list: &[u64], index| list.get(index).copied().unwrap_or_default();
    let both = (0..from.len().max(to.len())).map(|index| (at(from, index), at(to, index)));
    let step = |(from, to): (u64, u64)| {
        if to >= from { Step::Up(to - from) } else { Step::Down(from - to) }
    };
    let mut raised = false;
    both.map(|(from, to)| {
        // behind a number that differs the rest counts from nothing: after 5.7 comes 8.0
        let step = if raised { Step::Up(to) } else { step((from, to)) };
        raised |= to != from;
        step
    })
    .collect()
}
