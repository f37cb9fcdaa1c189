//! Applying fixes, and proving that one does what it says.
//!
//! Not a formatter. A fix is offered only if the changed text parses without a new error, the finding is gone, and
//! no other appears; a rule that is wrong about its own fix loses the fix, not the user's file.

use crate::diagnostic::{Applicability, Diagnostic, Edit, Severity};
use std::collections::HashMap;

/// Fixes checked for one file; further ones are not offered, so that a hostile file cannot cost minutes.
const LIMIT: usize = 64;

/// Bytes that are checked again for the fixes of one file.
const BYTES: usize = 2 << 20;

/// The text after edits that do not overlap; `None` when they do, or do not fit the text.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in sorted {
        let range = edit.span.range();
        out.push_str(text.get(at..range.start)?);
        out.push_str(&edit.content);
        at = range.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// Takes away every fix that does not keep its promise. `diagnostics` are all that was found in `text`, and `findings`
/// finds the same in a changed one.
pub fn keep_sound(
    diagnostics: &mut [Diagnostic],
    text: &str,
    findings: impl Fn(&str) -> Vec<Diagnostic>,
) {
    if diagnostics.iter().all(|it| it.fix.is_none()) {
        return;
    }
    let before = count(diagnostics);
    let mut budget = LIMIT.min(BYTES / text.len().max(1) + 1);
    for diagnostic in diagnostics {
        let Some(fix) = &diagnostic.fix else { continue };
        if fix.applicability == Applicability::DisplayOnly {
            continue;
        }
        let changed = apply(text, &fix.edits).filter(|_| budget > 0);
        budget = budget.saturating_sub(1);
        let sound = changed.is_some_and(|it| is_sound(diagnostic, &before, &count(&findings(&it))));
        if !sound {
            diagnostic.fix = None;
        }
    }
}

type Key = (&'static str, Severity, String);
type Count = HashMap<Key, usize>;

fn key(diagnostic: &Diagnostic) -> Key {
    (diagnostic.rule, diagnostic.severity, diagnostic.message.clone())
}

fn count(diagnostics: &[Diagnostic]) -> Count {
    let mut count = Count::new();
    for it in diagnostics {
        *count.entry(key(it)).or_default() += 1;
    }
    count
}

fn is_sound(fixed: &Diagnostic, before: &Count, after: &Count) -> bool {
    let of = |count: &Count, key: &Key| count.get(key).copied().unwrap_or_default();
    let key = key(fixed);
    of(after, &key) < of(before, &key)
        && after.iter().all(|(key, number)| *number <= of(before, key))
}
