//! Reads a profile by the fact dictionary: keys and labels are both accepted.

use toml::de::DeValue;

use crate::codes::Lookup;
use crate::dictionary::{Choices, Dictionary, Fact, FactId, Home, Kind, RecordId};
use crate::finding::{Called, Problem};
use crate::interval::Interval;
use crate::literal::{self, LiteralError, MoneyUnit};
use crate::number::Number;
use crate::reader::{self, Sink, Table};
use crate::rulebook::Rulebook;
use crate::source::Located;
use crate::suggest::nearest;

use super::{Profile, RecordValues, Value};

/// Names under which a profile gives its as-of date.
pub const AS_OF: &[&str] = &["as-of", "测算日"];
/// Names under which a profile gives its years.
pub const YEAR: &[&str] = &["year", "年度"];
/// Words for `true` and `false`.
pub const YES: &str = "是";
/// See [`YES`].
pub const NO: &str = "否";
/// Records of one kind that a profile may list; several people are one record with their number.
const MOST_RECORDS: usize = 10_000;
/// Calendar years that a profile may speak of.
const YEARS: std::ops::RangeInclusive<i16> = 1949..=2199;

/// Reads a profile. It is whole only if nothing was reported.
#[must_use]
pub fn read(table: &Table<'_>, book: &Rulebook) -> Profile {
    let sink = table.sink();
    let reader = Reader { sink, book, dictionary: &book.dictionary };
    let mut profile = Profile::default();
    let mut written: Vec<(FactId, String)> = Vec::new();
    let mut lists: Vec<(RecordId, String)> = Vec::new();
    let mut heads: Vec<(&str, String)> = Vec::new();
    for (key, value) in table.entries() {
        let name = key.value.as_str();
        if AS_OF.contains(&name) {
            if reader.is_first(&mut heads, AS_OF[0], called(AS_OF[1], AS_OF[0]), &key) {
                profile.as_of = value.day().map(|day| day.value);
            }
        } else if YEAR.contains(&name) {
            if reader.is_first(&mut heads, YEAR[0], called(YEAR[1], YEAR[0]), &key) {
                reader.years(value, &mut profile);
            }
        } else if let Some(record) =
            reader.dictionary.record_ids().find(|id| reader.dictionary.record(*id).is_named(name))
        {
            let kind = reader.dictionary.record(record);
            if reader.is_first(&mut lists, record, called(&kind.label, &kind.label_en), &key) {
                reader.records(record, value, &mut profile);
            }
        } else {
            reader.fact(Home::Enterprise, false, &key, value, &mut written, &mut profile.facts);
        }
    }
    profile
}

struct Reader<'r> {
    sink: &'r Sink,
    book: &'r Rulebook,
    dictionary: &'r Dictionary,
}

impl Reader<'_> {
    fn years(&self, value: reader::Value<'_>, profile: &mut Profile) {
        let Some(table) = value.table("[year.…]") else { return };
        for (key, value) in table.entries() {
            match year(&key.value) {
                Some(year) => drop(profile.years.insert(year, self.record(Home::Year, true, value))),
                None => self.sink.report(&key.span, Problem::InvalidDate { text: key.value.clone() }),
            }
        }
    }

    fn records(&self, record: RecordId, value: reader::Value<'_>, profile: &mut Profile) {
        let values = value.list().unwrap_or_default();
        if values.len() > MOST_RECORDS {
            value.report(Problem::TooManyRecords { most: MOST_RECORDS });
            return;
        }
        let home = Home::Record(record);
        for (index, value) in values.iter().enumerate() {
            if let Some(years) = self.years_of_record(home, *value) {
                let of_record = years.into_iter().map(|(year, values)| ((record, index, year), values));
                profile.record_years.extend(of_record);
            }
        }
        let records = values.into_iter().map(|value| self.record(home, false, value)).collect();
        profile.records.insert(record, records);
    }

    /// The yearly facts of a record: `[project.year.2025]` below `[[project]]`.
    fn years_of_record(&self, home: Home, value: reader::Value<'_>) -> Option<Vec<(i16, RecordValues)>> {
        let table = value.raw().as_table().and_then(|_| value.table("record"))?;
        let (key, years) = table.entries().find(|(key, _)| YEAR.contains(&key.value.as_str()))?;
        if !self.has_yearly(home) {
            self.unknown_key(home, &key);
            return None;
        }
        let mut found = Vec::new();
        for (key, value) in years.table("[year.…]")?.entries() {
            match year(&key.value) {
                Some(year) => found.push((year, self.record(home, true, value))),
                None => self.sink.report(&key.span, Problem::InvalidDate { text: key.value.clone() }),
            }
        }
        Some(found)
    }

    fn has_yearly(&self, home: Home) -> bool {
        self.dictionary.facts_of(home).any(|id| self.dictionary.fact(id).yearly)
    }

    fn record(&self, home: Home, yearly: bool, value: reader::Value<'_>) -> RecordValues {
        let mut values = RecordValues::new();
        let mut written = Vec::new();
        let Some(table) = value.table("record") else { return values };
        for (key, value) in table.entries() {
            // The years of a record are read apart.
            if matches!(home, Home::Record(_)) && !yearly && YEAR.contains(&key.value.as_str()) {
                continue;
            }
            self.fact(home, yearly, &key, value, &mut written, &mut values);
        }
        self.check_order(&values, &table);
        values
    }

    fn fact(
        &self,
        home: Home,
        yearly: bool,
        key: &Located<String>,
        value: reader::Value<'_>,
        written: &mut Vec<(FactId, String)>,
        values: &mut RecordValues,
    ) {
        let is_meant = |id: &FactId| {
            let fact = self.dictionary.fact(*id);
            fact.yearly == yearly && fact.is_named(&key.value)
        };
        let Some(id) = self.dictionary.facts_of(home).find(is_meant) else {
            return self.unknown_key(home, key);
        };
        let fact = self.dictionary.fact(id);
        if fact.is_derived {
            let problem = Problem::DerivedFact { fact: called(&fact.label, &fact.label_en) };
            return self.sink.report(&key.span, problem);
        }
        if self.is_first(written, id, called(&fact.label, &fact.label_en), key) {
            values.extend(self.value(fact, value).map(|value| (id, value)));
        }
    }

    /// Reports a date that comes before the one that it must not precede.
    fn check_order(&self, values: &RecordValues, table: &Table<'_>) {
        for (id, value) in values {
            let fact = self.dictionary.fact(*id);
            let (Some(earlier), Value::Number(later)) = (fact.not_before, value) else { continue };
            let is_before = matches!(values.get(&earlier), Some(Value::Number(earlier)) if later < earlier);
            if is_before {
                let earlier = self.dictionary.fact(earlier);
                let earlier = called(&earlier.label, &earlier.label_en);
                let written = table.entries().find(|(key, _)| fact.is_named(&key.value));
                let span = written.map_or_else(|| table.span().clone(), |(_, value)| value.span());
                self.sink.report(&span, Problem::WrongOrder { earlier, later: called(&fact.label, &fact.label_en) });
            }
        }
    }

    /// Whether a fact or list was not given before; reports the second name.
    fn is_first<T: PartialEq>(
        &self,
        written: &mut Vec<(T, String)>,
        id: T,
        fact: Called,
        key: &Located<String>,
    ) -> bool {
        let earlier = written.iter().find(|(other, _)| *other == id).map(|(_, name)| name.clone());
        if let Some(first) = &earlier {
            let problem = Problem::StatedTwice { fact, first: first.clone(), second: key.value.clone() };
            self.sink.report(&key.span, problem);
        }
        written.push((id, key.value.clone()));
        earlier.is_none()
    }

    fn unknown_key(&self, home: Home, key: &Located<String>) {
        if self.sink.is_full() {
            return;
        }
        if let Some(table) = self.table_of(&key.value) {
            return self.sink.report(&key.span, Problem::MisplacedFact { key: key.value.clone(), table });
        }
        let facts = self.dictionary.facts_of(home).map(|id| self.dictionary.fact(id));
        let mut names: Vec<&str> = facts.flat_map(|fact| [fact.local_key(), fact.label.as_str()]).collect();
        if home == Home::Enterprise {
            names.extend(self.dictionary.record_ids().map(|id| self.dictionary.record(id).key.as_str()));
            names.extend(AS_OF.iter().chain(YEAR));
        }
        let within = match home {
            Home::Enterprise => "profile",
            Home::Year => "[year.…]",
            Home::Record(_) => "record",
        };
        let suggestion = nearest(&key.value, names);
        self.sink.report(&key.span, Problem::UnknownKey { key: key.value.clone(), within, suggestion });
    }

    /// The table in which a name would be known, `None` inside for the top of the file. Only the key and the label
    /// count: the other names, such as `名称`, are those of several facts.
    fn table_of(&self, name: &str) -> Option<Option<String>> {
        let is_record = |id: &RecordId| self.dictionary.record(*id).is_named(name);
        if self.dictionary.record_ids().any(|id| is_record(&id)) || AS_OF.contains(&name) || YEAR.contains(&name) {
            return Some(None);
        }
        let facts = self.dictionary.fact_ids().map(|id| self.dictionary.fact(id));
        let mut named = facts.filter(|fact| fact.local_key() == name || fact.label == name);
        let (fact, None) = (named.next()?, named.next()) else { return None };
        Some(match fact.home {
            Home::Enterprise => None,
            Home::Year => Some("[year.2025]".to_owned()),
            Home::Record(record) if fact.yearly => Some(format!("[{}.year.2025]", self.dictionary.record(record).key)),
            Home::Record(record) => Some(format!("[[{}]]", self.dictionary.record(record).key)),
        })
    }

    fn value(&self, fact: &Fact, value: reader::Value<'_>) -> Option<Value> {
        match fact.kind {
            Kind::Money | Kind::Ratio | Kind::Count => Self::number(fact, value),
            Kind::Flag => flag(value).map(Value::Flag),
            Kind::Date => value.day().map(|day| Value::Number(day.value.number())),
            Kind::Choice => self.choices(fact, value).map(Value::Choices),
            Kind::Text => value.text().map(|text| Value::Text(text.value)),
            Kind::Support => self.support(&value.text()?),
            Kind::Place => self.place(value),
            Kind::Industry => self.industry(value),
        }
    }

    fn number(fact: &Fact, value: reader::Value<'_>) -> Option<Value> {
        let text = match value.raw() {
            DeValue::String(text) => text.trim().to_owned(),
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().replace('_', ""),
            DeValue::Integer(integer) => integer.to_string(),
            DeValue::Float(float) => float.as_str().replace('_', ""),
            _ => return value.wrong_type(fact.kind.word()),
        };
        let read = match fact.kind {
            Kind::Money => literal::money(&text, MoneyUnit::Optional),
            Kind::Ratio => literal::ratio(&text, true),
            _ => literal::number(&text),
        };
        let is_whole = |number: &Number| fact.kind != Kind::Count || number.is_multiple_of(Number::ONE);
        match read {
            // `1e7`, `inf` and `0x10` have no unit that could be wrong.
            Err(_) if value.raw().as_str().is_none() => value.report(Problem::InvalidNumber { text }),
            Err(LiteralError::Unit) => value.report(Problem::WrongUnit { text, kind: fact.kind.word() }),
            Err(LiteralError::Digits | LiteralError::BelowFen) => value.report(Problem::InvalidNumber { text }),
            Ok(number) if !is_whole(&number) => value.report(Problem::InvalidNumber { text }),
            Ok(number) if fact.range.hull(Interval::point(number)) != fact.range => {
                value.report(Problem::OutOfRange { text, fact: called(&fact.label, &fact.label_en) });
            }
            Ok(number) => return Some(Value::Number(number)),
        }
        None
    }

    fn choices(&self, fact: &Fact, value: reader::Value<'_>) -> Option<Choices> {
        let names = match value.raw() {
            DeValue::Array(_) if fact.many => value.texts()?,
            _ => vec![value.text()?],
        };
        let mut choices = Choices::default();
        for name in &names {
            if let Some(index) = fact.choice(&name.value) {
                choices = choices.with(Choices::one(index));
            } else {
                let known = fact.choices.iter().flat_map(|choice| [&choice.label, &choice.key, &choice.label_en]);
                let problem = Problem::UnknownChoice {
                    fact: called(&fact.label, &fact.label_en),
                    value: name.value.clone(),
                    choices: fact.choices.iter().map(|choice| called(&choice.label, &choice.label_en)).collect(),
                    suggestion: nearest(&name.value, known),
                };
                self.sink.report(&name.span, problem);
                return None;
            }
        }
        Some(choices)
    }

    fn support(&self, address: &Located<String>) -> Option<Value> {
        let addresses = || self.book.supports.iter().map(|support| support.address.as_str());
        if addresses().any(|known| known == address.value) {
            return Some(Value::Text(address.value.clone()));
        }
        let suggestion = nearest(&address.value, addresses());
        self.sink.report(&address.span, Problem::UnknownSupport { name: address.value.clone(), suggestion });
        None
    }

    fn place(&self, value: reader::Value<'_>) -> Option<Value> {
        let name = code_text(value)?;
        match self.book.places.find(&name.value) {
            Lookup::One(place) => return Some(Value::Code(place)),
            Lookup::Many(places) => value.report(Problem::AmbiguousPlace { name: name.value, places }),
            Lookup::None(suggestion) => value.report(Problem::UnknownPlace { name: name.value, suggestion }),
        }
        None
    }

    fn industry(&self, value: reader::Value<'_>) -> Option<Value> {
        let name = code_text(value)?;
        let suggestion = match self.book.industries.find(&name.value) {
            Lookup::One(code) => return Some(Value::Code(code)),
            Lookup::Many(mut names) => Some(names.remove(0)),
            Lookup::None(suggestion) => suggestion,
        };
        value.report(Problem::UnknownIndustry { name: name.value, suggestion });
        None
    }
}

/// A calendar year of four digits, so that no year has two spellings.
fn year(text: &str) -> Option<i16> {
    let is_plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_plain && YEARS.contains(year))
}

/// A code may be written as a bare number.
fn code_text(value: reader::Value<'_>) -> Option<Located<String>> {
    match value.raw() {
        DeValue::Integer(integer) if integer.radix() == 10 => {
            Some(Located { value: integer.as_str().to_owned(), span: value.span() })
        }
        _ => value.text(),
    }
}

fn flag(value: reader::Value<'_>) -> Option<bool> {
    match value.raw().as_str() {
        Some(YES) => Some(true),
        Some(NO) => Some(false),
        _ => value.flag().map(|flag| flag.value),
    }
}

fn called(zh: &str, en: &str) -> Called {
    Called { zh: zh.into(), en: en.into() }
}
