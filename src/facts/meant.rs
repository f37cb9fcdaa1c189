//! For whom a stage is meant, as far as its base says so.
//!
//! Not a finding: the rules on images speak of such bases. It is asked once for all stages, since every rule on scripts
//! asks it of every script.

use super::{Facts, ImageUse, Role};
use crate::image::{Image, Resolution};

/// What the base of a stage says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// The image is for one architecture by its name: what runs on it is meant for that one.
    pub pinned: bool,
    /// The image is for Windows alone, where another system is wanted.
    pub for_windows: bool,
}

impl Facts<'_> {
    /// For whom a stage is meant.
    pub fn meant(&self, stage: usize) -> Meant {
        let all = self.meant.get_or_init(|| {
            let stages = self.graph.stages.iter();
            stages.map(|it| self.meant_by(it.index)).collect()
        });
        all.get(stage).copied().unwrap_or_default()
    }

    fn meant_by(&self, stage: usize) -> Meant {
        let mut meant = Meant::default();
        for (_, at) in self.reached(stage) {
            let Some(root) = self.graph.stages.get(at.root) else { continue };
            let is_base = |it: &&ImageUse| it.role == Role::Base && it.stage == at.root;
            for image in self.images_of(root.from).filter(is_base) {
                meant.pinned |= image.specific.is_some();
                meant.for_windows |= image.wants_other_os() && self.is_windows_only(image);
            }
        }
        meant
    }

    /// By its platforms, or, where its digest or tag is not known, because the repository never had others.
    #[must_use]
    pub fn is_windows_only(&self, image: &ImageUse) -> bool {
        match (image.found(), &image.reference) {
            (Some(found), _) => {
                let windows = found.platforms.iter().all(|platform| platform.os == "windows");
                !found.platforms.is_empty() && windows
            }
            (None, Some(reference)) => self.resolver.windows_only(reference),
            (None, None) => false,
        }
    }
}

impl ImageUse {
    /// The image, when the resolver found it.
    #[must_use]
    pub fn found(&self) -> Option<&Image> {
        match &*self.resolution {
            Resolution::Found(found) => Some(found),
            Resolution::Missing(_) | Resolution::Unknown(_) => None,
        }
    }

    /// Something else than Windows is wanted of it.
    #[must_use]
    pub fn wants_other_os(&self) -> bool {
        self.needs.iter().any(|need| need.platform.os != "windows")
    }
}
