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
    let words = arch_word::words(facts, |text| text.contains('/'));
    let copied = words.into_iter().filter(|word| {
        let from = word.stage_copied_from();
        let comes = |from| facts.chain(evaluation, from).any(|it| it.index == stage.index);
        let parts = || word.text.as_str().split('/');
        from.is_some_and(comes) && parts().any(|it| part_architecture(it) == Some(architecture))
    });
    copied.map(|word| word.text.span()).take(PLACES).collect()
}
