//! "Did you mean": the nearest of some names.

/// Names less alike than this (0 to 1) are not suggested; one wrong character of four is 0.75.
const LEAST_LIKENESS: f64 = 0.6;

/// Returns the name most like `text`, the first of several equally like, or `None` when none is near.
pub fn nearest<S: AsRef<str>>(text: &str, names: impl IntoIterator<Item = S>) -> Option<String> {
    let mut best: Option<(f64, String)> = None;
    for name in names {
        let likeness = strsim::normalized_damerau_levenshtein(text, name.as_ref());
        if likeness >= LEAST_LIKENESS && best.as_ref().is_none_or(|(least, _)| likeness > *least) {
            best = Some((likeness, name.as_ref().to_owned()));
        }
    }
    best.map(|(_, name)| name)
}
