//! Where an instruction has its effect: in its own stage, or as a trigger in the stages that build on it.
//!
//! Not what the effect is. A trigger of the exported stage waits in the image for whoever builds on it; with the file
//! that will do so unknown, only what holds for every such file may be said of it.
//!
//! Whether a stage replaces a trigger's value is not guessed from names: an evaluation says which values are in force
//! at the end and where each word got its own.

use super::{Facts, default::taken_by};
use crate::{
    platform::Platform,
    shell::text::Names,
    span::Span,
    stage::{
        graph::Graph,
        target::{Base, Evaluation, StageAt},
        words::{variables, words},
    },
    syntax::ast::{Assignment, Dockerfile, Escape, Instruction, Kind},
};
use foldhash::{HashMap, HashMapExt};
use std::collections::HashSet;

/// One place of effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The stage that runs the instruction; for a trigger in the exported image the stage that holds it.
    pub stage: usize,
    /// It waits in the exported image.
    pub waits: bool,
}

/// The values of triggers that somebody uses or keeps, by the place of the `ARG` or `ENV`.
#[derive(Debug, Default)]
pub struct Lasting {
    /// By evaluation and stage, in order of place.
    stages: Vec<HashMap<usize, Vec<Span>>>,
    /// In the exported image.
    waits: HashSet<Span>,
}

impl Lasting {
    pub(super) fn new(
        (file, graph): (&Dockerfile, &Graph),
        evaluations: &[Evaluation],
        shell: &HashMap<usize, Names>,
    ) -> Self {
        let has_triggers =
            |stage: usize| graph.stages.get(stage).is_some_and(|it| !it.triggers.is_empty());
        let runs_triggers = |(_, at): &(usize, &StageAt)| matches!(at.base, Base::Stage(base) if has_triggers(base));
        let stages = |it: &Evaluation| {
            let heirs = it.stages.iter().enumerate().filter(runs_triggers);
            heirs.map(|(stage, at)| (stage, lasting(at, shell))).collect()
        };
        let target = evaluations.first().and_then(|it| it.target);
        Self {
            stages: evaluations.iter().map(stages).collect(),
            waits: waiting(graph.left(file, target).collect(), file.escape, shell),
        }
    }

    fn holds(&self, setting: usize, stage: usize, place: Span) -> bool {
        let stages = self.stages.get(setting).and_then(|stages| stages.get(&stage));
        stages.is_some_and(|places| places.binary_search(&place).is_ok())
    }
}

fn lasting(at: &StageAt, shell: &HashMap<usize, Names>) -> Vec<Span> {
    let words = at.body.words.iter().flat_map(|word| &word.names).map(|(_, origin)| *origin);
    let runs = at.body.runs.iter().flat_map(|run| taken_by(run, shell));
    let mut all: Vec<Span> = at.body.kept.iter().copied().chain(words).chain(runs).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What triggers in an image set and a later one uses, or none of them sets anew. An `ARG` without a value sets its
/// name too: the file that runs them may have a value for it.
fn waiting(
    mut triggers: Vec<(usize, &Instruction)>,
    escape: Escape,
    shell: &HashMap<usize, Names>,
) -> HashSet<Span> {
    let mut waiting = HashSet::new();
    // From the last to the first: true for a name that is used next, false for one that is set next.
    let mut next: HashMap<String, bool> = HashMap::new();
    triggers.reverse();
    for (index, instruction) in triggers {
        let in_order = matches!(instruction.kind, Kind::Arg(_));
        let pairs = instruction.kind.assignments();
        let mut used: Vec<String> = Vec::new();
        for pair in pairs.iter().rev() {
            if next.insert(pair.name.as_str().to_owned(), false) != Some(false) {
                waiting.insert(pair.span);
            }
            used.extend(pair.value.iter().flat_map(|text| variables(text, escape)));
            // The values of one `ENV` see nothing of each other.
            if in_order {
                next.extend(used.drain(..).map(|name| (name, true)));
            }
        }
        used.extend(words(instruction).into_iter().flat_map(|text| variables(text, escape)));
        let names = shell.get(&index);
        let asked = names.into_iter().flat_map(|names| {
            let asked = names.uses.iter().map(|it| it.name.to_string());
            asked.filter(|it| !names.assigned.contains(it))
        });
        next.extend(used.into_iter().chain(asked).map(|name| (name, true)));
    }
    waiting
}

impl Facts<'_> {
    /// A stage for a platform that neither uses nor keeps the value that is set at a place of a trigger.
    #[must_use]
    pub fn replaces(
        &self,
        (stage, target): (usize, &Platform),
        trigger: usize,
        place: Span,
    ) -> bool {
        let inner = self.instruction(trigger).and_then(Instruction::inner);
        let pairs = inner.map(|it| it.kind.assignments()).unwrap_or_default();
        let mut settings = self.evaluations.iter().enumerate();
        pairs.binary_search_by_key(&place, |it| it.span).is_ok()
            && !settings.any(|(setting, it)| {
                it.setting.target == *target && self.lasting.holds(setting, stage, place)
            })
    }

    /// Where an instruction that gives a name its value does so in one setting.
    ///
    /// Left out is a trigger whose value is replaced before anyone uses it.
    #[must_use]
    pub fn effects(&self, evaluation: &Evaluation, index: usize, pair: &Assignment) -> Vec<Effect> {
        let Some(holder) = self.stage_of(index) else { return Vec::new() };
        let Some(at) = evaluation.stages.get(holder.index) else { return Vec::new() };
        let own = |waits: bool| Effect { stage: holder.index, waits };
        if self.instruction(index).is_some_and(|it| it.inner().is_none()) {
            return at.is_built().then(|| own(false)).into_iter().collect();
        }
        let setting = self.evaluations.iter().position(|it| std::ptr::eq(it, evaluation));
        let runs =
            |heir: &usize| setting.is_some_and(|it| self.lasting.holds(it, *heir, pair.span));
        let heirs = evaluation.heirs(holder.index).iter().copied().filter(runs);
        let heirs = heirs.map(|stage| Effect { stage, waits: false });
        let waits =
            evaluation.target == Some(holder.index) && self.lasting.waits.contains(&pair.span);
        heirs.chain(waits.then(|| own(true))).collect()
    }
}
