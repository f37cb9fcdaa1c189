//! `rust-target-hardcoded`: Rust told to build for one target.
//!
//! Not a target that is only added: a toolchain that can build for another does not do so by itself. What is built is
//! for the image's platform, wherever it is built.

use super::{
    PLACES, consequence,
    copied::runs_after,
    environment::{Variable, variables},
    script::{Hit, Walk, add, are, hits, merged, runs, told},
    toolchain::settings,
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    needle::Needle,
    rule::{Check, Findings, Rule},
    rules::quoted_with,
    shell::{run::Call, value::Value},
    span::Span,
    stage::target::StageAt,
};

static TRIPLE: Needle = Needle::new("-unknown-linux-");

pub(super) static RULE: Rule = Rule {
    slug: "rust-target-hardcoded",
    summary: "Rust builds for one target, whatever the platform.",
    page: include_str!("../../rules/rust-target-hardcoded/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !facts.mentions(&TRIPLE) {
        return;
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        let triples = |programs: &[&str]| {
            let calls = walk.trace.calls.iter().filter(|it| programs.contains(&it.name.as_str()));
            calls
                .flat_map(Call::arguments)
                .filter_map(|(word, _)| triple(facts, word))
                .collect::<Vec<_>>()
        };
        let mut built = triples(&["cargo", "rustc", "cross", "maturin"]);
        let targets = settings(&walk).filter(|it| it.name == "CARGO_BUILD_TARGET");
        built.extend(targets.filter_map(|it| triple(facts, &it.value)));
        // A toolchain that can build for another target does not do so by itself.
        let added = triples(&["rustup"]);
        let mut names: Vec<&str> = built.iter().chain(&added).map(|(.., name)| *name).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() == 1 {
            for (span, text, _) in
                built.into_iter().filter(|(.., it)| walk.target.architecture != *it)
            {
                note(span, text);
            }
        }
    };
    toolchains(facts, findings);
    let mut all = hits(facts, look);
    all.extend(environment(facts));
    all.sort_by_key(|hit| hit.span);
    all.dedup_by_key(|hit| hit.span);
    let targets_added = if all.is_empty() { Vec::new() } else { added(facts) };
    for Hit { span, what, targets } in all {
        let message = |unless: &str| {
            format!("Rust builds for `{what}`{unless}, and {} required", are(&targets))
        };
        let mut finding = add(facts, findings, span, message).platforms(targets.clone()).help(
            "choose the target by platform: `case \"$TARGETARCH\" in amd64) …;; arm64) …;; esac`",
        );
        let named = targets_added.iter().filter(|(_, target)| *target == what);
        for (place, _) in named.take(PLACES).filter(|(it, _)| *it != span) {
            finding = finding.label(*place, "added here");
        }
        for place in consequence::copies(facts, span, &what) {
            finding = finding.label(place, consequence::COPIED);
        }
    }
}

/// `ENV CARGO_BUILD_TARGET=…` before a build that names no other.
fn environment(facts: &Facts<'_>) -> Vec<Hit<String>> {
    let all = variables(facts, |it| it == "CARGO_BUILD_TARGET");
    let mut found: Vec<(&str, Hit<String>)> = Vec::new();
    for Variable { value, stage, index, .. } in all {
        let text = value.as_str().trim_matches(['"', '\'']);
        let Some(name) = host(text) else { continue };
        let builds = |run: &str| {
            let names = ["--target", "CARGO_BUILD_TARGET"].iter().any(|it| run.contains(it));
            run.contains("cargo ") && !names
        };
        let is_used = runs_after(facts, stage, index).any(builds) && !facts.meant(stage).pinned;
        let targets = facts.targets(|it| {
            let built = it.stages.get(stage).is_some_and(StageAt::is_built);
            is_used && built && it.setting.target.architecture != name
        });
        let hit = Hit { span: value.span(), what: text.to_owned(), targets };
        found.push((name, hit));
    }
    let is_same = found.iter().all(|(name, _)| found.first().is_some_and(|(it, _)| it == name));
    let hits = found.into_iter().map(|(_, hit)| hit);
    hits.filter(|hit| is_same && !hit.targets.is_empty()).collect()
}

/// A toolchain that runs on one architecture: `rustup default stable-x86_64-unknown-linux-gnu`.
fn toolchains(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        for (word, from) in walk.trace.calls.iter().flat_map(installed) {
            let shown = word.shown();
            let text = shown.get(from..).unwrap_or_default();
            if host(text).is_some_and(|it| !runs(walk.on, it))
                && let Some(span) = told(facts, word, from, shown.len())
            {
                note(span, text.to_owned());
            }
        }
    };
    for Hit { span, what, targets } in merged(facts, hits(facts, look)) {
        let these = quoted_with(what, ("is a toolchain", "are toolchains"));
        let message = |unless: &str| {
            format!("{these} for one architecture{unless}, and {} required", are(&targets))
        };
        add(facts, findings, span, message).platforms(targets.clone()).help(
            "leave the architecture out: `rustup` takes the toolchain for the machine it runs on",
        );
    }
}

/// The toolchains that a call names, and where each begins in its word.
fn installed(call: &Call) -> Vec<(&Value, usize)> {
    const OPTIONS: [&str; 2] = ["--default-toolchain", "--default-host"];
    let mut found = Vec::new();
    let mut words = call.words.iter().skip(1);
    let is_rustup = call.name == "rustup";
    let (first, second) = (call.word(1), call.word(2));
    let is_named = is_rustup
        && (matches!(&*first, "default" | "install")
            || matches!(
                (&*first, &*second),
                ("toolchain", "install" | "add") | ("override", "set")
            )
            || second == "default-host");
    while let Some(word) = words.next() {
        let shown = word.shown();
        match shown.split_once('=') {
            _ if shown == "--force-non-host" => return Vec::new(),
            Some((name, _)) if OPTIONS.contains(&name) => found.push((word, name.len() + 1)),
            None if OPTIONS.contains(&&*shown) => found.extend(words.next().map(|it| (it, 0))),
            None if is_named && !shown.starts_with('-') => found.push((word, 0)),
            Some(_) | None => {}
        }
    }
    found
}

/// The architecture of `x86_64-unknown-linux-gnu`, also behind the name of a toolchain.
pub(super) fn host(text: &str) -> Option<&'static str> {
    let (before, _) = text.split_once("-unknown-linux-")?;
    knowledge::architecture(before.rsplit('-').next()?)
}

/// The targets that are added to the toolchain, and where.
fn added(facts: &Facts<'_>) -> Vec<(Span, String)> {
    let traces = facts.scripts().iter().flat_map(|script| &script.traces);
    let calls = traces.flat_map(|(_, trace)| &trace.calls).filter(|it| it.name == "rustup");
    let words = calls.flat_map(Call::arguments).filter_map(|(word, _)| triple(facts, word));
    let mut all: Vec<(Span, String)> = words.map(|(span, target, _)| (span, target)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// `x86_64-unknown-linux-musl`, alone or behind `--target=`.
fn triple(facts: &Facts<'_>, word: &Value) -> Option<(Span, String, &'static str)> {
    let shown = word.shown();
    let text = shown.rsplit('=').next().unwrap_or_default();
    let is_triple = text.contains("-unknown-linux-");
    let name = knowledge::architecture(text.split('-').next()?).filter(|_| is_triple)?;
    let span = told(facts, word, shown.len() - text.len(), shown.len())?;
    Some((span, text.to_owned(), name))
}
