//! Archives and installers of one architecture that a script opens, out of a folder that a copy brought.
//!
//! Not a rule: `hardcoded-arch-package-file` asks here. What a copy names itself is told at the copy, and what was
//! fetched at the download. A path counts only in a folder that the build context surely fills.

use super::{
    address::{Literal, foreign},
    copied::runs_before,
    script::Walk,
    token,
};
use crate::{
    context::name::file_name,
    facts::Facts,
    shell::{run::Call, value::Value},
    span::Span,
};

/// What opens them.
const OPENERS: [&str; 7] = ["tar", "bsdtar", "unzip", "bash", "sh", "gunzip", "unxz"];

/// How their names end.
const ENDS: [&str; 9] =
    [".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar.zst", ".tar", ".zip", ".sh", ".run"];

/// Such files: their names, where the architecture stands, and what it is.
pub(super) fn files(facts: &Facts<'_>, walk: &Walk<'_>) -> Vec<(String, Span, Literal)> {
    let calls = walk.trace.calls.iter().filter(|it| !it.handled && opens(it));
    let mut found = Vec::new();
    for (word, _) in calls.flat_map(Call::arguments) {
        let path = word.shown();
        let file = file_name(&path);
        let is_one = path.starts_with('/')
            && ENDS.iter().any(|it| file.ends_with(it))
            && token::only(file).is_some();
        if let Some((span, literal)) = is_one.then(|| foreign(facts, word, walk)).flatten()
            && is_brought(facts, walk, &path)
        {
            found.push((file.to_owned(), span, literal));
        }
    }
    found
}

/// `tar` may make an archive too.
fn opens(call: &Call) -> bool {
    let is_extraction = |word: &Value| {
        let shown = word.shown();
        shown == "--extract"
            || !shown.starts_with("--") && !shown.contains('/') && shown.contains('x')
    };
    let takes_out = || call.words.iter().skip(1).take(2).any(is_extraction);
    OPENERS.contains(&&*call.name) && (!call.name.ends_with("tar") || takes_out())
}

/// A copy filled the folder, did not name the file, and nothing else does.
fn is_brought(facts: &Facts<'_>, walk: &Walk<'_>, path: &str) -> bool {
    let file = file_name(path);
    let (stage, index) = (walk.script.stage, walk.script.instruction);
    let fills = |folder: &str| {
        let folder = folder.trim_matches(['"', '\'']).trim_end_matches('/');
        folder.len() > 1 && path.strip_prefix(folder).is_some_and(|it| it.starts_with('/'))
    };
    let mut copies = facts.copied().iter().filter(|it| it.stage == stage && it.instruction < index);
    copies.clone().any(|it| fills(it.destination))
        && !copies.any(|it| file_name(it.source.as_str()) == file)
        && !runs_before(facts, stage, index).any(|it| it.contains(file))
        // Here it is opened, and not made.
        && facts
            .instruction(index)
            .is_some_and(|it| it.span.slice(facts.text).matches(file).count() == 1)
}
