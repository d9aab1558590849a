//! Where a rule comes from: its document, and its place in a file.

use crate::calendar::{Day, Unit};
use crate::codes::CodeTree;
use crate::evaluate::Env;
use crate::report::{DocumentReport, SourceReport};
use crate::rulebook::{Document, Evidence, Rulebook, Standing, Support};
use crate::source::{Line, Sources};
use crate::words::{self, Lang};

use super::stacking;

/// A document that ends within so many days draws a warning.
const ENDS_SOON_DAYS: i64 = 90;

/// What citations are written with.
#[derive(Clone, Copy)]
pub(super) struct Citation<'c> {
    pub(super) lang: Lang,
    pub(super) book: &'c Rulebook,
    pub(super) sources: &'c Sources,
    pub(super) as_of: Day,
    /// The firm that is answered, where there is one: documents are replaced where the newer one applies.
    pub(super) firm: Option<Env<'c>>,
}

impl Citation<'_> {
    /// A place in a rule file.
    pub(super) fn source(&self, line: Line) -> SourceReport {
        SourceReport { file: self.sources.file(line.file).name.clone(), line: line.number }
    }

    /// A document, with what should be noticed of it on the day.
    pub(super) fn document(&self, document: &Document) -> DocumentReport {
        DocumentReport {
            id: document.address.clone(),
            title: document.title.clone(),
            // The same in every language: it is a name.
            number: (!document.numbers.is_empty()).then(|| words::numbers(&document.numbers)),
            issuer: document.issuer.clone(),
            issued: document.issued.map(|day| day.to_string()),
            from: document.from.map(|day| day.to_string()),
            until: document.until.map(|until| until.to_string()),
            open: document.is_open(self.as_of),
            ends_in: self.ends_soon(document).map(|until| self.as_of.days_until(until)),
            is_national: document.place == CodeTree::ROOT,
            standing: document.standing.word().to_owned(),
            standing_note: document.standing_note.clone(),
            evidence: document.evidence.word().to_owned(),
            checked: document.checked.to_string(),
            source: document.source.clone(),
            source_note: document.source_note.clone(),
            contact: document.contact.clone(),
            warnings: self.warnings(document),
        }
    }

    fn warnings(&self, document: &Document) -> Vec<String> {
        // After its end nothing else is worth a word but how sure the end is, and what came in its place.
        if let Some(until) = document.until.filter(|until| *until < self.as_of) {
            let ended = words::document_ended(self.lang, until, self.supports_of(document));
            let note = document.standing_note.as_deref().filter(|_| document.standing == Standing::Unconfirmed);
            let ended = words::with_note(self.lang, ended, note);
            return [ended].into_iter().chain(stacking::replaced(self, document)).collect();
        }
        let mut warnings = Vec::new();
        if document.standing != Standing::InForce {
            warnings.push(words::standing_warning(self.lang, document.standing, document.standing_note.as_deref()));
        }
        if document.evidence == Evidence::Single {
            warnings.push(words::single_evidence(self.lang).to_owned());
        }
        warnings.extend(stacking::replaced(self, document));
        let begins = document.from.filter(|from| self.as_of < *from);
        warnings.extend(begins.map(|from| words::not_yet(self.lang, from)));
        if document.from.is_none() {
            warnings.push(words::beginning_unread(self.lang, document.checked));
        }
        warnings.extend(
            self.ends_soon(document).map(|until| words::ends_on(self.lang, until, self.as_of.days_until(until))),
        );
        warnings
    }

    /// Its last day, where that is near.
    fn ends_soon(&self, document: &Document) -> Option<Day> {
        let soon = self.as_of.later(ENDS_SOON_DAYS, Unit::Day);
        document.until.filter(|until| (self.as_of..=soon).contains(until))
    }

    /// How many supports a document has.
    fn supports_of(&self, document: &Document) -> usize {
        let is_own = |support: &&Support| self.book.document_of(support).address == document.address;
        self.book.supports.iter().filter(is_own).count()
    }
}
