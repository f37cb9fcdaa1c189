//! What a script does on one platform: which commands it comes to, with which words.
//!
//! Not a shell: no file is touched, and programs are taken to succeed. A choice is decided where the platform decides
//! it; where nobody knows, every way is walked and what it does is `Maybe`. Work is counted, so that no script hangs.

mod choose;
mod command;
mod end;
mod expand;
mod handled;
mod names;
mod nested;
mod search;
mod status;
mod stream;
mod test;

use super::{
    fetch,
    query::Machine,
    tree::{Block, Link, Place, Step},
    value::Value,
};
use crate::span::Span;
use end::{Choice, End, Leaves, Truth};
use foldhash::{HashMap, HashMapExt};
use names::Names;
use smallvec::SmallVec;
use std::{borrow::Cow, cell::OnceCell, rc::Rc};
use stream::Printed;

/// The most steps of a run.
const STEPS: usize = 20_000;

/// How deep calls and nested scripts go.
const DEPTH: usize = 12;

/// What a run needs to know.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// What the script runs on.
    pub machine: Machine<'a>,
    /// The variables that are there before it begins.
    pub lookup: &'a dyn Fn(&str) -> Option<Value>,
    /// Where a place of the script stands in the file.
    pub span: &'a dyn Fn(Place) -> Span,
}

/// What a script does on one platform.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The commands, in order.
    pub calls: Vec<Call>,
    /// The assignments, in order.
    pub assigned: Vec<Assigned>,
    /// Where the platform leads to a failure.
    pub failures: Vec<Failure>,
    /// Something depends on the platform: on another one the script may do something else.
    pub asks: bool,
    /// What is there because of what the image is for, such as the arms of `case "$TARGETARCH"`.
    pub chosen: Vec<Span>,
    /// What choices by the platform are made by, where that is known: the place of each, and its value.
    pub subjects: Vec<(Span, Rc<str>)>,
}

/// A command that is run.
#[derive(Clone, Debug)]
pub struct Call {
    /// The program's name without its folder; empty when it is not known.
    pub name: String,
    /// The program and its arguments; programs that only start others are left out.
    pub words: Vec<Value>,
    /// Where each word stands.
    pub spans: Spans,
    /// What it sets for the program: `GOARCH=arm64 go build`.
    pub sets: Vec<Assigned>,
    /// Text that it reads.
    pub reads: Vec<Value>,
    /// False where nobody knows whether it is run.
    pub sure: bool,
    /// Its failure is expected: `… || true`, or it is tried in an `if`.
    pub handled: bool,
    /// See `addresses()`.
    pub(super) addresses: OnceCell<fetch::Places>,
}

/// A variable that gets a value.
#[derive(Clone, Debug)]
pub struct Assigned {
    /// Its name.
    pub name: String,
    /// The value.
    pub value: Value,
    /// Where the assignment stands.
    pub span: Span,
    /// Programs see it.
    pub exported: bool,
    /// False where nobody knows whether it is run.
    pub sure: bool,
}

/// The platform leads to a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What fails.
    pub span: Span,
    /// The choice that leads there.
    pub choice: Span,
    /// The choice has a branch for the platform, and what it sets leads there.
    pub has_branch: bool,
}

/// Places of words; most commands have few.
pub type Spans = SmallVec<[Span; 4]>;

impl Call {
    /// A command that nothing stands around.
    #[must_use]
    pub fn new(words: Vec<Value>, spans: Spans) -> Self {
        let (name, sets, reads) = (String::new(), Vec::new(), Vec::new());
        let mut call = Self {
            name,
            words,
            spans,
            sets,
            reads,
            sure: true,
            handled: false,
            addresses: OnceCell::new(),
        };
        call.rename();
        call
    }

    /// The same without the programs that only start it: `env GOARCH=arm64 go build`.
    #[must_use]
    pub fn started(words: Vec<Value>, spans: Spans) -> Self {
        let mut call = Self::new(words, spans);
        command::unwrap(&mut call);
        call
    }

    /// Reads the name off the first word.
    fn rename(&mut self) {
        self.name.clear();
        if let Some(path) = self.words.first().and_then(Value::exact) {
            // A backslash keeps an alias away: `\curl`.
            let name = path.rsplit('/').next().unwrap_or_default();
            self.name.push_str(name.strip_prefix('\\').unwrap_or(name));
        }
    }

    /// The addresses that it fetches, in order.
    pub fn addresses(&self) -> impl Iterator<Item = &Value> {
        let places = self.addresses.get_or_init(|| fetch::addresses(self));
        places.iter().filter_map(|at| self.words.get(*at))
    }

    /// A word as text; empty when there is none.
    #[must_use]
    pub fn word(&self, at: usize) -> Cow<'_, str> {
        self.words.get(at).map(Value::shown).unwrap_or_default()
    }

    /// Reads the words from one on as text. Here their texts are kept meanwhile, so that rules compare plain words.
    pub fn read_words<R>(&self, from: usize, read: impl FnOnce(&[&str]) -> R) -> R {
        let kept: Vec<Cow<'_, str>> = self.words.iter().skip(from).map(Value::shown).collect();
        let words: Vec<&str> = kept.iter().map(AsRef::as_ref).collect();
        read(&words)
    }

    /// Where one of its own arguments stands.
    #[must_use]
    pub fn span_of(&self, argument: &Value) -> Option<Span> {
        let mut arguments = self.arguments();
        arguments.find(|(word, _)| std::ptr::eq(*word, argument)).map(|(_, span)| span)
    }

    /// The arguments with their places.
    pub fn arguments(&self) -> impl Iterator<Item = (&Value, Span)> {
        self.words.iter().zip(self.spans.iter().copied()).skip(1)
    }
}

/// Runs a script.
#[must_use]
pub fn run(script: &Block, given: Given<'_>) -> Trace {
    let mut run = Run {
        given,
        names: Names::default(),
        functions: HashMap::new(),
        trace: Trace::default(),
        sure: true,
        choices: Vec::new(),
        held: Vec::new(),
        printed: Vec::new(),
        input: None,
        mixed: 0,
        within: None,
        status: None,
        may_leave: false,
        errexit: false,
        tests: 0,
        link: 0,
        steps: 0,
        depth: 0,
    };
    let end = run.block(script);
    if end.truth == Truth::No && end.leaves != Leaves::Block && end.by_platform && !run.failed() {
        // The last command decides: `[ "$TARGETARCH" = arm64 ] && install` fails everywhere else.
        if let Some(choice) = end.choice {
            run.trace.failures.push(choice.failure(choice.span));
        }
    }
    handled::mend(&mut run.trace.calls);
    run.trace
}

struct Run<'g> {
    given: Given<'g>,
    names: Names,
    functions: HashMap<Rc<str>, Rc<Block>>,
    trace: Trace,
    sure: bool,
    /// The choices of the platform that led here.
    choices: Vec<Choice>,
    /// What branches of choices by the platform set, by the places of the assignments.
    held: Vec<(Span, Choice)>,
    /// What the commands of each `$(…)` around print.
    printed: Vec<Printed>,
    /// What a pipe hands over.
    input: Option<Value>,
    /// How many `2>&1` stand around, which put errors into the pipe.
    mixed: usize,
    /// The word that holds the nested script that is run.
    within: Option<Span>,
    /// How the last `$(…)` ended, which is the answer of `A=$(…)`.
    status: Option<End>,
    /// Nobody knows whether the function is left before its end.
    may_leave: bool,
    /// `set -e`: the script ends with the first command that fails.
    errexit: bool,
    /// How many tests the walk is in, where a failure ends nothing.
    tests: usize,
    /// Where the commands behind the last `&&` begin.
    link: usize,
    steps: usize,
    depth: usize,
}

impl Run<'_> {
    fn block(&mut self, block: &Block) -> End {
        let mut end = End::of(Truth::Yes);
        for step in block {
            end = self.minded(step);
            if end.leaves != Leaves::No {
                break;
            }
        }
        end
    }

    fn step(&mut self, step: &Step) -> End {
        self.steps += 1;
        if self.steps > STEPS {
            return End { leaves: Leaves::Script, ..End::of(Truth::Open) };
        }
        match step {
            Step::Command(command) => self.command(command),
            Step::Chain(first, links) => self.chain(first, links),
            Step::Pipe(steps) => self.pipe(steps),
            Step::Not(step) => {
                let end = self.tried(|run| run.step(step));
                let truth = match end.truth {
                    Truth::Yes => Truth::No,
                    Truth::No => Truth::Yes,
                    Truth::Likely | Truth::Open => Truth::Open,
                };
                End { truth, ..end }
            }
            Step::Subshell(block) => self.apart(|run| run.block(block)),
            Step::Group(block) => self.block(block),
            Step::Sent(step, redirects) => self.sent(redirects, |run| run.step(step)),
            Step::If { branches, otherwise } => self.choose(branches, otherwise.as_ref()),
            Step::Case(case) => self.case(case),
            Step::Each { name, words, body } => self.each(name.as_ref(), words.as_deref(), body),
            Step::While { test, body } => {
                let by_platform = self.tried(|run| run.block(test)).by_platform;
                self.maybe(by_platform, |run| run.block(body));
                End::of(Truth::Likely)
            }
            Step::Function { name, body } => {
                self.functions.insert(Rc::clone(name), Rc::clone(body));
                End::of(Truth::Yes)
            }
            Step::Test(test) => self.test(test),
            Step::Exit(code, place) => self.exit(code.as_ref(), place.clone()),
            Step::Leave(code) => self.leave(code.as_ref()),
        }
    }

    /// All but the last step are tests, whose failure decides what comes next.
    fn chain(&mut self, first: &Step, links: &[(Link, Step)]) -> End {
        let (from, failures) = (self.trace.calls.len(), self.trace.failures.len());
        self.tests += links.len();
        let mut end = self.step(first);
        let mut before = None;
        for (link, step) in links {
            self.tests -= 1;
            if end.leaves != Leaves::Script {
                self.trace.failures.truncate(failures);
            }
            if end.leaves == Leaves::No {
                // In `a && b || c` people mean `b`.
                let from = if before == Some(Link::And) { self.link.max(from) } else { from };
                end = match link {
                    Link::And => self.and(end, step),
                    Link::Or => self.or((end, from), step),
                };
            }
            before = Some(*link);
        }
        end
    }

    fn and(&mut self, first: End, right: &Step) -> End {
        self.link = self.trace.calls.len();
        match first.truth {
            Truth::No => first,
            Truth::Yes | Truth::Likely => {
                let end = self.after(first, right);
                End { by_platform: end.by_platform || first.by_platform, ..end }
            }
            Truth::Open => self.maybe(first.by_platform, |run| run.step(right)),
        }
    }

    /// A test, whose failure decides what comes next.
    fn tried(&mut self, test: impl FnOnce(&mut Self) -> End) -> End {
        let failures = self.trace.failures.len();
        self.tests += 1;
        let end = test(self);
        self.tests -= 1;
        if end.leaves != Leaves::Script {
            self.trace.failures.truncate(failures);
        }
        end
    }

    /// A step to which another has led.
    fn after(&mut self, first: End, step: &Step) -> End {
        self.led(first.choice, |run| run.minded(step))
    }

    /// Something to which a choice has led.
    fn led(&mut self, choice: Option<Choice>, step: impl FnOnce(&mut Self) -> End) -> End {
        let before = self.choices.len();
        let (calls, assigned) = (self.trace.calls.len(), self.trace.assigned.len());
        self.choices.extend(choice);
        let end = step(self);
        self.choices.truncate(before);
        if let Some(choice) = choice {
            let sets = self.trace.assigned.iter().skip(assigned).filter(|it| it.sure);
            self.held.extend(sets.map(|it| (it.span, Choice { has_branch: true, ..choice })));
        }
        if choice.is_some_and(|it| it.of_target) {
            let Trace { calls: all, assigned: sets, chosen, .. } = &mut self.trace;
            chosen.extend(all.iter().skip(calls).flat_map(|it| &it.spans));
            chosen.extend(sets.iter().skip(assigned).map(|it| it.span));
        }
        end
    }

    /// In a shell of its own: what it sets is lost, and only it ends.
    fn apart(&mut self, step: impl FnOnce(&mut Self) -> End) -> End {
        let (mark, errexit) = (self.names.mark(), self.errexit);
        let end = step(self);
        self.names.back_to(mark);
        self.errexit = errexit;
        End { leaves: Leaves::No, ..end }
    }

    fn failed(&self) -> bool {
        !self.trace.failures.is_empty()
    }

    /// Where a place stands in the file.
    fn span(&self, place: Place) -> Span {
        self.within.unwrap_or_else(|| (self.given.span)(place))
    }
}
