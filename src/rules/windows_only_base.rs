//! `windows-only-base`.

use super::{
    image::{self, Fault},
    os::SPLIT,
};
use crate::{
    diagnostic::Severity,
    facts::{Facts, ImageUse},
    rule::{Check, Findings, Rule},
    rules::list,
    stage::target::Evaluation,
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
        let (targets, how) = match (image::unmet(facts, image), image.found()) {
            (Some(unmet), Some(found)) => (unmet.missing.targets, image::describe(found)),
            (None, None) => {
                let how = "every known image of this repository is for Windows".to_owned();
                (facts.targets(|it| wants_linux(facts, image, it)), how)
            }
            _ => continue,
        };
        if targets.is_empty() {
            continue;
        }
        let name = image::name(image);
        let message =
            format!("`{name}` is a Windows image and does not exist for {}", list(&targets));
        findings
            .add(image.span, message)
            .platforms(targets)
            .help(how)
            .help(format!("{SPLIT}, or check this file with `--platform windows/amd64`"));
    }
}

/// The image is wanted for something else than Windows in this setting.
fn wants_linux(facts: &Facts<'_>, image: &ImageUse, evaluation: &Evaluation) -> bool {
    image.needs.iter().any(|need| {
        let setting = facts.evaluations.get(need.setting).map(|it| &it.setting);
        need.platform.os != "windows" && setting == Some(&evaluation.setting)
    })
}
