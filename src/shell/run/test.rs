//! `[ … ]`, `test` and `[[ … ]]`: whether they hold on this platform.

use super::{
    Call, Choice, End, Run, Spans, Truth,
    choose::{Comparison, Fit, named},
    command::NO_CASE_NAME,
    search::Search,
};
use crate::{
    knowledge,
    shell::{
        text::checksum,
        tree::{Part, Test, Word},
        value::{From, Piece, Value},
    },
    span::Span,
};
use std::borrow::Cow;

/// What a longer test says nobody works out.
const MOST_WORDS: usize = 256;

/// Arguments with their places.
#[derive(Clone, Copy)]
pub(super) struct Arguments<'c> {
    pub(super) words: &'c [Value],
    pub(super) spans: &'c [Span],
}

impl<'c> Arguments<'c> {
    /// What stands behind the name.
    pub(super) fn of(call: &'c Call) -> Self {
        let (words, spans) = (call.words.get(1..), call.spans.get(1..));
        Self { words: words.unwrap_or_default(), spans: spans.unwrap_or_default() }
    }

    fn without_last(self) -> Self {
        self.split(self.words.len().saturating_sub(1)).0
    }

    fn split(self, at: usize) -> (Self, Self) {
        let (words, spans) = (self.words.split_at_checked(at), self.spans.split_at_checked(at));
        let ((before, behind), (own, others)) =
            (words.unwrap_or((self.words, &[])), spans.unwrap_or((self.spans, &[])));
        (Self { words: before, spans: own }, Self { words: behind, spans: others })
    }

    /// Without the first one.
    fn rest(self) -> Self {
        self.split(1).1
    }

    fn span(self, at: usize) -> Span {
        self.spans.get(at).copied().unwrap_or_default()
    }
}

impl Run<'_> {
    /// `[[ … ]]`.
    pub(super) fn test(&mut self, test: &Test) -> End {
        match test {
            Test::Not(inner) => opposite(self.test(inner)),
            Test::And(left, right) => {
                let (left, right) = (self.test(left), self.test(right));
                all(left, right)
            }
            Test::Or(left, right) => {
                let (left, right) = (self.test(left), self.test(right));
                opposite(all(opposite(left), opposite(right)))
            }
            Test::Equal(left, _) | Test::Regex(left, _)
                if self.names.get(NO_CASE_NAME).is_some() =>
            {
                End::open(self.value(left).by_platform())
            }
            Test::Equal(left, right) => {
                let span = self.span(left.place.clone());
                let subject = self.value(left);
                self.compared(&subject, span, right);
                match self.pattern(right) {
                    Some(pattern) => self.equal(&subject, &pattern, span),
                    None => End::of(Truth::Open),
                }
            }
            Test::Regex(left, right) => {
                let span = self.span(left.place.clone());
                let (subject, pattern) = (self.value(left), self.regex(right));
                pattern
                    .map_or(End::of(Truth::Open), |it| Search::regex(&it, span).look_in(&subject))
            }
            Test::Empty(word) => self.empty(word),
            Test::Filled(word) => opposite(self.empty(word)),
            Test::Other => End::of(Truth::Open),
        }
    }

    /// Keeps a comparison with a checksum as `[` would be kept.
    fn compared(&mut self, subject: &Value, span: Span, right: &Word) {
        let is_written = || {
            right
                .parts
                .iter()
                .any(|it| matches!(it, Part::Literal { text, .. } if text.len() >= 32))
        };
        if is_checksum(subject) || is_written() {
            let value = self.value(right);
            let words = vec![Value::known("[", From::Other), subject.clone(), value];
            let spans = Spans::from_slice(&[span, span, self.span(right.place.clone())]);
            if words.iter().any(is_checksum) {
                self.trace.calls.push(Call { sure: self.sure, ..Call::new(words, spans) });
            }
        }
    }

    fn empty(&mut self, word: &Word) -> End {
        let span = self.span(word.place.clone());
        let value = self.value(word);
        self.emptiness(&value, span)
    }

    fn emptiness(&self, value: &Value, span: Span) -> End {
        let choice = Choice::by(value, span).or_else(|| self.held(value));
        let is_filled = |it: &Piece| it.text.as_deref().is_some_and(|it| !it.is_empty());
        match value.exact() {
            // A build argument may be given.
            _ if value.is_declared() => End::of(Truth::Open),
            Some(text) => End::decided(text.is_empty(), choice),
            None if value.pieces.iter().any(is_filled) => End::decided(false, choice),
            None => End::open(value.by_platform()),
        }
    }

    /// A comparison as the end of a command.
    pub(super) fn equal(&mut self, subject: &Value, pattern: &str, span: Span) -> End {
        let by_name = named(pattern).is_some();
        let Comparison { fit, by_platform, assumed } = self.compare(subject, pattern, by_name);
        let choice = self.choice_by(subject, span).filter(|_| by_platform && !assumed);
        match fit {
            Fit::Yes => End::decided(true, choice),
            Fit::No => End::decided(false, choice),
            Fit::Open => End::open(by_platform),
        }
    }

    /// `[ … ]` and `test …`. Of all comparisons, a rule asks for those with a checksum.
    pub(super) fn comparison(&mut self, call: Call) -> End {
        let arguments = Arguments::of(&call);
        let is_bracket = call.name == "[";
        let end = self.bracket(if is_bracket { arguments.without_last() } else { arguments });
        if call.words.iter().any(is_checksum) {
            self.trace.calls.push(call);
        }
        end
    }

    /// The arguments of `[` and `test`.
    fn bracket(&mut self, arguments: Arguments<'_>) -> End {
        if arguments.words.len() > MOST_WORDS {
            return End::open(arguments.words.iter().any(asks));
        }
        let texts: Vec<Cow<'_, str>> = arguments.words.iter().map(Value::shown).collect();
        let texts: Vec<&str> = texts.iter().map(|it| &**it).collect();
        // `-o` binds less than `-a`.
        for (sign, either) in [("-o", true), ("-a", false)] {
            if let Some(at) = texts.iter().skip(1).position(|it| *it == sign).map(|at| at + 1) {
                let (left, right) = arguments.split(at);
                let left = self.bracket(left);
                let right = self.bracket(right.rest());
                return if either {
                    opposite(all(opposite(left), opposite(right)))
                } else {
                    all(left, right)
                };
            }
        }
        match (texts.as_slice(), arguments.words) {
            (["!", ..], [_, ..]) => opposite(self.bracket(arguments.rest())),
            (["-z", _], [_, value]) => self.emptiness(value, arguments.span(1)),
            (["-n", _], [_, value]) => opposite(self.emptiness(value, arguments.span(1))),
            ([_], [value]) => opposite(self.emptiness(value, arguments.span(0))),
            ([_, "=" | "==", _], [left, _, right]) => self.same(left, right, arguments),
            ([_, "!=", _], [left, _, right]) => opposite(self.same(left, right, arguments)),
            _ => End::open(arguments.words.iter().any(asks)),
        }
    }

    fn same(&mut self, left: &Value, right: &Value, arguments: Arguments<'_>) -> End {
        let literal =
            |text: &str| text.replace('\\', "\\\\").replace('*', "\\*").replace('?', "\\?");
        match (left.exact(), right.exact()) {
            (_, Some(text)) => self.equal(left, &literal(&text), arguments.span(0)),
            (Some(text), None) => self.equal(right, &literal(&text), arguments.span(2)),
            (None, None) => End::open(left.by_platform() || right.by_platform()),
        }
    }
}

/// Whether a word of a test speaks of the platform: `-d /usr/lib/x86_64-linux-gnu`, `grep avx2 /proc/cpuinfo`.
pub(super) fn asks(word: &Value) -> bool {
    if word.by_platform() {
        return true;
    }
    let shown = word.shown();
    if !knowledge::may_name(&shown) {
        return false;
    }
    let mut parts = shown.split(|it: char| !it.is_alphanumeric() && !"_-".contains(it));
    let names = |part: &str| {
        let first = part.split('-').next().unwrap_or_default();
        knowledge::may_spell(part) && (named(part).is_some() || named(first).is_some())
    };
    let last = || shown.rsplit('-').next().and_then(named);
    ["/proc/cpuinfo", "machine()", "process.arch"].iter().any(|it| shown.contains(it))
        || FOLDERS.iter().any(|it| shown.starts_with(it)) && last().is_some()
        || parts.any(names)
}

/// Folders of distributions whose entries end in an architecture's name: `/usr/lib/jvm/java-17-openjdk-amd64`.
const FOLDERS: [&str; 2] = ["/usr/lib/jvm/", "/etc/alternatives/"];

/// Whether a command finds out what this platform has: whether the archive holds a package that not every platform
/// has, or the compiler takes an option for one processor.
pub(super) fn probes(name: &str, arguments: &[Value]) -> bool {
    let mut texts = arguments.iter().map(Value::shown);
    match name {
        "gcc" | "g++" | "cc" | "c++" | "clang" | "clang++" => {
            texts.any(|it| it.starts_with("-m") && it.len() > 2)
        }
        "apt-cache" | "apt" | "dnf" | "yum" | "microdnf" | "tdnf" | "zypper" | "apk" => {
            let asks = texts.next().is_some_and(|it| QUERIES.contains(&&*it));
            let manager = knowledge::manager(if name == "apt-cache" { "apt-get" } else { name });
            asks && manager.is_some_and(|manager| {
                let plain = |it: &str| it.trim_matches(['^', '$', '/']).to_owned();
                texts.any(|it| knowledge::package(manager, &plain(&it)).is_some())
            })
        }
        _ => false,
    }
}

/// What a package manager is asked without a change.
const QUERIES: [&str; 9] =
    ["show", "showpkg", "policy", "madison", "search", "list", "info", "pkgnames", "se"];

fn is_checksum(value: &Value) -> bool {
    checksum(&value.shown()).is_some()
}

pub(super) fn opposite(end: End) -> End {
    let truth = match end.truth {
        Truth::Yes => Truth::No,
        Truth::No => Truth::Yes,
        Truth::Likely | Truth::Open => Truth::Open,
    };
    End { truth, ..end }
}

/// Both hold.
fn all(left: End, right: End) -> End {
    match (left.truth, right.truth) {
        (Truth::No, _) => left,
        (_, Truth::No) => right,
        (Truth::Yes, Truth::Yes) => {
            let choice = left.choice.or(right.choice);
            End { by_platform: left.by_platform || right.by_platform, choice, ..left }
        }
        _ => End::open(left.by_platform || right.by_platform),
    }
}
