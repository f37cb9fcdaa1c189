//! `hardcoded-arch-url`: what a script downloads is for one architecture.

use crate::{
    diagnostic::Severity,
    facts::{Facts, Script},
    knowledge,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::{join, list, token},
    shell::{run::Call, value::Value},
    span::Span,
};
use std::collections::BTreeMap;

pub(super) static URL: Rule = Rule {
    slug: "hardcoded-arch-url",
    summary: "A download is for one architecture, whatever the platform.",
    page: include_str!("../../rules/hardcoded-arch-url/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
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

/// Programs that also take addresses, among other things.
const INSTALLERS: &[&str] = &[
    "pip", "pip3", "uv", "pipx", "rpm", "yum", "dnf", "microdnf", "zypper", "apk", "dpkg", "conda",
];

/// A literal in an address, and who suffers.
struct Hit {
    name: &'static str,
    targets: Vec<Platform>,
    address: String,
    spelled: String,
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for script in &facts.scripts {
        if super::image::is_pinned(facts, script.stage) {
            continue;
        }
        let mut hits: BTreeMap<Span, Hit> = BTreeMap::new();
        for (trace, on, target) in script.walks(&facts.evaluations) {
            for address in trace.calls.iter().flat_map(addresses) {
                note(&mut hits, address, (on, target));
            }
        }
        for (span, hit) in hits {
            report(facts, script, (span, hit), findings);
        }
    }
}

/// The addresses that a command downloads.
fn addresses(call: &Call) -> Vec<&Value> {
    let name = call.name();
    let Some((_, options)) = DOWNLOADERS.iter().find(|(known, _)| *known == name) else {
        let installs = INSTALLERS.contains(&name.as_str());
        let is_address = |value: &&Value| installs && value.shown().contains("://");
        return call.words.iter().skip(1).filter(is_address).collect();
    };
    let mut found = Vec::new();
    let mut words = call.words.iter().skip(1);
    while let Some(word) = words.next() {
        let shown = word.shown();
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
    let last = word.get(word.len().saturating_sub(1)..).unwrap_or_default();
    options.contains(&word)
        || bundled && options.iter().any(|it| it.len() == 2 && it.ends_with(last))
}

fn note(hits: &mut BTreeMap<Span, Hit>, address: &Value, (on, target): (&Platform, &Platform)) {
    let shown = address.shown();
    let tokens = token::architectures(&shown);
    let mut names: Vec<&str> = tokens.iter().map(|token| token.name).collect();
    names.dedup();
    // Several architectures in one address: a mirror's folders, or a fat file.
    if names.len() != 1 {
        return;
    }
    for token in tokens {
        let Some((span, from)) = address.written(token.at.start, token.at.end) else { continue };
        let is_written = matches!(from, crate::shell::value::From::Written(_));
        if is_written && on.architecture != token.name {
            let hit = hits.entry(span).or_insert_with(|| Hit {
                name: token.name,
                targets: Vec::new(),
                address: shown.clone(),
                spelled: shown.get(token.at.clone()).unwrap_or_default().to_owned(),
            });
            if !hit.targets.contains(target) {
                hit.targets.push(target.clone());
            }
            return;
        }
    }
}

fn report(
    facts: &Facts<'_>,
    script: &Script,
    (span, hit): (Span, Hit),
    findings: &mut Findings<'_>,
) {
    let targets = facts.targets(|it| hit.targets.contains(&it.setting.target));
    let message = format!(
        "the download is for `{}` only, and {} {} required",
        hit.spelled,
        list(&targets),
        if targets.len() == 1 { "is" } else { "are" },
    );
    let known = knowledge::download(&hit.address);
    let finding = findings.add(span, message).platforms(targets.clone());
    let finding = match known {
        Some(download) => {
            let spell = |platform: &Platform| {
                let name = download.names.get(&*platform.architecture)?;
                Some(format!("`{name}` for {}", platform.architecture))
            };
            let spelled: Vec<String> = targets.iter().filter_map(spell).collect();
            if spelled.is_empty() {
                finding
            } else {
                finding.help(format!("{} writes {}", download.project, join(&spelled)))
            }
        }
        None => finding,
    };
    let _ = script;
    finding.help(way_out(&hit));
}

fn way_out(hit: &Hit) -> String {
    if hit.spelled == hit.name {
        "write `${TARGETARCH}` in its place, with `ARG TARGETARCH` above this `RUN`".to_owned()
    } else {
        "choose the name by platform: `case \"$(uname -m)\" in x86_64) …;; aarch64) …;; esac`"
            .to_owned()
    }
}
