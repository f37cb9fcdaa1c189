//! Which words of an instruction have a value.
//!
//! Not the values (`target`). `FROM`, `ARG` and `ENV` are not here: they change the names in force, and are evaluated
//! where that happens. What goes to a shell is left to the shell.

use super::value::{Expansion, Lookup, expand};
use crate::{
    span::Span,
    syntax::ast::{Escape, Instruction, Kind, Text},
};

/// A word where nothing has a value: what it expands to then, and the names in it.
pub(crate) fn unset(text: &str, escape: Escape) -> Expansion {
    expand(text, escape, &|_| Lookup::Unset(Ok("".into()), Span::default()))
}

/// The names in a word.
pub(crate) fn variables(text: &Text, escape: Escape) -> Vec<String> {
    let names = unset(text.as_str(), escape).names;
    names.into_iter().map(|(name, _)| name.as_ref().to_owned()).collect()
}

/// The words of an instruction that BuildKit expands, `ARG` and `ENV` aside.
pub(crate) fn words(instruction: &Instruction) -> Vec<&Text> {
    let mut words: Vec<&Text> = match &instruction.kind {
        Kind::Copy(transfer) | Kind::Add(transfer) => {
            transfer.sources.iter().chain(&transfer.destination).collect()
        }
        Kind::Label(pairs) => pairs.iter().filter_map(|pair| pair.value.as_ref()).collect(),
        Kind::Expose(words) | Kind::Volume(words) => words.iter().collect(),
        Kind::User(word) | Kind::Workdir(word) | Kind::Stopsignal(word) => vec![word],
        Kind::From(_)
        | Kind::Arg(_)
        | Kind::Env(_)
        | Kind::Run(_)
        | Kind::Cmd(_)
        | Kind::Entrypoint(_)
        | Kind::Shell(_)
        | Kind::Maintainer(_)
        | Kind::Healthcheck(_)
        | Kind::Onbuild(_)
        | Kind::Unknown => Vec::new(),
    };
    if !matches!(instruction.kind, Kind::From(_)) {
        words.extend(instruction.flags.iter().filter_map(|flag| flag.value.as_ref()));
    }
    words
}
