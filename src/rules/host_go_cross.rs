//! What goes wrong where Go is told to build for the target in a stage on the build machine: programs that are not where
//! they are copied from, and C code without a compiler for it.
//!
//! Not a rule: `cross-stage-binary-copy` says what is found here. Where anything in the stage names Go's folder or a C
//! compiler, whoever wrote it knows, and nothing is said.

use super::{
    builder::{BUILDPLATFORM, leaving, on_builder},
    copied::run_text,
    host_go::package,
    script::{Hit, Walk, hits},
};
use crate::{facts::Facts, needle::Needle, shell::run::Call, span::Span, syntax::ast::Kind};

static GOARCH: Needle = Needle::new("GOARCH");
static CGO_ENABLED: Needle = Needle::new("CGO_ENABLED");

/// What is wrong with a cross build.
pub(super) enum Fault {
    /// `go install` puts it in a folder of its own; the name of that, and where the command stands.
    Elsewhere(String, Option<Span>),
    /// Go does not install for another platform where `GOBIN` names a folder.
    Refused,
    /// The C compiler builds for the build machine.
    Compiler,
}

/// What is said where the programs are taken from Go's folder in another way.
const MOVES: [&str; 4] = ["go/bin", "GOPATH", "GOBIN", "xx-"];

/// What is said where there is a compiler for the target.
const COMPILERS: [&str; 8] =
    ["CC", "CXX", "xx-", "zig", "-linux-gnu", "-linux-musl", "crossbuild-essential", "netgo"];

/// What is found, by place.
pub(super) fn faults(facts: &Facts<'_>) -> Vec<Hit<Fault>> {
    if !facts.mentions(&BUILDPLATFORM) || !facts.mentions(&GOARCH) {
        return Vec::new();
    }
    hits(facts, |walk: Walk<'_>, note: &mut dyn FnMut(Span, Fault)| {
        let stage = walk.script.stage;
        if walk.on.architecture == walk.target.architecture || !on_builder(facts, stage) {
            return;
        }
        for call in walk.trace.calls.iter().filter(|it| it.name == "go" && it.sure && !it.handled) {
            let verb = call.word(1);
            if !matches!(&*verb, "build" | "install") {
                continue;
            }
            let arch = told(facts, &walk, (call, "GOARCH"));
            if arch.as_deref() != Some(&*walk.target.architecture) {
                continue;
            }
            if verb == "install" {
                elsewhere(facts, &walk, call, note);
            }
            if lacks_compiler(facts, &walk, call)
                && let Some(at) = call.spans.first()
            {
                note(*at, Fault::Compiler);
            }
        }
    })
}

/// `go install` for another platform, and the program is copied from where it would be for its own.
fn elsewhere(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call, note: &mut dyn FnMut(Span, Fault)) {
    let Some(name) = call.read_words(2, package).filter(|it| !it.is_empty() && it != "...") else {
        return;
    };
    let stage = walk.script.stage;
    let wraps = |text: &str| text.contains("xx-");
    if told(facts, walk, (call, "GOBIN")).is_some_and(|it| !it.is_empty())
        && !any(facts, stage, wraps)
        && let Some(at) = call.spans.first()
    {
        note(*at, Fault::Refused);
    }
    let says = |text: &str| MOVES.iter().any(|it| text.contains(it));
    if any(facts, stage, says) {
        return;
    }
    let system = told(facts, walk, (call, "GOOS")).unwrap_or_else(|| walk.on.os.to_string());
    let folder = format!("/go/bin/{system}_{}", walk.target.architecture);
    let path = format!("/go/bin/{name}");
    for (span, _) in leaving(facts, stage).iter().filter(|(_, it)| *it == path) {
        note(*span, Fault::Elsewhere(folder.clone(), call.spans.first().copied()));
    }
}

/// C code is asked for, and the compiler is the build machine's.
fn lacks_compiler(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> bool {
    if !facts.mentions(&CGO_ENABLED) {
        return false;
    }
    // gcc for amd64 may build for 386 too.
    let near = (&*walk.on.architecture, &*walk.target.architecture) == ("amd64", "386");
    let stage = walk.script.stage;
    let is_asked = told(facts, walk, (call, "CGO_ENABLED")).as_deref() == Some("1");
    let evaluation = facts.evaluations.first();
    // Images of others may bring a compiler, and name it.
    let is_usual = || evaluation.is_some_and(|it| facts.family(it, stage).is_some());
    let says = |text: &str| COMPILERS.iter().any(|it| text.contains(it));
    let moved = |call: &Call| matches!(call.name.as_str(), "." | "source" | "eval");
    !near
        && is_asked
        && is_usual()
        && !any(facts, stage, says)
        && !walk.trace.calls.iter().any(moved)
}

/// What a variable is for a command, where that is certain.
fn told(facts: &Facts<'_>, walk: &Walk<'_>, (call, name): (&Call, &str)) -> Option<String> {
    let from = call.spans.first()?.start;
    let before = walk.trace.assigned.iter().filter(|it| it.exported && it.span.start < from);
    let mut all = call.sets.iter().rev().chain(before.rev());
    if let Some(set) = all.find(|it| it.name == name) {
        let is_sure = !set.value.is_declared();
        return set.value.exact().filter(|_| is_sure).map(std::borrow::Cow::into_owned);
    }
    let evaluation = facts.evaluations.first()?;
    let bodies = facts.chain(evaluation, walk.script.stage).flat_map(|it| it.body.clone().rev());
    let mut before = bodies.filter(|at| *at < walk.script.instruction);
    let value = before.find_map(|at| {
        let Kind::Env(pairs) = &facts.instruction(at)?.kind else { return None };
        pairs.iter().rev().find(|it| it.name.as_str() == name)?.value.as_ref()
    })?;
    Some(match value.as_str().trim_matches(['"', '\'']) {
        "$TARGETARCH" | "${TARGETARCH}" => walk.target.architecture.to_string(),
        "$TARGETOS" | "${TARGETOS}" => walk.target.os.to_string(),
        other => other.to_owned(),
    })
}

/// True for a `RUN`, `ENV` or `ARG` of a stage, or of what it builds on.
fn any(facts: &Facts<'_>, stage: usize, is_it: impl Fn(&str) -> bool) -> bool {
    let Some(evaluation) = facts.evaluations.first() else { return true };
    let mut bodies = facts.chain(evaluation, stage).flat_map(|it| it.body.clone());
    bodies.any(|at| {
        let Some(instruction) = facts.instruction(at) else { return false };
        let pairs = instruction.kind.assignments();
        run_text(facts, at).is_some_and(&is_it)
            || !pairs.is_empty() && is_it(instruction.span.slice(facts.text))
    })
}
