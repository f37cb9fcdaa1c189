//! Package files of one architecture that a script installs by a pattern: `dpkg -i /tmp/*.deb`.
//!
//! Not a rule: `hardcoded-arch-package-file` asks here. What the pattern finds is what a copy brings from the build
//! context; where one of the files is for the platform, the script is taken to be right about the rest.

use super::{
    address::Literal,
    copied::{joined, ran_before, run_text, runs_before, working_folder},
    script::{Walk, fits},
    token,
};
use crate::{
    context::{Found, Presence, name::file_name},
    facts::{CopiedAt, Facts},
    shell::{run::Call, value::Value},
    span::Span,
};
use std::{cell::OnceCell, collections::HashSet};

/// How the names of package files end.
const ENDS: [&str; 3] = [".deb", ".rpm", ".whl"];

/// What a script says that brings the packages of another machine.
const FOREIGN: [&str; 4] = ["--add-architecture", "--force-", "--ignorearch", "--platform"];

/// The package files that installing commands name by a pattern, and that are not for the platform: one a pattern.
pub(super) fn files(
    facts: &Facts<'_>,
    walk: &Walk<'_>,
    installs: impl Fn(&Call) -> bool,
) -> Vec<(Span, Literal)> {
    let mut found = Vec::new();
    if facts.context.is_none() {
        return found;
    }
    let (stage, index) = (walk.script.stage, walk.script.instruction);
    let mut here = working_folder(facts, stage, index).map(str::to_owned);
    let landed = OnceCell::new();
    // `rm -f /tmp/*.deb`, before others are built there.
    let mut removed = HashSet::new();
    for call in &walk.trace.calls {
        if let Some(word) = call.words.get(1).filter(|_| call.name == "cd") {
            here = joined(here.as_deref(), &word.shown());
        }
        if call.name == "rm" {
            removed.extend(call.words.iter().skip(1).map(Value::shown));
        }
        for (word, span) in call.arguments().filter(|_| installs(call)) {
            let shown = word.shown();
            if removed.contains(&shown) {
                continue;
            }
            let is_pattern = shown.contains('*') && ENDS.iter().any(|end| shown.ends_with(end));
            if is_pattern && token::only(&shown).is_none() {
                let landed = landed.get_or_init(|| landed_on(facts, walk));
                let literal = brought(facts, walk, landed, (here.as_deref(), &shown));
                found.extend(literal.map(|literal| (span, literal)));
            }
        }
    }
    found
}

/// A copied source, with the folder that it lands in.
type Landed<'f> = (String, &'f CopiedAt);

/// What was copied before a script for its platform; each source once.
fn landed_on<'f>(facts: &'f Facts<'_>, walk: &Walk<'_>) -> Vec<Landed<'f>> {
    let (stage, index) = (walk.script.stage, walk.script.instruction);
    let mut seen = HashSet::new();
    let copied = facts.copied().iter().filter(|it| it.stage == stage && it.instruction < index);
    let all = copied.flat_map(|copied| {
        let here = working_folder(facts, stage, copied.instruction);
        let folder = joined(here, copied.destination);
        let own = copied.at.iter().filter(|at| at.lands_on.as_ref() == Some(walk.target));
        own.filter_map(move |at| Some((folder.clone()?, at)))
    });
    all.filter(|(folder, at)| seen.insert((folder.clone(), &at.path))).collect()
}

/// The file that a pattern finds and that is for another platform.
fn brought(
    facts: &Facts<'_>,
    walk: &Walk<'_>,
    landed: &[Landed<'_>],
    (here, shown): (Option<&str>, &str),
) -> Option<Literal> {
    let (folder, pattern) = shown.rsplit_once('/').unwrap_or((".", shown));
    let folder = joined(here, folder)?;
    let there = landed.iter().filter(|(it, _)| *it == folder);
    let files: Vec<String> = there.flat_map(|(_, at)| matching(facts, at, pattern)).collect();
    let architecture = |file: &String| token::only(file_name(file)).map(|(name, _)| name);
    if files.iter().filter_map(architecture).any(|it| fits(walk.target, it)) {
        return None;
    }
    let file = files.into_iter().find(|file| architecture(file).is_some())?;
    let (name, at) = token::only(file_name(&file))?;
    let spelled = file_name(&file).get(at)?.to_owned();
    (!is_known(facts, walk, &spelled)).then_some(Literal { name, spelled, around: file })
}

/// The script or one before it names the architecture, or brings packages of another machine.
fn is_known(facts: &Facts<'_>, walk: &Walk<'_>, spelled: &str) -> bool {
    let (stage, index) = (walk.script.stage, walk.script.instruction);
    let all = || 0..facts.file.instructions.len();
    let brings = |run: &str| FOREIGN.iter().any(|word| run.contains(word));
    let brings = |at: &usize| run_text(facts, *at).is_some_and(brings);
    let foreign = facts.kept.foreign_packages.get_or_init(|| all().filter(brings).collect());
    let mut texts = runs_before(facts, stage, index).chain(run_text(facts, index));
    foreign.binary_search(&index).is_ok()
        || ran_before(facts, (stage, index), foreign)
        || texts.any(|run| run.contains(spelled))
}

/// The files of a source that a pattern with one `*` finds where they land.
fn matching(facts: &Facts<'_>, at: &CopiedAt, pattern: &str) -> Vec<String> {
    let (Some(found), Some(context)) = (at.found.as_deref(), facts.context) else {
        return Vec::new();
    };
    let Some((before, behind)) = pattern.split_once('*').filter(|it| !it.1.contains('*')) else {
        return Vec::new();
    };
    let is_it = |path: &str| {
        let name = file_name(path).strip_prefix(before);
        name.is_some_and(|it| it.ends_with(behind))
    };
    let inside = || context.find_any(&format!("{}/{pattern}", at.path));
    let matching = |found: &Found| {
        let paths = found.files.iter().map(|file| &file.path);
        paths.filter(|path| is_it(path)).cloned().collect()
    };
    match found.presence {
        Presence::Folder | Presence::Root => matching(&inside()),
        Presence::File => matching(found),
        Presence::Unknown | Presence::Absent | Presence::Excluded => Vec::new(),
    }
}
