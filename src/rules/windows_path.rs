//! `windows-path`: a path with a drive where Linux is built.
//!
//! Lines for a shell are `windows_command`'s. Not in `PATH`, of which `path-list-separator` speaks. Forward slashes
//! without a drive mean the same place on both systems, so there is a fix.

use super::{
    os::{self, LINUX},
    path_list_separator,
    script::instruction_at,
    start::{self, Started},
};
use crate::{
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::list,
    span::Span,
    stage::target::{StageAt, word_at},
    syntax::ast::{Kind, PathUse, Text},
};

pub(super) static RULE: Rule = Rule {
    slug: "windows-path",
    summary: "A path with a drive in a stage that is built for Linux.",
    page: include_str!("../../rules/windows-path/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// The way out of such a path.
pub(super) const WITHOUT_DRIVE: &str =
    "write it without drive and with `/`: that is the same place on Windows";

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let instruction = instruction.inner().unwrap_or(instruction);
        let is_env = matches!(instruction.kind, Kind::Env(_));
        for text in paths(&instruction.kind) {
            one(facts, (index, is_env), text, findings);
        }
    }
    let is_wrong = |started: &Started<'_>| {
        let both = started.is_exec() && os::both_required(facts);
        let is_it = |name: &str| has_drive(name) || both && is_windows_file(name);
        let Some(program) = started.program().filter(|it| is_it(it.name())) else {
            return false;
        };
        // Of programs and scripts by their ending, other rules speak.
        let other = start::has_ending(program.name(), &[".exe", ".cmd", ".bat", ".ps1"])
            || start::windows_shell(program.name()).is_some();
        !other && !is_for_wine(facts, started.index)
    };
    for started in start::commands(facts, LINUX, is_wrong) {
        if let Some(program) = started.program() {
            let message = format!(
                "`{}` is a path of Windows and does not exist on {}",
                start::bare(&program.word),
                list(&started.platforms)
            );
            findings
                .add(program.word.span(), message)
                .platforms(started.platforms)
                .help(WITHOUT_DRIVE);
        }
    }
}

/// `bin\\server`: on Linux one name.
fn is_windows_file(name: &str) -> bool {
    let plain = |it: char| it.is_ascii_alphanumeric() || "\\._-".contains(it);
    name.contains('\\') && name.chars().all(plain)
}

/// The words that name a place in the image.
fn paths(kind: &Kind) -> impl Iterator<Item = &Text> {
    let is_place = |it: &(PathUse<'_>, &Text)| match it.0 {
        PathUse::Variable(pair) => !path_list_separator::is_windows_list(pair),
        PathUse::Source => false,
        PathUse::Folder | PathUse::Destination | PathUse::Volume => true,
    };
    kind.paths().into_iter().filter(is_place).map(|(_, text)| text)
}

fn one(
    facts: &Facts<'_>,
    (index, is_env): (usize, bool),
    text: &Text,
    findings: &mut Findings<'_>,
) {
    // A path over two lines is one that swallowed the second; `backslash-escape` speaks of it.
    if text.span().slice(facts.text).contains('\n') {
        return;
    }
    let written = has_drive(text.as_str());
    if !written && !text.as_str().contains('$') {
        return;
    }
    let hit = os::on_where(facts, index, LINUX, |at| written || is_given(facts, at, text));
    if hit.is_empty() || is_for_wine(facts, index) {
        return;
    }
    let shown = if written { start::bare(text).to_owned() } else { os::shown(facts, index, text) };
    let message = format!("`{shown}` is a path of Windows and another place on {}", list(&hit));
    let severity = if is_env { Severity::Warning } else { Severity::Error };
    let mut finding = findings.add(text.span(), message).platforms(hit).severity(severity);
    if is_env {
        finding.help("set the variable in a stage for each operating system, or write the path without drive and with `/`");
        return;
    }
    finding = finding.help(WITHOUT_DRIVE);
    if let Some(fix) = fix(text) {
        finding.fix(fix);
    }
}

/// The value comes from a build argument; for a variable its own `ENV` is the place.
fn is_given(facts: &Facts<'_>, at: &StageAt, text: &Text) -> bool {
    let Some(word) = word_at(&at.body.words, text.span()) else { return false };
    let known = word.value.as_ref().is_ok_and(|value| has_drive(value));
    known && !word.names.iter().any(|(_, origin)| is_of_env(facts, *origin))
}

fn is_of_env(facts: &Facts<'_>, origin: Span) -> bool {
    let holder = facts.instruction(instruction_at(facts, origin));
    holder.is_some_and(|it| matches!(it.inner().unwrap_or(it).kind, Kind::Env(_)))
}

/// `C:\app`, `c:/app`, quoted or not.
pub(super) fn has_drive(text: &str) -> bool {
    let text = text.trim_start_matches(['"', '\'']);
    let mut characters = text.chars();
    let (drive, colon) = (characters.next(), characters.next());
    let rest = characters.as_str();
    drive.is_some_and(|it| it.is_ascii_alphabetic())
        && colon == Some(':')
        && rest.starts_with(['\\', '/'])
        && !rest.starts_with("//")
}

/// Wine has drives and programs of Windows on Linux.
pub(super) fn is_for_wine(facts: &Facts<'_>, index: usize) -> bool {
    os::base_names(facts, index).iter().any(|name| name.contains("wine"))
        || start::run_names(facts, index, "wine")
}

fn fix(text: &Text) -> Option<Fix> {
    let rest = text.as_str().strip_prefix(['C', 'c'])?.strip_prefix(':')?;
    let plain = |it: char| it.is_ascii_alphanumeric() || "\\/._-".contains(it);
    if !rest.chars().all(plain) {
        return None;
    }
    let parts: Vec<&str> = rest.split(['\\', '/']).filter(|part| !part.is_empty()).collect();
    let end = if rest.len() > 1 && rest.ends_with(['\\', '/']) { "/" } else { "" };
    let content = format!("/{}{end}", parts.join("/"));
    Some(Fix {
        title: format!("write `{content}`"),
        edits: vec![Edit { span: text.span(), content }],
        applicability: Applicability::Safe,
    })
}

#[cfg(test)]
mod tests {
    use super::has_drive;

    #[test]
    fn drives_are_known() {
        for path in ["C:\\", "c:/app", "\"D:\\data\""] {
            assert!(has_drive(path), "{path}");
        }
        for path in ["C:", "/app", "s://bucket", "host:/path", ":/", "", "C:app"] {
            assert!(!has_drive(path), "{path}");
        }
    }
}
