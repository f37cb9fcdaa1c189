//! The one architecture that an address names.
//!
//! Not a rule: the rules on downloads, package files and copies ask here. Of an address only what stands in the file
//! counts; a name that was worked out on the way is the script's own business.

use super::{
    script::{Walk, fits, written},
    token,
};
use crate::{
    facts::Facts,
    knowledge,
    platform::Platform,
    shell::value::{From, Value},
    span::Span,
    stage::target::Evaluation,
    syntax::ast::{Assignment, Text},
};

/// Words of addresses that say which system a file is for; the last one counts.
const SYSTEMS: &[(&str, bool)] = &[
    ("linux", true),
    ("linux64", true),
    ("debian", true),
    ("ubuntu", true),
    ("centos", true),
    ("rhel", true),
    ("alpine", true),
    ("musl", true),
    ("deb", true),
    ("rpm", true),
    ("windows", false),
    ("win", false),
    ("win64", false),
    ("exe", false),
    ("msi", false),
    ("darwin", false),
    ("macos", false),
    ("osx", false),
    ("dmg", false),
    ("freebsd", false),
];

/// Ends of the files of virtual machines: an emulator runs them anywhere.
const DISKS: [&str; 8] = ["img", "iso", "qcow2", "vmdk", "vdi", "vhd", "vhdx", "ova"];

/// A literal that names one architecture, and the text around it.
pub(super) struct Literal {
    /// Docker's name.
    pub(super) name: &'static str,
    /// As it is written.
    pub(super) spelled: String,
    /// The address or the name of the file.
    pub(super) around: String,
}

/// The name of one architecture in a value that is not the platform's, where it was written.
pub(super) fn foreign(
    facts: &Facts<'_>,
    value: &Value,
    walk: &Walk<'_>,
) -> Option<(Span, Literal)> {
    let shown = value.shown();
    let (name, at) = token::only(&shown).filter(|(_, at)| !is_for_all(&shown, at))?;
    // What is used on the build machine may be for that, unless it was chosen for the image.
    let for_machine = walk.on.architecture == name;
    if fits(walk.target, name) || !is_for(&shown, walk.on) {
        return None;
    }
    let spelled = shown.get(at.clone()).unwrap_or_default().to_owned();
    let direct = written(value, at.start, at.end);
    if for_machine && !direct.is_some_and(|it| is_chosen(walk, it)) {
        return None;
    }
    let is_exact = direct.is_some_and(|span| span.len() as usize == spelled.len());
    let given = (!is_exact).then(|| declared(facts, walk, (value, &shown), at)).flatten();
    let span = given.or(direct)?;
    Some((span, Literal { name, spelled, around: shown.into_owned() }))
}

/// What the image is for has led to a place.
fn is_chosen(walk: &Walk<'_>, place: Span) -> bool {
    let holds = |it: &Span| it.start <= place.start && place.end <= it.end;
    walk.trace.chosen.iter().any(holds)
}

/// Ends of files that are the same for every architecture, though they may lie in a folder for one.
const FOR_ALL: [&str; 9] = [
    ".gpg",
    ".asc",
    ".pub",
    ".key",
    ".noarch.rpm",
    "-noarch.rpm",
    "_all.deb",
    "-all.deb",
    "-any.whl",
];

/// Only the folder names an architecture: `…/ubuntu/amd64/archive-keyring.gpg`.
pub(super) fn is_for_all(address: &str, at: &std::ops::Range<usize>) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let file = path.rfind('/').map_or(0, |slash| slash + 1);
    // CUDA's keyring sets up the folder that it lies in as a package source.
    let is_source = path.contains("/cuda/repos/") && path.ends_with("_all.deb");
    at.end <= file && !is_source && FOR_ALL.iter().any(|end| path.ends_with(end))
}

/// False for files of another system, such as `tool-windows-amd64.exe`, and for disks of virtual machines.
pub(super) fn is_for(address: &str, on: &Platform) -> bool {
    let lower = address.to_ascii_lowercase();
    let words = || lower.split(|it: char| !it.is_ascii_alphanumeric());
    let system = |word: &str| SYSTEMS.iter().find(|(known, _)| *known == word);
    let named = words().filter_map(system).next_back().is_none_or(|(_, linux)| *linux);
    let is_disk = words().next_back().is_some_and(|end| DISKS.contains(&end));
    on.os != "linux" || named && !is_disk
}

/// The same where the text comes from an `ENV` or `ARG` that holds variables too: `ENV FILE=tool-$VERSION-amd64.tgz`.
fn declared(
    facts: &Facts<'_>,
    walk: &Walk<'_>,
    (value, shown): (&Value, &str),
    at: std::ops::Range<usize>,
) -> Option<Span> {
    let script = walk.script;
    let evaluation = facts.evaluations.iter().find(|it| it.setting.target == *walk.target)?;
    let is_given = is_given(value, &at);
    is_given.then(|| given(facts, evaluation, (script.stage, script.instruction), (shown, &at)))?
}

/// More pairs before an instruction are not held against a text.
const PAIRS: usize = 256;

/// Where an `ENV` or `ARG` before an instruction holds a part of a text: one that the instruction names, else the last.
pub(super) fn given(
    facts: &Facts<'_>,
    evaluation: &Evaluation,
    (stage, instruction): (usize, usize),
    (shown, at): (&str, &std::ops::Range<usize>),
) -> Option<Span> {
    let all = facts.kept.arch_pairs.get_or_init(|| arch_pairs(facts));
    let global = 0..facts.graph.stages.first()?.body.start;
    // What a stage builds on stands before it.
    let bodies = facts.chain(evaluation, stage).map(|it| it.body.clone());
    let near = bodies.chain([global]).flat_map(|body| {
        let index = |of: usize| all.partition_point(|(at, _)| *at < of);
        let pairs = all.get(index(body.start)..index(body.end.min(instruction)));
        pairs.unwrap_or_default().iter().rev()
    });
    let text = facts.instruction(instruction)?.span.slice(facts.text);
    let mut last = None;
    for (index, pair) in near.take(PAIRS) {
        let pair = facts.instruction(*index)?.kind.assignments().get(*pair)?;
        let Some(place) = in_pair(pair, shown, at) else { continue };
        if names(text, pair.name.as_str()) {
            return Some(place);
        }
        last = last.or(Some(place));
    }
    last
}

/// True if a text has `$NAME` or `${NAME` in it.
fn names(text: &str, name: &str) -> bool {
    let is_letter = |it: char| it.is_ascii_alphanumeric() || it == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(at + name.len()..).unwrap_or_default();
        before.ends_with(['$', '{', '%', ':']) && !behind.starts_with(is_letter)
    })
}

/// The pairs that name an architecture among other text. One alone is the matter of `arch-default-arg` and
/// `env-arch-hardcoded`.
fn arch_pairs(facts: &Facts<'_>) -> Vec<(usize, usize)> {
    let is_it = |pair: &Assignment| {
        let raw = pair.value.as_ref().map_or("", Text::as_str);
        knowledge::platform_architecture(raw).is_none() && !token::architectures(raw).is_empty()
    };
    let all = facts.file.instructions.iter().enumerate();
    let pairs = all.flat_map(|(at, it)| {
        let pairs = it.kind.assignments().iter().enumerate();
        pairs.filter(|(_, pair)| is_it(pair)).map(move |(index, _)| (at, index))
    });
    pairs.collect()
}

/// The text comes from outside of the script, and not from the platform.
fn is_given(value: &Value, at: &std::ops::Range<usize>) -> bool {
    let mut start = 0;
    value.pieces.iter().any(|piece| {
        let length = piece.text.as_deref().map_or(0, str::len);
        let holds = start <= at.start && at.end <= start + length;
        start += piece.text.as_deref().map_or(crate::shell::value::UNKNOWN.len_utf8(), str::len);
        holds && matches!(piece.from, From::Other | From::Declared(_) | From::Written(_))
    })
}

fn in_pair(pair: &Assignment, shown: &str, at: &std::ops::Range<usize>) -> Option<Span> {
    let text = pair.value.as_ref()?;
    let raw = text.as_str();
    let spelled = shown.get(at.clone())?;
    let parts = literals(raw);
    let is_whole = in_order(shown, &parts);
    let fits = |(start, part): &(usize, &str)| {
        let mut found = part.match_indices(spelled).map(|(offset, _)| offset);
        let place = (shown, at);
        found.find(|&offset| is_around((part, offset), place, is_whole)).map(|it| start + it)
    };
    let start = parts.iter().find_map(fits)?;
    Some(text.span_of(start..start + spelled.len()))
}

/// A text with variables may have become another one: what stands between them is there, in order.
fn in_order(shown: &str, parts: &[(usize, &str)]) -> bool {
    let mut rest = Some(shown);
    for (_, part) in parts {
        rest = rest.and_then(|it| it.split_once(part)).map(|(_, behind)| behind);
    }
    rest.is_some()
}

/// Both texts are the same around a place in each, as far as both go. A part that goes further holds a script.
fn is_around(
    (part, offset): (&str, usize),
    (shown, at): (&str, &std::ops::Range<usize>),
    is_whole: bool,
) -> bool {
    let before = offset.min(at.start);
    let behind = (part.len() - offset).min(shown.len() - at.start);
    let (from, to) = (offset - before, offset + behind);
    let ends =
        |it: Option<char>| it.is_none_or(|it| it.is_whitespace() || ";&|()<>\\".contains(it));
    let is_word = ends(part.get(..from).and_then(|it| it.chars().next_back()))
        && ends(part.get(to..).and_then(|it| it.chars().next()));
    (is_whole || part.contains(' '))
        && is_word
        && part.get(from..to) == shown.get(at.start - before..at.start + behind)
}

/// What stands between the variables of a text.
fn literals(raw: &str) -> Vec<(usize, &str)> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut rest = raw;
    loop {
        let end = rest.find(['$', '"', '\'']).unwrap_or(rest.len());
        all.extend(rest.get(..end).filter(|it| !it.is_empty()).map(|it| (start, it)));
        let behind = rest.get(end..).unwrap_or_default();
        if behind.is_empty() {
            return all;
        }
        let skipped = if let Some(braced) = behind.strip_prefix("${") {
            braced.find('}').map_or(behind.len(), |at| at + 3)
        } else {
            let name = |it: char| it.is_ascii_alphanumeric() || it == '_';
            let own = behind.get(1..).unwrap_or_default();
            let is_variable = behind.starts_with('$');
            1 + if is_variable { own.find(|it| !name(it)).unwrap_or(own.len()) } else { 0 }
        };
        start += end + skipped;
        rest = behind.get(skipped..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::{is_for, literals};
    use crate::platform::Platform;

    #[test]
    fn literals_stand_between_variables() {
        assert_eq!(literals("a-${V}-amd64.tgz"), [(0, "a-"), (6, "-amd64.tgz")]);
        assert_eq!(literals("\"$URL/x64\""), [(5, "/x64")]);
        assert_eq!(literals("${URL"), []);
        assert_eq!(literals("plain"), [(0, "plain")]);
    }

    #[test]
    fn files_of_other_systems_are_known() {
        let linux = Platform::parse("linux/arm64").unwrap();
        for address in [
            "https://example.com/tool-windows-amd64.exe",
            "https://example.com/windows/x86_64/docker.exe",
            "https://example.com/linux-tools/tool_darwin_amd64",
            "https://example.com/server-amd64.img",
        ] {
            assert!(!is_for(address, &linux), "{address}");
        }
        for address in [
            "https://example.com/tool-linux-amd64",
            "https://s3.example.com/ec2-windows/debian_amd64/agent.deb",
            "https://example.com/windows/tool_amd64.deb",
        ] {
            assert!(is_for(address, &linux), "{address}");
        }
    }
}
