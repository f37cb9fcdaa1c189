//! Automatic platform arguments in triggers that wait in the image, for `targetarch-undeclared-in-stage`.
//!
//! Not the triggers that a stage of the same file runs: they are its lines. A trigger runs before every line of the file
//! that builds on the image, so only a trigger before it, or an `ENV` of the image, can give the name its value.

use crate::{
    facts::Facts,
    rules::targetarch_undeclared_in_stage::run_uses,
    span::Span,
    stage::{
        scope,
        target::{Evaluation, StageAt},
        words::{variables, words},
    },
    syntax::ast::{Instruction, Kind},
};

/// The uses of names that are empty in triggers of the image, by name, in order of place.
pub(super) fn empty(facts: &Facts<'_>) -> Vec<(String, Vec<Span>)> {
    let mut found: Vec<(String, Vec<Span>)> = Vec::new();
    let Some((evaluation, at)) = exported(facts) else { return found };
    let mut known = set_by_image(facts, evaluation);
    for (index, inner) in facts.graph.left(facts.file, evaluation.target) {
        for (name, span) in uses(facts, at, (index, inner)) {
            if !scope::is_automatic(&name) || known.contains(&name) {
                continue;
            }
            match found.iter_mut().find(|(it, _)| *it == name) {
                Some((_, spans)) => spans.push(span),
                None => found.push((name, vec![span])),
            }
        }
        known.extend(inner.kind.assignments().iter().map(|pair| pair.name.as_str().to_owned()));
    }
    found
}

fn exported<'f>(facts: &'f Facts<'_>) -> Option<(&'f Evaluation, &'f StageAt)> {
    let evaluation = facts.evaluations.first()?;
    Some((evaluation, evaluation.stages.get(evaluation.target?)?))
}

/// What the `ENV` of the exported stage, and of those that it builds on, sets.
fn set_by_image(facts: &Facts<'_>, evaluation: &Evaluation) -> Vec<String> {
    let stages = evaluation.target.into_iter().flat_map(|it| facts.chain(evaluation, it));
    let lines = stages.flat_map(|it| it.body.clone()).filter_map(|at| facts.instruction(at));
    let pairs =
        lines.filter(|it| matches!(it.kind, Kind::Env(_))).flat_map(|it| it.kind.assignments());
    pairs.map(|pair| pair.name.as_str().to_owned()).collect()
}

fn uses(
    facts: &Facts<'_>,
    at: &StageAt,
    (index, inner): (usize, &Instruction),
) -> Vec<(String, Span)> {
    let escape = facts.file.escape;
    let words = words(inner).into_iter();
    let mut found: Vec<(String, Span)> = words
        .flat_map(|text| variables(text, escape).into_iter().map(|name| (name, text.span())))
        .collect();
    for name in scope::AUTOMATIC {
        let spans = run_uses(facts, at, index, name);
        found.extend(spans.into_iter().map(|span| (name.to_owned(), span)));
    }
    found
}
