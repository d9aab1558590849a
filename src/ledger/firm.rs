//! Whose row it is.

use serde_json::value::RawValue;

use crate::words::{self, Lang};

use super::{Answered, Cell};

impl Answered<'_> {
    /// Number and name of the firm: what each row about it starts with. Without a number it is told where it was read.
    #[must_use]
    pub fn identity(&self, lang: Lang) -> [Cell; 2] {
        let number = self.number.map_or_else(|| words::origin(lang, self.origin), str::to_owned);
        [Cell::text(number), Cell::text(self.known_name().unwrap_or(words::unnamed(lang)))]
    }

    /// Its name, as read or as answered.
    #[must_use]
    pub fn known_name(&self) -> Option<&str> {
        self.name.or_else(|| self.report.and_then(|report| report.enterprise.name.as_deref()))
    }

    /// A row that starts with the firm.
    pub(super) fn row<const N: usize>(&self, lang: Lang, cells: [Cell; N]) -> Vec<Cell> {
        self.identity(lang).into_iter().chain(cells).collect()
    }

    /// A row about its answers, at whose end stands how many of its cells could not be read.
    pub(super) fn noted_row<const N: usize>(&self, lang: Lang, cells: [Cell; N]) -> Vec<Cell> {
        let mut row = self.row(lang, cells);
        row.push(self.unread(lang));
        row
    }

    /// How many of its cells could not be read.
    pub(super) fn unread(&self, lang: Lang) -> Cell {
        Cell::text(words::unread(lang, self.report.map_or(0, |report| report.enterprise.unread)))
    }

    /// By what the firm is known again in another run: its number, else the key of its line, else its name, else where it
    /// was read.
    #[must_use]
    pub fn key(&self) -> String {
        self.called().unwrap_or_else(|| words::origin(Lang::En, self.origin))
    }

    /// The same, where it is called anything.
    #[must_use]
    pub fn called(&self) -> Option<String> {
        let number = self.number.map(str::to_owned).or_else(|| self.own_key.and_then(text_of));
        number.or_else(|| self.known_name().map(str::to_owned))
    }
}

/// A key as text; nothing of `null`.
fn text_of(key: &RawValue) -> Option<String> {
    let text = || serde_json::from_str(key.get()).unwrap_or_else(|_| key.get().to_owned());
    (key.get() != "null").then(text)
}
