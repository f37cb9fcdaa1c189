//! `if`, `case` and loops: which way the platform takes.

use super::{Choice, End, Leaves, Run, Truth, command::NO_CASE_NAME, names::Way};
use crate::{
    knowledge,
    platform::Platform,
    shell::{
        glob::fits,
        tree::{Arm, Assignment, Block, Case, Part, Step, Word},
        value::{From, Value},
    },
    span::Span,
};
use std::rc::Rc;

/// Loops over more words are walked once.
const WORDS: usize = 8;

/// Whether a pattern fits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Yes,
    No,
    Open,
}

/// A comparison, and whether the platform decides it.
pub(super) struct Comparison {
    pub(super) fit: Fit,
    pub(super) by_platform: bool,
    /// Only the words say that it is about architectures: who passes them is not known.
    pub(super) assumed: bool,
}

impl Run<'_> {
    pub(super) fn choose(&mut self, branches: &[(Block, Block)], otherwise: Option<&Block>) -> End {
        let (mut choice, mut open, mut all) = (None, false, End::open(false));
        let mut ways = Vec::new();
        let (mut tried, mut gives_up) = (Vec::new(), false);
        let mut walk = |run: &mut Self, body: &Block| {
            let end = run.block(body);
            gives_up |= end.gives_up();
            end
        };
        for (test, body) in branches {
            let from = self.trace.calls.len();
            let end = self.tried(|run| run.block(test));
            tried.push(from..self.trace.calls.len());
            if end.leaves == Leaves::Script {
                return end;
            }
            match end.truth {
                Truth::No => choice = choice.or(end.choice),
                Truth::Yes if !open => return self.way(end.choice.or(choice), body),
                Truth::Yes | Truth::Likely | Truth::Open => {
                    open = true;
                    let unsure = end.by_platform || all.by_platform;
                    all = all.or(self.one_way(unsure, &mut ways, |run| walk(run, body)));
                }
            }
        }
        match otherwise {
            Some(body) if open => {
                all = all.or(self.one_way(all.by_platform, &mut ways, |run| walk(run, body)));
            }
            Some(body) => return self.way(choice, body),
            None => ways.push(Way::default()),
        }
        self.names.join(&ways, all.by_platform);
        if open && !gives_up {
            for calls in tried {
                self.handle(calls);
            }
        }
        if !open && let Some(choice) = choice {
            let bodies = branches.iter().map(|(_, body)| body);
            self.nothing_taken(bodies.collect(), choice.span);
        }
        End { truth: if open { Truth::Likely } else { Truth::Yes }, ..all }
    }

    /// Something that may be run or not. Where the platform decides it in a way that is not known, nothing is said of
    /// what is done there, nor of what follows when it may end the script.
    pub(super) fn maybe(&mut self, by_platform: bool, step: impl FnOnce(&mut Self) -> End) -> End {
        let mut ways = vec![Way::default()];
        let end = self.one_way(by_platform, &mut ways, step);
        self.names.join(&ways, by_platform);
        end
    }

    /// One of several ways, the same; what it sets is left to the end of the choice.
    fn one_way(
        &mut self,
        by_platform: bool,
        ways: &mut Vec<Way>,
        step: impl FnOnce(&mut Self) -> End,
    ) -> End {
        let (mark, sure) = (self.names.mark(), std::mem::replace(&mut self.sure, false));
        let (calls, assigned) = (self.trace.calls.len(), self.trace.assigned.len());
        let end = self.may_print(step);
        self.sure = sure;
        if by_platform {
            self.trace.calls.truncate(calls);
            self.trace.assigned.truncate(assigned);
        }
        let way = self.names.take(mark);
        // Nothing follows a way that ends the script.
        if by_platform || end.leaves != Leaves::Script {
            ways.push(way);
        }
        let leaves = if by_platform { end.leaves } else { Leaves::No };
        End { leaves, ..End::open(by_platform) }
    }

    /// The way that is taken.
    fn way(&mut self, choice: Option<Choice>, body: &Block) -> End {
        self.led(choice, |run| run.block(body))
    }

    /// A choice that a value makes, which is noted.
    pub(super) fn choice_by(&mut self, subject: &Value, span: Span) -> Option<Choice> {
        let Some(choice) = Choice::by(subject, span) else { return self.held(subject) };
        let value = subject.exact().map(Rc::from);
        self.trace.subjects.extend(value.map(|it| (span, it)));
        Some(choice)
    }

    /// The choice of which a branch wrote a value: `url=none`.
    pub(super) fn held(&self, value: &Value) -> Option<Choice> {
        let [piece] = &*value.pieces else { return None };
        let From::Written(place) = piece.from else { return None };
        let is_there = |set: Span| set.start <= place.start && place.end <= set.end;
        let mut held = self.held.iter().rev();
        held.find(|(set, _)| is_there(*set)).map(|(_, choice)| *choice)
    }

    pub(super) fn case(&mut self, case: &Case) -> End {
        let subject = self.value(&case.word);
        let span = self.span(case.word.place.clone());
        let choice = self.choice_by(&subject, span);
        let is_architecture = |run: &mut Self, arm: &Arm| {
            arm.patterns.iter().any(|it| run.pattern(it).is_some_and(|it| named(&it).is_some()))
        };
        let by_name = case.arms.iter().any(|arm| is_architecture(self, arm));
        let (mut open, mut by_platform, mut all) = (false, false, End::open(false));
        let (mut ways, mut whole) = (Vec::new(), false);
        let mut falls = false;
        for arm in &case.arms {
            let mut found = self.arm(&subject, arm, by_name);
            if falls || self.names.get(NO_CASE_NAME).is_some() {
                found.fit = Fit::Open;
            }
            falls = arm.falls && found.fit != Fit::No;
            by_platform |= found.by_platform && !found.assumed;
            match found.fit {
                Fit::No => {}
                Fit::Yes if !open && !arm.falls => {
                    return self.way(choice.filter(|_| by_platform), &arm.body);
                }
                Fit::Yes | Fit::Open => {
                    open = true;
                    let unsure = found.by_platform && found.fit == Fit::Open || all.by_platform;
                    whole |= found.fit == Fit::Yes;
                    all = all.or(self.one_way(unsure, &mut ways, |run| run.block(&arm.body)));
                }
            }
        }
        if !whole {
            ways.push(Way::default());
        }
        self.names.join(&ways, all.by_platform);
        if !open && by_platform {
            let bodies = case.arms.iter().map(|arm| &arm.body);
            self.nothing_taken(bodies.collect(), span);
        }
        End { truth: if open { Truth::Likely } else { Truth::Yes }, ..all }
    }

    fn arm(&mut self, subject: &Value, arm: &Arm, by_name: bool) -> Comparison {
        let mut best = Comparison { fit: Fit::No, by_platform: false, assumed: false };
        for pattern in &arm.patterns {
            let Some(pattern) = self.pattern(pattern) else {
                return Comparison { fit: Fit::Open, by_platform: false, assumed: false };
            };
            let one = self.compare(subject, &pattern, by_name);
            best.by_platform |= one.by_platform;
            best.assumed |= one.assumed;
            match one.fit {
                Fit::Yes => return Comparison { fit: Fit::Yes, ..best },
                Fit::Open => best.fit = Fit::Open,
                Fit::No => {}
            }
        }
        best
    }

    /// Compares a value with a pattern. Where the value is not known, or a build may give another, the name of an
    /// architecture stands for itself; not where a text of the file is all that the value is made of.
    pub(super) fn compare(&mut self, subject: &Value, pattern: &str, by_name: bool) -> Comparison {
        let known = subject.exact().filter(|_| !subject.is_declared());
        // Several lines are what several commands print, of which not all may be run.
        if known.as_ref().is_some_and(|it| it.contains('\n')) {
            let by_platform = subject.by_platform();
            return Comparison { fit: Fit::Open, by_platform, assumed: false };
        }
        if let Some(text) = known {
            let fit = if fits(pattern, &text) { Fit::Yes } else { Fit::No };
            let by_platform = subject.by_platform() || self.held(subject).is_some();
            return Comparison { fit, by_platform, assumed: false };
        }
        if pattern == "*" && !by_name {
            return Comparison { fit: Fit::Yes, by_platform: false, assumed: false };
        }
        let by_platform = subject.by_platform();
        match named(pattern) {
            Some(_) if by_name && subject.is_reworked() => {
                Comparison { fit: Fit::Open, by_platform: true, assumed: true }
            }
            // `x86` of `x86_64`, `arm` of `arm64`: what was cut off a name is not another one.
            Some(_) if by_platform && matches!(pattern, "x86" | "arm") => {
                Comparison { fit: Fit::Open, by_platform, assumed: true }
            }
            Some(name) if by_name => {
                self.trace.asks = true;
                let fit = if is(self.given.machine.platform, name) { Fit::Yes } else { Fit::No };
                Comparison { fit, by_platform: true, assumed: true }
            }
            _ => Comparison { fit: Fit::Open, by_platform, assumed: true },
        }
    }

    /// No way of a choice was taken: what all of them set has no value.
    fn nothing_taken(&mut self, bodies: Vec<&Block>, choice: Span) {
        let is_only = bodies.len() == 1;
        let mut all: Vec<&Assignment> = Vec::new();
        for body in bodies {
            set_in(body, &mut all);
        }
        for set in all {
            // Other platforms may do without it: `tool-linux$SUFFIX.tgz`.
            if !(is_only && is_affix(set)) {
                self.absent(&set.name, choice);
            }
        }
    }

    pub(super) fn each(
        &mut self,
        name: Option<&Rc<str>>,
        words: Option<&[Word]>,
        body: &Block,
    ) -> End {
        let (words, _) = self.words(words.unwrap_or_default());
        let mut named: Vec<_> = words.iter().filter_map(|word| named(&word.shown())).collect();
        named.sort_unstable();
        named.dedup();
        let Some(name) = name else {
            self.maybe(false, |run| run.block(body));
            return End::of(Truth::Likely);
        };
        // A loop over architectures does the same for all of them, on purpose.
        let values = match words.len() {
            1..=WORDS if named.len() < 2 => words,
            _ => vec![Value::unknown(named.len() > 1)],
        };
        for value in values {
            self.names.set(Rc::clone(name), value);
            match self.block(body).leaves {
                Leaves::No => {}
                Leaves::Block => self.may_leave = true,
                Leaves::Script => break,
            }
        }
        End::of(Truth::Likely)
    }
}

/// The architecture that a pattern such as `aarch64`, `armv7*` or `linux/amd64` names.
pub(super) fn named(pattern: &str) -> Option<&'static str> {
    let plain = pattern.trim_matches('*');
    let plain = plain.strip_prefix("linux/").unwrap_or(plain);
    knowledge::architecture(plain).or_else(|| knowledge::platform_architecture(plain))
}

pub(super) fn is(platform: &Platform, name: &str) -> bool {
    platform.architecture == name
}

/// `S=-arm64`: a sign parts it from what is before it.
fn is_affix(set: &Assignment) -> bool {
    let [Word { parts, .. }] = set.value.as_slice() else { return false };
    let [Part::Literal { text, .. }] = parts.as_slice() else { return false };
    // Who has none has the processor that most have.
    text.starts_with(['-', '_', '.']) && knowledge::names(text).all(|(it, _)| it != "amd64")
}

/// The variables that a block sets in this shell.
fn set_in<'b>(block: &'b [Step], all: &mut Vec<&'b Assignment>) {
    for step in block {
        match step {
            Step::Command(command) if command.words.is_empty() || command.exports => {
                all.extend(&command.assignments);
            }
            Step::Chain(first, links) => {
                set_in(std::slice::from_ref(first), all);
                for (_, step) in links {
                    set_in(std::slice::from_ref(step), all);
                }
            }
            Step::Group(block) => set_in(block, all),
            Step::Sent(step, _) => set_in(std::slice::from_ref(step), all),
            Step::If { branches, otherwise } => {
                for body in branches.iter().map(|(_, body)| body).chain(otherwise) {
                    set_in(body, all);
                }
            }
            Step::Command(_)
            | Step::Pipe(_)
            | Step::Not(_)
            | Step::Subshell(_)
            | Step::Case(_)
            | Step::Each { .. }
            | Step::While { .. }
            | Step::Function { .. }
            | Step::Test(_)
            | Step::Exit(..)
            | Step::Leave(_) => {}
        }
    }
}
