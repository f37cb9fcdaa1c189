//! "did you mean" for keywords, flags and keys.
//!
//! Not a spell checker: a hint is given for fewer than three edits, as `BuildKit` does.
//! It picks any of equals; here one that starts with the same letter goes first.

/// ` (did you mean X?)`, or nothing. Without `case` the hint is written in the case of `word`.
pub(super) fn hint(word: &str, known: &[&str], case: bool) -> String {
    let fold = |text: &str| if case { text.to_owned() } else { text.to_lowercase() };
    let wanted = fold(word);
    let best = known
        .iter()
        .map(|name| (fold(name), name))
        .map(|(name, shown)| (distance(&wanted, &name), name.get(..1) != wanted.get(..1), shown))
        .filter(|&(distance, ..)| distance < 3)
        .min_by_key(|&(distance, differs, _)| (distance, differs));
    match best {
        None | Some((0, ..)) => String::new(),
        Some((_, _, name)) if case => format!(" (did you mean {name}?)"),
        Some((_, _, name)) if word == word.to_lowercase() => {
            format!(" (did you mean {}?)", name.to_lowercase())
        }
        Some((_, _, name)) if word == word.to_uppercase() => format!(" (did you mean {name}?)"),
        Some((_, _, name)) => format!(" (did you mean {}?)", name.to_lowercase()),
    }
}

/// Edits between two words; at least 3 when their lengths already differ by that.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    if left.chars().count().abs_diff(right.len()) >= 3 {
        return 3;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (nth, character) in left.chars().enumerate() {
        let mut previous = nth;
        let mut behind = nth + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(&right) {
            let here = (previous + usize::from(character != *other)).min(behind + 1).min(*cell + 1);
            previous = std::mem::replace(cell, here);
            behind = here;
        }
        if let Some(first) = row.first_mut() {
            *first = nth + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
