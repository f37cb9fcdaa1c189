//! `if`, `case`, loops, groups and functions.
//!
//! Not `select`, `[[ … ]]`, `(( … ))` and the like: the parser reads scripts with those.

use super::{Closing, Cursor, is_delimiter, name_length};
use crate::shell::tree::{Arm, Block, Case, Part, Parts, Step, Word};
use std::rc::Rc;

impl<'a> Cursor<'a> {
    /// What a word opens; a word that opens nothing is a command.
    pub(super) fn compound(&mut self, word: &str) -> Option<Step> {
        let step = match word {
            "if" => self.choice()?,
            "case" => self.case()?,
            "for" => self.each()?,
            "while" | "until" => self.loops(word)?,
            "{" => {
                self.at += 1;
                let block = self.within(Closing::Word, Self::filled)?;
                self.expect_keyword("}")?;
                Step::Group(block)
            }
            word if super::RESERVED.contains(&word) => return None,
            _ => return self.function_or_simple(),
        };
        self.behind(step)
    }

    pub(super) fn subshell(&mut self) -> Option<Step> {
        self.at += 1;
        if self.peek() == Some(b'(') {
            return None;
        }
        let block = self.within(Closing::Subshell, Self::filled)?;
        self.expect(")")?;
        self.behind(Step::Subshell(block))
    }

    fn behind(&mut self, mut step: Step) -> Option<Step> {
        let end = self.at;
        self.blanks_and_comment();
        if let Step::Case(case) = &mut step {
            case.place.end = self.base + self.end_of_statement(end);
        } else {
            let mut redirects = Vec::new();
            while self.redirects() {
                redirects.push(self.redirect()?);
                self.blanks_and_comment();
            }
            step = step.sent(redirects);
        }
        // A word here is a mistake.
        (self.is_end() || self.closes()).then_some(step)
    }

    fn block_behind(&mut self, word: &str) -> Option<Block> {
        self.expect_keyword(word)?;
        self.within(Closing::Word, Self::filled)
    }

    fn choice(&mut self) -> Option<Step> {
        let mut branches = Vec::new();
        let mut word = "if";
        loop {
            let test = self.block_behind(word)?;
            branches.push((test, self.block_behind("then")?));
            match self.keyword() {
                "elif" => word = "elif",
                _ => break,
            }
        }
        let has_more = self.keyword() == "else";
        let otherwise = if has_more { Some(self.block_behind("else")?) } else { None };
        self.expect_keyword("fi")?;
        Some(Step::If { branches, otherwise })
    }

    fn loops(&mut self, word: &str) -> Option<Step> {
        let test = self.block_behind(word)?;
        Some(Step::While { test, body: self.body()? })
    }

    fn body(&mut self) -> Option<Block> {
        let body = self.block_behind("do")?;
        self.expect_keyword("done")?;
        Some(body)
    }

    fn each(&mut self) -> Option<Step> {
        self.expect_keyword("for")?;
        self.blanks();
        let length = name_length(self.rest());
        let name: Rc<str> = self.rest().get(..length).filter(|it| !it.is_empty())?.into();
        self.at += length;
        self.blanks();
        let mut words = None;
        if self.keyword() == "in" {
            self.at += 2;
            let mut all = Vec::new();
            loop {
                self.blanks();
                if self.is_end() || self.peek() == Some(b'#') {
                    break;
                }
                all.push(self.word()?);
            }
            words = Some(all);
        }
        if self.peek() == Some(b';') {
            self.at += 1;
        }
        self.lines();
        Some(Step::Each { name: Some(name), words, body: self.body()? })
    }

    fn case(&mut self) -> Option<Step> {
        let start = self.at;
        self.expect_keyword("case")?;
        self.blanks();
        let word = self.word()?;
        self.lines();
        self.expect_keyword("in")?;
        let mut arms = Vec::new();
        loop {
            self.lines();
            if self.keyword() == "esac" {
                self.at += 4;
                return Some(Step::Case(Case { word, arms, place: self.place(start, self.at) }));
            }
            arms.push(self.arm()?);
        }
    }

    fn arm(&mut self) -> Option<Arm> {
        if self.peek() == Some(b'(') {
            self.at += 1;
        }
        let mut patterns = Vec::new();
        loop {
            self.blanks();
            patterns.push(self.pattern(is_delimiter)?);
            self.blanks();
            match self.peek()? {
                b'|' => self.at += 1,
                b')' => break,
                _ => return None,
            }
        }
        self.at += 1;
        let body = self.within(Closing::Word, Self::block)?;
        if self.starts(";;") && self.ahead(2) != Some(b'&') {
            self.at += 2;
        } else if self.keyword() != "esac" {
            return None;
        }
        Some(Arm { patterns, body, falls: false })
    }

    /// A pattern up to a byte that ends it; characters that are themselves count as quoted.
    pub(super) fn pattern(&mut self, ends: impl Fn(u8) -> bool) -> Option<Word> {
        let (start, mut parts) = (self.at, Parts::new());
        while let Some(byte) = self.peek().filter(|byte| !ends(*byte)) {
            let from = self.at;
            match byte {
                b'*' | b'?' => {
                    self.at += 1;
                    parts.push(self.literal(from, false)?);
                }
                b'[' => {
                    let rest = self.rest().as_bytes();
                    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
                    let length = rest.iter().skip(1).take_while(is_part).count();
                    if length == 0 || rest.get(length + 1) != Some(&b']') {
                        return None;
                    }
                    self.at += length + 2;
                    parts.push(self.literal(from, false)?);
                }
                b'\'' => parts.push(self.single()?),
                b'"' => self.double(&mut parts)?,
                b'$' => parts.push(self.dollar()?),
                b'\\' | b'`' | b'(' | b')' | b'{' | b'}' | b'+' | b'@' | b'!' => return None,
                _ => {
                    let is_plain = |byte: u8| !b"*?['\"$\\`(){}+@!".contains(&byte) && !ends(byte);
                    self.at += self.rest().bytes().take_while(|byte| is_plain(*byte)).count();
                    parts.push(self.literal(from, true)?);
                }
            }
        }
        (!parts.is_empty()).then(|| Word { parts, place: self.place(start, self.at) })
    }

    /// The text from a place up to here.
    pub(super) fn literal(&self, from: usize, quoted: bool) -> Option<Part> {
        let text = self.text.get(from..self.at)?.into();
        Some(Part::Literal { text, place: self.place(from, self.at), quoted })
    }

    /// The name of a function that is given here; empty when none is.
    pub(super) fn name_of_function(&self) -> &'a str {
        let rest = self.rest();
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-".contains(byte);
        let length = rest.bytes().take_while(is_part).count();
        let opens =
            rest.get(length..).is_some_and(|it| it.trim_start_matches(' ').starts_with("()"));
        rest.get(..length).filter(|_| opens).unwrap_or_default()
    }

    pub(super) fn function(&mut self, name: &str) -> Option<Step> {
        self.at += name.len();
        self.blanks();
        self.at += 2;
        self.lines();
        let body = match self.peek()? {
            b'(' => self.within(Closing::Word, Self::subshell)?,
            b'{' if self.keyword() == "{" => self.within(Closing::Word, |it| it.compound("{"))?,
            _ => return None,
        };
        Some(Step::Function { name: name.into(), body: Rc::new(vec![body]) })
    }
}
