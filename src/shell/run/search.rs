//! `grep -q`, and the patterns of `[[ … =~ … ]]`: whether they are found on this platform.
//!
//! Not a language of patterns: plain words, ways between bars and anchors are what scripts ask for platforms with. Any
//! other sign, and any option that is not known, leaves open what comes of it.

use super::{
    Choice, End,
    test::{Arguments, asks, opposite},
};
use crate::{shell::value::Value, span::Span};
use std::borrow::Cow;

/// What is looked for, and how.
#[derive(Default)]
pub(super) struct Search<'p> {
    patterns: Vec<Cow<'p, str>>,
    /// Where the first pattern stands.
    span: Span,
    syntax: Syntax,
    ignore_case: bool,
    /// Only whole words, or whole lines.
    whole: Option<Whole>,
    inverted: bool,
}

/// How a pattern is read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Syntax {
    /// `\(a\|b\)`.
    #[default]
    Basic,
    /// `(a|b)`.
    Extended,
    /// Every sign is itself.
    Fixed,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Word,
    Line,
}

/// Letters of options that take a value, and change nothing of whether anything is found.
const WITH_VALUE: [char; 4] = ['m', 'A', 'B', 'C'];

/// `grep -q pattern` on what a pipe hands over, or on text in a variable.
pub(super) fn grep(name: &str, arguments: Arguments<'_>, input: Option<&Value>) -> End {
    let by_name = arguments.words.iter().any(asks);
    let open = End::open(by_name || input.is_some_and(Value::by_platform));
    let search = Search::read(name, arguments);
    let Some((input, search)) = input.zip(search) else { return open };
    let end = search.look_in(input);
    let end = End { by_platform: end.by_platform || by_name, ..end };
    if search.inverted { opposite(end) } else { end }
}

impl<'p> Search<'p> {
    /// The pattern of `=~`.
    pub(super) fn regex(pattern: &'p str, span: Span) -> Self {
        Self {
            patterns: vec![Cow::Borrowed(pattern)],
            span,
            syntax: Syntax::Extended,
            ..Self::default()
        }
    }

    /// The options and the pattern of a call; `None` with an option that is not known, and with files.
    fn read(name: &str, arguments: Arguments<'p>) -> Option<Self> {
        let syntax = match name {
            "egrep" => Syntax::Extended,
            "fgrep" => Syntax::Fixed,
            _ => Syntax::Basic,
        };
        let mut search = Self { syntax, ..Self::default() };
        let mut words = arguments.words.iter().zip(arguments.spans);
        let mut operands = Vec::new();
        while let Some((word, span)) = words.next() {
            let shown = word.exact()?;
            if operands.is_empty() && shown == "--" {
                operands.extend(words.by_ref());
            } else if let Some(long) = shown.strip_prefix("--") {
                search.long(long)?;
            } else if let Some(letters) = shown.strip_prefix('-').filter(|it| !it.is_empty()) {
                search.short(letters, *span, &mut words)?;
            } else {
                operands.push((word, span));
            }
        }
        let mut operands = operands.into_iter();
        if search.patterns.is_empty() {
            let (word, span) = operands.next()?;
            search.add(word.exact()?, *span);
        }
        operands.all(|(file, _)| file.shown() == "-").then_some(search)
    }

    fn add(&mut self, pattern: Cow<'p, str>, span: Span) {
        if self.patterns.is_empty() {
            self.span = span;
        }
        self.patterns.push(pattern);
    }

    fn long(&mut self, option: &str) -> Option<()> {
        match option {
            "quiet" | "silent" | "no-messages" | "count" | "only-matching" => {}
            "invert-match" => self.inverted = true,
            "ignore-case" => self.ignore_case = true,
            "word-regexp" => self.whole = Some(Whole::Word),
            "line-regexp" => self.whole = Some(Whole::Line),
            "extended-regexp" | "perl-regexp" => self.syntax = Syntax::Extended,
            "fixed-strings" => self.syntax = Syntax::Fixed,
            _ if option.starts_with("color") || option.starts_with("max-count=") => {}
            _ => return None,
        }
        Some(())
    }

    /// `-qiE`, `-e pattern`, `-m1`.
    fn short<'w>(
        &mut self,
        letters: &str,
        span: Span,
        words: &mut impl Iterator<Item = (&'p Value, &'w Span)>,
    ) -> Option<()> {
        for (at, letter) in letters.char_indices() {
            let rest = letters.get(at + letter.len_utf8()..).unwrap_or_default();
            match letter {
                'q' | 's' | 'c' | 'o' | 'n' | 'a' | 'h' | 'H' => {}
                'v' => self.inverted = true,
                'i' | 'y' => self.ignore_case = true,
                'w' => self.whole = self.whole.or(Some(Whole::Word)),
                'x' => self.whole = Some(Whole::Line),
                'E' | 'P' => self.syntax = Syntax::Extended,
                'F' => self.syntax = Syntax::Fixed,
                'G' => self.syntax = Syntax::Basic,
                'e' if rest.is_empty() => {
                    let (word, place) = words.next()?;
                    self.add(word.exact()?, *place);
                    return Some(());
                }
                'e' => {
                    self.add(Cow::Owned(rest.to_owned()), span);
                    return Some(());
                }
                _ if WITH_VALUE.contains(&letter) => {
                    if rest.is_empty() {
                        words.next()?;
                    }
                    return Some(());
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// Whether it is found in a text.
    pub(super) fn look_in(&self, subject: &Value) -> End {
        let known = subject.exact().filter(|_| !subject.is_declared());
        let Some(holds) = known.and_then(|text| self.is_in(&text)) else {
            return End::open(subject.by_platform());
        };
        End::decided(holds, Choice::by(subject, self.span))
    }

    /// `None` where a pattern has signs that are not read here.
    fn is_in(&self, text: &str) -> Option<bool> {
        let lower = |text: &str| {
            if self.ignore_case { text.to_ascii_lowercase() } else { text.to_owned() }
        };
        let text = lower(text);
        let mut holds = false;
        for pattern in self.patterns.iter().flat_map(|it| it.lines()) {
            holds |= self.fits(&lower(pattern), &text)?;
        }
        Some(holds)
    }

    fn fits(&self, pattern: &str, text: &str) -> Option<bool> {
        if self.syntax == Syntax::Fixed {
            return Some(text.lines().any(|line| self.holds(line, pattern, (false, false))));
        }
        let plain = pattern.replace("\\|", "|").replace("\\(", "(").replace("\\)", ")");
        // Without backslashes these are themselves, and who writes them means ways.
        if self.syntax == Syntax::Basic && pattern.replace("\\|", "").contains('|') {
            return None;
        }
        let (all_start, all_end, inner) = grouped(&plain);
        let mut holds = false;
        for way in inner.split('|') {
            let (start, way) = way.strip_prefix('^').map_or((all_start, way), |way| (true, way));
            let (end, way) = way.strip_suffix('$').map_or((all_end, way), |way| (true, way));
            let start = start && !way.starts_with(".*");
            let end = end && !way.ends_with(".*");
            let way = way.trim_start_matches(".*").trim_end_matches(".*");
            if way.contains(['[', '*', '+', '?', '(', ')', '\\', '.', '{']) {
                return None;
            }
            holds |= text.lines().any(|line| self.holds(line, way, (start, end)));
        }
        Some(holds)
    }

    /// A plain word stands in a line; `^` and `$` hold it to the ends.
    fn holds(&self, line: &str, word: &str, (start, end): (bool, bool)) -> bool {
        let is_letter = |it: char| it.is_ascii_alphanumeric() || it == '_';
        let at = |(at, _): (usize, &str)| {
            let before = line.get(..at).unwrap_or_default();
            let behind = line.get(at + word.len()..).unwrap_or_default();
            let apart = !before.ends_with(is_letter) && !behind.starts_with(is_letter);
            let (start, end) = match self.whole {
                Some(Whole::Line) => (true, true),
                Some(Whole::Word) | None => (start, end),
            };
            (!start || before.is_empty())
                && (!end || behind.is_empty())
                && (apart || self.whole != Some(Whole::Word))
        };
        line.match_indices(word).any(at)
    }
}

/// `^(a|b)$`: whether it is held to the start and to the end, and what stands in the group.
fn grouped(pattern: &str) -> (bool, bool, &str) {
    let (start, rest) = pattern.strip_prefix('^').map_or((false, pattern), |rest| (true, rest));
    let (end, rest) = rest.strip_suffix('$').map_or((false, rest), |rest| (true, rest));
    let inner = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.map_or((false, false, pattern), |inner| (start, end, inner))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::value::From;

    /// Whether `grep` with these words finds anything in a text; `None` where that is open.
    fn found(options: &str, text: &str) -> Option<bool> {
        let words: Vec<Value> =
            options.split(' ').map(|it| Value::known(it, From::Other)).collect();
        let spans = vec![Span::default(); words.len()];
        let search = Search::read("grep", Arguments { words: &words, spans: &spans })?;
        search.is_in(text).map(|it| it != search.inverted)
    }

    #[test]
    fn options_say_how_it_is_looked_for() {
        for (options, text, expected) in [
            ("-q arm", "arm64", Some(true)),
            ("-qw arm", "arm64", Some(false)),
            ("-qw arm", "linux-arm", Some(true)),
            ("-Fxq aarch", "aarch64", Some(false)),
            ("-Fxq aarch64", "aarch64", Some(true)),
            ("-qi ARM", "arm64", Some(true)),
            ("-qi ARM\\|AARCH", "aarch64", Some(true)),
            ("-q -e arm -e aarch64", "aarch64", Some(true)),
            ("-qe aarch64", "aarch64", Some(true)),
            ("-Evq x86_64|amd64", "amd64", Some(false)),
            ("-vqi ARM", "arm64", Some(false)),
            ("--invert-match arm", "amd64", Some(true)),
            ("-q -m 1 arm64", "arm64", Some(true)),
            ("-qE ^(arm64|aarch64)$", "aarch64", Some(true)),
            ("-q ^arm", "aarch64", Some(false)),
            ("-qf /list", "arm64", None),
            ("-q arm64|amd64", "arm64", None),
            ("-q arm64 /etc/arch", "arm64", None),
            ("-q a[rm]+", "arm64", None),
            ("-q -- -arm", "linux-arm", Some(true)),
        ] {
            assert_eq!(found(options, text), expected, "{options} in {text}");
        }
    }
}
