//! The columns of a sheet by what its headers mean, and what is wrong with them.

use std::collections::BTreeMap;

use crate::dictionary::{Dictionary, Fact, FactId, Home, Kind};
use crate::finding::{Called, Finding, Problem};
use crate::suggest::{distance, nearest};
use crate::table::{Row, Sheet};

use super::claims::Claim;
use super::header::{Meaning, Rows, Target, Unit};
use super::names;
use super::reading::Reading;
use super::sheet::{Parsed, place};
use super::split::bare_name;
use super::stated::{self, Stated};
use super::unit::is_other_money;

/// Unknown headers for which a name that was perhaps meant is looked up.
const MOST_SUGGESTED: usize = 200;

/// What a column of currencies is called.
const CURRENCIES: &[&str] = &["币种", "币别", "货币", "货币种类", "计价币种", "结算币种", "currency"];
/// What headers say over figures.
const FIGURES: &[&str] = &[
    "数", "率", "额", "量", "值", "价", "号", "码", "序", "比", "均", "分", "名次", "排名", "电话", "手机", "年", "月",
    "日", "期", "元", "%", "％", "#",
];

/// A column that is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Column {
    pub(super) index: usize,
    pub(super) header: String,
    pub(super) target: Target,
    pub(super) unit: Option<Unit>,
    /// Whether its unit is probably another: its cells are not doubted once more.
    pub(super) is_doubted: bool,
    /// Why none of its cells is read.
    pub(super) flaw: Option<Flaw>,
}

/// What is wrong with a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Flaw {
    pub(super) problem: Problem,
    /// The other columns of the same.
    pub(super) others: Vec<usize>,
}

impl Column {
    /// One of which no cell is read.
    fn unread(index: usize, header: &str, target: Target, problem: Problem) -> Column {
        let flaw = Some(problem.into());
        Column { index, header: header.to_owned(), target, unit: None, is_doubted: false, flaw }
    }
}

impl From<Problem> for Flaw {
    fn from(problem: Problem) -> Flaw {
        Flaw { problem, others: Vec::new() }
    }
}

/// A header that nobody could make sense of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct UnknownHeader {
    /// As it is written.
    pub header: String,
    /// The key of a yearly fact that it is of, without the year, or of the fact that is nearest.
    pub suggestion: Option<String>,
}

/// Headers of a part of a place, or of an address.
const OF_PLACES: &[&str] = &[
    "省",
    "省份",
    "市",
    "城市",
    "地市",
    "区",
    "县",
    "区县",
    "县区",
    "市区",
    "省市区",
    "所在省",
    "所在市",
    "所在区",
    "所在县",
    "所在区县",
    "所属市",
    "所属区",
    "所属县",
    "所属区县",
    "所属地区",
    "属地",
    "地址",
    "注册地址",
    "住所",
    "企业地址",
    "经营地址",
    "办公地址",
    "生产地址",
];

/// What is wrong with headers.
#[derive(Default, Debug)]
pub(super) struct Notes {
    pub(super) findings: Vec<Finding>,
    pub(super) unknown: Vec<UnknownHeader>,
}

/// The columns of a reading, and what is wrong with the others.
pub(super) fn parsed<'t>(
    dictionary: &Dictionary,
    file: &'t str,
    sheet: &'t Sheet,
    reading: Reading,
    notes: &mut Notes,
) -> (Parsed<'t>, Vec<Claim>) {
    let mut claims = Vec::new();
    let number = sheet.rows[reading.at].number;
    let mut columns: Vec<Column> = Vec::new();
    let target = |meaning: &Meaning| if let Meaning::Column(target, _) = meaning { Some(*target) } else { None };
    let known: Vec<Target> = reading.meanings.iter().filter_map(target).collect();
    let mut free: BTreeMap<usize, String> = BTreeMap::new();
    let mut foreign: Option<(usize, String)> = None;
    if let Some(start) = reading.beside {
        notes.findings.push(Finding::in_table(place(file, sheet, number, start), Problem::TableBeside));
    }
    let table = reading.texts.into_iter().zip(reading.meanings).take(reading.beside.unwrap_or(usize::MAX));
    for (index, (text, meaning)) in table.enumerate() {
        let Some(header) = text else {
            free.insert(index, String::new());
            continue;
        };
        if matches!(meaning, Meaning::Column(Target::Ignored, _) | Meaning::Unknown) {
            free.insert(index, header.clone());
        }
        let mut report = |problem| notes.findings.push(Finding::in_table(place(file, sheet, number, index), problem));
        match meaning {
            Meaning::Column(Target::Ignored, _) => {}
            Meaning::Column(target, unit) => {
                let Some(first) = columns.iter_mut().find(|other| other.target == target) else {
                    columns.push(Column { index, header, target, unit, is_doubted: false, flaw: None });
                    continue;
                };
                if first.unit == unit && are_equal(&sheet.rows[reading.at + 1..], [first.index, index]) {
                    report(Problem::RepeatedColumn { first: first.header.clone(), second: header });
                    continue;
                }
                let fact = called(dictionary, target, &header);
                let problem = Problem::StatedTwice { fact, first: first.header.clone(), second: header };
                report(problem.clone());
                first.flaw.get_or_insert_with(|| Flaw::from(problem)).others.push(index);
            }
            Meaning::Derived(fact) => {
                let fact = dictionary.fact(fact);
                report(Problem::DerivedFact { fact: super::called(fact) });
            }
            Meaning::WithoutYear(key) => {
                let problem = Problem::HeaderWithoutYear { header: header.clone(), key: key.clone() };
                report(problem.clone());
                let fact = dictionary.by_key(&key).filter(|_| reading.rows == Rows::Firms);
                if let Some(fact) = fact.filter(|fact| !matches!(dictionary.fact(*fact).home, Home::Record(_))) {
                    columns.push(Column::unread(index, &header, Target::Fact { fact, year: None }, problem));
                }
                notes.unknown.push(UnknownHeader { header, suggestion: Some(key) });
            }
            Meaning::Unread(target, words)
                if let Some(fact) = fact_of(dictionary, target).filter(|_| !known.contains(&target)) =>
            {
                notes.unknown.push(UnknownHeader { header: header.clone(), suggestion: Some(fact.key.clone()) });
                let problem = Problem::UnreadHeader { header: header.clone(), fact: super::called(fact), words };
                report(problem.clone());
                if !columns.iter().any(|other| other.target == target) {
                    columns.push(Column::unread(index, &header, target, problem));
                }
            }
            // What is limited is often a part, or a plan, of what another column says.
            Meaning::Unread(..) => {
                report(Problem::UnknownHeader { header: header.clone(), suggestion: None });
                notes.unknown.push(UnknownHeader { header, suggestion: None });
            }
            Meaning::Unknown if let Some(text) = currency(sheet, reading.at, index, &header) => {
                foreign = foreign.or(Some((index, text)));
            }
            Meaning::Unknown if let Some(stated) = of_column(sheet, reading.at, index, &header) => {
                claims.push(Claim { place: place(file, sheet, number, index), stated });
            }
            Meaning::Unknown if stated::is_only_label(&header) => {
                let place = place(file, sheet, number, index);
                claims.extend(stated::labelled(&header).map(|stated| Claim { place, stated }));
            }
            Meaning::Unknown => {
                let near =
                    (notes.unknown.len() < MOST_SUGGESTED).then(|| suggestion(dictionary, reading.rows, &header));
                let near = near.flatten();
                report(unknown(dictionary, reading.rows, &known, &header, near.as_ref()));
                notes.unknown.push(UnknownHeader { header, suggestion: near.map(|(_, name)| name) });
            }
        }
    }
    if let Some((index, text)) = foreign {
        let money =
            |column: &&mut Column| fact_of(dictionary, column.target).is_some_and(|fact| fact.kind == Kind::Money);
        let headers = columns.iter_mut().filter(money).map(|column| column.header.clone()).collect();
        let problem = Problem::UnclearUnit { text, headers };
        notes.findings.push(Finding::in_table(place(file, sheet, number, index), problem.clone()));
        for column in columns.iter_mut().filter(money) {
            column.flaw.get_or_insert_with(|| problem.clone().into());
        }
    }
    let free = free.into_iter().filter(|(_, header)| !FIGURES.iter().any(|word| header.contains(word)));
    let free = free.map(|(index, _)| index).collect();
    // Nobody knows which of the two is meant.
    columns.retain(|column| column.flaw.is_none() || is_fact(column.target));
    let is_beside = reading.beside.is_some();
    let parsed = Parsed { free, is_beside, ..Parsed::new(file, sheet, (reading.rows, reading.at), columns) };
    (parsed, claims)
}

/// What is told of a header that nobody knows: an error where it is most likely that of a fact of the row itself that no
/// column states. One other character of three is another thing, 净资产 and 总资产; without its place no firm is answered.
fn unknown(
    dictionary: &Dictionary,
    rows: Rows,
    known: &[Target],
    header: &str,
    near: Option<&(FactId, String)>,
) -> Problem {
    let (header, suggestion) = (header.to_owned(), near.map(|(_, name)| name.clone()));
    let is_stated = |wanted: FactId| {
        known.iter().any(|target| match *target {
            Target::Fact { fact, .. } | Target::Inline { fact, .. } => fact == wanted,
            Target::Identity(_) => dictionary.by_key("name") == Some(wanted),
            Target::AsOf | Target::Year | Target::Ignored => false,
        })
    };
    let is_of_row = |fact| rows != Rows::Firms || !matches!(dictionary.fact(fact).home, Home::Record(_));
    let is_sure = |fact: FactId, name: &str| {
        let bare = bare_name(&header);
        let longest = bare.chars().count().max(name.chars().count());
        dictionary.fact(fact).kind == Kind::Place || distance(&bare, name) * 4 <= longest
    };
    match near {
        Some((fact, name)) if !is_stated(*fact) && is_of_row(*fact) && is_sure(*fact, name) => {
            Problem::MisspeltHeader { header, suggestion: name.clone() }
        }
        Some(_) | None => Problem::UnknownHeader { header, suggestion },
    }
}

/// The money that a column of currencies names, if it is not always yuan: of whatever unit the figures beside it are, some
/// are none of yuan.
fn currency(sheet: &Sheet, at: usize, column: usize, header: &str) -> Option<String> {
    let is_one = CURRENCIES.contains(&names::fold(header).as_str());
    let mut cells = sheet.rows[at + 1..].iter().filter_map(|row| row.cell(column).shown());
    cells.find(|text| is_one && is_other_money(text))
}

/// The unit that stands in a column of its own, row by row.
fn of_column(sheet: &Sheet, at: usize, column: usize, header: &str) -> Option<Stated> {
    stated::of_column(header, sheet.rows[at + 1..].iter().filter_map(|row| row.cell(column).shown()))
}

/// Whether two columns say the same in all rows.
fn are_equal(rows: &[Row], [first, second]: [usize; 2]) -> bool {
    rows.iter().all(|row| row.cell(first) == row.cell(second))
}

fn called(dictionary: &Dictionary, target: Target, header: &str) -> Called {
    fact_of(dictionary, target).map_or_else(|| Called::from(header), super::called)
}

/// The fact that a column states.
fn fact_of(dictionary: &Dictionary, target: Target) -> Option<&Fact> {
    match target {
        Target::Fact { fact, .. } | Target::Inline { fact, .. } => Some(dictionary.fact(fact)),
        Target::Identity(_) | Target::AsOf | Target::Year | Target::Ignored => None,
    }
}

fn is_fact(target: Target) -> bool {
    match target {
        Target::Fact { .. } | Target::Inline { .. } => true,
        Target::Identity(_) | Target::AsOf | Target::Year | Target::Ignored => false,
    }
}

/// The fact that a header was most likely meant to be of, and its name: the one that is most like it, and of a part of a
/// place or an address the place.
fn suggestion(dictionary: &Dictionary, rows: Rows, header: &str) -> Option<(FactId, String)> {
    let is_of = |home| match rows {
        Rows::Firms => true,
        Rows::Years => home == Home::Year,
        Rows::Records(record) => home == Home::Record(record),
    };
    let asked = |id: &FactId| is_of(dictionary.fact(*id).home) && !dictionary.fact(*id).is_derived;
    let facts = || dictionary.fact_ids().filter(asked);
    let name = bare_name(header);
    let place = || facts().find(|id| dictionary.fact(*id).kind == Kind::Place);
    if let Some(place) = OF_PLACES.contains(&name.as_str()).then(place).flatten() {
        return Some((place, dictionary.fact(place).label.clone()));
    }
    let names = |id: FactId| {
        let fact = dictionary.fact(id);
        [&fact.label, &fact.label_en, &fact.key].into_iter().chain(&fact.aliases).map(move |name| (id, name))
    };
    let found = nearest(&name, facts().flat_map(names).map(|(_, name)| name))?;
    facts().flat_map(names).find(|(_, name)| **name == found).map(|(id, _)| (id, found))
}
