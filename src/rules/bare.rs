//! The base images of Windows that hold nothing but Windows: which commands are not there for certain.
//!
//! Not a rule. In a file for Windows alone a command of Linux is mostly meant: Git's shell and MSYS2 have them all. On
//! such an image they are not there as long as no line could have brought them.

use super::{
    os,
    said::{Hears, Line},
    start,
};
use crate::{
    facts::{Facts, is_bare_windows},
    knowledge::{self, Command},
    shell::plain::{Dialect, Plain},
    syntax::ast::Instruction,
};

/// Commands that Windows lacks, and that hardly anybody's own program is called.
const COMMANDS: [&str; 36] = [
    "awk",
    "cat",
    "chgrp",
    "chmod",
    "chown",
    "cp",
    "cut",
    "export",
    "grep",
    "gunzip",
    "head",
    "ln",
    "ls",
    "md5sum",
    "mv",
    "nc",
    "nproc",
    "pgrep",
    "pidof",
    "pkill",
    "rm",
    "sed",
    "sha256sum",
    "sha512sum",
    "sleep",
    "source",
    "tail",
    "tee",
    "touch",
    "tr",
    "uname",
    "unzip",
    "wc",
    "wget",
    "which",
    "xargs",
];

/// What stands in lines that may bring such commands.
const BRINGERS: [&str; 19] = [
    "git",
    "msys",
    "cygwin",
    "busybox",
    "gnu",
    "unix",
    "mingw",
    "choco",
    "scoop",
    "winget",
    "coreutils",
    "uutils",
    "gow",
    "path",
    "bash",
    "devkit",
    "ridk",
    "system32",
    "wsl",
];

/// True if Windows' own shell, or nobody, hears a line on a base of Windows alone, to which nothing was added.
pub(super) fn is_bare(facts: &Facts<'_>, line: &Line<'_>) -> bool {
    let index = line.said.instruction;
    let heard = matches!(line.hears, Hears::System | Hears::Program);
    let is_own = || {
        let names = os::base_names(facts, index);
        !names.is_empty() && names.iter().all(|name| is_bare_windows(name))
    };
    let brings = |it: &Instruction| {
        let text = it.span.slice(facts.text).to_ascii_lowercase();
        BRINGERS.iter().any(|word| text.contains(word))
            || COMMANDS.iter().any(|name| text.contains(&format!("{name}.")))
    };
    let has_shell = || line.said.script.commands.iter().any(|it| start::is_posix_shell(it.name()));
    heard && is_own() && !has_shell() && !start::chain_has(facts, index, brings)
}

/// The command, if it is not there.
pub(super) fn lacks(plain: &Plain) -> Option<&'static Command> {
    let is_alone = plain.words.first().is_some_and(|word| word.text == plain.name());
    let is_it =
        is_alone && plain.dialect != Dialect::Powershell && COMMANDS.contains(&plain.name());
    if is_it { knowledge::command(plain.name()) } else { None }
}
