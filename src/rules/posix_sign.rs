//! What only a POSIX shell acts on, by who hears the line on Windows.
//!
//! Not a rule: `posix_command` tells it. On an image that may name PowerShell only what it and cmd both refuse counts.

use super::{
    os,
    said::{Hears, Line, Role},
};
use crate::{
    facts::Facts,
    shell::plain::{Dialect, Plain, Sign, SignKind, Written},
};

/// cmd hears the line.
pub(super) fn is_cmd(line: &Line<'_>) -> bool {
    matches!(line.hears, Hears::System | Hears::Image)
}

/// The first sign that whoever may hear the line does not act on.
pub(super) fn sign<'l>(facts: &Facts<'_>, line: &'l Line<'_>) -> Option<&'l Sign> {
    let signs = &line.said.script.signs;
    let heard = is_cmd(line) || line.hears == Hears::Unknown;
    match line.role {
        Role::Run if is_cmd(line) => {
            let telling = [SignKind::Choice, SignKind::Assignment, SignKind::Semicolon];
            signs.iter().find(|it| telling.contains(&it.kind)).or(signs.first())
        }
        // Of variables there `shell-form-cmd` speaks.
        Role::Run | Role::Start if heard => {
            let others = line.role == Role::Run;
            let is_it = |it: &&Sign| others || it.kind != SignKind::Dollar;
            signs.iter().filter(is_it).find(|it| is_posix_alone(facts, it))
        }
        Role::Run | Role::Start | Role::Health => None,
    }
}

/// Neither cmd nor PowerShell acts on it: `A=1 make`, `if [ -f x ]; then`, `$NAME` of an `ARG`.
fn is_posix_alone(facts: &Facts<'_>, sign: &Sign) -> bool {
    let text = sign.span.slice(facts.text);
    let behind = facts.text.get(sign.span.end as usize..).unwrap_or_default().trim_start();
    match sign.kind {
        SignKind::Assignment => true,
        SignKind::Choice => {
            ["if", "for", "case", "while", "until"].contains(&text) && !behind.starts_with('(')
        }
        SignKind::Dollar => {
            let name = text.trim_start_matches('$').trim_start_matches('{');
            let is_name = |it: char| it.is_ascii_alphanumeric() || it == '_';
            let name = name.split(|it: char| !is_name(it)).next().unwrap_or_default();
            // `$A = 1` is PowerShell.
            !behind.starts_with('=') && !text.starts_with("$(") && is_set(facts, name)
        }
        SignKind::Semicolon => false,
    }
}

/// The file gives the variable a value: then it is meant.
fn is_set(facts: &Facts<'_>, name: &str) -> bool {
    let mut all = facts.file.instructions.iter().map(|it| it.inner().unwrap_or(it));
    all.any(|it| it.kind.assignments().iter().any(|pair| pair.name.as_str() == name))
}

/// The option of `wget`, or of a health check's `curl`, where PowerShell may hear it. Docker's official images name it in
/// nearly all their builds for Windows; cmd has that `curl`, and no `wget`.
pub(super) fn alias<'p>(
    facts: &Facts<'_>,
    line: &Line<'_>,
    plain: &'p Plain,
) -> Option<&'p Written> {
    let options = match plain.name() {
        "wget" => ["--", "-q", "-nv"],
        "curl" if line.role == Role::Health => ["--", "-f", "-s"],
        _ => return None,
    };
    let is_it = |word: &&Written| options.iter().any(|it| word.text.starts_with(it));
    let option = plain.arguments().iter().find(is_it)?;
    let official = || {
        let names = os::base_names(facts, line.said.instruction);
        names.iter().any(|name| !name.contains('/') && !name.starts_with("hello-world"))
    };
    let heard = line.hears == Hears::Unknown && plain.dialect != Dialect::Powershell;
    (heard && official()).then_some(option)
}
