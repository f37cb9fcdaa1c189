//! `posix-path`: a path that `cmd` takes for an option.
//!
//! Not in a line with a command that does not exist: then the whole line has to go, and `posix_command` says so.

use super::{
    os::WINDOWS,
    posix_command::{lacks_command, sure},
    posix_sign,
    said::lines,
};
use crate::{
    diagnostic::Severity,
    facts::{Facts, is_option},
    rule::{Check, Findings, Rule},
    rules::list,
    shell::plain::{Dialect, Written},
};

pub(super) static RULE: Rule = Rule {
    slug: "posix-path",
    summary: "A path that begins with `/`, which `cmd` takes for an option.",
    page: include_str!("../../rules/posix-path/rule.md"),
    severity: Severity::Error,
    check: Check::File(path),
};

/// Commands of cmd that read `/` as the beginning of an option.
const OF_CMD: [&str; 12] =
    ["mkdir", "md", "rmdir", "rd", "copy", "del", "erase", "type", "dir", "move", "ren", "rename"];

fn path(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for line in lines(facts, WINDOWS) {
        if !posix_sign::is_cmd(&line) || line.said.dialect != Dialect::Posix {
            continue;
        }
        if lacks_command(facts, &line) {
            continue;
        }
        let mut own = sure(line.said)
            .filter(|it| it.dialect == Dialect::Posix && OF_CMD.contains(&it.name()));
        let Some(word) = own.find_map(|it| {
            it.arguments().iter().find(|word| is_path(&word.text) && !is_quoted(facts, word))
        }) else {
            continue;
        };
        let message =
            format!("`cmd` takes `{}` for an option on {}", word.text, list(&line.platforms));
        findings
            .add(word.span, message)
            .platforms(line.platforms)
            .help("`WORKDIR` and `COPY` make folders and take such paths on both; in a command write `\\`");
    }
}

/// cmd takes a quoted path for a path.
fn is_quoted(facts: &Facts<'_>, word: &Written) -> bool {
    word.span.slice(facts.text).starts_with('"')
}

/// `/logs`, `/var/lib`: a path of three letters at least.
fn is_path(word: &str) -> bool {
    let Some(name) = word.strip_prefix('/') else { return false };
    let plain = |it: char| it.is_ascii_alphanumeric() || "/._-".contains(it);
    !is_option(word)
        && name.len() > 2
        && name.starts_with(|it: char| it.is_ascii_lowercase())
        && name.chars().all(plain)
}
