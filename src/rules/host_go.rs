//! What Go builds in a stage on the build machine when nobody tells it what for.
//!
//! Not a rule: `cross-stage-binary-copy` asks here. Go takes nothing from `TARGETARCH`, so a stage that declares it may
//! still build for the build machine; each command is held against what its environment says.

use super::{
    copied::{ran_before, run_text, working_folder},
    cross_target::uses_xx,
    host_go_place::{place, verb, written},
    made::{Made, Place},
    script::Walk,
    start::has_ending,
};
use crate::{
    facts::Facts,
    needle::Needle,
    shell::run::{Assigned, Call, Trace},
};

static TARGETARCH: Needle = Needle::new("TARGETARCH");
static TARGETPLATFORM: Needle = Needle::new("TARGETPLATFORM");

/// The programs that a script builds for the build machine.
pub(super) fn made(facts: &Facts<'_>, walk: &Walk<'_>) -> Vec<Made> {
    let calls = || walk.trace.calls.iter().enumerate().filter(|(_, it)| builds(it));
    if calls().next().is_none() || is_told(facts, walk) {
        return Vec::new();
    }
    let elsewhere = facts.text.contains("GOBIN=") || facts.text.contains("GOPATH=");
    let foreign = calls().take(BUILDS).filter(|(_, call)| is_for_machine(facts, walk, call));
    let foreign = foreign.filter(|(_, call)| !elsewhere || verb(call) != "install");
    let made = |(at, call): (usize, &Call)| {
        let place = place(facts, walk, call)?;
        let by = if verb(call) == "install" { "go install" } else { "go" };
        Some((at, Made { by, what: None, place, at: call.spans.first().copied() }))
    };
    let all: Vec<(usize, Made)> = foreign.filter_map(made).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let others = others(facts, walk);
    let here = walk.script.instruction;
    let is_kept = |at: usize, place: &Place| {
        !others.iter().any(|(other, it)| *other > (here, at) && is_replaced(place, it))
    };
    all.into_iter().filter(|(at, it)| is_kept(*at, &it.place)).map(|(_, it)| it).collect()
}

/// More builds of one stage are not followed: each is held against each.
const BUILDS: usize = 64;

/// Where a command stands: the instruction, and which command of it.
type At = (usize, usize);

/// What Go builds in a script and in later ones of its stage.
fn others(facts: &Facts<'_>, walk: &Walk<'_>) -> Vec<(At, Place)> {
    let (stage, from) = (walk.script.stage, walk.script.instruction);
    let scripts = facts.scripts().iter().filter(|it| it.stage == stage && it.instruction >= from);
    let found = scripts.flat_map(|script| {
        let mut walks = script.walks(&facts.evaluations);
        let own = walks.find(|(_, _, target)| std::ptr::eq(*target, walk.target));
        let walk = own.map(|(trace, on, target)| Walk { trace, on, target, script });
        walk.into_iter().flat_map(move |walk| {
            let calls = walk.trace.calls.iter().enumerate().filter(|(_, it)| builds(it));
            calls.filter_map(move |(at, call)| {
                Some(((script.instruction, at), written(facts, &walk, call)?))
            })
        })
    });
    found.take(BUILDS).collect()
}

/// A later build writes the same.
fn is_replaced(place: &Place, by: &Place) -> bool {
    match (place, by) {
        (Place::File(file), Place::File(by)) | (Place::Owned(file), Place::Owned(by)) => file == by,
        _ => false,
    }
}

/// True for a command of Go that builds; `-n` only prints what it would do.
pub(super) fn builds(call: &Call) -> bool {
    let prints = || call.words.iter().any(|it| it.shown() == "-n");
    call.name == "go" && matches!(&*verb(call), "build" | "install") && !prints()
}

/// Something that is not seen here may tell Go what to build for.
fn is_told(facts: &Facts<'_>, walk: &Walk<'_>) -> bool {
    let (stage, index) = (walk.script.stage, walk.script.instruction);
    let hides = |call: &Call| matches!(call.name.as_str(), "." | "source" | "eval" | "alias");
    let names = |name: &str| name == "GOARCH" || name == "GOOS";
    let here = facts.instruction(index).map(|it| it.span.slice(facts.text)).unwrap_or_default();
    let own = walk.trace.calls.iter().flat_map(|it| &it.sets);
    let (of_machine, assigned): (Vec<&Assigned>, Vec<_>) = walk
        .trace
        .assigned
        .iter()
        .filter(|it| names(&it.name))
        .partition(|it| says_machine(walk, it));
    let count = |of: &str, text: &str| text.matches(of).count();
    // `go env GOARCH` asks, and tells nothing.
    let asks = count("go env GOARCH", here) + count("go env GOOS", here);
    let sets = own.filter(|it| names(&it.name)).count() + of_machine.len() + asks;
    let mentions = count("GOARCH", here) + count("GOOS", here);
    walk.trace.calls.iter().any(hides)
        || !assigned.is_empty()
        || uses_xx(here)
        || mentions > sets
        || is_told_before(facts, (stage, index))
}

/// A `RUN` of a stage or of what it builds on that stands before an instruction may tell Go.
fn is_told_before(facts: &Facts<'_>, (stage, index): (usize, usize)) -> bool {
    ran_before(facts, (stage, index), facts.kept.go_told.get_or_init(|| tellers(facts)))
}

/// Indices of the `RUN`s that keep what Go builds for, or start a file of the project, which may read what the stage
/// declares.
fn tellers(facts: &Facts<'_>) -> Vec<usize> {
    let declares = facts.mentions(&TARGETARCH) || facts.mentions(&TARGETPLATFORM);
    let tells = |run: &str| {
        uses_xx(run)
            || run.contains("go env -w")
            || run.contains("GOARCH") && (run.contains('>') || run.contains("alias"))
            || declares && run.split(is_between).any(starts_file)
    };
    let all = 0..facts.file.instructions.len();
    all.filter(|at| run_text(facts, *at).is_some_and(tells)).collect()
}

/// What stands between the words of a script.
fn is_between(sign: char) -> bool {
    sign.is_whitespace() || "\"'`;&|()<>".contains(sign)
}

/// A word that starts what is written in a file of the project: `make`, `./build.sh`. What is fetched is none.
fn starts_file(word: &str) -> bool {
    word == "make" || has_ending(word, &[".sh"]) && !word.contains("://")
}

/// Nothing tells a command what to build for, and that is not the build machine.
fn is_for_machine(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> bool {
    let sets = |name: &str| call.sets.iter().any(|it| it.name == name);
    if sets("CC") || sets("CXX") {
        return false;
    }
    let all = || call.sets.iter().chain(&walk.trace.assigned);
    let told = |name: &str| all().any(|it| it.name == name && !says_machine(walk, it));
    let open = |name: &str| !told(name) && !is_in_environment(facts, walk, name);
    open("GOARCH") && walk.on.architecture != walk.target.architecture
        || open("GOOS") && walk.on.os != walk.target.os
}

/// The value is what the script runs on: `GOARCH=$(go env GOARCH)`.
fn says_machine(walk: &Walk<'_>, set: &Assigned) -> bool {
    let text = set.value.exact().unwrap_or_default();
    set.value.by_machine() && (walk.on.architecture == *text || walk.on.os == *text)
}

/// An `ENV` or `ARG` of the stage or of what it builds on.
fn is_in_environment(facts: &Facts<'_>, walk: &Walk<'_>, name: &str) -> bool {
    let Some(evaluation) = facts.evaluations.first() else { return true };
    let mut bodies = facts.chain(evaluation, walk.script.stage).flat_map(|it| it.body.clone());
    let sets = |at: usize| {
        let kind = facts.instruction(at).map(|it| &it.kind);
        kind.is_some_and(|it| it.assignments().iter().any(|pair| pair.name.as_str() == name))
    };
    bodies.any(sets)
}

/// The folder that a script of a stage begins in, where it stays there.
pub(super) fn folder_of(
    facts: &Facts<'_>,
    (stage, instruction): (usize, usize),
    trace: &Trace,
) -> Option<String> {
    let moves = |call: &Call| matches!(call.name.as_str(), "cd" | "pushd");
    if trace.calls.iter().any(moves) {
        return None;
    }
    let folder = working_folder(facts, stage, instruction)?;
    Some(folder.trim_end_matches('/').to_owned())
}
