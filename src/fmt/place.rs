//! What a table or a value of a file is for: the order of its keys, and which names of the dictionary stand in it.

use crate::calendar::Phrase;
use crate::cases::CASE_FILE;
use crate::dictionary::{Dictionary, Home, RecordId};
use crate::grammar::{Compares, Key, Shape, Takes};
use crate::literal::printed_ratio;
use crate::profile::{Head, Keys, Meaning, Names};
use crate::rulefile::{
    BOUNDS, COMPARISONS, DICTIONARY, ON_EVERY_CONDITION, ON_EVERY_QUANTITY, RULE_FILE, condition_forms, quantity_forms,
};

use super::Kind;

/// Where something stands.
#[derive(Clone)]
pub(super) enum Place {
    /// In a closed table of the grammar.
    Closed {
        sort: Sort,
        /// The tables that it may be.
        shapes: Vec<&'static Shape>,
        /// The records whose facts can be named alone.
        bound: Vec<RecordId>,
    },
    /// In a firm, a year or a record of it; `are_years` where its keys are years.
    Firm { home: Home, year: Option<i16>, are_years: bool },
    /// Where nothing is known of the keys.
    Open,
}

/// What a closed table, or a value in one, is.
#[derive(Clone, Copy)]
pub(super) enum Sort {
    Table,
    /// A table for each name that the author gives.
    Named,
    /// A table for each fact.
    OfFacts,
    Condition,
    Quantity,
    /// What a fact is: a choice, a place, or a quantity in braces.
    Right,
    Fact,
    Record,
}

/// A key of a table: how it is written, what stands under it, and where it comes.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) below: Place,
    pub(super) rank: usize,
}

/// A table as far as places are told by it.
pub(super) struct Written<'w> {
    /// Its keys, in their order.
    pub(super) keys: &'w [&'w str],
    /// The text of a key.
    pub(super) text: &'w dyn Fn(&str) -> Option<&'w str>,
    /// Whether it stands under a line of its own.
    pub(super) is_headed: bool,
}

impl Place {
    pub(super) fn of_file(kind: Kind) -> Place {
        match kind {
            Kind::Rules => Place::closed(Sort::Table, &[&RULE_FILE], &[]),
            Kind::Cases => Place::closed(Sort::Table, &[&CASE_FILE], &[]),
            Kind::Facts => Place::closed(Sort::Table, &[&DICTIONARY], &[]),
            Kind::Codes => Place::Open,
            Kind::Profile => Place::Firm { home: Home::Enterprise, year: None, are_years: false },
        }
    }

    fn closed(sort: Sort, shapes: &[&'static Shape], bound: &[RecordId]) -> Place {
        Place::Closed { sort, shapes: shapes.to_vec(), bound: bound.to_vec() }
    }

    /// Where something stands that a key takes.
    fn of(takes: Takes, bound: &[RecordId]) -> Place {
        let quantities = || quantity_forms().flat_map(|(_, shapes)| shapes).collect::<Vec<_>>();
        match takes {
            Takes::Table(shape) | Takes::Tables(shape) | Takes::FilledTables(shape) | Takes::Expectations(shape) => {
                Place::closed(Sort::Table, &[shape], bound)
            }
            Takes::Named(shape) => Place::closed(Sort::Named, &[shape], bound),
            Takes::OfFacts(shape, _) => Place::closed(Sort::OfFacts, &[shape], bound),
            Takes::Conditions => {
                let shapes: Vec<&Shape> = condition_forms().flat_map(|(_, shapes)| shapes).collect();
                Place::closed(Sort::Condition, &shapes, bound)
            }
            Takes::Quantity | Takes::Quantities => Place::closed(Sort::Quantity, &quantities(), bound),
            Takes::Right => Place::closed(Sort::Right, &quantities(), bound),
            Takes::Fact => Place::closed(Sort::Fact, &[], bound),
            Takes::Record | Takes::RecordOrYear | Takes::Per => Place::closed(Sort::Record, &[], bound),
            Takes::Profile => Place::of_file(Kind::Profile),
            Takes::Address
            | Takes::Text
            | Takes::Texts
            | Takes::TextOrTexts
            | Takes::FilledTexts
            | Takes::Flag
            | Takes::Integer
            | Takes::Day
            | Takes::DayOrUnread
            | Takes::Id
            | Takes::ChoiceKey
            | Takes::Money
            | Takes::Figure
            | Takes::Word(_)
            | Takes::ChoiceOf(_)
            | Takes::Value
            | Takes::Status
            | Takes::Certainty => Place::Open,
        }
    }

    /// Whether the order of keys is given, so that blank lines among them say nothing.
    pub(super) fn is_ordered(&self) -> bool {
        matches!(self, Place::Closed { .. })
    }

    /// The keys of a table that stands here.
    pub(super) fn keys(&self, table: &Written<'_>, dictionary: &Dictionary) -> Vec<Named> {
        match self {
            Place::Open => table.keys.iter().map(|key| Named::plain(key, Place::Open)).collect(),
            Place::Firm { home, year, are_years: true } => {
                let of_year =
                    |key: &str| Place::Firm { home: *home, year: key.parse().ok().or(*year), are_years: false };
                table.keys.iter().map(|key| Named::plain(key, of_year(key))).collect()
            }
            Place::Firm { home, year, are_years: false } => of_firm(table.keys, *home, *year, dictionary),
            Place::Closed { sort: Sort::Named, shapes, .. } => {
                table.keys.iter().map(|key| Named::plain(key, Place::closed(Sort::Table, shapes, &[]))).collect()
            }
            Place::Closed { sort: Sort::OfFacts, shapes, .. } => {
                let record = |key: &str| dictionary.record_by_key(key.split_once('.')?.0);
                let bound = |key: &str| record(key).into_iter().collect::<Vec<_>>();
                let of_fact = |key: &str| Place::closed(Sort::Table, shapes, &bound(key));
                table.keys.iter().map(|key| Named::plain(key, of_fact(key))).collect()
            }
            Place::Closed { sort, shapes, bound } => {
                let fitting = fitting(*sort, shapes, table.keys);
                let order = order(*sort, fitting.first().copied(), table.is_headed);
                let bound = [bound.as_slice(), &binding(table, dictionary)].concat();
                let named = |key: &&str| Named {
                    name: (*key).to_owned(),
                    below: below(*sort, &fitting, key, &bound),
                    rank: order.iter().position(|other| other == key).unwrap_or(order.len()),
                };
                table.keys.iter().map(named).collect()
            }
        }
    }

    /// The key of what a text names here by another name; `None` where it is a key, or none that is known.
    pub(super) fn key_of(&self, text: &str, dictionary: &Dictionary) -> Option<String> {
        let Place::Closed { sort, bound, .. } = self else { return None };
        let found = match sort {
            Sort::Fact => fact(text, bound, dictionary),
            Sort::Quantity => quantity(text, bound, dictionary),
            Sort::Record => dictionary.record_named(text).map(|record| dictionary.record(record).key.clone()),
            Sort::Table | Sort::Named | Sort::OfFacts | Sort::Condition | Sort::Right => None,
        };
        found.filter(|key| key != text)
    }
}

impl Named {
    fn plain(key: &str, below: Place) -> Named {
        Named { name: key.to_owned(), below, rank: 0 }
    }
}

/// The keys that stand on every table of that sort.
fn on_every(sort: Sort) -> &'static [Key] {
    match sort {
        Sort::Condition => ON_EVERY_CONDITION,
        Sort::Quantity | Sort::Right => ON_EVERY_QUANTITY,
        Sort::Table | Sort::Named | Sort::OfFacts | Sort::Fact | Sort::Record => &[],
    }
}

fn compared(compares: Compares) -> &'static [&'static str] {
    match compares {
        Compares::No => &[],
        Compares::May | Compares::Must => COMPARISONS,
        Compares::MayCount | Compares::MustCount => BOUNDS,
    }
}

/// The shapes that have all of these keys; of none the one that has most.
fn fitting(sort: Sort, shapes: &[&'static Shape], keys: &[&str]) -> Vec<&'static Shape> {
    let has = |shape: &Shape, key: &str| {
        let own = shape.keys.iter().chain(on_every(sort)).any(|own| own.name == key);
        own || compared(shape.compares).contains(&key)
    };
    let count = |shape: &&'static Shape| keys.iter().filter(|key| has(shape, key)).count();
    let most = shapes.iter().map(count).max().unwrap_or(0);
    shapes.iter().filter(|shape| count(shape) == most).copied().collect()
}

/// The keys of a table in their order. Comparisons come before what is said of them. Above the lists of a condition that
/// stand under lines of their own, its name comes first.
fn order(sort: Sort, shape: Option<&'static Shape>, is_headed: bool) -> Vec<&'static str> {
    let Some(shape) = shape else { return Vec::new() };
    let mut order: Vec<&str> = shape.keys.iter().map(|key| key.name).collect();
    let at = order.iter().position(|key| matches!(*key, "assume" | "gives")).unwrap_or(order.len());
    order.splice(at..at, compared(shape.compares).iter().copied());
    let on_every = on_every(sort).iter().map(|key| key.name);
    let at = if is_headed && matches!(sort, Sort::Condition) { 0 } else { order.len() };
    order.splice(at..at, on_every);
    order
}

/// What stands under a key.
fn below(sort: Sort, fitting: &[&'static Shape], key: &str, bound: &[RecordId]) -> Place {
    let own = fitting.iter().flat_map(|shape| shape.keys).chain(on_every(sort)).filter(|own| own.name == key);
    let mut own = own.map(|key| key.takes);
    let Some(first) = own.next() else {
        let counts = fitting.iter().any(|shape| matches!(shape.compares, Compares::MayCount | Compares::MustCount));
        return match key {
            "is" => Place::of(Takes::Right, bound),
            key if COMPARISONS.contains(&key) && !counts => Place::of(Takes::Quantity, bound),
            _ => Place::Open,
        };
    };
    let mut place = Place::of(first, bound);
    // The tables of one key may be of several shapes, as cases are.
    if let Place::Closed { shapes, .. } = &mut place {
        for other in own {
            let Place::Closed { shapes: others, .. } = Place::of(other, bound) else { continue };
            let is_new = |other: &&Shape| !shapes.iter().any(|known| std::ptr::eq(*known, *other));
            let others: Vec<&Shape> = others.into_iter().filter(is_new).collect();
            shapes.extend(others);
        }
    }
    place
}

/// The record that a table binds for what stands in it.
fn binding(table: &Written<'_>, dictionary: &Dictionary) -> Vec<RecordId> {
    let heads = ["for-each", "has", "every", "count", "across"];
    heads.iter().filter_map(|head| dictionary.record_named((table.text)(head)?)).collect()
}

fn fact(name: &str, bound: &[RecordId], dictionary: &Dictionary) -> Option<String> {
    let named = |bound| match dictionary.facts_named(name, bound)[..] {
        [one] => Some(one),
        [] | [_, ..] => None,
    };
    // A name that is another's outside of the record is left as it is.
    let found = named(bound)?;
    named(&[]).is_none_or(|outside| outside == found).then(|| dictionary.fact(found).key.clone())
}

/// The same of a quantity, which may be a figure or count from a date.
fn quantity(text: &str, bound: &[RecordId], dictionary: &Dictionary) -> Option<String> {
    if let Some(Phrase::After(_, _, name)) = Phrase::parse(text) {
        let key = fact(&name, bound, dictionary)?;
        return Some(text.strip_suffix(&name).map(|start| [start, &key].concat()).unwrap_or_default())
            .filter(|text| !text.is_empty());
    }
    let is_figure = text.starts_with(|c: char| c.is_ascii_digit() || c == '-') || printed_ratio(text).is_some();
    if is_figure { None } else { fact(text, bound, dictionary) }
}

/// The keys of a firm, a year or a record. One under which the same is said already keeps its name.
fn of_firm(keys: &[&str], home: Home, year: Option<i16>, dictionary: &Dictionary) -> Vec<Named> {
    let names = Names(dictionary);
    let firm = |home, are_years| Place::Firm { home, year: None, are_years };
    let named = |key: &str| {
        let meaning = names.meaning(home, year, key);
        let (name, below) = match &meaning {
            Meaning::Head(head) => {
                let home = if home == Home::Enterprise { Home::Year } else { home };
                (head.key(), if *head == Head::Years { firm(home, true) } else { Place::Open })
            }
            Meaning::Records(record) => (dictionary.record(*record).key.as_str(), firm(Home::Record(*record), false)),
            Meaning::Fact(fact, ..) | Meaning::Derived(fact) => (dictionary.fact(*fact).local_key(), Place::Open),
            Meaning::OfRecord(..) | Meaning::Unread(..) | Meaning::Ignored | Meaning::Unknown => (key, Place::Open),
        };
        let is_same = names.meaning(home, year, name) == meaning;
        Named::plain(if is_same { name } else { key }, below)
    };
    let mut found: Vec<Named> = keys.iter().map(|key| named(key)).collect();
    let twice: Vec<bool> =
        found.iter().map(|one| found.iter().filter(|other| other.name == one.name).count() > 1).collect();
    for ((one, key), is_twice) in found.iter_mut().zip(keys).zip(twice) {
        if is_twice {
            (*key).clone_into(&mut one.name);
        }
    }
    found
}
