//! A script as commands, choices and words: what every dialect is read into.
//!
//! Not a shell's own tree: quoting is gone, and what no rule asks for is left out. A place is a range of the script's
//! text; who holds the script knows where that stands in the file.

use smallvec::{SmallVec, smallvec};
use std::{ops::Range, rc::Rc};

/// A place in the script's text, in bytes.
pub type Place = Range<usize>;

/// Steps, one behind the other.
pub type Block = Vec<Step>;

/// One step of a script.
#[derive(Clone, Debug)]
pub enum Step {
    /// A command, or assignments alone.
    Command(Command),
    /// `a && b || c`: a list, since thousands nested in each other would not fit on a stack.
    Chain(Box<Step>, Vec<(Link, Step)>),
    /// `a | b | c`.
    Pipe(Vec<Step>),
    /// `! a`.
    Not(Box<Step>),
    /// `( a )`, whose assignments end with it.
    Subshell(Block),
    /// `{ a; }`.
    Group(Block),
    /// `{ a; } > file`: a block that reads from or prints to somewhere else.
    Sent(Box<Step>, Vec<Redirect>),
    /// `if a; then b; elif c; then d; else e; fi`.
    If {
        /// Each test with what it leads to.
        branches: Vec<(Block, Block)>,
        /// What no test leads to.
        otherwise: Option<Block>,
    },
    /// `case word in …`.
    Case(Case),
    /// `for name in words`, and loops of unknown variables.
    Each {
        /// The variable.
        name: Option<Rc<str>>,
        /// Its values; `None` for the script's own arguments.
        words: Option<Vec<Word>>,
        /// What is done for each.
        body: Block,
    },
    /// `while test` and `until test`.
    While {
        /// The test.
        test: Block,
        /// What is done while it holds.
        body: Block,
    },
    /// `name() { … }`.
    Function {
        /// Its name.
        name: Rc<str>,
        /// What a call does.
        body: Rc<Block>,
    },
    /// `[[ … ]]`.
    Test(Test),
    /// `exit`; `None` without a code.
    Exit(Option<Word>, Place),
    /// `return` with its code, `break` and `continue`.
    Leave(Option<Word>),
}

/// What leads from one step of a chain to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// `&&`: what is before succeeds.
    And,
    /// `||`: what is before fails.
    Or,
}

/// A choice by patterns.
#[derive(Clone, Debug)]
pub struct Case {
    /// What is compared.
    pub word: Word,
    /// In order; the first that fits is taken.
    pub arms: Vec<Arm>,
    /// From `case` to `esac`.
    pub place: Place,
}

/// One way of a choice.
#[derive(Clone, Debug)]
pub struct Arm {
    /// Any of these fits.
    pub patterns: Vec<Word>,
    /// What is done then.
    pub body: Block,
    /// `;&` and `;;&`: more arms may run.
    pub falls: bool,
}

/// A condition in `[[ … ]]`.
#[derive(Clone, Debug)]
pub enum Test {
    /// Both.
    And(Box<Test>, Box<Test>),
    /// One of them.
    Or(Box<Test>, Box<Test>),
    /// The opposite.
    Not(Box<Test>),
    /// `a == b`, where `b` is a pattern.
    Equal(Word, Word),
    /// `a =~ b`.
    Regex(Word, Word),
    /// `-z a`.
    Empty(Word),
    /// `-n a`, or `a` alone.
    Filled(Word),
    /// Anything else.
    Other,
}

/// A command with its arguments, or assignments alone.
#[derive(Clone, Debug, Default)]
pub struct Command {
    /// The name and the arguments; empty for assignments alone.
    pub words: Vec<Word>,
    /// Before the name.
    pub assignments: Vec<Assignment>,
    /// `export` and the like: the assignments last, and reach other programs.
    pub exports: bool,
    /// Where it reads from and writes to.
    pub redirects: Vec<Redirect>,
    /// All of it.
    pub place: Place,
}

/// `name=value`.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// The variable.
    pub name: Rc<str>,
    /// What it becomes; the words of an array.
    pub value: Vec<Word>,
    /// `+=`.
    pub adds: bool,
    /// All of it.
    pub place: Place,
}

/// Where a command reads from or writes to.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// A file's name, or the text that is read.
    pub target: Word,
    /// The target is text that the command reads.
    pub is_text: bool,
    /// What of the command goes another way.
    pub stream: Stream,
}

/// A stream of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// What it reads.
    Input,
    /// What it prints.
    Output,
    /// Its errors, or a stream by another number.
    Other,
}

impl Stream {
    /// By its number; without one, by the sign.
    #[must_use]
    pub fn new(number: Option<u32>, reads: bool) -> Self {
        match number {
            Some(0) => Self::Input,
            Some(1) => Self::Output,
            Some(_) => Self::Other,
            None if reads => Self::Input,
            None => Self::Output,
        }
    }
}

impl Redirect {
    /// `2>&1`: errors are printed too.
    #[must_use]
    pub fn mixes(&self) -> bool {
        let is_output = |target: &str| matches!(target, "1" | "/dev/stdout");
        self.stream == Stream::Other && self.target.fixed().is_some_and(|it| is_output(&it))
    }
}

impl Step {
    /// With the redirections behind a block; errors alone may go anywhere.
    #[must_use]
    pub fn sent(self, mut redirects: Vec<Redirect>) -> Self {
        redirects.retain(|it| it.stream != Stream::Other || it.mixes());
        if redirects.is_empty() { self } else { Self::Sent(Box::new(self), redirects) }
    }
}

/// The parts of a word.
pub type Parts = SmallVec<[Part; 1]>;

/// A word, from its first character to its last.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// Its parts; most words have one, which asks for no memory.
    pub parts: Parts,
    /// With its quotes.
    pub place: Place,
}

impl Word {
    /// A word of one part.
    #[must_use]
    pub fn of(part: Part, place: Place) -> Self {
        Self { parts: smallvec![part], place }
    }
}

/// A part of a word.
#[derive(Clone, Debug)]
pub enum Part {
    /// Characters.
    Literal {
        /// Without quotes and escapes.
        text: Rc<str>,
        /// As written.
        place: Place,
        /// In quotes, so that `*` is itself.
        quoted: bool,
    },
    /// `$name`, `${name…}`.
    Variable {
        /// The name.
        name: Rc<str>,
        /// What is done with its value.
        operation: Option<Box<Operation>>,
        /// From `$` on.
        place: Place,
    },
    /// `$(…)`.
    Output {
        /// What is run.
        body: Block,
        /// From `$` on.
        place: Place,
    },
    /// Something of unknown value.
    Unknown(Place),
}

/// What `${name…}` does.
#[derive(Clone, Debug)]
pub enum Operation {
    /// `:-` and `-`; `true` when an empty value counts as none.
    Default(Word, bool),
    /// `:=` and `=`.
    Assign(Word, bool),
    /// `:+` and `+`.
    Alternative(Word, bool),
    /// `:?` and `?`.
    Require,
    /// `#`, `##` (`true`).
    TrimPrefix(Word, bool),
    /// `%`, `%%` (`true`).
    TrimSuffix(Word, bool),
    /// `/`, `//` (`true`).
    Replace(Word, Word, bool),
    /// `:0:3`, with the length if there is one.
    Slice(Word, Option<Word>),
    /// Anything else.
    Other,
}

impl Word {
    /// The text, when no part of it is worked out.
    #[must_use]
    pub fn fixed(&self) -> Option<String> {
        let mut fixed = String::new();
        for part in &self.parts {
            let Part::Literal { text, .. } = part else { return None };
            fixed.push_str(text);
        }
        Some(fixed)
    }
}
