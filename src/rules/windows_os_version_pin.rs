//! `windows-os-version-pin`.

use super::image;
use crate::{
    diagnostic::Severity,
    facts::{Facts, ImageUse, Role},
    knowledge,
    rule::{Check, Findings, Rule},
};

pub(super) static RULE: Rule = Rule {
    slug: "windows-os-version-pin",
    summary: "A Windows base runs only on hosts of exactly one build.",
    page: include_str!("../../rules/windows-os-version-pin/rule.md"),
    severity: Severity::Warning,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for image in &facts.images {
        let Some(found) = image.found() else { continue };
        if image.role != Role::Base || intended(facts, image) {
            continue;
        }
        let hidden = image.reference.as_ref().filter(|_| found.hides_windows_build());
        let other = hidden.and_then(|reference| facts.resolver.windows_build(reference));
        let build = other.or_else(|| found.windows_build());
        let Some(build) = build.filter(|it| !knowledge::windows_build_is_shared(it)) else {
            continue;
        };
        let message = format!(
            "`{}` runs with process isolation only on Windows hosts of build {build}, not on newer ones",
            image::name(image)
        );
        let windows = facts.targets(|it| it.setting.target.os == "windows");
        findings
            .add(image.span, message)
            .platforms(windows)
            .help(image::describe(found))
            .help("use `ltsc2022` or later, which also runs on newer hosts, or publish an index with one entry for each host build");
    }
}

/// The file's path, or a required platform, asks for this very build.
fn intended(facts: &Facts<'_>, image: &ImageUse) -> bool {
    let windows: Vec<_> = image.needs.iter().filter(|need| need.platform.os == "windows").collect();
    let asked = windows.iter().all(|need| !need.platform.os_version.is_empty());
    windows.is_empty() || asked || facts.windows_release.is_some()
}
