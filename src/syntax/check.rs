//! What `BuildKit` asks of a file as a whole.
//!
//! Not lint: duplicate stage names, for one, are legal.

use super::SyntaxError;
use super::ast::{Dockerfile, Kind};
use super::line::{LIMIT, Lines};
use crate::span::Span;

/// Adds the errors that no single instruction shows.
pub(super) fn file(file: &Dockerfile, text: &str, errors: &mut Vec<SyntaxError>) {
    errors.extend(no_stage(file));
    if text.len() > LIMIT {
        errors.extend(long_lines(text));
    }
}

/// Before the first `FROM` only `ARG` may stand, and there must be a `FROM`.
fn no_stage(file: &Dockerfile) -> Option<SyntaxError> {
    let outside = file
        .instructions
        .iter()
        .find(|instruction| !matches!(instruction.kind, Kind::Arg(_) | Kind::Unknown));
    let (span, message) = match outside {
        Some(instruction) if matches!(instruction.kind, Kind::From(_)) => return None,
        Some(instruction) => (instruction.keyword, "no build stage in current context"),
        None if file.instructions.is_empty() => (Span::default(), "file with no instructions"),
        None => (Span::default(), "dockerfile contains no stages to build"),
    };
    Some(SyntaxError { span, message: message.to_owned() })
}

fn long_lines(text: &str) -> impl Iterator<Item = SyntaxError> {
    let too_long = |len: usize| len > LIMIT;
    Lines::new(text, 0)
        .filter(move |line| {
            let newline = text.as_bytes().get(line.next - 1) == Some(&b'\n');
            too_long(line.next - line.start - usize::from(newline))
        })
        .map(|line| SyntaxError {
            span: Span::at(line.start, line.end),
            message: format!("dockerfile line greater than max allowed size of {LIMIT}"),
        })
}
