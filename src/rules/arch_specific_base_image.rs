//! `arch-specific-base-image`.

use super::{
    copy_from_image_missing_platform,
    image::{self, Fault},
};
use crate::{
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::{Facts, ImageUse, Role},
    image::{architecture::ArchSpecific, reference::Reference},
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::list,
};

pub(super) static RULE: Rule = Rule {
    slug: "arch-specific-base-image",
    summary: "An image reference names one architecture while others are required.",
    page: include_str!("../../rules/arch-specific-base-image/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for image in &facts.images {
        if image::fault(facts, image) == Fault::ArchSpecific {
            // The pattern is the name; what an image is used for says which rule is ignored.
            match image.role {
                Role::Base => one(facts, image, findings),
                Role::Copy | Role::Mount => {
                    one(facts, image, &mut findings.of(&copy_from_image_missing_platform::RULE));
                }
            }
        }
    }
}

fn one(facts: &Facts<'_>, image: &ImageUse, findings: &mut Findings<'_>) {
    let Some(specific) = &image.specific else { return };
    let missing = missing(facts, image, specific);
    if missing.is_empty() {
        return;
    }
    let wanted = image::wanted(image);
    let general = image.general.clone();
    // A stage may run elsewhere than its image does.
    let why = if missing.iter().all(|it| wanted.contains(it)) {
        format!("{} required", super::join_are(&list(&missing), missing.len()))
    } else {
        format!("this stage runs on {}", list(&wanted))
    };
    let message = format!("`{}` is for {} only, and {why}", image::name(image), named(specific));
    let mut finding = findings.add(image.span, message).platforms(missing);
    if let Some(found) = image.found() {
        finding = finding.help(image::describe(found));
    }
    let Some(general) = general else {
        let first = specific.general.first().map(Reference::to_string).unwrap_or_default();
        finding.help(format!(
            "use an image index such as `{first}` if it has {}, or one stage per architecture with `FROM base-${{TARGETARCH}}`",
            list(&wanted)
        ));
        return;
    };
    let help = format!("use `{general}`, which has {}", list(&wanted));
    finding.help(help).fix(fix(facts, image, &general));
}

fn named(specific: &ArchSpecific) -> String {
    let platform = &specific.platform;
    if specific.os_stated { platform.to_string() } else { platform.architecture.to_string() }
}

/// What the image is missing: as the resolver says, else as the name says.
fn missing(facts: &Facts<'_>, image: &ImageUse, specific: &ArchSpecific) -> Vec<Platform> {
    if image.found().is_some() {
        let Some(unmet) = image::unmet(facts, image) else { return Vec::new() };
        // An older variant of the same architecture was chosen on purpose.
        let named = &specific.platform.architecture;
        let other = |target: &Platform| {
            unmet.fallback.targets.contains(target) && target.architecture != *named
        };
        return facts.targets(|it| {
            unmet.missing.targets.contains(&it.setting.target) || other(&it.setting.target)
        });
    }
    if !specific.certain {
        return Vec::new();
    }
    let other = |platform: &Platform| {
        let os = specific.os_stated && platform.os != specific.platform.os;
        os || platform.architecture != specific.platform.architecture
    };
    let needs = image.needs.iter().filter(|need| other(&need.platform));
    let settings = needs.filter_map(|need| facts.evaluations.get(need.setting));
    let targets: Vec<&Platform> = settings.map(|it| &it.setting.target).collect();
    facts.targets(|it| targets.contains(&&it.setting.target))
}

fn fix(facts: &Facts<'_>, image: &ImageUse, general: &Reference) -> Fix {
    // A name that was put together from variables is not one piece of text to replace.
    let literal = image.span.slice(facts.text) == image.name && image.role == Role::Base;
    let pinned = image.reference.as_ref().is_some_and(|reference| reference.digest.is_some());
    Fix {
        title: format!("use `{general}`"),
        edits: vec![Edit { span: image.span, content: general.to_string() }],
        applicability: match (literal, pinned) {
            (false, _) => Applicability::DisplayOnly,
            // The pin goes with the digest.
            (true, true) => Applicability::Unsafe,
            (true, false) => Applicability::Safe,
        },
    }
}
