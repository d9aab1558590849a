//! Facts and kinds of records, as the dictionary writes them.

use std::collections::{BTreeMap, BTreeSet};

use crate::clean::bare;
use crate::dictionary::{Changes, Choice, Fact, Home, Kind, Record, Unclear};
use crate::finding::Problem;
use crate::interval::{End, Interval};
use crate::literal::{self, LiteralError, MoneyUnit};
use crate::number::Number;
use crate::reader::Sink;
use crate::rulefile::{RawChoice, RawFact, RawMore, RawRecord, RawUnclear};
use crate::source::Located;

use super::vocabulary::{check_id, report_duplicate, values};
use super::word::word;

/// A set of choices has a bit for each.
const MOST_CHOICES: usize = 64;

/// A kind of records as the dictionary writes it; the facts that it names are found later.
pub(super) fn record_of(raw: &RawRecord) -> Record {
    Record {
        key: raw.key.value.clone(),
        label: raw.label.value.clone(),
        label_en: english(raw.label_en.as_ref(), &raw.label),
        aliases: values(&raw.aliases),
        question: raw.question.as_ref().map(|text| text.value.clone()),
        question_en: raw.question_en.as_ref().or(raw.question.as_ref()).map(|text| text.value.clone()),
        named_by: None,
        dated_by: None,
        counts_by: None,
    }
}

/// A fact as the dictionary writes it; the facts that it names are found later.
pub(super) fn fact_of(raw: &RawFact, home: Home, sink: &Sink) -> Option<Fact> {
    let words: Vec<&'static str> = Kind::WORDS.iter().map(|(word, _)| *word).collect();
    let word = word("kind", &raw.kind, &words, sink)?;
    let kind = Kind::WORDS.iter().find(|(other, _)| *other == word).map(|(_, kind)| *kind)?;
    check_shape(raw, kind, sink);
    Some(Fact {
        key: raw.key.value.clone(),
        label: raw.label.value.clone(),
        label_en: english(raw.label_en.as_ref(), &raw.label),
        aliases: values(&raw.aliases),
        kind,
        home,
        yearly: raw.yearly,
        range: range_of(raw, kind, sink),
        choices: raw.choices.iter().take(MOST_CHOICES).map(choice_of).collect(),
        unclear: raw.unclear.iter().map(unclear_of).collect(),
        many: raw.many,
        ranked: raw.ranked,
        fixed: raw.fixed,
        changes: changes_of(raw, sink),
        not_before: None,
        part_of: None,
        judged_by: raw.judged_by.as_ref().map(|text| text.value.clone()),
        question: raw.question.as_ref().map(|text| text.value.clone()),
        question_en: raw.question_en.as_ref().or(raw.question.as_ref()).map(|text| text.value.clone()),
        find: raw.find.as_ref().map(|text| text.value.clone()),
        find_en: raw.find_en.as_ref().or(raw.find.as_ref()).map(|text| text.value.clone()),
        is_derived: raw.when.is_some() && raw.question.is_none(),
    })
}

/// Whether the firm can change it; what lies in the past it can't.
fn changes_of(raw: &RawFact, sink: &Sink) -> Changes {
    let Some(written) = &raw.changes else { return Changes::No };
    if raw.fixed {
        sink.report(&written.span, Problem::TwoForms { first: "fixed", second: "changes" });
    }
    let word = word("changes", written, Changes::NAMES, sink);
    word.and_then(Changes::of).unwrap_or(Changes::No)
}

/// The English name; what has none is called in English as in Chinese.
fn english(english: Option<&Located<String>>, chinese: &Located<String>) -> String {
    english.unwrap_or(chinese).value.clone()
}

/// Adds choices to a fact of another file, behind those that it has.
pub(super) fn add_choices(fact: &mut Fact, raw: &RawMore, sink: &Sink) {
    if fact.kind != Kind::Choice || fact.ranked {
        sink.report(&raw.key.span, Problem::ClosedFact { fact: raw.key.value.clone(), is_ranked: fact.ranked });
        return;
    }
    check_choice_keys(&raw.choices, sink);
    let mut names: BTreeSet<String> = fact.choices.iter().flat_map(Choice::names).map(bare).collect();
    names.extend(fact.unclear.iter().flat_map(|unclear| &unclear.names).map(|name| bare(name)));
    for choice in &raw.choices {
        // The English name may well be the key.
        let all = || std::iter::once(&choice.key).chain(&choice.names).chain(&choice.label_en);
        all().filter(|name| names.contains(&bare(&name.value))).for_each(|name| {
            let other = raw.key.value.clone();
            sink.report(&name.span, Problem::DuplicateId { id: name.value.clone(), other });
        });
        names.extend(all().map(|name| bare(&name.value)));
        fact.choices.push(choice_of(choice));
    }
    check_number(&raw.key, fact.choices.len(), sink);
    fact.choices.truncate(MOST_CHOICES);
}

/// The numbers that a fact can be: from zero, unless the dictionary says otherwise.
fn range_of(raw: &RawFact, kind: Kind, sink: &Sink) -> Interval {
    let is_unsigned = kind.is_ordered() && kind != Kind::Date && !raw.signed;
    let usual = if is_unsigned { Interval::FROM_ZERO } else { Interval::ALL };
    let end = |bound: &Option<Located<String>>| Some(End::closed(figure(bound.as_ref()?, kind, sink)?));
    Interval { low: end(&raw.at_least).or(usual.low), high: end(&raw.at_most) }
}

/// A figure of this kind, with its unit.
fn figure(text: &Located<String>, kind: Kind, sink: &Sink) -> Option<Number> {
    let read = match kind {
        Kind::Money => literal::money(&text.value, MoneyUnit::Required),
        Kind::Ratio => literal::ratio(&text.value, false),
        Kind::Count | Kind::Number => literal::number(&text.value),
        Kind::Flag | Kind::Date | Kind::Choice | Kind::Text | Kind::Place | Kind::Industry | Kind::Support => {
            Err(LiteralError::Unit)
        }
    };
    let problem = |error| match error {
        LiteralError::Unit => Problem::WrongUnit { text: text.value.clone(), kind: kind.word() },
        LiteralError::Digits | LiteralError::BelowFen | LiteralError::About => {
            Problem::InvalidNumber { text: text.value.clone() }
        }
    };
    read.map_err(|error| sink.report(&text.span, problem(error))).ok()
}

/// Reports keys of a fact that do not go with its kind; they would be passed over in silence.
fn check_shape(raw: &RawFact, kind: Kind, sink: &Sink) {
    let (_, local) = raw.key.value.split_once('.').unwrap_or(("", &raw.key.value));
    check_id(local, &raw.key, sink);
    check_choice_keys(&raw.choices, sink);
    let is_choice = kind == Kind::Choice;
    if is_choice && raw.choices.is_empty() {
        sink.report(&raw.key.span, Problem::MissingKey { key: "choices", within: "[fact.…]" });
    }
    check_number(&raw.key, raw.choices.len(), sink);
    check_names(raw, sink);
    let is_signable = kind.is_ordered() && kind != Kind::Date;
    for (key, is_written, fits) in [
        ("choices", !raw.choices.is_empty(), is_choice),
        ("unclear", !raw.unclear.is_empty(), is_choice),
        ("many", raw.many, is_choice || kind == Kind::Text),
        ("order", raw.ranked, is_choice),
        ("signed", raw.signed, is_signable),
        ("at-least", raw.at_least.is_some(), is_signable),
        ("at-most", raw.at_most.is_some(), is_signable),
        ("part-of", raw.part_of.is_some(), is_signable),
        ("not-before", raw.not_before.is_some(), kind == Kind::Date),
        ("when", raw.when.is_some(), kind == Kind::Flag),
    ] {
        if is_written && !fits {
            let problem =
                Problem::MisplacedKey { key: key.to_owned(), form: kind.word(), allowed: Vec::new(), suggestion: None };
            sink.report(&raw.key.span, problem);
        }
    }
    if raw.value.is_some() && raw.when.is_some() {
        sink.report(&raw.key.span, Problem::TwoForms { first: "value", second: "when" });
    }
}

fn check_choice_keys(choices: &[RawChoice], sink: &Sink) {
    for choice in choices {
        // `title:little-giant`: the purpose that a title is, with the title.
        choice.key.value.split(':').for_each(|part| check_id(part, &choice.key, sink));
    }
}

fn check_number(key: &Located<String>, count: usize, sink: &Sink) {
    if count > MOST_CHOICES {
        let problem = Problem::OutOfRange { text: count.to_string(), fact: "choices".into(), bounds: None };
        sink.report(&key.span, problem);
    }
}

/// Reports a name that a choice has twice, or that two of them have however quotes and blanks are set.
fn check_names(raw: &RawFact, sink: &Sink) {
    let mut names = BTreeSet::new();
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    let mut check = |owner: usize, name: &Located<String>| {
        let first = *owners.entry(bare(&name.value)).or_insert(owner);
        if !names.insert(name.value.clone()) || first != owner {
            report_duplicate(name, sink);
        }
    };
    for (index, choice) in raw.choices.iter().enumerate() {
        // The English name may well be the key.
        let english = choice.label_en.as_ref().filter(|name| name.value != choice.key.value);
        let all = std::iter::once(&choice.key).chain(&choice.names).chain(english);
        all.for_each(|name| check(index, name));
    }
    let unclear = raw.unclear.iter().flat_map(|unclear| &unclear.names);
    unclear.for_each(|name| check(raw.choices.len(), name));
}

fn choice_of(raw: &RawChoice) -> Choice {
    let mut names = values(&raw.names).into_iter();
    let label = names.next().unwrap_or_else(|| raw.key.value.clone());
    let label_en = raw.label_en.as_ref().map_or_else(|| label.clone(), |english| english.value.clone());
    Choice { key: raw.key.value.clone(), label, label_en, aliases: names.collect() }
}

fn unclear_of(raw: &RawUnclear) -> Unclear {
    Unclear { names: values(&raw.names), why: raw.why.value.clone(), why_en: english(raw.why_en.as_ref(), &raw.why) }
}
