//! The words of a file that are paths in the image, and the architecture of the place where each is looked up.
//!
//! Not a rule: the rules on paths in `arch_path` ask here, so that a further kind of words is added in one place.
//! A path that is copied from a stage must exist there; any other must exist where its own stage runs.

use super::{os, start};
use crate::{
    facts::Facts,
    platform::Platform,
    stage::{
        source::Origin,
        target::{Base, Evaluation, word_at},
        value::{Val, shown},
    },
    syntax::ast::{Command, Kind, PathUse, Text},
};
use std::{borrow::Cow, collections::HashMap};

/// How a word is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// A source of `COPY --from=`.
    Copied,
    /// The destination of a copy.
    Destination,
    /// A value of `ENV`.
    Variable,
    /// `WORKDIR`.
    Folder,
    /// A word of a command in exec form.
    Command,
    /// A word of a command that a shell starts with the container.
    Started,
}

/// A word that may be a path.
#[derive(Clone, Debug)]
pub(super) struct PathWord<'f> {
    /// Index of its instruction.
    pub index: usize,
    /// How it is used.
    pub kind: Use,
    /// The word.
    pub text: Cow<'f, Text>,
    /// What a copy takes it from.
    origin: Option<&'f Origin>,
}

/// All such words whose text is wanted, in file order.
pub(super) fn words<'f>(facts: &'f Facts<'_>, wanted: fn(&str) -> bool) -> Vec<PathWord<'f>> {
    let mut words = Vec::new();
    for &index in facts.marked() {
        let Some(instruction) = facts.instruction(index) else { continue };
        let instruction = instruction.inner().unwrap_or(instruction);
        let mut add = |kind: Use, text: &'f Text| {
            if wanted(text.as_str()) {
                words.push(PathWord { index, kind, text: Cow::Borrowed(text), origin: None });
            }
        };
        if let Kind::Run(Command::Exec(texts)) = &instruction.kind {
            for text in texts {
                add(Use::Command, text);
            }
        }
        let is_from = instruction.flags.iter().any(|flag| flag.name == "from");
        for (used, text) in instruction.kind.paths() {
            match used {
                PathUse::Source if is_from => add(Use::Copied, text),
                PathUse::Destination => add(Use::Destination, text),
                PathUse::Variable(_) => add(Use::Variable, text),
                PathUse::Folder => add(Use::Folder, text),
                PathUse::Source | PathUse::Volume => {}
            }
        }
    }
    let has_one = |command: &Command| parts(command).any(|it| wanted(it.as_str()));
    let may_start = |it| start::start_command(it).is_some_and(has_one);
    if facts.marked().iter().filter_map(|&at| facts.instruction(at)).any(may_start) {
        for started in start::started(facts, os::LINUX, |it| has_one(it.command)) {
            let (index, origin) = (started.index, None);
            let kind = if started.is_exec() { Use::Command } else { Use::Started };
            let texts = parts(started.command).filter(|it| wanted(it.as_str()));
            words.extend(texts.map(|text| PathWord { index, kind, text, origin }));
        }
    }
    originate(facts, &mut words);
    words.sort_by_key(|word| word.text.span());
    words
}

/// The words of a command that a container starts; none, of a line for a shell that chooses.
fn parts(command: &Command) -> impl Iterator<Item = Cow<'_, Text>> {
    let (exec, line) = match command {
        Command::Exec(texts) => (texts.as_slice(), None),
        Command::Shell(line) => ([].as_slice(), Some(line).filter(|it| !chooses(it.as_str()))),
    };
    let exec = exec.iter().map(Cow::Borrowed);
    exec.chain(line.into_iter().flat_map(words_of).map(Cow::Owned))
}

/// A shell decides what is run.
fn chooses(line: &str) -> bool {
    const CHOICES: [&str; 6] = ["$(", "`", "if ", "case ", "[ ", "test "];
    CHOICES.iter().any(|it| line.contains(it))
}

/// The words of a line, without the signs of the shell around them.
fn words_of(line: &Text) -> impl Iterator<Item = Text> + '_ {
    let text = line.as_str();
    let is_between = |it: char| it.is_ascii_whitespace() || ";&|()<>\"'".contains(it);
    let mut at = 0;
    text.split(is_between).filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then(|| line.slice(start..start + word.len()))
    })
}

/// Notes what copied words are taken from.
fn originate<'f>(facts: &'f Facts<'_>, words: &mut [PathWord<'f>]) {
    if words.is_empty() {
        return;
    }
    let sources = facts.sources.iter().filter(|it| it.mount.is_none());
    let origins: HashMap<usize, &Origin> = sources.map(|it| (it.instruction, &it.origin)).collect();
    for word in words.iter_mut().filter(|word| word.kind == Use::Copied) {
        word.origin = origins.get(&word.index).copied();
    }
}

/// Where a word is looked up in one setting.
pub(super) struct Place {
    /// Its value there.
    pub value: String,
    /// The platform whose files are looked at.
    pub platform: Platform,
    /// The image at the bottom of the stage that has the files.
    pub image: Option<String>,
}

impl PathWord<'_> {
    /// The stage that a copy takes it from.
    pub(super) fn stage_copied_from(&self) -> Option<usize> {
        match self.origin? {
            Origin::Stage(stage) => Some(*stage),
            Origin::Image(_) | Origin::Refused(_) => None,
        }
    }

    /// Where the word is looked up in one setting; of stages that run on another platform than the target's, such as
    /// those on `$BUILDPLATFORM`, nothing is said: they may hold another platform's files on purpose.
    pub(super) fn places(&self, facts: &Facts<'_>, evaluation: &Evaluation) -> Vec<Place> {
        let place = |stage: usize| {
            let at = evaluation.stages.get(stage)?;
            let own = at.platform.as_ref().ok()?;
            let root = evaluation.stages.get(at.root)?;
            let is_elsewhere = root.flag.as_ref().is_some_and(|flag| !flag.automatic.target());
            if is_elsewhere || own.os != os::LINUX {
                return None;
            }
            let value = match self.kind {
                Use::Command | Use::Started => self.text.as_str().to_owned(),
                Use::Copied | Use::Destination | Use::Variable | Use::Folder => {
                    // What the file writes out is known also where a variable beside it is not.
                    let word = word_at(&at.body.words, self.text.span());
                    let known =
                        word.and_then(|it| it.value.as_deref().ok().or_else(|| address(&it.value)));
                    let known = known.filter(|it| !it.is_empty());
                    known.unwrap_or(self.text.as_str()).to_owned()
                }
            };
            let (platform, image) = match self.origin {
                Some(Origin::Stage(from)) => {
                    let source = evaluation.stages.get(*from)?.platform.clone().ok()?;
                    (source, image(evaluation, *from))
                }
                Some(Origin::Image(name)) => (own.clone(), Some(name.clone())),
                Some(Origin::Refused(_)) => return None,
                None => (own.clone(), image(evaluation, stage)),
            };
            Some(Place { value, platform, image })
        };
        os::stages(facts, evaluation, self.index).into_iter().filter_map(place).collect()
    }
}

/// An address that begins in a variable.
fn address(value: &Val) -> Option<&str> {
    shown(value).filter(|it| it.contains("://"))
}

fn image(evaluation: &Evaluation, stage: usize) -> Option<String> {
    match &evaluation.stages.get(evaluation.root(stage))?.base {
        Base::Image(name) => Some(name.to_string()),
        Base::Stage(_) | Base::Scratch | Base::Unknown(_) => None,
    }
}
