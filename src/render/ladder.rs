//! The ladder of titles, as text and as JSON.

use crate::report::{ConditionReport, Ladder, Outcome, Rung, Status};
use crate::words::{self, Lang};

use super::page::Page;

/// So many of the conditions that are not met are shown of a standard.
const MOST_UNMET: usize = 4;

/// The ladder in `width` columns; `all` shows every standard with every condition.
#[must_use]
pub fn ladder_text(lang: Lang, ladder: &Ladder, width: usize, all: bool) -> String {
    let mut page = Page::new(lang, width);
    page.ladder_head(ladder);
    let rungs: Vec<&Rung> = ladder.standards.iter().filter(|rung| all || is_asked(rung)).collect();
    if rungs.is_empty() {
        page.section(words::no_standards(lang));
    }
    for rung in rungs {
        page.rung(rung, all);
    }
    page.text.push('\n');
    page.hanging("", "  ", &words::conventions(lang, &ladder.assumptions));
    page.text
}

/// Whether a standard is what such a firm is asked by: a review for who holds the title, a new one for who does not.
fn is_asked(rung: &Rung) -> bool {
    let standard = &rung.standard;
    let is_open = standard.status != Status::NotOpen;
    is_open
        && match rung.held {
            Some(true) => standard.applies_to == "review",
            Some(false) => standard.applies_to != "review",
            None => true,
        }
}

impl Page {
    fn ladder_head(&mut self, ladder: &Ladder) {
        self.line(&words::enterprise(self.lang, &ladder.enterprise));
        self.line(&words::as_of(self.lang, &ladder.as_of, ladder.as_of_from));
        if ladder.strict {
            self.line(words::strict(self.lang));
        }
        if let Some(size) = words::size_line(self.lang, ladder) {
            self.line(&size);
        }
        let titles: Vec<String> =
            ladder.titles.iter().flatten().map(|held| words::held_line(self.lang, held)).collect();
        self.section(words::held_title(self.lang));
        if titles.is_empty() {
            self.hanging("  ", "    ", words::no_titles_held(self.lang, ladder.titles.is_some()));
        }
        titles.iter().for_each(|title| self.hanging("  ", "    ", title));
    }

    fn rung(&mut self, rung: &Rung, all: bool) {
        let standard = &rung.standard;
        self.section(&words::rung_title(self.lang, rung));
        self.hanging("  ", "    ", &words::rung_source(self.lang, standard));
        if all {
            standard.conditions.iter().for_each(|part| self.rung_condition(part));
        } else {
            let unmet: Vec<&ConditionReport> =
                standard.outermost().filter(|part| part.outcome == Outcome::Unmet).collect();
            unmet.iter().take(MOST_UNMET).for_each(|part| self.rung_condition(part));
            let hidden = unmet.len().saturating_sub(MOST_UNMET);
            let counts = words::rung_counts(self.lang, standard, hidden);
            counts.iter().for_each(|counts| self.hanging("  ", "    ", counts));
        }
        for score in &rung.scores {
            self.hanging("  ", "    ", &words::score_line(self.lang, score));
        }
        if let Some(line) = words::tightened_line(self.lang, rung) {
            self.hanging("  ", "    ", &line);
        }
        if let Some(brings) = &rung.brings {
            self.hanging("  ", "  ", words::brings_title(self.lang));
            for line in words::brings_lines(self.lang, brings, all) {
                self.hanging("    ", "      ", &line);
            }
        }
    }

    fn rung_condition(&mut self, part: &ConditionReport) {
        self.hanging("  ", "    ", &words::condition_line(self.lang, part));
    }
}
