//! "Did you mean": the nearest of some names.

/// Names less alike than this (0 to 1) are not suggested; one wrong character of four is 0.75.
const LEAST_LIKENESS: f64 = 0.6;

/// Returns the name most like `text`, of several equally like the one that
/// starts alike for longest, since people err less at the start, or `None` when none is near.
pub fn nearest<S: AsRef<str>>(text: &str, names: impl IntoIterator<Item = S>) -> Option<String> {
    let mut best: Option<(f64, usize, String)> = None;
    for name in names {
        let likeness = strsim::normalized_damerau_levenshtein(text, name.as_ref());
        let start = text.chars().zip(name.as_ref().chars()).take_while(|(a, b)| a == b).count();
        let is_better = |(least, shortest, _): &(f64, usize, String)| {
            likeness > *least || (likeness >= *least && start > *shortest)
        };
        if likeness >= LEAST_LIKENESS && best.as_ref().is_none_or(is_better) {
            best = Some((likeness, start, name.as_ref().to_owned()));
        }
    }
    best.map(|(_, _, name)| name)
}

/// How many characters must be changed, added, left out or swapped with the next to make one text of the other.
#[must_use]
pub fn distance(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}
