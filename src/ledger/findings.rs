//! A row for each thing that is wrong with what was read of a firm.

use crate::finding::{Finding, Place};
use crate::words::{self, Lang};

use super::{Answered, Cell, Layout, Table};

pub(super) struct FindingRows {
    lang: Lang,
    table: Table,
}

impl FindingRows {
    pub(super) fn new(lang: Lang) -> FindingRows {
        let titles = words::firm_columns(lang).into_iter().chain(words::finding_columns(lang));
        FindingRows { lang, table: Table::new(words::table_name(lang, "findings"), 2, titles) }
    }

    /// A finding; `read_from` is where it is, if that is known no better.
    fn cells(&self, read_from: String, finding: &Finding) -> [Cell; 5] {
        let read_from = match &finding.place {
            Place::Cell(place) => words::of_record(self.lang, Some(&place.file), &place.cell()),
            Place::Path(path) => path.clone(),
            Place::Span(_) => read_from,
        };
        [
            Cell::text(read_from),
            Cell::text(words::severity(self.lang, finding.severity())),
            Cell::text(finding.problem.code()),
            Cell::text(words::problem(self.lang, &finding.problem)),
            Cell::maybe(words::hint(self.lang, &finding.problem).as_deref()),
        ]
    }
}

impl Layout for FindingRows {
    fn table(&self) -> &Table {
        &self.table
    }

    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>> {
        firm.findings
            .iter()
            .map(|finding| firm.row(self.lang, self.cells(words::origin(self.lang, firm.origin), finding)))
            .collect()
    }

    /// Whose row it is nobody knows: both columns say so by being empty.
    fn stray(&mut self, finding: &Finding) -> Option<Vec<Cell>> {
        let nobody = [Cell::Empty, Cell::Empty];
        Some(nobody.into_iter().chain(self.cells(String::new(), finding)).collect())
    }
}
