//! Compilers told to build for one architecture: `dotnet-rid-hardcoded`, `rust-target-hardcoded`, `x86-compiler-flag`
//! and `march-native`. Go is in `go`.

use super::{
    PLACES, consequence,
    script::{Hit, Walk, are, hits, merged, targets_on, written},
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    platform::Platform,
    rule::{Check, Findings, Rule},
    shell::{
        run::{Assigned, Call},
        value::Value,
    },
    span::Span,
    syntax::ast::Kind,
};

pub(super) static RID: Rule = Rule {
    slug: "dotnet-rid-hardcoded",
    summary: "`dotnet` builds for one runtime identifier, whatever the platform.",
    page: include_str!("../../rules/dotnet-rid-hardcoded/rule.md"),
    severity: Severity::Error,
    check: Check::File(rid),
};

pub(super) static RUST: Rule = Rule {
    slug: "rust-target-hardcoded",
    summary: "Rust builds for one target, whatever the platform.",
    page: include_str!("../../rules/rust-target-hardcoded/rule.md"),
    severity: Severity::Error,
    check: Check::File(rust),
};

pub(super) static X86_FLAG: Rule = Rule {
    slug: "x86-compiler-flag",
    summary: "A compiler is given an option that only x86 has.",
    page: include_str!("../../rules/x86-compiler-flag/rule.md"),
    severity: Severity::Error,
    check: Check::File(x86_flag),
};

pub(super) static NATIVE: Rule = Rule {
    slug: "march-native",
    summary: "The program is built for the processor of the build machine.",
    page: include_str!("../../rules/march-native/rule.md"),
    severity: Severity::Warning,
    check: Check::File(native),
};

/// Options of gcc and clang that only x86 takes; a `*` at the end stands for any ending.
const X86_FLAGS: &[&str] = &[
    "-mavx*",
    "-msse*",
    "-mssse3",
    "-mfma",
    "-mbmi*",
    "-maes",
    "-mpclmul",
    "-mpopcnt",
    "-m64",
    "-m32",
    "-march=x86-64*",
    "-march=skylake*",
    "-march=haswell",
    "-march=core2",
    "-march=corei7*",
    "-march=znver*",
    "-march=nehalem",
    "-march=westmere",
    "-march=broadwell",
    "-march=icelake*",
];

/// What options for a compiler are written to.
const FLAG_NAMES: &[&str] = &[
    "CFLAGS",
    "CXXFLAGS",
    "CPPFLAGS",
    "LDFLAGS",
    "CGO_CFLAGS",
    "CGO_CXXFLAGS",
    "CMAKE_C_FLAGS",
    "CMAKE_CXX_FLAGS",
    "FFLAGS",
    "RUSTFLAGS",
    "OPT",
    "COPTS",
];

/// Compilers, and programs that hand options on to them.
const COMPILERS: &[&str] = &[
    "gcc",
    "g++",
    "cc",
    "c++",
    "clang",
    "clang++",
    "make",
    "cmake",
    "configure",
    "gfortran",
    "ninja",
    "meson",
    "bazel",
];

/// The variables of a walk with what was set for a single command.
pub(super) fn settings<'w>(walk: &Walk<'w>) -> impl Iterator<Item = &'w Assigned> {
    let own = walk.trace.calls.iter().flat_map(|call| &call.sets);
    walk.trace.assigned.iter().chain(own)
}

fn rid(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        for call in walk.trace.calls.iter().filter(|call| call.name == "dotnet") {
            let mut before = String::new();
            for (word, _) in call.arguments() {
                let shown = word.shown();
                let joined = [
                    "-r:",
                    "--runtime:",
                    "--runtime=",
                    "-r=",
                    "-p:RuntimeIdentifier=",
                    "/p:RuntimeIdentifier=",
                ];
                let own = joined.iter().find_map(|start| shown.strip_prefix(start));
                let behind =
                    matches!(before.as_str(), "-r" | "--runtime").then_some(shown.as_str());
                if let Some(name) = own.or(behind) {
                    identifier(word, name, walk.target, note);
                }
                before = shown;
            }
        }
    };
    for Hit { span, what, targets } in hits(facts, look) {
        let message = format!("`dotnet` builds for `{what}`, and {} required", are(&targets));
        let mut finding = findings
            .add(span, message)
            .platforms(targets)
            .help("write `-a $TARGETARCH` in its place, with `ARG TARGETARCH` in this stage");
        for place in consequence::copies(facts, span, &what) {
            finding = finding.label(place, COPIED);
        }
    }
}

/// `linux-x64`, `linux-musl-arm64`: the system of another platform is another matter.
fn identifier(word: &Value, name: &str, target: &Platform, note: &mut dyn FnMut(Span, String)) {
    let Some((system, architecture)) = name.rsplit_once('-') else { return };
    let named = knowledge::architecture(architecture);
    let length = word.shown().len();
    if system.starts_with("linux")
        && named.is_some_and(|it| target.architecture != it)
        && let Some(span) = written(word, length - name.len(), length)
    {
        note(span, name.to_owned());
    }
}

fn rust(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        let triples = |programs: &[&str]| {
            let calls = walk.trace.calls.iter().filter(|it| programs.contains(&it.name.as_str()));
            calls.flat_map(Call::arguments).filter_map(|(word, _)| triple(word)).collect::<Vec<_>>()
        };
        let mut built = triples(&["cargo", "rustc", "cross"]);
        let targets = settings(&walk).filter(|it| it.name == "CARGO_BUILD_TARGET");
        built.extend(targets.filter_map(|it| triple(&it.value)));
        // A toolchain that can build for another target does not do so by itself.
        let added = triples(&["rustup"]);
        let mut names: Vec<&str> = built.iter().chain(&added).map(|(.., name)| *name).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() == 1 {
            for (span, text, _) in
                built.into_iter().filter(|(.., it)| walk.target.architecture != *it)
            {
                note(span, text);
            }
        }
    };
    for Hit { span, what, targets } in hits(facts, look) {
        let message = format!("Rust builds for `{what}`, and {} required", are(&targets));
        let mut finding = findings.add(span, message).platforms(targets).help(
            "choose the target by platform: `case \"$TARGETARCH\" in amd64) …;; arm64) …;; esac`",
        );
        for place in added(facts, &what) {
            finding = finding.label(place, "added here");
        }
        for place in consequence::copies(facts, span, &what) {
            finding = finding.label(place, COPIED);
        }
    }
}

/// What a label says of a copy that follows from a finding.
const COPIED: &str = "and copied by its name here";

/// Where a target is added to the toolchain.
fn added(facts: &Facts<'_>, target: &str) -> Vec<Span> {
    let traces = facts.scripts().iter().flat_map(|script| &script.traces);
    let calls = traces.flat_map(|(_, trace)| &trace.calls).filter(|it| it.name == "rustup");
    let words = calls.flat_map(Call::arguments).filter_map(|(word, _)| triple(word));
    let mut all: Vec<Span> =
        words.filter(|(_, text, _)| text == target).map(|(span, ..)| span).collect();
    all.sort_unstable();
    all.dedup();
    all.truncate(PLACES);
    all
}

/// `x86_64-unknown-linux-musl`, alone or behind `--target=`.
fn triple(word: &Value) -> Option<(Span, String, &'static str)> {
    let shown = word.shown();
    let text = shown.rsplit('=').next().unwrap_or_default();
    let is_triple = text.contains("-unknown-linux-");
    let name = knowledge::architecture(text.split('-').next()?).filter(|_| is_triple)?;
    let span = written(word, shown.len() - text.len(), shown.len())?;
    Some((span, text.to_owned(), name))
}

/// The options for compilers in a walk: each as a value with the range of one option in its text.
fn flags<'w>(walk: &Walk<'w>) -> Vec<(&'w Value, std::ops::Range<usize>)> {
    let mut values: Vec<&'w Value> = Vec::new();
    values.extend(
        settings(walk).filter(|it| FLAG_NAMES.contains(&it.name.as_str())).map(|it| &it.value),
    );
    for call in walk.trace.calls.iter().filter(|it| !it.handled) {
        if COMPILERS.contains(&call.name.as_str()) {
            values.extend(call.words.iter().skip(1));
        }
    }
    let each = |value: &'w Value| {
        let ranges = options(&value.view()).into_iter();
        ranges.map(move |at| (value, at))
    };
    values.into_iter().flat_map(each).collect()
}

/// `ENV CFLAGS=…`: every compiler of the stage sees it.
fn environment(facts: &Facts<'_>, is_hit: fn(&str, &Platform) -> bool) -> Vec<Hit<String>> {
    let mut found = Vec::new();
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let (Kind::Env(pairs), Some(stage)) = (&instruction.kind, facts.stage_of(index)) else {
            continue;
        };
        for pair in pairs.iter().filter(|it| FLAG_NAMES.contains(&it.name.as_str())) {
            let Some(value) = &pair.value else { continue };
            for at in options(value.as_str()) {
                let flag = value.as_str().get(at.clone()).unwrap_or_default();
                let targets = targets_on(facts, stage.index, |on| is_hit(flag, on));
                if !targets.is_empty() {
                    found.push(Hit {
                        span: value.span_of(at.clone()),
                        what: flag.to_owned(),
                        targets,
                    });
                }
            }
        }
    }
    found
}

fn is_x86_flag(flag: &str, on: &Platform) -> bool {
    let is_it = |known: &&str| match known.strip_suffix('*') {
        Some(start) => flag.starts_with(start),
        None => flag == *known,
    };
    // POWER and IBM Z have these two as well.
    let elsewhere = matches!(flag, "-m32" | "-m64");
    match on.architecture.as_ref() {
        "amd64" | "386" => false,
        "ppc64le" | "s390x" if elsewhere => false,
        _ => X86_FLAGS.iter().any(is_it),
    }
}

fn is_native(flag: &str) -> bool {
    matches!(flag, "-march=native" | "-mcpu=native") || flag.ends_with("target-cpu=native")
}

/// Where the options stand in a text of several.
fn options(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut all = Vec::new();
    let mut at = 0;
    for word in text.split([' ', '"', '\'']) {
        // `CFLAGS=-mavx2` and `-DCMAKE_C_FLAGS=-mavx2`
        let start = at + word.rfind("=-").map_or(0, |sign| sign + 1);
        if start < at + word.len() {
            all.push(start..at + word.len());
        }
        at += word.len() + 1;
    }
    all
}

/// A look that costs little: something in the file begins as these options do.
fn has_x86_flag(facts: &Facts<'_>) -> bool {
    let is_one = |at: usize| {
        let rest = facts.text.get(at..).unwrap_or_default();
        X86_FLAGS.iter().any(|flag| rest.starts_with(flag.trim_end_matches('*')))
    };
    let given = !facts.options.build_args.is_empty();
    given || memchr::memmem::find_iter(facts.text.as_bytes(), "-m").any(is_one)
}

fn x86_flag(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !has_x86_flag(facts) {
        return;
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        for (value, at) in flags(&walk) {
            let shown = value.view();
            let flag = shown.get(at.clone()).unwrap_or_default();
            if is_x86_flag(flag, walk.on)
                && let Some(span) = written(value, at.start, at.end)
            {
                note(span, flag.to_owned());
            }
        }
    };
    let mut all = hits(facts, look);
    all.extend(environment(facts, is_x86_flag));
    all.sort_by_key(|hit| hit.span);
    for Hit { span, what, targets } in merged(facts, all) {
        let verb = if what.len() == 1 { "is an option" } else { "are options" };
        let message =
            format!("{} {verb} for x86, and {} required", super::quoted(what), are(&targets));
        findings.add(span, message).platforms(targets).help(
            "leave it out, or set it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`",
        );
    }
}

fn native(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !facts.mentions("native") {
        return;
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        for (value, at) in flags(&walk) {
            let shown = value.view();
            let flag = shown.get(at.clone()).unwrap_or_default();
            if is_native(flag)
                && let Some(span) = written(value, at.start, at.end)
            {
                note(span, flag.to_owned());
            }
        }
    };
    let mut all = hits(facts, look);
    all.extend(environment(facts, |flag, _| is_native(flag)));
    for Hit { span, what, targets } in all {
        let message = format!(
            "`{what}` builds for the processor of the build machine; others may not run the program"
        );
        findings
            .add(span, message)
            .platforms(targets)
            .help("name the oldest processor that must run it, such as `-march=x86-64-v2` on amd64, or leave it out");
    }
}
