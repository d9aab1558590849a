//! A row for each document that the answers rest on.

use std::sync::Arc;

use crate::report::DocumentReport;
use crate::words::{self, Lang};

use super::{Answered, Cell, Layout, Table};

pub(super) struct Documents {
    lang: Lang,
    table: Table,
    found: Vec<Arc<DocumentReport>>,
}

impl Documents {
    pub(super) fn new(lang: Lang) -> Documents {
        let table = Table::new(words::table_name(lang, "documents"), 1, words::document_columns(lang));
        Documents { lang, table, found: Vec::new() }
    }

    /// A day, or that it was not read.
    fn day(&self, day: Option<&str>) -> Cell {
        if day.is_some() { Cell::day(day) } else { Cell::text(words::read_day(self.lang, None)) }
    }

    fn cells(&self, document: &DocumentReport) -> Vec<Cell> {
        vec![
            Cell::text(&document.title),
            Cell::maybe(document.number.as_deref()),
            Cell::text(&document.issuer),
            self.day(document.issued.as_deref()),
            self.day(document.from.as_deref()),
            Cell::day(document.until.as_deref()),
            Cell::text(words::standing_word(self.lang, &document.standing)),
            Cell::text(words::evidence(self.lang, &document.evidence)),
            Cell::day(Some(&document.checked)),
            Cell::text(document.warnings.join("\n")),
            Cell::link(document.source.as_deref()),
        ]
    }
}

impl Layout for Documents {
    fn table(&self) -> &Table {
        &self.table
    }

    /// A document of which firms that ask as of different days are warned differently has a row for each warning.
    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>> {
        let mut rows = Vec::new();
        for document in firm.report.iter().flat_map(|report| &report.documents) {
            if !self.found.iter().any(|found| found == document) {
                rows.push(self.cells(document));
                self.found.push(Arc::clone(document));
            }
        }
        rows
    }
}
