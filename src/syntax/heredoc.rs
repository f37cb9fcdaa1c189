//! Heredocs: their markers in an instruction and their bodies behind it.
//!
//! Not the shell's own: `BuildKit` takes a heredoc out of `RUN` before any shell sees it, with its own rules.
//! The markers are looked for with `\` as the escape character even under `# escape=`, as `BuildKit` does.

use super::ast::{Dockerfile, Heredoc, Text, TokenKind};
use super::line::{Line, Lines, line_end, token};
use super::word::{Part, Scanner, WordError};
use crate::span::Span;
use std::collections::HashMap;
use std::ops::Range;

/// A marker such as `<<-"EOF"`.
#[derive(Debug)]
pub(super) struct Marker {
    /// In the joined line.
    range: Range<usize>,
    fd: u32,
    chomp: bool,
    name: String,
    expand: bool,
}

/// The last place of every line, to know at once that a heredoc has no end. Made when the first end is missing:
/// otherwise many open heredocs would each search the whole file.
#[derive(Debug, Default)]
pub(super) struct Ends<'a> {
    last: Option<HashMap<(bool, &'a str), usize>>,
}

/// The markers in a joined line. A line that is no valid shell text has none.
pub(super) fn markers(line: &str) -> Result<Vec<Marker>, String> {
    let mut markers = Vec::new();
    for range in split(line).unwrap_or_default() {
        let word = line.get(range.clone()).unwrap_or_default();
        markers.extend(marker(word)?.map(|marker| Marker { range, ..marker }));
    }
    Ok(markers)
}

/// True for a word that `COPY` and `ADD` read as a heredoc.
pub(super) fn is_marker(word: &str) -> bool {
    matches!(marker(word), Ok(Some(_)))
}

fn marker(word: &str) -> Result<Option<Marker>, String> {
    let behind = word.trim_start_matches(|character: char| character.is_ascii_digit());
    let Some(name) = behind.strip_prefix("<<") else { return Ok(None) };
    let chomp = name.starts_with('-');
    let name = name.strip_prefix('-').unwrap_or(name);
    let name = name.trim_start_matches(['\t', '\n', '\x0c', '\r', ' ']);
    if name.contains('<') {
        return Ok(None);
    }
    let digits = word.get(..word.len() - behind.len()).unwrap_or_default();
    let fd = if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u32::MAX) };
    scanner(name).all().map_err(|error| format!("failed to process {name:?}: {error}"))?;
    let (name, quoted) = unquote(name);
    Ok((!name.is_empty()).then_some(Marker { range: 0..0, fd, chomp, name, expand: !quoted }))
}

/// A delimiter without quotes and escapes, and whether any part of it was quoted. Variables stay as they are.
fn unquote(word: &str) -> (String, bool) {
    let mut name = String::new();
    let mut quoted = false;
    let mut quote = None;
    let mut characters = word.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, quote) {
            ('\'' | '"', None) => {
                quoted = true;
                quote = Some(character);
            }
            (_, Some(open)) if open == character => quote = None,
            ('\\', None) => name.extend(characters.next()),
            ('\\', Some('"')) => {
                name.push(
                    characters.next_if(|next| matches!(next, '"' | '$' | '\\')).unwrap_or('\\'),
                );
            }
            _ => name.push(character),
        }
    }
    (name, quoted)
}

fn scanner(text: &str) -> Scanner<'_> {
    Scanner { text, at: 0, escape: '\\', depth: 0, only_scan: true }
}

/// The words of a line as a shell would split it, quotes kept; blanks may stand behind `<<`.
fn split(line: &str) -> Result<Vec<Range<usize>>, WordError> {
    let mut scanner = scanner(line);
    let mut words = Words::default();
    while let Some(character) = scanner.peek() {
        let at = scanner.at;
        match character {
            '\'' => scanner.single_quoted(&mut Vec::new())?,
            '"' => {
                let mut parts = Vec::new();
                scanner.double_quoted(&mut parts, false)?;
                words.forget(parts.iter().any(has_word));
            }
            '$' => {
                words.forget(has_word(&scanner.dollar()?));
                words.add_split(line, at..scanner.at);
                continue;
            }
            '<' => arrow(&mut scanner),
            _ if character.is_whitespace() => {
                scanner.next();
                words.close(at);
                continue;
            }
            '\\' => {
                scanner.next();
                scanner.next();
            }
            _ => {
                scanner.next();
            }
        }
        words.start.get_or_insert(at);
    }
    words.close(line.len());
    Ok(words.found)
}

/// Takes `<`, or `<<` with the blanks behind it.
fn arrow(scanner: &mut Scanner<'_>) {
    scanner.next();
    if scanner.peek() == Some('<') {
        scanner.next();
        while matches!(scanner.peek(), Some('\t' | '\r' | ' ')) {
            scanner.next();
        }
    }
}

#[derive(Default)]
struct Words {
    found: Vec<Range<usize>>,
    start: Option<usize>,
}

impl Words {
    fn close(&mut self, at: usize) {
        self.found.extend(self.start.take().map(|start| start..at));
    }

    /// `BuildKit` drops what it has of a word when it meets `${a:-w}`, for both share a buffer.
    fn forget(&mut self, forget: bool) {
        if forget {
            self.start = None;
        }
    }

    /// Adds a variable; blanks inside it split the word.
    fn add_split(&mut self, line: &str, range: Range<usize>) {
        let text = line.get(range.clone()).unwrap_or_default();
        for (at, character) in text.char_indices() {
            if character.is_whitespace() {
                self.close(range.start + at);
            } else {
                self.start.get_or_insert(range.start + at);
            }
        }
    }
}

fn has_word(part: &Part) -> bool {
    matches!(part, Part::Variable(variable) if variable.operation.is_some())
}

/// A heredoc and how its reading went.
pub(super) struct Body {
    pub heredoc: Heredoc,
    /// The last line that was read.
    pub last: Option<Line>,
    /// False if the end is missing.
    pub closed: bool,
}

/// Reads the body of a heredoc from the lines behind an instruction. If its end is missing, the body stops
/// before the next line that looks like an instruction, so that the rest of the file is not lost.
pub(super) fn read<'a>(
    marker: Marker,
    line: &Text,
    lines: &mut Lines<'a>,
    ends: &mut Ends<'a>,
    file: &mut Dockerfile,
) -> Body {
    let start = lines.at();
    let found = find_end(&marker, lines, ends);
    let end = found.as_ref().map(|&(end, _)| end);
    let last = end.or_else(|| recover(lines));
    let behind = end.map_or(lines.at(), |end| end.start);
    token(file, TokenKind::HeredocBody, start, behind);
    if let Some((end, rest)) = found {
        *lines = rest;
        token(file, TokenKind::HeredocEnd, end.start, end.end);
        line_end(lines.text(), end, file);
    }
    let heredoc = Heredoc {
        marker: line.span_of(marker.range),
        name: marker.name,
        expand: marker.expand,
        chomp: marker.chomp,
        fd: marker.fd,
        body: Span::at(start, behind),
    };
    Body { heredoc, last, closed: end.is_some() }
}

/// Skips to the next instruction.
fn recover(lines: &mut Lines<'_>) -> Option<Line> {
    let mut last = None;
    while let Some(line) = lines.clone().next().filter(|&line| !is_instruction(lines.content(line)))
    {
        lines.next();
        last = Some(line);
    }
    last
}

/// The line that ends a heredoc, and the lines behind it.
fn find_end<'a>(
    marker: &Marker,
    lines: &Lines<'a>,
    ends: &mut Ends<'a>,
) -> Option<(Line, Lines<'a>)> {
    let key = (marker.chomp, marker.name.as_str());
    if let Some(last) = &ends.last
        && last.get(&key).is_none_or(|&last| last < lines.at())
    {
        return None;
    }
    let mut ahead = lines.clone();
    let found = ahead.find(|&line| key.1 == end_word(lines.content(line), marker.chomp));
    if found.is_none() && ends.last.is_none() {
        ends.last = Some(last_places(lines));
    }
    found.map(|end| (end, ahead))
}

fn end_word(content: &str, chomp: bool) -> &str {
    if chomp { content.trim_start_matches('\t') } else { content }
}

/// Every line with its last place, both as it is and without leading tabs.
fn last_places<'a>(lines: &Lines<'a>) -> HashMap<(bool, &'a str), usize> {
    let both = |line| {
        [false, true].map(|chomp| ((chomp, end_word(lines.content(line), chomp)), line.start))
    };
    lines.clone().flat_map(both).collect()
}

fn is_instruction(line: &str) -> bool {
    let word = line.split([' ', '\t']).next().unwrap_or_default();
    super::instruction::KEYWORDS.iter().any(|(keyword, _)| *keyword == word)
}
