//! Scripts in a command: `sh -c '…'`, `eval …`, `bash <<EOF`.
//!
//! Not files. What the outer shell puts into a script stays a value with its origin, so that a choice by it is seen.

use super::{Call, DEPTH, End, Leaves, Run};
use crate::{
    shell::{
        posix,
        tree::{Part, Redirect, Word},
        value::{From, Piece, Value},
    },
    span::Span,
};
use std::{borrow::Cow, fmt::Write, rc::Rc};

impl Run<'_> {
    /// A script in an argument: `sh -c '…'`, `su -c '…'`, `eval …`.
    pub(super) fn nested(&mut self, call: &Call, words: &[Word]) -> Option<End> {
        let own = call.name == "eval";
        let at = if own {
            1
        } else {
            let is_option = |value: &Value| {
                let text = value.shown();
                text.starts_with('-') && !text.starts_with("--") && text.ends_with('c')
            };
            call.words.iter().position(is_option)? + 1
        };
        let (value, span) = (call.words.get(at)?, *call.spans.get(at)?);
        let end = self.script(value, words.get(at), span, own)?;
        Some(End { leaves: Leaves::No, ..end })
    }

    /// A script in a heredoc: `bash <<EOF`.
    pub(super) fn handed(&mut self, call: &Call, redirects: &[Redirect]) -> Option<End> {
        let is_option = |word: &Value| word.shown().starts_with('-');
        let only_options = call.words.iter().skip(1).all(is_option);
        let word = &redirects.iter().find(|it| it.is_text).filter(|_| only_options)?.target;
        let (value, span) = (self.value(word), self.span(word.place.clone()));
        let end = self.script(&value, Some(word), span, false)?;
        Some(End { leaves: Leaves::No, ..end })
    }

    fn script(&mut self, value: &Value, word: Option<&Word>, span: Span, own: bool) -> Option<End> {
        let (text, held) = held(value, self.depth)?;
        let inner = word.and_then(|word| exact(word, &text));
        let (script, _) = posix::read_at(&text, inner.unwrap_or_default())?;
        if self.depth >= DEPTH {
            return None;
        }
        self.depth += 1;
        let within = self.within.or(inner.is_none().then_some(span));
        let outer = std::mem::replace(&mut self.within, within);
        let run = |run: &mut Self| {
            for (name, value) in held {
                run.names.set(name, value);
            }
            run.block(&script)
        };
        let end = if own { run(self) } else { self.apart(run) };
        self.within = outer;
        self.depth -= 1;
        Some(end)
    }
}

/// Values by the names that stand for them.
type Held = Vec<(Rc<str>, Value)>;

/// A script, in which a value that the outer shell puts there stands behind a name: what it is worth and where it
/// comes from would be lost in the text.
fn held(value: &Value, depth: usize) -> Option<(Cow<'_, str>, Held)> {
    if !value.pieces.iter().any(is_held) {
        return Some((value.exact()?, Vec::new()));
    }
    let (mut text, mut held) = (String::new(), Vec::new());
    for piece in value.pieces.iter() {
        // The inner shell would not look into single quotes, nor behind a backslash.
        let is_plain = text.matches('\'').count() % 2 == 0 && !text.ends_with('\\');
        if is_held(piece) && is_plain {
            let name = format!("held_{depth}_{}", held.len());
            let _ = write!(text, "${{{name}}}");
            held.push((name.into(), Value::of(piece.text.clone(), piece.from)));
        } else {
            text.push_str(piece.text.as_deref()?);
        }
    }
    Some((Cow::Owned(text), held))
}

/// A word that comes from the platform or from an `ARG`.
fn is_held(piece: &Piece) -> bool {
    let is_part = |it: u8| it.is_ascii_alphanumeric() || b"._-/".contains(&it);
    let is_word = piece.text.as_deref().is_some_and(|it| it.bytes().all(is_part));
    match piece.from {
        From::Platform | From::Machine | From::Builder | From::Declared(_) => is_word,
        From::Written(_) | From::Absent(_) | From::Reworked | From::Other => false,
    }
}

/// Where a nested script begins, when it stands byte by byte in its word.
fn exact(word: &Word, text: &str) -> Option<usize> {
    match word.parts.as_slice() {
        [Part::Literal { text: written, place, .. }] if **written == *text => {
            (place.len() == text.len()).then_some(place.start)
        }
        _ => None,
    }
}
