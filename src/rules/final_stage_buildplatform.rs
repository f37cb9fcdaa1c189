//! `final-stage-buildplatform`.

use super::copied::command;
use crate::{
    diagnostic::{Applicability, Fix, Severity},
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::{either, list, without_flag},
    stage::{
        graph::{Stage, from_span},
        scope::Automatic,
        source::{Origin, Source},
        target::{Evaluation, platform_flag_of, word_at},
    },
};

pub(super) static RULE: Rule = Rule {
    slug: "final-stage-buildplatform",
    summary: "The exported stage runs on the build machine's platform.",
    page: include_str!("../../rules/final-stage-buildplatform/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// Names of stages that check or produce files and are not run as an image.
const TOOLING: &[&str] = &[
    "lint", "validate", "test", "vet", "check", "fmt", "format", "generate", "update", "vendor",
    "outdated", "docs", "ci", "dev", "tools", "authors", "version",
];

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let Some(target) = facts.evaluations.first().and_then(|it| it.target) else { return };
    let Some(stage) = facts.graph.stages.get(target) else { return };
    if facts.options.target_stage.is_none() && is_tooling(facts, stage) {
        return;
    }
    let hit = facts.targets(|it| builder_below(facts, it, target).is_some());
    let root = facts.evaluations.iter().find_map(|it| builder_below(facts, it, target));
    let Some(root) = root.and_then(|root| facts.graph.stages.get(root)) else { return };
    let Some(flag) = platform_flag_of(facts.file, root) else { return };
    let message = format!(
        "the exported stage runs on the build platform: the image for {} would hold files for {}",
        list(&hit),
        either(&facts.options.builders)
    );
    let finding = findings.add(flag.span, message).platforms(hit);
    if root.index == stage.index {
        finding.help("remove `--platform` from the last stage").fix(Fix {
            title: "remove `--platform`".to_owned(),
            edits: vec![without_flag(facts, flag)],
            applicability: Applicability::Unsafe,
        });
    } else {
        let place = from_span(facts.file, stage);
        let help = if is_base(facts, root, stage) {
            format!("remove `--platform` from `{}`: the image is made of it", root.title())
        } else {
            "build in this stage, and copy the result into a last stage without `--platform`"
                .to_owned()
        };
        finding
            .label(place, format!("`{}` is exported and builds on it", stage.title()))
            .help(help);
    }
}

/// Only the exported stage builds on another, and takes what others built: that is no place to build in.
fn is_base(facts: &Facts<'_>, root: &Stage, exported: &Stage) -> bool {
    let Some(evaluation) = facts.evaluations.first() else { return false };
    let chain: Vec<usize> = facts.chain(evaluation, exported.index).map(|it| it.index).collect();
    let is_alone = |it: &usize| evaluation.heirs(*it).iter().all(|heir| chain.contains(heir));
    let takes = |it: &Source| {
        let from = matches!(it.origin, Origin::Stage(from) if !chain.contains(&from));
        it.mount.is_none() && it.stage == exported.index && from
    };
    chain.contains(&root.index) && chain.iter().all(is_alone) && facts.sources.iter().any(takes)
}

/// The stage with the `$BUILDPLATFORM` that the target ends up on, if target and builder differ.
fn builder_below(facts: &Facts<'_>, evaluation: &Evaluation, target: usize) -> Option<usize> {
    let root = evaluation.root(target);
    let at = evaluation.stages.get(root)?;
    let flag = at.flag.as_ref()?;
    let builder = flag.automatic.builder() || names_builder(facts, evaluation, root);
    let platform = at.platform.as_ref().ok()?;
    let other = !evaluation.setting.target.same_family(platform);
    (builder && !flag.automatic.target() && other).then_some(root)
}

/// `ARG BUILDPLATFORM=linux/amd64` takes the value away and leaves the meaning.
fn names_builder(facts: &Facts<'_>, evaluation: &Evaluation, stage: usize) -> bool {
    let flag = facts.graph.stages.get(stage).and_then(|it| platform_flag_of(facts.file, it));
    let Some(value) = flag.and_then(|flag| flag.value.as_ref()) else { return false };
    let word = word_at(&evaluation.words, value.span());
    word.is_some_and(|word| word.names.iter().any(|(name, _)| Automatic::of(name).builder()))
}

/// Nothing to run, and named for a chore or a mere alias: its result is a verdict or files, not an image.
fn is_tooling(facts: &Facts<'_>, stage: &Stage) -> bool {
    let Some(evaluation) = facts.evaluations.first() else { return false };
    let chain: Vec<&Stage> = facts.chain(evaluation, stage.index).collect();
    let is_chore = |stage: &&Stage| {
        let name = stage.name.as_deref().unwrap_or_default();
        name.split(['-', '_', '.']).any(|word| TOOLING.contains(&word))
    };
    let body = |stage: &&Stage| stage.body.clone();
    let runs = chain
        .iter()
        .flat_map(body)
        .filter_map(|at| facts.instruction(at))
        .any(|it| command(it).is_some());
    !runs && (stage.body.is_empty() || chain.iter().any(is_chore))
}
