//! What a profile would be asked: the facts that supports over some places use, and no others.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::calendar::Day;
use crate::codes::CodeId;
use crate::dictionary::{Fact, FactId, Home, Kind, RecordId};
use crate::rulebook::{Rulebook, Support, Uses};
use crate::words::{self, Lang};

/// Facts that a rule reads of a record or year that it goes through are asked of the last whole year.
const LAST_YEAR: i16 = -1;

/// What is asked, in the order of the dictionary.
#[derive(Clone, Debug)]
pub struct Questions {
    /// What the profile is for, in words.
    pub head: Vec<String>,
    /// The day from which years are counted.
    pub as_of: Day,
    /// Of the firm.
    pub firm: Vec<Question>,
    /// Of calendar years, the latest first.
    pub years: Vec<(i16, Vec<Question>)>,
    /// Of each kind of record.
    pub records: Vec<RecordQuestions>,
}

/// What is asked of a kind of record.
#[derive(Clone, Debug)]
pub struct RecordQuestions {
    /// `project`
    pub key: String,
    /// The question that asks for the list, and how it is written, in words.
    pub lines: Vec<String>,
    /// What is asked of one record.
    pub facts: Vec<Question>,
}

/// One fact that is asked for.
#[derive(Clone, Debug)]
pub struct Question {
    /// The key to write.
    pub key: String,
    /// The question, where the answer is found and how it is written, in words.
    pub lines: Vec<String>,
    /// A value, as TOML.
    pub value: String,
    /// Whether the value is the answer, not only an example.
    pub is_answered: bool,
}

/// What supports over these places ask for; over all places when there are none.
#[must_use]
pub fn questions(lang: Lang, book: &Rulebook, places: &[CodeId], as_of: Day) -> Questions {
    let applies = |support: &&Support| places.is_empty() || places.iter().any(|place| book.may_apply(support, *place));
    let supports: Vec<&Support> = book.supports.iter().filter(applies).collect();
    let mut uses = Uses::default();
    supports.iter().for_each(|support| uses.extend(book.uses(support)));
    let example_place = places.first().copied().or_else(|| Some(book.document_of(supports.first()?).place));
    let asked = Asked { lang, book, named: named(book, &uses.records), uses, places, example_place };
    let names: Vec<String> = places.iter().map(|place| book.places.full_name(*place)).collect();
    Questions {
        head: words::profile_head(lang, &names, supports.len()),
        as_of,
        firm: asked.of(Home::Enterprise).collect(),
        years: asked.years(as_of),
        records: asked.uses.records.iter().map(|record| asked.record(*record)).collect(),
    }
}

/// What is asked whether or not a rule reads it: by what people tell firms and records apart, and where the firm is, for
/// that decides which rules are read.
fn named(book: &Rulebook, records: &BTreeSet<RecordId>) -> BTreeSet<FactId> {
    let of_records = records.iter().filter_map(|record| book.dictionary.record(*record).named_by);
    let of_firm = ["name", "place"].into_iter().filter_map(|key| book.dictionary.by_key(key));
    of_firm.chain(of_records).collect()
}

struct Asked<'a> {
    lang: Lang,
    book: &'a Rulebook,
    uses: Uses,
    named: BTreeSet<FactId>,
    places: &'a [CodeId],
    example_place: Option<CodeId>,
}

impl Asked<'_> {
    fn of(&self, home: Home) -> impl Iterator<Item = Question> {
        let facts = self.book.dictionary.facts_of(home);
        facts.filter(|id| self.uses.contains(*id) || self.named.contains(id)).filter_map(|id| self.question(id))
    }

    fn years(&self, as_of: Day) -> Vec<(i16, Vec<Question>)> {
        let mut years: BTreeMap<i16, BTreeSet<FactId>> = BTreeMap::new();
        for (fact, year) in &self.uses.facts {
            if self.book.dictionary.fact(*fact).home == Home::Year {
                years.entry(year.unwrap_or(LAST_YEAR)).or_default().insert(*fact);
            }
        }
        let of_year = |(year, facts): (i16, BTreeSet<FactId>)| {
            (as_of.year().saturating_add(year), facts.into_iter().filter_map(|id| self.question(id)).collect())
        };
        years.into_iter().rev().map(of_year).collect()
    }

    fn record(&self, id: RecordId) -> RecordQuestions {
        let record = self.book.dictionary.record(id);
        RecordQuestions {
            key: record.key.clone(),
            lines: words::record_lines(self.lang, record),
            facts: self.of(Home::Record(id)).collect(),
        }
    }

    /// The question for a fact; `None` for one that only follows from others.
    fn question(&self, id: FactId) -> Option<Question> {
        let fact = self.book.dictionary.fact(id);
        (!fact.is_derived).then(|| Question {
            key: fact.local_key().to_owned(),
            lines: words::question_lines(self.lang, fact, self.book.derivations.contains_key(&id)),
            value: self.example(fact),
            is_answered: fact.key == "place" && self.places.len() == 1,
        })
    }

    /// A value that the fact can have, as TOML.
    fn example(&self, fact: &Fact) -> String {
        let text = |text: &str| json!(text).to_string();
        match fact.kind {
            Kind::Money => text(words::example_money(self.lang)),
            Kind::Ratio => text("3.5%"),
            Kind::Count => "10".to_owned(),
            Kind::Flag => "true".to_owned(),
            Kind::Date if fact.not_before.is_some() => "2028-12-31".to_owned(),
            Kind::Date => "2026-01-15".to_owned(),
            Kind::Choice => {
                let choice = fact.choices.first().map(|choice| text(words::choice_label(self.lang, choice)));
                let choice = choice.unwrap_or_default();
                if fact.many { format!("[{choice}]") } else { choice }
            }
            Kind::Text => text(words::example_text(self.lang)),
            Kind::Place => text(&self.example_place.map(|place| self.book.places.full_name(place)).unwrap_or_default()),
            Kind::Industry => {
                text(self.book.industries.leaf().map_or("", |leaf| &self.book.industries.entry(leaf).code))
            }
            Kind::Support => text(self.book.supports.first().map_or("", |support| &support.address)),
        }
    }
}
