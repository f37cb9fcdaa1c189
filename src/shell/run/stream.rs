//! What steps hand to each other: pipes, and redirections that lead elsewhere.
//!
//! Not what a program makes of its input, which `query` knows.

use super::{End, Run, Truth};
use crate::shell::{
    tree::{Redirect, Step, Stream},
    value::{From, Value},
};

/// What is printed so far.
#[derive(Default)]
pub(super) struct Printed {
    value: Value,
    /// A line ends with it.
    has_line: bool,
}

impl Run<'_> {
    pub(super) fn pipe(&mut self, steps: &[Step]) -> End {
        let outer = self.input.take();
        let mut end = End::of(Truth::Likely);
        for (index, step) in steps.iter().enumerate() {
            let last = index + 1 == steps.len();
            if last {
                end = self.apart(|run| run.step(step));
            } else {
                let printed = self.print(|run| run.apart(|run| run.step(step)));
                self.input = Some(printed);
            }
        }
        self.input = outer;
        end
    }

    /// What a step prints.
    pub(super) fn print(&mut self, step: impl FnOnce(&mut Self) -> End) -> Value {
        self.printed.push(Printed::default());
        step(self);
        self.printed.pop().unwrap_or_default().value
    }

    /// Adds to what is printed; `is_line` if a line ends with it.
    pub(super) fn print_out(&mut self, value: Value, is_line: bool) {
        if let Some(printed) = self.printed.last_mut() {
            if printed.has_line {
                printed.value.push(Value::known("\n", From::Other));
            }
            printed.value.push(value);
            printed.has_line = is_line;
        }
    }

    /// A step that may not be run at all: what it prints may not be there.
    pub(super) fn may_print(&mut self, step: impl FnOnce(&mut Self) -> End) -> End {
        let before = self.printed.last().map(|it| it.value.pieces.len());
        let end = step(self);
        if let Some(printed) = self.printed.last_mut()
            && Some(printed.value.pieces.len()) != before
        {
            printed.value = Value::unknown(printed.value.by_platform());
        }
        end
    }

    /// A step that may read from and print to somewhere else: `echo … >&2` says nothing in a pipe, and who reads a file
    /// does not read the pipe. What a file holds nobody knows.
    pub(super) fn sent(
        &mut self,
        redirects: &[Redirect],
        step: impl FnOnce(&mut Self) -> End,
    ) -> End {
        let is_fed = redirects.iter().any(|it| it.stream == Stream::Input);
        let outer = if is_fed { Some(self.input.take()) } else { None };
        let mixes = usize::from(redirects.iter().any(Redirect::mixes));
        self.mixed += mixes;
        let mut ways = redirects.iter().filter(|it| it.stream == Stream::Output);
        let end = match ways.next().filter(|_| !self.printed.is_empty()) {
            None => step(self),
            Some(way) => {
                let mut end = End::of(Truth::Open);
                let printed = self.print(|run| {
                    end = step(run);
                    end
                });
                if !is_away(way, self.mixed > 0) || ways.next().is_some() {
                    self.print_out(Value::unknown(printed.by_platform()), true);
                }
                end
            }
        };
        if let Some(outer) = outer {
            self.input = outer;
        }
        self.mixed -= mixes;
        end
    }
}

/// What is printed goes where no pipe reads it: to a file, or to errors.
fn is_away(way: &Redirect, mixed: bool) -> bool {
    let target = way.target.fixed().unwrap_or_default();
    let is_stream = target.starts_with(|it: char| it.is_ascii_digit() || it == '-');
    let is_file = !is_stream && !target.starts_with("/dev/") && !target.starts_with("/proc/");
    let is_error = matches!(&*target, "2" | "/dev/stderr");
    !target.is_empty() && is_file || target == "/dev/null" || is_error && !mixed
}
