//! Three-valued text: known, or unknown with the reason.
//!
//! Not a shell: only the expansions that BuildKit does in instructions, with the operators of `syntax::word`.
//! An unknown part makes the whole word unknown, because half a name is no name. What is known of it is kept with the
//! reason: who looks for a word in an address needs no version.

use crate::{
    shell::value::UNKNOWN,
    span::Span,
    syntax::{
        ast::Escape,
        pattern::{replace, trim_prefix, trim_suffix},
        word::{self, OperationKind, Part, Variable},
    },
};
use std::{fmt, rc::Rc};

/// Longer values are not kept: `ENV A=$A$A` doubles with every line.
const LONGEST: usize = 64 * 1024;

/// Why a value is not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unknown {
    /// `ARG NAME` has no default and the build gives none.
    BuildArgument(Rc<str>),
    /// May be in the base image's environment.
    BaseEnvironment(Rc<str>),
    /// The name of the base is empty; BuildKit refuses it.
    Blank,
    /// The word does not parse, or an operator refuses its value.
    Malformed,
    /// Longer than 64 KiB.
    TooLong,
    /// A part of a longer text: the text with `UNKNOWN` in its place, and why.
    Partly(Rc<str>, Box<Unknown>),
}

impl Unknown {
    /// What is known of the text, with `UNKNOWN` for the rest.
    #[must_use]
    pub fn shown(&self) -> Option<&str> {
        if let Self::Partly(shown, _) = self { Some(shown) } else { None }
    }

    /// Nothing of the text is of use.
    fn whole(self) -> Self {
        if let Self::Partly(_, reason) = self { *reason } else { self }
    }
}

/// The text, or what is known of it.
#[must_use]
pub fn shown(value: &Val) -> Option<&str> {
    value.as_deref().map_or_else(Unknown::shown, Some)
}

impl fmt::Display for Unknown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuildArgument(name) => {
                write!(out, "`ARG {name}` has no default; pass `--build-arg {name}=…`")
            }
            Self::BaseEnvironment(name) => {
                write!(out, "`{name}` may come from the base image's environment")
            }
            Self::Blank => write!(out, "the name is empty"),
            Self::Malformed => write!(out, "the word does not expand"),
            Self::TooLong => write!(out, "the value is longer than 64 KiB"),
            Self::Partly(_, reason) => reason.fmt(out),
        }
    }
}

/// A word's value in one setting.
pub type Val = Result<Rc<str>, Unknown>;

/// A word's value over all settings that reach it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The same everywhere.
    Known(Rc<str>),
    /// Known everywhere, and not the same: one for each setting.
    PerPlatform(Vec<Rc<str>>),
    /// Not known in at least one setting.
    Unknown(Unknown),
}

impl Value {
    /// Folds one value per setting.
    #[must_use]
    pub fn over<'v>(values: impl IntoIterator<Item = &'v Val>) -> Option<Self> {
        let all: Result<Vec<_>, _> = values.into_iter().cloned().collect();
        match all {
            Err(unknown) => Some(Self::Unknown(unknown)),
            Ok(all) => {
                let first = all.first()?.clone();
                let same = all.iter().all(|value| *value == first);
                Some(if same { Self::Known(first) } else { Self::PerPlatform(all) })
            }
        }
    }
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// It has this value; the span is where it got it, empty for automatic arguments.
    Set(Val, Span),
    /// Nothing gives it a value; plain use gives this.
    Unset(Val, Span),
    /// Nothing in the file gives it a value, and the base image's environment may; plain use gives this reason.
    Open(Unknown, Span),
}

/// A word with its variables replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// The text.
    pub value: Val,
    /// The names that were looked up, with the place of the declaration (empty for automatic ones).
    pub names: Vec<(Rc<str>, Span)>,
}

/// Replaces the variables of a word, quotes removed.
pub fn expand(text: &str, escape: Escape, lookup: &dyn Fn(&str) -> Lookup) -> Expansion {
    let plain = |byte: u8| !matches!(byte, b'$' | b'"' | b'\'' | b'\\' | b'`');
    if text.bytes().all(plain) {
        return Expansion { value: Ok(text.into()), names: Vec::new() };
    }
    let mut names = Vec::new();
    let value = match word::parts(text, escape) {
        // A lone variable shares its value: ten thousand `ARG B=$A` are one text.
        Ok(parts) => match parts.as_slice() {
            [Part::Variable(variable)] => substitute(variable, lookup, &mut names),
            parts => join(parts, lookup, &mut names).map(Into::into),
        },
        Err(_) => Err(Unknown::Malformed),
    };
    Expansion { value, names }
}

type Names = Vec<(Rc<str>, Span)>;

fn join(
    parts: &[Part],
    lookup: &dyn Fn(&str) -> Lookup,
    names: &mut Names,
) -> Result<String, Unknown> {
    let mut text = String::new();
    // The first unknown decides the reason, but every name is still noted.
    let mut reason = None;
    for part in parts {
        let piece = match part {
            Part::Literal(literal) => Ok(literal.as_str().into()),
            Part::Variable(variable) => substitute(variable, lookup, names),
        };
        let shown = shown(&piece);
        if text.len() + shown.map_or(0, str::len) > LONGEST {
            return Err(Unknown::TooLong);
        }
        match shown {
            Some(shown) => text.push_str(shown),
            None => text.push(UNKNOWN),
        }
        reason = reason.or(piece.err().map(Unknown::whole));
    }
    match reason {
        None => Ok(text),
        Some(Unknown::TooLong) => Err(Unknown::TooLong),
        Some(reason) if text.chars().all(|it| it == UNKNOWN) => Err(reason),
        Some(reason) => Err(Unknown::Partly(text.into(), Box::new(reason))),
    }
}

fn substitute(
    variable: &Variable,
    lookup: &dyn Fn(&str) -> Lookup,
    names: &mut Names,
) -> Result<Rc<str>, Unknown> {
    let found = lookup(&variable.name);
    let (Lookup::Set(_, span) | Lookup::Unset(_, span) | Lookup::Open(_, span)) = &found;
    names.push((variable.name.as_str().into(), *span));
    let Some(operation) = &variable.operation else { return plain(found) };
    let present = |colon: bool| present(&variable.name, &found, colon);
    let word = |names: &mut Names| join(&operation.word, lookup, names).map(Rc::from);
    match operation.kind {
        OperationKind::DefaultIfUnset | OperationKind::DefaultIfEmpty => {
            match present(operation.kind == OperationKind::DefaultIfEmpty)? {
                Some(value) => Ok(value),
                None => word(names),
            }
        }
        OperationKind::AlternativeIfSet | OperationKind::AlternativeIfFilled => {
            let filled = operation.kind == OperationKind::AlternativeIfFilled;
            match present(filled).map_err(Unknown::whole)? {
                Some(_) => word(names),
                None => Ok("".into()),
            }
        }
        OperationKind::RequireSet => present(false)?.ok_or(Unknown::Malformed),
        OperationKind::RequireFilled => present(true)?.ok_or(Unknown::Malformed),
        OperationKind::TrimPrefix
        | OperationKind::TrimLongestPrefix
        | OperationKind::TrimSuffix
        | OperationKind::TrimLongestSuffix
        | OperationKind::ReplaceFirst
        | OperationKind::ReplaceAll => {
            let pattern = word(names).map_err(Unknown::whole)?;
            let with = join(&operation.replacement, lookup, names).map_err(Unknown::whole)?;
            cut(operation.kind, &plain(found).map_err(Unknown::whole)?, &pattern, &with)
        }
    }
}

/// The operations with a pattern.
fn cut(kind: OperationKind, value: &str, pattern: &str, replacement: &str) -> Val {
    let cut = match kind {
        OperationKind::TrimPrefix => trim_prefix(value, pattern, false),
        OperationKind::TrimLongestPrefix => trim_prefix(value, pattern, true),
        OperationKind::TrimSuffix => trim_suffix(value, pattern, false),
        OperationKind::TrimLongestSuffix => trim_suffix(value, pattern, true),
        OperationKind::ReplaceAll => replace(value, pattern, replacement, true),
        OperationKind::ReplaceFirst
        | OperationKind::DefaultIfUnset
        | OperationKind::DefaultIfEmpty
        | OperationKind::AlternativeIfSet
        | OperationKind::AlternativeIfFilled
        | OperationKind::RequireSet
        | OperationKind::RequireFilled => replace(value, pattern, replacement, false),
    };
    cut.map(Rc::from).map_err(|_| Unknown::Malformed)
}

fn plain(found: Lookup) -> Val {
    match found {
        Lookup::Set(value, _) | Lookup::Unset(value, _) => value,
        Lookup::Open(unknown, _) => Err(unknown),
    }
}

/// The value if the name counts as set: with a colon, an empty value does not.
fn present(name: &str, found: &Lookup, colon: bool) -> Result<Option<Rc<str>>, Unknown> {
    match found {
        Lookup::Set(Ok(value), _) => {
            Ok(Some(value.clone()).filter(|value| !(colon && value.is_empty())))
        }
        Lookup::Set(Err(unknown), _) => Err(unknown.clone()),
        // An `ARG` without a value hides nothing of the base image.
        Lookup::Open(..) => Err(Unknown::BaseEnvironment(name.into())),
        Lookup::Unset(..) => Ok(None),
    }
}
