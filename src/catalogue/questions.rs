//! What a profile would be asked: the facts that supports over some places use, and no others.

use serde_json::json;

use crate::calendar::Day;
use crate::codes::CodeId;
use crate::dictionary::{Fact, FactId, Home, Kind, RecordId};
use crate::rulebook::Rulebook;
use crate::words::{self, Lang};

use super::asked::Asked;

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
    /// What is asked of it for calendar years, the latest first.
    pub years: Vec<(i16, Vec<Question>)>,
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
    let asker = Asker { lang, book, asked: Asked::new(book, places), as_of };
    let names: Vec<String> = places.iter().map(|place| words::place(lang, book, *place)).collect();
    Questions {
        head: words::profile_head(lang, &names, asker.asked.supports),
        as_of,
        firm: asker.questions(asker.asked.of(Home::Enterprise)),
        years: asker.years(asker.asked.years()),
        records: asker.asked.records().map(|record| asker.record(record)).collect(),
    }
}

struct Asker<'a> {
    lang: Lang,
    book: &'a Rulebook,
    asked: Asked<'a>,
    as_of: Day,
}

impl Asker<'_> {
    fn questions(&self, facts: impl IntoIterator<Item = FactId>) -> Vec<Question> {
        facts.into_iter().map(|fact| self.question(fact)).collect()
    }

    fn years(&self, years: Vec<(i16, Vec<FactId>)>) -> Vec<(i16, Vec<Question>)> {
        let calendar = |year: i16| self.as_of.year().saturating_add(year);
        years.into_iter().map(|(year, facts)| (calendar(year), self.questions(facts))).collect()
    }

    fn record(&self, id: RecordId) -> RecordQuestions {
        let record = self.book.dictionary.record(id);
        RecordQuestions {
            key: record.key.clone(),
            lines: words::record_lines(self.lang, record),
            facts: self.questions(self.asked.of(Home::Record(id))),
            years: self.years(self.asked.years_of(id)),
        }
    }

    fn question(&self, id: FactId) -> Question {
        let fact = self.book.dictionary.fact(id);
        Question {
            key: fact.local_key().to_owned(),
            lines: words::question_lines(self.lang, fact, self.book.derivations.contains_key(&id)),
            value: self.example(fact),
            is_answered: fact.key == "place" && self.asked.places.len() == 1,
        }
    }

    /// A value that the fact can have, as TOML.
    fn example(&self, fact: &Fact) -> String {
        let text = |text: &str| json!(text).to_string();
        match fact.kind {
            Kind::Money => text(words::example_money(self.lang)),
            Kind::Ratio => text("3.5%"),
            Kind::Count => "10".to_owned(),
            Kind::Number => "59.5".to_owned(),
            Kind::Flag => "true".to_owned(),
            Kind::Date if fact.not_before.is_some() => "2028-12-31".to_owned(),
            // A firm has figures of earlier years only if it was there.
            Kind::Date if self.book.dictionary.by_key(&fact.key) == self.book.dictionary.established() => {
                "2012-03-01".to_owned()
            }
            Kind::Date => "2026-01-15".to_owned(),
            Kind::Choice => {
                let choice = fact.choices.first().map(|choice| text(words::choice_label(self.lang, choice)));
                let choice = choice.unwrap_or_default();
                if fact.many { format!("[{choice}]") } else { choice }
            }
            Kind::Text if fact.many => format!("[{}]", text(words::example_text(self.lang))),
            Kind::Text => text(words::example_text(self.lang)),
            Kind::Place => {
                text(&self.asked.example_place.map(|place| self.book.places.full_name(place)).unwrap_or_default())
            }
            Kind::Industry => {
                text(self.book.industries.leaf().map_or("", |leaf| &self.book.industries.entry(leaf).code))
            }
            Kind::Support => text(self.book.supports.first().map_or("", |support| &support.address)),
        }
    }
}
