//! Variant sets: one Dockerfile per platform, joined in one image index.
//!
//! Not about one file: each member is checked on its own for its own platform. Here the set is looked at as a whole:
//! does every required platform have exactly one variant, and do the variants describe the same image?

pub mod own;

use crate::{
    declared::Declared,
    facts::Facts,
    platform::Platform,
    span::Span,
    stage::target::{Base, Evaluation},
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
    /// In path order.
    pub members: Vec<Member<'a>>,
}

/// One file of a set.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// As shown to the user.
    pub path: &'a str,
    /// What its path says.
    pub declared: &'a Declared,
    /// False for a file that only stands beside the checked ones: it gets no findings.
    pub checked: bool,
    /// `None` when it could not be read.
    pub profile: Option<&'a Profile>,
}

/// What a file's exported image is configured to be, as far as it can be read.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// By aspect and key: `("ENV", "PATH")`, `("EXPOSE", "")`, `("USER", "")`.
    pub entries: BTreeMap<(&'static str, String), Entry>,
    /// The image that it builds on; `None` when it is not known.
    pub base: Option<String>,
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

/// Reads the configuration of the exported stage in the file's first setting.
#[must_use]
pub fn profile(facts: &Facts<'_>) -> Profile {
    let mut profile = Profile::default();
    let Some(evaluation) = facts.evaluations.first() else { return profile };
    let Some(target) = evaluation.target else { return profile };
    profile.base = base(evaluation, evaluation.root(target));
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

fn base(evaluation: &Evaluation, root: usize) -> Option<String> {
    match &evaluation.stages.get(root)?.base {
        Base::Image(name) => Some(name.to_string()),
        Base::Scratch => Some("scratch".to_owned()),
        Base::Stage(_) | Base::Unknown(_) => None,
    }
}

fn value(evaluation: &Evaluation, stage: usize, text: &Text) -> Option<String> {
    let words = &evaluation.stages.get(stage)?.body.words;
    let word = words.iter().find(|word| word.span == text.span())?;
    word.value.as_ref().ok().map(ToString::to_string)
}

type Value<'a> = &'a dyn Fn(&Text) -> Option<String>;

fn read(instruction: &Instruction, value: Value<'_>, profile: &mut Profile) {
    match &instruction.kind {
        Kind::Env(pairs) => keyed("ENV", pairs, value, profile),
        Kind::Label(pairs) => keyed("LABEL", pairs, value, profile),
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
        | Kind::Arg(_)
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

fn keyed(aspect: &'static str, pairs: &[Assignment], value: Value<'_>, profile: &mut Profile) {
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
