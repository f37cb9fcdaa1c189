//! The family of distributions at the bottom of a stage, and whether a script calls another family's package manager.
//!
//! Not a look inside the image: its name decides (`knowledge::family`). An image that is named by its digest alone
//! has no family here, since the family is told by the tag.

use crate::{
    image::reference::Reference,
    knowledge::{self, Family},
    stage::target::{Base, Evaluation, StageAt},
};

/// The image at the bottom of a stage with its family, where that is certain.
#[must_use]
pub fn family(evaluation: &Evaluation, stage: usize) -> Option<(&str, Family)> {
    match &evaluation.stages.get(evaluation.root(stage))?.base {
        Base::Scratch => Some(("scratch", Family::Scratch)),
        Base::Image(name) => {
            let reference = Reference::parse(name).ok()?;
            let family = knowledge::family(&reference.repository(), reference.effective_tag()?)?;
            Some((name, family))
        }
        Base::Stage(_) | Base::Unknown(_) => None,
    }
}

/// True if a script names a package manager that the base of its stage has not: then it is worth reading.
pub(super) fn is_foreign(evaluations: &[Evaluation], stage: usize, script: &str) -> bool {
    let is_part = |it: char| it.is_ascii_alphanumeric() || it == '-';
    let named = script.split(|it| !is_part(it)).filter_map(knowledge::manager);
    let mut managers = named.filter(|it| !it.families.is_empty()).peekable();
    if managers.peek().is_none() {
        return false;
    }
    let built = |it: &&Evaluation| it.stages.get(stage).is_some_and(StageAt::is_built);
    let mut families: Vec<Family> =
        evaluations.iter().filter(built).filter_map(|it| Some(family(it, stage)?.1)).collect();
    families.dedup();
    managers.any(|it| families.iter().any(|family| !it.is_of(*family)))
}
