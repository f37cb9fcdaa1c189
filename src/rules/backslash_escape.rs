//! `backslash-escape`: a path that ends in `\`, which joins its line with the next.
//!
//! Not about backslashes within a line. Only a next line that begins with an instruction's keyword shows that nobody
//! meant to continue; where that is so, the instruction is lost on every platform.

use super::os;
use crate::{
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::Facts,
    rule::{Check, Findings, Rule},
    span::Span,
    syntax::ast::{Escape, Instruction, Kind},
};

pub(super) static RULE: Rule = Rule {
    slug: "backslash-escape",
    summary: "A path ends in `\\`, and so swallows the next instruction.",
    page: include_str!("../../rules/backslash-escape/rule.md"),
    severity: Severity::Error,
    check: Check::File(check),
};

const KEYWORDS: [&str; 18] = [
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if facts.file.escape != Escape::Backslash {
        return;
    }
    for &join in &facts.file.continuations {
        let Some((word, keyword)) = swallowed(facts.text, join) else { continue };
        let all = &facts.file.instructions;
        let behind = all.partition_point(|it| it.span.start <= join.start);
        let Some(index) = behind.checked_sub(1) else { continue };
        let hit = facts.targets(|it| !os::stages(facts, it, index).is_empty());
        if hit.is_empty() {
            continue;
        }
        let shown = word.slice(facts.text);
        let message =
            format!("the `\\` at the end of `{shown}` joins this line with the `{keyword}` below");
        let finding = findings.add(word, message).platforms(hit).help(
            "write the path with `/`, or put the parser directive # escape=` at the top of the file",
        );
        if all.get(index).is_some_and(has_paths) {
            let content = shown.replace('\\', "/");
            finding.fix(Fix {
                title: format!("write `{content}`"),
                edits: vec![Edit { span: word, content }],
                applicability: Applicability::Unsafe,
            });
        }
    }
}

/// The path before a continuation, its `\` included, and the keyword that begins the next line.
fn swallowed(text: &str, join: Span) -> Option<(Span, &'static str)> {
    let before = text.get(..join.start as usize)?;
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    if !is_windows_path(before.get(start..)?) {
        return None;
    }
    let next = text.get(join.end as usize..)?.trim_start_matches('\r').strip_prefix('\n')?;
    let line = next.lines().next().unwrap_or_default().trim_start();
    let first = line.split_ascii_whitespace().next()?;
    let keyword = KEYWORDS.into_iter().find(|it| *it == first)?;
    Some((Span::at(start, join.start as usize + 1), keyword))
}

/// `C:`, `C:\data` or `.\data`: what is a path of Windows with the `\` that follows.
fn is_windows_path(word: &str) -> bool {
    let word = word.trim_start_matches(['"', '\'', '[']);
    let mut characters = word.chars();
    let drive = characters.next().is_some_and(|it| it.is_ascii_alphabetic());
    let is_drive = drive && characters.next() == Some(':');
    is_drive && (word.len() == 2 || characters.as_str().starts_with('\\'))
        || word.starts_with(".\\")
        || word.starts_with("..\\")
}

/// In these instructions `/` is as good as `\`; a program may think otherwise.
fn has_paths(instruction: &Instruction) -> bool {
    let kind = &instruction.inner().unwrap_or(instruction).kind;
    matches!(kind, Kind::Copy(_) | Kind::Add(_) | Kind::Workdir(_) | Kind::Volume(_))
}

#[cfg(test)]
mod tests {
    use super::is_windows_path;

    #[test]
    fn paths_of_windows_are_known() {
        for word in ["C:", "c:\\data", ".\\out\\bin", "\"C:\\x"] {
            assert!(is_windows_path(word), "{word}");
        }
        for word in ["", "a", "curl", "a:b", "key:value", "&&", "x\\y"] {
            assert!(!is_windows_path(word), "{word}");
        }
    }
}
