//! `single-arch-checksum`: one checksum for a file that differs between platforms.

use super::script::{Hit, Walk, add, are, hits, instruction_at, told};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    rule::{Check, Findings, Rule},
    shell::{run::Call, value::Value},
    span::Span,
};

pub(super) static RULE: Rule = Rule {
    slug: "single-arch-checksum",
    summary: "A file is chosen by platform, and compared with one checksum.",
    page: include_str!("../../rules/single-arch-checksum/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

const CHECKERS: &[&str] = &["sha256sum", "sha512sum", "sha1sum", "md5sum", "sha384sum", "shasum"];

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if facts.options.targets.len() < 2 {
        return;
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Option<Span>)| {
        let calls = &walk.trace.calls;
        let is_checker = |call: &Call| CHECKERS.contains(&call.name.as_str());
        for call in calls.iter().filter(|call| is_checker(call)) {
            for text in &call.reads {
                let Some((span, file)) = pinned(facts, text) else { continue };
                if fetched_by_platform(calls, &file) {
                    note(span, call.spans.first().copied());
                }
            }
        }
    };
    // A literal that every platform compares with.
    for Hit { span, what: compared, targets } in hits(facts, look) {
        if targets.len() < 2 {
            continue;
        }
        let message = |unless: &str| {
            format!(
                "one checksum for a file that differs between platforms{unless}, and {} required",
                are(&targets)
            )
        };
        let finding = add(facts, findings, span, message)
            .platforms(targets.clone())
            .help("choose the checksum where the file is chosen: `case \"$TARGETARCH\" in amd64) sum=…;; arm64) sum=…;; esac`");
        // Where an `ENV` or `ARG` holds it, far away.
        let is_apart = |it: &Span| instruction_at(facts, *it) != instruction_at(facts, span);
        if let Some(place) = compared.filter(is_apart) {
            finding.label(place, "compared here");
        }
    }
}

/// A checksum that was written down, and the file it is of.
fn pinned(facts: &Facts<'_>, text: &Value) -> Option<(Span, String)> {
    let shown = text.shown();
    let length = shown.find(|it: char| !it.is_ascii_hexdigit())?;
    if !matches!(length, 32 | 40 | 64 | 96 | 128) {
        return None;
    }
    let file = shown.get(length..)?.trim().trim_start_matches('*').to_owned();
    Some((told(facts, text, 0, length)?, file))
}

/// The file is downloaded from an address that depends on the platform.
fn fetched_by_platform(calls: &[Call], file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let fetches = |call: &&Call| matches!(call.name.as_str(), "curl" | "wget" | "aria2c");
    calls.iter().filter(fetches).any(|call| {
        let shown: Vec<String> = call.words.iter().map(Value::shown).collect();
        let here = name.is_empty() || shown.iter().any(|word| word.ends_with(name));
        here && call.words.iter().zip(&shown).any(|(word, shown)| {
            word.by_platform() && (shown.contains("://") || shown.contains('/'))
        })
    })
}
