//! Arguments that show that a command is meant as on Linux, where Windows has another one of that name.
//!
//! Not a rule: `posix_command` tells it. A word that begins with `-` is enough, for the options of cmd begin with `/`.

use super::said::{Hears, Line};
use crate::{
    knowledge::{self, Command, Systems},
    shell::plain::{Dialect, Plain, Written},
};

/// The argument that shows that a command is meant as on Linux, where Windows has another of that name.
pub(super) fn differs<'p>(
    line: &Line<'_>,
    plain: &'p Plain,
) -> Option<(&'p Written, &'static Command)> {
    let known = knowledge::command(plain.name()).filter(|it| it.systems == Systems::Differ)?;
    // PowerShell's `set` takes none of the options of a POSIX shell.
    let unknown = line.hears == Hears::Unknown && known.name != "set";
    let other = unknown || plain.dialect == Dialect::Powershell;
    if other && known.powershell {
        return None;
    }
    let of_linux = |word: &&Written| {
        let named = |it: &str| it.starts_with(|it: char| it.is_ascii_alphabetic());
        let option = word.text.strip_prefix("--").or_else(|| word.text.strip_prefix('-'));
        option.is_some_and(named) || word.text.starts_with('+') && known.name == "date"
    };
    // `timeout 60 program`
    let runs = |it: &&Written| {
        let command = plain.arguments().get(1);
        known.name == "timeout"
            && it.text.starts_with(|it: char| it.is_ascii_digit())
            && command.is_some_and(|it| it.text.starts_with(|it: char| it.is_ascii_alphabetic()))
    };
    let first = plain.arguments().first().filter(runs);
    plain.arguments().iter().find(of_linux).or(first).map(|word| (word, known))
}
