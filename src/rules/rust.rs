//! `rust-target-hardcoded`: Rust told to build for one target.
//!
//! Not a target that is only added: a toolchain that can build for another does not do so by itself. What is built is
//! for the image's platform, wherever it is built.

use super::{
    PLACES, consequence,
    script::{Hit, Walk, add, are, hits, told},
    toolchain::settings,
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    rule::{Check, Findings, Rule},
    shell::{run::Call, value::Value},
    span::Span,
};

pub(super) static RULE: Rule = Rule {
    slug: "rust-target-hardcoded",
    summary: "Rust builds for one target, whatever the platform.",
    page: include_str!("../../rules/rust-target-hardcoded/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        let triples = |programs: &[&str]| {
            let calls = walk.trace.calls.iter().filter(|it| programs.contains(&it.name.as_str()));
            calls
                .flat_map(Call::arguments)
                .filter_map(|(word, _)| triple(facts, word))
                .collect::<Vec<_>>()
        };
        let mut built = triples(&["cargo", "rustc", "cross"]);
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
    for Hit { span, what, targets } in hits(facts, look) {
        let message = |unless: &str| {
            format!("Rust builds for `{what}`{unless}, and {} required", are(&targets))
        };
        let mut finding = add(facts, findings, span, message).platforms(targets.clone()).help(
            "choose the target by platform: `case \"$TARGETARCH\" in amd64) …;; arm64) …;; esac`",
        );
        for place in added(facts, &what).into_iter().filter(|it| *it != span) {
            finding = finding.label(place, "added here");
        }
        for place in consequence::copies(facts, span, &what) {
            finding = finding.label(place, consequence::COPIED);
        }
    }
}

/// Where a target is added to the toolchain.
fn added(facts: &Facts<'_>, target: &str) -> Vec<Span> {
    let traces = facts.scripts().iter().flat_map(|script| &script.traces);
    let calls = traces.flat_map(|(_, trace)| &trace.calls).filter(|it| it.name == "rustup");
    let words = calls.flat_map(Call::arguments).filter_map(|(word, _)| triple(facts, word));
    let mut all: Vec<Span> =
        words.filter(|(_, text, _)| text == target).map(|(span, ..)| span).collect();
    all.sort_unstable();
    all.dedup();
    all.truncate(PLACES);
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
