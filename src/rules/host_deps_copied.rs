//! `host-deps-copied`.

use super::{
    copied::{machines, runs, runs_after, runs_before, started},
    list,
};
use crate::{
    context::{
        Presence,
        name::file_name,
        package::{Dependencies, Native},
    },
    diagnostic::Severity,
    facts::{Copied, CopiedAt, Facts},
    rule::{Check, Findings, Rule},
    stage::graph::from_of,
};

pub(super) static RULE: Rule = Rule {
    slug: "host-deps-copied",
    summary: "Packages that were installed for one platform are copied into the image of another.",
    page: include_str!("../../rules/host-deps-copied/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// Commands that install or build the packages of `node_modules`.
const NODE: [&str; 9] = [
    "npm ci",
    "npm install",
    "npm i",
    "npm clean-install",
    "npm rebuild",
    "yarn",
    "pnpm",
    "bun install",
    "bun i",
];

/// Commands that make a virtual environment or install into one.
const PYTHON: [&str; 6] = ["pip", "venv", "virtualenv", "uv ", "poetry", "conda"];

/// Words of an image or a command that uses `node_modules`.
const NODE_USERS: [&str; 7] = ["node", "npm", "npx", "yarn", "pnpm", "bun", "next"];

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for copied in facts.copied() {
        one(facts, copied, findings);
    }
}

fn one(facts: &Facts<'_>, copied: &Copied<'_>, findings: &mut Findings<'_>) {
    let fault = |at: &CopiedAt| fault(facts, copied, at).is_some();
    let hit = facts.targets(|it| {
        let of = |at: &&CopiedAt| {
            facts.evaluations.get(at.setting).is_some_and(|own| std::ptr::eq(own, it))
        };
        copied.at.iter().filter(of).any(fault)
    });
    let first = copied.at.iter().find_map(|at| self::fault(facts, copied, at));
    let Some((dependencies, native)) = first else { return };
    let what = if dependencies.python { "file" } else { "package" };
    let message = format!(
        "`{}` comes from another machine: its {what} `{}` is for {} and does not run on {}",
        dependencies.path,
        native.name,
        machines(&native.platforms),
        list(&hit)
    );
    let name = file_name(&dependencies.path);
    let help = if dependencies.python {
        format!("add `**/{name}` to `.dockerignore`, and install the packages in a `RUN`")
    } else {
        format!(
            "add `**/{name}` to `.dockerignore`, and install the packages in a `RUN`, such as `npm ci`"
        )
    };
    findings.add(copied.source.span(), message).platforms(hit).help(help);
}

/// The first package that does not run on the target.
fn fault<'f>(
    facts: &Facts<'_>,
    copied: &Copied<'_>,
    at: &'f CopiedAt,
) -> Option<(&'f Dependencies, &'f Native)> {
    let target = at.lands_on.as_ref()?;
    let found = at.found.as_deref()?;
    found.dependencies.iter().find_map(|dependencies| {
        // Installed before, siblings for the right machine stand beside those that are copied over them.
        let before = !dependencies.python
            && has_any(runs_before(facts, copied.stage, copied.instruction), &NODE);
        let native = dependencies.misfit(target, !before)?;
        let used = is_used(facts, copied, (at, found.presence), dependencies);
        used.then_some((dependencies, native))
    })
}

/// True if the image surely uses the copied packages, and not others that are installed behind them.
fn is_used(
    facts: &Facts<'_>,
    copied: &Copied<'_>,
    (at, presence): (&CopiedAt, Presence),
    dependencies: &Dependencies,
) -> bool {
    let mut after = runs_after(facts, copied.stage, copied.instruction);
    let name = file_name(&dependencies.path);
    let named = file_name(&at.path) == name;
    if named {
        return !after.any(|run| run.contains(name) && run.contains("rm "))
            && (dependencies.python || !has_any(after, &NODE));
    }
    // Packages of a part of the project belong to another program.
    let top = match presence {
        Presence::Root => dependencies.path == name,
        Presence::Unknown
        | Presence::Absent
        | Presence::Excluded
        | Presence::File
        | Presence::Folder => dependencies.path.matches('/').count() == clean_depth(&at.path),
    };
    if !top {
        return false;
    }
    if dependencies.python {
        return is_mentioned(facts, name) || !has_any(runs(facts), &PYTHON);
    }
    !has_any(after, &NODE) && uses_node(facts)
}

/// How many names a path has.
fn clean_depth(path: &str) -> usize {
    path.split('/').filter(|part| !matches!(*part, "" | ".")).count()
}

fn has_any<'t>(mut texts: impl Iterator<Item = &'t str>, words: &[&str]) -> bool {
    texts.any(|text| words.iter().any(|word| text.contains(word)))
}

fn is_mentioned(facts: &Facts<'_>, name: &str) -> bool {
    let inside = |text: &str| text.contains(name);
    let instructions = facts.file.instructions.iter();
    let mut texts = instructions.filter(|it| !is_copy(it)).map(|it| it.span.slice(facts.text));
    texts.any(inside)
}

fn is_copy(instruction: &crate::syntax::ast::Instruction) -> bool {
    use crate::syntax::ast::Kind;
    matches!(instruction.kind, Kind::Copy(_) | Kind::Add(_))
}

fn uses_node(facts: &Facts<'_>) -> bool {
    let is_user = |text: &str| NODE_USERS.iter().any(|user| text.contains(user));
    let froms = facts.graph.stages.iter().filter_map(|stage| from_of(facts.file, stage.from));
    let mut images = froms.map(|from| from.image.as_str());
    images.any(is_user) || started(facts).into_iter().any(is_user) || runs(facts).any(is_user)
}
