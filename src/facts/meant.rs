//! For whom a stage is meant, as far as its base says so, and which instructions may speak of architectures.
//!
//! Not a finding: the rules on images speak of such bases. Both are asked once for the whole file, since many rules ask
//! them of every script or instruction.

use super::{Facts, ImageUse, Role};
use crate::{
    image::{Image, Resolution},
    knowledge,
    platform::{Platform, Verdict},
    syntax::ast::{Command, Kind},
};
use memchr::memchr;

/// What the base of a stage says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// The image is for one architecture by its name, and others are asked of it: what runs on it is meant for that one.
    pub pinned: bool,
    /// The image is for Windows alone, where another system is wanted.
    pub for_windows: bool,
}

/// Instructions whose words may be paths.
const fn has_paths(kind: &Kind) -> bool {
    match kind {
        Kind::Copy(_)
        | Kind::Add(_)
        | Kind::Env(_)
        | Kind::Workdir(_)
        | Kind::Cmd(_)
        | Kind::Entrypoint(_)
        | Kind::Healthcheck(Some(_)) => true,
        Kind::Run(command) => matches!(command, Command::Exec(_)),
        Kind::From(_)
        | Kind::Arg(_)
        | Kind::Label(_)
        | Kind::Shell(_)
        | Kind::Expose(_)
        | Kind::Volume(_)
        | Kind::User(_)
        | Kind::Stopsignal(_)
        | Kind::Maintainer(_)
        | Kind::Healthcheck(None)
        | Kind::Onbuild(_)
        | Kind::Unknown => false,
    }
}

/// A finding says that the image is for one architecture. Where none does, what runs on it is judged.
fn is_pinned(image: &ImageUse) -> bool {
    let Some(specific) = &image.specific else { return false };
    let named = &specific.platform;
    let is_other = |asked: &Platform| {
        asked.architecture != named.architecture || specific.os_stated && asked.os != named.os
    };
    image.needs.iter().any(|need| match image.verdict(need) {
        Some(Verdict::Exact) => false,
        Some(Verdict::Missing) => true,
        Some(Verdict::Fallback) => need.platform.architecture != named.architecture,
        None => specific.certain && is_other(&need.platform),
    })
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

    /// Indices of the instructions that may name an architecture in a path, in order; scripts are not among them.
    pub fn marked(&self) -> &[usize] {
        self.marked.get_or_init(|| {
            let all = self.file.instructions.iter().enumerate();
            let marked = all.filter(|(_, it)| {
                let text = it.span.slice(self.text);
                // A backslash may part a name, or be in place of a letter.
                has_paths(&it.inner().unwrap_or(it).kind)
                    && (knowledge::may_name(text) || memchr(b'\\', text.as_bytes()).is_some())
            });
            marked.map(|(index, _)| index).collect()
        })
    }

    fn meant_by(&self, stage: usize) -> Meant {
        let mut meant = Meant::default();
        for (_, at) in self.reached(stage) {
            let Some(root) = self.graph.stages.get(at.root) else { continue };
            let is_base = |it: &&ImageUse| it.role == Role::Base && it.stage == at.root;
            for image in self.images_of(root.from).filter(is_base) {
                meant.pinned |= is_pinned(image);
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
