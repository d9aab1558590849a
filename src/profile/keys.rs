//! What the keys of a profile stand for.

use crate::clean;
use crate::dictionary::{Dictionary, FactId, Home, RecordId};

use super::value::Unit;

/// Names under which a profile gives its as-of date.
pub const AS_OF: &[&str] = &["as-of", "测算日"];
/// Names under which a profile gives its years.
pub const YEAR: &[&str] = &["year", "年度"];
/// Names under which it says which firm it is of.
const NUMBER: &[&str] = &["number", "企业编号"];
const CREDIT_CODE: &[&str] = &["credit-code", "统一社会信用代码"];

/// What a key says of the firm that is no fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Head {
    /// The as-of date.
    AsOf,
    /// The number that a consultant gave the firm.
    Number,
    /// The unified social credit code.
    CreditCode,
    /// The name, where the dictionary has no such fact.
    Name,
    /// The years.
    Years,
}

/// What a key stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// Something of the firm that is no fact; of a record, its years.
    Head(Head),
    /// The records of a kind.
    Records(RecordId),
    /// A fact of what the table is of, in the unit of its header.
    Fact(FactId, Option<i16>, Option<Unit>),
    /// A fact of one of the firm's records, by the number in its header.
    OfRecord(RecordId, usize, FactId, Option<i16>, Option<Unit>),
    /// A fact that follows from others and is not stated.
    Derived(FactId),
    /// A fact that is counted or limited in words that nobody knows how to take, and these words.
    Unread(FactId, String),
    /// Nothing that is asked for.
    Ignored,
    /// Nothing that anybody knows.
    Unknown,
}

/// Those who know what keys stand for.
pub trait Keys {
    /// What a key stands for in a table of the firm, a year or a record; `year` is that of the table.
    fn meaning(&self, home: Home, year: Option<i16>, key: &str) -> Meaning;

    /// How the file writes the table in which a fact of a record, or of a year, stands.
    fn table(&self, record: Option<&str>, is_yearly: bool) -> String;
}

/// The names of the dictionary, as TOML has them.
#[derive(Clone, Copy, Debug)]
pub struct Names<'d>(pub &'d Dictionary);

impl Keys for Names<'_> {
    fn meaning(&self, home: Home, year: Option<i16>, key: &str) -> Meaning {
        let meaning = self.exactly(home, year, key);
        let plain = || clean::narrow(&clean::visible(key)).trim().to_lowercase().replace('_', "-");
        match meaning {
            Meaning::Unknown => {
                Some(plain()).filter(|plain| plain != key).map_or(meaning, |plain| self.exactly(home, year, &plain))
            }
            known => known,
        }
    }

    fn table(&self, record: Option<&str>, is_yearly: bool) -> String {
        match (record, is_yearly) {
            (None, _) => "[year.2025]".to_owned(),
            (Some(record), true) => format!("[{record}.year.2025]"),
            (Some(record), false) => format!("[[{record}]]"),
        }
    }
}

impl Names<'_> {
    fn exactly(self, home: Home, year: Option<i16>, key: &str) -> Meaning {
        let dictionary = self.0;
        if let Some(head) = head(key).filter(|head| is_of(dictionary, home, year, *head)) {
            return Meaning::Head(head);
        }
        let record = dictionary.record_ids().find(|id| dictionary.record(*id).is_named(key));
        if let Some(record) = record.filter(|_| home == Home::Enterprise) {
            return Meaning::Records(record);
        }
        let is_meant = |id: &FactId| {
            let fact = dictionary.fact(*id);
            fact.yearly == year.is_some() && fact.is_named(key)
        };
        match dictionary.facts_of(home).find(is_meant) {
            Some(id) if dictionary.fact(id).is_derived => Meaning::Derived(id),
            Some(id) => Meaning::Fact(id, year, None),
            None => Meaning::Unknown,
        }
    }
}

/// What a key says that is no fact.
pub(super) fn head(key: &str) -> Option<Head> {
    let heads = [(Head::AsOf, AS_OF), (Head::Number, NUMBER), (Head::CreditCode, CREDIT_CODE), (Head::Years, YEAR)];
    heads.into_iter().find(|(_, names)| names.contains(&key)).map(|(head, _)| head)
}

/// Whether the table may have it: the firm has all of them, a record with yearly facts its years.
fn is_of(dictionary: &Dictionary, home: Home, year: Option<i16>, head: Head) -> bool {
    let has_yearly = || dictionary.facts_of(home).any(|id| dictionary.fact(id).yearly);
    match home {
        Home::Enterprise => true,
        Home::Year => false,
        Home::Record(_) => head == Head::Years && year.is_none() && has_yearly(),
    }
}

impl Head {
    /// Its key.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.names()[1]
    }

    /// Its names in Chinese and as a key.
    pub(super) fn names(self) -> [&'static str; 2] {
        let names = match self {
            Head::AsOf => AS_OF,
            Head::Number => NUMBER,
            Head::CreditCode => CREDIT_CODE,
            Head::Years => YEAR,
            Head::Name => &["name", "企业名称"],
        };
        [names[1], names[0]]
    }

    /// All names of heads that a profile may use.
    pub(super) fn all() -> Vec<&'static str> {
        [AS_OF, YEAR, NUMBER, CREDIT_CODE].concat()
    }
}
