//! The arguments of each instruction, and what `BuildKit` asks of them.
//!
//! Not their values: words keep quotes and variables.
//! An instruction in error keeps what can be read of it; all its errors are told, where `BuildKit` stops at the first.

use super::SyntaxError;
use super::ast::{Assignment, Command, Flag, From, Kind, Text, Transfer};
use super::flag::{self, Schema};
use super::heredoc::is_marker;
use super::instruction::{Context, command, is_blank};
use super::json::{self, Array};
use super::{healthcheck, mount, word};
use crate::span::Span;
use std::ops::Range;

const MIXED: &str = "when using JSON array syntax, arrays must be comprised of strings only";

/// One instruction while its arguments are read.
pub(super) struct Reader<'a, 'b> {
    pub context: &'a mut Context<'b>,
    /// The keyword in upper case.
    pub name: &'static str,
    pub keyword: Span,
    pub flags: &'a [Flag],
    /// The arguments in the joined line, outer blanks removed.
    pub rest: Range<usize>,
}

pub(super) fn from(reader: &mut Reader<'_, '_>) -> Kind {
    flag::check(reader, flag::FROM);
    reader.check_flag("platform");
    let words = reader.words();
    let is_named = words.get(1).is_some_and(|word| word.as_str().eq_ignore_ascii_case("as"));
    if words.len() != 1 && !(words.len() == 3 && is_named) {
        reader.error(reader.whole(), "FROM requires either one or three arguments");
    }
    let name = words.get(2).filter(|_| is_named).cloned();
    if let Some(name) = &name
        && !is_stage_name(name.as_str())
    {
        let message = format!(
            "invalid name for build stage: {:?}, name can't start with a number or contain symbols",
            name.as_str()
        );
        reader.error(name.span(), message);
    }
    let image = words.into_iter().next();
    reader.check_words(image.as_slice());
    Kind::From(image.map(|image| From { image, name }))
}

fn is_stage_name(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c))
}

pub(super) fn arg(reader: &mut Reader<'_, '_>) -> Kind {
    let words = reader.quoted_words();
    reader.at_least_one(words.is_empty());
    let arguments: Vec<_> = words.into_iter().map(|word| reader.assignment(word)).collect();
    Kind::Arg(arguments)
}

pub(super) fn env(reader: &mut Reader<'_, '_>) -> Kind {
    Kind::Env(pairs(reader))
}

pub(super) fn label(reader: &mut Reader<'_, '_>) -> Kind {
    Kind::Label(pairs(reader))
}

/// `A=b C=d`, or the old `A rest of line`. The first word decides.
fn pairs(reader: &mut Reader<'_, '_>) -> Vec<Assignment> {
    flag::check(reader, flag::NONE);
    let words = reader.quoted_words();
    reader.at_least_one(words.is_empty());
    if words.first().is_some_and(|word| !reader.str(word).contains('=')) {
        return vec![reader.old_pair()];
    }
    let mut pairs = Vec::with_capacity(words.len());
    for word in words {
        let pair = reader.assignment(word);
        if pair.value.is_none() {
            let message = format!(
                "Syntax error - can't find = in {:?}. Must be of the form: name=value",
                pair.name.as_str()
            );
            reader.error(pair.span, message);
        }
        pairs.push(pair);
    }
    pairs
}

pub(super) fn run(reader: &mut Reader<'_, '_>) -> Kind {
    flag::check(reader, flag::RUN);
    mount::check(reader);
    Kind::Run(reader.command(reader.rest.clone()))
}

pub(super) fn cmd(reader: &mut Reader<'_, '_>) -> Kind {
    flag::check(reader, flag::NONE);
    Kind::Cmd(reader.command(reader.rest.clone()))
}

pub(super) fn entrypoint(reader: &mut Reader<'_, '_>) -> Kind {
    flag::check(reader, flag::NONE);
    Kind::Entrypoint(reader.command(reader.rest.clone()))
}

pub(super) fn shell(reader: &mut Reader<'_, '_>) -> Kind {
    flag::check(reader, flag::NONE);
    let command = reader.command(reader.rest.clone());
    match &command {
        Command::Exec(words) => reader.at_least_one(words.is_empty()),
        Command::Shell(text) if text.is_empty() => reader.at_least_one(true),
        Command::Shell(text) => {
            reader.error(text.span(), "SHELL requires the arguments to be in JSON form");
        }
    }
    Kind::Shell(command)
}

pub(super) fn copy(reader: &mut Reader<'_, '_>) -> Kind {
    Kind::Copy(transfer(reader, flag::COPY, &["chown", "chmod"]))
}

pub(super) fn add(reader: &mut Reader<'_, '_>) -> Kind {
    Kind::Add(transfer(reader, flag::ADD, &["chown", "chmod", "checksum"]))
}

fn transfer(reader: &mut Reader<'_, '_>, schema: Schema, expanded: &[&str]) -> Transfer {
    flag::check(reader, schema);
    for flag in expanded {
        reader.check_flag(flag);
    }
    let (mut sources, json) = reader.list();
    let name = reader.name;
    if sources.len() < 2 {
        let message = format!(
            "{name} requires at least two arguments, but only one was provided. \
             Destination could not be determined"
        );
        reader.error(reader.whole(), message);
        return Transfer { sources, destination: None, json };
    }
    let destination = sources.pop();
    if let Some(destination) = destination.as_ref().filter(|text| is_marker(text.as_str())) {
        let message = format!("{name} cannot accept a heredoc as a destination");
        reader.error(destination.span(), message);
    }
    for word in sources.iter().chain(&destination).filter(|text| !is_marker(text.as_str())) {
        reader.check_word(word);
    }
    Transfer { sources, destination, json }
}

pub(super) fn expose(reader: &mut Reader<'_, '_>) -> Kind {
    flag::check(reader, flag::NONE);
    let words = reader.words();
    reader.at_least_one(words.is_empty());
    reader.check_words(&words);
    Kind::Expose(words)
}

pub(super) fn volume(reader: &mut Reader<'_, '_>) -> Kind {
    flag::check(reader, flag::NONE);
    let (words, _) = reader.list();
    reader.at_least_one(words.is_empty());
    for word in words.iter().filter(|word| word.as_str().trim().is_empty()) {
        reader.error(word.span(), "VOLUME specified can not be an empty string");
    }
    reader.check_words(&words);
    Kind::Volume(words)
}

pub(super) fn user(reader: &mut Reader<'_, '_>) -> Kind {
    Kind::User(one(reader))
}

pub(super) fn workdir(reader: &mut Reader<'_, '_>) -> Kind {
    Kind::Workdir(one(reader))
}

/// The whole rest, which is one word with blanks in it.
fn one(reader: &mut Reader<'_, '_>) -> Text {
    flag::check(reader, flag::NONE);
    let text = reader.exactly_one();
    reader.check_word(&text);
    text
}

/// `STOPSIGNAL` lets any flag pass.
pub(super) fn stopsignal(reader: &mut Reader<'_, '_>) -> Kind {
    let text = reader.exactly_one();
    reader.check_word(&text);
    Kind::Stopsignal(text)
}

/// `MAINTAINER` is never expanded, so its quotes need not match.
pub(super) fn maintainer(reader: &mut Reader<'_, '_>) -> Kind {
    flag::check(reader, flag::NONE);
    Kind::Maintainer(reader.exactly_one())
}

pub(super) fn healthcheck(reader: &mut Reader<'_, '_>) -> Kind {
    Kind::Healthcheck(healthcheck::read(reader))
}

pub(super) fn onbuild(reader: &mut Reader<'_, '_>) -> Kind {
    flag::check(reader, flag::NONE);
    reader.at_least_one(reader.rest.is_empty());
    if reader.rest.is_empty() || reader.context.inner {
        return Kind::Onbuild(None);
    }
    reader.context.inner = true;
    let inner = command(reader.context, reader.rest.clone());
    reader.context.inner = false;
    if matches!(inner.kind, Kind::Onbuild(_)) {
        reader.error(inner.keyword, "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
    } else if matches!(inner.kind, Kind::Maintainer(_)) {
        reader.error(inner.keyword, "MAINTAINER isn't allowed as an ONBUILD trigger");
    } else if matches!(inner.kind, Kind::From(_)) {
        reader.error(inner.keyword, "FROM isn't allowed as an ONBUILD trigger");
    }
    Kind::Onbuild(Some(Box::new(inner)))
}

impl Reader<'_, '_> {
    pub(super) fn error(&mut self, span: Span, message: impl Into<String>) {
        self.context.errors.push(SyntaxError { span, message: message.into() });
    }

    /// The instruction without its blanks: what an error about missing arguments points at.
    pub(super) fn whole(&self) -> Span {
        self.keyword.cover(self.context.line.span_of(self.rest.clone()))
    }

    pub(super) fn at_least_one(&mut self, missing: bool) {
        if missing {
            self.error(self.keyword, format!("{} requires at least one argument", self.name));
        }
    }

    fn exactly_one(&mut self) -> Text {
        if self.rest.is_empty() {
            self.error(self.keyword, format!("{} requires exactly one argument", self.name));
        }
        self.text(self.rest.clone())
    }

    fn text(&self, range: Range<usize>) -> Text {
        self.context.line.slice(range)
    }

    pub(super) fn str(&self, range: &Range<usize>) -> &str {
        self.context.line.as_str().get(range.clone()).unwrap_or_default()
    }

    /// Exec or shell form.
    pub(super) fn command(&mut self, range: Range<usize>) -> Command {
        match json::array(self.context.line, range.clone()) {
            Array::No => Command::Shell(self.text(range)),
            Array::Strings(words) => Command::Exec(words),
            Array::Mixed(words) => {
                self.error(self.context.line.span_of(range), MIXED);
                Command::Exec(words)
            }
        }
    }

    /// A JSON array, or words; the second result is true for JSON.
    fn list(&mut self) -> (Vec<Text>, bool) {
        match self.command(self.rest.clone()) {
            Command::Exec(words) => (words, true),
            Command::Shell(_) => (self.words(), false),
        }
    }

    /// The words between blanks. Quotes mean nothing here.
    fn words(&self) -> Vec<Text> {
        let text = self.str(&self.rest);
        let mut words = Vec::new();
        let mut at = self.rest.start;
        for word in text.split(is_blank) {
            if !word.is_empty() {
                words.push(self.text(at..at + word.len()));
            }
            at += word.len() + 1;
        }
        words
    }

    /// The words between blanks that are not in quotes.
    fn quoted_words(&self) -> Vec<Range<usize>> {
        let start = self.rest.start;
        let words = word::words(self.str(&self.rest), self.context.escape);
        words.into_iter().map(|word| word.start + start..word.end + start).collect()
    }

    /// `name=value`, or `name`.
    fn assignment(&mut self, word: Range<usize>) -> Assignment {
        let equals = self.str(&word).find('=').map(|at| word.start + at);
        let name = self.text(word.start..equals.unwrap_or(word.end));
        let value = equals.map(|at| self.text(at + 1..word.end));
        let span = self.context.line.span_of(word);
        if name.is_empty() {
            self.error(span, format!("{} names can not be blank", self.name));
        }
        self.check_word(&name);
        self.check_words(value.as_slice());
        Assignment { span, name, value }
    }

    /// `name rest of line`.
    fn old_pair(&mut self) -> Assignment {
        let rest = self.rest.clone();
        let len = self.str(&rest).find(is_blank).unwrap_or(rest.len());
        let name = self.text(rest.start..rest.start + len);
        let behind = self.str(&rest).get(len..).unwrap_or_default().trim_start_matches(is_blank);
        let behind = rest.end - behind.len()..rest.end;
        let span = self.context.line.span_of(rest);
        if behind.is_empty() {
            self.error(span, format!("{} must have two arguments", self.name));
        }
        let value = (!behind.is_empty()).then(|| self.text(behind));
        self.check_word(&name);
        self.check_words(value.as_slice());
        Assignment { span, name, value }
    }

    fn check_flag(&mut self, name: &str) {
        let flags = self.flags.iter().filter(|flag| flag.name == name);
        for value in flags.filter_map(|flag| flag.value.as_ref()) {
            self.check_word(value);
        }
    }

    fn check_words(&mut self, words: &[Text]) {
        for word in words {
            self.check_word(word);
        }
    }

    /// Tells about quotes and substitutions that are not closed in a word that `BuildKit` will expand.
    fn check_word(&mut self, word: &Text) {
        let text = word.as_str();
        if !text.contains(['\'', '"', '$']) {
            return;
        }
        if let Err(error) = word::parts(text, self.context.escape) {
            self.error(word.span(), format!("failed to process {text:?}: {error}"));
        }
    }
}
