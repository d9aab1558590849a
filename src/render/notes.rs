//! Numbered notes: what is open or assumed, each said once and referred to by its number.

use crate::report::SupportReport;
use crate::words::{self, Lang};

/// The notes so far.
#[derive(Default)]
pub(super) struct Notes(Vec<String>);

impl Notes {
    /// The number of a note, new or said before.
    fn number(&mut self, note: String) -> usize {
        let known = self.0.iter().position(|other| *other == note);
        known.unwrap_or_else(|| {
            self.0.push(note);
            self.0.len() - 1
        }) + 1
    }

    /// All of them.
    pub(super) fn all(&self) -> &[String] {
        &self.0
    }

    /// A support as a row of a table, with the numbers of its notes behind the calculation.
    pub(super) fn row(&mut self, lang: Lang, support: &SupportReport) -> [String; 4] {
        // Sentences have more room below the table than in its last column.
        let premises = support.amount.iter().flat_map(|amount| amount.premises.clone());
        let notes = premises.chain(words::notes(lang, support));
        let mut numbers: Vec<usize> = notes.map(|note| self.number(note)).collect();
        numbers.sort_unstable();
        let mut calculation = words::steps(lang, support);
        let references = words::references(&numbers);
        match calculation.last_mut() {
            Some(last) => last.push_str(&references.map(|references| format!(" {references}")).unwrap_or_default()),
            None => calculation.extend(references),
        }
        [words::name(lang, support), words::answer(lang, support), words::amount(lang, support), calculation.join("\n")]
    }
}
