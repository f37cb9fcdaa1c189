//! Variables of PowerShell: those that a script gives one text, and where that text is used.
//!
//! Not a walk: a name that is assigned twice, in a block, or by anything but a plain string is not known. So what is
//! known holds wherever the name is used behind it.

use super::Word;
use crate::{
    shell::{
        tree::Place,
        value::{From, Value},
    },
    span::Span,
};
use foldhash::{HashMap, HashMapExt};
use poshtree::v2::{Token, TokenKind};
use std::rc::Rc;

/// The names of a script, in lower case, with their texts; nothing for a name of which more is to be asked.
#[derive(Default)]
pub(super) struct Names(HashMap<String, Option<Text>>);

/// A text, and where it was written.
type Text = (Rc<str>, Place);

/// The longest text that is kept, in bytes.
const LONGEST: usize = 1 << 10;

/// A use of a known name in a word.
pub(super) struct Use {
    /// Index of the word.
    pub word: usize,
    /// Where it stands in the word.
    pub at: Place,
    /// The text instead.
    pub text: Rc<str>,
    /// Where that was written.
    pub from: Place,
}

impl Names {
    /// Reads the assignments of a script.
    pub(super) fn of(tokens: &[Token]) -> Self {
        let mut names = Self(HashMap::new());
        let mut depth = 0_usize;
        for (at, token) in tokens.iter().enumerate() {
            match token.value.as_str() {
                "{" | "(" | "@{" | "@(" | "$(" => depth += 1,
                "}" | ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            let next = |by: usize| tokens.get(at + by);
            let is_set = next(1).is_some_and(sets);
            if token.kind == TokenKind::Variable && is_set {
                let begins = at == 0 || ends(tokens.get(at - 1), Some(token));
                let alone = ends(next(2), next(3)) || next(3).is_none_or(is_end);
                let text = next(2).filter(|_| begins && alone && depth == 0).and_then(plain);
                let text = text.filter(|_| next(1).is_some_and(|it| it.value == "="));
                let name = bare(&token.value).to_ascii_lowercase();
                let again = names.0.contains_key(&name);
                names.0.insert(name, text.filter(|_| !again));
            }
        }
        names
    }

    /// The known names in a token's text, which begins with a word's character at `start`.
    pub(super) fn uses(
        &self,
        token: &Token,
        (word, start): (usize, usize),
        text: &str,
    ) -> Vec<Use> {
        let known = |name: &str| self.0.get(&name.to_ascii_lowercase()).cloned().flatten();
        // What stands before its assignment is not known yet.
        let before = |it: &Text| it.1.end <= token.span.start;
        let found = |name: &str, at: Place| {
            let (text, from) = known(name).filter(before)?;
            Some(Use { word, at: start + at.start..start + at.end, text, from })
        };
        if token.kind == TokenKind::Variable {
            return found(bare(&token.value), 0..text.len()).into_iter().collect();
        }
        if self.0.is_empty() || token.kind != TokenKind::StringDq || text.contains('`') {
            return Vec::new();
        }
        let signs = text.match_indices('$').filter_map(|(at, _)| {
            let name = name_at(text.get(at + 1..)?)?;
            found(bare(name), at..at + 1 + name.len())
        });
        signs.collect()
    }
}

/// What a word is worth with the texts of its names.
pub(super) fn value(word: &Word, uses: &[Use], map: &dyn Fn(Place) -> Span) -> Value {
    let own = From::Written(map(word.place.clone()));
    let (mut value, mut behind) = (Value::default(), 0);
    let mut add = |piece: Value| value.push(piece);
    for one in uses {
        add(Value::marked(word.text.get(behind..one.at.start).unwrap_or_default(), own, false));
        add(Value::known(Rc::clone(&one.text), From::Written(map(one.from.clone()))));
        behind = one.at.end;
    }
    add(Value::marked(word.text.get(behind..).unwrap_or_default(), own, false));
    value
}

/// `=`, `+=` and their like, and the `in` of a loop.
fn sets(token: &Token) -> bool {
    let text = token.value.as_str();
    ["=", "+=", "-=", "*=", "/=", "%=", "??=", "++", "--"].contains(&text)
        || text.eq_ignore_ascii_case("in")
}

/// A line or a command ends between two tokens.
fn ends(before: Option<&Token>, behind: Option<&Token>) -> bool {
    before.is_some_and(|it| it.ends_line() || is_end(it)) || behind.is_some_and(Token::starts_line)
}

fn is_end(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Semicolon | TokenKind::Eof)
}

/// The text of a string in which nothing is replaced.
fn plain(token: &Token) -> Option<Text> {
    let is_it = token.kind == TokenKind::StringSq
        || token.kind == TokenKind::StringDq && !token.value.contains(['$', '`']);
    let inner = super::powershell::unquoted(&token.value);
    let start = token.span.start + 1;
    let simple = is_it && inner.len() <= LONGEST && !inner.contains(['\'', '"']);
    simple.then(|| (inner.into(), start..start + inner.len()))
}

/// The name without `$` and braces.
fn bare(name: &str) -> &str {
    let name = name.strip_prefix('$').unwrap_or(name);
    name.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or(name)
}

/// The name behind a `$` in a string, in braces or not.
fn name_at(text: &str) -> Option<&str> {
    if text.starts_with('{') {
        return text.get(..=text.find('}')?);
    }
    let length = text.find(|it: char| !it.is_ascii_alphanumeric() && it != '_');
    let name = text.get(..length.unwrap_or(text.len()))?;
    // `$env:NAME` is one name, and not looked for here.
    let is_scope = text.get(name.len()..).is_some_and(|it| it.starts_with(':'));
    (!name.is_empty() && !is_scope).then_some(name)
}
