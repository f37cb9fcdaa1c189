//! Automatic platform arguments in exec form, for `targetarch-undeclared-in-stage`: no shell puts a value there,
//! whether the stage declares them or not.
//!
//! Not what a program may replace itself, as `make`, `envsubst` and many a script do: an argument counts only for
//! programs that take a name as it stands.

use super::start;
use crate::{
    facts::Facts,
    needle::Needle,
    rule::Findings,
    rules::os,
    shell::text::{self, SHELLS, Use},
    stage::scope,
    syntax::ast::{Command, Kind, Text},
};

/// What stands in every file that this speaks of.
static SIGNS: [Needle; 2] = [Needle::new("$TARGET"), Needle::new("${TARGET")];

/// Programs that take their arguments as they are.
const PLAIN: [&str; 20] = [
    "curl",
    "wget",
    "cp",
    "mv",
    "ln",
    "rm",
    "mkdir",
    "install",
    "chmod",
    "chown",
    "tar",
    "unzip",
    "dpkg",
    "rpm",
    "java",
    "node",
    "python",
    "python3",
    "tini",
    "dumb-init",
];

pub(super) fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !facts.mentions_any(&SIGNS) {
        return;
    }
    let has_one = |it: &start::Started<'_>| kept(it.command).is_some();
    for started in start::commands(facts, os::LINUX, has_one) {
        let Some((word, one)) = kept(started.command) else { continue };
        let instruction = facts.instruction(started.index).map(|it| it.inner().unwrap_or(it));
        let help = if instruction.is_some_and(|it| matches!(it.kind, Kind::Run(_))) {
            format!("write the line without brackets and quotes, and declare `ARG {}`", one.name)
        } else {
            "give the program a place without the platform: a container has no arguments of its build".to_owned()
        };
        let written = word.as_str().get(one.range.clone()).unwrap_or(&one.name).to_owned();
        findings
            .add(
                word.span_of(one.range),
                format!("`{written}` stays as it is here: no shell reads the exec form"),
            )
            .platforms(started.platforms)
            .help(help);
    }
}

/// The first word that keeps such a name: the program, or a path or an address that is handed to a plain one.
fn kept(command: &Command) -> Option<(&Text, Use)> {
    let Command::Exec(words) = command else { return None };
    let (first, arguments) = words.split_first()?;
    // `["tini", "--", "sh", "-c", "…"]`: a shell reads it after all.
    if words.iter().any(|it| SHELLS.contains(&start::file_name(it.as_str()))) {
        return None;
    }
    let is_plain = PLAIN.contains(&start::file_name(first.as_str()));
    let is_place = |it: &&Text| it.as_str().starts_with(['/', '.']) || it.as_str().contains("://");
    let arguments = arguments.iter().filter(is_place).filter(|_| is_plain);
    std::iter::once(first).chain(arguments).find_map(|word| Some((word, automatic(word)?)))
}

fn automatic(word: &Text) -> Option<Use> {
    let is_it = |it: &Use| scope::is_automatic(&it.name) && it.name.starts_with("TARGET");
    let has_sign = word.as_str().contains("TARGET");
    has_sign.then(|| text::names(word.as_str()).uses.into_iter().find(is_it)).flatten()
}
