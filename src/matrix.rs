//! The platform matrix: every stage on every required platform, with the reason.
//!
//! Not a second opinion: a cell repeats what the facts and the findings say, so table and findings cannot differ.

use crate::{
    diagnostic::{Diagnostic, Severity},
    facts::{Facts, ImageUse, Role},
    platform::{Platform, Verdict},
    report::{Cell, Mark, MatrixRow},
    span::Span,
    stage::{
        graph::{Stage, from_span},
        target::{Base, Evaluation, Reach, StageAt},
    },
};

/// One row for each stage that some required platform reaches, in file order.
#[must_use]
pub fn rows(facts: &Facts<'_>, diagnostics: &[Diagnostic]) -> Vec<MatrixRow> {
    let reached = |stage: &&Stage| facts.reached(stage.index).next().is_some();
    let row = |stage: &Stage| MatrixRow {
        stage: stage.title(),
        span: from_span(facts.file, stage),
        cells: facts
            .options
            .targets
            .iter()
            .map(|target| cell(facts, stage, target, diagnostics))
            .collect(),
    };
    facts.graph.stages.iter().filter(reached).map(row).collect()
}

fn cell(facts: &Facts<'_>, stage: &Stage, target: &Platform, diagnostics: &[Diagnostic]) -> Cell {
    let settings = facts.evaluations.iter().enumerate();
    let mut cells: Vec<Cell> = settings
        .filter(|(_, it)| it.setting.target == *target)
        .map(|(index, it)| base_cell(facts, stage, index, it))
        .collect();
    if let Some(fault) = fault(facts, stage, target, diagnostics) {
        cells.push(fault);
    }
    let worst = cells.into_iter().rev().max_by_key(|cell| rank(cell.mark));
    worst.unwrap_or(Cell { mark: Mark::Unneeded, why: String::new() })
}

const fn rank(mark: Mark) -> u8 {
    match mark {
        Mark::Unneeded => 0,
        Mark::Yes => 1,
        Mark::Unknown => 2,
        Mark::No => 3,
    }
}

/// An error in the stage, on this platform.
fn fault(
    facts: &Facts<'_>,
    stage: &Stage,
    target: &Platform,
    diagnostics: &[Diagnostic],
) -> Option<Cell> {
    let span = stage_span(facts, stage);
    let here = |it: &&Diagnostic| {
        it.severity == Severity::Error
            && span.contains(it.span.start)
            && (it.platforms.is_empty() || it.platforms.contains(target))
    };
    let first = diagnostics.iter().find(here)?;
    let needed = facts.reached(stage.index).any(|(it, _)| it.setting.target == *target);
    needed.then(|| Cell { mark: Mark::No, why: first.rule.to_owned() })
}

fn stage_span(facts: &Facts<'_>, stage: &Stage) -> Span {
    let last = facts.instruction(stage.body.end.saturating_sub(1)).map(|it| it.span);
    let from = from_span(facts.file, stage);
    Span::new(from.start, last.unwrap_or(from).end + 1)
}

fn base_cell(facts: &Facts<'_>, stage: &Stage, setting: usize, evaluation: &Evaluation) -> Cell {
    let Some(at) = evaluation.stages.get(stage.index).filter(|at| at.reach != Reach::Unneeded)
    else {
        return Cell { mark: Mark::Unneeded, why: "not needed".to_owned() };
    };
    match (&at.base, &at.platform) {
        (Base::Scratch, _) => Cell { mark: Mark::Yes, why: "scratch".to_owned() },
        (Base::Stage(base), _) => {
            let title = facts.graph.stages.get(*base).map(Stage::title).unwrap_or_default();
            let root = facts.root(evaluation, stage.index);
            let mark = facts
                .graph
                .stages
                .get(root)
                .map_or(Mark::Unknown, |root| base_cell(facts, root, setting, evaluation).mark);
            Cell { mark, why: format!("on `{title}`") }
        }
        (Base::Unknown(unknown), _) | (_, Err(unknown)) => {
            Cell { mark: Mark::Unknown, why: unknown.to_string() }
        }
        (Base::Image(name), Ok(platform)) => {
            image_cell(facts, stage, (setting, evaluation), (at, name, platform))
        }
    }
}

fn image_cell(
    facts: &Facts<'_>,
    stage: &Stage,
    (setting, evaluation): (usize, &Evaluation),
    (_, name, platform): (&StageAt, &str, &Platform),
) -> Cell {
    let is_it = |image: &&ImageUse| {
        image.instruction == stage.from && image.role == Role::Base && image.name == *name
    };
    let image = facts.images.iter().find(is_it);
    let need = image.and_then(|it| it.needs.iter().find(|need| need.setting == setting));
    let verdict = image.zip(need).and_then(|(image, need)| image.verdict(need));
    let on = if *platform == evaluation.setting.target {
        String::new()
    } else {
        format!(", on {platform}")
    };
    match verdict {
        None => Cell { mark: Mark::Unknown, why: format!("`{name}` is not known{on}") },
        Some(Verdict::Exact) => Cell { mark: Mark::Yes, why: format!("`{name}`{on}") },
        Some(Verdict::Fallback) => {
            Cell { mark: Mark::Yes, why: format!("`{name}` by a compatible platform{on}") }
        }
        Some(Verdict::Missing) => {
            Cell { mark: Mark::No, why: format!("`{name}` has no {platform}") }
        }
    }
}
