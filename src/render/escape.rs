//! Makes text from a file, a path or a registry safe to print.
//!
//! Not quoting for a shell, nor for JSON except for what JSON may hold as it is.
//! What a terminal would obey or hide (control characters, bidirectional overrides, invisible marks) is
//! shown as its code, `\u{1b}`: dropping it would hide the very thing a reader should see.

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};
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
pub(super) fn write_json(value: &impl Serialize, out: &mut impl io::Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Safe(PrettyFormatter::new())))?;
    out.write_all(b"\n")
}

/// An indented layout whose strings a terminal can show.
struct Safe(PrettyFormatter<'static>);

/// All of the layout is as usual.
macro_rules! as_usual {
    ($($name:ident($($argument:ident: $kind:ty)?)),+) => {$(
        fn $name<W: ?Sized + io::Write>(&mut self, out: &mut W $(, $argument: $kind)?) -> io::Result<()> {
            self.0.$name(out $(, $argument)?)
        }
    )+};
}

impl Formatter for Safe {
    as_usual! {
        begin_array(), end_array(), begin_array_value(first: bool), end_array_value(),
        begin_object(), end_object(), begin_object_key(first: bool), begin_object_value(), end_object_value()
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
