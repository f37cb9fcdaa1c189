//! The options of a `dotnet` command, however they are spelt.
//!
//! Not what they do. One reading for all that asks, so that what one rule takes for an option is none for no other;
//! what stands behind `--` is for the program that is started.

use crate::shell::{run::Call, value::Value};

/// An option, or a property of `-p:…`.
pub(super) struct Named<'c> {
    /// The word that holds the value.
    pub(super) word: &'c Value,
    /// The words as they are written, as `-r linux-x64`.
    pub(super) written: String,
    pub(super) name: String,
    pub(super) value: String,
    /// Where the value begins in its word.
    pub(super) at: usize,
    pub(super) is_property: bool,
}

/// What sets properties of the build.
const PROPERTIES: [&str; 5] = ["-p", "/p", "-property", "--property", "/property"];

/// The options of a call: `-r x`, `-r=x`, `-r:x`, and each of `-p:A=b;C=d`. A program that is started has its own.
pub(super) fn options(call: &Call) -> Vec<Named<'_>> {
    let mut found = Vec::new();
    if call.word(1).ends_with(".dll") {
        return found;
    }
    let words = call.words.iter().skip(1).take_while(|it| it.shown() != "--");
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        let shown = word.shown();
        let cut = shown.find(['=', ':']).filter(|_| shown.starts_with(['-', '/']));
        let (name, rest) = cut.and_then(|at| shown.split_at_checked(at)).unwrap_or((&shown, ""));
        if PROPERTIES.contains(&name) {
            let pairs = if rest.is_empty() {
                words.next().map(|it| (it, 0))
            } else {
                Some((word, name.len() + 1))
            };
            found.extend(pairs.into_iter().flat_map(|(word, at)| properties(word, at)));
        } else if !rest.is_empty() {
            let (at, written) = (name.len() + 1, shown.to_string());
            let value = shown.get(at..).unwrap_or_default().to_owned();
            let name = name.to_owned();
            found.push(Named { word, written, name, value, at, is_property: false });
        } else if name.starts_with('-')
            && let Some(word) = words.peek().filter(|it| !it.shown().starts_with('-'))
        {
            let (name, value) = (name.to_owned(), word.shown().into_owned());
            let written = format!("{name} {value}");
            found.push(Named { word, written, name, value, at: 0, is_property: false });
        }
    }
    found
}

/// The pairs of a word from a place on: `A=b;C=d`.
fn properties(word: &Value, from: usize) -> Vec<Named<'_>> {
    let shown = word.shown();
    let mut at = from;
    let mut found = Vec::new();
    for pair in shown.get(from..).unwrap_or_default().split([';', ',']) {
        if let Some((name, value)) = pair.split_once('=') {
            let (name, value, written) = (name.to_owned(), value.to_owned(), pair.to_owned());
            let at = at + name.len() + 1;
            found.push(Named { word, written, name, value, at, is_property: true });
        }
        at += pair.len() + 1;
    }
    found
}
