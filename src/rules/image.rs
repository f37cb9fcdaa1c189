//! What the rules on images share: which needs an image does not meet, and which rule speaks for it.
//!
//! Not a rule. One missing platform is one finding, so the rules divide the cases here, most specific first.

use crate::{
    facts::{Facts, ImageUse, Need, Role},
    image::{Image, Kind, Source, reference::Reference},
    platform::{Platform, Verdict},
    rules::{join, list},
    stage::target::{Evaluation, word_at},
};

/// The kinds of faults an image can have; each belongs to one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The name comes from an `ARG` whose default names an architecture.
    ArchDefault,
    /// The reference names an architecture.
    ArchSpecific,
    /// A digest of one platform's manifest.
    SingleDigest,
    /// Windows only, and Linux is required.
    WindowsOnly,
    /// An image to copy from.
    CopyFrom,
    /// Any other base.
    Base,
}

/// What an image does not serve.
pub(super) struct Unmet {
    /// What it cannot serve at all.
    pub missing: Lack,
    /// What it serves with another architecture or an older variant.
    pub fallback: Lack,
}

/// Platforms that an image does not serve.
pub(super) struct Lack {
    /// The required platforms that suffer.
    pub targets: Vec<Platform>,
    /// The platforms asked of the image: not the same where a stage runs on `$BUILDPLATFORM`.
    pub asked: Vec<Platform>,
}

impl Lack {
    /// "linux/arm64", or "linux/arm64, which this stage runs on".
    pub(super) fn list(&self) -> String {
        let where_from = if self.asked == self.targets { "" } else { ", which this stage runs on" };
        format!("{}{where_from}", list(&self.asked))
    }
}

/// What an image lacks; `None` when it lacks nothing, or nobody knows.
pub(super) fn unmet(facts: &Facts<'_>, image: &ImageUse) -> Option<Unmet> {
    let with = |verdict: Verdict| {
        let hit: Vec<&Need> =
            image.needs.iter().filter(|need| image.verdict(need) == Some(verdict)).collect();
        let settings = hit.iter().filter_map(|need| facts.evaluations.get(need.setting));
        let targets: Vec<&Platform> = settings.map(|it| &it.setting.target).collect();
        Lack {
            targets: facts.targets(|it| targets.contains(&&it.setting.target)),
            asked: unique(hit.iter().map(|need| &need.platform)),
        }
    };
    let unmet = Unmet { missing: with(Verdict::Missing), fallback: with(Verdict::Fallback) };
    (!unmet.missing.asked.is_empty() || !unmet.fallback.asked.is_empty()).then_some(unmet)
}

/// The rule that speaks for a fault of this image.
pub(super) fn fault(facts: &Facts<'_>, image: &ImageUse) -> Fault {
    let by_name = arch_default(facts, image);
    if by_name {
        Fault::ArchDefault
    } else if image.specific.is_some() {
        Fault::ArchSpecific
    } else if is_single_digest(image) {
        Fault::SingleDigest
    } else if image.role != Role::Base {
        Fault::CopyFrom
    } else if image.wants_other_os() && facts.is_windows_only(image) {
        Fault::WindowsOnly
    } else {
        Fault::Base
    }
}

/// True when the name was put together with an `ARG` that defaults to an architecture.
fn arch_default(facts: &Facts<'_>, image: &ImageUse) -> bool {
    let from_default = |evaluation: &Evaluation| {
        let word = word_at(&evaluation.words, image.span);
        word.is_some_and(|word| {
            word.names.iter().any(|(_, it)| facts.arch_defaults.origin(*it).is_some())
        })
    };
    !facts.arch_defaults.is_empty() && facts.evaluations.iter().any(from_default)
}

fn is_single_digest(image: &ImageUse) -> bool {
    let pinned = image.reference.as_ref().is_some_and(|reference| reference.digest.is_some());
    pinned && image.found().is_some_and(|found| found.kind == Kind::Manifest)
}

/// "it has linux/amd64 only (snapshot of 2026-08-21)".
pub(super) fn describe(image: &Image) -> String {
    let mut names: Vec<String> = image.platforms.iter().map(Platform::to_string).collect();
    names.dedup();
    let only = if names.len() == 1 { " only" } else { "" };
    let more = names.len().saturating_sub(8);
    names.truncate(8);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    format!("it has {}{only} ({})", join(&names), source(&image.source))
}

/// Where the knowledge comes from.
pub(super) fn source(source: &Source) -> String {
    match source {
        Source::Snapshot { date, until: Some(until), .. } => {
            format!("snapshot of {date}; listed until {until}")
        }
        Source::Snapshot { date, knowledge: true, .. } => format!("known at {date}"),
        Source::Snapshot { date, .. } => format!("snapshot of {date}"),
        Source::File { path, .. } | Source::Lock { path, .. } => format!("from {path}"),
        Source::Layout { path } => format!("image layout {path}"),
        Source::Registry { host, .. } => format!("from {host}"),
    }
}

/// The way out for a missing platform: the nearest tag still listed that has all, or one stage per system.
/// No tag has a platform that nobody uses; then what may have been meant is said.
pub(super) fn way_out(facts: &Facts<'_>, image: &ImageUse, wanted: &[Platform]) -> String {
    if let Some(unknown) = wanted.iter().find_map(Platform::unknown_part) {
        return unknown.to_string();
    }
    let nearest =
        image.reference.as_ref().and_then(|reference| facts.resolver.nearest(reference, wanted));
    let systems = |os: &str| wanted.iter().any(|platform| platform.os == os);
    match nearest {
        Some(tag) => {
            let reference = image.reference.as_ref();
            let past = reference.and_then(|it| facts.resolver.nearest_past(it, wanted));
            let past = past.map(|it| format!("; `{it}` is nearer, and no longer listed"));
            let past = past.unwrap_or_default();
            format!("use `{tag}`, the nearest tag still listed that has {}{past}", list(wanted))
        }
        None if systems("windows") && systems("linux") => super::os::SPLIT.to_owned(),
        None => format!(
            "use an image that has {}, or build this one for each of them from source",
            list(wanted)
        ),
    }
}

/// The platforms that an image is needed for, each once.
pub(super) fn wanted(image: &ImageUse) -> Vec<Platform> {
    unique(image.needs.iter().map(|need| &need.platform))
}

fn unique<'p>(platforms: impl Iterator<Item = &'p Platform>) -> Vec<Platform> {
    let mut all: Vec<Platform> = Vec::new();
    for platform in platforms {
        if !all.contains(platform) {
            all.push(platform.clone());
        }
    }
    all
}

/// The reference as a person would write it.
pub(super) fn name(image: &ImageUse) -> String {
    image.reference.as_ref().map_or_else(|| image.name.clone(), Reference::to_string)
}
