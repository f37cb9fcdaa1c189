//! `grep -q`, and the patterns of `[[ … =~ … ]]`: whether they are found on this platform.
//!
//! Not the language of patterns. An option that is not known leaves open what comes of it.

use super::{
    Choice, End,
    test::{Arguments, asks},
};
use crate::{
    shell::{
        regex::{Extent, Pattern, Syntax},
        value::Value,
    },
    span::Span,
};
use std::borrow::Cow;

/// What is looked for, and how.
#[derive(Default)]
pub(super) struct Search<'p> {
    patterns: Vec<Cow<'p, str>>,
    /// Where the first pattern stands.
    span: Span,
    syntax: Syntax,
    extent: Extent,
    ignore_case: bool,
    inverted: bool,
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
    End { by_platform: end.by_platform || by_name, ..end }
}

impl<'p> Search<'p> {
    /// The pattern of `=~`.
    pub(super) fn regex(pattern: &'p str, span: Span) -> Self {
        Self {
            patterns: vec![Cow::Borrowed(pattern)],
            span,
            syntax: Syntax::Bash,
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
            "word-regexp" if self.extent == Extent::Line => {}
            "word-regexp" => self.extent = Extent::Word,
            "line-regexp" => self.extent = Extent::Line,
            "extended-regexp" => self.syntax = Syntax::Extended,
            "perl-regexp" => self.syntax = Syntax::Perl,
            "fixed-strings" => self.syntax = Syntax::Fixed,
            "max-count=0" => return None,
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
                'w' if self.extent == Extent::Line => {}
                'w' => self.extent = Extent::Word,
                'x' => self.extent = Extent::Line,
                'E' => self.syntax = Syntax::Extended,
                'P' => self.syntax = Syntax::Perl,
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
                    let own = Cow::Borrowed(rest);
                    let value = if rest.is_empty() { words.next()?.0.exact()? } else { own };
                    return (letter != 'm' || value != "0").then_some(());
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

    /// True if a line is one that is looked for; `None` where a pattern cannot be told.
    fn is_in(&self, text: &str) -> Option<bool> {
        let all = self.patterns.iter().flat_map(|it| it.split('\n'));
        let all = all.map(|it| Pattern::new(it, self.syntax, self.extent, self.ignore_case));
        let all: Vec<Pattern> = all.collect::<Option<_>>()?;
        // Perl takes only one.
        if self.syntax == Syntax::Perl && all.len() > 1 {
            return None;
        }
        // What a letter is depends on the language of the machine, and `=~` knows no lines.
        if !text.is_ascii() || self.syntax == Syntax::Bash && text.contains('\n') {
            return None;
        }
        let mut holds = false;
        for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
            let found: Option<Vec<bool>> = all.iter().map(|it| it.is_in(line)).collect();
            holds |= found?.contains(&true) != self.inverted;
        }
        // Nothing may be an empty line, or none.
        (!holds || !text.is_empty() || self.syntax == Syntax::Bash).then_some(holds)
    }
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
        search.is_in(text)
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
            ("-qE a[rm]+", "arm64", Some(true)),
            ("-qx arm.*", "arm64", Some(true)),
            ("-qw aarch.*", "linux-aarch64", Some(true)),
            ("-qP arm\\d", "arm64", Some(true)),
            ("-qE (arm", "arm64", None),
            ("-v amd64", "amd64\narm64", Some(true)),
            ("-qx arm64", "amd64\narm64\n", Some(true)),
            ("-q -- -arm", "linux-arm", Some(true)),
        ] {
            assert_eq!(found(options, text), expected, "{options} in {text}");
        }
    }
}
