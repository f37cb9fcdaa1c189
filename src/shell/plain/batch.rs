//! cmd.exe: a line into commands.
//!
//! Not its variables, and not its oddities with `for` and delayed expansion: a command's name and words are all that
//! is asked for, and what stands behind `if` and `for` is marked as not sure.

use super::{Dialect, Reader, Script, Word};

/// What a line consists of.
enum Token {
    Word(Word),
    /// `&`, `&&`, `|`, `(`, `)`, or a new line.
    Break,
    /// `||`: what follows is run after a failure.
    Or,
    /// A redirection; a file follows.
    File,
}

pub(super) fn read(reader: Reader<'_>, script: &mut Script) {
    let mut line = Line { sure: true, ..Line::default() };
    for token in (Lexer { text: reader.text, at: 0 }) {
        match token {
            Token::Word(word) if line.file => {
                line.files.push(word);
                line.file = false;
            }
            Token::Word(word) => line.words.push(word),
            Token::File => line.file = true,
            Token::Break => line.end(reader, script),
            // What fails before it is handled behind it.
            Token::Or => {
                line.sure = false;
                line.end(reader, script);
            }
        }
    }
    line.end(reader, script);
}

#[derive(Default)]
struct Line {
    words: Vec<Word>,
    files: Vec<Word>,
    /// The next word is a file.
    file: bool,
    /// No choice stands before.
    sure: bool,
    /// The words are values of a `for`.
    list: bool,
}

impl Line {
    fn end(&mut self, reader: Reader<'_>, script: &mut Script) {
        let (mut words, files) = (std::mem::take(&mut self.words), std::mem::take(&mut self.files));
        self.file = false;
        let skipped = behind_choice(&words);
        let is = |name: &str| words.first().is_some_and(|it| it.text.eq_ignore_ascii_case(name));
        self.sure &= skipped == 0;
        self.list = is("for") || self.list && !is("do");
        if self.list {
            return;
        }
        if let Some(first) = words.get_mut(skipped) {
            let bare = first.text.trim_start_matches('@').to_owned();
            first.place.start += first.text.len() - bare.len();
            first.text = bare;
        }
        let rest = words.get(skipped..).unwrap_or_default();
        reader.add(Dialect::Cmd, (rest, &files), self.sure, script);
    }
}

/// How many words of `if` and `for` stand before the command.
fn behind_choice(words: &[Word]) -> usize {
    let is =
        |at: usize, name: &str| words.get(at).is_some_and(|it| it.text.eq_ignore_ascii_case(name));
    if is(0, "else") || is(0, "do") {
        return 1;
    }
    if is(0, "for") {
        return words.len();
    }
    if !is(0, "if") {
        return 0;
    }
    let mut at = 1;
    while is(at, "not") || is(at, "/i") {
        at += 1;
    }
    if is(at, "exist") || is(at, "defined") || is(at, "errorlevel") {
        return at + 2;
    }
    // `a==b` in one word, or `a equ b`.
    let one = words.get(at).is_some_and(|it| it.text.contains("=="));
    at + if one { 1 } else { 3 }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.text.get(self.at..)?;
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        self.at += blank;
        let rest = rest.get(blank..)?;
        let first = rest.chars().next()?;
        let (token, length) = match first {
            '|' if rest.starts_with("||") => (Token::Or, 2),
            '&' | '|' | '(' | ')' | '\n' => (Token::Break, 1),
            '>' | '<' => {
                let bare = rest.trim_start_matches(['>', '<', '&']);
                (Token::File, rest.len() - bare.len())
            }
            // `2>` and `2>&1`.
            '0'..='9' if rest.get(1..)?.starts_with(['>', '<']) => {
                (Token::File, rest.len() - rest.get(1..)?.trim_start_matches(['>', '<', '&']).len())
            }
            _ => return Some(Token::Word(self.word())),
        };
        self.at += length;
        Some(token)
    }
}

impl Lexer<'_> {
    fn word(&mut self) -> Word {
        let start = self.at;
        let (mut text, mut quoted) = (String::new(), false);
        let rest = self.text.get(start..).unwrap_or_default();
        let mut characters = rest.char_indices().peekable();
        let mut end = rest.len();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => quoted = !quoted,
                '^' if !quoted => text.extend(characters.next().map(|(_, escaped)| escaped)),
                // A backslash before a quote keeps the quote for the program.
                '\\' if characters.peek().is_some_and(|(_, next)| *next == '"')
                    && quoted
                    && has_more_quotes(rest, at + 2) =>
                {
                    text.extend(characters.next().map(|(_, escaped)| escaped));
                }
                ' ' | '\t' | '\r' | '\n' | '&' | '|' | '<' | '>' | '(' | ')' if !quoted => {
                    end = at;
                    break;
                }
                _ => text.push(character),
            }
        }
        // A lone bracket inside of a word would never end.
        self.at = start + end.max(1);
        Word { text, place: start..start + end }
    }
}

fn has_more_quotes(rest: &str, at: usize) -> bool {
    rest.get(at..).is_some_and(|rest| rest.contains('"'))
}
