//! A row for each thing that is wrong with what was read of a firm.

use crate::finding::Finding;
use crate::source::Sources;
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

    /// A finding, which stands at this place.
    fn cells(&self, place: String, finding: &Finding) -> [Cell; 5] {
        [
            Cell::text(place),
            Cell::text(words::severity(self.lang, finding.severity())),
            Cell::text(finding.problem.code()),
            Cell::text(words::problem(self.lang, &finding.problem)),
            Cell::maybe(words::hint(self.lang, finding).as_deref()),
        ]
    }
}

impl Layout for FindingRows {
    fn table(&self) -> &Table {
        &self.table
    }

    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>> {
        let place = |finding: &Finding| words::place_of_finding(self.lang, firm.sources, &finding.place);
        firm.findings.iter().map(|finding| firm.row(self.lang, self.cells(place(finding), finding))).collect()
    }

    /// Whose row it is nobody knows: both columns say so by being empty.
    fn stray(&mut self, sources: &Sources, finding: &Finding) -> Option<Vec<Cell>> {
        let nobody = [Cell::Empty, Cell::Empty];
        Some(
            nobody
                .into_iter()
                .chain(self.cells(words::place_of_finding(self.lang, sources, &finding.place), finding))
                .collect(),
        )
    }
}
