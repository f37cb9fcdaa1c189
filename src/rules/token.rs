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

/// The architectures that a text names, in order.
pub(super) fn architectures(text: &str) -> Vec<Token> {
    let token = |(name, at): (&'static str, Range<usize>)| {
        let before = text.get(..at.start).and_then(|before| before.chars().next_back());
        let behind = text.get(at.end..).and_then(|behind| behind.chars().next());
        let is_apart = |beside: Option<char>| !beside.is_some_and(char::is_alphanumeric);
        (is_apart(before) && is_apart(behind)).then_some(Token { name, at })
    };
    knowledge::names(text).filter_map(token).collect()
}

/// The one architecture that a text names, and the first place; several are a choice, or for all of them.
pub(super) fn only(text: &str) -> Option<(&'static str, Range<usize>)> {
    let found = architectures(text);
    let first = found.first()?;
    let same = found.iter().all(|token| token.name == first.name);
    same.then(|| (first.name, first.at.clone()))
}
