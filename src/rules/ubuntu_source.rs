//! Sources of Ubuntu's packages that hold some architectures only, for `apt-source-arch-pin`.
//!
//! Not mirrors, nor releases whose arm64 was copied to the main archive, or is about to be: what nobody is sure of is
//! no finding. So is a file that names the ports, whose author knows of them.

use super::script::{Hit, Walk, heredocs, hits, told};
use crate::{
    facts::Facts, knowledge, needle::Needle, platform::Platform, shell::value::Value, span::Span,
};

/// What stands in every file that this speaks of.
static SIGN: Needle = Needle::new(".ubuntu.com/ubuntu");

/// What stands in files that know of the ports.
static PORTS: [Needle; 2] = [Needle::new("ports.ubuntu.com"), Needle::new("ubuntu-ports")];

/// The field that names architectures.
const ARCHITECTURES: &str = "Architectures:";

/// Commands that write a source.
const WRITERS: &[&str] =
    &["echo", "printf", "cat", "tee", "add-apt-repository", "apt-add-repository"];

/// Releases whose arm64 is at ports.ubuntu.com alone. From 25.10 on it is in the main archive, and 22.04 and 24.04
/// were to follow. Those that the archive dropped are gone for all platforms alike. Source: Canonical's apport, pull
/// request 622, July 2026.
const WITHOUT_ARM64: [&str; 4] = ["trusty", "xenial", "bionic", "focal"];

/// Releases that may have arm64 there, and nothing else of the ports.
const WITH_ARM64: [&str; 4] = ["jammy", "noble", "questing", "resolute"];

/// What belongs to an address stands as near.
const NEAR: usize = 2_000;

/// A host with a release that it lacks for a platform.
pub(super) struct Lack {
    pub host: String,
    pub release: String,
}

/// The sources, in scripts and in what `COPY` writes.
pub(super) fn lacks(facts: &Facts<'_>) -> Vec<Hit<Lack>> {
    if !facts.mentions(&SIGN) || facts.mentions_any(&PORTS) {
        return Vec::new();
    }
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Lack)| {
        for call in walk.trace.calls.iter().filter(|it| WRITERS.contains(&it.name.as_str())) {
            for text in call.words.iter().skip(1).chain(&call.reads) {
                if let Some((span, lack)) = lack(facts, text, walk.on) {
                    note(span, lack);
                }
            }
        }
    };
    let mut all = hits(facts, look);
    // `COPY <<EOF /etc/apt/sources.list`
    all.extend(heredocs(facts, |transfer, text, on| {
        let is_list = transfer.destination.iter().any(|it| it.as_str().contains("/etc/apt"));
        is_list.then(|| lack(facts, text, on)).flatten()
    }));
    all
}

/// The first source in a text that has nothing for a platform.
fn lack(facts: &Facts<'_>, text: &Value, on: &Platform) -> Option<(Span, Lack)> {
    let shown = text.shown();
    let named = shown.find(ARCHITECTURES);
    let one = |(at, _): (usize, &str)| {
        let start = at + "://".len();
        let (before, behind) = (shown.get(..at)?, shown.get(start..)?);
        let (host, path) = behind.split_once('/')?;
        let is_host = matches!(host, "security.ubuntu.com" | "archive.ubuntu.com")
            || host.strip_suffix(".archive.ubuntu.com").is_some_and(|it| it.len() == 2);
        if !is_host || !path.starts_with("ubuntu") {
            return None;
        }
        let is_named = named.is_some_and(|it| it < at);
        let release = release(last(before), first(path), is_named)?;
        is_missing(release, on).then_some(())?;
        let span = told(facts, text, start, start + host.len())?;
        Some((span, Lack { host: host.to_owned(), release: release.to_owned() }))
    };
    shown.match_indices("://").find_map(one)
}

/// The beginning of a text.
fn first(text: &str) -> &str {
    text.get(..text.floor_char_boundary(NEAR)).unwrap_or(text)
}

/// The end of a text.
fn last(text: &str) -> &str {
    text.get(text.ceil_char_boundary(text.len().saturating_sub(NEAR))..).unwrap_or(text)
}

/// The release behind an address: of `deb http://… focal-updates main`, or of the fields of a paragraph, where no
/// field names architectures.
fn release<'t>(before: &'t str, path: &'t str, is_named: bool) -> Option<&'t str> {
    let line = before.rsplit('\n').next()?.rsplit("\\n").next()?;
    let line = line.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    let suite = if let Some(fields) = line.trim_end().strip_suffix(':') {
        let paragraph = path.split("\n\n").next()?;
        let has_own = is_named || paragraph.contains(ARCHITECTURES);
        (fields.trim_start() == "URIs" && !has_own).then_some(())?;
        paragraph.split_once("Suites:")?.1.split_ascii_whitespace().next()?
    } else {
        let options = line.trim_end().strip_suffix(']').and_then(|it| it.rsplit_once('['));
        let (kind, options) = options.unwrap_or((line, ""));
        let start = kind.trim_end().trim_start_matches(['"', '\'']).trim_start();
        let is_source = start == "deb" && kind.ends_with(' ');
        (is_source && !options.contains("arch")).then_some(())?;
        path.split_ascii_whitespace().nth(1)?
    };
    suite.split(['-', '"', '\'', '/', '\\']).next()
}

fn is_missing(release: &str, on: &Platform) -> bool {
    let is_old = WITHOUT_ARM64.contains(&release);
    match knowledge::architecture(&on.architecture) {
        Some("arm64") => is_old,
        Some("arm" | "ppc64le" | "s390x" | "riscv64") => is_old || WITH_ARM64.contains(&release),
        _ => false,
    }
}
