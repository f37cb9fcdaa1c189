//! `from-stage-platform-ignored`.

use crate::{
    diagnostic::Severity,
    facts::Facts,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::list,
    stage::{
        graph::{Stage, from_span},
        target::{StageAt, platform_flag_of},
    },
};

pub(super) static RULE: Rule = Rule {
    slug: "from-stage-platform-ignored",
    summary: "`--platform` on a `FROM` that names a stage has no effect.",
    page: include_str!("../../rules/from-stage-platform-ignored/rule.md"),
    severity: Severity::Warning,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for stage in &facts.graph.stages {
        let Some(flag) = platform_flag_of(facts.file, stage) else { continue };
        let Some((base, root)) = ignored_base(facts, stage) else { continue };
        let hit = facts.targets(|it| it.stages.get(stage.index).is_some_and(is_ignored));
        let title = base.title();
        let message = format!(
            "`--platform` is ignored here: `{title}` is a stage and keeps its own platform for {}",
            list(&hit)
        );
        findings
            .add(flag.span, message)
            .platforms(hit)
            .label(from_span(facts.file, root), format!("`{title}` gets its platform here"))
            .help("put the flag there, or remove it");
    }
}

/// The stage that this one builds on, and the first of their chain, when the flag does nothing.
fn ignored_base<'f>(facts: &'f Facts<'_>, stage: &Stage) -> Option<(&'f Stage, &'f Stage)> {
    let (evaluation, at) = facts.reached(stage.index).find(|(_, at)| is_ignored(at))?;
    let base = at.base.stage()?;
    let root = evaluation.root(base);
    Some((facts.graph.stages.get(base)?, facts.graph.stages.get(root)?))
}

/// The flag asks for another platform than the stage has.
fn is_ignored(at: &StageAt) -> bool {
    let asked = at.flag.as_ref().and_then(|flag| Platform::parse(flag.value.as_ref().ok()?).ok());
    let on_stage = at.base.stage().is_some();
    let other =
        asked.zip(at.platform.as_ref().ok()).is_some_and(|(asked, has)| !asked.same_family(has));
    on_stage && other && at.is_built()
}
