//! What BuildKit refuses once the words of `FROM` and `--from` have values.
//!
//! Not syntax: these lines parse. BuildKit looks at every `FROM`, also at those of stages it does not build.

use crate::{
    image::reference::Reference,
    platform::Platform,
    stage::{
        cycle::{Circle, circles},
        graph::{Graph, Stage, from_of},
        source::{Origin, Source},
        target::{Base, Evaluation, Reach, platform_flag_of, word_at},
        value::Unknown,
    },
    syntax::{SyntaxError, ast::Dockerfile},
};
use std::collections::HashSet;

/// The refusals, each once; by stage, then the sources.
#[must_use]
pub fn refusals(
    file: &Dockerfile,
    graph: &Graph,
    (sources, evaluations): (&[Source], &[Evaluation]),
) -> Vec<SyntaxError> {
    let mut all = Vec::new();
    for stage in &graph.stages {
        // Most bases are the same in all settings.
        let base_of = |it: &Evaluation| it.stages.get(stage.index).map(|at| at.base.clone());
        let mut several = evaluations.chunk_by(|a, b| base_of(a) == base_of(b));
        all.extend(several.find_map(|same| base(file, stage, same.first()?)));
        let mut of_flag = evaluations.iter().filter_map(|it| flag(file, stage, it));
        all.extend(of_flag.next());
    }
    let is_built = |stage: usize| {
        let reach = |it: &Evaluation| it.stages.get(stage).map(|at| at.reach);
        evaluations.iter().any(|it| reach(it).is_some_and(|it| it != Reach::Unneeded))
    };
    let circles = circles(graph.stages.len(), sources);
    let mut seen = HashSet::new();
    for source in sources {
        let circle = if source.trigger { None } else { circle(&circles, source) };
        let message = match circle {
            Some(circle) if !seen.insert(circle.number) => continue,
            Some(circle) => {
                let name = title(graph, circle.entry);
                Some(format!("circular dependency detected on stage: {name}"))
            }
            None => taken(graph, source, is_built(source.stage)),
        };
        all.extend(message.map(|message| SyntaxError { span: source.span, message }));
    }
    all
}

fn base(file: &Dockerfile, stage: &Stage, evaluation: &Evaluation) -> Option<SyntaxError> {
    let image = &from_of(file, stage.from)?.image;
    let message = match &evaluation.stages.get(stage.index)?.base {
        Base::Unknown(Unknown::Blank) => {
            format!("base name ({image}) should not be blank", image = image.as_str())
        }
        Base::Image(name) => {
            let error = Reference::parse(name).err()?;
            format!("failed to parse stage name {name:?}: {error}")
        }
        Base::Stage(_) | Base::Scratch | Base::Unknown(_) => return None,
    };
    Some(SyntaxError { span: image.span(), message })
}

fn flag(file: &Dockerfile, stage: &Stage, evaluation: &Evaluation) -> Option<SyntaxError> {
    let text = platform_flag_of(file, stage)?.value.as_ref()?;
    let value = word_at(&evaluation.words, text.span())?.value.as_ref().ok()?;
    let message = if value.is_empty() {
        format!("empty platform value from expression {}", text.as_str())
    } else {
        let error = Platform::parse(value).err()?;
        format!("failed to parse platform {}: {error}", text.as_str())
    };
    Some(SyntaxError { span: text.span(), message })
}

/// The circle that a source closes: both its ends are in it.
fn circle(circles: &[Option<Circle>], source: &Source) -> Option<Circle> {
    let Origin::Stage(from) = source.origin else { return None };
    let of = |stage: usize| circles.get(stage).copied().flatten();
    of(source.stage).filter(|circle| of(from) == Some(*circle))
}

/// A stage that takes from one that comes later, or a name that is no image's.
fn taken(graph: &Graph, source: &Source, is_built: bool) -> Option<String> {
    match &source.origin {
        // Only a trigger can name its own stage here; it takes what the stage holds so far.
        Origin::Stage(from) if *from > source.stage && is_built => {
            let name = &source.name;
            Some(match &source.mount {
                None => format!(
                    "cannot copy from stage {name:?}, it needs to be defined before current stage {:?}",
                    title(graph, source.stage)
                ),
                Some(place) => format!(
                    "cannot mount from stage {name:?} to {place:?}, stage needs to be defined before current command"
                ),
            })
        }
        Origin::Stage(_) => None,
        // Nobody reads the triggers of a stage that nobody builds.
        Origin::Image(_) | Origin::Refused(_) if source.trigger && !is_built => None,
        Origin::Refused(message) => Some(message.clone()),
        Origin::Image(name) => {
            let error = Reference::parse(name).err()?;
            Some(format!("failed to parse stage name {name:?}: {error}"))
        }
    }
}

/// As `BuildKit` names a stage.
fn title(graph: &Graph, stage: usize) -> String {
    let name = graph.stages.get(stage).and_then(|it| it.name.clone());
    name.unwrap_or_else(|| format!("stage-{stage}"))
}
