//! `volume-windows`: a volume where Windows takes none.
//!
//! Not about volumes on Linux, which may be anywhere, and not about what a `RUN` leaves in the folder.

use super::{
    os::{self, WINDOWS},
    script::instruction_at,
    start,
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::list,
    syntax::ast::{Instruction, Kind, Text},
};

pub(super) static RULE: Rule = Rule {
    slug: "volume-windows",
    summary: "A volume in a folder that Windows does not take for one.",
    page: include_str!("../../rules/volume-windows/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let Kind::Volume(texts) = &instruction.inner().unwrap_or(instruction).kind else {
            continue;
        };
        for text in texts {
            one(facts, index, text, findings);
        }
    }
}

fn one(facts: &Facts<'_>, index: usize, text: &Text, findings: &mut Findings<'_>) {
    let is_root = |path: &str| place(path).as_deref() == Some("");
    let hit = os::on_where(facts, index, WINDOWS, |at| is_root(&os::value(at, text)));
    let shown = os::shown(facts, index, text);
    if !hit.is_empty() {
        let message =
            format!("`{shown}` is drive C: itself, which cannot be a volume on {}", list(&hit));
        findings.add(text.span(), message).platforms(hit).help("name a folder, or another drive");
        return;
    }
    let Some(folder) = place(&shown).filter(|it| !it.is_empty()) else { return };
    let fills = |it: &Instruction| destination(facts, it).is_some_and(|it| is_below(&it, &folder));
    let is_long = facts.file.instructions.len() > start::MANY;
    if is_long || !start::chain_has(facts, index, fills) {
        return;
    }
    let hit = os::on(facts, index, WINDOWS);
    if !hit.is_empty() {
        let message = format!(
            "`{shown}` holds files of the image, and on {} a volume must be an empty folder",
            list(&hit)
        );
        findings
            .add(text.span(), message)
            .platforms(hit)
            .help("let the volume be a folder of its own");
    }
}

fn destination(facts: &Facts<'_>, instruction: &Instruction) -> Option<String> {
    let (Kind::Copy(transfer) | Kind::Add(transfer)) = &instruction.kind else { return None };
    let destination = transfer.destination.as_ref()?.as_str();
    place(destination).or_else(|| {
        let folder = working_folder(facts, instruction)?;
        let plain = destination.trim_start_matches("./").trim_end_matches(['/', '\\', '.']);
        let simple = !destination.starts_with(['/', '\\', '$', '"']) && !plain.contains([':', '$']);
        simple.then(|| place(&format!("/{folder}/{plain}")))?
    })
}

/// The `WORKDIR` in force at an instruction, where its stage names one in full.
fn working_folder(facts: &Facts<'_>, instruction: &Instruction) -> Option<String> {
    let index = instruction_at(facts, instruction.span);
    let body = facts.stage_of(index)?.body.clone().take_while(|at| *at < index);
    let mut folder: Option<String> = None;
    for next in body {
        if let Kind::Workdir(text) = &facts.instruction(next)?.kind {
            folder = place(text.as_str());
        }
    }
    folder
}

/// The folders of an absolute path on drive C:, in lower case; `None` for another drive or a relative path.
fn place(path: &str) -> Option<String> {
    let path = path.trim_matches(['"', '\'']).to_ascii_lowercase().replace('\\', "/");
    let rest = match path.strip_prefix("c:") {
        Some(rest) => rest,
        None if path.starts_with('/') => &path,
        None => return None,
    };
    let plain = !rest.contains('$') && (rest.is_empty() || rest.starts_with('/'));
    let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
    plain.then(|| parts.join("/"))
}

fn is_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::{is_below, place};

    #[test]
    fn places_on_the_first_drive_are_compared() {
        for root in ["C:", "c:\\", "C:/", "/"] {
            assert_eq!(place(root).as_deref(), Some(""), "{root}");
        }
        assert_eq!(place("C:\\Data\\").as_deref(), Some("data"));
        assert_eq!(place("G:"), None);
        assert!(is_below("data/x", "data") && !is_below("database", "data"));
    }
}
