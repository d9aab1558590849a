//! Keys that take one of a few words.

use crate::dictionary::Kind;
use crate::finding::Problem;
use crate::grammar::Word;
use crate::reader::Sink;
use crate::rulebook::{Again, AppliesTo, Evidence, GroupRule, How, Medium, Offer, Omitted, Standing, Support};
use crate::source::Located;
use crate::suggest::nearest;

use super::application::ROUNDS;
use super::condition::BECAUSE;
use super::group::WITHIN;
use super::head::KINDS;
use super::limit;
use super::payment::{PAYEES, PERIODS};

/// The words that such a key takes, in the order in which they are told.
#[must_use]
pub fn words_of(word: Word) -> Vec<&'static str> {
    match word {
        Word::DocumentKind => KINDS.to_vec(),
        Word::Standing => names(Standing::WORDS),
        Word::Evidence => names(Evidence::WORDS),
        Word::SupportKind => Support::KINDS.to_vec(),
        Word::SupportStanding => names(Offer::WORDS),
        Word::Payee => names(PAYEES),
        Word::Period => names(PERIODS),
        Word::Medium => names(Medium::WORDS),
        Word::Again => names(Again::WORDS),
        Word::How => names(How::WORDS),
        Word::Round => ROUNDS.to_vec(),
        Word::Because => BECAUSE.to_vec(),
        Word::OmittedBecause => Omitted::REASONS.to_vec(),
        Word::AppliesTo => names(AppliesTo::WORDS),
        Word::GroupRule => names(GroupRule::WORDS),
        Word::GroupPeriod => WITHIN.to_vec(),
        Word::LimitPeriod => names(limit::PERIODS),
        Word::FactKind => names(Kind::WORDS),
    }
}

fn names<T>(words: &[(&'static str, T)]) -> Vec<&'static str> {
    words.iter().map(|(word, _)| *word).collect()
}

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
