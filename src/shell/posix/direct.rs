//! The forms of sh and bash that nearly all scripts are made of, read in one go.
//!
//! Not a grammar: where anything is not plain, `None` hands the whole script to the parser, whose tree is the measure
//! for this one; a test compares them. The parser costs ten times as much, which was most of the time of a check.

mod compound;
mod redirect;
mod word;

use crate::shell::tree::{Assignment, Block, Command, Link, Part, Place, Step, Word};

/// Words that are more than a command's name.
const RESERVED: [&str; 22] = [
    "!", "case", "coproc", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if",
    "in", "select", "then", "time", "until", "while", "{", "}", "[[", "]]",
];

/// How deep commands stand in each other; the parser decides what is deeper.
const DEPTH: usize = 12;

/// Reads a script that stands `base` bytes behind the start of another.
pub(super) fn read(text: &str, base: usize) -> Option<Block> {
    if memchr::memchr2(b'\r', b'\0', text.as_bytes()).is_some() {
        return None;
    }
    let mut cursor = Cursor { text, at: 0, base, origin: 0, depth: 0, closing: Closing::Text };
    let block = cursor.block()?;
    (cursor.at == text.len()).then_some(block)
}

/// What ends the innermost list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    Text,
    /// `)` of `$(…)`.
    Output,
    /// `)` of `(…)`.
    Subshell,
    /// `;;` or a word such as `fi`.
    Word,
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
    base: usize,
    /// Where the innermost `$(…)` begins.
    origin: usize,
    depth: usize,
    closing: Closing,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<u8> {
        self.ahead(0)
    }

    fn ahead(&self, by: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + by).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn starts(&self, with: &str) -> bool {
        self.rest().starts_with(with)
    }

    fn place(&self, start: usize, end: usize) -> Place {
        self.base + start..self.base + end
    }

    /// Goes behind a text; `None` when something else stands here.
    fn expect(&mut self, text: &str) -> Option<()> {
        self.starts(text).then(|| self.at += text.len())
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// Blanks, and a comment up to the end of its line.
    fn blanks_and_comment(&mut self) {
        self.blanks();
        if self.peek() == Some(b'#') {
            let rest = self.rest().as_bytes();
            self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        }
    }

    /// Everything that parts lines.
    fn lines(&mut self) {
        self.blanks_and_comment();
        while self.peek() == Some(b'\n') {
            self.at += 1;
            self.blanks_and_comment();
        }
    }

    /// The bare word here, when it ends like one.
    fn keyword(&self) -> &'a str {
        let rest = self.rest();
        let is_part = |byte: &u8| byte.is_ascii_lowercase() || b"!{}[]".contains(byte);
        let length = rest.bytes().take_while(|byte| is_part(byte)).count();
        let ends = rest.as_bytes().get(length).is_none_or(|byte| is_delimiter(*byte));
        rest.get(..length).filter(|_| ends).unwrap_or_default()
    }

    fn expect_keyword(&mut self, word: &str) -> Option<()> {
        (self.keyword() == word).then(|| self.at += word.len())
    }

    /// One level deeper, in a list with an end of its own.
    fn within<T>(
        &mut self,
        closing: Closing,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if self.depth >= DEPTH {
            return None;
        }
        self.depth += 1;
        let outer = std::mem::replace(&mut self.closing, closing);
        let found = read(self);
        self.closing = outer;
        self.depth -= 1;
        found
    }

    /// Steps up to something that is none.
    fn block(&mut self) -> Option<Block> {
        let mut block = Block::new();
        loop {
            self.lines();
            if self.closes() {
                return Some(block);
            }
            block.push(self.list()?);
            self.blanks_and_comment();
            match self.peek() {
                Some(b'\n') => {}
                Some(b';') if self.ahead(1) != Some(b';') && self.ahead(1) != Some(b'&') => {
                    self.at += 1;
                }
                Some(b'&') if self.ahead(1) != Some(b'&') => self.at += 1,
                _ if self.closes() => return Some(block),
                _ => return None,
            }
        }
    }

    /// A block that may not be empty.
    fn filled(&mut self) -> Option<Block> {
        self.block().filter(|block| !block.is_empty())
    }

    fn closes(&self) -> bool {
        match self.peek() {
            None | Some(b')') => true,
            Some(b';') => self.ahead(1) == Some(b';'),
            Some(b't' | b'e' | b'f' | b'd' | b'}') => {
                matches!(
                    self.keyword(),
                    "then" | "elif" | "else" | "fi" | "do" | "done" | "esac" | "}"
                )
            }
            Some(_) => false,
        }
    }

    /// `a && b || c`.
    fn list(&mut self) -> Option<Step> {
        let first = self.pipeline()?;
        let mut links = Vec::new();
        loop {
            self.blanks();
            let link = if self.starts("&&") {
                Link::And
            } else if self.starts("||") {
                Link::Or
            } else if links.is_empty() {
                return Some(first);
            } else {
                return Some(Step::Chain(Box::new(first), links));
            };
            self.at += 2;
            self.lines();
            links.push((link, self.pipeline()?));
        }
    }

    /// `! a | b`.
    fn pipeline(&mut self) -> Option<Step> {
        let start = self.at;
        let negated = self.keyword() == "!";
        if negated {
            self.at += 1;
            self.blanks();
        }
        let mut first = self.command()?;
        let mut more = Vec::new();
        loop {
            self.blanks();
            if self.peek() != Some(b'|') || self.ahead(1) == Some(b'|') {
                break;
            }
            self.at += 1;
            self.lines();
            more.push(self.command()?);
        }
        let step = if more.is_empty() {
            if let Step::Command(command) = &mut first {
                command.place.start = self.base + start;
            }
            first
        } else {
            more.insert(0, first);
            Step::Pipe(more)
        };
        Some(if negated { Step::Not(Box::new(step)) } else { step })
    }

    fn command(&mut self) -> Option<Step> {
        match self.peek()? {
            b'(' => self.subshell(),
            b'a'..=b'z' | b'{' | b'!' | b'[' | b'}' | b']' => match self.keyword() {
                "" => self.function_or_simple(),
                word => self.compound(word),
            },
            _ => self.function_or_simple(),
        }
    }

    fn function_or_simple(&mut self) -> Option<Step> {
        let name = self.name_of_function();
        if name.is_empty() { self.simple() } else { self.function(name) }
    }

    /// A command with its arguments, or assignments.
    fn simple(&mut self) -> Option<Step> {
        let start = self.at;
        let mut end = start;
        let mut command = Command::default();
        loop {
            self.blanks_and_comment();
            if self.redirects() {
                command.redirects.push(self.redirect()?);
            } else if self.is_end() {
                break;
            } else if (command.words.is_empty() || command.exports) && self.assigns().is_some() {
                command.assignments.push(self.assignment()?);
            } else if command.words.is_empty() {
                if self.is_element() || self.at > start && RESERVED.contains(&self.keyword()) {
                    return None;
                }
                command.words.push(self.word()?);
                command.exports = is_declaration(&command.words);
            } else {
                command.words.push(self.word()?);
            }
            end = self.at;
        }
        command.place = self.place(start, self.end_of_statement(end));
        builtin(command)
    }

    /// `name[…`: an array's element.
    fn is_element(&self) -> bool {
        let length = name_length(self.rest());
        length > 0 && self.ahead(length) == Some(b'[')
    }

    /// The parser counts what stands behind a command to it.
    fn end_of_statement(&self, end: usize) -> usize {
        let length = match self.peek() {
            None => 0,
            Some(b')') if self.closing == Closing::Output => 0,
            Some(b'&') if self.starts("&&") => 2,
            Some(b'|') if self.starts("||") => 2,
            Some(b';') if self.starts(";;") => 2,
            Some(b')') if self.starts("))") && self.closing == Closing::Subshell => 2,
            Some(_) => 1,
        };
        if length == 0 { end } else { self.at + length }
    }

    fn is_end(&self) -> bool {
        matches!(self.peek(), None | Some(b'\n' | b';' | b'&' | b'|' | b')'))
    }

    /// The length of a name with a sign behind it that gives it a value.
    fn assigns(&self) -> Option<usize> {
        let length = name_length(self.rest());
        let sign = usize::from(self.ahead(length) == Some(b'+'));
        let assigns = length > 0 && matches!(self.ahead(length + sign), Some(b'='));
        assigns.then_some(length)
    }

    fn assignment(&mut self) -> Option<Assignment> {
        let (start, length) = (self.at, self.assigns()?);
        let name = self.text.get(start..start + length)?.into();
        let adds = self.ahead(length) == Some(b'+');
        self.at += length + 1 + usize::from(adds);
        let value = match self.peek() {
            Some(b'(') => return None,
            byte if byte.is_none_or(is_delimiter) => {
                let place = self.place(self.at, self.at);
                let text = "".into();
                let part = Part::Literal { text, place: place.clone(), quoted: false };
                Word::of(part, place)
            }
            _ => self.word()?,
        };
        Some(Assignment { name, value: vec![value], adds, place: self.place(start, self.at) })
    }
}

/// What the parser takes for more than a command.
fn builtin(mut command: Command) -> Option<Step> {
    let Some(first) = command.words.first() else {
        return (!command.assignments.is_empty()).then_some(Step::Command(command));
    };
    let is_bare = command.assignments.is_empty() && command.redirects.is_empty();
    match bare(first).unwrap_or_default() {
        "exit" if is_bare && command.words.len() < 3 => {
            let code = command.words.drain(1..).next();
            Some(Step::Exit(code, command.place))
        }
        "return" if is_bare && command.words.len() < 3 => {
            Some(Step::Leave(command.words.drain(1..).next()))
        }
        "break" | "continue" if is_bare && command.words.len() < 3 => Some(Step::Leave(None)),
        // What changes how the rest is read, and what is read in a way of its own.
        "exit" | "return" | "break" | "continue" | "alias" | "shopt" | "let" | "declare"
        | "typeset" => None,
        _ if command.exports && !command.words.iter().skip(1).all(is_operand) => None,
        _ => Some(Step::Command(command)),
    }
}

fn name_length(text: &str) -> usize {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    match text.bytes().next() {
        Some(byte) if !byte.is_ascii_digit() => text.bytes().take_while(is_part).count(),
        _ => 0,
    }
}

/// What ends a word.
const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')')
}

/// The text of a word without quotes and variables.
fn bare(word: &Word) -> Option<&str> {
    match word.parts.as_slice() {
        [Part::Literal { text, quoted: false, .. }] => Some(text),
        _ => None,
    }
}

fn is_declaration(words: &[Word]) -> bool {
    matches!(words.first().and_then(bare), Some("export" | "readonly" | "local"))
}

/// An option, or a variable that is only named.
fn is_operand(word: &Word) -> bool {
    bare(word).is_some_and(|text| text.starts_with('-') || name_length(text) == text.len())
}

#[cfg(test)]
mod tests {
    use crate::shell::posix::{Reading, parse};

    /// Scripts as they are written, each form at least once.
    const SCRIPTS: &[&str] = &[
        "set -eux; apt-get update && apt-get install -y --no-install-recommends a b || exit 1",
        "A= B=\"\" C=x${Y}z foo >/dev/null 2>&1 <in >>\"$log\"; A+=y; echo ok >&2 | tee x &",
        "export A=b C -x D=\"$E\"; readonly X=1\nlocal Y\nexport PATH=$PATH:/x",
        "exit 1 ; exit; exit $?; return 1; break 2; continue",
        "! a | b && ! c; if ! grep -q x y; then exit 0; fi",
        "case \"$(uname -m)\" in x86_64) A=1;; 'arm64'|\"aarch$B\"|armv7*) B=2 ;; *|?x) exit 1 ;; esac",
        "case $x in (a) b ;; [0-9]*) ;; \"$y\") d; esac; e",
        "for x in a b \"$c\"; do echo $x ${y} ${z:-d}; done; for x; do :; done",
        "for x in \\*.sh a\\ b\n do x; done # comment\n# more\ny",
        "if [ -f x ]; then b; elif c; then d; else e; fi > /dev/null; while read x; do y; done < f",
        "until a; do b; done && { a; b; } && ( c; ( d ) ) || f() { a; }; f x; g () ( h )",
        "echo {} *.deb ~/x a[bc]d x?y $1 $@ $# $? \"$@\" ${10} $! a=b --x=\"y z\" c=$d",
        "echo $$ \"$$\" \"a$(b \"c\" | d)e\" a\"b\"'c'$d \"\" '' $(e; f)",
        "echo ${a##*-} ${b%/*} ${c#v} ${d%%.*} \"${e:-x y}\" ${f:=g} ${h:+i} ${j/k/l} ${p-} ${r//s}",
        "find . \\( -name '*.a' -o -name x \\) -exec rm -f '{}' + -exec rm {} \\; -print",
        "2>/dev/null a; cat <<< \"x $y\"; a &> f; b >| g; c <d",
        "url=\"https://example.com/${V}/tool-$(dpkg --print-architecture | sed s/a/b/).tgz\"; curl -o x \"$url\"",
        "grep \" node-v$V.tar.xz\\$\" SHASUMS256.txt | sha256sum -c -",
    ];

    /// What scripts are changed with.
    const BITS: &[&str] = &[
        ";", "&&", "|", "&", "(", ")", "{", "}", " ", "\n", "\"", "'", "$", "$(", "${", "`", "\\",
        "#", "!", "if ", "then ", "fi", "done", "esac", ";;", " in ", "<", ">", "2>&1", "=", "*",
        "[", "]", "~", "+", "-", "time ", "ä",
    ];

    /// True if the script was read; what is read must be what the parser reads.
    #[track_caller]
    fn agrees(script: &str) -> bool {
        let Some(own) = super::read(script, 7) else { return false };
        let theirs = parse(script, 7).filter(|(_, reading)| *reading == Reading::Whole);
        let theirs = theirs.map(|(block, _)| format!("{block:?}"));
        assert_eq!(Some(format!("{own:?}")), theirs, "{script}");
        true
    }

    #[test]
    fn what_is_read_is_what_the_parser_reads() {
        for script in SCRIPTS {
            assert!(agrees(script), "{script}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_parser() {
        for script in [
            "cat <<EOF\nx\nEOF",
            "[[ a == b ]]",
            "echo `a`",
            "case a in b) c;; esac > d",
            "echo $((1 + 2))",
            "echo a{b,c}",
            "a=(b c)",
            "echo \"a\\\"b\"",
            "alias x=y; x",
            "a\r\nb",
            "select x in y; do z; done",
        ] {
            assert!(super::read(script, 0).is_none(), "{script}");
        }
    }

    #[test]
    fn changed_scripts_are_read_as_the_parser_reads_them() {
        let mut seed = 7_u64;
        let mut next = |below: usize| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let mut read = 0;
        for script in SCRIPTS.iter().cycle().take(SCRIPTS.len() * 60) {
            let mut script = (*script).to_owned();
            for _ in 0..=next(2) {
                let at = next(script.len());
                match (script.is_char_boundary(at), next(3)) {
                    (true, 0) => drop(script.remove(at)),
                    (true, _) => script.insert_str(at, BITS[next(BITS.len())]),
                    (false, _) => {}
                }
            }
            read += usize::from(agrees(&script));
        }
        assert!(read > 300, "{read}");
    }

    #[test]
    fn deep_scripts_end() {
        for (open, close) in [("(", ")"), ("$(", ")"), ("if a; then ", "; fi"), ("{ ", "; }")] {
            let script = format!("{}a{}", open.repeat(5000), close.repeat(5000));
            assert!(super::read(&script, 0).is_none());
        }
    }
}
