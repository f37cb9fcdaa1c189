//! `setcap-in-build`: a file gets its capabilities in one stage and is copied into another.
//!
//! Not every `setcap`: in the stage that is the image it stays, also under emulation, where no case of a loss is known.
//! What is known are builders that leave a file's capabilities behind when it goes from stage to stage.

use super::script::{Hit, Walk, hits};
use crate::{
    context::name::is_below,
    diagnostic::Severity,
    facts::Facts,
    rule::{Check, Findings, Rule},
    shell::{run::Call, value::Value},
    span::Span,
    stage::{source::Origin, target::Reach},
    syntax::ast::{Kind, Text, Transfer},
};

pub(super) static RULE: Rule = Rule {
    slug: "setcap-in-build",
    summary: "A file gets its capabilities in one stage and is copied into another, where some builders lose them.",
    page: include_str!("../../rules/setcap-in-build/rule.md"),
    severity: Severity::Info,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, (String, Span))| {
        let stage = walk.script.stage;
        if facts.reached(stage).any(|(_, at)| at.reach == Reach::Exported) {
            return;
        }
        let calls = walk.trace.calls.iter().filter(|call| call.name == "setcap" && call.sure);
        let marked = calls.filter_map(|call| Some((call, marked(call)?)));
        for (call, file) in marked {
            if let (Some(&span), Some(copy)) = (call.spans.first(), copy_of(facts, stage, &file)) {
                note(span, (file, copy));
                return;
            }
        }
    };
    for Hit { span, what: (file, copy), targets } in hits(facts, look) {
        let message = format!(
            "`setcap` gives `{file}` capabilities, which kaniko and Docker's classic builder lose when it is copied to another stage"
        );
        findings
            .add(span, message)
            .platforms(targets)
            .label(copy, "copied without its capabilities")
            .help("run `setcap` in the stage that is the image, behind the `COPY`");
    }
}

/// The file that a call gives capabilities; `-r` takes them away.
fn marked(call: &Call) -> Option<String> {
    let words = call.words.iter().skip(1).map(Value::text).collect::<Option<Vec<String>>>()?;
    let removes = words.iter().any(|it| it == "-r" || it == "-v");
    let file = words.last().filter(|it| it.starts_with('/') && words.len() > 1 && !removes)?;
    Some(file.clone())
}

/// Where another stage copies a file, or a folder above it, from a stage or one that builds on it.
fn copy_of(facts: &Facts<'_>, stage: usize, file: &str) -> Option<Span> {
    facts.sources.iter().filter(|it| it.mount.is_none()).find_map(|source| {
        let Origin::Stage(from) = source.origin else { return None };
        let kind = &facts.instruction(source.instruction)?.kind;
        let Kind::Copy(Transfer { sources, .. }) = kind else { return None };
        let place = sources.iter().find(|text| is_of(text, file)).map(Text::span)?;
        let mut evaluations = facts.evaluations.iter();
        let holds = evaluations.any(|it| facts.chain(it, from).any(|it| it.index == stage));
        let takes = facts.reached(source.stage).next().is_some();
        // Whoever sets them again knows.
        let body = facts.graph.stages.get(source.stage)?.body.clone();
        let mut behind = body.filter_map(|at| facts.instruction(at));
        let again = behind.any(|it| it.span.slice(facts.text).contains("setcap"));
        (holds && takes && !again).then_some(place)
    })
}

/// The path is the file, or a folder that it is in.
fn is_of(path: &Text, file: &str) -> bool {
    let path = format!("/{}", path.as_str().trim_matches(['"', '\'', '/', '*']));
    path == "/" || is_below(file, &path)
}
