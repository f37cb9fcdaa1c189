//! Flags: cutting them off the arguments, and the table of which instruction takes which.
//!
//! Not their meaning, `--mount` aside: a platform or a stage name is judged elsewhere.
//! `BuildKit` reads flags byte by byte and so garbles other than ASCII characters; here they are characters.

use super::argument::Reader;
use super::ast::{Escape, Flag, Text, TokenKind};
use super::instruction::{Mark, trim};
use super::suggest;
use std::collections::HashSet;
use std::ops::Range;

/// What a flag's value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// `true`, `false` or nothing.
    Bool,
    /// A value, once.
    Once,
    /// A value, any number of times.
    Many,
}

/// The flags of one instruction.
pub(super) type Schema = &'static [(&'static str, Takes)];

pub(super) const NONE: Schema = &[];
pub(super) const FROM: Schema = &[("platform", Takes::Once)];
pub(super) const ADD: Schema = &[
    ("chown", Takes::Once),
    ("chmod", Takes::Once),
    ("link", Takes::Bool),
    ("keep-git-dir", Takes::Bool),
    ("checksum", Takes::Once),
    ("unpack", Takes::Bool),
    ("exclude", Takes::Many),
];
pub(super) const COPY: Schema = &[
    ("chown", Takes::Once),
    ("from", Takes::Once),
    ("chmod", Takes::Once),
    ("link", Takes::Bool),
    ("exclude", Takes::Many),
    ("parents", Takes::Bool),
];
pub(super) const RUN: Schema = &[
    ("mount", Takes::Many),
    ("network", Takes::Once),
    ("security", Takes::Once),
    ("device", Takes::Many),
];
pub(super) const HEALTHCHECK: Schema = &[
    ("interval", Takes::Once),
    ("timeout", Takes::Once),
    ("start-period", Takes::Once),
    ("start-interval", Takes::Once),
    ("retries", Takes::Once),
];

/// Cuts the flags off; the second result is the rest without outer blanks.
pub(super) fn split(
    line: &Text,
    range: Range<usize>,
    escape: Escape,
    marks: &mut Vec<Mark>,
) -> (Vec<Flag>, Range<usize>) {
    let mut flags = Vec::new();
    let mut at = range.start;
    while let Some(rest) = line.as_str().get(at..range.end) {
        let rest = rest.trim_start_matches(is_separator);
        if !rest.starts_with("--") {
            break;
        }
        let start = range.end - rest.len();
        let (word, end) = word(line, start..range.end, escape.as_char());
        marks.push((TokenKind::Flag, start..end));
        at = end;
        if word.as_str() == "--" {
            break;
        }
        flags.push(flag(line, &word, start..end));
    }
    (flags, trim(line.as_str(), at..range.end))
}

fn flag(line: &Text, word: &Text, range: Range<usize>) -> Flag {
    let body = word.as_str().get(2..).unwrap_or_default();
    let (name, value) = match body.split_once('=') {
        Some((name, _)) => (name, Some(word.slice(name.len() + 3..word.len()))),
        None => (body, None),
    };
    Flag { span: line.span_of(range), name: name.to_owned(), value }
}

/// Reads up to the next blank outside quotes, without quotes and escapes; also gives where that is.
fn word(line: &Text, range: Range<usize>, escape: char) -> (Text, usize) {
    let mut word = line.slice(range.start..range.start);
    let mut quote = None;
    let mut kept = range.start;
    let text = line.as_str().get(range.clone()).unwrap_or_default();
    let mut characters = text.char_indices().map(|(at, character)| (range.start + at, character));
    while let Some((at, character)) = characters.next() {
        match quote {
            None if is_separator(character) => {
                word.push_slice(line, kept..at);
                return (word, at);
            }
            None if matches!(character, '\'' | '"') => quote = Some(character),
            Some(open) if open == character => quote = None,
            _ if character == escape => {
                characters.next();
            }
            _ => continue,
        }
        word.push_slice(line, kept..at);
        kept = at + character.len_utf8();
    }
    word.push_slice(line, kept..range.end);
    (word, range.end)
}

/// White space to Go where it reads byte by byte.
pub(super) fn is_separator(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\x0b' | '\x0c' | '\r' | ' ')
}

/// Holds an instruction's flags against its table.
pub(super) fn check(reader: &mut Reader<'_, '_>, schema: Schema) {
    let mut seen = HashSet::new();
    for flag in reader.flags {
        let seen = !seen.insert(flag.name.as_str());
        if let Some(message) = fault(flag, seen, schema) {
            reader.error(flag.span, message);
        }
    }
}

fn fault(flag: &Flag, seen: bool, schema: Schema) -> Option<String> {
    let name = &flag.name;
    let Some((_, takes)) = schema.iter().find(|(known, _)| known == name) else {
        let names: Vec<&str> = schema.iter().map(|(known, _)| *known).collect();
        return Some(format!("unknown flag: --{name}{}", suggest::hint(name, &names, true)));
    };
    if seen && *takes != Takes::Many {
        return Some(format!("duplicate flag specified: --{name}"));
    }
    match (takes, flag.value.as_ref().map(Text::as_str)) {
        (Takes::Bool, Some("")) | (Takes::Once | Takes::Many, None) => {
            Some(format!("missing a value on flag: --{name}"))
        }
        (Takes::Bool, Some(value)) if !is_bool(value) => {
            Some(format!("expecting boolean value for flag --{name}, not: {value}"))
        }
        _ => None,
    }
}

fn is_bool(value: &str) -> bool {
    value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false")
}
