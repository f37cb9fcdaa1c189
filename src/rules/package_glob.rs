//! Package files of one architecture that a script installs by a pattern: `dpkg -i /tmp/*.deb`.
//!
//! Not a rule: `hardcoded-arch-package-file` asks here. What the pattern finds is what a copy brings from the build
//! context; where one of the files is for the platform, the script is taken to be right about the rest.

use super::{
    address::Literal,
    copied::{joined, run_text, runs_before, working_folder},
    script::{Walk, fits},
    token,
};
use crate::{
    context::{Presence, name::file_name},
    facts::{Copied, CopiedAt, Facts},
    shell::run::Call,
    span::Span,
};

/// How the names of package files end.
const ENDS: [&str; 3] = [".deb", ".rpm", ".whl"];

/// What a script says that brings the packages of another machine.
const FOREIGN: [&str; 4] = ["--add-architecture", "--force-", "--ignorearch", "--platform"];

/// The package files that a command names by a pattern, and that are not for the platform: one a pattern.
pub(super) fn files(facts: &Facts<'_>, walk: &Walk<'_>, call: &Call) -> Vec<(Span, Literal)> {
    if facts.context.is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (word, span) in call.arguments() {
        let shown = word.shown();
        let is_pattern = shown.contains('*') && ENDS.iter().any(|end| shown.ends_with(end));
        if is_pattern && token::only(&shown).is_none() {
            let literal = brought(facts, walk, (call, &shown));
            found.extend(literal.map(|literal| (span, literal)));
        }
    }
    found
}

/// The file that a pattern finds and that is for another platform.
fn brought(facts: &Facts<'_>, walk: &Walk<'_>, (call, shown): (&Call, &str)) -> Option<Literal> {
    let (stage, index) = (walk.script.stage, walk.script.instruction);
    let body = facts.graph.stages.get(stage)?.body.clone();
    let (folder, pattern) = shown.rsplit_once('/').unwrap_or((".", shown));
    let mut here = working_folder(facts, body.start..index);
    let before = walk.trace.calls.iter().take_while(|it| !std::ptr::eq(*it, call));
    for word in before.filter(|it| it.name == "cd").filter_map(|it| it.words.get(1)) {
        here = joined(here.as_deref(), &word.shown());
    }
    let folder = joined(here.as_deref(), folder)?;
    let is_there = |copied: &&Copied<'_>| {
        let lands = || {
            let before = working_folder(facts, body.start..copied.instruction);
            joined(before.as_deref(), copied.destination)
        };
        copied.stage == stage
            && copied.instruction < index
            && lands().is_some_and(|it| it == folder)
    };
    let all = facts.copied().iter().filter(is_there).flat_map(|copied| &copied.at);
    let here = all.filter(|at| at.lands_on.as_ref() == Some(walk.target));
    let files: Vec<String> = here.flat_map(|at| matching(facts, at, pattern)).collect();
    let architecture = |file: &String| token::only(file_name(file)).map(|(name, _)| name);
    if files.iter().filter_map(architecture).any(|it| fits(walk.target, it)) {
        return None;
    }
    let file = files.into_iter().find(|file| architecture(file).is_some())?;
    let (name, at) = token::only(file_name(&file))?;
    let spelled = file_name(&file).get(at)?.to_owned();
    let knows = |run: &str| run.contains(&spelled) || FOREIGN.iter().any(|word| run.contains(word));
    let is_known = runs_before(facts, stage, index).chain(run_text(facts, index)).any(knows);
    (!is_known).then_some(Literal { name, spelled, around: file })
}

/// The files of a source that a pattern with one `*` finds where they land.
fn matching(facts: &Facts<'_>, at: &CopiedAt, pattern: &str) -> Vec<String> {
    let (Some(found), Some(context)) = (at.found.as_deref(), facts.context) else {
        return Vec::new();
    };
    let Some((before, behind)) = pattern.split_once('*').filter(|it| !it.1.contains('*')) else {
        return Vec::new();
    };
    let is_it = |path: &String| {
        let name = file_name(path).strip_prefix(before);
        name.is_some_and(|it| it.ends_with(behind))
    };
    let inside = || context.find_any(&format!("{}/{pattern}", at.path));
    let files = match found.presence {
        Presence::Folder | Presence::Root => inside().files.clone(),
        Presence::File => found.files.clone(),
        Presence::Unknown | Presence::Absent | Presence::Excluded => Vec::new(),
    };
    files.into_iter().map(|file| file.path).filter(is_it).collect()
}
