//! What follows from a finding elsewhere: paths of the same architecture that other stages copy from.
//!
//! Not a rule: one origin is one finding, and the places behind it stand there as labels.

use super::{PLACES, arch_path::part_architecture, arch_word, script::instruction_at, token};
use crate::{facts::Facts, span::Span};

/// What a label says of a copy that follows from a finding.
pub(super) const COPIED: &str = "and copied by its name here";

/// The sources of `COPY --from` that name the architecture which `said` names, and take it from the stage of a place
/// or one that builds on that.
pub(super) fn copies(facts: &Facts<'_>, place: Span, said: &str) -> Vec<Span> {
    let architecture = token::only(said).map(|(name, _)| name);
    let index = instruction_at(facts, place);
    let (Some(architecture), Some(stage), Some(evaluation)) =
        (architecture, facts.stage_of(index), facts.evaluations.first())
    else {
        return Vec::new();
    };
    let all = facts.kept.arch_copies.get_or_init(|| arch_copies(facts));
    let copied = all.iter().filter(|(from, _, names)| {
        let mut chain = facts.chain(evaluation, *from);
        names.contains(&architecture) && chain.any(|it| it.index == stage.index)
    });
    copied.map(|(_, place, _)| *place).take(PLACES).collect()
}

fn arch_copies(facts: &Facts<'_>) -> Vec<(usize, Span, Vec<&'static str>)> {
    let words = arch_word::words(facts, |text| text.contains('/'));
    let copies = words.iter().filter_map(|word| {
        let names = word.text.as_str().split('/').filter_map(part_architecture);
        let names: Vec<&str> = names.collect();
        let from = word.stage_copied_from().filter(|_| !names.is_empty())?;
        Some((from, word.text.span(), names))
    });
    copies.collect()
}
