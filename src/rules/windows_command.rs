//! `windows-package-manager`, `powershell-missing-on-nanoserver`, and the lines of `powershell-command`,
//! `windows-shell-command`, `windows-exe` and `windows-path`: commands that Linux lacks.
//!
//! Six rules in one file: they divide the commands of a line, and the first that is wrong speaks for the line.

use super::{
    os::{self, LINUX, SPLIT, WINDOWS},
    said::{Hears, Line, lines},
    start, windows_only,
    windows_path::{self, has_drive},
    windows_program,
};
use crate::{
    diagnostic::Severity,
    facts::{Facts, has_option_of_windows},
    image::reference::Reference,
    knowledge::{self, Class, Family, Systems},
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::list,
    shell::{
        plain::{Dialect, Plain, Written},
        value::UNKNOWN,
    },
    span::Span,
    syntax::ast::{Command, Instruction, Kind, Text},
};
use std::collections::HashSet;

pub(super) static MANAGER: Rule = Rule {
    slug: "windows-package-manager",
    summary: "A package manager of Windows in a stage that is built for Linux.",
    page: include_str!("../../rules/windows-package-manager/rule.md"),
    severity: Severity::Error,
    check: Check::With(&windows_program::BATCH),
};

pub(super) static NANO: Rule = Rule {
    slug: "powershell-missing-on-nanoserver",
    summary: "Windows PowerShell is called on Nano Server, which has none.",
    page: include_str!("../../rules/powershell-missing-on-nanoserver/rule.md"),
    severity: Severity::Error,
    check: Check::File(nano),
};

/// Names that a program on Linux may have too: they tell Windows only where it is required.
const OTHERS: [&str; 20] = [
    "assoc", "call", "copy", "erase", "goto", "md", "move", "net", "rd", "reg", "rem", "ren",
    "rename", "sc", "start", "title", "ver", "verify", "vol", "where",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    Manager,
    Powershell,
    Cmd,
    Exe,
    Path,
    /// It stands behind an `if` or `for` of cmd.
    Choice,
}

/// Tells what is wrong with the lines that `windows_program` leaves.
pub(super) fn check(facts: &Facts<'_>, told: &HashSet<usize>, findings: &mut Findings<'_>) {
    let lines = lines(facts, LINUX).into_iter();
    for line in lines.filter(|it| !it.said.is_exec && !told.contains(&it.said.instruction)) {
        let Some((fault, word)) = fault(facts, &line) else { continue };
        let shown = word.span.slice(facts.text);
        let name = if word.text.contains(UNKNOWN) { shown } else { word.text.as_str() };
        let where_ = list(&line.platforms);
        let (rule, message, help) = match fault {
            Fault::Path => (
                &windows_path::RULE,
                format!("`{name}` is a path of Windows and another place on {where_}"),
                windows_path::WITHOUT_DRIVE.to_owned(),
            ),
            Fault::Exe => (
                &windows_program::EXE,
                format!("`{name}` is a program for Windows and does not run on {where_}"),
                SPLIT.to_owned(),
            ),
            Fault::Powershell => (
                &windows_program::POWERSHELL,
                format!("`{name}` does not exist on {where_}"),
                windows_only::or_powershell(),
            ),
            Fault::Choice => (
                &windows_program::CMD,
                format!(
                    "`{name}` stands behind an `if` or `for` of `cmd`, which no shell on {where_} reads"
                ),
                SPLIT.to_owned(),
            ),
            Fault::Manager | Fault::Cmd => {
                let rule = if fault == Fault::Cmd { &windows_program::CMD } else { &MANAGER };
                (rule, format!("`{name}` does not exist on {where_}"), way_out(word))
            }
        };
        findings.of(rule).add(word.span, message).platforms(line.platforms).help(help);
    }
}

fn way_out(word: &Written) -> String {
    let known = knowledge::windows_command(start::file_name(&word.text));
    match known.and_then(|it| it.instead.as_deref()) {
        Some(instead) => format!("on Linux use {instead}, or {SPLIT}"),
        None => SPLIT.to_owned(),
    }
}

/// What is wrong with a line: the first command that Linux lacks, or else a path of Windows.
fn fault<'l>(facts: &Facts<'_>, line: &'l Line<'_>) -> Option<(Fault, &'l Written)> {
    let whole = begins_with_choice(facts, line);
    let commands = || line.said.script.commands.iter().filter(|it| it.sure || whole);
    let index = line.said.instruction;
    if windows_path::is_for_wine(facts, index) || commands().any(|it| it.name().starts_with("wine"))
    {
        return None;
    }
    let lacking = commands().find_map(|it| command(facts, line, it));
    if line.hears != Hears::Missing && lacking.is_some() {
        return lacking;
    }
    // Where no line works, the shell is the one thing to tell, unless both systems are asked for.
    if line.hears == Hears::Missing && !os::both_required(facts) {
        return None;
    }
    // What is only printed or looked for may be any text.
    let is_text = |it: &Plain| ["echo", "printf", "grep", "sed", "git"].contains(&it.name());
    let words_of = |it: &'l Plain| if is_text(it) { &[][..] } else { it.words.as_slice() };
    let mut words = commands().flat_map(|it| words_of(it).iter().chain(&it.files));
    let both = os::both_required(facts);
    let is_path = |text: &str| {
        has_drive(text) && (text.contains('\\') || both && text.starts_with(['C', 'c', 'D', 'd']))
    };
    let path = words.find(|word| is_path(&word.text)).map(|word| (Fault::Path, word));
    let of_cmd = || {
        line.hears == Hears::System || line.hears == Hears::Image || line.hears == Hears::Unknown
    };
    let first = || commands().find_map(|it| it.words.first()).filter(|_| whole && both && of_cmd());
    path.or_else(|| first().map(|word| (Fault::Choice, word)))
}

/// True if a rule here speaks of a line.
pub(super) fn speaks(facts: &Facts<'_>, line: &Line<'_>) -> bool {
    fault(facts, line).is_some_and(|(fault, _)| fault != Fault::Path)
}

/// A shell of Linux reads no `if exist x (…)`, whatever it chooses.
fn begins_with_choice(facts: &Facts<'_>, line: &Line<'_>) -> bool {
    let first = line.said.script.commands.first().map(Plain::span);
    let instruction = facts.instruction(line.said.instruction);
    let (Some(first), Some(instruction)) = (first, instruction) else { return false };
    let before = facts.text.get(instruction.span.start as usize..first.start as usize);
    let mut words = before.unwrap_or_default().split_ascii_whitespace();
    line.said.dialect == Dialect::Cmd && words.any(|word| word == "if" || word == "for")
}

fn command<'l>(
    facts: &Facts<'_>,
    line: &Line<'_>,
    plain: &'l Plain,
) -> Option<(Fault, &'l Written)> {
    let (word, name) = (plain.words.first()?, plain.name());
    let top = plain.dialect == line.said.dialect;
    // What is in a call of PowerShell is a consequence of it.
    if !top || line.said.dialect == Dialect::Posix {
        return None;
    }
    let speaks_powershell = line.hears == Hears::Named(Some(Dialect::Powershell));
    let is_shell = start::windows_shell(name) == Some("powershell");
    if knowledge::is_cmdlet(name) || is_shell {
        let index = line.said.instruction;
        // The program of that name is on early images only; a line that names `pwsh` may link it.
        let fine = if is_shell {
            windows_only::has_powershell(facts, index) || start::run_names(facts, index, "pwsh")
        } else {
            speaks_powershell || windows_program::has_pwsh(facts, index)
        };
        return (!fine).then_some((Fault::Powershell, word));
    }
    if let Some(known) = knowledge::windows_command(name) {
        let own = match known.systems {
            Systems::Windows
                if OTHERS.contains(&known.name.as_str()) && !os::both_required(facts) =>
            {
                false
            }
            Systems::Windows => !(speaks_powershell && known.powershell),
            Systems::Differ => !speaks_powershell && has_option_of_windows(plain),
            Systems::Linux | Systems::Both => false,
        };
        let fault =
            if known.class == Some(Class::PackageManager) { Fault::Manager } else { Fault::Cmd };
        return own.then_some((fault, word));
    }
    let is_exe = start::has_ending(&word.text, &[".exe", ".bat", ".cmd"]);
    (is_exe && !windows_program::runs_exe(facts, line.said.instruction, &word.text))
        .then_some((Fault::Exe, word))
}

fn nano(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let Kind::Shell(Command::Exec(words)) = &instruction.kind else { continue };
        let Some(program) = words.first().filter(|it| is_powershell(it.as_str())) else { continue };
        let hit = os::on(facts, index, WINDOWS);
        if !hit.is_empty() && is_nano(facts, index) {
            report((program.span(), program.as_str()), hit, findings);
        }
    }
    for line in lines(facts, WINDOWS) {
        // The system's shell looks for a program of that name.
        let by_cmd = matches!(line.hears, Hears::System | Hears::Image) && !line.said.is_exec;
        let is_one = |word: &Written| {
            is_powershell(&word.text) || by_cmd && knowledge::is_cmdlet(&word.text)
        };
        let mut commands = line.said.script.commands.iter().filter_map(|it| it.words.first());
        let called = commands.find(|word| is_one(word));
        if let Some(word) = called.filter(|_| is_nano(facts, line.said.instruction)) {
            report((word.span, &word.text), line.platforms, findings);
        }
    }
}

fn report((span, name): (Span, &str), hit: Vec<Platform>, findings: &mut Findings<'_>) {
    let message = format!("Nano Server has no `{name}`: this fails on {}", list(&hit));
    findings.add(span, message).platforms(hit).help(
        "do it in a stage on `mcr.microsoft.com/windows/servercore` and copy the result, or use `pwsh` of `mcr.microsoft.com/powershell`",
    );
}

fn is_powershell(program: &str) -> bool {
    start::windows_shell(program) == Some("powershell")
}

const NANO_IMAGE: &str = "mcr.microsoft.com/windows/nanoserver";

/// The releases of Nano Server without PowerShell.
const RELEASES: [&str; 8] = ["1709", "1803", "1809", "1903", "1909", "2004", "20h2", "ltsc20"];

/// The first Nano Server still had PowerShell, and one can be copied there.
fn is_nano(facts: &Facts<'_>, index: usize) -> bool {
    let names = os::base_names(facts, index);
    // A tag without a release may be of 2016.
    let early = |name: &String| {
        !name.starts_with(NANO_IMAGE) && !RELEASES.iter().any(|it| name.contains(it))
            || name.contains("sac2016")
            || name.contains("14393")
    };
    let nano = |name: &String| {
        let Ok(reference) = Reference::parse(name) else { return false };
        let tag = reference.effective_tag().unwrap_or_default();
        knowledge::family(&reference.repository(), tag) == Some(Family::WindowsNanoserver)
    };
    let brought = |it: &Instruction| {
        let (Kind::Copy(transfer) | Kind::Add(transfer)) = &it.kind else { return false };
        let mut texts = transfer
            .sources
            .iter()
            .map(Text::as_str)
            .chain(transfer.destination.iter().map(Text::as_str));
        texts.any(|text| text.to_ascii_lowercase().contains("powershell"))
    };
    !names.is_empty()
        && names.iter().all(nano)
        && !names.iter().any(early)
        && !start::chain_has(facts, index, brought)
}
