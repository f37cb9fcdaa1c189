//! `hardcoded-arch-url` and `hardcoded-arch-package-file`: what is fetched or installed is for one architecture.

use super::{
    arch_name_mismatch::spellings,
    script::{Hit, Walk, are, hits, targets_on, written},
};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::{join, token},
    shell::{run::Call, value::Value},
    span::Span,
    syntax::ast::{Kind, Text},
};

pub(super) static URL: Rule = Rule {
    slug: "hardcoded-arch-url",
    summary: "A download is for one architecture, whatever the platform.",
    page: include_str!("../../rules/hardcoded-arch-url/rule.md"),
    severity: Severity::Error,
    check: Check::File(addresses),
};

pub(super) static PACKAGE_FILE: Rule = Rule {
    slug: "hardcoded-arch-package-file",
    summary: "A package file that is installed is for one architecture.",
    page: include_str!("../../rules/hardcoded-arch-package-file/rule.md"),
    severity: Severity::Error,
    check: Check::File(package_files),
};

/// Programs whose arguments are addresses, with the options that take a value.
const DOWNLOADERS: &[(&str, &[&str])] = &[
    ("curl", &["-o", "--output", "-H", "--header", "-A", "-u", "-d", "--data", "-w", "-e", "-x"]),
    (
        "wget",
        &["-O", "--output-document", "-P", "--directory-prefix", "-o", "-a", "--header", "-U"],
    ),
    ("aria2c", &["-o", "-d", "-x", "-s"]),
    ("axel", &["-o"]),
];

/// Programs that install, from addresses too.
const INSTALLERS: &[&str] = &[
    "pip", "pip3", "uv", "pipx", "rpm", "yum", "dnf", "microdnf", "tdnf", "zypper", "apk", "dpkg",
    "apt", "apt-get", "gdebi", "conda", "alien",
];

/// The ends of package files.
const PACKAGES: &[&str] = &[".deb", ".rpm", ".whl", ".apk", ".udeb"];

/// A literal and the text around it.
struct Literal {
    name: &'static str,
    spelled: String,
    around: String,
}

fn addresses(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    added(facts, findings);
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Literal)| {
        for address in walk.trace.calls.iter().flat_map(addresses_of) {
            if let Some((span, literal)) = foreign(address, walk.on) {
                note(span, literal);
            }
        }
    };
    for hit in hits(facts, look) {
        report(hit, findings);
    }
}

/// The addresses that a command downloads.
pub(super) fn addresses_of(call: &Call) -> Vec<&Value> {
    let name = call.name.as_str();
    let Some((_, options)) = DOWNLOADERS.iter().find(|(known, _)| *known == name) else {
        if !INSTALLERS.contains(&name) {
            return Vec::new();
        }
        let is_address = |value: &&Value| value.view().contains("://");
        return call.words.iter().skip(1).filter(is_address).collect();
    };
    let mut found = Vec::new();
    let mut words = call.words.iter().skip(1);
    while let Some(word) = words.next() {
        let shown = word.view();
        if takes_value(&shown, options) {
            words.next();
        } else if !shown.starts_with('-') || shown.contains("://") {
            found.push(word);
        }
    }
    found
}

/// `-o`, and `-fsSLo` with the value behind it.
fn takes_value(word: &str, options: &[&str]) -> bool {
    let bundled = word.starts_with('-') && !word.starts_with("--") && !word.contains("://");
    let last = word.chars().next_back();
    let ends = |option: &&&str| option.len() == 2 && option.chars().next_back() == last;
    options.contains(&word) || bundled && options.iter().any(|it| ends(&it))
}

/// The name of one architecture that is not the platform's, where it was written.
fn foreign(value: &Value, on: &Platform) -> Option<(Span, Literal)> {
    let shown = value.view();
    let (name, at) = token::only(&shown)?;
    let span = written(value, at.start, at.end).filter(|_| on.architecture != name)?;
    let spelled = shown.get(at).unwrap_or_default().to_owned();
    Some((span, Literal { name, spelled, around: shown.into_owned() }))
}

/// `ADD https://…`.
fn added(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let (Kind::Add(transfer), Some(stage)) = (&instruction.kind, facts.stage_of(index)) else {
            continue;
        };
        for source in transfer.sources.iter().filter(|it| it.as_str().contains("://")) {
            let Some((name, at)) = token::only(source.as_str()) else { continue };
            let targets = targets_on(facts, stage.index, |on| on.architecture != name);
            if !targets.is_empty() && !facts.meant(stage.index).pinned {
                let what = literal(source, name, at.clone());
                report(Hit { span: source.span_of(at), what, targets }, findings);
            }
        }
    }
}

fn literal(text: &Text, name: &'static str, at: std::ops::Range<usize>) -> Literal {
    let spelled = text.as_str().get(at).unwrap_or_default().to_owned();
    Literal { name, spelled, around: text.as_str().to_owned() }
}

fn report(hit: Hit<Literal>, findings: &mut Findings<'_>) {
    let Hit { span, what, targets } = hit;
    let message = format!("the download is for `{}`, and {} required", what.spelled, are(&targets));
    let mut finding = findings.add(span, message).platforms(targets.clone());
    let known = knowledge::download(&what.around);
    if let Some(download) = known {
        let spelled = spellings(download, &targets);
        if !spelled.is_empty() {
            finding = finding.help(format!("{} writes {}", download.project, join(&spelled)));
        }
    }
    let docker = |(name, spelled): (&String, &String)| name == spelled;
    let by_docker = known.is_none_or(|it| it.names.iter().all(docker));
    finding.help(way_out(by_docker && what.spelled == what.name));
}

/// Projects that write what Docker writes take the argument as it is.
fn way_out(by_docker: bool) -> &'static str {
    if by_docker {
        "write `${TARGETARCH}` in its place if there are such files, with `ARG TARGETARCH` in this stage"
    } else {
        "choose the file by platform: `case \"$(uname -m)\" in x86_64) …;; aarch64) …;; esac`"
    }
}

fn package_files(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Literal)| {
        let mut fetched: Vec<String> = Vec::new();
        for call in &walk.trace.calls {
            for address in addresses_of(call) {
                let shown = address.view();
                fetched.extend(shown.rsplit('/').next().map(str::to_owned));
            }
            let calls = INSTALLERS.contains(&call.name.as_str());
            for (word, _) in call.arguments().filter(|_| calls) {
                let shown = word.view();
                let file = shown.rsplit('/').next().unwrap_or_default();
                let is_file = PACKAGES.iter().any(|end| file.ends_with(end));
                // What was fetched in this script is the download's fault.
                if !is_file || shown.contains("://") || fetched.iter().any(|it| it == file) {
                    continue;
                }
                if let Some((span, literal)) = foreign(word, walk.on) {
                    note(span, literal);
                }
            }
        }
    };
    for hit in hits(facts, look) {
        let Hit { span, what, targets } = hit;
        let file = what.around.rsplit('/').next().unwrap_or_default();
        let message = format!("`{file}` is for `{}`, and {} required", what.spelled, are(&targets));
        findings.add(span, message).platforms(targets).help(
            "take the file that fits: `…_${TARGETARCH}.deb` with `ARG TARGETARCH`, or a `case` on `dpkg --print-architecture`",
        );
    }
}
