//! The lines of a stage: `ARG` and `ENV` bind names, all others use them.
//!
//! Not its `FROM`, which `target` reads for every stage before the first body.

use super::target::{Base, Body, Input, StageAt, Word, arguments, word};
use crate::{
    stage::{
        graph::Stage,
        scope::{Automatic, Binding, Given, Scope, declare},
        words::words,
    },
    syntax::ast::{Assignment, Escape, Kind},
};
use foldhash::HashMap;
use std::rc::Rc;

/// What a `RUN`, or the heredoc of a `COPY` or `ADD`, sees of the names it uses.
#[derive(Clone, Debug)]
pub struct RunAt {
    /// Index of its instruction.
    pub instruction: usize,
    /// The names asked for.
    pub names: Vec<RunName>,
}

/// A name that a `RUN` uses.
#[derive(Clone, Debug)]
pub struct RunName {
    /// The name.
    pub name: Rc<str>,
    /// Its value and where it was bound; `None` when nothing in this file binds it.
    pub binding: Option<Binding>,
}

impl RunName {
    /// The automatic arguments in its value.
    #[must_use]
    pub fn automatic(&self) -> Automatic {
        self.binding.as_ref().map(|binding| binding.automatic).unwrap_or_default()
    }
}

/// The names that each `RUN` uses, by instruction index.
pub type RunNames = HashMap<usize, Vec<Rc<str>>>;

/// Reads the lines of all reached stages, in file order: a stage inherits from earlier ones.
pub(super) fn bodies(input: Input<'_>, globals: &Scope, stages: &mut [StageAt]) {
    let mut scopes: Vec<Option<Rc<Scope>>> = Vec::with_capacity(stages.len());
    for (stage, at) in input.graph.stages.iter().zip(stages) {
        if !at.is_built() {
            scopes.push(None);
            continue;
        }
        let inherited = at.base.stage().and_then(|base| scopes.get(base)?.as_ref());
        let mut scope = match inherited {
            Some(base) => Scope::on_stage(base),
            None => Scope::on_image(at.base == Base::Scratch),
        };
        at.body = Rc::new(body(input, stage, globals, (&mut scope, &at.base)));
        scopes.push(Some(Rc::new(scope)));
    }
}

fn body(
    input: Input<'_>,
    stage: &Stage,
    globals: &Scope,
    (scope, base): (&mut Scope, &Base),
) -> Body {
    let mut at = Body::default();
    let escape = input.file.escape;
    let given = Given { build_args: &input.options.build_args, globals: Some(globals), escape };
    let base = base.stage();
    for (index, instruction) in input.graph.instructions(input.file, stage, base) {
        if let Kind::Env(pairs) = &instruction.kind {
            environment(scope, pairs, &mut at.words, (index, escape));
        } else if matches!(instruction.kind, Kind::Run(_) | Kind::Copy(_) | Kind::Add(_)) {
            at.runs.extend(run(scope, input.runs.get(&index), index));
        }
        for argument in arguments(Some(instruction)) {
            let expanded = declare(scope, argument, given);
            let default = argument.value.as_ref();
            at.words.extend(default.zip(expanded).map(|(text, it)| word(index, text, it)));
        }
        for text in words(instruction) {
            at.words.push(word(index, text, scope.expand(text.as_str(), escape)));
        }
    }
    let triggers = input.graph.left(input.file, base).flat_map(|(_, it)| it.kind.assignments());
    let is_kept = |it: &&Assignment| {
        scope.get(it.name.as_str()).is_some_and(|binding| binding.origin == it.span)
    };
    at.kept = triggers.filter(is_kept).map(|it| it.span).collect();
    at.words.sort_by_key(|word| word.span);
    at
}

/// All values of one `ENV` see the names before it, not each other.
fn environment(
    scope: &mut Scope,
    pairs: &[Assignment],
    words: &mut Vec<Word>,
    (index, escape): (usize, Escape),
) {
    let with_value = pairs.iter().filter_map(|pair| Some((pair, pair.value.as_ref()?)));
    let expanded = with_value
        .map(|(pair, text)| (pair, word(index, text, scope.expand(text.as_str(), escape))));
    for (pair, word) in expanded.collect::<Vec<_>>() {
        scope.bind(pair.name.as_str(), word.value.clone(), pair.span, word.automatic);
        words.push(word);
    }
}

fn run(scope: &Scope, names: Option<&Vec<Rc<str>>>, instruction: usize) -> Option<RunAt> {
    let see = |name: &Rc<str>| RunName { name: name.clone(), binding: scope.get(name).cloned() };
    Some(RunAt { instruction, names: names?.iter().map(see).collect() })
}
