//! Stages on the build machine: `host-arch-in-buildplatform-stage`, and what the rules on such stages share.
//!
//! Not what such a stage builds: that is in `host_built`. What leaves it is told by the paths that others copy, since
//! a tool for the build itself is right to be the build machine's.

use super::script::{Hit, Walk, are, hits, written};
use crate::{
    context::name::file_name,
    diagnostic::Severity,
    facts::Facts,
    needle::Needle,
    rule::{Check, Findings, Rule},
    rules::{start::MANY, token},
    shell::value::Value,
    span::Span,
    stage::{
        source::Origin,
        target::{Reach, StageAt},
    },
    syntax::ast::{Assignment, Kind, Transfer},
};

pub(super) static HOST: Rule = Rule {
    slug: "host-arch-in-buildplatform-stage",
    summary: "A stage on the build machine asks for the build machine's architecture, and its result goes into the image.",
    page: include_str!("../../rules/host-arch-in-buildplatform-stage/rule.md"),
    severity: Severity::Error,
    check: Check::File(host),
};

/// What stands in every file with a stage on the build machine.
pub(super) static BUILDPLATFORM: Needle = Needle::new("BUILDPLATFORM");

/// Programs that put what was downloaded where it is copied from.
const MOVERS: &[&str] = &[
    "curl", "wget", "tar", "bsdtar", "unzip", "gunzip", "unxz", "install", "mv", "cp", "ln",
    "chmod",
];

/// True when the stage runs on `$BUILDPLATFORM`.
pub(super) fn on_builder(facts: &Facts<'_>, stage: usize) -> bool {
    let mut stages = facts.reached(stage).map(|(evaluation, at)| evaluation.stages.get(at.root));
    stages.any(|root| root.and_then(|it| it.flag.as_ref()).is_some_and(|it| it.automatic.builder()))
}

/// What other stages copy from a stage for the target: each path with `/` in front and none behind.
pub(super) fn leaving<'f>(facts: &'f Facts<'_>, stage: usize) -> &'f [(Span, String)] {
    let all = facts.kept.leaving.get_or_init(|| all_leaving(facts));
    all.get(stage).map(Vec::as_slice).unwrap_or_default()
}

fn all_leaving(facts: &Facts<'_>) -> Vec<Vec<(Span, String)>> {
    let mut all = vec![Vec::new(); facts.graph.stages.len()];
    // Each script is held against each path.
    if facts.file.instructions.len() > MANY {
        return all;
    }
    let for_target = for_target(facts);
    for source in facts.sources.iter().filter(|it| it.mount.is_none()) {
        let Origin::Stage(from) = source.origin else { continue };
        if from == source.stage || for_target.get(source.stage) != Some(&true) {
            continue;
        }
        let instruction = facts.instruction(source.instruction);
        if let Some(Kind::Copy(Transfer { sources, .. })) = instruction.map(|it| &it.kind) {
            let path = |it: &str| format!("/{}", it.trim_matches(['"', '\'']).trim_matches('/'));
            let paths = sources.iter().map(|it| (it.span(), path(it.as_str())));
            all.get_mut(from).into_iter().for_each(|it| it.extend(paths.clone()));
        }
    }
    all
}

/// By stage: what stays on the build machine may be for it. A stage counts that is in the image, runs something for
/// the target, or is copied from by one that counts.
fn for_target(facts: &Facts<'_>) -> Vec<bool> {
    let stages = facts.graph.stages.len();
    let mut takers = vec![Vec::new(); stages];
    for source in &facts.sources {
        if let Origin::Stage(from) = source.origin {
            takers.get_mut(from).into_iter().for_each(|it| it.push(source.stage));
        }
    }
    let mut all = vec![false; stages];
    // Who takes from a stage stands behind it.
    for stage in (0..stages).rev() {
        let heirs = facts.evaluations.iter().flat_map(|it| it.heirs(stage));
        let mut behind = takers.get(stage).into_iter().flatten().chain(heirs);
        let counts = |it: &usize| *it > stage && all.get(*it) == Some(&true);
        let is_it = !on_builder(facts, stage) && (is_made(facts, stage) || behind.any(counts));
        all.get_mut(stage).into_iter().for_each(|it| *it = is_it);
    }
    all
}

/// A stage is in the image, or runs something.
fn is_made(facts: &Facts<'_>, stage: usize) -> bool {
    let bodies = facts.graph.stages.get(stage).into_iter().flat_map(|it| it.body.clone());
    let mut kinds = bodies.filter_map(|it| Some(&facts.instruction(it)?.kind));
    let is_exported = |(_, it): (_, &StageAt)| it.reach == Reach::Exported;
    facts.reached(stage).any(is_exported) || kinds.any(|it| matches!(it, Kind::Run(_)))
}

/// True when a stage speaks of the target in any way: it builds for that, or has a reason not to.
pub(super) fn speaks_of_target(facts: &Facts<'_>, stage: usize) -> bool {
    let stages = 0..facts.graph.stages.len();
    let asked = || stages.map(|it| is_of_target(facts, it)).collect();
    let all = facts.kept.of_target.get_or_init(asked);
    all.get(stage).copied().unwrap_or_default()
}

fn is_of_target(facts: &Facts<'_>, stage: usize) -> bool {
    let mut reached = facts.reached(stage);
    let by_value = reached.any(|(_, at)| {
        let names = at.body.runs.iter().flat_map(|run| &run.names);
        at.body.words.iter().any(|word| word.automatic.target())
            || names.into_iter().any(|it| it.name.starts_with("TARGET") || it.automatic().target())
    });
    by_value
        || facts
            .graph
            .stages
            .get(stage)
            .is_some_and(|it| it.body.clone().any(|at| names_it(facts, at)))
}

/// What Go builds for, a value for the target, or a tool that knows it by itself; `ARG TARGETARCH` alone does nothing.
fn names_it(facts: &Facts<'_>, instruction: usize) -> bool {
    let Some(instruction) = facts.instruction(instruction) else { return false };
    let says = |pair: &Assignment| {
        let name = pair.name.as_str();
        matches!(name, "GOARCH" | "GOOS") || name.starts_with("TARGET") && pair.value.is_some()
    };
    if instruction.kind.assignments().iter().any(says) {
        return true;
    }
    matches!(instruction.kind, Kind::Run(_)) && instruction.rest().as_str().contains("xx-")
}

fn host(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, ())| {
        if !on_builder(facts, walk.script.stage)
            || walk.on.same_family(walk.target)
            || speaks_of_target(facts, walk.script.stage)
        {
            return;
        }
        let names = leaving(facts, walk.script.stage);
        let moves = walk.trace.calls.iter().filter(|call| MOVERS.contains(&call.name.as_str()));
        let words: Vec<_> = moves.flat_map(|call| &call.words).map(Value::shown).collect();
        // A tool for the build itself is right to be the build machine's.
        let leaves = |name: &str| name.len() > 1 && words.iter().any(|word| parts(word, name));
        if !names.iter().any(|(_, path)| leaves(file_name(path))) {
            return;
        }
        for call in &walk.trace.calls {
            let downloads = matches!(call.name.as_str(), "curl" | "wget");
            for (word, span) in call.arguments().filter(|_| downloads) {
                let shown = word.shown();
                let asked = word.by_machine() || walk.trace.asks && is_chosen((word, span), &walk);
                if asked && (shown.contains("://") || !token::architectures(&shown).is_empty()) {
                    note(span, ());
                }
            }
        }
    };
    for Hit { span, targets, .. } in hits(facts, look) {
        let message = format!(
            "this stage runs on the build machine, so the download is for that, and {} required",
            are(&targets)
        );
        findings
            .add(span, message)
            .platforms(targets)
            .help("choose the file by `$TARGETARCH`, with `ARG TARGETARCH` in this stage");
    }
}

/// The build machine's name, set elsewhere in a script that asks: `case "$(uname -m)" in x86_64) A=amd64 ;; …`.
fn is_chosen((word, span): (&Value, Span), walk: &Walk<'_>) -> bool {
    let Some((name, at)) = token::only(&word.shown()) else { return false };
    let set = written(word, at.start, at.end);
    name == walk.on.architecture && set.is_some_and(|it| it.end <= span.start)
}

/// The name as a part of a word: `rg` in `/rg.tgz`.
pub(super) fn parts(word: &str, name: &str) -> bool {
    word.split(['/', '.', '-', '_', '=']).any(|part| part == name)
}
