//! A row a support: how many firms get it, may get it, just miss it, and what that comes to; then the totals.

use std::collections::BTreeMap;

use crate::number::Number;
use crate::report::{AmountReport, Certainty, Detail, ReasonCode, Report, Status, SupportReport, Yuan};
use crate::rulebook::{Rulebook, Support};
use crate::words::{self, Lang};

use super::wide::{Purse, purses};
use super::{Answered, Cell, Layout, Scope, Table};

pub(super) struct Summary {
    lang: Lang,
    table: Table,
    supports: Vec<Head>,
    tallies: BTreeMap<String, Tally>,
    purses: Vec<(Purse, Tally)>,
}

/// What is said of a support, whoever gets it.
struct Head {
    id: String,
    name: Cell,
    rest: [Cell; 7],
}

/// What the firms so far come to.
#[derive(Clone, Default)]
struct Tally {
    firms: usize,
    statuses: Vec<Status>,
    just_missed: usize,
    stated: usize,
    low: Sum,
    high: Sum,
    open: usize,
    unstated: usize,
    unread: usize,
}

/// A sum; `None` once it is too large to be computed.
#[derive(Clone, Copy)]
struct Sum(Option<Number>);

impl Default for Sum {
    fn default() -> Sum {
        Sum(Some(Number::ZERO))
    }
}

impl Sum {
    fn add(&mut self, yuan: Yuan) {
        self.0 = self.0.and_then(|sum| sum.plus(yuan.0.into()).ok());
    }

    fn cell(self, lang: Lang) -> Cell {
        let too_large = || Cell::text(words::reason(lang, ReasonCode::Overflow).text);
        self.yuan().map_or_else(too_large, |sum| Cell::money(lang, sum))
    }

    fn yuan(self) -> Option<Yuan> {
        self.0.and_then(|sum| Yuan::try_from(sum).ok())
    }
}

impl Tally {
    fn add(&mut self, support: &SupportReport, has_unread: bool) {
        self.firms += 1;
        self.unread += usize::from(has_unread);
        self.statuses.push(support.status);
        self.just_missed += usize::from(!support.near_miss.is_empty());
        if let Some(amount) = &support.amount {
            self.add_amount(amount);
        }
    }

    fn add_amount(&mut self, amount: &AmountReport) {
        if amount.certainty == Certainty::Unstated {
            self.unstated += 1;
        } else {
            // Of what gives way only that is added which is totalled.
            let counted = amount.counted.as_ref().map(|ends| (Some(ends.low), ends.high));
            let (low, high) = counted.unwrap_or((amount.low, amount.high));
            self.add_ends(low, high);
        }
    }

    fn add_ends(&mut self, low: Option<Yuan>, high: Option<Yuan>) {
        self.stated += 1;
        low.into_iter().for_each(|low| self.low.add(low));
        match high {
            Some(high) => self.high.add(high),
            None => self.open += 1,
        }
    }

    fn counts(&self, lang: Lang) -> [Cell; 13] {
        let of = |status: Status| Cell::Count(self.statuses.iter().filter(|other| **other == status).count());
        let [low, high] = self.sums(lang);
        [
            Cell::Count(self.firms),
            of(Status::Qualifies),
            of(Status::SubjectToJudgement),
            of(Status::NeedsFacts),
            of(Status::OpenToAll),
            of(Status::DoesNotQualify),
            Cell::Count(self.just_missed),
            Cell::Count(self.not_given()),
            of(Status::NotOpen),
            low,
            high,
            Cell::Count(self.open),
            Cell::Count(self.unstated),
        ]
    }

    /// For how many firms it is only announced or mentioned.
    fn not_given(&self) -> usize {
        let is_not_given = |status: &&Status| matches!(status, Status::Announced | Status::NationalLaw);
        self.statuses.iter().filter(is_not_given).count()
    }

    /// The sums of both ends. Where nothing is stated there is none; one in which an end is open bounds nothing.
    fn sums(&self, lang: Lang) -> [Cell; 2] {
        if self.stated == 0 && self.unstated > 0 {
            return [words::unstated(lang); 2].map(Cell::text);
        }
        let high = match self.high.yuan() {
            _ if self.open > 0 => Cell::text(words::open_end(lang)),
            Some(sum) if self.unstated > 0 => Cell::text(words::and_unstated(lang, sum)),
            _ => self.high.cell(lang),
        };
        [self.low.cell(lang), high]
    }
}

impl Head {
    fn new(lang: Lang, book: &Rulebook, support: &Support) -> Head {
        let document = book.document_of(support);
        let payee = if support.amount.is_some() { words::paid_to(lang, support.payee.word()) } else { "" };
        Head {
            id: support.address.clone(),
            name: Cell::text(words::support_name(lang, support)),
            rest: [
                Cell::text(words::period_of_rule(lang, support)),
                Cell::text(payee),
                Cell::text(&document.title),
                Cell::text(&support.clause),
                Cell::text(words::standing(lang, document.standing)),
                Cell::link(document.source.as_deref()),
                Cell::text(&support.address),
            ],
        }
    }
}

impl Summary {
    pub(super) fn new(scope: &Scope<'_>) -> Summary {
        let lang = scope.lang;
        Summary {
            lang,
            table: Table::new(words::table_name(lang, "summary"), 1, words::summary_columns(lang)),
            supports: scope.supports.iter().map(|support| Head::new(lang, scope.book, support)).collect(),
            tallies: BTreeMap::new(),
            purses: purses(scope).into_iter().map(|purse| (purse, Tally::default())).collect(),
        }
    }

    fn add_totals(&mut self, report: &Report) {
        for (purse, tally) in &mut self.purses {
            let Some(total) = purse.total(report) else { continue };
            tally.firms += 1;
            tally.unread += usize::from(report.enterprise.unread > 0);
            tally.unstated += usize::from(total.unstated > 0);
            if total.low.is_some() {
                tally.add_ends(total.low, total.stated_high);
            }
        }
    }

    /// A total, with what of a support says nothing about it left empty.
    fn total(&self, purse: Purse, tally: &Tally) -> Vec<Cell> {
        let mut counts = tally.counts(self.lang);
        counts[1..9].fill(Cell::Empty);
        let name = Cell::text(words::total_name(self.lang, purse.words(), purse.is_confirmed()));
        let mut row: Vec<Cell> = std::iter::once(name).chain(counts).collect();
        row.resize(self.table.columns.len() - 1, Cell::Empty);
        row.push(Cell::Count(tally.unread));
        row
    }
}

impl Layout for Summary {
    fn detail(&self) -> Detail {
        Detail::Misses
    }

    fn table(&self) -> &Table {
        &self.table
    }

    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>> {
        if let Some(report) = firm.report {
            for support in &report.supports {
                self.tallies.entry(support.id.clone()).or_default().add(support, report.enterprise.unread > 0);
            }
            self.add_totals(report);
        }
        Vec::new()
    }

    fn rest(&mut self) -> Vec<Vec<Cell>> {
        let supports = self.supports.iter().map(|head| {
            let tally = self.tallies.get(&head.id).cloned().unwrap_or_default();
            let unread = Cell::Count(tally.unread);
            let row = std::iter::once(head.name.clone()).chain(tally.counts(self.lang)).chain(head.rest.clone());
            row.chain([unread]).collect()
        });
        let totals = self.purses.iter().map(|(purse, tally)| self.total(*purse, tally));
        supports.chain(totals).collect()
    }
}
