//! What Go builds in a stage on the build machine when nobody tells it what for.
//!
//! Not a rule: `cross-stage-binary-copy` asks here. Go takes nothing from `TARGETARCH`, so a stage that declares it may
//! still build for the build machine; each command is held against what its environment says.

use super::{
    copied::{ran_before, run_text, working_folder},
    made::{Made, Place},
    script::{Walk, option},
};
use crate::{
    facts::Facts,
    needle::Needle,
    shell::run::{Assigned, Call, Trace},
};

static TARGETARCH: Needle = Needle::new("TARGETARCH");
static TARGETPLATFORM: Needle = Needle::new("TARGETPLATFORM");

/// Options of `go build` that take a value.
const VALUES: &[&str] = &[
    "-o",
    "-p",
    "-asmflags",
    "-buildmode",
    "-buildvcs",
    "-compiler",
    "-gccgoflags",
    "-gcflags",
    "-installsuffix",
    "-ldflags",
    "-mod",
    "-modfile",
    "-overlay",
    "-pgo",
    "-pkgdir",
    "-tags",
    "-toolexec",
    "-C",
    "-coverpkg",
];

/// The programs that a script builds for the build machine.
pub(super) fn made(facts: &Facts<'_>, walk: &Walk<'_>) -> Vec<Made> {
    let mut builds = walk.trace.calls.iter().filter(|it| builds(it)).peekable();
    if builds.peek().is_none() || is_told(facts, walk) {
        return Vec::new();
    }
    let folder = folder(facts, walk);
    let elsewhere = facts.text.contains("GOBIN=") || facts.text.contains("GOPATH=");
    let foreign = builds.filter(|call| is_for_machine(facts, walk, call));
    let foreign = foreign.filter(|call| !elsewhere || call.word(1) != "install");
    let place = |call: &Call| call.read_words(1, |words| program(words, folder.as_deref()));
    let made = |call: &Call| {
        let at = call.spans.first().copied();
        Some(Made { by: "go", what: None, place: place(call)?, at })
    };
    foreign.filter_map(made).collect()
}

/// True for a command of Go that builds; `-n` only prints what it would do.
pub(super) fn builds(call: &Call) -> bool {
    let prints = || call.words.iter().any(|it| it.shown() == "-n");
    call.name == "go" && matches!(&*call.word(1), "build" | "install") && !prints()
}

/// Where a command of Go leaves its program.
pub(super) fn place(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> Option<Place> {
    call.read_words(1, |words| program(words, folder(facts, walk).as_deref()))
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
        || here.contains("xx-")
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
        run.contains("xx-")
            || run.contains("go env -w")
            || run.contains("GOARCH") && (run.contains('>') || run.contains("alias"))
            || declares && (run.contains(".sh") || run.contains("make "))
    };
    let all = 0..facts.file.instructions.len();
    all.filter(|at| run_text(facts, *at).is_some_and(tells)).collect()
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

/// The folder that a script begins in, where it stays there.
fn folder(facts: &Facts<'_>, walk: &Walk<'_>) -> Option<String> {
    folder_of(facts, (walk.script.stage, walk.script.instruction), walk.trace)
}

/// The same for an instruction of a stage.
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

/// Where a command leaves its program.
fn program(words: &[&str], folder: Option<&str>) -> Option<Place> {
    let (&verb, options) = words.split_first()?;
    let package = package(options);
    let name = package.as_deref().unwrap_or_default();
    let file = if verb == "install" {
        let name = Some(name).filter(|it| !it.is_empty() && *it != "...")?;
        format!("/go/bin/{name}")
    } else if let Some(output) = option(options, &["-o", "--o"]) {
        let output =
            if output.ends_with('/') { format!("{output}{name}") } else { output.to_owned() };
        let own = output.strip_prefix("./").unwrap_or(&output);
        match folder {
            Some(folder) if !own.starts_with('/') => format!("{folder}/{own}"),
            _ => own.to_owned(),
        }
    } else {
        // Of several packages nothing is written.
        let name = package.filter(|it| it != "...")?;
        format!("{}/{name}", folder?)
    };
    Some(Place::File(file))
}

/// The last name of the one package that is built: empty for the one in the folder.
pub(super) fn package(options: &[&str]) -> Option<String> {
    let mut all = Vec::new();
    let mut words = options.iter();
    while let Some(word) = words.next() {
        if VALUES.contains(word) {
            words.next();
        } else if !word.starts_with('-') {
            all.push(*word);
        }
    }
    let one = match all.as_slice() {
        [] => return Some(String::new()),
        [one] => one.trim_end_matches('/'),
        _ => return None,
    };
    let one = one.split('@').next().unwrap_or_default();
    let mut parts = one.rsplit('/');
    let last = parts.next().unwrap_or_default();
    let is_version = last
        .strip_prefix('v')
        .is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()) && !it.is_empty());
    let name = if is_version { parts.next().unwrap_or_default() } else { last };
    let name = name.strip_suffix(".go").unwrap_or(name);
    Some(if name == "." { String::new() } else { name.to_owned() })
}
