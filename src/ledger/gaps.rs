//! A row for each missing fact, and for each number that a support is just missed by.

use crate::report::{MissingReport, NearMissReport, SupportReport};
use crate::words::{self, Lang};

use super::long::not_answered;
use super::{Answered, Cell, Layout, Table, amount};

pub(super) struct Gaps {
    lang: Lang,
    table: Table,
}

impl Gaps {
    pub(super) fn new(lang: Lang) -> Gaps {
        let titles =
            words::firm_columns(lang).into_iter().chain(words::gap_columns(lang)).chain([words::unread_column(lang)]);
        Gaps { lang, table: Table::new(words::table_name(lang, "gaps"), 2, titles) }
    }

    fn near_miss(&self, support: &SupportReport, miss: &NearMissReport) -> [Cell; 12] {
        let lang = self.lang;
        let brings = miss.would_bring.as_ref();
        let [low, high] =
            brings.map_or([Cell::Empty, Cell::Empty], |ends| amount(lang, Some(ends.low), ends.high, false));
        [
            Cell::text(words::gap_kind(lang, true)),
            Cell::maybe(miss.record.as_deref()),
            Cell::text(&miss.label),
            Cell::text(&miss.value),
            Cell::text(&miss.required),
            Cell::text(&miss.text),
            low,
            high,
            Cell::text(words::name(lang, support)),
            Cell::Empty,
            Cell::Empty,
            Cell::text(&miss.fact),
        ]
    }

    /// A missing fact with the supports that it could decide.
    fn missing(&self, missing: &MissingReport, supports: &[&str]) -> [Cell; 12] {
        [
            Cell::text(words::gap_kind(self.lang, false)),
            Cell::maybe(missing.record.as_deref()),
            Cell::text(&missing.label),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::text(supports.join(self.lang.comma())),
            Cell::maybe(missing.question.as_deref()),
            Cell::maybe(missing.find.as_deref()),
            Cell::text(&missing.fact),
        ]
    }
}

impl Layout for Gaps {
    fn table(&self) -> &Table {
        &self.table
    }

    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>> {
        let Some(report) = firm.report else { return vec![not_answered(self.lang, firm, &self.table)] };
        let missed =
            report.supports.iter().flat_map(|support| support.near_miss.iter().map(move |miss| (support, miss)));
        let missed = missed.map(|(support, miss)| self.near_miss(support, miss));
        let missing = words::missing_facts(report).into_iter().map(|(fact, names)| self.missing(fact, &names));
        missed.chain(missing).map(|cells| firm.noted_row(self.lang, cells)).collect()
    }
}
