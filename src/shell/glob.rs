//! A shell's patterns on plain text: `*`, `?` and `[…]`.

/// True if the pattern covers the whole text; a backslash makes the next character itself.
#[must_use]
pub fn fits(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    // Where to take up again after the last `*`.
    let (mut at, mut here, mut star) = (0, 0, None);
    while here < text.len() {
        match step(&pattern, at, text.get(here).copied()) {
            Next::Star => {
                star = Some((at + 1, here));
                at += 1;
            }
            Next::Fits(next) => (at, here) = (next, here + 1),
            Next::Fails => match star {
                Some((behind, from)) => {
                    star = Some((behind, from + 1));
                    (at, here) = (behind, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(at).all(|&it| it == '*')
}

enum Next {
    Star,
    Fits(usize),
    Fails,
}

fn step(pattern: &[char], at: usize, character: Option<char>) -> Next {
    let fits = |yes: bool, next: usize| if yes { Next::Fits(next) } else { Next::Fails };
    match pattern.get(at) {
        None => Next::Fails,
        Some('*') => Next::Star,
        Some('?') => Next::Fits(at + 1),
        Some('\\') => fits(pattern.get(at + 1).copied() == character, at + 2),
        Some('[') => match class(pattern, at, character) {
            Some((yes, next)) => fits(yes, next),
            None => fits(character == Some('['), at + 1),
        },
        Some(&it) => fits(Some(it) == character, at + 1),
    }
}

/// Whether a class such as `[0-9a]` holds a character, and where it ends.
fn class(pattern: &[char], at: usize, character: Option<char>) -> Option<(bool, usize)> {
    let character = character?;
    let opposite = matches!(pattern.get(at + 1), Some('!' | '^'));
    let first = at + 1 + usize::from(opposite);
    let length = pattern.get(first + 1..)?.iter().position(|&it| it == ']')? + 1;
    let members = pattern.get(first..first + length)?;
    let mut holds = false;
    let mut rest = members;
    while let [one, behind @ ..] = rest {
        if let ['-', to, later @ ..] = behind {
            holds |= (*one..=*to).contains(&character);
            rest = later;
        } else {
            holds |= *one == character;
            rest = behind;
        }
    }
    Some((holds != opposite, first + length + 1))
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_cover_the_whole_text() {
        for (pattern, text, expected) in [
            ("arm*", "armv7l", true),
            ("*64", "aarch64", true),
            ("*64", "armv7l", false),
            ("i?86", "i686", true),
            ("i[3-6]86", "i686", true),
            ("i[!3-6]86", "i686", false),
            ("\\*", "*", true),
            ("\\*", "x", false),
            ("", "", true),
            ("*", "", true),
            ("a*b*c", "aXbYbc", true),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }
}
