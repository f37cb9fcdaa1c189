//! Options for compilers of one processor: `x86-compiler-flag` and `march-native`.
//!
//! Not what a whole toolchain is told to build for: Go, Rust and .NET have files of their own.

use super::{
    environment::{Variable, variables},
    script::{Hit, Walk, add, are, hits, merged, targets_on, told},
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    needle::Needle,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::quoted_with,
    shell::{run::Assigned, value::Value},
    span::Span,
};

static NATIVE_SETTING: Needle = Needle::new("_NATIVE=ON");
static NATIVE_WORD: Needle = Needle::new("native");
static TARGET_CPU: Needle = Needle::new("target-cpu=");

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
    "-mfpmath=*",
];

/// What names the processor to build for.
const PROCESSOR: &[&str] = &["-march=", "-mtune=", "target-cpu=", "-Ctarget-cpu="];

/// Processors with x86; a `*` at the end stands for any ending.
const PROCESSORS: &[&str] = &[
    "x86-64*",
    "skylake*",
    "haswell",
    "core2",
    "corei7*",
    "core-avx*",
    "znver*",
    "nehalem",
    "westmere",
    "sandybridge",
    "ivybridge",
    "broadwell",
    "icelake*",
    "cascadelake",
    "cooperlake",
    "tigerlake",
    "alderlake",
    "sapphirerapids",
    "silvermont",
    "goldmont*",
    "nocona",
    "k8*",
    "bdver*",
    "btver*",
    "amdfam10",
    "i486",
    "i586",
    "i686",
    "pentium*",
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
    "cargo",
    "rustc",
];

/// The variables of a walk with what was set for a single command.
pub(super) fn settings<'w>(walk: &Walk<'w>) -> impl Iterator<Item = &'w Assigned> {
    let own = walk.trace.calls.iter().flat_map(|call| &call.sets);
    walk.trace.assigned.iter().chain(own)
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
        let ranges = options(&value.shown()).into_iter();
        ranges.map(move |at| (value, at))
    };
    values.into_iter().flat_map(each).collect()
}

/// `ENV CFLAGS=…`: every compiler of the stage sees it.
fn environment(facts: &Facts<'_>, is_hit: fn(&str, &Platform) -> bool) -> Vec<Hit<String>> {
    let mut found = Vec::new();
    for Variable { value, stage, .. } in variables(facts, |it| FLAG_NAMES.contains(&it)) {
        for at in options(value.as_str()) {
            let flag = value.as_str().get(at.clone()).unwrap_or_default();
            let targets = targets_on(facts, stage, |on| is_hit(flag, on));
            if !targets.is_empty() {
                let span = value.span_of(at.clone());
                found.push(Hit { span, what: flag.to_owned(), targets });
            }
        }
    }
    found
}

fn is_x86_flag(flag: &str, on: &Platform) -> bool {
    let fits = |known: &str, text: &str| match known.strip_suffix('*') {
        Some(start) => text.starts_with(start),
        None => text == known,
    };
    let processor = || PROCESSOR.iter().find_map(|it| flag.strip_prefix(it));
    // POWER and IBM Z have these two as well.
    let elsewhere = matches!(flag, "-m32" | "-m64");
    match on.architecture.as_ref() {
        "amd64" | "386" => false,
        "ppc64le" | "s390x" if elsewhere => false,
        _ => {
            X86_FLAGS.iter().any(|it| fits(it, flag))
                || processor().is_some_and(|name| PROCESSORS.iter().any(|it| fits(it, name)))
        }
    }
}

fn is_native(flag: &str) -> bool {
    matches!(flag, "-march=native" | "-mcpu=native" | "-DGGML_NATIVE=ON" | "-DLLAMA_NATIVE=ON")
        || flag.ends_with("target-cpu=native")
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
        let mut all = X86_FLAGS.iter().chain(PROCESSOR);
        all.any(|flag| rest.starts_with(flag.trim_end_matches('*')))
    };
    let given = !facts.options.build_args.is_empty();
    given
        || memchr::memmem::find_iter(facts.text.as_bytes(), "-m").any(is_one)
        || facts.mentions(&TARGET_CPU)
}

/// The options that are wrong where they are used, in scripts and in variables.
fn found(facts: &Facts<'_>, is_hit: fn(&str, &Platform) -> bool) -> Vec<Hit<String>> {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        for (value, at) in flags(&walk) {
            let shown = value.shown();
            let flag = shown.get(at.clone()).unwrap_or_default();
            if is_hit(flag, walk.on)
                && let Some(span) = told(facts, value, at.start, at.end)
            {
                note(span, flag.to_owned());
            }
        }
    };
    let mut all = environment(facts, is_hit);
    all.extend(hits(facts, look));
    all.sort_by_key(|hit| hit.span);
    all.dedup_by_key(|hit| hit.span);
    all
}

fn x86_flag(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !has_x86_flag(facts) {
        return;
    }
    for Hit { span, what, targets } in merged(facts, found(facts, is_x86_flag)) {
        let these = quoted_with(what, ("is an option", "are options"));
        let message =
            |unless: &str| format!("{these} for x86{unless}, and {} required", are(&targets));
        add(facts, findings, span, message).platforms(targets.clone()).help(
            "leave it out, or set it for amd64 only: `if [ \"$TARGETARCH\" = amd64 ]; then …`",
        );
    }
}

fn native(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !facts.mentions(&NATIVE_WORD) && !facts.mentions(&NATIVE_SETTING) {
        return;
    }
    for Hit { span, what, targets } in found(facts, |flag, _| is_native(flag)) {
        let message = |unless: &str| {
            format!(
                "`{what}` builds for the processor of the build machine{unless}; others may not run the program"
            )
        };
        add(facts, findings, span, message)
            .platforms(targets)
            .help("name the oldest processor that must run it, such as `-march=x86-64-v2` on amd64, or leave it out");
    }
}
