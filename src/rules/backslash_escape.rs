//! `backslash-escape`: the `\` of a path that is taken for an escape.
//!
//! At the end of a line only a next line that begins with an instruction's keyword shows that nobody meant to continue.
//! Within a line `BuildKit` drops it. Not told is `C:\app`, which it reads as `C:app`: that mostly works all the same.

use super::os;
use crate::{
    diagnostic::{Applicability, Edit, Fix, Severity},
    facts::Facts,
    rule::{Check, Findings, Rule},
    span::Span,
    syntax::ast::{Command, Escape, Instruction, Kind, PathUse, Text},
};

pub(super) static RULE: Rule = Rule {
    slug: "backslash-escape",
    summary: "The `\\` of a path is taken for an escape.",
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

const WAY_OUT: &str =
    "write the path with `/`, or put the parser directive # escape=` at the top of the file";

fn check(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    no_json(facts, findings);
    if facts.file.escape != Escape::Backslash {
        return;
    }
    let joins = facts.file.continuations.iter();
    let joins: Vec<_> = joins.filter_map(|join| swallowed(facts.text, *join)).collect();
    dropped(facts, &joins, findings);
    for Join { word, keyword, far } in joins {
        let all = &facts.file.instructions;
        let behind = all.partition_point(|it| it.span.start <= word.start);
        let Some(index) = behind.checked_sub(1) else { continue };
        let hit = facts.targets(|it| !os::stages(facts, it, index).is_empty());
        if hit.is_empty() {
            continue;
        }
        let shown = word.slice(facts.text);
        let message =
            format!("the `\\` at the end of `{shown}` joins this line with the `{keyword}` below");
        let mut finding = findings.add(word, message).platforms(hit).help(WAY_OUT);
        if far {
            finding = finding.help("blank lines and comments between them do not part them");
        }
        if all.get(index).is_some_and(has_paths) {
            finding.fix(with_slashes(word, shown));
        }
    }
}

fn with_slashes(path: Span, shown: &str) -> Fix {
    let content = shown.replace('\\', "/");
    Fix {
        title: format!("write `{content}`"),
        edits: vec![Edit { span: path, content }],
        applicability: Applicability::Unsafe,
    }
}

/// Paths of which `BuildKit` drops the `\` where it replaces variables.
fn dropped(facts: &Facts<'_>, joins: &[Join], findings: &mut Findings<'_>) {
    if !os::any_on(facts, os::WINDOWS) {
        return;
    }
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let inner = instruction.inner().unwrap_or(instruction);
        // Behind a line that is joined stand the words of another instruction.
        let inside = |join: &&Join| {
            instruction.span.start <= join.word.start && join.word.end <= instruction.span.end
        };
        let end = joins.iter().find(inside).map_or(u32::MAX, |join| join.word.start);
        let all = words(&inner.kind).filter(|(text, _)| text.span().start < end);
        for (text, is_source) in all {
            let Some(read) = without(facts, text, is_source) else { continue };
            let hit = os::on(facts, index, os::WINDOWS);
            if hit.is_empty() {
                continue;
            }
            let shown = text.as_str();
            let message = format!("the `\\` in `{shown}` is an escape: it is read as `{read}`");
            let finding = findings.add(text.span(), message).platforms(hit).help(WAY_OUT);
            if has_paths(inner) {
                finding.fix(with_slashes(text.span(), shown));
            }
        }
    }
}

/// The words with paths, and whether they are what is copied.
fn words(kind: &Kind) -> impl Iterator<Item = (&Text, bool)> {
    let in_json = matches!(kind, Kind::Copy(it) | Kind::Add(it) if it.json);
    let paths = kind.paths().into_iter().filter(move |(used, _)| match used {
        PathUse::Source | PathUse::Destination => !in_json,
        PathUse::Folder | PathUse::Variable(_) => true,
        PathUse::Volume => false,
    });
    paths.map(|(used, text)| (text, matches!(used, PathUse::Source)))
}

/// How a path reads without its `\`, where that makes one name of two.
fn without(facts: &Facts<'_>, text: &Text, is_source: bool) -> Option<String> {
    let all = text.as_str();
    let plain = |it: char| it.is_ascii_alphanumeric() || "\\:._-$(){}*".contains(it);
    let escapes = |it: &str| it.starts_with(|it: char| it.is_ascii_alphanumeric());
    let mut parts = all.split('\\');
    let first = parts.next()?;
    let count = parts.clone().count();
    let drive = first.len() == 2 && is_windows_path(first);
    let enough = if drive { count > 1 } else { is_source && count > 0 && !first.is_empty() };
    let whole = parts.all(escapes) && all.chars().all(plain);
    // Over two lines, and in JSON, it is written otherwise.
    let as_written = text.span().slice(facts.text) == all;
    (enough && whole && as_written && !all.starts_with('[')).then(|| all.replace('\\', ""))
}

/// `["C:\svc\app.exe"]` is no JSON, and so a line for the shell.
fn no_json(facts: &Facts<'_>, findings: &mut Findings<'_>) {
    if !os::any_on(facts, os::WINDOWS) {
        return;
    }
    for (index, instruction) in facts.file.instructions.iter().enumerate() {
        let kind = &instruction.inner().unwrap_or(instruction).kind;
        let (Kind::Run(Command::Shell(text))
        | Kind::Cmd(Command::Shell(text))
        | Kind::Entrypoint(Command::Shell(text))) = kind
        else {
            continue;
        };
        let all = text.as_str();
        let is_list = all.starts_with("[\"") && all.ends_with("\"]") && !all.contains('\'');
        let Some(at) = escape_in_json(all).filter(|_| is_list) else { continue };
        let hit = os::on(facts, index, os::WINDOWS);
        if hit.is_empty() {
            continue;
        }
        let sign = all.get(at..at + 2).unwrap_or_default();
        let message = format!(
            "`{sign}` is not allowed in JSON: this is no list, and the shell gets it as it stands"
        );
        findings
            .add(text.span_of(at..at + 2), message)
            .platforms(hit)
            .help("write `\\\\` or `/`: in exec form that holds also behind # escape=`");
    }
}

/// The first `\` of a drive's path, before a letter that makes it no escape of JSON.
fn escape_in_json(text: &str) -> Option<usize> {
    let mut signs = text.match_indices('\\').map(|(at, _)| at);
    let begins = |it: u8| it.is_ascii_alphanumeric() && !b"bfnrtu".contains(&it);
    let has_drive = text.split('"').any(is_windows_path);
    let found = signs.find(|at| text.as_bytes().get(at + 1).copied().is_some_and(begins))?;
    (has_drive && !text.contains("\\\\")).then_some(found)
}

/// An instruction that a `\` joins with the one before it.
struct Join {
    /// The path, its `\` included.
    word: Span,
    /// What begins the next line.
    keyword: &'static str,
    /// Blank lines or comments stand between.
    far: bool,
}

/// The path before a continuation, and the instruction behind it. `BuildKit` leaves blank lines and comments out and
/// goes on joining.
fn swallowed(text: &str, join: Span) -> Option<Join> {
    let before = text.get(..join.start as usize)?;
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    if !is_windows_path(before.get(start..)?) {
        return None;
    }
    let next = text.get(join.end as usize..)?.trim_start_matches('\r').strip_prefix('\n')?;
    let mut lines = next.lines().map(str::trim_start).enumerate();
    let (skipped, line) = lines.find(|(_, line)| !line.is_empty() && !line.starts_with('#'))?;
    let first = line.split_ascii_whitespace().next()?;
    let keyword = KEYWORDS.into_iter().find(|it| *it == first)?;
    let word = Span::at(start, join.start as usize + 1);
    Some(Join { word, keyword, far: skipped > 0 })
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
