//! Names of the platform in addresses that nobody replaces, for `arch-name-mismatch`: `…/linux/{TARGETARCH}/tool`, and
//! `'…/${TARGETARCH}/…'` in single quotes.
//!
//! Not what is empty because it is not declared, which `targetarch-undeclared-in-stage` tells: here the name itself is
//! asked for, with its braces.

use super::script::{Hit, Walk, hits, instruction_at};
use crate::{
    facts::Facts,
    needle::Needle,
    platform::Platform,
    rule::Findings,
    rules::list,
    shell::{
        run::Call,
        value::{From, Value},
    },
    span::Span,
    stage::target::StageAt,
    syntax::ast::Kind,
};

const NAMES: [&str; 3] = ["TARGETARCH", "TARGETPLATFORM", "TARGETOS"];

/// What stands in every file with one.
static TARGET: Needle = Needle::new("TARGET");

/// A name that is kept as it is written.
struct Kept {
    written: String,
    name: &'static str,
    /// Quotes keep it; else it lacks its `$`.
    quoted: bool,
}

pub(super) fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !facts.mentions(&TARGET) {
        return;
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Kept)| {
        for address in walk.trace.calls.iter().flat_map(Call::addresses) {
            let shown = address.shown();
            if let Some((at, kept)) = kept(&shown)
                && let Some(span) = place(facts, address, at, &kept)
            {
                note(span, kept);
            }
        }
    };
    for Hit { span, what, targets } in hits(facts, look) {
        report(span, &what, targets, findings);
    }
    added(facts, findings);
}

/// `ADD https://…/{TARGETARCH}/…`
fn added(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let Kind::Add(transfer) = &instruction.kind else { continue };
        let Some(stage) = facts.stage_of(index) else { continue };
        for source in transfer.sources.iter().filter(|it| it.as_str().contains("://")) {
            let Some((at, kept)) = kept(source.as_str()).filter(|(_, it)| !it.quoted) else {
                continue;
            };
            let span = source.span_of(at..at + kept.written.len());
            let is_built = |at: Option<&StageAt>| at.is_some_and(StageAt::is_built);
            let targets = facts.targets(|it| is_built(it.stages.get(stage.index)));
            if !targets.is_empty() {
                report(span, &kept, targets, findings);
            }
        }
    }
}

fn report(span: Span, kept: &Kept, targets: Vec<Platform>, findings: &mut Findings<'_>) {
    let Kept { written, name, quoted } = kept;
    let message =
        format!("`{written}` is not replaced here, so no file is found for {}", list(&targets));
    let help = if *quoted {
        format!(
            "write double quotes, with `ARG {name}` in this stage: a shell replaces nothing in single quotes"
        )
    } else {
        format!("write `${{{name}}}`, with `ARG {name}` in this stage")
    };
    findings.add(span, message).platforms(targets).help(help);
}

/// The first such name in an address, and where it begins.
fn kept(address: &str) -> Option<(usize, Kept)> {
    if !address.contains("://") {
        return None;
    }
    let first = |name: &'static str| {
        let forms = [format!("${{{name}}}"), format!("{{{name}}}"), format!("${name}")];
        let found =
            forms.into_iter().filter_map(|written| Some((address.find(&written)?, written)));
        let (at, written) = found.min_by_key(|(at, _)| *at)?;
        // A template may be filled in by what reads it: `{{TARGETARCH}}`.
        let behind = address.get(at + written.len()..)?;
        let is_template =
            address.get(..at)?.ends_with(['{', '%']) || behind.starts_with(['}', '%']);
        let quoted = written.starts_with('$');
        (!is_template).then_some((at, Kept { written, name, quoted }))
    };
    NAMES.into_iter().find_map(first)
}

/// Where it is written, if nothing there replaces it.
fn place(facts: &Facts<'_>, address: &Value, at: usize, kept: &Kept) -> Option<Span> {
    let (span, From::Written(_)) = address.written(at, at + kept.written.len())? else {
        return None;
    };
    let instruction = facts.instruction(instruction_at(facts, span))?;
    let before = facts.text.get(instruction.span.start as usize..span.start as usize)?;
    let word = before.rsplit([' ', '\t', '\n', '=', '(']).next().unwrap_or_default();
    (!kept.quoted || word.contains('\'')).then_some(span)
}
