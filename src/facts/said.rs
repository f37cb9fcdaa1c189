//! What instructions tell a shell, as written, and which shell hears it.
//!
//! Not what a script does on a platform: that is `script`'s. Here is what the rules on operating systems ask, and it
//! is read only where a second operating system comes into it, for most files never name one.

use super::{Facts, ImageUse, script};
use crate::{
    knowledge::{self, Class, Systems},
    shell::plain::{self, Dialect, Map, Plain, Written},
    stage::target::{Base, Evaluation},
    syntax::ast::{Command, Dockerfile, Instruction, Kind, Text},
};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use std::sync::LazyLock;

/// What an instruction tells a shell, or a program at once.
#[derive(Debug)]
pub struct Said {
    /// Index of the instruction.
    pub instruction: usize,
    /// The language it is written in.
    pub dialect: Dialect,
    /// The commands.
    pub script: plain::Script,
    /// No shell hears it: `["a", "b"]`.
    pub is_exec: bool,
}

/// The shell that hears commands in shell form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shell<'f> {
    /// The program; none for the system's own shell.
    pub program: Option<&'f str>,
    /// Its language; none when nobody knows.
    pub dialect: Option<Dialect>,
}

static ODD: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let of_linux = |it: &knowledge::Command| {
        let classes = [Class::PackageManager, Class::Packaging, Class::Account, Class::Service];
        it.systems == Systems::Linux && it.class.is_some_and(|it| classes.contains(&it))
    };
    let names = knowledge::commands().filter(|it| of_linux(it)).map(|it| it.name.as_str());
    let cmdlets = ["invoke-", "new-item", "remove-item", "expand-archive", "set-"];
    let all = names.chain(["powershell", "mkdir /"]).chain(cmdlets);
    AhoCorasickBuilder::new().ascii_case_insensitive(true).build(all).ok()
});

/// What the instructions of a file say; those left out that have to do with one system only.
pub(super) fn said(facts: &Facts<'_>) -> Vec<Said> {
    let both = facts.needs("linux") && facts.needs("windows");
    let windows = facts.needs("windows");
    let all = facts.file.instructions.iter().enumerate();
    all.filter_map(|(index, instruction)| {
        let inner = instruction.inner().unwrap_or(instruction);
        let command = command(inner)?;
        let wanted = || {
            both || looks(facts, index, command) && facts.is_for_linux(index)
                || windows
                    && (is_odd(facts, inner, command) && facts.runs_on_windows(index)
                        || is_odd_for_powershell(facts, index, command)
                        || facts.is_on_bare(index))
        };
        wanted().then(|| one(facts, index, inner, command)).flatten()
    })
    .collect()
}

pub(super) fn command(instruction: &Instruction) -> Option<&Command> {
    if let Kind::Run(command)
    | Kind::Cmd(command)
    | Kind::Entrypoint(command)
    | Kind::Healthcheck(Some(command)) = &instruction.kind
    {
        Some(command)
    } else {
        None
    }
}

/// The line looks as if it were written for Windows.
fn looks(facts: &Facts<'_>, index: usize, command: &Command) -> bool {
    let is_program = |text: &Text| {
        let first = text.as_str().split_ascii_whitespace().next().unwrap_or_default();
        [".exe", ".bat", ".cmd", ".ps1"].iter().any(|ending| first.ends_with(ending))
    };
    facts.look(index).is_some_and(|it| it.windows)
        || match command {
            Command::Shell(text) => is_program(text),
            Command::Exec(words) => words.iter().any(is_program),
        }
}

/// True if a line for Windows alone may hold what no Windows has: packages, accounts and services of Linux, a script.
fn is_odd(facts: &Facts<'_>, instruction: &Instruction, command: &Command) -> bool {
    let is_odd = |text: &str| ODD.as_ref().is_some_and(|words| words.is_match(text));
    let of_body = || instruction.heredocs.iter().any(|it| is_odd(it.body.slice(facts.text)));
    match command {
        Command::Shell(text) => is_odd(text.as_str()) || of_body(),
        Command::Exec(words) => words.iter().any(|it| is_odd(it.as_str())),
    }
}

/// True if a line has what Windows PowerShell refuses, and it reads the line.
fn is_odd_for_powershell(facts: &Facts<'_>, index: usize, command: &Command) -> bool {
    let Command::Shell(text) = command else { return false };
    let text = text.as_str();
    let signs = ["&&", "||", "rm -", "ls -", "cp -", "mv -", "export ", "source ", "unset "];
    signs.iter().any(|it| text.contains(it)) && facts.is_for_windows_powershell(index)
}

fn one(
    facts: &Facts<'_>,
    index: usize,
    instruction: &Instruction,
    command: &Command,
) -> Option<Said> {
    match command {
        Command::Exec(words) => {
            let written =
                |word: &Text| Written { text: word.as_str().to_owned(), span: word.span() };
            let script = plain::from_words(words.iter().map(written).collect());
            let program = words.first()?.as_str();
            let dialect = Dialect::of(program).unwrap_or(Dialect::Posix);
            Some(Said { instruction: index, dialect, script, is_exec: true })
        }
        Command::Shell(text) if instruction.heredocs.is_empty() => {
            in_shell(facts, index, text.as_str(), &|place| text.span_of(place))
        }
        Command::Shell(text) => with_heredocs(facts, index, instruction, text.as_str()),
    }
}

fn in_shell(facts: &Facts<'_>, index: usize, text: &str, map: Map<'_>) -> Option<Said> {
    // A template is not a script yet, and a heredoc without an end is none.
    if is_template(text) || text.starts_with("<<") {
        return None;
    }
    let (dialect, script) = match facts.shell_of(index) {
        Some(Shell { program: Some(_), dialect }) => (dialect?, plain::read(text, dialect?, map)?),
        Some(Shell { program: None, .. }) | None => guess(text, map)?,
    };
    Some(Said { instruction: index, dialect, script, is_exec: false })
}

fn is_template(text: &str) -> bool {
    text.contains("{{") || text.contains("<%")
}

/// A heredoc that is the script, for the shell or for one that its first line names; or one that only a POSIX shell
/// takes for what it is, among other words.
fn with_heredocs(
    facts: &Facts<'_>,
    index: usize,
    instruction: &Instruction,
    text: &str,
) -> Option<Said> {
    let source = script::source(instruction, facts.text)?;
    let map = |place| source.span(place);
    let behind = instruction.heredocs.first()?.marker.slice(facts.text);
    let named = text.strip_prefix(behind).map(str::trim);
    if named == Some("") {
        return in_shell(facts, index, &source.text, &map);
    }
    let shell = facts.shell_of(index)?;
    let is_posix = shell.program.is_none() || shell.dialect == Some(Dialect::Posix);
    if !is_posix || is_template(&source.text) {
        return None;
    }
    let mut script = plain::read(&source.text, Dialect::Posix, &map)?;
    if let Some(named) = named {
        let (name, options) = named.split_once(' ').unwrap_or((named, ""));
        let is_plain = options.split_ascii_whitespace().all(|it| it.starts_with('-'));
        if !is_plain || Dialect::of(name) != Some(Dialect::Posix) {
            return None;
        }
        let at = text.len() - named.len();
        let words =
            vec![Written { text: name.to_owned(), span: source.named(at..at + name.len()) }];
        script.commands.splice(0..0, plain::from_words(words).commands);
    }
    Some(Said { instruction: index, dialect: Dialect::Posix, script, is_exec: false })
}

/// A line that the system's own shell hears, in the language that it seems to be written in.
fn guess(text: &str, map: Map<'_>) -> Option<(Dialect, plain::Script)> {
    let posix = plain::read(text, Dialect::Posix, map);
    // cmd knows no single quotes, and takes these signs as they stand.
    let has_choice = begins_with_choice(text);
    let has_signs = posix.as_ref().is_some_and(|it| !it.signs.is_empty());
    let is_posix = !has_choice && (has_signs || text.contains('\''));
    let cmd = if is_posix { None } else { plain::read(text, Dialect::Cmd, map) };
    let read = if is_posix { &posix } else { &cmd };
    let commands = read.iter().flat_map(|it| &it.commands);
    let mut commands = commands.filter(|it| it.dialect != Dialect::Powershell);
    let is_cmdlet = |it: &Plain| knowledge::is_cmdlet(it.name());
    let is_it = |it: &Plain| if is_posix { is_surely_for_windows(it) } else { is_for_windows(it) };
    let (dialect, script) = if text.contains("$env:") || commands.clone().any(is_cmdlet) {
        (Dialect::Powershell, None)
    } else if has_choice || has_variable(text) || commands.any(is_it) {
        (Dialect::Cmd, cmd)
    } else {
        (Dialect::Posix, posix)
    };
    Some((dialect, script.or_else(|| plain::read(text, dialect, map))?))
}

/// `if exist x`, `for /f`: no shell of Linux reads it.
fn begins_with_choice(text: &str) -> bool {
    let start: String = text.chars().take(16).collect::<String>().to_ascii_lowercase();
    let all = ["if exist ", "if not ", "if defined ", "if errorlevel ", "if /i ", "for /", "for %"];
    let ends = text.split([' ', ';', '\n']).any(|it| it == "then" || it == "done");
    !ends && all.iter().any(|it| start.starts_with(it))
}

/// `%PATH%`, of a name that every Windows has.
fn has_variable(text: &str) -> bool {
    if !text.contains('%') {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let names = &knowledge::windows().variables;
    names.iter().any(|name| lower.contains(&format!("%{}%", name.to_ascii_lowercase())))
}

/// A command of Windows, or one with an option that only Windows has.
fn is_for_windows(command: &Plain) -> bool {
    let known = knowledge::windows_command(command.name());
    is_surely_for_windows(command)
        || known.is_some_and(|it| match it.systems {
            Systems::Windows => true,
            Systems::Differ => has_option_of_windows(command),
            Systems::Linux | Systems::Both => false,
        })
}

/// True if a command that both systems have is meant as on Windows: `dir /b`, not `dir /b -l`.
#[must_use]
pub fn has_option_of_windows(command: &Plain) -> bool {
    let texts = || command.arguments().iter().map(|word| word.text.as_str());
    let is_own = |text: &str| match command.name() {
        "mkdir" => false,
        "rmdir" => ["/s", "/q"].iter().any(|it| text.eq_ignore_ascii_case(it)),
        _ => is_option(text),
    };
    texts().any(is_own) && !texts().any(|text| text.starts_with('-'))
}

/// A shell or a program of Windows by its name, or a path that only Windows has.
fn is_surely_for_windows(command: &Plain) -> bool {
    let ending = command.name().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_program = ending.is_some_and(|it| ["exe", "bat", "cmd", "ps1"].contains(&it.as_str()));
    let drive = |word: &Written| {
        let mut characters = word.text.chars();
        let letter = characters.next().is_some_and(|it| it.is_ascii_alphabetic());
        letter && characters.as_str().starts_with(":\\")
    };
    let is_shell = matches!(Dialect::of(command.name()), Some(Dialect::Powershell | Dialect::Cmd));
    is_program || is_shell || command.words.iter().any(drive)
}

/// An image of Microsoft's with nothing but Windows.
#[must_use]
pub fn is_bare_windows(image: &str) -> bool {
    let name = image.split([':', '@']).next().unwrap_or_default().to_ascii_lowercase();
    let all = [
        "mcr.microsoft.com/windows/servercore",
        "mcr.microsoft.com/windows/nanoserver",
        "mcr.microsoft.com/windows/server",
        "mcr.microsoft.com/windows",
        "microsoft/windowsservercore",
        "microsoft/nanoserver",
    ];
    all.contains(&name.as_str())
}

/// `/s`, `/B`, `/a:d`: an option of Windows' commands, and hardly a path.
#[must_use]
pub fn is_option(word: &str) -> bool {
    let Some(name) = word.strip_prefix('/') else { return false };
    let letters = name.split(':').next().unwrap_or_default();
    (1..=2).contains(&letters.len())
        && letters.bytes().all(|it| it.is_ascii_alphabetic() || it == b'?')
}

/// Indices of the instructions that name a shell.
fn shells(file: &Dockerfile) -> Vec<usize> {
    let is_shell = |it: &Instruction| matches!(it.kind, Kind::Shell(_));
    let all = file.instructions.iter().enumerate();
    all.filter(|(_, it)| is_shell(it)).map(|(at, _)| at).collect()
}

impl Facts<'_> {
    /// What instructions tell a shell, where an operating system comes into it.
    pub fn said(&self) -> &[Said] {
        self.said.get_or_init(|| said(self))
    }

    /// True if a platform of an operating system is required.
    #[must_use]
    pub fn needs(&self, os: &str) -> bool {
        self.options.targets.iter().any(|it| it.os == os)
    }

    /// True if the base is known to be for Linux: else a line for Windows says that the file is meant for that.
    fn is_for_linux(&self, index: usize) -> bool {
        let Some(stage) = self.stage_of(index) else { return false };
        self.reached(stage.index).any(|(evaluation, _)| {
            let root = self.graph.stages.get(evaluation.root(stage.index));
            let found = root.and_then(|root| self.images_of(root.from).find_map(ImageUse::found));
            found.is_some_and(|it| it.platforms.iter().any(|platform| platform.os == "linux"))
        })
    }

    /// True if the base is Windows alone.
    fn is_on_bare(&self, index: usize) -> bool {
        let Some(stage) = self.stage_of(index) else { return false };
        self.reached(stage.index).any(|(evaluation, _)| {
            let root = evaluation.stages.get(evaluation.root(stage.index));
            matches!(root.map(|it| &it.base), Some(Base::Image(name)) if is_bare_windows(name))
        })
    }

    fn runs_on_windows(&self, index: usize) -> bool {
        let Some(stage) = self.stage_of(index) else { return false };
        self.reached(stage.index)
            .any(|(_, at)| at.platform.as_ref().is_ok_and(|it| it.os == "windows"))
    }

    /// True if the PowerShell that Windows brings reads a line in shell form there: `SHELL` names it, or the base image.
    #[must_use]
    pub fn is_for_windows_powershell(&self, index: usize) -> bool {
        let Some(stage) = self.stage_of(index) else { return false };
        let is_it =
            |evaluation: &Evaluation| match self.shell_at(evaluation, stage.index, index).program {
                Some(program) => {
                    let name = plain::file_name(program).to_ascii_lowercase();
                    name.strip_suffix(".exe").unwrap_or(&name) == "powershell"
                }
                None => self.is_on_powershell(evaluation, stage.index),
            };
        self.reached(stage.index).any(|(evaluation, at)| {
            at.platform.as_ref().is_ok_and(|it| it.os == "windows") && is_it(evaluation)
        })
    }

    /// True if the base exists for Windows and names Windows PowerShell as its shell.
    fn is_on_powershell(&self, evaluation: &Evaluation, stage: usize) -> bool {
        let root = evaluation.root(stage);
        let Some(at) = evaluation.stages.get(root) else { return false };
        let from = self.graph.stages.get(root).map(|it| it.from);
        let mut found =
            from.into_iter().flat_map(|it| self.images_of(it)).filter_map(ImageUse::found);
        let named = matches!(&at.base, Base::Image(name) if knowledge::names_powershell(name));
        named && found.any(|it| it.platforms.iter().any(|platform| platform.os == "windows"))
    }

    /// The shell that hears an instruction, in the first setting that reaches it.
    fn shell_of(&self, index: usize) -> Option<Shell<'_>> {
        let stage = self.stage_of(index)?.index;
        let (evaluation, _) = self.reached(stage).next()?;
        Some(self.shell_at(evaluation, stage, index))
    }

    /// The shell that hears an instruction of a stage.
    #[must_use]
    pub fn shell_at(&self, evaluation: &Evaluation, stage: usize, index: usize) -> Shell<'_> {
        let shells = self.shells.get_or_init(|| shells(self.file));
        let chain = self.chain(evaluation, stage).take_while(|_| !shells.is_empty());
        for below in chain {
            let end = if below.index == stage { index } else { below.body.end };
            let behind = shells.partition_point(|at| *at < end);
            let last = behind.checked_sub(1).and_then(|at| shells.get(at));
            let last = last.filter(|at| below.body.contains(at));
            let instruction = last.and_then(|at| self.file.instructions.get(*at));
            if let Some(Kind::Shell(Command::Exec(words))) = instruction.map(|it| &it.kind)
                && let Some(program) = words.first()
            {
                let program = program.as_str();
                return Shell { program: Some(program), dialect: Dialect::of(program) };
            }
        }
        let at = evaluation.stages.get(stage).and_then(|at| at.platform.as_ref().ok());
        let windows = at.is_some_and(|platform| platform.os == "windows");
        let own = if windows { Dialect::Cmd } else { Dialect::Posix };
        Shell { program: None, dialect: Some(own) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn guess(text: &str) -> Dialect {
        super::guess(text, &|_| Span::default()).unwrap().0
    }

    #[test]
    fn lines_tell_which_shell_they_are_for() {
        for line in [
            "dir /B",
            "echo %PATH% && ver",
            "powershell -Command Get-Date",
            "msiexec /i a.msi",
            "mkdir C:\\app",
            "copy a b",
            "cmd /c dir",
            "app.exe --x",
            "if exist x del x",
        ] {
            assert_eq!(guess(line), Dialect::Cmd, "{line}");
        }
        assert_eq!(guess("Invoke-WebRequest https://x/y -OutFile z"), Dialect::Powershell);
        for line in [
            "ls /tmp",
            "mkdir -p /logs",
            "date +%Y%m%d",
            "rm -rf /x",
            "set -ex; a",
            "find / -name x",
            "echo a%b",
        ] {
            assert_eq!(guess(line), Dialect::Posix, "{line}");
        }
    }

    #[test]
    fn options_of_windows_are_short() {
        for word in ["/s", "/B", "/a:d", "/?", "/ad"] {
            assert!(is_option(word), "{word}");
        }
        for word in ["/", "/tmp", "s", "/s/x", "/1"] {
            assert!(!is_option(word), "{word}");
        }
    }
}
