//! `digest-pin-single-arch`.

use super::image::{self, Fault};
use crate::{
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::{Facts, ImageUse},
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
        let finding = findings
            .add(image.span, message)
            .platforms(unmet.missing.targets)
            .help(image::describe(found));
        let holder = image.reference.as_ref().and_then(|it| facts.resolver.holder(it));
        match holder {
            Some((index, true)) => {
                let finding = finding.help(format!("`{index}` is the index that contains it"));
                if let Some(fix) = fix(facts, image, &index) {
                    finding.fix(fix);
                }
            }
            Some((index, false)) => {
                finding.help(format!("`{name}` has moved on: it is now the index `{index}`"));
            }
            None => {
                finding.help(format!(
                    "pin the digest of the image index: `anyarch inspect {name}` prints it first"
                ));
            }
        }
    }
}

/// The index instead of the one image; it is the same build.
fn fix(facts: &Facts<'_>, image: &ImageUse, index: &Reference) -> Option<Fix> {
    let old = image.reference.as_ref()?.digest.as_deref()?;
    let text = image.span.slice(facts.text);
    let content = text.replace(old, index.digest.as_deref()?);
    (content != text).then(|| Fix {
        title: "pin the index that contains it".to_owned(),
        edits: vec![Edit { span: image.span, content }],
        applicability: Applicability::Safe,
    })
}
