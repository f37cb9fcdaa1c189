//! What to do about a download for one architecture, for `hardcoded-arch-url`.
//!
//! Not whether the files exist: only what a project is known to publish is said for certain. Each shell has its own way
//! to name and to choose, and in single quotes none reads a name.

use super::{
    address::Literal, arch_name_mismatch::spellings, builder::on_builder, script::instruction_at,
};
use crate::{
    facts::Facts,
    knowledge,
    platform::Platform,
    rules::{join, list},
    shell::plain::Dialect,
    span::Span,
    syntax::ast::Kind,
};

/// Hosts with packages of Ubuntu for x86, and for others only in new releases.
const UBUNTU: [&str; 2] = ["archive.ubuntu.com/ubuntu/pool/", "security.ubuntu.com/ubuntu/pool/"];

/// The ways out, for a literal at a place that is fetched at another; `by_system` where the file is for Linux on Windows.
pub(super) fn helps(
    facts: &Facts<'_>,
    what: &Literal,
    place: (Span, Span),
    (targets, by_system): (&[Platform], bool),
) -> Vec<String> {
    let known = knowledge::download(&what.around);
    let is_published = |it: &Platform| {
        known.is_none_or(|known| !known.complete || known.names.contains_key(&*it.architecture))
    };
    if let Some(known) = known.filter(|_| !targets.iter().any(is_published)) {
        let none = format!("{} publishes none for {}", known.project, list(targets));
        return vec![format!("{none}: install it another way, or do not require it")];
    }
    let is_docker = |it: &Platform| known.is_none_or(|known| writes_docker(known, it));
    let by_docker = what.spelled == what.name && targets.iter().all(is_docker);
    let mut all = Vec::new();
    if let Some(download) = known.filter(|_| !by_docker) {
        let spelled = spellings(download, targets);
        if !spelled.is_empty() {
            all.push(format!("{} writes {}", download.project, join(&spelled)));
        }
    }
    if UBUNTU.iter().any(|it| what.around.contains(it)) {
        all.push("before Ubuntu 25.10, packages for other architectures than amd64 and i386 are in `ports.ubuntu.com/ubuntu-ports`".to_owned());
    }
    all.push(if by_system {
        "write `${TARGETOS}` and `${TARGETARCH}` in their places if there are such files, with `ARG TARGETOS TARGETARCH` in this stage".to_owned()
    } else {
        way_out(facts, place, by_docker).to_owned()
    });
    all
}

/// A name that is not known is Docker's where all others are.
fn writes_docker(download: &knowledge::Download, on: &Platform) -> bool {
    let mut names = download.names.iter();
    match download.names.get(&*on.architecture) {
        Some(name) => *name == on.architecture,
        None => names.all(|(docker, name)| docker == name),
    }
}

/// Projects that write what Docker writes take the argument as it is. Each shell has its own way to name and to choose.
fn way_out(facts: &Facts<'_>, (place, fetched): (Span, Span), by_docker: bool) -> &'static str {
    let index = instruction_at(facts, fetched);
    let kind = facts.instruction(index).map(|it| &it.inner().unwrap_or(it).kind);
    let stage = facts.stage_of(index).map(|it| it.index);
    let is_run = matches!(kind, Some(Kind::Run(_)));
    let heard = stage.filter(|_| is_run).and_then(|stage| {
        let (evaluation, _) = facts.reached(stage).next()?;
        facts.shell_at(evaluation, stage, index).dialect
    });
    match (heard, by_docker) {
        (Some(Dialect::Powershell), true) => {
            return "write `$env:TARGETARCH` in its place if there are such files, with `ARG TARGETARCH` in this stage";
        }
        (Some(Dialect::Powershell), false) => {
            return "choose the file by platform, if there are such files: `switch ($env:TARGETARCH) { amd64 {…} arm64 {…} }`, with `ARG TARGETARCH` in this stage";
        }
        (Some(Dialect::Cmd), true) => {
            return "write `%TARGETARCH%` in its place if there are such files, with `ARG TARGETARCH` in this stage";
        }
        (Some(Dialect::Cmd), false) => {
            return "choose the file by platform, if there are such files: `if %TARGETARCH%==arm64 (…) else (…)`, with `ARG TARGETARCH` in this stage";
        }
        (Some(Dialect::Posix) | None, _) => {}
    }
    if !by_docker && matches!(kind, Some(Kind::Add(_))) {
        "if there are such files, write a stage for each platform with its own `ADD`, `FROM scratch AS fetch-arm64`, and choose with `FROM fetch-${TARGETARCH}`"
    } else if by_docker && is_run && in_single_quotes(facts, (index, place)) {
        "write `'\"${TARGETARCH}\"'` in its place, since no shell reads what stands in single quotes, with `ARG TARGETARCH` in this stage"
    } else if !by_docker && stage.is_some_and(|stage| on_builder(facts, stage)) {
        "choose the file by target, if there are such files: `case \"$TARGETARCH\" in amd64) …;; arm64) …;; esac`, with `ARG TARGETARCH` in this stage"
    } else if by_docker {
        "write `${TARGETARCH}` in its place if there are such files, with `ARG TARGETARCH` in this stage"
    } else {
        "choose the file by platform, if there are such files: `case \"$(uname -m)\" in x86_64) …;; aarch64) …;; esac`"
    }
}

/// An odd number of single quotes stands before a place in its instruction, and no script does: `sh -c '…'`.
fn in_single_quotes(facts: &Facts<'_>, (index, place): (usize, Span)) -> bool {
    let start = facts.instruction(index).map_or(0, |it| it.span.start);
    let before = facts.text.get(start as usize..place.start as usize).unwrap_or_default();
    let is_script = before.rsplit_once('\'').is_some_and(|(it, _)| {
        let option = it.split_ascii_whitespace().next_back().unwrap_or_default();
        option.starts_with('-') && option.ends_with('c')
    });
    // An apostrophe in double quotes or in a comment is none of these.
    let opens = before.matches('\'').count() % 2 == 1 && before.matches('"').count() % 2 == 0;
    let is_plain = !before.contains("<<") && !before.contains('#');
    !is_script && is_plain && opens
}
