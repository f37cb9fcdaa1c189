//! `windows-shell-instruction` and `windows-user`: instructions that Linux does not take.
//!
//! Two rules in one file, the counterpart of `linux_only`. Paths and programs of Windows have files of their own.

use super::{
    os::{self, LINUX, SPLIT},
    start,
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    rule::{Check, Findings, Rule},
    rules::list,
    syntax::ast::{Command, Kind},
};

pub(super) static SHELL: Rule = Rule {
    slug: "windows-shell-instruction",
    summary: "`SHELL` names a shell of Windows in a stage that is built for Linux.",
    page: include_str!("../../rules/windows-shell-instruction/rule.md"),
    severity: Severity::Error,
    check: Check::File(shell),
};

pub(super) static USER: Rule = Rule {
    slug: "windows-user",
    summary: "A user that exists on Windows only, in a stage that is built for Linux.",
    page: include_str!("../../rules/windows-user/rule.md"),
    severity: Severity::Error,
    check: Check::File(user),
};

fn shell(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let instruction = instruction.inner().unwrap_or(instruction);
        let Kind::Shell(Command::Exec(words)) = &instruction.kind else { continue };
        let Some(program) = words.first() else { continue };
        let Some(name) = start::windows_shell(program.as_str()) else { continue };
        let hit = os::on(facts, index, LINUX);
        if hit.is_empty() || name == "powershell" && has_powershell(facts, index) {
            continue;
        }
        let message = format!(
            "`{}` does not exist on {}: no `RUN` behind this works there",
            program.as_str(),
            list(&hit)
        );
        let way_out = if name == "powershell" { or_powershell() } else { SPLIT.to_owned() };
        findings.add(program.span(), message).platforms(hit).help(way_out);
    }
}

/// The way out where PowerShell is asked for.
pub(super) fn or_powershell() -> String {
    format!("{SPLIT}, or use an image with PowerShell for both and `pwsh`")
}

/// Early PowerShell images for Linux had the program under its old name.
pub(super) fn has_powershell(facts: &Facts<'_>, index: usize) -> bool {
    os::base_names(facts, index).iter().any(|name| name.contains("powershell"))
}

fn user(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let instruction = instruction.inner().unwrap_or(instruction);
        let Kind::User(text) = &instruction.kind else { continue };
        let hit = os::on_where(facts, index, LINUX, |at| is_windows_user(&os::value(at, text)));
        if hit.is_empty() {
            continue;
        }
        let message = format!(
            "Linux has no user `{}`: {} on {}",
            os::shown(facts, index, text),
            os::without_user(facts, index),
            list(&hit)
        );
        findings.add(text.span(), message).platforms(hit).help(
            "give each operating system a stage with its own `USER` and choose it with `FROM run-${TARGETOS}`",
        );
    }
}

fn is_windows_user(user: &str) -> bool {
    let user = user.trim_matches(['"', '\'']).to_ascii_lowercase();
    let local = user.rsplit('\\').next().unwrap_or(&user);
    knowledge::has(&knowledge::windows().accounts, local) || user.starts_with("nt authority")
}

#[cfg(test)]
mod tests {
    use super::is_windows_user;

    #[test]
    fn names_of_windows_are_known() {
        assert!(is_windows_user("\"NT AUTHORITY\\NetworkService\""));
        assert!(is_windows_user("User Manager\\ContainerAdministrator"));
        assert!(!is_windows_user("administrator"));
    }
}
