//! `host-deps-copied`.

use super::{
    copied::{
        after, before, command, commands, is_copied_after, joined, machines, names, run_text,
        runs_after, start_words, texts, working_folder,
    },
    gone::Folder,
    install::{self, Fate},
    list,
    virtualenv::{is_away, is_made_by_another, is_mentioned},
};
use crate::{
    context::{
        Content, Presence,
        name::{ending, file_name, is_below},
        package::{Dependencies, Native},
    },
    diagnostic::Severity,
    facts::{Copied, CopiedAt, Facts},
    platform::Platform,
    rule::{Check, Findings, Rule},
    shell::plain::{self, Dialect, Plain},
    span::Span,
    stage::graph::from_of,
    syntax::ast::{Command, Kind, Text},
};

pub(super) static RULE: Rule = Rule {
    slug: "host-deps-copied",
    summary: "Packages that were installed for one platform are copied into the image of another.",
    page: include_str!("../../rules/host-deps-copied/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// Words of an image or a command that uses `node_modules`.
const NODE_USERS: [&str; 7] = ["node", "npm", "npx", "yarn", "pnpm", "bun", "next"];

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for copied in facts.copied() {
        one(facts, copied, findings);
    }
}

fn one(facts: &Facts<'_>, copied: &Copied<'_>, findings: &mut Findings<'_>) {
    let all = copied.at.iter().filter_map(|at| Some((at.setting, fault(facts, copied, at)?)));
    let mut all: Vec<(usize, Found<'_>)> = all.collect();
    // Machine code says more than names do.
    let is_sure = |(_, found): &(usize, Found<'_>)| matches!(found.fault, Fault::Native(_));
    if all.iter().any(is_sure) {
        all.retain(is_sure);
    }
    let hit = facts.targets_at(|setting| all.iter().any(|(at, _)| *at == setting));
    let Some((_, Found { dependencies, fault, fate })) = all.into_iter().next() else { return };
    let name = file_name(&dependencies.path);
    let such = if dependencies.python { "" } else { ", such as `npm ci`" };
    // People write `node_modules`, and mean them all.
    let nested = dependencies.path.contains('/') && !copied.source.as_str().ends_with(name);
    let all =
        if nested { format!(" (`{name}` leaves out the top one only)") } else { String::new() };
    let help = format!(
        "add `**/{name}` to `.dockerignore`{all}, and install the packages in a `RUN`{such}"
    );
    let sure = matches!(fault, Fault::Native(_));
    let message = message(dependencies, &fault, &hit);
    let mut finding = findings.add(copied.source.span(), message).platforms(hit).help(help);
    if fate == Fate::Added {
        finding = finding.help(
            "`npm install` leaves packages that are there as they are; `npm ci` installs them anew",
        );
    }
    if !sure {
        finding.severity(Severity::Warning);
    }
}

/// A folder with packages, what is wrong with it, and what becomes of it.
struct Found<'f> {
    dependencies: &'f Dependencies,
    fault: Fault<'f>,
    fate: Fate,
}

/// What keeps copied packages from another machine than their own.
enum Fault<'f> {
    /// Machine code.
    Native(&'f Native),
    /// A package that is built where it is installed.
    Unbuilt(&'f str),
    /// The folder of a Python that the image does not have.
    Home(&'f str),
}

fn message(dependencies: &Dependencies, fault: &Fault<'_>, hit: &[Platform]) -> String {
    let from = format!("`{}` comes from another machine", dependencies.path);
    let what = if dependencies.python { "file" } else { "package" };
    match fault {
        Fault::Native(native) => format!(
            "{from}: its {what} `{}` is for {} and does not run on {}",
            native.name,
            machines(&native.platforms),
            list(hit)
        ),
        Fault::Unbuilt(name) => format!(
            "{from}: its package `{name}` is built for the machine that installs it, not for each of {}",
            list(hit)
        ),
        Fault::Home(home) => {
            format!("{from}: it is tied to the Python in `{home}`, which the image does not have")
        }
    }
}

/// What the instructions behind the `COPY` do to the packages.
fn fate(facts: &Facts<'_>, copied: &Copied<'_>, at: &CopiedAt, folder: &Folder<'_>) -> Fate {
    let is_started = || is_replaced_at_start(facts, folder) || starts_installer(facts, at);
    if is_copied_over(facts, copied, folder) || is_started() {
        return Fate::Replaced;
    }
    after(facts, copied.stage, copied.instruction)
        .map(|index| of_run(facts, index, folder))
        .max()
        .unwrap_or_default()
}

/// A container starts a script of the project that installs packages.
fn starts_installer(facts: &Facts<'_>, at: &CopiedAt) -> bool {
    let files = at.found.iter().flat_map(|it| &it.files);
    let mut scripts = files.filter(|it| match &it.content {
        Content::Script(script) => script.installs,
        Content::Text { installs, .. } => *installs,
        Content::Program(_) | Content::Other => false,
    });
    let words = start_words(facts);
    scripts.any(|it| words.iter().any(|word| file_name(word) == file_name(&it.path)))
}

/// Something is copied over the packages: under their name, or from another image to a folder above.
fn is_copied_over(facts: &Facts<'_>, copied: &Copied<'_>, folder: &Folder<'_>) -> bool {
    let (stage, instruction) = (copied.stage, copied.instruction);
    if is_copied_after(facts, stage, instruction, folder.name) {
        return true;
    }
    after(facts, stage, instruction).any(|index| is_brought(facts, index, folder))
}

/// An instruction copies from another image, or unpacks, to where the packages are or above.
fn is_brought(facts: &Facts<'_>, index: usize, folder: &Folder<'_>) -> bool {
    let Some(instruction) = facts.instruction(index) else { return false };
    let (Kind::Copy(it) | Kind::Add(it)) = &instruction.kind else { return false };
    let unpacks =
        |it: &Text| it.as_str().contains(".tar") || ending(file_name(it.as_str())) == Some("tgz");
    let from = instruction.flags.iter().any(|it| it.name == "from");
    let unpacked = matches!(instruction.kind, Kind::Add(_)) && it.sources.iter().any(unpacks);
    let at = facts.graph.stages.iter().find(|it| it.body.contains(&index));
    let before = at.and_then(|it| working_folder(facts, it.index, index));
    let place = it.destination.as_ref().and_then(|it| joined(before, it.as_str()));
    let is_above = |place: String| {
        names(&place).iter().zip(&folder.place).all(|(it, own)| it == own)
            && names(&place).len() <= folder.place.len()
    };
    (from || unpacked) && (folder.place.is_empty() || place.is_none_or(is_above))
}

/// A container installs packages itself: `["sh", "-c", "npm ci && npm start"]`.
fn is_replaced_at_start(facts: &Facts<'_>, folder: &Folder<'_>) -> bool {
    let mut texts = facts.file.instructions.iter().filter_map(command).filter_map(|it| match it {
        Command::Shell(text) => Some(text.as_str()),
        Command::Exec(words) => words.last().map(Text::as_str).filter(|it| it.contains(' ')),
    });
    let read = |text: &str| plain::read(text, Dialect::Posix, &|_| Span::default());
    texts.any(|text| read(text).is_some_and(|it| install::replaces(&it.commands, folder)))
}

fn of_run(facts: &Facts<'_>, index: usize, folder: &Folder<'_>) -> Fate {
    let Some(text) = run_text(facts, index) else { return Fate::Kept };
    // What cannot be read may do anything.
    commands(facts, index).map_or(Fate::Replaced, |all| install::fate(text, all, folder))
}

fn may_install(facts: &Facts<'_>, index: usize) -> bool {
    let Some(text) = run_text(facts, index) else { return false };
    commands(facts, index).is_none_or(|all| install::may_install(text, all))
}

/// Where packages land, its names from the top.
fn place(
    facts: &Facts<'_>,
    copied: &Copied<'_>,
    at: &CopiedAt,
    own: &Dependencies,
) -> Option<Vec<String>> {
    let folder = working_folder(facts, copied.stage, copied.instruction);
    let top = joined(folder, copied.destination)?;
    let inside = names(&own.path);
    let below = inside.strip_prefix(names(&at.path).as_slice()).unwrap_or_default();
    Some(names(&top).into_iter().chain(below.iter().copied()).map(str::to_owned).collect())
}

/// The first package that does not run on the target.
fn fault<'f>(facts: &Facts<'_>, copied: &Copied<'_>, at: &'f CopiedAt) -> Option<Found<'f>> {
    let target = at.lands_on.as_ref()?;
    let found = at.found.as_deref()?;
    found.dependencies.iter().find_map(|dependencies| {
        let name = file_name(&dependencies.path);
        let place = place(facts, copied, at, dependencies).unwrap_or_default();
        let folder = Folder { name, place, is_python: dependencies.python };
        let fate = fate(facts, copied, at, &folder);
        let is_other =
            || dependencies.python && is_made_by_another(facts, copied, dependencies, &folder);
        if fate == Fate::Replaced || is_other() {
            return None;
        }
        // Siblings for the right machine are installed beside those that are copied.
        let beside = fate == Fate::Added
            || !dependencies.python
                && before(facts, copied.stage, copied.instruction)
                    .any(|index| may_install(facts, index) || is_brought(facts, index, &folder));
        let is_untouched = |native: &&Native| {
            let mut after = runs_after(facts, copied.stage, copied.instruction);
            fate == Fate::Kept || !after.any(|run| run.contains(native.name.as_str()))
        };
        let native = dependencies.misfit(target, !beside).filter(is_untouched).map(Fault::Native);
        let unbuilt = || dependencies.unbuilt.as_deref().filter(|_| !beside).map(Fault::Unbuilt);
        let home = || {
            dependencies.home.as_deref().filter(|it| is_away(facts, copied, it)).map(Fault::Home)
        };
        let by_name = || unbuilt().or_else(home).filter(|_| is_for_several(facts));
        let fault = native.or_else(by_name)?;
        let used = is_used(facts, copied, (at, found.presence), (dependencies, &folder));
        used.then_some(Found { dependencies, fault, fate })
    })
}

/// Machines that differ are required: what is built on one is not for all.
fn is_for_several(facts: &Facts<'_>) -> bool {
    let targets = &facts.options.targets;
    targets.first().is_some_and(|first| targets.iter().any(|it| !it.same_family(first)))
}

/// True if the image surely uses the copied packages.
fn is_used(
    facts: &Facts<'_>,
    copied: &Copied<'_>,
    (at, presence): (&CopiedAt, Presence),
    (dependencies, folder): (&Dependencies, &Folder<'_>),
) -> bool {
    let name = folder.name;
    if file_name(&at.path) == name {
        return true;
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
    let above = folder.place.split_last().map(|(_, above)| format!("/{}", above.join("/")));
    // Where the packages of a part of the project land.
    let beside = || above.as_deref().filter(|_| at.exported);
    if !top && !beside().is_some_and(|it| is_started_in(facts, copied.stage, it)) {
        return false;
    }
    if dependencies.python {
        return is_mentioned(facts, folder);
    }
    uses_node(facts) && !above.is_some_and(|it| is_apart(facts, copied, &it))
}

/// Nothing is started from the folder that holds the packages, nor built there: `COPY . /src`, and `WORKDIR /app`. Where
/// a `RUN` cannot be read, nobody knows.
fn is_apart(facts: &Facts<'_>, copied: &Copied<'_>, above: &str) -> bool {
    let is_in = |path: &str| is_below(path, above);
    let enters = |command: &Plain| {
        let words = texts(command);
        let (into, value) = (words.iter(), words.iter().skip(1));
        into.zip(value).any(|(word, next)| ENTERING.contains(word) && is_in(next))
            || words.iter().any(|it| it.split_once('=').is_some_and(|(_, value)| is_in(value)))
    };
    let is_entered = |index: usize| commands(facts, index).is_none_or(|all| all.iter().any(enters));
    let last = last_folder(facts, copied.stage);
    above.len() > 1
        && last.is_some_and(|it| it.starts_with('/'))
        && !is_started_in(facts, copied.stage, above)
        && !after(facts, copied.stage, copied.instruction).any(is_entered)
}

/// What leads a command into a folder.
const ENTERING: [&str; 6] = ["cd", "pushd", "-C", "--prefix", "--cwd", "--dir"];

/// How many names a path has.
fn clean_depth(path: &str) -> usize {
    names(path).len()
}

/// The image is started from a folder: the last `WORKDIR`, or a word of its command, is in it.
fn is_started_in(facts: &Facts<'_>, stage: usize, folder: &str) -> bool {
    let last = last_folder(facts, stage);
    let is_in = |path: &str| is_below(path, folder);
    let words = || start_words(facts).into_iter().filter(|word| word.contains('/'));
    last.is_some_and(is_in) || words().any(|word| joined(last, word).as_deref().is_some_and(is_in))
}

/// The folder behind the last `WORKDIR` of a stage.
fn last_folder<'f>(facts: &'f Facts<'_>, stage: usize) -> Option<&'f str> {
    let end = facts.graph.stages.get(stage)?.body.end;
    working_folder(facts, stage, end)
}

fn uses_node(facts: &Facts<'_>) -> bool {
    let is_user = |word: &str| NODE_USERS.contains(&file_name(word));
    // `node:22`, `circleci/node`, `nodejs-18`: a whole word of the name.
    let names_one = |image: &str| {
        let mut words = image.split(['/', ':', '-', '.', '@', '_', '$', '{', '}']);
        words.any(|word| is_user(word) || word.eq_ignore_ascii_case("nodejs"))
    };
    let froms = facts.graph.stages.iter().filter_map(|stage| from_of(facts.file, stage.from));
    let mut images = froms.map(|from| from.image.as_str());
    let all = || (0..facts.file.instructions.len()).filter_map(|it| commands(facts, it)).flatten();
    let in_runs = || all().any(|it| texts(it).into_iter().any(is_user));
    images.any(names_one) || start_words(facts).into_iter().any(is_user) || in_runs()
}
