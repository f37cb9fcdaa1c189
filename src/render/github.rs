//! Workflow commands, one line a finding, which GitHub Actions turns into annotations.
//!
//! Not for reading: GitHub shows the title and the message beside the line.
//! A value may hold anything once `%`, line ends and, in properties, `:` and `,` are percent-encoded; the runner
//! decodes just these (`actions/toolkit`, `command.ts`). All else that a terminal would obey is shown as its code,
//! since the lines stand in the job's log too.

use super::{Options, escape, platform_list, unchecked};
use crate::{
    diagnostic::{Diagnostic, Severity},
    report::Report,
    source::Source,
};
use std::io::{self, BufWriter, Write};

/// Writes the findings, then the files that could not be read.
///
/// # Errors
/// Those of `out`.
pub fn render(report: &Report, _: &Options<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    for file in &report.files {
        for finding in &file.diagnostics {
            annotation(&file.source, finding, &mut out)?;
        }
    }
    if let Some(unchecked) = unchecked(report) {
        writeln!(out, "::notice title=not checked::{unchecked}")?;
    }
    for file in &report.unreadable {
        let (path, message) = (path(&file.path), data(&file.message));
        writeln!(out, "::error file={path},title=cannot be read::{message}")?;
    }
    out.flush()
}

fn annotation(source: &Source, finding: &Diagnostic, out: &mut impl Write) -> io::Result<()> {
    let (start, end) = source.positions(finding.span);
    let (file, title) = (path(source.name()), property(finding.rule));
    write!(
        out,
        "::{} file={file},line={},endLine={}",
        command(finding.severity),
        start.line,
        end.line
    )?;
    write!(out, ",col={},endColumn={}", start.column, end.column)?;
    writeln!(out, ",title={title}::{}", data(&message(finding)))
}

const fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The message with its platforms, and each help on a line of its own.
fn message(finding: &Diagnostic) -> String {
    let mut text = finding.message.clone();
    if !finding.platforms.is_empty() {
        text = format!("{text} ({})", platform_list(&finding.platforms));
    }
    for help in &finding.help {
        text = format!("{text}\nhelp: {help}");
    }
    text
}

/// GitHub compares with paths from the repository's root, which have no `./`.
fn path(name: &str) -> String {
    property(name.trim_start_matches("./"))
}

fn data(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            _ => escape::push(&mut out, character),
        }
    }
    out
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
