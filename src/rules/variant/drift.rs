//! `variant-drift`: what variants set differently.
//!
//! Not their bases (`base`). Each setting is compared for itself, and what follows from a difference that was told
//! already is left out: one finding for each origin.

use super::base;
use crate::{
    diagnostic::Severity,
    platform::Platform,
    rule::SetFindings,
    rules::{join, quoted_with},
    span::Span,
    variant::{
        Entry, Member, Set,
        own::{names_another, without_own_names},
    },
};
use std::collections::{BTreeMap, BTreeSet};

type Key = (&'static str, String);

/// How many labels or variables a message names.
const NAMED: usize = 4;

pub(super) fn drift(set: &Set<'_>, findings: &mut SetFindings) {
    let all: Vec<usize> = (0..set.members.len()).filter(|&at| is_compared(set, at)).collect();
    let keys = keys(set, &all);
    let moved = base::releases(set, &all, |it| has_drift(set, &all, &keys, it), findings);
    let (mut told, mut folded) = (Told::default(), BTreeMap::new());
    for key in keys {
        // Variables and labels follow the release of the base, which was told.
        let follows = |at: &usize| matches!(key.0, "ENV" | "LABEL") && moved.contains(at);
        let here: Vec<usize> = all.iter().copied().filter(|at| !follows(at)).collect();
        let groups = groups(set, &here, &key);
        let found = groups.iter().flat_map(|group| differing(set, group, &key));
        for pair in found.collect::<Vec<_>>() {
            let is_in_base =
                key.0 == "ARG" && moved.contains(&pair.0) && is_in_bases(set, pair, &key);
            if is_in_base || told.explains(set, pair, &key) {
                continue;
            }
            if key.0 == "LABEL" || key.0 == "ENV" && is_absent(set, pair, &key) {
                folded.entry((pair, key.0)).or_insert_with(Vec::new).push(key.clone());
            } else {
                report(set, pair, std::slice::from_ref(&key), findings);
                told.add(set, pair, &key);
            }
        }
    }
    for ((pair, _), keys) in folded {
        report(set, pair, &keys, findings);
    }
}

/// One of two files says nothing.
fn is_absent(set: &Set<'_>, (at, model): (usize, usize), key: &Key) -> bool {
    [at, model].iter().any(|&at| comparable(set, at, key) == Stated::Absent)
}

/// True if two files have other versions or variables.
fn has_drift(set: &Set<'_>, all: &[usize], keys: &[Key], other: &base::Other) -> bool {
    let is_it =
        |pair: (usize, usize)| pair == (other.at, other.model) || pair == (other.model, other.at);
    keys.iter()
        .filter(|key| matches!(key.0, "ARG" | "ENV"))
        .any(|key| groups(set, all, key).iter().flat_map(|it| differing(set, it, key)).any(is_it))
}

/// The version of the base itself, written once more.
fn is_in_bases(set: &Set<'_>, (at, model): (usize, usize), key: &Key) -> bool {
    [at, model].into_iter().all(|at| {
        let base = set.members.get(at).and_then(|it| it.profile?.base.as_ref());
        text(set, at, key).zip(base).is_some_and(|(version, base)| base.name.contains(version))
    })
}

/// A file that could be read; the one for the rest only if it serves a platform for Linux that no variant is for.
fn is_compared(set: &Set<'_>, at: usize) -> bool {
    let Some((member, profile)) = set.members.get(at).and_then(|it| Some((it, it.profile?))) else {
        return false;
    };
    let is_linux = |it: &Platform| it.os == "linux";
    let known = profile.base.as_ref().map(|it| &it.platforms).filter(|it| !it.is_empty());
    let for_linux = known.is_none_or(|it| it.iter().any(is_linux));
    !member.is_general() || for_linux && needed(set, member).iter().any(is_linux)
}

/// The required platforms that a file is for.
pub(super) fn needed(set: &Set<'_>, member: &Member<'_>) -> Vec<Platform> {
    if !member.is_general() {
        return member.declared.required(set.required);
    }
    let named = |platform: &Platform| {
        let mut variants = set.members.iter().filter(|it| !it.is_general());
        variants.any(|it| it.declared.applies_to(platform))
    };
    set.required.iter().filter(|platform| !named(platform)).cloned().collect()
}

/// All settings; versions first, since other values follow from them.
fn keys(set: &Set<'_>, all: &[usize]) -> Vec<Key> {
    let profiles = all.iter().filter_map(|&at| set.members.get(at)?.profile);
    let keys: BTreeSet<Key> =
        profiles.flat_map(|profile| profile.entries.keys().cloned()).collect();
    let mut keys: Vec<Key> = keys.into_iter().collect();
    keys.sort_by_key(|key| !(key.0 == "ARG" || key.0 == "ENV" && are_numbers(set, all, key)));
    keys
}

/// The files among which a setting is compared.
fn groups(set: &Set<'_>, all: &[usize], key: &Key) -> Vec<Vec<usize>> {
    if key.0 == "ARG" {
        let versions: Vec<usize> =
            all.iter().copied().filter(|&at| is_version(set, at, key)).collect();
        return by_system(set, &versions);
    }
    // Ports, labels, numbers and versions; paths, users and commands may differ between systems.
    let for_all = match key.0 {
        "EXPOSE" => true,
        // The file for the rest may export another stage than the one for Windows.
        "LABEL" => !all.iter().any(|&at| set.members.get(at).is_some_and(Member::is_general)),
        "ENV" => are_numbers(set, all, key),
        _ => false,
    };
    let absent = all.iter().any(|&at| comparable(set, at, key) == Stated::Absent);
    if for_all && (!absent || same_base(set, all)) {
        return vec![all.to_vec()];
    }
    by_system(set, all)
}

fn are_numbers(set: &Set<'_>, all: &[usize], key: &Key) -> bool {
    all.iter().filter_map(|&at| text(set, at, key)).all(is_number)
}

fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix('v').unwrap_or(value);
    digits.starts_with(|it: char| it.is_ascii_digit())
        && digits.bytes().all(|it| it.is_ascii_digit() || it == b'.')
}

/// `1.2`, or a number whose name says that it is a version; no address, and not the `7` of `arm/v7`.
fn is_version(set: &Set<'_>, at: usize, key: &Key) -> bool {
    let Some(value) = text(set, at, key).filter(|it| is_number(it)) else { return false };
    let variant = set.members.get(at).and_then(|it| it.declared.variant.as_deref());
    let digits = |text: &str| text.trim_start_matches('v').to_owned();
    let is_variant = variant.is_some_and(|it| digits(it) == digits(value));
    let named = key.1.to_ascii_uppercase().contains("VER");
    let dots = value.bytes().filter(|it| *it == b'.').count();
    !is_variant && (named || dots > 0 && dots != 3)
}

fn by_system(set: &Set<'_>, all: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &index in all {
        groups.entry(system(set, index)).or_default().push(index);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn system<'s>(set: &'s Set<'_>, at: usize) -> &'s str {
    set.members.get(at).and_then(|it| it.declared.os.as_deref()).unwrap_or("linux")
}

/// The files that say something else than most, each with one that says what most do.
fn differing(set: &Set<'_>, group: &[usize], key: &Key) -> Vec<(usize, usize)> {
    let values: Vec<(usize, Stated)> =
        group.iter().map(|&at| (at, comparable(set, at, key))).collect();
    // What is not known cannot differ, and what one file leaves out may come from its own base image.
    let unknown = values.iter().any(|(_, value)| *value == Stated::Unknown);
    let absent = values.iter().any(|(_, value)| *value == Stated::Absent);
    if unknown || absent && !same_base(set, group) {
        return Vec::new();
    }
    let Some(usual) = most(set, key, &values) else { return Vec::new() };
    let model = |(at, value): &(usize, Stated)| {
        let mut models = values.iter().filter(|_| value != usual);
        // The same text is no drift, whatever it names: a label may list all platforms.
        let model = models
            .find(|(model, value)| value == usual && text(set, *model, key) != text(set, *at, key));
        Some((*at, model?.0))
    };
    values.iter().filter_map(model).collect()
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

/// The same image for all, as far as its name can tell; for two systems only one name for both is that.
fn same_base(set: &Set<'_>, group: &[usize]) -> bool {
    let systems: BTreeSet<&str> = group.iter().map(|&at| system(set, at)).collect();
    let base = |at: &usize| {
        let member = set.members.get(*at)?;
        let name = &member.profile?.base.as_ref()?.name;
        let is_one = systems.len() > 1;
        Some(if is_one { name.clone() } else { without_own_names(name, member.declared) })
    };
    let mut bases = group.iter().map(base);
    let first = bases.next().flatten();
    first.is_some() && bases.all(|base| base == first)
}

/// Values that were told to differ, by the two files: here and there.
#[derive(Default)]
struct Told(BTreeMap<(usize, usize), Vec<(String, String)>>);

impl Told {
    fn add(&mut self, set: &Set<'_>, pair: (usize, usize), key: &Key) {
        let values = text(set, pair.0, key).zip(text(set, pair.1, key));
        if let Some((here, there)) = values.filter(|(here, _)| is_number(here)) {
            self.0.entry(pair).or_default().push((here.to_owned(), there.to_owned()));
        }
    }

    /// `tool-1.2` is `tool-1.3` once `1.2` is `1.3`.
    fn explains(&self, set: &Set<'_>, pair: (usize, usize), key: &Key) -> bool {
        let values = text(set, pair.0, key).zip(text(set, pair.1, key));
        let (Some(told), Some((here, there))) = (self.0.get(&pair), values) else { return false };
        let is_it = |(from, to): &(String, String)| here.replace(&**from, to) == there;
        let all = told.iter().fold(here.to_owned(), |text, (from, to)| text.replace(&**from, to));
        key.0 != "ARG" && (told.iter().any(is_it) || all == there)
    }
}

/// Settings that differ in two files, as one finding. Labels are notes on the image, and no more than information.
fn report(
    set: &Set<'_>,
    (at, model): (usize, usize),
    keys: &[Key],
    findings: &mut SetFindings,
) -> Option<()> {
    let (member, model) = (set.members.get(at)?, set.members.get(model)?);
    let is_label = keys.iter().all(|key| key.0 == "LABEL");
    let (message, is_misnamed) = match keys {
        [key] => (message(member, model, key), is_foreign(member, key) || is_foreign(model, key)),
        _ => (summary(member, model, keys), false),
    };
    let help = match (is_misnamed, is_label) {
        (true, _) => "name the platform that the file's path names, or make the variants agree",
        (false, true) => SAME_LABELS,
        (false, false) => SAME,
    };
    let first = keys.iter().find(|key| entry(member, key).is_some()).or(keys.first())?;
    let mut inlet = findings.on(at)?;
    let finding = inlet.add(place(member, first), message).help(help);
    if is_label {
        finding.severity(Severity::Info);
    }
    Some(())
}

const SAME: &str = "make the variants agree, so that the image behaves the same on every platform";

const SAME_LABELS: &str =
    "give the variants the same labels, so that the image is found by them on every platform";

fn place(member: &Member<'_>, key: &Key) -> Span {
    let from = member.profile.map(|it| it.from).unwrap_or_default();
    entry(member, key).map_or(from, |it| it.span)
}

fn message(member: &Member<'_>, model: &Member<'_>, key: &Key) -> String {
    let what = if key.1.is_empty() { key.0.to_owned() } else { format!("{} {}", key.0, key.1) };
    match (entry(member, key), entry(model, key)) {
        (None, _) => format!("`{what}` is missing here and set in `{}`", model.path),
        (_, None) => format!("`{what}` is set here and missing in `{}`", model.path),
        (Some(here), Some(there)) => match (short(here), short(there)) {
            (Some(here), Some(there)) => {
                format!("`{what}` is `{here}` here and `{there}` in `{}`", model.path)
            }
            _ => format!("`{what}` differs from `{}`", model.path),
        },
    }
}

/// All labels that differ, or all variables that one file does not set.
fn summary(member: &Member<'_>, model: &Member<'_>, keys: &[Key]) -> String {
    let state = |key: &Key| (entry(member, key).is_some(), entry(model, key).is_some());
    let of = |wanted| keys.iter().filter(|it| state(it) == wanted).collect::<Vec<_>>();
    let parts = [
        (of((false, true)), ("is missing here", "are missing here")),
        (of((true, false)), ("is missing there", "are missing there")),
        (of((true, true)), ("has another value", "have other values")),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(keys, _)| !keys.is_empty())
        .map(|(keys, words)| named(&keys, words))
        .collect();
    let is_label = keys.iter().all(|key| key.0 == "LABEL");
    let what = if is_label { "labels" } else { "variables" };
    format!("{what} differ from `{}`: {}", model.path, join(&parts))
}

/// "`a` and `b` are missing here", "`a`, `b`, `c` and 3 more have other values".
fn named(keys: &[&Key], words: (&str, &str)) -> String {
    let names = keys.iter().map(|key| key.1.clone());
    if keys.len() <= NAMED + 1 {
        return quoted_with(names.collect(), words);
    }
    let shown: Vec<String> = names.take(NAMED).map(|name| format!("`{name}`")).collect();
    format!("{} and {} more {}", shown.join(", "), keys.len() - NAMED, words.1)
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
