//! Keys that take one of a few words.

use crate::dictionary::{Changes, Kind};
use crate::finding::Problem;
use crate::grammar::Word;
use crate::reader::Sink;
use crate::rulebook::{
    Again, AppliesTo, DocumentKind, Evidence, GroupRule, How, Medium, Offer, Omission, Standing, SupportKind,
    UnreadBecause,
};
use crate::source::Located;
use crate::suggest::nearest;

use super::accept;
use super::application::ROUNDS;
use super::condition::BECAUSE;
use super::group::WITHIN;
use super::limit;
use super::payment::{PAYEES, PERIODS};

/// The words that such a key takes, in the order in which they are told.
#[must_use]
pub fn words_of(word: Word) -> Vec<&'static str> {
    match word {
        Word::DocumentKind => DocumentKind::NAMES.to_vec(),
        Word::Standing => Standing::NAMES.to_vec(),
        Word::Evidence => Evidence::NAMES.to_vec(),
        Word::SupportKind => SupportKind::NAMES.to_vec(),
        Word::SupportStanding => names(Offer::WORDS),
        Word::Payee => names(PAYEES),
        Word::Period => names(PERIODS),
        Word::Medium => Medium::NAMES.to_vec(),
        Word::Again => Again::NAMES.to_vec(),
        Word::How => How::NAMES.to_vec(),
        Word::Round => ROUNDS.to_vec(),
        Word::Because => BECAUSE.to_vec(),
        Word::OmittedBecause => Omission::NAMES.to_vec(),
        Word::UnreadBecause => UnreadBecause::NAMES.to_vec(),
        Word::AppliesTo => AppliesTo::NAMES.to_vec(),
        Word::GroupRule => GroupRule::NAMES.to_vec(),
        Word::GroupPeriod => WITHIN.to_vec(),
        Word::LimitPeriod => names(limit::PERIODS),
        Word::Reminder => accept::CODES.to_vec(),
        Word::FactKind => Kind::NAMES.to_vec(),
        Word::Changes => Changes::NAMES.to_vec(),
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
