//! What is expected of one value: a fact, stated or followed from others, or what the document defines.

use std::iter;

use crate::dictionary::Kind;
use crate::explain::{UNKNOWN, Wanted, plain_number, plain_value};
use crate::finding::Problem;
use crate::literal::{self, MoneyUnit};
use crate::number::Number;
use crate::profile::{self, Under, Written};
use crate::reader::{Sink, Table, Value};
use crate::rulebook::{Meaning, Quantity, Rulebook};
use crate::source::Located;
use crate::suggest::nearest;
use crate::words;

/// The year of a yearly fact where none is written.
const LAST_YEAR: i64 = -1;

/// What is expected of one value.
#[derive(Debug)]
pub struct ExpectValue {
    /// The fact, or what is defined, as the case names it.
    pub name: String,
    /// What that is.
    pub wanted: Wanted,
    /// The value in plain form; `unknown` for one that is not decided.
    pub is: String,
}

impl ExpectValue {
    pub(super) fn read(table: Table<'_>, document: &str, book: &Rulebook) -> Option<ExpectValue> {
        let name = table.require("fact", Value::text);
        let year = table.read("year", Value::integer);
        let wanted = name.as_ref().and_then(|name| wanted(name, year.as_ref(), document, book, table.sink()));
        let read = |value: Value<'_>, wanted| {
            let plain = plain(book, wanted, value.key(), &profile::written(value));
            plain.map_err(|problem| value.report(problem)).ok()
        };
        let is = table.require("is", |value| wanted.map(|wanted| read(value, wanted)));
        table.read("because", Value::text);
        table.finish();
        Some(ExpectValue { name: name?.value, wanted: wanted?, is: is?? })
    }
}

/// What a name stands for: what the document defines, else a fact of the firm.
pub(super) fn wanted(
    name: &Located<String>,
    year: Option<&Located<i64>>,
    document: &str,
    book: &Rulebook,
    sink: &Sink,
) -> Option<Wanted> {
    let report = |span, problem| {
        sink.report(span, problem);
        None
    };
    // Folders above that of the place are no part of a document's address.
    let mut beside = iter::successors(Some(document), |path| path.split_once('/').map(|(_, rest)| rest));
    let defined = beside.find_map(|document| book.definition_in(document, &name.value));
    let named = if defined.is_some() { Vec::new() } else { book.dictionary.facts_named(&name.value, &[]) };
    let fact = if let [fact] = named[..] { Some(fact) } else { None };
    let is_yearly = fact.is_some_and(|fact| book.dictionary.fact(fact).yearly);
    if let Some(year) = year.filter(|_| !is_yearly) {
        return report(&year.span, Problem::WrongYear { fact: name.value.clone(), yearly: false });
    }
    match (defined, fact) {
        (Some(id), _) => Some(Wanted::Defined(id)),
        (None, None) => {
            unknown(book, name, sink);
            None
        }
        (None, Some(id)) => match i16::try_from(year.map_or(LAST_YEAR, |year| year.value)) {
            Ok(year) => Some(Wanted::Fact(id, is_yearly.then_some(year))),
            Err(_) => report(&name.span, Problem::WrongYear { fact: name.value.clone(), yearly: true }),
        },
    }
}

/// The key of a fact that is expected to be missing, or of a list of records; with its year behind it, if it has one.
pub(super) fn named(book: &Rulebook, name: &Located<String>, sink: &Sink) -> Option<String> {
    let key = book.dictionary.key_of(&name.value);
    if key.is_none() {
        unknown(book, name, sink);
    }
    key
}

/// The facts that a table expects to be missing.
pub(super) fn missing(table: &Table<'_>, book: &Rulebook) -> Option<Vec<String>> {
    let names = table.read("missing", Value::texts)?;
    Some(names.iter().filter_map(|name| named(book, name, table.sink())).collect())
}

fn unknown(book: &Rulebook, name: &Located<String>, sink: &Sink) {
    let dictionary = &book.dictionary;
    let records = dictionary.record_ids().map(|id| dictionary.record(id).key.as_str());
    let keys = dictionary.fact_ids().map(|id| dictionary.fact(id).key.as_str()).chain(records);
    sink.report(&name.span, Problem::UnknownFact { name: name.value.clone(), suggestion: nearest(&name.value, keys) });
}

/// The expected value in plain form; a number may be a fraction, `241/1201`.
///
/// # Errors
/// Says what is wrong with it.
pub(super) fn plain(book: &Rulebook, wanted: Wanted, key: &str, written: &Written<'_>) -> Result<String, Problem> {
    let fraction = if let Written::Text(text) = written { literal::fraction(text) } else { None };
    let is_number = |kind: Kind| matches!(kind, Kind::Money | Kind::Ratio | Kind::Count | Kind::Number);
    match wanted {
        _ if matches!(written, Written::Text(text) if text == UNKNOWN) => Ok(UNKNOWN.to_owned()),
        Wanted::Fact(id, _) => {
            let fact = book.dictionary.fact(id);
            if let Some(fraction) = fraction.filter(|_| is_number(fact.kind)) {
                return Ok(plain_number(fact.kind, fraction));
            }
            let read = profile::value(book, fact, Under::key(key), written)?;
            Ok(read.value.map_or_else(|| UNKNOWN.to_owned(), |read| plain_value(book, id, &read)))
        }
        Wanted::Defined(id) => {
            let kind = match &book.definition(id).meaning {
                Meaning::Value(_) => words::kind(book, &Quantity::Defined(id)),
                Meaning::When(_) => Kind::Flag,
            };
            let fraction = fraction.filter(|_| is_number(kind)).map(|fraction| plain_number(kind, fraction));
            let wrong = || Problem::WrongKind { expected: kind.word(), found: "text".to_owned() };
            fraction.or_else(|| of_kind(kind, written)).ok_or_else(wrong)
        }
    }
}

/// A value of what a document defines.
fn of_kind(kind: Kind, written: &Written<'_>) -> Option<String> {
    let number = |read: fn(&str) -> Option<Number>| match written {
        Written::Text(text) => read(text),
        Written::Bare { digits, .. } => read(digits),
        Written::Unknown
        | Written::Flag(_)
        | Written::Day(_)
        | Written::NoDay(_)
        | Written::List(_)
        | Written::Band(_)
        | Written::Other(_) => None,
    };
    let found = match kind {
        Kind::Money => number(|text| literal::money(text, MoneyUnit::Required).ok()),
        Kind::Ratio => number(|text| literal::ratio(text, false).ok()),
        Kind::Count | Kind::Number => number(|text| literal::number(text).ok()),
        Kind::Date => {
            if let Written::Day(day) = written {
                Some(day.number())
            } else {
                None
            }
        }
        Kind::Flag => return if let Written::Flag(flag) = written { Some(flag.to_string()) } else { None },
        Kind::Choice | Kind::Text | Kind::Place | Kind::Industry | Kind::Support => None,
    };
    found.map(|found| plain_number(kind, found))
}
