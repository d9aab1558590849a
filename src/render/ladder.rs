//! The ladder of titles, as text and as JSON.

use crate::report::{ConditionReport, Ladder, Outcome, Rung, Status};
use crate::words::{self, Lang};

use super::page::Page;
use super::screen::{LINES, columns};

/// Of a standard that lacks more than this, what it lacks is told on one line.
const MOST_UNMET: usize = 3;

/// The ladder in `width` columns; `all` shows every standard with every condition.
#[must_use]
pub fn ladder_text(lang: Lang, ladder: &Ladder, width: usize, all: bool) -> String {
    let mut page = Page::new(lang, width);
    let mut shown: Vec<&Rung> = ladder.standards.iter().filter(|rung| all || is_asked(rung)).collect();
    let is_empty = shown.is_empty();
    let out_of_reach: Vec<_> = if all { Vec::new() } else { taken(&mut shown, |rung| blocked_by(rung, ladder)) };
    page.ladder_head(ladder, &out_of_reach);
    if is_empty {
        page.section(words::no_standards(lang));
    }
    let (mut same, mut idle) = (Vec::new(), Vec::new());
    if !all {
        same = taken(&mut shown, |rung| is_same_review(rung).then_some(rung));
        let first_short = shown.iter().position(|rung| is_short(rung)).map(|index| shown[index].standard.id.as_str());
        idle = taken(&mut shown, |rung| is_idle(rung, first_short).then_some(rung));
    }
    let folded = [words::same_review(lang, &same), words::folded_rungs(lang, &idle)];
    let mut foot: Vec<String> = folded.into_iter().flatten().collect();
    foot.push(words::conventions(lang, &ladder.assumptions));
    // As many rungs in full as a screen holds; it is reckoned by its columns, so that the same is said at any width.
    let write = |page: &mut Page, whole: usize| {
        for (index, rung) in shown.iter().enumerate() {
            page.rung(rung, ladder, if index < whole { Some(all) } else { None });
        }
        page.foot(&foot, all);
    };
    let fits = |whole: &usize| {
        let mut other = Page::new(lang, columns(lang));
        page.text.lines().for_each(|line| other.line(line));
        write(&mut other, *whole);
        other.text.lines().count() <= LINES
    };
    let whole = (1..=shown.len()).rev().find(|whole| all || fits(whole)).unwrap_or(1);
    write(&mut page, whole);
    page.text
}

/// Takes those out of which there is something to say.
fn taken<'r, T>(rungs: &mut Vec<&'r Rung>, say: impl Fn(&'r Rung) -> Option<T>) -> Vec<T> {
    let mut found = Vec::new();
    rungs.retain(|rung| {
        let said = say(rung);
        let is_kept = said.is_none();
        found.extend(said);
        is_kept
    });
    found
}

/// Whether a standard is what such a firm is asked by: a review for who holds the title, a new one for who does not.
pub(super) fn is_asked(rung: &Rung) -> bool {
    let standard = &rung.standard;
    let is_open = standard.status != Status::NotOpen;
    is_open
        && match rung.held {
            Some(true) => standard.applies_to != "new",
            Some(false) => standard.applies_to != "review",
            None => true,
        }
}

/// The condition that a firm of this size misses, if nothing else would meet that.
fn blocked_by<'r>(rung: &'r Rung, ladder: &Ladder) -> Option<(&'r Rung, &'r ConditionReport)> {
    let size = ladder.size.as_ref()?;
    let standard = &rung.standard;
    let is_of_size = |part: &&ConditionReport| {
        let ways = standard.ways(part);
        let mut facts = std::iter::once(*part).chain(ways.iter().flat_map(|way| &way.parts).map(|(_, inner)| *inner));
        ways.len() <= 1 && facts.any(|part| part.fact.as_ref() == Some(&size.fact))
    };
    let mut unmet = standard.outermost().filter(|part| part.outcome == Outcome::Unmet);
    unmet.find(is_of_size).map(|part| (rung, part))
}

/// Whether a title that the firm has is reviewed by the conditions of a new one, and none of them is known to be missed.
fn is_same_review(rung: &Rung) -> bool {
    rung.held == Some(true) && rung.standard.applies_to != "review" && !is_short(rung)
}

/// Whether a title changes nothing at the firm's place, and is neither lacking anything nor the first that does.
fn is_idle(rung: &Rung, first_short: Option<&str>) -> bool {
    let is_next = first_short == Some(rung.standard.id.as_str());
    !is_next && rung.brings.as_ref().is_some_and(Vec::is_empty)
}

fn is_short(rung: &Rung) -> bool {
    matches!(rung.standard.status, Status::DoesNotQualify | Status::SubjectToJudgement)
}

impl Page {
    fn ladder_head(&mut self, ladder: &Ladder, out_of_reach: &[(&Rung, &ConditionReport)]) {
        self.line(&words::enterprise(self.lang, &ladder.enterprise));
        let size = words::size_line(self.lang, ladder).map(|size| format!("{}{size}", self.lang.semicolon()));
        let as_of = words::as_of(self.lang, &ladder.as_of, ladder.as_of_from);
        self.hanging("", "  ", &format!("{as_of}{}", size.unwrap_or_default()));
        if ladder.strict {
            self.line(words::strict(self.lang));
        }
        if let Some(line) = words::out_of_reach(self.lang, out_of_reach) {
            self.hanging("", "  ", &line);
        }
        let titles: Vec<String> =
            ladder.titles.iter().flatten().map(|held| words::held_line(self.lang, held)).collect();
        let head = words::held_title(self.lang);
        match titles.as_slice() {
            [] => self.line(&format!("{head}{}", words::no_titles_held(self.lang, ladder.titles.is_some()))),
            [title] => self.hanging("", "  ", &format!("{head}{title}")),
            titles => {
                self.line(head.trim_end());
                titles.iter().for_each(|title| self.hanging("  ", "    ", title));
            }
        }
    }

    /// What was folded, and the conventions.
    fn foot(&mut self, foot: &[String], all: bool) {
        let last = foot.len().saturating_sub(2);
        let see_all = if all { "" } else { words::see_all_conditions(self.lang) };
        self.text.push('\n');
        for (index, line) in foot.iter().enumerate() {
            self.hanging("", "  ", &format!("{line}{}", if index == last { see_all } else { "" }));
        }
    }

    /// A title with what it lacks, with every condition, or with no more than what it would bring.
    fn rung(&mut self, rung: &Rung, ladder: &Ladder, all: Option<bool>) {
        let standard = &rung.standard;
        self.section(&words::rung_title(self.lang, rung));
        let Some(all) = all else { return self.brings(rung, false) };
        let mut lines = vec![words::rung_source(self.lang, standard)];
        if all {
            lines.extend(standard.conditions.iter().map(|part| words::condition_line(self.lang, part)));
        } else {
            self.hanging("  ", "    ", &lines.remove(0));
            self.unmet(rung);
            lines.extend(words::rung_counts(self.lang, rung));
        }
        lines.extend(rung.scores.iter().map(|score| words::score_line(self.lang, score, all)));
        if all || standard.status != Status::NeedsFacts {
            lines.extend(words::assumed_line(self.lang, &standard.assumptions));
        }
        let before =
            rung.tightened.first().and_then(|one| ladder.standards.iter().find(|rung| rung.standard.id == one.before));
        lines.extend(before.and_then(|before| words::tightened_line(self.lang, rung, &before.standard)));
        lines.iter().for_each(|line| self.hanging("  ", "    ", line));
        self.brings(rung, all);
    }

    /// What the title would change at the firm's place; that it is nothing is told with the counts of the short form.
    fn brings(&mut self, rung: &Rung, all: bool) {
        let title = words::brings_title(self.lang);
        let lines = words::brings_lines(self.lang, rung.brings.as_deref().unwrap_or_default(), all);
        if all {
            let nothing = rung.brings.as_ref().filter(|brings| brings.is_empty());
            nothing.iter().for_each(|_| self.hanging("  ", "    ", words::brings_nothing(self.lang)));
            lines.iter().for_each(|line| self.hanging("  ", "    ", &format!("{title}{line}")));
        } else if !lines.is_empty() {
            self.hanging("  ", "    ", &format!("{title}{}", lines.join(self.lang.semicolon())));
        }
    }

    /// The conditions that are not met; of one with parts, the ways to meet it.
    fn unmet(&mut self, rung: &Rung) {
        let standard = &rung.standard;
        let unmet: Vec<&ConditionReport> = standard.outermost().filter(|part| part.outcome == Outcome::Unmet).collect();
        if unmet.len() > MOST_UNMET {
            return self.hanging("  ", "    ", &words::unmet_names(self.lang, standard));
        }
        for part in unmet {
            for (index, line) in words::unmet(self.lang, part, &standard.ways(part)).iter().enumerate() {
                let (first, rest) = if index == 0 { ("  ", "    ") } else { ("    ", "      ") };
                self.hanging(first, rest, line);
            }
        }
    }
}
