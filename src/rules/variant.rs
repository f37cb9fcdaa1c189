//! `variant-missing`, `variant-duplicate` and `variant-drift`: rules on sets of per-platform files.
//!
//! Three rules in one file, because they differ only in the question they ask of the same set.

use crate::{
    diagnostic::Severity,
    platform::Platform,
    rule::{Check, Rule, SetFindings},
    rules::{join, list},
    span::Span,
    variant::{
        Entry, Member, Set,
        own::{names_another, without_own_names},
    },
};
use std::collections::{BTreeMap, BTreeSet};

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
    check: Check::Set(drift),
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
        let Some(profile) = member.profile else { continue };
        let earlier = set.members.iter().take(index).find(|it| same_platform(it, member));
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

fn drift(set: &Set<'_>, findings: &mut SetFindings) {
    let read = |(_, member): &(usize, &Member<'_>)| member.profile.is_some();
    let all: Vec<usize> = set.members.iter().enumerate().filter(read).map(|(at, _)| at).collect();
    let by_system = by_system(set, &all);
    for key in keys(set, &all) {
        if is_for_all_systems(set, &all, &key) {
            one(set, &all, &key, findings);
        } else {
            for group in &by_system {
                one(set, group, &key, findings);
            }
        }
    }
}

type Key = (&'static str, String);

/// Ports, labels, numbers and versions; paths, users and commands may differ between systems.
fn is_for_all_systems(set: &Set<'_>, all: &[usize], key: &Key) -> bool {
    let mut values =
        all.iter().filter_map(|&at| entry(set.members.get(at)?, key)?.value.as_deref());
    let is_number = |value: &str| {
        let digits = value.strip_prefix('v').unwrap_or(value);
        digits.starts_with(|it: char| it.is_ascii_digit())
            && digits.bytes().all(|it| it.is_ascii_digit() || it == b'.')
    };
    match key.0 {
        "EXPOSE" | "LABEL" => true,
        "ENV" => values.all(is_number),
        _ => false,
    }
}

fn by_system(set: &Set<'_>, all: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &index in all {
        let os = set.members.get(index).and_then(|member| member.declared.os.as_deref());
        groups.entry(os.unwrap_or("linux")).or_default().push(index);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn keys(set: &Set<'_>, group: &[usize]) -> BTreeSet<Key> {
    let profiles = group.iter().filter_map(|&at| set.members.get(at)?.profile);
    profiles.flat_map(|profile| profile.entries.keys().cloned()).collect()
}

fn one(set: &Set<'_>, group: &[usize], key: &Key, findings: &mut SetFindings) {
    let values: Vec<(usize, Stated)> =
        group.iter().map(|&at| (at, comparable(set, at, key))).collect();
    // What is not known cannot differ, and what one file leaves out may come from its own base image.
    let unknown = values.iter().any(|(_, value)| *value == Stated::Unknown);
    let absent = values.iter().any(|(_, value)| *value == Stated::Absent);
    if unknown || absent && !same_base(set, group) {
        return;
    }
    let Some(usual) = most(set, key, &values) else { return };
    for (at, value) in &values {
        let model = values.iter().filter(|_| value != usual).find(|(model, value)| {
            // The same text is no drift, whatever it names: a label may list all platforms.
            value == usual && text(set, *model, key) != text(set, *at, key)
        });
        if let Some((model, _)) = model {
            report(set, (*at, *model), key, findings);
        }
    }
}

/// The value as it is, without judging it.
fn text<'s>(set: &'s Set<'_>, at: usize, key: &Key) -> Option<&'s str> {
    entry(set.members.get(at)?, key)?.value.as_deref()
}

/// True if the value names an architecture that the file is not for.
fn is_foreign(member: &Member<'_>, key: &Key) -> bool {
    let text = entry(member, key).and_then(|it| it.value.as_deref());
    text.is_some_and(|text| names_another(text, member.declared))
}

fn same_base(set: &Set<'_>, group: &[usize]) -> bool {
    let base = |at: &usize| {
        let member = set.members.get(*at)?;
        Some(without_own_names(member.profile?.base.as_deref()?, member.declared))
    };
    let mut bases = group.iter().map(base);
    let first = bases.next().flatten();
    first.is_some() && bases.all(|base| base == first)
}

fn report(set: &Set<'_>, (at, model): (usize, usize), key: &Key, findings: &mut SetFindings) {
    let (Some(mut inlet), Some(member), Some(model)) =
        (findings.on(at), set.members.get(at), set.members.get(model))
    else {
        return;
    };
    let what = if key.1.is_empty() { key.0.to_owned() } else { format!("{} {}", key.0, key.1) };
    let (here, there) = (entry(member, key), entry(model, key));
    let message = match (here, there) {
        (None, _) => format!("`{what}` is missing here and set in `{}`", model.path),
        (_, None) => format!("`{what}` is set here and missing in `{}`", model.path),
        (Some(here), Some(there)) => match (short(here), short(there)) {
            (Some(here), Some(there)) => {
                format!("`{what}` is `{here}` here and `{there}` in `{}`", model.path)
            }
            _ => format!("`{what}` differs from `{}`", model.path),
        },
    };
    let from = member.profile.map(|it| it.from).unwrap_or_default();
    let span: Span = here.map_or(from, |it| it.span);
    inlet.add(span, message).help(if is_foreign(member, key) || is_foreign(model, key) {
        "name the platform that the file's path names, or make the variants agree"
    } else {
        "make the variants agree, so that the image behaves the same on every platform"
    });
}

/// A value that fits into a message.
fn short(entry: &Entry) -> Option<&str> {
    let fits = |value: &&str| value.len() <= 40 && !value.contains(char::is_control);
    entry.value.as_deref().filter(fits)
}

fn entry<'m>(member: &Member<'m>, key: &Key) -> Option<&'m Entry> {
    member.profile?.entries.get(key)
}

/// What a file says for a key.
#[derive(PartialEq)]
enum Stated {
    /// Nothing.
    Absent,
    /// A value that cannot be evaluated.
    Unknown,
    /// A value, with what the platform explains taken out.
    Value(String),
}

fn comparable(set: &Set<'_>, at: usize, key: &Key) -> Stated {
    let Some(member) = set.members.get(at) else { return Stated::Absent };
    match entry(member, key) {
        None => Stated::Absent,
        Some(Entry { value: None, .. }) => Stated::Unknown,
        Some(Entry { value: Some(value), .. }) => {
            let value = if key.0 == "ENTRYPOINT" { found_by_name(value) } else { value };
            Stated::Value(without_own_names(value, member.declared))
        }
    }
}

/// A program in a folder where it is also found by its name alone.
fn found_by_name(command: &str) -> &str {
    let folders = ["/usr/local/bin/", "/usr/bin/", "/bin/"];
    folders.iter().find_map(|folder| command.strip_prefix(folder)).unwrap_or(command)
}

/// The most frequent value; among equals one that names no other architecture, then the first.
fn most<'v>(set: &Set<'_>, key: &Key, values: &'v [(usize, Stated)]) -> Option<&'v Stated> {
    let count = |value: &Stated| values.iter().filter(|(_, it)| it == value).count();
    let is_plain = |at: usize| set.members.get(at).is_some_and(|it| !is_foreign(it, key));
    let ranked = values.iter().map(|(at, value)| ((count(value), is_plain(*at)), value));
    // Of equals `max_by_key` gives the last.
    ranked.rev().max_by_key(|(rank, _)| *rank).map(|(_, value)| value)
}
