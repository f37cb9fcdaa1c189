//! `targetarch-undeclared-in-stage`.

use crate::{
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::{PLACES, exec_undeclared, onbuild_undeclared, start_undeclared},
    shell::text::Use,
    span::Span,
    stage::{
        graph::Stage,
        scope,
        target::{StageAt, Word},
    },
    syntax::ast::{Command, Kind, Text},
};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    slug: "targetarch-undeclared-in-stage",
    summary: "An automatic platform argument is used in a stage that does not declare it, so it is empty.",
    page: include_str!("../../rules/targetarch-undeclared-in-stage/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for stage in &facts.graph.stages {
        let unbound = unbound(facts, stage);
        for name in scope::AUTOMATIC.into_iter().filter(|it| unbound.contains(it)) {
            let uses = uses(facts, stage, name);
            if let Some((first, rest)) = uses.split_first() {
                report(facts, stage, name, (*first, rest), findings);
            }
        }
    }
    waiting(facts, findings);
    start_undeclared::check(facts, findings);
    exec_undeclared::check(facts, findings);
}

/// In triggers of the image: nobody who builds on it can declare the name before they run.
fn waiting(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let has_triggers = facts.graph.stages.iter().any(|it| !it.triggers.is_empty());
    let all = if has_triggers { onbuild_undeclared::empty(facts) } else { Vec::new() };
    for (name, spans) in all {
        let Some((first, rest)) = spans.split_first() else { continue };
        let mut finding = findings
            .add(*first, format!("`{name}` is empty here: no `ONBUILD ARG {name}` comes before"))
            .help(format!("add `ONBUILD ARG {name}` before this line: triggers run before every line of the file that builds on this image"));
        for &span in rest.iter().take(PLACES) {
            finding = finding.label(span, "and here");
        }
    }
}

fn report(
    facts: &Facts<'_>,
    stage: &Stage,
    name: &str,
    (first, rest): (Span, &[Span]),
    findings: &mut Findings<'_>,
) {
    let later =
        declared(facts, stage.body.clone().skip_while(|&at| begins_before(facts, at, first)), name);
    let message = match (later, &stage.name) {
        (Some(_), _) => format!("`{name}` is empty here: `ARG {name}` comes only below"),
        (None, Some(stage)) => {
            format!("`{name}` is empty here: stage `{stage}` does not declare `ARG {name}`")
        }
        (None, None) => {
            format!("`{name}` is empty here: {} does not declare `ARG {name}`", stage.title())
        }
    };
    let mut finding = findings.add(first, message).help(format!(
        "add `ARG {name}` to the stage before this line; one before the first `FROM` counts for `FROM` lines only"
    ));
    for &span in rest.iter().take(PLACES) {
        finding = finding.label(span, "and here");
    }
    if let Some(span) = later {
        finding = finding.label(span, "declared here, too late");
    }
    if let Some(span) = declared(facts, facts.graph.globals.clone(), name) {
        finding = finding.label(span, "declared for `FROM` lines only");
    }
    if let Some(from) = facts.instruction(stage.from) {
        let behind = facts.text.get(from.span.end as usize..).unwrap_or_default();
        let newline = if behind.starts_with("\r\n") { "\r\n" } else { "\n" };
        finding.fix(Fix {
            title: format!("add `ARG {name}`"),
            edits: vec![Edit {
                span: Span::new(from.span.end, from.span.end),
                content: format!("{newline}ARG {name}"),
            }],
            applicability: Applicability::Safe,
        });
    }
}

/// The automatic names that a stage uses and that are bound nowhere; most stages have none.
fn unbound<'f>(facts: &'f Facts<'_>, stage: &Stage) -> Vec<&'f str> {
    let mut all: Vec<&str> = Vec::new();
    for (_, at) in facts.reached(stage.index) {
        let of_words = at.body.words.iter().flat_map(|it| &it.names);
        all.extend(of_words.filter(|(_, origin)| origin.is_empty()).map(|(name, _)| &**name));
        let of_runs = at.body.runs.iter().flat_map(|it| &it.names);
        all.extend(of_runs.filter(|it| it.binding.is_none()).map(|it| &*it.name));
    }
    all.retain(|it| scope::is_automatic(it));
    all
}

/// Every place where a stage uses a name that is bound nowhere.
fn uses(facts: &Facts<'_>, stage: &Stage, name: &str) -> Vec<Span> {
    let mut uses: Vec<Span> = Vec::new();
    let mut of_runs: Vec<Span> = Vec::new();
    for (_, at) in facts.reached(stage.index) {
        uses.extend(word_uses(facts, at, name));
        for run in &at.body.runs {
            if run.names.iter().any(|it| &*it.name == name && it.binding.is_none()) {
                of_runs.extend(run_uses(facts, at, run.instruction, name));
            }
        }
    }
    if !of_runs.is_empty() && !has_other_shell(facts, stage) {
        uses.append(&mut of_runs);
    }
    uses.sort_unstable();
    uses.dedup();
    uses
}

fn word_uses(facts: &Facts<'_>, at: &StageAt, name: &str) -> Vec<Span> {
    let empty =
        |word: &&Word| word.names.iter().any(|(used, origin)| &**used == name && origin.is_empty());
    // `ARG NAME=${NAME:-…}` declares it; `targetarch-default-shadows` speaks for the default.
    let own = |word: &&Word| {
        let instruction = facts.instruction(word.instruction).map(|it| &it.kind);
        let Some(Kind::Arg(arguments)) = instruction else { return false };
        arguments.iter().any(|argument| argument.name.as_str() == name)
    };
    at.body.words.iter().filter(empty).filter(|word| !own(word)).map(|word| word.span).collect()
}

/// A `SHELL` of the stage, or of one it builds on, names a shell with other variables.
fn has_other_shell(facts: &Facts<'_>, stage: &Stage) -> bool {
    let Some(evaluation) = facts.evaluations.first() else { return false };
    let mut bodies = facts.chain(evaluation, stage.index).flat_map(|stage| stage.body.clone());
    bodies.any(|at| {
        let Some(Kind::Shell(Command::Exec(words))) = facts.instruction(at).map(|it| &it.kind)
        else {
            return false;
        };
        let name = words.first().map(|word| word.as_str().to_ascii_lowercase());
        let other = |name: &str| ["powershell", "pwsh", "cmd"].iter().any(|it| name.contains(it));
        name.as_deref().is_some_and(other)
    })
}

/// The uses in one `RUN`, unless the script sets, tests or replaces the name itself.
pub(super) fn run_uses(
    facts: &Facts<'_>,
    at: &StageAt,
    instruction: usize,
    name: &str,
) -> Vec<Span> {
    let (Some(names), Some(run)) = (facts.shell.get(&instruction), facts.instruction(instruction))
    else {
        return Vec::new();
    };
    let run = run.inner().unwrap_or(run);
    // The heredoc of a `COPY` has no line of its own.
    let none = Text::empty(run.span.start);
    let text = if let Kind::Run(Command::Shell(text)) = &run.kind { text } else { &none };
    let posix = at.platform.as_ref().is_ok_and(|platform| platform.os != "windows");
    let uses: Vec<&Use> = names.uses.iter().filter(|one| *one.name == *name).collect();
    let handled = names.open
        || names.assigned.iter().any(|assigned| assigned == name)
        || uses.iter().any(|one| handles_empty(one));
    if handled || !posix {
        return Vec::new();
    }
    let span = |one: &&Use| match text.as_str().get(one.range.clone()) {
        Some(_) => text.span_of(one.range.clone()),
        // In a heredoc: the marker stands for its body.
        None => run.heredocs.first().map_or(run.span, |heredoc| heredoc.marker),
    };
    // `${TARGETPLATFORM:-$NAME}`: the other is never empty, where it is declared.
    let bound = |it: &Use| {
        let run = at.body.runs.iter().find(|run| run.instruction == instruction);
        let mut names = run.into_iter().flat_map(|run| &run.names);
        // A platform may have no variant.
        let is_filled = *it.name != *"TARGETVARIANT";
        names.any(|known| *known.name == *it.name && known.automatic().target() && is_filled)
    };
    let is_spare = |one: &Use| {
        let around = |it: &&Use| it.range.start < one.range.start && one.range.end <= it.range.end;
        let default = |it: &Use| it.operation.trim_start_matches(':').starts_with('-');
        names.uses.iter().filter(around).any(|it| default(it) && bound(it))
    };
    let has_effect = |one: &&&Use| !is_spare(one) && !is_last_word(text.as_str(), &one.range);
    uses.iter().filter(has_effect).map(span).collect()
}

/// A message before the script gives up: `echo "unexpected: $NAME"; exit 1`.
fn is_last_word(script: &str, at: &Range<usize>) -> bool {
    let before = script.get(..at.start).unwrap_or_default();
    let command = before.rsplit([';', '\n', '&', '|', '{']).next().unwrap_or_default().trim_start();
    let opened = ["then ", "else ", "do "].iter().find_map(|it| command.strip_prefix(it));
    let command = opened.unwrap_or(command).trim_start();
    let arm = command.split_once(") ").map_or("", |(_, it)| it.trim_start());
    let is_echo = |it: &str| it.starts_with("echo ") || it.starts_with("printf ");
    let says = is_echo(command) || is_echo(arm);
    let behind = script.get(at.end..).unwrap_or_default();
    let end = behind.find([';', '\n', '&', '|']).unwrap_or(behind.len());
    let (rest, next) = behind.split_at_checked(end).unwrap_or_default();
    let next = next.strip_prefix("&2").unwrap_or(next);
    let next = next.trim_start_matches([';', '&', ' ', '\t', '\n', '\\']);
    let ends = ["exit", "false", "return"].iter().any(|it| next.starts_with(it));
    let is_kept = rest.trim_end_matches("1>").trim_end_matches('>').contains('>');
    says && ends && !is_kept
}

/// `${NAME:-$(…)}`, `${NAME-}`, `${NAME:+…}`, `${NAME:=…}`, `[ -z "$NAME" ]`: the script knows that it may be empty.
fn handles_empty(one: &Use) -> bool {
    let operation = one.operation.trim_start_matches(':');
    let default = operation.strip_prefix('-');
    let computed = default.is_some_and(|it| it.is_empty() || it.contains(['$', '`']));
    one.tested || computed || operation.starts_with(['+', '=', '?'])
}

fn begins_before(facts: &Facts<'_>, instruction: usize, at: Span) -> bool {
    facts.instruction(instruction).is_some_and(|it| it.span.start < at.start)
}

/// The first `ARG` of a name among some instructions.
fn declared(
    facts: &Facts<'_>,
    mut instructions: impl Iterator<Item = usize>,
    name: &str,
) -> Option<Span> {
    instructions.find_map(|at| {
        let Kind::Arg(arguments) = &facts.instruction(at)?.kind else { return None };
        arguments.iter().find(|it| it.name.as_str() == name).map(|it| it.span)
    })
}
