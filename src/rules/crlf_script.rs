//! `crlf-script`.

use super::copied::{machines, name_one, programs, runs, started};
use crate::{
    context::{
        Content, Presence, Script,
        name::{ending, file_name},
    },
    diagnostic::Severity,
    facts::{Copied, CopiedAt, Facts},
    platform::Platform,
    rule::{Check, Findings, Rule},
};

pub(super) static RULE: Rule = Rule {
    slug: "crlf-script",
    summary: "A copied script has Windows line ends, which Linux takes for a part of its commands.",
    page: include_str!("../../rules/crlf-script/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

const SHELLS: [&str; 8] = ["sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "busybox"];

/// Texts that Windows reads.
const WINDOWS: [&str; 4] = ["cmd", "bat", "ps1", "psm1"];

/// Words of commands that take the carriage returns out.
const CURES: [&str; 5] = ["dos2unix", "fromdos", "\\r", "\\015", "\\x0d"];

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for copied in facts.copied() {
        one(facts, copied, findings);
    }
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
    if runs(facts).any(|run| CURES.iter().any(|cure| run.contains(cure))) {
        return;
    }
    let why = match interpreter {
        "" => "its commands fail on".to_owned(),
        _ => format!("Linux looks for `{interpreter}\\r` to run it, and it does not start on"),
    };
    let message = format!("`{path}` has Windows line ends (CRLF): {why} {}", machines(&platforms));
    findings
        .add(copied.source.span(), message)
        .platforms(platforms)
        .help("save it with LF, and keep it so with `*.sh text eol=lf` in `.gitattributes`");
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
        let interpreter = match &file.content {
            Content::Script(Script { interpreter, carriage_return: true }) => interpreter.as_str(),
            Content::Text { carriage_return: true } if ending(own) == Some("sh") => "",
            Content::Script(_) | Content::Text { .. } | Content::Program(_) | Content::Other => {
                return None;
            }
        };
        let runs = if interpreter.is_empty() {
            name_one(&started(facts), called)
        } else if SHELLS.contains(&interpreter) {
            // A whole project has scripts for other purposes too.
            found.presence != Presence::Root || is_mentioned(facts, own)
        } else {
            name_one(&programs(facts), called)
        };
        runs.then_some((file.path.as_str(), interpreter))
    })
}

/// True if a command of the file names the script.
fn is_mentioned(facts: &Facts<'_>, name: &str) -> bool {
    name_one(&started(facts), &[name]) || runs(facts).any(|run| run.contains(name))
}
