//! sh and bash into the common tree, by `shuck-parser`.
//!
//! Not a check of the syntax: what the parser recovers from is left out, and `Reading` says so. Nothing of the
//! parser's own types leaves this file.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "what no rule asks for of the parser's tree is one thing"
)]

mod direct;
mod word;

use super::tree::{Arm, Assignment, Block, Case, Command, Link, Part, Place, Step, Test, Word};
use shuck_ast as ast;
use shuck_parser::parser::{ParseStatus, Parser, ShellDialect, ShellProfile};
use std::rc::Rc;
use word::unknown;

/// The longest script that is read, in bytes.
const LONGEST: usize = 256 << 10;

/// How deep brackets may nest: nested `${a:-` cost the parser quadratic time.
const DEEPEST: usize = 64;

/// The parser's own limit; it keeps its stack below 1 MiB.
const DEPTH: usize = 30;

/// How well a script could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// All of it.
    Whole,
    /// Some of it is left out, so that nothing may be said of what is absent.
    Partial,
}

/// Reads a script; `None` when it is too long, too deep or no script at all.
#[must_use]
pub fn read(text: &str) -> Option<(Block, Reading)> {
    read_at(text, 0)
}

/// Reads a script that stands in another, `at` bytes behind its start.
#[must_use]
pub fn read_at(text: &str, at: usize) -> Option<(Block, Reading)> {
    if text.len() > LONGEST || is_deep(text) {
        return None;
    }
    if let Some(block) = direct::read(text, at) {
        return Some((block, Reading::Whole));
    }
    parse(text, at)
}

/// By the parser, which reads everything.
fn parse(text: &str, at: usize) -> Option<(Block, Reading)> {
    let profile = ShellProfile::native(ShellDialect::Bash);
    let fuel = 20_000 + text.len() * 20;
    let result = Parser::with_limits_and_profile(text, DEPTH, fuel, profile).parse();
    let reading = match result.status {
        ParseStatus::Clean => Reading::Whole,
        ParseStatus::Recovered => Reading::Partial,
        ParseStatus::Fatal => return None,
    };
    Some((Reader { text, at }.block(&result.file.body), reading))
}

/// True if too many brackets are open at once.
fn is_deep(text: &str) -> bool {
    memchr::memchr2_iter(b'(', b'{', text.as_bytes()).nth(DEEPEST).is_some()
        && depth(text) > DEEPEST
}

/// The most brackets that are open at once; closing ones in quotes may make it less, never more.
fn depth(text: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'{' => open += 1,
            b')' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

fn link(operator: ast::BinaryOp) -> Option<Link> {
    match operator {
        ast::BinaryOp::And => Some(Link::And),
        ast::BinaryOp::Or => Some(Link::Or),
        ast::BinaryOp::Pipe | ast::BinaryOp::PipeAll => None,
    }
}

/// The first step of a chain or of a pipe, and the others with the sign before each. The parser nests
/// `a && b && c` to the left, as deep as the script is long.
fn spine(binary: &ast::BinaryCommand) -> (&ast::Stmt, Vec<(ast::BinaryOp, &ast::Stmt)>) {
    let mut rest = vec![(binary.op, &*binary.right)];
    let mut first = &*binary.left;
    while let ast::Command::Binary(inner) = &first.command
        && !first.negated
        && link(inner.op).is_none() == link(binary.op).is_none()
    {
        rest.push((inner.op, &inner.right));
        first = &inner.left;
    }
    rest.reverse();
    (first, rest)
}

struct Reader<'a> {
    text: &'a str,
    /// Where the script begins in the one that holds it.
    at: usize,
}

impl Reader<'_> {
    fn place(&self, span: ast::Span) -> Place {
        self.at + span.start.offset()..self.at + span.end.offset()
    }

    fn block(&self, body: &ast::StmtSeq) -> Block {
        body.stmts.iter().map(|step| self.step(step)).collect()
    }

    fn step(&self, statement: &ast::Stmt) -> Step {
        let step = self.command(statement);
        if statement.negated { Step::Not(Box::new(step)) } else { step }
    }

    fn command(&self, statement: &ast::Stmt) -> Step {
        match &statement.command {
            ast::Command::Simple(simple) => {
                let name = std::iter::once(&simple.name);
                let words = name.chain(&simple.args).map(|word| self.word(word));
                let words = words.filter(|word| !word.place.is_empty()).collect();
                let assignments = self.assignments(&simple.assignments);
                self.simple(statement, words, assignments)
            }
            ast::Command::Builtin(ast::BuiltinCommand::Exit(exit)) => {
                Step::Exit(exit.code.as_ref().map(|code| self.word(code)), self.place(exit.span))
            }
            ast::Command::Decl(clause) => self.declaration(statement, clause),
            ast::Command::Binary(binary) => self.binary(binary),
            ast::Command::Compound(compound) => {
                let step = self.compound(statement, compound);
                step.sent(self.redirects(&statement.redirects))
            }
            ast::Command::Function(function) => {
                let name = function.header.entries.first().and_then(|it| it.static_name.as_ref());
                let body = Rc::new(vec![self.step(&function.body)]);
                Step::Function {
                    name: name.map_or_else(Rc::default, |it| it.as_str().into()),
                    body,
                }
            }
            ast::Command::Builtin(ast::BuiltinCommand::Return(leave)) => {
                Step::Leave(leave.code.as_ref().map(|code| self.word(code)))
            }
            ast::Command::Builtin(_) | ast::Command::AnonymousFunction(_) => Step::Leave(None),
        }
    }

    fn simple(
        &self,
        statement: &ast::Stmt,
        words: Vec<Word>,
        assignments: Vec<Assignment>,
    ) -> Step {
        let redirects = self.redirects(&statement.redirects);
        let place = self.place(statement.span);
        Step::Command(Command { words, assignments, exports: false, redirects, place })
    }

    fn declaration(&self, statement: &ast::Stmt, clause: &ast::DeclClause) -> Step {
        let mut words = vec![self.literal(clause.variant.as_str(), clause.variant_span)];
        let mut assignments = self.assignments(&clause.assignments);
        for operand in &clause.operands {
            match operand {
                ast::DeclOperand::Flag(word) | ast::DeclOperand::Dynamic(word) => {
                    words.push(self.word(word));
                }
                ast::DeclOperand::Name(name) => words.push(self.literal(&name.name, name.span)),
                ast::DeclOperand::Assignment(assignment) => {
                    assignments.extend(self.assignments(std::slice::from_ref(assignment)));
                }
            }
        }
        let (redirects, place) = (self.redirects(&statement.redirects), self.place(statement.span));
        Step::Command(Command { words, assignments, exports: true, redirects, place })
    }

    fn literal(&self, text: &str, span: ast::Span) -> Word {
        let place = self.place(span);
        let part = Part::Literal { text: text.into(), place: place.clone(), quoted: false };
        Word::of(part, place)
    }

    fn binary(&self, binary: &ast::BinaryCommand) -> Step {
        let (first, rest) = spine(binary);
        let first = self.step(first);
        if link(binary.op).is_none() {
            let rest = rest.into_iter().map(|(_, step)| self.step(step));
            return Step::Pipe(std::iter::once(first).chain(rest).collect());
        }
        let links =
            rest.into_iter().filter_map(|(sign, step)| Some((link(sign)?, self.step(step))));
        Step::Chain(Box::new(first), links.collect())
    }

    fn compound(&self, statement: &ast::Stmt, compound: &ast::CompoundCommand) -> Step {
        use ast::CompoundCommand as Compound;
        match compound {
            Compound::If(choice) => self.choice(choice),
            Compound::Case(case) => Step::Case(self.case(case)),
            Compound::For(each) => {
                let name = each.targets.first().and_then(|target| target.name.as_ref());
                let name = name.filter(|_| each.targets.len() == 1).map(|it| it.as_str().into());
                let words = each.words.as_ref();
                let words = words.map(|words| words.iter().map(|it| self.word(it)).collect());
                Step::Each { name, words, body: self.block(&each.body) }
            }
            Compound::Select(select) => {
                Step::Each { name: None, words: None, body: self.block(&select.body) }
            }
            Compound::ArithmeticFor(each) => {
                Step::Each { name: None, words: None, body: self.block(&each.body) }
            }
            Compound::While(each) => {
                Step::While { test: self.block(&each.condition), body: self.block(&each.body) }
            }
            Compound::Until(each) => {
                Step::While { test: self.block(&each.condition), body: self.block(&each.body) }
            }
            Compound::Subshell(body) => Step::Subshell(self.block(body)),
            Compound::BraceGroup(body) => Step::Group(self.block(body)),
            Compound::Conditional(test) => Step::Test(self.test(&test.expression)),
            Compound::Time(time) => match &time.command {
                Some(step) => self.step(step),
                None => Step::Group(Vec::new()),
            },
            Compound::Arithmetic(_) => Step::Test(Test::Other),
            Compound::Coproc(_)
            | Compound::Always(_)
            | Compound::Repeat(_)
            | Compound::Foreach(_) => self.simple(statement, Vec::new(), Vec::new()),
        }
    }

    fn choice(&self, choice: &ast::IfCommand) -> Step {
        let first = (self.block(&choice.condition), self.block(&choice.then_branch));
        let others = choice.elif_branches.iter();
        let others = others.map(|(test, body)| (self.block(test), self.block(body)));
        let branches = std::iter::once(first).chain(others).collect();
        Step::If { branches, otherwise: choice.else_branch.as_ref().map(|it| self.block(it)) }
    }

    fn case(&self, case: &ast::CaseCommand) -> Case {
        let arm = |item: &ast::CaseItem| Arm {
            patterns: item.patterns.iter().map(|pattern| self.pattern(pattern)).collect(),
            body: self.block(&item.body),
            falls: item.terminator != ast::CaseTerminator::Break,
        };
        let arms = case.cases.iter().map(arm).collect();
        Case { word: self.word(&case.word), arms, place: self.place(case.span) }
    }

    fn test(&self, test: &ast::ConditionalExpr) -> Test {
        use ast::{ConditionalBinaryOp as Binary, ConditionalExpr as Expr};
        match test {
            Expr::Parenthesized(inner) => self.test(&inner.expr),
            Expr::Unary(unary) => self.unary(unary),
            Expr::Binary(binary) => {
                let both =
                    || (Box::new(self.test(&binary.left)), Box::new(self.test(&binary.right)));
                let words = || (self.operand(&binary.left), self.operand(&binary.right));
                match binary.op {
                    Binary::And => {
                        let (left, right) = both();
                        Test::And(left, right)
                    }
                    Binary::Or => {
                        let (left, right) = both();
                        Test::Or(left, right)
                    }
                    Binary::PatternEq | Binary::PatternEqShort => {
                        let (left, right) = words();
                        Test::Equal(left, right)
                    }
                    Binary::PatternNe => {
                        let (left, right) = words();
                        Test::Not(Box::new(Test::Equal(left, right)))
                    }
                    Binary::RegexMatch => {
                        let (left, right) = words();
                        Test::Regex(left, right)
                    }
                    _ => Test::Other,
                }
            }
            Expr::Word(_) | Expr::Pattern(_) | Expr::Regex(_) | Expr::VarRef(_) => {
                Test::Filled(self.operand(test))
            }
        }
    }

    fn unary(&self, unary: &ast::ConditionalUnaryExpr) -> Test {
        match unary.op {
            ast::ConditionalUnaryOp::Not => Test::Not(Box::new(self.test(&unary.expr))),
            ast::ConditionalUnaryOp::EmptyString => Test::Empty(self.operand(&unary.expr)),
            ast::ConditionalUnaryOp::NonEmptyString => Test::Filled(self.operand(&unary.expr)),
            _ => Test::Other,
        }
    }

    fn operand(&self, operand: &ast::ConditionalExpr) -> Word {
        match operand {
            ast::ConditionalExpr::Word(word) | ast::ConditionalExpr::Regex(word) => self.word(word),
            ast::ConditionalExpr::Pattern(pattern) => self.pattern(pattern),
            ast::ConditionalExpr::VarRef(name) => unknown(self.place(name.span)),
            ast::ConditionalExpr::Parenthesized(inner) => self.operand(&inner.expr),
            ast::ConditionalExpr::Binary(_) | ast::ConditionalExpr::Unary(_) => unknown(0..0),
        }
    }
}
