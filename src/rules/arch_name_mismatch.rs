//! `arch-name-mismatch`: for the addresses of `ADD`. Those in scripts are in `arch_name_script`, and the names of tools
//! in `arch_name_tool`.
//!
//! Not for projects whose spelling nobody wrote down: a table knows them, and what is not in it is not judged.

use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge::{self, Download},
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::{join, list},
    stage::{
        target::{Evaluation, word_at},
        value::shown,
    },
    syntax::ast::{Instruction, Kind, Text},
};

pub(super) static RULE: Rule = Rule {
    slug: "arch-name-mismatch",
    summary: "An architecture's name is used where a project spells it otherwise.",
    page: include_str!("../../rules/arch-name-mismatch/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    super::arch_name_script::check(facts, findings);
    super::arch_name_tool::check(facts, findings);
    super::arch_name_literal::check(facts, findings);
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        for source in addresses(instruction) {
            one(facts, index, source, findings);
        }
    }
}

fn addresses(instruction: &Instruction) -> &[Text] {
    if let Kind::Add(transfer) = &instruction.kind { &transfer.sources } else { &[] }
}

fn one(facts: &Facts<'_>, index: usize, source: &Text, findings: &mut Findings<'_>) {
    let Some(stage) = facts.stage_of(index) else { return };
    let hit = facts.targets(|it| mismatch(it, stage.index, source).is_some());
    let Some(download) = facts.evaluations.iter().find_map(|it| mismatch(it, stage.index, source))
    else {
        return;
    };
    let message = format!(
        "{} has no file of this name for {}: it spells architectures in its own way",
        download.project,
        list(&hit)
    );
    let spelled = spellings(download, &hit);
    findings
        .add(source.span(), message)
        .platforms(hit)
        .help(format!("{} writes {}", download.project, join(&spelled)))
        .help("map the name in a `RUN`: `case \"$TARGETARCH\" in amd64) …`, or choose a stage with `FROM fetch-${TARGETARCH}`");
}

/// "`x64` for amd64", for each platform once.
pub(super) fn spellings(download: &Download, platforms: &[Platform]) -> Vec<String> {
    let spell = |platform: &Platform| {
        let name = download.names.get(&*platform.architecture)?;
        Some(format!("`{name}` for {}", platform.architecture))
    };
    let mut all: Vec<String> = platforms.iter().filter_map(spell).collect();
    all.dedup();
    all
}

/// The project, when Docker's name stands where the project writes another.
fn mismatch(evaluation: &Evaluation, stage: usize, source: &Text) -> Option<&'static Download> {
    let at = evaluation.stages.get(stage).filter(|at| at.is_built())?;
    let word = word_at(&at.body.words, source.span())?;
    let address = shown(&word.value)?;
    let download = knowledge::download(address)?;
    let docker = &*evaluation.setting.target.architecture;
    let right = download.names.get(docker)?;
    let spliced = word.automatic.target() && right != docker;
    let path = address.strip_prefix("https://").unwrap_or(address);
    let has = |name: &str| {
        path.split(|byte: char| !(byte.is_alphanumeric() || byte == '_')).any(|it| it == name)
    };
    (spliced && has(docker) && !has(right)).then_some(download)
}
