//! What `prebuilt-binary-copy` says: the message, and the way out.
//!
//! Not the judgement. A name is suggested only where it may be right: a folder of `GoReleaser` says more of the machine
//! than `TARGETARCH` does, and what was found to be missing has to be built first.

use super::{
    copied::{machines, shown},
    list,
};
use crate::{
    context::{
        File, Presence,
        name::{self, Named, file_name},
        program::{Program, may_run_on},
    },
    facts::{Copied, Facts},
    platform::Platform,
    syntax::ast::Assignment,
};

/// What is wrong with a source in one setting.
pub(super) enum Fault<'f> {
    /// The file, or one in the folder, is a program for other machines.
    Content(&'f str, &'f Program),
    /// The name says another platform.
    Name(Named, Option<Given<'f>>),
    /// The file of another platform is there, and this one is not.
    Missing(&'f str, &'f str),
}

/// A variable that brings the name, and where it got its value.
pub(super) struct Given<'f> {
    pub(super) pair: &'f Assignment,
    pub(super) is_argument: bool,
    pub(super) path: &'f str,
}

/// The message and the help for a fault on some platforms.
pub(super) fn said(
    facts: &Facts<'_>,
    copied: &Copied<'_>,
    fault: &Fault<'_>,
    hit: &[Platform],
) -> (String, String) {
    let help = |path: &str| help(facts, path, hit);
    match fault {
        Fault::Content(path, program) => {
            let named = name::named(path);
            let is_named =
                named.is_some_and(|it| hit.iter().all(|own| may_run_on(&it.platform, own)));
            let help = if is_named {
                format!("its name is right and its content is not: build it anew for {}", list(hit))
            } else {
                help(path)
            };
            (about_content(copied, path, program, hit), help)
        }
        Fault::Name(named, given) => {
            // Where the folder says it, the file's name alone says nothing.
            let own = |it: &Given<'_>| {
                let path = if named.in_file { file_name(it.path) } else { it.path };
                format!("`{path}`")
            };
            let name = given.as_ref().map_or_else(|| shown(copied.source), own);
            let argument =
                given.as_ref().filter(|it| it.is_argument).map(|it| it.pair.name.as_str());
            let unless = argument.map_or(String::new(), |name| {
                format!(", unless the build passes another `{name}`")
            });
            let message = format!(
                "{name} is for {} by its name, and is copied for {} too{unless}",
                named.platform,
                list(hit)
            );
            (message, help(given.as_ref().map_or(copied.source.as_str(), |it| it.path)))
        }
        Fault::Missing(path, other) => {
            let message = format!(
                "`{path}` is not in the build context, and `{other}` is: nothing to copy for {}",
                list(hit)
            );
            let help = match misnamed(facts, copied, path, hit) {
                Some(found) => {
                    format!("`{found}` is there, which no platform takes: let the names agree")
                }
                None => "build it for every required platform before the image".to_owned(),
            };
            (message, help)
        }
    }
}

/// A file beside a missing one that is for its machine by another spelling, and that no platform takes.
fn misnamed(
    facts: &Facts<'_>,
    copied: &Copied<'_>,
    path: &str,
    hit: &[Platform],
) -> Option<String> {
    let context = facts.context?;
    let named = name::named(path)?;
    let pattern = path.replacen(&*named.words, "*", 1);
    let is_for = |own: &Platform| hit.iter().any(|it| it.architecture == own.architecture);
    let is_it = |file: &&File| {
        let other = name::named(&file.path);
        other.is_some_and(|it| it.family == named.family && is_for(&it.platform))
            && copied.at.iter().all(|at| at.path != file.path)
    };
    let found = context.find_any(&pattern);
    found.files.iter().find(is_it).map(|file| file.path.clone())
}

fn about_content(copied: &Copied<'_>, path: &str, program: &Program, hit: &[Platform]) -> String {
    let what = if program.library { "library" } else { "program" };
    let machines = machines(&program.platforms);
    if file_name(&copied.source.as_str().replace('\\', "/")) == file_name(path) {
        return format!("`{path}` is a {what} for {machines} and does not run on {}", list(hit));
    }
    format!(
        "{} holds `{path}`, a {what} for {machines} that does not run on {}",
        shown(copied.source),
        list(hit)
    )
}

/// How to name the file of the target, where its name shows the way.
fn help(facts: &Facts<'_>, path: &str, hit: &[Platform]) -> String {
    let named = name::named(path);
    let spelled = named.as_ref().filter(|it| it.words.ends_with(&*it.platform.architecture));
    let once = spelled.filter(|it| path.matches(&*it.words).count() == 1);
    let Some(named) = once.filter(|it| !has_variant(path, &it.words)) else {
        return "build it in a stage, or copy the file of the target: name it by `${TARGETARCH}`"
            .to_owned();
    };
    let of = |architecture: &str| {
        let words = named.words.replace(&*named.platform.architecture, architecture);
        path.replace(&*named.words, &words)
    };
    let presence = |path: &str| facts.context.map(|it| it.find_any(path).presence);
    let is_there = |path: &str| presence(path) == Some(Presence::File);
    let lacks = |own: &Platform| presence(&of(&own.architecture)) == Some(Presence::Absent);
    let first = if is_there(path) && hit.iter().any(lacks) {
        "build it for every required platform, and copy the file of the target"
    } else {
        "copy the file of the target"
    };
    format!("{first}: `{}`, with `ARG TARGETARCH` before", of("${TARGETARCH}"))
}

/// `GoReleaser`'s folders: `app_linux_amd64_v1` stands beside `app_linux_arm64_v8.0`.
fn has_variant(path: &str, words: &str) -> bool {
    let behind = path.split_once(words).map_or("", |(_, behind)| behind);
    let variant = behind.strip_prefix(['_', '-', '.']).and_then(|it| it.strip_prefix('v'));
    variant.is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()))
}
