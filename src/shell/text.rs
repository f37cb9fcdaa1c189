//! The variables that POSIX shell text uses and assigns.
//!
//! Not a parser: quotes, escapes and comments are respected, commands are not understood, but for `sh -c '…'`.
//! Where in doubt a use is left out and an assignment is put in, since rules claim the absence of assignments.

use std::{ops::Range, rc::Rc};

/// The names in a piece of shell text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Uses, in order.
    pub uses: Vec<Use>,
    /// Names that the text assigns, in order, with repetitions.
    pub assigned: Vec<String>,
    /// The text runs another script in its own shell (`.`, `source`, `eval`), which may assign any name.
    pub open: bool,
}

/// One `$NAME` or `${NAME…}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The name.
    pub name: Rc<str>,
    /// From `$` to behind the name (without braces) or behind `}`.
    pub range: Range<usize>,
    /// What stands behind the name in braces, such as `:-amd64`.
    pub operation: String,
    /// The text tests here whether the name is empty: `[ -z "$NAME" ]`, `[ "x$NAME" = x ]`.
    pub tested: bool,
}

/// The longest operation in braces that is read, in bytes.
const OPERATION: usize = 256;

/// Programs that take a script behind `-c` and keep the variables.
pub const SHELLS: [&str; 5] = ["sh", "bash", "dash", "ash", "zsh"];

/// The bytes that may mean something inside of a word.
static MEANS: [bool; 256] = {
    let mut means = [false; 256];
    let mut rest: &[u8] = b"\\\"'$ \t\n\r;&|(`{";
    while let [byte, others @ ..] = rest {
        if let Some(it) = means.split_at_mut(*byte as usize).1.first_mut() {
            *it = true;
        }
        rest = others;
    }
    means
};

fn means(byte: u8) -> bool {
    MEANS.get(usize::from(byte)).is_some_and(|it| *it)
}

/// How many digits the checksum has that a text begins with; a file's name may stand behind it.
#[must_use]
pub fn checksum(text: &str) -> Option<usize> {
    let digits = text.find(|it: char| !it.is_ascii_hexdigit()).unwrap_or(text.len());
    matches!(digits, 32 | 40 | 64 | 96 | 128).then_some(digits)
}

/// Reads the names in shell text.
#[must_use]
pub fn names(text: &str) -> Names {
    let mut scanner = Scanner { bytes: text.as_bytes(), text, at: 0, names: Names::default() };
    scanner.run();
    scanner.names
}

struct Scanner<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
    names: Names,
}

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        let (mut quoted, mut word_start, mut nested) = (false, true, false);
        while let Some(byte) = self.peek(0) {
            let starts = word_start && !quoted;
            word_start = false;
            match byte {
                b'\\' => self.at += 2,
                b'"' => {
                    quoted = !quoted;
                    self.at += 1;
                }
                b'\'' if nested || !quoted && self.opens_script() => {
                    nested = !nested;
                    (quoted, word_start) = (false, true);
                    self.at += 1;
                }
                b'\'' if !quoted => self.skip_until(b'\''),
                b'#' if starts => self.skip_until(b'\n'),
                b'.' if starts && self.peek(1) == Some(b' ') => self.source(1),
                b'$' => self.dollar(),
                b' ' | b'\t' | b'\n' | b'\r' | b';' | b'&' | b'|' | b'(' | b'`' | b'{' => {
                    word_start = true;
                    self.at += 1;
                }
                _ if starts && is_start(byte) => self.word(),
                _ => self.at += 1,
            }
            if !word_start {
                self.inside();
            }
        }
    }

    /// Goes to what may mean something inside of a word.
    fn inside(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|&byte| means(byte)).unwrap_or(rest.len());
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn skip_until(&mut self, end: u8) {
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        let length = rest.iter().position(|&byte| byte == end).unwrap_or(rest.len());
        self.at += length + 2;
    }

    /// What stands in quotes here is the script in `sh -c '…'`.
    fn opens_script(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        let Some(before) = before.strip_suffix("c ") else { return false };
        let mut words = before.rsplit([' ', '\t', '\n', ';', '&', '|', '(']);
        let is_option = |it: &&str| it.starts_with('-') && !it.starts_with("--");
        words.next().as_ref().is_some_and(is_option)
            && words
                .find(|it| !is_option(it))
                .is_some_and(|it| SHELLS.contains(&it.rsplit('/').next().unwrap_or_default()))
    }

    fn name_at(&self, start: usize) -> Option<&'a str> {
        let rest = self.bytes.get(start..)?;
        rest.first().filter(|&&byte| is_start(byte))?;
        let length = rest.iter().position(|&byte| !is_part(byte)).unwrap_or(rest.len());
        self.text.get(start..start + length)
    }

    fn is_test(&self, start: usize) -> bool {
        let before = self.text.get(..start).unwrap_or_default();
        let bare = before.trim_end_matches('"');
        let flag = bare.trim_end();
        flag.ends_with("-z")
            || flag.ends_with("-n")
            || before.ends_with("\"x")
            || before.ends_with(" x")
    }

    /// What stands behind a name in braces; only its beginning is looked at, so that nesting costs nothing.
    fn operation(&self, start: usize) -> &'a str {
        let rest = self.bytes.get(start..).unwrap_or_default();
        let close = rest.iter().take(OPERATION).position(|&byte| byte == b'}');
        self.text.get(start..start + close.unwrap_or_default()).unwrap_or_default()
    }

    fn dollar(&mut self) {
        let start = self.at;
        let brace = self.peek(1) == Some(b'{');
        let Some(name) = self.name_at(start + 1 + usize::from(brace)) else {
            self.at += 1;
            return;
        };
        let behind = start + 1 + usize::from(brace) + name.len();
        let operation = if brace { self.operation(behind) } else { "" };
        let end = behind + operation.len() + usize::from(brace);
        // Names inside the operation are read too.
        self.at = behind;
        let tested = self.is_test(start);
        let (name, operation) = (name.into(), operation.to_owned());
        self.names.uses.push(Use { name, range: start..end, operation, tested });
    }

    /// A word that begins with a name: an assignment, or a command that assigns.
    fn word(&mut self) {
        let Some(name) = self.name_at(self.at) else { return };
        if matches!(name, "source" | "eval") {
            return self.source(name.len());
        }
        self.at += name.len();
        let plus = usize::from(self.peek(0) == Some(b'+'));
        if self.peek(plus) == Some(b'=') {
            if !self.hands_on(name) {
                self.names.assigned.push(name.to_owned());
            }
        } else if matches!(name, "read" | "for" | "local" | "declare") {
            self.operands();
        }
    }

    /// `NAME=$NAME make` hands a value on and gives none.
    fn hands_on(&self, name: &str) -> bool {
        let value = self.text.get(self.at + 1..).unwrap_or_default();
        let end = value.find([' ', '\t', '\n', ';', '&', '|', ')']).unwrap_or(value.len());
        let value = value.get(..end).unwrap_or_default().trim_matches('"');
        let bare = value.strip_prefix('$').unwrap_or_default();
        let braced = bare.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        braced.unwrap_or(bare) == name
    }

    /// `. ./env.sh`; the system's own description of itself is known not to assign anything of ours.
    fn source(&mut self, length: usize) {
        let before = self.text.get(..self.at).unwrap_or_default().trim_end_matches([' ', '\t']);
        let opens = [";", "&", "|", "(", "{", "\n", "then", "do", "else"];
        let is_command = before.is_empty() || opens.iter().any(|open| before.ends_with(open));
        self.at += length;
        let rest = self.text.get(self.at..).unwrap_or_default();
        let script = rest.split_ascii_whitespace().next().unwrap_or_default();
        self.names.open |= is_command && !script.contains("/etc/os-release");
    }

    /// The bare names behind `read`, `for` and the like, up to the end of the command.
    fn operands(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = rest.find([';', '\n', '&', '|', ')']).unwrap_or(rest.len());
        let words = rest.get(..end).unwrap_or_default().split_ascii_whitespace();
        let plain = |word: &&str| word.bytes().all(is_part);
        self.names.assigned.extend(words.filter(plain).map(str::to_owned));
    }
}

const fn is_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

const fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
