//! Names of architectures in text such as an address or a file's name.
//!
//! Not a search for letters: `x64` in `x64dbg` is no architecture, and `arm` alone is a company.

use crate::knowledge;
use std::ops::Range;

/// A name of an architecture in a text.
#[derive(Debug)]
pub(super) struct Token {
    /// Docker's name of it.
    pub(super) name: &'static str,
    /// Where it stands.
    pub(super) at: Range<usize>,
}

/// Spellings that mean too many other things.
const VAGUE: &[&str] = &["arm", "x86", "386", "mips", "armel"];

/// The architectures that a text names, in order.
pub(super) fn architectures(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let starts = !before.is_some_and(char::is_alphanumeric);
        match longest(rest).filter(|_| starts) {
            Some((length, name)) => {
                found.push(Token { name, at: at..at + length });
                at += length;
            }
            None => at += first.len_utf8(),
        }
    }
    found
}

/// The longest spelling at the start of a text that ends there.
fn longest(text: &str) -> Option<(usize, &'static str)> {
    let fits = |spelling: &&str| {
        let start = text.get(..spelling.len());
        let behind = text.get(spelling.len()..).and_then(|behind| behind.chars().next());
        start.is_some_and(|start| start.eq_ignore_ascii_case(spelling))
            && !behind.is_some_and(char::is_alphanumeric)
    };
    let spellings = knowledge::spellings().filter(|it| !VAGUE.contains(it)).filter(fits);
    let best = spellings.max_by_key(|it| it.len())?;
    Some((best.len(), knowledge::architecture(best)?))
}

/// The one architecture that a text names, and the first place; several are a choice, or for all of them.
pub(super) fn only(text: &str) -> Option<(&'static str, Range<usize>)> {
    let found = architectures(text);
    let first = found.first()?;
    let same = found.iter().all(|token| token.name == first.name);
    same.then(|| (first.name, first.at.clone()))
}
