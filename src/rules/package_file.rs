//! `hardcoded-arch-package-file`: a package file that is installed is for one architecture.
//!
//! Not `hardcoded-arch-url`: what was downloaded is told where that is done, and here only what comes another way.

use super::{
    address::{Literal, foreign},
    download::is_package,
    package_glob,
    script::{Hit, Walk, add, are, hits, instruction_at},
    token, unpacked,
};
use crate::{
    context::name::file_name,
    diagnostic::Severity,
    facts::{Copied, Facts},
    rule::{Check, Findings, Rule},
    rules::PLACES,
    shell::{fetch::INSTALLERS, run::Call, value::Value},
    span::Span,
    syntax::ast::Kind,
};
use std::{cell::OnceCell, collections::HashSet};

pub(super) static RULE: Rule = Rule {
    slug: "hardcoded-arch-package-file",
    summary: "A package file that is installed is for one architecture.",
    page: include_str!("../../rules/hardcoded-arch-package-file/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    for Hit { span, what, targets } in hits(facts, packages(facts)) {
        let file = file_name(&what.around);
        let message = |unless: &str| {
            format!("`{file}` is for `{}`{unless}, and {} required", what.spelled, are(&targets))
        };
        // The pattern stands there, not the name.
        let is_found = span.slice(facts.text).contains('*');
        let index = instruction_at(facts, span);
        // No shell reads the value of an `ENV`.
        let is_run = facts
            .instruction(index)
            .is_some_and(|it| matches!(it.inner().unwrap_or(it).kind, Kind::Run(_)));
        let help = match (is_found, is_run) {
            (true, _) => BRING,
            (false, true) => choice(file),
            (false, false) => BY_ARGUMENT,
        };
        let mut finding = add(facts, findings, span, message).platforms(targets.clone()).help(help);
        let brings = |path: &str| {
            let folder = path.split('*').next().unwrap_or_default();
            let folder = folder.trim_start_matches("./").trim_matches('.');
            is_found && what.around.trim_start_matches("./").starts_with(folder)
        };
        let is_it = |copied: &&Copied<'_>| {
            copied.at.iter().any(|at| file_name(&at.path) == file || brings(&at.path))
        };
        for copied in facts.copied().iter().filter(is_it).take(PLACES) {
            finding = finding.label(copied.source.span(), "copied here");
        }
    }
}

/// True if a package file of this name is found where it is installed.
pub(super) fn is_found_installed(facts: &Facts<'_>, file: &str) -> bool {
    let is_it = |hit: &Hit<Literal>| file_name(&hit.what.around) == file;
    is_package(file) && hits(facts, packages(facts)).iter().any(is_it)
}

/// The package files that a script installs, by their place.
fn packages<'f>(facts: &'f Facts<'_>) -> impl FnMut(Walk<'f>, &mut dyn FnMut(Span, Literal)) {
    // What was fetched is the download's fault. Few scripts install package files.
    let all = OnceCell::new();
    move |walk, note| {
        for (file, span, literal) in unpacked::files(facts, &walk) {
            if !all.get_or_init(|| fetched(facts)).contains(&file) {
                note(span, literal);
            }
        }
        // `dpkg -i x.deb || true` waits for `apt-get install -f`.
        let opens = |call: &Call| {
            (INSTALLERS.contains(&call.name.as_str()) || takes_apart(call))
                && (!call.handled || call.name == "dpkg")
        };
        for (span, literal) in package_glob::files(facts, &walk, opens) {
            note(span, literal);
        }
        for call in walk.trace.calls.iter().filter(|it| opens(it)) {
            for (word, _) in call.arguments() {
                let shown = word.shown();
                let file = file_name(&shown);
                let is_fetched = || all.get_or_init(|| fetched(facts)).contains(file);
                if !is_package(&shown) || shown.contains("://") || is_fetched() {
                    continue;
                }
                let named = token::only(file).is_some();
                if let Some((span, literal)) = foreign(facts, word, &walk).filter(|_| named) {
                    note(span, literal);
                }
            }
        }
    }
}

/// `dpkg-deb -x`, `rpm2cpio`: what is in a package is taken out.
fn takes_apart(call: &Call) -> bool {
    const OPTIONS: [&str; 7] =
        ["-x", "-X", "-R", "--extract", "--vextract", "--raw-extract", "--fsys-tarfile"];
    let takes = |word: &Value| OPTIONS.contains(&&*word.shown());
    call.name == "rpm2cpio" || call.name == "dpkg-deb" && call.words.iter().any(takes)
}

/// The names of all files that are downloaded.
fn fetched(facts: &Facts<'_>) -> HashSet<String> {
    let mut names = HashSet::new();
    for instruction in &facts.file.instructions {
        let Kind::Add(transfer) = &instruction.kind else { continue };
        if transfer.sources.iter().any(|it| it.as_str().contains("://")) {
            let texts = transfer.sources.iter().chain(&transfer.destination);
            names.extend(texts.map(|it| file_name(it.as_str()).to_owned()));
        }
    }
    let traces = facts.scripts().iter().flat_map(|script| &script.traces);
    for call in traces.flat_map(|(_, trace)| &trace.calls) {
        if call.addresses().any(|it| it.shown().contains('/')) {
            // `-o` may stand before or behind the address.
            names.extend(call.words.iter().map(|it| file_name(&it.shown()).to_owned()));
        }
    }
    names
}

const BRING: &str =
    "bring a file for every required platform, and install the one that fits by its full name";

const BY_ARGUMENT: &str = "take the file that fits: write the name of the platform in its place, by `${TARGETARCH}` with `ARG TARGETARCH` in this stage";

/// How each package manager comes to the file that fits.
fn choice(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("whl") => {
            "let pip choose among the wheels that are there: `pip install --find-links=…` with the name of the package"
        }
        Some("rpm") => "take the file that fits: write `$(uname -m)` in its place",
        Some("gz" | "tgz" | "xz" | "bz2" | "zst" | "zip" | "tar" | "sh" | "run") => BY_ARGUMENT,
        Some("apk") => "take the file that fits: write `$(apk --print-arch)` in its place",
        _ => {
            "take the file that fits: write `$(dpkg --print-architecture)` in its place, or `${TARGETARCH}` with `ARG TARGETARCH`"
        }
    }
}
