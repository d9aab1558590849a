//! The profile of a firm: the facts of a dictionary under their keys, names and other names.

use serde_json::{Map, Value, json};

use crate::dictionary::{Fact, Home, Kind};
use crate::literal;
use crate::profile::{AS_OF, BAND, NO, UNKNOWN, YEAR, YES};
use crate::words;

use super::Writer;
use super::values::{day, text};

/// The calendar years that a profile may speak of.
const YEARS: &str = "^(19(49|[5-9][0-9])|2[01][0-9]{2})$";
/// A day, a month or a year in one of its spellings.
const DATE: &str = "^\\s*[0-9０-９]{4}([-/.年]\\s*[0-9０-９]{1,2}([-/.月]\\s*[0-9０-９]{0,2})?)?[日号月年]?([ T][0:.]+)?\\s*$|^[0-9]{5}$|^[0-9]{8}$|^$";
/// `地区/文件/支持`.
const ADDRESS: &str = "^[^/]+(/[^/]+)+$";

impl Writer<'_> {
    /// The whole profile.
    pub(super) fn profile(&mut self) -> Value {
        let mut properties = self.facts(Home::Enterprise, false);
        let years = self.years(Home::Year);
        for name in AS_OF {
            properties.insert((*name).to_owned(), self.described(day(), "profile", "as-of"));
        }
        for name in YEAR {
            properties.insert((*name).to_owned(), self.described(years.clone(), "profile", "year"));
        }
        for id in self.book.dictionary.record_ids() {
            let record = self.book.dictionary.record(id);
            let home = Home::Record(id);
            let reference = self.refer(&format!("record.{}", record.key), |writer| {
                let mut properties = writer.facts(home, false);
                if writer.has_yearly(home) {
                    let years = writer.years(home);
                    let years = writer.described(years, "profile", "year");
                    properties.extend(YEAR.iter().map(|name| ((*name).to_owned(), years.clone())));
                }
                closed(&properties)
            });
            let list = json!({
                "type": "array",
                "items": reference,
                "description": self.lang.pick(&*record.label, &*record.label_en),
            });
            let names = [&record.key, &record.label, &record.label_en].into_iter().chain(&record.aliases);
            properties.extend(names.map(|name| (name.clone(), list.clone())));
        }
        self.described(closed(&properties), "profile", "")
    }

    /// Years, and the facts of each.
    fn years(&mut self, home: Home) -> Value {
        let of_year = closed(&self.facts(home, true));
        json!({ "type": "object", "additionalProperties": false, "patternProperties": { YEARS: of_year } })
    }

    fn has_yearly(&self, home: Home) -> bool {
        let dictionary = &self.book.dictionary;
        dictionary.facts_of(home).any(|id| dictionary.fact(id).yearly)
    }

    /// The facts of a home that a profile may state, under all of their names. A name that two facts have is that of
    /// the first, as in a profile.
    fn facts(&mut self, home: Home, yearly: bool) -> Map<String, Value> {
        let dictionary = &self.book.dictionary;
        let mut properties = Map::new();
        let facts = dictionary.facts_of(home).map(|id| dictionary.fact(id));
        for fact in facts.filter(|fact| fact.yearly == yearly) {
            let names = [fact.local_key(), &fact.label, &fact.label_en].into_iter().map(str::to_owned);
            for name in names.chain(fact.aliases.clone()) {
                // A fact that follows from others has its names, but can't be stated.
                let reference = self.refer(&format!("fact.{}", fact.key), |writer| writer.fact(fact));
                let property = if fact.is_derived { json!(false) } else { reference };
                properties.entry(name).or_insert(property);
            }
        }
        properties
    }

    /// What a fact takes.
    fn fact(&mut self, fact: &Fact) -> Value {
        let mut schema = match fact.kind {
            Kind::Money | Kind::Ratio | Kind::Number => self.refer("figure", |writer| writer.figure("number")),
            Kind::Count => self.refer("count", |writer| writer.figure("integer")),
            Kind::Flag => json!({ "enum": [true, false, YES, NO] }),
            Kind::Date => json!({ "anyOf": [{ "type": "integer" }, spelled(DATE)] }),
            Kind::Choice => choices(fact),
            Kind::Text if fact.many => json!({ "anyOf": [text(), { "type": "array", "items": text() }] }),
            Kind::Text => text(),
            Kind::Place | Kind::Industry => json!({ "anyOf": [text(), { "type": "integer" }] }),
            Kind::Support => json!({ "type": "string", "pattern": ADDRESS }),
        };
        let label = self.lang.pick(&*fact.label, &*fact.label_en);
        let find = self.lang.pick(fact.find.as_deref(), fact.find_en.as_deref());
        schema["description"] = json!(words::fact_in_a_schema(self.lang, label, find));
        schema
    }

    /// A figure, bare or as text, or both ends of a band.
    fn figure(&self, bare: &str) -> Value {
        let end = |key| {
            let end = json!({ "anyOf": [{ "type": bare }, { "type": "string", "pattern": literal::FIGURE }] });
            self.described(end, "band", key)
        };
        let [from, to] = BAND;
        let band = json!({
            "type": "object",
            "required": BAND,
            "properties": { from: end(from), to: end(to) },
            "additionalProperties": false,
        });
        json!({ "anyOf": [{ "type": bare }, spelled(literal::FIGURE), band] })
    }
}

/// A text in one of the spellings of a pattern, or one that says that nothing is known.
fn spelled(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": format!("{pattern}|{}", unknown()) })
}

/// The words for what is not known.
fn unknown() -> String {
    let words: Vec<String> = UNKNOWN.iter().map(|word| word.replace('?', "\\?")).collect();
    format!("^({})$", words.join("|"))
}

/// One choice, or several where a fact may have them.
fn choices(fact: &Fact) -> Value {
    let mut names: Vec<&String> = Vec::new();
    for choice in &fact.choices {
        let of_choice = [&choice.label, &choice.key, &choice.label_en].into_iter().chain(&choice.aliases);
        names.extend(of_choice);
    }
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    let one = json!({ "enum": names });
    if fact.many { json!({ "anyOf": [one, { "type": "array", "items": one }] }) } else { one }
}

fn closed(properties: &Map<String, Value>) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}
