//! `cache-mount-shared-arch`: the builds for several platforms write one cache of a package manager at once.
//!
//! Only caches of `apt` and `apk`, which lock their folders or keep files of one architecture in them. Caches of
//! compilers and language package managers are made to be shared.

use super::os;
use crate::{
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::Facts,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::list,
    span::Span,
    syntax::ast::{Flag, Instruction, Kind, Text},
};

pub(super) static RULE: Rule = Rule {
    slug: "cache-mount-shared-arch",
    summary: "Builds for several platforms share one cache of a package manager.",
    page: include_str!("../../rules/cache-mount-shared-arch/rule.md"),
    severity: Severity::Warning,
    check: Check::File(check),
};

/// Folders with their package managers, and the commands that write there; none for all commands.
const FOLDERS: [(&str, &str, &[&str]); 5] = [
    ("/var/cache/apt", "apt", ARCHIVES),
    ("/var/cache/apt/archives", "apt", ARCHIVES),
    ("/var/lib/apt", "apt", &[]),
    ("/var/cache/apk", "apk", &[]),
    ("/etc/apk/cache", "apk", &[]),
];

/// Listing packages leaves the archives alone.
const ARCHIVES: &[&str] = &["install", "upgrade", "download", "build-dep", "satisfy", "clean"];

/// One platform's build of the `RUN`: the platform required, the one it runs on, and the cache it has.
type Build = (Platform, Platform, String);

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let instruction = instruction.inner().unwrap_or(instruction);
        if matches!(instruction.kind, Kind::Run(_)) && !facts.names_foreign_manager(index) {
            // Nothing writes the cache of a package manager that the base lacks.
            one(facts, index, instruction, findings);
        }
    }
}

fn one(facts: &Facts<'_>, index: usize, instruction: &Instruction, findings: &mut Findings<'_>) {
    let mounts = instruction.flags.iter().filter(|flag| flag.name == "mount");
    let shared: Vec<(&Flag, Vec<Platform>)> = mounts
        .filter_map(|flag| Some((flag, shared(&builds(facts, index, flag.value.as_ref()?)))))
        .filter(|(flag, platforms)| !platforms.is_empty() && is_written(facts, instruction, flag))
        .collect();
    let Some(((first, platforms), more)) = shared.split_first() else { return };
    let target =
        first.value.as_ref().and_then(|it| field(it.as_str(), &["target", "dst", "destination"]));
    let message = format!(
        "the builds for {} write one cache `{}` at the same time",
        list(platforms),
        target.unwrap_or_default()
    );
    let mut finding = findings.add(first.span, message).platforms(platforms.clone()).help(
        "add `sharing=locked`, so that one waits for the other, or `$TARGETARCH` to the `id`",
    );
    for (flag, _) in more {
        finding = finding.label(flag.span, "and this one");
    }
    let edits = shared.iter().filter_map(|(flag, _)| lock(facts, flag.span));
    finding.fix(Fix {
        title: "add `sharing=locked`".to_owned(),
        edits: edits.collect(),
        applicability: Applicability::Safe,
    });
}

/// True if the script calls what writes the folder of a mount.
fn is_written(facts: &Facts<'_>, instruction: &Instruction, flag: &Flag) -> bool {
    let mount = flag.value.as_ref().map_or("", Text::as_str);
    let Some((_, manager, words)) = folder(mount) else { return false };
    let bodies = instruction.heredocs.iter().map(|it| it.body.slice(facts.text));
    let mut texts = bodies.chain([instruction.rest().as_str()]);
    let writes = |text: &str| words.is_empty() || words.iter().any(|word| text.contains(word));
    texts.any(|text| text.contains(manager) && writes(text))
}

/// The folder of a mount, if a package manager keeps its files there.
fn folder(mount: &str) -> Option<(&'static str, &'static str, &'static [&'static str])> {
    let target = field(mount, &["target", "dst", "destination"])?.trim_end_matches('/');
    FOLDERS.into_iter().find(|(folder, ..)| *folder == target)
}

/// What each build of the instruction has for a cache; those that cannot collide are left out.
fn builds(facts: &Facts<'_>, index: usize, mount: &Text) -> Vec<Build> {
    let mut builds = Vec::new();
    for evaluation in &facts.evaluations {
        for stage in os::stages(facts, evaluation, index) {
            let Some(at) = evaluation.stages.get(stage) else { continue };
            let (Ok(own), Some(cache)) = (&at.platform, cache(&os::value(at, mount))) else {
                continue;
            };
            if own.os == os::LINUX {
                builds.push((evaluation.setting.target.clone(), own.clone(), cache));
            }
        }
    }
    builds
}

/// The required platforms whose builds have the same cache as another platform's.
fn shared(builds: &[Build]) -> Vec<Platform> {
    let mut found: Vec<Platform> = Vec::new();
    for (target, own, cache) in builds {
        let clashes = |other: &Build| other.1 != *own && other.2 == *cache;
        if builds.iter().any(clashes) && !found.contains(target) {
            found.push(target.clone());
        }
    }
    found
}

/// The name of a cache that a package manager cannot share.
fn cache(mount: &str) -> Option<String> {
    let is_cache = field(mount, &["type"])?.eq_ignore_ascii_case("cache");
    let (target, ..) = folder(mount)?;
    let sharing = field(mount, &["sharing"]).unwrap_or("shared");
    let is_shared = sharing.eq_ignore_ascii_case("shared");
    let id = field(mount, &["id"]).unwrap_or(target);
    (is_cache && is_shared).then(|| id.to_owned())
}

fn field<'m>(mount: &'m str, keys: &[&str]) -> Option<&'m str> {
    mount.split(',').find_map(|field| {
        let (key, value) = field.split_once('=')?;
        keys.iter().any(|it| key.eq_ignore_ascii_case(it)).then_some(value)
    })
}

/// `sharing=locked` at the end of the flag, or in the place of another value.
fn lock(facts: &Facts<'_>, flag: Span) -> Option<Edit> {
    let text = flag.slice(facts.text);
    if text.contains(['"', '\'', '\\']) {
        return None;
    }
    if let Some(at) = text.find("sharing=shared") {
        let start = flag.start as usize + at;
        let span = Span::at(start, start + "sharing=shared".len());
        return Some(Edit { span, content: "sharing=locked".to_owned() });
    }
    Some(Edit { span: Span::new(flag.end, flag.end), content: ",sharing=locked".to_owned() })
}
