//! `dotnet-rid-hardcoded`: .NET told to build for one runtime identifier.
//!
//! Not what project files say. What is built is for the image's platform, wherever it is built.

use super::{
    consequence,
    script::{Hit, Walk, add, are, hits, told},
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    platform::Platform,
    rule::{Check, Findings, Rule},
    shell::value::Value,
    span::Span,
};

pub(super) static RULE: Rule = Rule {
    slug: "dotnet-rid-hardcoded",
    summary: "`dotnet` builds for one runtime identifier, whatever the platform.",
    page: include_str!("../../rules/dotnet-rid-hardcoded/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
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
                    identifier(facts, (word, name), walk.target, note);
                }
                before = shown;
            }
        }
    };
    for Hit { span, what, targets } in hits(facts, look) {
        let message = |unless: &str| {
            format!("`dotnet` builds for `{what}`{unless}, and {} required", are(&targets))
        };
        let mut finding = add(facts, findings, span, message)
            .platforms(targets.clone())
            .help("write `-a $TARGETARCH` in its place, with `ARG TARGETARCH` in this stage");
        for place in consequence::copies(facts, span, &what) {
            finding = finding.label(place, consequence::COPIED);
        }
    }
}

/// `linux-x64`, `linux-musl-arm64`: the system of another platform is another matter.
fn identifier(
    facts: &Facts<'_>,
    (word, name): (&Value, &str),
    target: &Platform,
    note: &mut dyn FnMut(Span, String),
) {
    let Some((system, architecture)) = name.rsplit_once('-') else { return };
    let named = knowledge::architecture(architecture);
    let length = word.shown().len();
    if system.starts_with("linux")
        && named.is_some_and(|it| target.architecture != it)
        && let Some(span) = told(facts, word, length - name.len(), length)
    {
        note(span, name.to_owned());
    }
}
