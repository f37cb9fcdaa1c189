//! Commands: assignments, programs that start programs, functions, and what is left for the rules.

use super::{
    Assigned, Call, DEPTH, End, Leaves, Run, Truth,
    test::{asks, grep},
};
use crate::{
    shell::{
        posix,
        query::output,
        tree::{Assignment, Command, Part, Redirect, Word},
        value::{From, Value},
    },
    span::Span,
};

/// Programs that start the program behind them, with the options of theirs that take a value.
const STARTERS: &[(&str, &[&str])] = &[
    ("sudo", &["-u", "-g"]),
    ("env", &["-u", "-C"]),
    ("exec", &["-a"]),
    ("command", &[]),
    ("nohup", &[]),
    ("time", &[]),
    ("nice", &["-n"]),
    ("ionice", &["-c", "-n"]),
    ("stdbuf", &[]),
    ("setarch", &[]),
    ("tini", &[]),
    ("dumb-init", &[]),
    ("catchsegv", &[]),
    ("eatmydata", &[]),
    ("retry", &[]),
];

impl Run<'_> {
    pub(super) fn command(&mut self, command: &Command) -> End {
        if command.words.is_empty() {
            for assignment in &command.assignments {
                self.assign(assignment, false);
            }
            return End::of(Truth::Yes);
        }
        if command.exports {
            for assignment in &command.assignments {
                self.assign(assignment, true);
            }
        }
        let words: Vec<(Value, Span)> = command
            .words
            .iter()
            .map(|word| (self.value(word), self.span(word.place.clone())))
            .collect();
        let sets: Vec<Assigned> = if command.exports {
            Vec::new()
        } else {
            command.assignments.iter().map(|it| self.set(it, true)).collect()
        };
        let reads = command.redirects.iter().filter(|it| it.is_text);
        let mut reads: Vec<Value> = reads.map(|it| self.value(&it.target)).collect();
        reads.extend(self.input.clone());
        let mut call = Call {
            name: String::new(),
            spans: words.iter().map(|(_, span)| *span).collect(),
            words: words.into_iter().map(|(value, _)| value).collect(),
            sets,
            reads,
            sure: self.sure,
        };
        call.rename();
        self.call(call, command)
    }

    fn set(&mut self, assignment: &Assignment, exported: bool) -> Assigned {
        let value = self.joined(&assignment.value);
        let span = self.span(assignment.place.clone());
        Assigned { name: assignment.name.clone(), value, span, exported, sure: self.sure }
    }

    fn assign(&mut self, assignment: &Assignment, exported: bool) {
        let mut set = self.set(assignment, exported);
        if assignment.adds {
            let mut before = self.look_up(&assignment.name);
            before.push(set.value);
            set.value = before;
        }
        self.names.insert(set.name.clone(), set.value.clone());
        self.trace.assigned.push(set);
    }

    fn call(&mut self, mut call: Call, command: &Command) -> End {
        let skip = unwrap(&mut call);
        let words = command.words.get(skip..).unwrap_or_default();
        let name = call.name.clone();
        let pairs: Vec<(Value, Span)> =
            call.words.iter().cloned().zip(call.spans.iter().copied()).skip(1).collect();
        match name.as_str() {
            "" if call.words.is_empty() => return End::of(Truth::Likely),
            "true" | ":" => return End::of(Truth::Yes),
            "false" => return self.falsehood(&call),
            "[" => {
                let inner = pairs.split_last().map_or(&[][..], |(_, inner)| inner);
                return self.bracket(inner);
            }
            "test" => return self.bracket(&pairs),
            "unset" => {
                for (value, _) in &pairs {
                    self.names.insert(value.shown(), Value::known("", From::Other));
                }
                return End::of(Truth::Yes);
            }
            "read" => {
                for (value, _) in &pairs {
                    let by_platform = call.reads.iter().any(Value::by_platform);
                    self.names.insert(value.shown(), Value::unknown(by_platform));
                }
                return End::of(Truth::Open);
            }
            "grep" | "egrep" | "fgrep" if self.printed.is_empty() => {
                let input = call.reads.first().cloned();
                self.trace.calls.push(call);
                return grep(&pairs, input.as_ref());
            }
            "eval" | "sh" | "bash" | "dash" | "ash" | "su" => {
                let nested = self.nested(&name, &call, words);
                if let Some(end) = nested.or_else(|| self.handed(&call, &command.redirects)) {
                    return end;
                }
            }
            _ => {}
        }
        if let Some(body) = self.functions.get(&name).cloned() {
            return self.function(&pairs, &body);
        }
        let arguments: Vec<Value> = pairs.into_iter().map(|(value, _)| value).collect();
        if !self.printed.is_empty() {
            let printed = output(&name, &arguments, call.reads.first(), self.given.machine);
            self.trace.asks |= printed.by_platform();
            self.print_out(printed);
        }
        let by_platform = call.arguments().any(|(word, _)| asks(word));
        self.trace.calls.push(call);
        End { by_platform, ..End::of(Truth::Likely) }
    }

    fn falsehood(&mut self, call: &Call) -> End {
        if let (Some(&choice), Some(&span)) = (self.choices.last(), call.spans.first())
            && self.sure
            && self.printed.is_empty()
        {
            self.trace.failures.push(super::Failure { span, choice });
        }
        End::of(Truth::No)
    }

    fn function(&mut self, arguments: &[(Value, Span)], body: &super::Block) -> End {
        if self.depth >= DEPTH {
            return End::of(Truth::Likely);
        }
        self.depth += 1;
        for (index, (value, _)) in arguments.iter().enumerate() {
            self.names.insert((index + 1).to_string(), value.clone());
        }
        let end = self.block(body);
        self.depth -= 1;
        let leaves = if end.leaves == Leaves::Script { Leaves::Script } else { Leaves::No };
        End { leaves, ..end }
    }

    /// A script in an argument: `sh -c '…'`, `su -c '…'`, `eval …`.
    fn nested(&mut self, name: &str, call: &Call, words: &[Word]) -> Option<End> {
        let at = if name == "eval" {
            1
        } else {
            let is_option = |value: &Value| {
                let text = value.shown();
                text.starts_with('-') && !text.starts_with("--") && text.ends_with('c')
            };
            call.words.iter().position(is_option)? + 1
        };
        let (value, span) = (call.words.get(at)?, *call.spans.get(at)?);
        let end = self.script(&value.text()?, words.get(at), span, name == "eval")?;
        Some(End { leaves: Leaves::No, ..end })
    }

    /// A script in a heredoc: `bash <<EOF`.
    fn handed(&mut self, call: &Call, redirects: &[Redirect]) -> Option<End> {
        let is_option = |word: &Value| word.shown().starts_with('-');
        let only_options = call.words.iter().skip(1).all(is_option);
        let word = &redirects.iter().find(|it| it.is_text).filter(|_| only_options)?.target;
        let (text, span) = (self.value(word).text()?, self.span(word.place.clone()));
        let end = self.script(&text, Some(word), span, false)?;
        Some(End { leaves: Leaves::No, ..end })
    }

    fn script(&mut self, text: &str, word: Option<&Word>, span: Span, own: bool) -> Option<End> {
        let inner = word.and_then(|word| exact(word, text));
        let (script, _) = posix::read_at(text, inner.unwrap_or_default())?;
        if self.depth >= DEPTH {
            return None;
        }
        self.depth += 1;
        let within = self.within.or(inner.is_none().then_some(span));
        let outer = std::mem::replace(&mut self.within, within);
        let end = if own { self.block(&script) } else { self.apart(|run| run.block(&script)) };
        self.within = outer;
        self.depth -= 1;
        Some(end)
    }
}

/// Where a nested script begins, when it stands byte by byte in its word.
fn exact(word: &Word, text: &str) -> Option<usize> {
    match word.parts.as_slice() {
        [Part::Literal { text: written, place, .. }] if written == text => {
            (place.len() == text.len()).then_some(place.start)
        }
        _ => None,
    }
}

/// Takes programs that start programs off the front; gives how many words that were.
fn unwrap(call: &mut Call) -> usize {
    let mut taken = 0;
    for _ in 0..DEPTH {
        let name = call.name.clone();
        let count = match name.as_str() {
            "timeout" => behind_options(call, &["-s", "-k"]) + 1,
            "gosu" | "su-exec" | "chroot" | "setpriv" => behind_options(call, &[]) + 1,
            "xargs" => behind_options(call, &["-n", "-I", "-P", "-d", "-L", "-a", "-s"]),
            "busybox" => 1,
            _ => match STARTERS.iter().find(|(starter, _)| *starter == name) {
                Some((_, options)) => behind_options(call, options),
                None => break,
            },
        };
        if count >= call.words.len() {
            break;
        }
        call.words.drain(..count);
        call.spans.drain(..count);
        call.rename();
        taken += count;
    }
    taken
}

/// Behind the name, its options and the variables it sets.
fn behind_options(call: &mut Call, with_value: &[&str]) -> usize {
    let mut at = 1;
    while let Some(word) = call.words.get(at) {
        let text = word.shown();
        let sets = text.split_once('=').filter(|(name, _)| is_name(name));
        if let Some((name, _)) = sets {
            let value = word.clone();
            let span = call.spans.get(at).copied().unwrap_or_default();
            let name = name.to_owned();
            call.sets.push(Assigned {
                name,
                value: behind_equals(&value),
                span,
                exported: true,
                sure: call.sure,
            });
            at += 1;
        } else if with_value.contains(&text.as_str()) {
            at += 2;
        } else if text.starts_with('-') {
            at += 1;
        } else {
            break;
        }
    }
    at
}

fn behind_equals(value: &Value) -> Value {
    let mut pieces = value.pieces.clone();
    if let Some(first) = pieces.first_mut()
        && let Some(text) = first.text.clone()
        && let Some((before, behind)) = text.split_once('=')
    {
        if let From::Written(span) = first.from
            && span.len() as usize == text.len()
        {
            let start = span.start as usize + before.len() + 1;
            first.from = From::Written(Span::at(start, start + behind.len()));
        }
        first.text = Some(behind.into());
    }
    Value { pieces }
}

fn is_name(text: &str) -> bool {
    let starts = text.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
    starts && text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
}
