//! `digest-pin-single-arch`.

use super::image::{self, Fault};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    image::reference::Reference,
    rule::{Check, Findings, Rule},
};

pub(super) static RULE: Rule = Rule {
    slug: "digest-pin-single-arch",
    summary: "A digest names one platform's manifest instead of the image index.",
    page: include_str!("../../rules/digest-pin-single-arch/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for image in &facts.images {
        if image::fault(facts, image) != Fault::SingleDigest {
            continue;
        }
        let (Some(unmet), Some(found)) = (image::unmet(facts, image), image.found()) else {
            continue;
        };
        if unmet.missing.asked.is_empty() {
            continue;
        }
        let undigested = image.reference.clone().map(|it| Reference { digest: None, ..it });
        let name = undigested.map_or_else(|| image.name.clone(), |it| it.to_string());
        let message = format!(
            "the digest of `{name}` is one platform's manifest, not an index: nothing for {}",
            unmet.missing.list()
        );
        findings
            .add(image.span, message)
            .platforms(unmet.missing.targets)
            .help(image::describe(found))
            .help(format!(
                "pin the digest of the image index: `docker buildx imagetools inspect {name}` prints it first"
            ));
    }
}
