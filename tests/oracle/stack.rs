//! What a firm gets in all: the best that it may keep, where supports exclude each other, and sums by purse.

use std::collections::BTreeMap;

use super::answer::{ExactSupport, Path};
use super::fraction::Fraction;
use super::rules::Rules;

/// Payee, period, and whether all documents concerned are known to be in force.
pub(crate) type Purse = (&'static str, &'static str, bool);

/// Supports that exclude each other in one reading: by record of this kind, or once for the firm.
struct Rivals {
    members: Vec<usize>,
    by_record: bool,
}

/// The totals in one reading of every group; `None` where there are too many choices to try.
pub(crate) fn totals(
    rules: &Rules,
    as_of: i64,
    answers: &[ExactSupport],
    is_counted: impl Fn(usize) -> bool,
    path: &mut Path,
) -> Option<BTreeMap<Purse, Fraction>> {
    let is_active = |index: &usize| {
        let (support, answer) = (&rules.supports[*index], &answers[*index]);
        let document = &rules.documents[support.document];
        let is_paid = support.amount.is_some() && !support.is_announced && answer.met();
        is_paid && document.is_open(as_of) && document.is_totalled() && is_counted(*index)
    };
    let active: Vec<usize> = (0..rules.supports.len()).filter(is_active).collect();
    let mut component: BTreeMap<usize, usize> = active.iter().map(|index| (*index, *index)).collect();
    let mut rivals = Vec::new();
    for (members, by_record) in groups(rules) {
        let members: Vec<usize> = members.into_iter().filter(|index| active.contains(index)).collect();
        if members.len() < 2 {
            continue;
        }
        let roots: Vec<usize> = members.iter().map(|index| component[index]).collect();
        for root in component.values_mut().filter(|root| roots.contains(root)) {
            *root = roots[0];
        }
        if path.pick(2) == 0 {
            rivals.push(Rivals { members, by_record });
        }
    }
    let mut totals = BTreeMap::new();
    let roots: std::collections::BTreeSet<usize> = component.values().copied().collect();
    for root in roots {
        let members: Vec<usize> = active.iter().copied().filter(|index| component[index] == root).collect();
        let is_confirmed = |index: &usize| rules.documents[rules.supports[*index].document].standing != "unconfirmed";
        let support = &rules.supports[root];
        let purse = (support.payee, support.period, members.iter().all(is_confirmed));
        let total = totals.entry(purse).or_insert(Fraction::ZERO);
        *total = *total + best(&members, &rivals, answers)?;
    }
    Some(totals)
}

/// The written groups and those that a shared purpose makes, each with whether it holds by record.
fn groups(rules: &Rules) -> Vec<(Vec<usize>, bool)> {
    let mut groups: Vec<(Vec<usize>, bool)> =
        rules.groups.iter().map(|group| (group.members.clone(), group.per.is_some())).collect();
    let mut by_purpose: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, support) in rules.supports.iter().enumerate().filter(|(_, support)| support.amount.is_some()) {
        let key = (support.purpose, support.for_each, support.payee, support.period);
        by_purpose.entry(key).or_default().push(index);
    }
    for ((_, for_each, ..), members) in by_purpose {
        let is_related = |(other, _): &(Vec<usize>, bool)| members.iter().all(|member| other.contains(member));
        if !groups[..rules.groups.len()].iter().any(is_related) {
            groups.push((members, for_each.is_some()));
        }
    }
    groups
}

/// The most that the firm may keep of these supports: in each set of rivals, one support's amounts.
fn best(members: &[usize], rivals: &[Rivals], answers: &[ExactSupport]) -> Option<Fraction> {
    let mut sets: Vec<Vec<(usize, Option<usize>)>> = Vec::new();
    for group in rivals.iter().filter(|group| group.members.iter().any(|index| members.contains(index))) {
        let mut by_record: BTreeMap<Option<usize>, Vec<(usize, Option<usize>)>> = BTreeMap::new();
        for index in &group.members {
            for item in answers[*index].items.iter().filter(|item| item.met) {
                let key = item.record.filter(|_| group.by_record);
                by_record.entry(key).or_default().push((*index, item.record));
            }
        }
        sets.extend(by_record.into_values());
    }
    let supports_of = |set: &[(usize, Option<usize>)]| {
        let mut supports: Vec<usize> = set.iter().map(|(index, _)| *index).collect();
        supports.dedup();
        supports
    };
    let survivors: Vec<Vec<usize>> = sets.iter().map(|set| supports_of(set)).collect();
    let combinations = survivors.iter().try_fold(1_usize, |product, set| product.checked_mul(set.len()))?;
    if combinations > 3000 {
        return None;
    }
    let mut best = Fraction::ZERO;
    for mut number in 0..combinations {
        let mut kept = Vec::new();
        for set in &survivors {
            kept.push(set[number % set.len()]);
            number /= set.len();
        }
        let is_kept = |index: usize, record: Option<usize>| {
            sets.iter().zip(&kept).all(|(set, kept)| *kept == index || !set.contains(&(index, record)))
        };
        let total = members.iter().fold(Fraction::ZERO, |total, index| {
            let answer = &answers[*index];
            let kept = answer.items.iter().filter(|item| item.met && is_kept(*index, item.record));
            let sum = kept.fold(Fraction::ZERO, |sum, item| sum + item.amount);
            total + answer.firm_cap.map_or(sum, |cap| cap.min(sum))
        });
        best = best.max(total);
    }
    Some(best)
}
