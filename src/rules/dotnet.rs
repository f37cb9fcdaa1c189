//! `dotnet-rid-hardcoded`: .NET told to build for one runtime identifier.
//!
//! Not what project files say. What is built is for the image's platform, wherever it is built.

use super::{
    consequence,
    dotnet_options::{Named, options},
    os,
    script::{Hit, Walk, add, are, hits, told},
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    needle::Needle,
    platform::Platform,
    rule::{Check, Findings, Rule},
    shell::run::Call,
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

/// Subcommands with `-a`.
const WITH_ARCHITECTURE: &[&str] = &["publish", "build", "restore", "run", "test"];

/// What is named for one architecture.
struct Found {
    /// Its name.
    name: String,
    verb: String,
    form: Form,
}

/// How it is written.
enum Form {
    /// An option with its value: `-r linux-x64`.
    Option(String),
    /// A value that `-a` cannot stand in for: of a property, of a variable.
    Value,
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !facts.mentions(&DOTNET) {
        return;
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Found)| {
        for call in walk.trace.calls.iter().filter(|call| call.name == "dotnet") {
            for option in options(call) {
                if let Some(span) = named(facts, &option, (call, walk.target)) {
                    let (name, verb) = (option.value.clone(), call.word(1).into_owned());
                    note(span, Found { name, verb, form: form(call, option, span) });
                }
            }
        }
    };
    let mut all = hits(facts, look);
    if all.len() > 1 {
        let purposes = siblings(facts);
        // What is fetched for one may be for one of all.
        let is_for = |it: &str, verb: &str| it == verb || it == "publish" || verb == "restore";
        let is_meant = |verb: &str| purposes.iter().any(|it| is_for(it, verb));
        all.retain(|hit| !is_meant(&hit.what.verb));
    }
    for Hit { span, what, targets } in all {
        let name = &what.name;
        let message = |unless: &str| {
            format!("`dotnet` builds for `{name}`{unless}, and {} required", are(&targets))
        };
        let help = help(&what, &targets);
        let mut finding = add(facts, findings, span, message).platforms(targets.clone()).help(help);
        for place in consequence::copies(facts, span, name) {
            finding = finding.label(place, consequence::COPIED);
        }
    }
}

fn help(found: &Found, targets: &[Platform]) -> String {
    if targets.iter().any(|it| it.os == os::WINDOWS) {
        return "choose the identifier by platform too: `win-x64` where `TARGETOS` is `windows`"
            .to_owned();
    }
    let is_musl = found.name.contains("musl") || found.name.starts_with("alpine");
    match &found.form {
        Form::Option(written) if is_musl => format!(
            "write `--os linux-musl -a $TARGETARCH` in place of `{written}`, with `ARG TARGETARCH` in this stage"
        ),
        Form::Option(written) => format!(
            "write `-a $TARGETARCH` in place of `{written}`, with `ARG TARGETARCH` in this stage"
        ),
        Form::Value => "choose it in the `RUN`, with `ARG TARGETARCH` in this stage: `case \"$TARGETARCH\" in amd64) …;; arm64) …;; esac`".to_owned(),
    }
}

/// Whether `-a` can stand where an option does.
fn form(call: &Call, option: Named<'_>, span: Span) -> Form {
    let has_option = WITH_ARCHITECTURE.contains(&&*call.word(1)) && !option.is_property;
    let own = call.span_of(option.word);
    let is_own = own.is_some_and(|at| at.start <= span.start && span.end <= at.end);
    if has_option && is_own { Form::Option(option.written) } else { Form::Value }
}

/// Where an option names an architecture that is another one.
fn named(
    facts: &Facts<'_>,
    option: &Named<'_>,
    (call, target): (&Call, &Platform),
) -> Option<Span> {
    if IDENTIFIERS.contains(&&*option.name) {
        identifier(facts, option, (call, target))
    } else if ARCHITECTURES.contains(&&*option.name) && is_build(call) {
        let is_other = |it: &str| target.architecture != it;
        architecture(facts, option, &option.value, is_other)
    } else {
        None
    }
}

/// The subcommands with a call for each required architecture, wherever the image is for: for all, on purpose.
fn siblings(facts: &Facts<'_>) -> Vec<&'static str> {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, (&'static str, String))| {
        for call in walk.trace.calls.iter().filter(|call| call.name == "dotnet" && call.sure) {
            if !BUILDS.contains(&&*call.word(1)) {
                continue;
            }
            let names = |it: &Named<'_>| {
                IDENTIFIERS.contains(&&*it.name) || ARCHITECTURES.contains(&&*it.name)
            };
            for option in options(call).into_iter().filter(names) {
                let part = option.value.rsplit('-').next().unwrap_or_default();
                let name = knowledge::architecture(part);
                // In a loop it is another value, not another command.
                let length = option.at + option.value.len();
                let written = told(facts, option.word, length - part.len(), length);
                if let (Some(name), Some(span)) = (name, written.or(call.spans.first().copied())) {
                    note(span, (name, call.word(1).into_owned()));
                }
            }
        }
    };
    let every = facts.targets(|_| true);
    let all = hits(facts, look);
    // What a choice leads to is for the target, or wrong.
    let is_for = |verb: &str, target: &Platform| {
        let is_it = |name: &str, of: &str| of == verb && target.architecture == name;
        all.iter().any(|hit| hit.targets == every && is_it(hit.what.0, &hit.what.1))
    };
    let covers = |verb: &&&'static str| every.iter().all(|it| is_for(verb, it));
    BUILDS.iter().filter(covers).copied().collect()
}

/// A build that is not for another system.
fn is_build(call: &Call) -> bool {
    let all = options(call);
    let mut systems = all.iter().filter(|it| it.name == "--os").map(|it| &it.value);
    let is_linux = |it: &String| SYSTEMS.iter().any(|known| it.starts_with(known));
    BUILDS.contains(&&*call.word(1)) && systems.all(is_linux)
}

/// `linux-x64`, `alpine-arm64`; for Windows only where the system counts.
fn identifier(
    facts: &Facts<'_>,
    option: &Named<'_>,
    (call, target): (&Call, &Platform),
) -> Option<Span> {
    let (system, named) = option.value.rsplit_once('-')?;
    if !SYSTEMS.iter().any(|it| system.starts_with(it)) {
        return None;
    }
    let for_other =
        || target.os == os::WINDOWS && os::both_required(facts) && is_bound(facts, call);
    let is_other = |it: &str| target.architecture != it || for_other();
    architecture(facts, option, named, is_other)
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
        OPTIONS.contains(&word.split(['=', ':']).next().unwrap_or_default())
            || word.contains("RuntimeIdentifier")
            || word.contains("PublishProfile")
    };
    // What stands behind `--` is for the program that is started.
    words.iter().take_while(|it| **it != "--").any(names)
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
    option: &Named<'_>,
    named: &str,
    is_other: impl Fn(&str) -> bool,
) -> Option<Span> {
    knowledge::architecture(named).filter(|it| is_other(it))?;
    told(facts, option.word, option.at, option.at + option.value.len())
}
