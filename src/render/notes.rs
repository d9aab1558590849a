//! Numbered notes: what is open or assumed, each said once and referred to by its number.

use crate::report::SupportReport;
use crate::words::{self, Lang};

/// The notes so far.
#[derive(Default)]
pub(super) struct Notes {
    all: Vec<String>,
    /// Whether only those are told that another answer hangs on.
    is_brief: bool,
}

impl Notes {
    /// Those that another answer hangs on.
    pub(super) fn deciding() -> Notes {
        Notes { is_brief: true, ..Notes::default() }
    }

    /// The number of a note, new or said before.
    fn number(&mut self, note: String) -> usize {
        let known = self.all.iter().position(|other| *other == note);
        known.unwrap_or_else(|| {
            self.all.push(note);
            self.all.len() - 1
        }) + 1
    }

    /// All of them.
    pub(super) fn all(&self) -> &[String] {
        &self.all
    }

    /// A support as a row of a table, with the numbers of its notes behind the calculation.
    pub(super) fn row(&mut self, lang: Lang, support: &SupportReport) -> [String; 4] {
        // Sentences have more room below the table than in its last column.
        let premises = support.amount.iter().flat_map(|amount| amount.premises.clone());
        let notes: Vec<String> = if self.is_brief {
            words::deciding_notes(lang, support)
        } else {
            premises.chain(words::notes(lang, support)).collect()
        };
        let mut numbers: Vec<usize> = notes.into_iter().map(|note| self.number(note)).collect();
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
