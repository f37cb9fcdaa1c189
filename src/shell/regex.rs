//! The patterns of `grep`, `sed` and `=~`, held against plain text.
//!
//! Not an engine: `regex-automata` has one. Here its language is made of those of POSIX. What differs between programs,
//! and what only some of them know, makes no pattern: then it is open whether anything is found.

use regex_automata::{
    nfa::thompson::{self, WhichCaptures, pikevm::PikeVM},
    util::syntax,
};

/// Larger patterns are left open, in bytes of what they become.
const LARGEST: usize = 64 << 10;

/// How a pattern is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Syntax {
    /// `\(a\|b\)`.
    #[default]
    Basic,
    /// `(a|b)`.
    Extended,
    /// `(?:a|b)`, `\d`.
    Perl,
    /// Every sign is itself.
    Fixed,
}

/// How much of a line a pattern takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Extent {
    /// Any part.
    #[default]
    Part,
    /// Whole words.
    Word,
    /// All of it.
    Line,
}

/// A pattern, ready to be looked for.
pub(super) enum Pattern {
    /// A part without signs, which needs no engine.
    Plain(String),
    /// Anything else.
    Regex(Box<PikeVM>),
}

impl Pattern {
    /// `None` where it cannot be told what it means.
    pub(super) fn new(
        text: &str,
        syntax: Syntax,
        extent: Extent,
        ignore_case: bool,
    ) -> Option<Self> {
        let is_plain = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '/' | ' ');
        if extent == Extent::Part && !ignore_case && text.chars().all(is_plain) {
            return Some(Self::Plain(text.to_owned()));
        }
        let inner = match syntax {
            Syntax::Fixed => escaped(text),
            Syntax::Basic => translated(text, true)?,
            Syntax::Extended => translated(text, false)?,
            Syntax::Perl => text.to_owned(),
        };
        let whole = match extent {
            Extent::Part => inner,
            Extent::Line => format!("^(?:{inner})$"),
            // What an empty word is, no two programs agree on.
            Extent::Word if text.is_empty() => return None,
            Extent::Word => format!("\\b{{start-half}}(?:{inner})\\b{{end-half}}"),
        };
        let syntax = syntax::Config::new().unicode(false).utf8(false).case_insensitive(ignore_case);
        let engine = thompson::Config::new()
            .utf8(false)
            .which_captures(WhichCaptures::None)
            .nfa_size_limit(Some(LARGEST));
        let built = PikeVM::builder().syntax(syntax).thompson(engine).build(&whole);
        built.ok().map(|it| Self::Regex(Box::new(it)))
    }

    /// True if it is found in a line.
    pub(super) fn is_in(&self, line: &str) -> bool {
        match self {
            Self::Plain(text) => line.contains(text),
            Self::Regex(engine) => engine.is_match(&mut engine.create_cache(), line),
        }
    }
}

/// Characters that stand for themselves.
pub(super) fn escaped(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign.is_ascii_punctuation() && !matches!(sign, '<' | '>') {
            all.push('\\');
        }
        all.push(sign);
    }
    all
}

/// A pattern of POSIX; in the basic one, brackets and bars are signs only behind a backslash.
fn translated(text: &str, is_basic: bool) -> Option<String> {
    let mut all = String::with_capacity(text.len() + 8);
    let mut rest = text;
    // At the start, and behind what begins a way, `*` is itself and `^` an anchor.
    let mut is_start = true;
    while let Some(sign) = rest.chars().next() {
        let behind = rest.get(sign.len_utf8()..).unwrap_or_default();
        let begins = std::mem::replace(&mut is_start, false);
        match sign {
            '[' => {
                let length = bracket(behind)?;
                all.push_str(rest.get(..=length)?);
                rest = rest.get(length + 1..)?;
                continue;
            }
            '\\' => {
                let next = behind.chars().next()?;
                rest = behind.get(next.len_utf8()..).unwrap_or_default();
                match next {
                    '(' | ')' | '{' | '}' | '|' | '+' | '?' if is_basic => {
                        is_start = matches!(next, '(' | '|');
                        all.push(next);
                    }
                    'w' | 'W' | 's' | 'S' | 'b' | 'B' | '<' | '>' => all.extend(['\\', next]),
                    _ if next.is_ascii_punctuation() => all.extend(['\\', next]),
                    _ => return None,
                }
                continue;
            }
            // Who writes a bar means ways; some programs take it so.
            '|' if is_basic => return None,
            '(' | ')' | '{' | '}' | '+' | '?' if is_basic => all.extend(['\\', sign]),
            '*' if is_basic && begins => all.push_str("\\*"),
            '^' if begins => {
                all.push('^');
                is_start = true;
            }
            '^' if is_basic => all.push_str("\\^"),
            '$' if is_basic && !ends(behind) => all.push_str("\\$"),
            '(' if behind.starts_with('?') => return None,
            _ => {
                is_start = matches!(sign, '(' | '|');
                all.push(sign);
            }
        }
        rest = behind;
    }
    Some(all)
}

/// Where a way of a basic pattern ends.
fn ends(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with("\\)") || behind.starts_with("\\|")
}

/// How long `[…]` is without its first sign; `None` with signs that mean something else to the engine.
fn bracket(behind: &str) -> Option<usize> {
    let start = usize::from(behind.starts_with('^'));
    let mut end = start;
    // As the first one, `]` is a member, and one ends `[:alpha:]`.
    while end == start || is_in_class(behind.get(start..end)?) {
        let from = end + usize::from(behind.get(end..)?.starts_with(']'));
        end = from + behind.get(from..)?.find(']')?;
    }
    let members = behind.get(start..end)?.replace("[:", "");
    let is_strange = members.contains(['[', '\\', '&', '~']) || members.contains("--");
    (!is_strange).then_some(end + 1)
}

fn is_in_class(members: &str) -> bool {
    members.rsplit_once("[:").is_some_and(|(_, name)| name.find(":]").is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, syntax: Syntax, text: &str) -> Option<bool> {
        Pattern::new(pattern, syntax, Extent::Part, false).map(|it| it.is_in(text))
    }

    #[test]
    fn basic_patterns_have_signs_behind_backslashes() {
        for (pattern, text, expected) in [
            ("arm\\|aarch", "aarch64", Some(true)),
            ("^\\(arm\\|aarch\\)", "x-aarch64", Some(false)),
            ("(arm)", "arm", Some(false)),
            ("(arm)", "(arm)", Some(true)),
            ("arm|aarch", "aarch64", None),
            ("*a", "*a", Some(true)),
            ("a*b", "aaab", Some(true)),
            ("a^b", "a^b", Some(true)),
            ("a$b", "a$b", Some(true)),
            ("\\(64$\\)", "aarch64", Some(true)),
            ("6\\{1,2\\}", "66", Some(true)),
            ("a\\1", "a", None),
            ("\\.64", "a.64", Some(true)),
            ("\\.64", "a-64", Some(false)),
            ("", "", Some(true)),
        ] {
            assert_eq!(found(pattern, Syntax::Basic, text), expected, "{pattern} in {text}");
        }
    }

    #[test]
    fn extended_patterns_have_plain_signs() {
        for (pattern, text, expected) in [
            ("^(arm64|aarch64)$", "aarch64", Some(true)),
            ("^(arm64|aarch64)$", "aarch64_be", Some(false)),
            ("^arm.*", "arm64", Some(true)),
            ("i[3-6]86", "i686", Some(true)),
            ("i[^3-6]86", "i686", Some(false)),
            ("[[:digit:]]+$", "arm64", Some(true)),
            ("[[:alpha:]_]$", "arm64", Some(false)),
            ("[]a]", "]", Some(true)),
            ("[a\\d]", "d", None),
            ("[a&&b]", "a", None),
            ("\\d", "1", None),
            ("(?:a)", "a", None),
            ("\\(", "(", Some(true)),
            ("a(", "a", None),
            ("[a", "a", None),
            ("((((a{99}){99}){99}){99})", "a", None),
        ] {
            assert_eq!(found(pattern, Syntax::Extended, text), expected, "{pattern} in {text}");
        }
        assert_eq!(found("arm\\d+", Syntax::Perl, "arm64"), Some(true));
        assert_eq!(found("a.b", Syntax::Fixed, "axb"), Some(false));
    }

    #[test]
    fn words_and_lines_are_taken_whole() {
        let found = |pattern: &str, extent, text: &str| {
            Pattern::new(pattern, Syntax::Basic, extent, false).map(|it| it.is_in(text))
        };
        for (pattern, extent, text, expected) in [
            ("arm.*", Extent::Line, "arm64", Some(true)),
            ("arm", Extent::Line, "arm64", Some(false)),
            ("arm\\|aarch64", Extent::Line, "aarch64", Some(true)),
            ("aarch.*", Extent::Word, "linux-aarch64", Some(true)),
            ("arm", Extent::Word, "arm64", Some(false)),
            ("arm", Extent::Word, "linux-arm-gnu", Some(true)),
            ("", Extent::Line, "", Some(true)),
            ("", Extent::Word, "arm", None),
        ] {
            assert_eq!(found(pattern, extent, text), expected, "{pattern} in {text}");
        }
    }
}
