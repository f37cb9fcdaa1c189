//! `qemu-static-copied`: an emulator for one architecture is copied into the image.
//!
//! Not about images that are made to hold emulators, which copy them all or by a pattern.

use super::os;
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    rule::{Check, Findings, Rule},
    rules::list,
    syntax::ast::Kind,
};

pub(super) static RULE: Rule = Rule {
    slug: "qemu-static-copied",
    summary: "An emulator is copied into the image, for builders without one.",
    page: include_str!("../../rules/qemu-static-copied/rule.md"),
    severity: Severity::Info,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let mut found = Vec::new();
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let (Kind::Copy(transfer) | Kind::Add(transfer)) =
            &instruction.inner().unwrap_or(instruction).kind
        else {
            continue;
        };
        let emulator = transfer.sources.iter().find(|it| emulated(it.as_str()).is_some());
        found.extend(emulator.map(|text| (index, text)));
    }
    // Several emulators are the purpose of the image.
    let mut names: Vec<_> = found.iter().filter_map(|(_, text)| emulated(text.as_str())).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() != 1 {
        return;
    }
    for (index, text) in found {
        let hit = facts.targets(|it| os::is_in_image(facts, it, index));
        if hit.is_empty() {
            continue;
        }
        let name = text.as_str().rsplit('/').next().unwrap_or_default();
        let message = format!("`{name}` is put into the image for {}", list(&hit));
        findings.add(text.span(), message).platforms(hit).help(
            "remove it: builders register emulators with the kernel, which finds them without a copy in the image",
        );
    }
}

/// The architecture of `qemu-aarch64-static`.
fn emulated(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next()?;
    knowledge::architecture(name.strip_prefix("qemu-")?.strip_suffix("-static")?)
}
