//! `apt-source-arch-pin`: lists of package sources that name one architecture.
//!
//! Not the address of a file that is fetched. A source counts where the file writes the list: in a script, or in a
//! heredoc of `COPY`.

use super::script::{Hit, Walk, add, are, fits, heredocs, hits, told};
use crate::{
    diagnostic::Severity,
    facts::Facts,
    knowledge,
    needle::Needle,
    platform::Platform,
    rule::{Check, Findings, Rule},
    rules::{
        join, list, token,
        ubuntu_source::{self, Lack},
    },
    shell::{run::Trace, value::Value},
    span::Span,
};
use std::sync::LazyLock;

/// What stands in every file that this rule speaks of.
static SIGNS: [Needle; 5] = [
    Needle::new("arch="),
    Needle::new("Architectures:"),
    Needle::new("baseurl"),
    Needle::new("deb http"),
    Needle::new("deb ["),
];

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
    pinned(facts, findings);
    for Hit { span, what: Lack { host, release }, targets } in ubuntu_source::lacks(facts) {
        let message = |unless: &str| {
            format!("`{host}` has nothing of `{release}` for {}{unless}", list(&targets))
        };
        add(facts, findings, span, message)
            .platforms(targets.clone())
            .help("take `http://ports.ubuntu.com/ubuntu-ports` there, or keep the list of the image, which names the right host");
    }
}

fn pinned(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let mut all = facts.file.instructions.iter();
    if facts.scripts().is_empty() && all.all(|it| it.heredocs.is_empty())
        || !facts.mentions_any(&SIGNS)
    {
        return;
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, String)| {
        let texts = walk.trace.calls.iter().flat_map(|call| call.words.iter().chain(&call.reads));
        let all: Vec<Vec<Pin>> = texts.map(|text| pins(facts, text)).collect();
        let found: Vec<&Pin> = all.iter().filter_map(|pins| foreign(pins, &all, walk.on)).collect();
        if !found.is_empty() && !is_emptied(walk.trace) {
            for pin in found {
                note(pin.span, join(&pin.names));
            }
        }
        for call in walk.trace.calls.iter().filter(|it| WRITERS.contains(&it.name.as_str())) {
            for text in call.words.iter().chain(&call.reads) {
                repository(facts, (text, walk.on), note);
            }
        }
    };
    let mut all = hits(facts, look);
    all.extend(lists(facts));
    all.sort_by_key(|hit| hit.span);
    for Hit { span, what, targets } in all {
        let message = |unless: &str| {
            format!(
                "the package source is pinned to {what}{unless}, and {} required",
                are(&targets)
            )
        };
        add(facts, findings, span, message).platforms(targets.clone()).help(help(facts, span));
    }
}

/// How a package source says its architecture, and what ends it.
const MARKS: [(&str, &str); 3] = [("[arch=", "] "), (" arch=", "] "), ("Architectures: ", "\n")];

/// What stands in all of the marks.
static RCH: LazyLock<memchr::memmem::Finder<'static>> =
    LazyLock::new(|| memchr::memmem::Finder::new("rch"));

/// `[arch=amd64 …]` of a `deb` line, or `Architectures: amd64`.
struct Pin {
    span: Span,
    names: Vec<String>,
    /// Whose source it is: `ubuntu.com`.
    owner: String,
}

impl Pin {
    /// amd64 takes packages for i386 too, once it is told to.
    fn fits(&self, on: &Platform) -> bool {
        self.names.iter().any(|name| knowledge::architecture(name).is_none_or(|it| fits(on, it)))
    }
}

/// The first that is for other platforms, unless this one has a source of its own.
fn foreign<'p>(pins: &'p [Pin], all: &[Vec<Pin>], on: &Platform) -> Option<&'p Pin> {
    pins.iter().find(|pin| !pin.fits(on) && !has_own(all, pin, on))
}

/// The last two names of the host in the first address.
fn owner(text: &str) -> String {
    let host = text.split_once("://").and_then(|(_, it)| it.split(['/', ' ', ':']).next());
    host.unwrap_or_default().rsplit('.').take(2).collect::<Vec<_>>().join(".")
}

/// The same owner has another source for the platform, and only for it: each architecture has its own.
fn has_own(texts: &[Vec<Pin>], pin: &Pin, on: &Platform) -> bool {
    let is_apart = |other: &&Pin| {
        other.owner == pin.owner && !other.names.iter().any(|it| pin.names.contains(it))
    };
    texts.iter().flatten().filter(is_apart).any(|other| other.fits(on))
}

/// What is installed from a source may be left out: `case "$(dpkg --print-architecture)" in amd64) ;; *) package= ;; esac`.
fn is_emptied(trace: &Trace) -> bool {
    let all = || trace.assigned.iter().enumerate();
    let had = |name: &str, before: usize| {
        all().take(before).any(|(_, it)| it.name == name && !it.value.is_empty())
    };
    trace.asks && all().any(|(at, it)| it.sure && it.value.is_empty() && had(&it.name, at))
}

/// All of a text.
fn pins(facts: &Facts<'_>, text: &Value) -> Vec<Pin> {
    let texts = || text.pieces.iter().filter_map(|piece| piece.text.as_deref());
    let is_long = texts().map(str::len).sum::<usize>() >= "[arch=x64".len();
    if !is_long || !texts().any(|it| RCH.find(it.as_bytes()).is_some()) {
        return Vec::new();
    }
    let shown = text.shown();
    let marks = MARKS.into_iter().flat_map(|(mark, ends)| {
        shown.match_indices(mark).map(move |(at, _)| (at + mark.len(), mark, ends))
    });
    let pin = |(at, mark, ends): (usize, &str, &str)| {
        let is_source =
            shown.contains("deb ") || shown.contains("deb-src") || mark.starts_with('A');
        let rest = shown.get(at..).unwrap_or_default();
        let end = rest.find(|it| ends.contains(it)).unwrap_or(rest.len());
        let names = rest.get(..end).unwrap_or_default().split([',', ' ']);
        let span = told(facts, text, at, at + end).filter(|_| is_source)?;
        Some(Pin { span, names: names.map(str::to_owned).collect(), owner: owner(rest) })
    };
    marks.filter_map(pin).collect()
}

/// `baseurl=…/x86_64/` of a list for `dnf`, and `deb https://…/x86_64 /` of one for `apt`.
fn repository(
    facts: &Facts<'_>,
    (text, on): (&Value, &Platform),
    note: &mut dyn FnMut(Span, String),
) {
    let shown = text.shown();
    for (start, _) in shown.match_indices("baseurl").chain(shown.match_indices("deb ")) {
        let rest = shown.get(start..).unwrap_or_default();
        let line = rest.split("\\n").next().and_then(|it| it.lines().next()).unwrap_or_default();
        // What stands in front, such as `[arch=amd64]`, is told apart.
        let Some(from) = line.find("://") else { continue };
        let address = line.get(from..).unwrap_or_default();
        let Some((name, at)) = token::only(address).filter(|_| is_whole(line)) else { continue };
        if !fits(on, name)
            && !line.contains("basearch")
            && let Some(span) = told(facts, text, start + from + at.start, start + from + at.end)
        {
            note(span, address.get(at).unwrap_or_default().to_owned());
            return;
        }
    }
}

/// The address itself holds the packages: a list for `dnf`, or one for `apt` whose suite is a folder.
fn is_whole(line: &str) -> bool {
    let suite = line.split_once("://").and_then(|(_, it)| it.split_ascii_whitespace().nth(1));
    let is_folder = suite.is_some_and(|it| it.trim_matches(['"', '\'']).ends_with('/'));
    is_folder || !line.starts_with("deb ")
}

/// The way out at a place of a list: in an address for `dnf`, in one for `apt`, or in no address.
fn help(facts: &Facts<'_>, place: Span) -> &'static str {
    let before = facts.text.get(..place.start as usize).unwrap_or_default();
    let line = before.rsplit(['\n', '"', '\'']).next().unwrap_or_default();
    if !line.rsplit(' ').next().is_some_and(|it| it.contains("://")) {
        "write `[arch=$(dpkg --print-architecture)]` in double quotes, or leave `arch=` out"
    } else if line.contains("deb ") {
        "choose the folder by platform, as this source spells it: `case \"$(dpkg --print-architecture)\" in amd64) …;; arm64) …;; esac`"
    } else {
        "write `$basearch` in its place, which the package manager fills in"
    }
}

/// `COPY <<EOF /etc/apt/sources.list.d/…`
fn lists(facts: &Facts<'_>) -> Vec<Hit<String>> {
    heredocs(facts, |transfer, text, on| {
        let goes =
            |folder: &str| transfer.destination.iter().any(|it| it.as_str().contains(folder));
        let mut hit = None;
        if goes("/etc/apt") {
            let all = [pins(facts, text)];
            let pin = all.first().and_then(|pins| foreign(pins, &all, on));
            hit = pin.map(|pin| (pin.span, join(&pin.names)));
        } else if goes("/etc/yum") {
            repository(facts, (text, on), &mut |span, name| hit = Some((span, name)));
        }
        hit
    })
}
