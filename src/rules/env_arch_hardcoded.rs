//! `env-arch-hardcoded`.

use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    rule::{Check, Findings, Rule},
    rules::list,
    stage::target::{Evaluation, Reach},
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
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let (Kind::Env(pairs), Some(stage)) = (&instruction.kind, facts.stage_of(index)) else {
            continue;
        };
        for pair in pairs {
            one(facts, stage.index, pair, findings);
        }
    }
}

fn one(facts: &Facts<'_>, stage: usize, pair: &Assignment, findings: &mut Findings<'_>) {
    let (name, Some(value)) = (pair.name.as_str(), &pair.value) else { return };
    let Some(architecture) = knowledge::architecture(value.as_str().trim_matches(['"', '\'']))
    else {
        return;
    };
    let reached =
        |it: &Evaluation| it.stages.get(stage).is_some_and(|at| at.reach != Reach::Unneeded);
    let hit = facts.targets(|it| reached(it) && it.setting.target.architecture != architecture);
    if hit.is_empty() || !names_architecture(name) {
        return;
    }
    let message =
        format!("`{name}` is `{}` for every platform, also for {}", value.as_str(), list(&hit));
    findings.add(pair.span, message).platforms(hit).help(format!(
        "set it from the platform: `ARG TARGETARCH` and `ENV {name}=$TARGETARCH`, or compute it in the `RUN` that needs it"
    ));
}

/// `NODE_ARCH`, `TARGET_PLATFORM`; not `GOARCH`, which is a matter of cross-compiling.
fn names_architecture(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let words = ["ARCH", "ARCHITECTURE", "PLATFORM", "MACHINE", "TARGET", "CPU"];
    let spelled = upper.split('_').any(|word| words.contains(&word)) || upper.ends_with("ARCH");
    spelled && upper != "GOARCH" && !upper.starts_with("DOCKER_DEFAULT")
}
