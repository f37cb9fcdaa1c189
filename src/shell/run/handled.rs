//! `||`, and which commands may fail without an end to the script.
//!
//! Not whether they fail: programs are taken to succeed, and a rule decides what a failure that nobody minds means.
//! What gives up behind `||` minds it, and so does what mends: the packages of `dpkg -i x.deb || apt-get install -f`
//! must be there.

use super::{Call, End, Leaves, Run, Truth};
use crate::shell::tree::Step;
use std::ops::Range;

impl Run<'_> {
    /// What comes behind `||`; before it, from a call on, was tried.
    pub(super) fn or(&mut self, (first, from): (End, usize), right: &Step) -> End {
        let tried = from..self.trace.calls.len();
        let mut other = first;
        let second = |run: &mut Self| {
            other = run.step(right);
            other
        };
        let end = match first.truth {
            Truth::Yes => return first,
            Truth::No => return self.after(first, right),
            // `[ "$TARGETARCH" = amd64 ] && a || b`: the other platforms come to `b`.
            Truth::Likely => {
                self.maybe(first.by_platform, second);
                first
            }
            Truth::Open => self.maybe(first.by_platform, second),
        };
        let repairs = self.trace.calls.get(tried.end..).is_some_and(|it| it.iter().any(repairs));
        if !other.gives_up() && !repairs {
            self.handle(tried);
        }
        end
    }

    /// The failure of some commands ends nothing.
    pub(super) fn handle(&mut self, calls: Range<usize>) {
        for call in self.trace.calls.get_mut(calls).unwrap_or_default() {
            call.handled = true;
        }
    }
}

impl End {
    /// What follows is not reached, or the step fails: `exit 1`, `false`, `return`.
    pub(super) fn gives_up(self) -> bool {
        match self.leaves {
            Leaves::No => self.truth == Truth::No,
            Leaves::Block => true,
            Leaves::Script => self.truth != Truth::Yes,
        }
    }
}

/// `curl -O …/x.deb && dpkg -i x.deb || true; apt-get install -f`: the packages must be there after all.
pub(super) fn mend(calls: &mut [Call]) {
    let last = calls.iter().rposition(repairs).unwrap_or_default();
    let before = calls.get_mut(..last).unwrap_or_default();
    if before.iter().any(|it| it.name == "dpkg" && it.handled) {
        for call in before {
            call.handled = false;
        }
    }
}

/// `dpkg -i x.deb || apt-get install -f` mends what is broken, and what was asked for must be there.
fn repairs(call: &Call) -> bool {
    let mends = |word: &str| match word.strip_prefix('-') {
        Some(long) if long.starts_with('-') => matches!(long, "-fix-broken" | "-configure"),
        Some(short) => short.contains('f'),
        None => false,
    };
    matches!(call.name.as_str(), "apt-get" | "apt" | "aptitude" | "dpkg")
        && call.words.iter().any(|word| mends(&word.shown()))
}
