//! Physical lines, and the joining of continued ones.
//!
//! Not instructions: a logical line is only text here.
//! Lines are joined with nothing between them and keep their indentation, as `BuildKit` does,
//! so `apt-get \` and `install` on the next line become two words only if a blank stands somewhere.

use super::ast::{Dockerfile, Escape, Text, Token, TokenKind};
use crate::span::Span;

/// The longest line that `BuildKit` reads, in bytes without `\n`.
pub(super) const LIMIT: usize = 65_535;

/// A physical line as byte offsets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// From 1.
    pub number: u32,
    pub start: usize,
    /// Behind the last character that is not part of the line end.
    pub end: usize,
    /// Start of the next line.
    pub next: usize,
}

/// The lines of a text; a clone looks ahead.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: u32,
}

impl<'a> Lines<'a> {
    /// The lines from `at` on.
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at, number: 0 }
    }

    /// Where the next line starts.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The content of a line, without its line end.
    pub(super) fn content(&self, line: Line) -> &'a str {
        self.text.get(line.start..line.end).unwrap_or_default()
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let rest = self.text.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
        let len = memchr::memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1);
        let is_content = |byte: &u8| !matches!(byte, b'\r' | b'\n');
        let content = rest.get(..len)?.iter().rposition(is_content).map_or(0, |last| last + 1);
        let (start, next) = (self.at, self.at + len);
        self.at = next;
        self.number = self.number.saturating_add(1);
        Some(Line { number: self.number, start, end: start + content, next })
    }
}

/// Joins `first`, whose content starts at `start`, with the lines that continue it; gives the last line.
/// `text` is emptied before; it is the caller's so that its room serves all instructions.
pub(super) fn join(
    lines: &mut Lines<'_>,
    (first, start): (Line, usize),
    text: &mut Text,
    file: &mut Dockerfile,
) -> Line {
    text.clear(Span::at(start, 0).start);
    let mut last = first;
    let mut open = append(lines.text, Line { start, ..first }, text, file);
    while open {
        let Some(line) = lines.next() else { break };
        last = line;
        if !trivia(lines.text, line, file) {
            open = append(lines.text, line, text, file);
        }
    }
    last
}

/// Adds a line to the joined text; true if it is continued.
fn append(source: &str, line: Line, text: &mut Text, file: &mut Dockerfile) -> bool {
    let content = source.get(line.start..line.end).unwrap_or_default();
    let kept = continuation(content, file.escape);
    let end = line.start + kept.unwrap_or(content.len());
    text.push(source, line.start..end);
    if kept.is_some() {
        file.continuations.push(Span::at(end, line.end));
    }
    token(file, TokenKind::Continuation, end, line.end);
    line_end(source, line, file);
    kept.is_some()
}

/// How much of a line stays when it is continued. A doubled escape character does not continue.
fn continuation(content: &str, escape: Escape) -> Option<usize> {
    let escape = escape.as_char();
    let kept = content.trim_end_matches([' ', '\t']).strip_suffix(escape)?;
    (!kept.ends_with(escape)).then_some(kept.len())
}

/// Takes a comment or blank line; false if the line is neither.
pub(super) fn trivia(source: &str, line: Line, file: &mut Dockerfile) -> bool {
    let content = source.get(line.start..line.end).unwrap_or_default().trim_start();
    let start = line.end - content.len();
    if !content.is_empty() && !content.starts_with('#') {
        return false;
    }
    token(file, TokenKind::Whitespace, line.start, start);
    if start < line.end {
        file.comments.push(Span::at(start, line.end));
        token(file, TokenKind::Comment, start, line.end);
    }
    line_end(source, line, file);
    true
}

/// The tokens behind a line's content. Stray carriage returns count as blanks.
pub(super) fn line_end(source: &str, line: Line, file: &mut Dockerfile) {
    let end = source.get(line.end..line.next).unwrap_or_default();
    let newline = match end.as_bytes() {
        [.., b'\r', b'\n'] => 2,
        [.., b'\n'] => 1,
        _ => 0,
    };
    token(file, TokenKind::Whitespace, line.end, line.next - newline);
    token(file, TokenKind::Newline, line.next - newline, line.next);
}

/// Adds a token unless it is empty, where tokens are asked for.
pub(super) fn token(file: &mut Dockerfile, kind: TokenKind, start: usize, end: usize) {
    if let Some(tokens) = &mut file.tokens
        && start < end
    {
        tokens.push(Token { kind, span: Span::at(start, end) });
    }
}
