//! `path-list-separator`: `PATH` and its like with the separator of the other system.
//!
//! Not what is in the list. A list is known by its variable's name, because `:` and `;` mean many things elsewhere.

use super::{
    os::{self, LINUX, WINDOWS},
    percent_env_var,
    windows_path::has_drive,
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::list,
    syntax::ast::{Assignment, Kind},
};

pub(super) static RULE: Rule = Rule {
    slug: "path-list-separator",
    summary: "A list of folders with the separator of one operating system.",
    page: include_str!("../../rules/path-list-separator/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// Variables that hold such lists on both systems.
const LISTS: [&str; 7] =
    ["PATH", "CLASSPATH", "PYTHONPATH", "NODE_PATH", "GOPATH", "PERL5LIB", "RUBYLIB"];

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let Kind::Env(pairs) = &instruction.inner().unwrap_or(instruction).kind else { continue };
        for pair in pairs {
            one(facts, index, pair, findings);
        }
    }
}

fn one(facts: &Facts<'_>, index: usize, pair: &Assignment, findings: &mut Findings<'_>) {
    let (wrong_on, has, wants) = if is_posix_list(pair) {
        (WINDOWS, ':', ';')
    } else if is_windows_list(pair) {
        (LINUX, ';', ':')
    } else {
        return;
    };
    let hit = os::on(facts, index, wrong_on);
    if hit.is_empty() {
        return;
    }
    let name = pair.name.as_str();
    let message = format!(
        "`{name}` is a list with `{has}`, but the separator on {} is `{wants}`: nothing in it is found",
        list(&hit)
    );
    findings.add(pair.span, message).platforms(hit).help(format!(
        "start programs with their folder instead, or set `{name}` in a stage for each operating system and choose it with `FROM run-${{TARGETOS}}`"
    ));
}

fn is_list(pair: &Assignment) -> bool {
    LISTS.iter().any(|name| pair.name.as_str().eq_ignore_ascii_case(name))
}

/// `/opt/bin:$PATH`.
fn is_posix_list(pair: &Assignment) -> bool {
    let Some(value) = pair.value.as_ref().filter(|_| is_list(pair)) else { return false };
    let parts = split(value.as_str(), ':');
    let is_folder = |part: &&str| part.starts_with(['/', '$', '.', '~']) || part.contains('/');
    parts.len() > 1 && !value.as_str().contains([';', '\\']) && parts.iter().all(is_folder)
}

/// `C:\bin;%PATH%`.
pub(super) fn is_windows_list(pair: &Assignment) -> bool {
    let Some(value) = pair.value.as_ref().filter(|_| is_list(pair)) else { return false };
    let parts = split(value.as_str(), ';');
    let is_folder = |part: &&str| has_drive(part) || part.starts_with(['$', '\\']);
    // Of `%PATH%;/bin` `percent-env-var` speaks: nothing but the variable says which system it is for.
    let is_listed = |part: &&str| part.starts_with('%') && !percent_env_var::is_of_windows(part);
    parts.len() > 1 && parts.iter().any(|it| is_folder(it) || is_listed(it))
}

/// The parts between separators that stand in no `${…}`; empty ones are left out.
fn split(list: &str, separator: char) -> Vec<&str> {
    let mut depth = 0_usize;
    let parts = list.trim_matches(['"', '\'']).split(move |it: char| {
        match it {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && it == separator
    });
    parts.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn lists_are_cut_outside_braces() {
        assert_eq!(split("/a:${B:-c}:$PATH", ':'), ["/a", "${B:-c}", "$PATH"]);
        assert_eq!(split("\"C:\\a;;%PATH%\"", ';'), ["C:\\a", "%PATH%"]);
    }
}
