//! Keys that take one of a few words.

use crate::finding::Problem;
use crate::reader::Sink;
use crate::source::Located;
use crate::suggest::nearest;

/// The one of the allowed words that is written.
pub(super) fn word(
    key: &'static str,
    written: &Located<String>,
    allowed: &[&'static str],
    sink: &Sink,
) -> Option<&'static str> {
    let found = allowed.iter().find(|word| **word == written.value).copied();
    if found.is_none() {
        let suggestion = nearest(&written.value, allowed);
        let allowed = allowed.iter().map(|word| (*word).to_owned()).collect();
        let problem = Problem::UnknownWord { key, word: written.value.clone(), allowed, suggestion };
        sink.report(&written.span, problem);
    }
    found
}

/// What the one of the allowed words that is written stands for.
pub(super) fn one_of<T: Copy>(
    key: &'static str,
    written: &Located<String>,
    allowed: &[(&'static str, T)],
    sink: &Sink,
) -> Option<T> {
    let words: Vec<&'static str> = allowed.iter().map(|(word, _)| *word).collect();
    let found = word(key, written, &words, sink)?;
    allowed.iter().find(|(word, _)| *word == found).map(|(_, value)| *value)
}
