//! What became of each group: what the firm keeps, what it loses and to what, what is cut.

use std::collections::BTreeSet;

use crate::dictionary::RecordId;
use crate::number::{Number, Overflow};
use crate::rulebook::{CapPeriod, GroupName, GroupRule, Standing, SupportId};
use crate::truth::Truth;

use super::super::replaced::has_replaced;

use super::amounts::{YearKey, Years};
use super::choice::{Set, Solved, solve};
use super::legal::{GroupCap, Legal, Place, Side, Stack};
use super::over_time::is_alike;

/// How one group, for one record or for the firm, was combined.
#[derive(Clone, Debug)]
pub struct GroupResult {
    /// Its name.
    pub name: GroupName,
    /// The document that states it, as an index of the rulebook's, and the place in it; `None` for a shared purpose.
    pub document: Option<usize>,
    /// The place in the document.
    pub clause: Option<String>,
    /// What its members do to each other.
    pub rule: GroupRule,
    /// The kind and index of the record within which its members interact.
    pub record: Option<(RecordId, usize)>,
    /// The year within which they interact.
    pub year: Option<i16>,
    /// Whether its members interact only within one year, known or not.
    pub is_of_a_year: bool,
    /// The members that the firm keeps; if they exclude each other, where that is not stated.
    pub chosen: Vec<SupportId>,
    /// Whether the choice is best also where a cap of unstated scope is one for each record.
    pub is_best_anyhow: bool,
    /// The members that it then loses.
    pub displaced: Vec<Displaced>,
    /// What its cap cuts.
    pub cut: Option<Cut>,
    /// What was received before and is deducted; its ends differ where not all is known of it.
    pub received: Option<(Number, Option<Number>)>,
    /// What the text leaves open besides.
    pub silent: Vec<String>,
}

impl GroupResult {
    /// Whether it says something of a support.
    #[must_use]
    pub fn concerns(&self, id: SupportId) -> bool {
        self.chosen.contains(&id) || self.displaced.iter().any(|lost| lost.id == id)
    }
}

/// A support that another displaces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Displaced {
    /// The support.
    pub id: SupportId,
    /// What displaces it.
    pub by: SupportId,
    /// Whether it loses whatever is still open.
    pub is_certain: bool,
    /// Whether it loses if only one of them is paid, whatever else is still open.
    pub is_beaten: bool,
}

/// A cap that cuts what a group brings together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cut {
    /// The most, in yuan, as the reading has it that allows least; what was received before is deducted from it.
    pub cap: Number,
    /// The most where most is allowed; `None` where each record then has a cap of its own.
    pub most: Option<Number>,
    /// What the members would bring without it, in yuan: in the time of the cap, where they recur.
    pub sum: (Number, Option<Number>),
    /// Of which time it is the cap, where members recur within it.
    pub over: Option<CapPeriod>,
    /// The members that give way first: those of the group's own document, where it has others too.
    pub yields: Vec<SupportId>,
}

/// What became of the groups where these supports are absent.
pub(super) fn results(
    stack: &Stack<'_>,
    absent: &BTreeSet<SupportId>,
    years: &[Years],
) -> Result<Vec<GroupResult>, Overflow> {
    let Some(first) = years.first() else { return Ok(Vec::new()) };
    let legal = stack.legal(Side::Low, absent, first)?;
    let solved = solve(&legal.problem)?;
    let high = stack.legal(Side::High, absent, first)?;
    let known = |index: usize| Some(stack.amounts[index].low) == stack.amounts[index].high;
    let is_settled = years.len() == 1
        && solved.is_exact()
        && (0..stack.amounts.len()).all(known)
        && (&legal.problem.sets, &legal.problem.caps) == (&high.problem.sets, &high.problem.caps)
        && legal.forgone == high.forgone;
    let story = Story { stack, legal: &legal, solved: &solved, forgone: &high.forgone, is_settled };
    let mut results: Vec<(Place, GroupResult)> = Vec::new();
    for (set, place) in legal.problem.sets.iter().zip(&legal.set_at) {
        results.push((*place, story.of_set(set, *place)));
    }
    for (cap, written) in legal.problem.caps.iter().zip(&legal.cap_at) {
        let Some(written) = written else { continue };
        let is_same = |other: &GroupCap| (other.place, other.time) == (written.place, written.time);
        let most = high.cap_at.iter().flatten().filter(|other| is_same(other)).map(|other| other.room).min();
        let Some(cut) = story.cut(&cap.of, *written, most) else { continue };
        match results.iter_mut().find(|(other, _)| *other == written.place) {
            Some((_, result)) => result.cut = Some(cut),
            None => {
                results.push((written.place, GroupResult { cut: Some(cut), ..story.of_cap(&cap.of, written.place) }));
            }
        }
    }
    Ok(results.into_iter().map(|(_, result)| result).collect())
}

struct Story<'s> {
    stack: &'s Stack<'s>,
    legal: &'s Legal,
    solved: &'s Solved,
    /// Amounts that surely bring less altogether than another one of their set.
    forgone: &'s BTreeSet<usize>,
    /// Whether nothing is open: every amount is known, and every group and cap is read in one way.
    is_settled: bool,
}

impl Story<'_> {
    fn of_set(&self, set: &Set, place: Place) -> GroupResult {
        let members = self.supports(&set.of);
        let kept: Vec<SupportId> = members.iter().copied().filter(|id| self.is_kept(set, *id)).collect();
        let best = members.iter().copied().max_by(|a, b| self.sum(set, *a).cmp(&self.sum(set, *b)).then(b.cmp(a)));
        // Where nothing may be left to be paid, what would be best is told all the same.
        let chosen = if kept.is_empty() { best.into_iter().collect() } else { kept };
        let displaced = members.iter().filter(|id| !chosen.contains(id)).filter_map(|id| {
            let by = *chosen.first()?;
            let is_beaten = self.loses(set, place, *id, by);
            let is_certain = is_beaten && self.stack.groups[place.group].rule != GroupRule::Unstated;
            Some(Displaced { id: *id, by, is_certain, is_beaten })
        });
        GroupResult {
            displaced: displaced.collect(),
            is_best_anyhow: self.largest(set).is_some_and(|largest| chosen.contains(&largest)),
            received: self.received(set),
            chosen,
            ..self.plain(place)
        }
    }

    fn of_cap(&self, of: &[usize], place: Place) -> GroupResult {
        GroupResult { chosen: self.supports(of), ..self.plain(place) }
    }

    fn plain(&self, place: Place) -> GroupResult {
        let group = self.stack.groups[place.group];
        GroupResult {
            name: group.name.clone(),
            document: group.document,
            clause: group.clause.clone(),
            rule: group.rule,
            record: self.stack.env.book.record_of(group).zip(place.record),
            year: if let Some(YearKey::Of(year)) = place.year { Some(year) } else { None },
            is_of_a_year: place.year.is_some(),
            chosen: Vec::new(),
            is_best_anyhow: true,
            displaced: Vec::new(),
            cut: None,
            received: None,
            silent: group.silent.clone(),
        }
    }

    fn supports(&self, of: &[usize]) -> Vec<SupportId> {
        let supports: BTreeSet<SupportId> = of.iter().map(|index| self.stack.amounts[*index].support).collect();
        supports.into_iter().collect()
    }

    fn is_kept(&self, set: &Set, id: SupportId) -> bool {
        set.of.iter().any(|index| self.solved.kept[*index] && self.stack.amounts[*index].support == id)
    }

    /// The support of the largest single amount.
    fn largest(&self, set: &Set) -> Option<SupportId> {
        let worth = |index: &usize| self.legal.problem.amounts[*index];
        let largest = set.of.iter().max_by(|a, b| worth(a).cmp(&worth(b)).then(b.cmp(a)));
        largest.map(|index| self.stack.amounts[*index].support)
    }

    /// What a support brings in a set at its low and at its high end; too much to be counted is as much as can be.
    fn sum(&self, set: &Set, id: SupportId) -> (Number, Option<Number>) {
        let own = set.of.iter().map(|index| self.stack.amounts[*index]).filter(|amount| amount.support == id);
        own.fold((Number::ZERO, Some(Number::ZERO)), |(low, high), amount| {
            let both = high.zip(amount.high).and_then(|(a, b)| a.plus(b).ok());
            (low.plus(amount.low).unwrap_or(low), both)
        })
    }

    /// Whether a member of a set loses to another one, if only one is paid, whatever else is still open.
    fn loses(&self, set: &Set, place: Place, loser: SupportId, winner: SupportId) -> bool {
        let book = self.stack.env.book;
        let (mine, theirs) = (book.support(loser).document, book.support(winner).document);
        let is_there = mine == theirs || book.documents[theirs].standing != Standing::Unconfirmed;
        let mut replacements = book.replacements_of(winner).chain(book.replacements_of(loser));
        let may_be_replaced = replacements.any(|one| has_replaced(&self.stack.env, one) != Truth::False);
        is_there && !may_be_replaced && (self.is_settled || self.is_beaten(set, place, loser, winner))
    }

    /// Whether it is always better to take the one instead of the other: it brings more for sure, and nothing else
    /// hangs on it.
    fn is_beaten(&self, set: &Set, place: Place, loser: SupportId, winner: SupportId) -> bool {
        if !is_alike(&self.stack.amounts, &set.of) {
            let mut of_loser = set.of.iter().filter(|index| self.stack.amounts[**index].support == loser);
            return of_loser.all(|index| self.forgone.contains(index));
        }
        let of_winner: Vec<usize> =
            set.of.iter().copied().filter(|index| self.stack.amounts[*index].support == winner).collect();
        let touches = |of: &[usize]| of.iter().any(|index| of_winner.contains(index));
        let is_free = self.legal.problem.sets.iter().filter(|other| touches(&other.of)).count() == 1
            && !self.legal.problem.caps.iter().any(|cap| touches(&cap.of))
            && (place.year.is_none() || self.is_dated(set));
        let ((low, _), (_, high)) = (self.sum(set, winner), self.sum(set, loser));
        is_free && high.is_some_and(|high| high < low || (high == low && winner < loser))
    }

    fn is_dated(&self, set: &Set) -> bool {
        set.of.iter().all(|index| matches!(self.stack.amounts[*index].year, super::amounts::Year::Known(_)))
    }

    /// What was received and is deducted from the set.
    fn received(&self, set: &Set) -> Option<(Number, Option<Number>)> {
        if self.stack.receipts.is_none() {
            return set.is_blocked.then_some((Number::ZERO, None));
        }
        let receipts = set.less.iter().map(|at| self.legal.problem.receipts[*at]);
        let sum = receipts.reduce(|sum, receipt| sum.plus(receipt).unwrap_or(sum));
        sum.map(|sum| (sum, Some(sum))).or(set.is_blocked.then_some((Number::ZERO, None)))
    }

    /// What a cap of a group cuts of what is kept; `None` where it does not.
    fn cut(&self, of: &[usize], GroupCap { place, time, room: cap }: GroupCap, most: Option<Number>) -> Option<Cut> {
        let kept: Vec<usize> = of.iter().copied().filter(|index| self.solved.kept[*index]).collect();
        let sum = self.stack.within(&kept, time);
        let book = self.stack.env.book;
        let is_own = |id: &SupportId| Some(book.support(*id).document) == self.stack.groups[place.group].document;
        let (own, others): (Vec<SupportId>, Vec<SupportId>) = self.supports(of).into_iter().partition(is_own);
        let yields = if others.is_empty() { Vec::new() } else { own };
        let recurs = kept.iter().any(|index| self.stack.amounts[*index].recurs_in(time));
        let is_cut = sum.1.is_none_or(|high| high > cap);
        is_cut.then_some(Cut { cap, most, sum, over: recurs.then_some(time), yields })
    }
}
