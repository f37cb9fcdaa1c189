//! The commands of a script as they are written, in every dialect.
//!
//! Not a walk: nothing is worked out, and what may not be run is only marked. That is enough to see which operating
//! system a line was written for, and it is the same for all dialects.

mod batch;
mod posix;
mod powershell;
mod variable;

use super::{
    run::{Call, Trace},
    tree::Place,
    value::{From, Value},
};
use crate::{knowledge, span::Span};

/// How deep scripts in arguments go.
const DEPTH: usize = 4;

/// The longest script that is read, in bytes.
const LONGEST: usize = 256 << 10;

/// How deep brackets may nest.
const DEEPEST: usize = 64;

/// The language of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// sh, bash and their like.
    Posix,
    /// Windows PowerShell and `pwsh`.
    Powershell,
    /// cmd.exe.
    Cmd,
}

/// A script as it is written.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// The commands, those of scripts in arguments behind the command that holds them.
    pub commands: Vec<Plain>,
    /// What only a POSIX shell acts on.
    pub signs: Vec<Sign>,
}

/// A command as it is written.
#[derive(Clone, Debug)]
pub struct Plain {
    /// Its name and its arguments; never empty.
    pub words: Vec<Written>,
    /// Files that it is told to write or read.
    pub files: Vec<Written>,
    /// What reads it.
    pub dialect: Dialect,
    /// False where it may not be run.
    pub sure: bool,
    /// What words are worth of which more is known than is written, by their index.
    pub values: Vec<(usize, Value)>,
}

/// A word without its quotes; `UNKNOWN` stands for what is worked out.
#[derive(Clone, Debug)]
pub struct Written {
    /// The characters.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Something that only a POSIX shell acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// What it is.
    pub kind: SignKind,
    /// Where it stands.
    pub span: Span,
}

/// See `Sign`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignKind {
    /// `if`, `for`, `case` and their like.
    Choice,
    /// `NAME=value` before a command or alone.
    Assignment,
    /// `;` between two commands.
    Semicolon,
    /// `$NAME`, `$(…)`.
    Dollar,
}

impl Dialect {
    /// The language that a program reads, by its name.
    #[must_use]
    pub fn of(program: &str) -> Option<Self> {
        let name = file_name(program).to_ascii_lowercase();
        match name.strip_suffix(".exe").unwrap_or(&name) {
            "powershell" | "pwsh" => Some(Self::Powershell),
            "cmd" => Some(Self::Cmd),
            name => knowledge::linux().shells.iter().any(|it| it == name).then_some(Self::Posix),
        }
    }
}

impl Plain {
    /// The program's name without its folder.
    #[must_use]
    pub fn name(&self) -> &str {
        self.words.first().map_or("", |word| file_name(&word.text))
    }

    /// Where the program is named.
    #[must_use]
    pub fn span(&self) -> Span {
        self.words.first().map_or_else(Span::default, |word| word.span)
    }

    /// The words behind the name.
    #[must_use]
    pub fn arguments(&self) -> &[Written] {
        self.words.get(1..).unwrap_or_default()
    }
}

impl Script {
    /// What it does on every platform, as far as it is sure.
    #[must_use]
    pub fn trace(&self) -> Trace {
        let calls = self.commands.iter().filter(|it| it.sure).map(Plain::call).collect();
        Trace { calls, ..Trace::default() }
    }
}

impl Plain {
    fn call(&self) -> Call {
        let mut words: Vec<Value> = self.words.iter().map(Written::value).collect();
        for (at, value) in &self.values {
            words.get_mut(*at).into_iter().for_each(|word| word.clone_from(value));
        }
        let spans = self.words.iter().map(|word| word.span).collect();
        Call { name: self.name().to_owned(), ..Call::new(words, spans) }
    }
}

impl Written {
    /// The characters as they stand, with unknown pieces between.
    fn value(&self) -> Value {
        Value::marked(&self.text, From::Written(self.span), false)
    }
}

/// The last part of a path of either system.
#[must_use]
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Where places of a script stand in the file.
pub type Map<'m> = &'m dyn Fn(Place) -> Span;

/// Reads a script; `None` when it is too long, too deep or no script at all.
#[must_use]
pub fn read(text: &str, dialect: Dialect, map: Map<'_>) -> Option<Script> {
    let mut script = Script::default();
    Reader { text, map, depth: 0, sure: true }.read(dialect, &mut script).then_some(script)
}

/// The first `&&` or `||` that PowerShell takes for an operator.
#[must_use]
pub fn chain(text: &str) -> Option<Place> {
    if text.len() > LONGEST { None } else { powershell::chain(text) }
}

/// Reads a command that is given word by word.
#[must_use]
pub fn from_words(words: Vec<Written>) -> Script {
    let command =
        Plain { words, files: Vec::new(), dialect: Dialect::Posix, sure: true, values: Vec::new() };
    Script { commands: vec![command], signs: Vec::new() }
}

/// A script that is read.
#[derive(Clone, Copy)]
struct Reader<'a> {
    text: &'a str,
    map: Map<'a>,
    depth: usize,
    sure: bool,
}

/// A word, and where it stands in the script.
struct Word {
    text: String,
    place: Place,
}

impl Reader<'_> {
    /// True if it could be read.
    fn read(self, dialect: Dialect, script: &mut Script) -> bool {
        if self.text.len() > LONGEST || nesting(self.text) > DEEPEST || self.depth > DEPTH {
            return false;
        }
        match dialect {
            Dialect::Posix => posix::read(self, script),
            Dialect::Powershell => {
                powershell::read(self, script);
                true
            }
            Dialect::Cmd => {
                batch::read(self, script);
                true
            }
        }
    }

    fn written(&self, word: &Word) -> Written {
        Written { text: word.text.clone(), span: (self.map)(word.place.clone()) }
    }

    /// Adds a command, and the commands of a script in its arguments.
    fn add(
        &self,
        dialect: Dialect,
        (words, files): (&[Word], &[Word]),
        sure: bool,
        script: &mut Script,
    ) {
        let Some(name) = words.first() else { return };
        let all = |words: &[Word]| words.iter().map(|word| self.written(word)).collect();
        let sure = sure && self.sure;
        let (words_, files) = (all(words), all(files));
        let values = Vec::new();
        script.commands.push(Plain { words: words_, files, dialect, sure, values });
        let Some(inner) = Dialect::of(&name.text) else { return };
        let Some(behind) = script_at(inner, words).and_then(|at| words.get(at..)) else { return };
        self.nested(inner, behind, sure, script);
    }

    /// A script that a command holds in one word, or in all its words from here on.
    fn nested(&self, dialect: Dialect, words: &[Word], sure: bool, script: &mut Script) {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let whole = first.place.start..last.place.end;
        let depth = self.depth + 1;
        // One word may hold escapes. Then only the word as a whole has a place.
        let (text, at) = if words.len() == 1 || dialect == Dialect::Posix {
            let written = self.text.get(first.place.clone()).unwrap_or_default();
            (
                first.text.as_str(),
                written.find(first.text.as_str()).map(|at| first.place.start + at),
            )
        } else {
            (self.text.get(whole.clone()).unwrap_or_default(), Some(whole.start))
        };
        let map = |place: Place| match at {
            Some(at) => (self.map)(at + place.start..at + place.end),
            None => (self.map)(whole.clone()),
        };
        Reader { text, map: &map, depth, sure }.read(dialect, script);
    }
}

/// The word that a script begins with, among those of a shell's call.
fn script_at(shell: Dialect, words: &[Word]) -> Option<usize> {
    let mut at = 1;
    while let Some(word) = words.get(at) {
        let option = word.text.to_ascii_lowercase();
        match shell {
            Dialect::Posix if option.starts_with('-') => {
                if !option.starts_with("--") && option.ends_with('c') {
                    return Some(at + 1);
                }
                at += 1;
            }
            Dialect::Cmd if option.starts_with('/') => {
                if option.starts_with("/c") || option.starts_with("/k") {
                    return Some(at + 1);
                }
                at += 1;
            }
            Dialect::Powershell if option.starts_with(['-', '/']) => {
                let name = option.get(1..).unwrap_or_default();
                if !name.is_empty() && "command".starts_with(name) {
                    return Some(at + 1);
                }
                if !name.is_empty()
                    && ("file".starts_with(name)
                        || name.starts_with('e') && !name.starts_with("ex"))
                {
                    return None;
                }
                at += if takes_value(name) { 2 } else { 1 };
            }
            Dialect::Powershell => return Some(at),
            Dialect::Posix | Dialect::Cmd => return None,
        }
    }
    None
}

/// Options of PowerShell with a value behind them.
fn takes_value(name: &str) -> bool {
    let all = ["executionpolicy", "version", "windowstyle", "inputformat", "outputformat"];
    name.len() > 1 && all.iter().any(|it| it.starts_with(name))
}

/// The most brackets that are open at once; closing ones in quotes may make it less, never more.
fn nesting(text: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'{' | b'[' => open += 1,
            b')' | b'}' | b']' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::value::UNKNOWN;

    fn said(text: &str, dialect: Dialect) -> Vec<String> {
        let script = read(text, dialect, &|place| Span::at(place.start, place.end)).unwrap();
        for command in &script.commands {
            for word in &command.words {
                assert!(word.span.end as usize <= text.len());
            }
        }
        let words = |it: &Plain| {
            it.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let mark = |it: &Plain| if it.sure { "" } else { "? " };
        script.commands.iter().map(|it| format!("{}{}", mark(it), words(it))).collect()
    }

    #[test]
    fn lines_for_cmd_are_read() {
        let cmd = |text| said(text, Dialect::Cmd);
        assert_eq!(cmd("mkdir C:\\a && copy a b & del c"), ["mkdir C:\\a", "copy a b", "del c"]);
        assert_eq!(cmd("echo \"a & b\" > x.txt || exit /b 1"), ["? echo a & b", "? exit /b 1"]);
        assert_eq!(
            cmd("if not exist C:\\x (mkdir C:\\x) else (rd x)"),
            ["? mkdir C:\\x", "? rd x"]
        );
        assert_eq!(cmd("if \"%A%\"==\"1\" del x"), ["? del x"]);
        assert_eq!(cmd("for /r %i in (*.txt) do @type %i"), ["? type %i"]);
        assert_eq!(cmd("a ^& b 2>&1 >nul"), ["a & b"]);
        assert_eq!(
            cmd("powershell -NoProfile -Command \"rm a; Get-Date\""),
            ["powershell -NoProfile -Command rm a; Get-Date", "rm a", "Get-Date"]
        );
        assert_eq!(cmd("cmd /S /C dir x"), ["cmd /S /C dir x", "dir x"]);
    }

    #[test]
    fn scripts_for_powershell_are_read() {
        let powershell = |text| said(text, Dialect::Powershell);
        assert_eq!(
            powershell(
                "$u = 'a'; Invoke-WebRequest -Uri $u -OutFile C:\\a.exe; if (Test-Path x) { rm x }"
            ),
            ["Invoke-WebRequest -Uri \u{fffc} -OutFile C:\\a.exe", "Test-Path x", "? rm x"]
        );
        assert_eq!(powershell("ls | Where-Object Name"), ["ls", "Where-Object Name"]);
        assert_eq!(
            powershell("& .\\a.ps1 -x; cmd /c del y"),
            [".\\a.ps1 -x", "cmd /c del y", "del y"]
        );
    }

    #[test]
    fn variables_of_powershell_are_known_where_they_are_sure() {
        let worth = |text: &str| {
            let map = |place: Place| Span::at(place.start, place.end);
            let script = read(text, Dialect::Powershell, &map).unwrap();
            let calls = script.trace().calls;
            let words = &calls.last().unwrap_or_else(|| panic!("{text}")).words;
            words.iter().map(|it| it.shown().replace(UNKNOWN, "?")).collect::<Vec<_>>().join(" ")
        };
        for (text, expected) in [
            ("$a = 'amd64'; iwr \"https://x/$a/y\" $a", "iwr https://x/amd64/y amd64"),
            ("$A = \"x\"\niwr ${a}-b \"${a}b\"", "iwr x-b xb"),
            ("iwr $a; $a = 'x'", "iwr ?"),
            ("$a = 'x'; $a = 'y'; iwr $a", "iwr ?"),
            ("$a = 'x'; $a += 'y'; iwr $a", "iwr ?"),
            ("if ($b) { $a = 'x' }; iwr $a", "iwr ?"),
            ("$a = 'x' + $b; iwr $a", "iwr ?"),
            ("$a = \"x$b\"; iwr $a", "iwr ?"),
            ("$a = 'x'; iwr \"$a:b `$a $ab\"", "iwr $a:b `$a $ab"),
        ] {
            assert_eq!(worth(text), expected, "{text}");
        }
    }

    #[test]
    fn scripts_for_sh_are_read() {
        let posix = |text| said(text, Dialect::Posix);
        assert_eq!(posix("a && b || c; if x; then y; fi"), ["? a", "? b", "? c", "? x", "? y"]);
        assert_eq!(posix("sh -c 'ls -l; rm x'"), ["sh -c ls -l; rm x", "ls -l", "rm x"]);
        let script = read("a; b $X", Dialect::Posix, &|it| Span::at(it.start, it.end)).unwrap();
        let kinds: Vec<SignKind> = script.signs.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, [SignKind::Semicolon, SignKind::Dollar]);
    }

    #[test]
    fn deep_and_long_texts_are_left_out() {
        let nowhere = |_| Span::default();
        let deep = "$(".repeat(100);
        let long = "a ".repeat(LONGEST);
        for dialect in [Dialect::Posix, Dialect::Powershell, Dialect::Cmd] {
            assert!(read(&deep, dialect, &nowhere).is_none());
            assert!(read(&long, dialect, &nowhere).is_none());
        }
    }
}
