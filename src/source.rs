//! A named text, and the only conversion between byte offsets and lines and columns.
//!
//! Lines count from 1. Columns count Unicode scalar values from 1, as editors show them.
//! The table of line starts is made on first use: most files have no finding. So is a table for long lines: thousands
//! of findings on one line would else count its characters thousands of times.

use crate::span::Span;
use std::sync::{Arc, OnceLock};

/// How many bytes are counted one by one.
const BLOCK: usize = 1024;

/// A text with the name it is shown under.
#[derive(Clone, Debug)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    lines: OnceLock<Vec<u32>>,
    /// The characters before each block.
    blocks: OnceLock<Vec<usize>>,
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
        let (lines, blocks) = (OnceLock::new(), OnceLock::new());
        Self { name: name.into(), text: text.into(), lines, blocks }
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
        let column = if end - start <= BLOCK {
            characters(self.text.as_bytes().get(start..end).unwrap_or_default())
        } else {
            self.characters_before(end) - self.characters_before(start)
        };
        Position { line: count(index), column: count(column) }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let blocks = self.blocks.get_or_init(|| {
            let mut sum = 0;
            let before = |block| {
                let before = sum;
                sum += characters(block);
                before
            };
            self.text.as_bytes().chunks(BLOCK).map(before).collect()
        });
        // The end of the text may be the start of a block that is not there.
        let block = (offset / BLOCK).min(blocks.len().saturating_sub(1));
        let rest = self.text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        blocks.get(block).copied().unwrap_or_default() + characters(rest)
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
            let mut lines = Vec::with_capacity(self.text.len() / 24 + 2);
            lines.push(0);
            lines.extend(starts);
            lines
        })
    }
}

fn characters(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

fn count(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wide and narrow characters on a short line, a long one and a last one that ends with a block.
    #[test]
    fn columns_are_characters_on_lines_of_any_length() {
        let mut text = format!("é a\n{}\n", "añ€𝄞".repeat(700));
        text += &"x".repeat(4 * BLOCK - text.len() % BLOCK);
        let source = Source::new("Dockerfile", text.as_str());
        let (mut line, mut column) = (1, 1);
        for (offset, character) in text.char_indices() {
            let offset = u32::try_from(offset).unwrap();
            assert_eq!(source.position(offset), Position { line, column });
            (line, column) = if character == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        for behind in [text.len(), text.len() + 1, text.len() + 5000] {
            let behind = u32::try_from(behind).unwrap();
            assert_eq!(source.position(behind), Position { line, column });
        }
    }
}
