//! Words with quotes, escapes and variables: `"${A:-b}"/c\ d`.
//!
//! Not their values: who evaluates a word may not know a variable, so this only says what the word is made of.
//! The grammar is that of `BuildKit`'s `shell` package, including which escapes stay in patterns.

use super::ast::Escape;
pub use super::pattern::{PatternError, replace, trim_prefix, trim_suffix};
use std::ops::Range;

/// Substitutions nested deeper than this are refused.
const DEPTH: u32 = 64;

/// One part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Characters without their quotes and escapes.
    Literal(String),
    /// `$name` or `${…}`.
    Variable(Variable),
}

/// A variable in a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The name; one of `@*#?-$!`, or digits, for a shell parameter that is never set here.
    pub name: String,
    /// Where it stands in the word, from `$` to behind the name or `}`.
    pub range: Range<usize>,
    /// What is done with the value.
    pub operation: Option<Operation>,
}

/// What `${name…}` does with the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Which operation.
    pub kind: OperationKind,
    /// The default, alternative, message or pattern. Patterns keep their escapes.
    pub word: Vec<Part>,
    /// What `/` and `//` put in place; empty for the others.
    pub replacement: Vec<Part>,
}

/// The operations on a variable's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperationKind {
    /// `${a-w}`: the word if the variable is unset.
    DefaultIfUnset,
    /// `${a:-w}`: the word if the variable is unset or empty.
    DefaultIfEmpty,
    /// `${a+w}`: the word if the variable is set, else nothing.
    AlternativeIfSet,
    /// `${a:+w}`: the word if the variable is set and not empty, else nothing.
    AlternativeIfFilled,
    /// `${a?w}`: fails if the variable is unset.
    RequireSet,
    /// `${a:?w}`: fails if the variable is unset or empty.
    RequireFilled,
    /// `${a#w}`: without the shortest match of the pattern at the start.
    TrimPrefix,
    /// `${a##w}`: without the longest match of the pattern at the start.
    TrimLongestPrefix,
    /// `${a%w}`: without the shortest match of the pattern at the end.
    TrimSuffix,
    /// `${a%%w}`: without the longest match of the pattern at the end.
    TrimLongestSuffix,
    /// `${a/w/r}`: the first match of the pattern is replaced.
    ReplaceFirst,
    /// `${a//w/r}`: all matches of the pattern are replaced.
    ReplaceAll,
}

/// Why a text is no word.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct WordError {
    /// `BuildKit`'s message.
    pub message: String,
}

/// The parts of a word, quotes and escapes resolved.
///
/// # Errors
///
/// A quote or a substitution that is not closed, or a substitution that `BuildKit` does not know.
pub fn parts(text: &str, escape: Escape) -> Result<Vec<Part>, WordError> {
    let escape = escape.as_char();
    let mut scanner = Scanner { text, at: 0, escape, depth: 0, only_scan: false };
    scanner.all()
}

/// Splits at blanks outside quotes, as `ARG`, `ENV` and `LABEL` do. Quotes stay.
#[must_use]
pub fn words(text: &str, escape: Escape) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(blanks) = text.get(at..).and_then(|rest| rest.find(|c: char| !c.is_whitespace()))
    {
        let start = at + blanks;
        let (end, next) = word_end(text, start, escape.as_char());
        if end > start {
            words.push(start..end);
        }
        at = next;
    }
    words
}

/// Where the word that begins at `start` ends, and where to read on. A last, lone escape character is left out.
fn word_end(text: &str, start: usize, escape: char) -> (usize, usize) {
    let mut quote = None;
    let mut characters = text.get(start..).unwrap_or_default().char_indices();
    while let Some((at, character)) = characters.next() {
        match quote {
            None if character.is_whitespace() => return (start + at, start + at),
            None if matches!(character, '\'' | '"') => quote = Some(character),
            Some(open) if open == character => quote = None,
            _ => {}
        }
        if character == escape && quote != Some('\'') && characters.next().is_none() {
            return (start + at, text.len());
        }
    }
    (text.len(), text.len())
}

/// Reads words; also what lies under the search for heredocs.
pub(super) struct Scanner<'a> {
    pub text: &'a str,
    pub at: usize,
    pub escape: char,
    pub depth: u32,
    /// Nothing will be evaluated, so that an unknown operation such as `:=` is let through.
    pub only_scan: bool,
}

impl Scanner<'_> {
    /// Reads to the end.
    pub(super) fn all(&mut self) -> Result<Vec<Part>, WordError> {
        self.until(None, false)
    }

    /// Reads up to `stop` and takes it, or to the end. `raw` keeps escape characters.
    fn until(&mut self, stop: Option<char>, raw: bool) -> Result<Vec<Part>, WordError> {
        let mut parts = Vec::new();
        let escape = self.escape;
        loop {
            self.take_to(&mut parts, |it| {
                matches!(it, '\'' | '"' | '$') || it == escape || Some(it) == stop
            });
            let Some(character) = self.peek() else { break };
            match character {
                _ if stop == Some(character) => {
                    self.next();
                    return Ok(parts);
                }
                '\'' => self.single_quoted(&mut parts)?,
                '"' => self.double_quoted(&mut parts, raw)?,
                '$' => add(&mut parts, self.dollar()?),
                _ => self.plain(&mut parts, raw),
            }
        }
        stop.map_or(Ok(parts), |stop| Err(unfinished(&stop.to_string())))
    }

    /// Takes the characters before the next special one.
    fn take_to(&mut self, parts: &mut Vec<Part>, is_special: impl Fn(char) -> bool) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let len = prefix(rest, |character| !is_special(character));
        let plain = rest.get(..len).filter(|plain| !plain.is_empty());
        self.at += len;
        if let (Some(plain), Some(Part::Literal(literal))) = (plain, parts.last_mut()) {
            literal.push_str(plain);
        } else {
            parts.extend(plain.map(|plain| Part::Literal(plain.to_owned())));
        }
    }

    fn plain(&mut self, parts: &mut Vec<Part>, raw: bool) {
        let Some(character) = self.next() else { return };
        if character != self.escape || raw {
            push(parts, character);
        }
        if character == self.escape
            && let Some(escaped) = self.next()
        {
            push(parts, escaped);
        }
    }

    pub(super) fn single_quoted(&mut self, parts: &mut Vec<Part>) -> Result<(), WordError> {
        self.next();
        self.take_to(parts, |it| it == '\'');
        self.next().map(|_| ()).ok_or_else(|| unfinished("single-quote"))
    }

    /// In double quotes an escape character only escapes `"`, `$` and itself.
    pub(super) fn double_quoted(
        &mut self,
        parts: &mut Vec<Part>,
        raw: bool,
    ) -> Result<(), WordError> {
        self.next();
        let escape = self.escape;
        loop {
            self.take_to(parts, |it| matches!(it, '"' | '$') || it == escape);
            let Some(character) = self.peek() else { break };
            if character == '$' {
                add(parts, self.dollar()?);
                continue;
            }
            self.next();
            if character == '"' {
                return Ok(());
            }
            let escaped = self.peek().filter(|_| character == self.escape);
            if escaped.is_some() && raw {
                push(parts, character);
            }
            match escaped {
                Some(next) if matches!(next, '"' | '$') || next == self.escape => {
                    self.next();
                    push(parts, next);
                }
                _ => push(parts, character),
            }
        }
        Err(unfinished("double-quote"))
    }

    /// Reads `$name` or `${…}`; a `$` before anything else is itself.
    pub(super) fn dollar(&mut self) -> Result<Part, WordError> {
        let start = self.at;
        self.next();
        let braced = self.peek() == Some('{');
        if braced {
            self.next();
            match self.peek() {
                None => return Err(error("syntax error: missing '}'")),
                Some('{' | '}' | ':') => return Err(error("syntax error: bad substitution")),
                Some(_) => {}
            }
        }
        let name = self.name();
        if name.is_empty() && !braced {
            return Ok(Part::Literal("$".to_owned()));
        }
        let operation = if braced { self.operation()? } else { None };
        Ok(Part::Variable(Variable { name, range: start..self.at, operation }))
    }

    /// Digits, one special parameter, or letters, digits and `_`.
    fn name(&mut self) -> String {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let len = match rest.chars().next() {
            Some(first) if first.is_numeric() => prefix(rest, char::is_numeric),
            Some('@' | '*' | '#' | '?' | '-' | '$' | '!') => 1,
            _ => prefix(rest, |character| character.is_alphanumeric() || character == '_'),
        };
        self.at += len;
        rest.get(..len).unwrap_or_default().to_owned()
    }

    /// Reads what stands behind the name, up to and with `}`.
    fn operation(&mut self) -> Result<Option<Operation>, WordError> {
        match self.next() {
            Some('}') => Ok(None),
            Some('/') => self.replacing().map(Some),
            Some(':') => {
                let sign = self.next();
                self.with_word(sign, true).map(Some)
            }
            sign @ Some('+' | '-' | '?' | '#' | '%') => self.with_word(sign, false).map(Some),
            Some(other) => Err(unsupported(&other.to_string())),
            None => Err(error("syntax error: missing '}'")),
        }
    }

    fn with_word(&mut self, sign: Option<char>, colon: bool) -> Result<Operation, WordError> {
        let sign = sign.ok_or_else(|| error("syntax error: missing '}'"))?;
        let trims = matches!(sign, '#' | '%');
        let modifier = || unsupported(&format!("{}{sign}", if colon { ":" } else { "" }));
        if colon && trims {
            return Err(modifier());
        }
        let mut word = self.nested('}', trims, "syntax error: missing '}'")?;
        let longest = trims && strip(&mut word, sign);
        let kind = operation_kind(sign, colon || longest);
        let kind = kind.or(self.only_scan.then_some(OperationKind::DefaultIfEmpty));
        Ok(Operation { kind: kind.ok_or_else(modifier)?, word, replacement: Vec::new() })
    }

    fn replacing(&mut self) -> Result<Operation, WordError> {
        let all = self.peek() == Some('/');
        if all {
            self.next();
        }
        let word = self.nested('/', true, "syntax error: missing '/' in ${}")?;
        let replacement = self.nested('}', true, "syntax error: missing '}'")?;
        let kind = if all { OperationKind::ReplaceAll } else { OperationKind::ReplaceFirst };
        Ok(Operation { kind, word, replacement })
    }

    /// A word inside a substitution. Whatever is wrong with it, at the end of the text `missing` is the message.
    fn nested(&mut self, stop: char, raw: bool, missing: &str) -> Result<Vec<Part>, WordError> {
        if self.depth == DEPTH {
            return Err(error("substitutions are nested too deep"));
        }
        self.depth += 1;
        let word = self.until(Some(stop), raw);
        self.depth -= 1;
        word.map_err(|inner| if self.peek().is_none() { error(missing) } else { inner })
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }
}

/// The operation of a sign; `strong` is a colon before it or the sign written twice.
fn operation_kind(sign: char, strong: bool) -> Option<OperationKind> {
    Some(match (sign, strong) {
        ('-', false) => OperationKind::DefaultIfUnset,
        ('-', true) => OperationKind::DefaultIfEmpty,
        ('+', false) => OperationKind::AlternativeIfSet,
        ('+', true) => OperationKind::AlternativeIfFilled,
        ('?', false) => OperationKind::RequireSet,
        ('?', true) => OperationKind::RequireFilled,
        ('#', false) => OperationKind::TrimPrefix,
        ('#', true) => OperationKind::TrimLongestPrefix,
        ('%', false) => OperationKind::TrimSuffix,
        ('%', true) => OperationKind::TrimLongestSuffix,
        _ => return None,
    })
}

/// Takes a sign off the start of a word.
fn strip(word: &mut [Part], sign: char) -> bool {
    let Some(Part::Literal(literal)) = word.first_mut() else { return false };
    let doubled = literal.starts_with(sign);
    if doubled {
        literal.remove(0);
    }
    doubled
}

fn prefix(text: &str, accept: impl Fn(char) -> bool) -> usize {
    text.find(|character| !accept(character)).unwrap_or(text.len())
}

fn add(parts: &mut Vec<Part>, part: Part) {
    match part {
        Part::Literal(text) => text.chars().for_each(|character| push(parts, character)),
        Part::Variable(_) => parts.push(part),
    }
}

fn push(parts: &mut Vec<Part>, character: char) {
    if let Some(Part::Literal(literal)) = parts.last_mut() {
        literal.push(character);
    } else {
        parts.push(Part::Literal(character.to_string()));
    }
}

fn unfinished(what: &str) -> WordError {
    error(format!("unexpected end of statement while looking for matching {what}"))
}

fn unsupported(modifier: &str) -> WordError {
    error(format!("unsupported modifier ({modifier}) in substitution"))
}

fn error(message: impl Into<String>) -> WordError {
    WordError { message: message.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match parts(text, Escape::Backslash) {
            Ok(parts) => show(&parts),
            Err(error) => format!("error: {error}"),
        }
    }

    fn show(parts: &[Part]) -> String {
        let part = |part: &Part| match part {
            Part::Literal(text) => text.clone(),
            Part::Variable(variable) => show_variable(variable),
        };
        parts.iter().map(part).collect::<Vec<_>>().join("|")
    }

    fn show_variable(variable: &Variable) -> String {
        let Variable { name, operation, .. } = variable;
        operation.as_ref().map_or_else(
            || format!("<{name}>"),
            |it| format!("<{name} {:?} {} {}>", it.kind, show(&it.word), show(&it.replacement)),
        )
    }

    #[test]
    fn quotes_and_escapes_are_resolved() {
        assert_eq!(read(r#"a'b $c'"d \"e\" \f"\ g\$h"#), r#"ab $cd "e" \f g$h"#);
        assert_eq!(read(r"a\"), "a");
        assert_eq!(read("\"'x'\"'\"'"), "'x'\"");
        assert_eq!(read(""), "");
    }

    #[test]
    fn the_escape_character_is_the_files() {
        let parts = parts("c:\\`$x$y", Escape::Backtick).map(|parts| show(&parts));
        assert_eq!(parts.as_deref(), Ok("c:\\$x|<y>"));
    }

    #[test]
    fn variables_are_found_with_their_place() {
        assert_eq!(read("a$b-${c}d$1x$$ $."), "a|<b>|-|<c>|d|<1>|x|<$>| $.");
        let parts = parts("é${a:-\"$b\"}$c", Escape::Backslash).unwrap_or_default();
        let ranges: Vec<_> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Variable(variable) => Some(variable.range.clone()),
                Part::Literal(_) => None,
            })
            .collect();
        assert_eq!(ranges, [2..12, 12..14]);
    }

    #[test]
    fn every_operation_is_read() {
        assert_eq!(read("${a-b}${a:-b}"), "<a DefaultIfUnset b >|<a DefaultIfEmpty b >");
        assert_eq!(read("${a+b}${a:+b}"), "<a AlternativeIfSet b >|<a AlternativeIfFilled b >");
        assert_eq!(read("${a?b}${a:?b c}"), "<a RequireSet b >|<a RequireFilled b c >");
        assert_eq!(read("${a#b*}${a##b}"), "<a TrimPrefix b* >|<a TrimLongestPrefix b >");
        assert_eq!(read("${a%b?}${a%%b}"), "<a TrimSuffix b? >|<a TrimLongestSuffix b >");
        assert_eq!(read("${a/b/c}${a//b/$c}"), "<a ReplaceFirst b c>|<a ReplaceAll b <c>>");
        assert_eq!(read("${a:-${b:-'}'}}"), "<a DefaultIfEmpty <b DefaultIfEmpty } > >");
    }

    #[test]
    fn patterns_keep_their_escapes() {
        assert_eq!(read(r"${a#\*}${a:-\*}"), r"<a TrimPrefix \* >|<a DefaultIfEmpty * >");
        assert_eq!(read(r"${a/\//\/}"), r"<a ReplaceFirst \/ \/>");
    }

    #[test]
    fn what_is_no_word_is_an_error() {
        for (text, message) in [
            ("'a", "unexpected end of statement while looking for matching single-quote"),
            ("\"a", "unexpected end of statement while looking for matching double-quote"),
            ("${", "syntax error: missing '}'"),
            ("${a", "syntax error: missing '}'"),
            ("${a:-'", "syntax error: missing '}'"),
            ("${}", "syntax error: bad substitution"),
            ("${:-a}", "syntax error: bad substitution"),
            ("${a:=b}", "unsupported modifier (:=) in substitution"),
            ("${a:#b}", "unsupported modifier (:#) in substitution"),
            ("${a.}", "unsupported modifier (.) in substitution"),
            ("${a/b}", "syntax error: missing '/' in ${}"),
        ] {
            assert_eq!(read(text), format!("error: {message}"), "{text}");
        }
    }

    #[test]
    fn substitutions_nest_64_deep() {
        let nest = |depth: usize| format!("{}x{}", "${a:-".repeat(depth), "}".repeat(depth));
        assert!(parts(&nest(64), Escape::Backslash).is_ok());
        assert!(parts(&nest(65), Escape::Backslash).is_err());
    }

    #[test]
    fn words_are_split_outside_quotes() {
        let split = |text: &'static str| {
            let words = words(text, Escape::Backslash);
            words.into_iter().map(|range| text.get(range).unwrap_or_default()).collect::<Vec<_>>()
        };
        assert_eq!(split(r#" a="b c"  d\ e 'f\' g\"#), [r#"a="b c""#, r"d\ e", r"'f\'", "g"]);
        assert_eq!(split("\"a b"), ["\"a b"]);
        assert!(split(" \t ").is_empty());
    }
}
