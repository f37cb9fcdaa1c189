//! Commands: assignments, programs that start programs, functions, and what is left for the rules.

use super::{
    Assigned, Call, DEPTH, End, Leaves, Run, Spans, Truth,
    search::grep,
    test::{Arguments, asks, probes},
};
use crate::{
    knowledge,
    shell::{
        query::output,
        tree::{Assignment, Command, Part, Stream, Word},
        value::{From, Piece, Value},
    },
    span::Span,
};
use std::{borrow::Cow, rc::Rc};

/// The options that take a value, of programs that start the program behind them.
fn starter(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "sudo" | "runuser" => &["-u", "-g", "--user", "--group"],
        "setpriv" => &["--reuid", "--regid", "--groups", "--inh-caps", "--bounding-set"],
        "stdbuf" => &["-i", "-o", "-e"],
        "env" => &["-u", "-C"],
        "exec" => &["-a"],
        "nice" => &["-n"],
        "ionice" => &["-c", "-n"],
        "command" | "nohup" | "time" | "setarch" | "tini" | "dumb-init" | "catchsegv"
        | "eatmydata" | "retry" => &[],
        _ => return None,
    })
}

impl Run<'_> {
    pub(super) fn command(&mut self, command: &Command) -> End {
        if command.words.is_empty() {
            return self.assignments(&command.assignments);
        }
        if command.exports {
            for assignment in &command.assignments {
                self.assign(assignment, true);
            }
        }
        let (words, spans) = self.words(&command.words);
        let sets: Vec<Assigned> = if command.exports {
            Vec::new()
        } else {
            command.assignments.iter().map(|it| self.set(it, true)).collect()
        };
        // Of several the last one is read.
        let last = command.redirects.iter().rev().find(|it| it.stream == Stream::Input);
        let text = last.filter(|it| it.is_text).map(|it| self.value(&it.target));
        self.sent(&command.redirects, |run| {
            let reads = text.into_iter().chain(run.input.clone()).collect();
            let call = Call { sets, reads, sure: run.sure, ..Call::new(words, spans) };
            run.call(call, command)
        })
    }

    /// Where a word stands; a plain one stands where its value was written.
    fn place(&self, word: &Word, value: &Value) -> Span {
        match (word.parts.as_slice(), &*value.pieces) {
            ([Part::Literal { place, .. }], [Piece { from: From::Written(span), .. }])
                if *place == word.place =>
            {
                *span
            }
            _ => self.span(word.place.clone()),
        }
    }

    /// The values of words, each with its place. A variable without quotes may hold several.
    pub(super) fn words(&mut self, words: &[Word]) -> (Vec<Value>, Spans) {
        let (mut values, mut spans) =
            (Vec::with_capacity(words.len()), Spans::with_capacity(words.len()));
        for word in words {
            let value = self.value(word);
            let span = self.place(word, &value);
            // `eval $X` takes all of it for one script.
            let is_kept = || self.names.get("IFS").is_some() || first_is(&values, "eval");
            match split(word, &value).filter(|_| !is_kept()) {
                Some(fields) => values.extend(fields),
                None => values.push(value),
            }
            spans.resize(values.len(), span);
        }
        (values, spans)
    }

    fn set(&mut self, assignment: &Assignment, exported: bool) -> Assigned {
        let value = self.joined(&assignment.value);
        let span = self.span(assignment.place.clone());
        // What is empty says where, too.
        let is_chosen = value.is_empty() && !self.choices.is_empty();
        let value = if is_chosen { Value::known("", From::Written(span)) } else { value };
        Assigned { name: assignment.name.to_string(), value, span, exported, sure: self.sure }
    }

    pub(super) fn assign(&mut self, assignment: &Assignment, exported: bool) {
        let mut set = self.set(assignment, exported);
        if assignment.adds {
            let mut before = self.look_up(&assignment.name);
            before.push(set.value);
            set.value = before;
        }
        self.names.set(Rc::clone(&assignment.name), set.value.clone());
        self.trace.assigned.push(set);
    }

    fn call(&mut self, mut call: Call, command: &Command) -> End {
        // `command -v uname` says where it is, and starts nothing; `xargs` hands over more than is written.
        let hides = match call.name.as_str() {
            "command" => matches!(&*call.word(1), "-v" | "-V"),
            "xargs" => call.words.len() > 1,
            _ => false,
        };
        let skip = unwrap(&mut call);
        let arguments = Arguments::of(&call);
        match call.name.as_str() {
            "" if call.words.is_empty() => return End::of(Truth::Likely),
            "true" | ":" => return End::of(Truth::Yes),
            "false" => return self.falsehood(call.spans.first().copied()),
            "[" | "test" => return self.comparison(call),
            "grep" | "egrep" | "fgrep" if self.printed.is_empty() => {
                let end = grep(&call.name, arguments, call.reads.first());
                self.trace.calls.push(call);
                return end;
            }
            "eval" | "sh" | "bash" | "dash" | "ash" | "su" => {
                let words = command.words.get(skip..).unwrap_or_default();
                let nested = self.nested(&call, words);
                if let Some(end) = nested.or_else(|| self.handed(&call, &command.redirects)) {
                    return end;
                }
            }
            _ => {}
        }
        if let Some(end) = self.variables(&call) {
            return end;
        }
        if let Some(body) = self.functions.get(call.name.as_str()).cloned() {
            return self.function(arguments.words, &body);
        }
        let probes = probes(&call.name, arguments.words);
        if !self.printed.is_empty() {
            let input = call.reads.first();
            let printed = if probes || hides {
                let made = input.filter(|_| !probes).map(Value::reworked);
                made.unwrap_or_else(|| Value::unknown(probes))
            } else {
                output(&call.name, arguments.words, input, self.given.machine)
            };
            self.trace.asks |= printed.by_platform();
            let is_line = ends_line(&call);
            self.print_out(printed, is_line);
        }
        let by_platform = probes || arguments.words.iter().any(asks);
        let truth = if never_fails(&call.name) { Truth::Yes } else { Truth::Likely };
        self.trace.calls.push(call);
        End { by_platform, ..End::of(truth) }
    }

    /// What sets variables, or how they are compared.
    fn variables(&mut self, call: &Call) -> Option<End> {
        let words = Arguments::of(call).words;
        match call.name.as_str() {
            "set" => self.set_options(words),
            // Kept as a name that no variable has: it lasts as long as they do.
            "shopt" if words.iter().any(|it| it.shown() == NO_CASE) => {
                self.names.set(NO_CASE_NAME.into(), Value::known("", From::Other));
            }
            "unset" => {
                let unset = |(word, span): (&Value, Span)| unset(&word.shown(), span, call.sure);
                self.trace.assigned.extend(call.arguments().map(unset));
                self.set_all(words, &Value::known("", From::Other));
                return Some(End::of(Truth::Yes));
            }
            "shift" => {
                let names: Vec<Value> =
                    (1..=POSITIONS).map(|at| Value::known(at.to_string(), From::Other)).collect();
                self.set_all(&names, &Value::unknown(true));
            }
            "printf" if call.word(1) == "-v" => {
                self.set_all(words, &Value::unknown(words.iter().any(Value::by_platform)));
                return Some(End::of(Truth::Yes));
            }
            "read" | "mapfile" | "readarray" => {
                let by_platform = call.reads.iter().any(Value::by_platform);
                self.set_all(words, &Value::unknown(by_platform));
                return Some(End::of(Truth::Open));
            }
            _ => {}
        }
        None
    }

    fn set_all(&mut self, names: &[Value], value: &Value) {
        for name in names {
            self.names.set(name.shown().into(), value.clone());
        }
    }

    /// Sets `$1` and so on, and gives what they were.
    fn hand_over(&mut self, arguments: &[Value]) -> Vec<(Rc<str>, Value)> {
        let empty = Value::known("", From::Other);
        let mut around = Vec::new();
        for index in 0..arguments.len().max(POSITIONS) {
            let name: Rc<str> = (index + 1).to_string().into();
            let before = self.names.get(&name).cloned();
            if arguments.get(index).is_none() && before.is_none() {
                continue;
            }
            around.push((Rc::clone(&name), before.unwrap_or_else(|| Value::unknown(false))));
            self.names.set(name, arguments.get(index).unwrap_or(&empty).clone());
        }
        around
    }

    fn function(&mut self, arguments: &[Value], body: &super::Block) -> End {
        if self.depth >= DEPTH {
            return End::of(Truth::Likely);
        }
        self.depth += 1;
        let around = self.hand_over(arguments);
        let outer = std::mem::replace(&mut self.may_leave, false);
        let end = self.block(body);
        for (name, value) in around {
            self.names.set(name, value);
        }
        let may_leave = std::mem::replace(&mut self.may_leave, outer);
        self.depth -= 1;
        let leaves = if end.leaves == Leaves::Script { Leaves::Script } else { Leaves::No };
        let end = if may_leave { End::open(end.by_platform) } else { end };
        End { leaves, ..end }
    }
}

/// The option of bash that makes `[[ … ]]` and `case` take `ARM` for `arm`.
const NO_CASE: &str = "nocasematch";
pub(super) const NO_CASE_NAME: &str = "shopt nocasematch";

/// The arguments of a function that another call may have set: `$1` to `$9`.
const POSITIONS: usize = 9;

/// Programs that only print. What stands behind `||` is not run.
fn never_fails(name: &str) -> bool {
    matches!(name, "echo" | "printf" | "uname")
}

/// `echo -n` and `printf linux-` print what others go on behind.
fn ends_line(call: &Call) -> bool {
    let first = call.word(1);
    match call.name.as_str() {
        "echo" => !(first.starts_with('-') && first.contains('n')),
        "printf" => first.ends_with("\\n"),
        "tr" => !call.words.iter().any(|it| it.shown().contains("\\n")),
        _ => true,
    }
}

fn first_is(values: &[Value], name: &str) -> bool {
    values.first().is_some_and(|it| it.shown() == name)
}

/// The words that a variable holds which stands alone and without quotes.
fn split(word: &Word, value: &Value) -> Option<Vec<Value>> {
    let [Part::Variable { place, .. }] = word.parts.as_slice() else { return None };
    let has_blank = |it: &Piece| {
        it.text.as_deref().is_some_and(|text| text.contains(|it: char| it.is_ascii_whitespace()))
    };
    let is_split = place.len() == word.place.len() && value.pieces.iter().any(has_blank);
    is_split.then(|| value.fields()).filter(|fields| fields.len() > 1)
}

/// Takes programs that start programs off the front; gives how many words that were.
pub(super) fn unwrap(call: &mut Call) -> usize {
    let mut taken = 0;
    for _ in 0..DEPTH {
        let sets = call.sets.len();
        let (with_value, more): (&[&str], usize) = match call.name.as_str() {
            "timeout" => (&["-s", "-k", "--signal", "--kill-after"], 1),
            "gosu" | "su-exec" | "chroot" => (&[], 1),
            "xargs" => (&["-n", "-I", "-P", "-d", "-L", "-a", "-s"], 0),
            "busybox" => (&[], 0),
            name if name.starts_with("python") && is_installer(call) => (&[], 0),
            name => match starter(name) {
                Some(options) => (options, 0),
                None => break,
            },
        };
        let count = match call.name.as_str() {
            "busybox" => 1,
            name if name.starts_with("python") => 2,
            _ => {
                let count = behind_options(call, with_value) + more;
                count + usize::from(is_own_operand(&call.name, &call.word(count)))
            }
        };
        if count >= call.words.len() {
            // `env GOARCH=arm64` alone starts nothing.
            call.sets.truncate(sets);
            break;
        }
        call.words.drain(..count);
        call.spans.drain(..count);
        call.rename();
        taken += count;
    }
    taken
}

/// `retry 3 curl …`, `setarch x86_64 make`.
fn is_own_operand(name: &str, word: &str) -> bool {
    match name {
        "retry" => word.bytes().all(|it| it.is_ascii_digit()),
        "setarch" => knowledge::architecture(word).is_some(),
        _ => false,
    }
}

/// `python -m pip`. A path, such as `/venv/bin/python`, says where packages go, and stays.
fn is_installer(call: &Call) -> bool {
    let is_plain = !call.word(0).contains('/');
    is_plain && call.word(1) == "-m" && matches!(&*call.word(2), "pip" | "pipx" | "uv")
}

/// What `unset NAME` and `env -u NAME` do: programs see no value.
fn unset(name: &str, span: Span, sure: bool) -> Assigned {
    let value = Value::known("", From::Other);
    Assigned { name: name.to_owned(), value, span, exported: true, sure }
}

/// `env -u NAME`, `env --unset=NAME`.
fn taken_by_env(call: &Call, at: usize) -> Option<Assigned> {
    let text = call.words.get(at).filter(|_| call.name == "env")?.shown();
    let (name, at) = match text.strip_prefix("--unset=") {
        Some(name) => (Cow::Borrowed(name), at),
        None if text == "-u" => (call.words.get(at + 1)?.shown(), at + 1),
        None => return None,
    };
    Some(unset(&name, *call.spans.get(at)?, call.sure))
}

/// Behind the name, its options and the variables it sets.
fn behind_options(call: &mut Call, with_value: &[&str]) -> usize {
    let mut at = 1;
    while let Some(word) = call.words.get(at) {
        let taken = taken_by_env(call, at);
        call.sets.extend(taken);
        let text = word.shown();
        let sets = text.split_once('=').filter(|(name, _)| is_name(name));
        if let Some((name, _)) = sets {
            let set = Assigned {
                name: name.to_owned(),
                value: behind_equals(word),
                span: call.spans.get(at).copied().unwrap_or_default(),
                exported: true,
                sure: call.sure,
            };
            call.sets.push(set);
            at += 1;
        } else if with_value.contains(&&*text) {
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
    let mut all = Value::default();
    for (index, piece) in value.pieces.iter().enumerate() {
        let mut piece = piece.clone();
        if index == 0
            && let Some(text) = piece.text.clone()
            && let Some((before, behind)) = text.split_once('=')
        {
            if let From::Written(span) = piece.from
                && span.len() as usize == text.len()
            {
                let start = span.start as usize + before.len() + 1;
                piece.from = From::Written(Span::at(start, start + behind.len()));
            }
            piece.text = Some(behind.into());
        }
        all.push(Value::of(piece.text, piece.from));
    }
    all
}

fn is_name(text: &str) -> bool {
    let starts = text.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
    starts && text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
}
