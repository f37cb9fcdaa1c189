//! What a word is worth on one platform: known and unknown pieces, each with where it comes from.
//!
//! Not a string: `foo-$VERSION-amd64.deb` is worth something although the version is not known.

use crate::span::Span;
use std::{
    borrow::Cow,
    ops::{Deref, Range},
    rc::Rc,
};

/// Stands for an unknown piece in a shown value.
pub const UNKNOWN: char = '\u{fffc}';

/// The same as a text.
const MARK: &str = "\u{fffc}";

/// Longer values are not kept.
const LONGEST: usize = 16 << 10;

/// A word's value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// In order.
    pub pieces: Pieces,
}

/// Pieces, read as a slice. Most values have one, which asks for no memory.
#[derive(Clone, Debug, Default)]
pub enum Pieces {
    /// An empty value.
    #[default]
    None,
    /// One.
    One(Piece),
    /// Any number.
    Many(Vec<Piece>),
}

impl Deref for Pieces {
    type Target = [Piece];

    fn deref(&self) -> &[Piece] {
        match self {
            Self::None => &[],
            Self::One(piece) => std::slice::from_ref(piece),
            Self::Many(pieces) => pieces,
        }
    }
}

impl PartialEq for Pieces {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Pieces {}

impl Pieces {
    fn extend(&mut self, other: Self) {
        *self = match (std::mem::take(self), other) {
            (Self::None, other) => other,
            (own, Self::None) => own,
            (Self::One(own), Self::One(other)) => Self::Many(vec![own, other]),
            (Self::One(own), Self::Many(mut others)) => {
                others.insert(0, own);
                Self::Many(others)
            }
            (Self::Many(mut all), Self::One(other)) => {
                all.push(other);
                Self::Many(all)
            }
            (Self::Many(mut all), Self::Many(others)) => {
                all.extend(others);
                Self::Many(all)
            }
        };
    }
}

/// A piece of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// `None` when nobody knows.
    pub text: Option<Rc<str>>,
    /// Where it comes from.
    pub from: From,
}

/// Where a piece comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// It stands so in the file, byte by byte; a longer place holds continued lines or escapes.
    Written(Span),
    /// It is the default of an `ARG`: a build may give another.
    Declared(Span),
    /// From what the image is for: `$TARGETARCH`.
    Platform,
    /// From what the script runs on: `uname -m`.
    Machine,
    /// From what builds: `$BUILDARCH`.
    Builder,
    /// No branch of a choice gives it a value on this platform.
    Absent(Span),
    /// A program made it of a text that stands in the file.
    Reworked,
    /// From anything else.
    Other,
}

impl From {
    /// Where a range of a text comes from that has this length.
    fn part(self, length: usize, range: Range<usize>) -> Self {
        let cut = |span: Span| {
            let start = span.start as usize;
            let exact = span.len() as usize == length;
            if exact { Span::at(start + range.start, start + range.end) } else { span }
        };
        match self {
            Self::Written(span) => Self::Written(cut(span)),
            Self::Declared(span) => Self::Declared(cut(span)),
            Self::Platform
            | Self::Machine
            | Self::Builder
            | Self::Absent(_)
            | Self::Reworked
            | Self::Other => self,
        }
    }
}

impl Value {
    /// A known text from somewhere.
    #[must_use]
    pub fn known(text: impl Into<Rc<str>>, from: From) -> Self {
        Self::of(Some(text.into()), from)
    }

    /// Nobody knows; `by_platform` when it depends on the platform.
    #[must_use]
    pub fn unknown(by_platform: bool) -> Self {
        let from = if by_platform { From::Platform } else { From::Other };
        Self::of(None, from)
    }

    /// A text with a mark for each piece that is not known, all of it from one place.
    #[must_use]
    pub fn marked(text: &str, from: From, by_platform: bool) -> Self {
        let mut value = Self::default();
        for (index, known) in text.split(UNKNOWN).enumerate() {
            if index > 0 {
                value.push(Self::unknown(by_platform));
            }
            if !known.is_empty() {
                value.push(Self::known(known, from));
            }
        }
        value
    }

    /// One piece.
    #[must_use]
    pub const fn of(text: Option<Rc<str>>, from: From) -> Self {
        Self { pieces: Pieces::One(Piece { text, from }) }
    }

    /// The text, when all of it is known.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.pieces.iter().map(|piece| piece.text.as_deref()).collect()
    }

    /// The same, without a copy where one piece holds it.
    #[must_use]
    pub fn exact(&self) -> Option<Cow<'_, str>> {
        match &*self.pieces {
            [] => Some(Cow::Borrowed("")),
            [piece] => piece.text.as_deref().map(Cow::Borrowed),
            _ => self.text().map(Cow::Owned),
        }
    }

    /// The text with a mark for what is not known; no copy where one piece holds it.
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        fn shown(piece: &Piece) -> &str {
            piece.text.as_deref().unwrap_or(MARK)
        }
        match &*self.pieces {
            [] => Cow::Borrowed(""),
            [piece] => Cow::Borrowed(shown(piece)),
            pieces => {
                let length = pieces.iter().map(|piece| shown(piece).len()).sum();
                let mut all = String::with_capacity(length);
                all.extend(pieces.iter().map(shown));
                Cow::Owned(all)
            }
        }
    }

    /// One of several values, nobody knows which: whole words at both ends that they share are known.
    #[must_use]
    pub fn either(all: &[&Self]) -> Self {
        let Some((first, others)) = all.split_first() else { return Self::default() };
        if others.iter().all(|it| it == first) {
            return (*first).clone();
        }
        let by_platform = all.iter().any(|it| it.by_platform());
        let text = first.shown();
        let (mut start, mut end) = (text.len(), text.len());
        for other in others {
            let other = other.shown();
            let same = |pair: &(u8, u8)| pair.0 == pair.1;
            start = start.min(text.bytes().zip(other.bytes()).take_while(same).count());
            let back = text.bytes().rev().zip(other.bytes().rev()).take_while(same).count();
            end = end.min(back.min(other.len() - start.min(other.len())));
        }
        let is_apart = |it: char| it.is_ascii() && !it.is_ascii_alphanumeric();
        let before = text.get(..start).and_then(|it| it.rfind(is_apart)).map_or(0, |it| it + 1);
        let from = (text.len() - end).max(start);
        let behind = text.get(from..).and_then(|it| it.find(is_apart));
        let behind = behind.map_or(text.len(), |it| from + it);
        let mut value = first.slice(0, before);
        value.push(Self::unknown(by_platform));
        value.push(first.slice(behind, text.len()));
        value
    }

    /// A range of the shown value.
    fn slice(&self, start: usize, end: usize) -> Self {
        let (mut value, mut at) = (Self::default(), 0);
        for piece in &*self.pieces {
            let length = piece.text.as_deref().map_or(UNKNOWN.len_utf8(), str::len);
            let (from, to) = (start.max(at) - at, end.min(at + length).max(at) - at);
            if from < to {
                let text = piece.text.as_deref().and_then(|it| it.get(from..to)).map(Into::into);
                value.push(Self::of(text, piece.from.part(length, from..to)));
            }
            at += length;
        }
        value
    }

    /// True when a part of it comes from what the platform is.
    #[must_use]
    pub fn by_platform(&self) -> bool {
        let is_it = |piece: &Piece| {
            matches!(piece.from, From::Platform | From::Machine | From::Builder | From::Absent(_))
        };
        self.pieces.iter().any(is_it)
    }

    /// True when a build may give another value.
    #[must_use]
    pub fn is_declared(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece.from, From::Declared(_)))
    }

    /// True for an empty word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.as_deref() == Some(""))
    }

    /// Adds another value behind it.
    pub fn push(&mut self, other: Self) {
        if matches!(self.pieces, Pieces::None) {
            *self = other;
            return;
        }
        let length: usize =
            self.pieces.iter().filter_map(|it| it.text.as_deref()).map(str::len).sum();
        if length > LONGEST || self.pieces.len() > 256 {
            *self = Self::unknown(self.by_platform());
            return;
        }
        self.pieces.extend(other.pieces);
    }

    /// The same text seen as worked out; what was written is no longer. Texts that grow without end are not known.
    #[must_use]
    pub fn map(&self, change: impl FnOnce(&str) -> Option<String>) -> Self {
        let text = self.exact().and_then(|text| change(&text)).filter(|it| it.len() <= LONGEST);
        text.map_or_else(|| self.reworked(), |text| Self::known(text, self.worked_out()))
    }

    /// What a program makes of it, which nobody knows.
    #[must_use]
    pub fn reworked(&self) -> Self {
        let is_fixed = self.exact().is_some() && !self.is_declared() && !self.is_empty();
        let from = self.worked_out();
        Self::of(None, if from == From::Other && is_fixed { From::Reworked } else { from })
    }

    /// True when a program made a part of it, in a way that nobody knows, of a text that stands in the file.
    #[must_use]
    pub fn is_reworked(&self) -> bool {
        self.pieces.iter().any(|piece| piece.from == From::Reworked)
    }

    /// Where a text comes from that was worked out from this one.
    fn worked_out(&self) -> From {
        let by = |from: From| self.pieces.iter().any(|piece| piece.from == from);
        match (by(From::Machine), self.by_platform()) {
            (true, _) => From::Machine,
            (false, true) if by(From::Builder) && !by(From::Platform) => From::Builder,
            (false, true) => From::Platform,
            (false, false) if by(From::Reworked) => From::Reworked,
            (false, false) => From::Other,
        }
    }

    /// True when a part of it tells what the script runs on.
    #[must_use]
    pub fn by_machine(&self) -> bool {
        self.pieces.iter().any(|piece| piece.from == From::Machine)
    }

    /// The words that a shell makes of it where no quotes stand around.
    #[must_use]
    pub fn fields(&self) -> Vec<Self> {
        let (mut fields, mut last) = (Vec::new(), Self::default());
        for piece in &*self.pieces {
            let Some(text) = piece.text.as_deref() else {
                last.push(Self::of(None, piece.from));
                continue;
            };
            let mut at = 0;
            for (index, word) in text.split(|it: char| it.is_ascii_whitespace()).enumerate() {
                if index > 0 && !last.is_empty() {
                    fields.push(std::mem::take(&mut last));
                }
                if !word.is_empty() {
                    let from = piece.from.part(text.len(), at..at + word.len());
                    last.push(Self::known(word, from));
                }
                at += word.len() + 1;
            }
        }
        fields.extend(Some(last).filter(|it| !it.is_empty()));
        fields
    }

    /// True when what the image is for makes it what it is, and not what the script runs on.
    #[must_use]
    pub fn by_target(&self) -> bool {
        !self.by_machine() && self.pieces.iter().any(|piece| piece.from == From::Platform)
    }

    /// Where a range of the shown value was written, when one piece holds it.
    #[must_use]
    pub fn written(&self, start: usize, end: usize) -> Option<(Span, From)> {
        let mut at = 0;
        for piece in &*self.pieces {
            let length = piece.text.as_deref().map_or(UNKNOWN.len_utf8(), str::len);
            if at <= start && end <= at + length {
                let part = piece.from.part(length, start - at..end - at);
                let (From::Written(part) | From::Declared(part)) = part else { return None };
                return Some((part, piece.from));
            }
            at += length;
        }
        None
    }
}
