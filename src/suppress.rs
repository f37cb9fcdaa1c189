//! Comments that take findings back: `# anyarch: ignore[slug] reason`.
//!
//! Not configuration: these comments are about one place and stand where it is.
//! A suppression that does nothing is a finding itself, since it hides the next real one.
//!
//! `ignore[…]` stands in the comment lines directly above an instruction and covers it; above `FROM` it covers the
//! whole stage. `ignore-file[…]` stands above the first instruction. Parser directives are not comments.

mod parse;

use crate::{
    diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity},
    span::Span,
    suggest::nearest,
};
pub use parse::suppressions;
use std::{borrow::Cow, collections::HashMap};

/// The rule that speaks of names that no rule has.
pub const UNKNOWN: &str = "unknown-ignore";
/// The rule that speaks of suppressions without a finding.
pub const UNUSED: &str = "unused-ignore";

/// One comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// What it covers.
    pub scope: Scope,
    /// The rules it names; none when it is malformed.
    pub slugs: Vec<Slug>,
    /// The comment, from `#` to before the line end.
    pub span: Span,
    /// The whole line with its line end.
    pub line: Span,
    /// Why, as written.
    pub reason: String,
}

/// What a suppression covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Findings that begin in this span; its end counts too.
    Covers(Span),
    /// Nothing: the comment stands in the wrong place.
    Misplaced(&'static str),
    /// Nothing: the comment is not written as it should be.
    Malformed(&'static str),
}

/// A rule named in a suppression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slug {
    /// As written.
    pub name: String,
    /// Where.
    pub span: Span,
    /// The name with one comma, to take it out of the list.
    pub removal: Span,
    /// It has taken back a finding.
    pub used: bool,
}

/// `diagnostics` without those taken back, and with what is to be said about the suppressions themselves.
///
/// `unsure` are rules whose silence proves nothing, because they were off or could not look at everything here:
/// their suppressions are never called unused, so that an offline run does not find more than an online one.
#[must_use]
pub fn apply(
    diagnostics: Vec<Diagnostic>,
    suppressions: &mut [Suppression],
    known_rules: &[&str],
    unsure: &[&str],
) -> Vec<Diagnostic> {
    let mut left = keep(diagnostics, suppressions);
    let mut own: Vec<Diagnostic> = Vec::new();
    for suppression in &*suppressions {
        own.extend(malformed(suppression));
        own.extend(unknown(suppression, known_rules));
        own.extend(unused(suppression, known_rules, unsure));
    }
    left.extend(keep(own, suppressions));
    left
}

/// The findings that no suppression holds for, without a word on the suppressions themselves.
#[must_use]
pub fn left<'a>(
    diagnostics: &'a [Diagnostic],
    suppressions: &[Suppression],
) -> Cow<'a, [Diagnostic]> {
    if suppressions.is_empty() {
        return Cow::Borrowed(diagnostics);
    }
    Cow::Owned(keep(diagnostics.to_vec(), &mut suppressions.to_vec()))
}

/// Marks the suppressions that hold for a finding, and gives the findings that none holds for.
///
/// Sorted places instead of pairs: a generated file may have ten thousand of both.
fn keep(diagnostics: Vec<Diagnostic>, suppressions: &mut [Suppression]) -> Vec<Diagnostic> {
    if suppressions.is_empty() {
        return diagnostics;
    }
    let mut places: HashMap<&str, Vec<u32>> = HashMap::new();
    for finding in &diagnostics {
        places.entry(finding.rule).or_default().push(finding.span.start);
    }
    for places in places.values_mut() {
        places.sort_unstable();
    }
    let mut covered: HashMap<String, Vec<Span>> = HashMap::new();
    for suppression in suppressions {
        let Scope::Covers(span) = suppression.scope else { continue };
        for slug in &mut suppression.slugs {
            let Some(places) = places.get(&*slug.name) else { continue };
            let first = places.partition_point(|&at| at < span.start);
            if places.get(first).is_some_and(|&at| at <= span.end) {
                slug.used = true;
                covered.entry(slug.name.clone()).or_default().push(span);
            }
        }
    }
    for spans in covered.values_mut() {
        reach(spans);
    }
    let is_covered = |finding: &Diagnostic| {
        let spans = covered.get(finding.rule).map(Vec::as_slice).unwrap_or_default();
        let at = finding.span.start;
        let before = spans.partition_point(|span| span.start <= at);
        spans.get(..before).and_then(<[_]>::last).is_some_and(|span| at <= span.end)
    };
    diagnostics.into_iter().filter(|finding| !is_covered(finding)).collect()
}

/// Sorts by start, and lets each span end where the farthest of it and those before it ends.
fn reach(spans: &mut [Span]) {
    spans.sort_unstable_by_key(|span| span.start);
    let mut end = 0;
    for span in spans {
        end = end.max(span.end);
        span.end = end;
    }
}

fn malformed(suppression: &Suppression) -> Option<Diagnostic> {
    let Scope::Malformed(help) = suppression.scope else { return None };
    let message = "this comment ignores nothing".to_owned();
    Some(Diagnostic { help: vec![help.to_owned()], ..warning(UNKNOWN, suppression.span, message) })
}

fn unknown(suppression: &Suppression, known: &[&str]) -> Vec<Diagnostic> {
    let unknown = suppression.slugs.iter().filter(|slug| !known.contains(&slug.name.as_str()));
    let say = |slug: &Slug| {
        let best = nearest(&slug.name, known.iter().copied());
        let help = best.map(|best| format!("did you mean `{best}`?")).into_iter().collect();
        let fix = best.map(|best| Fix {
            title: format!("write `{best}`"),
            edits: vec![Edit { span: slug.span, content: best.to_owned() }],
            applicability: Applicability::Unsafe,
        });
        let message = format!("no rule is called `{}`, so nothing is ignored", slug.name);
        Diagnostic { help, fix, ..warning(UNKNOWN, slug.span, message) }
    };
    unknown.map(say).collect()
}

fn unused(suppression: &Suppression, known: &[&str], unsure: &[&str]) -> Vec<Diagnostic> {
    // The two rules here judge after all others, so nothing can be said about them yet.
    let silent = |slug: &Slug| {
        unsure.contains(&slug.name.as_str()) || [UNKNOWN, UNUSED].contains(&&*slug.name)
    };
    let unused = |slug: &&Slug| !slug.used && known.contains(&slug.name.as_str()) && !silent(slug);
    let all = suppression.slugs.iter().all(|slug| unused(&slug));
    let say = |slug: &Slug| match suppression.scope {
        Scope::Misplaced(help) => {
            let message =
                format!("`{}` is not ignored: the comment stands in the wrong place", slug.name);
            Diagnostic { help: vec![help.to_owned()], ..warning(UNUSED, slug.span, message) }
        }
        Scope::Covers(_) | Scope::Malformed(_) => {
            let message =
                format!("`{}` finds nothing here, so there is nothing to ignore", slug.name);
            let fix = Some(removal(suppression, slug, all));
            Diagnostic { fix, ..warning(UNUSED, slug.span, message) }
        }
    };
    suppression.slugs.iter().filter(unused).map(say).collect()
}

fn removal(suppression: &Suppression, slug: &Slug, whole: bool) -> Fix {
    let (title, span) = if whole {
        ("remove the comment".to_owned(), suppression.line)
    } else {
        (format!("remove `{}`", slug.name), slug.removal)
    };
    let edits = vec![Edit { span, content: String::new() }];
    Fix { title, edits, applicability: Applicability::Safe }
}

fn warning(rule: &'static str, span: Span, message: String) -> Diagnostic {
    Diagnostic {
        rule,
        severity: Severity::Warning,
        span,
        message,
        labels: Vec::new(),
        help: Vec::new(),
        platforms: Vec::new(),
        fix: None,
    }
}
