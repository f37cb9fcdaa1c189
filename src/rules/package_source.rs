//! `apt-source-arch-pin`: lists of package sources that name one architecture.
//!
//! Not the address of a file that is fetched. A source counts where the file writes the list: in a script, or in a
//! heredoc of `COPY`.

use super::script::{Hit, Walk, add, are, hits, targets_on, told};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::token,
    shell::value::{From, Value},
    span::Span,
    syntax::ast::Kind,
};
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    slug: "apt-source-arch-pin",
    summary: "A package source is pinned to one architecture.",
    page: include_str!("../../rules/apt-source-arch-pin/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

/// Commands that write what they are told.
const WRITERS: &[&str] = &["echo", "printf", "cat", "tee"];

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !["arch=", "Architectures:", "baseurl"].iter().any(|it| facts.mentions(it)) {
        return;
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        for call in &walk.trace.calls {
            for text in call.words.iter().chain(&call.reads) {
                pin(facts, (text, walk.on), note);
            }
            if WRITERS.contains(&call.name.as_str()) {
                for text in call.words.iter().chain(&call.reads) {
                    repository(facts, (text, walk.on), note);
                }
            }
        }
    };
    let mut all = hits(facts, look);
    all.extend(copied(facts));
    all.sort_by_key(|hit| hit.span);
    for Hit { span, what, targets } in all {
        let message = |unless: &str| {
            format!(
                "the package source is pinned to {what}{unless}, and {} required",
                are(&targets)
            )
        };
        let is_rpm = !is_debian(facts, span);
        let help = if is_rpm {
            "write `$basearch` in its place, which the package manager fills in"
        } else {
            "write `[arch=$(dpkg --print-architecture)]` in double quotes, or leave `arch=` out"
        };
        add(facts, findings, span, message).platforms(targets.clone()).help(help);
    }
}

/// How a package source says its architecture, and what ends it.
const MARKS: [(&str, &str); 3] = [("[arch=", "] "), (" arch=", "] "), ("Architectures: ", "\n")];

/// What stands in all of the marks.
static RCH: LazyLock<memchr::memmem::Finder<'static>> =
    LazyLock::new(|| memchr::memmem::Finder::new("rch"));

/// `[arch=amd64 …]` of a `deb` line, or `Architectures: amd64`.
fn pin(facts: &Facts<'_>, (text, on): (&Value, &Platform), note: &mut dyn FnMut(Span, String)) {
    let texts = || text.pieces.iter().filter_map(|piece| piece.text.as_deref());
    let is_long = texts().map(str::len).sum::<usize>() >= "[arch=x64".len();
    if !is_long || !texts().any(|it| RCH.find(it.as_bytes()).is_some()) {
        return;
    }
    let shown = text.view();
    for (mark, ends) in MARKS {
        let Some(at) = shown.find(mark).map(|at| at + mark.len()) else { continue };
        let is_source =
            shown.contains("deb ") || shown.contains("deb-src") || mark.starts_with('A');
        let rest = shown.get(at..).unwrap_or_default();
        let end = rest.find(|it| ends.contains(it)).unwrap_or(rest.len());
        let names = rest.get(..end).unwrap_or_default();
        let known = |name: &str| knowledge::architecture(name);
        let all: Vec<_> = names.split([',', ' ']).map(known).collect();
        // amd64 takes packages for i386 too, once it is told to.
        let fits = |name: Option<&str>| {
            name.is_none_or(|it| it == on.architecture || it == "386" && on.architecture == "amd64")
        };
        let is_foreign = is_source && !all.into_iter().any(fits);
        if let Some(span) = told(facts, text, at, at + end).filter(|_| is_foreign) {
            note(
                span,
                super::join(&names.split([',', ' ']).map(str::to_owned).collect::<Vec<_>>()),
            );
            return;
        }
    }
}

/// `baseurl=…/x86_64/` of a list for `dnf`.
fn repository(
    facts: &Facts<'_>,
    (text, on): (&Value, &Platform),
    note: &mut dyn FnMut(Span, String),
) {
    let shown = text.view();
    for (start, _) in shown.match_indices("baseurl") {
        let rest = shown.get(start..).unwrap_or_default();
        let line = rest.split("\\n").next().and_then(|it| it.lines().next()).unwrap_or_default();
        let Some((name, at)) = token::only(line).filter(|_| line.contains("://")) else { continue };
        let runs = name == on.architecture || name == "386" && on.architecture == "amd64";
        if !runs
            && !line.contains("basearch")
            && let Some(span) = told(facts, text, start + at.start, start + at.end)
        {
            note(span, line.get(at).unwrap_or_default().to_owned());
            return;
        }
    }
}

/// The finding is about a list for `apt`: its place stands in no address.
fn is_debian(facts: &Facts<'_>, place: Span) -> bool {
    let before = facts.text.get(..place.start as usize).unwrap_or_default();
    !before.rsplit(['\n', ' ', '"', '\'']).next().is_some_and(|it| it.contains("://"))
}

/// `COPY <<EOF /etc/apt/sources.list.d/…`
fn copied(facts: &Facts<'_>) -> Vec<Hit<String>> {
    let mut found = Vec::new();
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let (Kind::Copy(transfer) | Kind::Add(transfer)) = &instruction.kind else { continue };
        let goes =
            |folder: &str| transfer.destination.iter().any(|it| it.as_str().contains(folder));
        let Some(stage) = facts.stage_of(index).filter(|it| !facts.meant(it.index).pinned) else {
            continue;
        };
        for heredoc in &instruction.heredocs {
            let text = Value::known(heredoc.body.slice(facts.text), From::Written(heredoc.body));
            let found_on = |on: &Platform| {
                let mut hit = None;
                let mut note = |span: Span, name: String| hit = Some((span, name));
                if goes("/etc/apt") {
                    pin(facts, (&text, on), &mut note);
                } else if goes("/etc/yum") {
                    repository(facts, (&text, on), &mut note);
                }
                hit
            };
            let what = facts.options.targets.iter().find_map(found_on);
            let targets = targets_on(facts, stage.index, |on| found_on(on).is_some());
            if let Some((span, what)) = what.filter(|_| !targets.is_empty()) {
                found.push(Hit { span, what, targets });
            }
        }
    }
    found
}
