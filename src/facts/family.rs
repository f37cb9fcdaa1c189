//! The family of distributions at the bottom of a stage, and whether a script calls another family's package manager.
//!
//! Not a look inside the image: its name decides (`knowledge::family`). An image that is named by its digest alone
//! has no family here, since the family is told by the tag.

use super::Facts;
use crate::{
    image::reference::Reference,
    knowledge::{self, Family, Manager},
    stage::target::{Base, Evaluation},
};

/// The family of an image, where that is certain.
pub(super) fn of(reference: &Reference) -> Option<Family> {
    knowledge::family(&reference.repository(), reference.effective_tag()?)
}

impl Facts<'_> {
    /// The image at the bottom of a stage with its family, where that is certain.
    #[must_use]
    pub fn family<'f>(
        &'f self,
        evaluation: &'f Evaluation,
        stage: usize,
    ) -> Option<(&'f str, Family)> {
        let root = evaluation.root(stage);
        match &evaluation.stages.get(root)?.base {
            Base::Scratch => Some(("scratch", Family::Scratch)),
            Base::Image(name) => {
                let from = self.graph.stages.get(root)?.from;
                let image = self.images_of(from).find(|it| it.name == **name)?;
                Some((&image.name, image.family?))
            }
            Base::Stage(_) | Base::Unknown(_) => None,
        }
    }

    /// The families at the bottom of a stage, over all settings that build it.
    fn families(&self, stage: usize) -> &[Family] {
        let all = self.families.get_or_init(|| {
            let of = |stage: usize| {
                let all = self.reached(stage).filter_map(|(it, _)| Some(self.family(it, stage)?.1));
                let mut all: Vec<Family> = all.collect();
                all.dedup();
                all
            };
            (0..self.graph.stages.len()).map(of).collect()
        });
        all.get(stage).map(Vec::as_slice).unwrap_or_default()
    }

    /// True if an instruction names a package manager that the base of its stage has not.
    #[must_use]
    pub fn names_foreign_manager(&self, index: usize) -> bool {
        let stage = self.stage_of(index).zip(self.look(index));
        stage.is_some_and(|(stage, look)| self.has_foreign_manager(stage.index, &look.managers))
    }

    /// True if a script names a package manager that the base of its stage has not: then it is worth reading.
    pub(super) fn has_foreign_manager(&self, stage: usize, managers: &[&Manager]) -> bool {
        let is_foreign = |it: &&Manager| {
            let families = self.families(stage);
            families.iter().any(|family| !it.is_of(*family))
        };
        managers.iter().any(is_foreign)
    }
}
