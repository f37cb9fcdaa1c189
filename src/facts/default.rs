//! `ARG`s of one's own whose default names an architecture, and where their values go.
//!
//! Not a verdict: which platforms suffer is the rule's question. A value is followed through further `ARG`s
//! (`ARG B=$A`), so that one origin is one finding however long the chain.

use crate::{
    knowledge,
    shell::text::Names,
    span::Span,
    stage::{
        Options, scope,
        target::{Evaluation, RunAt, Word},
    },
    syntax::ast::{Assignment, Dockerfile, Kind},
};
use foldhash::HashMap;

/// One such `ARG`.
#[derive(Clone, Debug, Default)]
pub struct ArchDefault {
    /// Docker's name of the architecture.
    pub architecture: &'static str,
    /// Where its value is used: index of the evaluation and place.
    pub uses: Vec<(usize, Span)>,
}

/// All of a file.
#[derive(Clone, Debug, Default)]
pub struct ArchDefaults {
    origins: HashMap<Span, ArchDefault>,
    /// Further `ARG`s that take over the value, with its origin in each setting: `FROM base-$TARGETARCH` chooses it.
    carriers: HashMap<Span, Vec<(usize, Span)>>,
}

impl ArchDefaults {
    /// Reads them in one walk over all words.
    #[must_use]
    pub fn new(
        file: &Dockerfile,
        options: &Options,
        (evaluations, shell): (&[Evaluation], &HashMap<usize, Names>),
    ) -> Self {
        let mut all = Self { origins: origins(file, options), ..Self::default() };
        if !all.origins.is_empty() {
            all.follow(file, evaluations);
            all.note(file, evaluations, shell);
        }
        all
    }

    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }

    /// The `ARG` at a place.
    #[must_use]
    pub fn get(&self, argument: Span) -> Option<&ArchDefault> {
        self.origins.get(&argument)
    }

    /// The one place that uses the value of an `ARG`.
    #[must_use]
    pub fn only_use(&self, argument: Span) -> Option<Span> {
        let mut uses = self.get(argument)?.uses.iter().map(|(_, place)| *place);
        let first = uses.next()?;
        uses.all(|it| it == first).then_some(first)
    }

    /// The `ARG` that a value comes from, given the one that it was taken from.
    #[must_use]
    pub fn origin(&self, taken_from: Span) -> Option<Span> {
        self.origin_if(taken_from, |_| true)
    }

    /// The same in the settings that are wanted.
    fn origin_if(&self, taken_from: Span, wanted: impl Fn(usize) -> bool) -> Option<Span> {
        let direct = self.origins.contains_key(&taken_from).then_some(taken_from);
        let mut carried = self.carriers.get(&taken_from).into_iter().flatten();
        direct.or_else(|| carried.find(|(setting, _)| wanted(*setting)).map(|(_, origin)| *origin))
    }

    /// Words come in file order, so a chain of arguments is followed in one walk.
    fn follow(&mut self, file: &Dockerfile, evaluations: &[Evaluation]) {
        let default = |it: &Assignment| Some((it.value.as_ref()?.span(), it.span));
        let arguments: HashMap<Span, Span> = arguments(file).filter_map(default).collect();
        for (setting, evaluation) in evaluations.iter().enumerate() {
            let stages = evaluation.stages.iter().flat_map(|at| &at.body.words);
            for word in evaluation.words.iter().chain(stages) {
                let Some(argument) = arguments.get(&word.span) else { continue };
                if let Some(origin) = self.of(word, setting) {
                    self.carriers.entry(*argument).or_default().push((setting, origin));
                }
            }
        }
    }

    fn of(&self, word: &Word, setting: usize) -> Option<Span> {
        let origin = |taken_from: Span| self.origin_if(taken_from, |it| it == setting);
        word.names.iter().find_map(|(_, taken_from)| origin(*taken_from))
    }

    fn note(
        &mut self,
        file: &Dockerfile,
        evaluations: &[Evaluation],
        shell: &HashMap<usize, Names>,
    ) {
        for (setting, evaluation) in evaluations.iter().enumerate() {
            let words = evaluation.stages.iter().flat_map(|at| &at.body.words);
            for word in evaluation.words.iter().chain(words) {
                for (_, taken_from) in &word.names {
                    self.add(*taken_from, (setting, word.span));
                }
            }
            for run in evaluation.stages.iter().flat_map(|at| &at.body.runs) {
                let Some(instruction) = file.instructions.get(run.instruction) else { continue };
                for taken_from in taken_by(run, shell) {
                    self.add(taken_from, (setting, instruction.keyword));
                }
            }
        }
    }

    fn add(&mut self, taken_from: Span, place: (usize, Span)) {
        let origin = self.origin_if(taken_from, |setting| setting == place.0);
        let origin = origin.and_then(|origin| self.origins.get_mut(&origin));
        if let Some(origin) = origin {
            origin.uses.push(place);
        }
    }
}

/// Where the names that a `RUN` uses got their values, those aside that it sets itself.
pub(super) fn taken_by(run: &RunAt, shell: &HashMap<usize, Names>) -> impl Iterator<Item = Span> {
    let names = shell.get(&run.instruction);
    let is_own = move |name: &str| names.is_some_and(|it| it.assigned.iter().any(|it| it == name));
    let taken = run.names.iter().filter(move |it| !is_own(&it.name));
    taken.filter_map(|it| Some(it.binding.as_ref()?.origin))
}

fn arguments(file: &Dockerfile) -> impl Iterator<Item = &Assignment> {
    let of = file.instructions.iter().filter_map(|instruction| {
        if let Kind::Arg(arguments) = &instruction.kind { Some(arguments) } else { None }
    });
    of.flatten()
}

fn origins(file: &Dockerfile, options: &Options) -> HashMap<Span, ArchDefault> {
    let own = |argument: &&Assignment| {
        let name = argument.name.as_str();
        // `HOST_ARCH` and `BUILD_ARCH` speak of the machine that builds.
        let builder = name.starts_with("BUILD") || name.starts_with("HOST");
        !builder && !scope::is_automatic(name) && !options.passes(name)
    };
    let default = |argument: &Assignment| {
        let architecture = knowledge::platform_architecture(argument.value.as_ref()?.as_str())?;
        Some((argument.span, ArchDefault { architecture, uses: Vec::new() }))
    };
    arguments(file).filter(own).filter_map(default).collect()
}
