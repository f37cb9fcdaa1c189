//! What BuildKit refuses once the words of `FROM` and `--from` have values.
//!
//! Not syntax: these lines parse. BuildKit looks at every `FROM`, also at those of stages it does not build.

use crate::{
    image::reference::Reference,
    platform::Platform,
    span::Span,
    stage::{
        graph::{Graph, Stage, from_of},
        target::{Base, Evaluation, Reach, platform_flag_of, word_at},
        value::Unknown,
    },
    syntax::{
        SyntaxError,
        ast::{Dockerfile, Instruction, Kind},
    },
};

/// The refusals in file order, each once.
#[must_use]
pub fn refusals(file: &Dockerfile, graph: &Graph, evaluations: &[Evaluation]) -> Vec<SyntaxError> {
    let mut all = Vec::new();
    for stage in &graph.stages {
        let mut of_stage = evaluations.iter().filter_map(|it| base(file, stage, it));
        all.extend(of_stage.next());
        let mut of_flag = evaluations.iter().filter_map(|it| flag(file, stage, it));
        all.extend(of_flag.next());
        let reached = |it: &Evaluation| it.stages.get(stage.index).map(|at| at.reach);
        let is_built =
            evaluations.iter().any(|it| reached(it).is_some_and(|it| it != Reach::Unneeded));
        for instruction in stage.body.clone().filter_map(|at| file.instructions.get(at)) {
            all.extend(source(graph, stage, (instruction, is_built)));
        }
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

/// `COPY --from=` with a number that no stage has, with its own stage, or with one that comes later.
fn source(
    graph: &Graph,
    stage: &Stage,
    (instruction, is_built): (&Instruction, bool),
) -> Option<SyntaxError> {
    let flag = instruction.flags.iter().find(|flag| flag.name == "from")?;
    let name = flag.value.as_ref().filter(|_| matches!(instruction.kind, Kind::Copy(_)))?;
    let number = !name.is_empty() && name.as_str().bytes().all(|byte| byte.is_ascii_digit());
    let message = match graph.find(name.as_str()) {
        Some(found) if found == stage.index => {
            format!("circular dependency detected on stage: {}", stage.title())
        }
        Some(found) if found > stage.index && is_built => format!(
            "cannot copy from stage {:?}, it needs to be defined before current stage {:?}",
            name.as_str(),
            stage.title()
        ),
        None if number => format!("invalid stage index {}: {}", name.as_str(), range(graph)),
        Some(_) | None => return None,
    };
    Some(SyntaxError { span: span(name.span(), flag.span), message })
}

fn range(graph: &Graph) -> String {
    format!("stages are numbered from 0 to {}", graph.stages.len().saturating_sub(1))
}

fn span(name: Span, flag: Span) -> Span {
    if name.is_empty() { flag } else { name }
}
