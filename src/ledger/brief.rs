//! A row a firm with nothing but figures: what all comes to, then each support. For programs, and for very many firms.

use std::collections::BTreeMap;

use crate::report::Detail;
use crate::words::{self, Lang};

use super::wide::{Purse, purses, support_cells, total};
use super::{Answered, Cell, Layout, Scope, Table};

pub(super) struct Brief {
    lang: Lang,
    table: Table,
    purses: Vec<Purse>,
    /// The addresses of the supports.
    supports: Vec<String>,
}

impl Brief {
    pub(super) fn new(scope: &Scope<'_>) -> Brief {
        let (lang, purses) = (scope.lang, purses(scope));
        let totals = purses.iter().flat_map(|purse| words::total_headings(lang, purse.words(), purse.is_confirmed()));
        let supports = scope.supports.iter().flat_map(|support| words::support_headings(lang, scope.book, support));
        let [number, _] = words::firm_columns(lang);
        let unread = words::unread_column(lang).to_owned();
        let titles: Vec<String> =
            std::iter::once(number.to_owned()).chain(totals).chain([unread]).chain(supports).collect();
        let table = Table::new(words::table_name(lang, "brief"), 1, titles.iter().map(String::as_str));
        let supports = scope.supports.iter().map(|support| support.address.clone()).collect();
        Brief { lang, table, purses, supports }
    }
}

impl Layout for Brief {
    fn table(&self) -> &Table {
        &self.table
    }

    fn detail(&self) -> Detail {
        Detail::Amounts
    }

    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>> {
        let lang = self.lang;
        let [number, _] = firm.identity(lang);
        let mut row = vec![number];
        if let Some(report) = firm.report {
            row.extend(self.purses.iter().flat_map(|purse| total(lang, *purse, report)));
            row.push(firm.unread(lang));
            let by_id: BTreeMap<&str, _> =
                report.supports.iter().map(|support| (support.id.as_str(), support)).collect();
            row.extend(self.supports.iter().flat_map(|id| support_cells(lang, by_id.get(id.as_str()).copied())));
        } else {
            row.resize(1 + 2 * self.purses.len(), Cell::Empty);
            row.push(Cell::text(words::answered(lang, false)));
        }
        row.resize(self.table.columns.len(), Cell::Empty);
        vec![row]
    }
}
