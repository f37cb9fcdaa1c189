//! Stages on the build machine: `host-arch-in-buildplatform-stage` and `cross-stage-binary-copy`.

use super::script::{Hit, Walk, are, hits, written};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::token,
    shell::{run::Call, value::Value},
    span::Span,
    stage::source::Origin,
    syntax::ast::{Assignment, Instruction, Kind, Transfer},
};

pub(super) static HOST: Rule = Rule {
    slug: "host-arch-in-buildplatform-stage",
    summary: "A stage on the build machine asks for the build machine's architecture, and its result goes into the image.",
    page: include_str!("../../rules/host-arch-in-buildplatform-stage/rule.md"),
    severity: Severity::Error,
    check: Check::File(host),
};

pub(super) static COPY: Rule = Rule {
    slug: "cross-stage-binary-copy",
    summary: "A program is built for the build machine and copied into the image.",
    page: include_str!("../../rules/cross-stage-binary-copy/rule.md"),
    severity: Severity::Error,
    check: Check::File(copy),
};

/// Programs that put what was downloaded where it is copied from.
const MOVERS: &[&str] = &[
    "curl", "wget", "tar", "bsdtar", "unzip", "gunzip", "unxz", "install", "mv", "cp", "ln",
    "chmod",
];

/// True when the stage runs on `$BUILDPLATFORM`.
pub(super) fn on_builder(facts: &Facts<'_>, stage: usize) -> bool {
    let mut stages = facts.reached(stage).map(|(evaluation, at)| evaluation.stages.get(at.root));
    stages.any(|root| root.and_then(|it| it.flag.as_ref()).is_some_and(|it| it.automatic.builder()))
}

/// What other stages copy from a stage: the last names of the paths.
pub(super) fn copied(facts: &Facts<'_>, stage: usize) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for source in facts.sources.iter().filter(|it| it.mount.is_none() && it.stage != stage) {
        if !matches!(source.origin, Origin::Stage(from) if from == stage) {
            continue;
        }
        // What stays on the build machine may be for it.
        if on_builder(facts, source.stage) {
            continue;
        }
        let Some(instruction) = facts.instruction(source.instruction) else { continue };
        if let Kind::Copy(Transfer { sources, .. }) = &instruction.kind {
            for path in sources {
                let name = path.as_str().trim_end_matches('/').rsplit('/').next();
                found.extend(name.map(|name| (path.span(), name.to_owned())));
            }
        }
    }
    found
}

/// True when a stage speaks of the target in any way: it builds for that, or has a reason not to.
fn speaks_of_target(facts: &Facts<'_>, stage: usize) -> bool {
    let mut reached = facts.reached(stage);
    let by_value = reached.any(|(_, at)| {
        let names = at.body.runs.iter().flat_map(|run| &run.names);
        at.body.words.iter().any(|word| word.automatic.target())
            || names.into_iter().any(|it| it.name.starts_with("TARGET") || it.automatic().target())
    });
    by_value
        || facts
            .graph
            .stages
            .get(stage)
            .is_some_and(|it| it.body.clone().any(|at| names_it(facts, at)))
}

/// What Go builds for, a value for the target, or a tool that knows it by itself; `ARG TARGETARCH` alone does nothing.
fn names_it(facts: &Facts<'_>, instruction: usize) -> bool {
    let Some(instruction) = facts.instruction(instruction) else { return false };
    let says = |pair: &Assignment| {
        let name = pair.name.as_str();
        is_for_go(name) || name.starts_with("TARGET") && pair.value.is_some()
    };
    if instruction.kind.assignments().iter().any(says) {
        return true;
    }
    matches!(instruction.kind, Kind::Run(_)) && instruction.rest().as_str().contains("xx-")
}

fn host(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, ())| {
        if !on_builder(facts, walk.script.stage)
            || walk.on.same_family(walk.target)
            || speaks_of_target(facts, walk.script.stage)
        {
            return;
        }
        let names = copied(facts, walk.script.stage);
        let moves = walk.trace.calls.iter().filter(|call| MOVERS.contains(&call.name.as_str()));
        let words: Vec<String> = moves.flat_map(|call| &call.words).map(Value::shown).collect();
        // A tool for the build itself is right to be the build machine's.
        let leaves = |name: &str| name.len() > 1 && words.iter().any(|word| parts(word, name));
        if !names.iter().any(|(_, name)| leaves(name)) {
            return;
        }
        for call in &walk.trace.calls {
            let downloads = matches!(call.name.as_str(), "curl" | "wget");
            for (word, span) in call.arguments().filter(|_| downloads) {
                let shown = word.shown();
                let asked = word.by_machine() || walk.trace.asks && is_chosen((word, span), &walk);
                if asked && (shown.contains("://") || !token::architectures(&shown).is_empty()) {
                    note(span, ());
                }
            }
        }
    };
    for Hit { span, targets, .. } in hits(facts, look) {
        let message = format!(
            "this stage runs on the build machine, so the download is for that, and {} required",
            are(&targets)
        );
        findings
            .add(span, message)
            .platforms(targets)
            .help("choose the file by `$TARGETARCH`, with `ARG TARGETARCH` in this stage");
    }
}

/// The build machine's name, set elsewhere in a script that asks: `case "$(uname -m)" in x86_64) A=amd64 ;; …`.
fn is_chosen((word, span): (&Value, Span), walk: &Walk<'_>) -> bool {
    let Some((name, at)) = token::only(&word.shown()) else { return false };
    let set = written(word, at.start, at.end);
    name == walk.on.architecture && set.is_some_and(|it| it.end <= span.start)
}

/// The name as a part of a word: `rg` in `/rg.tgz`.
fn parts(word: &str, name: &str) -> bool {
    word.split(['/', '.', '-', '_', '=']).any(|part| part == name)
}

fn copy(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, &'static str)| {
        let stage = walk.script.stage;
        if !on_builder(facts, stage) || walk.on.same_family(walk.target) {
            return;
        }
        let speaks = speaks_of_target(facts, stage);
        let is_told = speaks && is_go_told(facts, &walk);
        for call in &walk.trace.calls {
            let Some((compiler, output)) = builds(call) else { continue };
            // What tells one command to build for the target tells the next one nothing.
            if is_told || speaks && compiler != "go" {
                continue;
            }
            let name = output.rsplit('/').next().unwrap_or_default();
            for (span, copied) in copied(facts, stage) {
                if name == copied && (!speaks || is_path(facts, span, &output)) {
                    note(span, compiler);
                }
            }
        }
    };
    for Hit { span, what, targets } in hits(facts, look) {
        let message =
            format!("`{what}` built this for the build machine, and {} required", are(&targets));
        let help = if what == "go" {
            "write `ARG TARGETOS TARGETARCH` and `GOOS=$TARGETOS GOARCH=$TARGETARCH go build` in that stage"
        } else {
            "build in a stage without `--platform=$BUILDPLATFORM`, or cross-compile for `$TARGETPLATFORM`"
        };
        findings.add(span, message).platforms(targets).help(help);
    }
}

fn is_for_go(name: &str) -> bool {
    matches!(name, "GOARCH" | "GOOS")
}

/// Something tells every `go` of a script what to build for: the environment, the script, or what Go is set to.
fn is_go_told(facts: &Facts<'_>, walk: &Walk<'_>) -> bool {
    let Some(evaluation) = facts.evaluations.first() else { return true };
    let stages = facts.chain(evaluation, walk.script.stage);
    let mut all = stages.flat_map(|it| it.body.clone()).filter_map(|at| facts.instruction(at));
    let tells = |it: &Instruction| {
        let text = it.span.slice(facts.text);
        let is_script = matches!(it.kind, Kind::Run(_));
        let writes = ["env -w", "xx-"].iter().any(|it| text.contains(it));
        it.kind.assignments().iter().any(|pair| is_for_go(pair.name.as_str()))
            || is_script && (writes || text.contains("GOARCH") && text.contains('>'))
    };
    let reads = |it: &Call| matches!(it.name.as_str(), "." | "source" | "eval");
    walk.trace.calls.iter().any(reads)
        || walk.trace.assigned.iter().any(|it| is_for_go(&it.name))
        || all.any(tells)
}

/// What a compiler wrote is what is copied, with its folder.
fn is_path(facts: &Facts<'_>, copied: Span, output: &str) -> bool {
    let path = copied.slice(facts.text).trim_matches(['"', '\'']);
    path == output || !output.starts_with(['/', '$']) && path.ends_with(&format!("/{output}"))
}

/// A compiler that makes a program for the machine it runs on, and the program's path.
fn builds(call: &Call) -> Option<(&'static str, String)> {
    let words: Vec<String> = call.words.iter().map(Value::shown).collect();
    let compiler = match call.name.as_str() {
        "go" if words.get(1).is_some_and(|it| it == "build") => "go",
        "gcc" | "cc" | "clang" => "gcc",
        "g++" | "c++" | "clang++" => "g++",
        _ => return None,
    };
    let is_cross = |name: &str| matches!(name, "GOARCH" | "GOOS" | "CC" | "CXX");
    if call.sets.iter().any(|it| is_cross(&it.name)) {
        return None;
    }
    let at = words.iter().position(|it| it == "-o")?;
    let output = words.get(at + 1)?.trim_end_matches('/').trim_start_matches("./").to_owned();
    Some((compiler, output))
}
