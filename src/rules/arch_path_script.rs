//! The paths in scripts for the rules of `arch_path`: program loaders, folders of Java, of libraries and of toolchains.
//!
//! Not every path with an architecture's name: a script unpacks, makes and removes files under names that its downloads
//! brought along, and those are the download's fault. What a distribution names is told wherever a script uses it.

use super::{
    arch_path::{Fault, is_loader, of_part},
    arch_word::{Place, Use},
    rust,
    script::{Hit, Walk, add, argument_at, hits, is_far, merged, told},
};
use crate::{
    facts::Facts,
    knowledge,
    rule::Findings,
    rules::{list, quoted_with},
    shell::{
        run::{Assigned, Call},
        value::Value,
    },
    span::Span,
    syntax::ast::Kind,
};
use std::borrow::Cow;

/// Commands to which it is all the same whether a path exists, or that make it.
const SILENT: &[&str] = &[
    "rm", "mkdir", "test", "tar", "bsdtar", "unzip", "curl", "wget", "git", "grep", "sed",
    "apt-get", "apt", "dpkg", "printf",
];

/// Commands that make what they name.
const MAKERS: &[&str] =
    &["mkdir", "tar", "bsdtar", "unzip", "curl", "wget", "mv", "git", "install", "rsync", "jlink"];

/// What a script for cross compiling says.
const CROSS: &[&str] =
    &["add-architecture", "crossbuild-essential", "-cross", "debootstrap", "sysroot", "rootfs"];

pub(super) fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, (Fault, String))| {
        for value in values(&walk) {
            paths(facts, (walk, value), note);
        }
        for value in javas(&walk) {
            java(facts, (walk, value), note);
        }
    };
    let mut all = hits(facts, look);
    for fault in [Fault::Interpreter, Fault::Java, Fault::Lib, Fault::Path] {
        let own = all.extract_if(.., |hit| hit.what.0 == fault);
        let own = own.map(|hit| Hit { span: hit.span, what: hit.what.1, targets: hit.targets });
        for hit in merged(facts, own.collect()) {
            report(facts, fault, hit, &mut findings.of(fault.rule()));
        }
    }
}

fn report(facts: &Facts<'_>, fault: Fault, hit: Hit<Vec<String>>, findings: &mut Findings<'_>) {
    let Hit { span, what, targets } = hit;
    let on = list(&targets);
    let lacks =
        |names: Vec<String>| format!("{} not exist on {on}", quoted_with(names, ("does", "do")));
    let (message, help): (String, Cow<'static, str>) = match fault {
        Fault::Interpreter => (
            format!(
                "{} programs for amd64, which no image for {on} has",
                quoted_with(what, ("loads", "load"))
            ),
            "name the loader of each platform, `case \"$(uname -m)\" in …`, or copy it with a pattern: `/lib*/ld-*`".into(),
        ),
        Fault::Java => {
            let first = what.first().and_then(|it| it.rsplit_once('-'));
            let help = format!(
                "write `$(dpkg --print-architecture)` in place of the architecture, or a pattern: `/usr/lib/jvm/{}-*`",
                first.map_or("", |(family, _)| family)
            );
            (lacks(what), help.into())
        }
        Fault::Path => (
            lacks(what),
            "write `$(uname -m)-unknown-linux-gnu`, or let `rustup run` find the toolchain by its name".into(),
        ),
        Fault::Lib | Fault::Lib64 => (
            lacks(what),
            "write `$(uname -m)-linux-gnu`, or `$(dpkg-architecture -qDEB_HOST_MULTIARCH)` where `dpkg-dev` is there".into(),
        ),
    };
    let message = |unless: &str| format!("{message}{unless}");
    add(facts, findings, span, message).platforms(targets).help(help);
}

/// The values of a walk that may be paths that must be there.
fn values<'w>(walk: &Walk<'w>) -> impl Iterator<Item = &'w Value> {
    let says = |name: &str| ["CROSS", "SYSROOT", "CARGO_TARGET"].iter().any(|it| name.contains(it));
    let is_path = move |it: &&Assigned| !says(&it.name);
    let uses = |call: &&Call| !call.handled && !SILENT.contains(&call.name.as_str());
    let calls = walk.trace.calls.iter();
    let sets =
        calls.clone().flat_map(|call| &call.sets).chain(&walk.trace.assigned).filter(is_path);
    let words = calls.filter(uses).flat_map(|call| call.words.iter().skip(1));
    sets.map(|it| &it.value).chain(words)
}

/// Debian's names of Javas, which its own program chooses among: `update-java-alternatives -s java-1.17.0-openjdk-amd64`.
fn javas<'w>(walk: &Walk<'w>) -> impl Iterator<Item = &'w Value> {
    let chooses = |call: &&Call| &*call.name == "update-java-alternatives" && !call.handled;
    let words = walk.trace.calls.iter().filter(chooses).flat_map(|call| call.words.iter().skip(1));
    words.filter(|it| it.shown().starts_with("java-"))
}

fn java(
    facts: &Facts<'_>,
    (walk, value): (Walk<'_>, &Value),
    note: &mut dyn FnMut(Span, (Fault, String)),
) {
    let shown = value.shown();
    let suffix = shown.rsplit('-').next().and_then(knowledge::architecture);
    if let Some(architecture) = suffix.filter(|it| *it != &*walk.on.architecture)
        && !is_meant(facts, walk, architecture)
        && let Some(span) = told(facts, value, 0, shown.len())
    {
        note(span, (Fault::Java, shown.into_owned()));
    }
}

/// What stands in every path that these rules tell.
const SIGNS: [&str; 3] = ["jvm/", "ld-", "-linux-"];

/// Notes the first parts of a value that name another architecture's folder or loader.
fn paths(
    facts: &Facts<'_>,
    (walk, value): (Walk<'_>, &Value),
    note: &mut dyn FnMut(Span, (Fault, String)),
) {
    let own = &*walk.on.architecture;
    let shown = value.shown();
    let is_path = memchr::memchr(b'/', shown.as_bytes()).is_some();
    // Most words are no paths, and most paths spell nothing.
    if !is_path
        || !knowledge::may_spell(&shown)
        || !SIGNS.iter().any(|it| shown.contains(it))
        || shown.contains("://")
    {
        return;
    }
    let mut noted = Vec::new();
    let place = Place { value: String::new(), platform: walk.on.clone(), image: None };
    let here = facts.instruction(walk.script.instruction);
    let (mut before, mut at) = ("", 0);
    for part in shown.split(['/', ':', ' ', ',', '=', '"', '\'', ';']) {
        let range = at..at + part.len();
        at = range.end + 1;
        let found = in_part((before, part), &place);
        before = part;
        let Some((fault, architecture)) = found.filter(|(fault, _)| !noted.contains(fault)) else {
            continue;
        };
        if architecture != own
            && !is_meant(facts, walk, architecture)
            && (fault == Fault::Interpreter || !is_made(facts, part))
            && !here.is_some_and(|it| is_looked_for(it.span.slice(facts.text), &shown))
            && let Some(span) = told(facts, value, range.start + own_start(part), range.end)
            // What an `ENV` says is told there.
            && (here.is_some_and(|it| it.span.start <= span.start && span.end <= it.span.end)
                || argument_at(facts, span).is_some_and(|it| !is_made(facts, it.name.as_str())))
        {
            note(span, (fault, part.to_owned()));
            noted.push(fault);
        }
    }
}

/// The script asks whether the path is there: `if [ -e /lib64/ld-linux-x86-64.so.2 ]`.
fn is_looked_for(script: &str, path: &str) -> bool {
    let is_test = |before: &str| {
        let before = before.trim_end_matches(['"', '\'']);
        ["-e ", "-f ", "-d ", "-x ", "-L ", "-h ", "-r "].iter().any(|it| before.ends_with(it))
    };
    script.match_indices(path).any(|(at, _)| script.get(..at).is_some_and(is_test))
}

/// What a part of a path in a script names, given the part before it.
fn in_part((before, part): (&str, &str), place: &Place) -> Option<(Fault, &'static str)> {
    if is_loader(part) {
        return Some((Fault::Interpreter, "amd64"));
    }
    if let Some(architecture) = host_triple(part) {
        return match before {
            "include" | "lib" => Some((Fault::Lib, architecture)),
            // Rust names its toolchains for what they run on.
            "toolchains" => Some((Fault::Path, architecture)),
            _ => None,
        };
    }
    if before == "include" {
        return knowledge::tuple_architecture(part).map(|it| (Fault::Lib, it));
    }
    let found = of_part(Use::Variable, (before, part), place);
    found.filter(|(fault, _)| !matches!(fault, Fault::Lib64 | Fault::Path))
}

/// The architecture of `x86_64-unknown-linux-gnu`, and of `nightly-x86_64-unknown-linux-gnu`.
fn host_triple(part: &str) -> Option<&'static str> {
    let (_, behind) = part.split_once("-unknown-linux-")?;
    rust::host(part).filter(|_| ["gnu", "musl"].contains(&behind))
}

/// Where the triple begins in such a part: the date before it may come from a variable.
fn own_start(part: &str) -> usize {
    let before = part.split_once("-unknown-linux-").map_or("", |(before, _)| before);
    before.rfind('-').map_or(0, |at| at + 1)
}

/// The script names the platform's own folder too, or it compiles for others.
fn is_meant(facts: &Facts<'_>, walk: Walk<'_>, architecture: &str) -> bool {
    let stage = facts.graph.stages.get(walk.script.stage);
    let scripts = stage.into_iter().flat_map(|it| it.body.clone());
    let mut texts = scripts.filter_map(|at| Some(facts.instruction(at)?.span.slice(facts.text)));
    let own = knowledge::tuple(&walk.on.architecture).unwrap_or("\n\n");
    let here = facts.instruction(walk.script.instruction);
    is_far(facts, architecture)
        || here.is_some_and(|it| it.span.slice(facts.text).contains(own))
        || texts.any(|text| CROSS.iter().any(|it| text.contains(it)))
}

/// The file itself makes something of that name.
fn is_made(facts: &Facts<'_>, part: &str) -> bool {
    let scripts = facts.file.instructions.iter().filter(|it| matches!(it.kind, Kind::Run(_)));
    let mut commands = scripts.flat_map(|it| it.span.slice(facts.text).split([';', '&', '|']));
    commands.any(|command| {
        if !command.contains(part) {
            return false;
        }
        let mut words = command.split_whitespace().filter(|it| *it != "\\" && *it != "RUN");
        let name = words.next().unwrap_or_default();
        let links = name == "ln" && words.next_back().is_some_and(|it| it.ends_with(part));
        links || MAKERS.contains(&name)
    })
}
