//! Words: quotes, variables and `$(…)`.
//!
//! Not escapes outside of quotes, `` `…` `` and `$'…'`.

use super::{Closing, Cursor, is_delimiter, name_length};
use crate::shell::tree::{Operation, Part, Parts, Word};
use std::rc::Rc;

impl Cursor<'_> {
    /// One word; `None` also where none is.
    pub(super) fn word(&mut self) -> Option<Word> {
        let (start, mut parts) = (self.at, Parts::new());
        while let Some(byte) = self.peek().filter(|byte| !is_delimiter(*byte)) {
            match byte {
                b'\'' => parts.push(self.single()?),
                b'"' => self.double(&mut parts)?,
                b'$' => parts.push(self.dollar()?),
                b'\\' if parts.iter().all(may_be_escaped) => parts.push(self.escaped()?),
                b'\\' | b'`' => return None,
                _ => {
                    let from = self.at;
                    self.plain();
                    let run = self.text.get(from..self.at)?;
                    let is_whole = from == start && self.peek().is_none_or(is_delimiter);
                    if !is_plain(run, is_whole) {
                        return None;
                    }
                    parts.push(self.literal(from, false)?);
                }
            }
        }
        // A bracket in a word is a function, or a pattern that few shells know.
        let opens = self.peek() == Some(b'(');
        (!parts.is_empty() && !opens).then(|| Word { parts, place: self.place(start, self.at) })
    }

    /// Characters that stand for themselves.
    fn plain(&mut self) {
        let is_plain = |byte: u8| !is_delimiter(byte) && !b"'\"$\\`".contains(&byte);
        self.at += self.rest().bytes().take_while(|byte| is_plain(*byte)).count();
    }

    /// From a backslash on; the parser leaves them all in.
    fn escaped(&mut self) -> Option<Part> {
        let from = self.at;
        while self.peek() == Some(b'\\') {
            if matches!(self.ahead(1)?, b'$' | b'\n' | b'`' | b'\\') {
                return None;
            }
            // What is escaped may have several bytes; the others stand for themselves.
            self.at += 2;
            while !self.text.is_char_boundary(self.at) {
                self.at += 1;
            }
            self.plain();
        }
        let run = self.text.get(from..self.at)?;
        if run.contains(['{', '}']) { None } else { self.literal(from, false) }
    }

    pub(super) fn single(&mut self) -> Option<Part> {
        self.at += 1;
        let from = self.at;
        self.at += memchr::memchr(b'\'', self.rest().as_bytes())?;
        let part = self.literal(from, true);
        self.at += 1;
        part
    }

    pub(super) fn double(&mut self, parts: &mut Parts) -> Option<()> {
        let is_first = parts.is_empty();
        self.at += 1;
        if self.peek() == Some(b'"') {
            parts.push(self.literal(self.at, true)?);
        }
        let mut worked_out = false;
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                b'$' => {
                    parts.push(self.dollar()?);
                    worked_out = is_first;
                }
                b'`' => return None,
                _ => parts.push(self.quoted(worked_out)?),
            }
        }
    }

    /// Characters in double quotes; not with escapes, whose places the parser counts in its own way. An escaped dollar
    /// sign at the end of a word is nothing to it.
    fn quoted(&mut self, worked_out: bool) -> Option<Part> {
        let from = self.at;
        loop {
            let rest = self.rest().as_bytes();
            self.at += rest.iter().position(|byte| b"\"$`\\".contains(byte))?;
            if self.peek() != Some(b'\\') {
                return self.literal(from, true);
            }
            let ends = || self.ahead(3).is_none_or(is_delimiter);
            if worked_out && self.at > from && self.starts("\\$\"") && ends() {
                let part = self.literal(from, true);
                self.at += 2;
                return part;
            }
            if matches!(self.ahead(1)?, b'\n' | b'$' | b'`' | b'"' | b'\\') {
                return None;
            }
            self.at += 1;
        }
    }

    pub(super) fn dollar(&mut self) -> Option<Part> {
        let start = self.at;
        self.at += 1;
        match self.peek()? {
            b'{' => self.braces(start),
            b'(' if self.ahead(1) == Some(b'(') => None,
            b'(' => {
                self.at += 1;
                let origin = std::mem::replace(&mut self.origin, self.at);
                let body = self.within(Closing::Output, Self::filled)?;
                self.origin = origin;
                self.expect(")")?;
                Some(Part::Output { body, place: self.place(start, self.at) })
            }
            byte => {
                let length = match byte {
                    b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'!' | b'-' => 1,
                    b'$' if !matches!(self.ahead(1), Some(b'(' | b'{')) => 1,
                    _ => name_length(self.rest()),
                };
                self.variable(start, length)
            }
        }
    }

    fn variable(&mut self, start: usize, length: usize) -> Option<Part> {
        let name = self.rest().get(..length).filter(|it| !it.is_empty())?.into();
        self.at += length;
        Some(Part::Variable { name, operation: None, place: self.place(start, self.at) })
    }

    /// `${name}`, `${name:-word}` and their like.
    fn braces(&mut self, start: usize) -> Option<Part> {
        self.at += 1;
        let length = match self.digits() {
            0 => name_length(self.rest()),
            digits => digits,
        };
        let name: Rc<str> = self.rest().get(..length).filter(|it| !it.is_empty())?.into();
        self.at += length;
        let operation = match self.peek()? {
            b'}' => None,
            _ => Some(Box::new(self.operation()?)),
        };
        self.expect("}")?;
        Some(Part::Variable { name, operation, place: self.place(start, self.at) })
    }

    fn operation(&mut self) -> Option<Operation> {
        let colon = self.peek() == Some(b':');
        self.at += usize::from(colon);
        let sign = self.peek()?;
        let twice = self.ahead(1) == Some(sign);
        self.at += 1;
        let double = |cursor: &mut Self| cursor.at += usize::from(twice);
        Some(match sign {
            b'-' => Operation::Default(self.operand()?, colon),
            b'=' => Operation::Assign(self.operand()?, colon),
            b'+' => Operation::Alternative(self.operand()?, colon),
            _ if colon => return None,
            b'#' => {
                double(self);
                Operation::TrimPrefix(self.pattern(|byte| byte == b'}')?, twice)
            }
            b'%' => {
                double(self);
                Operation::TrimSuffix(self.pattern(|byte| byte == b'}')?, twice)
            }
            b'/' => {
                double(self);
                let pattern = self.pattern(|byte| matches!(byte, b'}' | b'/'))?;
                // Without a second `/` the part is taken out.
                self.at += usize::from(self.peek() == Some(b'/'));
                Operation::Replace(pattern, self.operand()?, twice)
            }
            _ => return None,
        })
    }

    /// Plain text up to the bracket, or text in quotes that is all of it.
    fn operand(&mut self) -> Option<Word> {
        let from = self.at;
        if self.peek() == Some(b'"') {
            let mut parts = Parts::new();
            self.double(&mut parts)?;
            let is_whole = self.peek() == Some(b'}');
            return is_whole.then(|| Word { parts, place: self.place(from, self.at) });
        }
        let rest = self.rest().as_bytes();
        self.at += rest.iter().position(|byte| b"}{'\"$\\`\n".contains(byte))?;
        let part = self.literal(from, false)?;
        Some(Word::of(part, self.place(from, self.at)))
    }
}

/// Brackets may mean more: `a{b,c}` is several words. What `find` and `test` take is plain.
fn is_plain(run: &str, is_whole: bool) -> bool {
    is_whole && matches!(run, "{}" | "]") || !run.contains(['{', '}']) && !run.starts_with(']')
}

/// The parser parts words elsewhere behind other parts.
fn may_be_escaped(before: &Part) -> bool {
    matches!(before, Part::Literal { text, .. } if !text.contains('['))
}
