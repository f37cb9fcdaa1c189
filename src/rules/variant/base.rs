//! `variant-drift`: variants on different releases of one base image.
//!
//! Not other images: another repository, another flavour (`-slim`) or a moving tag may have its reason. A release
//! counts only when the one that most variants take is known to be there for the platform too, or when it is the likely
//! origin of other findings, which it then replaces.

use super::drift::needed;
use crate::{
    knowledge::{self, Family},
    platform,
    rule::SetFindings,
    variant::{BaseImage, Member, Set, own::without_own_names},
};
use std::collections::{BTreeMap, BTreeSet};

/// The parts of a tag, without the names of the member's own platform.
type Tag = Vec<String>;

/// A file on another release than most.
pub(super) struct Other {
    /// The file.
    pub(super) at: usize,
    /// One of those with the usual release.
    pub(super) model: usize,
    /// The usual release is there for the file's platforms; `None` when nobody knows.
    served: Option<bool>,
}

/// The files on another release, with one finding each.
///
/// Where nobody knows whether the usual release is there, `has_drift` tells whether something else would be said.
pub(super) fn releases(
    set: &Set<'_>,
    all: &[usize],
    has_drift: impl Fn(&Other) -> bool,
    findings: &mut SetFindings,
) -> BTreeSet<usize> {
    let mut moved = BTreeSet::new();
    for other in others(set, all) {
        if other.served.unwrap_or_else(|| has_drift(&other)) {
            report(set, &other, findings);
            moved.insert(other.at);
        }
    }
    moved
}

fn others(set: &Set<'_>, all: &[usize]) -> Vec<Other> {
    let mut repositories: BTreeMap<String, Vec<(usize, Tag)>> = BTreeMap::new();
    for &at in all {
        if let Some((repository, tag)) = set.members.get(at).and_then(tag) {
            repositories.entry(repository).or_default().push((at, tag));
        }
    }
    let of_one = |tags: &Vec<(usize, Tag)>| -> Option<Vec<Other>> {
        let (model, usual) = most(tags)?;
        let others = tags.iter().filter(|(_, tag)| is_other_release(tag, usual));
        Some(others.map(|&(at, _)| Other { at, model, served: served(set, at, model) }).collect())
    };
    repositories.values().filter_map(of_one).flatten().collect()
}

fn served(set: &Set<'_>, at: usize, model: usize) -> Option<bool> {
    let platforms = &base(set.members.get(model)?)?.platforms;
    let needed = needed(set, set.members.get(at)?);
    let serves = |wanted| platform::select(wanted, platforms).is_some();
    (!platforms.is_empty()).then(|| needed.iter().all(serves))
}

fn base<'m>(member: &Member<'m>) -> Option<&'m BaseImage> {
    member.profile?.base.as_ref()
}

/// The repository and the tag, both without the names of the member's own platform.
fn tag(member: &Member<'_>) -> Option<(String, Tag)> {
    if member.declared.os.as_deref() == Some("windows") {
        return None;
    }
    let reference = base(member)?.general.as_ref()?;
    let own = |text: &str| without_own_names(text, member.declared);
    let parts = reference.effective_tag()?.split('-').filter(|part| !own(part).is_empty());
    let repository = format!("{}/{}", reference.host, own(&reference.path));
    Some((repository, parts.map(str::to_owned).collect()))
}

/// The most frequent tag with the first file that has it; among equals the first.
fn most(tags: &[(usize, Tag)]) -> Option<(usize, &Tag)> {
    let count = |tag: &Tag| tags.iter().filter(|(_, it)| it == tag).count();
    // Of equals `max_by_key` gives the last.
    let usual = tags.iter().rev().max_by_key(|(_, tag)| count(tag))?;
    Some((usual.0, &usual.1))
}

/// True if the tags differ in their releases and in nothing else.
fn is_other_release(a: &Tag, b: &Tag) -> bool {
    let mut differing = a.iter().zip(b).filter(|(a, b)| a != b).peekable();
    a.len() == b.len() && differing.peek().is_some() && differing.all(|(a, b)| are_releases(a, b))
}

/// `2` and `2023`, `alpine3.18` and `alpine3.19`, `bullseye` and `bookworm`; not `3` and `3.18`.
fn are_releases(a: &str, b: &str) -> bool {
    let split = |text: &str| text.find(|it: char| it.is_ascii_digit()).unwrap_or(text.len());
    let ((name, a), (other, b)) = (a.split_at(split(a)), b.split_at(split(b)));
    if a.is_empty() && b.is_empty() {
        return is_codename(name) && is_codename(other);
    }
    let numbers = |text: &str| -> Option<Vec<u64>> {
        text.split('.').map(|number| number.parse().ok()).collect()
    };
    let (Some(a), Some(b)) = (numbers(a), numbers(b)) else { return false };
    name == other && !a.starts_with(&b) && !b.starts_with(&a)
}

fn is_codename(word: &str) -> bool {
    !matches!(word, "debian" | "ubuntu") && knowledge::family("", word) == Some(Family::Debian)
}

fn report(set: &Set<'_>, other: &Other, findings: &mut SetFindings) -> Option<()> {
    let (member, model) = (set.members.get(other.at)?, set.members.get(other.model)?);
    let (here, there) = (base(member)?, base(model)?);
    let message =
        format!("the base is `{}` here and `{}` in `{}`", here.name, there.name, model.path);
    findings.on(other.at)?.add(here.span, message).help(
        "build all variants on one release, so that the image holds the same versions on every platform",
    );
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_told_from_flavours_and_moving_tags() {
        for (a, b) in [
            ("2", "2023"),
            ("3.18", "3.19"),
            ("v1.2", "v1.10"),
            ("alpine3.18", "alpine3.19"),
            ("bullseye", "bookworm"),
            ("focal", "jammy"),
        ] {
            assert!(are_releases(a, b) && are_releases(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("3", "3.18"),
            ("3.18", "3.18.4"),
            ("latest", "3.18"),
            ("bookworm", "12"),
            ("slim", "bookworm"),
            ("debian", "ubuntu"),
            ("alpine3.18", "debian12"),
            ("1.2rc1", "1.3"),
            ("20.04", "focal"),
        ] {
            assert!(!are_releases(a, b) && !are_releases(b, a), "{a} {b}");
        }
    }
}
