//! The same firm in several places, as text.

use crate::report::{Comparison, PlaceComparison};
use crate::words::{self, Lang};

use super::page::Page;

/// The comparison in `width` columns.
#[must_use]
pub fn comparison_text(lang: Lang, comparison: &Comparison, width: usize) -> String {
    let mut page = Page::new(lang, width);
    let rows: Vec<[String; 4]> = comparison.places.iter().flat_map(|place| rows(lang, place)).collect();
    page.table(&words::comparison_columns(lang).map(str::to_owned), &rows, &[18, 18, 14]);
    let [most, read] = words::comparison_titles(lang);
    page.lines(most, comparison.places.iter().map(|place| words::most_of_place(lang, place)).collect());
    page.lines(read, comparison.places.iter().map(|place| words::reading_of_place(lang, place)).collect());
    page.text.push('\n');
    page.line(&words::comparison_note(lang, comparison));
    page.text
}

fn rows(lang: Lang, place: &PlaceComparison) -> Vec<[String; 4]> {
    let name = words::compared_place(lang, place);
    if place.totals.is_empty() {
        let nothing = words::nothing_to_total(lang, place).to_owned();
        return vec![[name, nothing, String::new(), String::new()]];
    }
    let says_standing = place.totals.iter().any(|total| total.standing == "unconfirmed");
    let totals = place.totals.iter().enumerate().map(|(at, total)| {
        let [whose, low, high, _] = words::total(lang, total, says_standing);
        [if at == 0 { name.clone() } else { String::new() }, whose, low, high]
    });
    totals.collect()
}
