//! "Did you mean": the nearest of some names.

/// Names less alike than this (0 to 1) are not suggested; one wrong character of four is 0.75.
const LEAST_LIKENESS: f64 = 0.6;
/// A text of more bytes is no misspelt name.
const LONGEST: usize = 200;

/// Returns the name most like `text`, of several equally like the one that
/// starts alike for longest, since people err less at the start, or `None` when none is near.
pub fn nearest<S: AsRef<str>>(text: &str, names: impl IntoIterator<Item = S>) -> Option<String> {
    let mut best: Option<(f64, usize, String)> = None;
    for name in names {
        let Some((likeness, start)) = alike(text, name.as_ref()) else { continue };
        let is_better = |(least, shortest, _): &(f64, usize, String)| {
            likeness > *least || (likeness >= *least && start > *shortest)
        };
        if best.as_ref().is_none_or(is_better) {
            best = Some((likeness, start, name.as_ref().to_owned()));
        }
    }
    best.map(|(_, _, name)| name)
}

/// How like two names are, from 0 to 1, and how many characters they start with in common; `None` when they are not near.
#[must_use]
pub fn alike(text: &str, name: &str) -> Option<(f64, usize)> {
    if text.len() > LONGEST {
        return None;
    }
    let likeness = strsim::normalized_damerau_levenshtein(text, name);
    let start = text.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
    (likeness >= LEAST_LIKENESS).then_some((likeness, start))
}
