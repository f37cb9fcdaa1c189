//! Automatic platform arguments in what a container starts, for `targetarch-undeclared-in-stage`: a container has no
//! arguments of its build, declared or not.
//!
//! Not what an `ENV` of that name keeps, nor what somebody may set for the container: only paths of programs count,
//! which nobody names by a variable that he means to be set later.

use super::{os, start};
use crate::{
    facts::Facts,
    needle::Needle,
    rule::Findings,
    shell::text::{self, Names, Use},
    stage::scope,
    syntax::ast::{Command, Kind, Text},
};

static TARGET: Needle = Needle::new("TARGET");

pub(super) fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !facts.mentions(&TARGET) {
        return;
    }
    let has_one = |command: &Command| line(command).is_some_and(|it| it.as_str().contains('$'));
    for started in start::started(facts, os::LINUX, |it| has_one(it.command)) {
        let Some(line) = line(started.command) else { continue };
        let names = text::names(line.as_str());
        let Some(one) = names.uses.iter().find(|it| is_path(line.as_str(), it)) else { continue };
        let is_automatic = scope::is_automatic(&one.name) && one.name.starts_with("TARGET");
        if is_automatic && !is_handled(&names, one) && !is_kept(facts, started.index, &one.name) {
            let name = &one.name;
            findings
                .add(
                    line.span_of(one.range.clone()),
                    format!("`{name}` is empty here: a container has no arguments of its build"),
                )
                .platforms(started.platforms)
                .help(format!("keep it with `ARG {name}` and `ENV {name}=${name}`, or give the program a place without the platform"));
        }
    }
}

/// What a shell reads when a container starts.
fn line(command: &Command) -> Option<&Text> {
    match command {
        Command::Shell(line) => Some(line),
        Command::Exec(words) => {
            let is_shell = words.first().is_some_and(|it| start::is_posix_shell(it.as_str()));
            let is_script = words.get(1).is_some_and(|it| it.as_str() == "-c");
            words.get(2).filter(|_| is_shell && is_script)
        }
    }
}

/// A part of a path: `/app-$TARGETARCH`.
fn is_path(line: &str, one: &Use) -> bool {
    let before = line.get(..one.range.start).unwrap_or_default();
    let word = before.rsplit([' ', '\t', '\n', '"', '=', '(']).next().unwrap_or_default();
    word.starts_with(['/', '.']) && word.contains('/')
}

/// The line knows that it may be empty.
fn is_handled(names: &Names, one: &Use) -> bool {
    names.open
        || !one.operation.is_empty()
        || names.assigned.iter().any(|it| **it == *one.name)
        || names.uses.iter().any(|it| it.name == one.name && it.tested)
}

/// An `ENV` of that name is in the image.
fn is_kept(facts: &Facts<'_>, index: usize, name: &str) -> bool {
    let (Some(stage), Some(evaluation)) = (facts.stage_of(index), facts.evaluations.first()) else {
        return true;
    };
    // A stage that builds on this one may keep it too.
    let last = evaluation.target.unwrap_or(stage.index);
    let mut bodies = facts.chain(evaluation, last).flat_map(|it| it.body.clone());
    bodies.any(|at| {
        let Some(Kind::Env(pairs)) = facts.instruction(at).map(|it| &it.kind) else { return false };
        pairs.iter().any(|it| it.name.as_str() == name)
    })
}
