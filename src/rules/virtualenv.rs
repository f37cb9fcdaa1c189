//! Virtual environments of Python that are copied: whether their Python is there, and whether they are made anew.
//!
//! Not their packages. An environment keeps its packages in a folder of its Python's version, so one that is made by
//! another version in the same place does not see them.

use super::{
    copied::{after, before, commands, runs, texts},
    gone::{Folder, covers},
    os,
};
use crate::{
    context::{
        name::{file_name, is_below},
        package::Dependencies,
    },
    facts::{Copied, Facts},
    knowledge::familiar,
    needle::Needle,
    syntax::ast::{Instruction, Kind},
};

static PYTHONPATH: Needle = Needle::new("PYTHONPATH");

/// True if the environment is made in its place by a Python that may have another version than the copied packages.
pub(super) fn is_made_by_another(
    facts: &Facts<'_>,
    copied: &Copied<'_>,
    dependencies: &Dependencies,
    folder: &Folder<'_>,
) -> bool {
    let (stage, instruction) = (copied.stage, copied.instruction);
    let all = before(facts, stage, instruction).chain(after(facts, stage, instruction));
    let commands = all.filter_map(|index| commands(facts, index)).flatten();
    let is_own = |version: &str| dependencies.versions.iter().any(|it| it == version);
    let by_base = || {
        let bases = os::base_names(facts, instruction);
        bases.is_empty() || !bases.iter().all(|it| of_image(it).is_some_and(is_own))
    };
    let by_name = |words: &[&str]| words.iter().find_map(|it| told(it)).map(|it| !is_own(it));
    commands
        .map(texts)
        .any(|words| makes(&words, folder) && by_name(&words).unwrap_or_else(by_base))
}

/// A command makes an environment in a folder: `python3.12 -m venv .venv`, `virtualenv venv`.
fn makes(words: &[&str], folder: &Folder<'_>) -> bool {
    let is_maker = |it: &&str| matches!(file_name(it), "venv" | "virtualenv" | "pyvenv");
    let at = words.iter().position(is_maker);
    let operands = at.and_then(|at| words.get(at + 1..)).unwrap_or_default();
    operands.iter().any(|it| !it.starts_with('-') && covers(it, folder))
}

/// The version in the name of a Python: `python3.12`.
fn told(program: &str) -> Option<&str> {
    file_name(program).strip_prefix("python").filter(|it| it.contains('.'))
}

/// The version of a base image: `python:3.12-slim`, `python:3.12.4`.
fn of_image(name: &str) -> Option<&str> {
    let tag = own_image(name)?.strip_prefix(':')?;
    let end = tag.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(tag.len());
    let version = tag.get(..end)?;
    let (major, rest) = version.split_once('.')?;
    let minor = rest.split('.').next()?;
    version.get(..major.len() + 1 + minor.len())
}

/// What stands behind the name of Python's own image.
fn own_image(name: &str) -> Option<&str> {
    familiar(name).strip_prefix("python").filter(|it| it.is_empty() || it.starts_with(':'))
}

/// Folders that hold a Python on machines of people.
const OF_PERSON: [&str; 9] = [
    "/home/",
    "/Users/",
    "/root/",
    "/opt/homebrew/",
    "/opt/hostedtoolcache/",
    "/Library/",
    "/opt/local/",
    "/usr/local/opt/",
    "/nix/",
];

/// True if Python is surely not in this folder of the image, nor made anew there.
pub(super) fn is_away(facts: &Facts<'_>, copied: &Copied<'_>, home: &str) -> bool {
    let away = OF_PERSON.iter().any(|start| home.starts_with(start)) || home.contains(":\\");
    // Python's own images have it in `/usr/local/bin`.
    let names = || os::base_names(facts, copied.instruction);
    let is_own = |name: &String| own_image(name).is_some();
    let other = || home == "/usr/bin" && names().iter().all(is_own) && !names().is_empty();
    let mended = || runs(facts).any(|it| it.contains("venv") || it.contains("ln -"));
    (away || other()) && !mended() && !facts.mentions(&PYTHONPATH)
}

/// A path in a command or a variable leads into the folder: `venv/bin/python`, `/app/venv`. Of a name alone, and of a
/// path in another folder, nobody knows.
pub(super) fn is_mentioned(facts: &Facts<'_>, folder: &Folder<'_>) -> bool {
    let own = format!("/{}", folder.place.join("/"));
    let is_it = |word: &str| {
        let word = word.trim_start_matches("./");
        let is_path = word.contains('/') || folder.name.starts_with('.');
        is_below(word, &own) || is_below(word, folder.name) && is_path
    };
    let ends = |sign: char| sign.is_whitespace() || "\"',;:=()[]&|<>`".contains(sign);
    let instructions = facts.file.instructions.iter().filter(|it| !is_copy(it));
    let mut texts = instructions.map(|it| it.span.slice(facts.text));
    texts.any(|text| text.contains(folder.name) && text.split(ends).any(is_it))
}

fn is_copy(instruction: &Instruction) -> bool {
    matches!(instruction.kind, Kind::Copy(_) | Kind::Add(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_stand_in_names() {
        for (name, expected) in [
            ("python:3.12-slim", Some("3.12")),
            ("docker.io/library/python:3.9.18", Some("3.9")),
            ("python:3.13", Some("3.13")),
            ("python:3", None),
            ("python:3-slim", None),
            ("python:latest", None),
            ("python", None),
            ("debian:12.5", None),
            ("me/python:3.12", None),
        ] {
            assert_eq!(of_image(name), expected, "{name}");
        }
        assert_eq!(told("/usr/bin/python3.11"), Some("3.11"));
        assert_eq!(told("python3"), None);
    }
}
