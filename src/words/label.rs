//! What the things of the dictionary are called.

use crate::dictionary::{Choice, Fact, Record};

use super::Lang;

/// What a fact is called.
#[must_use]
pub fn fact_label(lang: Lang, fact: &Fact) -> &str {
    lang.pick(&fact.label, &fact.label_en)
}

/// What a kind of record is called.
#[must_use]
pub fn record_label(lang: Lang, record: &Record) -> &str {
    lang.pick(&record.label, &record.label_en)
}

/// What a choice is called.
#[must_use]
pub fn choice_label(lang: Lang, choice: &Choice) -> &str {
    lang.pick(&choice.label, &choice.label)
}
