//! A named text, and the only conversion between byte offsets and lines and columns.
//!
//! Lines count from 1. Columns count Unicode scalar values from 1, as editors show them.
//! The table of line starts is made on first use: most files have no finding.

use crate::span::Span;
use std::sync::{Arc, OnceLock};

/// A text with the name it is shown under.
#[derive(Clone, Debug)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    lines: OnceLock<Vec<u32>>,
}

/// A place as a person counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// In Unicode scalar values, from 1.
    pub column: u32,
}

impl Source {
    /// A text named `name`, a path as the user wrote it or `<stdin>`.
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte offset; an offset behind the end gives the end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let starts = self.line_starts();
        let index = starts.partition_point(|&start| start <= offset).saturating_sub(1);
        let start = starts.get(index).copied().unwrap_or_default() as usize;
        let end = (offset as usize).min(self.text.len()).max(start);
        let before = self.text.as_bytes().get(start..end).unwrap_or_default();
        let column = before.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        Position { line: count(index), column: count(column) }
    }

    /// First and last place of a span; the last is behind its last character.
    #[must_use]
    pub fn positions(&self, span: Span) -> (Position, Position) {
        (self.position(span.start), self.position(span.end.max(span.start)))
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
            let starts = ends.map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX));
            std::iter::once(0).chain(starts).collect()
        })
    }
}

fn count(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}
