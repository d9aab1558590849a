//! A row for each reason why an answer is open, each assumption that decides, and what the text leaves open besides.

use crate::report::{ReasonCode, SupportReport};
use crate::words::{self, Lang};

use super::long::{is_in_play, not_answered};
use super::{Answered, Cell, Layout, Table};

pub(super) struct ReasonRows {
    lang: Lang,
    table: Table,
}

impl ReasonRows {
    pub(super) fn new(lang: Lang) -> ReasonRows {
        let titles = words::firm_columns(lang)
            .into_iter()
            .chain(words::reason_columns(lang))
            .chain([words::unread_column(lang)]);
        ReasonRows { lang, table: Table::new(words::table_name(lang, "reasons"), 3, titles) }
    }

    fn of(&self, firm: &Answered<'_>, support: &SupportReport) -> Vec<Vec<Cell>> {
        let lang = self.lang;
        let kind = |code| words::reason_kind(lang, code);
        let reasons = support.reasons.iter().map(|reason| (kind(reason.code), reason.text.as_str()));
        let assumed = support.assumptions.iter().map(|text| (words::assumption_kind(lang), text.as_str()));
        // What the text leaves open of a support that the firm does not get changes nothing for it.
        let silent = support
            .silent
            .iter()
            .filter(|_| is_in_play(support))
            .map(|text| (kind(ReasonCode::Silence), text.as_str()));
        let row = |(kind, text): (&str, &str)| {
            firm.noted_row(
                lang,
                [
                    Cell::text(words::name(lang, support)),
                    Cell::text(words::status_in_short(lang, support)),
                    Cell::text(kind),
                    Cell::text(text),
                    Cell::text(&support.id),
                ],
            )
        };
        reasons.chain(assumed).chain(silent).map(row).collect()
    }
}

impl Layout for ReasonRows {
    fn table(&self) -> &Table {
        &self.table
    }

    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>> {
        let Some(report) = firm.report else { return vec![not_answered(self.lang, firm, &self.table)] };
        report.supports.iter().flat_map(|support| self.of(firm, support)).collect()
    }
}
