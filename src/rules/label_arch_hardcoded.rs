//! `label-arch-hardcoded`: a label that names one architecture.
//!
//! Only where the label's name says that it is about the architecture; prose names many.

use super::os;
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    rule::{Check, Findings, Rule},
    rules::list,
    syntax::ast::{Assignment, Kind},
};

pub(super) static RULE: Rule = Rule {
    slug: "label-arch-hardcoded",
    summary: "A label names one architecture for all platforms.",
    page: include_str!("../../rules/label-arch-hardcoded/rule.md"),
    severity: Severity::Info,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let Kind::Label(pairs) = &instruction.inner().unwrap_or(instruction).kind else { continue };
        for pair in pairs {
            one(facts, index, pair, findings);
        }
    }
}

fn one(facts: &Facts<'_>, index: usize, pair: &Assignment, findings: &mut Findings<'_>) {
    let Some(value) = pair.value.as_ref().map(|it| it.as_str().trim_matches(['"', '\''])) else {
        return;
    };
    let key = pair.name.as_str().trim_matches(['"', '\'']);
    let Some(architecture) = knowledge::platform_architecture(value) else { return };
    if !names_architecture(key) {
        return;
    }
    let hit = facts.targets(|it| {
        it.setting.target.architecture != architecture && os::is_in_image(facts, it, index)
    });
    if hit.is_empty() {
        return;
    }
    let message = format!("`{key}` is `{value}` for every platform, also for {}", list(&hit));
    findings.add(pair.span, message).platforms(hit).help(
        "write `$TARGETARCH`, with `ARG TARGETARCH` before, or leave it out: the image says it itself",
    );
}

fn names_architecture(key: &str) -> bool {
    let last = key.rsplit(['.', '-', '_', '/']).next().unwrap_or(key).to_ascii_lowercase();
    matches!(&*last, "architecture" | "arch" | "platform" | "cpu")
}
