//! sh and bash: the tree of a script into commands and signs.
//!
//! Not walked: both branches of a choice are there, marked as not sure.

use super::{Dialect, Reader, Script, Sign, SignKind, Word};
use crate::shell::{
    posix,
    tree::{self, Block, Command, Link, Part, Place, Step},
    value::UNKNOWN,
};

/// True if the script could be read.
pub(super) fn read(reader: Reader<'_>, script: &mut Script) -> bool {
    let Some((block, _)) = posix::read(reader.text) else { return false };
    Walk { reader, sure: true, script }.block(&block);
    script.signs.sort_by_key(|sign| sign.span.start);
    true
}

struct Walk<'a, 's> {
    reader: Reader<'a>,
    sure: bool,
    script: &'s mut Script,
}

impl Walk<'_, '_> {
    fn block(&mut self, block: &Block) {
        let mut steps = block.iter();
        if let Some(first) = steps.next() {
            self.step(first);
        }
        for step in steps {
            if let Some(start) = start(step) {
                self.semicolon(start);
            }
            self.step(step);
        }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Command(command) => self.command(command),
            Step::Chain(first, links) => self.chain(first, links),
            Step::Pipe(steps) => steps.iter().for_each(|step| self.step(step)),
            Step::Not(step) | Step::Sent(step, _) => self.step(step),
            Step::Subshell(block) | Step::Group(block) => self.block(block),
            Step::If { branches, otherwise } => {
                let first = branches.first().and_then(|(test, _)| test.first()).and_then(start);
                self.choice(first, &["if"]);
                for (test, body) in branches {
                    self.maybe(|walk| walk.block(test));
                    self.maybe(|walk| walk.block(body));
                }
                self.maybe(|walk| otherwise.iter().for_each(|body| walk.block(body)));
            }
            Step::Case(case) => {
                self.sign(SignKind::Choice, case.place.start..case.place.start + 4);
                case.arms.iter().for_each(|arm| self.maybe(|walk| walk.block(&arm.body)));
            }
            Step::Each { body, .. } => self.choose(body, &["for", "select"]),
            Step::While { test, body } => {
                self.choose(test, &["while", "until"]);
                self.maybe(|walk| walk.block(body));
            }
            Step::Function { body, .. } => self.choose(body, &["{", "("]),
            Step::Test(_) | Step::Leave(_) | Step::Exit(..) => {}
        }
    }

    /// `a || b`: the failure of `a` is handled, unless `b` only says that it fails.
    fn chain(&mut self, first: &Step, links: &[(Link, Step)]) {
        let handles = |(link, step): &(Link, Step)| {
            *link == Link::Or
                && !matches!(step, Step::Exit(..))
                && !matches!(&*name(step), "exit" | "false")
        };
        let last = links.iter().rposition(handles);
        self.linked(first, last.is_some());
        for (at, (link, step)) in links.iter().enumerate() {
            // What handles a failure has to be there.
            let is_other = *link == Link::Or && !matches!(&*name(step), "true" | ":");
            self.linked(step, is_other || last.is_some_and(|last| at < last));
        }
    }

    fn linked(&mut self, step: &Step, maybe: bool) {
        if maybe {
            self.maybe(|walk| walk.step(step));
        } else {
            self.step(step);
        }
    }

    fn choose(&mut self, body: &Block, keywords: &[&str]) {
        self.choice(body.first().and_then(start), keywords);
        self.maybe(|walk| walk.block(body));
    }

    /// The tree does not say where a keyword stands: it is the last one before what follows it.
    fn choice(&mut self, behind: Option<usize>, keywords: &[&str]) {
        let before = behind.and_then(|behind| self.reader.text.get(..behind)).unwrap_or_default();
        let found =
            keywords.iter().filter_map(|word| Some((before.rfind(word)?, word.len()))).max();
        if let Some((at, length)) = found {
            self.sign(SignKind::Choice, at..at + length);
        }
    }

    fn maybe(&mut self, walk: impl FnOnce(&mut Self)) {
        let sure = std::mem::replace(&mut self.sure, false);
        walk(self);
        self.sure = sure;
    }

    fn command(&mut self, command: &Command) {
        if let Some(first) = command.assignments.first().filter(|_| !command.exports) {
            self.sign(SignKind::Assignment, first.place.clone());
        }
        let parts = command.words.iter().flat_map(|word| &word.parts);
        if let Some(place) = parts.into_iter().find_map(dollar) {
            self.sign(SignKind::Dollar, place);
        }
        let words: Vec<Word> = command.words.iter().map(word).collect();
        let files = command.redirects.iter().filter(|it| !it.is_text);
        let files: Vec<Word> = files.map(|it| word(&it.target)).collect();
        self.reader.add(Dialect::Posix, (&words, &files), self.sure, self.script);
    }

    fn sign(&mut self, kind: SignKind, place: Place) {
        self.script.signs.push(Sign { kind, span: (self.reader.map)(place) });
    }

    /// New lines part commands too, and are no sign.
    fn semicolon(&mut self, behind: usize) {
        let before = self.reader.text.get(..behind).unwrap_or_default().trim_end();
        if before.ends_with(';') {
            self.sign(SignKind::Semicolon, before.len() - 1..before.len());
        }
    }
}

/// The program of a step that is one command.
fn name(step: &Step) -> String {
    let Step::Command(command) = step else { return String::new() };
    command.words.first().and_then(tree::Word::fixed).unwrap_or_default()
}

/// Where a step begins; none where the tree does not say.
fn start(step: &Step) -> Option<usize> {
    match step {
        Step::Command(command) => Some(command.place.start),
        Step::Chain(first, _) | Step::Not(first) | Step::Sent(first, _) => start(first),
        Step::Pipe(steps) => steps.first().and_then(start),
        Step::Subshell(block) | Step::Group(block) => block.first().and_then(start),
        Step::If { branches, .. } => branches.first()?.0.first().and_then(start),
        Step::Case(case) => Some(case.place.start),
        Step::Each { body, .. } => body.first().and_then(start),
        Step::Function { body, .. } => body.first().and_then(start),
        Step::While { test, .. } => test.first().and_then(start),
        Step::Exit(_, place) => Some(place.start),
        Step::Test(_) | Step::Leave(_) => None,
    }
}

fn dollar(part: &Part) -> Option<Place> {
    match part {
        Part::Variable { place, .. } | Part::Output { place, .. } => Some(place.clone()),
        Part::Literal { .. } | Part::Unknown(_) => None,
    }
}

fn word(word: &tree::Word) -> Word {
    let mut text = String::new();
    for part in &word.parts {
        match part {
            Part::Literal { text: literal, .. } => text.push_str(literal),
            Part::Variable { .. } | Part::Output { .. } | Part::Unknown(_) => text.push(UNKNOWN),
        }
    }
    Word { text, place: word.place.clone() }
}
