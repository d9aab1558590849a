//! A row a firm and support: the answer, what decides it, how far away it is, what is missing.

use crate::report::{Detail, JointReport, SupportReport};
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

    /// Supports that only count together, with what of one says nothing about them left empty.
    fn joint(&self, joint: &JointReport) -> [Cell; 20] {
        let lang = self.lang;
        let mut cells = [const { Cell::Empty }; 20];
        let [name, together, _, why] = words::joint_row(lang, joint);
        let [low, high] = amount(lang, Some(joint.low), joint.high, false);
        let texts = [(0, name), (1, together), (10, why)].map(|(at, text)| (at, Cell::text(text)));
        let paid = [
            (4, words::period_name(lang, &joint.period)),
            (5, words::paid_to(lang, &joint.paid_to)),
            (6, words::medium_name(lang, &joint.kind)),
        ];
        let paid = paid.map(|(at, text)| (at, Cell::text(text)));
        for (at, cell) in texts.into_iter().chain(paid).chain([(2, low), (3, high)]) {
            cells[at] = cell;
        }
        cells
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
            paid(words::paid_to(lang, support.paid_to)),
            paid(words::medium_name(lang, support.paid_as)),
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

/// The ends of what a support counts for; in brackets, as words, those of an amount that is in no total by itself;
/// nothing where it is not money or the firm does not get it.
pub(super) fn ends(lang: Lang, support: &SupportReport) -> [Cell; 2] {
    let Some(stated) = &support.amount else { return [Cell::Empty, Cell::Empty] };
    match &stated.counted {
        Some(part) => amount(lang, Some(part.low), part.high, false),
        None if stated.low.is_none() => amount(lang, None, None, false),
        None => {
            let high =
                stated.high.map_or_else(|| words::open_end(lang).to_owned(), |high| words::money(lang, high.0.into()));
            let low = stated.low.map(|low| words::money(lang, low.0.into())).unwrap_or_default();
            [low, high].map(|end| Cell::text(words::in_brackets(lang, &end)))
        }
    }
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
    fn detail(&self) -> Detail {
        Detail::Conditions
    }

    fn table(&self) -> &Table {
        &self.table
    }

    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>> {
        let Some(report) = firm.report else { return vec![not_answered(self.lang, firm, &self.table)] };
        let supports = report.supports.iter().map(|support| self.cells(support));
        let joint = report.joint.iter().map(|joint| self.joint(joint));
        supports.chain(joint).map(|cells| firm.noted_row(self.lang, cells)).collect()
    }
}
