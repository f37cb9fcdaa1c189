//! Variant sets: one Dockerfile per platform, joined in one image index.
//!
//! Not about one file: each member is checked on its own for its own platform. Here the set is looked at as a whole:
//! does every required platform have exactly one variant, and do the variants describe the same image?

pub mod own;

use crate::{
    declared::Declared,
    facts::{Facts, ImageUse, Role},
    image::{Resolution, reference::Reference},
    platform::Platform,
    span::Span,
    stage::target::{Base, Evaluation, word_at},
    syntax::ast::{Assignment, Command, Instruction, Kind, Text},
};
use std::collections::{BTreeMap, BTreeSet};

/// Files that differ in the platform their path names, and in nothing else.
#[derive(Clone, Debug)]
pub struct Set<'a> {
    /// The platforms of the run.
    pub required: &'a [Platform],
    /// True if a person named these platforms; the default list alone asks no one for a missing operating system.
    pub explicit: bool,
    /// True if a file without a platform in its path stands beside them, for all the rest.
    pub has_general: bool,
    /// In path order; the file for the rest comes first, where it can be compared.
    pub members: Vec<Member<'a>>,
}

/// One file of a set.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// As shown to the user.
    pub path: &'a str,
    /// What its path says; nothing for the file that is for the rest.
    pub declared: &'a Declared,
    /// False for a file that only stands beside the checked ones: it gets no findings.
    pub checked: bool,
    /// `None` when it could not be read.
    pub profile: Option<&'a Profile>,
}

impl Member<'_> {
    /// True for the file without a platform in its path, which is for the rest.
    #[must_use]
    pub fn is_general(&self) -> bool {
        self.declared.os.is_none() && self.declared.architecture.is_none()
    }
}

/// What a file's exported image is configured to be, as far as it can be read.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// By aspect and key: `("ENV", "PATH")`, `("EXPOSE", "")`, `("USER", "")`, and `("ARG", "VERSION")` for defaults.
    pub entries: BTreeMap<(&'static str, String), Entry>,
    /// The image that it builds on; `None` when it is not known.
    pub base: Option<BaseImage>,
    /// The last `FROM`: where something that is absent is reported.
    pub from: Span,
}

/// One setting of the image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its value; `None` when it is not known.
    pub value: Option<String>,
    /// Where it is set.
    pub span: Span,
}

/// The image that a file builds on.
#[derive(Clone, Debug)]
pub struct BaseImage {
    /// As written, with values for its variables.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// The same image without its architecture; `None` for `scratch` and for what is no reference.
    pub general: Option<Reference>,
    /// The platforms of that one; none when they are not known.
    pub platforms: Vec<Platform>,
}

/// Reads the configuration of the exported stage in the file's first setting.
#[must_use]
pub fn profile(facts: &Facts<'_>) -> Profile {
    let mut profile = Profile::default();
    let Some(evaluation) = facts.evaluations.first() else { return profile };
    let Some(target) = evaluation.target else { return profile };
    profile.base = base(facts, evaluation, evaluation.root(target));
    let mut chain: Vec<_> = facts.chain(evaluation, target).collect();
    chain.reverse();
    for stage in chain {
        profile.from = facts.instruction(stage.from).map(|from| from.span).unwrap_or_default();
        for instruction in stage.body.clone().filter_map(|at| facts.instruction(at)) {
            read(instruction, &|text| value(evaluation, stage.index, text), &mut profile);
        }
    }
    profile
}

fn base(facts: &Facts<'_>, evaluation: &Evaluation, root: usize) -> Option<BaseImage> {
    let name = match &evaluation.stages.get(root)?.base {
        Base::Image(name) => name.to_string(),
        Base::Scratch => "scratch".to_owned(),
        Base::Stage(_) | Base::Unknown(_) => return None,
    };
    let from = facts.graph.stages.get(root)?.from;
    let span = facts.instruction(from).map(|from| from.span).unwrap_or_default();
    let is_it = |image: &&ImageUse| image.role == Role::Base && image.name == name;
    let image = facts.images_of(from).find(is_it);
    let (general, platforms) = image.and_then(|it| general(facts, it)).unzip();
    Some(BaseImage { name, span, general, platforms: platforms.unwrap_or_default() })
}

/// An image without its architecture, and its platforms.
fn general(facts: &Facts<'_>, image: &ImageUse) -> Option<(Reference, Vec<Platform>)> {
    let general = image.specific.as_ref().and_then(|it| it.general.first());
    let reference = general.or(image.reference.as_ref())?;
    let platforms = match &*facts.resolver.resolve(reference) {
        Resolution::Found(image) => image.platforms.clone(),
        Resolution::Missing(_) | Resolution::Unknown(_) => Vec::new(),
    };
    Some((reference.clone(), platforms))
}

fn value(evaluation: &Evaluation, stage: usize, text: &Text) -> Option<String> {
    let word = word_at(&evaluation.stages.get(stage)?.body.words, text.span())?;
    word.value.as_ref().ok().map(ToString::to_string)
}

type Value<'a> = &'a dyn Fn(&Text) -> Option<String>;

fn read(instruction: &Instruction, value: Value<'_>, profile: &mut Profile) {
    match &instruction.kind {
        Kind::Arg(pairs) => {
            let has_default = |pair: &&Assignment| pair.value.is_some();
            keyed("ARG", pairs.iter().filter(has_default), value, profile);
        }
        Kind::Env(pairs) => keyed("ENV", pairs.iter(), value, profile),
        Kind::Label(pairs) => keyed("LABEL", pairs.iter(), value, profile),
        Kind::Expose(ports) => listed("EXPOSE", ports, value, profile),
        Kind::Volume(paths) => listed("VOLUME", paths, value, profile),
        Kind::User(text) => single("USER", (value(text), text.span()), profile),
        Kind::Workdir(text) => {
            let path = joined(profile, value(text));
            single("WORKDIR", (path, text.span()), profile);
        }
        Kind::Entrypoint(command) => {
            single("ENTRYPOINT", (Some(written(command)), instruction.span), profile);
        }
        Kind::From(_)
        | Kind::Run(_)
        | Kind::Cmd(_)
        | Kind::Shell(_)
        | Kind::Copy(_)
        | Kind::Add(_)
        | Kind::Stopsignal(_)
        | Kind::Maintainer(_)
        | Kind::Healthcheck(_)
        | Kind::Onbuild(_)
        | Kind::Unknown => {}
    }
}

fn keyed<'p>(
    aspect: &'static str,
    pairs: impl Iterator<Item = &'p Assignment>,
    value: Value<'_>,
    profile: &mut Profile,
) {
    for pair in pairs {
        let entry = Entry { value: pair.value.as_ref().and_then(value), span: pair.span };
        let name = pair.name.as_str().trim_matches(['"', '\'']).to_owned();
        profile.entries.insert((aspect, name), entry);
    }
}

/// `80/TCP` is `80`.
fn without_tcp(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    lower.strip_suffix("/tcp").map_or_else(|| name.to_owned(), str::to_owned)
}

/// All members of a list are one entry: `EXPOSE 80 443`, in whatever order and number of lines.
fn listed(aspect: &'static str, words: &[Text], value: Value<'_>, profile: &mut Profile) {
    for word in words {
        let name = value(word).map(|name| without_tcp(&name));
        let entry = profile
            .entries
            .entry((aspect, String::new()))
            .or_insert_with(|| Entry { value: Some(String::new()), span: word.span() });
        // A list with an unknown member cannot be compared.
        entry.value = entry.value.take().zip(name).map(|(all, name)| {
            let mut names: BTreeSet<&str> = all.split(' ').filter(|it| !it.is_empty()).collect();
            names.insert(&name);
            names.into_iter().collect::<Vec<_>>().join(" ")
        });
    }
}

/// A relative `WORKDIR` goes on from the one before.
fn joined(profile: &Profile, path: Option<String>) -> Option<String> {
    let before = profile.entries.get(&("WORKDIR", String::new()));
    let is_absolute = |path: &String| path.starts_with(['/', '\\']) || path.contains(':');
    match (path, before) {
        (Some(path), Some(before)) if !is_absolute(&path) => {
            Some(format!("{}/{path}", before.value.as_ref()?.trim_end_matches('/')))
        }
        (path, _) => path,
    }
}

fn single(aspect: &'static str, (value, span): (Option<String>, Span), profile: &mut Profile) {
    profile.entries.insert((aspect, String::new()), Entry { value, span });
}

fn written(command: &Command) -> String {
    match command {
        Command::Shell(text) => text.as_str().to_owned(),
        Command::Exec(words) => words.iter().map(Text::as_str).collect::<Vec<_>>().join("\u{1f}"),
    }
}
