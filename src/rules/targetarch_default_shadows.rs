//! `targetarch-default-shadows`.

use crate::{
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::Facts,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::{either, list},
    span::Span,
    stage::{
        graph::Stage,
        scope,
        target::{Evaluation, Reach, Word, word_at},
    },
    syntax::ast::{Assignment, Kind},
};
use std::rc::Rc;

pub(super) static RULE: Rule = Rule {
    slug: "targetarch-default-shadows",
    summary: "A default on an automatic platform argument replaces the platform's value.",
    page: include_str!("../../rules/targetarch-default-shadows/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let Kind::Arg(arguments) = &instruction.kind else { continue };
        for argument in arguments {
            one(facts, index, argument, findings);
        }
    }
}

fn one(facts: &Facts<'_>, index: usize, argument: &Assignment, findings: &mut Findings<'_>) {
    let (name, Some(default)) = (argument.name.as_str(), &argument.value) else { return };
    let given = facts.options.build_args.iter().any(|(key, _)| key == name);
    if !scope::is_automatic(name) || name == "TARGETSTAGE" || given {
        return;
    }
    let stage = facts.stage_of(index);
    if stage.is_none() && !is_used(facts, argument) {
        return;
    }
    let hit = facts.targets(|it| is_wrong(it, stage, (name, default.span())));
    if hit.is_empty() {
        return;
    }
    let written = default.as_str().trim_matches(['"', '\'']);
    let value = facts.evaluations.iter().find_map(|it| value(it, stage, default.span()));
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
fn is_wrong(evaluation: &Evaluation, stage: Option<&Stage>, (name, default): (&str, Span)) -> bool {
    let right = scope::automatic(name, &evaluation.setting);
    let value = value(evaluation, stage, default);
    value.zip(right).is_some_and(|(value, right)| !same(name, &value, &right))
}

/// What the default expands to, where the stage is built.
fn value(evaluation: &Evaluation, stage: Option<&Stage>, default: Span) -> Option<Rc<str>> {
    let words = match stage {
        None => &*evaluation.words,
        Some(stage) => {
            let at = evaluation.stages.get(stage.index)?;
            Some(&*at.body.words).filter(|_| at.reach != Reach::Unneeded)?
        }
    };
    word_at(words, default)?.value.clone().ok()
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
    let declares = |at: usize| match facts.instruction(at).map(|it| &it.kind) {
        Some(Kind::Arg(arguments)) => arguments
            .iter()
            .any(|other| other.value.is_none() && other.name.as_str() == argument.name.as_str()),
        _ => false,
    };
    let stages = |it: &Evaluation| {
        it.stages.iter().zip(&facts.graph.stages).any(|(at, stage)| {
            at.reach != Reach::Unneeded
                && (uses(&at.body.words) || stage.body.clone().any(declares))
        })
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
