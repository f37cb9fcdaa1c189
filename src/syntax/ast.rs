//! The syntax tree of a Dockerfile.
//!
//! Not its meaning: nothing is expanded here, and a word still carries its quotes.
//! Every piece of text knows where in the file it stands, through line continuations, comments and JSON escapes,
//! so that a finding can point at the very characters it is about.

pub use super::text::{Segment, Text};
use crate::span::Span;

/// A whole Dockerfile.
#[derive(Clone, Debug, Default)]
pub struct Dockerfile {
    /// The parser directives at the top of the file.
    pub directives: Vec<Directive>,
    /// The escape character in force: `\` or a backtick.
    pub escape: Escape,
    /// All comment lines, those inside continuations included; `#` is the first byte of each span.
    pub comments: Vec<Span>,
    /// The escape characters that join a line with the next, with the blanks behind them.
    pub continuations: Vec<Span>,
    /// The instructions in file order, unknown ones included.
    pub instructions: Vec<Instruction>,
    /// Adjacent tokens that tile the input from its first to its last byte, where they were asked for.
    pub tokens: Option<Vec<Token>>,
}

/// The escape character of a file (`# escape=`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Escape {
    /// `\`, the default.
    #[default]
    Backslash,
    /// A backtick, as Windows files use.
    Backtick,
}

/// A parser directive such as `# syntax=docker/dockerfile:1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The whole line, without its line end.
    pub span: Span,
    /// Lower-cased: `syntax`, `escape` or `check`.
    pub name: String,
    /// The value without surrounding blanks.
    pub value: String,
    /// Where the value stands.
    pub value_span: Span,
}

/// One piece of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it is.
    pub span: Span,
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A UTF-8 byte order mark.
    Bom,
    /// Blanks that separate other tokens, and blank lines without their line end.
    Whitespace,
    /// `\n` or `\r\n`.
    Newline,
    /// A comment line from `#` to before its line end.
    Comment,
    /// A parser directive from `#` to before its line end.
    Directive,
    /// An instruction's keyword.
    Keyword,
    /// A flag such as `--from=build`.
    Flag,
    /// The rest of an instruction's line: its arguments.
    Argument,
    /// An escape character at the end of a line with the blanks behind it.
    Continuation,
    /// A heredoc's body, line ends included.
    HeredocBody,
    /// The line that ends a heredoc, without its line end.
    HeredocEnd,
}

/// One instruction with its continuation lines and heredocs.
#[derive(Clone, Debug)]
pub struct Instruction {
    /// From the keyword to the end of the last line, heredocs included, without the last line end.
    pub span: Span,
    /// The keyword as written.
    pub keyword: Span,
    /// First and last line, from 1, as `BuildKit` counts them (heredocs included).
    pub lines: (u32, u32),
    /// The flags in order, `--` itself not included.
    pub flags: Vec<Flag>,
    /// What `rest` gives for all but a command for a shell, which is its own rest.
    pub(super) arguments: Text,
    /// The heredocs in order. Under `ONBUILD` they belong to the inner instruction, which will read them.
    pub heredocs: Vec<Heredoc>,
    /// The instruction's meaning.
    pub kind: Kind,
}

/// A flag such as `--platform=linux/amd64` or `--link`.
#[derive(Clone, Debug)]
pub struct Flag {
    /// The whole flag as written.
    pub span: Span,
    /// Without the dashes.
    pub name: String,
    /// Behind `=`; quotes and escapes are resolved as `BuildKit` does when it splits flags. `None` without `=`.
    pub value: Option<Text>,
}

/// What an instruction says. An instruction that `BuildKit` refuses keeps as much as can be read;
/// the reason is among the syntax errors.
#[derive(Clone, Debug)]
pub enum Kind {
    /// `FROM`. `None` when the image is missing.
    From(Option<From>),
    /// `ARG A B=c`.
    Arg(Vec<Assignment>),
    /// `ENV A=b C=d` or `ENV A rest of line`.
    Env(Vec<Assignment>),
    /// `LABEL`, the same forms as `ENV`.
    Label(Vec<Assignment>),
    /// `RUN`.
    Run(Command),
    /// `CMD`.
    Cmd(Command),
    /// `ENTRYPOINT`.
    Entrypoint(Command),
    /// `SHELL`; always exec form when valid.
    Shell(Command),
    /// `COPY`.
    Copy(Transfer),
    /// `ADD`.
    Add(Transfer),
    /// `EXPOSE`.
    Expose(Vec<Text>),
    /// `VOLUME`.
    Volume(Vec<Text>),
    /// `USER`.
    User(Text),
    /// `WORKDIR`.
    Workdir(Text),
    /// `STOPSIGNAL`.
    Stopsignal(Text),
    /// `MAINTAINER`.
    Maintainer(Text),
    /// `HEALTHCHECK NONE` is `None`; `HEALTHCHECK CMD …` holds the command.
    Healthcheck(Option<Command>),
    /// `ONBUILD`: the instruction to run later; `None` when it is missing or chained too deep.
    Onbuild(Option<Box<Instruction>>),
    /// A keyword that `BuildKit` does not know.
    Unknown,
}

/// What a path is to its instruction.
#[derive(Clone, Copy, Debug)]
pub enum PathUse<'a> {
    /// `WORKDIR`.
    Folder,
    /// What `COPY` and `ADD` take.
    Source,
    /// Where it goes.
    Destination,
    /// A value of `ENV`, which may be no path.
    Variable(&'a Assignment),
    /// `VOLUME`.
    Volume,
}

/// `FROM [--platform=…] image [AS name]`.
#[derive(Clone, Debug)]
pub struct From {
    /// The image or stage, unexpanded, quotes kept.
    pub image: Text,
    /// The stage's name as written; `BuildKit` compares names in lower case.
    pub name: Option<Text>,
}

/// `NAME=value`, or `NAME` alone.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// Name and value.
    pub span: Span,
    /// The name, unexpanded.
    pub name: Text,
    /// The value, unexpanded, quotes kept. `None` for `ARG NAME`.
    pub value: Option<Text>,
}

/// A command in shell or exec form.
#[derive(Clone, Debug)]
pub enum Command {
    /// `["a", "b"]`: the decoded strings.
    Exec(Vec<Text>),
    /// Anything else, as given to the shell.
    Shell(Text),
}

/// `COPY` or `ADD`.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// The sources, unexpanded. A heredoc source is its marker (`<<EOF`).
    pub sources: Vec<Text>,
    /// The destination; `None` when missing.
    pub destination: Option<Text>,
    /// True for `["a", "b"]`.
    pub json: bool,
}

/// A heredoc: `<<EOF … EOF`.
#[derive(Clone, Debug)]
pub struct Heredoc {
    /// The marker, as `<<-"EOF"`, in the instruction's first logical line.
    pub marker: Span,
    /// The delimiter without quotes.
    pub name: String,
    /// False when the delimiter is quoted.
    pub expand: bool,
    /// True for `<<-`: leading tabs are removed.
    pub chomp: bool,
    /// The file descriptor before `<<` (0 when none is written).
    pub fd: u32,
    /// The body as in the file, line ends included, tabs not yet removed.
    pub body: Span,
}

impl Kind {
    /// The pairs of an `ARG` or `ENV`, in order of place.
    #[must_use]
    pub fn assignments(&self) -> &[Assignment] {
        if let Self::Arg(pairs) | Self::Env(pairs) = self { pairs } else { &[] }
    }

    /// The words that are places in the image or what goes there; those of commands are not among them.
    #[must_use]
    pub fn paths(&self) -> Vec<(PathUse<'_>, &Text)> {
        if let Self::Workdir(text) = self {
            vec![(PathUse::Folder, text)]
        } else if let Self::Copy(transfer) | Self::Add(transfer) = self {
            let sources = transfer.sources.iter().map(|it| (PathUse::Source, it));
            sources
                .chain(transfer.destination.iter().map(|it| (PathUse::Destination, it)))
                .collect()
        } else if let Self::Env(pairs) = self {
            let value = |it| Some((PathUse::Variable(it), it.value.as_ref()?));
            pairs.iter().filter_map(value).collect()
        } else if let Self::Volume(texts) = self {
            texts.iter().map(|it| (PathUse::Volume, it)).collect()
        } else {
            Vec::new()
        }
    }

    /// The text of a command for a shell.
    pub(super) const fn shell_text(&self) -> Option<&Text> {
        if let Self::Run(Command::Shell(text))
        | Self::Cmd(Command::Shell(text))
        | Self::Entrypoint(Command::Shell(text)) = self
        {
            Some(text)
        } else {
            None
        }
    }
}

impl Instruction {
    /// Everything behind keyword and flags, lines joined, outer blanks removed; the heredocs' bodies are not in it.
    #[must_use]
    pub fn rest(&self) -> &Text {
        self.kind.shell_text().unwrap_or(&self.arguments)
    }

    /// The instruction that an `ONBUILD` holds.
    #[must_use]
    pub fn inner(&self) -> Option<&Self> {
        if let Kind::Onbuild(Some(inner)) = &self.kind { Some(inner) } else { None }
    }

    pub(super) fn inner_mut(&mut self) -> Option<&mut Self> {
        if let Kind::Onbuild(Some(inner)) = &mut self.kind { Some(inner) } else { None }
    }
}

impl Escape {
    /// The character itself.
    #[must_use]
    pub const fn as_char(self) -> char {
        match self {
            Self::Backslash => '\\',
            Self::Backtick => '`',
        }
    }
}

impl Heredoc {
    /// The body as the command reads it: leading tabs are gone after `<<-`.
    #[must_use]
    pub fn body_text(&self, source: &str) -> Text {
        if !self.chomp {
            return Text::plain(source, self.body);
        }
        let mut text = Text::empty(self.body.start);
        let mut at = self.body.range().start;
        for line in self.body.slice(source).split_inclusive('\n') {
            let end = at + line.len();
            text.push(source, end - line.trim_start_matches('\t').len()..end);
            at = end;
        }
        text
    }
}
