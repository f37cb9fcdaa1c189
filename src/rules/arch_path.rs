//! `interpreter-path-x86`, `java-home-arch`, `multiarch-lib-path`, `lib64-path` and `hardcoded-arch-path`: paths that
//! exist for one architecture only.
//!
//! Five rules in one file: they divide the same words, most telling first, so that one path is one finding. Paths in
//! scripts are another file's (`arch_path_script`); here a script is only asked whether the file makes the path itself.

use super::{
    arch_path_script,
    arch_word::{self, PathWord, Place, Use},
    download,
    script::is_far,
    start,
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::{list, start::MANY},
    syntax::ast::{Assignment, Instruction, Kind},
};
use std::collections::HashSet;

pub(super) static INTERPRETER: Rule = Rule {
    slug: "interpreter-path-x86",
    summary: "The path of the program loader for `amd64`, also for other architectures.",
    page: include_str!("../../rules/interpreter-path-x86/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

pub(super) static JAVA: Rule = Rule {
    slug: "java-home-arch",
    summary: "The folder of a Java that is named for one architecture.",
    page: include_str!("../../rules/java-home-arch/rule.md"),
    severity: Severity::Error,
    check: Check::With(&INTERPRETER),
};

pub(super) static LIB: Rule = Rule {
    slug: "multiarch-lib-path",
    summary: "A folder of libraries that is named for one architecture.",
    page: include_str!("../../rules/multiarch-lib-path/rule.md"),
    severity: Severity::Warning,
    check: Check::With(&INTERPRETER),
};

pub(super) static LIB64: Rule = Rule {
    slug: "lib64-path",
    summary: "`/lib64` of Debian or Ubuntu, which have it for `amd64` only.",
    page: include_str!("../../rules/lib64-path/rule.md"),
    severity: Severity::Warning,
    check: Check::With(&INTERPRETER),
};

pub(super) static PATH: Rule = Rule {
    slug: "hardcoded-arch-path",
    summary: "A path that names one architecture.",
    page: include_str!("../../rules/hardcoded-arch-path/rule.md"),
    severity: Severity::Warning,
    check: Check::With(&INTERPRETER),
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Fault {
    Interpreter,
    Java,
    Lib,
    Lib64,
    Path,
}

impl Fault {
    pub(super) const fn rule(self) -> &'static Rule {
        match self {
            Self::Interpreter => &INTERPRETER,
            Self::Java => &JAVA,
            Self::Lib => &LIB,
            Self::Lib64 => &LIB64,
            Self::Path => &PATH,
        }
    }
}

/// The most words times bytes: each word is held against every script of the file.
const MOST: usize = 100_000_000;

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    arch_path_script::check(facts, findings);
    let words = arch_word::words(facts, may_name);
    if words.len().saturating_mul(facts.text.len()) > MOST {
        return;
    }
    let mut told = HashSet::new();
    for word in &words {
        let found = |it| word.places(facts, it).iter().find_map(|place| fault(facts, word, place));
        let all: Vec<Option<(Fault, String)>> = facts.evaluations.iter().map(found).collect();
        for (fault, name) in all.iter().flatten() {
            // One finding an instruction: `COPY --from=x /a/amd64/b /a/amd64/b` has one cause.
            if told.insert((*fault, word.index)) {
                let is_hit = |at: Option<&Option<(Fault, String)>>| {
                    at.and_then(Option::as_ref).is_some_and(|(it, _)| it == fault)
                };
                let hit = facts.targets_at(|setting| is_hit(all.get(setting)));
                report((*fault, word), name, hit, &mut findings.of(fault.rule()));
            }
        }
    }
}

/// A cheap look before a word is judged in every setting.
fn may_name(text: &str) -> bool {
    let is_path = text.contains('/') || text.contains('$');
    // A backslash may part a name.
    is_path && (knowledge::may_name(text) || text.contains('\\'))
}

fn report(
    (fault, word): (Fault, &PathWord<'_>),
    name: &str,
    hit: Vec<Platform>,
    findings: &mut Findings<'_>,
) {
    let on = list(&hit);
    let message = match fault {
        Fault::Interpreter => {
            format!("`{name}` loads programs for amd64 and does not exist on {on}")
        }
        Fault::Lib64 => format!("`{name}` does not exist in this distribution on {on}"),
        Fault::Java | Fault::Lib => format!("`{name}` does not exist on {on}"),
        Fault::Path if word.kind == Use::Copied => {
            format!("`{name}` is for one architecture, and this copies it for {on} too")
        }
        Fault::Path => format!("`{name}` is for one architecture, and this is used on {on} too"),
    };
    let help = match (fault, word.kind) {
        (Fault::Interpreter, _) => {
            "copy the loader under the name it has on each platform: collect it in a `RUN` with `ldd`, or use a base image that has it"
        }
        (Fault::Java, _) => {
            "link it to a name without the architecture in a `RUN`: `ln -s /usr/lib/jvm/…-$(dpkg --print-architecture) /usr/lib/jvm/default`"
        }
        (Fault::Lib, Use::Variable) => {
            "name the library alone, which the loader finds in its own folders, or link it to a fixed place in a `RUN`"
        }
        (Fault::Lib | Fault::Lib64, _) => {
            "collect the files in a `RUN` with `$(uname -m)-linux-gnu` or a pattern, and copy them from there"
        }
        (Fault::Path, Use::Command) => {
            "put the program for the platform in a place without the architecture: the exec form replaces no variables"
        }
        (Fault::Path, Use::Started) => {
            "put the program for the platform in a place without the architecture: a container does not know `TARGETARCH`"
        }
        (Fault::Path, _) => {
            "write `${TARGETARCH}`, with `ARG TARGETARCH` before, where the name is spelled as Docker does, or give the files a place without the architecture"
        }
    };
    findings.add(word.text.span(), message).platforms(hit).help(help);
}

/// What is wrong with a word at one place, and the part of the path that says so.
fn fault(facts: &Facts<'_>, word: &PathWord<'_>, place: &Place) -> Option<(Fault, String)> {
    let value = place.value.trim_matches(['"', '\'']);
    // Addresses are another matter. Behind a name that stands for the whole path is often a folder that the file makes.
    if value.contains("://")
        || !is_written(word.text.as_str())
        || names_own(facts, word, &place.platform)
    {
        return None;
    }
    // `linux/amd64` in a variable or an argument is a platform.
    let is_path = |path: &&str| match word.kind {
        Use::Variable | Use::Command | Use::Started => {
            path.starts_with(['/', '.', '~', '$']) && path.contains('/')
        }
        Use::Copied | Use::Destination | Use::Folder => path.contains('/'),
    };
    let paths = value.split([':', ' ', ',', '=']).filter(is_path);
    // A list of folders for all of them.
    let is_own = |part: &str| part_architecture(part) == Some(&*place.platform.architecture);
    if word.kind == Use::Variable && paths.clone().any(|path| path.split('/').any(is_own)) {
        return None;
    }
    paths.filter_map(|path| in_path(facts, word, (path, place))).min_by_key(|(it, _)| *it as usize)
}

/// The architecture is written in the word itself, and no variable brings it.
fn is_written(text: &str) -> bool {
    let mut parts = text.split(['/', ':', '"', '-', '.', '_']);
    !text.contains('$')
        || ["x86_64", "x86-64", "lib64"].iter().any(|it| text.contains(it))
        || parts.any(|part| knowledge::architecture(part).is_some())
}

/// The instruction names the platform's own architecture too: a list of folders for all of them.
fn names_own(facts: &Facts<'_>, word: &PathWord<'_>, platform: &Platform) -> bool {
    let text = facts.instruction(word.index).map_or("", |it| it.span.slice(facts.text));
    let tuple = knowledge::tuple(&platform.architecture);
    tuple.is_some_and(|tuple| text.contains(tuple))
}

fn in_path(
    facts: &Facts<'_>,
    word: &PathWord<'_>,
    (path, place): (&str, &Place),
) -> Option<(Fault, String)> {
    let own = &*place.platform.architecture;
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if let Some(loader) = parts.iter().find(|it| is_loader(it)) {
        return (own != "amd64").then(|| (Fault::Interpreter, (*loader).to_owned()));
    }
    let mut before = "";
    for part in parts {
        let found = of_part(word.kind, (before, part), place);
        if let Some((fault, architecture)) = found {
            let foreign = architecture != own
                && !is_made(facts, (fault, word), part)
                && !is_cross(facts, word, architecture)
                && !is_brought(facts, (fault, word), architecture);
            let name = if fault == Fault::Lib64 { path } else { part };
            return foreign.then(|| (fault, name.to_owned()));
        }
        before = part;
    }
    None
}

/// The program loader for amd64, of glibc or musl.
pub(super) fn is_loader(part: &str) -> bool {
    part.starts_with("ld-linux-x86-64.so") || part.starts_with("ld-musl-x86_64.so")
}

/// What a part of a path names, given the part before it.
pub(super) fn of_part(
    kind: Use,
    (before, part): (&str, &str),
    place: &Place,
) -> Option<(Fault, &'static str)> {
    if before == "jvm" {
        let suffix = part.rsplit(['-', '.']).next().filter(|it| it.len() < part.len())?;
        return Some((Fault::Java, knowledge::architecture(suffix)?));
    }
    if let Some(architecture) = knowledge::tuple_architecture(part) {
        return (before == "lib").then_some((Fault::Lib, architecture));
    }
    if part == "lib64" && kind == Use::Copied && matches!(before, "" | "usr") {
        let has_it = ["amd64", "ppc64le", "loong64", "mips64le"];
        let lacks = !has_it.contains(&&*place.platform.architecture);
        return (lacks && is_debian(place.image.as_deref())).then_some((Fault::Lib64, "amd64"));
    }
    // Where a file is put is the author's choice.
    if kind == Use::Destination {
        return None;
    }
    let named = part_architecture(part).or_else(|| program(kind, (before, part)));
    named.map(|architecture| (Fault::Path, architecture))
}

/// A program that is started by a name such as `server-x86_64`; an emulator is for what it emulates.
fn program(kind: Use, (folder, part): (&str, &str)) -> Option<&'static str> {
    const FOLDERS: [&str; 5] = ["", "app", "bin", "sbin", "libexec"];
    const ENDS: [&str; 6] = ["x86_64", "amd64", "arm64", "aarch64", "ppc64le", "s390x"];
    let end = ENDS.iter().find(|it| part.ends_with(**it))?;
    let before = part.strip_suffix(end)?;
    let is_program = matches!(kind, Use::Command | Use::Started)
        && FOLDERS.contains(&folder)
        && before.len() > 1
        && before.ends_with(['-', '_', '.'])
        && !part.contains("qemu")
        && !part.contains("linux");
    knowledge::architecture(end).filter(|_| is_program)
}

/// Docker's name of the architecture in a part such as `linux_amd64`, `x86_64-unknown-linux-musl` or `arm64`.
pub(super) fn part_architecture(part: &str) -> Option<&'static str> {
    const ALONE: [&str; 8] =
        ["amd64", "x86_64", "arm64", "aarch64", "ppc64le", "s390x", "riscv64", "armhf"];
    if ALONE.contains(&part) {
        return knowledge::architecture(part);
    }
    if !part.contains("linux") {
        return None;
    }
    if let Some(architecture) = knowledge::tuple_architecture(part) {
        return Some(architecture);
    }
    // `x86_64-linux-gnu-gcc` is a compiler, whatever it runs on.
    if ["-gnu-", "-musl-", "-gnueabihf-"].iter().any(|it| part.contains(it)) {
        return None;
    }
    let joined = part.replace("x86_64", "amd64");
    let words: Vec<&str> = joined.split(['-', '_']).collect();
    let linux = words.iter().position(|word| *word == "linux")?;
    let near = [linux.checked_sub(1), linux.checked_sub(2), Some(linux + 1)];
    let mut named = near.into_iter().flatten().filter_map(|at| words.get(at));
    // `linux-x86` means either of two.
    named.find_map(|word| knowledge::architecture(word).filter(|_| *word != "x86"))
}

fn is_debian(image: Option<&str>) -> bool {
    const NAMES: [&str; 9] =
        ["debian", "ubuntu", "bookworm", "bullseye", "buster", "trixie", "jammy", "noble", "focal"];
    image.is_some_and(|image| NAMES.iter().any(|name| image.contains(name)))
}

/// The file itself makes something of that name: it is a name then, and no architecture.
fn is_made(facts: &Facts<'_>, (fault, word): (Fault, &PathWord<'_>), part: &str) -> bool {
    // As the file writes it, with its variables: `app-${VERSION}-linux-x64`.
    let written = word.text.as_str().split('/').filter(|it| part_architecture(it).is_some());
    let names: Vec<&str> = written.chain([part]).collect();
    let all = &facts.file.instructions;
    let makes_it = |it: &Instruction| {
        if let Kind::Copy(transfer) | Kind::Add(transfer) = &it.kind {
            let mut folders = transfer.destination.iter().flat_map(|text| text.as_str().split('/'));
            return fault == Fault::Path && folders.any(|folder| names.contains(&folder));
        }
        let script = it.span.slice(facts.text);
        matches!(it.kind, Kind::Run(_)) && names.iter().any(|name| makes(fault, script, name))
    };
    all.len() > MANY || all.iter().any(makes_it)
}

/// The stage that it is copied from downloads it, or copies it from the build context: other rules speak of that.
fn is_brought(
    facts: &Facts<'_>,
    (fault, word): (Fault, &PathWord<'_>),
    architecture: &str,
) -> bool {
    let from = word.stage_copied_from().filter(|_| fault == Fault::Path);
    from.is_some_and(|stage| download::brings(facts, stage, architecture))
}

/// Cross compiling: no required platform has the architecture, or the environment says so.
fn is_cross(facts: &Facts<'_>, word: &PathWord<'_>, architecture: &str) -> bool {
    if is_far(facts, architecture) {
        return true;
    }
    let says = |pair: &Assignment| {
        let name = pair.name.as_str();
        ["CROSS", "SYSROOT", "CARGO_TARGET"].iter().any(|it| name.contains(it))
    };
    let variable = matches!(word.kind, Use::Variable | Use::Folder);
    variable
        && start::chain_has(
            facts,
            word.index,
            |it| matches!(&it.kind, Kind::Env(pairs) if pairs.iter().any(says)),
        )
}

fn makes(fault: Fault, script: &str, part: &str) -> bool {
    let with = |before: &str| script.contains(&format!("{before}{part}"));
    if fault == Fault::Path {
        // A compiler's target is no name that the file chose.
        let targets = ["--target ", "--target=", "target add ", "-r ", "--runtime "];
        return !targets.iter().any(|it| with(it)) && ["/", "-o ", "> "].iter().any(|it| with(it));
    }
    // A stage for cross compiling has libraries of another architecture.
    let links = ["ln -", "mkdir "].iter().any(|it| script.contains(it));
    let name = part.split(['-', '_']).next().and_then(knowledge::architecture);
    let adds = |it: &str| {
        let mut words = it.split_ascii_whitespace();
        words.next().and_then(knowledge::architecture).is_none_or(|added| Some(added) == name)
    };
    links && script.contains(part) || script.split("--add-architecture").skip(1).any(adds)
}

#[cfg(test)]
mod tests {
    use super::part_architecture;

    #[test]
    fn parts_that_name_an_architecture_are_known() {
        for (part, architecture) in [
            ("linux_amd64", "amd64"),
            ("x86_64-unknown-linux-musl", "amd64"),
            ("node-v20.1.0-linux-x64", "amd64"),
            ("aarch64-linux-gnu", "arm64"),
            ("armv7-unknown-linux-gnueabihf", "arm"),
            ("s390x", "s390x"),
        ] {
            assert_eq!(part_architecture(part), Some(architecture), "{part}");
        }
        for part in [
            "linux",
            "app-amd64.conf",
            "linux-x86",
            "x86_64-linux-gnu-gcc",
            "arm",
            "x64",
            "darwin_arm64",
            "",
        ] {
            assert_eq!(part_architecture(part), None, "{part}");
        }
    }
}
