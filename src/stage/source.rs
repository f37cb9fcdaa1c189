//! What stages take from elsewhere: `COPY --from=` and `RUN --mount=…,from=`.
//!
//! Not `ADD` of an address: that is no image. BuildKit expands no variable in these names, so they are the same
//! in every setting, and an image named here is always taken for the target platform.

use crate::{
    span::Span,
    stage::{
        graph::{Graph, from_of},
        words::unset,
    },
    syntax::ast::{Dockerfile, Flag, Instruction, Kind, Text},
};
use foldhash::{HashMap, HashMapExt};

const VARIABLE: &str = "variable expansion is not supported for --from by BuildKit, though it is by Buildah: define a new stage with FROM using ARG from global scope";

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
    /// Nothing: why `BuildKit` refuses it.
    Refused(String),
}

/// One `--from` as written; a mount may have none.
struct Taken {
    name: Option<Text>,
    mount: Option<String>,
}

/// What `BuildKit` counts: the stages, and behind them whatever else was taken from so far.
struct Counted<'a> {
    file: &'a Dockerfile,
    graph: &'a Graph,
    /// An image, or `scratch`.
    others: Vec<Option<Origin>>,
    /// Triggers come last and in an order that changes from build to build, those of images too: what they add to
    /// the count has no number to rely on.
    triggers: bool,
}

/// All sources of a file, in file order; a stage begins with what its base left to it with `ONBUILD`.
///
/// The base is the one that `FROM` names without a variable. `FROM $BASE` may be another stage in each setting, and
/// values come later than sources: what the triggers of such a base take is not followed.
#[must_use]
pub fn sources(file: &Dockerfile, graph: &Graph) -> Vec<Source> {
    let mut counted = Counted { file, graph, others: Vec::new(), triggers: false };
    let mut all = Vec::new();
    for stage in &graph.stages {
        for at in graph.instructions(file, stage, None) {
            all.extend(of_instruction(&mut counted, stage.index, at));
        }
    }
    counted.triggers = true;
    let mut names_so_far = HashMap::new();
    for stage in &graph.stages {
        let base = from_of(file, stage.from).and_then(|from| {
            let name = unset(from.image.as_str(), file.escape);
            names_so_far.get(&*name.value.ok().filter(|_| name.names.is_empty())?)
        });
        for at in graph.left(file, base.copied()) {
            all.extend(of_instruction(&mut counted, stage.index, at));
        }
        names_so_far.extend(stage.name.as_deref().map(|name| (name, stage.index)));
    }
    all.sort_by_key(|source| (source.stage, !source.trigger));
    all
}

fn of_instruction(
    counted: &mut Counted<'_>,
    stage: usize,
    (instruction, it): (usize, &Instruction),
) -> Vec<Source> {
    let trigger = counted.triggers;
    let source = |Taken { name, mount }: Taken| {
        let text = name.as_ref().map(Text::as_str).unwrap_or_default();
        let origin = if mount.is_some() { counted.mounted(text) } else { counted.copied(text) };
        let (span, name) = (name.as_ref()?.span(), text.to_owned());
        Some(Source { stage, instruction, span, name, origin: origin?, mount, trigger })
    };
    taken(it).into_iter().filter_map(source).collect()
}

fn taken(instruction: &Instruction) -> Vec<Taken> {
    let copies = matches!(instruction.kind, Kind::Copy(_));
    let runs = matches!(instruction.kind, Kind::Run(_));
    let taken = |flag: &Flag| match flag.name.as_str() {
        "from" if copies => Some(Taken { name: Some(flag.value.clone()?), mount: None }),
        "mount" if runs => {
            let place = field(flag, &["target", "dst", "destination"]);
            let place = place.map(|it| it.as_str().to_owned()).unwrap_or_default();
            Some(Taken { name: field(flag, &["from"]), mount: Some(place) })
        }
        _ => None,
    };
    instruction.flags.iter().filter_map(taken).collect()
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

impl Counted<'_> {
    fn copied(&mut self, name: &str) -> Option<Origin> {
        if name.is_empty() {
            return None;
        }
        if unset(name, self.file.escape).value.as_deref() != Ok(name) {
            return Some(Origin::Refused(VARIABLE.to_owned()));
        }
        match name.parse() {
            Ok(number) => self.number(number),
            Err(_) => self.named(name),
        }
    }

    /// A number is a name here, and a mount without a name counts as one of `scratch`.
    fn mounted(&mut self, name: &str) -> Option<Origin> {
        match name {
            "" if self.graph.find_name("scratch").is_some() => None,
            "" => self.named("scratch"),
            name if name.contains('$') => None,
            name => self.named(name),
        }
    }

    fn named(&mut self, name: &str) -> Option<Origin> {
        let stage = self.graph.find_name(name).map(Origin::Stage);
        let image = || Some(Origin::Image(name.to_owned())).filter(|_| name != "scratch");
        stage.or_else(|| self.count(image()))
    }

    fn number(&mut self, number: i64) -> Option<Origin> {
        let stages = self.graph.stages.len();
        let at = usize::try_from(number).ok();
        if let Some(stage) = at.filter(|at| *at < stages) {
            return Some(Origin::Stage(stage));
        }
        let other = at.and_then(|at| self.others.get(at - stages)).cloned();
        match other {
            Some(other) => self.count(other),
            None if self.triggers && number >= 0 => None,
            None => Some(Origin::Refused(format!("invalid stage index {number}"))),
        }
    }

    fn count(&mut self, other: Option<Origin>) -> Option<Origin> {
        if !self.triggers {
            self.others.push(other.clone());
        }
        other
    }
}
