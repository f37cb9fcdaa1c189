//! Patterns of paths: those of `.dockerignore`, and the wildcards of `COPY`.
//!
//! Not a regular expression, and so never slow: all ways to match are followed at once, one character after the
//! other. `**` means what it means to Docker, oddities included (moby/patternmatcher).

/// The longest pattern that is read, in characters.
const LONGEST: usize = 512;

/// A pattern, ready to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    tokens: Vec<Token>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Character(char),
    /// `?`
    One,
    /// `*`
    Some,
    /// `**` at the end: whatever follows.
    Rest,
    /// `**` or `**/` elsewhere: nothing, or whatever ends with a slash.
    Folders,
    /// The second half of `Folders`: somewhere before that slash.
    Inside,
    /// `[a-z]`
    Class {
        negated: bool,
        ranges: Vec<(char, char)>,
    },
}

impl Pattern {
    /// Reads a pattern; `None` when Docker refuses it or it is too long. `deep` gives `**` its meaning.
    pub(super) fn new(text: &str, deep: bool) -> Option<Self> {
        let characters: Vec<char> = text.chars().take(LONGEST + 1).collect();
        if characters.len() > LONGEST {
            return None;
        }
        let suffix = text
            .strip_prefix("**")
            .filter(|rest| deep && !rest.is_empty() && !rest.contains(['*', '?', '[', ']', '\\']));
        let tokens = match suffix {
            // `**/a` ends with `/a` or is `a`; `**a` merely ends with `a`.
            Some(rest) => {
                let mut tokens = match rest.strip_prefix('/') {
                    Some(_) => vec![Token::Folders, Token::Inside],
                    None => vec![Token::Rest],
                };
                let rest = rest.strip_prefix('/').unwrap_or(rest);
                tokens.extend(rest.chars().map(Token::Character));
                tokens
            }
            None => tokens(&characters, deep)?,
        };
        Some(Self { tokens })
    }

    /// True if the whole text matches; `steps` counts down what it costs.
    pub(super) fn matches(&self, text: &str, steps: &mut u64) -> bool {
        let states = self.tokens.len() + 1;
        let mut now = vec![false; states];
        let mut next = vec![false; states];
        set(&mut now, 0);
        self.skip(&mut now);
        for character in text.chars() {
            *steps = steps.saturating_sub(states as u64);
            if *steps == 0 || !now.contains(&true) {
                return false;
            }
            next.fill(false);
            for (at, token) in self.tokens.iter().enumerate() {
                if now.get(at) == Some(&true) {
                    step(token, (at, character), &mut next);
                }
            }
            self.skip(&mut next);
            std::mem::swap(&mut now, &mut next);
        }
        now.last() == Some(&true)
    }

    /// Follows what may be empty.
    fn skip(&self, states: &mut [bool]) {
        for (at, token) in self.tokens.iter().enumerate() {
            let length = match token {
                Token::Some | Token::Rest => 1,
                Token::Folders => 2,
                Token::Character(_) | Token::One | Token::Inside | Token::Class { .. } => continue,
            };
            if states.get(at) == Some(&true) {
                set(states, at + length);
            }
        }
    }
}

fn set(states: &mut [bool], at: usize) {
    if let Some(state) = states.get_mut(at) {
        *state = true;
    }
}

fn step(token: &Token, (at, character): (usize, char), next: &mut [bool]) {
    match token {
        Token::Character(own) if *own == character => set(next, at + 1),
        Token::One if character != '/' => set(next, at + 1),
        Token::Some if character != '/' => set(next, at),
        Token::Rest => set(next, at),
        Token::Folders => {
            set(next, at + 1);
            if character == '/' {
                set(next, at + 2);
            }
        }
        Token::Inside => {
            set(next, at);
            if character == '/' {
                set(next, at + 1);
            }
        }
        Token::Class { negated, ranges } => {
            let inside = ranges.iter().any(|(low, high)| (*low..=*high).contains(&character));
            if inside != *negated {
                set(next, at + 1);
            }
        }
        Token::Character(_) | Token::One | Token::Some => {}
    }
}

/// The tokens of a pattern that is not a mere ending.
fn tokens(text: &[char], deep: bool) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&character) = text.get(at) {
        at += 1;
        match character {
            '*' if deep && text.get(at) == Some(&'*') => {
                at += 1;
                at += usize::from(text.get(at) == Some(&'/'));
                if at >= text.len() {
                    tokens.push(Token::Rest);
                } else {
                    tokens.extend([Token::Folders, Token::Inside]);
                }
            }
            '*' => tokens.push(Token::Some),
            '?' => tokens.push(Token::One),
            '\\' => {
                tokens.push(Token::Character(*text.get(at)?));
                at += 1;
            }
            '[' => tokens.push(class(text, &mut at)?),
            character => tokens.push(Token::Character(character)),
        }
    }
    Some(tokens)
}

/// The rest of a class behind its `[`; `None` when it is not closed.
fn class(text: &[char], at: &mut usize) -> Option<Token> {
    let negated = text.get(*at) == Some(&'^');
    *at += usize::from(negated);
    let mut ranges = Vec::new();
    while *text.get(*at)? != ']' || ranges.is_empty() {
        let low = member(text, at)?;
        let mut high = low;
        if text.get(*at) == Some(&'-') {
            *at += 1;
            high = member(text, at)?;
        }
        ranges.push((low, high));
    }
    *at += 1;
    Some(Token::Class { negated, ranges })
}

/// One character of a class, as Go's `filepath.Match` wants it.
fn member(text: &[char], at: &mut usize) -> Option<char> {
    let mut character = *text.get(*at)?;
    *at += 1;
    if matches!(character, '-' | ']') {
        return None;
    }
    if character == '\\' {
        character = *text.get(*at)?;
        *at += 1;
    }
    Some(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str, deep: bool) -> bool {
        let pattern = super::super::ignore::clean(pattern);
        Pattern::new(&pattern, deep).is_some_and(|it| it.matches(text, &mut 1_000_000))
    }

    /// Answers of moby/patternmatcher's own tests.
    #[test]
    fn patterns_mean_what_they_mean_to_docker() {
        let cases = [
            ("**", "file", true),
            ("**", "dir/file", true),
            ("**/", "file", true),
            ("**/**", "dir/file", true),
            ("dir/**", "dir/file", true),
            ("dir/**", "dir/dir2/file", true),
            ("dir/**", "dir", false),
            ("**/dir2/*", "dir/dir2/file", true),
            ("**/dir2/*", "dir2/file", true),
            ("**/dir2/*", "dir/dir2/dir2/file", true),
            ("**/file", "file", true),
            ("**/file", "dir/dir/file", true),
            ("**/file", "dir/xfile", false),
            ("**file", "dir/xfile", true),
            ("**/file*", "dir/dir/file.txt", true),
            ("**/file*txt", "dir/dir/file.txt", true),
            ("**/*.txt", "dir/dir/file.txt", true),
            ("**/*.txt", "file.txt", true),
            ("**/**/*.txt2", "dir/dir/file.txt", false),
            ("a**/*.txt", "a/file.txt", true),
            ("a**/*.txt", "a/dir/file.txt", true),
            ("a/*.txt", "a/dir/file.txt", false),
            ("a/b/*.txt", "a/b/file.txt", true),
            ("a[b-d]e", "ace", true),
            ("a[b-d]e", "aee", false),
            ("a[^b-d]e", "aee", true),
            ("a?c", "a/c", false),
            ("abc*", "abc/d", false),
            ("a\\*b", "a*b", true),
            ("a\\*b", "axb", false),
            (".*", ".foo", true),
            (".*", "foo", false),
            ("[a-c", "a", false),
            ("a/**/b", "a/b", true),
            ("a/**/b", "a/x/y/b", true),
            ("a/**/b", "a/xb", false),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(matches(pattern, text, true), expected, "{pattern} on {text}");
        }
    }

    #[test]
    fn wildcards_of_copy_have_no_double_star() {
        assert!(matches("a**b", "axb", false));
        assert!(!matches("a**b", "ax/b", false));
    }

    #[test]
    fn a_long_text_ends_with_the_steps() {
        let mut steps = 1_000;
        let pattern = Pattern::new(&"*a".repeat(100), true).unwrap();
        assert!(!pattern.matches(&"a".repeat(10_000), &mut steps));
        assert_eq!(steps, 0);
        assert!(Pattern::new(&"a".repeat(LONGEST + 1), true).is_none());
    }
}
