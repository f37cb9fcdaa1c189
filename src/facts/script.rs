//! The scripts of `RUN`, walked for every platform that they run on.
//!
//! Not every script: most name nothing that differs between platforms, and to see that a look at their bytes is enough.

use crate::{
    knowledge,
    platform::Platform,
    shell::{
        posix,
        query::Machine,
        run::{Given, Trace, run},
        tree::Place,
        value::{From, Value},
    },
    span::Span,
    stage::{
        graph::Graph,
        scope::Binding,
        target::{Evaluation, RunAt, StageAt},
    },
    syntax::ast::{Assignment, Command, Dockerfile, Instruction, Kind, Text},
};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use std::{rc::Rc, sync::LazyLock};

/// A script with what it does in each setting that reaches it.
#[derive(Debug)]
pub struct Script {
    /// Index of the instruction.
    pub instruction: usize,
    /// Index of the stage.
    pub stage: usize,
    /// By index of the evaluation.
    pub traces: Vec<(usize, Rc<Trace>)>,
    /// Nothing of it was left out.
    pub is_whole: bool,
}

/// Text for a shell with its way back to the file.
struct Source<'a> {
    command: &'a Text,
    /// Heredocs behind the command, in the script and in the file.
    bodies: Vec<(usize, Span)>,
    text: String,
}

/// Words of rules that name no architecture.
const WORDS: [&str; 31] = [
    "setcap",
    "run build",
    "yarn",
    "pnpm",
    "mvn",
    "gradle",
    "dotnet publish",
    "hugo",
    "goos=",
    "uname",
    "--print-arch",
    "$(arch)",
    "`arch`",
    "native",
    "-mavx",
    "-msse",
    "-mssse",
    "-maes",
    "-mp",
    "-m32",
    "-m64",
    "-march=",
    "-mfma",
    "-mbmi",
    "sha256sum",
    "sha512sum",
    "sha384sum",
    "sha1sum",
    "shasum",
    "md5sum",
    "i386",
];

/// What makes a script worth reading.
static WORTH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .build(WORDS.into_iter().chain(knowledge::package_words()))
        .ok()
});

fn is_word(text: &str) -> bool {
    WORTH.as_ref().is_some_and(|words| words.is_match(text))
        || knowledge::names(text).next().is_some()
}

/// The scripts of a file, in order.
pub(super) fn scripts(
    (file, text): (&Dockerfile, &str),
    graph: &Graph,
    evaluations: &[Evaluation],
) -> Vec<Script> {
    let lines =
        graph.stages.iter().flat_map(|stage| stage.body.clone().map(|at| (stage.index, at)));
    lines.filter_map(|(stage, index)| script((file, text), evaluations, (stage, index))).collect()
}

fn script(
    (file, text): (&Dockerfile, &str),
    evaluations: &[Evaluation],
    (stage, index): (usize, usize),
) -> Option<Script> {
    let source = source(file.instructions.get(index)?, text)?;
    let other_manager = || super::family::is_foreign(evaluations, stage, &source.text);
    if !is_worth(evaluations, stage, index) && !is_word(&source.text) && !other_manager() {
        return None;
    }
    let (block, reading) = posix::read(&source.text)?;
    let place = |place: Place| source.span(place);
    let mut traces: Vec<(usize, Rc<Trace>)> = Vec::new();
    for (setting, evaluation) in evaluations.iter().enumerate() {
        let Some((platform, names)) = at(evaluation, stage, index) else { continue };
        // A script that asks for nothing does the same everywhere.
        if let Some((_, first)) = traces.first().filter(|(_, first)| !first.asks) {
            let same = Rc::clone(first);
            traces.push((setting, same));
            continue;
        }
        let machine = Machine { platform, target: &evaluation.setting.target };
        let lookup = |name: &str| seed(file, names, name);
        let trace = run(&block, Given { machine, lookup: &lookup, span: &place });
        traces.push((setting, Rc::new(trace)));
    }
    let is_whole = reading == posix::Reading::Whole;
    (!traces.is_empty()).then_some(Script { instruction: index, stage, traces, is_whole })
}

/// A stage for Windows, or on the build machine: every command of it counts. So do names whose values count.
fn is_worth(evaluations: &[Evaluation], stage: usize, index: usize) -> bool {
    let holds = |run: &RunAt| {
        let values = run.names.iter().filter_map(|it| it.binding.as_ref()?.value.as_deref().ok());
        values.into_iter().any(is_word)
    };
    evaluations.iter().filter_map(|it| it.stages.get(stage)).any(|at| {
        let windows = at.platform.as_ref().is_ok_and(|platform| platform.os == "windows");
        let builder = at.flag.as_ref().is_some_and(|flag| flag.automatic.builder());
        at.is_built() && (windows || builder || run_at(at, index).is_some_and(holds))
    })
}

/// What a script sees of the names, where its stage is built.
fn at(evaluation: &Evaluation, stage: usize, index: usize) -> Option<At<'_>> {
    let at = evaluation.stages.get(stage).filter(|at| at.is_built())?;
    Some((at.platform.as_ref().ok()?, run_at(at, index)))
}

/// The `RUN` of a stage at an index. Triggers of its base come first and stand before it in the file.
fn run_at(at: &StageAt, index: usize) -> Option<&RunAt> {
    let runs = &at.body.runs;
    let place = runs.partition_point(|run| run.instruction < index);
    runs.get(place).filter(|run| run.instruction == index)
}

type At<'e> = (&'e Platform, Option<&'e RunAt>);

/// What the Dockerfile gives a variable.
fn seed(file: &Dockerfile, run: Option<&RunAt>, name: &str) -> Option<Value> {
    let known = run?.names.iter().find(|it| &*it.name == name)?;
    let Some(binding) = &known.binding else {
        let automatic = crate::stage::scope::is_automatic(name);
        return automatic.then(|| Value::unknown(true));
    };
    let by_platform = !binding.automatic.is_empty();
    Some(match &binding.value {
        Err(_) => Value::unknown(by_platform),
        Ok(text) if by_platform => Value::known(text.clone(), From::Platform),
        Ok(text) => Value::known(text.clone(), origin(file, binding)),
    })
}

/// Where the value of an `ARG` or `ENV` was written.
fn origin(file: &Dockerfile, binding: &Binding) -> From {
    let at = file.instructions.partition_point(|it| it.span.end <= binding.origin.start);
    let pairs = match file.instructions.get(at).map(|it| &it.kind) {
        Some(Kind::Arg(pairs)) => (pairs, true),
        Some(Kind::Env(pairs)) => (pairs, false),
        _ => return From::Other,
    };
    let pair = pairs.0.iter().find(|pair: &&Assignment| pair.span == binding.origin);
    let Some(value) = pair.and_then(|pair| pair.value.as_ref()) else { return From::Other };
    let (text, span) = (value.as_str(), value.span());
    let plain = text.trim_matches(['"', '\'']);
    let quotes = u32::try_from((text.len() - plain.len()) / 2).unwrap_or_default();
    let inner = Span::new(span.start + quotes, span.end.saturating_sub(quotes));
    let is_name = knowledge::architecture(plain).is_some();
    match (pairs.1, is_name) {
        (true, _) | (_, true) => From::Declared(inner),
        (false, false) if binding.value.as_deref() == Ok(plain) => From::Written(inner),
        (false, false) => From::Other,
    }
}

fn source<'a>(instruction: &'a Instruction, text: &str) -> Option<Source<'a>> {
    let Kind::Run(Command::Shell(command)) = &instruction.kind else { return None };
    let mut source = Source { command, bodies: Vec::new(), text: command.as_str().to_owned() };
    if source.text.starts_with("<<") {
        // The heredoc is the script; its first line may name another program.
        let body = instruction.heredocs.first()?.body;
        let script = body.slice(text);
        let shebang = script.lines().next().and_then(|line| line.strip_prefix("#!"));
        if shebang.is_some_and(|line| !line.trim_end().ends_with("sh")) {
            return None;
        }
        script.clone_into(&mut source.text);
        source.bodies.push((0, body));
        return Some(source);
    }
    for heredoc in &instruction.heredocs {
        source.text.push('\n');
        source.bodies.push((source.text.len(), heredoc.body));
        source.text.push_str(heredoc.body.slice(text));
        source.text.push_str(&heredoc.name);
    }
    Some(source)
}

impl Source<'_> {
    fn span(&self, place: Place) -> Span {
        let body = self.bodies.iter().rev().find(|(at, _)| *at <= place.start);
        match body {
            Some((at, span)) => {
                let start = span.start as usize + place.start - at;
                Span::at(start, start + place.len())
            }
            None => self.command.span_of(place),
        }
    }
}

impl Script {
    /// The platform that each trace was run on, with the one the image is for.
    pub fn walks<'f>(
        &'f self,
        evaluations: &'f [Evaluation],
    ) -> impl Iterator<Item = (&'f Trace, &'f Platform, &'f Platform)> {
        self.traces.iter().filter_map(move |(setting, trace)| {
            let evaluation = evaluations.get(*setting)?;
            let on = evaluation.stages.get(self.stage)?.platform.as_ref().ok()?;
            Some((&**trace, on, &evaluation.setting.target))
        })
    }
}
