//! What is printed of supports adds up to what is printed of totals.

use zjtx::finding::Finding;
use zjtx::ledger::{self, Answered, Cell};
use zjtx::number::Number;
use zjtx::render::report_markdown;
use zjtx::report::{Report, TotalReport, Yuan};
use zjtx::source::{Origin, Sources};
use zjtx::words::Lang;

use crate::oracle::generate::Shape;
use crate::oracle::text::Order;
use crate::printed::sums;
use crate::sample::{Checked, Sample, check};

fn adds_up(sample: &Sample) -> Checked {
    let report = sample.engine.report(&sample.firm.text(Order::AsMade)).0;
    let markdown = report_markdown(Lang::Zh, &report);
    let (totals, rows) = sums(&markdown);
    for (period, total) in totals {
        let rows = rows.get(period).copied().unwrap_or((0, Some(0)));
        // Without an upper end there may be rows that have no figure, and are only named.
        if rows.0 != total.0 || (total.1.is_some() && rows.1 != total.1) {
            return Err(sample.fail(&format!("{period}: {rows:?} is not {total:?}\n{markdown}"), &sample.firm));
        }
    }
    cells_add_up(sample, &report)
}

/// The numbers of a table of a row a support, too.
fn cells_add_up(sample: &Sample, report: &Report) -> Checked {
    let (origin, sources, findings): (_, _, [Finding; 0]) = (Origin::default(), Sources::default(), []);
    let firm = Answered {
        origin: &origin,
        number: None,
        credit_code: None,
        name: None,
        own_key: None,
        report: Some(report),
        figures: None,
        handover: None,
        findings: &findings,
        sources: &sources,
    };
    let rows = ledger::long(Lang::Zh).firm(&firm);
    // What has more digits than a spreadsheet keeps is a text, and no row adds up.
    let is_text = |cell: &Cell| matches!(cell, Cell::Text(text) if text.contains('元'));
    if rows.iter().any(|row| is_text(&row[4]) || is_text(&row[5])) {
        return Ok(());
    }
    let ends = |cell: &Cell| match cell {
        Cell::Money(yuan) => Some(yuan.0.into()),
        Cell::Empty | Cell::Text(_) | Cell::Count(_) | Cell::Day(_) | Cell::Link(_) => None,
    };
    let sum =
        |column: usize| rows.iter().filter_map(|row| ends(&row[column])).try_fold(Number::ZERO, Number::plus).unwrap();
    let total = |end: &dyn Fn(&TotalReport) -> Option<Yuan>| {
        report.totals.iter().try_fold(Number::ZERO, |sum, total| match end(total) {
            None if total.low.is_none() => Some(sum),
            None => None,
            Some(yuan) => sum.plus(yuan.0.into()).ok(),
        })
    };
    let (low, high) = (total(&|total| total.low), total(&|total| total.stated_high));
    if Some(sum(4)) != low || high.is_some_and(|high| sum(5) != high) {
        return Err(sample.fail(&format!("{rows:?} is not {low:?} to {high:?}"), &sample.firm));
    }
    wide_cells_add_up(sample, &firm)
}

/// Nor do those of a table of a row a firm differ: of supports, and of what only counts together.
fn wide_cells_add_up(sample: &Sample, firm: &Answered<'_>) -> Checked {
    let scope = ledger::Scope::new(Lang::Zh, sample.engine.book(), zjtx::calendar::Day::default(), &[None]);
    let mut wide = ledger::wide(&scope);
    let row = wide.firm(firm).remove(0);
    for end in ["：至少", "：最多"] {
        let (mut totals, mut parts, mut is_stated) = (Number::ZERO, Number::ZERO, true);
        for (column, cell) in wide.table().columns.iter().zip(&row) {
            let is_total = column.title.starts_with('给') || column.title.starts_with("付给");
            match cell {
                _ if !column.title.contains(end) => {}
                Cell::Money(yuan) if is_total => totals = totals.plus(yuan.0.into()).unwrap(),
                Cell::Money(yuan) => parts = parts.plus(yuan.0.into()).unwrap(),
                Cell::Empty | Cell::Text(_) | Cell::Count(_) | Cell::Day(_) | Cell::Link(_) => is_stated &= !is_total,
            }
        }
        if is_stated && totals != parts {
            let titles: Vec<&str> = wide.table().columns.iter().map(|column| column.title.as_str()).collect();
            return Err(sample.fail(&format!("{parts:?} is not {totals:?}\n{titles:?}\n{row:?}"), &sample.firm));
        }
    }
    Ok(())
}

#[test]
fn printed_rows_add_up_to_printed_totals() {
    check(150, Shape::Any, 70, adds_up);
}

#[test]
fn printed_rows_add_up_where_supports_stack() {
    check(250, Shape::Stacked, 80, adds_up);
}
