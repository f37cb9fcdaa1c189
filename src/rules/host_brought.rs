//! Programs that the image or the packages of a stage on the build machine bring, when others copy them.
//!
//! Not a rule: `cross-stage-binary-copy` says what is found here. Scripts, certificates and other text are the same
//! everywhere, so a path counts that leads to machine code in every image that has it, and where nothing else put it.

use super::{
    builder::{BUILDPLATFORM, leaving, on_builder, speaks_of_target},
    script::Hit,
};
use crate::{
    context::name::is_below,
    facts::{Facts, Meant},
    knowledge::{self, Family},
    platform::Platform,
    syntax::ast::{Instruction, Kind, Text},
};

/// A stage with one of these may bring programs for another machine than its own.
const OTHERS: [&str; 9] = [
    "TARGET",
    "ARCH",
    "--arch",
    "--forcearch",
    "aarch64",
    "arm64",
    "architecture",
    "$(arch)",
    "uname",
];

/// What is copied of such programs, by path.
pub(super) fn brought(facts: &Facts<'_>) -> Vec<Hit<String>> {
    let mut found = Vec::new();
    if !facts.mentions(&BUILDPLATFORM) {
        return found;
    }
    for stage in 0..facts.graph.stages.len() {
        if !on_builder(facts, stage) || facts.meant(stage) != Meant::default() {
            continue;
        }
        for (span, path) in leaving(facts, stage) {
            let is_known = knowledge::is_machine_code(path)
                || knowledge::is_system_folder(path) && has_system(facts, stage);
            if is_known && is_its_own(facts, stage, path) {
                let targets = foreign(facts, stage);
                found.push(Hit { span: *span, what: path.clone(), targets });
            }
        }
    }
    found.retain(|it| !it.targets.is_empty());
    found
}

/// The required platforms that the stage does not run on.
fn foreign(facts: &Facts<'_>, stage: usize) -> Vec<Platform> {
    facts.targets(|it| {
        let at = it.stages.get(stage).filter(|at| at.is_built());
        let on = at.and_then(|it| it.platform.as_ref().ok());
        on.is_some_and(|on| !on.same_family(&it.setting.target))
    })
}

/// The stage is a distribution, with programs in its usual folders.
fn has_system(facts: &Facts<'_>, stage: usize) -> bool {
    let Some(evaluation) = facts.evaluations.first() else { return false };
    let family = facts.family(evaluation, stage).map(|(_, family)| family);
    family.and_then(knowledge::manager_of).is_some() || family == Some(Family::Busybox)
}

/// What is at a path comes from the image or from packages: nothing else was put there.
fn is_its_own(facts: &Facts<'_>, stage: usize, path: &str) -> bool {
    let Some(evaluation) = facts.evaluations.first() else { return false };
    if speaks_of_target(facts, stage) {
        return false;
    }
    let bodies = facts.chain(evaluation, stage).flat_map(|it| it.body.clone());
    let mut all = bodies.filter_map(|at| facts.instruction(at));
    !all.any(|it| may_bring(it, it.span.slice(facts.text), path))
}

/// An instruction may put something else at a path, or for another machine.
fn may_bring(instruction: &Instruction, text: &str, path: &str) -> bool {
    // Whatever is put there too, the system's own programs are in its folders.
    let is_system = knowledge::is_system_folder(path);
    let over = |to: &Text| is_over(to.as_str().trim_matches(['"', '\'']), path);
    let kind = &instruction.kind;
    let puts = if let Kind::Copy(transfer) | Kind::Add(transfer) = kind {
        let is_over = transfer.destination.as_ref().is_some_and(over);
        is_over && (!is_system || text.contains("--from"))
    } else if matches!(kind, Kind::Run(_) | Kind::Workdir(_)) {
        !is_system && names(text, path)
    } else if matches!(kind, Kind::Arg(_) | Kind::Env(_)) {
        false
    } else {
        return false;
    };
    puts || OTHERS.iter().any(|it| text.contains(it))
}

/// A folder is a path, or above it.
fn is_over(folder: &str, path: &str) -> bool {
    is_below(path, folder.trim_end_matches('/'))
}

/// A command names the path, or a folder above it: it may put something there.
fn names(text: &str, path: &str) -> bool {
    let words = text.split(|it: char| it.is_ascii_whitespace() || "\"';=()&|,<>".contains(it));
    let mut paths = words.filter(|it| it.starts_with('/'));
    paths.any(|it| is_over(it, path))
}
