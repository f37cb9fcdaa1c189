//! What the rules on scripts share: every platform's walk through every script, and findings by their place.
//!
//! Not a rule. One literal is one finding, with all the platforms that suffer.

use crate::{
    diagnostic::Severity,
    facts::{Facts, Meant, Script},
    platform::Platform,
    rule::{Finding, Findings},
    shell::{
        run::Trace,
        value::{From, Value},
    },
    span::Span,
    stage::scope::is_automatic,
    syntax::ast::{Assignment, Instruction, Kind, Transfer},
};
use std::collections::BTreeMap;

/// A finding to be, with the platforms it is about.
pub(super) struct Hit<T> {
    /// Where it is.
    pub(super) span: Span,
    /// What it is.
    pub(super) what: T,
    /// The required platforms that suffer.
    pub(super) targets: Vec<Platform>,
}

/// Findings of one kind in one script become one: each with what the others are about.
pub(super) fn merged<T>(facts: &Facts<'_>, hits: Vec<Hit<T>>) -> Vec<Hit<Vec<T>>> {
    let mut all: Vec<(usize, Hit<Vec<T>>)> = Vec::new();
    for Hit { span, what, targets } in hits {
        let at = instruction_at(facts, span);
        match all.last_mut() {
            Some((before, hit)) if *before == at && hit.targets == targets => hit.what.push(what),
            _ => all.push((at, Hit { span, what: vec![what], targets })),
        }
    }
    all.into_iter().map(|(_, hit)| hit).collect()
}

/// One walk: what a script does on a platform.
#[derive(Clone, Copy)]
pub(super) struct Walk<'f> {
    pub(super) trace: &'f Trace,
    /// What the script runs on.
    pub(super) on: &'f Platform,
    /// What the image is for.
    pub(super) target: &'f Platform,
    /// The script.
    pub(super) script: &'f Script,
}

/// All walks, and what `look` notes about them. A stage that is for one platform on purpose is left out.
pub(super) fn hits<'f, T>(
    facts: &'f Facts<'_>,
    mut look: impl FnMut(Walk<'f>, &mut dyn FnMut(Span, T)),
) -> Vec<Hit<T>> {
    let mut all: BTreeMap<Span, (T, Vec<&Platform>)> = BTreeMap::new();
    for script in facts.scripts() {
        if facts.meant(script.stage) != Meant::default() {
            continue;
        }
        for (trace, on, target) in script.walks(&facts.evaluations) {
            look(Walk { trace, on, target, script }, &mut |span, what| {
                let (_, targets) = all.entry(span).or_insert((what, Vec::new()));
                targets.push(target);
            });
        }
    }
    let hit = |(span, (what, suffer)): (Span, (T, Vec<&Platform>))| {
        let targets = facts.targets(|it| suffer.contains(&&it.setting.target));
        Hit { span, what, targets }
    };
    all.into_iter().map(hit).collect()
}

/// The required platforms whose build runs a stage on a platform that suffers.
pub(super) fn targets_on(
    facts: &Facts<'_>,
    stage: usize,
    suffers: impl Fn(&Platform) -> bool,
) -> Vec<Platform> {
    facts.targets(|it| {
        let at = it.stages.get(stage).filter(|at| at.is_built());
        at.is_some_and(|at| at.platform.as_ref().is_ok_and(&suffers))
    })
}

/// Where a part of a value was written in a script, or as the value of an `ENV`.
pub(super) fn written(value: &Value, start: usize, end: usize) -> Option<Span> {
    match value.written(start, end)? {
        (span, From::Written(_)) => Some(span),
        _ => None,
    }
}

/// The same, also in the default of an `ARG`. What `arch-default-arg` tells, and what the build is given, is not.
pub(super) fn told(facts: &Facts<'_>, value: &Value, start: usize, end: usize) -> Option<Span> {
    let (span, from) = value.written(start, end)?;
    match from {
        From::Written(_) => Some(span),
        From::Declared(_) => {
            let pair = argument_at(facts, span).filter(|it| is_followed(facts, it))?;
            let shown = value.shown();
            let (text, default) = (shown.get(start..end)?, pair.value.as_ref()?);
            if span.slice(facts.text) == text {
                return Some(span);
            }
            let at = default.as_str().find(text)?;
            Some(default.span_of(at..at + text.len()))
        }
        From::Platform
        | From::Machine
        | From::Builder
        | From::Absent(_)
        | From::Reworked
        | From::Other => None,
    }
}

fn is_followed(facts: &Facts<'_>, argument: &Assignment) -> bool {
    let name = argument.name.as_str();
    // A default of `TARGETARCH` is another rule's matter.
    !is_automatic(name)
        && !facts.options.passes(name)
        && facts.arch_defaults.origin(argument.span).is_none()
}

/// The `ARG` that a place is in.
pub(super) fn argument_at<'f>(facts: &'f Facts<'_>, place: Span) -> Option<&'f Assignment> {
    let instruction = facts.instruction(instruction_at(facts, place))?;
    let Kind::Arg(pairs) = &instruction.kind else { return None };
    pairs.iter().find(|it| it.span.start <= place.start && place.end <= it.span.end)
}

/// The index of the instruction that a place is in.
pub(super) fn instruction_at(facts: &Facts<'_>, place: Span) -> usize {
    let ends = |it: &Instruction| it.span.end <= place.start;
    facts.file.instructions.partition_point(ends)
}

/// Adds a finding. In the default of an `ARG` it is a warning, and the message is told what to say of that.
pub(super) fn add<'f>(
    facts: &Facts<'_>,
    findings: &'f mut Findings<'_>,
    place: Span,
    message: impl FnOnce(&str) -> String,
) -> Finding<'f> {
    let Some(argument) = argument_at(facts, place) else { return findings.add(place, message("")) };
    let unless = format!(" unless the build passes another `{}`", argument.name.as_str());
    findings.add(place, message(&unless)).severity(Severity::Warning)
}

/// What `look` finds in the heredocs that `COPY` and `ADD` write, in stages that are not pinned.
pub(super) fn heredocs<T>(
    facts: &Facts<'_>,
    look: impl Fn(&Transfer, &Value, &Platform) -> Option<(Span, T)>,
) -> Vec<Hit<T>> {
    let mut found = Vec::new();
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let (Kind::Copy(transfer) | Kind::Add(transfer)) = &instruction.kind else { continue };
        let stage = facts.stage_of(index).filter(|it| !facts.meant(it.index).pinned);
        let Some(stage) = stage else { continue };
        for heredoc in &instruction.heredocs {
            let text = Value::known(heredoc.body.slice(facts.text), From::Written(heredoc.body));
            let one = facts.options.targets.iter().find_map(|on| look(transfer, &text, on));
            let Some((span, what)) = one else { continue };
            let targets = targets_on(facts, stage.index, |on| look(transfer, &text, on).is_some());
            if !targets.is_empty() {
                found.push(Hit { span, what, targets });
            }
        }
    }
    found
}

/// The value of an option: `-o x`, `-o=x`, `--output=x`.
pub(super) fn option<'w>(words: &[&'w str], names: &[&str]) -> Option<&'w str> {
    let mut words = words.iter();
    while let Some(word) = words.next() {
        for name in names {
            match word.strip_prefix(name) {
                Some("") => return words.next().copied(),
                Some(rest) if rest.starts_with('=') => return rest.strip_prefix('='),
                Some(_) | None => {}
            }
        }
    }
    None
}

/// True if a file for an architecture is of use on a platform: amd64 runs what is for 386.
pub(super) fn fits(on: &Platform, architecture: &str) -> bool {
    on.architecture == architecture || on.architecture == "amd64" && architecture == "386"
}

/// True if a machine runs what is for an architecture: what fits it, and 64-bit Arm what is for 32-bit Arm.
pub(super) fn runs(on: &Platform, architecture: &str) -> bool {
    fits(on, architecture) || on.architecture == "arm64" && architecture == "arm"
}

/// No required platform has it, so that it is named on purpose. What people have under their desks needs not be
/// required to be written by mistake.
pub(super) fn is_far(facts: &Facts<'_>, architecture: &str) -> bool {
    let is_required = facts.options.targets.iter().any(|it| it.architecture == architecture);
    !is_required && architecture != "amd64"
}

/// "linux/arm64 is" or "linux/arm64 and linux/s390x are".
pub(super) fn are(targets: &[Platform]) -> String {
    let verb = if targets.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", super::list(targets))
}
