//! `hardcoded-arch-url`: what is fetched is for one architecture.

use super::{
    address::{Literal, foreign, given, is_for, is_for_all},
    asset, consequence, download_help, host_fetched, os,
    script::{Hit, Walk, add, are, fits, hits, instruction_at},
};
use crate::{
    context::name::{self, file_name},
    diagnostic::Severity,
    facts::{Copied, Facts},
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::token,
    shell::{
        fetch::INSTALLERS,
        run::{Call, Trace},
        value::Value,
    },
    span::Span,
    stage::{target::word_at, value::shown},
    syntax::ast::{Kind, Text},
};
use std::{cell::OnceCell, collections::HashSet};

pub(super) static URL: Rule = Rule {
    slug: "hardcoded-arch-url",
    summary: "A download is for one architecture, whatever the platform.",
    page: include_str!("../../rules/hardcoded-arch-url/rule.md"),
    severity: Severity::Error,
    check: Check::File(addresses),
};

/// The ends of package files.
const PACKAGES: &[&str] = &[".deb", ".rpm", ".whl", ".apk", ".udeb"];

/// Ends of what is downloaded to check another file.
const SIGNATURES: &[&str] =
    &[".asc", ".sig", ".sign", ".minisig", ".sha256", ".sha512", ".sha1", ".md5", ".sha256sum"];

/// The most downloads of a script that are held against each other.
const PAIRED: usize = 64;

/// A download for one architecture.
struct Download {
    literal: Literal,
    /// Where it is fetched, if its name stands in a variable that another instruction sets.
    fetched: Option<Span>,
    /// Where the file is installed.
    installed: Option<Span>,
}

impl Download {
    fn of(literal: Literal) -> Self {
        Self { literal, fetched: None, installed: None }
    }
}

fn addresses(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    added(facts, findings);
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Download)| {
        let mut found: Vec<(Span, Download)> = Vec::new();
        let needed = walk.trace.calls.iter().filter(|it| !it.handled);
        let chosen = asset::chosen(walk.trace).into_iter();
        for address in needed.flat_map(Call::addresses).chain(chosen) {
            let Some((span, literal)) = foreign(facts, address, &walk) else { continue };
            // A script that is run in two places, and the signature of a file: one origin.
            let again = |(_, it): &(Span, Download)| it.literal.around == literal.around;
            let is_exact = span.len() as usize == literal.spelled.len();
            if is_exact || !found.iter().any(again) {
                let fetched = fetched(facts, &walk, (span, address));
                found.push((span, Download { fetched, ..Download::of(literal) }));
            }
        }
        // Each asks all others: a script with more downloads has no such pairs worth the time.
        if found.len() <= PAIRED {
            found.retain(|(_, it)| !is_beside_own(&walk, &it.literal));
        }
        let name = |it: &Download| file_name(&it.literal.around).to_owned();
        let all: HashSet<String> = found.iter().map(|(_, it)| name(it)).collect();
        for (span, mut download) in found {
            let around = &download.literal.around;
            let signs =
                |end: &&str| file_name(around).strip_suffix(end).is_some_and(|it| all.contains(it));
            if !SIGNATURES.iter().any(signs) {
                download.installed = installed(walk.trace, around);
                note(span, download);
            }
        }
    };
    let mut all = hits(facts, look);
    let is_new = |all: &[Hit<Download>], span: Span| all.iter().all(|it| it.span != span);
    for Hit { span, what: literal, targets } in host_fetched::fetched(facts) {
        if is_new(&all, span) {
            all.push(Hit { span, what: Download::of(literal), targets });
        }
    }
    for hit in all {
        report(facts, hit, findings);
    }
}

/// The word that names an address where its text is set by another instruction.
fn fetched(facts: &Facts<'_>, walk: &Walk<'_>, (place, address): (Span, &Value)) -> Option<Span> {
    if instruction_at(facts, place) == walk.script.instruction {
        return None;
    }
    walk.trace.calls.iter().find_map(|call| call.span_of(address))
}

/// The file for the image is downloaded too, and this one is not installed by its name.
fn is_beside_own(walk: &Walk<'_>, literal: &Literal) -> bool {
    let same = nameless(&literal.around, &literal.spelled);
    let is_own = |value: &&Value| {
        let shown = value.shown();
        let own = token::only(&shown).filter(|(name, _)| walk.target.architecture == *name);
        own.is_some_and(|(_, at)| nameless(&shown, shown.get(at).unwrap_or_default()) == same)
    };
    let mut all = walk.trace.calls.iter().flat_map(Call::addresses);
    all.any(|it| is_own(&it)) && installed(walk.trace, &literal.around).is_none()
}

/// The name of a file, or its whole address, without its architecture.
fn nameless(address: &str, spelled: &str) -> String {
    let file = file_name(address);
    let named = if file.contains(spelled) { file } else { address };
    named.replace(spelled, "")
}

/// Where the file behind an address is installed.
fn installed(trace: &Trace, address: &str) -> Option<Span> {
    let is_it = |word: &Value| word.shown() == address;
    let from = trace.calls.iter().position(|call| call.addresses().any(is_it))?;
    let (call, behind) = trace.calls.get(from..)?.split_first()?;
    // One command may fetch several.
    let is_other =
        |it: &&Value| !is_it(it) && call.addresses().any(|address| std::ptr::eq(address, *it));
    let words = call.words.iter().skip(1).filter(|it| !is_other(it));
    let names: HashSet<String> = words.map(|word| file_name(&word.shown()).to_owned()).collect();
    let installs = behind.iter().filter(|call| INSTALLERS.contains(&call.name.as_str()));
    let mut words = installs.flat_map(Call::arguments);
    let word = words.find(|(word, _)| {
        let shown = word.shown();
        is_package(&shown) && names.contains(file_name(&shown))
    });
    word.map(|(_, span)| span)
}

/// `ADD https://…`.
fn added(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let mut all: Vec<((usize, usize), Span, Download)> = Vec::new();
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let Kind::Add(transfer) = &instruction.inner().unwrap_or(instruction).kind else {
            continue;
        };
        // A trigger adds where it is run, or waits in the image.
        let stages = |it| os::stages(facts, it, index);
        let stage = facts.evaluations.iter().find_map(|it| stages(it).first().copied());
        let Some(stage) = stage.filter(|it| !facts.meant(*it).pinned) else { continue };
        let at = |source| added_from(facts, (stage, index), source);
        let found = transfer.sources.iter().filter_map(at);
        all.extend(found.map(|(span, what)| ((stage, index), span, what)));
    }
    let place = |stage: usize, literal: &Literal| {
        (stage, literal.name, nameless(&literal.around, &literal.spelled))
    };
    let places: HashSet<_> =
        all.iter().map(|((stage, _), _, it)| place(*stage, &it.literal)).collect();
    for ((stage, index), span, what) in all {
        let literal = &what.literal;
        let for_linux = os::both_required(facts) && is_for_linux(literal);
        let suffers = |on: &Platform| !fits(on, literal.name) || for_linux && on.os == os::WINDOWS;
        let (_, _, name) = place(stage, literal);
        let has_own = |on: &Platform| {
            on.architecture != literal.name
                && places.contains(&(stage, &*on.architecture, name.clone()))
        };
        let mut targets = facts.targets(|it| {
            let all = os::stages(facts, it, index).into_iter();
            let on = all.filter_map(|stage| it.stages.get(stage)?.platform.as_ref().ok());
            on.into_iter().any(&suffers)
        });
        // What is there for the image fits, wherever the stage runs; so it does where each has its own.
        targets.retain(|it| suffers(it) && is_for(&literal.around, it) && !has_own(it));
        if !targets.is_empty() {
            report(facts, Hit { span, what, targets }, findings);
        }
    }
}

/// The name of the file says Linux, and no other system.
fn is_for_linux(literal: &Literal) -> bool {
    let lower = file_name(&literal.around).to_ascii_lowercase();
    let mut words = lower.split(|it: char| !it.is_ascii_alphanumeric());
    let other = ["windows", "win", "win64", "darwin", "headers", "kernel"];
    !words.clone().any(|it| other.contains(&it)) && words.any(|it| it == "linux")
}

/// The architecture in an address that is added, and where it stands: there, or in what a variable holds.
fn added_from(
    facts: &Facts<'_>,
    (stage, index): (usize, usize),
    source: &Text,
) -> Option<(Span, Download)> {
    let (evaluation, at) = facts.reached(stage).next()?;
    let word = word_at(&at.body.words, source.span());
    if word.is_some_and(|word| word.automatic.target()) {
        return None;
    }
    let known = word.and_then(|word| shown(&word.value)).map(ToString::to_string);
    let around = known.unwrap_or_else(|| source.as_str().to_owned());
    let is_one = |at: &_| around.contains("://") && !is_for_all(&around, at);
    let (name, at) = token::only(&around).filter(|(_, at)| is_one(at))?;
    let spelled = around.get(at.clone())?.to_owned();
    let own = source.as_str().find(&spelled).map(|from| from..from + spelled.len());
    let (span, fetched) = match own {
        Some(own) => (source.span_of(own), None),
        None => (given(facts, evaluation, (stage, index), (&around, &at))?, Some(source.span())),
    };
    Some((span, Download { fetched, ..Download::of(Literal { name, spelled, around }) }))
}

fn report(facts: &Facts<'_>, hit: Hit<Download>, findings: &mut Findings<'_>) {
    let Hit { span, what: Download { literal: what, fetched, installed }, targets } = hit;
    let required = are(&targets);
    // Only what is added by a name for Linux is told for Windows of the same architecture.
    let is_same = |it: &Platform| it.os == os::WINDOWS && it.architecture == what.name;
    let by_system = targets.iter().any(is_same) && is_for_linux(&what);
    let system = if by_system { "Linux on " } else { "" };
    let message = |unless: &str| {
        format!("the download is for {system}`{}`{unless}, and {required} required", what.spelled)
    };
    let mut finding = add(facts, findings, span, message).platforms(targets.clone());
    if let Some(place) = fetched {
        finding = finding.label(place, "fetched here");
    }
    if let Some(place) = installed {
        finding = finding.label(place, "installed here");
    }
    for place in consequence::copies(facts, span, &what.spelled) {
        finding = finding.label(place, consequence::COPIED);
    }
    let place = (span, fetched.unwrap_or(span));
    for help in download_help::helps(facts, &what, place, (&targets, by_system)) {
        finding = finding.help(help);
    }
}

/// Compilers that are told what to build for, and other rules speak of it.
const COMPILERS: [&str; 4] = ["cargo", "cross", "rustc", "dotnet"];

/// True if a stage downloads, copies or builds a file for this architecture by its name: that is the place to speak of.
pub(super) fn brings(facts: &Facts<'_>, stage: usize, architecture: &str) -> bool {
    let none = || vec![OnceCell::new(); facts.graph.stages.len()];
    let kept = facts.kept.brought.get_or_init(none).get(stage);
    let all = kept.map(|it| it.get_or_init(|| brought(facts, stage)));
    all.is_some_and(|all| all.iter().any(|it| it == architecture))
}

fn brought(facts: &Facts<'_>, stage: usize) -> Vec<String> {
    let Some(evaluation) = facts.evaluations.first() else { return Vec::new() };
    let chain: HashSet<usize> = facts.chain(evaluation, stage).map(|it| it.index).collect();
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, &'static str)| {
        if chain.contains(&walk.script.stage) {
            let found = walk.trace.calls.iter().flat_map(Call::addresses);
            let found = found.filter_map(|it| foreign(facts, it, &walk));
            found.for_each(|(span, literal)| note(span, literal.name));
            let built = walk.trace.calls.iter().filter(|it| COMPILERS.contains(&it.name.as_str()));
            for (word, span) in built.flat_map(Call::arguments) {
                if let Some((name, _)) = token::only(&word.shown()) {
                    note(span, name);
                }
            }
        }
    };
    let mut all: Vec<String> =
        hits(facts, look).into_iter().map(|hit| hit.what.to_owned()).collect();
    let copied = facts.copied().iter().filter(|it| chain.contains(&it.stage));
    let named = copied.filter_map(|it: &Copied<'_>| name::named(&it.literal));
    all.extend(named.map(|it| it.platform.architecture.to_string()));
    all.sort_unstable();
    all.dedup();
    all
}

/// A file that a package manager installs.
pub(super) fn is_package(path: &str) -> bool {
    PACKAGES.iter().any(|end| path.ends_with(end))
}
