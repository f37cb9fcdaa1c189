//! One line a finding: `path:line:column: severity[slug] message (platforms)`.
//!
//! No source lines and no summary: every line can be read by `grep` and by an editor's error format.
//! Platforms stand at the end so that the fixed part of the line stays in front.

use super::{Options, color, escape::escape, paint, platform_list, severity_name, unchecked};
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
pub fn render(report: &Report, options: &Options<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    for file in &report.files {
        for finding in &file.diagnostics {
            line(&file.source, finding, options, &mut out)?;
        }
    }
    options.notes.iter().try_for_each(|note| writeln!(out, "note: {}", escape(note)))?;
    if let Some(unchecked) = unchecked(report) {
        writeln!(out, "{unchecked}; `--format full` names them")?;
    }
    for file in &report.unreadable {
        let severity = paint("error", color(Severity::Error), options.color);
        writeln!(out, "{}: {severity}: {}", escape(&file.path), escape(&file.message))?;
    }
    out.flush()
}

fn line(
    source: &Source,
    finding: &Diagnostic,
    options: &Options<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let at = source.position(finding.span.start);
    write!(out, "{}:{}:{}: ", escape(source.name()), at.line, at.column)?;
    let head = format!("{}[{}]", severity_name(finding.severity), finding.rule);
    write!(
        out,
        "{} {}",
        paint(&head, color(finding.severity), options.color),
        escape(&finding.message)
    )?;
    if finding.platforms.is_empty() {
        return writeln!(out);
    }
    writeln!(out, " ({})", escape(&platform_list(&finding.platforms)))
}
