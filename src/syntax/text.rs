//! Text that was joined from several pieces of a file, with the way back.
//!
//! Not a rope: a `Text` owns its characters, for they are read far more often than they are cut.
//! Each piece records both its ends in the file, because a JSON escape is longer there than here.

use crate::span::Span;
use std::ops::Range;

/// Text that may stand in several pieces of the file, with the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    joined: String,
    /// The piece at 0. In an empty text it is empty: its place.
    first: Segment,
    /// The other pieces, sorted by `at`. Most texts have none, so that making them asks for memory once.
    more: Vec<Segment>,
}

/// From `at` in the joined text on, the characters stand at `source..end` in the file.
/// Either they are the same bytes, or they are one character that is written as an escape there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// Offset in the joined text.
    pub at: u32,
    /// Offset in the file.
    pub source: u32,
    /// Offset behind the piece in the file.
    pub end: u32,
}

impl Segment {
    /// Where a part of a piece stands, given the piece's place in the joined text. An escape cannot be cut.
    fn cut(self, place: &Range<usize>, part: &Range<usize>) -> Span {
        let (source, end) = (self.source as usize, self.end as usize);
        if end - source != place.len() {
            return Span::new(self.source, self.end);
        }
        Span::at(source + part.start - place.start, source + part.end - place.start)
    }
}

impl Text {
    /// The text of one span of the file.
    #[must_use]
    pub fn plain(source: &str, span: Span) -> Self {
        let first = Segment { at: 0, source: span.start, end: span.end };
        Self { joined: span.slice(source).to_owned(), first, more: Vec::new() }
    }

    /// No text, at a place in the file.
    #[must_use]
    pub fn empty(at: u32) -> Self {
        Self { first: Segment { at: 0, source: at, end: at }, ..Self::default() }
    }

    /// No text, with room for some.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self {
            joined: String::with_capacity(bytes),
            more: Vec::with_capacity(16),
            ..Self::default()
        }
    }

    /// Makes it empty, at another place in the file.
    pub(super) fn clear(&mut self, at: u32) {
        self.joined.clear();
        self.more.clear();
        self.first = Segment { at: 0, source: at, end: at };
    }

    /// The joined characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.joined
    }

    /// Length of the joined text in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.joined.len()
    }

    /// True without characters.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.joined.is_empty()
    }

    /// The pieces, sorted.
    pub fn segments(&self) -> impl Iterator<Item = Segment> + '_ {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }

    /// From the first character to the last, with all that stands between them in the file.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.first.source, self.more.last().unwrap_or(&self.first).end)
    }

    /// Where a range of the joined text stands in the file. An empty range gives an empty span.
    #[must_use]
    pub fn span_of(&self, range: Range<usize>) -> Span {
        if !range.is_empty() && range.end <= self.joined.len() {
            let (piece, place) = self.place_of(self.index(range.start));
            if range.end <= place.end {
                return piece.cut(&place, &range);
            }
        }
        let start = self.start_of(range.start);
        let end = if range.end > range.start { self.end_of(range.end) } else { start };
        Span::new(start, end)
    }

    /// A part of the text. A range that is out of bounds or cuts a character gives an empty text.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let text = self.joined.get(range.clone()).filter(|text| !text.is_empty());
        let Some(joined) = text.map(str::to_owned) else {
            return Self::empty(self.start_of(range.start));
        };
        let (first, last) = (self.index(range.start), self.index(range.end - 1));
        let shift = u32::try_from(range.start).unwrap_or(u32::MAX);
        let moved = |piece: &Segment| Segment { at: piece.at - shift, ..*piece };
        let within = self.more.get(first..last).unwrap_or_default();
        let mut more: Vec<Segment> = within.iter().map(moved).collect();
        if let Some(cut) = more.last_mut() {
            *cut = self.cut(last, &range);
        }
        Self { joined, first: self.cut(first, &range), more }
    }

    /// The part of a piece that is in a range, as the range's own piece.
    fn cut(&self, index: usize, range: &Range<usize>) -> Segment {
        let (piece, place) = self.place_of(index);
        let part = place.start.max(range.start)..place.end.min(range.end);
        let span = piece.cut(&place, &part);
        let at = u32::try_from(part.start - range.start).unwrap_or(u32::MAX);
        Segment { at, source: span.start, end: span.end }
    }

    /// The pieces of the file under a range of the joined text, each with its place in it.
    pub(super) fn pieces(
        &self,
        range: Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, Span)> + '_ {
        let first = self.index(range.start);
        let places = (first..=self.more.len()).map(|nth| self.place_of(nth));
        places
            .take_while(move |(_, place)| place.start < range.end)
            .map(move |(piece, place)| {
                let part = place.start.max(range.start)..place.end.min(range.end);
                (part.clone(), piece.cut(&place, &part))
            })
            .filter(|(part, _)| !part.is_empty())
    }

    /// Adds characters of the file.
    pub(super) fn push(&mut self, source: &str, range: Range<usize>) {
        let Some(text) = source.get(range.clone()) else { return };
        self.place(self.joined.len(), Span::at(range.start, range.end), text.len());
        self.joined.push_str(text);
    }

    /// Adds one character that is written differently in the file.
    pub(super) fn push_decoded(&mut self, character: char, span: Span) {
        self.place(self.joined.len(), span, character.len_utf8());
        self.joined.push(character);
    }

    /// Adds a part of another text.
    pub(super) fn push_slice(&mut self, other: &Self, range: Range<usize>) {
        let Some(text) = other.joined.get(range.clone()) else { return };
        let mut at = self.joined.len();
        for (part, span) in other.pieces(range) {
            self.place(at, span, part.len());
            at += part.len();
        }
        self.joined.push_str(text);
    }

    /// Notes where the `len` bytes from `at` on stand. Pieces that touch in the file become one.
    fn place(&mut self, at: usize, span: Span, len: usize) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let verbatim = span.len() as usize == len;
        let piece = Segment { at, source: span.start, end: span.end };
        let last = self.more.last_mut().unwrap_or(&mut self.first);
        if len == 0 {
            return;
        }
        if at == 0 {
            *last = piece;
        } else if verbatim && last.end == span.start && last.end - last.source == at - last.at {
            last.end = span.end;
        } else {
            self.more.push(piece);
        }
    }

    /// The piece that holds the byte at `at`.
    fn index(&self, at: usize) -> usize {
        self.more.partition_point(|piece| piece.at as usize <= at)
    }

    /// A piece, and its place in the joined text.
    fn place_of(&self, index: usize) -> (Segment, Range<usize>) {
        let piece = index.checked_sub(1).and_then(|nth| self.more.get(nth)).unwrap_or(&self.first);
        let end = self.more.get(index).map_or(self.joined.len(), |next| next.at as usize);
        (*piece, piece.at as usize..end)
    }

    fn start_of(&self, at: usize) -> u32 {
        if at >= self.joined.len() {
            return self.span().end;
        }
        let (piece, place) = self.place_of(self.index(at));
        piece.cut(&place, &(at..place.end)).start
    }

    fn end_of(&self, at: usize) -> u32 {
        let at = at.min(self.joined.len());
        let (piece, place) = self.place_of(self.index(at.saturating_sub(1)));
        piece.cut(&place, &(place.start..at)).end
    }
}
