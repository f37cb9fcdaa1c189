//! What goes wrong where Go is told to build for the target in a stage on the build machine: programs that are not where
//! they are copied from, and C code without a compiler for it.
//!
//! Not a rule: `cross-stage-binary-copy` says what is found here. Where anything in the stage names Go's folder or a C
//! compiler, whoever wrote it knows, and nothing is said.

use super::{
    builder::{BUILDPLATFORM, leaving, on_builder},
    copied::run_text,
    cross_target::uses_xx,
    host_go::builds,
    host_go_place::{at_verb, package, verb},
    script::{Hit, Walk, hits},
};
use crate::{
    facts::Facts,
    needle::Needle,
    shell::run::Call,
    span::Span,
    syntax::ast::{Assignment, Kind},
};

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

/// What tells Go.
const NAMES: [&str; 4] = ["GOARCH", "GOOS", "GOBIN", "CGO_ENABLED"];

/// What is said where the programs are taken from Go's folder in another way.
const MOVES: [&str; 3] = ["go/bin", "GOPATH", "GOBIN"];

/// What is said where there is a compiler for the target.
const COMPILERS: [&str; 7] =
    ["CC", "CXX", "zig", "-linux-gnu", "-linux-musl", "crossbuild-essential", "netgo"];

/// More commands of one script are not followed: each is held against all that it sets.
const COMMANDS: usize = 128;

/// What the file says beside its commands, worked out once.
struct Known<'f> {
    /// By stage.
    said: Vec<Said>,
    /// What `ENV` gives, by index of the instruction.
    pairs: Vec<(usize, &'f Assignment)>,
}

/// What a `RUN`, `ENV` or `ARG` of a stage says, or of what it builds on.
#[derive(Clone, Copy, Default)]
struct Said {
    moves: bool,
    wraps: bool,
    compiles: bool,
}

/// What is found, by place.
pub(super) fn faults(facts: &Facts<'_>) -> Vec<Hit<Fault>> {
    if !facts.mentions(&BUILDPLATFORM) || !facts.mentions(&GOARCH) {
        return Vec::new();
    }
    let known = Known { said: said(facts), pairs: pairs(facts) };
    hits(facts, |walk: Walk<'_>, note: &mut dyn FnMut(Span, Fault)| {
        let stage = walk.script.stage;
        if walk.on.architecture == walk.target.architecture || !on_builder(facts, stage) {
            return;
        }
        let is_it = |it: &&Call| it.sure && !it.handled && builds(it);
        for call in walk.trace.calls.iter().filter(is_it).take(COMMANDS) {
            let arch = told(facts, &known, &walk, (call, "GOARCH"));
            if arch.as_deref() != Some(&*walk.target.architecture) {
                continue;
            }
            if verb(call) == "install" {
                elsewhere(facts, &known, (&walk, call), note);
            }
            if lacks_compiler(facts, &known, &walk, call)
                && let Some(at) = call.spans.first()
            {
                note(*at, Fault::Compiler);
            }
        }
    })
}

/// `go install` for another platform, and the program is copied from where it would be for its own.
fn elsewhere(
    facts: &Facts<'_>,
    known: &Known<'_>,
    (walk, call): (&Walk<'_>, &Call),
    note: &mut dyn FnMut(Span, Fault),
) {
    let Some(name) =
        call.read_words(at_verb(call) + 1, package).filter(|it| !it.is_empty() && it != "...")
    else {
        return;
    };
    let stage = walk.script.stage;
    let Said { wraps, moves, .. } = known.said.get(stage).copied().unwrap_or_default();
    if told(facts, known, walk, (call, "GOBIN")).is_some_and(|it| !it.is_empty())
        && !wraps
        && let Some(at) = call.spans.first()
    {
        note(*at, Fault::Refused);
    }
    if moves {
        return;
    }
    let system = told(facts, known, walk, (call, "GOOS")).unwrap_or_else(|| walk.on.os.to_string());
    let folder = format!("/go/bin/{system}_{}", walk.target.architecture);
    let path = format!("/go/bin/{name}");
    for (span, _) in leaving(facts, stage).iter().filter(|(_, it)| *it == path) {
        note(*span, Fault::Elsewhere(folder.clone(), call.spans.first().copied()));
    }
}

/// C code is asked for, and the compiler is the build machine's.
fn lacks_compiler(facts: &Facts<'_>, known: &Known<'_>, walk: &Walk<'_>, call: &Call) -> bool {
    if !facts.mentions(&CGO_ENABLED) {
        return false;
    }
    // gcc for amd64 may build for 386 too.
    let near = (&*walk.on.architecture, &*walk.target.architecture) == ("amd64", "386");
    let stage = walk.script.stage;
    let is_asked = told(facts, known, walk, (call, "CGO_ENABLED")).as_deref() == Some("1");
    let evaluation = facts.evaluations.first();
    // Images of others may bring a compiler, and name it.
    let is_usual = || evaluation.is_some_and(|it| facts.family(it, stage).is_some());
    let has_compiler = known.said.get(stage).is_some_and(|it| it.compiles);
    let moved = |call: &Call| matches!(call.name.as_str(), "." | "source" | "eval");
    !near && is_asked && !has_compiler && is_usual() && !walk.trace.calls.iter().any(moved)
}

/// What a variable is for a command, where that is certain.
fn told(
    facts: &Facts<'_>,
    known: &Known<'_>,
    walk: &Walk<'_>,
    (call, name): (&Call, &str),
) -> Option<String> {
    let from = call.spans.first()?.start;
    let before = walk.trace.assigned.iter().filter(|it| it.exported && it.span.start < from);
    let mut all = call.sets.iter().rev().chain(before.rev());
    if let Some(set) = all.find(|it| it.name == name) {
        let is_sure = !set.value.is_declared();
        return set.value.exact().filter(|_| is_sure).map(std::borrow::Cow::into_owned);
    }
    let evaluation = facts.evaluations.first()?;
    let index = |of: usize| known.pairs.partition_point(|(at, _)| *at < of);
    let value = facts.chain(evaluation, walk.script.stage).find_map(|stage| {
        let end = stage.body.end.min(walk.script.instruction);
        let pairs = known.pairs.get(index(stage.body.start)..index(end))?;
        let (_, pair) = pairs.iter().rev().find(|(_, it)| it.name.as_str() == name)?;
        pair.value.as_ref()
    })?;
    Some(match value.as_str().trim_matches(['"', '\'']) {
        "$TARGETARCH" | "${TARGETARCH}" => walk.target.architecture.to_string(),
        "$TARGETOS" | "${TARGETOS}" => walk.target.os.to_string(),
        other => other.to_owned(),
    })
}

/// What the stages say.
fn said(facts: &Facts<'_>) -> Vec<Said> {
    let mut all: Vec<Said> = Vec::new();
    let evaluation = facts.evaluations.first();
    for stage in &facts.graph.stages {
        let base = evaluation.and_then(|it| it.stages.get(stage.index)?.base.stage());
        // What a stage builds on stands before it.
        let mut own = base.and_then(|it| all.get(it)).copied().unwrap_or_default();
        for text in stage.body.clone().filter_map(|at| text_at(facts, at)) {
            let says = |words: &[&str]| words.iter().any(|it| text.contains(it));
            let wraps = uses_xx(text);
            own.moves |= wraps || says(&MOVES);
            own.wraps |= wraps;
            own.compiles |= wraps || says(&COMPILERS);
        }
        all.push(own);
    }
    all
}

/// The text of a `RUN`, `ENV` or `ARG`.
fn text_at<'f>(facts: &'f Facts<'_>, at: usize) -> Option<&'f str> {
    let instruction = facts.instruction(at)?;
    let assigns = !instruction.kind.assignments().is_empty();
    run_text(facts, at).or_else(|| assigns.then(|| instruction.span.slice(facts.text)))
}

/// Each `ENV` of a name that tells Go.
fn pairs<'f>(facts: &'f Facts<'_>) -> Vec<(usize, &'f Assignment)> {
    let all = facts.file.instructions.iter().enumerate();
    let pairs = all.filter_map(|(at, it)| {
        let Kind::Env(pairs) = &it.kind else { return None };
        Some(pairs.iter().map(move |pair| (at, pair)))
    });
    pairs.flatten().filter(|(_, pair)| NAMES.contains(&pair.name.as_str())).collect()
}
