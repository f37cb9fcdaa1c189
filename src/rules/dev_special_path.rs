//! `dev-special-path`: `/dev/stdout` and its like where Windows is built.
//!
//! Not what is only printed or looked for, and not beside a command that Windows lacks: then the whole line has to go,
//! and the rule on that command speaks. Of `ln -s /dev/stdout` this rule does.

use super::{
    os::{self, SPLIT, WINDOWS},
    posix_command,
    said::{Line, Role},
    start::{self, Started},
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::list,
    shell::plain::{Dialect, Plain, Written},
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

const FILES: [&str; 14] = [
    "/dev/stdout",
    "/dev/stderr",
    "/dev/stdin",
    "/dev/null",
    "/dev/zero",
    "/dev/tty",
    "/dev/shm",
    "/dev/fd",
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/sys",
    "/proc/version",
    "/proc/mounts",
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
    lines(facts, findings);
}

/// The commands for a shell, where the file is meant for both systems.
fn lines(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !os::both_required(facts) {
        return;
    }
    for (line, lacks) in posix_command::posix_lines(facts) {
        let is_it =
            |it: &&Plain| it.sure && it.dialect == Dialect::Posix && (!lacks || is_link(it));
        let mut commands = line.said.script.commands.iter().filter(is_it);
        let Some(word) = commands.find_map(word) else { continue };
        report_line(word, line, findings);
    }
}

fn report_line(word: &Written, line: Line<'_>, findings: &mut Findings<'_>) {
    let Some(range) = special(&word.text) else { return };
    let name = word.text.get(range).unwrap_or_default();
    let message = format!("`{name}` does not exist on {}", list(&line.platforms));
    let severity = if line.role == Role::Run { Severity::Error } else { Severity::Warning };
    findings
        .add(word.span, message)
        .platforms(line.platforms)
        .severity(severity)
        .help(format!("let the program write to its own output, or {SPLIT}"));
}

/// The word of a command that is such a file, or the file that it writes or reads.
fn word(command: &Plain) -> Option<&Written> {
    // Git and OpenSSH know on Windows what is meant.
    let is_text = ["echo", "printf", "grep", "sed", "git", "ssh", "scp"].contains(&command.name());
    let arguments = if is_text { &[] } else { command.arguments() };
    command.files.iter().chain(arguments).find(|word| is_word(&word.text))
}

/// The word as a whole, or behind `=`: not somewhere in a text.
fn is_word(text: &str) -> bool {
    !text.contains(char::is_whitespace) && special(text).is_some()
}

/// A link to such a file, as images make it for their logs.
pub(super) fn is_link(command: &Plain) -> bool {
    command.name() == "ln" && command.arguments().iter().any(|word| is_word(&word.text))
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
