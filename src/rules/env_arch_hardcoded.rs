//! `env-arch-hardcoded`.

use super::env_arch_script;
use crate::{
    diagnostic::Severity,
    facts::{Effect, Facts},
    knowledge,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::list,
    stage::{scope, target::Evaluation},
    syntax::ast::{Assignment, Kind},
};

pub(super) static RULE: Rule = Rule {
    slug: "env-arch-hardcoded",
    summary: "An environment variable names one architecture for all platforms.",
    page: include_str!("../../rules/env-arch-hardcoded/rule.md"),
    severity: Severity::Warning,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    env_arch_script::check(facts, findings);
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let instruction = instruction.inner().unwrap_or(instruction);
        let Kind::Env(pairs) = &instruction.kind else { continue };
        for pair in pairs {
            one(facts, index, pair, findings);
        }
    }
}

fn one(facts: &Facts<'_>, index: usize, pair: &Assignment, findings: &mut Findings<'_>) {
    let (name, Some(value)) = (pair.name.as_str(), &pair.value) else { return };
    let value = value.as_str().trim_matches(['"', '\'']);
    let subdir = || env_arch_script::subdir(value).filter(|_| name == env_arch_script::SUBDIR);
    let own = || knowledge::architecture(value).filter(|_| names_architecture(name));
    let Some(architecture) = own().or_else(subdir) else { return };
    if is_entry(name, architecture) {
        return;
    }
    let other = |it: &Evaluation, effect: &Effect| {
        meant(it, effect.stage, name).is_some_and(|it| it.architecture != architecture)
    };
    let hit = facts.targets(|it| facts.effects(it, index, pair).iter().any(|at| other(it, at)));
    if hit.is_empty() {
        return;
    }
    let message = format!("`{name}` is `{value}` for every platform, also for {}", list(&hit));
    findings.add(pair.span, message).platforms(hit).help(help(name, value, architecture));
}

/// The platform that the variable speaks of: the one its stage runs on, unless it speaks of the target.
fn meant<'e>(evaluation: &'e Evaluation, stage: usize, name: &str) -> Option<&'e Platform> {
    let at = evaluation.stages.get(stage)?;
    let of_target = name.to_ascii_uppercase().contains("TARGET");
    let own = at.platform.as_ref().ok().filter(|_| !of_target);
    Some(own.unwrap_or(&evaluation.setting.target))
}

fn help(name: &str, value: &str, architecture: &str) -> String {
    if env_arch_script::is_package_name(name) {
        env_arch_script::HELP.to_owned()
    } else if scope::is_automatic(name) {
        format!("write `ARG {name}` instead: BuildKit sets it for each platform")
    } else if value == architecture {
        format!("set it from the platform: `ARG TARGETARCH` and `ENV {name}=$TARGETARCH`")
    } else {
        format!(
            "map it in the `RUN` that needs it: `case \"$TARGETARCH\" in {architecture}) {name}={value} ;; …`, with `ARG TARGETARCH` before"
        )
    }
}

/// `GO_ARCH_arm64=arm64`: a line of a table, whose name says for which architecture it is.
fn is_entry(name: &str, architecture: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let mut ends = lower.match_indices('_').filter_map(|(at, _)| lower.get(at + 1..));
    ends.any(|end| knowledge::architecture(end) == Some(architecture))
}

/// `NODE_ARCH`, `TARGET_PLATFORM`; not `GOARCH`, which is a matter of cross-compiling.
fn names_architecture(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let words = ["ARCH", "ARCHITECTURE", "PLATFORM", "MACHINE", "TARGET", "CPU"];
    let spelled = upper.split('_').any(|word| words.contains(&word)) || upper.ends_with("ARCH");
    spelled
        && upper != "GOARCH"
        && !upper.ends_with("SEARCH")
        && !upper.starts_with("DOCKER_DEFAULT")
}
