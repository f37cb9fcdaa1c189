//! `windows-only-base`.

use super::image::{self, Fault};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    rule::{Check, Findings, Rule},
};

pub(super) static RULE: Rule = Rule {
    slug: "windows-only-base",
    summary: "A base image is for Windows only while Linux is required.",
    page: include_str!("../../rules/windows-only-base/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for image in &facts.images {
        if image::fault(facts, image) != Fault::WindowsOnly {
            continue;
        }
        let (Some(unmet), Some(found)) = (image::unmet(facts, image), image::found(image)) else {
            continue;
        };
        if unmet.missing.asked.is_empty() {
            continue;
        }
        let name = image::name(image);
        let message =
            format!("`{name}` is a Windows image and does not exist for {}", unmet.missing.list());
        findings
            .add(image.span, message)
            .platforms(unmet.missing.targets)
            .help(image::describe(found))
            .help("give each operating system a stage and choose it with `FROM run-${TARGETOS}`, or check this file with `--platform windows/amd64`");
    }
}
