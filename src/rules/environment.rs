//! Variables that every program of a stage sees: those of `ENV`, and those of `ARG` with a default.
//!
//! Not the values that a script gives or uses: those are in its walk. An `ARG` counts only where nothing behind it sets
//! the variable anew, for a build may give it another value anyway.

use super::copied::runs_after;
use crate::{
    facts::Facts,
    stage::scope::is_automatic,
    syntax::ast::{Assignment, Kind, Text},
};

/// A variable with the stage that sees it.
#[derive(Clone, Copy)]
pub(super) struct Variable<'f> {
    pub(super) name: &'f str,
    /// Where it is given its value.
    pub(super) value: &'f Text,
    /// Index of the stage.
    pub(super) stage: usize,
    /// Index of the instruction from which on it is seen.
    pub(super) index: usize,
}

/// The variables whose names are wanted, in file order.
pub(super) fn variables<'f>(
    facts: &'f Facts<'_>,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Variable<'f>> {
    let mut all = Vec::new();
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let (Kind::Env(pairs) | Kind::Arg(pairs)) = &instruction.kind else { continue };
        let is_argument = matches!(instruction.kind, Kind::Arg(_));
        for pair in pairs.iter().filter(|it| wanted(it.name.as_str())) {
            let Some(stage) = facts.stage_of(index).map(|it| it.index) else { continue };
            let given = if is_argument { default(facts, pair) } else { Some(pair) };
            let Some(value) = given.and_then(|it| it.value.as_ref()) else { continue };
            let variable = Variable { name: pair.name.as_str(), value, stage, index };
            if !is_argument || is_left(facts, variable) {
                all.push(variable);
            }
        }
    }
    all
}

/// The `ARG` that holds the default of one: itself, or the one before the stages. Not one that `arch-default-arg` tells.
fn default<'f>(facts: &'f Facts<'_>, argument: &'f Assignment) -> Option<&'f Assignment> {
    let name = argument.name.as_str();
    if is_automatic(name) || facts.options.passes(name) {
        return None;
    }
    let first = facts.graph.stages.first()?.body.start;
    let before = facts.file.instructions.iter().take(first);
    let mut globals =
        before.flat_map(|it| if let Kind::Arg(pairs) = &it.kind { pairs.as_slice() } else { &[] });
    let holder = match argument.value {
        Some(_) => Some(argument),
        None => globals.rfind(|it| it.name.as_str() == name),
    };
    holder.filter(|it| facts.arch_defaults.get(it.span).is_none_or(|it| it.uses.is_empty()))
}

/// Programs run behind it, and none is given another value.
fn is_left(facts: &Facts<'_>, variable: Variable<'_>) -> bool {
    let sets = format!("{}=", variable.name);
    let mut runs = runs_after(facts, variable.stage, variable.index).peekable();
    runs.peek().is_some() && !runs.any(|it| it.contains(&sets))
}
