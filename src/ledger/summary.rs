//! A row a support: how many firms get it, may get it, just miss it, and what that comes to; then the totals.

use crate::evaluate::{Answer, Figure, Miss};
use crate::number::Number;
use crate::report::{AmountReport, Certainty, Detail, ReasonCode, Report, Status, SupportReport, Yuan};
use crate::rulebook::{Rulebook, SupportId};
use crate::words::{self, Lang};

use super::wide::{Purse, purses};
use super::{Answered, Cell, Layout, Scope, Table};

/// The table while it is being filled.
pub struct Summary {
    lang: Lang,
    table: Table,
    supports: Vec<Head>,
    /// Of all supports of the rules.
    tallies: Vec<Tally>,
    purses: Vec<(Purse, Tally)>,
}

/// What is said of a support, whoever gets it.
struct Head {
    id: SupportId,
    name: Cell,
    rest: [Cell; 7],
}

/// What the firms so far come to.
#[derive(Clone, Default)]
struct Tally {
    firms: usize,
    /// How many of each status, by its number.
    statuses: [usize; Status::COUNT],
    just_missed: usize,
    stated: usize,
    low: Sum,
    high: Sum,
    open: usize,
    unstated: usize,
    unread: usize,
}

/// A sum: of whole fen, and of what was too large for them; `None` once it can't be computed.
#[derive(Clone, Copy)]
struct Sum {
    yuan: Option<Number>,
    fen: i64,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum { yuan: Some(Number::ZERO), fen: 0 }
    }
}

impl Sum {
    fn add(&mut self, number: Number) {
        self.yuan = self.yuan.and_then(|sum| sum.plus(number).ok());
    }

    fn merge(&mut self, other: Sum) {
        self.yuan = self.yuan.zip(other.yuan).and_then(|(sum, other)| sum.plus(other).ok());
        self.add_fen(other.fen);
    }

    fn add_fen(&mut self, fen: i64) {
        if let Some(sum) = self.fen.checked_add(fen) {
            self.fen = sum;
        } else {
            self.add(Number::of_units(fen, 2));
        }
    }

    fn cell(self, lang: Lang) -> Cell {
        let too_large = || Cell::text(words::reason(lang, ReasonCode::Overflow).text);
        self.yuan().map_or_else(too_large, |sum| Cell::money(lang, sum))
    }

    fn yuan(self) -> Option<Yuan> {
        let sum = self.yuan?.plus(Number::of_units(self.fen, 2)).ok()?;
        Yuan::try_from(sum).ok()
    }
}

impl Tally {
    fn add(&mut self, support: &SupportReport, has_unread: bool) {
        self.firms += 1;
        self.unread += usize::from(has_unread);
        self.statuses[support.status as usize] += 1;
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
        low.into_iter().for_each(|low| self.low.add(low.0.into()));
        match high {
            Some(high) => self.high.add(high.0.into()),
            None => self.open += 1,
        }
    }

    fn merge(&mut self, other: &Tally) {
        let Tally { firms, statuses, just_missed, stated, low, high, open, unstated, unread } = other;
        self.firms += firms;
        self.statuses.iter_mut().zip(statuses).for_each(|(count, other)| *count += other);
        self.just_missed += just_missed;
        self.stated += stated;
        self.low.merge(*low);
        self.high.merge(*high);
        self.open += open;
        self.unstated += unstated;
        self.unread += unread;
    }

    /// Adds what figures alone say.
    fn add_figure(&mut self, figure: &Figure, has_unread: bool) {
        self.firms += 1;
        self.unread += usize::from(has_unread);
        self.statuses[figure.status as usize] += 1;
        self.just_missed += usize::from(figure.miss == Miss::Just);
        match figure.fen {
            Some(_) if figure.is_unstated => self.unstated += 1,
            Some(ends) => self.add_fen(ends),
            None => {}
        }
    }

    fn add_fen(&mut self, (low, high): (i64, Option<i64>)) {
        self.stated += 1;
        self.low.add_fen(low);
        match high {
            Some(high) => self.high.add_fen(high),
            None => self.open += 1,
        }
    }

    fn counts(&self, lang: Lang) -> [Cell; 13] {
        let of = |status: Status| Cell::Count(self.statuses[status as usize]);
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
        [Status::Announced, Status::NationalLaw].into_iter().map(|status| self.statuses[status as usize]).sum()
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
    fn new(lang: Lang, book: &Rulebook, id: SupportId) -> Head {
        let support = book.support(id);
        let document = book.document_of(support);
        let payee = if support.amount.is_some() { words::paid_to(lang, support.payee.word()) } else { "" };
        Head {
            id,
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
    /// Of no firm yet.
    #[must_use]
    pub fn new(scope: &Scope<'_>) -> Summary {
        let lang = scope.lang;
        Summary {
            lang,
            table: Table::new(words::table_name(lang, "summary"), 1, words::summary_columns(lang)),
            supports: scope.ids().into_iter().map(|id| Head::new(lang, scope.book, id)).collect(),
            tallies: vec![Tally::default(); scope.book.supports.len()],
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

    /// Adds a firm of which figures say all; `has_unread`: some of its values could not be read.
    pub fn count(&mut self, Answer { figures, sums }: &Answer, has_unread: bool) {
        for figure in figures {
            self.tallies[figure.id.index()].add_figure(figure, has_unread);
        }
        for sum in sums {
            let Some((_, tally)) = self.purses.iter_mut().find(|(purse, _)| purse.of_totals() == sum.purse) else {
                continue;
            };
            tally.firms += 1;
            tally.unread += usize::from(has_unread);
            tally.unstated += usize::from(sum.unstated > 0);
            if sum.is_stated {
                tally.add_fen(sum.fen);
            }
        }
    }

    /// Adds the firms of another one of the same scope.
    pub fn merge(&mut self, other: &Summary) {
        let purses = self.purses.iter_mut().map(|(_, tally)| tally);
        let others = other.tallies.iter().chain(other.purses.iter().map(|(_, tally)| tally));
        self.tallies.iter_mut().chain(purses).zip(others).for_each(|(tally, other)| tally.merge(other));
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
        Detail::Counts
    }

    fn table(&self) -> &Table {
        &self.table
    }

    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>> {
        if let Some(report) = firm.report {
            for support in &report.supports {
                self.tallies[support.rule.index()].add(support, report.enterprise.unread > 0);
            }
            self.add_totals(report);
        }
        if let Some(counts) = firm.figures {
            self.count(&counts.answer, counts.unread > 0);
        }
        Vec::new()
    }

    fn rest(&mut self) -> Vec<Vec<Cell>> {
        let supports = self.supports.iter().map(|head| {
            let tally = &self.tallies[head.id.index()];
            let unread = Cell::Count(tally.unread);
            let row = std::iter::once(head.name.clone()).chain(tally.counts(self.lang)).chain(head.rest.clone());
            row.chain([unread]).collect()
        });
        let totals = self.purses.iter().map(|(purse, tally)| self.total(*purse, tally));
        supports.chain(totals).collect()
    }
}
