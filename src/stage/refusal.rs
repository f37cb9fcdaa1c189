//! What BuildKit refuses once the words of `FROM` and `--from` have values.
//!
//! Not syntax: these lines parse. BuildKit looks at every `FROM`, also at those of stages it does not build.

use crate::{
    image::reference::Reference,
    platform::Platform,
    stage::{
        graph::{Graph, Stage, from_of},
        source::{Origin, Source},
        target::{Base, Evaluation, Reach, platform_flag_of, word_at},
        value::Unknown,
    },
    syntax::{
        SyntaxError,
        ast::{Dockerfile, Instruction, Kind},
    },
};

/// The refusals, each once; by stage, then the sources.
#[must_use]
pub fn refusals(
    file: &Dockerfile,
    graph: &Graph,
    (sources, evaluations): (&[Source], &[Evaluation]),
) -> Vec<SyntaxError> {
    let mut all = Vec::new();
    for stage in &graph.stages {
        let mut of_stage = evaluations.iter().filter_map(|it| base(file, stage, it));
        all.extend(of_stage.next());
        let mut of_flag = evaluations.iter().filter_map(|it| flag(file, stage, it));
        all.extend(of_flag.next());
        let body = stage.body.clone().filter_map(|at| file.instructions.get(at));
        all.extend(body.filter_map(|instruction| written(graph, instruction)));
    }
    let is_built = |stage: usize| {
        let reach = |it: &Evaluation| it.stages.get(stage).map(|at| at.reach);
        evaluations.iter().any(|it| reach(it).is_some_and(|it| it != Reach::Unneeded))
    };
    all.extend(sources.iter().filter_map(|it| source(graph, it, is_built(it.stage))));
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

/// `COPY --from=` with a variable, or with a number that no stage has.
fn written(graph: &Graph, instruction: &Instruction) -> Option<SyntaxError> {
    let instruction = instruction.inner().unwrap_or(instruction);
    let flag = instruction.flags.iter().find(|flag| flag.name == "from")?;
    let name = flag.value.as_ref().filter(|_| matches!(instruction.kind, Kind::Copy(_)))?;
    let text = name.as_str();
    let number = !text.is_empty() && text.len() < 10 && text.bytes().all(|it| it.is_ascii_digit());
    let message = if text.contains('$') {
        "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround".to_owned()
    } else if number && graph.find(text).is_none() {
        format!("invalid stage index {text}")
    } else {
        return None;
    };
    Some(SyntaxError { span: if name.is_empty() { flag.span } else { name.span() }, message })
}

/// A stage that takes from itself or from one that comes later, or a name that is no image's.
fn source(graph: &Graph, source: &Source, is_built: bool) -> Option<SyntaxError> {
    let title = |stage: usize| graph.stages.get(stage).map(Stage::title).unwrap_or_default();
    let message = match &source.origin {
        Origin::Stage(from) if *from == source.stage => {
            format!("circular dependency detected on stage: {}", title(source.stage))
        }
        Origin::Stage(from) if *from > source.stage && is_built => {
            let verb = if source.mount { "mount" } else { "copy" };
            format!(
                "cannot {verb} from stage {:?}, it needs to be defined before current stage {:?}",
                title(*from),
                title(source.stage)
            )
        }
        Origin::Image(name) => {
            let error = Reference::parse(name).err()?;
            format!("failed to parse stage name {name:?}: {error}")
        }
        Origin::Stage(_) => return None,
    };
    Some(SyntaxError { span: source.span, message })
}
