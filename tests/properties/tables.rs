//! A firm gets the same answer from a table as from a profile.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::prop_assume;

use crate::oracle::days;
use crate::oracle::firm::{Firm, Record, Value};
use crate::oracle::generate::Shape;
use crate::oracle::text::Order;
use crate::oracle::world::{FACTS, Fact, Kind, RECORDS};
use crate::sample::check;
use crate::sheets::workbook;

/// How values are written in cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// As a spreadsheet stores them.
    Typed,
    /// As people write them.
    Human,
}

#[test]
fn a_row_of_a_workbook_is_answered_as_a_profile() {
    check(100, Shape::Any, 70, |sample| {
        prop_assume!(!has_empty_record(&sample.firm));
        let profile = sample.engine.json(&sample.firm.text(Order::AsMade));
        for spelling in [Spelling::Typed, Spelling::Human] {
            let text = sheets(&sample.firm, spelling);
            let table = sample.engine.json_of_workbook(workbook(&text));
            if table != profile {
                return Err(sample.fail(&format!("{table}\nis not\n{profile}\n{text}"), &sample.firm));
            }
        }
        Ok(())
    });
}

/// A record of which nothing is known can't be told from a list that is not known.
fn has_empty_record(firm: &Firm) -> bool {
    let is_nothing = |value: &Value| matches!(value, Value::Choices(choices) if choices.is_empty());
    firm.lists.iter().flatten().flatten().any(|record| record.values().all(is_nothing))
}

fn sheets(firm: &Firm, spelling: Spelling) -> String {
    let mut text = "= 企业\n".to_owned();
    let as_of = cell_of_day(firm.as_of, spelling);
    let facts = firm.facts.iter().map(|((fact, year), value)| {
        let key = FACTS[*fact].key;
        let header = if *year == 0 { key.to_owned() } else { format!("{key}.{year}") };
        (header, cell(&FACTS[*fact], value, spelling))
    });
    let (headers, cells): (Vec<String>, Vec<String>) = facts.unzip();
    writeln!(text, "企业编号|测算日|{}", headers.join("|")).unwrap();
    writeln!(text, "A1|{as_of}|{}", cells.join("|")).unwrap();
    for (kind, list) in firm.lists.iter().enumerate() {
        if let Some(list) = list {
            text += &records(RECORDS[kind], list, spelling);
        }
    }
    text
}

fn records(kind: &str, list: &[Record], spelling: Spelling) -> String {
    let mut facts: BTreeSet<(usize, i64)> = list.iter().flat_map(|record| record.keys().copied()).collect();
    // A sheet without a column of its records would not say what it is about.
    let is_one = |fact: &Fact| fact.key.starts_with(&format!("{kind}.")) && !fact.home.is_yearly();
    facts.extend(FACTS.iter().position(is_one).map(|fact| (fact, 0)));
    let headers = facts.iter().map(|(fact, year)| {
        let key = FACTS[*fact].key.split_once('.').unwrap().1;
        if *year == 0 { key.to_owned() } else { format!("{key}.{year}") }
    });
    let mut text = format!("= {kind}\n企业编号|{}\n", headers.collect::<Vec<_>>().join("|"));
    for record in list {
        let cells = facts
            .iter()
            .map(|key| record.get(key).map_or_else(String::new, |value| cell(&FACTS[key.0], value, spelling)));
        writeln!(text, "A1|{}", cells.collect::<Vec<_>>().join("|")).unwrap();
    }
    text
}

fn cell(fact: &Fact, value: &Value, spelling: Spelling) -> String {
    let is_human = spelling == Spelling::Human;
    match value {
        Value::Flag(flag) => if *flag { "是" } else { "否" }.to_owned(),
        Value::Code(code) => (*code).to_owned(),
        Value::Choices(choices) if choices.is_empty() => "无".to_owned(),
        Value::Choices(choices) => choices.iter().copied().collect::<Vec<_>>().join("、"),
        Value::Number(number) => match fact.kind {
            Kind::Date => cell_of_day(i64::try_from(number.floor_of(1)).unwrap(), spelling),
            Kind::Ratio if is_human => format!("{}％", *number * crate::oracle::fraction::Fraction::whole(100)),
            Kind::Count if is_human => format!("{number}人"),
            Kind::Money if is_human => format!("￥{number}"),
            _ => number.to_string(),
        },
    }
}

fn cell_of_day(day: i64, spelling: Spelling) -> String {
    match spelling {
        Spelling::Typed => format!("@{}", days::text(day)),
        Spelling::Human => {
            let (year, month, day) = days::date(day);
            format!("{year}年{month}月{day}日")
        }
    }
}
