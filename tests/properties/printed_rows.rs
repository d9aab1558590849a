//! What is printed of supports adds up to what is printed of totals.

use zjtx::finding::Finding;
use zjtx::ledger::{self, Answered, Cell};
use zjtx::render::report_markdown;
use zjtx::report::Report;
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
        name: None,
        report: Some(report),
        findings: &findings,
        sources: &sources,
    };
    let rows = ledger::long(Lang::Zh).firm(&firm);
    let ends = |cell: &Cell| match cell {
        Cell::Money(yuan) => Some(yuan.0),
        Cell::Empty | Cell::Text(_) | Cell::Count(_) | Cell::Day(_) | Cell::Link(_) => None,
    };
    let sum = |column: usize| {
        rows.iter()
            .filter_map(|row| ends(&row[column]))
            .try_fold(zjtx::number::Number::ZERO, |sum, one| sum.plus(one))
            .unwrap()
    };
    let total = |end: &dyn Fn(&zjtx::report::TotalReport) -> Option<zjtx::report::Yuan>| {
        report.totals.iter().try_fold(zjtx::number::Number::ZERO, |sum, total| match end(total) {
            None if total.low.is_none() => Some(sum),
            None => None,
            Some(yuan) => sum.plus(yuan.0).ok(),
        })
    };
    let (low, high) = (total(&|total| total.low), total(&|total| total.stated_high));
    if Some(sum(4)) != low || high.is_some_and(|high| sum(5) != high) {
        return Err(sample.fail(&format!("{rows:?} is not {low:?} to {high:?}"), &sample.firm));
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
