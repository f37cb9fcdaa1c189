//! `base-image-missing-platform`.

use super::image::{self, Fault};
use crate::{
    diagnostic::Severity,
    facts::{Facts, ImageUse},
    platform::Platform,
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
        if image::fault(facts, image) == Fault::Base {
            report(facts, image, "base image", findings);
        }
    }
}

/// The findings for an image that lacks platforms; `copy-from-image-missing-platform` reports the same way.
pub(super) fn report(facts: &Facts<'_>, image: &ImageUse, what: &str, findings: &mut Findings<'_>) {
    let (Some(unmet), Some(found)) = (image::unmet(facts, image), image::found(image)) else {
        return;
    };
    let name = image::name(image);
    if !unmet.missing.is_empty() {
        let message = format!("{what} `{name}` does not exist for {}", list(&unmet.missing));
        findings
            .add(image.span, message)
            .platforms(unmet.missing)
            .help(image::describe(found))
            .help(image::way_out(facts, image, &image::wanted(image)));
    }
    if !unmet.fallback.is_empty() {
        fallback(image, what, unmet.fallback, findings);
    }
}

fn fallback(image: &ImageUse, what: &str, platforms: Vec<Platform>, findings: &mut Findings<'_>) {
    let Some(found) = image::found(image) else { return };
    let other_architecture = platforms.iter().any(|platform| {
        !found.platforms.iter().any(|has| has.architecture == platform.architecture)
    });
    let severity = if other_architecture { Severity::Error } else { Severity::Warning };
    let what = format!(
        "{what} `{}` has no exact match for {}; a compatible older one would be used",
        image::name(image),
        list(&platforms)
    );
    let finding = findings.add(image.span, what).platforms(platforms).severity(severity);
    finding.help(image::describe(found));
}
