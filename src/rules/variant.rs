//! `variant-missing`, `variant-duplicate` and `variant-drift`: rules on sets of per-platform files.
//!
//! Not how two files are compared (`drift`, `base`). Three rules in one file, because they differ only in the question
//! they ask of the same set.

mod base;
mod drift;

use crate::{
    diagnostic::Severity,
    platform::Platform,
    rule::{Check, Rule, SetFindings},
    rules::{join, list},
    variant::{Member, Set},
};
use std::collections::BTreeSet;

pub(super) static MISSING: Rule = Rule {
    slug: "variant-missing",
    summary: "A set of per-platform files has none for a required platform.",
    page: include_str!("../../rules/variant-missing/rule.md"),
    severity: Severity::Error,
    check: Check::Set(missing),
};

pub(super) static DUPLICATE: Rule = Rule {
    slug: "variant-duplicate",
    summary: "Two per-platform files are for the same platform.",
    page: include_str!("../../rules/variant-duplicate/rule.md"),
    severity: Severity::Error,
    check: Check::Set(duplicate),
};

pub(super) static DRIFT: Rule = Rule {
    slug: "variant-drift",
    summary: "Per-platform files describe different images.",
    page: include_str!("../../rules/variant-drift/rule.md"),
    severity: Severity::Warning,
    check: Check::Set(drift::drift),
};

fn missing(set: &Set<'_>, findings: &mut SetFindings) {
    if set.has_general {
        return;
    }
    let systems: BTreeSet<&str> =
        set.members.iter().map(|it| it.declared.os.as_deref().unwrap_or("linux")).collect();
    let asked = |platform: &&Platform| set.explicit || systems.contains(&*platform.os);
    let covered =
        |platform: &Platform| set.members.iter().any(|it| it.declared.applies_to(platform));
    let missing: Vec<Platform> =
        set.required.iter().filter(asked).filter(|it| !covered(it)).cloned().collect();
    let first = set.members.iter().position(|it| it.checked && it.profile.is_some());
    let Some((first, mut inlet)) = first.and_then(|at| Some((at, findings.on(at)?))) else {
        return;
    };
    if missing.is_empty() {
        return;
    }
    let from =
        set.members.get(first).and_then(|it| it.profile).map(|it| it.from).unwrap_or_default();
    let paths: Vec<String> = set.members.iter().map(|it| format!("`{}`", it.path)).collect();
    inlet
        .add(from, format!("no variant for {} among {}", list(&missing), join(&paths)))
        .platforms(missing)
        .help("add a file for each missing platform, or a plain `Dockerfile` beside these for all the rest");
}

fn duplicate(set: &Set<'_>, findings: &mut SetFindings) {
    for (index, member) in set.members.iter().enumerate() {
        let Some(profile) = member.profile.filter(|_| !member.is_general()) else { continue };
        let named = set.members.iter().take(index).filter(|it| !it.is_general());
        let earlier = named.into_iter().find(|it| same_platform(it, member));
        let (Some(earlier), Some(mut inlet)) = (earlier, findings.on(index)) else { continue };
        let message = format!(
            "`{}` is for the same platform: an index holds one image for each",
            earlier.path
        );
        inlet.add(profile.from, message).help("remove one of the two, or name their difference in the path, as in `nanoserver-ltsc2022`");
    }
}

/// The same platform in the same words: different Windows releases or distributions are different variants.
fn same_platform(a: &Member<'_>, b: &Member<'_>) -> bool {
    let key = |it: &Member<'_>| {
        let declared = it.declared;
        let named = declared.required(&[]).first().map(ToString::to_string);
        (
            named,
            declared.windows_release.clone(),
            declared.architecture.is_some(),
            declared.os.is_some(),
        )
    };
    key(a) == key(b)
}
