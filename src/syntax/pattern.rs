//! Shell patterns (`*`, `?`, escapes) as `${a#…}`, `${a%…}` and `${a/…/…}` use them.
//!
//! Not file globs: there are no bracket expressions and `/` is a character like any other.
//! No regular expressions are made: between stars a pattern is a run of characters, so the shortest match puts each run
//! at its first place and the longest puts the last run at its last place. No step is ever taken back.

/// More steps than this are not taken, so that a hostile file cannot stop the program.
const STEPS: usize = 50_000_000;

/// A pattern that `BuildKit` refuses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// An escape before a character that needs none.
    #[error("invalid pattern ({pattern}) in substitution: invalid escape '\\{character}'")]
    Escape {
        /// The whole pattern.
        pattern: String,
        /// The character behind the backslash.
        character: char,
    },
    /// Matching would take too long; `BuildKit` has no such limit.
    #[error("pattern and value are too long")]
    TooLong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Character(char),
    Any,
    Star,
}

/// The value without the shortest match at its start, or the longest if `greedy`.
///
/// # Errors
///
/// A pattern that `BuildKit` refuses.
pub fn trim_prefix(value: &str, pattern: &str, greedy: bool) -> Result<String, PatternError> {
    let value: Vec<char> = value.chars().collect();
    let tokens = compile(pattern, value.len())?;
    let end = find_end(&tokens, &value, greedy).unwrap_or(0);
    Ok(value.into_iter().skip(end).collect())
}

/// The value without the shortest match at its end, or the longest if `greedy`.
///
/// # Errors
///
/// A pattern that `BuildKit` refuses.
pub fn trim_suffix(value: &str, pattern: &str, greedy: bool) -> Result<String, PatternError> {
    let mut value: Vec<char> = value.chars().rev().collect();
    let mut tokens = compile(pattern, value.len())?;
    tokens.reverse();
    let end = find_end(&tokens, &value, greedy).unwrap_or(0);
    value.drain(..end.min(value.len()));
    Ok(value.into_iter().rev().collect())
}

/// The value with the first match, or with `all` every match, of the pattern replaced.
///
/// # Errors
///
/// A pattern that `BuildKit` refuses.
pub fn replace(
    value: &str,
    pattern: &str,
    replacement: &str,
    all: bool,
) -> Result<String, PatternError> {
    let value: Vec<char> = value.chars().collect();
    let tokens = compile(pattern, value.len())?;
    let mut result = String::new();
    let mut done = 0;
    let mut from = 0;
    while let Some((start, end)) = find(&tokens, &value, from) {
        result.extend(value.get(done..start).unwrap_or_default());
        if end > done || start == 0 {
            result.push_str(replacement);
        }
        done = end;
        from = end.max(from + 1);
        if !all {
            break;
        }
    }
    result.extend(value.get(done..).unwrap_or_default());
    Ok(result)
}

/// The tokens of a pattern. The escape character is always `\`; `\}` and `\/` only come from the braces around.
fn compile(pattern: &str, len: usize) -> Result<Vec<Token>, PatternError> {
    if pattern.len().saturating_mul(len) > STEPS {
        return Err(PatternError::TooLong);
    }
    let mut tokens = Vec::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        tokens.push(match character {
            '*' => Token::Star,
            '?' => Token::Any,
            '\\' => match characters.next().unwrap_or(char::REPLACEMENT_CHARACTER) {
                escaped @ ('*' | '?' | '\\' | '}' | '/') => Token::Character(escaped),
                character => {
                    return Err(PatternError::Escape { pattern: pattern.to_owned(), character });
                }
            },
            _ => Token::Character(character),
        });
    }
    Ok(tokens)
}

/// The first match from `from` on; of those that start there, the longest.
fn find(tokens: &[Token], value: &[char], from: usize) -> Option<(usize, usize)> {
    let fixed = tokens.iter().position(|&token| token == Token::Star).unwrap_or(tokens.len());
    let head = tokens.get(..fixed)?;
    (from..=value.len()).find(|&start| fits(head, value, start)).and_then(|start| {
        // With a star behind the head, a later head leaves less room for the rest, so the first decides.
        let rest = value.get(start..)?;
        find_end(tokens, rest, true).map(|end| (start, start + end))
    })
}

/// Where a match that begins at the start of `value` ends.
fn find_end(tokens: &[Token], value: &[char], greedy: bool) -> Option<usize> {
    let mut runs = tokens.split(|&token| token == Token::Star);
    let head = runs.next()?;
    if !fits(head, value, 0) {
        return None;
    }
    let mut at = head.len();
    let mut runs = runs.peekable();
    while let Some(run) = runs.next() {
        let mut places = at..=value.len();
        let is_last = runs.peek().is_none();
        let place = if greedy && is_last {
            places.rfind(|&place| fits(run, value, place))
        } else {
            places.find(|&place| fits(run, value, place))
        };
        at = place? + run.len();
    }
    Some(at)
}

fn fits(run: &[Token], value: &[char], at: usize) -> bool {
    let Some(part) = value.get(at..at + run.len()) else { return false };
    run.iter().zip(part).all(|(token, character)| match token {
        Token::Character(wanted) => wanted == character,
        Token::Any | Token::Star => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_cut_shortest_or_longest() {
        let cut = |pattern, greedy| trim_prefix("a/b/a/c", pattern, greedy).unwrap_or_default();
        assert_eq!((cut("*/", false), cut("*/", true)), ("b/a/c".into(), "c".into()));
        assert_eq!((cut("*", false), cut("*", true)), ("a/b/a/c".into(), String::new()));
        assert_eq!((cut("?/b", false), cut("b", true)), ("/a/c".into(), "a/b/a/c".into()));
        assert_eq!((cut("a*a", false), cut("*a*", true)), ("/c".into(), String::new()));
    }

    #[test]
    fn suffixes_are_cut_shortest_or_longest() {
        let cut = |pattern, greedy| trim_suffix("a.b.é", pattern, greedy).unwrap_or_default();
        assert_eq!((cut(".*", false), cut(".*", true)), ("a.b".into(), "a".into()));
        assert_eq!((cut("?", false), cut("b*", false)), ("a.b.".into(), "a.".into()));
        assert_eq!(trim_suffix("a*b", r"\*b", false).as_deref(), Ok("a"));
    }

    #[test]
    fn matches_are_replaced_once_or_everywhere() {
        assert_eq!(replace("abcabc", "b?", "-", false).as_deref(), Ok("a-abc"));
        assert_eq!(replace("abcabc", "b", "", true).as_deref(), Ok("acac"));
        assert_eq!(replace("abcabc", "b*b", "-", true).as_deref(), Ok("a-c"));
        assert_eq!(replace("ab", "", "-", true).as_deref(), Ok("-a-b-"));
        assert_eq!(replace("a/b", r"\/", "}", true).as_deref(), Ok("a}b"));
    }

    #[test]
    fn only_what_needs_it_is_escaped() {
        let message = trim_prefix("a", r"\a", false).map_err(|error| error.to_string());
        assert_eq!(
            message,
            Err(r"invalid pattern (\a) in substitution: invalid escape '\a'".into())
        );
    }

    #[test]
    fn hostile_patterns_are_given_up() {
        let long = "a".repeat(100_000);
        assert_eq!(trim_prefix(&long, &long, false), Err(PatternError::TooLong));
    }
}
