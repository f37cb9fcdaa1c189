//! `dev-special-path`: `/dev/stdout` and its like where Windows is built.
//!
//! Not in scripts, which a shell reads: only values and words that go to a program as they stand.

use super::{
    os::{self, WINDOWS},
    start::{self, Started},
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::list,
    syntax::ast::{Command, Kind, Text},
};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    slug: "dev-special-path",
    summary: "A special file of Linux, also where it is built for Windows.",
    page: include_str!("../../rules/dev-special-path/rule.md"),
    severity: Severity::Warning,
    check: Check::File(check),
};

const FILES: [&str; 9] = [
    "/dev/stdout",
    "/dev/stderr",
    "/dev/stdin",
    "/dev/null",
    "/dev/zero",
    "/dev/tty",
    "/dev/shm",
    "/dev/fd",
    "/proc/self",
];

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !os::any_on(facts, WINDOWS) {
        return;
    }
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let Kind::Env(pairs) = &instruction.inner().unwrap_or(instruction).kind else { continue };
        for text in pairs.iter().filter_map(|it| it.value.as_ref()) {
            if special(text.as_str()).is_some() {
                report(text, os::on(facts, index, WINDOWS), findings);
            }
        }
    }
    for started in start::commands(facts, WINDOWS, Started::is_exec) {
        let Command::Exec(words) = started.command else { continue };
        let is_shell = words.first().is_some_and(|it| start::is_posix_shell(it.as_str()));
        let first = words.iter().find(|text| special(text.as_str()).is_some());
        if let Some(text) = first.filter(|_| !is_shell) {
            report(text, started.platforms, findings);
        }
    }
}

fn report(text: &Text, hit: Vec<Platform>, findings: &mut Findings<'_>) {
    let Some(range) = special(text.as_str()).filter(|_| !hit.is_empty()) else { return };
    let name = text.as_str().get(range.clone()).unwrap_or_default();
    let message = format!("`{name}` does not exist on {}", list(&hit));
    findings.add(text.span_of(range), message).platforms(hit).help(
        "let the program write to its own output, or set this in a stage for each operating system",
    );
}

/// A special file at the beginning of a word or of what stands behind `=` or `,`.
fn special(text: &str) -> Option<Range<usize>> {
    let at = |file: &&str| {
        let at = text.find(*file)?;
        let before = text.get(..at)?.chars().next_back();
        let behind = text.get(at + file.len()..)?.chars().next();
        let begins = before.is_none_or(|it| " =,\"'>".contains(it));
        let ends = behind.is_none_or(|it| !it.is_ascii_alphanumeric() && !"_-.".contains(it));
        (begins && ends).then_some(at..at + file.len())
    };
    FILES.iter().find_map(at)
}

#[cfg(test)]
mod tests {
    use super::special;

    #[test]
    fn special_files_are_known() {
        for text in ["/dev/stdout", "--log=/dev/stderr", "\"/dev/null\"", "/dev/fd/1"] {
            assert!(special(text).is_some(), "{text}");
        }
        for text in ["/dev", "/app/dev/null", "file:/dev/zero", "/dev/nullable", "C:/dev/null"] {
            assert!(special(text).is_none(), "{text}");
        }
    }
}
