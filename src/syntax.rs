//! Dockerfile text to syntax tree.
//!
//! Not the meaning of a build: no variable is expanded and no stage is looked up.
//! Parsing never fails. What `BuildKit` would refuse becomes a `SyntaxError` with its message, and the tree keeps the rest:
//! an editor needs the whole file while one line of it is being typed.

pub mod ast;
pub mod word;

mod argument;
mod check;
mod directive;
mod flag;
mod healthcheck;
mod heredoc;
mod instruction;
mod json;
mod line;
mod mount;
pub mod pattern;
mod suggest;
mod text;

use crate::span::Span;
use ast::{Dockerfile, Instruction, TokenKind};
use heredoc::Ends;
use instruction::Mark;
use line::{Line, Lines};

const BOM: char = '\u{feff}';

/// Something that `BuildKit` refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What the message is about.
    pub span: Span,
    /// `BuildKit`'s message.
    pub message: String,
}

/// Reads a Dockerfile. Takes time in proportion to its length, whatever is in it.
#[must_use]
pub fn parse(text: &str) -> (Dockerfile, Vec<SyntaxError>) {
    read(text, None)
}

/// The same with the tokens: printing them in order gives the input back. No rule needs them, and making them is a
/// fifth of the work.
#[must_use]
pub fn parse_with_tokens(text: &str) -> (Dockerfile, Vec<SyntaxError>) {
    // Files have about one token for 16 bytes.
    read(text, Some(Vec::with_capacity(text.len() / 16)))
}

fn read(text: &str, tokens: Option<Vec<ast::Token>>) -> (Dockerfile, Vec<SyntaxError>) {
    let bom = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let mut parser = Parser {
        text,
        lines: Lines::new(text, bom),
        // Files have about one instruction for 170 bytes.
        file: Dockerfile {
            instructions: Vec::with_capacity(text.len() / 128 + 8),
            tokens,
            ..Dockerfile::default()
        },
        errors: Vec::new(),
        ends: Ends::default(),
        directives: true,
        joined: ast::Text::with_room(512),
        marks: Vec::new(),
    };
    line::token(&mut parser.file, TokenKind::Bom, 0, bom);
    while let Some(line) = parser.lines.next() {
        parser.line(line);
    }
    check::file(&parser.file, text, &mut parser.errors);
    parser.errors.sort_by_key(|error| error.span);
    (parser.file, parser.errors)
}

struct Parser<'a> {
    text: &'a str,
    lines: Lines<'a>,
    file: Dockerfile,
    errors: Vec<SyntaxError>,
    ends: Ends<'a>,
    /// True while a line may be a directive.
    directives: bool,
    /// Room for the line at hand.
    joined: ast::Text,
    /// Room for its marks.
    marks: Vec<Mark>,
}

impl Parser<'_> {
    /// Takes a line outside of any instruction.
    fn line(&mut self, line: Line) {
        let content = self.lines.content(line);
        let start = line.end - content.trim_start().len();
        if self.directives && self.directive(line, start) {
            return;
        }
        self.directives = false;
        if !line::trivia(self.text, line, &mut self.file) {
            self.instruction(line, start);
        }
    }

    /// Takes a directive; false if the line is none.
    fn directive(&mut self, line: Line, start: usize) -> bool {
        let comment = self.text.get(start..line.end).unwrap_or_default();
        let Some(directive) = directive::read(comment, start) else { return false };
        if self.file.directives.iter().any(|other| other.name == directive.name) {
            let message = format!("only one {} parser directive can be used", directive.name);
            self.errors.push(SyntaxError { span: directive.span, message });
        } else if directive.name == "escape" {
            match directive::escape(&directive.value) {
                Ok(escape) => self.file.escape = escape,
                Err(message) => {
                    self.errors.push(SyntaxError { span: directive.value_span, message });
                }
            }
        }
        line::token(&mut self.file, TokenKind::Whitespace, line.start, start);
        line::token(&mut self.file, TokenKind::Directive, start, line.end);
        line::line_end(self.text, line, &mut self.file);
        self.file.directives.push(directive);
        true
    }

    fn instruction(&mut self, line: Line, start: usize) {
        line::token(&mut self.file, TokenKind::Whitespace, line.start, start);
        let first = self.file.tokens.as_ref().map_or(0, Vec::len);
        let mut text = std::mem::take(&mut self.joined);
        let last = line::join(&mut self.lines, (line, start), &mut text, &mut self.file);
        let mut marks = std::mem::take(&mut self.marks);
        marks.clear();
        let escape = self.file.escape;
        let mut instruction = instruction::read(&text, escape, &mut self.errors, &mut marks);
        if let Some(tokens) = &mut self.file.tokens {
            instruction::tokens(&text, &marks, tokens);
            tokens.get_mut(first..).unwrap_or_default().sort_by_key(|token| token.span);
        }
        let last = self.heredocs(&mut instruction, &text).unwrap_or(last);
        close(&mut instruction, line.number, last);
        self.file.instructions.push(instruction);
        (self.joined, self.marks) = (text, marks);
    }

    /// Reads the bodies of an instruction's heredocs and gives the last line of them.
    fn heredocs(&mut self, instruction: &mut Instruction, text: &ast::Text) -> Option<Line> {
        let markers = instruction::heredoc_markers(instruction, text, &mut self.errors);
        let mut last = None;
        let mut heredocs = Vec::new();
        for marker in markers {
            let body = heredoc::read(marker, text, &mut self.lines, &mut self.ends, &mut self.file);
            if !body.closed {
                let message = "unterminated heredoc".to_owned();
                self.errors.push(SyntaxError { span: body.heredoc.marker, message });
            }
            last = body.last.or(last);
            heredocs.push(body.heredoc);
        }
        match instruction.inner_mut() {
            Some(inner) => inner.heredocs = heredocs,
            None => instruction.heredocs = heredocs,
        }
        last
    }
}

/// Tells an instruction, and the one inside an `ONBUILD`, where it ends.
fn close(instruction: &mut Instruction, first: u32, last: Line) {
    instruction.lines = (first, last.number);
    instruction.span.end = Span::at(last.end, last.end).end.max(instruction.span.start);
    if let Some(inner) = instruction.inner_mut() {
        close(inner, first, last);
    }
}
