//! References that name an architecture: `amd64/debian:12`, `foo:1.2-linux-arm64`, `foo-amd64:1.2`.
//!
//! Not knowledge of what such an image holds: that is the resolver's. Words count only where people
//! put an architecture, and a word that is the *target* of a cross compiler does not: in
//! `prereqs:cross-arm64` and `rust:aarch64-unknown-linux-musl` the image runs elsewhere.

use super::reference::Reference;
use crate::platform::{Platform, spelling};
use std::ops::Range;

/// A reference that names an architecture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchSpecific {
    /// The platform it names.
    pub platform: Platform,
    /// False when the operating system is only taken to be linux.
    pub os_stated: bool,
    /// False when the words may be a part of a name.
    pub certain: bool,
    /// Where the words stand.
    pub place: Place,
    /// The words, such as `amd64` or `linux-amd64`.
    pub words: String,
    /// The same without the architecture, best first; they need not exist.
    pub general: Vec<Reference>,
    /// Where the words begin in their part of the reference.
    at: usize,
}

/// A part of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The first part of the path on Docker Hub.
    Namespace,
    /// The last part of the path.
    Repository,
    /// The tag.
    Tag,
}

/// Docker Hub's organisations of per-architecture official images; the last four are the first ones.
const NAMESPACES: [&str; 15] = [
    "amd64", "arm32v5", "arm32v6", "arm32v7", "arm64v8", "i386", "mips64le", "ppc64le", "riscv64",
    "s390x", "winamd64", "aarch64", "armhf", "armel", "armv7",
];

/// What follows an architecture in the name of a compiler's target.
const TARGETS: [&str; 10] =
    ["unknown", "none", "pc", "apple", "w64", "musl", "gnu", "eabi", "elf", "android"];

/// Words of images that make or run programs for another architecture than their own.
const FOREIGN: [&str; 8] =
    ["qemu", "binfmt", "sysroot", "toolchain", "crossbuild", "crosscomp", "crossdep", "crosstool"];

/// Words of Python's images that build wheels for Linux: each has one for every architecture, named as in
/// `manylinux_2_28_x86_64`, and some an index under the name without it.
const WHEELS: [&str; 2] = ["manylinux", "musllinux"];

/// Words of images that make programs, perhaps for the architecture that they name.
const MAKERS: [&str; 6] = ["build", "sdk", "compile", "make", "gcc", "rust"];

/// Words that only Windows images have.
const WINDOWS: [&str; 5] = ["windows", "nanoserver", "servercore", "ltsc20", "winamd64"];

impl Reference {
    /// The architecture that the reference names, if it does.
    #[must_use]
    pub fn arch_specific(&self) -> Option<ArchSpecific> {
        let tag = self.tag.as_deref().unwrap_or_default();
        if words(&self.path).chain(words(tag)).any(|word| is_foreign(word.text)) {
            return None;
        }
        namespace(self).or_else(|| in_tag(self, tag)).or_else(|| in_repository(self))
    }
}

impl ArchSpecific {
    /// Where the words stand in the reference as it was written.
    #[must_use]
    pub fn range_in(&self, text: &str) -> Option<Range<usize>> {
        let name = text.split('@').next()?;
        let last = name.rfind('/').map_or(0, |slash| slash + 1);
        let part = match self.place {
            Place::Namespace => {
                name.get(..last.checked_sub(1)?)?.rfind('/').map_or(0, |slash| slash + 1)
            }
            Place::Repository => last,
            Place::Tag => last + name.get(last..)?.find(':')? + 1,
        };
        let range = part + self.at..part + self.at + self.words.len();
        (text.get(range.clone()) == Some(&self.words)).then_some(range)
    }
}

fn namespace(reference: &Reference) -> Option<ArchSpecific> {
    let (first, rest) = reference.path.split_once('/')?;
    if reference.host != "docker.io" || rest.contains('/') || !NAMESPACES.contains(&first) {
        return None;
    }
    let [os, architecture, variant] = spelling(first)?;
    let path = format!("library/{rest}");
    Some(ArchSpecific {
        platform: Platform::with_variant(os, architecture, variant),
        os_stated: true,
        certain: true,
        place: Place::Namespace,
        words: first.to_owned(),
        general: vec![Reference { path, digest: None, ..reference.clone() }],
        at: 0,
    })
}

fn in_tag(reference: &Reference, tag: &str) -> Option<ArchSpecific> {
    let hit = only_hit(tag)?;
    let all = hit.with_os(tag);
    let without = |range: Range<usize>| {
        let tag = cut(tag, range).map(|tag| (!tag.is_empty()).then_some(tag))?;
        Some(Reference { tag, digest: None, ..reference.clone() })
    };
    let mut general: Vec<_> =
        [all.clone(), hit.range.clone()].into_iter().filter_map(without).collect();
    general.dedup();
    let bare = all == hit.range;
    let certain = !(hit.is_386(tag) && bare);
    Some(found(reference, &hit, (Place::Tag, all, certain), general))
}

fn in_repository(reference: &Reference) -> Option<ArchSpecific> {
    let start = reference.path.rfind('/').map_or(0, |slash| slash + 1);
    let (parent, name) = reference.path.split_at_checked(start)?;
    let hit = only_hit(name)?;
    let all = hit.with_os(name);
    if all.start == 0 || all.end != name.len() {
        return None;
    }
    let path = format!("{parent}{}", cut(name, all.clone())?);
    let general = vec![Reference { path, digest: None, ..reference.clone() }];
    let certain = words(name).any(|word| is_wheel(word.text)) || is_own(reference, &hit, name);
    Some(found(reference, &hit, (Place::Repository, all, certain), general))
}

/// `tool-linux-amd64` and `tool-x86_64` are nobody's name for all architectures. Images that build for another one are
/// named for that, and seldom for amd64.
fn is_own(reference: &Reference, hit: &Hit, name: &str) -> bool {
    let [_, architecture, _] = hit.meaning;
    let spelled = name.get(hit.range.clone()).unwrap_or_default();
    let joined = name.get(..hit.range.start).is_some_and(|it| it.ends_with(['-', '_', '.']));
    let builds = |word: Word<'_>| MAKERS.iter().any(|it| word.text.starts_with(it));
    let exact = matches!(spelled, "amd64" | "x86_64" | "x86-64");
    let at_end = hit.range.end == name.len() && joined;
    architecture == "amd64" && exact && at_end && !words(&reference.path).any(builds)
}

fn found(
    reference: &Reference,
    hit: &Hit,
    (place, range, certain): (Place, Range<usize>, bool),
    general: Vec<Reference>,
) -> ArchSpecific {
    let tag = reference.tag.as_deref().unwrap_or_default();
    let part = match place {
        Place::Tag => tag,
        Place::Namespace | Place::Repository => {
            reference.path.rsplit('/').next().unwrap_or_default()
        }
    };
    let [implied, architecture, variant] = hit.meaning;
    let beside = words(part.get(range.clone()).unwrap_or_default()).find_map(|word| os(word.text));
    let windows = words(&reference.path).chain(words(tag)).any(|word| is_windows(word.text));
    let wheel = words(&reference.path).any(|word| is_wheel(word.text));
    let stated = beside
        .or(windows.then_some("windows"))
        .or(wheel.then_some("linux"))
        .or((!implied.is_empty()).then_some(implied));
    ArchSpecific {
        platform: Platform::with_variant(stated.unwrap_or("linux"), architecture, variant),
        os_stated: stated.is_some(),
        certain,
        place,
        words: part.get(range.clone()).unwrap_or_default().to_owned(),
        general,
        at: range.start,
    }
}

/// An architecture in a text.
struct Hit {
    range: Range<usize>,
    meaning: [&'static str; 3],
}

impl Hit {
    /// Its range with an operating system directly before or behind it.
    fn with_os(&self, text: &str) -> Range<usize> {
        let all: Vec<_> = words(text).collect();
        let before = all.iter().rfind(|word| word.range.end < self.range.start);
        let behind = all.iter().find(|word| word.range.start > self.range.end);
        let is_os = |word: &&Word<'_>| os(word.text).is_some();
        match (before.filter(is_os), behind.filter(is_os)) {
            (Some(word), _) => word.range.start..self.range.end,
            (None, Some(word)) => self.range.start..word.range.end,
            (None, None) => self.range.clone(),
        }
    }

    /// `386` alone may as well be a number.
    fn is_386(&self, text: &str) -> bool {
        text.get(self.range.clone()) == Some("386")
    }
}

/// The architecture in a text, when there is one, and no second that differs.
fn only_hit(text: &str) -> Option<Hit> {
    let all: Vec<_> = words(text).collect();
    let mut hit: Option<Hit> = None;
    let mut at = 0;
    while let Some(rest) = all.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((taken, next)) = architecture(text, rest) else {
            at += 1;
            continue;
        };
        at += taken;
        let behind = all.get(at..).unwrap_or_default();
        if is_target(behind) || hit.as_ref().is_some_and(|hit| hit.meaning != next.meaning) {
            return None;
        }
        hit = Some(next);
    }
    hit
}

/// The architecture that begins a run of words, and how many words it takes; `x86_64` takes two.
fn architecture(text: &str, words: &[Word<'_>]) -> Option<(usize, Hit)> {
    let [first, rest @ ..] = words else { return None };
    if let Some(second) =
        rest.first().filter(|_| first.text.starts_with(|c: char| c.is_ascii_alphabetic()))
    {
        let joined = format!("{}{}", first.text, second.text);
        if let Some(meaning) = spelling(&joined).filter(|_| second.text.len() <= 2) {
            return Some((2, Hit { range: first.range.start..second.range.end, meaning }));
        }
    }
    let meaning = spelling(first.text)?;
    let dotted =
        first.range.start.checked_sub(1).and_then(|at| text.as_bytes().get(at)) == Some(&b'.');
    let number = first.text == "386" && (dotted || !rest.is_empty());
    (!number).then(|| (1, Hit { range: first.range.clone(), meaning }))
}

/// A word between separators.
struct Word<'a> {
    text: &'a str,
    range: Range<usize>,
}

fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    text.split(['-', '_', '.', '/']).map(move |text| {
        let range = at..at + text.len();
        at = range.end + 1;
        Word { text, range }
    })
}

/// True if the words behind an architecture make it a compiler's target.
fn is_target(behind: &[Word<'_>]) -> bool {
    let starts = |word: &Word<'_>| TARGETS.iter().any(|target| word.text.starts_with(target));
    match behind {
        [linux, next, ..] if linux.text == "linux" => starts(next),
        [next, ..] => starts(next),
        [] => false,
    }
}

fn is_foreign(word: &str) -> bool {
    word.ends_with("cross") || FOREIGN.iter().any(|known| word.starts_with(known))
}

fn is_wheel(word: &str) -> bool {
    WHEELS.iter().any(|known| word.starts_with(known))
}

fn is_windows(word: &str) -> bool {
    WINDOWS.iter().any(|known| word.starts_with(known))
}

fn os(word: &str) -> Option<&'static str> {
    match word {
        "linux" => Some("linux"),
        "windows" | "win" => Some("windows"),
        _ => None,
    }
}

/// The text without a range and without the separator that joined it.
fn cut(text: &str, range: Range<usize>) -> Option<String> {
    const SEPARATORS: [char; 3] = ['-', '_', '.'];
    let before = text.get(..range.start)?.trim_end_matches(SEPARATORS);
    let behind = text.get(range.end..)?;
    let behind = if before.is_empty() { behind.trim_start_matches(SEPARATORS) } else { behind };
    Some(format!("{before}{behind}"))
}
