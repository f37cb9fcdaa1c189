//! What ends a script or a function, and with which answer: `exit`, `return`, `set -e`, `A=$(…)`.
//!
//! Not what programs answer, which are taken to succeed. A `return` that nobody is sure to pass by leaves the answer
//! of its function open, since the walk goes on behind it.

use super::{End, Leaves, Run, Truth};
use crate::{
    shell::{
        tree::{Assignment, Place, Step, Word},
        value::Value,
    },
    span::Span,
};

impl Run<'_> {
    pub(super) fn exit(&mut self, code: Option<&Word>, place: Place) -> End {
        let truth = self.answer(code);
        if truth == Truth::No {
            self.fail(self.span(place));
        }
        End { leaves: Leaves::Script, ..self.ended(truth) }
    }

    /// `return`, `break` and `continue`.
    pub(super) fn leave(&mut self, code: Option<&Word>) -> End {
        let truth = self.answer(code);
        self.may_leave |= !self.sure;
        End { leaves: Leaves::Block, ..self.ended(truth) }
    }

    fn answer(&mut self, code: Option<&Word>) -> Truth {
        let code = code.map(|code| self.value(code));
        let code = code.as_ref().and_then(Value::exact);
        match code.as_deref() {
            Some("0") => Truth::Yes,
            Some(code) if code.parse::<u8>().is_ok() => Truth::No,
            _ => Truth::Open,
        }
    }

    /// An end to which choices may have led.
    fn ended(&self, truth: Truth) -> End {
        match truth {
            Truth::Likely | Truth::Open => End::open(!self.choices.is_empty()),
            Truth::Yes | Truth::No => {
                let choice = self.choices.last().copied().filter(|_| self.sure);
                End::decided(truth == Truth::Yes, choice)
            }
        }
    }

    /// `false`: behind `&&` what it says is the answer of the whole.
    pub(super) fn falsehood(&mut self, place: Option<Span>) -> End {
        if let Some(span) = place {
            self.fail(span);
        }
        self.ended(Truth::No)
    }

    /// Notes a failure that the platform led to. What happens in `$(…)` does not end the script.
    fn fail(&mut self, span: Span) {
        if let Some(choice) = self.choices.last()
            && self.sure
            && self.printed.is_empty()
        {
            self.trace.failures.push(choice.failure(span));
        }
    }

    /// Assignments alone: the last `$(…)` among them answers.
    pub(super) fn assignments(&mut self, all: &[Assignment]) -> End {
        self.status = None;
        for assignment in all {
            self.assign(assignment, false);
        }
        let fails = |it: &End| it.truth == Truth::No && it.choice.is_some();
        self.status.take().filter(fails).unwrap_or(End::of(Truth::Yes))
    }

    /// A step that ends the script when it fails under `set -e`.
    pub(super) fn minded(&mut self, step: &Step) -> End {
        let end = self.step(step);
        let minds = self.errexit && self.tests == 0 && self.printed.is_empty() && self.sure;
        let fails = end.truth == Truth::No && end.leaves == Leaves::No;
        if let (Step::Command(command), Some(choice)) = (step, end.choice)
            && minds
            && fails
        {
            let span = self.span(command.place.clone());
            self.trace.failures.push(choice.failure(span));
            return End { leaves: Leaves::Script, ..end };
        }
        end
    }

    /// `set -e`, `set -euo pipefail`, `set -o errexit`, `set +e`.
    pub(super) fn set_options(&mut self, words: &[Value]) {
        let mut sign = None;
        for word in words {
            let word = word.shown();
            let named = word == "errexit" && sign.is_some();
            if let Some(letters) = word.strip_prefix(['-', '+']) {
                sign = word.chars().next();
                if letters.contains('e') {
                    self.end_on_failure(sign == Some('-'));
                }
            } else if named {
                self.end_on_failure(sign == Some('-'));
            } else if sign.take().is_none() {
                break;
            }
        }
    }

    fn end_on_failure(&mut self, ends: bool) {
        self.errexit = ends && (self.sure || self.errexit);
    }
}
