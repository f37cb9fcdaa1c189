//! `targetarch-default-shadows`.

use crate::{
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::{Effect, Facts},
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::{either, list},
    span::Span,
    stage::{
        graph::Stage,
        scope,
        target::{Evaluation, StageAt, Word, word_at},
        words::unset,
    },
    syntax::ast::{Assignment, Instruction, Kind, Text},
};
use std::rc::Rc;

pub(super) static RULE: Rule = Rule {
    slug: "targetarch-default-shadows",
    summary: "A default on an automatic platform argument replaces the platform's value.",
    page: include_str!("../../rules/targetarch-default-shadows/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// The index of the instruction, the `ARG` and its default.
type Place<'a> = (usize, &'a Assignment, &'a Text);

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let instruction = instruction.inner().unwrap_or(instruction);
        let Kind::Arg(arguments) = &instruction.kind else { continue };
        for argument in arguments {
            one(facts, index, argument, findings);
        }
    }
}

fn one(facts: &Facts<'_>, index: usize, argument: &Assignment, findings: &mut Findings<'_>) {
    let (name, Some(default)) = (argument.name.as_str(), &argument.value) else { return };
    if !scope::is_automatic(name) || name == "TARGETSTAGE" || facts.options.passes(name) {
        return;
    }
    if facts.graph.globals.contains(&index) && !is_used(facts, argument) {
        return;
    }
    let place = (index, argument, default);
    let hit = facts.targets(|it| is_wrong(facts, it, place));
    if hit.is_empty() {
        return;
    }
    let written = default.as_str().trim_matches(['"', '\'']);
    let value = facts.evaluations.iter().find_map(|it| values(facts, it, place).pop());
    let default = value.as_deref().unwrap_or(written);
    let shown = if default.is_empty() { "empty".to_owned() } else { format!("`{default}`") };
    let also = if name.starts_with("BUILD") {
        format!("also on builders for {}", either(&facts.options.builders))
    } else {
        format!("also for {}", list(&hit))
    };
    findings
        .add(argument.span, format!("`{name}` is always {shown} because of this default, {also}"))
        .platforms(hit)
        .help(help(name, written))
        .fix(remove_default(argument));
}

fn help(name: &str, default: &str) -> String {
    let write = format!("write `ARG {name}`");
    if default.is_empty() || default.contains('$') {
        return write;
    }
    format!(
        "{write}; for builders without BuildKit put the default at the use: `${{{name}:-{default}}}`"
    )
}

/// The default differs from the value the platform would give.
fn is_wrong(facts: &Facts<'_>, evaluation: &Evaluation, place: Place<'_>) -> bool {
    let name = place.1.name.as_str();
    let Some(right) = scope::automatic(name, &evaluation.setting) else { return false };
    values(facts, evaluation, place).iter().any(|value| !same(name, value, &right))
}

/// What the default expands to, wherever it has an effect.
fn values(
    facts: &Facts<'_>,
    evaluation: &Evaluation,
    (index, argument, default): Place<'_>,
) -> Vec<Rc<str>> {
    let known = |words: &[Word]| word_at(words, default.span())?.value.clone().ok();
    if facts.graph.globals.contains(&index) {
        return known(&evaluation.words).into_iter().collect();
    }
    let value = |effect: Effect| {
        if effect.waits {
            return literal(facts, default);
        }
        known(&evaluation.stages.get(effect.stage)?.body.words)
    };
    facts.effects(evaluation, index, argument).into_iter().filter_map(value).collect()
}

/// What a default without variables is, whatever file it ends up in.
fn literal(facts: &Facts<'_>, default: &Text) -> Option<Rc<str>> {
    let expansion = unset(default.as_str(), facts.file.escape);
    expansion.value.ok().filter(|_| expansion.names.is_empty())
}

/// `linux/arm64/v8` and `linux/arm64` are one platform.
fn same(name: &str, value: &str, right: &str) -> bool {
    let platform = |text: &str| Platform::parse(text).ok();
    value == right || (name.ends_with("PLATFORM") && platform(value) == platform(right))
}

/// A global `ARG` matters when a `FROM` uses it or a stage takes it over.
fn is_used(facts: &Facts<'_>, argument: &Assignment) -> bool {
    let uses = |words: &[Word]| {
        words.iter().any(|word| word.names.iter().any(|(_, origin)| *origin == argument.span))
    };
    let declares = |(_, instruction): (usize, &Instruction)| {
        let Kind::Arg(arguments) = &instruction.kind else { return false };
        arguments
            .iter()
            .any(|other| other.value.is_none() && other.name.as_str() == argument.name.as_str())
    };
    let takes_over = |stage: &Stage, at: &StageAt| {
        facts.graph.instructions(facts.file, stage, at.base.stage()).any(declares)
    };
    let stages = |it: &Evaluation| {
        it.stages
            .iter()
            .zip(&facts.graph.stages)
            .any(|(at, stage)| at.is_built() && (uses(&at.body.words) || takes_over(stage, at)))
    };
    facts.evaluations.iter().any(|it| uses(&it.words) || stages(it))
}

fn remove_default(argument: &Assignment) -> Fix {
    let span = Span::new(argument.name.span().end, argument.span.end);
    Fix {
        title: "remove the default".to_owned(),
        edits: vec![Edit { span, content: String::new() }],
        applicability: Applicability::Safe,
    }
}
