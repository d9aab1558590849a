//! The first screen: money that has figures in rows, all other supports on lines, as many names as one screen holds.

use crate::number::Number;
use crate::report::{Certainty, DocumentReport, Report, Status, SupportReport, TotalReport, Yuan};
use crate::rulebook::{Medium, Standing};
use crate::words::{self, Lang};

use super::page::Page;
use super::parts;

/// Lines of a screen.
pub(super) const LINES: usize = 40;
/// Parts of a line by which names are made fewer until they fit.
const STEPS: usize = 4;
/// Lines of the names of a document that is not open, beside others that are.
const BESIDE_OPEN: usize = 2;
/// Lines of those names where none is.
const OF_CLOSED: usize = 6;

/// Columns of a screen. What it holds is reckoned by these, so that the report says the same at any width.
pub(super) fn columns(lang: Lang) -> usize {
    lang.pick(80, 120)
}

/// How much is told at most, from much to little: the first that fits into a screen is taken. What is left out is counted, and
/// `--all` has it.
const ROOMS: [Room; 11] = [
    Room { rows: usize::MAX, missing: usize::MAX, near: usize::MAX, documents: 4, steps: 3, is_brief: false },
    Room { rows: usize::MAX, missing: 5, near: 4, documents: 4, steps: 2, is_brief: false },
    Room { rows: 9, missing: 3, near: 3, documents: 2, steps: 2, is_brief: false },
    Room { rows: 8, missing: 3, near: 2, documents: 3, steps: 1, is_brief: true },
    Room { rows: 6, missing: 3, near: 2, documents: 3, steps: 1, is_brief: true },
    Room { rows: 5, missing: 3, near: 2, documents: 2, steps: 1, is_brief: true },
    Room { rows: 4, missing: 3, near: 2, documents: 2, steps: 1, is_brief: true },
    Room { rows: 3, missing: 3, near: 1, documents: 2, steps: 1, is_brief: true },
    Room { rows: 2, missing: 3, near: 1, documents: 2, steps: 1, is_brief: true },
    Room { rows: 1, missing: 3, near: 1, documents: 1, steps: 1, is_brief: true },
    Room { rows: 1, missing: 1, near: 0, documents: 1, steps: 1, is_brief: true },
];

/// How much a screen tells.
#[derive(Clone, Copy)]
struct Room {
    /// Supports with a row of their own.
    rows: usize,
    /// Missing facts that are told.
    missing: usize,
    /// Near misses that are told.
    near: usize,
    /// Documents that are told, where there are more.
    documents: usize,
    /// Things to do that are told.
    steps: usize,
    /// Whether sections of lines are one line, and of notes only those stand that another answer hangs on.
    is_brief: bool,
}

/// What a screen holds: how much, and the lines of what is not said to be money.
pub(super) struct Screen {
    room: Room,
    services: Vec<String>,
}

/// Money with a row of its own, other money, what is not money, and taxes that are the same everywhere, of the documents that
/// are open.
pub(super) struct Sorts<'r> {
    pub(super) taxes: Taxes<'r>,
    pub(super) shown: Vec<&'r SupportReport>,
    pub(super) folded: Vec<&'r SupportReport>,
    pub(super) services: Vec<&'r SupportReport>,
}

/// Taxes with a row of their own, those of which there is no figure yet, and what the firm does not get.
#[derive(Default)]
pub(super) struct Taxes<'r> {
    pub(super) shown: Vec<&'r SupportReport>,
    pub(super) open: Vec<&'r SupportReport>,
    pub(super) folded: Vec<&'r SupportReport>,
}

impl<'r> Taxes<'r> {
    fn of(taxes: Vec<&'r SupportReport>) -> Taxes<'r> {
        let is_known = |support: &&SupportReport| is_shown(support) && support.status != Status::NeedsFacts;
        let (mut shown, others): (Vec<_>, Vec<_>) = taxes.into_iter().partition(is_known);
        // What is saved before what is deducted on the way to it.
        shown.sort_by_key(|support| Medium::of(support.paid_as) == Some(Medium::Deduction));
        let (open, folded) = Vec::into_iter(others).partition(|support| support.status.is_in_play());
        Taxes { shown, open, folded }
    }
}

impl<'r> Sorts<'r> {
    pub(super) fn of(report: &'r Report, rows: usize) -> Sorts<'r> {
        let open = report.supports.iter().filter(|support| support.document.open);
        let (taxes, others): (Vec<_>, Vec<_>) = open.partition(|support| is_tax(support));
        let (money, services): (Vec<_>, Vec<_>) = others.into_iter().partition(|support| support.is_money);
        let (mut shown, mut folded): (Vec<_>, Vec<_>) = money.into_iter().partition(|support| is_shown(support));
        if shown.len() > rows {
            folded.splice(0..0, shown.split_off(rows));
        }
        Sorts { taxes: Taxes::of(taxes), shown, folded, services }
    }

    /// Whether a total has a figure, or a row that adds to it.
    pub(super) fn is_told(&self, total: &TotalReport) -> bool {
        let is_in = |support: &&SupportReport| {
            let period = support.amount.as_ref().map_or("", |amount| amount.period);
            [support.paid_to, support.paid_as, period] == [&*total.paid_to, &*total.kind, &*total.period]
        };
        has_end(total)
            || total.incomplete
            || (total.low.is_none() && !is_of_taxes(&total.kind))
            || self.shown.iter().any(is_in)
    }
}

/// Whether either end of a total is a figure that says something.
fn has_end(total: &TotalReport) -> bool {
    total.stated_high.is_some() || total.low.is_some_and(|low| !low.0.is_zero())
}

/// Whether it lowers a tax, wherever in the nation the firm is.
fn is_tax(support: &SupportReport) -> bool {
    support.is_money && support.document.is_national && is_of_taxes(support.paid_as)
}

/// Whether it is paid as less of a tax.
pub(super) fn is_of_taxes(kind: &str) -> bool {
    matches!(Medium::of(kind), Some(Medium::TaxSaved | Medium::Deduction))
}

/// Whether anything is said of how much it brings: not that it may be anything from nothing.
fn has_figure(support: &SupportReport) -> bool {
    let amount = support.amount.as_ref();
    amount.is_some_and(|amount| amount.high.is_some() || amount.low.is_some_and(|low| !low.0.is_zero()))
}

/// Whether money has a row of its own. What waits for a whole list, and what has no figure, has nothing to show; the
/// missing list and the lines below name it.
fn is_shown(support: &SupportReport) -> bool {
    let is_unstated = support.amount.as_ref().is_some_and(|amount| amount.certainty == Certainty::Unstated);
    match support.status {
        Status::Qualifies | Status::SubjectToJudgement => !is_unstated && has_figure(support),
        Status::NeedsFacts => {
            !is_unstated && has_figure(support) && !support.missing.iter().any(|missing| missing.is_list)
        }
        Status::DoesNotQualify | Status::OpenToAll | Status::Announced | Status::NationalLaw | Status::NotOpen => false,
    }
}

/// Rows below those of single supports, so that all of them add up to the totals: of what only counts together, and of
/// what has no row of its own. What nothing bounds has nothing to show.
pub(super) fn other_rows(lang: Lang, report: &Report, sorts: &Sorts<'_>, is_brief: bool) -> Vec<[String; 4]> {
    joint_rows(lang, report).into_iter().chain(rest_rows(lang, report, sorts, is_brief)).collect()
}

/// Rows of what only counts together.
pub(super) fn joint_rows(lang: Lang, report: &Report) -> Vec<[String; 4]> {
    let shown = report.joint.iter().filter(|joint| joint.high.is_some() || !joint.low.0.is_zero());
    shown.map(|joint| words::joint_row(lang, joint)).collect()
}

/// What the folded supports of a total that has an upper end come to. In brief it stands only where others of that total have
/// rows: else the total says that itself.
fn rest_rows(lang: Lang, report: &Report, sorts: &Sorts<'_>, is_brief: bool) -> Vec<[String; 4]> {
    let is_of = |total: &TotalReport, support: &SupportReport| {
        let period = support.amount.as_ref().map_or("", |amount| amount.period);
        let is_unconfirmed = Standing::of(&support.document.standing) == Some(Standing::Unconfirmed);
        [support.paid_to, support.paid_as, period] == [&*total.paid_to, &*total.kind, &*total.period]
            && is_unconfirmed == (Standing::of(&total.standing) == Some(Standing::Unconfirmed))
    };
    let row = |total: &TotalReport| {
        total.stated_high.filter(|_| !is_brief || sorts.shown.iter().any(|support| is_of(total, support)))?;
        let (mut rest, mut sums) = (Vec::new(), [Number::ZERO; 2]);
        for support in sorts.folded.iter().filter(|support| is_of(total, support)) {
            let counted = support.amount.as_ref().and_then(|amount| amount.counted.as_ref());
            let Some((Yuan(low), Yuan(high))) = counted.and_then(|ends| Some((ends.low, ends.high?))) else { continue };
            if !high.is_zero() {
                sums = [sums[0].plus(low.into()).ok()?, sums[1].plus(high.into()).ok()?];
                rest.push(*support);
            }
        }
        let purse = [&*total.paid_to, &*total.kind, &*total.period];
        (!rest.is_empty()).then(|| words::rest_row(lang, &rest, sums, purse))
    };
    report.totals.iter().filter_map(row).collect()
}

/// As much as a screen holds, with as many names of what is not said to be money as it holds beside everything else.
pub(super) fn fitting(lang: Lang, report: &Report) -> Screen {
    let services = Sorts::of(report, usize::MAX).services;
    let lines = |write: &dyn Fn(&mut Page)| {
        let mut page = Page::new(lang, columns(lang));
        write(&mut page);
        page.text.lines().count()
    };
    let alone = |room: Room| lines(&|page| page.report(report, &Screen { room, services: Vec::new() }));
    let counted = if services.is_empty() { Vec::new() } else { vec![words::counted_services(lang, &services)] };
    let least = lines(&|page| page.services(&counted));
    let [.., last] = ROOMS;
    let room = ROOMS.into_iter().find(|room| alone(*room) + least <= LINES).unwrap_or(last);
    if services.is_empty() {
        return Screen { room, services: Vec::new() };
    }
    let left = LINES.saturating_sub(alone(room));
    let rooms = (0..=left * STEPS).rev().map(|steps| steps * columns(lang) / STEPS);
    let told = rooms.map(|room| words::services(lang, &services, room));
    let fitting = told.into_iter().find(|told| lines(&|page| page.services(told)) <= left);
    Screen { room, services: fitting.unwrap_or(counted) }
}

/// Columns that the names of a document that is not open may take.
fn closed_columns(lang: Lang, report: &Report) -> usize {
    let is_any_open = report.documents.iter().any(|document| document.open);
    columns(lang) * if is_any_open { BESIDE_OPEN } else { OF_CLOSED }
}

impl Page {
    /// The report with so much of it.
    pub(super) fn report(&mut self, report: &Report, screen: &Screen) {
        let sorts = Sorts::of(report, screen.room.rows);
        let Screen { room, services } = screen;
        let (totals, others): (Vec<_>, Vec<_>) = report.totals.iter().partition(|total| sorts.is_told(total));
        let below = (!others.is_empty()).then(|| words::open_totals(self.lang, others.len()));
        self.head(&parts::of_firm(self.lang, report));
        self.titled(&parts::totals(self.lang, report, &totals, below, room.is_brief));
        self.first_supports(report, &sorts, services, room.is_brief);
        self.taxes(&sorts.taxes, room.is_brief);
        let next = words::next_in_brief(self.lang, &words::next_steps(self.lang, report), room.steps);
        self.text.push_str(if next.is_some() { "\n" } else { "" });
        next.iter().for_each(|line| self.one_line(words::next_title(self.lang), line));
        let (title, near) =
            (words::near_misses_title(self.lang), words::first_near_misses(self.lang, report, room.near));
        if room.is_brief {
            // The sections of one line stand together.
            self.text.push_str(if near.is_empty() || next.is_some() { "" } else { "\n" });
            near.iter().for_each(|line| self.one_line(title, line));
        } else {
            self.lines(title, near);
        }
        let not_taxes: Vec<_> = report.supports.iter().filter(|support| !is_tax(support)).collect();
        if room.is_brief {
            let missing = words::missing_in_brief(self.lang, &not_taxes, room.missing);
            self.text.push_str(if next.is_some() { "" } else { "\n" });
            missing.iter().for_each(|line| self.one_line(words::missing_title(self.lang), line));
        } else {
            let missing = words::first_missing_lines(self.lang, &not_taxes, room.missing);
            self.lines(words::missing_title(self.lang), missing);
        }
        self.first_documents(report, &sorts, *room);
    }

    /// A section of one line.
    fn one_line(&mut self, title: &str, line: &str) {
        self.hanging("", "  ", &words::of_record(self.lang, Some(title), line));
    }

    /// Taxes that are the same everywhere: those of which there is a figure, then the others and what to state first.
    fn taxes(&mut self, taxes: &Taxes<'_>, is_brief: bool) {
        let title = words::taxes_title(self.lang);
        let shown = if is_brief { words::known_taxes(self.lang, &taxes.shown) } else { None };
        let open = words::open_taxes(self.lang, &taxes.open);
        let lines = shown.into_iter().chain(open).chain(words::not_had(self.lang, &taxes.folded));
        let lines: Vec<String> = lines.collect();
        if is_brief && !lines.is_empty() {
            self.text.push('\n');
            return self.one_line(title, &lines.join(self.lang.semicolon()));
        }
        if !taxes.shown.is_empty() {
            self.titled(&parts::supports(self.lang, title, &taxes.shown, Vec::new(), is_brief));
        } else if !lines.is_empty() {
            self.section(title);
        }
        lines.iter().for_each(|line| self.hanging("  ", "    ", line));
    }

    /// The documents; of many those of what is shown, and the names of the others.
    fn first_documents(&mut self, report: &Report, sorts: &Sorts<'_>, room: Room) {
        let shown = || sorts.shown.iter().map(|support| &*support.document);
        let is_shown = |document: &DocumentReport| !document.open || shown().any(|other| other.id == document.id);
        let documents = report.documents.iter().map(AsRef::as_ref);
        let (mut told, mut others): (Vec<_>, Vec<_>) =
            documents.partition(|document| report.documents.len() <= room.documents || is_shown(document));
        // Those of the most money first.
        told.sort_by_key(|document| shown().position(|other| other.id == document.id).unwrap_or(usize::MAX));
        if told.len() > room.documents {
            others.splice(0..0, told.split_off(room.documents));
        }
        if room.is_brief {
            let mut documents = words::documents_in_brief(self.lang, &told, told.len() + others.len());
            if let Some(read) = report.place_read.as_ref().and_then(|read| words::place_read(self.lang, read)) {
                documents.push_str(self.lang.semicolon());
                documents.push_str(&read);
            }
            self.one_line(words::basis_title(self.lang), &documents);
            let in_play = |document: &&DocumentReport| {
                let own = |support: &&SupportReport| support.document.id == document.id;
                report.supports.iter().filter(own).any(|support| support.status.is_in_play())
            };
            let ending = told.iter().chain(&others).copied().filter(in_play);
            words::ending_in_brief(self.lang, ending).iter().for_each(|line| self.hanging("", "  ", line));
            return self.hanging("", "  ", &words::conventions(self.lang, &report.assumptions));
        }
        let names: Vec<&str> = others.iter().map(|document| document.title.as_str()).collect();
        let others = (!names.is_empty()).then(|| words::other_documents(self.lang, &names));
        self.titled(&parts::basis(self.lang, report, told, others, closed_columns(self.lang, report)));
    }

    fn first_supports(&mut self, report: &Report, sorts: &Sorts<'_>, services: &[String], is_brief: bool) {
        let others = other_rows(self.lang, report, sorts, is_brief);
        if sorts.shown.len() + others.len() > 0 {
            let title = words::supports_title(self.lang);
            self.titled(&parts::supports(self.lang, title, &sorts.shown, others, is_brief));
        }
        let mut folded = if is_brief {
            words::not_had(self.lang, &sorts.folded).into_iter().collect()
        } else {
            words::folded(self.lang, &sorts.folded)
        };
        if let Some(last) = folded.last_mut().filter(|_| services.is_empty() && !is_brief) {
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
}
