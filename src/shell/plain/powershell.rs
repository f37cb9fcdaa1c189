//! PowerShell: a script into commands, by the tokens of `poshtree`.
//!
//! Not by its parser, whose depth a long chain of operators would exhaust. Where a command begins is seen from the
//! token before it, and what stands in braces is marked as not sure.

use super::{
    Dialect, Reader, Script, Word,
    variable::{self, Names, Use},
};
use crate::shell::{
    tree::Place,
    value::{UNKNOWN, Value},
};
use poshtree::v2::{Token, TokenKind, lex};

pub(super) fn read(reader: Reader<'_>, script: &mut Script) {
    let tokens = lex(reader.text).tokens;
    let mut state = State {
        reader,
        names: Names::of(&tokens),
        uses: Vec::new(),
        words: Vec::new(),
        files: Vec::new(),
        braces: 0,
        behind: 0,
        file: false,
        called: false,
        is_value: false,
    };
    let mut ended = false;
    for token in &tokens {
        if (ended || token.starts_line()) && !state.words.is_empty() {
            state.end(script);
        }
        ended = token.ends_line();
        state.token(token, script);
    }
    state.end(script);
}

/// The first operator that chains two commands.
pub(super) fn chain(text: &str) -> Option<Place> {
    let tokens = lex(text).tokens;
    let token = tokens.iter().find(|it| is_chain(it))?;
    Some(token.span.start..token.span.end)
}

fn is_chain(token: &Token) -> bool {
    token.kind == TokenKind::Operator && matches!(token.value.as_str(), "&&" | "||")
}

struct State<'a> {
    reader: Reader<'a>,
    /// What variables hold.
    names: Names,
    /// Where the words use them.
    uses: Vec<Use>,
    words: Vec<Word>,
    files: Vec<Word>,
    braces: usize,
    /// Where the last token ended.
    behind: usize,
    /// The next word is a file.
    file: bool,
    /// `&` or `.` stands before: what follows is called, also a string.
    called: bool,
    /// It begins with a value, and so is no command.
    is_value: bool,
}

impl State<'_> {
    fn token(&mut self, token: &Token, script: &mut Script) {
        match token.kind {
            TokenKind::Pipe
            | TokenKind::Semicolon
            | TokenKind::LParen
            | TokenKind::DollarParen
            | TokenKind::AtParen
            | TokenKind::RParen
            | TokenKind::Eof => self.end(script),
            TokenKind::Operator if is_chain(token) => self.end(script),
            TokenKind::LBrace | TokenKind::AtBrace => {
                self.end(script);
                self.braces += 1;
            }
            TokenKind::RBrace => {
                self.end(script);
                self.braces = self.braces.saturating_sub(1);
            }
            // `$x = Get-Item`: a command stands behind it.
            TokenKind::Operator if token.value == "=" && self.words.len() <= 1 => self.drop_words(),
            TokenKind::Keyword if self.words.is_empty() => self.drop_words(),
            // `& program` calls it.
            TokenKind::Amp | TokenKind::Dot if self.words.is_empty() => {
                self.called = true;
            }
            TokenKind::Redirect => self.file = true,
            TokenKind::Generic
            | TokenKind::Keyword
            | TokenKind::Parameter
            | TokenKind::Number
            | TokenKind::Operator
            | TokenKind::StringSq
            | TokenKind::StringDq
            | TokenKind::HereStringSq
            | TokenKind::HereStringDq
            | TokenKind::Variable
            | TokenKind::VerbatimArgs
            | TokenKind::Amp
            | TokenKind::Dot
            | TokenKind::Comma
            | TokenKind::DoubleColon
            | TokenKind::LBracket
            | TokenKind::RBracket
            | TokenKind::Unknown => self.word(token),
        }
        self.behind = token.span.end;
    }

    fn word(&mut self, token: &Token) {
        let place = token.span.start..token.span.end;
        let is_string = matches!(token.kind, TokenKind::StringSq | TokenKind::StringDq);
        let is_value = is_string || matches!(token.kind, TokenKind::Variable | TokenKind::Number);
        if self.words.is_empty() && !self.file {
            self.is_value = is_value && !self.called;
        }
        let text = if is_string {
            unquoted(&token.value).to_owned()
        } else if token.kind == TokenKind::Variable {
            UNKNOWN.to_string()
        } else {
            token.value.clone()
        };
        let words = if self.file { &mut self.files } else { &mut self.words };
        let glued = place.start == self.behind && token.kind != TokenKind::Comma;
        if let Some(word) = words.last_mut().filter(|it| glued && it.place.end == place.start) {
            let start = word.text.len();
            word.text.push_str(&text);
            word.place.end = place.end;
            if !self.file {
                let at = (self.words.len().saturating_sub(1), start);
                self.uses.extend(self.names.uses(token, at, &text));
            }
            return;
        }
        // `.\\run.ps1` comes in two tokens.
        let dot = words.is_empty() && glued && self.called && text.starts_with('\\');
        let start = place.start - usize::from(dot);
        let text = if dot { format!(".{text}") } else { text };
        if !self.file {
            self.uses.extend(self.names.uses(token, (words.len(), 0), &text));
        }
        words.push(Word { text, place: start..place.end });
        self.file = false;
    }

    fn drop_words(&mut self) {
        self.words.clear();
        self.uses.clear();
        self.is_value = false;
    }

    fn end(&mut self, script: &mut Script) {
        let (words, files) = (std::mem::take(&mut self.words), std::mem::take(&mut self.files));
        let uses = std::mem::take(&mut self.uses);
        let is_value = std::mem::replace(&mut self.is_value, false);
        self.file = false;
        self.called = false;
        if !is_value {
            let at = script.commands.len();
            self.reader.add(Dialect::Powershell, (&words, &files), self.braces == 0, script);
            if let Some(command) = script.commands.get_mut(at) {
                command.values = self.values(&words, &uses);
            }
        }
    }
}

impl State<'_> {
    /// What the words with names in them are worth; the uses are in order.
    fn values(&self, words: &[Word], uses: &[Use]) -> Vec<(usize, Value)> {
        let one = |uses: &[Use]| {
            let at = uses.first()?.word;
            Some((at, variable::value(words.get(at)?, uses, self.reader.map)))
        };
        uses.chunk_by(|a, b| a.word == b.word).filter_map(one).collect()
    }
}

pub(super) fn unquoted(text: &str) -> &str {
    let inner = text.get(1..).unwrap_or(text);
    inner.strip_suffix(['"', '\'']).unwrap_or(inner)
}
