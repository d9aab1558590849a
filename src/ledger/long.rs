//! A row a firm and support: the answer, what decides it, how far away it is, what is missing.

use crate::report::SupportReport;
use crate::words::{self, Lang};

use super::{Answered, Cell, Layout, Table, amount};

pub(super) struct Long {
    lang: Lang,
    table: Table,
}

impl Long {
    pub(super) fn new(lang: Lang) -> Long {
        let titles =
            words::firm_columns(lang).into_iter().chain(words::long_columns(lang)).chain([words::unread_column(lang)]);
        Long { lang, table: Table::new(words::table_name(lang, "long"), 3, titles) }
    }

    fn cells(&self, support: &SupportReport) -> [Cell; 20] {
        let lang = self.lang;
        let [low, high] = ends(lang, support);
        let lines = |lines: Vec<String>| Cell::text(lines.join("\n"));
        let missing =
            support.missing.iter().map(|missing| words::of_record(lang, missing.record.as_deref(), &missing.label));
        let is_paid = support.amount.is_some();
        let paid = |text: &str| Cell::text(if is_paid { text } else { "" });
        let document = &support.document;
        [
            Cell::text(words::name(lang, support)),
            Cell::text(words::status_in_short(lang, support)),
            low,
            high,
            Cell::text(words::comes(lang, support)),
            paid(words::paid_to(lang, &support.paid_to)),
            paid(words::medium_name(lang, &support.paid_as)),
            lines(words::deciding(lang, support)),
            Cell::text(words::near_miss(lang, support)),
            lines(missing.collect()),
            lines(if is_paid { words::calculation(lang, support) } else { Vec::new() }),
            lines(words::notes(lang, support)),
            lines(words::delivery(lang, support)),
            Cell::day(support.apply.closes.as_deref()),
            Cell::maybe(support.department.as_deref()),
            Cell::text(&document.title),
            Cell::text(&support.clause),
            Cell::text(words::standing_word(lang, &document.standing)),
            Cell::link(document.source.as_deref()),
            Cell::text(&support.id),
        ]
    }
}

/// The ends of a support's amount; nothing where it is not money or the firm does not get it.
pub(super) fn ends(lang: Lang, support: &SupportReport) -> [Cell; 2] {
    let amount = support.amount.as_ref().map(|stated| amount(lang, stated.low, stated.high, false));
    amount.unwrap_or([Cell::Empty, Cell::Empty])
}

/// A firm that was not answered: whose row it is, and that.
pub(super) fn not_answered(lang: Lang, firm: &Answered<'_>, table: &Table) -> Vec<Cell> {
    let mut row = firm.row(lang, [Cell::text(words::answered(lang, false))]);
    row.resize(table.columns.len(), Cell::Empty);
    row
}

/// Whether the firm gets or may get it, so that a reader wants to see why.
pub(super) fn is_in_play(support: &SupportReport) -> bool {
    support.status.is_in_play()
}

impl Layout for Long {
    fn shows_conditions(&self) -> bool {
        true
    }

    fn table(&self) -> &Table {
        &self.table
    }

    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>> {
        let Some(report) = firm.report else { return vec![not_answered(self.lang, firm, &self.table)] };
        report.supports.iter().map(|support| firm.noted_row(self.lang, self.cells(support))).collect()
    }
}
