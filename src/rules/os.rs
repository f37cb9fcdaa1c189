//! For which required platforms an instruction is carried out on one operating system.
//!
//! Not a rule: the rules on operating systems ask here, so that "the stage is not built for Windows" has one meaning.
//! Where both systems are required, the file is meant for both, and each instruction that keeps it from one is told,
//! also on a base image that lacks that system: the base is one thing to change among several. Where one system is
//! required, instructions of the other say that the file was never meant for it. Then only the base speaks, unless it
//! is known to have the required system.

use crate::{
    facts::{Facts, ImageUse, Role},
    platform::Platform,
    stage::target::{Base, Evaluation, Reach, StageAt, word_at},
    syntax::ast::{Kind, Text},
};
use smallvec::{SmallVec, smallvec};

pub(super) const LINUX: &str = "linux";
pub(super) const WINDOWS: &str = "windows";

/// The way out where one stage cannot serve both.
pub(super) const SPLIT: &str =
    "give each operating system a stage and choose it with `FROM run-${TARGETOS}`";

/// The required platforms whose build carries out an instruction on an operating system.
pub(super) fn on(facts: &Facts<'_>, index: usize, os: &str) -> Vec<Platform> {
    on_where(facts, index, os, |_| true)
}

/// The same, where more holds of the stage: "and there the word is `root`".
pub(super) fn on_where(
    facts: &Facts<'_>,
    index: usize,
    os: &str,
    wanted: impl Fn(&StageAt) -> bool,
) -> Vec<Platform> {
    facts.targets(|it| {
        let stages = stages(facts, it, index);
        stages.into_iter().any(|stage| {
            let at = it.stages.get(stage);
            is_on(facts, it, stage, os) && at.is_some_and(&wanted)
        })
    })
}

/// The stages that carry out an instruction; nearly always one.
pub(super) type Stages = SmallVec<[usize; 2]>;

/// The stages that carry out an instruction: its own, or for a trigger those that build on it. A trigger of the
/// exported stage counts for it: whoever builds on the image needs it.
pub(super) fn stages(facts: &Facts<'_>, evaluation: &Evaluation, index: usize) -> Stages {
    let Some(holder) = facts.stage_of(index) else { return Stages::new() };
    let reached = |stage: &usize| evaluation.stages.get(*stage).is_some_and(StageAt::is_built);
    let is_trigger = facts.instruction(index).is_some_and(|it| it.inner().is_some());
    let mut found: Stages = smallvec![holder.index];
    if is_trigger {
        found.retain(|stage: &mut usize| evaluation.target == Some(*stage));
        found.extend(evaluation.heirs(holder.index).iter().take(64).copied());
    }
    found.retain(|stage| reached(stage));
    found
}

/// True if what an instruction does is in the image.
pub(super) fn is_in_image(facts: &Facts<'_>, evaluation: &Evaluation, index: usize) -> bool {
    let exported =
        |stage: usize| evaluation.stages.get(stage).is_some_and(|at| at.reach == Reach::Exported);
    stages(facts, evaluation, index).into_iter().any(exported)
}

/// What follows from a `USER` that does not exist: the next `RUN` fails, and without one the start of the container.
pub(super) fn without_user(facts: &Facts<'_>, index: usize) -> &'static str {
    let end = facts.stage_of(index).map_or(0, |stage| stage.body.end);
    let mut behind = (index + 1..end).filter_map(|at| facts.instruction(at));
    let next = behind.find(|it| matches!(it.kind, Kind::Run(_) | Kind::User(_)));
    let runs = next.is_some_and(|it| matches!(it.kind, Kind::Run(_)));
    if !runs && facts.evaluations.iter().any(|it| is_in_image(facts, it, index)) {
        "the container does not start"
    } else {
        "no `RUN` behind this works"
    }
}

/// True if any stage runs on an operating system: a look that costs little.
pub(super) fn any_on(facts: &Facts<'_>, os: &str) -> bool {
    let mut stages = facts.evaluations.iter().flat_map(|it| &it.stages);
    stages.any(|at| at.platform.as_ref().is_ok_and(|platform| platform.os == os))
}

/// True if a stage runs on an operating system, and is meant to.
pub(super) fn is_on(facts: &Facts<'_>, evaluation: &Evaluation, stage: usize, os: &str) -> bool {
    let at = evaluation.stages.get(stage);
    let runs = at.and_then(|at| at.platform.as_ref().ok()).is_some_and(|it| it.os == os);
    runs && is_meant(facts, evaluation, stage, os)
}

fn is_meant(facts: &Facts<'_>, evaluation: &Evaluation, stage: usize, os: &str) -> bool {
    let root = evaluation.root(stage);
    match evaluation.stages.get(root).map(|at| &at.base) {
        // Windows runs nothing on an empty image: such a stage only carries files.
        Some(Base::Scratch) => os != WINDOWS,
        Some(Base::Image(name)) => {
            both_required(facts)
                || base(facts, root, name)
                    .and_then(ImageUse::found)
                    .is_some_and(|it| it.platforms.iter().any(|platform| platform.os == os))
        }
        Some(Base::Unknown(_)) => both_required(facts),
        Some(Base::Stage(_)) | None => false,
    }
}

/// A word's value in a stage, or its text where nothing was replaced.
pub(super) fn value(at: &StageAt, text: &Text) -> String {
    let word = word_at(&at.body.words, text.span());
    let known = word.and_then(|word| word.value.as_ref().ok());
    let plain = || if text.as_str().contains('$') { "" } else { text.as_str() };
    known.map_or_else(|| plain().to_owned(), ToString::to_string)
}

/// How a word reads with its variables replaced, in the first setting that knows; else as written.
pub(super) fn shown(facts: &Facts<'_>, index: usize, text: &Text) -> String {
    let known = facts.evaluations.iter().find_map(|it| {
        let stage = *stages(facts, it, index).first()?;
        Some(value(it.stages.get(stage)?, text)).filter(|value| !value.is_empty())
    });
    known.unwrap_or_else(|| text.as_str().to_owned())
}

/// The image at the bottom of a stage.
pub(super) fn base<'f>(facts: &'f Facts<'_>, root: usize, name: &str) -> Option<&'f ImageUse> {
    let from = facts.graph.stages.get(root)?.from;
    facts.images_of(from).find(|it| it.role == Role::Base && it.name == name)
}

/// The names of the images at the bottom of the stages that carry out an instruction, in lower case.
pub(super) fn base_names(facts: &Facts<'_>, index: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for evaluation in &facts.evaluations {
        for stage in stages(facts, evaluation, index) {
            let root = evaluation.stages.get(evaluation.root(stage));
            if let Some(Base::Image(name)) = root.map(|at| &at.base) {
                names.push(name.to_lowercase());
            }
        }
    }
    names
}

/// True if Linux and Windows are required.
pub(super) fn both_required(facts: &Facts<'_>) -> bool {
    facts.needs(LINUX) && facts.needs(WINDOWS)
}
