//! Makes text from a file, a path or a registry safe to print.
//!
//! Not quoting for a shell, nor for JSON except for what JSON may hold as it is.
//! What a terminal would obey or hide (control characters, bidirectional overrides, invisible marks) is
//! shown as its code, `\u{1b}`: dropping it would hide the very thing a reader should see.

use std::{borrow::Cow, fmt::Write};

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

/// A JSON document with the hostile characters of its strings as `\u` escapes, which mean the same to a reader.
pub(super) fn json(document: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte == b'\n' || (b' '..0x7f).contains(&byte);
    if document.bytes().all(is_plain) {
        return Cow::Borrowed(document);
    }
    // Outside of strings there are no control characters but line ends.
    let hostile = |character: char| {
        !(' '..='~').contains(&character) && character != '\n' && is_hostile(character)
    };
    if !document.chars().any(hostile) {
        return Cow::Borrowed(document);
    }
    let mut out = String::with_capacity(document.len() + 64);
    for character in document.chars() {
        if hostile(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

fn escape_all(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    text.chars().for_each(|character| push(&mut out, character));
    out
}
