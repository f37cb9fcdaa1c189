//! `dotnet-rid-hardcoded`: .NET told to build for one runtime identifier.
//!
//! Not what project files say. What is built is for the image's platform, wherever it is built.

use super::{
    consequence, os,
    script::{Hit, Walk, add, are, hits, option, told},
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    needle::Needle,
    platform::Platform,
    rule::{Check, Findings, Rule},
    shell::{run::Call, value::Value},
    span::Span,
};

static TARGETOS: Needle = Needle::new("TARGETOS");
static DOTNET: Needle = Needle::new("dotnet");

pub(super) static RULE: Rule = Rule {
    slug: "dotnet-rid-hardcoded",
    summary: "`dotnet` builds for one runtime identifier, whatever the platform.",
    page: include_str!("../../rules/dotnet-rid-hardcoded/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// What names a runtime identifier.
const IDENTIFIERS: &[&str] = &["-r", "--runtime", "RuntimeIdentifier"];

/// What names an architecture alone.
const ARCHITECTURES: &[&str] = &["-a", "--arch", "PlatformTarget"];

/// Subcommands that build, or fetch what is built with.
const BUILDS: &[&str] = &["publish", "build", "restore", "pack"];

/// How runtime identifiers of Linux begin.
const SYSTEMS: &[&str] =
    &["linux", "alpine", "ubuntu", "debian", "rhel", "centos", "fedora", "ol.", "opensuse", "sles"];

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !facts.mentions(&DOTNET) {
        return;
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        for call in walk.trace.calls.iter().filter(|call| call.name == "dotnet") {
            let mut before = std::borrow::Cow::Borrowed("");
            for (word, _) in call.arguments() {
                let shown = word.shown();
                let (option, name) = match shown.split_once(['=', ':']) {
                    // `-p:Name=value`
                    Some(("-p" | "/p" | "-property" | "--property" | "/property", pair)) => {
                        pair.split_once('=').unwrap_or_default()
                    }
                    Some(pair) => pair,
                    None => (&*before, &*shown),
                };
                if IDENTIFIERS.contains(&option) {
                    identifier(facts, (word, name), (call, walk.target), note);
                } else if ARCHITECTURES.contains(&option) && is_build(call) {
                    let is_other = |it: &str| walk.target.architecture != it;
                    architecture(facts, (word, name, name), is_other, note);
                }
                before = shown;
            }
        }
    };
    let all = hits(facts, look);
    if all.len() > 1 && siblings(facts) {
        return;
    }
    for Hit { span, what, targets } in all {
        let message = |unless: &str| {
            format!("`dotnet` builds for `{what}`{unless}, and {} required", are(&targets))
        };
        let help = if targets.iter().any(|it| it.os == os::WINDOWS) {
            "choose the identifier by platform too: `win-x64` where `TARGETOS` is `windows`"
        } else {
            "write `-a $TARGETARCH` in its place, with `ARG TARGETARCH` in this stage"
        };
        let mut finding = add(facts, findings, span, message).platforms(targets.clone()).help(help);
        for place in consequence::copies(facts, span, &what) {
            finding = finding.label(place, consequence::COPIED);
        }
    }
}

/// Each required architecture has a `dotnet publish` of its own, wherever the image is for: programs for all, on purpose.
fn siblings(facts: &Facts<'_>) -> bool {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, &'static str)| {
        for call in walk.trace.calls.iter().filter(|call| call.name == "dotnet" && call.sure) {
            let named = |words: &[&str]| {
                let name = option(words, &["-r", "--runtime", "-a", "--arch"])?;
                knowledge::architecture(name.rsplit('-').next()?)
            };
            if call.word(1) == "publish"
                && let (Some(name), Some(span)) = (call.read_words(1, named), call.spans.first())
            {
                note(*span, name);
            }
        }
    };
    let every = facts.targets(|_| true);
    let all = hits(facts, look);
    // What a choice leads to is for the target, or wrong.
    let is_for = |target: &Platform| {
        all.iter().any(|hit| hit.targets == every && target.architecture == hit.what)
    };
    every.iter().all(is_for)
}

/// A build that is not for another system.
fn is_build(call: &Call) -> bool {
    let mut behind = call.words.iter().map(Value::shown).skip_while(|it| it != "--os").skip(1);
    let system = behind.next();
    BUILDS.contains(&&*call.word(1))
        && system.is_none_or(|it| SYSTEMS.iter().any(|known| it.starts_with(known)))
}

/// `linux-x64`, `alpine-arm64`; for Windows only where the system counts.
fn identifier(
    facts: &Facts<'_>,
    (word, name): (&Value, &str),
    (call, target): (&Call, &Platform),
    note: &mut dyn FnMut(Span, String),
) {
    let Some((system, named)) = name.rsplit_once('-') else { return };
    if !SYSTEMS.iter().any(|it| system.starts_with(it)) {
        return;
    }
    let for_other =
        || target.os == os::WINDOWS && os::both_required(facts) && is_bound(facts, call);
    let is_other = |it: &str| target.architecture != it || for_other();
    architecture(facts, (word, name, named), is_other, note);
}

/// What is built runs on the system of its identifier only: it brings the runtime.
/// With an identifier for Windows too, the file builds for both.
fn is_bound(facts: &Facts<'_>, call: &Call) -> bool {
    let is_one_file =
        |it: &&str| matches!(*it, "-p:PublishSingleFile=true" | "/p:PublishSingleFile=true");
    let brings = |words: &[&str]| brings_runtime(words) || words.iter().any(is_one_file);
    call.word(1) == "publish"
        && call.read_words(2, brings)
        && !facts.text.contains("win-")
        && !facts.mentions(&TARGETOS)
}

/// The words of a command say which platform to build for, or leave that to a file of the project.
pub(super) fn names_platform(words: &[&str]) -> bool {
    const OPTIONS: [&str; 7] =
        ["-r", "--runtime", "-a", "--arch", "--os", "--ucr", "--use-current-runtime"];
    let names = |word: &&str| {
        OPTIONS.contains(&word.split('=').next().unwrap_or_default())
            || word.contains("RuntimeIdentifier")
            || word.contains("PublishProfile")
    };
    words.iter().any(names)
}

/// The words of a `dotnet publish` ask for the runtime in the output.
pub(super) fn brings_runtime(words: &[&str]) -> bool {
    let asks = |it: &&str| {
        let option = matches!(*it, "--self-contained" | "--sc" | "--self-contained=true");
        option || matches!(*it, "-p:SelfContained=true" | "/p:SelfContained=true")
    };
    let at = words.iter().position(asks);
    at.is_some_and(|at| words.get(at + 1) != Some(&"false"))
}

fn architecture(
    facts: &Facts<'_>,
    (word, name, named): (&Value, &str, &str),
    is_other: impl Fn(&str) -> bool,
    note: &mut dyn FnMut(Span, String),
) {
    let length = word.shown().len();
    if knowledge::architecture(named).is_some_and(is_other)
        && let Some(span) = told(facts, word, length - name.len(), length)
    {
        note(span, name.to_owned());
    }
}
