//! `cross-compiler-hardcoded`: a compiler, or the machine it is told to compile for, by the name of one architecture.
//!
//! Not for images whose purpose is to compile for another machine: whoever installs such a compiler means it, and so
//! does whoever names several. What a compiler makes is held against the image's platform, wherever it runs.

use super::{
    cross_target,
    environment::{Variable, variables},
    script::{Hit, Walk, add, are, hits, is_far, merged, runs, told},
    system_target,
    toolchain::settings,
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    needle::Needle,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::quoted_with,
    shell::{run::Call, value::Value},
    span::Span,
    stage::target::StageAt,
};
use std::{cell::OnceCell, collections::HashSet};

/// What stands in every file that this rule speaks of.
static SIGNS: [Needle; 6] = [
    Needle::new("-linux"),
    Needle::new("_PROCESSOR"),
    Needle::new("Configure linux-"),
    Needle::new("target_cpu"),
    Needle::new("debootstrap"),
    Needle::new("mmdebstrap"),
];

pub(super) static RULE: Rule = Rule {
    slug: "cross-compiler-hardcoded",
    summary: "A compiler, or what it compiles for, is named for one architecture.",
    page: include_str!("../../rules/cross-compiler-hardcoded/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// Variables that name a tool or the beginning of its name.
const TOOLS: &[&str] = &[
    "CC",
    "CXX",
    "CPP",
    "AR",
    "AS",
    "LD",
    "NM",
    "RANLIB",
    "STRIP",
    "OBJCOPY",
    "FC",
    "CROSS_COMPILE",
    "CROSS_PREFIX",
];

/// Options that name a tool or a machine.
const OPTIONS: &[&str] = &[
    "--host",
    "--build",
    "--cross-prefix",
    "-DCMAKE_SYSTEM_PROCESSOR",
    "-DCMAKE_C_COMPILER",
    "-DCMAKE_CXX_COMPILER",
    "-DCMAKE_C_COMPILER_TARGET",
    "-DCMAKE_CXX_COMPILER_TARGET",
];

/// Words of a line where compiling for other machines is the purpose.
const PURPOSE: &[&str] = &[
    "crossbuild-essential",
    "-cross",
    "crosstool",
    "add-architecture",
    "xx-",
    "sysroot",
    "SYSROOT",
];

/// A name that is for one architecture.
struct Named {
    text: String,
    architecture: &'static str,
    kind: Use,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Tool,
    /// The machine that the program is for.
    Host,
    /// The machine that compiles.
    Builder,
    Processor,
    /// What a tool makes programs for that cross-compiles by itself.
    Target,
    /// The system that is made, and run at once.
    System,
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !facts.mentions_any(&SIGNS) {
        return;
    }
    let purpose = OnceCell::new();
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Named)| {
        let sets = settings(&walk).filter(|it| TOOLS.contains(&it.name.as_str()));
        let tools = sets.map(|it| (&it.value, 0, Use::Tool));
        let calls = walk.trace.calls.iter().flat_map(options);
        for (value, from, kind) in tools.chain(calls).chain(made_for(&walk)) {
            let shown = value.shown();
            let text = shown.get(from..).unwrap_or_default();
            let Some(architecture) = architecture(text, kind) else { continue };
            let wanted = if kind == Use::Builder { walk.on } else { walk.target };
            if is_other(wanted, architecture)
                && !is_meant(facts, &purpose, (walk.script.stage, architecture))
                && !(kind == Use::Target && said(facts, &purpose).has_target(architecture))
                && let Some(span) = told(facts, value, from, shown.len())
            {
                note(span, Named { text: text.to_owned(), architecture, kind });
            }
        }
        made(facts, (&walk, &purpose), note);
    };
    let mut all = hits(facts, look);
    all.extend(environment(facts, &purpose));
    all.sort_by_key(|hit| hit.span);
    all.dedup_by_key(|hit| hit.span);
    for hit in merged(facts, all) {
        report(facts, hit, findings);
    }
}

fn report(facts: &Facts<'_>, hit: Hit<Vec<Named>>, findings: &mut Findings<'_>) {
    let Hit { span, what, targets } = hit;
    let Some(first) = what.first() else { return };
    let (kind, architecture) = (first.kind, first.architecture);
    let these = quoted_with(what.iter().map(|it| it.text.clone()).collect(), ("is", "are"));
    let message = |unless: &str| {
        format!("{these} for {architecture}{unless}, and {} required", are(&targets))
    };
    let help = match kind {
        Use::Tool => {
            "name the compiler of the image's own platform, `gcc`, or ask for the name: `$(dpkg-architecture -qDEB_HOST_GNU_TYPE)-gcc`"
        }
        Use::Host | Use::Builder => "leave it out, or ask for the name: `$(gcc -dumpmachine)`",
        Use::Processor => "leave it out, or ask for the name: `$(uname -m)`",
        Use::System => "leave it out, or ask for the name: `$(dpkg --print-architecture)`",
        Use::Target => {
            "leave it out, or choose it by platform: `case \"$TARGETARCH\" in amd64) …;; arm64) …;; esac`"
        }
    };
    add(facts, findings, span, message).platforms(targets.clone()).help(help);
}

/// Systems, and what GN builds.
fn made(
    facts: &Facts<'_>,
    (walk, purpose): (&Walk<'_>, &OnceCell<Purpose>),
    note: &mut dyn FnMut(Span, Named),
) {
    let has_processor = facts.mentions(&system_target::CPU);
    let is_alone = || system_target::processors(facts.text).iter().all(|(_, it)| *it == "amd64");
    for call in &walk.trace.calls {
        let system = system_target::system(call).map(|it| (it, Use::System, &*call.name, "--arch"));
        let processor = || {
            let found = system_target::processor(call).filter(|_| is_alone())?;
            Some((found, Use::Target, "", "target_cpu"))
        };
        let found = if has_processor { system.or_else(processor) } else { system };
        let Some(((value, at), kind, name, option)) = found else { continue };
        let wanted = if kind == Use::System { walk.on } else { walk.target };
        if is_other(wanted, "amd64")
            && !is_meant(facts, purpose, (walk.script.stage, "amd64"))
            && let Some(span) = told(facts, value, at.start, at.end)
        {
            let shown = value.shown();
            let text = format!("{name} {option}={}", shown.get(at).unwrap_or_default());
            note(span, Named { text: text.trim().to_owned(), architecture: "amd64", kind });
        }
    }
}

/// What tools are told to make programs for, where that is for one architecture only.
fn made_for<'w>(walk: &Walk<'w>) -> Vec<(&'w Value, usize, Use)> {
    let calls = walk.trace.calls.iter().flat_map(cross_target::targets);
    let set = settings(walk).filter(|it| cross_target::VARIABLES.contains(&it.name.as_str()));
    let all: Vec<_> = calls.chain(set.map(|it| (&it.value, 0))).collect();
    let architecture =
        |(value, from): &(&Value, usize)| cross_target::architecture(value.shown().get(*from..)?);
    let mut names: Vec<_> = all.iter().filter_map(architecture).collect();
    names.sort_unstable();
    names.dedup();
    let all = all.into_iter().filter(|_| names.len() == 1);
    all.map(|(value, from)| (value, from, Use::Target)).collect()
}

/// What a command is told by options and variables behind it: the value with where the name begins.
fn options(call: &Call) -> Vec<(&Value, usize, Use)> {
    let is_clang = call.name.starts_with("clang");
    let mut found = Vec::new();
    let mut before = std::borrow::Cow::Borrowed("");
    for (word, _) in call.arguments() {
        let shown = word.shown();
        if let Some((name, _)) = shown.split_once('=') {
            let kind = match name {
                "--build" => Some(Use::Builder),
                "-DCMAKE_SYSTEM_PROCESSOR" => Some(Use::Processor),
                "--host" => Some(Use::Host),
                "--target" => is_clang.then_some(Use::Host),
                _ => (TOOLS.contains(&name) || OPTIONS.contains(&name)).then_some(Use::Tool),
            };
            found.extend(kind.map(|kind| (word, name.len() + 1, kind)));
        } else if is_clang && before == "-target" {
            found.push((word, 0, Use::Host));
        }
        before = shown;
    }
    found
}

/// The architecture of `x86_64-linux-gnu-gcc`, `aarch64-linux-gnu-` and the like.
fn architecture(text: &str, kind: Use) -> Option<&'static str> {
    let name = text.trim_matches(['"', '\'']).split(' ').next()?.rsplit('/').next()?;
    match kind {
        Use::Processor => return knowledge::architecture(name),
        Use::Target => return cross_target::architecture(text),
        Use::Tool | Use::Host | Use::Builder | Use::System => {}
    }
    let (first, rest) = name.split_once('-')?;
    let is_linux = rest.split('-').take(2).any(|it| it == "linux") && !rest.contains("android");
    knowledge::architecture(first).filter(|_| is_linux)
}

fn is_other(wanted: &Platform, architecture: &str) -> bool {
    wanted.os == super::os::LINUX && !runs(wanted, architecture)
}

/// What the file as a whole says of compiling for other machines.
struct Purpose {
    /// That it is for that.
    is_said: bool,
    /// The architectures of compilers and machines, wherever they are named.
    machines: HashSet<&'static str>,
    /// Those of what tools are told to make programs for.
    targets: HashSet<&'static str>,
}

impl Purpose {
    fn of(facts: &Facts<'_>) -> Self {
        let texts = || facts.file.instructions.iter().map(|it| it.span.slice(facts.text));
        let is_part = |it: char| it.is_ascii_alphanumeric() || "-_".contains(it);
        let machines = texts().flat_map(|it| it.split(move |it| !is_part(it)));
        let targets = texts().flat_map(|it| it.split([' ', '=', '\n', '\t', '"', '\'']));
        Self {
            is_said: texts().any(|it| PURPOSE.iter().any(|word| it.contains(word)) || installs(it)),
            machines: machines.filter_map(|it| architecture(it, Use::Tool)).collect(),
            targets: targets.filter_map(cross_target::architecture).collect(),
        }
    }

    /// Machines of other architectures are named too.
    fn has_machine(&self, architecture: &str) -> bool {
        self.machines.iter().any(|it| *it != architecture)
    }

    /// Another line makes programs for another architecture.
    fn has_target(&self, architecture: &str) -> bool {
        self.targets.iter().any(|it| *it != architecture)
    }
}

/// The purpose, worked out when it is first asked for.
fn said<'p>(facts: &Facts<'_>, purpose: &'p OnceCell<Purpose>) -> &'p Purpose {
    purpose.get_or_init(|| Purpose::of(facts))
}

/// Compiling for another machine is the purpose of the file, or of the stage by its name.
fn is_meant(
    facts: &Facts<'_>,
    purpose: &OnceCell<Purpose>,
    (stage, architecture): (usize, &str),
) -> bool {
    if is_far(facts, architecture) {
        return true;
    }
    let Some(stage) = facts.graph.stages.get(stage) else { return true };
    let name = stage.name.as_deref().unwrap_or_default();
    if name.contains("cross") || knowledge::names(name).next().is_some() {
        return true;
    }
    let purpose = said(facts, purpose);
    purpose.is_said || purpose.has_machine(architecture)
}

/// `apt-get install gcc-aarch64-linux-gnu`
fn installs(text: &str) -> bool {
    ["gcc-", "g++-", "binutils-"].iter().any(|start| {
        let mut behind = text.split(start).skip(1);
        behind.any(|it| {
            architecture(it.trim_start_matches("multilib-"), Use::Tool).is_some()
                || it.starts_with("x86-64-linux")
        })
    })
}

/// `ENV CC=…`: every command of the stage sees it.
fn environment(facts: &Facts<'_>, purpose: &OnceCell<Purpose>) -> Vec<Hit<Named>> {
    let mut found = Vec::new();
    let wanted = |it: &str| TOOLS.contains(&it) || cross_target::VARIABLES.contains(&it);
    for Variable { name, value, stage, .. } in variables(facts, wanted) {
        let text = value.as_str().trim_matches(['"', '\'']);
        let kind = if TOOLS.contains(&name) { Use::Tool } else { Use::Target };
        let Some(architecture) = architecture(text, kind) else { continue };
        let targets = facts.targets(|it| {
            let built = it.stages.get(stage).is_some_and(StageAt::is_built);
            built && is_other(&it.setting.target, architecture)
        });
        let meant = facts.meant(stage).pinned || is_meant(facts, purpose, (stage, architecture));
        if !targets.is_empty() && !meant {
            let what = Named { text: text.to_owned(), architecture, kind };
            found.push(Hit { span: value.span(), what, targets });
        }
    }
    found
}
