//! Files that are a Dockerfile only once something has filled them in, or put them behind another.
//!
//! Not a search for braces: `docker inspect --format '{{.Os}}'` is a command.

use crate::{
    context::name::file_name,
    needle::Needle,
    syntax::ast::{Dockerfile, Instruction, Kind},
};

/// What the templates of development containers are filled in at; no build knows such a variable.
static OPTION: Needle = Needle::new("${templateOption:");

const OPENINGS: [&str; 5] = ["{{", "{%", "<%", "@@", "%{"];

/// True for a template; `path` is where the file lies, and `refused` says that BuildKit does not take it as it is.
pub(crate) fn is_template(file: &Dockerfile, text: &str, path: &str, refused: bool) -> bool {
    let opens = |text: &str| OPENINGS.iter().any(|it| text.starts_with(it));
    // A Makefile fills in `FROM BASEIMAGE` and lines such as `CROSS_BUILD_COPY …`.
    let has_marks = unknown(file).any(|it| {
        let word = it.span.slice(text).split_whitespace().next().unwrap_or_default();
        word.contains('_') && is_mark(word)
    });
    let filled = file.instructions.iter().any(|instruction| {
        if let Kind::From(Some(from)) = &instruction.kind {
            let image = from.image.as_str();
            let is_placeholder = is_mark(image) && (has_marks || image.contains(['_', '-']));
            return is_placeholder || OPENINGS.iter().any(|it| image.contains(it));
        }
        matches!(instruction.kind, Kind::Unknown) && opens(instruction.span.slice(text))
    });
    filled
        || OPTION.is_in(text)
        || refused && (is_part(file, path) || is_among_others(file, text, path))
}

/// A file with a name of its own that begins no stage: `Dockerfile.footer`, which is put behind others.
fn is_part(file: &Dockerfile, path: &str) -> bool {
    let name = file_name(path);
    let is_whole = |it: &str| name.eq_ignore_ascii_case(it);
    !has_stage(file)
        && !file.instructions.is_empty()
        && unknown(file).next().is_none()
        && !["Dockerfile", "Containerfile", "-"].into_iter().any(is_whole)
}

/// A file in a place for templates, with something to fill in: `tmpl/alpine.Dockerfile`. A mistake in a file that
/// only lies there is still told.
fn is_among_others(file: &Dockerfile, text: &str, path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let mut words = lower.split(|it: char| !it.is_ascii_alphanumeric());
    let is_named = words.any(|it| matches!(it, "template" | "templates" | "tmpl"));
    let asks = |it: &Instruction| {
        if let Kind::From(Some(from)) = &it.kind {
            return from.image.as_str().contains('$');
        }
        let mut words = it.span.slice(text).split_whitespace();
        words.any(|word| word.starts_with("--from=") && word.contains('$'))
    };
    // A variable that no `ARG` declares is filled in before.
    let is_open = || {
        let declares = |it: &Instruction| matches!(it.kind, Kind::Arg(_));
        file.instructions.iter().any(asks) && !file.instructions.iter().any(declares)
    };
    is_named && (!has_stage(file) || OPENINGS.iter().any(|it| text.contains(it)) || is_open())
}

fn has_stage(file: &Dockerfile) -> bool {
    file.instructions.iter().any(|it| matches!(it.kind, Kind::From(_)))
}

fn unknown(file: &Dockerfile) -> impl Iterator<Item = &Instruction> {
    file.instructions.iter().filter(|it| matches!(it.kind, Kind::Unknown))
}

/// Capital letters alone, where something is filled in.
fn is_mark(word: &str) -> bool {
    let is_part = |it: u8| it.is_ascii_uppercase() || it == b'_' || it == b'-';
    word.bytes().any(|it| it.is_ascii_uppercase()) && word.bytes().all(is_part)
}
