//! One finding with its source lines, ready for `codespan-reporting`.
//!
//! Not the file: the printer only ever sees a small text made for one finding, which holds the lines that carry
//! a label, escaped and cut around the labels. So no raw byte of a file can reach the terminal, and a line of a
//! megabyte prints as one screen line. Line numbers and columns are still those of the file.
//!
//! A label over several lines is drawn on its first line: the rest is known from the syntax.

use super::escape::{is_hostile, push};
use crate::{diagnostic::Diagnostic, source::Source, span::Span};
use codespan_reporting::files::{Error, Files};
use std::ops::Range;

/// The lines of one finding.
pub(super) struct Snippet<'a> {
    source: &'a Source,
    name: String,
    text: String,
    lines: Vec<Line>,
}

struct Line {
    /// Grows by one for neighbours and by more over a gap, so that the printer marks the gap.
    index: usize,
    number: usize,
    range: Range<usize>,
    /// Offset in the file and offset in the snippet of each character, and of the end of each window.
    map: Vec<(u32, usize)>,
}

/// Part of a line.
struct Window {
    start: usize,
    end: usize,
    /// The line has text before `start` or behind `end`.
    cut: (bool, bool),
}

impl<'a> Snippet<'a> {
    /// The lines of `finding`'s labels, each cut to about `limit` characters around a label.
    pub(super) fn new(source: &'a Source, finding: &Diagnostic, limit: usize) -> Self {
        let name = super::escape::escape(source.name()).into_owned();
        let mut snippet = Self { source, name, text: String::new(), lines: Vec::new() };
        let mut spans: Vec<Span> = finding.labels.iter().map(|label| label.span).collect();
        spans.push(finding.span);
        spans.sort_unstable();
        let number = |span: &Span| source.position(span.start).line as usize;
        for spans in spans.chunk_by(|a, b| number(a) == number(b)) {
            let number = spans.first().map_or(1, number);
            snippet.push_line(number, &windows(source.text(), spans, limit));
        }
        snippet
    }

    /// Where `span` stands in the snippet.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let start = span.start.min(u32::try_from(self.source.text().len()).unwrap_or(u32::MAX));
        let number = self.source.position(start).line as usize;
        let Some(line) = self.lines.iter().find(|line| line.number == number) else { return 0..0 };
        let end = first_line(self.source.text(), span).end.max(start);
        let (start, end) = (line.shown(start), line.shown(end));
        start..end.max(start)
    }

    fn push_line(&mut self, number: usize, windows: &[Window]) {
        let start = self.text.len();
        let mut map = Vec::new();
        for (index, window) in windows.iter().enumerate() {
            if index == 0 && window.cut.0 {
                self.text.push('…');
            }
            self.push_window(window, &mut map);
        }
        self.text.push('\n');
        let index = self.lines.last().map_or(0, |last| {
            if last.number + 1 == number { last.index + 1 } else { last.index + 3 }
        });
        self.lines.push(Line { index, number, range: start..self.text.len(), map });
    }

    fn push_window(&mut self, window: &Window, map: &mut Vec<(u32, usize)>) {
        let shown = self.source.text().get(window.start..window.end).unwrap_or_default();
        for (at, character) in shown.char_indices() {
            map.push((offset(window.start + at), self.text.len()));
            if is_hostile(character) && character != '\t' {
                push(&mut self.text, character);
            } else {
                self.text.push(character);
            }
        }
        map.push((offset(window.end), self.text.len()));
        if window.cut.1 {
            self.text.push('…');
        }
    }

    fn line(&self, index: usize) -> Result<&Line, Error> {
        let found = self.lines.iter().find(|line| line.index == index);
        found.ok_or(Error::LineTooLarge { given: index, max: self.lines.len() })
    }
}

impl Line {
    fn shown(&self, real: u32) -> usize {
        let at = self.map.partition_point(|&(from, _)| from <= real);
        self.map.get(at.saturating_sub(1)).map_or(self.range.start, |&(_, shown)| shown)
    }

    fn real(&self, shown: usize) -> u32 {
        let at = self.map.partition_point(|&(_, to)| to <= shown);
        self.map.get(at.saturating_sub(1)).map_or(0, |&(real, _)| real)
    }
}

impl<'a> Files<'a> for Snippet<'_> {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), byte: usize) -> Result<usize, Error> {
        let at = self.lines.partition_point(|line| line.range.start <= byte);
        Ok(self.lines.get(at.saturating_sub(1)).map_or(0, |line| line.index))
    }

    fn line_number(&'a self, (): (), index: usize) -> Result<usize, Error> {
        Ok(self.line(index)?.number)
    }

    fn column_number(&'a self, (): (), index: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.source.position(self.line(index)?.real(byte)).column as usize)
    }

    fn line_range(&'a self, (): (), index: usize) -> Result<Range<usize>, Error> {
        Ok(self.line(index)?.range.clone())
    }
}

/// The windows around `spans`, which start in one line; overlapping ones are joined.
fn windows(text: &str, spans: &[Span], limit: usize) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    for span in spans {
        let next = window(text, (span.start as usize).min(text.len()), limit);
        match windows.last_mut().filter(|last| next.start <= last.end) {
            Some(last) if last.end < next.end => {
                last.end = next.end;
                last.cut.1 = next.cut.1;
            }
            Some(_) => {}
            None => windows.push(next),
        }
    }
    windows
}

/// The line around `at`, or the part of it near `at` when it is longer than `limit`; never looks further than `limit`.
fn window(text: &str, at: usize, limit: usize) -> Window {
    let bytes = text.as_bytes();
    let (low, high) = (at.saturating_sub(limit), at.saturating_add(limit).min(bytes.len()));
    let before = bytes.get(low..at).unwrap_or_default();
    let behind = bytes.get(at..high).unwrap_or_default();
    let line_start = before.iter().rposition(|&byte| byte == b'\n').map(|found| low + found + 1);
    let line_start = line_start.or((low == 0).then_some(0));
    let line_end = behind.iter().position(|&byte| byte == b'\n').map(|found| at + found);
    let line_end = line_end.or((high == bytes.len()).then_some(high)).map(|end| chomp(bytes, end));
    let whole = line_start.zip(line_end).filter(|(start, end)| end.saturating_sub(*start) <= limit);
    if let Some((start, end)) = whole {
        return Window { start, end: end.max(start), cut: (false, false) };
    }
    let start = boundary(text, line_start.unwrap_or(low).max(at.saturating_sub(limit / 3)));
    let end = boundary(text, line_end.unwrap_or(high).min(at + limit / 3 * 2)).max(start);
    Window { start, end, cut: (line_start != Some(start), line_end != Some(end)) }
}

/// The last character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// `end` without a carriage return before it.
fn chomp(bytes: &[u8], end: usize) -> usize {
    let before = end.checked_sub(1);
    before.filter(|&before| bytes.get(before) == Some(&b'\r')).unwrap_or(end)
}

/// The part of `span` in its first line, without the continuation mark when it goes on.
fn first_line(text: &str, span: Span) -> Span {
    let shown = span.slice(text);
    match shown.split_once('\n') {
        Some((line, _)) => {
            let line = line.trim_end().trim_end_matches(['\\', '`']).trim_end();
            Span::at(span.start as usize, span.start as usize + line.len().max(1))
        }
        None => span,
    }
}

fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
