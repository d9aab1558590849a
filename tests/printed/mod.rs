//! Reads the two tables of a report in Markdown: what it comes to, and the supports.

use std::collections::BTreeMap;

/// Both ends in fen; an open upper one is `None`.
pub(crate) type Ends = (i128, Option<i128>);

/// The totals and the rows of a report by how often they come, each added up. Rows in brackets are not added.
pub(crate) fn sums(markdown: &str) -> (BTreeMap<&'static str, Ends>, BTreeMap<&'static str, Ends>) {
    let (mut totals, mut rows) = (BTreeMap::new(), BTreeMap::new());
    let mut section = String::new();
    for line in markdown.replace('\\', "").lines() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut section);
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let is_row = line.starts_with('|') && !cells[0].starts_with("---") && !["给谁", "支持"].contains(&cells[0]);
        if is_row && section.starts_with("合计") {
            let stated = |cell: &str| fen(cell.split('＋').next().unwrap());
            let ends = (stated(cells[1]).unwrap_or(0), stated(cells[2]));
            add(&mut totals, period(cells[0]), if cells[1] == "未载明" { (0, Some(0)) } else { ends });
        } else if is_row && (section == "各项支持" || section.starts_with("税收")) && !cells[2].starts_with('（')
        {
            let amount = cells[2].trim_start_matches("每月").trim_start_matches("每年");
            add(&mut rows, period(cells[2]), ends(amount));
        }
    }
    (totals, rows)
}

fn add(sums: &mut BTreeMap<&'static str, Ends>, period: &'static str, ends: Ends) {
    let sum = sums.entry(period).or_insert((0, Some(0)));
    *sum = (sum.0 + ends.0, sum.1.zip(ends.1).map(|(sum, high)| sum + high));
}

fn period(text: &str) -> &'static str {
    ["每月", "每年"].into_iter().find(|period| text.contains(period)).unwrap_or("一次性")
}

/// `0～20万元`, `50万元`, `50万元起`, `未定`, `0（让位于 …）`.
fn ends(text: &str) -> Ends {
    let text = text.split('（').next().unwrap();
    let fen = |figure: &str| fen(figure).unwrap_or_else(|| panic!("{text} is no amount"));
    match text.split_once('～') {
        Some((low, high)) => (fen(low), Some(fen(high))),
        None if text == "未定" => (0, None),
        None if text.ends_with('起') => (fen(text.trim_end_matches('起')), None),
        None => (fen(text), Some(fen(text))),
    }
}

/// An amount in fen; `None` where it is open.
fn fen(text: &str) -> Option<i128> {
    let units = [("亿元", 10_000_000_000_i128), ("万元", 1_000_000), ("元", 100), ("", 100)];
    let (digits, unit) = units.into_iter().find_map(|(unit, fen)| Some((text.strip_suffix(unit)?, fen)))?;
    let digits = digits.replace(',', "");
    let (whole, places) = digits.split_once('.').unwrap_or((&digits, ""));
    let scale = 10_i128.pow(u32::try_from(places.len()).unwrap());
    Some(format!("{whole}{places}").parse::<i128>().ok()? * unit / scale)
}
