//! `wrong-package-manager`: a stage calls the package manager of another distribution than its base's.
//!
//! Not for Windows, where every manager of Linux is missing: another rule speaks there. The base is the one cause of
//! all such calls of a stage and of those that build on it, so the first call is the finding.

use super::os;
use crate::{
    diagnostic::Severity,
    facts::{Facts, Script},
    knowledge::{self, Family, Manager},
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::list,
    shell::run::Call,
    span::Span,
    stage::target::Evaluation,
    syntax::ast::{Instruction, Kind, Transfer},
};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    slug: "wrong-package-manager",
    summary: "The package manager is another distribution's than the base image's.",
    page: include_str!("../../rules/wrong-package-manager/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// What a script may look at before it chooses a manager, or that leads into another file system.
const GUARDS: &[&str] = &[
    "||",
    "command -v",
    "which ",
    "type ",
    "hash ",
    "-release",
    "debian_version",
    "exit",
    "chroot",
    "debootstrap",
    "unshare",
];

/// Folders in which programs are found, and those above them.
const PROGRAMS: &[&str] =
    &["", "usr", "bin", "sbin", "usr/bin", "usr/sbin", "usr/local", "usr/local/bin"];

/// The first call of a wrong manager on one base.
struct Wrong<'f> {
    span: Span,
    name: String,
    of: &'static Manager,
    base: (&'f str, Family),
    targets: Vec<&'f Platform>,
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let mut all: BTreeMap<usize, Wrong<'_>> = BTreeMap::new();
    for script in facts.scripts() {
        for (setting, trace) in &script.traces {
            let Some(evaluation) = facts.evaluations.get(*setting) else { continue };
            let target = &evaluation.setting.target;
            // One call is told for all; to look whether another is wrong too would cost most.
            let known = all.get(&evaluation.root(script.stage));
            if known.is_some_and(|it| it.targets.contains(&target)) {
                continue;
            }
            let Some(wrong) = first(facts, evaluation, script, &trace.calls) else { continue };
            let known = all.entry(evaluation.root(script.stage)).or_insert(wrong);
            known.targets.push(target);
        }
    }
    for wrong in all.into_values() {
        report(facts, &wrong, findings);
    }
}

fn report(facts: &Facts<'_>, wrong: &Wrong<'_>, findings: &mut Findings<'_>) {
    let Wrong { span, name, of, base: (image, family), targets } = wrong;
    let owner = of.families.first().map_or("", |it| it.name());
    // Its members have one of the two, and small images a third.
    let rhel = *family == Family::Rhel;
    let name_of = |own: &Manager| {
        if rhel { "`dnf` or `yum`".to_owned() } else { format!("`{}`", own.name()) }
    };
    let own = knowledge::manager_of(*family).map(name_of);
    let has = match &own {
        Some(own) => {
            let of = if rhel { "of " } else { "" };
            format!("is {of}{}, which has {own}", family.name())
        }
        None => "has no package manager".to_owned(),
    };
    let targets = facts.targets(|it| targets.contains(&&it.setting.target));
    let message = format!(
        "`{name}` is for {owner}, and `{image}` {has}: the build fails for {}",
        list(&targets)
    );
    let help = match own {
        Some(own) => format!(
            "write it with {own}, whose packages may have other names, or choose a base image of {owner}"
        ),
        None => format!("install in an earlier stage of {owner} and copy what is needed from it"),
    };
    findings.add(*span, message).platforms(targets).help(help);
}

/// The first call of a manager that is not there.
fn first<'f>(
    facts: &'f Facts<'_>,
    evaluation: &'f Evaluation,
    script: &Script,
    calls: &[Call],
) -> Option<Wrong<'f>> {
    let on = evaluation.stages.get(script.stage)?.platform.as_ref().ok()?;
    let base = facts.family(evaluation, script.stage).filter(|(_, family)| !family.is_windows())?;
    let instruction = facts.instruction(script.instruction)?;
    if on.os != os::LINUX {
        return None;
    }
    let wrong = calls.iter().filter(|call| call.sure).filter_map(|call| {
        let of = knowledge::manager(&call.name).filter(|it| is_wrong(it, base.1))?;
        Some((call, of))
    });
    // Most scripts call their own manager only, and nobody needs to know whether they choose.
    let mut wrong = wrong.peekable();
    wrong.peek().filter(|_| !guards(facts, instruction))?;
    wrong.find_map(|(call, of)| {
        let span = *call.spans.first()?;
        let before = (evaluation, script, span);
        let is_there = is_brought(facts, before, of);
        let name = call.name.clone();
        (!is_there).then(|| Wrong { span, name, of, base, targets: Vec::new() })
    })
}

fn is_wrong(manager: &Manager, family: Family) -> bool {
    let linux = manager.families.first().is_some_and(|it| !it.is_windows());
    // Photon and Azure Linux have `yum` as another name of theirs.
    let alias = matches!(family, Family::Photon | Family::AzureLinux)
        && matches!(manager.name(), "dnf" | "microdnf");
    linux && !manager.is_low() && !manager.is_of(family) && !alias
}

/// The script asks what there is, or works in another file system.
fn guards(facts: &Facts<'_>, instruction: &Instruction) -> bool {
    let text = instruction.span.slice(facts.text);
    GUARDS.iter().any(|it| text.contains(it))
}

/// Something before a call may have brought the manager.
fn is_brought(
    facts: &Facts<'_>,
    (evaluation, script, call): (&Evaluation, &Script, Span),
    manager: &Manager,
) -> bool {
    let empty = facts
        .family(evaluation, script.stage)
        .is_some_and(|(_, family)| knowledge::manager_of(family).is_none());
    facts.chain(evaluation, script.stage).any(|stage| {
        let mut body = stage.body.clone().filter(|at| *at <= script.instruction);
        body.any(|at| {
            let Some(instruction) = facts.instruction(at) else { return false };
            let whole = instruction.inner().unwrap_or(instruction);
            if let Kind::Copy(transfer) | Kind::Add(transfer) = &whole.kind {
                return is_to_programs(transfer, empty);
            }
            let end = whole.span.end.min(call.start).max(whole.span.start);
            let text = Span::new(whole.span.start, end).slice(facts.text);
            matches!(whole.kind, Kind::Run(_)) && names(text, manager)
        })
    })
}

/// Files go where programs are; on an empty image also without a folder.
fn is_to_programs(transfer: &Transfer, empty: bool) -> bool {
    let Some(destination) = &transfer.destination else { return true };
    let text = destination.as_str().trim_matches(['"', '\'']);
    let folder = text.trim_start_matches("./").trim_matches(['/', '.']);
    let is_absolute = text.starts_with('/');
    let is_program = folder.rsplit('/').next().is_some_and(|it| knowledge::manager(it).is_some());
    text.contains('$') || is_program || PROGRAMS.contains(&folder) && (is_absolute || empty)
}

/// A script names a manager otherwise than to call it: `apk add apt`, `ln -s /usr/bin/microdnf /usr/bin/yum`.
fn names(text: &str, manager: &Manager) -> bool {
    let stems = manager.names.iter().map(|it| it.trim_end_matches("-get"));
    let stems: Vec<&str> = stems.collect();
    let has = |word: &str| {
        let plain = word.trim_matches(['"', '\'', ')', '(', ',']);
        let last = plain.rsplit('/').next().unwrap_or_default();
        let stem = last.split(['-', '.', '=', '_']).next().unwrap_or_default();
        stems.contains(&stem)
    };
    let mut before = "&&";
    for word in text.split([' ', '\t', '\n', '\r']).filter(|it| !it.is_empty() && *it != "\\") {
        let calls = matches!(before, "&&" | "sudo" | "then" | "do" | "else" | "RUN" | "{" | "(")
            || before.ends_with([';', '&', '|', '(', '"', '\''])
            || before.starts_with("--mount")
            || before.contains("<<")
            || before.contains('=') && !before.starts_with('-');
        if !calls && has(word) {
            return true;
        }
        before = word;
    }
    false
}
