//! The patterns of `grep` and `=~`, held against plain text.
//!
//! Not an engine: `regex-automata` has one. Here its language is made of those of POSIX and of Perl, as far as all
//! programs mean the same: with any other sign it is open whether something is found.

use regex_automata::{
    nfa::thompson::{self, WhichCaptures, pikevm::PikeVM},
    util::syntax,
};

/// Longer patterns and lines are left open, in bytes: what scripts ask of a platform is short.
const LONGEST: usize = 256;

/// Larger patterns are left open, in bytes of what they become.
const LARGEST: usize = 16 << 10;

/// Classes that all programs know.
const CLASSES: [&str; 8] =
    ["alpha", "digit", "alnum", "lower", "upper", "xdigit", "space", "punct"];

/// How a pattern is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Syntax {
    /// `\(a\|b\)`.
    #[default]
    Basic,
    /// `(a|b)`.
    Extended,
    /// The same in `=~`, where letters behind backslashes are themselves, or not, by the shell's library.
    Bash,
    /// `(a|b)`, `\d`.
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
        if text.len() > LONGEST {
            return None;
        }
        let inner = match syntax {
            Syntax::Fixed => escaped(text),
            Syntax::Basic | Syntax::Extended | Syntax::Bash | Syntax::Perl => {
                translated(text, syntax)?
            }
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

    /// Whether it is found in a line; `None` for a long one.
    pub(super) fn is_in(&self, line: &str) -> Option<bool> {
        match self {
            Self::Plain(text) => Some(line.contains(text)),
            Self::Regex(_) if line.len() > LONGEST => None,
            Self::Regex(engine) => Some(engine.is_match(&mut engine.create_cache(), line)),
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

/// A pattern as the engine reads it; in a basic one, brackets and bars are signs only behind a backslash.
fn translated(text: &str, syntax: Syntax) -> Option<String> {
    let is_basic = syntax == Syntax::Basic;
    let mut all = String::with_capacity(text.len() + 8);
    let mut rest = text;
    let mut before = Before::Start;
    while let Some(sign) = rest.chars().next() {
        let behind = rest.get(sign.len_utf8()..).unwrap_or_default();
        if sign == '[' {
            let length = bracket(behind).filter(|_| syntax != Syntax::Perl)?;
            all.push_str(rest.get(..=length)?);
            rest = rest.get(length + 1..)?;
            before = Before::Other;
            continue;
        }
        let (sign, is_escaped, behind) = match sign {
            '\\' => {
                let next = behind.chars().next()?;
                (next, true, behind.get(next.len_utf8()..)?)
            }
            _ => (sign, false, behind),
        };
        let swaps = matches!(sign, '(' | ')' | '{' | '}' | '|' | '+' | '?');
        let is_special = if is_basic && swaps { is_escaped } else { !is_escaped };
        let (text, now) = if is_special {
            special(sign, (syntax, before), behind)?
        } else {
            // The ends of words cannot be repeated.
            let now =
                if matches!(sign, 'b' | 'B' | '<' | '>') { Before::Often } else { Before::Other };
            (literal(sign, is_escaped, syntax)?, now)
        };
        all.push_str(&text);
        before = now;
        rest = behind;
    }
    Some(all)
}

/// What stands before a sign.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing of this way.
    Start,
    /// `^`.
    Anchor,
    /// How often something is repeated.
    Often,
    Other,
}

/// A sign that may mean more than itself.
fn special(
    sign: char,
    (syntax, before): (Syntax, Before),
    behind: &str,
) -> Option<(String, Before)> {
    let is_basic = syntax == Syntax::Basic;
    let starts = matches!(before, Before::Start | Before::Anchor);
    let as_is = |before| Some((sign.to_string(), before));
    match sign {
        // What `(?` begins, and how often how often is, no two programs agree on.
        '(' if behind.starts_with('?') && !is_basic => None,
        '(' | '|' => as_is(Before::Start),
        '*' if is_basic && starts => Some(("\\*".to_owned(), Before::Other)),
        '*' | '+' | '?' | '{' if starts || before == Before::Often => None,
        '*' | '+' | '?' | '}' => as_is(Before::Often),
        '^' if before == Before::Start => as_is(Before::Anchor),
        '^' | '$' if is_basic && !(sign == '$' && ends(behind)) => {
            Some((format!("\\{sign}"), Before::Other))
        }
        '^' => None,
        '{' | ')' | '$' | '.' => as_is(Before::Other),
        _ if sign.is_alphanumeric() || matches!(sign, ' ' | ',') => as_is(Before::Other),
        _ => Some((escaped(&sign.to_string()), Before::Other)),
    }
}

/// A sign that stands for itself, or a letter that stands for more behind a backslash.
fn literal(sign: char, is_escaped: bool, syntax: Syntax) -> Option<String> {
    match sign {
        // Who writes a bar means ways; some programs take it so.
        '|' if !is_escaped => None,
        'w' | 'W' | 's' | 'S' | 'b' | 'B' if syntax != Syntax::Bash => Some(format!("\\{sign}")),
        '<' | '>' if matches!(syntax, Syntax::Basic | Syntax::Extended) => {
            Some(format!("\\{sign}"))
        }
        'd' | 'D' if syntax == Syntax::Perl => Some(format!("\\{sign}")),
        '`' | '\'' | '<' | '>' => None,
        _ if sign.is_ascii_punctuation() => Some(escaped(&sign.to_string())),
        _ => None,
    }
}

/// Where a way of a basic pattern ends.
fn ends(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with("\\)") || behind.starts_with("\\|")
}

/// How long `[…]` is without its first sign; `None` with more in it than letters, digits and classes.
fn bracket(behind: &str) -> Option<usize> {
    // `[:alpha:]` is a mistake to some.
    if behind.starts_with(':') {
        return None;
    }
    let mut at = usize::from(behind.starts_with('^'));
    let start = at;
    loop {
        let rest = behind.get(at..)?;
        if let Some(class) = rest.strip_prefix("[:") {
            let (name, _) = class.split_once(":]").filter(|(name, _)| CLASSES.contains(name))?;
            at += name.len() + 4;
            // `[[:alpha:]-z]` is a mistake.
            if behind.get(at..).is_some_and(|it| it.starts_with('-') && !it.starts_with("-]")) {
                return None;
            }
            continue;
        }
        match rest.chars().next()? {
            ']' if at > start => return Some(at + 1),
            '-' if rest.starts_with("--") => return None,
            sign if sign.is_ascii_alphanumeric() || "-_./ :".contains(sign) => at += 1,
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, syntax: Syntax, text: &str) -> Option<bool> {
        Pattern::new(pattern, syntax, Extent::Part, false)?.is_in(text)
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
            ("\\`a", "a", None),
            ("\\<arm", "x-arm64", Some(true)),
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
            ("[]a]", "]", None),
            ("a+?", "a", None),
            ("a{1,2}?", "a", None),
            ("a**", "a", None),
            ("^*", "a", None),
            ("[[:word:]]", "a", None),
            ("[[:", "a", None),
            ("\\barm", "x-arm64", Some(true)),
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
        for pattern in ["(?R)a", "(?:a)", "\\<a", "[a]", "\\b{start}a", "a++", "(?i)a", "\\pL"] {
            assert_eq!(found(pattern, Syntax::Perl, "a"), None, "{pattern}");
        }
        assert_eq!(found("\\barm", Syntax::Bash, "arm64"), None);
        assert_eq!(found("^arm\\.64$", Syntax::Bash, "arm.64"), Some(true));
        let long = "a".repeat(LONGEST + 1);
        assert_eq!(found(&format!("{long}*"), Syntax::Extended, "a"), None);
        assert_eq!(found("a*b", Syntax::Extended, &long), None);
        assert_eq!(found("a.b", Syntax::Fixed, "axb"), Some(false));
    }

    #[test]
    fn words_and_lines_are_taken_whole() {
        let found = |pattern: &str, extent, text: &str| {
            Pattern::new(pattern, Syntax::Basic, extent, false)?.is_in(text)
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
