//! One instruction: keyword, flags, arguments.
//!
//! Not what the arguments mean; see `argument`. This is where a joined line is cut and where its tokens come from.
//! The keyword table is the only place that says which instruction is read how.

use super::SyntaxError;
use super::argument::{self, Reader};
use super::ast::{Command, Escape, Instruction, Kind, Text, Token, TokenKind};
use super::heredoc::{self, Marker};
use super::{flag, suggest};
use crate::span::Span;
use std::ops::Range;

/// A range of the joined line with what it is.
pub(super) type Mark = (TokenKind, Range<usize>);

type Read = fn(&mut Reader<'_, '_>) -> Kind;

/// Every keyword with the function that reads its arguments.
pub(super) const KEYWORDS: [(&str, Read); 18] = [
    ("ADD", argument::add),
    ("ARG", argument::arg),
    ("CMD", argument::cmd),
    ("COPY", argument::copy),
    ("ENTRYPOINT", argument::entrypoint),
    ("ENV", argument::env),
    ("EXPOSE", argument::expose),
    ("FROM", argument::from),
    ("HEALTHCHECK", argument::healthcheck),
    ("LABEL", argument::label),
    ("MAINTAINER", argument::maintainer),
    ("ONBUILD", argument::onbuild),
    ("RUN", argument::run),
    ("SHELL", argument::shell),
    ("STOPSIGNAL", argument::stopsignal),
    ("USER", argument::user),
    ("VOLUME", argument::volume),
    ("WORKDIR", argument::workdir),
];

/// Reads a joined line.
pub(super) fn read(
    line: &Text,
    escape: Escape,
    errors: &mut Vec<SyntaxError>,
    marks: &mut Vec<Mark>,
) -> Instruction {
    command(&mut Context { line, escape, errors, marks, inner: false }, 0..line.len())
}

/// What reading one line needs.
pub(super) struct Context<'a> {
    pub line: &'a Text,
    pub escape: Escape,
    pub errors: &'a mut Vec<SyntaxError>,
    pub marks: &'a mut Vec<Mark>,
    /// True below `ONBUILD`.
    pub inner: bool,
}

/// Reads an instruction from a range of the line.
pub(super) fn command(context: &mut Context<'_>, range: Range<usize>) -> Instruction {
    let line = context.line;
    let (keyword, arguments) = split(line.as_str(), range);
    context.marks.push((TokenKind::Keyword, keyword.clone()));
    let (flags, rest) = flag::split(line, arguments, context.escape, context.marks);
    let keyword_span = line.span_of(keyword.clone());
    let word = line.as_str().get(keyword).unwrap_or_default();
    let entry = KEYWORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
    let kind = if let Some((name, read)) = entry {
        let rest = rest.clone();
        read(&mut Reader { context, name, keyword: keyword_span, flags: &flags, rest })
    } else {
        unknown(context.errors, keyword_span, word);
        Kind::Unknown
    };
    if !matches!(kind, Kind::Onbuild(Some(_))) {
        context.marks.push((TokenKind::Argument, rest.clone()));
    }
    let span = keyword_span.cover(line.span());
    let arguments = match kind.shell_text() {
        Some(_) => Text::empty(span.start),
        None => line.slice(rest),
    };
    Instruction {
        span: Span::new(keyword_span.start, span.end),
        keyword: keyword_span,
        lines: (0, 0),
        flags,
        arguments,
        heredocs: Vec::new(),
        kind,
    }
}

fn unknown(errors: &mut Vec<SyntaxError>, span: Span, word: &str) {
    let names = KEYWORDS.map(|(name, _)| name);
    let hint = suggest::hint(word, &names, false);
    errors.push(SyntaxError { span, message: format!("unknown instruction: {word}{hint}") });
}

/// The keyword, and what stands behind it.
fn split(line: &str, range: Range<usize>) -> (Range<usize>, Range<usize>) {
    let range = trim(line, range);
    let text = line.get(range.clone()).unwrap_or_default();
    let len = text.find(is_blank).unwrap_or(text.len());
    let behind = text.get(len..).unwrap_or_default().trim_start_matches(is_blank);
    (range.start..range.start + len, range.end - behind.len()..range.end)
}

/// A range without the blanks at both its ends.
pub(super) fn trim(line: &str, range: Range<usize>) -> Range<usize> {
    let text = line.get(range.clone()).unwrap_or_default();
    let start = range.end - text.trim_start().len();
    let end = range.start + text.trim_end().len();
    start..end.max(start)
}

/// The blanks that separate a keyword and words; other white space does not.
pub(super) fn is_blank(character: char) -> bool {
    matches!(character, '\t' | '\x0b' | '\x0c' | '\r' | ' ')
}

/// Turns marks into tokens; what lies between them is white space.
pub(super) fn tokens(line: &Text, marks: &[Mark], tokens: &mut Vec<Token>) {
    let mut add = |kind, range| {
        tokens.extend(line.pieces(range).map(|(_, span)| Token { kind, span }));
    };
    let mut at = 0;
    for (kind, range) in marks {
        add(TokenKind::Whitespace, at..range.start);
        add(*kind, range.clone());
        at = range.end.max(at);
    }
    add(TokenKind::Whitespace, at..line.len());
}

/// The heredocs that an instruction starts.
pub(super) fn heredoc_markers(
    instruction: &Instruction,
    line: &Text,
    errors: &mut Vec<SyntaxError>,
) -> Vec<Marker> {
    let command = instruction.inner().unwrap_or(instruction);
    let is_plain = memchr::memchr(b'<', line.as_str().as_bytes()).is_none();
    if is_plain || !takes_heredocs(&command.kind) {
        return Vec::new();
    }
    heredoc::markers(line.as_str()).unwrap_or_else(|message| {
        errors.push(SyntaxError { span: instruction.rest().span(), message });
        Vec::new()
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "three of all instructions take heredocs")]
fn takes_heredocs(kind: &Kind) -> bool {
    match kind {
        Kind::Run(command) => matches!(command, Command::Shell(_)),
        Kind::Copy(transfer) | Kind::Add(transfer) => !transfer.json,
        _ => false,
    }
}
