//! The ladder of titles, as text and as JSON.

use crate::report::{ConditionReport, Ladder, Outcome, Rung, StandardReport, Status};
use crate::words::{self, Lang};

use super::page::Page;

/// So many of the conditions that are not met are shown of a standard.
const MOST_UNMET: usize = 3;
/// So many parts of one that is not met.
const MOST_PARTS: usize = 3;

/// The ladder in `width` columns; `all` shows every standard with every condition.
#[must_use]
pub fn ladder_text(lang: Lang, ladder: &Ladder, width: usize, all: bool) -> String {
    let mut page = Page::new(lang, width);
    page.ladder_head(ladder);
    let rungs: Vec<&Rung> = ladder.standards.iter().filter(|rung| all || is_asked(rung)).collect();
    if rungs.is_empty() {
        page.section(words::no_standards(lang));
    }
    let (folded, shown): (Vec<&Rung>, Vec<&Rung>) = rungs.into_iter().partition(|rung| !all && is_folded(rung));
    for rung in shown {
        page.rung(rung, all);
    }
    if let Some(line) = words::folded_rungs(lang, &folded) {
        page.text.push('\n');
        page.hanging("", "  ", &line);
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

/// Whether a title changes nothing at the firm's place and nothing of it is known to be lacking.
fn is_folded(rung: &Rung) -> bool {
    let is_short = matches!(rung.standard.status, Status::DoesNotQualify | Status::SubjectToJudgement);
    !is_short && rung.brings.as_ref().is_some_and(Vec::is_empty)
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
            unmet.iter().take(MOST_UNMET).for_each(|part| self.unmet(standard, part));
            let hidden = unmet.len().saturating_sub(MOST_UNMET);
            let counts = words::rung_counts(self.lang, standard, hidden);
            counts.iter().for_each(|counts| self.hanging("  ", "    ", counts));
        }
        for score in &rung.scores {
            self.hanging("  ", "    ", &words::score_line(self.lang, score, all));
        }
        if let Some(line) = words::tightened_line(self.lang, rung) {
            self.hanging("  ", "    ", &line);
        }
        match rung.brings.as_deref() {
            None => {}
            Some([]) => self.hanging("  ", "    ", words::brings_nothing(self.lang)),
            Some(brings) => {
                self.hanging("  ", "  ", words::brings_title(self.lang));
                for line in words::brings_lines(self.lang, brings, all) {
                    self.hanging("    ", "      ", &line);
                }
            }
        }
    }

    /// A condition that is not met; of one with parts, those that are not.
    fn unmet(&mut self, standard: &StandardReport, part: &ConditionReport) {
        self.rung_condition(part);
        for (record, inner) in standard.unmet_parts(part).into_iter().take(MOST_PARTS) {
            self.hanging("    ", "      ", &words::unmet_part(self.lang, record, inner));
        }
    }

    fn rung_condition(&mut self, part: &ConditionReport) {
        self.hanging("  ", "    ", &words::condition_line(self.lang, part));
    }
}
