//! `base-image-missing-platform`.

use super::{
    arch_branch_missing_required, emulated_compile,
    image::{self, Fault, Lack},
};
use crate::{
    diagnostic::Severity,
    facts::{Facts, ImageUse, Role},
    image::{Reason, Resolution},
    platform::{self, Platform},
    rule::{Check, Findings, Rule},
    rules::list,
};

pub(super) static RULE: Rule = Rule {
    slug: "base-image-missing-platform",
    summary: "A base image does not exist for a required platform.",
    page: include_str!("../../rules/base-image-missing-platform/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for image in &facts.images {
        if image.role == Role::Base && absent(facts, image, "base image", findings) {
            continue;
        }
        if image::fault(facts, image) == Fault::Base {
            report(facts, image, "base image", findings);
        }
    }
}

/// The registry has no such image, for any platform; true where that was told.
pub(super) fn absent(
    facts: &Facts<'_>,
    image: &ImageUse,
    what: &str,
    findings: &mut Findings<'_>,
) -> bool {
    let Resolution::Missing(Reason::NotInRegistry { host }) = &*image.resolution else {
        return false;
    };
    // A name that fell through a choice of stages is told with the choice.
    if arch_branch_missing_required::is_fallen(facts, image) {
        return true;
    }
    let message = format!("{what} `{}` does not exist: `{host}` has none", image::name(image));
    let hit = facts.targets_at(|setting| image.needs.iter().any(|need| need.setting == setting));
    let finding = findings.add(image.span, message).platforms(hit);
    let wanted = image::wanted(image);
    let resolver = facts.resolver;
    let nearest = image.reference.as_ref().and_then(|it| resolver.nearest(it, &wanted));
    let nearly = || image.reference.as_ref().and_then(|it| resolver.nearly(it));
    finding.help(match nearest {
        Some(near) => format!("`{near}` is the nearest tag that has {}", list(&wanted)),
        None => match nearly() {
            Some(near) => format!("did you mean `{near}`?"),
            None => "look whether name and tag are written right".to_owned(),
        },
    });
    true
}

/// The findings for an image that lacks platforms; `copy-from-image-missing-platform` reports the same way.
pub(super) fn report(facts: &Facts<'_>, image: &ImageUse, what: &str, findings: &mut Findings<'_>) {
    let (Some(unmet), Some(found)) = (image::unmet(facts, image), image.found()) else {
        return;
    };
    let name = image::name(image);
    if !unmet.missing.asked.is_empty() {
        let message = format!("{what} `{name}` does not exist for {}", unmet.missing.list());
        let finding = findings
            .add(image.span, message)
            .platforms(unmet.missing.targets)
            .help(image::describe(found))
            .help(image::way_out(facts, image, &image::wanted(image)));
        let builders = &facts.options.builders;
        let has_builder =
            builders.iter().all(|it| platform::select(it, &found.platforms).is_some());
        if has_builder && is_web_stage(facts, image) {
            finding.help(
                "or write `FROM --platform=$BUILDPLATFORM …`: what is copied from this stage is the same for all",
            );
        }
    }
    if !unmet.fallback.asked.is_empty() {
        fallback(facts, image, (what, unmet.fallback), findings);
    }
}

/// The image is what a stage builds pages on.
fn is_web_stage(facts: &Facts<'_>, image: &ImageUse) -> bool {
    let from = facts.graph.stages.get(image.stage).map(|it| it.from);
    from == Some(image.instruction) && emulated_compile::is_for_the_web(facts, image.stage)
}

fn fallback(
    facts: &Facts<'_>,
    image: &ImageUse,
    (what, lack): (&str, Lack),
    findings: &mut Findings<'_>,
) {
    let Some(found) = image.found() else { return };
    let taken = |platform: &Platform| {
        let chosen = platform::select(platform, &found.platforms);
        chosen.and_then(|(index, _)| found.platforms.get(index))
    };
    let other_architecture = lack
        .asked
        .iter()
        .any(|platform| taken(platform).is_none_or(|it| it.architecture != platform.architecture));
    let severity = if other_architecture { Severity::Error } else { Severity::Warning };
    let mut instead: Vec<Platform> = lack.asked.iter().filter_map(taken).cloned().collect();
    instead.dedup();
    // BuildKit compares the architecture only (`InvalidBaseImagePlatform`).
    let take = if other_architecture { "take" } else { "silently take" };
    let message = format!(
        "{what} `{}` has no {}: builders {take} {} instead",
        image::name(image),
        list(&lack.asked),
        list(&instead)
    );
    let finding = findings.add(image.span, message).platforms(lack.targets).severity(severity);
    let finding = finding.help(image::describe(found));
    if other_architecture {
        finding.help(image::way_out(facts, image, &image::wanted(image)));
    }
}
