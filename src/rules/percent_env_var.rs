//! `percent-env-var`: `%NAME%` and `$env:NAME` where Linux is built.
//!
//! Not a search for percent signs: dates, formats and templates have them too. Only variables that every Windows has,
//! or that the file itself sets, are meant for certain.

use super::{
    os::{self, LINUX},
    path_list_separator,
    said::{self, Hears, Role},
    start, windows_command,
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    needle::Needle,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::list,
    shell::plain::Plain,
    span::Span,
    syntax::ast::{Assignment, Command, Kind, PathUse, Text},
};
use std::{collections::HashSet, ops::Range};

/// What stands in every file that this rule speaks of; JSON may write the sign as a number.
static SIGNS: [Needle; 3] = [Needle::new("%"), Needle::new("\\u"), Needle::new("$env:")];

pub(super) static RULE: Rule = Rule {
    slug: "percent-env-var",
    summary: "`%NAME%` is no variable in a stage that is built for Linux.",
    page: include_str!("../../rules/percent-env-var/rule.md"),
    severity: Severity::Warning,
    check: Check::File(check),
};

/// Programs that fill in templates or formats, where `%NAME%` can be a placeholder.
const FILLERS: [&str; 10] =
    ["sed", "awk", "perl", "printf", "date", "grep", "rpm", "python", "python3", "node"];

const HELP: &str = "put the value into the file with `ARG` or `ENV` and `$NAME`, or give each operating system a stage";

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !SIGNS.iter().any(|it| it.is_in(facts.text)) {
        return;
    }
    let set = set_names(facts);
    let both = os::both_required(facts);
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        for text in values(&instruction.inner().unwrap_or(instruction).kind) {
            // In a file for Linux alone it may be a sentence about Windows.
            let is_prose = !both && text.as_str().contains(' ');
            if !is_prose && variable(text.as_str(), &set).is_some() {
                report(text, &set, os::on(facts, index, LINUX), findings);
            }
        }
    }
    for started in start::commands(facts, LINUX, |_| true) {
        let texts: Vec<&Text> = match started.command {
            Command::Exec(words) => words.iter().collect(),
            Command::Shell(text) => vec![text],
        };
        let is_filler = |word: &str| FILLERS.contains(&start::file_name(word));
        let mut words = texts.iter().flat_map(|text| text.as_str().split_ascii_whitespace());
        // A command for `cmd` is wrong as a whole, and another rule's.
        let for_cmd = started.is_exec()
            && texts.first().is_some_and(|it| start::windows_shell(it.as_str()).is_some());
        let first = texts.iter().find(|text| variable(text.as_str(), &set).is_some());
        if let Some(text) = first.filter(|_| !for_cmd && !words.any(is_filler)) {
            report(text, &set, started.platforms, findings);
        }
    }
    in_lines(facts, &set, findings);
}

/// The values of `ENV`, and the places that no shell reads.
fn values(kind: &Kind) -> impl Iterator<Item = &Text> {
    let is_value = |it: &(PathUse<'_>, &Text)| match it.0 {
        PathUse::Variable(pair) => !path_list_separator::is_windows_list(pair),
        PathUse::Source | PathUse::Volume => false,
        PathUse::Folder | PathUse::Destination => true,
    };
    kind.paths().into_iter().filter(is_value).map(|(_, text)| text)
}

/// The lines that a shell of Linux hears, where the file is meant for both systems.
fn in_lines(facts: &Facts<'_>, set: &HashSet<String>, findings: &mut Findings<'_>) {
    if !os::both_required(facts) {
        return;
    }
    for line in said::lines(facts, LINUX) {
        let shell = [Hears::System, Hears::Image, Hears::Unknown].contains(&line.hears);
        let names = || line.said.script.commands.iter().map(Plain::name);
        let other = || {
            names().any(|it| {
                FILLERS.contains(&it) || start::windows_shell(it).is_some() || it == "pwsh"
            })
        };
        if !shell || other() || windows_command::speaks(facts, &line) {
            continue;
        }
        let mut words =
            line.said.script.commands.iter().flat_map(|it| it.words.iter().chain(&it.files));
        let found = words.find_map(|word| {
            let text = word.span.slice(facts.text);
            let percent = || variable(text, set).filter(|_| line.role == Role::Run);
            let range = of_powershell(text, set).or_else(percent)?;
            Some(Span::at(
                word.span.start as usize + range.start,
                word.span.start as usize + range.end,
            ))
        });
        let Some(span) = found else { continue };
        let message =
            format!("`{}` is not replaced on {}", span.slice(facts.text), list(&line.platforms));
        findings.add(span, message).platforms(line.platforms).help(HELP);
    }
}

/// `$env:NAME`. A `$env` of a script of Linux has no such name behind its colon.
fn of_powershell(text: &str, set: &HashSet<String>) -> Option<Range<usize>> {
    let sign = "$env:";
    let at = text.find(sign)?;
    let rest = text.get(at + sign.len()..)?;
    let length = rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '_');
    let name = rest.get(..length.unwrap_or(rest.len()))?;
    let is_known = is_known(name, set) && !set.contains("ENV");
    is_known.then_some(at..at + sign.len() + name.len())
}

fn is_known(name: &str, set: &HashSet<String>) -> bool {
    knowledge::has(&knowledge::windows().variables, name)
        || name.len() > 2 && set.contains(&name.to_ascii_uppercase())
}

fn report(text: &Text, set: &HashSet<String>, hit: Vec<Platform>, findings: &mut Findings<'_>) {
    let Some(range) = variable(text.as_str(), set).filter(|_| !hit.is_empty()) else { return };
    let name = text.as_str().get(range.clone()).unwrap_or_default();
    let message = format!("`{name}` is not replaced on {}", list(&hit));
    findings.add(text.span_of(range), message).platforms(hit).help(HELP);
}

/// The names that the file sets, in upper case.
fn set_names(facts: &Facts<'_>) -> HashSet<String> {
    let all = facts.file.instructions.iter().map(|it| it.inner().unwrap_or(it));
    let pairs = all.flat_map(|it| -> &[Assignment] {
        if let Kind::Env(pairs) | Kind::Arg(pairs) = &it.kind { pairs } else { &[] }
    });
    pairs.map(|it| it.name.as_str().to_ascii_uppercase()).collect()
}

/// It begins with a `%NAME%` that every Windows has.
pub(super) fn is_of_windows(text: &str) -> bool {
    variable(text, &HashSet::new()).is_some_and(|it| it.start == 0)
}

/// The first `%NAME%` that is a variable for certain.
fn variable(text: &str, set: &HashSet<String>) -> Option<Range<usize>> {
    let mut start = 0;
    while let Some(at) = text.get(start..)?.find('%').map(|at| start + at) {
        let rest = text.get(at + 1..)?;
        let length = rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '_');
        let name = rest.get(..length.unwrap_or(rest.len()))?;
        let closed = rest.get(name.len()..)?.starts_with('%');
        if closed && is_known(name, set) {
            return Some(at..at + name.len() + 2);
        }
        start = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::variable;
    use std::collections::HashSet;

    #[test]
    fn variables_are_told_from_formats() {
        let set = HashSet::from(["HOME_DIR".to_owned()]);
        let found =
            |text: &str| variable(text, &set).and_then(|range| Some(text.get(range)?.to_owned()));
        assert_eq!(found("a %PATH% b").as_deref(), Some("%PATH%"));
        assert_eq!(found("%x%home_dir%").as_deref(), Some("%home_dir%"));
        for text in ["%Y%m%d", "%s%%", "%{http_code}", "%20%2F", "100%", "%UNKNOWN%", "%%"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
