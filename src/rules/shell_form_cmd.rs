//! `shell-form-cmd`: a command in shell form that two shells read differently.
//!
//! Not about the programs in it, and not every shell form: `CMD echo ready` is the same for both shells. Only signs
//! that one of them takes literally are told.

use super::{
    os::{self, LINUX, SPLIT, WINDOWS},
    posix_command, start,
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::list,
    syntax::ast::{Command, Kind, Text},
};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    slug: "shell-form-cmd",
    summary: "A command in shell form means something else on each operating system.",
    page: include_str!("../../rules/shell-form-cmd/rule.md"),
    severity: Severity::Warning,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !os::any_on(facts, WINDOWS) {
        return;
    }
    let all = start::started(facts, LINUX, |_| true);
    let on_linux: Vec<usize> = all.iter().map(|it| it.index).collect();
    for started in start::started(facts, WINDOWS, |it| !it.is_exec()) {
        let Command::Shell(text) = started.command else { continue };
        let is_health = facts
            .instruction(started.index)
            .is_some_and(|it| matches!(it.kind, Kind::Healthcheck(_)));
        // A file that names its shell has chosen one.
        let chosen =
            || start::chain_has(facts, started.index, |it| matches!(it.kind, Kind::Shell(_)));
        let of_other_rules = || is_script(&started) || posix_command::speaks(facts, started.index);
        if is_health || !on_linux.contains(&started.index) || chosen() || of_other_rules() {
            continue;
        }
        let Some(range) = posix_sign(text) else { continue };
        let sign = text.as_str().get(range.clone()).unwrap_or_default();
        let message = format!(
            "`{sign}` means nothing to `cmd`, which reads this line on {}",
            list(&started.platforms)
        );
        findings
            .add(text.span_of(range), message)
            .platforms(started.platforms)
            .help(format!("use the exec form, which needs no shell, or {SPLIT}"));
    }
}

fn is_script(started: &start::Started<'_>) -> bool {
    let endings = [".sh", ".bash", ".cmd", ".bat", ".ps1", ".exe"];
    started.program().is_some_and(|program| program.script(&endings).is_some())
}

/// What `sh` acts on and `cmd` takes as it stands: a variable, single quotes, `;`, a leading `exec`.
fn posix_sign(text: &Text) -> Option<Range<usize>> {
    let all = text.as_str();
    if all.starts_with("exec ") {
        return Some(0..4);
    }
    let at = all.find(['$', '\'', ';', '`'])?;
    let rest = all.get(at..)?;
    let Some(name) = rest.strip_prefix('$') else { return Some(at..at + 1) };
    let length = match name.chars().next()? {
        '{' => name.find('}')? + 1,
        '(' => 1,
        _ => name.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(name.len()),
    };
    (length > 0).then_some(at..at + 1 + length)
}
