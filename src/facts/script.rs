//! The scripts of `RUN`, walked for every platform that they run on.
//!
//! Not every script: most name nothing that differs between platforms, and to see that a look at their bytes is enough.

use super::{
    Facts,
    said::command,
    worth::{self, Look, Worth},
};
use crate::{
    knowledge,
    platform::Platform,
    shell::{
        plain::{self, Dialect},
        posix,
        query::Machine,
        run::{Call, Given, Spans, Trace, run},
        tree::Place,
        value::{From, Value},
    },
    span::Span,
    stage::{
        graph::Graph,
        scope::Binding,
        target::{Evaluation, Reach, RunAt, StageAt},
        value::shown,
    },
    syntax::ast::{Assignment, Command, Dockerfile, Instruction, Kind, Text},
};
use std::{borrow::Cow, rc::Rc};

/// A script with what it does in each setting that reaches it.
#[derive(Debug)]
pub struct Script {
    /// Index of the instruction.
    pub instruction: usize,
    /// Index of the stage.
    pub stage: usize,
    /// By index of the evaluation.
    pub traces: Vec<(usize, Rc<Trace>)>,
}

/// Text for a shell with its way back to the file.
pub(super) struct Source<'a> {
    command: &'a Text,
    /// Heredocs behind the command, in the script and in the file.
    bodies: Vec<(usize, Span)>,
    /// What the shell reads.
    pub text: Cow<'a, str>,
}

/// The scripts of a file, in order, of the stages that are wanted.
pub(super) fn scripts(facts: &Facts<'_>, wanted: impl Fn(usize) -> bool) -> Vec<Script> {
    let (file, graph, evaluations) = (facts.file, &facts.graph, &facts.evaluations);
    let stages = graph.stages.iter().filter(|stage| wanted(stage.index));
    let lines = stages.flat_map(|stage| {
        let own = stage.body.clone().filter(|at| !is_trigger(file, *at));
        let all = triggers(graph, evaluations, stage.index).into_iter().chain(own);
        all.map(|at| (stage.index, at))
    });
    lines.filter_map(|(stage, index)| script(facts, (stage, index))).collect()
}

fn is_trigger(file: &Dockerfile, index: usize) -> bool {
    file.instructions.get(index).is_some_and(|it| it.inner().is_some())
}

/// The triggers that a stage runs, those of the stages that it builds on; for the exported stage also its own, which
/// wait in the image for whoever builds on it.
fn triggers(graph: &Graph, evaluations: &[Evaluation], stage: usize) -> Vec<usize> {
    let base = |it: &Evaluation| it.stages.get(stage)?.base.stage();
    let waits = evaluations.iter().any(|it| it.target == Some(stage)).then_some(stage);
    let bases = evaluations.iter().filter_map(base).chain(waits);
    let bases = bases.filter_map(|base| graph.stages.get(base));
    let mut all: Vec<usize> = bases.flat_map(|base| base.triggers.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn script(facts: &Facts<'_>, (stage, index): (usize, usize)) -> Option<Script> {
    let (file, evaluations) = (facts.file, &facts.evaluations);
    let instruction = file.instructions.get(index)?;
    let instruction = instruction.inner().unwrap_or(instruction);
    let look = facts.look(index)?;
    if let Kind::Run(Command::Exec(words)) = &instruction.kind
        && handed(words).is_none()
    {
        let is_worth = look.worth == Worth::Names;
        return is_worth.then(|| without_shell(evaluations, (stage, index), words));
    }
    let source = source(instruction, facts.text)?;
    let other_manager = || facts.has_foreign_manager(stage, &look.managers);
    if !is_worth(facts, (&source.text, look.worth), (stage, index)) && !other_manager() {
        return None;
    }
    let (evaluation, _) = facts.reached(stage).next()?;
    let shell = facts.shell_at(evaluation, stage, index);
    if shell.program.is_some() && shell.dialect != Some(Dialect::Posix) {
        return of_other_shell(evaluations, (stage, index), &source, shell.dialect?);
    }
    let (block, _) = posix::read(&source.text)?;
    let place = |place: Place| source.span(place);
    let holder = facts.stage_of(index).map(|it| it.index);
    let waits = is_trigger(file, index) && holder == Some(stage);
    let mut traces: Vec<(usize, Rc<Trace>)> = Vec::new();
    let mut first: Option<(Option<&RunAt>, Rc<Trace>)> = None;
    for (setting, evaluation) in evaluations.iter().enumerate() {
        let Some((platform, names)) = at(evaluation, stage, index) else { continue };
        // A script that asks for nothing does the same everywhere, if it is told the same.
        let is_same =
            |it: &&(Option<&RunAt>, Rc<Trace>)| !it.1.asks && given(it.0).eq(given(names));
        if let Some((_, first)) = first.as_ref().filter(is_same) {
            traces.push((setting, Rc::clone(first)));
            continue;
        }
        let machine = Machine { platform, target: &evaluation.setting.target };
        // The file that runs a trigger of the image is not known.
        let nobody = |name: &str| Some(Value::unknown(crate::stage::scope::is_automatic(name)));
        let lookup = |name: &str| if waits { nobody(name) } else { seed(file, names, name) };
        let trace = Rc::new(run(&block, Given { machine, lookup: &lookup, span: &place }));
        first.get_or_insert_with(|| (names, Rc::clone(&trace)));
        traces.push((setting, trace));
    }
    (!traces.is_empty()).then_some(Script { instruction: index, stage, traces })
}

/// What the Dockerfile gives a script, apart from what it makes from the platform.
fn given(run: Option<&RunAt>) -> impl Iterator<Item = (Span, Option<&str>)> {
    let names = run.map(|run| run.names.as_slice()).unwrap_or_default();
    let fixed =
        names.iter().filter_map(|it| it.binding.as_ref()).filter(|it| it.automatic.is_empty());
    fixed.map(|it| (it.origin, shown(&it.value)))
}

/// A script for PowerShell or cmd, which does the same everywhere: what may not be run is left out.
fn of_other_shell(
    evaluations: &[Evaluation],
    (stage, index): (usize, usize),
    source: &Source<'_>,
    dialect: Dialect,
) -> Option<Script> {
    let script = plain::read(&source.text, dialect, &|place| source.span(place))?;
    Some(everywhere(evaluations, (stage, index), script.trace()))
}

/// `RUN ["cargo", "build"]`: one command, in which nothing is replaced.
fn without_shell(evaluations: &[Evaluation], place: (usize, usize), words: &[Text]) -> Script {
    let spans: Spans = words.iter().map(|it| it.span_of(0..it.as_str().len())).collect();
    let value = |(text, span): (&Text, &Span)| Value::known(text.as_str(), From::Written(*span));
    let words: Vec<Value> = words.iter().zip(&spans).map(value).collect();
    let calls = vec![Call::started(words, spans)];
    everywhere(evaluations, place, Trace { calls, ..Trace::default() })
}

/// What does the same in all settings.
fn everywhere(
    evaluations: &[Evaluation],
    (stage, instruction): (usize, usize),
    trace: Trace,
) -> Script {
    let trace = Rc::new(trace);
    let reached = |(setting, it): (usize, &Evaluation)| {
        at(it, stage, instruction).map(|_| (setting, Rc::clone(&trace)))
    };
    let traces = evaluations.iter().enumerate().filter_map(reached).collect();
    Script { instruction, stage, traces }
}

/// Whether any rule may say something of a script, by its text and by the values that it sees.
fn is_worth(
    facts: &Facts<'_>,
    (text, mut worth): (&str, Worth),
    (stage, index): (usize, usize),
) -> bool {
    let mut by_platform = false;
    let stages = facts.evaluations.iter().filter_map(|it| Some((it, it.stages.get(stage)?)));
    for (evaluation, at) in stages.filter(|(_, at)| at.is_built()) {
        if worth == Worth::Names {
            return true;
        }
        let names = run_at(at, index).map(|run| run.names.as_slice()).unwrap_or_default();
        for binding in names.iter().filter_map(|it| it.binding.as_ref()) {
            let value = shown(&binding.value).unwrap_or_default();
            let worth_of_value = worth::worth(value);
            if binding.automatic.is_empty() {
                worth = worth.max(worth_of_value);
            } else {
                // What is there for the platform is right; only a choice by it may be wrong.
                by_platform |= worth_of_value == Worth::Names;
            }
        }
        let flag = evaluation.stages.get(at.root).and_then(|root| root.flag.as_ref());
        let builder = flag.is_some_and(|flag| flag.automatic.builder());
        // Only a preview rule asks for what is built.
        let apart = facts.preview && at.reach != Reach::Exported;
        if builder && worth::makes(text) || apart && worth::builds(text) {
            return true;
        }
    }
    if worth::names_by_platform(text, by_platform) {
        return true;
    }
    match worth {
        Worth::Names => true,
        Worth::Checksum => {
            by_platform || worth::asks(text) || fetches_before(facts, (stage, index))
        }
        Worth::Nothing => by_platform && worth::chooses(text),
    }
}

/// Something before an instruction of a stage may fetch a file by the platform's name.
fn fetches_before(facts: &Facts<'_>, (stage, index): (usize, usize)) -> bool {
    let body = facts.graph.stages.get(stage).into_iter().flat_map(|it| it.body.clone());
    let before = body.take_while(|at| *at < index).filter_map(|at| facts.instruction(at));
    let mut texts = before.map(|it| it.span.slice(facts.text));
    texts.any(|it| it.contains("://") && worth::asks(it))
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
    let from = || match (binding.automatic.target(), by_platform) {
        (true, _) => From::Platform,
        (false, true) => From::Builder,
        (false, false) => origin(file, binding),
    };
    Some(match &binding.value {
        Ok(text) => Value::known(text.clone(), from()),
        // The version may be unknown, and the name of the file is not.
        Err(unknown) => match unknown.shown() {
            Some(shown) => Value::marked(shown, from(), by_platform),
            None => Value::unknown(by_platform),
        },
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

/// The script of a `RUN`, with its heredocs.
pub(super) fn source<'a>(instruction: &'a Instruction, text: &'a str) -> Option<Source<'a>> {
    let Kind::Run(command) = &instruction.kind else { return None };
    let command = match command {
        Command::Shell(command) => command,
        Command::Exec(words) => handed(words)?,
    };
    let written = command.as_str();
    if written.starts_with("<<") {
        // The heredoc is the script; its first line may name another program.
        let body = instruction.heredocs.first()?.body;
        let script = body.slice(text);
        let shebang = script.lines().next().and_then(|line| line.strip_prefix("#!"));
        if shebang.is_some_and(|line| !line.trim_end().ends_with("sh")) {
            return None;
        }
        return Some(Source { command, bodies: vec![(0, body)], text: Cow::Borrowed(script) });
    }
    // Shells and builders do not agree on how a name with other signs is written.
    let is_plain = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '.');
    if !instruction.heredocs.iter().all(|it| it.name.chars().all(is_plain)) {
        return None;
    }
    let mut source = Source { command, bodies: Vec::new(), text: Cow::Borrowed(written) };
    for heredoc in &instruction.heredocs {
        let script = source.text.to_mut();
        script.push('\n');
        source.bodies.push((script.len(), heredoc.body));
        script.push_str(heredoc.body.slice(text));
        script.push_str(&heredoc.name);
    }
    Some(source)
}

/// What the bytes of a command and its heredocs look like; nothing, for an instruction without one.
pub(super) fn look(instruction: &Instruction, text: &str) -> Look {
    let (shell, exec) = match command(instruction) {
        Some(Command::Shell(command)) => (Some(command), [].as_slice()),
        Some(Command::Exec(words)) => (None, words.as_slice()),
        None => return Look::default(),
    };
    let bodies = instruction.heredocs.iter().map(|it| it.body.slice(text));
    Look::at(shell.into_iter().chain(exec).map(Text::as_str).chain(bodies))
}

/// The script in `["sh", "-c", "…"]`.
pub(super) fn handed(words: &[Text]) -> Option<&Text> {
    let (program, arguments) = words.split_first()?;
    let is_option = |it: &Text| {
        let text = it.as_str();
        text.starts_with('-') && !text.starts_with("--") && text.ends_with('c')
    };
    let at = arguments.iter().position(is_option)?;
    let is_shell = Dialect::of(program.as_str()) == Some(Dialect::Posix);
    arguments.get(at + 1).filter(|_| is_shell)
}

impl Source<'_> {
    /// Where a place of the first line stands in the file, also where only the heredoc is the script.
    pub(super) fn named(&self, place: Place) -> Span {
        self.command.span_of(place)
    }

    /// Where a place of the script stands in the file.
    pub(super) fn span(&self, place: Place) -> Span {
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
