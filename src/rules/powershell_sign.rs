//! What Windows PowerShell refuses of a line that was written for a POSIX shell, where it surely reads it.
//!
//! Not a rule: `posix_command` tells it. PowerShell 7 knows `&&`, so only the 5 that Windows brings counts for that.

use super::said::{Hears, Line, Role};
use crate::{
    facts::Facts,
    knowledge::{self, Command},
    shell::plain::{self, Plain, Written},
    span::Span,
    syntax::ast::{self, Kind},
};

/// What is odd for PowerShell.
pub(super) enum Odd<'l> {
    /// `&&` or `||`.
    Chain {
        sign: &'l str,
        /// Each command does its part alone.
        apart: bool,
    },
    /// PowerShell has another command of that name, without this option.
    Option {
        name: &'l str,
        option: &'l str,
        /// It surely reads the line.
        certain: bool,
    },
}

/// Parts of a POSIX shell that no program stands in for.
const BUILTINS: [&str; 3] = ["export", "source", "unset"];

/// Commands of PowerShell that have the name of one of Linux, and their parameters: `Copy-Item`, `Get-ChildItem`,
/// `Move-Item` and `Remove-Item`.
// source: https://learn.microsoft.com/powershell/module/microsoft.powershell.management at 2026-11-22
const ALIASES: [(&str, &[&str]); 4] = [
    ("cp", &["container", "destination", "fromsession", "passthru", "recurse", "tosession"]),
    (
        "ls",
        &[
            "ad",
            "af",
            "ah",
            "ar",
            "as",
            "attributes",
            "depth",
            "directory",
            "file",
            "followsymlink",
            "hidden",
            "name",
            "readonly",
            "recurse",
            "system",
        ],
    ),
    ("mv", &["destination", "passthru"]),
    ("rm", &["recurse", "stream"]),
];

/// The parameters that all of them have.
const PARAMETERS: [&str; 36] = [
    "cf",
    "confirm",
    "credential",
    "db",
    "debug",
    "ea",
    "erroraction",
    "errorvariable",
    "ev",
    "exclude",
    "filter",
    "force",
    "include",
    "informationaction",
    "informationvariable",
    "infa",
    "iv",
    "literalpath",
    "lp",
    "ob",
    "outbuffer",
    "outvariable",
    "ov",
    "path",
    "pipelinevariable",
    "pspath",
    "pv",
    "usetransaction",
    "usetx",
    "vb",
    "verbose",
    "wa",
    "warningaction",
    "whatif",
    "wi",
    "wv",
];

/// True if Windows PowerShell surely reads a line.
pub(super) fn is_heard(facts: &Facts<'_>, line: &Line<'_>) -> bool {
    !line.said.is_exec
        && matches!(line.hears, Hears::Unknown | Hears::Named(_))
        && facts.is_for_windows_powershell(line.said.instruction)
}

/// True if a line makes a name another command, or no command: `Set-Alias`, `Remove-Item alias:rm`.
pub(super) fn renames(line: &Line<'_>) -> bool {
    let is_drive = |word: &Written| {
        let drive = word.text.split_once(':').map_or("", |(drive, _)| drive);
        drive.eq_ignore_ascii_case("alias") || drive.eq_ignore_ascii_case("function")
    };
    line.said.script.commands.iter().any(|it| {
        let name = it.name().to_ascii_lowercase();
        matches!(&*name, "set-alias" | "new-alias" | "sal" | "nal")
            || it.arguments().iter().any(is_drive)
    })
}

/// The command, if it is a part of another shell.
pub(super) fn lacks(plain: &Plain) -> Option<&'static Command> {
    let name = plain.words.first().map(|word| word.text.as_str())?;
    if BUILTINS.contains(&name) { knowledge::command(name) } else { None }
}

/// The first thing in a line that Windows PowerShell refuses.
pub(super) fn odd<'l>(facts: &'l Facts<'_>, line: &'l Line<'_>) -> Option<(Span, Odd<'l>)> {
    let chain = chain(facts, line)
        .map(|(span, apart)| (span, Odd::Chain { sign: span.slice(facts.text), apart }));
    let commands = line.said.script.commands.iter().filter(|it| it.sure);
    let option = |it: &'l Plain| wrong_option(it).map(|word| alias(it, word, true));
    let option = commands.filter(|it| it.dialect == plain::Dialect::Powershell).find_map(option);
    [chain, option].into_iter().flatten().min_by_key(|(span, _)| span.start)
}

/// A command with an option that the one of PowerShell lacks.
pub(super) fn alias<'l>(plain: &'l Plain, option: &'l Written, certain: bool) -> (Span, Odd<'l>) {
    let odd = Odd::Option { name: plain.name(), option: &option.text, certain };
    (plain.span().cover(option.span), odd)
}

/// The first `&&` or `||`, and whether the commands of the line are of no account to each other.
fn chain(facts: &Facts<'_>, line: &Line<'_>) -> Option<(Span, bool)> {
    let instruction = facts.instruction(line.said.instruction)?;
    let instruction = instruction.inner().unwrap_or(instruction);
    let (Kind::Run(command) | Kind::Cmd(command) | Kind::Entrypoint(command)) = &instruction.kind
    else {
        return None;
    };
    let ast::Command::Shell(text) = command else { return None };
    let script = text.as_str();
    let is_chained = instruction.heredocs.is_empty() && script.contains(['&', '|']);
    let place = if is_chained { plain::chain(script)? } else { return None };
    Some((text.span_of(place), !script.split(['&', '|', ';']).any(stays)))
}

/// What a command does is there for the next one only in the same line: a folder, a variable.
fn stays(command: &str) -> bool {
    let first = command.trim_start_matches([' ', '\t', '\n', '\r', '\\', '`', '(', '{', '@']);
    let first = first.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    let moves =
        ["cd", "chdir", "pushd", "popd", "sl", "set-location", "push-location", "pop-location"];
    let sets = ["set", "export", "setlocal", "set-variable", "alias", "set-alias"];
    moves.contains(&&*first)
        || sets.contains(&&*first)
        || first.starts_with('$')
        || first.contains('=')
}

/// `rm -rf`, `ls -la`, `cp -f`: no parameter begins so, or two do.
pub(super) fn wrong_option(plain: &Plain) -> Option<&Written> {
    let name = plain.words.first().map(|word| word.text.as_str())?;
    let (_, own) = ALIASES.iter().find(|(alias, _)| *alias == name)?;
    let refused = |option: &str| {
        let lower = option.to_ascii_lowercase();
        let several = lower.len() > 1 && lower.len() < 6;
        let is_known = || PARAMETERS.iter().chain(*own).any(|it| it.starts_with(&lower));
        let letters = lower.bytes().all(|it| it.is_ascii_alphabetic());
        letters && (several && !is_known() || lower == "f")
    };
    let is_it = |word: &&Written| word.text.strip_prefix('-').is_some_and(refused);
    plain.arguments().iter().find(is_it)
}

/// `rm -rf`: PowerShell takes options one by one.
pub(super) fn joined_options(plain: &Plain) -> Option<&Written> {
    plain.arguments().iter().find(|it| ["-rf", "-fr", "-la"].contains(&it.text.as_str()))
}

impl Odd<'_> {
    /// What is said of it on these platforms.
    pub(super) fn message(&self, where_: &str) -> String {
        match self {
            Self::Chain { sign, .. } => format!(
                "Windows PowerShell, which reads this line on {where_}, has no `{sign}`: nothing of it is run"
            ),
            Self::Option { name, option, certain } => {
                let reads = if *certain { "reads" } else { "may read" };
                format!(
                    "Windows PowerShell, which {reads} this line on {where_}, has another `{name}` without `{option}`"
                )
            }
        }
    }

    /// What to do, before the advice to part the systems.
    pub(super) fn help(&self, role: Role) -> Option<&'static str> {
        match self {
            Self::Chain { sign: "&&", apart: true } if role == Role::Run => {
                Some("give each command a `RUN` of its own, which every shell reads")
            }
            Self::Chain { .. } => None,
            Self::Option { name, .. } => Some(match *name {
                "rm" => "write `Remove-Item -Recurse -Force` there",
                "ls" => "write `ls` without options",
                "cp" => "write `Copy-Item -Recurse -Force` there",
                "mv" => "write `Move-Item -Force` there",
                _ => return None,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::plain::{Dialect, read};

    fn refused(text: &str) -> String {
        let script = read(text, Dialect::Powershell, &|it| Span::at(it.start, it.end)).unwrap();
        let word = script.commands.first().and_then(wrong_option);
        word.map(|it| it.text.clone()).unwrap_or_default()
    }

    #[test]
    fn options_of_linux_are_told_from_those_of_powershell() {
        for text in ["rm -rf a", "rm -Rf a", "ls -la", "cp -f a b", "mv -vf a b", "rm a -fr"] {
            assert_ne!(refused(text), "", "{text}");
        }
        for text in [
            "rm a",
            "rm -r a",
            "rm -Recurse -Force a",
            "rm -re -fo a",
            "ls -Path a",
            "ls -rec",
            "ls -ah",
            "cp -fr a",
            "cp -r a b",
            "rmdir -rf a",
            "tool -rf a",
            "rm -LiteralPath a -wi",
        ] {
            assert_eq!(refused(text), "", "{text}");
        }
    }
}
