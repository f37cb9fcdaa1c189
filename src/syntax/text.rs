//! Text that was joined from several pieces of a file, with the way back.
//!
//! Not a rope: a `Text` owns its characters, for they are read far more often than they are cut.
//! Each piece records both its ends in the file, because a JSON escape is longer there than here.

use crate::span::Span;
use std::ops::Range;

/// Text that may stand in several pieces of the file, with the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    text: String,
    /// Sorted by `at`; the first has `at == 0`. An empty text has one empty piece: its place.
    segments: Vec<Segment>,
}

/// From `at` in the joined text on, the characters stand at `source..end` in the file.
/// Either they are the same bytes, or they are one character that is written as an escape there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Offset in the joined text.
    pub at: u32,
    /// Offset in the file.
    pub source: u32,
    /// Offset behind the piece in the file.
    pub end: u32,
}

impl Segment {
    /// Where the byte at `at` of the joined text stands, if the piece is not an escape.
    fn shifted(self, at: usize) -> u32 {
        Span::at(self.source as usize + at - self.at as usize, 0).start
    }
}

impl Text {
    /// The text of one span of the file.
    #[must_use]
    pub fn plain(source: &str, span: Span) -> Self {
        let segments = vec![Segment { at: 0, source: span.start, end: span.end }];
        Self { text: span.slice(source).to_owned(), segments }
    }

    /// No text, at a place in the file.
    #[must_use]
    pub fn empty(at: u32) -> Self {
        Self { text: String::new(), segments: vec![Segment { at: 0, source: at, end: at }] }
    }

    /// The joined characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length of the joined text in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// True without characters.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The pieces, sorted.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// From the first character to the last, with all that stands between them in the file.
    #[must_use]
    pub fn span(&self) -> Span {
        match (self.segments.first(), self.segments.last()) {
            (Some(first), Some(last)) => Span::new(first.source, last.end),
            _ => Span::default(),
        }
    }

    /// Where a range of the joined text stands in the file. An empty range gives an empty span.
    #[must_use]
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let start = self.start_of(range.start);
        let end = if range.end > range.start { self.end_of(range.end) } else { start };
        Span::new(start, end)
    }

    /// A part of the text. A range that is out of bounds or cuts a character gives an empty text.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let mut part = Self::empty(self.start_of(range.start));
        part.push_slice(self, range);
        part
    }

    /// The pieces of the file under a range of the joined text.
    pub(super) fn pieces(&self, range: Range<usize>) -> impl Iterator<Item = Span> {
        let first = self.index(range.start);
        let pieces = self.segments.get(first..).unwrap_or_default().iter().enumerate();
        pieces
            .take_while(move |(_, piece)| (piece.at as usize) < range.end)
            .map(move |(nth, piece)| {
                let start = (piece.at as usize).max(range.start);
                let end = self.limit(first + nth).min(range.end);
                self.span_of(start..end)
            })
            .filter(|span| !span.is_empty())
    }

    /// Adds characters of the file.
    pub(super) fn push(&mut self, source: &str, range: Range<usize>) {
        let Some(text) = source.get(range.clone()) else { return };
        self.place(Span::at(range.start, range.end), text.len());
        self.text.push_str(text);
    }

    /// Adds one character that is written differently in the file.
    pub(super) fn push_decoded(&mut self, character: char, span: Span) {
        let at = self.offset();
        if at == 0 {
            self.segments.clear();
        }
        self.segments.push(Segment { at, source: span.start, end: span.end });
        self.text.push(character);
    }

    /// Adds a part of another text.
    pub(super) fn push_slice(&mut self, other: &Self, range: Range<usize>) {
        let Some(text) = other.text.get(range.clone()) else { return };
        let first = other.index(range.start);
        for (nth, piece) in other.segments.iter().enumerate().skip(first) {
            let start = (piece.at as usize).max(range.start);
            let end = other.limit(nth).min(range.end);
            if start >= end {
                break;
            }
            self.place(other.span_of(start..end), end - start);
            self.text
                .push_str(text.get(start - range.start..end - range.start).unwrap_or_default());
        }
    }

    /// Notes where the next `len` bytes stand. Pieces that touch in the file become one.
    fn place(&mut self, span: Span, len: usize) {
        if len == 0 {
            return;
        }
        let at = self.offset();
        let verbatim = span.len() as usize == len;
        match self.segments.last_mut() {
            Some(last) if at == 0 => *last = Segment { at, source: span.start, end: span.end },
            Some(last)
                if verbatim && last.end == span.start && last.end - last.source == at - last.at =>
            {
                last.end = span.end;
            }
            _ => self.segments.push(Segment { at, source: span.start, end: span.end }),
        }
    }

    fn offset(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// The piece that holds the byte at `at`.
    fn index(&self, at: usize) -> usize {
        self.segments.partition_point(|piece| piece.at as usize <= at).saturating_sub(1)
    }

    /// Where a piece ends in the joined text.
    fn limit(&self, index: usize) -> usize {
        self.segments.get(index + 1).map_or(self.text.len(), |next| next.at as usize)
    }

    fn start_of(&self, at: usize) -> u32 {
        if at >= self.text.len() {
            return self.span().end;
        }
        let index = self.index(at);
        let Some(piece) = self.segments.get(index) else { return 0 };
        if self.is_verbatim(index) { piece.shifted(at) } else { piece.source }
    }

    fn end_of(&self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        let index = self.index(at.saturating_sub(1));
        let Some(piece) = self.segments.get(index) else { return 0 };
        if self.is_verbatim(index) { piece.shifted(at) } else { piece.end }
    }

    fn is_verbatim(&self, index: usize) -> bool {
        self.segments.get(index).is_some_and(|piece| {
            (piece.end - piece.source) as usize == self.limit(index) - piece.at as usize
        })
    }
}
