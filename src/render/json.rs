//! The report as one JSON document, for other programs.
//!
//! Not a dump of internal types: the types here are the format, frozen at `version` 1, and described for
//! readers in `rules/report.schema.json`. Within a version keys may be added, never renamed or removed.
//!
//! Lines and columns count from 1, columns in Unicode scalar values; `end_line` and `end_column` are the place
//! behind the last character. `start` and `end` of an edit are byte offsets, `end` exclusive. `platforms` of a
//! finding is empty when it is about all of the file's platforms. Only findings have both `rule` and `line`.

use super::{Options, count, escape, severity_name};
use crate::{
    diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, Severity},
    platform::Platform,
    report::{FileReport, Mark, MatrixRow, Report, Unchecked, Unreadable},
    source::Source,
};
use serde::{Serialize, Serializer};
use std::io::{self, BufWriter, Write};

/// Writes the document and a line end.
///
/// # Errors
/// Those of `out`.
pub fn render(report: &Report, options: &Options<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    escape::write_json(&document(report, options), &mut out)?;
    out.flush()
}

#[derive(Serialize)]
struct JsonReport<'a> {
    version: u32,
    tool: JsonTool,
    files: JsonFiles<'a>,
    unreadable: Vec<JsonUnreadable<'a>>,
    summary: JsonSummary<'a>,
}

/// Made one by one: a report of thousands of files is never in memory twice.
struct JsonFiles<'a>(&'a [FileReport]);

impl Serialize for JsonFiles<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(file))
    }
}

/// As it is written on a command line.
struct JsonPlatform<'a>(&'a Platform);

impl Serialize for JsonPlatform<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_string())
    }
}

#[derive(Serialize)]
struct JsonTool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct JsonFile<'a> {
    path: &'a str,
    platforms: Vec<JsonPlatform<'a>>,
    platforms_reason: Option<&'a str>,
    findings: Vec<JsonFinding<'a>>,
    matrix: Vec<JsonRow<'a>>,
    unchecked: Vec<JsonUnchecked<'a>>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    platforms: Vec<JsonPlatform<'a>>,
    related: Vec<JsonRelated<'a>>,
    help: &'a [String],
    fix: Option<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    message: &'a str,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    applicability: &'static str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    start: u32,
    end: u32,
    content: &'a str,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    stage: &'a str,
    line: u32,
    cells: Vec<JsonCell<'a>>,
}

#[derive(Serialize)]
struct JsonCell<'a> {
    platform: Option<JsonPlatform<'a>>,
    mark: &'static str,
    why: &'a str,
}

#[derive(Serialize)]
struct JsonUnchecked<'a> {
    what: &'a str,
    line: u32,
    column: u32,
    reason: &'a str,
}

#[derive(Serialize)]
struct JsonUnreadable<'a> {
    path: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct JsonSummary<'a> {
    files: usize,
    files_with_findings: usize,
    unreadable: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    /// A finding at or above `fail_on`, or a file that could not be read.
    failed: bool,
    fail_on: &'static str,
    notes: &'a [String],
}

fn document<'a>(report: &'a Report, options: &Options<'a>) -> JsonReport<'a> {
    JsonReport {
        version: 1,
        tool: JsonTool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        files: JsonFiles(&report.files),
        unreadable: report.unreadable.iter().map(unreadable).collect(),
        summary: summary(report, options),
    }
}

fn file(file: &FileReport) -> JsonFile<'_> {
    let source = &file.source;
    JsonFile {
        path: source.name(),
        platforms: names(&file.required),
        platforms_reason: file.required_reason.as_deref(),
        findings: file.diagnostics.iter().map(|item| finding(source, item)).collect(),
        matrix: file.matrix.iter().map(|item| row(file, item)).collect(),
        unchecked: file.unchecked.iter().map(|item| unchecked(source, item)).collect(),
    }
}

fn finding<'a>(source: &'a Source, finding: &'a Diagnostic) -> JsonFinding<'a> {
    let (start, end) = source.positions(finding.span);
    JsonFinding {
        rule: finding.rule,
        severity: severity_name(finding.severity),
        message: &finding.message,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        platforms: names(&finding.platforms),
        related: finding.labels.iter().map(|label| related(source, label)).collect(),
        help: &finding.help,
        fix: finding.fix.as_ref().map(|fix| json_fix(source, fix)),
    }
}

fn related<'a>(source: &'a Source, label: &'a Label) -> JsonRelated<'a> {
    let (start, end) = source.positions(label.span);
    JsonRelated {
        path: source.name(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: &label.message,
    }
}

fn json_fix<'a>(source: &Source, fix: &'a Fix) -> JsonFix<'a> {
    JsonFix {
        title: &fix.title,
        applicability: applicability(fix.applicability),
        edits: fix.edits.iter().map(|item| edit(source, item)).collect(),
    }
}

fn edit<'a>(source: &Source, edit: &'a Edit) -> JsonEdit<'a> {
    let (start, end) = source.positions(edit.span);
    JsonEdit {
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        start: edit.span.start,
        end: edit.span.end,
        content: &edit.content,
    }
}

const fn applicability(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
        Applicability::DisplayOnly => "display-only",
    }
}

fn row<'a>(file: &'a FileReport, row: &'a MatrixRow) -> JsonRow<'a> {
    let platforms = file.required.iter().map(Some).chain(std::iter::repeat(None));
    let cells = row.cells.iter().zip(platforms).map(|(cell, platform)| JsonCell {
        platform: platform.map(JsonPlatform),
        mark: mark(cell.mark),
        why: &cell.why,
    });
    let line = file.source.position(row.span.start).line;
    JsonRow { stage: &row.stage, line, cells: cells.collect() }
}

const fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Yes => "yes",
        Mark::Warned => "warning",
        Mark::No => "no",
        Mark::Unknown => "unknown",
        Mark::Unneeded => "unneeded",
    }
}

fn unchecked<'a>(source: &Source, item: &'a Unchecked) -> JsonUnchecked<'a> {
    let at = source.position(item.span.start);
    JsonUnchecked { what: &item.what, line: at.line, column: at.column, reason: &item.reason }
}

fn unreadable(file: &Unreadable) -> JsonUnreadable<'_> {
    JsonUnreadable { path: &file.path, message: &file.message }
}

fn summary<'a>(report: &Report, options: &Options<'a>) -> JsonSummary<'a> {
    let all = || report.files.iter().flat_map(|file| &file.diagnostics);
    let failing = all().any(|finding| finding.severity >= options.fail_on);
    JsonSummary {
        files: report.files.len(),
        files_with_findings: report
            .files
            .iter()
            .filter(|file| !file.diagnostics.is_empty())
            .count(),
        unreadable: report.unreadable.len(),
        errors: count(report, Severity::Error),
        warnings: count(report, Severity::Warning),
        infos: count(report, Severity::Info),
        failed: failing || !report.unreadable.is_empty(),
        fail_on: severity_name(options.fail_on),
        notes: options.notes,
    }
}

fn names(platforms: &[Platform]) -> Vec<JsonPlatform<'_>> {
    platforms.iter().map(JsonPlatform).collect()
}
