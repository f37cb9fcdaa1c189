//! Makes text from a file, a path or a registry safe to print.
//!
//! Not quoting for a shell, nor for JSON except for what JSON may hold as it is.
//! What a terminal would obey or hide (control characters, bidirectional overrides, invisible marks) is
//! shown as its code, `\u{1b}`: dropping it would hide the very thing a reader should see.

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::{borrow::Cow, io};

/// `text` with every character that a terminal obeys or hides written as its code; one line stays one line.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_hostile) { Cow::Owned(escape_all(text)) } else { Cow::Borrowed(text) }
}

/// Appends `character`, as its code if it is hostile.
pub fn push(out: &mut String, character: char) {
    match character {
        '\n' | '\r' | '\t' => out.extend(character.escape_default()),
        _ if is_hostile(character) => out.extend(character.escape_unicode()),
        _ => out.push(character),
    }
}

/// True for characters that move the cursor, end a line, turn the writing direction or cannot be seen.
#[must_use]
pub fn is_hostile(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Writes a value as JSON, indented, and a line end; what `escape` would show as a code is a `\u` escape.
///
/// # Errors
/// Those of the output.
pub fn write_json(value: &impl Serialize, out: &mut (impl io::Write + ?Sized)) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Safe::default()))?;
    out.write_all(b"\n")
}

/// An indented layout whose strings a terminal can show. It looks as `PrettyFormatter`'s, and writes each line's
/// beginning at once.
#[derive(Default)]
struct Safe {
    depth: usize,
    /// Something stands in the innermost brackets.
    filled: bool,
}

/// The end of a line, and room for the deepest indent.
const LINE: &[u8] = b",\n                                        ";

impl Safe {
    fn open<W: ?Sized + io::Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        (self.depth, self.filled) = (self.depth + 1, false);
        out.write_all(bracket)
    }

    fn close<W: ?Sized + io::Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        if self.filled {
            self.line(out, true)?;
        }
        out.write_all(bracket)
    }

    /// A new line, behind a comma unless it is the first.
    fn line<W: ?Sized + io::Write>(&self, out: &mut W, first: bool) -> io::Result<()> {
        let end = LINE.len().min(2 + 2 * self.depth);
        out.write_all(LINE.get(usize::from(first)..end).unwrap_or_default())
    }
}

impl Formatter for Safe {
    fn begin_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.line(out, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.line(out, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if fragment.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
            return out.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some((at, character)) = rest.char_indices().find(|(_, it)| is_hostile(*it)) {
            let (before, behind) = rest.split_at_checked(at).unwrap_or_default();
            out.write_all(before.as_bytes())?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = behind.strip_prefix(character).unwrap_or_default();
        }
        out.write_all(rest.as_bytes())
    }
}

fn escape_all(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    text.chars().for_each(|character| push(&mut out, character));
    out
}
