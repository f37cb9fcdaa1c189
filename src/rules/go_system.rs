//! `go-goos-hardcoded`: Go told to build for one operating system where another is required.
//!
//! Not `go-goarch-hardcoded`, though both read the same settings. A program for Windows in an image for Linux is no
//! fault by itself, since images carry programs for download; only one that the image starts is.

use super::{
    builder,
    copied::{name_one, programs, runs, runs_after},
    environment::{Variable, variables},
    go::{hardcoded, report},
    os,
    script::{Hit, Walk},
    start,
};
use crate::{
    context::name::file_name,
    diagnostic::Severity,
    facts::Facts,
    needle::Needle,
    rule::{Check, Findings, Rule},
    shell::{run::Call, value::Value},
    stage::target::{Evaluation, StageAt},
};

static SETTING: Needle = Needle::new("GOOS");

pub(super) static GOOS: Rule = Rule {
    slug: "go-goos-hardcoded",
    summary: "`GOOS` builds for one operating system, whatever the platform.",
    page: include_str!("../../rules/go-goos-hardcoded/rule.md"),
    severity: Severity::Error,
    check: Check::File(goos),
};

fn goos(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let is_long = facts.file.instructions.len() > start::MANY;
    if is_long || !os::both_required(facts) || !facts.mentions(&SETTING) {
        return;
    }
    let is_linux = |walk: &Walk<'_>, text: &str| {
        walk.target.os == os::WINDOWS
            && text == os::LINUX
            && !makes_tools(&walk.trace.calls)
            && is_built(facts, walk)
    };
    let is_windows = |walk: &Walk<'_>, text: &str| {
        walk.target.os == os::LINUX && text == os::WINDOWS && is_started(facts, walk)
    };
    let mut all =
        hardcoded(facts, "GOOS", |walk, text| is_linux(walk, text) || is_windows(walk, text));
    all.extend(environment(facts));
    report(facts, all, ("GOOS", "TARGETOS"), findings);
}

/// Go only installs programs: they are for the build itself.
fn makes_tools(calls: &[Call]) -> bool {
    let installs = calls.iter().any(|it| it.name == "go" && it.word(1) == "install");
    installs && !calls.iter().any(|it| it.name != "go" || it.word(1) == "build")
}

/// What a script sets with `go env -w` goes into a program only when Go builds one, and no script sets it anew.
fn is_built(facts: &Facts<'_>, walk: &Walk<'_>) -> bool {
    let keeps = |call: &Call| call.name == "go" && call.word(1) == "env";
    if !walk.trace.calls.iter().any(keeps) {
        return true;
    }
    let (stage, index) = (walk.script.stage, walk.script.instruction);
    let own = facts.instruction(index).map(|it| it.span.slice(facts.text));
    let says = |it: &str| it.contains("GOOS") || it.contains("TARGETOS");
    let builds =
        own.into_iter().chain(runs_after(facts, stage, index)).any(|it| it.contains("go build"));
    builds && runs(facts).filter(|it| says(it)).count() == 1
}

/// The only program of the file that Go builds is for Windows, and the image starts it.
fn is_started(facts: &Facts<'_>, walk: &Walk<'_>) -> bool {
    let once =
        |word: &str| memchr::memmem::find_iter(facts.text.as_bytes(), word).take(2).count() == 1;
    if !once("GOOS") || !once("go build") {
        return false;
    }
    let call = walk.trace.calls.iter().find(|it| it.name == "go" && it.word(1) == "build");
    let words: Vec<_> = call.into_iter().flat_map(|it| &it.words).map(Value::shown).collect();
    let mut behind = words.iter().skip_while(|it| *it != "-o").skip(1);
    let Some(output) = behind.next().map(|it| file_name(it)).filter(|it| !it.is_empty()) else {
        return false;
    };
    let taken = builder::leaving(facts, walk.script.stage);
    taken.iter().any(|(_, path)| file_name(path) == output) && name_one(&programs(facts), &[output])
}

/// `ENV GOOS=linux` or `ARG GOOS=linux` in a stage that builds for Windows.
fn environment(facts: &Facts<'_>) -> Vec<Hit<String>> {
    // A script that sets it again, or asks for the target, has its reasons.
    if runs(facts).any(|it| it.contains("GOOS") || it.contains("TARGETOS")) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for Variable { value, stage, index, .. } in variables(facts, |it| it == "GOOS") {
        if value.as_str().trim_matches(['"', '\'']) != os::LINUX {
            return Vec::new();
        }
        let targets = facts.targets(|it| suffers(facts, it, stage));
        let is_built = runs_after(facts, stage, index).any(|it| it.contains("go build"));
        if !targets.is_empty() && is_built {
            found.push(Hit { span: value.span(), what: os::LINUX.to_owned(), targets });
        }
    }
    found
}

/// A stage is built for Windows, on a system that is meant.
fn suffers(facts: &Facts<'_>, evaluation: &Evaluation, stage: usize) -> bool {
    let built = evaluation.stages.get(stage).is_some_and(StageAt::is_built);
    let on = |os: &str| os::is_on(facts, evaluation, stage, os);
    evaluation.setting.target.os == os::WINDOWS && built && (on(os::LINUX) || on(os::WINDOWS))
}
