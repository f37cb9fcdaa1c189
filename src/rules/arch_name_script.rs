//! The addresses in scripts for `arch-name-mismatch`.
//!
//! Not an address with an architecture written out, which `hardcoded-arch-url` tells: here the name comes from
//! `$TARGETARCH`, `uname -m` or the like, and is right for the platform, but not as this project spells it.

use super::{
    arch_name_mismatch::spellings,
    script::{Hit, Walk, hits, merged},
};
use crate::{
    facts::Facts,
    knowledge::{self, Download},
    rule::Findings,
    rules::{join, list, token},
    shell::value::{From, Value},
    span::Span,
};

/// A name that a project has no file for.
struct Mismatch {
    download: &'static Download,
    spelled: String,
}

pub(super) fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    let look = |walk: Walk<'_>, note: &mut dyn FnMut(Span, Mismatch)| {
        for call in &walk.trace.calls {
            for address in call.addresses() {
                if let (Some(span), Some(found)) = (call.span_of(address), mismatch(walk, address))
                {
                    note(span, found);
                }
            }
        }
    };
    // A signature is fetched by the name of what it signs.
    for Hit { span, what, targets } in merged(facts, hits(facts, look)) {
        let Some(Mismatch { download, spelled }) = what.into_iter().next() else { continue };
        let message = format!(
            "{} has no file named for `{spelled}`, which this asks for on {}",
            download.project,
            list(&targets)
        );
        let names = spellings(download, &targets);
        let by_docker = download.names.iter().all(|(docker, name)| docker == name);
        let way = if by_docker {
            "write `$TARGETARCH`, with `ARG TARGETARCH` in this stage"
        } else {
            "map the name: `case \"$TARGETARCH\" in amd64) …;; arm64) …;; esac`, with `ARG TARGETARCH` in this stage"
        };
        let finding = findings.add(span, message).platforms(targets);
        if names.is_empty() {
            finding
                .help("it publishes none for this: install it another way, or do not require it");
            continue;
        }
        finding.help(format!("{} writes {}", download.project, join(&names))).help(way);
    }
}

/// A name for the platform in an address that its project spells otherwise.
fn mismatch(walk: Walk<'_>, address: &Value) -> Option<Mismatch> {
    if !address.by_platform() {
        return None;
    }
    let shown = address.shown();
    let download = knowledge::download(&shown)?;
    let docker = if address.by_machine() { walk.on } else { walk.target }.architecture.as_ref();
    // Of 32-bit Arm there are several, and few tables know all the names.
    let is_known = download.names.contains_key(docker) && docker != "arm";
    if !is_known && !download.complete {
        return None;
    }
    let tokens = token::architectures(&shown);
    let spelled = |token: &token::Token| shown.get(token.at.clone()).unwrap_or_default().to_owned();
    if tokens.iter().any(|it| download.spells(docker, &spelled(it)))
        || tokens.iter().any(|it| it.name != docker)
    {
        return None;
    }
    let wrong = tokens.iter().find(|it| is_told(address, it.at.start))?;
    Some(Mismatch { download, spelled: spelled(wrong) })
}

/// The platform brings what stands at a place of a value.
pub(super) fn is_told(value: &Value, at: usize) -> bool {
    let mut end = 0;
    let mut pieces = value.pieces.iter();
    let piece = pieces.find(|piece| {
        end += piece.text.as_deref().map_or(crate::shell::value::UNKNOWN.len_utf8(), str::len);
        at < end
    });
    piece.is_some_and(|it| matches!(it.from, From::Platform | From::Machine | From::Builder))
}
