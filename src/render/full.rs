//! For people: each finding with its source lines, the platform matrix of the file, what was not checked, a summary.
//!
//! Files without findings are not listed.
//! Drawing the source is left to `codespan-reporting`; everything given to it has been escaped before.

use super::{
    Options, count, escape::escape, matrix, platform_list, platforms, plural, severity_name,
    snippet::Snippet, wrap,
};
use crate::{
    diagnostic::{Diagnostic, Severity},
    report::{FileReport, Mark, Report, Unreadable},
};
use codespan_reporting::{
    diagnostic as drawn,
    term::{self, Config, WriteStyle, termcolor},
};
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    fmt::Write as _,
    io::{self, BufWriter, Write},
};

/// Lines in the list of what was not checked.
const UNCHECKED_LINES: usize = 20;

/// Writes the report.
///
/// # Errors
/// Those of `out`.
pub fn render(report: &Report, options: &Options<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    for file in &report.files {
        findings(file, options, &mut out)?;
        let trouble = !file.diagnostics.is_empty() && has_trouble(file);
        if options.matrix || report.files.len() == 1 || trouble {
            matrix::render(file, options, &mut out)?;
        }
    }
    report.unreadable.iter().try_for_each(|file| unreadable(file, options, &mut out))?;
    unchecked(report, options, &mut out)?;
    options.notes.iter().try_for_each(|note| writeln!(out, "note: {}", escape(note)))?;
    writeln!(out, "{}", summary(report))?;
    out.flush()
}

/// A table of nothing but ✓ and ! beside a finding says nothing new.
fn has_trouble(file: &FileReport) -> bool {
    let mut cells = file.matrix.iter().flat_map(|row| &row.cells);
    cells.any(|cell| matches!(cell.mark, Mark::No | Mark::Unknown))
}

fn findings(file: &FileReport, options: &Options<'_>, out: &mut impl Write) -> io::Result<()> {
    if file.diagnostics.is_empty() {
        return Ok(());
    }
    if options.color {
        let mut out = termcolor::Ansi::new(out);
        return file.diagnostics.iter().try_for_each(|item| finding(file, item, options, &mut out));
    }
    let mut out = termcolor::NoColor::new(out);
    file.diagnostics.iter().try_for_each(|item| finding(file, item, options, &mut out))
}

fn finding(
    file: &FileReport,
    finding: &Diagnostic,
    options: &Options<'_>,
    out: &mut impl WriteStyle,
) -> io::Result<()> {
    let snippet = Snippet::new(&file.source, finding, options.width.max(60) - 6);
    let labels = finding.labels.iter().map(|label| {
        let range = snippet.range(label.span);
        drawn::Label::secondary((), range).with_message(escape(&label.message))
    });
    let drawn = drawn::Diagnostic::new(severity(finding.severity))
        .with_code(finding.rule)
        .with_message(escape(&finding.message))
        .with_label(drawn::Label::primary((), snippet.range(finding.span)))
        .with_labels_iter(labels)
        .with_notes(notes(finding, room(file, finding, options)));
    term::emit_to_write_style(out, &Config::default(), &snippet, &drawn).map_err(io::Error::other)
}

const fn severity(severity: Severity) -> drawn::Severity {
    match severity {
        Severity::Info => drawn::Severity::Note,
        Severity::Warning => drawn::Severity::Warning,
        Severity::Error => drawn::Severity::Error,
    }
}

/// Columns for a note behind the line numbers and ` = `.
fn room(file: &FileReport, finding: &Diagnostic, options: &Options<'_>) -> usize {
    let spans = finding.labels.iter().map(|label| label.span).chain([finding.span]);
    let line = spans.map(|span| file.source.position(span.end).line).max().unwrap_or_default();
    options.width.saturating_sub(line.max(1).ilog10() as usize + "1 = ".len())
}

fn notes(finding: &Diagnostic, room: usize) -> Vec<String> {
    let note =
        |name: &str, text: &str| format!("{name}: {}", wrap(&escape(text), name.len() + 2, room));
    let platforms = (!finding.platforms.is_empty())
        .then(|| note("platforms", &platform_list(&finding.platforms)));
    platforms.into_iter().chain(finding.help.iter().map(|help| note("help", help))).collect()
}

fn unreadable(file: &Unreadable, options: &Options<'_>, out: &mut impl Write) -> io::Result<()> {
    let head = super::paint("error", super::color(Severity::Error), options.color);
    writeln!(out, "{head}: `{}` {}\n", escape(&file.path), escape(&file.message))
}

/// Something unchecked, over all files.
struct Gap<'a> {
    what: &'a str,
    reason: &'a str,
    first: String,
    places: usize,
    is_named: bool,
}

fn unchecked(report: &Report, options: &Options<'_>, out: &mut impl Write) -> io::Result<()> {
    let gaps = gaps(report);
    if gaps.is_empty() {
        return Ok(());
    }
    writeln!(out, "not checked:")?;
    let shown = gaps.get(..UNCHECKED_LINES).unwrap_or(&gaps);
    let mut reasons: Vec<&str> = shown.iter().map(|gap| gap.reason).collect();
    let mut seen = HashSet::new();
    reasons.retain(|reason| seen.insert(*reason));
    for reason in reasons {
        writeln!(out, "  {}", wrap(&escape(reason), 4, options.width))?;
        for gap in shown.iter().filter(|gap| gap.reason == reason) {
            let more = if gap.places > 1 {
                format!(" and {}", plural(gap.places - 1, "more place"))
            } else {
                String::new()
            };
            let line = format!("{} ({}{more})", escape(&short(gap.what)), escape(&gap.first));
            writeln!(out, "    {}", wrap(&line, 6, options.width))?;
        }
    }
    if gaps.len() > UNCHECKED_LINES {
        writeln!(out, "  and {} more; `--format json` lists all", gaps.len() - UNCHECKED_LINES)?;
    }
    if !options.unchecked_help.is_empty() && gaps.iter().any(|gap| gap.is_named) {
        writeln!(out, "  {}", escape(options.unchecked_help))?;
    }
    writeln!(out)
}

/// A name with the beginning of its digest: nobody reads 64 digits.
fn short(name: &str) -> Cow<'_, str> {
    let beginning = name.split_once("@sha256:").and_then(|(name, digest)| {
        Some(format!("{name}@sha256:{}…", digest.get(..12).filter(|_| digest.len() == 64)?))
    });
    beginning.map_or(Cow::Borrowed(name), Cow::Owned)
}

fn gaps(report: &Report) -> Vec<Gap<'_>> {
    let mut gaps: Vec<Gap<'_>> = Vec::new();
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    for (file, item) in
        report.files.iter().flat_map(|file| file.unchecked.iter().map(move |item| (file, item)))
    {
        let (what, reason) = (item.what.as_str(), item.reason.as_str());
        let index = *seen.entry((what, reason)).or_insert_with(|| {
            let line = file.source.position(item.span.start).line;
            gaps.push(Gap {
                what,
                reason,
                first: format!("{}:{line}", file.source.name()),
                places: 0,
                is_named: item.is_named,
            });
            gaps.len() - 1
        });
        if let Some(gap) = gaps.get_mut(index) {
            gap.places += 1;
        }
    }
    gaps
}

fn summary(report: &Report) -> String {
    let with = report.files.iter().filter(|file| !file.diagnostics.is_empty()).count();
    let files = plural(report.files.len(), "file");
    let mut text = match (report.files.len(), counts(report)) {
        (0, _) => "no file checked".to_owned(),
        (_, None) => format!("no findings in {files}"),
        (1, Some(counts)) => format!("{counts} in 1 file"),
        (_, Some(counts)) => format!("{counts} in {with} of {files}"),
    };
    let platforms = platforms(report);
    if !platforms.is_empty() {
        let _ = write!(text, " checked for {}", escape(&platform_list(&platforms)));
    }
    if !report.unreadable.is_empty() {
        let _ = write!(text, "; {} could not be read", plural(report.unreadable.len(), "path"));
    }
    text
}

/// `3 errors, 1 warning`; `None` without findings.
fn counts(report: &Report) -> Option<String> {
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .map(|severity| (count(report, severity), severity_name(severity)))
        .filter(|&(count, _)| count > 0)
        .map(
            |(count, name)| {
                if name == "info" { format!("{count} info") } else { plural(count, name) }
            },
        )
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
