//! `arch-default-arg`.

use super::from_platform_constant;
use crate::{
    diagnostic::Severity,
    facts::{ArchDefault, Facts},
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::{PLACES, list},
    span::Span,
    syntax::ast::{Assignment, Kind},
};
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    slug: "arch-default-arg",
    summary: "A build argument of one's own defaults to one architecture and is not tied to the platform.",
    page: include_str!("../../rules/arch-default-arg/rule.md"),
    severity: Severity::Warning,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for instruction in &facts.file.instructions {
        let Kind::Arg(arguments) = &instruction.kind else { continue };
        for argument in arguments {
            if let Some(default) = facts.arch_defaults.get(argument.span)
                && !from_platform_constant::is_of_flag(facts, argument.span)
            {
                one(facts, argument, default, findings);
            }
        }
    }
}

fn one(
    facts: &Facts<'_>,
    argument: &Assignment,
    default: &ArchDefault,
    findings: &mut Findings<'_>,
) {
    let wrong = |(setting, _): &(usize, Span)| {
        let target = facts.evaluations.get(*setting).map(|it| &it.setting.target);
        target.filter(|target| target.architecture != default.architecture)
    };
    let suffering: HashSet<&Platform> = default.uses.iter().filter_map(wrong).collect();
    let hit = facts.targets(|it| suffering.contains(&it.setting.target));
    if hit.is_empty() {
        return;
    }
    let name = argument.name.as_str();
    let value = argument.value.as_ref().map(|value| value.as_str().trim_matches('"'));
    let message = format!(
        "`{name}` defaults to `{}`, also for {}, unless every build passes its own",
        value.unwrap_or_default(),
        list(&hit)
    );
    let mut places: Vec<Span> = default.uses.iter().map(|(_, place)| *place).collect();
    places.sort_unstable();
    places.dedup();
    let help = help(name, value.unwrap_or_default());
    let mut finding = findings.add(argument.span, message).platforms(hit).help(help);
    for span in places.into_iter().take(PLACES) {
        finding = finding.label(span, "used here");
    }
}

fn help(name: &str, default: &str) -> String {
    if default.contains('/') {
        return format!(
            "use `$TARGETPLATFORM` instead of `${name}`; a `FROM` without `--platform` takes it anyway"
        );
    }
    format!(
        "derive it from `TARGETARCH`, or from `uname -m` in a `RUN` where the names differ, instead of a default for `{name}`"
    )
}
