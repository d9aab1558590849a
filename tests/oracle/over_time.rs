//! Money that comes again and again, played through: instalment after instalment is paid as far as caps leave room.
//!
//! Which month is the first no text says. The period that is asked about is a month of some year, and for each plan one
//! of its instalments falls in it: so both its start and what it was paid before follow. What is reckoned from figures of
//! a year is known in the year of that period; instalments of another year are nothing, or alike, or of any size.

use std::collections::BTreeMap;

use super::answer::{FAR, FirmCap, Path};
use super::fraction::Fraction;

/// What one record, or the firm, is to be paid again and again.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// Each instalment before any cap.
    pub(crate) each: Fraction,
    /// How many there are; `None` where the text does not say.
    pub(crate) count: Option<usize>,
    /// How many months lie between two.
    pub(crate) gap: i64,
    /// Whether each year has figures of its own.
    pub(crate) by_year: bool,
    /// The caps that hold for it alone.
    pub(crate) caps: Vec<FirmCap>,
}

impl Plan {
    /// Whether instalments may fall in years of which the figures are not known.
    pub(crate) fn has_open_years(&self) -> bool {
        self.by_year && self.count.is_some_and(|count| i64::try_from(count).unwrap() * self.gap > 12)
    }
}

/// A cap of several plans.
pub(crate) type Shared = (Vec<usize>, FirmCap);

/// The period that is asked about.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Its month, of the year 0.
    month: i64,
    /// Which instalment of each plan falls in it; `None` is one after all caps without a period are used up.
    numbers: Vec<Option<usize>>,
    /// What each instalment of a plan comes to in years of which the figures are not known.
    others: Vec<Fraction>,
}

impl Asked {
    /// The same of one plan alone.
    pub(crate) fn of(&self, plan: usize) -> Asked {
        Asked { month: self.month, numbers: vec![self.numbers[plan]], others: vec![self.others[plan]] }
    }
}

/// What was played through.
#[derive(Clone, Debug)]
pub(crate) struct Played {
    /// What each plan has to get in the period, after its own caps.
    pub(crate) due: Vec<Fraction>,
    /// What the shared caps leave for the period.
    pub(crate) rooms: Vec<Fraction>,
    /// What is paid in all instalments, where every plan has an end.
    pub(crate) altogether: Option<Fraction>,
}

/// Which period is asked about: the first instalment, the last of a full year, or the last of all, in any month. What
/// other years bring is asked where caps hold, or where one is chosen.
pub(crate) fn asked(plans: &[Plan], shared: &[Shared], is_choice: bool, path: &mut Path) -> Asked {
    let is_capped = !shared.is_empty() || plans.iter().any(|plan| !plan.caps.is_empty());
    let mut other = |plan: &Plan| {
        let is_open = plan.has_open_years() && (is_capped || is_choice);
        if is_open { [Fraction::ZERO, plan.each, Fraction::whole(FAR)][path.pick(3)] } else { plan.each }
    };
    let others = plans.iter().map(&mut other).collect();
    if !is_capped {
        return Asked { month: 0, numbers: vec![Some(0); plans.len()], others };
    }
    let numbers = plans.iter().map(|plan| {
        let mut numbers = match (plan.count, plan.gap) {
            (Some(count), _) => vec![Some(0), Some(count.min(12).saturating_sub(1)), Some(count.saturating_sub(1))],
            // Of yearly money without a stated end it is the next one.
            (None, 12) => vec![Some(0)],
            (None, _) => vec![Some(0), Some(11), None],
        };
        numbers.dedup();
        numbers[path.pick(numbers.len())]
    });
    let numbers = numbers.collect();
    // The sum over several plans is only held inside the answer: a few months do.
    let months: &[i64] = if plans.len() == 1 { &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] } else { &[0, 6, 11] };
    Asked { numbers, others, month: months[path.pick(months.len())] }
}

/// A cap, and what was paid under it so far: in each year, or in all.
struct Account<'c> {
    of: Vec<usize>,
    cap: &'c FirmCap,
    paid: BTreeMap<i64, Fraction>,
}

impl Account<'_> {
    fn time(&self, month: i64) -> i64 {
        if self.cap.by_year { month.div_euclid(12) } else { 0 }
    }

    fn room(&self, month: i64) -> Fraction {
        let paid = self.paid.get(&self.time(month)).copied().unwrap_or(Fraction::ZERO);
        (self.cap.in_year(self.time(month)) - paid).max(Fraction::ZERO)
    }

    fn pay(&mut self, month: i64, amount: Fraction) {
        let paid = self.paid.entry(self.time(month)).or_insert(Fraction::ZERO);
        *paid = *paid + amount;
    }
}

/// Pays one instalment after the other, those of one month in the order of the plans.
pub(crate) fn play(plans: &[Plan], shared: &[Shared], asked: &Asked) -> Played {
    let own = plans.iter().enumerate().flat_map(|(at, plan)| plan.caps.iter().map(move |cap| (vec![at], cap)));
    let all = own.chain(shared.iter().map(|(of, cap)| (of.clone(), cap)));
    let mut accounts: Vec<Account<'_>> = all.map(|(of, cap)| Account { of, cap, paid: BTreeMap::new() }).collect();
    let first_shared = accounts.len() - shared.len();
    let is_late = |at: &usize| asked.numbers[*at].is_none() && plans[*at].each > Fraction::ZERO;
    for account in accounts.iter_mut().filter(|account| !account.cap.by_year && account.of.iter().any(is_late)) {
        account.pay(0, account.cap.most);
    }
    let mut instalments: Vec<(i64, usize)> = Vec::new();
    for (at, plan) in plans.iter().enumerate() {
        // Of one without an end only what comes before the end of the year is of interest.
        let number = asked.numbers[at].unwrap_or(24);
        let start = asked.month - i64::try_from(number).unwrap() * plan.gap;
        let count = plan.count.unwrap_or(number + 12);
        instalments.extend((0..i64::try_from(count).unwrap()).map(|number| (start + number * plan.gap, at)));
    }
    instalments.sort_unstable();
    let mut played = Played { due: vec![Fraction::ZERO; plans.len()], rooms: Vec::new(), altogether: None };
    let mut sum = Fraction::ZERO;
    let has_come = |month: i64| month >= asked.month;
    for (month, at) in instalments {
        if has_come(month) && played.rooms.is_empty() {
            played.rooms = accounts[first_shared..].iter().map(|account| account.room(asked.month)).collect();
        }
        let is_of_year = month.div_euclid(12) == asked.month.div_euclid(12) || !plans[at].has_open_years();
        let mut amount = if is_of_year { plans[at].each } else { asked.others[at] };
        for account in accounts[..first_shared].iter().filter(|account| account.of.contains(&at)) {
            amount = amount.min(account.room(month));
        }
        if month == asked.month {
            played.due[at] = amount;
        }
        for account in accounts.iter().filter(|account| account.of.contains(&at)) {
            amount = amount.min(account.room(month));
        }
        for account in accounts.iter_mut().filter(|account| account.of.contains(&at)) {
            account.pay(month, amount);
        }
        sum = sum + amount;
    }
    if played.rooms.is_empty() {
        played.rooms = accounts[first_shared..].iter().map(|account| account.room(asked.month)).collect();
    }
    played.altogether = plans.iter().all(|plan| plan.count.is_some()).then_some(sum);
    played
}
