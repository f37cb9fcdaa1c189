//! `copy-from-image-missing-platform`.

use super::{
    base_image_missing_platform::{absent, report},
    image::{self, Fault},
};
use crate::{
    diagnostic::Severity,
    facts::{Facts, Role},
    rule::{Check, Findings, Rule},
};

pub(super) static RULE: Rule = Rule {
    slug: "copy-from-image-missing-platform",
    summary: "An image that files are copied or mounted from does not exist for a required platform.",
    page: include_str!("../../rules/copy-from-image-missing-platform/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for image in &facts.images {
        let what = if image.role == Role::Mount { "mounted image" } else { "copied image" };
        if image.role != Role::Base && absent(facts, image, what, findings) {
            continue;
        }
        if image::fault(facts, image) == Fault::CopyFrom {
            report(facts, image, what, findings);
        }
    }
}
