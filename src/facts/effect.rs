//! Where an instruction has its effect: in its own stage, or as a trigger in the stages that build on it.
//!
//! Not what the effect is. A trigger of the exported stage waits in the image for whoever builds on it; with the file
//! that will do so unknown, only what holds for every such file may be said of it.

use super::Facts;
use crate::{
    span::Span,
    stage::{
        graph::Graph,
        target::{Evaluation, Reach, StageAt},
    },
    syntax::ast::{Assignment, Dockerfile, Instruction, Kind},
};
use std::collections::{HashMap, HashSet};

/// The most stages that a trigger is followed into.
const HEIRS: usize = 64;

/// One place of effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The stage that runs the instruction; for a trigger in the exported image the stage that holds it.
    pub stage: usize,
    /// It waits in the exported image.
    pub waits: bool,
}

/// The names that stages set with `ARG` and `ENV`; empty for a file without triggers.
#[derive(Debug, Default)]
pub struct SetNames<'a> {
    body: HashSet<(usize, &'a str)>,
    /// With the last trigger that sets it.
    triggers: HashMap<(usize, &'a str), usize>,
}

impl<'a> SetNames<'a> {
    pub(super) fn new(file: &'a Dockerfile, graph: &Graph) -> Self {
        let mut names = Self::default();
        if graph.stages.iter().all(|stage| stage.triggers.is_empty()) {
            return names;
        }
        for stage in &graph.stages {
            let at = stage.index;
            for (_, instruction) in graph.instructions(file, stage, None) {
                names.body.extend(pairs(instruction).iter().map(|it| (at, it.name.as_str())));
            }
            for (index, instruction) in graph.left(file, Some(at)) {
                let set = pairs(instruction).iter().map(|it| ((at, it.name.as_str()), index));
                names.triggers.extend(set);
            }
        }
        names
    }
}

fn pairs(instruction: &Instruction) -> &[Assignment] {
    if let Kind::Arg(pairs) | Kind::Env(pairs) = &instruction.kind { pairs } else { &[] }
}

impl Facts<'_> {
    /// A stage that gives the name at a place of a trigger a value of its own.
    #[must_use]
    pub fn replaces(&self, stage: usize, trigger: usize, place: Span) -> bool {
        let pairs = self.instruction(trigger).and_then(Instruction::inner).map(pairs);
        // Pairs are in order of place.
        let named = pairs.and_then(|pairs| {
            let at = pairs.binary_search_by_key(&place, |it| it.span).ok()?;
            pairs.get(at)
        });
        named.is_some_and(|it| self.names.body.contains(&(stage, it.name.as_str())))
    }

    /// Where an instruction that gives a name its value does so in one setting.
    ///
    /// Left out is a trigger whose value is replaced by a later one, or by the stage that runs it.
    #[must_use]
    pub fn effects(&self, evaluation: &Evaluation, index: usize, name: &str) -> Vec<Effect> {
        let Some(holder) = self.stage_of(index) else { return Vec::new() };
        let Some(at) = evaluation.stages.get(holder.index) else { return Vec::new() };
        let own = |waits: bool| Effect { stage: holder.index, waits };
        if self.instruction(index).is_some_and(|it| it.inner().is_none()) {
            let is_built = at.reach != Reach::Unneeded;
            return is_built.then(|| own(false)).into_iter().collect();
        }
        if self.names.triggers.get(&(holder.index, name)) != Some(&index) {
            return Vec::new();
        }
        let runs = |heir: &usize| {
            let is_built = |it: &StageAt| it.reach != Reach::Unneeded;
            evaluation.stages.get(*heir).is_some_and(is_built)
                && !self.names.body.contains(&(*heir, name))
        };
        let heirs = at.heirs.iter().take(HEIRS).copied().filter(runs);
        let heirs = heirs.map(|stage| Effect { stage, waits: false });
        let waits = evaluation.target == Some(holder.index);
        heirs.chain(waits.then(|| own(true))).collect()
    }
}
