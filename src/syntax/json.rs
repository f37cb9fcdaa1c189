//! The JSON arrays of exec forms.
//!
//! Not a JSON library: it accepts what Go's `encoding/json` accepts, and keeps only the strings of the outer array.
//! It is our own because every string must know where its characters stand in the file, through escapes and continuations;
//! and it keeps a stack instead of calling itself, so nesting cannot exhaust the thread's.

use super::ast::Text;
use std::ops::Range;

/// Go gives up on arrays nested deeper than this.
const DEPTH: usize = 10_000;

/// A valid array.
#[derive(Debug)]
pub(super) struct Array {
    /// Decoded strings; anything else as it is written.
    pub elements: Vec<Text>,
    /// True if all elements are strings.
    pub is_strings: bool,
}

/// Reads a range of a line as a JSON array; `None` if it is none.
pub(super) fn array(line: &Text, range: Range<usize>) -> Option<Array> {
    let json = line.as_str().get(range.clone())?.trim_start();
    if !json.starts_with('[') {
        return None;
    }
    let start = range.end - json.len();
    let found = Scanner { bytes: json.as_bytes(), at: 0 }.elements()?;
    let text = |(is_string, inner): &(bool, Range<usize>)| {
        let range = start + inner.start..start + inner.end;
        if *is_string { decode(line, range) } else { line.slice(range) }
    };
    let elements = found.iter().map(text).collect();
    Some(Array { elements, is_strings: found.iter().all(|(is_string, _)| *is_string) })
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// An element of the outer array: true and the range inside the quotes for a string.
type Element = (bool, Range<usize>);

impl Scanner<'_> {
    /// The outer array's elements.
    fn elements(mut self) -> Option<Vec<Element>> {
        let mut elements = Vec::new();
        self.expect(b'[')?;
        self.blanks();
        let mut is_closed = self.accept(b"]");
        while !is_closed {
            self.blanks();
            let start = self.at;
            let is_string = self.peek()? == b'"';
            self.value()?;
            let quote = usize::from(is_string);
            elements.push((is_string, start + quote..self.at - quote));
            self.blanks();
            is_closed = !self.accept(b",");
            if is_closed {
                self.expect(b']')?;
            }
        }
        self.blanks();
        (self.at == self.bytes.len()).then_some(elements)
    }

    /// Reads one value with all that is in it.
    fn value(&mut self) -> Option<()> {
        let mut open = Vec::new();
        loop {
            self.blanks();
            let is_inside = match self.peek()? {
                bracket @ (b'[' | b'{') => {
                    open.push(bracket);
                    self.enter(bracket, open.len())?
                }
                b'"' => self.string().map(|()| false)?,
                b't' => self.literal(b"true")?,
                b'f' => self.literal(b"false")?,
                b'n' => self.literal(b"null")?,
                _ => self.number()?,
            };
            if !is_inside && self.leave(&mut open)? {
                return Some(());
            }
        }
    }

    /// Steps into an array or object; true if a value must follow.
    fn enter(&mut self, bracket: u8, depth: usize) -> Option<bool> {
        self.at += 1;
        self.blanks();
        let is_empty = self.peek()? == closer(bracket);
        if bracket == b'{' && !is_empty {
            self.key()?;
        }
        (depth < DEPTH).then_some(!is_empty)
    }

    /// Reads what stands behind a value; true when nothing is open, false when a value must follow.
    fn leave(&mut self, open: &mut Vec<u8>) -> Option<bool> {
        while let Some(&bracket) = open.last() {
            self.blanks();
            if self.accept(b",") {
                if bracket == b'{' {
                    self.key()?;
                }
                return Some(false);
            }
            self.expect(closer(bracket))?;
            open.pop();
        }
        Some(true)
    }

    fn key(&mut self) -> Option<()> {
        self.blanks();
        self.string()?;
        self.blanks();
        self.expect(b':')
    }

    fn string(&mut self) -> Option<()> {
        self.expect(b'"')?;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'"' => return Some(()),
                b'\\' => self.escape()?,
                0..0x20 => return None,
                _ => {}
            }
        }
    }

    fn escape(&mut self) -> Option<()> {
        let byte = self.peek()?;
        self.at += 1;
        if byte == b'u' {
            let digits = self.bytes.get(self.at..self.at + 4)?;
            self.at += 4;
            return digits.iter().all(u8::is_ascii_hexdigit).then_some(());
        }
        b"\"\\/bfnrt".contains(&byte).then_some(())
    }

    /// `true`, `false` or `null`; gives false, as all that opens no bracket does.
    fn literal(&mut self, word: &[u8]) -> Option<bool> {
        let found = self.bytes.get(self.at..)?.starts_with(word);
        self.at += word.len();
        found.then_some(false)
    }

    fn number(&mut self) -> Option<bool> {
        let start = self.at;
        self.accept(b"-");
        if !self.accept(b"0") {
            self.digits()?;
        }
        if self.accept(b".") {
            self.digits()?;
        }
        if self.accept(b"eE") {
            self.accept(b"+-");
            self.digits()?;
        }
        let number = std::str::from_utf8(self.bytes.get(start..self.at)?).ok()?;
        number.parse::<f64>().is_ok_and(f64::is_finite).then_some(false)
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn accept(&mut self, bytes: &[u8]) -> bool {
        let accepted = self.peek().is_some_and(|byte| bytes.contains(&byte));
        self.at += usize::from(accepted);
        accepted
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.accept(&[byte]).then_some(())
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}

const fn closer(bracket: u8) -> u8 {
    if bracket == b'[' { b']' } else { b'}' }
}

/// The characters of a valid JSON string, given the range inside its quotes.
fn decode(line: &Text, range: Range<usize>) -> Text {
    let mut text = line.slice(range.start..range.start);
    let mut at = range.start;
    while let Some(rest) = line.as_str().get(at..range.end).filter(|rest| !rest.is_empty()) {
        let plain = rest.find('\\').unwrap_or(rest.len());
        text.push_slice(line, at..at + plain);
        at += plain;
        if let Some((character, len)) = rest.get(plain..).and_then(unescape) {
            text.push_decoded(character, line.span_of(at..at + len));
            at += len;
        }
    }
    text
}

/// The character that an escape at the start of `text` stands for, and the escape's length.
fn unescape(text: &str) -> Option<(char, usize)> {
    let character = match *text.as_bytes().get(1)? {
        b'b' => '\x08',
        b'f' => '\x0c',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return Some(unicode(text)),
        byte => char::from(byte),
    };
    Some((character, 2))
}

/// `\uXXXX`, or two of them for a surrogate pair; a lone surrogate becomes U+FFFD.
fn unicode(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let first = unit(0).unwrap_or(0xFFFD);
    let units = [first, unit(6).unwrap_or(0)];
    match char::decode_utf16(units).next() {
        Some(Ok(character)) => (character, 6 * character.len_utf16()),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}
