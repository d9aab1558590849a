//! Text with letters that are raised, lowered or struck out, as spreadsheets show it.
//!
//! A mark of a footnote is no digit of the figure before it, and nobody knows whether what is struck out still holds.

use crate::clean;
use crate::finding::CellFlaw;

use super::Cell;

/// What has forms of its own where it is raised or lowered, and these forms.
const PLAIN: &str = "0123456789()[]①②③④⑤⑥⑦⑧⑨";
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁽⁾¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₍₎₍₎₁₂₃₄₅₆₇₈₉";
/// Characters that are shown of a text with struck-out letters.
const SHOWN: usize = 40;

/// Where letters stand.
#[derive(Clone, Copy, Default, Debug)]
pub(super) enum Height {
    #[default]
    Line,
    Raised,
    Lowered,
}

/// How letters look.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Look {
    pub(super) height: Height,
    pub(super) is_struck: bool,
}

/// A text, put together from its runs.
#[derive(Default)]
pub(super) struct Rich {
    pub(super) text: String,
    /// Whether a part of it is struck out.
    pub(super) is_struck: bool,
}

impl Rich {
    pub(super) fn add(&mut self, text: &str, look: Look) {
        self.is_struck |= look.is_struck && !clean::visible(text).is_empty();
        let formed = |forms: &str| clean::narrow(text).chars().map(|c| formed(c, forms)).collect::<String>();
        match look.height {
            Height::Line => self.text.push_str(text),
            Height::Raised => self.text.push_str(&formed(RAISED)),
            Height::Lowered => self.text.push_str(&formed(LOWERED)),
        }
    }

    pub(super) fn cell(&self) -> Cell {
        if self.is_struck {
            return Cell::broken(CellFlaw::Struck(clean::visible(&self.text).chars().take(SHOWN).collect()));
        }
        Cell::text(&self.text)
    }
}

/// A cell whose letters are all struck out.
pub(super) fn struck(cell: &Cell) -> Cell {
    let mut rich = Rich::default();
    rich.add(&cell.shown().unwrap_or_default(), Look { is_struck: true, ..Look::default() });
    rich.cell()
}

fn formed(c: char, forms: &str) -> char {
    PLAIN.chars().zip(forms.chars()).find(|(plain, _)| *plain == c).map_or(c, |(_, formed)| formed)
}

/// A text without its marks of footnotes, which are raised, lowered or circled; those behind an `m` are of a unit, such as m².
#[must_use]
pub fn unmarked(text: &str) -> String {
    let is_mark = |c: &char| RAISED.contains(*c) || LOWERED.contains(*c) || matches!(c, '①'..='⑳');
    let before = std::iter::once(' ').chain(text.chars());
    before.zip(text.chars()).filter(|(before, c)| *before == 'm' || !is_mark(c)).map(|(_, c)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_footnotes_are_no_part_of_a_header() {
        assert_eq!(unmarked("企业名称¹"), "企业名称");
        assert_eq!(unmarked("企业名称①"), "企业名称");
        assert_eq!(unmarked("营业收入⁽¹²⁾（万元）"), "营业收入（万元）");
        assert_eq!(unmarked("面积（m²）"), "面积（m²）");
        assert_eq!(unmarked("营业收入2025"), "营业收入2025");
    }
}
