//! The platform matrix: every stage on every required platform, with the reason.
//!
//! Not a second opinion: a cell repeats what the facts and the findings say, so table and findings cannot differ.

use crate::{
    diagnostic::{Diagnostic, Severity},
    facts::{Facts, ImageUse, Need, Role},
    platform::{Platform, Verdict},
    report::{Cell, Mark, MatrixRow},
    span::Span,
    stage::{
        graph::{Stage, from_span},
        source::Origin,
        target::{Base, Evaluation, Reach, StageAt},
    },
};

/// One row for each stage, in file order; `diagnostics` are in order of place, with the severities that the
/// configuration gives them and without what a comment takes back.
#[must_use]
pub fn rows(facts: &Facts<'_>, diagnostics: &[Diagnostic]) -> Vec<MatrixRow> {
    let row = |stage: &Stage| {
        let targets = facts.options.targets.iter();
        MatrixRow {
            stage: stage.title(),
            span: from_span(facts.file, stage),
            cells: targets.map(|target| cell(facts, stage, target, diagnostics)).collect(),
        }
    };
    let mut rows: Vec<MatrixRow> = facts.graph.stages.iter().map(row).collect();
    spread(facts, &mut rows);
    rows
}

/// BuildKit builds nothing from a file with one line that it refuses, whatever the configuration says of that line.
pub fn refuse(rows: &mut [MatrixRow]) {
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        if matches!(cell.mark, Mark::Yes | Mark::Warned | Mark::Unknown) {
            *cell = Cell { mark: Mark::No, why: "the file is refused".to_owned() };
        }
    }
}

/// Adds a finding that is known only after the rows were made: what a comparison with other files found.
pub fn add(rows: &mut [MatrixRow], targets: &[Platform], finding: &Diagnostic) {
    let Some(mark) = mark(finding.severity) else { return };
    let row = rows.iter_mut().rev().find(|row| row.span.start <= finding.span.start);
    let cells = row.into_iter().flat_map(|row| &mut row.cells).zip(targets);
    for (cell, _) in cells.filter(|(_, target)| is_about(finding, target)) {
        if cell.mark != Mark::Unneeded && rank(mark) > rank(cell.mark) {
            *cell = Cell { mark, why: finding.rule.to_owned() };
        }
    }
}

/// What a finding makes of the cells it is about.
const fn mark(severity: Severity) -> Option<Mark> {
    match severity {
        Severity::Info => None,
        Severity::Warning => Some(Mark::Warned),
        Severity::Error => Some(Mark::No),
    }
}

fn is_about(finding: &Diagnostic, target: &Platform) -> bool {
    finding.platforms.is_empty() || finding.platforms.contains(target)
}

/// What takes files from a stage that fails, fails with it; what takes them from an unknown one is unknown.
/// A warning is about its own stage: what it says may never reach the files that others take.
fn spread(facts: &Facts<'_>, rows: &mut [MatrixRow]) {
    // Bases and sources mostly stand before, so a second walk finds little and a fourth nothing in any sane file.
    for _ in 0..4 {
        let mut changed = false;
        for source in &facts.sources {
            let Origin::Stage(from) = source.origin else { continue };
            changed |= take_over(rows, (from, source.stage), "files");
        }
        for stage in &facts.graph.stages {
            let bases = facts.reached(stage.index).filter_map(|(_, at)| at.base.stage());
            for base in bases.collect::<Vec<_>>() {
                changed |= take_over(rows, (base, stage.index), "its base");
            }
        }
        if !changed {
            break;
        }
    }
}

fn take_over(rows: &mut [MatrixRow], (from, to): (usize, usize), what: &str) -> bool {
    let Ok([giver, taker]) = rows.get_disjoint_mut([from, to]) else { return false };
    let mut changed = false;
    for (given, cell) in giver.cells.iter().zip(&mut taker.cells) {
        let worse = given.mark != Mark::Warned && rank(given.mark) > rank(cell.mark);
        if worse && cell.mark != Mark::Unneeded {
            *cell = Cell { mark: given.mark, why: format!("takes {what} from `{}`", giver.stage) };
            changed = true;
        }
    }
    changed
}

fn cell(facts: &Facts<'_>, stage: &Stage, target: &Platform, diagnostics: &[Diagnostic]) -> Cell {
    let settings = facts.evaluations.iter().enumerate();
    let mut cells: Vec<Cell> = settings
        .filter(|(_, it)| it.setting.target == *target)
        .map(|(index, it)| base_cell(facts, stage, index, it))
        .collect();
    cells.extend(copied_cells(facts, stage, target));
    for severity in [Severity::Error, Severity::Warning] {
        cells.extend(fault(facts, stage, target, (diagnostics, severity)));
    }
    cells.extend(wrong_platform(facts, stage, target));
    let worst = cells.into_iter().rev().max_by_key(|cell| rank(cell.mark));
    worst.unwrap_or(Cell { mark: Mark::Unneeded, why: String::new() })
}

/// Images that the stage copies or mounts from.
fn copied_cells(facts: &Facts<'_>, stage: &Stage, target: &Platform) -> Vec<Cell> {
    let first = facts.images.partition_point(|image| image.instruction < stage.body.start);
    let behind = facts.images.get(first..).unwrap_or_default().iter();
    let body = behind.take_while(|image| image.instruction < stage.body.end);
    // What a trigger names is for the stage that runs it.
    let body = body.filter(|image| image.stage == stage.index);
    let left = left(facts, stage, target);
    let here = left.iter().flat_map(|at| facts.images_for(stage.index, *at)).chain(body);
    let asked = |image: &&ImageUse| {
        let setting = |need: &Need| facts.evaluations.get(need.setting).map(|it| &it.setting);
        image.needs.iter().any(|need| setting(need).is_some_and(|it| it.target == *target))
    };
    let cell = |image: &ImageUse| {
        let unknown = image.needs.iter().any(|need| image.verdict(need).is_none());
        unknown.then(|| Cell { mark: Mark::Unknown, why: format!("`{}` is not known", image.name) })
    };
    here.filter(asked).filter_map(cell).collect()
}

/// The exported stage is for another platform than the image.
fn wrong_platform(facts: &Facts<'_>, stage: &Stage, target: &Platform) -> Option<Cell> {
    // With several builders each may build its own platform.
    if facts.options.builders.len() > 1 {
        return None;
    }
    let exported = |(it, at): &(&Evaluation, &StageAt)| {
        at.reach == Reach::Exported && it.setting.target == *target
    };
    let other = facts.reached(stage.index).filter(exported).find_map(|(_, at)| {
        at.platform.as_ref().ok().filter(|platform| !platform.same_family(target))
    })?;
    Some(Cell { mark: Mark::No, why: format!("is {other}") })
}

const fn rank(mark: Mark) -> u8 {
    match mark {
        Mark::Unneeded => 0,
        Mark::Yes => 1,
        Mark::Warned => 2,
        Mark::Unknown => 3,
        Mark::No => 4,
    }
}

/// A finding of one severity in the stage, on this platform.
fn fault(
    facts: &Facts<'_>,
    stage: &Stage,
    target: &Platform,
    (diagnostics, severity): (&[Diagnostic], Severity),
) -> Option<Cell> {
    let mut needed = facts.reached(stage.index).filter(|(it, _)| it.setting.target == *target);
    needed.next()?;
    let here = |it: &&Diagnostic| it.severity == severity && is_about(it, target);
    let span = |at: usize| facts.instruction(at).map(|it| it.span);
    let of_trigger = left(facts, stage, target).into_iter().find_map(|at| {
        let mut found = within(diagnostics, span(at)?).filter(here);
        found.find(|it| !facts.replaces((stage.index, target), at, it.span))
    });
    // A trigger does no harm to the stage that holds it, unless nobody else in the file runs it.
    let passed_on = is_passed_on(facts, stage, target);
    let triggers: Vec<Span> = stage.triggers.iter().copied().filter_map(span).collect();
    let elsewhere = |at: u32| passed_on && triggers.iter().any(|span| span.contains(at));
    let mut own = within(diagnostics, stage_span(facts, stage)).filter(here);
    let first = of_trigger.or_else(|| own.find(|it| !elsewhere(it.span.start)))?;
    Some(Cell { mark: mark(severity)?, why: first.rule.to_owned() })
}

/// The findings that begin in a place.
fn within(diagnostics: &[Diagnostic], span: Span) -> impl Iterator<Item = &Diagnostic> {
    let first = diagnostics.partition_point(|it| it.span.start < span.start);
    let behind = diagnostics.get(first..).unwrap_or_default().iter();
    behind.take_while(move |it| span.contains(it.span.start))
}

/// The triggers that a stage runs, by instruction.
fn left(facts: &Facts<'_>, stage: &Stage, target: &Platform) -> Vec<usize> {
    let here = facts.reached(stage.index).filter(|(it, _)| it.setting.target == *target);
    let base = |(_, at): (&Evaluation, &StageAt)| facts.graph.stages.get(at.base.stage()?);
    let mut left: Vec<usize> =
        here.filter_map(base).flat_map(|base| base.triggers.iter().copied()).collect();
    left.sort_unstable();
    left.dedup();
    left
}

/// A stage of this file runs the triggers, and the image does not carry them.
fn is_passed_on(facts: &Facts<'_>, stage: &Stage, target: &Platform) -> bool {
    let mut here = facts.reached(stage.index).filter(|(it, _)| it.setting.target == *target);
    here.any(|(it, _)| {
        let is_built = |heir: &usize| it.stages.get(*heir).is_some_and(StageAt::is_built);
        it.target != Some(stage.index) && it.heirs(stage.index).iter().any(is_built)
    })
}

fn stage_span(facts: &Facts<'_>, stage: &Stage) -> Span {
    let last = facts.instruction(stage.body.end.saturating_sub(1)).map(|it| it.span);
    let from = from_span(facts.file, stage);
    Span::new(from.start, last.unwrap_or(from).end + 1)
}

fn base_cell(facts: &Facts<'_>, stage: &Stage, setting: usize, evaluation: &Evaluation) -> Cell {
    let Some(at) = evaluation.stages.get(stage.index).filter(|at| at.is_built()) else {
        return Cell { mark: Mark::Unneeded, why: "not needed".to_owned() };
    };
    match (&at.base, &at.platform) {
        (Base::Scratch, _) => Cell { mark: Mark::Yes, why: "scratch".to_owned() },
        (Base::Stage(base), _) => {
            let title = facts.graph.stages.get(*base).map(Stage::title).unwrap_or_default();
            let mark = facts
                .graph
                .stages
                .get(at.root)
                .map_or(Mark::Unknown, |root| base_cell(facts, root, setting, evaluation).mark);
            Cell { mark, why: format!("on `{title}`") }
        }
        (Base::Unknown(unknown), _) | (_, Err(unknown)) => {
            Cell { mark: Mark::Unknown, why: unknown.to_string() }
        }
        (Base::Image(name), Ok(platform)) => {
            image_cell(facts, stage, (setting, evaluation), (name, platform))
        }
    }
}

fn image_cell(
    facts: &Facts<'_>,
    stage: &Stage,
    (setting, evaluation): (usize, &Evaluation),
    (name, platform): (&str, &Platform),
) -> Cell {
    let is_it = |image: &&ImageUse| image.role == Role::Base && image.name == *name;
    let image = facts.images_of(stage.from).find(is_it);
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
