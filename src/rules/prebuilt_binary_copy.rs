//! `prebuilt-binary-copy`.

use super::{
    copied::{
        after, commands, is_copied_after, name_one, programs, runs_after, start_words, texts,
    },
    package_file,
    prebuilt_said::{Fault, Given, said},
    script::instruction_at,
};
use crate::{
    context::{
        Content, File, Found, Presence,
        name::{self, Named, ending, file_name},
        program::{Program, may_run_on},
    },
    diagnostic::Severity,
    facts::{Copied, CopiedAt, Facts},
    knowledge,
    platform::Platform,
    rule::{Check, Findings, Rule},
    shell::plain::Plain,
    span::Span,
    stage::target::word_at,
    syntax::ast::Kind,
};

pub(super) static RULE: Rule = Rule {
    slug: "prebuilt-binary-copy",
    summary: "A program that was built for one platform is copied into the image of another.",
    page: include_str!("../../rules/prebuilt-binary-copy/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// Folders of what is given away or looked at, and not run.
const SERVED: [&str; 14] = [
    "download",
    "downloads",
    "html",
    "www",
    "wwwroot",
    "htdocs",
    "static",
    "public",
    "assets",
    "releases",
    "mirror",
    "tftpboot",
    "pub",
    "artifacts",
];

const TESTS: [&str; 12] = [
    "test",
    "tests",
    "testdata",
    "fixture",
    "fixtures",
    "__tests__",
    "spec",
    "example",
    "examples",
    "sample",
    "samples",
    "testing",
];

/// Words of commands that make programs.
const MAKERS: [&str; 9] =
    ["build", "make", "cargo", "gcc", "g++", "clang", "compile", "meson", "ninja"];

/// Commands that make no program, whatever stands behind them.
const NO_MAKERS: [&str; 10] =
    ["mkdir", "rm", "rmdir", "chmod", "chown", "ls", "touch", "cd", "echo", "ln"];

/// Words of commands that ask for the platform.
const ASKERS: [&str; 26] = [
    "TARGETARCH",
    "TARGETPLATFORM",
    "TARGETOS",
    "uname",
    "(arch)",
    "`arch`",
    "--print-architecture",
    "dpkg-architecture",
    "--print-arch",
    "%_arch",
    "%{_arch}",
    "-dumpmachine",
    "hostnamectl",
    "HOSTTYPE",
    "MACHTYPE",
    "hw_machine",
    "getconf",
    "lscpu",
    "xx-info",
    "GOARCH",
    "GOHOSTARCH",
    "process.arch",
    "machine()",
    "/etc/apk/arch",
    "-print-multiarch",
    "_host_cpu",
];

/// How many words are followed.
const STEPS: usize = 8;

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for copied in facts.copied() {
        one(facts, copied, findings);
    }
}

fn one(facts: &Facts<'_>, copied: &Copied<'_>, findings: &mut Findings<'_>) {
    let faults: Vec<(&Platform, Fault<'_>)> = copied
        .at
        .iter()
        .filter_map(|at| Some((at.lands_on.as_ref()?, fault(facts, copied, at)?)))
        .collect();
    let Some((_, first)) = faults.first() else { return };
    let mut hit: Vec<Platform> = faults.iter().map(|(target, _)| (*target).clone()).collect();
    hit.dedup();
    let (message, help) = said(facts, copied, first, &hit);
    let finding = findings.add(copied.source.span(), message).platforms(hit).help(help);
    match first {
        Fault::Missing(..) => {
            finding.severity(Severity::Warning);
        }
        Fault::Name(_, Some(given)) => {
            let finding = finding.label(given.pair.span, "the name is given here");
            if given.is_argument {
                finding.severity(Severity::Warning);
            }
        }
        Fault::Name(_, None) | Fault::Content(..) => {}
    }
}

fn fault<'f>(facts: &'f Facts<'_>, copied: &'f Copied<'_>, at: &'f CopiedAt) -> Option<Fault<'f>> {
    let passed = at.shadowed || is_elsewhere(&at.path) || is_elsewhere(copied.destination);
    if passed {
        return None;
    }
    suspect(facts, copied, at).filter(|_| !is_asked_for(facts, copied, at))
}

fn suspect<'f>(
    facts: &'f Facts<'_>,
    copied: &'f Copied<'_>,
    at: &'f CopiedAt,
) -> Option<Fault<'f>> {
    let target = at.lands_on.as_ref()?;
    if let Some(found) = at.found.as_deref() {
        match found.presence {
            Presence::Folder | Presence::Root => return in_folder(facts, copied, at, found),
            Presence::Excluded => return None,
            Presence::Absent if at.automatic.target() => return missing(copied, at),
            Presence::File if !is_obscure(found) => return in_files(facts, found, (at, target)),
            Presence::File | Presence::Absent | Presence::Unknown => {}
        }
    }
    by_name(facts, copied, (at, target))
}

/// It is served, or test data: not run where it lands.
fn is_elsewhere(path: &str) -> bool {
    let is_word = |part: &str| SERVED.iter().chain(&TESTS).any(|it| it.eq_ignore_ascii_case(part));
    path.split('/').any(is_word)
}

/// A command behind it names the file and asks for the platform: it knows.
fn is_asked_for(facts: &Facts<'_>, copied: &Copied<'_>, at: &CopiedAt) -> bool {
    // Of a folder the last name alone says little: `/usr/local/bin/`.
    let renamed = copied.destination;
    let renamed = if renamed.ends_with('/') {
        renamed.trim_start_matches('.').trim_end_matches('/')
    } else {
        file_name(renamed)
    };
    let names = [file_name(&at.path), renamed];
    let mut runs = runs_after(facts, copied.stage, copied.instruction);
    runs.any(|run| {
        let mentioned = names.iter().any(|name| name.len() > 1 && run.contains(name));
        mentioned && ASKERS.iter().any(|asker| run.contains(asker))
    })
}

/// Something behind it makes programs: `make`, `npm run build`, `./build.sh`, `aarch64-linux-gnu-gcc`.
fn is_built_after(facts: &Facts<'_>, copied: &Copied<'_>) -> bool {
    let makes = |word: &&str| {
        let mut parts = word.split(|it: char| !it.is_ascii_alphanumeric() && it != '+');
        parts.any(|part| MAKERS.contains(&part) || part.ends_with("make"))
    };
    after(facts, copied.stage, copied.instruction).any(|index| {
        // What cannot be read may make anything.
        let Some(commands) = commands(facts, index) else { return true };
        let is_maker = |it: &Plain| it.name() == "go" || texts(it).iter().any(makes);
        commands.iter().any(|it| !NO_MAKERS.contains(&it.name()) && is_maker(it))
    })
}

/// Nothing is known of the only file: its name may say more.
fn is_obscure(found: &Found) -> bool {
    found.files.iter().all(|file| file.content == Content::Other)
}

fn programs_of(found: &Found) -> impl Iterator<Item = (&File, &Program)> {
    found.files.iter().filter_map(|file| match &file.content {
        Content::Program(program) if !is_foreign(&file.path) => Some((file, program)),
        Content::Program(_) | Content::Script(_) | Content::Text { .. } | Content::Other => None,
    })
}

/// An emulator is for the machine that builds; firmware and kernels are for none that runs containers.
fn is_foreign(path: &str) -> bool {
    let name = file_name(path).to_ascii_lowercase();
    let images = ["elf", "efi", "ko", "o", "axf"];
    name.starts_with("qemu-")
        || ending(&name).is_some_and(|ending| images.contains(&ending))
        || is_elsewhere(path)
}

fn in_files<'f>(
    facts: &Facts<'_>,
    found: &'f Found,
    (at, target): (&CopiedAt, &Platform),
) -> Option<Fault<'f>> {
    let all: Vec<_> = programs_of(found).collect();
    if all.iter().any(|(_, program)| program.may_run_on(target)) {
        return None;
    }
    let (file, program) = all.into_iter().next()?;
    // Only one that is started must fit.
    let carried = target.os == "linux" && is_carried(file, program);
    if carried && !name_one(&programs(facts), &[file_name(&file.path)]) {
        return None;
    }
    let siblings = siblings(facts, at, name::named(&file.path).as_ref());
    let covered = siblings.iter().any(|own| may_run_on(own, target));
    (!covered).then_some(Fault::Content(&file.path, program))
}

/// Programs for Windows are unpacked and emulated on Linux; one that is for macOS by its name is given away.
fn is_carried(file: &File, program: &Program) -> bool {
    let only = |os: &str| program.platforms.iter().all(|own| own.os == os);
    only("windows") || only("darwin") && name::is_of_mac(&file.path)
}

/// The platforms of the other files that are copied and differ in the platform only.
fn siblings(facts: &Facts<'_>, at: &CopiedAt, named: Option<&Named>) -> Vec<Platform> {
    let Some(named) = named else { return Vec::new() };
    let others = facts.copied().iter().flat_map(|copied| &copied.at);
    let here = others.filter(|other| other.setting == at.setting && other.path != at.path);
    let others = here.filter_map(|other| name::named(&other.path));
    others.filter(|other| other.family == named.family).map(|other| other.platform).collect()
}

fn in_folder<'f>(
    facts: &Facts<'_>,
    copied: &Copied<'_>,
    at: &'f CopiedAt,
    found: &'f Found,
) -> Option<Fault<'f>> {
    let target = at.lands_on.as_ref()?;
    let words = start_words(facts);
    // Of a whole project, only what is started.
    let is_run = |file: &File| {
        found.presence != Presence::Root || name_one(&words, &[file_name(&file.path)])
    };
    let firsts = programs(facts);
    // What is started as a program must be one here; `windows-exe` speaks of an `.exe`.
    let is_started = |file: &File| {
        let name = file_name(&file.path);
        name_one(&firsts, &[name]) && !is_exe(name)
    };
    let own_os = |program: &Program| program.platforms.iter().any(|own| own.os == target.os);
    let counts =
        |(file, program): &(&File, &Program)| (own_os(program) || is_started(file)) && is_run(file);
    let all: Vec<_> = programs_of(found).filter(counts).collect();
    let fits = all.iter().any(|(_, program)| program.may_run_on(target));
    // What is built behind it replaces what lies around from a build before.
    if all.is_empty() || fits || !at.exported || is_built_after(facts, copied) {
        return None;
    }
    let stays = |file: &File| {
        !is_copied_after(facts, copied.stage, copied.instruction, file_name(&file.path))
    };
    let (file, program) = all.into_iter().find(|(file, _)| stays(file))?;
    let siblings = siblings(facts, at, name::named(&file.path).as_ref());
    let covered = siblings.iter().any(|own| may_run_on(own, target));
    (!covered).then_some(Fault::Content(&file.path, program))
}

fn by_name<'f>(
    facts: &'f Facts<'_>,
    copied: &Copied<'_>,
    (at, target): (&'f CopiedAt, &Platform),
) -> Option<Fault<'f>> {
    let named = name::named(&at.path)?;
    let literal = name::named(&copied.literal).is_some_and(|it| it.platform == named.platform);
    let given = if literal { None } else { given(facts, copied, at, &named) };
    let literal = literal || given.is_some();
    let data = |name: &str| ending(name).is_some() && ending(name) != ending(file_name(&at.path));
    let renamed = file_name(copied.destination);
    if !literal || !name::is_of_program(&at.path, &named) || data(renamed) && !is_exe(renamed) {
        return None;
    }
    let siblings = siblings(facts, at, Some(&named));
    let bundle = siblings.iter().any(|own| own.os != named.platform.os);
    let covered = siblings.iter().chain([&named.platform]).any(|own| may_run_on(own, target));
    // The package manager is the one that refuses it.
    let is_faulty = !bundle && !covered;
    let installed = is_faulty && package_file::is_found_installed(facts, file_name(&at.path));
    (is_faulty && !installed).then_some(Fault::Name(named, given))
}

/// The `ENV` or `ARG` that brings a name such as `tool-linux-x64.zip`; one that brings an architecture alone is a fault
/// of its own.
fn given<'f>(
    facts: &'f Facts<'_>,
    copied: &Copied<'_>,
    at: &'f CopiedAt,
    named: &Named,
) -> Option<Given<'f>> {
    let evaluation = facts.evaluations.get(at.setting)?;
    let words = |stage: usize| evaluation.stages.get(stage).map(|it| &it.body.words);
    let find = |span: Span| {
        let own = words(copied.stage).and_then(|words| word_at(words, span));
        // A stage below may have set what is used here.
        let below = || facts.stage_of(instruction_at(facts, span)).and_then(|it| words(it.index));
        own.or_else(|| word_at(below()?, span))
    };
    let mut spans = vec![copied.source.span()];
    let mut next = 0;
    // `ENV FILE=$FILE` takes it from an `ARG`.
    while let Some(span) = spans.get(next).copied().filter(|_| next < STEPS) {
        next += 1;
        for (_, place) in find(span).into_iter().flat_map(|word| &word.names) {
            let Some(instruction) = facts.instruction(instruction_at(facts, *place)) else {
                continue;
            };
            let mut pairs = instruction.kind.assignments().iter();
            let Some(pair) = pairs.find(|pair| pair.span == *place) else { continue };
            let Some(value) = &pair.value else { continue };
            let raw = value.as_str().trim_matches(['"', '\'']);
            let is_name = knowledge::platform_architecture(raw).is_none();
            let same = |it: Named| it.platform == named.platform && it.in_file;
            if is_name && name::named(raw).is_some_and(same) {
                let is_argument = matches!(instruction.kind, Kind::Arg(_));
                return Some(Given { pair, is_argument, path: &at.path });
            }
            spans.push(value.span());
        }
    }
    None
}

fn is_exe(name: &str) -> bool {
    ending(name).is_some_and(|ending| ending.eq_ignore_ascii_case("exe"))
}

fn missing<'f>(copied: &'f Copied<'_>, at: &'f CopiedAt) -> Option<Fault<'f>> {
    // Nothing need match a pattern; only a program is surely wanted.
    let optional = at.path.contains(['*', '?', '[']);
    let is_there = |other: &&CopiedAt| {
        let found = other.found.as_deref().filter(|found| match found.presence {
            Presence::File => !optional || programs_of(found).next().is_some(),
            Presence::Folder => !optional,
            Presence::Unknown | Presence::Absent | Presence::Excluded | Presence::Root => false,
        });
        let elsewhere =
            other.lands_on.as_ref().is_some_and(|own| Some(own) != at.lands_on.as_ref());
        found.is_some() && elsewhere
    };
    let other = copied.at.iter().find(is_there)?;
    Some(Fault::Missing(&at.path, &other.path))
}
