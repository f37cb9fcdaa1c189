//! What a stage on the build machine makes for `$BUILDARCH` though it is copied into the image, for
//! `buildarch-for-target`.
//!
//! Not what such a stage makes when nobody tells it what for, which `cross-stage-binary-copy` tells. Only what is seen
//! to leave counts: a tool for the build itself is right to be the build machine's.

use super::{
    builder::{leaving, on_builder},
    host_fetched, host_go_place,
    made::Place,
    script::{Hit, Walk, hits, option},
};
use crate::{
    facts::Facts,
    rule::Findings,
    rules::{either, list},
    shell::{
        run::Call,
        value::{From, Value},
    },
    span::Span,
    syntax::ast::Kind,
};

/// What names an architecture for .NET.
const OPTIONS: [&str; 4] = ["-a", "--arch", "-r", "--runtime"];

pub(super) fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, ())| {
        let stage = walk.script.stage;
        if walk.on.same_family(walk.target) || !on_builder(facts, stage) {
            return;
        }
        let copied = leaving(facts, stage);
        if copied.is_empty() {
            return;
        }
        for call in &walk.trace.calls {
            let Some((span, output)) = made(facts, &walk, call) else { continue };
            if output.leaves(facts, (stage, call), copied) {
                note(span, ());
            }
        }
    };
    for Hit { span, targets, .. } in hits(facts, look) {
        let message = format!(
            "`BUILDARCH` names the build machine ({}), but what this makes is copied into the image for {}",
            either(&facts.options.builders),
            list(&targets)
        );
        findings
            .add(span, message)
            .platforms(targets)
            .help("use `TARGETARCH`, and declare it with `ARG TARGETARCH`");
    }
}

/// Where something is that was made for the build machine.
enum Output {
    Built(Place),
    /// From this address.
    Fetched(String),
}

impl Output {
    fn leaves(
        &self,
        facts: &Facts<'_>,
        (stage, call): (usize, &Call),
        copied: &[(Span, String)],
    ) -> bool {
        let mut paths = copied.iter().map(|(_, path)| path.as_str());
        match self {
            Self::Built(place) => paths.any(place.taken(facts, stage)),
            Self::Fetched(address) => paths.any(|it| host_fetched::leaves(call, address, it)),
        }
    }
}

/// What a command makes for the build machine by its name, and where the name stands.
fn made(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> Option<(Span, Output)> {
    match &*call.name {
        "go" => {
            matches!(&*call.word(1), "build" | "install").then_some(())?;
            let span = of_go(facts, walk, call)?;
            Some((span, Output::Built(host_go_place::place(facts, walk, call)?)))
        }
        "dotnet" => {
            (call.word(1) == "publish").then_some(())?;
            let span = of_dotnet(call)?;
            let output = |words: &[&str]| option(words, &["-o", "--output"]).map(str::to_owned);
            let folder = call.read_words(1, output)?.trim_end_matches('/').to_owned();
            Some((span, Output::Built(Place::Folder(folder))))
        }
        _ => {
            let address = call.addresses().find(|it| by_builder(it))?;
            Some((call.span_of(address)?, Output::Fetched(address.shown().into_owned())))
        }
    }
}

/// What tells Go the build machine's architecture: the command, the script or an `ENV`.
fn of_go(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> Option<Span> {
    let mut own = call.sets.iter().chain(walk.trace.assigned.iter().rev().filter(|it| it.exported));
    if let Some(set) = own.find(|it| it.name == "GOARCH") {
        return by_builder(&set.value).then_some(set.span);
    }
    let body = facts.graph.stages.get(walk.script.stage)?.body.clone();
    let before = body.take_while(|at| *at < walk.script.instruction);
    let pairs = before.filter_map(|at| {
        let Kind::Env(pairs) = &facts.instruction(at)?.kind else { return None };
        Some(pairs)
    });
    let last = pairs.flatten().filter(|it| it.name.as_str() == "GOARCH").last()?;
    let value = last.value.as_ref()?;
    value.as_str().contains("BUILDARCH").then(|| value.span())
}

/// The architecture that .NET is told.
fn of_dotnet(call: &Call) -> Option<Span> {
    let mut words = call.arguments();
    let is_option = |shown: &str| OPTIONS.contains(&shown.split('=').next().unwrap_or_default());
    let (word, span) = words.find(|(word, _)| is_option(&word.shown()))?;
    let joined = word.shown().contains('=').then_some((word, span));
    let (value, span) = joined.or_else(|| words.next())?;
    by_builder(value).then_some(span)
}

/// The build machine makes it what it is, and the target does not.
fn by_builder(value: &Value) -> bool {
    let has = |from: From| value.pieces.iter().any(|it| it.from == from);
    has(From::Builder) && !has(From::Platform)
}
