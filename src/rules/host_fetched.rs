//! Downloads for the build machine's architecture, by name, in a stage that runs on it, when what they bring is copied
//! into the image.
//!
//! Not a rule: `hardcoded-arch-url` says what is found here. A tool for the build itself is right to be the build
//! machine's, so the file must be seen to leave: by the path it is written to, or by its name in the address and in
//! what is copied.

use super::{
    address::{Literal, is_for},
    builder::{BUILDPLATFORM, leaving, on_builder, parts},
    script::{Hit, Walk, hits, targets_on, written},
    token,
};
use crate::{
    context::name::file_name,
    facts::Facts,
    shell::{run::Call, value::Value},
    span::Span,
    syntax::ast::{Instruction, Kind, Text, Transfer},
};

/// Folders of text.
const TEXTS: &[&str] = &["/share/", "/etc/", "/doc/", "/include/", "/public", "/html/"];

/// The downloads that are for the build machine and leave it.
pub(super) fn fetched(facts: &Facts<'_>) -> Vec<Hit<Literal>> {
    if !facts.mentions(&BUILDPLATFORM) {
        return Vec::new();
    }
    let mut all = hits(facts, |walk: Walk<'_>, note: &mut dyn FnMut(Span, Literal)| {
        let stage = walk.script.stage;
        let (own, wanted) = (&*walk.on.architecture, &*walk.target.architecture);
        if own == wanted || !on_builder(facts, stage) {
            return;
        }
        let copied = leaving(facts, stage);
        if copied.is_empty() || brings(facts, stage, wanted) {
            return;
        }
        for call in walk.trace.calls.iter().filter(|it| !it.handled) {
            for address in call.addresses() {
                let shown = address.shown();
                let Some((name, at)) = token::only(&shown).filter(|(name, _)| *name == own) else {
                    continue;
                };
                // A name that the script chose by the machine before is another rule's.
                let is_chosen = |span: Span| {
                    let first = call.spans.first();
                    walk.trace.asks && first.is_some_and(|first| span.end <= first.start)
                };
                let leaves = || copied.iter().any(|(_, path)| leaves(call, &shown, path));
                if is_for(&shown, walk.on)
                    && leaves()
                    && let Some(span) = written(address, at.start, at.end)
                    && !is_chosen(span)
                {
                    let spelled = shown.get(at).unwrap_or_default().to_owned();
                    note(span, Literal { name, spelled, around: shown.into_owned() });
                }
            }
        }
    });
    all.extend(added(facts));
    all
}

/// Another download of the stage is for this architecture: both are fetched on purpose.
fn brings(facts: &Facts<'_>, stage: usize, architecture: &str) -> bool {
    let scripts = facts.scripts().iter().filter(|it| it.stage == stage);
    let mut calls = scripts.flat_map(|it| &it.traces).flat_map(|(_, trace)| &trace.calls);
    let names = |call: &Call| {
        let mut addresses = call.addresses();
        addresses.any(|it| token::only(&it.shown()).is_some_and(|(name, _)| name == architecture))
    };
    let bodies = facts.graph.stages.get(stage).into_iter().flat_map(|it| it.body.clone());
    let mut added = bodies.filter_map(|at| transfer(facts.instruction(at)?));
    calls.any(names)
        || added.any(|it| {
            let mut names = it.sources.iter().filter_map(|it| token::only(it.as_str()));
            names.any(|(name, _)| name == architecture)
        })
}

/// What a download writes is copied: its path is, or a file that is named as what the address brings.
pub(super) fn leaves(call: &Call, address: &str, path: &str) -> bool {
    if path.contains('$') || TEXTS.iter().any(|it| path.contains(it)) {
        return false;
    }
    let mut words = call.words.iter().skip(1).map(Value::shown);
    let is_path = |word: &str| {
        let own = word.strip_prefix("--output=").or(word.strip_prefix("-O")).unwrap_or(word);
        own == path
            || own.rsplit_once('/').is_some_and(|(folder, _)| folder == path && path.len() > 1)
    };
    words.any(|it| !it.contains("://") && is_path(&it)) || is_brought(address, path)
}

/// A path in a folder of programs whose last name stands in the address behind the host.
fn is_brought(address: &str, path: &str) -> bool {
    let name = file_name(path);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let behind = address.split_once("://").map_or("", |(_, rest)| rest);
    let behind = behind.split_once('/').map_or("", |(_, rest)| rest);
    folder.ends_with("bin") && name.len() > 1 && parts(behind, name)
}

/// `ADD https://…` in such a stage.
fn added(facts: &Facts<'_>) -> Vec<Hit<Literal>> {
    let mut found = Vec::new();
    for stage in facts.graph.stages.iter().filter(|it| on_builder(facts, it.index)) {
        let copied = leaving(facts, stage.index);
        let adds = stage.body.clone().filter_map(|at| transfer(facts.instruction(at)?));
        for (transfer, source) in
            adds.flat_map(|it| it.sources.iter().map(move |source| (it, source)))
        {
            let Some((name, at)) = token::only(source.as_str()) else { continue };
            let Some(destination) = transfer.destination.as_ref().map(Text::as_str) else {
                continue;
            };
            let is_it = |(_, path): &(Span, String)| {
                path == destination.trim_end_matches('/') || is_brought(source.as_str(), path)
            };
            let mut targets = targets_on(facts, stage.index, |on| on.architecture == name);
            targets.retain(|it| it.architecture != name && is_for(source.as_str(), it));
            if targets.is_empty()
                || !copied.iter().any(is_it)
                || targets.iter().any(|it| brings(facts, stage.index, &it.architecture))
            {
                continue;
            }
            let spelled = source.as_str().get(at.clone()).unwrap_or_default().to_owned();
            let around = source.as_str().to_owned();
            let what = Literal { name, spelled, around };
            found.push(Hit { span: source.span_of(at), what, targets });
        }
    }
    found
}

/// An `ADD` of addresses.
fn transfer(instruction: &Instruction) -> Option<&Transfer> {
    let Kind::Add(transfer) = &instruction.kind else { return None };
    transfer.sources.iter().any(|it| it.as_str().contains("://")).then_some(transfer)
}
