//! `buildarch-for-target`.

use super::buildarch_made;
use crate::{
    diagnostic::Severity,
    facts::Facts,
    needle::Needle,
    rule::{Check, Findings, Rule},
    rules::{PLACES, either, list},
    shell::text::Use,
    span::Span,
    stage::{
        graph::{Stage, from_of},
        scope::Automatic,
        target::{Evaluation, StageAt, Word, word_at},
    },
    syntax::ast::{Command, Kind},
};

pub(super) static RULE: Rule = Rule {
    slug: "buildarch-for-target",
    summary: "The build machine's platform is used for something that goes into the image.",
    page: include_str!("../../rules/buildarch-for-target/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

const NAMES: &[&str] = &["BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT"];

static BUILDARCH: Needle = Needle::new("BUILDARCH");

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if facts.mentions(&BUILDARCH) {
        buildarch_made::check(facts, findings);
        bases(facts, findings);
    }
    let stages = facts.graph.stages.iter();
    for stage in stages.filter(|stage| facts.reached(stage.index).any(|(_, at)| has_any(at))) {
        for name in NAMES {
            one(facts, stage, name, findings);
        }
    }
}

/// Something in a stage comes from the build machine's platform; in most nothing does.
fn has_any(at: &StageAt) -> bool {
    let mut runs = at.body.runs.iter().flat_map(|it| &it.names);
    at.body.words.iter().any(|it| it.automatic.builder()) || runs.any(|it| it.automatic().builder())
}

fn one(facts: &Facts<'_>, stage: &Stage, name: &str, findings: &mut Findings<'_>) {
    let mut uses: Vec<Span> =
        facts.evaluations.iter().flat_map(|it| uses(facts, it, stage, name)).collect();
    uses.sort_unstable();
    uses.dedup();
    let Some((first, rest)) = uses.split_first() else { return };
    let hit = facts.targets(|it| on_target(it, stage).is_some());
    let right = name.replacen("BUILD", "TARGET", 1);
    let message = format!(
        "`{name}` names the build machine ({}), but this stage is for {}",
        either(&facts.options.builders),
        list(&hit)
    );
    let mut finding = findings
        .add(*first, message)
        .platforms(hit)
        .help(format!("use `{right}`, and declare it with `ARG {right}`"));
    for &span in rest.iter().take(PLACES) {
        finding = finding.label(span, "and here");
    }
}

/// `FROM run-${BUILDARCH}` below the image: all platforms get what is for the build machine. Elsewhere it may be a tool
/// of the build.
fn bases(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for stage in &facts.graph.stages {
        let Some(from) = from_of(facts.file, stage.from) else { continue };
        let chosen = |it: &Evaluation| {
            let word = word_at(&it.words, from.image.span());
            let by_builder = |it: &Word| it.automatic.has("BUILDARCH") && !it.automatic.target();
            let is_below = |target| facts.chain(it, target).any(|at| at.index == stage.index);
            word.is_some_and(by_builder)
                && it.target.is_some_and(is_below)
                && on_target(it, stage).is_some()
        };
        let hit = facts.targets(chosen);
        if !hit.is_empty() {
            let message = format!(
                "`BUILDARCH` chooses this by the build machine ({}), but the image is for {}",
                either(&facts.options.builders),
                list(&hit)
            );
            findings
                .add(from.image.span(), message)
                .platforms(hit)
                .help("use `TARGETARCH`: a `FROM` sees it without a declaration");
        }
    }
}

/// The stage where it runs on a target platform that is not the builder's.
fn on_target<'f>(evaluation: &'f Evaluation, stage: &Stage) -> Option<&'f StageAt> {
    let at = evaluation.stages.get(stage.index)?;
    let setting = &evaluation.setting;
    let on_target = at.platform.as_ref().is_ok_and(|platform| *platform == setting.target);
    let cross = !setting.target.same_family(&setting.builder);
    (at.is_built() && on_target && cross).then_some(at)
}

fn uses(facts: &Facts<'_>, evaluation: &Evaluation, stage: &Stage, name: &str) -> Vec<Span> {
    let Some(at) = on_target(evaluation, stage) else { return Vec::new() };
    // With a `TARGET…` beside it the two are compared, or the one stands in for the other.
    let beside = |used: &str, from: Automatic| used.starts_with("TARGET") || from.target();
    let is_it = |word: &&Word| {
        let own = word.automatic.has(name) && is_content(facts, word);
        own && !word.names.iter().any(|(used, _)| beside(used, word.automatic))
    };
    let mut uses: Vec<Span> = at.body.words.iter().filter(is_it).map(|it| it.span).collect();
    for run in &at.body.runs {
        if run.names.iter().any(|it| beside(&it.name, it.automatic())) {
            continue;
        }
        // `ARG ARCH=$BUILDARCH` carries the value under another name.
        for carrier in run.names.iter().filter(|it| it.automatic().has(name)) {
            uses.extend(run_uses(facts, run.instruction, &carrier.name));
        }
    }
    uses
}

/// In the source of a `COPY` or `ADD`, or in `ENV`: not in a label or an argument's default.
fn is_content(facts: &Facts<'_>, word: &Word) -> bool {
    let kind = facts.instruction(word.instruction).map(|it| &it.kind);
    matches!(kind, Some(Kind::Copy(_) | Kind::Add(_) | Kind::Env(_)))
}

fn run_uses(facts: &Facts<'_>, instruction: usize, name: &str) -> Vec<Span> {
    let (Some(names), Some(run)) = (facts.shell.get(&instruction), facts.instruction(instruction))
    else {
        return Vec::new();
    };
    let run = run.inner().unwrap_or(run);
    let Kind::Run(Command::Shell(text)) = &run.kind else { return Vec::new() };
    if names.assigned.iter().any(|assigned| assigned == name) {
        return Vec::new();
    }
    let in_line = |one: &&Use| {
        let inside = *one.name == *name && one.range.end <= text.as_str().len();
        inside && !is_message(text.as_str(), one)
    };
    names.uses.iter().filter(in_line).map(|one| text.span_of(one.range.clone())).collect()
}

/// `echo "built on $BUILDPLATFORM"` tells and takes no file.
fn is_message(script: &str, one: &Use) -> bool {
    let before = script.get(..one.range.start).unwrap_or_default();
    let command = before.rsplit([';', '&', '|', '(', '`', '\n']).next().unwrap_or_default();
    let word = command.split_ascii_whitespace().next();
    let behind = script.get(one.range.end..).unwrap_or_default();
    let rest = behind.split([';', '&', '\n']).next().unwrap_or_default();
    // An address is no message: `echo "deb [arch=$BUILDARCH] https://…" > …` takes files after all.
    matches!(word, Some("echo" | "printf")) && !rest.contains("://") && !command.contains("://")
}
