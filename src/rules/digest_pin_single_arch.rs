//! `digest-pin-single-arch`.

use super::image::{self, Fault};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::list,
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
        let (Some(unmet), Some(found)) = (image::unmet(facts, image), image::found(image)) else {
            continue;
        };
        if unmet.missing.is_empty() {
            continue;
        }
        let message = format!(
            "the digest of `{}` is one platform's manifest, not an index: nothing for {}",
            image.reference.as_ref().map_or(&*image.name, |reference| &reference.path),
            list(&unmet.missing)
        );
        findings
            .add(image.span, message)
            .platforms(unmet.missing)
            .help(image::describe(found))
            .help("pin the digest of the image index: `docker buildx imagetools inspect` prints it first");
    }
}
