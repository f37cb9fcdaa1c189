//! `cross-compiler-hardcoded`: a compiler, or the machine it is told to compile for, by the name of one architecture.
//!
//! Not for images whose purpose is to compile for another machine: whoever installs such a compiler means it, and so
//! does whoever names several. What a compiler makes is held against the image's platform, wherever it runs.

use super::{
    builder::on_builder,
    cross_purpose::Known,
    cross_target,
    cross_tool::{Place, Use, help, is_tool, machine, word},
    environment::{Variable, variables},
    script::{Hit, Walk, add, are, hits, instruction_at, merged, runs, told},
    system_target, token,
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
    syntax::ast::Kind,
};

/// What stands in every file that this rule speaks of.
static SIGNS: [Needle; 6] = [
    Needle::new("-linux"),
    Needle::new("_PROCESSOR"),
    Needle::new("Configure"),
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

/// A name that is for one architecture.
struct Named {
    text: String,
    architecture: &'static str,
    kind: Use,
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !facts.mentions_any(&SIGNS) {
        return;
    }
    let known = Known::default();
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
                && !known.is_meant(facts, (walk.script.stage, architecture))
                && !(kind == Use::Target && known.makes_several(facts, architecture))
                && let Some(span) = told(facts, value, from, shown.len())
            {
                note(span, Named { text: text.to_owned(), architecture, kind });
            }
        }
        made(facts, (&walk, &known), note);
        called(facts, (&walk, &known), note);
    };
    let mut all = hits(facts, look);
    all.extend(environment(facts, &known));
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
    let help = help(&first.text, kind, place(facts, span));
    add(facts, findings, span, message).platforms(targets.clone()).help(help);
}

/// Where a name stands.
fn place(facts: &Facts<'_>, span: Span) -> Place {
    let index = instruction_at(facts, span);
    let kind = facts.instruction(index).map(|it| &it.kind);
    if facts.stage_of(index).is_some_and(|it| on_builder(facts, it.index)) {
        Place::Builder
    } else if matches!(kind, Some(Kind::Env(_) | Kind::Arg(_))) {
        Place::Variable
    } else {
        Place::Script
    }
}

/// Tools that are called by such a name: other machines lack them.
fn called(
    facts: &Facts<'_>,
    (walk, known): (&Walk<'_>, &Known),
    note: &mut dyn FnMut(Span, Named),
) {
    let stage = walk.script.stage;
    for call in walk.trace.calls.iter().filter(|it| it.sure && !it.handled) {
        let Some(architecture) = machine(&call.name).filter(|it| is_other(walk.on, it)) else {
            continue;
        };
        // A folder or a file of the architecture: to be chosen from later.
        let says = |word: &Value| !token::architectures(&word.shown()).is_empty();
        let is_chosen = || call.words.iter().skip(1).any(says);
        // Images of others may bring it for all.
        let evaluation = facts.evaluations.first();
        let is_usual = || evaluation.is_some_and(|it| facts.family(it, stage).is_some());
        if is_tool(&call.name)
            && is_usual()
            && !is_chosen()
            && !known.is_meant(facts, (stage, architecture))
            && let Some(word) = call.words.first()
            && let Some(span) = told(facts, word, 0, word.shown().len())
        {
            note(span, Named { text: call.name.clone(), architecture, kind: Use::Called });
        }
    }
}

/// Systems, and what GN builds.
fn made(facts: &Facts<'_>, (walk, known): (&Walk<'_>, &Known), note: &mut dyn FnMut(Span, Named)) {
    let has_processor = known.has_processor(facts);
    for call in &walk.trace.calls {
        let system = system_target::system(call).map(|it| (it, Use::System, &*call.name, "--arch"));
        let processor = || {
            let found = system_target::processor(call).filter(|_| known.is_alone(facts))?;
            Some((found, Use::Target, "", "target_cpu"))
        };
        let found = if has_processor { system.or_else(processor) } else { system };
        let Some(((value, at), kind, name, option)) = found else { continue };
        let wanted = if kind == Use::System { walk.on } else { walk.target };
        if is_other(wanted, "amd64")
            && !known.is_meant(facts, (walk.script.stage, "amd64"))
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
    match kind {
        Use::Processor => knowledge::architecture(text.trim_matches(['"', '\''])),
        Use::Target => cross_target::architecture(text),
        Use::Tool | Use::Host | Use::Builder | Use::System | Use::Called => machine(word(text)?),
    }
}

fn is_other(wanted: &Platform, architecture: &str) -> bool {
    wanted.os == super::os::LINUX && !runs(wanted, architecture)
}

/// `ENV CC=…`: every command of the stage sees it.
fn environment(facts: &Facts<'_>, known: &Known) -> Vec<Hit<Named>> {
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
        let meant = facts.meant(stage).pinned || known.is_meant(facts, (stage, architecture));
        if !targets.is_empty() && !meant {
            let what = Named { text: text.to_owned(), architecture, kind };
            found.push(Hit { span: value.span(), what, targets });
        }
    }
    found
}
