//! Parser directives: `# syntax=`, `# escape=` and `# check=` at the top of a file.
//!
//! Not the `//` and JSON spellings of `syntax`: those choose a front-end, and a file that uses them is no Dockerfile.
//! A line that is no directive ends the section, even a blank one, so the state is one flag in the caller.

use super::ast::{Directive, Escape};
use crate::span::Span;

const NAMES: [&str; 3] = ["syntax", "escape", "check"];

/// Reads a comment that starts at `start` as a directive.
pub(super) fn read(comment: &str, start: usize) -> Option<Directive> {
    let body = comment.strip_prefix('#')?.trim_start();
    let (key, value) = body.split_once('=')?;
    let key = key.trim_end_matches(is_blank);
    let name = NAMES.into_iter().find(|name| name.eq_ignore_ascii_case(key))?;
    let behind = start + comment.len();
    let value = pick(value)?;
    let at = behind - value.1;
    Some(Directive {
        span: Span::at(start, behind),
        name: name.to_owned(),
        value: value.0.to_owned(),
        value_span: Span::at(at, at + value.0.len()),
    })
}

/// The value, and how far from the end of the line it starts.
/// A value of blanks only is its last blank: `BuildKit` asks for at least one character.
fn pick(value: &str) -> Option<(&str, usize)> {
    let left = value.trim_start_matches(is_blank);
    if left.is_empty() {
        let blank = value.get(value.len().checked_sub(1)?..)?;
        return Some((blank, blank.len()));
    }
    Some((left.trim_end_matches(is_blank), left.len()))
}

/// The escape character that a directive names.
pub(super) fn escape(value: &str) -> Result<Escape, String> {
    match value {
        "\\" => Ok(Escape::Backslash),
        "`" => Ok(Escape::Backtick),
        _ => Err(format!("invalid escape token '{value}' does not match ` or \\")),
    }
}

fn is_blank(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\x0c' | '\r' | ' ')
}
