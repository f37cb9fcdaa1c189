//! What rules on copied files share: which commands come after, and which files are started.
//!
//! Not a walk of scripts: a command that may be run is enough to be silent.

use super::join;
use crate::{
    context::name::file_name,
    facts::Facts,
    platform::Platform,
    shell::{
        plain::{self, Dialect, Map, Plain, Written},
        tree::Place,
    },
    span::Span,
    syntax::ast::{Command, Instruction, Kind, Text},
};
use std::cell::OnceCell;

/// The text of every `RUN` that runs behind an instruction: in its stage, and in the stages that build on it.
pub(super) fn runs_after<'f>(
    facts: &'f Facts<'_>,
    stage: usize,
    instruction: usize,
) -> impl Iterator<Item = &'f str> {
    after(facts, stage, instruction).filter_map(|index| run_text(facts, index))
}

/// True if something of this name is copied behind an instruction, and so over what it brought.
pub(super) fn is_copied_after(
    facts: &Facts<'_>,
    stage: usize,
    instruction: usize,
    name: &str,
) -> bool {
    let mut transfers = after(facts, stage, instruction).filter_map(|index| {
        let instruction = facts.instruction(index)?;
        let (Kind::Copy(it) | Kind::Add(it)) = &instruction.kind else { return None };
        Some(it)
    });
    let is_it = |text: &Text| file_name(text.as_str()) == name;
    transfers.any(|it| it.sources.iter().chain(&it.destination).any(is_it))
}

/// The instructions that run behind one: in its stage, and in the stages that build on it.
pub(super) fn after(
    facts: &Facts<'_>,
    stage: usize,
    instruction: usize,
) -> impl Iterator<Item = usize> + use<> {
    let stages = heirs(facts, stage).into_iter().filter_map(|at| facts.graph.stages.get(at));
    let bodies: Vec<_> = stages.map(|it| (it.index, it.body.clone())).collect();
    bodies
        .into_iter()
        .flat_map(move |(own, body)| body.filter(move |&index| own != stage || index > instruction))
}

/// A stage and all that build on it.
fn heirs(facts: &Facts<'_>, stage: usize) -> Vec<usize> {
    let mut all = vec![stage];
    let Some(evaluation) = facts.evaluations.first() else { return all };
    let mut at = 0;
    // An heir always has a larger index and one base, so this ends.
    while let Some(&next) = all.get(at) {
        all.extend(evaluation.heirs(next));
        at += 1;
    }
    all
}

/// The instructions of a stage before one, and of the stages that it builds on.
pub(super) fn before(
    facts: &Facts<'_>,
    stage: usize,
    instruction: usize,
) -> impl Iterator<Item = usize> {
    let chain = facts.evaluations.first().into_iter().flat_map(move |it| facts.chain(it, stage));
    chain.flat_map(|stage| stage.body.clone()).filter(move |&index| index < instruction)
}

/// The text of every `RUN` among them.
pub(super) fn runs_before<'f>(
    facts: &'f Facts<'_>,
    stage: usize,
    instruction: usize,
) -> impl Iterator<Item = &'f str> {
    before(facts, stage, instruction).filter_map(|index| run_text(facts, index))
}

/// True if one of some instructions of a stage, or of what it builds on, stands before an instruction.
pub(super) fn ran_before(
    facts: &Facts<'_>,
    (stage, index): (usize, usize),
    ordered: &[usize],
) -> bool {
    let Some(evaluation) = facts.evaluations.first().filter(|_| !ordered.is_empty()) else {
        return false;
    };
    facts.chain(evaluation, stage).any(|it| {
        let first = ordered.partition_point(|at| *at < it.body.start);
        ordered.get(first).is_some_and(|at| *at < it.body.end && *at < index)
    })
}

/// The text of every `RUN` of the file.
pub(super) fn runs<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f str> {
    (0..facts.file.instructions.len()).filter_map(|index| run_text(facts, index))
}

/// The text of a `RUN`.
pub(super) fn run_text<'f>(facts: &'f Facts<'_>, index: usize) -> Option<&'f str> {
    let instruction = facts.instruction(index)?;
    let instruction = instruction.inner().unwrap_or(instruction);
    matches!(instruction.kind, Kind::Run(_)).then(|| instruction.span.slice(facts.text))
}

/// The commands of a `RUN`, also those that may not be run; `None` where it cannot be read. Other instructions have none.
pub(super) fn commands<'f>(facts: &'f Facts<'_>, index: usize) -> Option<&'f [Plain]> {
    let all = || facts.file.instructions.iter().map(|_| OnceCell::new()).collect();
    let cell = facts.kept.commands.get_or_init(all).get(index)?;
    cell.get_or_init(|| commands_of(facts, facts.instruction(index)?)).as_deref()
}

fn commands_of(facts: &Facts<'_>, instruction: &Instruction) -> Option<Vec<Plain>> {
    let instruction = instruction.inner().unwrap_or(instruction);
    let Kind::Run(command) = &instruction.kind else { return Some(Vec::new()) };
    let read = |text: &str, map: Map<'_>| plain::read(text, Dialect::Posix, map);
    match command {
        Command::Exec(words) => {
            let written =
                |word: &Text| Written { text: word.as_str().to_owned(), span: word.span() };
            let own = plain::from_words(words.iter().map(written).collect()).commands;
            // `["sh", "-c", "npm ci"]`
            let inner = words.iter().filter(|it| it.as_str().contains(' '));
            let inner = inner.filter_map(|it| read(it.as_str(), &|place| it.span_of(place)));
            Some(own.into_iter().chain(inner.flat_map(|it| it.commands)).collect())
        }
        Command::Shell(text) if instruction.heredocs.is_empty() => {
            read(text.as_str(), &|place| text.span_of(place)).map(|it| it.commands)
        }
        Command::Shell(_) => {
            let mut bodies = instruction.heredocs.iter().map(|it| it.body);
            bodies.try_fold(Vec::new(), |mut all, body| {
                let at = body.start as usize;
                let map = |place: Place| Span::at(at + place.start, at + place.end);
                all.extend(read(body.slice(facts.text), &map)?.commands);
                Some(all)
            })
        }
    }
}

/// The words of a command.
pub(super) fn texts(command: &Plain) -> Vec<&str> {
    command.words.iter().map(|it| it.text.as_str()).collect()
}

/// The words of the commands that an image starts.
pub(super) fn start_words<'f>(facts: &'f Facts<'_>) -> Vec<&'f str> {
    let commands = facts.file.instructions.iter().filter_map(command);
    commands.flat_map(words).collect()
}

/// The first word of each command that an image starts without a shell, and of shell commands.
pub(super) fn programs<'f>(facts: &'f Facts<'_>) -> Vec<&'f str> {
    let commands = facts.file.instructions.iter().filter_map(command);
    commands.filter_map(|command| words(command).into_iter().next()).collect()
}

/// What an instruction starts a container with; a health check is none.
pub(super) fn command(instruction: &Instruction) -> Option<&Command> {
    if let Kind::Cmd(command) | Kind::Entrypoint(command) = &instruction.kind {
        Some(command)
    } else {
        None
    }
}

fn words(command: &Command) -> Vec<&str> {
    match command {
        Command::Exec(words) => words.iter().flat_map(|it| split(it.as_str())).collect(),
        Command::Shell(text) => split(text.as_str()).collect(),
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\t', '\n', ';', '&', '|', '"', '\'']).filter(|word| !word.is_empty())
}

/// True if one of the words names a file by the last name of its path.
pub(super) fn name_one(words: &[&str], names: &[&str]) -> bool {
    words.iter().any(|word| names.contains(&file_name(&word.replace('\\', "/"))))
}

/// Longer folders are not followed.
const LONGEST: usize = 512;

/// The folder behind the last `WORKDIR` of a stage that stands before an instruction; `None` when that is not written
/// in full.
pub(super) fn working_folder<'f>(
    facts: &'f Facts<'_>,
    stage: usize,
    before: usize,
) -> Option<&'f str> {
    let all = facts.kept.folders.get_or_init(|| folders(facts));
    let behind = all.partition_point(|(at, _)| *at < before);
    let (at, folder) = all.get(..behind)?.last()?;
    facts.graph.stages.get(stage)?.body.contains(at).then_some(folder.as_deref())?
}

/// Each `WORKDIR`, with the folder behind it.
fn folders(facts: &Facts<'_>) -> Vec<(usize, Option<String>)> {
    let mut all = Vec::new();
    for stage in &facts.graph.stages {
        let mut now = None;
        for at in stage.body.clone() {
            let kind = facts.instruction(at).map(|it| &it.kind);
            let Some(Kind::Workdir(text)) = kind else { continue };
            let folder = joined(now.as_deref(), text.as_str().trim_matches(['"', '\'']));
            now = folder.filter(|it| it.len() <= LONGEST);
            all.push((at, now.clone()));
        }
    }
    all
}

/// A path of Linux, made of a folder and what counts from there; `None` with a variable in it.
pub(super) fn joined(folder: Option<&str>, path: &str) -> Option<String> {
    let start = if path.starts_with('/') { "" } else { folder? };
    let all: Vec<&str> = names(start).into_iter().chain(names(path)).collect();
    let plain = !all.iter().any(|name| *name == ".." || name.contains('$'));
    plain.then(|| format!("/{}", all.join("/")))
}

/// The names of a path.
pub(super) fn names(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !matches!(*part, "" | ".")).collect()
}

/// A source as it is written, between backticks.
pub(super) fn shown(source: &Text) -> String {
    format!("`{}`", source.as_str())
}

/// "linux/amd64", "linux/amd64 and windows/amd64".
pub(super) fn machines(platforms: &[Platform]) -> String {
    let mut names: Vec<String> = platforms.iter().map(ToString::to_string).collect();
    names.dedup();
    join(&names)
}
