//! The stages as written: where each begins, its name, its instructions.
//!
//! Not which base a stage has: that takes values, and values take a platform (`target`).
//! Names are kept as BuildKit compares them: lower case, the last stage of a name wins, a number is a position.

use crate::{
    span::Span,
    syntax::ast::{Dockerfile, From, Instruction, Kind},
};
use foldhash::HashMap;
use std::ops::Range;

/// The most `ONBUILD`s of a stage that are followed: each runs in every stage on it.
const TRIGGERS: usize = 32;

/// How much text the stages of a file leave with `ONBUILD`, were each to run as much; what is behind it is not
/// followed. Thousands of stages on one base would else read its triggers thousands of times.
const TRIGGER_BYTES: usize = 4 << 20;

/// The stages of a file and the instructions before the first.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Instructions before the first `FROM`: the global `ARG`s.
    pub globals: Range<usize>,
    /// In file order.
    pub stages: Vec<Stage>,
    names: HashMap<String, usize>,
}

/// One stage as written.
#[derive(Clone, Debug)]
pub struct Stage {
    /// From 0.
    pub index: usize,
    /// In lower case, as `AS` gives it.
    pub name: Option<String>,
    /// Index of its `FROM` among the file's instructions.
    pub from: usize,
    /// Indices of the instructions behind it.
    pub body: Range<usize>,
    /// Indices of those that are `ONBUILD`.
    pub triggers: Vec<usize>,
}

impl Stage {
    /// The name, or "stage 1".
    #[must_use]
    pub fn title(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("stage {}", self.index))
    }
}

impl Graph {
    /// Splits a file into stages.
    #[must_use]
    pub fn new(file: &Dockerfile) -> Self {
        let is_from =
            |(_, instruction): &(usize, &Instruction)| matches!(instruction.kind, Kind::From(_));
        let froms: Vec<usize> =
            file.instructions.iter().enumerate().filter(is_from).map(|(at, _)| at).collect();
        let count = file.instructions.len();
        let mut graph =
            Self { globals: 0..froms.first().copied().unwrap_or(count), ..Self::default() };
        for (index, &from) in froms.iter().enumerate() {
            let end = froms.get(index + 1).copied().unwrap_or(count);
            let name = from_of(file, from).and_then(stage_name);
            graph.names.extend(name.iter().map(|name| (name.clone(), index)));
            let body = from + 1..end;
            let is_trigger =
                |at: &usize| file.instructions.get(*at).is_some_and(|it| it.inner().is_some());
            let mut room = TRIGGER_BYTES / froms.len();
            let fits = |at: &usize| {
                let length = file.instructions.get(*at).map_or(0, |it| it.span.len() as usize);
                room.checked_sub(length).map(|left| room = left).is_some()
            };
            let triggers = body.clone().filter(is_trigger).take(TRIGGERS).take_while(fits);
            let triggers = triggers.collect();
            graph.stages.push(Stage { index, name, from, body, triggers });
        }
        graph
    }

    /// A stage's instructions with their indices; those that its base stage leaves to it with `ONBUILD` come first.
    pub fn instructions<'a>(
        &self,
        file: &'a Dockerfile,
        stage: &Stage,
        base: Option<usize>,
    ) -> impl Iterator<Item = (usize, &'a Instruction)> {
        let at = |index| Some((index, file.instructions.get(index)?));
        self.left(file, base).chain(stage.body.clone().filter_map(at))
    }

    /// What a stage leaves with `ONBUILD` to those that build on it.
    pub fn left<'a>(
        &self,
        file: &'a Dockerfile,
        stage: Option<usize>,
    ) -> impl Iterator<Item = (usize, &'a Instruction)> {
        let stage = stage.and_then(|stage| self.stages.get(stage)).into_iter();
        let triggers = stage.flat_map(|stage| stage.triggers.iter().copied());
        triggers.filter_map(|index| Some((index, file.instructions.get(index)?.inner()?)))
    }

    /// The stage that a name names, in whatever case.
    #[must_use]
    pub fn find_name(&self, name: &str) -> Option<usize> {
        self.names.get(&name.to_lowercase()).copied()
    }
}

/// The `FROM` at an instruction index.
#[must_use]
pub fn from_of(file: &Dockerfile, index: usize) -> Option<&From> {
    match file.instructions.get(index).map(|instruction| &instruction.kind) {
        Some(Kind::From(from)) => from.as_ref(),
        _ => None,
    }
}

/// The span of a `FROM`'s first line of meaning: keyword to the end of the instruction.
#[must_use]
pub fn from_span(file: &Dockerfile, stage: &Stage) -> Span {
    file.instructions.get(stage.from).map(|from| from.span).unwrap_or_default()
}

fn stage_name(from: &From) -> Option<String> {
    from.name.as_ref().map(|name| name.as_str().to_lowercase())
}
