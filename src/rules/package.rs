//! Packages for one architecture: `amd64-only-package`, `foreign-i386-arch`, `arch-qualified-package`,
//! `arch-suffixed-package` and `x86-only-language-package`.

use super::{
    copied::runs_before,
    os,
    script::{Hit, Walk, add, are, fits, hits, merged, targets_on, told},
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge::{self, Manager, Package},
    needle::Needle,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::{list, quoted, quoted_with},
    shell::{run::Call, value::Value},
    span::Span,
    syntax::ast::Kind,
};

static ADDS: Needle = Needle::new("--add-architecture");

pub(super) static ONLY: Rule = Rule {
    slug: "amd64-only-package",
    summary: "A package exists for amd64 only.",
    page: include_str!("../../rules/amd64-only-package/rule.md"),
    severity: Severity::Error,
    check: Check::File(only),
};

pub(super) static FOREIGN: Rule = Rule {
    slug: "foreign-i386-arch",
    summary: "Packages for i386 are asked for, which only amd64 can run.",
    page: include_str!("../../rules/foreign-i386-arch/rule.md"),
    severity: Severity::Error,
    check: Check::File(foreign),
};

pub(super) static QUALIFIED: Rule = Rule {
    slug: "arch-qualified-package",
    summary: "A package is asked for with the name of one architecture.",
    page: include_str!("../../rules/arch-qualified-package/rule.md"),
    severity: Severity::Warning,
    check: Check::File(qualified),
};

pub(super) static SUFFIXED: Rule = Rule {
    slug: "arch-suffixed-package",
    summary: "A package is for one architecture by its name.",
    page: include_str!("../../rules/arch-suffixed-package/rule.md"),
    severity: Severity::Error,
    check: Check::File(suffixed),
};

pub(super) static LANGUAGE: Rule = Rule {
    slug: "x86-only-language-package",
    summary: "A language's package exists for x86 only.",
    page: include_str!("../../rules/x86-only-language-package/rule.md"),
    severity: Severity::Error,
    check: Check::File(language),
};

/// Subcommands that install.
const INSTALL: &[&str] = &["install", "add", "-S", "reinstall", "groupinstall", "localinstall"];

/// Package managers of the Debian family.
const DEBIAN: &[&str] = &["apt-get", "apt", "aptitude", "apt-fast"];

/// Package managers of the RPM family.
const RPM: &[&str] = &["yum", "dnf", "microdnf", "tdnf", "zypper"];

/// The packages that a command installs.
fn packages<'c>(call: &'c Call, managers: &[&str]) -> Vec<&'c Value> {
    if !managers.contains(&call.name.as_str()) {
        return Vec::new();
    }
    let mut words = call.words.iter().skip(1);
    if !words.any(|word| INSTALL.contains(&&*word.shown())) {
        return Vec::new();
    }
    words.filter(|word| !word.shown().starts_with('-')).collect()
}

/// The commands of a walk that must not fail.
fn needed<'w>(walk: &Walk<'w>) -> impl Iterator<Item = &'w Call> {
    walk.trace.calls.iter().filter(|call| !call.handled)
}

fn only(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    lacking(facts, findings, true);
}

/// Python, Node and the like.
fn language(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    lacking(facts, findings, false);
}

/// What does not exist.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lack {
    Package,
    /// A file that is downloaded.
    File,
    /// What an option of the manager asks for.
    Choice,
}

/// A package that does not exist for the platform, and what to do instead.
struct Lacking {
    name: String,
    kind: Lack,
    instead: String,
}

impl Lacking {
    fn new(name: &str, kind: Lack, instead: &str) -> Self {
        Self { name: name.to_owned(), kind, instead: instead.to_owned() }
    }
}

/// Packages that do not exist for the platform: of a system's managers and of downloads, or of a language's.
fn lacking(facts: &Facts<'_>, findings: &mut Findings<'_>, of_systems: bool) {
    let counts = |it: &Manager| it.families.is_empty() != of_systems;
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Lacking)| {
        // These managers are of Linux; another rule tells that Windows has none of them.
        if of_systems && walk.on.os != os::LINUX {
            return;
        }
        for call in needed(&walk) {
            if of_systems {
                files(call, walk.on, note);
            }
            let Some((manager, from)) = managed(call).filter(|(it, _)| counts(it)) else {
                continue;
            };
            call.read_words(from, |words| {
                names(facts, manager, (words, from), (call, walk.on), note);
                options(facts, manager, (words, from), (call, walk.on), note);
            });
        }
    };
    let added = if of_systems { added_files(facts) } else { Vec::new() };
    let (options, packages): (Vec<_>, Vec<_>) =
        hits(facts, look).into_iter().chain(added).partition(|hit| hit.what.kind == Lack::Choice);
    let mut all = merged(facts, packages);
    all.extend(options.into_iter().map(|Hit { span, what, targets }| Hit {
        span,
        what: vec![what],
        targets,
    }));
    for Hit { span, what, targets } in all {
        let names = what.iter().map(|it| it.name.clone()).collect();
        let message = if what.iter().any(|it| it.kind == Lack::Choice) {
            format!("{} asks for one architecture, and {} required", quoted(names), are(&targets))
        } else if what.iter().any(|it| it.kind == Lack::File) {
            format!("what is fetched here of {} does not run on {}", quoted(names), list(&targets))
        } else {
            let lack = quoted_with(names, ("does", "do"));
            format!("{lack} not exist for {}", list(&targets))
        };
        let message = |unless: &str| format!("{message}{unless}");
        let mut finding = add(facts, findings, span, message).platforms(targets);
        let mut ways: Vec<&String> = what.iter().map(|it| &it.instead).collect();
        ways.dedup();
        for way in ways {
            finding = finding.help(format!("instead: {way}"));
        }
    }
}

/// Packages by their names.
fn names(
    facts: &Facts<'_>,
    manager: &Manager,
    (words, from): (&[&str], usize),
    (call, on): (&Call, &Platform),
    note: &mut dyn FnMut(Span, Lacking),
) {
    for at in manager.packages(words).unwrap_or_default() {
        let (Some(&text), Some(word)) = (words.get(at), call.words.get(from + at)) else {
            continue;
        };
        // `mkl; platform_machine == "x86_64"`: pip chooses.
        if !text.contains(';')
            && !is_kernel(text)
            && let Some(known) = knowledge::package(manager, text)
            && !is_for(known, on)
            && let Some(span) = told(facts, word, 0, manager.bare(text).len())
        {
            note(span, Lacking::new(manager.bare(text), Lack::Package, &known.instead));
        }
    }
}

/// Files whose address says nothing of the architecture.
fn files(call: &Call, on: &Platform, note: &mut dyn FnMut(Span, Lacking)) {
    for address in call.addresses() {
        let known = knowledge::package_file(&address.shown()).filter(|it| !is_for(it, on));
        if let Some((known, span)) = known.zip(call.span_of(address)) {
            note(span, Lacking::new(&known.of, Lack::File, &known.instead));
        }
    }
}

/// The same with `ADD`.
fn added_files(facts: &Facts<'_>) -> Vec<Hit<Lacking>> {
    let mut found = Vec::new();
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let Kind::Add(transfer) = &instruction.kind else { continue };
        let Some(stage) = facts.stage_of(index).map(|it| it.index) else { continue };
        for source in transfer.sources.iter().filter(|it| it.as_str().contains("://")) {
            let text = os::shown(facts, index, source);
            let Some(known) = knowledge::package_file(&text) else { continue };
            let targets = targets_on(facts, stage, |on| on.os == os::LINUX && !is_for(known, on));
            if !targets.is_empty() {
                let what = Lacking::new(&known.of, Lack::File, &known.instead);
                found.push(Hit { span: source.span(), what, targets });
            }
        }
    }
    found
}

/// amd64 runs what is for i386, where that is allowed.
fn is_for(known: &Package, on: &Platform) -> bool {
    known.is_for(&on.architecture) || on.architecture == "amd64" && known.is_for("386")
}

/// The package manager of a call, and where its arguments begin.
fn managed(call: &Call) -> Option<(&'static Manager, usize)> {
    // `uv pip install`
    let is_nested = call.name == "uv" && call.word(1) == "pip";
    Some((knowledge::manager(&call.name)?, if is_nested { 2 } else { 1 }))
}

/// `--cpu=x64` and the like.
fn options(
    facts: &Facts<'_>,
    manager: &Manager,
    (words, from): (&[&str], usize),
    (call, on): (&Call, &Platform),
    note: &mut dyn FnMut(Span, Lacking),
) {
    if !takes_options(call, words) {
        return;
    }
    let own = words.iter().take_while(|it| **it != "--");
    for (at, text) in own.enumerate() {
        let (name, value, word) = match text.split_once('=') {
            Some((name, value)) => (name, value, call.words.get(from + at)),
            None => (
                *text,
                words.get(at + 1).copied().unwrap_or_default(),
                call.words.get(from + at + 1),
            ),
        };
        let Some(option) = knowledge::platform_option(manager, name) else { continue };
        let named = knowledge::names(value).next().map(|(name, _)| name);
        let Some(word) = word.filter(|_| named.is_some_and(|it| on.architecture != it)) else {
            continue;
        };
        if let Some(span) = told(facts, word, 0, word.shown().len()) {
            note(span, Lacking::new(&word.shown(), Lack::Choice, &option.instead));
        }
    }
}

/// The command itself takes the options, and no script or lock file that it is told of.
fn takes_options(call: &Call, words: &[&str]) -> bool {
    const INSTALLS: [&str; 6] = ["install", "i", "ci", "add", "rebuild", "update"];
    let first = words.first().copied().unwrap_or_default();
    match call.name.as_str() {
        "npm" | "pnpm" | "yarn" | "bun" => first.starts_with('-') || INSTALLS.contains(&first),
        "poetry" | "pdm" | "pipenv" | "pipx" => false,
        _ => true,
    }
}

fn on_other(on: &Platform) -> bool {
    !matches!(on.architecture.as_ref(), "amd64" | "386")
}

fn foreign(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if facts.scripts().is_empty() || !facts.mentions(&ADDS) {
        return;
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, ())| {
        if !on_other(walk.on) {
            return;
        }
        for call in walk.trace.calls.iter().filter(|call| call.name == "dpkg") {
            let adds = call.words.iter().any(|word| word.shown() == "--add-architecture");
            let mut words = call.words.iter();
            let i386 = words.find(|word| word.shown() == "i386").filter(|_| adds);
            if let Some(span) = i386.and_then(|word| told(facts, word, 0, 4)) {
                note(span, ());
            }
        }
    };
    let added = hits(facts, look);
    for Hit { span, targets, .. } in added {
        let message = |unless: &str| {
            format!("packages for i386 run on amd64 only, and {} required{unless}", are(&targets))
        };
        add(facts, findings, span, message).platforms(targets.clone()).help(
            "ask for them on amd64 only: `if [ \"$(dpkg --print-architecture)\" = amd64 ]; then …`",
        );
    }
}

fn qualified(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, (String, String))| {
        // Whoever adds an architecture wants packages of it.
        let adds = |call: &Call| call.words.iter().any(|it| it.shown() == "--add-architecture");
        let is_meant = || {
            let mut before = runs_before(facts, walk.script.stage, walk.script.instruction);
            walk.trace.calls.iter().any(adds)
                || before.any(|run| run.contains("--add-architecture"))
        };
        for (managers, sign) in [(DEBIAN, ':'), (RPM, '.')] {
            for package in needed(&walk).flat_map(|call| packages(call, managers)) {
                let all = package.shown();
                // `jq:amd64=1.7-1`
                let shown = all.split_once('=').map_or(&*all, |(name, _)| name);
                let Some((name, suffix)) = shown.rsplit_once(sign) else { continue };
                let named = knowledge::architecture(suffix);
                let is_package = !name.is_empty() && !shown.contains('/');
                let at = name.len()..shown.len();
                // RPM distributions have packages for i386 in the sources for amd64.
                if named.is_some_and(|it| is_package && !fits(walk.on, it))
                    && let Some(span) = told(facts, package, at.start, at.end)
                    && !is_meant()
                {
                    note(span, (shown.to_owned(), name.to_owned()));
                }
            }
        }
    };
    for Hit { span, what, targets } in merged(facts, hits(facts, look)) {
        let (full, plain): (Vec<String>, Vec<String>) = what.into_iter().unzip();
        let is_old = |it: &String| it.ends_with("86");
        let help = if full.iter().any(is_old) {
            format!("install {} on amd64 only, or write {}", quoted(full.clone()), quoted(plain))
        } else {
            format!("write {}", quoted(plain))
        };
        let these = quoted_with(full, ("is", "are"));
        let message = |unless: &str| {
            format!("{these} for one architecture{unless}, and {} required", are(&targets))
        };
        add(facts, findings, span, message).platforms(targets.clone()).help(help);
    }
}

/// `arch-suffixed-package` speaks of these.
fn is_kernel(name: &str) -> bool {
    ["linux-headers-", "linux-image-", "linux-kbuild-"].iter().any(|start| name.starts_with(start))
}

fn suffixed(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        for package in needed(&walk).flat_map(|call| packages(call, DEBIAN)) {
            let shown = package.shown();
            let is_kernel = is_kernel(&shown);
            let Some((_, suffix)) = shown.rsplit_once('-').filter(|_| is_kernel) else { continue };
            let at = shown.len() - suffix.len()..shown.len();
            let named = knowledge::architecture(suffix);
            if named.is_some_and(|it| walk.on.architecture != it)
                && let Some(span) = told(facts, package, at.start, at.end)
            {
                note(span, shown.to_string());
            }
        }
    };
    for Hit { span, what, targets } in hits(facts, look) {
        let message = |unless: &str| {
            format!("`{what}` is for one architecture{unless}, and {} required", are(&targets))
        };
        let start = what.rsplit_once('-').map_or("", |(start, _)| start);
        let help = format!("write `{start}-$(dpkg --print-architecture)`");
        add(facts, findings, span, message).platforms(targets.clone()).help(help);
    }
}
