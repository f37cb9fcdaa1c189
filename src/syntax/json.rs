//! The JSON arrays of exec forms.
//!
//! Not a JSON library: it accepts what Go's `encoding/json` accepts, and keeps only the strings of the outer array.
//! It is our own because every string must know where its characters stand in the file, through escapes and continuations;
//! and it keeps a stack instead of calling itself, so nesting cannot exhaust the thread's.

use super::ast::Text;
use std::ops::Range;

/// Go gives up on arrays nested deeper than this.
const DEPTH: usize = 10_000;

/// What an argument that could be JSON turned out to be.
#[derive(Debug)]
pub(super) enum Array {
    /// No JSON array: shell form.
    No,
    /// An array of strings.
    Strings(Vec<Text>),
    /// A valid array that holds other things too; only its strings are here.
    Mixed(Vec<Text>),
}

/// Reads a range of a line as a JSON array.
pub(super) fn array(line: &Text, range: Range<usize>) -> Array {
    let text = line.as_str().get(range.clone()).unwrap_or_default();
    let json = text.trim_start();
    if !json.starts_with('[') {
        return Array::No;
    }
    let start = range.end - json.len();
    let Some(elements) = (Scanner { bytes: json.as_bytes(), at: 0 }).elements() else {
        return Array::No;
    };
    let found = elements.len();
    let strings: Vec<Text> = elements
        .into_iter()
        .flatten()
        .map(|inner| decode(line, start + inner.start..start + inner.end))
        .collect();
    if strings.len() == found { Array::Strings(strings) } else { Array::Mixed(strings) }
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// What the scanner met where a value may stand.
enum Value {
    /// A string: the range inside its quotes.
    String(Range<usize>),
    /// A number or a word.
    Scalar,
    /// The start of an array or object that ends at once.
    Empty,
}

impl Scanner<'_> {
    /// The outer array's elements: the inside of a string, or `None` for anything else.
    fn elements(mut self) -> Option<Vec<Option<Range<usize>>>> {
        let mut elements = Vec::new();
        let mut open = Vec::new();
        loop {
            let value = self.value(&mut open)?;
            match value {
                Value::String(inner) if open.len() == 1 => elements.push(Some(inner)),
                Value::Scalar if open.len() == 1 => elements.push(None),
                Value::String(_) | Value::Scalar | Value::Empty => {}
            }
            if self.is_closed(&mut open, &mut elements)? {
                self.blanks();
                return (self.at == self.bytes.len()).then_some(elements);
            }
        }
    }

    /// Reads up to the first value that is no opening bracket; brackets go onto the stack.
    fn value(&mut self, open: &mut Vec<u8>) -> Option<Value> {
        loop {
            self.blanks();
            match self.peek()? {
                bracket @ (b'[' | b'{') => {
                    open.push(bracket);
                    if self.open(bracket, open.len())? {
                        return Some(Value::Empty);
                    }
                }
                b'"' => return self.string().map(Value::String),
                b't' => return self.literal(b"true"),
                b'f' => return self.literal(b"false"),
                b'n' => return self.literal(b"null"),
                _ => return self.number(),
            }
        }
    }

    /// Steps into an array or object; true if it is empty.
    fn open(&mut self, bracket: u8, depth: usize) -> Option<bool> {
        self.at += 1;
        self.blanks();
        let is_empty = self.peek()? == closer(bracket);
        if bracket == b'{' && !is_empty {
            self.key()?;
        }
        (depth <= DEPTH).then_some(is_empty)
    }

    /// Reads what stands behind a value; true when the outer array is closed, false when a value must follow.
    fn is_closed(
        &mut self,
        open: &mut Vec<u8>,
        elements: &mut Vec<Option<Range<usize>>>,
    ) -> Option<bool> {
        while let Some(&bracket) = open.last() {
            self.blanks();
            let byte = self.peek()?;
            self.at += 1;
            if byte == b',' {
                if bracket == b'{' {
                    self.key()?;
                }
                return Some(false);
            }
            if byte != closer(bracket) {
                return None;
            }
            open.pop();
            if open.len() == 1 {
                elements.push(None);
            }
        }
        Some(true)
    }

    fn key(&mut self) -> Option<()> {
        self.blanks();
        self.string()?;
        self.blanks();
        self.expect(b':')
    }

    /// The range inside the quotes.
    fn string(&mut self) -> Option<Range<usize>> {
        self.expect(b'"')?;
        let start = self.at;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'"' => return Some(start..self.at - 1),
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

    fn literal(&mut self, word: &[u8]) -> Option<Value> {
        self.bytes.get(self.at..)?.starts_with(word).then(|| {
            self.at += word.len();
            Value::Scalar
        })
    }

    fn number(&mut self) -> Option<Value> {
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
        number.parse::<f64>().is_ok_and(f64::is_finite).then_some(Value::Scalar)
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
