//! The best legal choice among amounts of which some exclude each other and some share a cap.
//!
//! What does not touch is chosen apart. Within what does, branch and bound decides one set after the other; a bound
//! is what the caps alone, or the sets alone, would let the firm have.

use std::collections::{BTreeMap, BTreeSet};

use crate::number::{Number, Overflow};
use crate::rulebook::SupportId;

use super::share::{Cap, most};

/// So many amounts are looked at in one block before its best choice is only bounded.
const BUDGET: usize = 400_000;
/// A block of more sets than this is not searched.
const MOST_SETS: usize = 400;
/// Of more amounts than this it is not seen whether all sets together are one.
const MOST_PAIRED: usize = 512;
/// Above so many amounts one best choice is as good as the first of them in the order of the files.
const MOST_ORDERED: usize = 64;

/// An amount at its low end and at its high end; the choice is made by the first, then by the second.
pub(super) type Worth = [Number; 2];
const NOTHING: Worth = [Number::ZERO; 2];

/// Amounts, and what is legal.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) struct Problem {
    pub(super) amounts: Vec<Worth>,
    /// The support of each amount.
    pub(super) owners: Vec<SupportId>,
    pub(super) sets: Vec<Set>,
    pub(super) caps: Vec<Cap>,
    /// What was received before.
    pub(super) receipts: Vec<Number>,
}

/// Amounts of which those of one support alone are paid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Set {
    pub(super) of: Vec<usize>,
    /// The receipts that are deducted, once, where anything of the set is paid.
    pub(super) less: BTreeSet<usize>,
    /// Whether nothing of it is paid.
    pub(super) is_blocked: bool,
}

/// The best choice.
#[derive(Clone, Debug)]
pub(super) struct Solved {
    /// What it brings.
    pub(super) worth: Worth,
    /// No choice brings more at its low end.
    pub(super) most: Number,
    pub(super) kept: Vec<bool>,
}

impl Solved {
    /// Whether no choice is better.
    pub(super) fn is_exact(&self) -> bool {
        self.worth[0] == self.most
    }
}

/// Finds the best choice.
pub(super) fn solve(problem: &Problem) -> Result<Solved, Overflow> {
    let mut all = Solved { worth: NOTHING, most: Number::ZERO, kept: vec![false; problem.amounts.len()] };
    for (block, part) in blocks(problem) {
        let solved = match part.only_choice() {
            Some(set) => part.best_of(&set)?,
            None => Search::new(&part).solve()?,
        };
        all.worth = [all.worth[0].plus(solved.worth[0])?, all.worth[1].plus(solved.worth[1])?];
        all.most = all.most.plus(solved.most)?;
        for (index, kept) in block.iter().zip(solved.kept) {
            all.kept[*index] = kept;
        }
    }
    Ok(all)
}

/// The indices of amounts that touch each other by a set, a cap that may cut, or a receipt; each with its problem.
fn blocks(problem: &Problem) -> Vec<(Vec<usize>, Problem)> {
    let mut sets: Vec<&Set> = Vec::new();
    for set in problem.sets.iter().filter(|set| set.is_choice(problem)) {
        // What another set says, too, need not be decided again.
        if !sets.iter().any(|other| other.says(set)) {
            sets.retain(|other| !set.says(other));
            sets.push(set);
        }
    }
    let caps: Vec<&Cap> = problem.caps.iter().filter(|cap| problem.may_cut(cap)).collect();
    let mut roots: Vec<usize> = (0..problem.amounts.len()).collect();
    sets.iter().map(|set| &set.of).chain(caps.iter().map(|cap| &cap.of)).for_each(|of| join(&mut roots, of));
    for receipt in 0..problem.receipts.len() {
        let less = sets.iter().filter(|set| set.less.contains(&receipt));
        join(&mut roots, &less.flat_map(|set| set.of.iter().copied()).collect::<Vec<_>>());
    }
    let mut blocks: BTreeMap<usize, (Vec<usize>, Problem)> = BTreeMap::new();
    let mut at = Vec::new();
    for index in 0..problem.amounts.len() {
        let (block, part) = blocks.entry(root(&mut roots, index)).or_default();
        at.push(block.len());
        block.push(index);
        part.amounts.push(problem.amounts[index]);
        part.owners.push(problem.owners[index]);
    }
    let within = |of: &[usize]| of.iter().map(|index| at[*index]).collect::<Vec<usize>>();
    for set in sets.iter().filter(|set| !set.of.is_empty()) {
        let (_, part) = blocks.entry(root(&mut roots, set.of[0])).or_default();
        part.sets.push(Set { of: within(&set.of), ..(*set).clone() });
        part.receipts.clone_from(&problem.receipts);
    }
    for cap in caps.iter().filter(|cap| !cap.of.is_empty()) {
        let (_, part) = blocks.entry(root(&mut roots, cap.of[0])).or_default();
        part.caps.push(Cap { of: within(&cap.of), ..**cap });
    }
    blocks.into_values().collect()
}

fn join(roots: &mut [usize], of: &[usize]) {
    for pair in of.windows(2) {
        let (first, second) = (root(roots, pair[0]), root(roots, pair[1]));
        roots[first.max(second)] = first.min(second);
    }
}

fn root(roots: &mut [usize], index: usize) -> usize {
    let mut at = index;
    while roots[at] != at {
        roots[at] = roots[roots[at]];
        at = roots[at];
    }
    at
}

impl Set {
    /// Whether all that the other one says is said by it. The amounts of each are in order.
    pub(super) fn says(&self, other: &Set) -> bool {
        let mut mine = self.of.iter();
        self.is_plain() && other.is_plain() && other.of.iter().all(|index| mine.any(|own| own == index))
    }

    /// Whether it says nothing but that one alone is paid.
    fn is_plain(&self) -> bool {
        self.less.is_empty() && !self.is_blocked
    }

    /// Whether there is anything to decide.
    pub(super) fn is_choice(&self, problem: &Problem) -> bool {
        let several = self.of.windows(2).any(|pair| problem.owners[pair[0]] != problem.owners[pair[1]]);
        several || self.is_blocked || !self.less.is_empty()
    }
}

impl Problem {
    /// The only set, where it decides all that is to be decided, or where all of them together say what one would: most
    /// groups are such, and need no search.
    fn only_choice(&self) -> Option<Set> {
        if let ([set], true) = (&self.sets[..], self.caps.is_empty()) {
            return set.less.is_empty().then(|| set.clone());
        }
        let count = self.amounts.len();
        if !self.caps.is_empty() || count > MOST_PAIRED || !self.sets.iter().all(Set::is_plain) {
            return None;
        }
        let mut are_apart = vec![false; count * count];
        for set in &self.sets {
            for (at, one) in set.of.iter().enumerate() {
                set.of[at..].iter().for_each(|other| are_apart[one * count + other] = true);
            }
        }
        let is_said =
            |one: usize, other: usize| self.owners[one] == self.owners[other] || are_apart[one * count + other];
        let is_whole = (0..count).all(|one| (one..count).all(|other| is_said(one, other)));
        is_whole.then(|| Set { of: (0..count).collect(), less: BTreeSet::new(), is_blocked: false })
    }

    /// The support of a set that brings most is kept, the first of equal ones; and all that is in no set.
    fn best_of(&self, set: &Set) -> Result<Solved, Overflow> {
        let mut sums: BTreeMap<SupportId, Worth> = BTreeMap::new();
        for index in &set.of {
            let sum = sums.entry(self.owners[*index]).or_insert(NOTHING);
            for (end, sum) in sum.iter_mut().enumerate() {
                *sum = sum.plus(self.amounts[*index][end])?;
            }
        }
        let best = sums.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
        let best = best.map(|(owner, _)| owner).filter(|_| !set.is_blocked);
        let mut kept = vec![true; self.amounts.len()];
        set.of.iter().for_each(|index| kept[*index] = Some(self.owners[*index]) == best);
        let mut worth = NOTHING;
        for (amount, _) in self.amounts.iter().zip(&kept).filter(|(_, kept)| **kept) {
            worth = [worth[0].plus(amount[0])?, worth[1].plus(amount[1])?];
        }
        Ok(Solved { worth, most: worth[0], kept })
    }

    fn may_cut(&self, cap: &Cap) -> bool {
        let sum = |end: usize| cap.of.iter().try_fold(Number::ZERO, |sum, index| sum.plus(self.amounts[*index][end]));
        [0, 1].into_iter().any(|end| sum(end).map_or(true, |sum| sum > cap.most))
    }
}

/// What is decided of a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Decision {
    Open,
    /// The amounts of this support are kept.
    Keep(SupportId),
    Nothing,
}

/// The best choice so far.
struct Best {
    worth: Worth,
    kept: Vec<bool>,
    /// Whether it is only where the search starts: an equal one that comes earlier in the files is taken instead.
    is_start: bool,
}

struct Search<'p> {
    problem: &'p Problem,
    /// The sets of each amount.
    sets_of: Vec<Vec<usize>>,
    decided: Vec<Decision>,
    best: Option<Best>,
    left: usize,
    /// Whether what some choice brings is only bounded.
    is_vague: bool,
}

impl<'p> Search<'p> {
    fn new(problem: &'p Problem) -> Search<'p> {
        let mut sets_of = vec![Vec::new(); problem.amounts.len()];
        for (number, set) in problem.sets.iter().enumerate() {
            set.of.iter().for_each(|index| sets_of[*index].push(number));
        }
        let decided = vec![Decision::Open; problem.sets.len()];
        Search { problem, sets_of, decided, best: None, left: BUDGET, is_vague: false }
    }

    fn solve(mut self) -> Result<Solved, Overflow> {
        let root = [self.bound(0)?, self.bound(1)?];
        let (worth, kept) = self.greedy()?;
        let is_start = self.problem.amounts.len() <= MOST_ORDERED || worth[0] != root[0];
        self.best = Some(Best { worth, kept, is_start });
        let mut is_whole = true;
        if is_start && !self.problem.sets.is_empty() {
            is_whole = self.problem.sets.len() <= MOST_SETS && self.search(0)?;
        }
        let best = self.best.unwrap_or(Best { worth: NOTHING, kept: Vec::new(), is_start });
        let most = if is_whole && !self.is_vague { best.worth[0] } else { root[0] };
        Ok(Solved { worth: best.worth, most, kept: best.kept })
    }

    /// Keeps the largest first, whatever the caps.
    fn greedy(&mut self) -> Result<(Worth, Vec<bool>), Overflow> {
        let mut order: Vec<usize> = (0..self.problem.amounts.len()).collect();
        order.sort_by(|a, b| {
            let worth = |index: &usize| self.problem.amounts[*index];
            worth(b).cmp(&worth(a)).then(self.problem.owners[*a].cmp(&self.problem.owners[*b]))
        });
        for index in order {
            let owner = self.problem.owners[index];
            let may_be = |set: &usize| self.may_keep(*set, owner);
            if self.sets_of[index].iter().all(may_be) {
                self.sets_of[index].iter().for_each(|set| self.decided[*set] = Decision::Keep(owner));
            }
        }
        let found = self.worth();
        self.decided.fill(Decision::Open);
        let (worth, kept) = found?;
        Ok(if worth[0].is_negative() { (NOTHING, vec![false; kept.len()]) } else { (worth, kept) })
    }

    fn may_keep(&self, set: usize, owner: SupportId) -> bool {
        let is_decided_for_it = self.decided[set] == Decision::Open || self.decided[set] == Decision::Keep(owner);
        is_decided_for_it && !self.problem.sets[set].is_blocked
    }

    /// Decides the sets from this one on; false when there was no time for all of it.
    fn search(&mut self, next: usize) -> Result<bool, Overflow> {
        let Some(set) = self.problem.sets.get(next) else {
            let (worth, kept) = self.worth()?;
            let is_better = |best: &Best| worth > best.worth || (best.is_start && worth == best.worth);
            if self.best.as_ref().is_none_or(is_better) {
                self.best = Some(Best { worth, kept, is_start: false });
            }
            return Ok(true);
        };
        if self.left == 0 {
            return Ok(false);
        }
        let owners: BTreeSet<SupportId> = set.of.iter().map(|index| self.problem.owners[*index]).collect();
        let keep = owners.into_iter().filter(|_| !set.is_blocked).map(Decision::Keep);
        let nothing = (set.is_blocked || !set.less.is_empty()).then_some(Decision::Nothing);
        let mut is_whole = true;
        for decision in keep.chain(nothing).collect::<Vec<_>>() {
            self.decided[next] = decision;
            if self.may_be_better()? {
                is_whole &= self.search(next + 1)?;
            }
        }
        self.decided[next] = Decision::Open;
        Ok(is_whole)
    }

    /// Whether a choice that goes on from here may be better than the best so far.
    fn may_be_better(&mut self) -> Result<bool, Overflow> {
        let low = self.bound(0)?;
        let Some((worth, is_start)) = self.best.as_ref().map(|best| (best.worth, best.is_start)) else {
            return Ok(true);
        };
        if low != worth[0] {
            return Ok(low > worth[0]);
        }
        let high = self.bound(1)?;
        Ok(high > worth[1] || (is_start && high == worth[1]))
    }

    fn is_alive(&self, index: usize) -> bool {
        self.sets_of[index].iter().all(|set| self.may_keep(*set, self.problem.owners[index]))
    }

    fn alive(&self, end: usize) -> Vec<Number> {
        let amount = |(index, worth): (usize, &Worth)| if self.is_alive(index) { worth[end] } else { Number::ZERO };
        self.problem.amounts.iter().enumerate().map(amount).collect()
    }

    /// At least what every choice brings that goes on from here.
    fn bound(&mut self, end: usize) -> Result<Number, Overflow> {
        let amounts = self.alive(end);
        self.left = self.left.saturating_sub(amounts.len());
        let open = self.problem.sets.iter().zip(&self.decided).filter(|(_, decided)| **decided == Decision::Open);
        let sets: Vec<Cap> = open.map(|(set, _)| self.most_of_one(set, &amounts)).collect::<Result<_, Overflow>>()?;
        let by_caps = most(&amounts, &self.problem.caps)?.most;
        let bound = if sets.is_empty() { by_caps } else { by_caps.min(most(&amounts, &sets)?.most) };
        bound.minus(self.deducted()?)
    }

    /// No more is paid of a set than the amounts of the support that has most in it.
    fn most_of_one(&self, set: &Set, amounts: &[Number]) -> Result<Cap, Overflow> {
        let mut sums: Vec<(SupportId, Number)> = Vec::new();
        for index in &set.of {
            let owner = self.problem.owners[*index];
            match sums.iter_mut().find(|(other, _)| *other == owner) {
                Some((_, sum)) => *sum = sum.plus(amounts[*index])?,
                None => sums.push((owner, amounts[*index])),
            }
        }
        let most = sums.into_iter().map(|(_, sum)| sum).max().unwrap_or(Number::ZERO);
        Ok(Cap { of: set.of.clone(), most })
    }

    /// The receipts of the sets of which something is paid.
    fn deducted(&self) -> Result<Number, Overflow> {
        let pays = |(number, set): &(usize, &Set)| {
            matches!(self.decided[*number], Decision::Keep(_)) && set.of.iter().any(|index| self.is_alive(*index))
        };
        let sets = self.problem.sets.iter().enumerate().filter(pays);
        let less: BTreeSet<usize> = sets.flat_map(|(_, set)| set.less.iter().copied()).collect();
        less.into_iter().try_fold(Number::ZERO, |sum, receipt| sum.plus(self.problem.receipts[receipt]))
    }

    /// What is kept when all is decided, and what it brings.
    fn worth(&mut self) -> Result<(Worth, Vec<bool>), Overflow> {
        let kept: Vec<bool> = (0..self.problem.amounts.len()).map(|index| self.is_alive(index)).collect();
        let less = self.deducted()?;
        let mut worth = NOTHING;
        for (end, worth) in worth.iter_mut().enumerate() {
            let share = most(&self.alive(end), &self.problem.caps)?;
            self.is_vague |= end == 0 && share.least != share.most;
            *worth = share.least.minus(less)?;
        }
        self.left = self.left.saturating_sub(2 * kept.len());
        Ok((worth, kept))
    }
}
