//! `volume-windows`: a volume where Windows takes none.
//!
//! Not about volumes on Linux, which may be anywhere, and not about what a `RUN` leaves in the folder.

use super::{
    os::{self, WINDOWS},
    start,
};
use crate::{
    context::name::is_below,
    diagnostic::Severity,
    facts::Facts,
    rule::{Check, Findings, Rule},
    rules::list,
    span::Span,
    syntax::ast::{Instruction, Kind, Text},
};
use foldhash::{HashMap, HashMapExt};
use std::cell::OnceCell;

pub(super) static RULE: Rule = Rule {
    slug: "volume-windows",
    summary: "A volume in a folder that Windows does not take for one.",
    page: include_str!("../../rules/volume-windows/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// The folders that copies fill, by the place of the instruction.
type Filled = HashMap<Span, String>;

/// Longer folders are not followed.
const LONGEST: usize = 512;

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !os::any_on(facts, WINDOWS) {
        return;
    }
    let filled = OnceCell::new();
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let Kind::Volume(texts) = &instruction.inner().unwrap_or(instruction).kind else {
            continue;
        };
        for text in texts {
            one(facts, (index, &filled), text, findings);
        }
    }
}

fn one(
    facts: &Facts<'_>,
    (index, filled): (usize, &OnceCell<Filled>),
    text: &Text,
    findings: &mut Findings<'_>,
) {
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
    let is_long = facts.file.instructions.len() > start::MANY;
    let hit = if is_long { Vec::new() } else { os::on(facts, index, WINDOWS) };
    if hit.is_empty() {
        return;
    }
    let filled = filled.get_or_init(|| all_filled(facts));
    let fills = |it: &Instruction| filled.get(&it.span).is_some_and(|it| is_below(it, &folder));
    // Few files fill a volume anywhere.
    let is_filled = filled.values().any(|it| is_below(it, &folder));
    if is_filled && start::chain_has(facts, index, fills) {
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

fn all_filled(facts: &Facts<'_>) -> Filled {
    let mut all = Filled::new();
    for stage in &facts.graph.stages {
        // The `WORKDIR` in force, where the stage names one in full.
        let mut folder: Option<String> = None;
        for instruction in stage.body.clone().filter_map(|at| facts.instruction(at)) {
            if let Kind::Workdir(text) = &instruction.kind {
                folder = below(text.as_str(), folder.as_deref());
            }
            let inner = instruction.inner().unwrap_or(instruction);
            all.extend(destination(inner, folder.as_deref()).map(|it| (inner.span, it)));
        }
    }
    all
}

/// Where a copy puts its files.
fn destination(instruction: &Instruction, folder: Option<&str>) -> Option<String> {
    let (Kind::Copy(transfer) | Kind::Add(transfer)) = &instruction.kind else { return None };
    below(transfer.destination.as_ref()?.as_str(), folder)
}

/// The folders of a path, which may count from a folder.
fn below(path: &str, folder: Option<&str>) -> Option<String> {
    place(path).or_else(|| {
        let folder = folder?;
        let plain = path.trim_start_matches("./").trim_end_matches(['/', '\\', '.']);
        let simple = !path.starts_with(['/', '\\', '$', '"']) && !plain.contains([':', '$']);
        // A folder above is not followed, nor one as deep as no person writes.
        let simple = simple && !plain.contains("..") && folder.len() < LONGEST;
        simple.then(|| place(&format!("/{folder}/{plain}")))?
    })
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
