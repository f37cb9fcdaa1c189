//! `crlf-script`.

use super::{
    copied::{machines, name_one, programs, runs, runs_after, start_words},
    crlf_mount,
};
use crate::{
    context::{
        Content, Presence, Script,
        name::{ending, file_name},
    },
    diagnostic::Severity,
    facts::{Copied, CopiedAt, Facts},
    platform::Platform,
    rule::{Check, Findings, Rule},
    span::Span,
};

pub(super) static RULE: Rule = Rule {
    slug: "crlf-script",
    summary: "A copied script has Windows line ends, which Linux takes for a part of its commands.",
    page: include_str!("../../rules/crlf-script/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

pub(super) const SHELLS: [&str; 8] = ["sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "busybox"];

/// Texts that Windows reads.
const WINDOWS: [&str; 4] = ["cmd", "bat", "ps1", "psm1"];

/// Words of commands that take the carriage returns out.
const CURES: [&str; 5] = ["dos2unix", "fromdos", "\\r", "\\015", "\\x0d"];

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for copied in facts.copied() {
        one(facts, copied, findings);
    }
    crlf_mount::check(facts, findings);
}

fn one(facts: &Facts<'_>, copied: &Copied<'_>, findings: &mut Findings<'_>) {
    let mut hit: Option<(&str, &str)> = None;
    let mut platforms: Vec<Platform> = Vec::new();
    for at in copied.at.iter().filter(|at| on_linux(at)) {
        let Some(found) = fault(facts, copied, at) else { continue };
        hit.get_or_insert(found);
        let target = facts.evaluations.get(at.setting).map(|it| it.setting.target.clone());
        platforms.extend(target);
    }
    platforms.dedup();
    let Some((path, interpreter)) = hit else { return };
    if is_cured(facts) {
        return;
    }
    report((copied.source.span(), path), interpreter, platforms, findings);
}

pub(super) fn is_cured(facts: &Facts<'_>) -> bool {
    runs(facts).any(|run| CURES.iter().any(|cure| run.contains(cure)))
}

pub(super) fn report(
    (span, path): (Span, &str),
    interpreter: &str,
    platforms: Vec<Platform>,
    findings: &mut Findings<'_>,
) {
    let why = match interpreter {
        "" => "its commands fail on".to_owned(),
        _ => format!("Linux looks for `{interpreter}\\r` to run it, and it does not start on"),
    };
    let message = format!("`{path}` has Windows line ends (CRLF): {why} {}", machines(&platforms));
    let name = file_name(path);
    let pattern = ending(name).map_or_else(|| name.to_owned(), |ending| format!("*.{ending}"));
    let help =
        format!("save it with LF, and keep it so with `{pattern} text eol=lf` in `.gitattributes`");
    findings.add(span, message).platforms(platforms).help(help);
}

fn on_linux(at: &CopiedAt) -> bool {
    at.runs_on.as_ref().is_some_and(|platform| platform.os == "linux")
}

/// The first script that will not start, with its interpreter.
fn fault<'f>(
    facts: &Facts<'_>,
    copied: &Copied<'_>,
    at: &'f CopiedAt,
) -> Option<(&'f str, &'f str)> {
    let found = at.found.as_deref()?;
    let alone = found.presence == Presence::File;
    found.files.iter().find_map(|file| {
        let own = file_name(&file.path);
        if ending(own).is_some_and(|ending| WINDOWS.contains(&&*ending.to_ascii_lowercase())) {
            return None;
        }
        let both = [own, file_name(copied.destination)];
        let called = if alone { both.as_slice() } else { both.get(..1)? };
        if is_read_by_shell(facts, copied, (alone, &file.content), called) {
            return Some((file.path.as_str(), ""));
        }
        let interpreter = broken(own, &file.content)?;
        let runs = if interpreter.is_empty() {
            name_one(&start_words(facts), called)
                || runs_after(facts, copied.stage, copied.instruction)
                    .any(|run| called.iter().any(|name| crlf_mount::starts(run, name, "")))
        } else if SHELLS.contains(&interpreter) {
            // A whole project has scripts for other purposes too.
            found.presence != Presence::Root || is_mentioned(facts, own)
        } else {
            name_one(&programs(facts), called)
        };
        runs.then_some((file.path.as_str(), interpreter))
    })
}

/// The interpreter of a script with Windows line ends; none for a text that ends with `.sh`.
pub(super) fn broken<'f>(name: &str, content: &'f Content) -> Option<&'f str> {
    match content {
        Content::Script(Script { interpreter, carriage_return: true, .. }) => Some(interpreter),
        Content::Text { carriage_return: true, .. } if ending(name) == Some("sh") => Some(""),
        Content::Script(_) | Content::Text { .. } | Content::Program(_) | Content::Other => None,
    }
}

/// A text that shells read when they start, or that a command reads with `.`.
fn is_read_by_shell(
    facts: &Facts<'_>,
    copied: &Copied<'_>,
    (alone, content): (bool, &Content),
    called: &[&str],
) -> bool {
    if !alone || !matches!(content, Content::Text { carriage_return: true, .. }) {
        return false;
    }
    let is_profile = |path: &str| {
        path.strip_prefix("/etc/profile.d/").is_some_and(|name| {
            let name =
                if name.is_empty() { called.first().copied().unwrap_or_default() } else { name };
            ending(name) == Some("sh")
        })
    };
    is_profile(copied.destination)
        || runs_after(facts, copied.stage, copied.instruction).any(|run| is_sourced(run, called))
}

/// `. /b.env`, `source /b.env` where a command begins.
fn is_sourced(run: &str, called: &[&str]) -> bool {
    let begins = |word: &str| {
        word.ends_with([';', '&', '|', '(', '{'])
            || word.starts_with("--")
            || ["RUN", "then", "do", "else", "\\", "-c"].contains(&word)
    };
    let mut words = run.split_ascii_whitespace();
    let mut before = "RUN";
    while let Some(word) = words.next() {
        let word = word.trim_start_matches(['"', '\'', '(']);
        if matches!(word, "." | "source") && begins(before) {
            let path = words.next().unwrap_or_default();
            let path = path.trim_matches(['"', '\'', ';', ')', '&']);
            if path.contains('/') && called.contains(&file_name(path)) {
                return true;
            }
        }
        before = word;
    }
    false
}

/// True if a command of the file names the script.
fn is_mentioned(facts: &Facts<'_>, name: &str) -> bool {
    name_one(&start_words(facts), &[name]) || runs(facts).any(|run| run.contains(name))
}
