//! `arch-branch-missing-required`: `FROM base-${TARGETARCH}`, and `case` and `if` in scripts.

use crate::{
    diagnostic::Severity,
    facts::{Facts, ImageUse},
    image::Resolution,
    platform::{Platform, spelling},
    rule::{Check, Findings, Rule},
    rules::{
        checksum::CHECKERS,
        either, join, join_are, list, quoted,
        script::{self, Hit, Walk},
    },
    shell::{
        run::{Call, Failure},
        value::{From, Value},
    },
    span::Span,
    stage::{
        graph::{Stage, from_of},
        target::{Base, Evaluation, Word, word_at},
    },
};

pub(super) static RULE: Rule = Rule {
    slug: "arch-branch-missing-required",
    summary: "A choice by platform has no branch for a required platform.",
    page: include_str!("../../rules/arch-branch-missing-required/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for stage in &facts.graph.stages {
        one(facts, stage, findings);
    }
    scripts(facts, findings);
}

/// A script that fails on a required platform because of what the platform is.
fn scripts(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for way in [Way::Lacking, Way::Ended, Way::Unset] {
        let mut values: Vec<(Span, String)> = Vec::new();
        let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Span)| {
            for (choice, place) in way.faults(walk) {
                note(choice, place);
                values.extend(subject(walk, choice).map(|value| (choice, value)));
            }
        };
        for Hit { span, what: place, targets } in script::hits(facts, look) {
            let own = values.iter().filter(|(choice, _)| *choice == span);
            let own = quoted(own.map(|(_, value)| value.clone()).collect());
            let finding = findings.add(span, way.message(&list(&targets), &own));
            let finding = finding.platforms(targets.clone());
            let finding = if place == span { finding } else { finding.label(place, way.label()) };
            let all = either(&targets);
            finding.help(match way {
                Way::Lacking | Way::Unset => {
                    format!("add a branch for {all}, or do not require it")
                }
                Way::Ended => format!("let the branch for {all} go on, or do not require it"),
            });
        }
    }
}

/// What is wrong with a choice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It has no branch, and the script ends.
    Lacking,
    /// The script ends because of what the branch sets: `url=none`.
    Ended,
    /// It has no branch, and what the branches set is needed.
    Unset,
}

impl Way {
    /// The choices, and what comes of them where.
    fn faults(self, walk: Walk<'_>) -> Vec<(Span, Span)> {
        if self == Self::Unset {
            return walk.trace.calls.iter().flat_map(unset).collect();
        }
        let is_own = |it: &&Failure| it.has_branch == (self == Self::Ended);
        walk.trace.failures.iter().filter(is_own).map(|it| (it.choice, it.span)).collect()
    }

    /// For all platforms, where a choice is made by a value of its own.
    fn message(self, all: &str, own: &str) -> String {
        let what = if own.is_empty() { "it" } else { own };
        match self {
            Self::Lacking => format!("this fails on {all}: no branch is for {what}"),
            Self::Ended => {
                format!("this fails on {all}: the branch for {what} leads to the end of the script")
            }
            Self::Unset if own.is_empty() => format!("no branch is for {all}"),
            Self::Unset => format!("no branch is for {all}, where this is {own}"),
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Lacking | Self::Ended => "the script ends here",
            Self::Unset => "what the branches set is needed here, and is empty",
        }
    }
}

/// What a choice is made by there, where that is not the platform as Docker names it: `aarch64` of `$(uname -m)`.
fn subject(walk: Walk<'_>, choice: Span) -> Option<String> {
    let mut subjects = walk.trace.subjects.iter().rev();
    let (_, value) = subjects.find(|(place, _)| *place == choice)?;
    let Platform { os, architecture, .. } = walk.target;
    let is_own = **value == **architecture || **value == **os || **value == walk.target.to_string();
    (!value.is_empty() && !is_own).then(|| value.to_string())
}

fn one(facts: &Facts<'_>, stage: &Stage, findings: &mut Findings<'_>) {
    let Some(from) = from_of(facts.file, stage.from) else { return };
    let missing: Vec<(&Evaluation, &Word, &str)> =
        facts.evaluations.iter().filter_map(|it| fallen(facts, it, stage)).collect();
    if missing.is_empty() {
        return;
    }
    let hit = facts
        .targets(|it| missing.iter().any(|(fell, ..)| fell.setting.target == it.setting.target));
    let place = if missing.iter().any(|(_, word, _)| word.automatic.target()) {
        format!("for {}", list(&hit))
    } else {
        let fell =
            |builder: &&Platform| missing.iter().any(|(it, ..)| it.setting.builder == **builder);
        let builders: Vec<_> = facts.options.builders.iter().filter(fell).cloned().collect();
        format!("on a builder for {}", either(&builders))
    };
    let mut names: Vec<String> = missing.iter().map(|(.., name)| format!("`{name}`")).collect();
    names.dedup();
    let message =
        format!("no stage {} {place}: BuildKit would pull an image of that name", join(&names));
    let mut branches = branches(facts, stage);
    let others = others(facts, (stage, &branches), from.image.as_str());
    let misnamed = others.iter().find(|(_, middle)| {
        let own = spelling(middle).map(|[_, architecture, _]| architecture);
        own.is_some_and(|own| hit.iter().any(|it| *it.architecture == *own))
    });
    branches.extend(others.iter().map(|(it, _)| it.index));
    branches.sort_unstable();
    let stages = branches.iter().filter_map(|&at| facts.graph.stages.get(at));
    let titles: Vec<String> = stages.map(|it| format!("`{}`", it.title())).collect();
    let finding = findings.add(from.image.span(), message).platforms(hit);
    let help = match (misnamed, names.as_slice()) {
        (Some((it, _)), [name]) => {
            format!("`{}` is there, which this `FROM` never names: call it {name}", it.title())
        }
        _ => format!(
            "add {}: only {} there",
            join(&names.iter().map(|name| format!("a stage {name}")).collect::<Vec<_>>()),
            join_are(&join(&titles), titles.len())
        ),
    };
    finding.help(help);
}

/// The stages before a `FROM` whose names begin and end as its image does, and that no platform takes, each with what
/// stands in the place of the variables.
fn others<'f>(
    facts: &'f Facts<'_>,
    (stage, taken): (&Stage, &[usize]),
    image: &str,
) -> Vec<(&'f Stage, &'f str)> {
    let before = image.split('$').next().unwrap_or_default();
    let last = image.rsplit('$').next().unwrap_or_default();
    let behind = last.split_once('}').map_or("", |(_, behind)| behind);
    let free = facts.graph.stages.iter().take(stage.index).filter(|it| !taken.contains(&it.index));
    let middle = |it: &'f Stage| it.name.as_deref()?.strip_prefix(before)?.strip_suffix(behind);
    let all = free.filter_map(|it| Some((it, middle(it)?)));
    all.filter(|(_, middle)| !before.is_empty() && spelling(middle).is_some()).collect()
}

/// The addresses of a download that lack what no branch has set, and the choice; for what compares checksums, those.
fn unset(call: &Call) -> Vec<(Span, Span)> {
    let absent = |from| if let From::Absent(choice) = from { Some(choice) } else { None };
    let choice = |value: &Value| value.pieces.iter().find_map(|piece| absent(piece.from));
    if CHECKERS.contains(&call.name.as_str()) && !call.handled {
        let read = call.reads.iter().find_map(choice);
        return read.zip(call.spans.first().copied()).into_iter().collect();
    }
    if call.words.iter().all(|word| choice(word).is_none()) {
        return Vec::new();
    }
    let is_address = |it: &Value| call.addresses().any(|address| std::ptr::eq(address, it));
    let words = call.arguments().filter(|(value, _)| is_address(value));
    words.filter_map(|(value, span)| Some((choice(value)?, span))).collect()
}

/// The name that falls through to an image, though the same words name a stage for another platform.
fn fallen<'f>(
    facts: &Facts<'_>,
    evaluation: &'f Evaluation,
    stage: &Stage,
) -> Option<(&'f Evaluation, &'f Word, &'f str)> {
    let at = evaluation.stages.get(stage.index)?;
    let Base::Image(name) = &at.base else { return None };
    let from = from_of(facts.file, stage.from)?;
    let word = word_at(&evaluation.words, from.image.span())?;
    let by_platform = word.automatic.target() || word.automatic.builder();
    let chosen = by_platform && at.is_built();
    let known = facts
        .images_of(stage.from)
        .any(|image| image.name == **name && matches!(*image.resolution, Resolution::Found(_)));
    (chosen && !known && !branches(facts, stage).is_empty()).then_some((evaluation, word, name))
}

/// A choice of stages has none for a platform, and this is the image that its name is then taken for.
pub(super) fn is_fallen(facts: &Facts<'_>, image: &ImageUse) -> bool {
    let stage = facts.graph.stages.get(image.stage).filter(|it| it.from == image.instruction);
    stage.is_some_and(|stage| {
        facts
            .evaluations
            .iter()
            .filter_map(|it| fallen(facts, it, stage))
            .any(|(.., name)| name == image.name)
    })
}

/// The stages that this `FROM` chooses for other platforms.
fn branches(facts: &Facts<'_>, stage: &Stage) -> Vec<usize> {
    let mut found: Vec<usize> = facts
        .evaluations
        .iter()
        .filter_map(|it| it.stages.get(stage.index)?.base.stage())
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
