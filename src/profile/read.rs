//! Reads a profile by the fact dictionary: keys and labels are both accepted.

use toml::de::DeValue;

use crate::credit_code;
use crate::dictionary::{Choices, Dictionary, Fact, FactId, Home, Kind, RecordId};
use crate::finding::{Called, Problem};
use crate::reader::{self, Sink, Table};
use crate::rulebook::Rulebook;
use crate::source::Located;
use crate::suggest::nearest;

use super::named::choice;
use super::value::Written;
use super::{Profile, RecordValues, Value};

/// Names under which a profile gives its as-of date.
pub const AS_OF: &[&str] = &["as-of", "测算日"];
/// Names under which a profile gives its years.
pub const YEAR: &[&str] = &["year", "年度"];
/// Words for `true` and `false`.
pub const YES: &str = "是";
/// See [`YES`].
pub const NO: &str = "否";
/// Names under which it says which firm it is of.
const NUMBER: &[&str] = &["number", "企业编号"];
const CREDIT_CODE: &[&str] = &["credit-code", "统一社会信用代码"];
/// Records of one kind that a profile may list; several people are one record with their number.
const MOST_RECORDS: usize = 10_000;
/// Calendar years that a profile may speak of.
pub const YEARS: std::ops::RangeInclusive<i16> = 1949..=2199;

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
        } else if NUMBER.contains(&name) {
            if reader.is_first(&mut heads, NUMBER[0], called(NUMBER[1], NUMBER[0]), &key) {
                profile.number = number(value);
            }
        } else if CREDIT_CODE.contains(&name) {
            if reader.is_first(&mut heads, CREDIT_CODE[0], called(CREDIT_CODE[1], CREDIT_CODE[0]), &key) {
                profile.credit_code = reader.credit_code(value);
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
    fn credit_code(&self, value: reader::Value<'_>) -> Option<String> {
        let text = value.text()?;
        match credit_code::read(text.value.trim()) {
            Ok(code) => Some(code),
            Err(error) => {
                self.sink.report(&text.span, Problem::InvalidCreditCode { text: text.value, error });
                None
            }
        }
    }

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
        for (id, problem) in check_order(self.dictionary, values) {
            let fact = self.dictionary.fact(id);
            let written = table.entries().find(|(key, _)| fact.is_named(&key.value));
            let span = written.map_or_else(|| table.span().clone(), |(_, value)| value.span());
            self.sink.report(&span, problem);
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
            names.extend([AS_OF, YEAR, NUMBER, CREDIT_CODE].concat());
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
        if self.dictionary.record_ids().any(|id| is_record(&id))
            || [AS_OF, YEAR, NUMBER, CREDIT_CODE].concat().contains(&name)
        {
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
        if let (Kind::Choice, true, DeValue::Array(_)) = (fact.kind, fact.many, value.raw()) {
            return self.choices(fact, &value.texts()?);
        }
        let written = written(value);
        match super::value(self.book, fact, value.key(), &written) {
            Ok(read) => {
                super::remark(self.book, fact, &written).into_iter().for_each(|remark| value.report(remark));
                return Some(read);
            }
            Err(problem) => value.report(problem),
        }
        None
    }

    /// The choices of a list; the first that is none is reported.
    fn choices(&self, fact: &Fact, names: &[Located<String>]) -> Option<Value> {
        let mut choices = Choices::default();
        for name in names {
            match choice(self.book, fact, &name.value) {
                Ok(index) => choices = choices.with(Choices::one(index)),
                Err(problem) => {
                    self.sink.report(&name.span, problem);
                    return None;
                }
            }
        }
        Some(Value::Choices(choices))
    }
}

/// A firm's number may be written as one.
fn number(value: reader::Value<'_>) -> Option<String> {
    match written(value) {
        Written::Bare { digits, found: "integer" } => Some(digits.into_owned()),
        _ => value.text().map(|text| text.value.trim().to_owned()),
    }
}

/// A value as TOML has it.
#[must_use]
pub fn written(value: reader::Value<'_>) -> Written<'_> {
    let found = value.raw().type_str();
    match value.raw() {
        DeValue::String(text) => Written::Text(text.trim().into()),
        DeValue::Integer(integer) if integer.radix() == 10 => {
            Written::Bare { digits: integer.as_str().replace('_', "").into(), found }
        }
        DeValue::Integer(integer) => Written::Bare { digits: integer.to_string().into(), found },
        DeValue::Float(float) => Written::Bare { digits: float.as_str().replace('_', "").into(), found },
        DeValue::Boolean(flag) => Written::Flag(*flag),
        DeValue::Datetime(datetime) => match value.bare_day() {
            Some(day) => Written::Day(day),
            None => Written::NoDay(datetime.to_string().into()),
        },
        _ => Written::Other(found),
    }
}

/// The dates that come before those that they must not precede.
#[must_use]
pub fn check_order(dictionary: &Dictionary, values: &RecordValues) -> Vec<(FactId, Problem)> {
    let mut wrong = Vec::new();
    for (id, value) in values {
        let fact = dictionary.fact(*id);
        let (Some(earlier), Value::Number(later)) = (fact.not_before, value) else { continue };
        if matches!(values.get(&earlier), Some(Value::Number(earlier)) if later < earlier) {
            let earlier = dictionary.fact(earlier);
            let earlier = called(&earlier.label, &earlier.label_en);
            wrong.push((*id, Problem::WrongOrder { earlier, later: called(&fact.label, &fact.label_en) }));
        }
    }
    wrong
}

/// A calendar year of four digits, so that no year has two spellings.
fn year(text: &str) -> Option<i16> {
    let is_plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_plain && YEARS.contains(year))
}

fn called(zh: &str, en: &str) -> Called {
    Called { zh: zh.into(), en: en.into() }
}
