//! `buildarch-for-target`.

use crate::{
    diagnostic::Severity,
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::list,
    shell::text::Use,
    span::Span,
    stage::{
        graph::Stage,
        target::{Evaluation, Reach, StageAt, Word},
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

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for stage in &facts.graph.stages {
        for name in NAMES {
            one(facts, stage, name, findings);
        }
    }
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
        "`{name}` is the build machine's ({}), but this stage goes into the image for {}",
        list(&facts.options.builders),
        list(&hit)
    );
    let mut finding = findings
        .add(*first, message)
        .platforms(hit)
        .help(format!("use `{right}`, and declare it with `ARG {right}`"));
    for &span in rest {
        finding = finding.label(span, "and here");
    }
}

/// The stage where it runs on a target platform that is not the builder's.
fn on_target<'f>(evaluation: &'f Evaluation, stage: &Stage) -> Option<&'f StageAt> {
    let at = evaluation.stages.get(stage.index)?;
    let setting = &evaluation.setting;
    let on_target = at.platform.as_ref().is_ok_and(|platform| *platform == setting.target);
    let cross = !setting.target.same_family(&setting.builder);
    (at.reach != Reach::Unneeded && on_target && cross).then_some(at)
}

fn uses(facts: &Facts<'_>, evaluation: &Evaluation, stage: &Stage, name: &str) -> Vec<Span> {
    let Some(at) = on_target(evaluation, stage) else { return Vec::new() };
    let mut uses: Vec<Span> = at
        .words
        .iter()
        .filter(|word| uses_for_content(facts, word, name))
        .map(|it| it.span)
        .collect();
    for run in &at.runs {
        let declared = run.names.iter().any(|(used, bound, _)| &**used == name && bound.is_some());
        let also_target = run.names.iter().any(|(used, _, _)| used.starts_with("TARGET"));
        if declared && !also_target {
            uses.extend(run_uses(facts, run.instruction, name));
        }
    }
    uses
}

/// In the source of a `COPY` or `ADD`, or in `ENV`: not in a label or an argument's default.
fn uses_for_content(facts: &Facts<'_>, word: &Word, name: &str) -> bool {
    let used = word.names.iter().any(|(used, origin)| &**used == name && !origin.is_empty());
    let kind = facts.instruction(word.instruction).map(|it| &it.kind);
    used && matches!(kind, Some(Kind::Copy(_) | Kind::Add(_) | Kind::Env(_)))
}

fn run_uses(facts: &Facts<'_>, instruction: usize, name: &str) -> Vec<Span> {
    let (Some(names), Some(run)) = (facts.shell.get(&instruction), facts.instruction(instruction))
    else {
        return Vec::new();
    };
    let Kind::Run(Command::Shell(text)) = &run.kind else { return Vec::new() };
    let in_line = |one: &&Use| one.name == name && one.range.end <= text.as_str().len();
    names.uses.iter().filter(in_line).map(|one| text.span_of(one.range.clone())).collect()
}
