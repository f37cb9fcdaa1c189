//! `batch-or-ps1-entrypoint`, `windows-exe`, `powershell-command` and `windows-shell-command`: programs that Linux
//! images lack.
//!
//! Four rules in one file: they divide the same commands, so that one command is one finding. Lines for a shell are
//! `windows_command`'s.

use super::{
    os::{self, LINUX, SPLIT},
    start::{self, Program, Started, Wrong},
    windows_command, windows_only,
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::list,
    syntax::ast::{Command, Kind, Text},
};

use std::collections::HashSet;

pub(super) static BATCH: Rule = Rule {
    slug: "batch-or-ps1-entrypoint",
    summary: "The container starts a script of Windows, also where it is built for Linux.",
    page: include_str!("../../rules/batch-or-ps1-entrypoint/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

pub(super) static EXE: Rule = Rule {
    slug: "windows-exe",
    summary: "A program of Windows is started, also where it is built for Linux.",
    page: include_str!("../../rules/windows-exe/rule.md"),
    severity: Severity::Error,
    check: Check::With(&BATCH),
};

pub(super) static POWERSHELL: Rule = Rule {
    slug: "powershell-command",
    summary: "A command for Windows PowerShell in a stage that is built for Linux.",
    page: include_str!("../../rules/powershell-command/rule.md"),
    severity: Severity::Error,
    check: Check::With(&BATCH),
};

pub(super) static CMD: Rule = Rule {
    slug: "windows-shell-command",
    summary: "A command for `cmd` in a stage that is built for Linux.",
    page: include_str!("../../rules/windows-shell-command/rule.md"),
    severity: Severity::Error,
    check: Check::With(&BATCH),
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    Batch,
    Exe,
    Powershell,
    Cmd,
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let wrong = start::wrong(facts, LINUX, |started, program| fault(facts, started, program));
    let told: HashSet<usize> = wrong.iter().map(|it| it.started.index).collect();
    for Wrong { started, fault, word } in wrong {
        let (name, where_) = (start::bare(&word), list(&started.platforms));
        let (rule, message, help) = match fault {
            Fault::Batch => (
                &BATCH,
                format!("`{name}` is a script for Windows, and nothing on {where_} runs it"),
                format!("start the program itself, or {SPLIT}"),
            ),
            Fault::Exe => (
                &EXE,
                format!("`{name}` is a program for Windows and does not run on {where_}"),
                format!("name the program without `.exe`, which Windows adds itself, or {SPLIT}"),
            ),
            Fault::Powershell => (
                &POWERSHELL,
                format!("`{name}` does not exist on {where_}"),
                windows_only::or_powershell(),
            ),
            Fault::Cmd => (
                &CMD,
                format!("`{name}` does not exist on {where_}"),
                format!("start the program itself, without a shell, or {SPLIT}"),
            ),
        };
        let mut findings = findings.of(rule);
        findings.add(word.span(), message).platforms(started.platforms).help(help);
    }
    windows_command::check(facts, &told, findings);
}

fn fault<'p>(
    facts: &Facts<'_>,
    started: &Started<'_>,
    program: &'p Program<'_>,
) -> Option<(Fault, &'p Text)> {
    let (name, index) = (program.name(), started.index);
    let is_health =
        facts.instruction(index).is_some_and(|it| matches!(it.kind, Kind::Healthcheck(_)));
    let is_run = facts.instruction(index).is_some_and(|it| matches!(it.kind, Kind::Run(_)));
    let runs = |it: &Text| start::has_ending(it.as_str(), &[".ps1"]) && has_pwsh(facts, index);
    let script = script(program).filter(|it| !is_health && !is_run && !runs(it));
    let found = match start::windows_shell(name) {
        Some("cmd") => {
            (start::has_ending(name, &[".exe"]) || is_for_cmd(program)).then_some(Fault::Cmd)
        }
        Some(_) => (!windows_only::has_powershell(facts, index)).then_some(Fault::Powershell),
        None if start::has_ending(name, &[".cmd", ".bat", ".ps1"]) => {
            (!has_pwsh(facts, index)).then_some(Fault::Batch)
        }
        None if start::has_ending(name, &[".exe"]) => {
            (!runs_exe(facts, index, name)).then_some(Fault::Exe)
        }
        None => None,
    };
    // What the container starts is the script; the shell is how.
    match (found?, script) {
        (Fault::Cmd | Fault::Powershell, Some(script)) => Some((Fault::Batch, script)),
        (fault, _) => Some((fault, &program.word)),
    }
}

/// The script that a shell of Windows is to run: `-File x.ps1`, `/c x.cmd`.
fn script<'p>(program: &'p Program<'_>) -> Option<&'p Text> {
    let shell = start::windows_shell(program.name())?;
    let is_it = |text: &&Text| {
        let endings: &[&str] = if shell == "cmd" { &[".cmd", ".bat"] } else { &[".ps1"] };
        !text.as_str().contains(' ') && start::has_ending(text.as_str(), endings)
    };
    let mut options = program.arguments.iter().map(Text::as_str);
    let is_file = options.any(|it| {
        ["/c", "/k"].iter().any(|option| shell == "cmd" && it.eq_ignore_ascii_case(option))
            || shell == "powershell" && it.eq_ignore_ascii_case("-file")
    });
    program.arguments.iter().find(is_it).filter(|_| is_file)
}

/// A `cmd` may be a program of one's own; `/c` behind it is not.
fn is_for_cmd(program: &Program<'_>) -> bool {
    let mut arguments = program.arguments.iter().map(Text::as_str);
    arguments.any(|it| ["/c", "/s", "/k"].iter().any(|option| it.eq_ignore_ascii_case(option)))
}

/// PowerShell for Linux runs scripts too: as the shell of the stage, or by their first line.
pub(super) fn has_pwsh(facts: &Facts<'_>, index: usize) -> bool {
    let of_base = |name: &String| name.contains("powershell") || name.contains("dotnet/sdk");
    os::base_names(facts, index).iter().any(of_base)
        || start::chain_has(facts, index, |it| {
            let run = matches!(it.kind, Kind::Run(_)) && it.span.slice(facts.text).contains("pwsh");
            let Kind::Shell(Command::Exec(words)) = &it.kind else { return run };
            words.first().is_some_and(|word| start::file_name(word.as_str()) == "pwsh")
        })
}

/// Mono and Wine run such programs, and a compiler on Linux makes a program for Linux of whatever name.
pub(super) fn runs_exe(facts: &Facts<'_>, index: usize, name: &str) -> bool {
    let runners = ["mono", "wine"];
    let of_base = |it: &String| runners.iter().any(|runner| it.contains(runner));
    os::base_names(facts, index).iter().any(of_base)
        || runners.iter().any(|runner| start::run_names(facts, index, runner))
        || made_by_file(facts, start::file_name(name))
}

/// A compiler writes it: `go build -o app.exe` makes a program for the system it runs on.
fn made_by_file(facts: &Facts<'_>, name: &str) -> bool {
    let renamed = || {
        facts.file.instructions.iter().any(|it| {
            let Kind::Copy(transfer) = &it.kind else { return false };
            let to = transfer.destination.as_ref().is_some_and(|to| to.as_str().ends_with(name));
            to && transfer.sources.iter().all(|from| !start::has_ending(from.as_str(), &[".exe"]))
        })
    };
    let mut runs = facts.file.instructions.iter().filter(|it| matches!(it.kind, Kind::Run(_)));
    let is_long = facts.file.instructions.len() > start::MANY;
    is_long
        || renamed()
        || runs.any(|it| {
            let words = || it.span.slice(facts.text).split_ascii_whitespace();
            words()
                .zip(words().skip(1))
                .any(|(option, file)| option == "-o" && file.ends_with(name))
        })
}
