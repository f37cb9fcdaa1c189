//! The value of a word.

use super::Run;
use crate::{
    shell::{
        regex::escaped,
        tree::{Operation, Part, Place, Word},
        value::{From, Value},
    },
    syntax::pattern::{replace, trim_prefix, trim_suffix},
};

use std::rc::Rc;

impl Run<'_> {
    /// What a word is worth here.
    pub(super) fn value(&mut self, word: &Word) -> Value {
        let mut value = Value::default();
        for part in &word.parts {
            let piece = self.part(part);
            value.push(piece);
        }
        value
    }

    fn part(&mut self, part: &Part) -> Value {
        let value = match part {
            Part::Literal { text, place, .. } => return self.literal(text, place),
            Part::Variable { name, operation, .. } => match operation {
                None => self.look_up(name),
                Some(operation) => self.operate(name, operation),
            },
            Part::Output { body, .. } => self.printed_by(body),
            Part::Unknown(_) => Value::unknown(false),
        };
        self.trace.asks |= value.by_platform();
        value
    }

    fn literal(&self, text: &Rc<str>, place: &Place) -> Value {
        // A continued line makes the place longer than the text.
        let written = place.len() == text.len() || self.within.is_some();
        let from = if written { From::Written(self.span(place.clone())) } else { From::Other };
        Value::of(Some(Rc::clone(text)), from)
    }

    fn printed_by(&mut self, body: &crate::shell::tree::Block) -> Value {
        self.depth += 1;
        let value = if self.depth > super::DEPTH {
            Value::unknown(false)
        } else {
            let input = self.input.take();
            let mut end = None;
            let printed = self.print(|run| *end.insert(run.apart(|run| run.block(body))));
            self.input = input;
            self.status = end;
            printed
        };
        self.depth -= 1;
        value
    }

    pub(super) fn look_up(&self, name: &str) -> Value {
        let known = self.names.get(name).cloned().or_else(|| (self.given.lookup)(name));
        known.unwrap_or_else(|| match name {
            "HOSTTYPE" | "MACHTYPE" => Value::unknown(true),
            _ => Value::unknown(false),
        })
    }

    fn operate(&mut self, name: &Rc<str>, operation: &Operation) -> Value {
        let value = self.look_up(name);
        // A variable that nobody knows may be set or not.
        let is_empty = value.exact().map(|known| known.is_empty());
        match operation {
            Operation::Default(word, _) => match is_empty {
                Some(false) => value,
                Some(true) => self.value(word),
                None => self.either(&value, word),
            },
            Operation::Assign(word, _) => {
                let value = match is_empty {
                    Some(false) => return value,
                    Some(true) => self.value(word),
                    None => self.either(&value, word),
                };
                self.names.set(Rc::clone(name), value.clone());
                value
            }
            Operation::Alternative(word, _) => match is_empty {
                Some(false) => self.value(word),
                Some(true) => value,
                None => Value::unknown(value.by_platform()),
            },
            Operation::Require => value,
            Operation::TrimPrefix(pattern, greedy) => {
                let pattern = self.plain_pattern(pattern);
                value.map(|text| trim_prefix(text, &pattern?, *greedy).ok())
            }
            Operation::TrimSuffix(pattern, greedy) => {
                let pattern = self.plain_pattern(pattern);
                value.map(|text| trim_suffix(text, &pattern?, *greedy).ok())
            }
            Operation::Replace(pattern, with, all) => {
                let (pattern, with) = (self.plain_pattern(pattern), self.value(with).text());
                // `${A/#a/}` takes it from the beginning.
                let pattern = pattern.filter(|it| !it.starts_with(['#', '%']));
                value.map(|text| replace(text, &pattern?, &with?, *all).ok())
            }
            Operation::Slice(offset, length) => {
                let length = length.as_ref().map(Word::fixed);
                value.map(|text| slice(text, &offset.fixed()?, length.as_ref()))
            }
            Operation::Other => Value::unknown(value.by_platform()),
        }
    }

    /// A default that may be used: what is written in it still counts, as an unknown piece hides the rest.
    fn either(&mut self, value: &Value, word: &Word) -> Value {
        let status = self.status;
        let by_platform = value.by_platform() || self.value(word).by_platform();
        self.status = status;
        Value::unknown(by_platform)
    }

    /// A pattern as text, characters that are themselves escaped.
    pub(super) fn pattern(&mut self, pattern: &Word) -> Option<String> {
        let mut text = String::new();
        for part in &pattern.parts {
            if let Part::Literal { text: literal, quoted: false, .. } = part {
                text.push_str(literal);
                continue;
            }
            for character in self.part(part).exact()?.chars() {
                if "*?[]\\".contains(character) {
                    text.push('\\');
                }
                text.push(character);
            }
        }
        Some(text)
    }

    /// A pattern without sets of characters, which the patterns of a Dockerfile do not have.
    fn plain_pattern(&mut self, pattern: &Word) -> Option<String> {
        self.pattern(pattern).filter(|it| !it.replace("\\[", "").contains('['))
    }

    /// The pattern of `=~`: in quotes every sign is itself. The tree keeps neither backslashes nor the quotes around
    /// variables.
    pub(super) fn regex(&mut self, pattern: &Word) -> Option<String> {
        let mut text = String::new();
        for part in &pattern.parts {
            match part {
                Part::Literal { text: literal, place, quoted: false } => {
                    text.push_str(Some(literal).filter(|it| it.len() == place.len())?);
                }
                Part::Literal { text: literal, .. } => text.push_str(&escaped(literal)),
                Part::Variable { .. } | Part::Output { .. } | Part::Unknown(_) => {
                    let value = self.part(part);
                    let value = value.exact()?;
                    let is_plain = escaped(&value) == value;
                    text.push_str(Some(&*value).filter(|_| is_plain)?);
                }
            }
        }
        Some(text)
    }

    /// The words as one value, with blanks between.
    pub(super) fn joined(&mut self, words: &[Word]) -> Value {
        let mut value = Value::default();
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                value.push(Value::known(" ", From::Other));
            }
            let one = self.value(word);
            value.push(one);
        }
        value
    }

    /// Notes that a variable has no value here, since the choice at a place gives it none.
    pub(super) fn absent(&mut self, name: &Rc<str>, choice: crate::span::Span) {
        let is_set = self.names.get(name).is_some() || (self.given.lookup)(name).is_some();
        if !is_set {
            self.names.set(Rc::clone(name), Value::known("", From::Absent(choice)));
        }
    }
}

/// The part of a text that `${NAME:offset:length}` gives; what is counted from the end is not worked out.
fn slice(text: &str, offset: &str, length: Option<&Option<String>>) -> Option<String> {
    let offset: usize = offset.trim().parse().ok()?;
    let rest = text.get(offset.min(text.len())..)?;
    let end = match length {
        None => rest.len(),
        Some(length) => length.as_ref()?.trim().parse::<usize>().ok()?.min(rest.len()),
    };
    rest.get(..end).map(str::to_owned)
}
