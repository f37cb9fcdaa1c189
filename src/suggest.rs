//! "Did you mean …": the known word nearest to a mistyped one.
//!
//! Not a search: only slips of a few letters count, so that a wrong guess is never offered.
//! Swapped neighbours count as one slip, since that is the most frequent one.

/// Longer words are not compared: the cost grows with the square.
const LONGEST: usize = 64;

/// The candidate nearest to `word`, if one differs in no more than a third of its letters.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
    if word.len() > LONGEST {
        return None;
    }
    let ranked = candidates.into_iter().map(|candidate| (distance(&word, candidate), candidate));
    let (slips, best) = ranked.min_by_key(|&(slips, _)| slips)?;
    (slips <= (word.len().max(best.len()) / 3).max(1) && slips < word.len()).then_some(best)
}

/// `; did you mean ⟨nearest⟩?`, or nothing.
#[must_use]
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map(|best| format!("; did you mean `{best}`?")).unwrap_or_default()
}

/// Letters to insert, remove, replace or swap with the next (Damerau's distance, restricted form).
fn distance(word: &[char], other: &str) -> usize {
    let other: Vec<char> = other.chars().take(LONGEST).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, &a) in word.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, &b) in other.iter().enumerate() {
            let at =
                |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut best =
                (at(&row, j) + usize::from(a != b)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped =
                j > 0 && i > 0 && word.get(i - 1) == Some(&b) && other.get(j - 1) == Some(&a);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}
