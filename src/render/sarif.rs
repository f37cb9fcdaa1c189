//! SARIF 2.1.0, which code scanning services read.
//!
//! Not all of it: what stands here is what GitHub, GitLab and Azure `DevOps` show.
//! Fingerprints are made of the rule, the path and the line's own text, not of its number, so that a finding stays
//! the same one when lines are added above it.

mod uri;

use super::{Options, RuleInfo, platform_list};
use crate::{
    diagnostic::{Applicability, Diagnostic, Fix, Severity},
    report::{FileReport, Report, Unreadable},
    source::Source,
    span::Span,
};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    io::{self, BufWriter, Write},
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the log and a line end.
///
/// # Errors
/// Those of `out`.
pub fn render(report: &Report, options: &Options<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let run = run(report, options);
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    super::escape::write_json(&log, &mut out)?;
    out.flush()
}

fn run(report: &Report, options: &Options<'_>) -> Value {
    let rules: HashMap<&str, usize> =
        options.rules.iter().enumerate().map(|(index, rule)| (rule.slug, index)).collect();
    let results: Vec<Value> = report.files.iter().flat_map(|file| results(file, &rules)).collect();
    let gap = |text| json!({ "level": "note", "message": { "text": text } });
    let unreadable = report.unreadable.iter().map(notification);
    let notifications: Vec<Value> = unreadable.chain(super::unchecked(report).map(gap)).collect();
    json!({
        "tool": { "driver": {
            "name": env!("CARGO_PKG_NAME"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": options.rules.iter().map(rule).collect::<Vec<_>>(),
        } },
        "columnKind": "unicodeCodePoints",
        "invocations": [{
            "executionSuccessful": report.unreadable.is_empty(),
            "toolExecutionNotifications": notifications,
        }],
        "results": results,
    })
}

fn rule(rule: &RuleInfo<'_>) -> Value {
    let mut value = json!({
        "id": rule.slug,
        "name": pascal(rule.slug),
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.summary },
        "help": { "text": rule.help_markdown, "markdown": rule.help_markdown },
    });
    // Cargo gives an empty string while the package names no repository.
    let repository = env!("CARGO_PKG_REPOSITORY");
    if !repository.is_empty() {
        let page = format!("{repository}/blob/main/rules/{}/rule.md", rule.slug);
        set(&mut value, "helpUri", json!(page));
    }
    set(&mut value, "defaultConfiguration", json!({ "level": level(rule.severity) }));
    value
}

fn results(file: &FileReport, rules: &HashMap<&str, usize>) -> Vec<Value> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    // A long line with many findings is read once for each rule.
    let mut prints: HashMap<(&str, u32), String> = HashMap::new();
    let one = |finding: &Diagnostic| {
        let mut value = result(&file.source, finding);
        if let Some(index) = rules.get(finding.rule) {
            set(&mut value, "ruleIndex", json!(index));
        }
        // The same thing twice in a file is told apart by its count.
        let place = (finding.rule, file.source.position(finding.span.start).line);
        let print = prints.entry(place).or_insert_with(|| fingerprint(&file.source, finding));
        let nth = seen.entry(print.clone()).and_modify(|nth| *nth += 1).or_insert(1);
        set(&mut value, "partialFingerprints", json!({ "anyarch/v1": format!("{print}:{nth}") }));
        value
    };
    file.diagnostics.iter().map(one).collect()
}

fn result(source: &Source, finding: &Diagnostic) -> Value {
    let mut value = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": message(finding) },
        "locations": [location(source, finding.span)],
    });
    let related = finding.labels.iter().enumerate().map(|(index, label)| {
        let mut place = location(source, label.span);
        set(&mut place, "id", json!(index));
        set(&mut place, "message", json!({ "text": label.message }));
        place
    });
    if !finding.labels.is_empty() {
        set(&mut value, "relatedLocations", related.collect());
    }
    let fix = finding.fix.as_ref().filter(|fix| fix.applicability != Applicability::DisplayOnly);
    if let Some(fix) = fix.filter(|fix| !fix.edits.is_empty()) {
        set(&mut value, "fixes", json!([json_fix(source, fix)]));
    }
    let platforms: Vec<String> = finding.platforms.iter().map(ToString::to_string).collect();
    set(&mut value, "properties", json!({ "platforms": platforms }));
    value
}

fn message(finding: &Diagnostic) -> String {
    let mut text = finding.message.clone();
    if !finding.platforms.is_empty() {
        text = format!("{text} ({})", platform_list(&finding.platforms));
    }
    finding.help.iter().fold(text, |text, help| format!("{text}\n{help}"))
}

fn location(source: &Source, span: Span) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri::uri(source.name()) },
        "region": region(source, span),
    } })
}

fn region(source: &Source, span: Span) -> Value {
    let (start, end) = source.positions(span);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn json_fix(source: &Source, fix: &Fix) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        let deleted = region(source, edit.span);
        json!({ "deletedRegion": deleted, "insertedContent": { "text": edit.content } })
    });
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri::uri(source.name()) },
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

fn notification(file: &Unreadable) -> Value {
    json!({
        "level": "error",
        "message": { "text": format!("{}: {}", file.path, file.message) },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri::uri(&file.path) } } }],
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// `from-platform-constant` as `FromPlatformConstant`.
fn pascal(slug: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_ascii_uppercase())
            .into_iter()
            .chain(letters)
            .collect::<String>()
    };
    slug.split('-').map(capital).collect()
}

/// Sixteen hexadecimal digits of FNV-1a over rule, path and line text: small, and the same in every version.
fn fingerprint(source: &Source, finding: &Diagnostic) -> String {
    let text = source.text();
    let at = (finding.span.start as usize).min(text.len());
    let line = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let line = text.get(line..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let uri = uri::uri(source.name());
    let parts = [finding.rule, "\0", &uri, "\0", line.trim()];
    let hash =
        parts.iter().flat_map(|part| part.bytes()).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{hash:016x}")
}

fn set(value: &mut Value, key: &str, item: Value) {
    if let Some(object) = value.as_object_mut() {
        object.insert(key.to_owned(), item);
    }
}
