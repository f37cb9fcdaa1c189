//! Where a command reads from and writes to.
//!
//! Not heredocs: what stands in them is read in another way than the line, so the parser reads both.

use super::{Cursor, is_delimiter};
use crate::shell::tree::{Part, Redirect, Stream, Word};

impl Cursor<'_> {
    /// A redirection begins here.
    pub(super) fn redirects(&self) -> bool {
        let digits = self.digits();
        match self.ahead(digits) {
            Some(b'<' | b'>') => true,
            Some(b'&') => digits == 0 && self.ahead(1) == Some(b'>'),
            _ => false,
        }
    }

    pub(super) fn digits(&self) -> usize {
        self.rest().bytes().take_while(u8::is_ascii_digit).count()
    }

    pub(super) fn redirect(&mut self) -> Option<Redirect> {
        let digits = self.digits();
        let number = self.rest().get(..digits).and_then(|it| it.parse().ok());
        let number = number.or((digits > 0).then_some(u32::MAX));
        self.at += digits;
        let sign =
            [">>", ">|", ">&", "&>", "<<<", ">", "<"].into_iter().find(|it| self.starts(it))?;
        self.at += sign.len();
        if sign == ">&" {
            return self.duplicate(number);
        }
        self.blanks();
        if self.is_end() || self.redirects() || matches!(self.peek(), Some(b'(' | b'#')) {
            return None;
        }
        let is_text = sign == "<<<";
        let stream = Stream::new(number, sign.starts_with('<'));
        Some(Redirect { target: self.word()?, is_text, stream })
    }

    /// `2>&1`, whose number has no place of its own for the parser, and `>&2`.
    fn duplicate(&mut self, number: Option<u32>) -> Option<Redirect> {
        let (start, digits) = (self.at, self.digits());
        self.at += digits;
        let text = self.text.get(start..self.at).filter(|it| !it.is_empty())?;
        let ends = self.peek().is_none_or(|it| is_delimiter(it) && !b"<>(".contains(&it));
        if !ends {
            return None;
        }
        let place = if number.is_some() {
            self.place(self.origin, self.origin)
        } else {
            self.place(start, self.at)
        };
        let part = Part::Literal { text: text.into(), place: place.clone(), quoted: false };
        let stream = Stream::new(number, false);
        Some(Redirect { target: Word::of(part, place), is_text: false, stream })
    }
}
