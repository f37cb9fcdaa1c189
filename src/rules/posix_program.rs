//! `shell-script-entrypoint`, `posix-shell-command` and `posix-abs-path-exec`: programs that Windows images lack.
//!
//! Three rules in one file: they divide the same commands, so that one command is one finding. Lines for a shell are
//! `posix_command`'s.

use super::{
    os::{self, SPLIT, WINDOWS},
    posix_command,
    start::{self, Program, Started, Wrong},
};
use crate::{
    context::{Content, File, Presence},
    diagnostic::Severity,
    facts::{Copied, CopiedAt, Facts},
    rule::{Check, Findings, Rule},
    rules::list,
    shell::{plain::Written, value::UNKNOWN},
    syntax::ast::{Instruction, Kind, Text},
};

use std::collections::HashSet;

pub(super) static SCRIPT: Rule = Rule {
    slug: "shell-script-entrypoint",
    summary: "The container starts a shell script, also where it is built for Windows.",
    page: include_str!("../../rules/shell-script-entrypoint/rule.md"),
    severity: Severity::Error,
    check: Check::File(programs),
};

pub(super) static SHELL: Rule = Rule {
    slug: "posix-shell-command",
    summary: "A command for a POSIX shell in a stage that is built for Windows.",
    page: include_str!("../../rules/posix-shell-command/rule.md"),
    severity: Severity::Error,
    check: Check::File(posix_command::shell),
};

pub(super) static PATH: Rule = Rule {
    slug: "posix-abs-path-exec",
    summary: "A program in a folder of Linux is started, also where it is built for Windows.",
    page: include_str!("../../rules/posix-abs-path-exec/rule.md"),
    severity: Severity::Warning,
    check: Check::File(lines),
};

const WITHOUT_FOLDER: &str =
    "name the program without its folder, so that `PATH` finds it, or put it where the file says";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    Script,
    Shell,
    Path,
}

/// The programs that are started, for all three rules.
fn programs(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for Wrong { started, fault, word } in wrong(facts) {
        let (name, where_) = (start::bare(&word), list(&started.platforms));
        let (mut rule, message, mut help) = match fault {
            Fault::Script => (
                &SCRIPT,
                format!("`{name}` needs a POSIX shell, which images for {where_} lack"),
                format!("start the program itself, or {SPLIT}"),
            ),
            Fault::Shell => (
                &SHELL,
                format!("`{name}` does not exist on {where_}"),
                format!("start the program itself, without a shell, or {SPLIT}"),
            ),
            Fault::Path => {
                (&PATH, format!("`{name}` does not exist on {where_}"), WITHOUT_FOLDER.to_owned())
            }
        };
        if fault != Fault::Path && is_health(facts, &started) {
            (rule, help) = (&posix_command::HEALTH, posix_command::CHECK_ITSELF.to_owned());
        }
        let mut findings = findings.of(rule);
        findings.add(word.span(), message).platforms(started.platforms).help(help);
    }
}

fn is_health(facts: &Facts<'_>, started: &Started<'_>) -> bool {
    facts
        .instruction(started.index)
        .is_some_and(|it| matches!(it.inner().unwrap_or(it).kind, Kind::Healthcheck(_)))
}

/// Programs of a folder of Linux in lines for a shell. Of those that Windows lacks anyway `posix_command` speaks.
fn lines(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !os::both_required(facts) {
        return;
    }
    for (line, lacks) in posix_command::posix_lines(facts) {
        let index = line.said.instruction;
        let text = facts.instruction(index).map_or("", |it| it.span.slice(facts.text));
        // Named twice, the line itself may put it there.
        let once = |name: &str| text.matches(name).count() == 1;
        let is_it = |word: &&Written| {
            let name = word.text.as_str();
            let known = start::is_in_folder(name) && !name.contains(UNKNOWN);
            known
                && once(name)
                && !start::has_ending(name, &[".exe"])
                && !is_put_there(facts, index, name)
        };
        let mut words = posix_command::sure(line.said).filter_map(|it| it.words.first());
        let Some(word) = words.find(is_it).filter(|_| !lacks) else { continue };
        let message = format!("`{}` does not exist on {}", word.text, list(&line.platforms));
        findings.add(word.span, message).platforms(line.platforms).help(WITHOUT_FOLDER);
    }
}

fn wrong<'f>(facts: &'f Facts<'_>) -> Vec<Wrong<'f, Fault>> {
    start::wrong(facts, WINDOWS, |started, program| fault(facts, started, program))
}

/// Indices of the instructions that a rule here speaks of.
pub(super) fn told(facts: &Facts<'_>) -> HashSet<usize> {
    wrong(facts).into_iter().map(|it| it.started.index).collect()
}

/// What is wrong with a command, the most telling first, and the word that says so.
fn fault<'p>(
    facts: &Facts<'_>,
    started: &Started<'_>,
    program: &'p Program<'_>,
) -> Option<(Fault, &'p Text)> {
    let name = program.name();
    // A bare `bash` can be Git's own on Windows, if the stage is not for Linux too.
    let bare = start::is_posix_shell(name) && !name.starts_with('/');
    if bare && os::on(facts, started.index, os::LINUX).is_empty() {
        return None;
    }
    if let Some(script) = program.script(&[".sh", ".bash"]) {
        return Some((Fault::Script, script));
    }
    if is_copied_script(facts, name) {
        return Some((Fault::Script, &program.word));
    }
    if !started.is_exec() {
        return None;
    }
    if program.is_shell_with_script() {
        return Some((Fault::Shell, &program.word));
    }
    let in_folder = start::is_in_folder(name) && !start::has_ending(name, &[".exe"]);
    (in_folder && !is_put_there(facts, started.index, name)).then_some((Fault::Path, &program.word))
}

/// A file of the build context that is copied under this name begins with `#!/bin/sh` or the like.
fn is_copied_script(facts: &Facts<'_>, name: &str) -> bool {
    if facts.context.is_none() {
        return false;
    }
    let is_shell = |file: &File| {
        let Content::Script(script) = &file.content else { return false };
        start::is_posix_shell(&script.interpreter)
    };
    let of_copy = |copied: &Copied<'_>, at: &CopiedAt| {
        let found = at.found.as_deref().filter(|it| it.presence == Presence::File);
        let mut files = found.into_iter().flat_map(|it| &it.files);
        is_called(&at.path, copied.destination, name) && files.any(is_shell)
    };
    facts.copied().iter().any(|copied| copied.at.iter().any(|at| of_copy(copied, at)))
}

/// A file that is copied is the one that a command names: by its place, or in a folder of programs by its name.
fn is_called(source: &str, destination: &str, name: &str) -> bool {
    let own = start::file_name(name);
    let same = [start::file_name(source), start::file_name(destination)].contains(&own);
    let there = if name.starts_with('/') {
        puts(source, destination, name)
    } else {
        name.contains('/') || destination.split('/').any(|it| it == "bin")
    };
    same && there
}

/// The file itself puts something there, which also works on Windows: `/usr/bin` is `C:\usr\bin` then.
fn is_put_there(facts: &Facts<'_>, index: usize, path: &str) -> bool {
    let copies = |it: &Instruction| {
        let (Kind::Copy(transfer) | Kind::Add(transfer)) = &it.kind else { return false };
        let Some(destination) = &transfer.destination else { return false };
        let sources = || transfer.sources.iter().map(Text::as_str);
        sources().any(|source| puts(source, destination.as_str(), path))
    };
    start::chain_has(facts, index, copies) || start::run_names(facts, index, path)
}

/// A copy to the path itself, or to a folder above it of a file of that name, or of something that may be a folder.
fn puts(source: &str, destination: &str, path: &str) -> bool {
    let destination = destination.trim_matches(['"', '\'']).trim_end_matches('/');
    match path.strip_prefix(destination) {
        Some("") => true,
        Some(rest) if rest.starts_with('/') => {
            let name = start::file_name(source);
            let may_be_folder = !name.trim_matches('.').contains('.') || name.contains('*');
            may_be_folder || name == start::file_name(path)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::puts;

    #[test]
    fn copies_put_programs_into_folders() {
        assert!(
            puts("x", "/usr/bin/app", "/usr/bin/app") && puts("app", "/usr/bin/", "/usr/bin/app")
        );
        assert!(puts("rootfs/", "/", "/usr/bin/app") && puts(".", "/", "/usr/bin/app"));
        assert!(!puts("app.jar", "/", "/usr/bin/app") && !puts("x", "/usr/bi", "/usr/bin/app"));
    }
}
