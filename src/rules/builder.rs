//! Stages on the build machine: `host-arch-in-buildplatform-stage` and `cross-stage-binary-copy`.

use super::script::{Hit, Walk, are, hits};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::token,
    shell::{run::Call, value::Value},
    span::Span,
    stage::source::Origin,
    syntax::ast::{Kind, Transfer},
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
fn copied(facts: &Facts<'_>, stage: usize) -> Vec<(Span, String)> {
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

/// `ARG TARGETARCH`, what Go builds for, or a tool that knows the target by itself.
fn names_it(facts: &Facts<'_>, instruction: usize) -> bool {
    let Some(instruction) = facts.instruction(instruction) else { return false };
    let says = |name: &str| name.starts_with("TARGET") || matches!(name, "GOARCH" | "GOOS");
    if instruction.kind.assignments().iter().any(|pair| says(pair.name.as_str())) {
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
                if word.by_machine()
                    && (shown.contains("://") || !token::architectures(&shown).is_empty())
                {
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
        if speaks_of_target(facts, stage) {
            return;
        }
        for call in &walk.trace.calls {
            let Some((compiler, output)) = builds(call) else { continue };
            for (span, name) in copied(facts, stage) {
                if output.as_deref() == Some(name.as_str()) {
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

/// A compiler that makes a program for the machine it runs on, and the program's name.
fn builds(call: &Call) -> Option<(&'static str, Option<String>)> {
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
    let output = words.get(at + 1)?.trim_end_matches('/').rsplit('/').next()?.to_owned();
    Some((compiler, Some(output)))
}
