//! What stages take from elsewhere: `COPY --from=` and `RUN --mount=…,from=`.
//!
//! Not `ADD` of an address: that is no image. BuildKit expands no variable in these names, so they are the same
//! in every setting, and an image named here is always taken for the target platform.

use crate::{
    span::Span,
    stage::graph::{Graph, from_of},
    syntax::ast::{Dockerfile, Flag, Instruction, Kind, Text},
};
use std::collections::HashMap;

/// One `--from`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The stage that takes.
    pub stage: usize,
    /// Index of the instruction.
    pub instruction: usize,
    /// Where the name stands.
    pub span: Span,
    /// The name as written.
    pub name: String,
    /// What it takes from.
    pub origin: Origin,
    /// The place of a `RUN --mount`, as written; `None` for `COPY`.
    pub mount: Option<String>,
    /// The base stage left it with `ONBUILD`.
    pub trigger: bool,
}

/// What something is taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A stage of this file.
    Stage(usize),
    /// An image.
    Image(String),
}

/// All sources of a file, in file order.
#[must_use]
pub fn sources(file: &Dockerfile, graph: &Graph) -> Vec<Source> {
    let (mut all, mut names_so_far) = (Vec::new(), HashMap::new());
    for stage in &graph.stages {
        // A base that depends on a variable is left out: its `ONBUILD` may not be for this stage.
        let base = from_of(file, stage.from).and_then(|from| names_so_far.get(from.image.as_str()));
        for (index, instruction) in graph.instructions(file, stage, base.copied()) {
            let found = names(instruction);
            all.extend(found.into_iter().filter_map(|(name, mount)| {
                let origin = origin(graph, name.as_str(), mount.is_some())?;
                Some(Source {
                    stage: stage.index,
                    instruction: index,
                    span: name.span(),
                    name: name.as_str().to_owned(),
                    origin,
                    mount,
                    trigger: !stage.body.contains(&index),
                })
            }));
        }
        names_so_far.extend(stage.name.as_deref().map(|name| (name, stage.index)));
    }
    all
}

fn names(instruction: &Instruction) -> Vec<(Text, Option<String>)> {
    let copies = matches!(instruction.kind, Kind::Copy(_));
    let runs = matches!(instruction.kind, Kind::Run(_));
    let name = |flag: &Flag| match flag.name.as_str() {
        "from" if copies => Some((flag.value.clone()?, None)),
        "mount" if runs => {
            let name = field(flag, &["from"])?;
            let place = field(flag, &["target", "dst", "destination"]);
            Some((name, Some(place.map(|it| it.as_str().to_owned()).unwrap_or_default())))
        }
        _ => None,
    };
    instruction.flags.iter().filter_map(name).collect()
}

/// The value of a key in a mount's comma-separated list. The last one counts.
fn field(flag: &Flag, keys: &[&str]) -> Option<Text> {
    let text = flag.value.as_ref()?;
    let (mut at, mut found) = (0, None);
    for field in text.as_str().split(',') {
        let is_it = |key: &str| keys.iter().any(|it| key.eq_ignore_ascii_case(it));
        if let Some((_, value)) = field.split_once('=').filter(|(key, _)| is_it(key)) {
            let end = at + field.len();
            found = Some(text.slice(end - value.len()..end));
        }
        at += field.len() + 1;
    }
    found
}

fn origin(graph: &Graph, name: &str, mount: bool) -> Option<Origin> {
    let stage = if mount { graph.find_name(name) } else { graph.find(name) };
    match stage {
        Some(stage) => Some(Origin::Stage(stage)),
        // A variable is refused by BuildKit, and a number without a stage by `COPY`.
        None if name.is_empty() || name.contains('$') || name == "scratch" => None,
        None if !mount && name.bytes().all(|byte| byte.is_ascii_digit()) => None,
        None => Some(Origin::Image(name.to_owned())),
    }
}
