//! `single-arch-checksum`: one checksum for a file that differs between platforms.
//!
//! Not a comparison of files. What tells is that the same checksum, written once, is held against what is fetched from
//! one address on one platform and from another address on the next.

use super::script::{Hit, Walk, add, are, hits, instruction_at, told};
use crate::{
    context::name::file_name,
    diagnostic::Severity,
    facts::{Facts, Meant},
    platform::Platform,
    rule::{Check, Findings, Rule},
    shell::{
        run::{Call, Trace},
        text,
        value::{UNKNOWN, Value},
    },
    span::Span,
    stage::target::word_at,
    syntax::ast::{Instruction, Kind, Text, Transfer},
};
use std::{
    borrow::Cow,
    cell::OnceCell,
    collections::{BTreeMap, HashMap, HashSet},
    rc::Rc,
};

pub(super) static RULE: Rule = Rule {
    slug: "single-arch-checksum",
    summary: "A file is chosen by platform, and compared with one checksum.",
    page: include_str!("../../rules/single-arch-checksum/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// Programs that compare checksums.
pub(super) const CHECKERS: &[&str] =
    &["sha256sum", "sha512sum", "sha1sum", "md5sum", "sha384sum", "shasum"];

const FETCHERS: &[&str] = &["curl", "wget", "aria2c"];

/// A checksum that is held against a file.
struct Held {
    span: Span,
    target: Platform,
    /// Where the file is fetched from.
    address: String,
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if facts.options.targets.len() < 2 {
        return;
    }
    added(facts, findings);
    let mut all: Vec<Held> = Vec::new();
    // Few files compare anything.
    let known = OnceCell::new();
    let fetches = || known.get_or_init(|| Fetches::of(facts));
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Span)| {
        let is_checker = |call: &&Call| CHECKERS.contains(&call.name.as_str());
        // What is printed once may be read by every checker behind it.
        let mut seen: HashSet<*const Value> = HashSet::new();
        for call in walk.trace.calls.iter().filter(is_checker) {
            let listed = listed(walk.trace, call);
            let new =
                call.reads.iter().chain(listed).filter(|it| seen.insert(std::ptr::from_ref(*it)));
            for (span, file) in new.filter_map(|it| pinned(facts, it)) {
                let address = file.and_then(|file| fetches().address(facts, &walk, &file));
                let Some(address) = address else { continue };
                note(span, call.spans.first().copied().unwrap_or(span));
                all.push(Held { span, target: walk.target.clone(), address });
            }
        }
        for (index, call) in walk.trace.calls.iter().enumerate().filter(|(_, it)| !it.handled) {
            let Some((span, file)) = compared(facts, walk.trace, index) else { continue };
            let address = fetches().address(facts, &walk, &file);
            let Some(address) = address else { continue };
            note(span, call.spans.first().copied().unwrap_or(span));
            all.push(Held { span, target: walk.target.clone(), address });
        }
    };
    // A literal that every platform compares with.
    for Hit { span, what: place, targets } in hits(facts, look) {
        if targets.len() > 1 && differs(&all, span) {
            report(facts, (span, Some(place)), &targets, findings);
        }
    }
}

/// What was printed into the file that a checker reads: `echo "… /tool" > /sum && sha256sum -c /sum`.
fn listed<'t>(trace: &'t Trace, checker: &Call) -> Vec<&'t Value> {
    // Without a file it reads what is handed over.
    if file_of(checker).is_none() || !compares(checker) {
        return Vec::new();
    }
    let is_before = |call: &Call| call.spans.first() < checker.spans.first();
    let prints = |call: &&Call| matches!(&*call.name, "echo" | "printf") && is_before(call);
    let calls = trace.calls.iter().filter(prints);
    calls.flat_map(|call| call.words.iter().skip(1)).collect()
}

/// A checksum that a test holds against what a checker says, and the file: `[ "$(sha256sum x | cut -c-64)" = … ]`,
/// `sha256sum x | grep …`.
fn compared(facts: &Facts<'_>, trace: &Trace, index: usize) -> Option<(Span, String)> {
    let call = trace.calls.get(index)?;
    let before = trace.calls.get(..index)?;
    let is_test = match call.name.as_str() {
        "[" | "test" => true,
        "grep" | "fgrep" | "egrep" => false,
        _ => return None,
    };
    let (at, (span, _)) = call
        .words
        .iter()
        .enumerate()
        .skip(1)
        .find_map(|(at, it)| Some((at, pinned(facts, it)?)))?;
    let file = if is_test {
        let others = call.arguments().enumerate().filter(|(other, _)| other + 1 != at);
        let mut places = others.flat_map(|(_, (_, place))| sources(facts, trace, place));
        places.find_map(|place| {
            let holds = |it: &&Call| it.spans.first().is_some_and(|it| place.contains(it.start));
            before.iter().rev().filter(holds).find_map(summed)
        })
    } else {
        before.last().and_then(summed)
    };
    Some((span, file?))
}

/// The file whose checksum a program prints.
fn summed(call: &Call) -> Option<String> {
    let prints = CHECKERS.contains(&call.name.as_str()) && !compares(call);
    file_of(call).filter(|_| prints)
}

/// `sha256sum -c`.
fn compares(checker: &Call) -> bool {
    checker.words.iter().skip(1).any(|it| matches!(&*it.shown(), "-c" | "--check"))
}

/// The first file that a checker names; a number belongs to an option.
fn file_of(checker: &Call) -> Option<String> {
    let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let mut words = checker.words.iter().skip(1).map(Value::shown);
    words.find(|it| !it.starts_with('-') && !is_number(it)).map(Cow::into_owned)
}

/// The place of a word, or of the assignments to the variable that it is.
fn sources(facts: &Facts<'_>, trace: &Trace, place: Span) -> Vec<Span> {
    let word = place.slice(facts.text).trim_matches('"');
    let name = word.strip_prefix('$').unwrap_or_default().trim_matches(['{', '}']);
    let sets = trace.assigned.iter().filter(|it| it.name == name).map(|it| it.span);
    std::iter::once(place).chain(sets).collect()
}

/// The file is another one on another platform.
fn differs(all: &[Held], span: Span) -> bool {
    let mut own = all.iter().filter(|it| it.span == span);
    let Some(first) = own.next() else { return false };
    // Nobody knows the name, but the platform decides it.
    let is_open = |address: &str| address.contains(UNKNOWN);
    is_open(&first.address)
        || own.any(|it| it.target != first.target && it.address != first.address)
}

fn report(
    facts: &Facts<'_>,
    (span, place): (Span, Option<Span>),
    targets: &[Platform],
    findings: &mut Findings<'_>,
) {
    let message = |unless: &str| {
        format!(
            "one checksum for a file that differs between platforms{unless}, and {} required",
            are(targets)
        )
    };
    let finding = add(facts, findings, span, message)
        .platforms(targets.to_vec())
        .help("choose the checksum where the file is chosen: `case \"$TARGETARCH\" in amd64) sum=…;; arm64) sum=…;; esac`");
    // Where an `ENV` or `ARG` holds it, far away.
    let is_apart = |it: &Span| instruction_at(facts, *it) != instruction_at(facts, span);
    if let Some(place) = place.filter(is_apart) {
        finding.label(place, "compared here");
    }
}

/// A checksum that was written down, and the file it is of, if any.
fn pinned(facts: &Facts<'_>, value: &Value) -> Option<(Span, Option<String>)> {
    let shown = value.shown();
    // A pattern may be held to the start.
    let start = usize::from(shown.starts_with('^'));
    let digits = shown.get(start..)?;
    let length = text::checksum(digits)?;
    let rest = digits.get(length..).filter(|it| !it.is_empty());
    let file = rest.map(|it| it.trim().trim_start_matches('*').to_owned());
    Some((told(facts, value, start, start + length)?, file))
}

/// The stage of a script, what it runs on, what the image is for, and the name of a file.
type Key<'f> = (usize, &'f Platform, &'f Platform, Cow<'f, str>);

/// Where files come from, by their names; a file may be compared thousands of times.
struct Fetches<'f> {
    /// The address by the index of the instruction.
    scripts: HashMap<Key<'f>, BTreeMap<usize, Rc<str>>>,
    /// The sources of `ADD`, by index of the instruction.
    added: HashMap<&'f str, Vec<(usize, &'f Text)>>,
}

impl<'f> Fetches<'f> {
    fn of(facts: &'f Facts<'_>) -> Self {
        let mut scripts: HashMap<Key<'f>, BTreeMap<usize, Rc<str>>> = HashMap::new();
        for script in facts.scripts() {
            for (trace, on, target) in script.walks(&facts.evaluations) {
                // A name may serve several files; the last is the one that is there.
                for (name, address) in trace.calls.iter().rev().flat_map(fetched) {
                    let all = scripts.entry((script.stage, on, target, name)).or_default();
                    all.entry(script.instruction).or_insert(address);
                }
            }
        }
        let mut added: HashMap<&str, Vec<(usize, &Text)>> = HashMap::new();
        for (index, instruction) in facts.file.instructions.iter().enumerate() {
            for (transfer, source) in addresses(instruction).into_iter().flatten() {
                let destination = transfer.destination.as_ref().map_or("", Text::as_str);
                for name in [destination, source.as_str()].map(file_name) {
                    added.entry(name).or_default().push((index, source));
                }
            }
        }
        Self { scripts, added }
    }

    /// Where a file is fetched from: in the same script, in one before, or with `ADD`.
    fn address(&self, facts: &Facts<'_>, walk: &Walk<'_>, file: &str) -> Option<String> {
        let (name, own) = (file_name(file), walk.script.instruction);
        let key = (walk.script.stage, walk.on, walk.target, Cow::Borrowed(name));
        let by_script = self.scripts.get(&key).and_then(|all| {
            let mut before = all.range(..own).filter(|_| !name.is_empty());
            all.get(&own).or_else(|| before.next().map(|(_, it)| it))
        });
        by_script.map(ToString::to_string).or_else(|| self.brought(facts, walk, name))
    }

    /// The value of an `ADD` in the stage that brings a file of this name.
    fn brought(&self, facts: &Facts<'_>, walk: &Walk<'_>, name: &str) -> Option<String> {
        let stage = facts.graph.stages.get(walk.script.stage)?;
        let all = self.added.get(name).filter(|_| !name.is_empty())?;
        let first = all.partition_point(|(at, _)| *at < stage.body.start);
        let end = stage.body.end.min(walk.script.instruction);
        let (_, source) = all.get(first).filter(|(at, _)| *at < end)?;
        let evaluation = facts.evaluations.iter().find(|it| it.setting.target == *walk.target)?;
        let words = &evaluation.stages.get(stage.index)?.body.words;
        word_at(words, source.span())?.value.as_ref().ok().map(ToString::to_string)
    }
}

/// The address that a command fetches from, where the platform decides it, or its name in a variable: by each name
/// that it says, and by none.
fn fetched(call: &Call) -> Vec<(Cow<'_, str>, Rc<str>)> {
    if !FETCHERS.contains(&call.name.as_str()) {
        return Vec::new();
    }
    let shown: Vec<_> = call.words.iter().map(Value::shown).collect();
    let is_address = |(word, shown): &(&Value, &Cow<'_, str>)| {
        shown.contains("://") || word.by_platform() && shown.contains('/')
    };
    let Some((word, own)) = call.words.iter().zip(&shown).find(is_address) else {
        return Vec::new();
    };
    let is_open = own.contains(UNKNOWN) && !is_open_by_platform(word);
    // An unknown version is the same for all.
    let address: Rc<str> = if is_open { own.replace(UNKNOWN, "*").into() } else { (&**own).into() };
    let name = |it: &Cow<'_, str>| Cow::Owned(file_name(it).to_owned());
    let names = shown.iter().map(name).chain([Cow::Borrowed("")]);
    names.map(|name| (name, Rc::clone(&address))).collect()
}

/// A piece that nobody knows comes from the platform.
fn is_open_by_platform(word: &Value) -> bool {
    word.pieces.iter().any(|it| {
        let one = Value::of(it.text.clone(), it.from);
        it.text.is_none() && one.by_platform()
    })
}

/// The addresses that an instruction adds.
fn addresses(instruction: &Instruction) -> Option<impl Iterator<Item = (&Transfer, &Text)>> {
    let Kind::Add(transfer) = &instruction.kind else { return None };
    let sources = transfer.sources.iter().filter(|it| it.as_str().contains("://"));
    Some(sources.map(move |it| (transfer, it)))
}

/// `ADD --checksum=sha256:… https://…-${TARGETARCH}`.
fn added(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let mut flags = instruction.flags.iter().filter(|it| it.name == "checksum");
        let sum = flags.next().and_then(|it| it.value.as_ref());
        let sum = sum.filter(|it| !it.as_str().contains('$'));
        let stage = facts.stage_of(index).filter(|it| facts.meant(it.index) == Meant::default());
        let (Some(sum), Some(stage), Some(sources)) = (sum, stage, addresses(instruction)) else {
            continue;
        };
        for (_, source) in sources {
            let mut values: Vec<(&Platform, String)> = Vec::new();
            for (evaluation, at) in facts.reached(stage.index) {
                let word = word_at(&at.body.words, source.span());
                let value = word.and_then(|it| it.value.as_ref().ok());
                values.extend(value.map(|it| (&evaluation.setting.target, it.to_string())));
            }
            let Some((first, address)) = values.first() else { continue };
            if values.iter().any(|(target, it)| target != first && it != address) {
                let targets =
                    facts.targets(|it| values.iter().any(|(on, _)| **on == it.setting.target));
                report(facts, (sum.span(), None), &targets, findings);
            }
        }
    }
}
