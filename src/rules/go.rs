//! Go told to build for one platform, or not told: `go-goarch-hardcoded` and `goarch-not-exported`. The
//! operating system is in `go_system`.
//!
//! What Go builds is for the image's platform, wherever it is built; so values are held against the target, not against
//! what the script runs on. Only a value that never reaches Go is held against that, for then Go builds for it.

use super::{
    go_environment,
    script::{Hit, Walk, add, are, hits, told},
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
    syntax::ast::Assignment,
};

pub(super) static GOARCH: Rule = Rule {
    slug: "go-goarch-hardcoded",
    summary: "`GOARCH` builds for one architecture, whatever the platform.",
    page: include_str!("../../rules/go-goarch-hardcoded/rule.md"),
    severity: Severity::Error,
    check: Check::File(goarch),
};

pub(super) static NOT_EXPORTED: Rule = Rule {
    slug: "goarch-not-exported",
    summary: "`GOARCH` or `GOOS` is set, but Go does not see it.",
    page: include_str!("../../rules/goarch-not-exported/rule.md"),
    severity: Severity::Error,
    check: Check::File(not_exported),
};

/// Values of a name in a walk that fit no target: `is_other` says which do not.
pub(super) fn hardcoded(
    facts: &Facts<'_>,
    name: &str,
    is_other: impl Fn(&Walk<'_>, &str) -> bool,
) -> Vec<Hit<String>> {
    hits(facts, |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        // Several values: programs for several platforms, on purpose.
        let all = given(&walk, name);
        let texts = || all.iter().filter_map(|(value, from)| behind(value, *from));
        let mut values: Vec<_> = texts().collect();
        values.sort_unstable();
        values.dedup();
        if values.len() > 1 {
            return;
        }
        for (value, from) in &all {
            let Some(text) = behind(value, *from) else { continue };
            if is_other(&walk, &text)
                && let Some(span) = told(facts, value, *from, from + text.len())
            {
                note(span, text);
            }
        }
    })
}

/// The values that a name is given and where each begins: by the shell, or handed to `make` and `go env -w`.
fn given<'w>(walk: &Walk<'w>, name: &str) -> Vec<(&'w Value, usize)> {
    let set = settings(walk).filter(|it| it.name == name);
    let mut all: Vec<_> = set.map(|it| (&it.value, 0)).collect();
    let is_it = |word: &&Value| {
        let shown = word.shown();
        shown.strip_prefix(name).is_some_and(|it| it.starts_with('='))
    };
    for call in &walk.trace.calls {
        if takes_variables(call) {
            let words = call.words.iter().skip(1).filter(is_it);
            all.extend(words.map(|word| (word, name.len() + 1)));
        } else if name == "GOARCH" {
            all.extend(platform(call));
        }
    }
    all
}

/// The platform that a tool around Go is told to build for: `ko build --platform=linux/amd64`.
fn platform(call: &Call) -> Option<(&Value, usize)> {
    let option = match &*call.name {
        "ko" => "--platform",
        "gox" => "-osarch",
        _ => return None,
    };
    let mut words = call.words.iter().skip_while(|it| !it.shown().starts_with(option));
    let word = words.next()?;
    if word.shown().as_ref() == option {
        return words.next().map(|it| (it, 0));
    }
    Some((word, option.len() + 1))
}

fn takes_variables(call: &Call) -> bool {
    match call.name.as_str() {
        "make" | "gmake" => true,
        "go" => call.word(1) == "env" && call.word(2) == "-w",
        _ => false,
    }
}

/// What stands behind a place of a value, where all of it is known.
fn behind(value: &Value, from: usize) -> Option<String> {
    Some(value.exact()?.get(from..)?.to_owned())
}

fn goarch(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let is_other = |walk: &Walk<'_>, text: &str| {
        let named = knowledge::architecture(text);
        let named = named.or_else(|| knowledge::platform_architecture(text));
        named.is_some_and(|it| walk.target.architecture != it)
    };
    let mut all = hardcoded(facts, "GOARCH", is_other);
    if !all.is_empty() && siblings(facts) {
        all.clear();
    }
    all.extend(go_environment::hits(facts));
    report(facts, all, ("GOARCH", "TARGETARCH"), findings);
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

/// Adds findings about values of `GOARCH` or `GOOS`, given with the argument that has the right one.
pub(super) fn report(
    facts: &Facts<'_>,
    mut all: Vec<Hit<String>>,
    (name, target): (&str, &str),
    findings: &mut Findings<'_>,
) {
    all.sort_by_key(|hit| hit.span);
    all.dedup_by_key(|hit| hit.span);
    for Hit { span, what, targets } in all {
        // Tools around Go take a platform.
        let way = if what.contains('/') {
            format!("linux/${target}")
        } else {
            format!("{name}=${target}")
        };
        let help = format!("write `{way}`, with `ARG {target}` in this stage");
        let message = |unless: &str| {
            format!("Go builds for `{what}`{unless}, and {} required", are(&targets))
        };
        add(facts, findings, span, message).platforms(targets.clone()).help(help);
    }
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
                let builds = call.word(1) == "build";
                let by_make = || &*call.name == "make" && !is_handed(facts, &walk, (call, name));
                (call.name == "go" && builds || by_make())
                    && !call.sets.iter().any(|it| it.name == name)
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

/// `make` gets the value in an argument, or the script uses it otherwise.
fn is_handed(facts: &Facts<'_>, walk: &Walk<'_>, (call, name): (&Call, &str)) -> bool {
    let instruction = facts.instruction(walk.script.instruction);
    let text = instruction.map_or("", |it| it.span.slice(facts.text));
    call.words.iter().any(Value::by_platform)
        || text.contains(&format!("${name}"))
        || text.contains(&format!("${{{name}"))
}

/// The variable is in the environment of what the script starts.
fn is_seen(facts: &Facts<'_>, walk: &Walk<'_>, name: &str) -> bool {
    let exports = |call: &Call| {
        let words: Vec<_> = call.words.iter().skip(1).map(Value::shown).collect();
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
