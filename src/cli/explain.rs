//! `anyarch explain` and `anyarch rules`.

use super::{End, Trouble};
use crate::{diagnostic::Severity, rules, suggest};
use std::io::{self, Write};

/// Prints one rule's page.
pub(super) fn page(slug: &str) -> Result<End, Trouble> {
    let Some(rule) = rules::ALL.iter().find(|rule| rule.slug == slug) else {
        let near = suggest::did_you_mean(slug, rules::ALL.iter().map(|rule| rule.slug));
        let way_out = if near.is_empty() { "; `anyarch rules` lists them all" } else { &near };
        return Err(Trouble::Usage(format!("no rule is called `{slug}`{way_out}")));
    };
    write!(io::stdout().lock(), "{}", rule.page)?;
    Ok(End::Clean)
}

/// Prints all rules, one a line.
pub(super) fn table() -> Result<End, Trouble> {
    let width = rules::ALL.iter().map(|rule| rule.slug.len()).max().unwrap_or_default();
    let mut out = io::stdout().lock();
    for rule in rules::ALL {
        let preview = if rules::PREVIEW.contains(&rule.slug) { " (preview)" } else { "" };
        let severity = severity(rule.severity);
        writeln!(out, "{:width$}  {severity:7}  {}{preview}", rule.slug, rule.summary)?;
    }
    Ok(End::Clean)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
