//! A report as text: one format a file.
//!
//! Not a decision about what is reported: every format shows the same findings.
//! Formats are plain functions behind one enum, so that adding one is a file, a variant and a line.

pub mod concise;
pub mod escape;
pub mod full;
pub mod github;
pub mod json;
pub mod sarif;

mod matrix;
mod snippet;

use crate::{diagnostic::Severity, platform::Platform, report::Report};
use std::io;
use unicode_width::UnicodeWidthStr;

/// An output format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Source lines, the platform matrix and a summary, for people.
    #[default]
    Full,
    /// One line a finding, for editors and `grep`.
    Concise,
    /// The documented frame of `rules/report.schema.json`.
    Json,
    /// SARIF 2.1.0, for code scanning services.
    Sarif,
    /// Workflow commands that GitHub turns into annotations.
    Github,
}

impl Format {
    /// All formats with the names they go by.
    pub const ALL: [(&'static str, Self); 5] = [
        ("full", Self::Full),
        ("concise", Self::Concise),
        ("json", Self::Json),
        ("sarif", Self::Sarif),
        ("github", Self::Github),
    ];
}

/// What the formats need to know besides the report.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Colours, for `full` and `concise`.
    pub color: bool,
    /// The terminal's width in columns, for `full`.
    pub width: usize,
    /// Show the platform matrix of every file, for `full`.
    pub matrix: bool,
    /// Findings from here on fail the run.
    pub fail_on: Severity,
    /// All rules, for `sarif`.
    pub rules: &'a [RuleInfo<'a>],
    /// What else the reader should know about the run, such as "2 templates were skipped".
    pub notes: &'a [String],
    /// What to do about things that were not checked, as a sentence.
    pub unchecked_help: &'a str,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            color: false,
            width: 80,
            matrix: false,
            fail_on: Severity::Warning,
            rules: &[],
            notes: &[],
            unchecked_help: "",
        }
    }
}

/// What a format tells about a rule.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo<'a> {
    /// Its name.
    pub slug: &'a str,
    /// One sentence.
    pub summary: &'a str,
    /// Its page.
    pub help_markdown: &'a str,
    /// Its default severity.
    pub severity: Severity,
}

/// Writes `report` in `format`.
///
/// # Errors
/// Those of `out`.
pub fn render(
    format: Format,
    report: &Report,
    options: &Options<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        Format::Full => full::render(report, options, out),
        Format::Concise => concise::render(report, options, out),
        Format::Json => json::render(report, options, out),
        Format::Sarif => sarif::render(report, options, out),
        Format::Github => github::render(report, options, out),
    }
}

/// The word for a severity, as in the configuration.
#[must_use]
pub const fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// `linux/amd64, linux/arm64`.
fn platform_list(platforms: &[Platform]) -> String {
    platforms.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// `1 file`, `2 files`.
fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Findings of `severity` over all files.
fn count(report: &Report, severity: Severity) -> usize {
    let findings = report.files.iter().flat_map(|file| &file.diagnostics);
    findings.filter(|finding| finding.severity == severity).count()
}

/// All platforms that some file was checked for; those of most files first.
fn platforms(report: &Report) -> Vec<Platform> {
    let mut seen: Vec<(Platform, usize)> = Vec::new();
    for platform in report.files.iter().flat_map(|file| &file.required) {
        match seen.iter_mut().find(|(known, _)| known == platform) {
            Some((_, files)) => *files += 1,
            None => seen.push((platform.clone(), 1)),
        }
    }
    seen.sort_by_key(|&(_, files)| std::cmp::Reverse(files));
    seen.into_iter().map(|(platform, _)| platform).collect()
}

/// The SGR code of a severity's colour.
const fn color(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "36",
        Severity::Warning => "33",
        Severity::Error => "31",
    }
}

/// `text` in a colour, when colours are on.
fn paint(text: &str, code: &str, on: bool) -> String {
    if on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// "not checked: 3 images or stages in 2 files"; nothing when all was.
fn unchecked(report: &Report) -> Option<String> {
    let files = report.files.iter().filter(|file| !file.unchecked.is_empty());
    let items = files.clone().flat_map(|file| &file.unchecked).map(|item| item.what.as_str());
    let (items, files) = (items.collect::<std::collections::HashSet<_>>().len(), files.count());
    let plural =
        |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    (items > 0).then(|| {
        format!("not checked: {} in {}", plural(items, "base image"), plural(files, "file"))
    })
}

/// `text`, which begins in column `indent`, in lines of `width` columns, all from that column on. It breaks at
/// blanks, but not between backticks: what stands there is to be copied.
fn wrap(text: &str, indent: usize, width: usize) -> String {
    let mut out = String::new();
    let mut column = indent;
    let mut quoted = false;
    let words = text.split(|it: char| {
        quoted ^= it == '`';
        it == ' ' && !quoted
    });
    for word in words {
        if column + word.width() > width && column > indent {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        column += word.width() + 1;
    }
    out
}
