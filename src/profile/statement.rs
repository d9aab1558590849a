//! A profile as lines that say all of it: `revenue.2025=30000000`, as `--set` takes them, and how many records it lists.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::dictionary::{Fact, Kind, RecordId};
use crate::finding::{Finding, Severity};
use crate::interval::Interval;
use crate::rulebook::Rulebook;

use super::{FactRef, Profile, RecordValues, Value, set};

/// All that a profile says.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Its own day.
    pub as_of: Option<String>,
    /// The number that a consultant gave the firm.
    pub number: Option<String>,
    /// Its unified social credit code.
    pub credit_code: Option<String>,
    /// How many records of each kind it lists; of a kind that is not there nothing is known.
    pub records: BTreeMap<String, usize>,
    /// Kinds of records of which it may lack some that are stated.
    pub incomplete: Vec<String>,
    /// What it states, `KEY=VALUE` each: yuan, shares of 1, ISO dates, keys of choices, codes.
    pub stated: Vec<String>,
    /// The keys of what it states and nobody could read.
    pub unread: Vec<String>,
    /// How many of its values could not be read.
    pub unread_count: usize,
}

impl Statement {
    /// What a profile says.
    #[must_use]
    pub fn of(book: &Rulebook, profile: &Profile) -> Statement {
        let key = |record: RecordId| book.dictionary.record(record).key.clone();
        let mut all = Statement {
            as_of: profile.as_of.map(|day| day.to_string()),
            number: profile.number.clone(),
            credit_code: profile.credit_code.clone(),
            records: profile.records.iter().map(|(record, list)| (key(*record), list.len())).collect(),
            incomplete: profile.incomplete.iter().map(|record| key(*record)).collect(),
            unread_count: profile.unread,
            ..Statement::default()
        };
        for at in profile.stated() {
            let fact = book.dictionary.fact(at.fact);
            let Some(value) = profile.value(at, fact.home.record()) else { continue };
            let key = key_of(book, at);
            match text_of(book, fact, value) {
                Some(text) => all.stated.push(format!("{key}={text}")),
                None => all.unread.push(key),
            }
        }
        all
    }

    /// The profile that says it, and what of it can't be read by these rules; with an error it is not the one that was.
    #[must_use]
    pub fn profile(&self, book: &Rulebook, as_of: Day) -> (Profile, Vec<Finding>) {
        let of_kind = |key: &String| book.dictionary.record_named(key);
        let mut profile = Profile {
            as_of: self.as_of.as_deref().and_then(Day::parse),
            number: self.number.clone(),
            credit_code: self.credit_code.clone(),
            incomplete: self.incomplete.iter().filter_map(of_kind).collect(),
            ..Profile::default()
        };
        for (key, count) in &self.records {
            // A statement of another hand may name any number; the finding is that of the records which are not there.
            let list = vec![RecordValues::default(); (*count).min(MOST_RECORDS)];
            profile.records.extend(of_kind(key).map(|record| (record, list)));
        }
        let unread: Vec<String> = self.unread.iter().map(|key| format!("{key}={UNREAD}")).collect();
        let (read, findings) = set(book, &profile, &self.stated, as_of);
        let (mut profile, _) = set(book, &read, &unread, as_of);
        profile.unread = self.unread_count;
        (profile, findings.into_iter().filter(|finding| finding.severity() == Severity::Error).collect())
    }
}

/// Records of a kind that a profile may list.
const MOST_RECORDS: usize = 10_000;
/// What no fact can be read from.
const UNREAD: &str = "\u{0}";

/// The key by which a value is set.
#[must_use]
pub fn key_of(book: &Rulebook, at: FactRef) -> String {
    let fact = book.dictionary.fact(at.fact);
    let before = match (fact.home.record(), at.record) {
        (Some(record), Some(index)) => format!("{}.{}.", book.dictionary.record(record).key, index + 1),
        _ => String::new(),
    };
    let year = at.year.map(|year| format!(".{year}")).unwrap_or_default();
    format!("{before}{}{year}", fact.local_key())
}

/// The value as `--set` takes it; `None` where it could not be read.
#[must_use]
pub fn text_of(book: &Rulebook, fact: &Fact, value: &Value) -> Option<String> {
    Some(match value {
        Value::Number(number) if fact.kind == Kind::Date => Day::from_number(*number)?.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Within(days) if fact.kind == Kind::Date => common(days)?,
        Value::Within(band) => format!("{}-{}", band.low?.at, band.high?.at),
        Value::Unread => return None,
        Value::Flag(flag) => flag.to_string(),
        Value::Choices(choices) => {
            let keys: Vec<&str> =
                choices.indices().filter_map(|index| Some(fact.choices.get(index)?.key.as_str())).collect();
            if keys.is_empty() { "none".to_owned() } else { keys.join("、") }
        }
        Value::Code(code) if fact.kind == Kind::Place => book.places.entry(*code).code.clone(),
        Value::Code(code) => book.industries.entry(*code).code.clone(),
        Value::Text(text) => text.clone(),
    })
}

/// The month or the year of some days.
fn common(days: &Interval) -> Option<String> {
    let [first, last] = [days.low?, days.high?].map(|end| Day::from_number(end.at).map(|day| day.to_string()));
    let (first, last) = (first?, last?);
    let parts = first.split('-').zip(last.split('-')).take_while(|(first, last)| first == last);
    Some(parts.map(|(part, _)| part).collect::<Vec<_>>().join("-"))
}
