//! Scripts with Windows line ends that a `RUN --mount` brings in, for `crlf-script`.
//!
//! Not those of other stages. A mount is there for one command, so that command says whether the script is run.

use super::{
    crlf_script::{SHELLS, broken, is_cured, report},
    os,
};
use crate::{
    context::{Presence, name::file_name},
    facts::Facts,
    needle::Needle,
    rule::Findings,
    syntax::ast::{Kind, Text},
};

static MOUNT: Needle = Needle::new("--mount=");

pub(super) fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if facts.context.is_none() || !facts.mentions(&MOUNT) {
        return;
    }
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let inner = instruction.inner().unwrap_or(instruction);
        if !matches!(inner.kind, Kind::Run(_)) {
            continue;
        }
        let mounts = inner.flags.iter().filter(|flag| flag.name == "mount");
        let rest = inner.rest().as_str();
        for value in mounts.filter_map(|flag| flag.value.as_ref()) {
            one(facts, (index, rest), value, findings);
        }
    }
}

fn one(facts: &Facts<'_>, (index, run): (usize, &str), value: &Text, findings: &mut Findings<'_>) {
    let Some((source, target)) = bound(value.as_str()) else { return };
    let Some(found) = facts.context.map(|it| it.find(source)) else { return };
    let Some(file) = found.files.first().filter(|_| found.presence == Presence::File) else {
        return;
    };
    let Some(interpreter) = broken(file_name(source), &file.content) else { return };
    let is_run = starts(run, file_name(target), interpreter);
    let platforms = os::on(facts, index, os::LINUX);
    if is_run && !platforms.is_empty() && !is_cured(facts) {
        report((value.span(), source), interpreter, platforms, findings);
    }
}

/// The source and the target of a file of the context.
fn bound(value: &str) -> Option<(&str, &str)> {
    let fields = || value.split(',').filter_map(|it| it.split_once('='));
    let get = |names: &[&str]| fields().find(|(key, _)| names.contains(key)).map(|(_, it)| it);
    let plain = get(&["from"]).is_none() && get(&["type"]).is_none_or(|it| it == "bind");
    let source = get(&["source", "src"]).filter(|_| plain && !value.contains(['$', '"']))?;
    Some((source, get(&["target", "dst", "destination"])?))
}

/// A command starts the script, or hands it to a shell. Python and its like take both line ends.
pub(super) fn starts(run: &str, name: &str, interpreter: &str) -> bool {
    let mut before = "&&";
    for word in run.split_ascii_whitespace() {
        let is_it = file_name(word.trim_matches(['"', '\'', ';'])) == name;
        let shell = SHELLS.contains(&file_name(before)) || matches!(before, "." | "source");
        let first = before.ends_with(['&', ';', '|']);
        if is_it && (shell || first && !interpreter.is_empty()) {
            return true;
        }
        before = if word.starts_with('-') { before } else { word };
    }
    false
}
