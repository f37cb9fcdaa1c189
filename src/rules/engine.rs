//! Rules whose findings come up on the way: the parser's, and those about suppressions.

use crate::{
    diagnostic::Severity,
    rule::{Check, Rule},
};

/// What BuildKit refuses.
pub static INVALID_INSTRUCTION: Rule = Rule {
    slug: "invalid-instruction",
    summary: "BuildKit refuses this instruction, on every platform.",
    page: include_str!("../../rules/invalid-instruction/rule.md"),
    severity: Severity::Error,
    check: Check::Engine,
};

pub(super) static UNKNOWN_IGNORE: Rule = Rule {
    slug: "unknown-ignore",
    summary: "A suppression names a rule that does not exist.",
    page: include_str!("../../rules/unknown-ignore/rule.md"),
    severity: Severity::Warning,
    check: Check::Engine,
};

pub(super) static UNUSED_IGNORE: Rule = Rule {
    slug: "unused-ignore",
    summary: "A suppression suppresses nothing.",
    page: include_str!("../../rules/unused-ignore/rule.md"),
    severity: Severity::Warning,
    check: Check::Engine,
};
