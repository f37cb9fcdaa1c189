//! What `COPY` and `ADD` bring in from the build context, by source and setting.
//!
//! Not what comes from stages, images and addresses. The context is asked for a source when a rule first asks for any:
//! most files copy little, and a file that is not checked needs no folder to be read.

use super::Facts;
use crate::{
    context::{Found, Presence},
    platform::Platform,
    span::Span,
    stage::{
        graph::Stage,
        scope::Automatic,
        target::{Base, Reach, StageAt, Word, word_at},
    },
    syntax::ast::{Escape, Flag, Instruction, Kind, Text, Transfer},
};
use std::{collections::HashMap, sync::Arc};

/// The most sources of a file that are looked at; no Dockerfile that a person wrote has as many.
const MOST: usize = 250;

/// One source of a `COPY` or `ADD` in a reached stage.
#[derive(Debug)]
pub struct Copied<'a> {
    /// The stage.
    pub stage: usize,
    /// Index of the instruction.
    pub instruction: usize,
    /// The source as written.
    pub source: &'a Text,
    /// The source with a `$` for each variable: what stands there whatever they are.
    pub literal: String,
    /// The destination as written.
    pub destination: &'a str,
    /// One for each setting that reaches the stage.
    pub at: Vec<CopiedAt>,
}

/// A source in one setting.
#[derive(Clone, Debug)]
pub struct CopiedAt {
    /// Index of the evaluation.
    pub setting: usize,
    /// The value of the source, with `/` between names; where it is not known, its literal text.
    pub path: String,
    /// The automatic arguments in the value.
    pub automatic: Automatic,
    /// It names a platform argument that a default hides: that is a fault of its own.
    pub shadowed: bool,
    /// The stage is in the image, not only a stage that is copied from.
    pub exported: bool,
    /// The platform that the stage's commands run on.
    pub runs_on: Option<Platform>,
    /// The target, where the stage is made for it: not one that runs on the build platform, or is pinned.
    pub lands_on: Option<Platform>,
    /// What the context has there; `None` without a context, for a value that is not known, and where flags leave a
    /// part of it out.
    pub found: Option<Arc<Found>>,
}

impl<'a> Facts<'a> {
    /// All sources that are copied from the build context, in order of stage and place.
    pub fn copied(&self) -> &[Copied<'a>] {
        self.copied.get_or_init(|| copied(self))
    }
}

fn copied<'a>(facts: &Facts<'a>) -> Vec<Copied<'a>> {
    let mut all: Vec<Copied<'a>> = Vec::new();
    // By stage and place: a trigger is run by several stages.
    let mut known: HashMap<(usize, Span), usize> = HashMap::new();
    for (setting, evaluation) in facts.evaluations.iter().enumerate() {
        for (stage, at) in facts.graph.stages.iter().zip(&evaluation.stages) {
            if !at.is_built() {
                continue;
            }
            for (instruction, transfer, source) in sources(facts, stage, at) {
                let index = known.entry((stage.index, source.span())).or_insert(all.len());
                if *index >= MOST {
                    break;
                }
                if *index == all.len() {
                    let destination = transfer.destination.as_ref().map_or("", Text::as_str);
                    let (stage, at) = (stage.index, Vec::new());
                    let literal = literal(source.as_str());
                    all.push(Copied { stage, instruction, source, literal, destination, at });
                }
                if let Some(copied) = all.get_mut(*index) {
                    let one = source_at(facts, (setting, at), (instruction, copied));
                    copied.at.extend(one);
                }
            }
        }
    }
    all.sort_by_key(|copied| (copied.stage, copied.source.span()));
    all
}

/// The local sources of a stage, with their instructions.
fn sources<'f, 'a: 'f>(
    facts: &'f Facts<'a>,
    stage: &'f Stage,
    at: &StageAt,
) -> impl Iterator<Item = (usize, &'a Transfer, &'a Text)> {
    let base = if let Base::Stage(base) = at.base { Some(base) } else { None };
    let instructions = facts.graph.instructions(facts.file, stage, base);
    let transfers = instructions.filter_map(|(index, it)| Some((index, transfer(it)?)));
    transfers.flat_map(|(index, transfer)| {
        let local = transfer.sources.iter().filter(|source| is_local(source.as_str()));
        local.map(move |source| (index, transfer, source))
    })
}

fn transfer(instruction: &Instruction) -> Option<&Transfer> {
    let (Kind::Copy(transfer) | Kind::Add(transfer)) = &instruction.kind else { return None };
    (!has_flag(&instruction.flags, "from")).then_some(transfer)
}

fn has_flag(flags: &[Flag], name: &str) -> bool {
    flags.iter().any(|flag| flag.name == name)
}

/// A text with a `$` for each variable.
fn literal(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('$') {
        left.push_str(before);
        left.push('$');
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let end = if behind.starts_with('{') {
            behind.find('}').map_or(behind.len(), |at| at + 1)
        } else {
            behind.bytes().position(|byte| !is_name(byte)).unwrap_or(behind.len())
        };
        rest = behind.get(end..).unwrap_or_default();
    }
    left + rest
}

/// A heredoc and what comes from a network are no files of the context.
fn is_local(source: &str) -> bool {
    !source.starts_with("<<") && !source.contains("://") && !source.starts_with("git@")
}

fn source_at(
    facts: &Facts<'_>,
    (setting, at): (usize, &StageAt),
    (instruction, copied): (usize, &Copied<'_>),
) -> Option<CopiedAt> {
    let instruction = facts.instruction(instruction)?;
    let instruction = instruction.inner().unwrap_or(instruction);
    let word = word_at(&at.body.words, copied.source.span())?;
    let known = word.value.as_ref().ok();
    let value = known.map_or(copied.literal.as_str(), |value| &**value);
    if !is_local(value) {
        return None;
    }
    let runs_on = at.platform.as_ref().ok().cloned();
    let windows = runs_on.as_ref().is_some_and(|platform| platform.os == "windows");
    let path = if windows || facts.file.escape == Escape::Backtick {
        let path = value.replace('\\', "/");
        path.split_once(":/").map_or(path.clone(), |(_, path)| path.to_owned())
    } else {
        value.to_string()
    };
    // Most sources are the same in all settings, and need not be asked for again.
    let same = copied.at.last().filter(|last| last.path == path).map(|last| last.found.clone());
    let found = same.unwrap_or_else(|| {
        let context = facts.context.filter(|_| known.is_some())?;
        // Whether it is there matters for a text too, where there is one for each platform.
        let any = word.automatic.target();
        Some(if any { context.find_any(&path) } else { context.find(&path) })
    });
    let whole = !has_flag(&instruction.flags, "exclude");
    let is_file = |found: &Arc<Found>| found.presence == Presence::File;
    Some(CopiedAt {
        setting,
        path,
        automatic: word.automatic,
        shadowed: is_shadowed(word),
        exported: at.reach == Reach::Exported,
        lands_on: lands_on(facts, setting, at),
        runs_on,
        found: found.filter(|found| whole || is_file(found)),
    })
}

fn is_shadowed(word: &Word) -> bool {
    let hidden = |name: &str| {
        let of = Automatic::of(name);
        !of.is_empty() && !word.automatic.has(name)
    };
    word.names.iter().any(|(name, _)| hidden(name))
}

/// The target, if the stage is made for it.
fn lands_on(facts: &Facts<'_>, setting: usize, at: &StageAt) -> Option<Platform> {
    let evaluation = facts.evaluations.get(setting)?;
    let target = &evaluation.setting.target;
    let root = evaluation.stages.get(at.root)?;
    let free = root.flag.as_ref().is_none_or(|flag| flag.automatic.target());
    let same = at.platform.as_ref().is_ok_and(|platform| platform.same_family(target));
    (free && same).then(|| target.clone())
}
