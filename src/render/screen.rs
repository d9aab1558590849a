//! The first screen: money that has figures in rows, all other supports on lines, as many names as one screen holds.

use std::collections::BTreeMap;

use crate::number::Number;
use crate::report::{Certainty, DocumentReport, Report, Status, SupportReport, TotalReport, Yuan};
use crate::words::{self, Lang};

use super::notes::Notes;
use super::page::Page;

/// Lines of a screen.
const LINES: usize = 40;
/// Parts of a line by which names are made fewer until they fit.
const STEPS: usize = 4;
/// Lines of the names of a document that is not open, beside others that are.
const BESIDE_OPEN: usize = 2;
/// Lines of those names where none is.
const OF_CLOSED: usize = 6;

/// Columns of a screen. What it holds is reckoned by these, so that the report says the same at any width.
fn columns(lang: Lang) -> usize {
    lang.pick(80, 120)
}

/// Money with a row of its own, other money, and what is not money, of the documents that are open.
pub(super) struct Sorts<'r> {
    pub(super) shown: Vec<&'r SupportReport>,
    pub(super) folded: Vec<&'r SupportReport>,
    pub(super) services: Vec<&'r SupportReport>,
}

impl<'r> Sorts<'r> {
    pub(super) fn of(report: &'r Report) -> Sorts<'r> {
        let open = report.supports.iter().filter(|support| support.document.open);
        let (money, services): (Vec<_>, Vec<_>) = open.partition(|support| support.is_money);
        let (shown, folded) = money.into_iter().partition(|support| is_shown(support));
        Sorts { shown, folded, services }
    }
}

/// Whether money has a row of its own. What waits for a whole list, and what has no figure, has nothing to show; the
/// missing list and the lines below name it.
fn is_shown(support: &SupportReport) -> bool {
    let is_unstated = support.amount.as_ref().is_some_and(|amount| amount.certainty == Certainty::Unstated);
    match support.status {
        Status::Qualifies | Status::SubjectToJudgement => !is_unstated,
        Status::NeedsFacts => !is_unstated && !support.missing.iter().any(|missing| missing.is_list),
        Status::DoesNotQualify | Status::OpenToAll | Status::Announced | Status::NationalLaw | Status::NotOpen => false,
    }
}

/// Rows below those of single supports, so that all of them add up to the totals: of what only counts together, and of
/// what has no row of its own. What nothing bounds has nothing to show.
pub(super) fn other_rows(lang: Lang, report: &Report) -> Vec<[String; 4]> {
    joint_rows(lang, report).into_iter().chain(rest_rows(lang, report)).collect()
}

/// Rows of what only counts together.
pub(super) fn joint_rows(lang: Lang, report: &Report) -> Vec<[String; 4]> {
    let shown = report.joint.iter().filter(|joint| joint.high.is_some() || !joint.low.0.is_zero());
    shown.map(|joint| words::joint_row(lang, joint)).collect()
}

/// What the folded supports of a total that has an upper end come to, by how often they come.
fn rest_rows(lang: Lang, report: &Report) -> Vec<[String; 4]> {
    let mut rest: BTreeMap<&str, (usize, Number)> = BTreeMap::new();
    for support in Sorts::of(report).folded {
        let part = support.amount.as_ref().and_then(|amount| Some((amount, amount.counted.as_ref()?.high?)));
        let Some((amount, Yuan(high))) = part.filter(|(_, high)| !high.0.is_zero()) else { continue };
        let is_in = |total: &&TotalReport| {
            let key = [&*total.paid_to, &*total.kind, &*total.period];
            key == [support.paid_to, support.paid_as, amount.period] && total.stated_high.is_some()
        };
        let (count, sum) = rest.entry(amount.period).or_insert((0, Number::ZERO));
        if let Some(more) = report.totals.iter().find(is_in).and_then(|_| sum.plus(high.into()).ok()) {
            (*count, *sum) = (*count + 1, more);
        }
    }
    let told = rest.into_iter().filter(|(_, (count, _))| *count > 0);
    told.map(|(period, (count, high))| words::rest_row(lang, count, high, period)).collect()
}

/// The lines of what is not said to be money, with as many names as the screen holds beside everything else.
pub(super) fn services(lang: Lang, report: &Report) -> Vec<String> {
    let services = Sorts::of(report).services;
    if services.is_empty() {
        return Vec::new();
    }
    let lines = |write: &dyn Fn(&mut Page)| {
        let mut page = Page::new(lang, columns(lang));
        write(&mut page);
        page.text.lines().count()
    };
    let left = LINES.saturating_sub(lines(&|page| page.report(report, &[])));
    let room = (0..=left * STEPS).rev().map(|steps| steps * columns(lang) / STEPS);
    let told = room.map(|room| words::services(lang, &services, room));
    let mut fitting = told.filter(|told| lines(&|page| page.services(told)) <= left);
    fitting.next().unwrap_or_else(|| vec![words::counted_services(lang, &services)])
}

/// Columns that the names of a document that is not open may take.
fn closed_columns(lang: Lang, report: &Report) -> usize {
    let is_any_open = report.documents.iter().any(|document| document.open);
    columns(lang) * if is_any_open { BESIDE_OPEN } else { OF_CLOSED }
}

impl Page {
    /// The report with these lines of what is not said to be money.
    pub(super) fn report(&mut self, report: &Report, services: &[String]) {
        self.head(report);
        self.first_supports(report, services);
        self.rest(report, closed_columns(self.lang, report));
    }

    fn first_supports(&mut self, report: &Report, services: &[String]) {
        let sorts = Sorts::of(report);
        let others = other_rows(self.lang, report);
        if sorts.shown.len() + others.len() > 0 {
            self.rows(&sorts.shown, others);
        }
        let mut folded = words::folded(self.lang, &sorts.folded);
        if let Some(last) = folded.last_mut().filter(|_| services.is_empty()) {
            last.push_str(words::see_all(self.lang));
        }
        if folded.len() + sorts.services.len() > 0 {
            self.text.push('\n');
        }
        folded.iter().for_each(|line| self.hanging("", "  ", line));
        self.services(services);
    }

    fn services(&mut self, lines: &[String]) {
        let Some((head, lines)) = lines.split_first() else { return };
        self.hanging("", "  ", head);
        lines.iter().for_each(|line| self.hanging("  ", "    ", line));
    }

    /// Supports with numbered notes.
    fn rows(&mut self, supports: &[&SupportReport], others: Vec<[String; 4]>) {
        self.section(words::supports_title(self.lang));
        let mut notes = Notes::default();
        let rows = supports.iter().map(|support| notes.row(self.lang, support));
        let rows: Vec<[String; 4]> = rows.chain(others).collect();
        self.table(
            &words::support_columns(self.lang).map(str::to_owned),
            &rows,
            &self.lang.pick([24, 6, 18], [24, 11, 19]),
        );
        let notes = words::numbered_notes(self.lang, notes.all());
        self.hanging("  ", "  ", &notes);
    }

    /// A document with what should be noticed of it; of one that is not open also what is in it.
    pub(super) fn document(&mut self, report: &Report, document: &DocumentReport, columns: usize) {
        self.hanging("  ", "    ", &words::document(self.lang, document));
        for warning in &document.warnings {
            self.hanging("  ! ", "    ", warning);
        }
        if !document.open {
            let names = words::closed_names(self.lang, report, document, columns);
            names.iter().for_each(|names| self.hanging("    ", "    ", names));
        }
    }
}
