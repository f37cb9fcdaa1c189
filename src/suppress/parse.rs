//! Comments to suppressions.
//!
//! Not a judgement about them: a comment that is badly written or badly placed comes out as such.
//! A comment counts when its first word is `anyarch:` and the next looks like `ignore`; `# anyarch: see the docs` is
//! prose and stays so.

use super::{Scope, Slug, Suppression};
use crate::{
    span::Span,
    suggest::nearest,
    syntax::ast::{Dockerfile, Instruction, Kind},
};

const NAME_THE_RULES: &str =
    "name the rules, as in `# anyarch: ignore[from-platform-constant] reason`";
const MOVE_ABOVE: &str = "put it above the instruction";
const MOVE_DIRECTLY: &str = "put it directly above the instruction, without a blank line between";
const MOVE_FIRST: &str = "put it above the first instruction";

/// All suppressions of a file, in file order.
#[must_use]
pub fn suppressions(file: &Dockerfile, text: &str) -> Vec<Suppression> {
    // From the last to the first: what stands below a comment, the comment above it need not look for again.
    let mut below = None;
    let one = |&comment: &Span| {
        let here = Below::new(file, text, comment, below);
        below = here;
        suppression(file, text, comment, here)
    };
    let mut all: Vec<Suppression> = file.comments.iter().rev().filter_map(one).collect();
    all.reverse();
    all
}

/// The instruction below a comment.
#[derive(Clone, Copy)]
struct Below {
    index: usize,
    /// Where the comment begins.
    start: u32,
    /// A blank line stands between the two.
    blank: bool,
    /// The instruction, or its stage.
    covers: Span,
}

impl Below {
    /// `next` is that of the comment behind this one.
    fn new(file: &Dockerfile, text: &str, comment: Span, next: Option<Self>) -> Option<Self> {
        let index = file.instructions.partition_point(|item| item.span.start < comment.start);
        let instruction = file.instructions.get(index)?;
        let next = next.filter(|next| next.index == index);
        let end = next.map_or(instruction.span.start, |next| next.start);
        let between = Span::new(comment.end, end).slice(text);
        let mut lines = between.trim_end_matches([' ', '\t']).lines().skip(1);
        let blank = lines.any(|line| line.trim().is_empty()) || next.is_some_and(|it| it.blank);
        let covers = next.map_or_else(|| covered(file, index), |next| next.covers);
        Some(Self { index, start: comment.start, blank, covers })
    }
}

/// An instruction, or the stage that it opens.
fn covered(file: &Dockerfile, index: usize) -> Span {
    let rest = file.instructions.get(index..).unwrap_or_default();
    match rest.first() {
        Some(first) if is_from(first) => first.span.cover(stage_end(rest)),
        Some(first) => first.span,
        None => Span::default(),
    }
}

/// What stands in a comment.
struct Words<'a> {
    verb: &'a str,
    /// Between the brackets, with its offset in the comment.
    list: Option<(usize, &'a str)>,
    reason: &'a str,
}

fn suppression(
    file: &Dockerfile,
    text: &str,
    comment: Span,
    below: Option<Below>,
) -> Option<Suppression> {
    let words = words(comment.slice(text))?;
    let mut slugs =
        words.list.map(|(at, list)| slugs(comment.start as usize + at, list)).unwrap_or_default();
    let scope = match words.verb {
        _ if slugs.is_empty() => Scope::Malformed(NAME_THE_RULES),
        "ignore" => narrow(file, comment, below),
        "ignore-file" => whole(file, text, comment),
        _ => Scope::Malformed("the word is `ignore` or `ignore-file`"),
    };
    if let Scope::Malformed(_) = scope {
        slugs.clear();
    }
    let reason = words.reason.trim().to_owned();
    Some(Suppression { scope, slugs, span: comment, line: line(text, comment), reason })
}

fn words(comment: &str) -> Option<Words<'_>> {
    let after = comment.strip_prefix('#')?.trim_start();
    let head = after.get(.."anyarch".len()).filter(|head| head.eq_ignore_ascii_case("anyarch"))?;
    let rest = after.strip_prefix(head)?.trim_start().strip_prefix(':')?.trim_start();
    let end =
        rest.find(|next: char| next != '-' && !next.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (word, rest) = rest.split_at_checked(end)?;
    let verb = ["ignore-file", "ignore"].into_iter().find(|verb| word.eq_ignore_ascii_case(verb));
    let listed = rest.trim_start().strip_prefix('[');
    if verb.is_none() && (listed.is_none() || nearest(word, ["ignore", "ignore-file"]).is_none()) {
        return None;
    }
    let (list, reason) = listed.and_then(|list| list.split_once(']')).unzip();
    let list = comment.find('[').map(|at| at + 1).zip(list);
    Some(Words { verb: verb.unwrap_or_default(), list, reason: reason.unwrap_or_default() })
}

/// The names in `list`, which begins at `start` in the file.
fn slugs(start: usize, list: &str) -> Vec<Slug> {
    let mut slugs = Vec::new();
    let mut at = start;
    for item in list.split(',') {
        let name = item.trim();
        let from = at + (item.len() - item.trim_start().len());
        if !name.is_empty() {
            // The comma goes with the name: the one behind it with its blanks, or before the last name.
            let behind = at + item.len() < start + list.len();
            let removal = match (behind, at > start) {
                (true, _) => Span::at(
                    from,
                    at + item.len() + 1 + blanks_at(list, at - start + item.len() + 1),
                ),
                (false, true) => Span::at(at - 1, at + item.len()),
                (false, false) => Span::at(at, at + item.len()),
            };
            let (name, span) = (name.to_ascii_lowercase(), Span::at(from, from + name.len()));
            slugs.push(Slug { name, span, removal, used: false });
        }
        at += item.len() + 1;
    }
    slugs
}

fn blanks_at(list: &str, at: usize) -> usize {
    let rest = list.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start().len()
}

/// The instruction directly below `comment`, or its stage.
fn narrow(file: &Dockerfile, comment: Span, below: Option<Below>) -> Scope {
    let index = file.instructions.partition_point(|item| item.span.start < comment.start);
    let before = index.checked_sub(1).and_then(|index| file.instructions.get(index));
    let is_inside = before.is_some_and(|item| item.span.contains(comment.start));
    match below.filter(|_| !is_inside) {
        None => Scope::Misplaced(MOVE_ABOVE),
        Some(below) if below.blank => Scope::Misplaced(MOVE_DIRECTLY),
        Some(below) => Scope::Covers(below.covers),
    }
}

/// The last instruction of the stage that the first of `instructions` opens.
fn stage_end(instructions: &[Instruction]) -> Span {
    let stage = instructions.iter().skip(1).take_while(|item| !is_from(item));
    stage.last().or(instructions.first()).map(|item| item.span).unwrap_or_default()
}

fn is_from(instruction: &Instruction) -> bool {
    matches!(instruction.kind, Kind::From(_))
}

fn whole(file: &Dockerfile, text: &str, comment: Span) -> Scope {
    match file.instructions.first() {
        Some(first) if first.span.start < comment.start => Scope::Misplaced(MOVE_FIRST),
        _ => Scope::Covers(Span::at(0, text.len())),
    }
}

/// The line of `comment`, with its line end.
fn line(text: &str, comment: Span) -> Span {
    let (start, end) = (comment.start as usize, comment.end as usize);
    let before = text.get(..start).unwrap_or_default();
    let behind = text.get(end..).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    Span::at(start, end + behind.find('\n').map_or(behind.len(), |at| at + 1))
}
