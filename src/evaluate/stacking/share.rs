//! The most that is paid of several amounts under caps that each hold for some of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::number::{Number, Overflow};

/// A cap of the amounts with these indices.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Cap {
    pub(super) of: Vec<usize>,
    pub(super) most: Number,
}

/// Bounds of the most that is paid; equal unless caps cross in more ways than are searched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Share {
    pub(super) least: Number,
    pub(super) most: Number,
}

/// Caps that cross each other are solved together while their table has no more cells than this.
const MOST_CELLS: usize = 2500;

/// The most that is paid under all of the caps.
pub(super) fn most(amounts: &[Number], caps: &[Cap]) -> Result<Share, Overflow> {
    let mut core = Core::new(amounts, caps)?;
    core.reduce()?;
    if core.caps.is_empty() {
        return core.sum().map(Share::exact);
    }
    let variables = core.classes.len();
    if variables * (variables + core.caps.len()) <= MOST_CELLS {
        return core.solve().map(Share::exact);
    }
    let least = core.paid_in_order()?;
    // A cap that is left out only lets more be paid.
    while let Some((cap, most)) = core.most_entangled() {
        // Each of its amounts is no more than the cap all the same.
        core.drop(&BTreeMap::from([(cap, most)]))?;
        core.reduce()?;
    }
    Ok(Share { least, most: core.sum()? })
}

impl Share {
    fn exact(at: Number) -> Share {
        Share { least: at, most: at }
    }
}

/// Amounts under the same caps, added up; and the caps that are left.
struct Core {
    classes: BTreeMap<BTreeSet<usize>, Number>,
    caps: BTreeMap<usize, Number>,
}

impl Core {
    fn new(amounts: &[Number], caps: &[Cap]) -> Result<Core, Overflow> {
        let mut caps_of = vec![BTreeSet::new(); amounts.len()];
        for (number, cap) in caps.iter().enumerate() {
            for index in &cap.of {
                caps_of[*index].insert(number);
            }
        }
        let mut classes: BTreeMap<BTreeSet<usize>, Number> = BTreeMap::new();
        for (caps, amount) in caps_of.into_iter().zip(amounts).filter(|(_, amount)| !amount.is_zero()) {
            let sum = classes.entry(caps).or_insert(Number::ZERO);
            *sum = sum.plus(*amount)?;
        }
        Ok(Core { classes, caps: caps.iter().map(|cap| cap.most).enumerate().collect() })
    }

    /// Applies and removes the caps that cut nothing and those that hold for one class alone: what is left crosses.
    fn reduce(&mut self) -> Result<(), Overflow> {
        loop {
            let mut sums: BTreeMap<usize, (Number, usize)> = BTreeMap::new();
            for (caps, amount) in &self.classes {
                for cap in caps {
                    let (sum, count) = sums.entry(*cap).or_insert((Number::ZERO, 0));
                    (*sum, *count) = (sum.plus(*amount)?, *count + 1);
                }
            }
            let is_done = |cap: &usize, most: &Number| match sums.get(cap) {
                None => true,
                Some((sum, count)) => sum <= most || *count == 1,
            };
            let done: BTreeMap<usize, Number> =
                self.caps.iter().filter(|(cap, most)| is_done(cap, most)).map(|(cap, most)| (*cap, *most)).collect();
            if done.is_empty() {
                return Ok(());
            }
            self.drop(&done)?;
        }
    }

    /// Removes caps. Each cuts what is more than it: one that cuts nothing has no more below it.
    fn drop(&mut self, caps: &BTreeMap<usize, Number>) -> Result<(), Overflow> {
        self.caps.retain(|cap, _| !caps.contains_key(cap));
        for (of, amount) in std::mem::take(&mut self.classes) {
            let cut = of.iter().filter_map(|cap| caps.get(cap)).fold(amount, |amount, most| amount.min(*most));
            let left: BTreeSet<usize> = of.into_iter().filter(|cap| !caps.contains_key(cap)).collect();
            let sum = self.classes.entry(left).or_insert(Number::ZERO);
            *sum = sum.plus(cut)?;
        }
        Ok(())
    }

    fn sum(&self) -> Result<Number, Overflow> {
        self.classes.values().try_fold(Number::ZERO, |sum, amount| sum.plus(*amount))
    }

    fn most_entangled(&self) -> Option<(usize, Number)> {
        let classes = |(cap, _): &(&usize, &Number)| self.classes.keys().filter(|caps| caps.contains(cap)).count();
        self.caps.iter().max_by_key(classes).map(|(cap, most)| (*cap, *most))
    }

    /// What is paid when one cap after the other cuts the last of its amounts first.
    fn paid_in_order(&self) -> Result<Number, Overflow> {
        let mut paid: Vec<(&BTreeSet<usize>, Number)> = self.classes.iter().map(|(caps, at)| (caps, *at)).collect();
        for (cap, most) in &self.caps {
            let mut left = *most;
            for (_, amount) in paid.iter_mut().filter(|(caps, _)| caps.contains(cap)) {
                *amount = (*amount).min(left);
                left = left.minus(*amount)?;
            }
        }
        paid.into_iter().try_fold(Number::ZERO, |sum, (_, amount)| sum.plus(amount))
    }

    /// Solves what crosses as a linear program.
    fn solve(&self) -> Result<Number, Overflow> {
        let one_if = |holds: bool| if holds { Number::ONE } else { Number::ZERO };
        let mut rows: Vec<Vec<Number>> = Vec::new();
        for (cap, most) in &self.caps {
            rows.push(self.classes.keys().map(|caps| one_if(caps.contains(cap))).chain([*most]).collect());
        }
        for (at, amount) in self.classes.values().enumerate() {
            rows.push((0..self.classes.len()).map(|other| one_if(other == at)).chain([*amount]).collect());
        }
        Dictionary::new(rows, self.classes.len()).solve()
    }
}

/// The dictionary of the simplex method: each basic variable by those that are not. Bland's rule keeps it from cycling.
struct Dictionary {
    /// Of each basic variable the coefficients of the others, and the constant.
    rows: Vec<Vec<Number>>,
    /// What each further unit of a variable brings, and what there is, negated.
    gain: Vec<Number>,
    basic: Vec<usize>,
    others: Vec<usize>,
}

impl Dictionary {
    fn new(rows: Vec<Vec<Number>>, variables: usize) -> Dictionary {
        let basic = (variables..variables + rows.len()).collect();
        let gain = (0..variables).map(|_| Number::ONE).chain([Number::ZERO]).collect();
        Dictionary { rows, gain, basic, others: (0..variables).collect() }
    }

    fn solve(mut self) -> Result<Number, Overflow> {
        while let Some(column) = self.entering() {
            let Some(row) = self.leaving(column)? else { break };
            self.pivot(row, column)?;
        }
        Number::ZERO.minus(self.gain[self.others.len()])
    }

    fn entering(&self) -> Option<usize> {
        let brings = |column: &usize| self.gain[*column] > Number::ZERO;
        (0..self.others.len()).filter(brings).min_by_key(|column| self.others[*column])
    }

    fn leaving(&self, column: usize) -> Result<Option<usize>, Overflow> {
        let mut tightest: Option<(Number, usize, usize)> = None;
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| row[column] > Number::ZERO) {
            let room = (row[self.others.len()].over(row[column])?, self.basic[at], at);
            tightest = Some(tightest.map_or(room, |least| least.min(room)));
        }
        Ok(tightest.map(|(.., at)| at))
    }

    fn pivot(&mut self, row: usize, column: usize) -> Result<(), Overflow> {
        let by = self.rows[row][column];
        for (at, cell) in self.rows[row].iter_mut().enumerate() {
            *cell = if at == column { Number::ONE.over(by)? } else { cell.over(by)? };
        }
        let solved = self.rows[row].clone();
        let others = self.rows.iter_mut().enumerate().filter(|(at, _)| *at != row).map(|(_, cells)| cells);
        for cells in others.chain([&mut self.gain]) {
            let factor = cells[column];
            if factor.is_zero() {
                continue;
            }
            cells[column] = Number::ZERO;
            for (cell, solved) in cells.iter_mut().zip(&solved) {
                *cell = cell.minus(factor.times(*solved)?)?;
            }
        }
        std::mem::swap(&mut self.basic[row], &mut self.others[column]);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paid(amounts: &[i64], caps: &[(&[usize], i64)]) -> Share {
        let amounts: Vec<Number> = amounts.iter().map(|amount| Number::whole(*amount)).collect();
        let cap = |(of, most): &(&[usize], i64)| Cap { of: of.to_vec(), most: Number::whole(*most) };
        most(&amounts, &caps.iter().map(cap).collect::<Vec<_>>()).unwrap()
    }

    fn exactly(at: i64) -> Share {
        Share::exact(Number::whole(at))
    }

    #[test]
    fn a_cap_within_a_cap_cuts_first() {
        assert_eq!(paid(&[5, 5, 5], &[(&[0, 1], 6), (&[0, 1, 2], 10)]), exactly(10));
        assert_eq!(paid(&[5, 5, 2], &[(&[0, 1], 6), (&[0, 1, 2], 10)]), exactly(8));
    }

    /// Rows and columns of amounts, each under a cap: what a row can't take another one may.
    #[test]
    fn caps_that_cross_are_shared_out_best() {
        let caps: &[(&[usize], i64)] = &[(&[0, 1], 4), (&[2, 3], 4), (&[0, 2], 6), (&[1, 3], 1)];
        assert_eq!(paid(&[4, 4, 4, 4], caps), exactly(7));
        // Each pair at most one: half of each.
        let share = paid(&[1, 1, 1], &[(&[0, 1], 1), (&[1, 2], 1), (&[0, 2], 1)]);
        assert_eq!(share, Share::exact(Number::whole(3).over(Number::whole(2)).unwrap()));
    }

    #[test]
    fn what_crosses_too_often_is_bounded_on_both_sides() {
        let side = 60;
        let amounts = vec![3; side * side];
        let rows = (0..side).map(|row| (0..side).map(|column| row * side + column).collect::<Vec<_>>());
        let columns = (0..side).map(|column| (0..side).map(|row| row * side + column).collect::<Vec<_>>());
        let caps: Vec<(Vec<usize>, i64)> = rows.chain(columns).map(|of| (of, 10)).collect();
        let caps: Vec<(&[usize], i64)> = caps.iter().map(|(of, most)| (of.as_slice(), *most)).collect();
        let share = paid(&amounts, &caps);
        let best = Number::whole(10 * 60);
        assert!(share.least <= best && best <= share.most && share.most < Number::whole(3 * 3600), "{share:?}");
    }
}
