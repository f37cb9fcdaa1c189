//! `.dockerignore`: which files of the context a build never sees.
//!
//! Not `.gitignore`, although it looks like it: every pattern counts from the top of the context, and of the patterns
//! that match a path or a folder above it the last one decides (moby/patternmatcher, `MatchesOrParentMatches`).

use super::pattern::Pattern;

/// The most patterns that are read; with more, nothing is said about the context.
const MOST: usize = 1_000;

/// The patterns of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ignore {
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// It begins with `!`.
    again: bool,
    pattern: Pattern,
    /// What stands before the first wildcard.
    plain: String,
}

impl Ignore {
    /// Reads the text of a `.dockerignore`; `None` when Docker refuses it, or it is too long.
    pub(super) fn new(text: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let again = line.strip_prefix('!');
            let path = clean(again.unwrap_or(line).trim());
            if path.is_empty() {
                // `!` alone is an error, and `.` or `/` match no path.
                again.filter(|rest| rest.trim().is_empty()).map_or(Some(()), |_| None)?;
                continue;
            }
            let plain = path.split(['*', '?', '[', '\\']).next().unwrap_or_default().to_owned();
            let pattern = Pattern::new(&path, true)?;
            lines.push(Line { again: again.is_some(), pattern, plain });
        }
        (lines.len() <= MOST).then_some(Self { lines })
    }

    /// True if the build does not see a path; `steps` counts down what it costs.
    pub(super) fn holds(&self, path: &str, steps: &mut u64) -> bool {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let paths: Vec<&str> = ends.filter_map(|end| path.get(..end)).collect();
        let mut held = false;
        // A line that would change nothing is not looked at.
        for line in &self.lines {
            if line.again == held
                && paths.iter().rev().any(|path| line.pattern.matches(path, steps))
            {
                held = !line.again;
            }
        }
        held
    }

    /// True if something below a folder that is held may be seen again.
    pub(super) fn may_reopen(&self, folder: &str) -> bool {
        let below = format!("{folder}/");
        let reaches =
            |line: &Line| line.plain.starts_with(&below) || below.starts_with(&line.plain);
        self.lines.iter().any(|line| line.again && reaches(line))
    }
}

/// A path without `.`, `..` and doubled or outer slashes.
pub(super) fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(text: &str, path: &str) -> bool {
        Ignore::new(text).is_some_and(|it| it.holds(path, &mut 1_000_000))
    }

    #[test]
    fn the_last_match_decides() {
        let text = "# all\n*\n!src\n  /src/secret/  \n!src/secret/**/public\n\n";
        assert!(held(text, "a"));
        assert!(held(text, "a/b"));
        assert!(!held(text, "src/a"));
        assert!(held(text, "src/secret/a"));
        assert!(!held(text, "src/secret/x/public"));
        assert!(!held(text, "src/secret/x/public/a"));
    }

    #[test]
    fn patterns_count_from_the_top() {
        assert!(held("node_modules", "node_modules/a/b"));
        assert!(!held("node_modules", "web/node_modules/a"));
        assert!(held("**/node_modules", "web/node_modules/a"));
        assert!(held("**/node_modules", "node_modules"));
        assert!(held("./a/../b/", "b/c"));
        assert!(!held(" #a", "a"));
    }

    #[test]
    fn what_docker_refuses_says_nothing() {
        assert_eq!(Ignore::new("a\n!"), None);
        assert_eq!(Ignore::new("[a"), None);
        assert_eq!(Ignore::new(&"a\n".repeat(MOST + 1)), None);
        assert_eq!(Ignore::new(".\n/\n"), Some(Ignore::default()));
    }

    #[test]
    fn a_held_folder_may_be_opened_again() {
        let ignore = Ignore::new("a\n!a/b/c\n!x*/y").unwrap();
        assert!(ignore.may_reopen("a"));
        assert!(ignore.may_reopen("a/b"));
        assert!(ignore.may_reopen("xy"));
        assert!(!ignore.may_reopen("b"));
        assert!(Ignore::new("*\n!**/a").unwrap().may_reopen("b"));
    }
}
