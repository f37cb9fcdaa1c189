//! Go told to build for one platform, or not told: `go-goarch-hardcoded`, `go-goos-hardcoded` and `goarch-not-exported`.
//!
//! What Go builds is for the image's platform, wherever it is built; so values are held against the target, not against
//! what the script runs on. Only a value that never reaches Go is held against that, for then Go builds for it.

use super::{
    go_environment, os,
    script::{Hit, Walk, are, hits, written},
    toolchain::settings,
};
use crate::{
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::Facts,
    knowledge,
    platform::Platform,
    rule::{Check, Findings, Rule},
    shell::{
        run::{Assigned, Call},
        value::Value,
    },
    span::Span,
    stage::target::Evaluation,
    syntax::ast::{Assignment, Kind},
};

pub(super) static GOARCH: Rule = Rule {
    slug: "go-goarch-hardcoded",
    summary: "`GOARCH` builds for one architecture, whatever the platform.",
    page: include_str!("../../rules/go-goarch-hardcoded/rule.md"),
    severity: Severity::Error,
    check: Check::File(goarch),
};

pub(super) static GOOS: Rule = Rule {
    slug: "go-goos-hardcoded",
    summary: "`GOOS` builds for Linux, also where the image is for Windows.",
    page: include_str!("../../rules/go-goos-hardcoded/rule.md"),
    severity: Severity::Error,
    check: Check::File(goos),
};

pub(super) static NOT_EXPORTED: Rule = Rule {
    slug: "goarch-not-exported",
    summary: "`GOARCH` or `GOOS` is set, but Go does not see it.",
    page: include_str!("../../rules/goarch-not-exported/rule.md"),
    severity: Severity::Error,
    check: Check::File(not_exported),
};

/// Subcommands that make programs.
const BUILDS: &[&str] = &["build"];

/// Values of a name in a walk that fit no target: `is_other` says which do not.
fn hardcoded(
    facts: &Facts<'_>,
    name: &str,
    is_other: impl Fn(&Walk<'_>, &str) -> bool,
) -> Vec<Hit<String>> {
    hits(facts, |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        // Several values: programs for several platforms, on purpose.
        let all = || settings(&walk).filter(|it| it.name == name);
        let mut values: Vec<_> = all().filter_map(|it| it.value.text()).collect();
        values.sort_unstable();
        values.dedup();
        if values.len() > 1 {
            return;
        }
        for set in all() {
            let Some(text) = set.value.text() else { continue };
            if is_other(&walk, &text)
                && let Some(span) = written(&set.value, 0, text.len())
            {
                note(span, text);
            }
        }
    })
}

fn goarch(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let is_other = |walk: &Walk<'_>, text: &str| {
        knowledge::architecture(text).is_some_and(|it| walk.target.architecture != it)
    };
    let mut all = hardcoded(facts, "GOARCH", is_other);
    if !all.is_empty() && siblings(facts) {
        all.clear();
    }
    all.extend(go_environment::hits(facts));
    report(all, ("GOARCH", "TARGETARCH"), findings);
}

/// Each required architecture has a build of its own, wherever the image is for: programs for all, on purpose.
fn siblings(facts: &Facts<'_>) -> bool {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        let text = |it: &Assigned| it.value.text().unwrap_or_default();
        let linux = |it: &&Call| !it.sets.iter().any(|it| it.name == "GOOS" && text(it) != "linux");
        let own = walk.trace.calls.iter().filter(linux).flat_map(|call| &call.sets);
        for set in walk.trace.assigned.iter().chain(own).filter(|it| it.name == "GOARCH") {
            note(set.span, text(set));
        }
    };
    let every = facts.targets(|_| true);
    let all = hits(facts, look);
    // What a choice leads to is for the target, or wrong.
    let builds = |hit: &Hit<String>, target: &Platform| {
        hit.targets == every && knowledge::architecture(&hit.what) == Some(&*target.architecture)
    };
    every.iter().all(|target| all.iter().any(|hit| builds(hit, target)))
}

fn report(mut all: Vec<Hit<String>>, (name, target): (&str, &str), findings: &mut Findings<'_>) {
    all.sort_by_key(|hit| hit.span);
    for Hit { span, what, targets } in all {
        let message = format!("Go builds for `{what}`, and {} required", are(&targets));
        findings
            .add(span, message)
            .platforms(targets)
            .help(format!("write `{name}=${target}`, with `ARG {target}` in this stage"));
    }
}

fn goos(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !os::both_required(facts) {
        return;
    }
    // On Windows itself a shell of Linux has more to say against the line.
    let is_other = |walk: &Walk<'_>, text: &str| {
        walk.target.os == os::WINDOWS
            && walk.on.os == os::LINUX
            && text == os::LINUX
            && !makes_tools(&walk.trace.calls)
    };
    let mut all = hardcoded(facts, "GOOS", is_other);
    all.extend(environment(facts));
    report(all, ("GOOS", "TARGETOS"), findings);
}

/// Go only installs programs: they are for the build itself.
fn makes_tools(calls: &[Call]) -> bool {
    let second = |call: &Call| call.words.get(1).map(Value::shown).unwrap_or_default();
    let installs = calls.iter().any(|it| it.name == "go" && second(it) == "install");
    installs && !calls.iter().any(|it| it.name != "go" || second(it) == "build")
}

/// `ENV GOOS=linux` in a stage that runs on Linux for Windows.
fn environment(facts: &Facts<'_>) -> Vec<Hit<String>> {
    let scripts = facts.file.instructions.iter().filter(|it| matches!(it.kind, Kind::Run(_)));
    let mut texts = scripts.map(|it| it.span.slice(facts.text));
    // A script that sets it again, or asks for the target, has its reasons.
    if texts.any(|it| it.contains("GOOS") || it.contains("TARGETOS")) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let Kind::Env(pairs) = &instruction.kind else { continue };
        let is_it = |it: &&Assignment| {
            let value = it.value.as_ref().map_or("", |text| text.as_str());
            it.name.as_str() == "GOOS" && value.trim_matches(['"', '\'']) == os::LINUX
        };
        let Some(value) = pairs.iter().find(is_it).and_then(|it| it.value.as_ref()) else {
            continue;
        };
        let targets = os::on(facts, index, os::LINUX);
        let suffers = |it: &Evaluation| {
            it.setting.target.os == os::WINDOWS && targets.contains(&it.setting.target)
        };
        let targets = facts.targets(suffers);
        if !targets.is_empty() && builds(facts, index) {
            found.push(Hit { span: value.span(), what: os::LINUX.to_owned(), targets });
        }
    }
    found
}

/// The stage of an instruction, or one that builds on it, builds a program of Go behind it.
fn builds(facts: &Facts<'_>, index: usize) -> bool {
    let mut behind = facts.file.instructions.iter().skip(index);
    behind
        .any(|it| matches!(it.kind, Kind::Run(_)) && it.span.slice(facts.text).contains("go build"))
}

/// A build that does not see a variable.
struct Unseen {
    name: &'static str,
    /// What Go builds for instead.
    machine: String,
    set: Span,
}

fn not_exported(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Unseen)| {
        for name in ["GOARCH", "GOOS"] {
            let machine = match name {
                "GOARCH" => &walk.on.architecture,
                _ => &walk.on.os,
            };
            let goes = |set: &&Assigned| {
                let text = set.value.text().unwrap_or_default();
                let named =
                    if name == "GOARCH" { knowledge::architecture(&text) } else { Some(&*text) };
                named.is_some_and(|it| !it.is_empty() && *machine != it)
            };
            let mut assigned = walk.trace.assigned.iter().rev();
            let Some(set) = assigned.find(|it| it.name == name).filter(goes) else { continue };
            if is_seen(facts, &walk, name) {
                continue;
            }
            let unseen = |call: &&Call| {
                let builds = call.words.get(1).is_some_and(|it| BUILDS.contains(&&*it.shown()));
                call.name == "go" && builds && !call.sets.iter().any(|it| it.name == name)
            };
            let calls = walk.trace.calls.iter().filter(unseen);
            let mut places = calls.filter_map(|call| call.spans.first().copied());
            if let Some(span) = places.find(|span| span.start > set.span.start) {
                note(span, Unseen { name, machine: machine.to_string(), set: set.span });
            }
        }
    };
    for Hit { span, what, targets } in hits(facts, look) {
        let Unseen { name, machine, set } = what;
        let message = format!(
            "Go does not see `{name}`, which is not exported, and builds for `{machine}`; {} required",
            are(&targets)
        );
        let content = format!("{name}=\"${name}\" ");
        let edits = vec![Edit { span: Span::new(span.start, span.start), content }];
        findings
            .add(span, message)
            .platforms(targets)
            .label(set, "set for the shell alone")
            .help(format!(
                "write `export {name}` before, or `{name}=\"${name}\"` in front of the command"
            ))
            .fix(Fix {
                title: format!("give `{name}` to the command"),
                edits,
                applicability: Applicability::Unsafe,
            });
    }
}

/// The variable is in the environment of what the script starts.
fn is_seen(facts: &Facts<'_>, walk: &Walk<'_>, name: &str) -> bool {
    let exports = |call: &Call| {
        let words: Vec<String> = call.words.iter().skip(1).map(Value::shown).collect();
        let has = |it: &str| words.iter().any(|word| word == it);
        match call.name.as_str() {
            "export" | "declare" | "typeset" | "local" => has(name),
            "set" => has("allexport") || words.iter().any(|it| is_all(it)),
            "go" => has("env") && has("-w"),
            _ => false,
        }
    };
    let exported = walk.trace.assigned.iter().any(|it| it.name == name && it.exported);
    // An `ARG` or `ENV` of that name is in the environment, whoever changes its value.
    let declares = |pair: &Assignment| pair.name.as_str() == name;
    let mut instructions = facts.file.instructions.iter();
    exported
        || walk.trace.calls.iter().any(exports)
        || instructions.any(|it| it.kind.assignments().iter().any(declares))
}

/// `set -a`, also as `set -aeux`.
fn is_all(option: &str) -> bool {
    option.strip_prefix('-').is_some_and(|it| !it.starts_with('-') && it.contains('a'))
}
