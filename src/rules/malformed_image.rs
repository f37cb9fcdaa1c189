//! `malformed-image`.

use super::image;
use crate::{
    diagnostic::Severity,
    facts::{Facts, ImageUse},
    image::{Flaw, Mismatch, Reason, Resolution},
    platform::{self, Platform},
    rule::{Check, Findings, Rule},
};

pub(super) static RULE: Rule = Rule {
    slug: "malformed-image",
    summary: "An image's documents are broken, or too old for current builders.",
    page: include_str!("../../rules/malformed-image/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for image in &facts.images {
        if matches!(&*image.resolution, Resolution::Unknown(Reason::Schema1)) {
            let message = format!(
                "`{}` is in the format of 2016, schema 1, which current builders refuse",
                image::name(image)
            );
            findings
                .add(image.span, message)
                .platforms(facts.targets(|_| true))
                .help("use a newer tag, or pull it with an old docker and push it again");
        }
        let Some(found) = image.found() else { continue };
        for flaw in &found.flaws {
            match flaw {
                Flaw::Malformed { digest } => malformed(image, digest, findings),
                Flaw::Mismatch(flaw) => mismatch(facts, image, flaw, findings),
            }
        }
    }
}

/// No client takes such an entry: what it was meant for shows as a missing platform.
fn malformed(image: &ImageUse, digest: &str, findings: &mut Findings<'_>) {
    let digest = if digest.is_empty() { "one without a digest" } else { digest };
    let message = format!(
        "the index of `{}` has an entry that names no operating system or no architecture: {digest}",
        image::name(image)
    );
    let help = "whoever publishes it can mend it: `anyarch inspect --raw` shows the entry";
    findings.add(image.span, message).severity(Severity::Info).help(help);
}

fn mismatch(
    facts: &Facts<'_>,
    image: &ImageUse,
    Mismatch { digest, said, is }: &Mismatch,
    findings: &mut Findings<'_>,
) {
    let Some(found) = image.found() else { return };
    let takes = |wanted: &Platform| {
        let chosen = platform::select(wanted, &found.platforms);
        chosen.and_then(|(at, _)| found.platforms.get(at)) == Some(said)
    };
    let hit = facts.targets_at(|setting| {
        image.needs.iter().any(|need| need.setting == setting && takes(&need.platform))
    });
    let severity = if hit.is_empty() { Severity::Info } else { Severity::Error };
    let message = format!(
        "the index of `{}` says {said} where its image is for {is}: {digest}",
        image::name(image)
    );
    let help = "builders believe the index, and the programs in the image do not start; whoever publishes it can mend it";
    findings.add(image.span, message).platforms(hit).severity(severity).help(help);
}
