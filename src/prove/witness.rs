//! A made-up firm as its profile states it.

use crate::calendar::Day;
use crate::dictionary::{Fact, Kind};
use crate::finding::Witness;
use crate::profile::{AS_OF, Profile, RecordValues, Value};
use crate::rulebook::Rulebook;

/// What is stated of a firm, a key and a value each, as a profile would have them.
pub(super) fn witness(book: &Rulebook, profile: &Profile) -> Witness {
    let dictionary = &book.dictionary;
    let day = profile.as_of.map(|day| (AS_OF[0].to_owned(), day.to_string()));
    let mut stated: Vec<(String, String)> = day.into_iter().collect();
    let mut add = |before: &str, values: &RecordValues| {
        for (fact, value) in values.iter() {
            let fact: &Fact = dictionary.fact(*fact);
            stated.push((format!("{before}{}", fact.local_key()), said(book, fact, value)));
        }
    };
    add("", &profile.facts);
    for (year, values) in &profile.years {
        add(&format!("year.{year}."), values);
    }
    for (record, list) in &profile.records {
        let key = &dictionary.record(*record).key;
        for (index, values) in list.iter().enumerate() {
            add(&format!("{key}[{}].", index + 1), values);
            let years = profile.record_years.iter().filter(|((kind, at, _), _)| (kind, *at) == (record, index));
            years.for_each(|((_, _, year), values)| add(&format!("{key}[{}].{year}.", index + 1), values));
        }
    }
    for (record, list) in &profile.records {
        if list.is_empty() {
            stated.push((dictionary.record(*record).key.clone(), "[]".to_owned()));
        }
    }
    Witness(stated)
}

fn said(book: &Rulebook, fact: &Fact, value: &Value) -> String {
    match value {
        Value::Number(number) if fact.kind == Kind::Date => {
            Day::from_number(*number).map_or_else(|| number.to_string(), |day| day.to_string())
        }
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Choices(choices) => {
            let keys: Vec<&str> = choices.indices().filter_map(|at| Some(fact.choices.get(at)?.key.as_str())).collect();
            if fact.many { format!("[{}]", keys.join(", ")) } else { keys.concat() }
        }
        Value::Code(code) if fact.kind == Kind::Industry => book.industries.entry(*code).code.clone(),
        Value::Code(code) => book.places.full_name(*code),
        Value::Within(_) | Value::Unread | Value::Text(_) => String::new(),
    }
}
