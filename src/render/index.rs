//! The list of the firms of a folder of reports, those of the most money first.

use std::cmp::Reverse;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rust_decimal::Decimal;

use crate::ledger::Answered;
use crate::report::{Report, Yuan};
use crate::words::{self, Lang};

use super::handover::Cover;
use super::sheet::{Block, Section, Sheet, Table};

/// One firm of the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// What is paid to it once in cash, whatever the standing of the documents: surely, whether it may be any amount, at most.
    /// `None` where it was not answered.
    money: Option<(Decimal, bool, Decimal)>,
    cells: Vec<String>,
    link: String,
}

impl Listed {
    /// A firm with the name of the file of its report.
    #[must_use]
    pub fn of(lang: Lang, firm: &Answered<'_>, file: &str) -> Listed {
        Listed {
            money: firm.report.map(money),
            cells: words::listed_row(lang, firm.number, firm.known_name(), firm.report).to_vec(),
            link: utf8_percent_encode(file, NON_ALPHANUMERIC).to_string(),
        }
    }
}

/// By what firms are sorted; no page says the sums.
fn money(report: &Report) -> (Decimal, bool, Decimal) {
    let totals = report.totals.iter().filter(|total| words::is_cash_once(total));
    totals.fold((Decimal::ZERO, false, Decimal::ZERO), |(low, is_open, high), total| {
        let add = |sum: Decimal, end: Option<Yuan>| sum.saturating_add(end.unwrap_or_default().0);
        let is_any = total.low.is_some() && total.stated_high.is_none();
        (add(low, total.low), is_open || is_any, add(high, total.stated_high))
    })
}

/// The list as a page of HTML.
///
/// # Errors
/// When the page can't be written, which it can to a text.
pub fn index_html(lang: Lang, mut firms: Vec<Listed>, cover: &Cover) -> Result<String, askama::Error> {
    firms.sort_by_key(|firm| Reverse(firm.money));
    let count = firms.len();
    let (links, rows) = firms.into_iter().map(|firm| (firm.link, firm.cells)).unzip();
    let header = words::listed_columns(lang).map(str::to_owned).to_vec();
    let table = Table { header, rows, widths: Vec::new(), links };
    let title = cover.title.clone().unwrap_or_else(|| words::handover_title(lang).to_owned());
    let sections = vec![Section::new("", vec![Block::Table(table)])];
    Sheet { title, lead: vec![words::listed_head(lang, count)], sections }.html(lang, cover.logo.as_deref())
}
