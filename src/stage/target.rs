//! One setting's evaluation: every stage's base and platform, which stages the target reaches, all values.
//!
//! Not a build: nothing runs. `FROM` lines are evaluated for all stages, bodies only for the reached ones,
//! because BuildKit never looks at the others.

use crate::{
    platform::Platform,
    span::Span,
    stage::{
        Options, Setting,
        body::bodies,
        graph::{Graph, Stage, from_of},
        scope::{Automatic, Expanded, Given, Scope, declare},
        source::{Origin, Source},
        value::{Unknown, Val},
    },
    syntax::ast::{Assignment, Dockerfile, Flag, Instruction, Kind, Text},
};
use foldhash::{HashMap, HashMapExt};
use std::rc::Rc;

/// A file in one setting.
#[derive(Debug)]
pub struct Evaluation {
    /// For what, on what.
    pub setting: Setting,
    /// The words of global `ARG`s and of all `FROM`s.
    pub words: Rc<[Word]>,
    /// One for each stage of the graph.
    pub stages: Vec<StageAt>,
    /// The stage that is exported.
    pub target: Option<usize>,
    /// By stage.
    heirs: Rc<[Vec<usize>]>,
}

/// A stage in one setting.
#[derive(Debug)]
pub struct StageAt {
    /// What it builds on.
    pub base: Base,
    /// The first stage of its chain: the one on an image or `scratch`; itself when that is so.
    pub root: usize,
    /// The value of `--platform`.
    pub flag: Option<FlagAt>,
    /// The platform its commands run on.
    pub platform: Result<Platform, Unknown>,
    /// Whether the target needs it.
    pub reach: Reach,
    /// Its lines.
    pub body: Rc<Body>,
}

/// A stage's lines in one setting; empty when not reached.
#[derive(Debug, Default)]
pub struct Body {
    /// Its words with their values, in file order.
    pub words: Vec<Word>,
    /// The names in force at the end of each `RUN`'s line, by instruction.
    pub runs: Vec<RunAt>,
    /// The places of the triggers' `ARG`s and `ENV`s whose value is in force at the end.
    pub kept: Vec<Span>,
}

/// What a stage builds on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// An earlier stage.
    Stage(usize),
    /// `scratch`.
    Scratch,
    /// An image: the reference as evaluated.
    Image(Rc<str>),
    /// Not known.
    Unknown(Unknown),
}

/// A `--platform` flag in one setting.
#[derive(Clone, Debug)]
pub struct FlagAt {
    /// Its value.
    pub value: Val,
    /// The automatic arguments in it.
    pub automatic: Automatic,
}

/// Whether the target needs a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Not built.
    Unneeded,
    /// Something is copied or mounted from it, directly or not.
    Copied,
    /// It is the target, or the target builds on it: it is in the image.
    Exported,
}

/// A word and its value.
#[derive(Clone, Debug)]
pub struct Word {
    /// Index of its instruction.
    pub instruction: usize,
    /// Where it stands.
    pub span: Span,
    /// Its value.
    pub value: Val,
    /// The names in it, with the place that gave each its value (empty: automatic or not declared).
    pub names: Vec<(Rc<str>, Span)>,
    /// The automatic arguments that went into it.
    pub automatic: Automatic,
}

impl StageAt {
    /// True when the target needs it.
    #[must_use]
    pub fn is_built(&self) -> bool {
        self.reach != Reach::Unneeded
    }
}

impl Base {
    /// The stage, if it is one.
    #[must_use]
    pub const fn stage(&self) -> Option<usize> {
        if let Self::Stage(stage) = self { Some(*stage) } else { None }
    }
}

impl Evaluation {
    /// The first stage of a stage's chain: the one on an image or `scratch`.
    #[must_use]
    pub fn root(&self, stage: usize) -> usize {
        self.stages.get(stage).map_or(stage, |at| at.root)
    }

    /// The stages that build on a stage: they run its triggers.
    #[must_use]
    pub fn heirs(&self, stage: usize) -> &[usize] {
        self.heirs.get(stage).map(Vec::as_slice).unwrap_or_default()
    }

    /// True when a word or a `RUN` sees an automatic argument.
    fn asks_for_setting(&self) -> bool {
        let word = |word: &Word| !word.automatic.is_empty();
        let run = |run: &RunAt| run.names.iter().any(|it| !it.automatic().is_empty());
        let stage = |at: &StageAt| at.body.words.iter().any(word) || at.body.runs.iter().any(run);
        self.words.iter().any(word) || self.stages.iter().any(stage)
    }

    /// The same in another setting, for a file that asks for none: only the platforms are others.
    fn moved_to(&self, setting: Setting) -> Self {
        let mut stages: Vec<StageAt> = Vec::with_capacity(self.stages.len());
        for at in &self.stages {
            let platform = platform(&at.base, at.flag.as_ref(), &stages, &setting);
            let (base, flag, body) = (at.base.clone(), at.flag.clone(), Rc::clone(&at.body));
            stages.push(StageAt { base, flag, platform, body, ..*at });
        }
        let (words, heirs) = (Rc::clone(&self.words), Rc::clone(&self.heirs));
        Self { setting, words, stages, target: self.target, heirs }
    }
}

/// The word at a place; `words` are in order of place, as an evaluation keeps them.
#[must_use]
pub fn word_at(words: &[Word], span: Span) -> Option<&Word> {
    let index = words.binary_search_by_key(&span, |word| word.span).ok()?;
    words.get(index)
}

pub use super::body::{RunAt, RunName, RunNames};

/// What an evaluation reads.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The file.
    pub file: &'a Dockerfile,
    /// Its stages.
    pub graph: &'a Graph,
    /// What stages copy and mount from.
    pub sources: &'a [Source],
    /// The names each `RUN` uses.
    pub runs: &'a RunNames,
    /// Build arguments and target.
    pub options: &'a Options,
}

/// Evaluates a file in every setting.
#[must_use]
pub fn evaluate_all(input: Input<'_>, settings: Vec<Setting>) -> Vec<Evaluation> {
    let mut all: Vec<Evaluation> = Vec::with_capacity(settings.len());
    let mut same = false;
    for setting in settings {
        let next = match all.first().filter(|_| same) {
            Some(first) => first.moved_to(setting),
            None => evaluate(input, setting),
        };
        same = all.is_empty() && !next.asks_for_setting() || same;
        all.push(next);
    }
    all
}

/// Evaluates a file in one setting.
#[must_use]
pub fn evaluate(input: Input<'_>, setting: Setting) -> Evaluation {
    let mut words = Vec::new();
    let globals = global_scope(input, &setting, &mut words);
    let mut stages = bases(input, &setting, &globals, &mut words);
    let target = target(input);
    if let Some(target) = target {
        reach(&mut stages, target, input.sources);
    }
    bodies(input, &globals, &mut stages);
    words.sort_by_key(|word| word.span);
    let heirs = heirs(&stages).into();
    Evaluation { setting, words: words.into(), stages, target, heirs }
}

/// The stage that `--target` names, or the last.
#[must_use]
pub fn target(input: Input<'_>) -> Option<usize> {
    match &input.options.target_stage {
        Some(name) => input.graph.find_name(name),
        None => input.graph.stages.len().checked_sub(1),
    }
}

fn global_scope(input: Input<'_>, setting: &Setting, words: &mut Vec<Word>) -> Scope {
    let build_args = &input.options.build_args;
    let mut scope = Scope::global(setting, build_args);
    if scope.get("TARGETSTAGE").is_none() {
        let last = input.graph.stages.last().and_then(|stage| stage.name.as_deref());
        let name = input.options.target_stage.as_deref().or(last).unwrap_or("default");
        scope.bind("TARGETSTAGE", Ok(name.into()), Span::default(), Automatic::default());
    }
    let given = Given { build_args, globals: None, escape: input.file.escape };
    for index in input.graph.globals.clone() {
        for argument in arguments(input.file.instructions.get(index)) {
            let expanded = declare(&mut scope, argument, given);
            let default = argument.value.as_ref();
            words.extend(default.zip(expanded).map(|(text, it)| word(index, text, it)));
        }
    }
    scope
}

pub(super) fn arguments(instruction: Option<&Instruction>) -> &[Assignment] {
    match instruction.map(|instruction| &instruction.kind) {
        Some(Kind::Arg(arguments)) => arguments,
        _ => &[],
    }
}

pub(super) fn word(instruction: usize, text: &Text, expanded: Expanded) -> Word {
    let Expanded { expansion, automatic } = expanded;
    let (value, names) = (expansion.value, expansion.names);
    Word { instruction, span: text.span(), value, names, automatic }
}

fn bases(
    input: Input<'_>,
    setting: &Setting,
    globals: &Scope,
    words: &mut Vec<Word>,
) -> Vec<StageAt> {
    let mut stages: Vec<StageAt> = Vec::with_capacity(input.graph.stages.len());
    let mut names: HashMap<&str, usize> = HashMap::new();
    for stage in &input.graph.stages {
        let base = base(input, stage, globals, &names, words);
        let flag = platform_flag(input, stage, globals, words);
        let platform = platform(&base, flag.as_ref(), &stages, setting);
        let root = base.stage().and_then(|base| stages.get(base)).map_or(stage.index, |it| it.root);
        let (reach, body) = (Reach::Unneeded, Rc::default());
        stages.push(StageAt { base, root, flag, platform, reach, body });
        names.extend(stage.name.as_deref().map(|name| (name, stage.index)));
    }
    stages
}

fn heirs(stages: &[StageAt]) -> Vec<Vec<usize>> {
    let mut heirs = vec![Vec::new(); stages.len()];
    for (index, stage) in stages.iter().enumerate() {
        let base = stage.base.stage().and_then(|base| heirs.get_mut(base));
        if let Some(heirs) = base {
            heirs.push(index);
        }
    }
    heirs
}

fn base(
    input: Input<'_>,
    stage: &Stage,
    globals: &Scope,
    names: &HashMap<&str, usize>,
    words: &mut Vec<Word>,
) -> Base {
    let Some(from) = from_of(input.file, stage.from) else {
        return Base::Unknown(Unknown::Malformed);
    };
    let expanded = globals.expand(from.image.as_str(), input.file.escape);
    let value = expanded.expansion.value.clone();
    words.push(word(stage.from, &from.image, expanded));
    match value {
        Err(unknown) => Base::Unknown(unknown),
        Ok(name) if name.is_empty() => Base::Unknown(Unknown::Blank),
        Ok(name) => match names.get(&*name) {
            Some(&index) => Base::Stage(index),
            None if &*name == "scratch" => Base::Scratch,
            None => Base::Image(name),
        },
    }
}

/// The `--platform` flag of a `FROM`.
#[must_use]
pub fn platform_flag_of<'a>(file: &'a Dockerfile, stage: &Stage) -> Option<&'a Flag> {
    let flags = &file.instructions.get(stage.from)?.flags;
    flags.iter().find(|flag| flag.name.eq_ignore_ascii_case("platform"))
}

fn platform_flag(
    input: Input<'_>,
    stage: &Stage,
    globals: &Scope,
    words: &mut Vec<Word>,
) -> Option<FlagAt> {
    // `--platform=` is no flag to BuildKit; a variable that is empty is an error.
    let text = platform_flag_of(input.file, stage)?.value.as_ref().filter(|it| !it.is_empty())?;
    let expanded = globals.expand(text.as_str(), input.file.escape);
    let value = expanded.expansion.value.clone();
    let automatic = expanded.automatic;
    words.push(word(stage.from, text, expanded));
    Some(FlagAt { value, automatic })
}

fn platform(
    base: &Base,
    flag: Option<&FlagAt>,
    earlier: &[StageAt],
    setting: &Setting,
) -> Result<Platform, Unknown> {
    match base {
        // BuildKit ignores the flag on both.
        Base::Stage(index) => {
            earlier.get(*index).map_or(Err(Unknown::Malformed), |stage| stage.platform.clone())
        }
        Base::Scratch => Ok(setting.target.clone()),
        Base::Image(_) | Base::Unknown(_) => match flag {
            None => Ok(setting.target.clone()),
            Some(flag) => {
                let value = flag.value.clone()?;
                Platform::parse(&value).map_err(|_| Unknown::Malformed)
            }
        },
    }
}

fn reach(stages: &mut [StageAt], target: usize, sources: &[Source]) {
    let mut work = vec![(target, Reach::Exported)];
    let by_stage = by_stage(sources);
    while let Some((index, reach)) = work.pop() {
        let Some(stage) = stages.get_mut(index) else { continue };
        if stage.reach >= reach {
            continue;
        }
        let first = !stage.is_built();
        stage.reach = reach;
        work.extend(stage.base.stage().map(|base| (base, reach)));
        let sources = by_stage.get(&index).filter(|_| first);
        work.extend(sources.into_iter().flatten().map(|&source| (source, Reach::Copied)));
    }
}

fn by_stage(sources: &[Source]) -> HashMap<usize, Vec<usize>> {
    let mut map: HashMap<usize, Vec<usize>> = HashMap::new();
    for source in sources {
        if let Origin::Stage(from) = source.origin {
            map.entry(source.stage).or_default().push(from);
        }
    }
    map
}
