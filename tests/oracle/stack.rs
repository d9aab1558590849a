//! What a firm gets in all: the best that it may keep, where supports exclude each other, and sums by purse.
//!
//! Everything is tried: every reading of what a text leaves open, every choice of one support in every set of rivals.
//! What caps let through is the least, over all ways of charging caps, of what is charged and what goes uncharged: the
//! dual of paying as much as all caps allow.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{ExactSupport, FirmCap, Path, all_of, people_of, place, receipts_under, received};
use super::firm::Firm;
use super::fraction::Fraction;
use super::over_time::{Asked, Plan, Shared, asked, play};
use super::rules::{CapPeriod, CapScope, Document, GroupRule, Limit, Older, Rules, Support};
use super::world::{HIRED, SET, codes_of, lies_within};

/// Payee, period, and whether all documents concerned are known to be in force.
pub(crate) type Purse = (&'static str, &'static str, bool);

/// Not more choices than this are tried in one component.
const MOST: usize = 3000;

/// One amount: a support, its record, the amount and its year.
#[derive(Clone, Debug)]
struct Paid {
    support: usize,
    record: Option<usize>,
    amount: Fraction,
    year: i64,
    people: Fraction,
    /// What recurs.
    plan: Option<Plan>,
}

/// A group, written or made by a purpose.
#[derive(Clone, Debug)]
struct Group {
    members: Vec<usize>,
    rule: GroupRule,
    by_record: bool,
    by_year: bool,
    limits: Vec<Limit>,
}

/// What excludes each other, what was received for it, and whether nothing more is paid after that.
struct Set {
    of: Vec<usize>,
    /// The receipts that are deducted, by their number.
    less: BTreeMap<usize, Fraction>,
    is_spent: bool,
}

/// The totals in one reading of every group; `None` where there are too many choices to try.
pub(crate) fn totals(
    rules: &Rules,
    firm: &Firm,
    answers: &[ExactSupport],
    is_counted: impl Fn(usize) -> bool,
    path: &mut Path,
) -> Option<BTreeMap<Purse, Fraction>> {
    let assumes = path.takes(true);
    let is_active = |index: &usize| {
        let (support, answer) = (&rules.supports[*index], &answers[*index]);
        let is_paid = support.amount.is_some() && !support.is_announced && answer.met();
        is_paid
            && is_open(rules, *index, firm, assumes)
            && rules.documents[support.document].is_totalled()
            && is_counted(*index)
    };
    let active: Vec<usize> = (0..rules.supports.len()).filter(is_active).collect();
    let groups = groups(rules);
    let alternatives = alternatives(rules, firm, assumes, &active);
    let mut component: BTreeMap<usize, usize> = active.iter().map(|index| (*index, *index)).collect();
    let paid_alike = alternatives.iter().flat_map(|(older, newer)| {
        let all = older.iter().chain(newer);
        all.clone().map(move |one| all.clone().copied().filter(|other| is_paid_alike(rules, *one, *other)).collect())
    });
    for members in groups.iter().map(|group| group.members.clone()).chain(paid_alike) {
        let members: Vec<usize> = members.into_iter().filter(|index| active.contains(index)).collect();
        let roots: Vec<usize> = members.iter().map(|index| component[index]).collect();
        for root in component.values_mut().filter(|root| roots.contains(root)) {
            *root = roots[0];
        }
    }
    let gone: Vec<bool> = alternatives.iter().map(|_| path.pick(2) == 0).collect();
    let mut totals = BTreeMap::new();
    let roots: BTreeSet<usize> = component.values().copied().collect();
    for root in roots {
        let members: Vec<usize> = active.iter().copied().filter(|index| component[index] == root).collect();
        let is_confirmed = |index: &usize| rules.documents[rules.supports[*index].document].standing != "unconfirmed";
        let (sure, unsure): (Vec<usize>, Vec<usize>) = members.iter().copied().partition(is_confirmed);
        let only_sure = !sure.is_empty() && !unsure.is_empty() && path.pick(2) == 1;
        let is_absent = |index: &usize| {
            let replaced = alternatives.iter().zip(&gone).any(|((older, newer), gone)| {
                let newer_is_sure = newer_document(rules, older, firm.as_of, *gone, only_sure);
                if newer_is_sure { older.contains(index) } else { newer.contains(index) }
            });
            replaced || (only_sure && unsure.contains(index))
        };
        let present: Vec<usize> = members.iter().copied().filter(|index| !is_absent(index)).collect();
        let support = &rules.supports[root];
        let purse = (support.payee, support.period, unsure.is_empty());
        let total = totals.entry(purse).or_insert(Fraction::ZERO);
        *total = *total + best(rules, firm, &present, &groups, answers, path)?;
    }
    Some(totals)
}

/// Whether the newer document of an alternative is taken to have replaced these.
fn newer_document(rules: &Rules, older: &[usize], as_of: i64, gone: bool, only_sure: bool) -> bool {
    let is_newer = |index: &usize| {
        let replaces = |(what, _): &(Older, bool)| older.iter().all(|old| rules.is_older(*what, *old));
        rules.documents[*index].replaces.iter().any(replaces) && rules.documents[*index].is_open(as_of)
    };
    let newer = (0..rules.documents.len()).find(is_newer).unwrap();
    gone && !(only_sure && rules.documents[newer].standing == "unconfirmed")
}

fn is_paid_alike(rules: &Rules, one: usize, other: usize) -> bool {
    let key = |index: usize| (rules.supports[index].payee, rules.supports[index].period);
    key(one) == key(other)
}

/// The old supports that a newer document may have replaced, and its own that pay for the same.
fn alternatives(rules: &Rules, firm: &Firm, assumes: bool, active: &[usize]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut found = Vec::new();
    let as_of = firm.as_of;
    for (number, document) in rules.documents.iter().enumerate() {
        for (what, _) in document
            .replaces
            .iter()
            .filter(|_| document.is_open(as_of) && document.is_totalled() && applies(document, firm, assumes).1)
        {
            let older: Vec<usize> = active.iter().copied().filter(|index| rules.is_older(*what, *index)).collect();
            let key = |support: &Support| (support.purpose, support.for_each, support.payee, support.period);
            let is_newer = |index: &usize| {
                let support = &rules.supports[*index];
                support.document == number && older.iter().any(|old| key(&rules.supports[*old]) == key(support))
            };
            let newer = active.iter().copied().filter(is_newer).collect();
            if !older.is_empty() {
                found.push((older, newer));
            }
        }
    }
    found
}

impl Rules {
    /// Whether a cap holds for it and others together.
    pub(crate) fn is_capped_together(&self, support: usize) -> bool {
        self.groups.iter().any(|group| group.members.contains(&support) && !group.limits.is_empty())
    }

    /// Whether two supports are of one purpose, or awards of one document for titles: what no group relates is open then.
    fn is_rival(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.supports[one], &self.supports[other]);
        let is_award = |support: &Support| support.purpose.starts_with("title:");
        one.purpose == other.purpose || (one.document == other.document && is_award(one) && is_award(other))
    }

    /// Whether it may have to give way to another one, or to leave it something.
    pub(crate) fn is_related(&self, support: usize) -> bool {
        let is_alike = |other: usize| self.is_rival(support, other) && is_paid_alike(self, support, other);
        let in_group = self.groups.iter().any(|group| group.members.contains(&support));
        in_group || (0..self.supports.len()).any(|other| other != support && is_alike(other))
    }
}

/// Whether the firm can have the support on its day.
pub(crate) fn is_open(rules: &Rules, support: usize, firm: &Firm, assumes: bool) -> bool {
    rules.is_open(support, firm.as_of, |document| applies(document, firm, assumes).0)
}

/// Whether a document surely applies where the firm is, and whether it may.
fn applies(document: &Document, firm: &Firm, assumes: bool) -> (bool, bool) {
    let place = place(firm);
    if !lies_within(place, document.place.0) {
        return (false, false);
    }
    let Some(scope) = &document.scope else { return (true, true) };
    let (not_in, within) = (lies_in(place, &scope.not_in, assumes), lies_in(place, &scope.within, assumes));
    let unclear_in = lies_in(place, &scope.unclear_in, assumes);
    (!not_in.1 && within.0, !not_in.0 && (within.1 || unclear_in.1))
}

/// Whether a place surely lies in one of these, and whether it may. A set that is not read as assumed may be none of its
/// places, or the whole city.
fn lies_in(place: &str, names: &[&'static str], assumes: bool) -> (bool, bool) {
    let of = |name: &str| {
        let is_open = name == SET.0 && !assumes;
        let is_in = codes_of(name).iter().any(|code| lies_within(place, code));
        (is_in && !is_open, if is_open { lies_within(place, "980100") } else { is_in })
    };
    let found: Vec<(bool, bool)> = names.iter().map(|name| of(name)).collect();
    (found.iter().any(|of| of.0), found.iter().any(|of| of.1))
}

/// The written groups, and the rivals that are in none together.
fn groups(rules: &Rules) -> Vec<Group> {
    let written = rules.groups.iter().map(|group| Group {
        members: group.members.clone(),
        rule: group.rule,
        by_record: group.per.is_some(),
        by_year: group.by_year,
        limits: group.limits.clone(),
    });
    let mut groups: Vec<Group> = written.collect();
    for one in 0..rules.supports.len() {
        for other in one + 1..rules.supports.len() {
            let key = |index: usize| {
                let support = &rules.supports[index];
                (support.for_each, support.payee, support.period, support.amount.is_some())
            };
            let is_together =
                |group: &super::rules::Group| [one, other].iter().all(|index| group.members.contains(index));
            if rules.is_rival(one, other)
                && key(one) == key(other)
                && key(one).3
                && !rules.groups.iter().any(is_together)
            {
                groups.push(Group {
                    members: vec![one, other],
                    rule: GroupRule::Unstated,
                    by_record: rules.supports[one].for_each.is_some(),
                    by_year: false,
                    limits: Vec::new(),
                });
            }
        }
    }
    groups
}

/// What is asked of one group.
struct Question<'q> {
    rules: &'q Rules,
    firm: &'q Firm,
    paid: &'q [Paid],
    /// What its members are for.
    purposes: Vec<&'q str>,
}

/// The most that the firm may keep of these supports in one reading.
fn best(
    rules: &Rules,
    firm: &Firm,
    members: &[usize],
    groups: &[Group],
    answers: &[ExactSupport],
    path: &mut Path,
) -> Option<Fraction> {
    let mut paid = Vec::new();
    for index in members {
        for item in answers[*index].items.iter().filter(|item| item.met) {
            let people = people_of(firm, rules.supports[*index].for_each, item.record);
            let plan = item.plan.clone();
            paid.push(Paid {
                support: *index,
                record: item.record,
                amount: item.amount,
                year: item.year,
                people,
                plan,
            });
        }
    }
    let mut caps: Vec<Shared> = Vec::new();
    for index in members {
        // Instalments of records of several years meet in one.
        let is_once = rules.supports[*index].period == "once";
        for cap in &answers[*index].caps {
            let of: Vec<usize> = (0..paid.len()).filter(|at| paid[*at].support == *index).collect();
            let parts = split(&paid, &of, false, cap.by_year && is_once);
            caps.extend(
                parts.into_iter().map(|((_, year), of)| (of, if is_once { cap.of_year(year) } else { cap.clone() })),
            );
        }
    }
    let mut sets: Vec<Set> = Vec::new();
    for group in groups {
        let of: Vec<usize> = (0..paid.len()).filter(|at| group.members.contains(&paid[*at].support)).collect();
        if of.is_empty() {
            continue;
        }
        let purposes: Vec<&str> = group.members.iter().map(|index| rules.supports[*index].purpose).collect();
        let question = Question { rules, firm, paid: &paid, purposes };
        let excludes = group.rule != GroupRule::Sum && !(group.rule == GroupRule::Unstated && path.pick(2) == 1);
        if excludes {
            sets.extend(sets_of(&question, group, &of, path));
        }
        for limit in &group.limits {
            caps.extend(caps_of(&question, group, limit, &of, path));
        }
    }
    let plans: Vec<Plan> = paid.iter().filter_map(|paid| paid.plan.clone()).collect();
    let asked = (!plans.is_empty()).then(|| asked(&plans, &caps, !sets.is_empty(), path));
    best_choice(&paid, &sets, &caps, asked.as_ref())
}

/// The sets of a group that exclude each other, and what earlier money takes off each.
fn sets_of(question: &Question<'_>, group: &Group, of: &[usize], path: &mut Path) -> Vec<Set> {
    let Question { firm, paid, purposes, .. } = question;
    // For which record earlier money was is not known: for any, or for none that is asked about.
    let is_asked = match group.rule {
        GroupRule::Highest => !firm.is_silent_on_receipts,
        GroupRule::TopUp => true,
        _ => false,
    };
    let less = |year: Option<i64>| if is_asked { received(firm, purposes, year) } else { BTreeMap::new() };
    let may_count = !less(None).is_empty();
    let counts = may_count && (!group.by_record || path.pick(2) == 1);
    // After earlier money the highest may still bring the difference, or nothing.
    let is_spent = counts && group.rule == GroupRule::Highest && path.pick(2) == 1;
    let sets = split(paid, of, group.by_record, group.by_year).into_iter().map(|((_, year), of)| {
        let less = if counts { less(year) } else { BTreeMap::new() };
        Set { of, is_spent: is_spent && !less.is_empty(), less }
    });
    sets.collect()
}

fn caps_of(question: &Question<'_>, group: &Group, limit: &Limit, of: &[usize], path: &mut Path) -> Vec<Shared> {
    let Question { rules, firm, paid, purposes } = question;
    let kinds: Vec<Option<usize>> = group.members.iter().map(|index| rules.supports[*index].for_each).collect();
    let have_records = kinds[0].is_some() && kinds.iter().all(|kind| *kind == kinds[0]);
    let by_record = match limit.scope {
        CapScope::Record => true,
        CapScope::Enterprise => false,
        CapScope::Unstated => have_records && path.pick(2) == 1,
    };
    let is_once = paid[of[0]].plan.is_none();
    // What interacts within one year has its cap for that year.
    let by_year = limit.period == CapPeriod::Year || (group.by_year && limit.period == CapPeriod::Whole);
    let limit = Limit { period: if by_year { CapPeriod::Year } else { limit.period }, ..*limit };
    let mut receipts = receipts_under(&limit, firm, purposes, is_once);
    // For which record earlier money was is not known: for any, or for none that is asked about.
    if by_record && !receipts.is_empty() && path.pick(2) == 1 {
        receipts.clear();
    }
    let parts = split(paid, of, by_record, (by_year && is_once) || group.by_year);
    let cap = |((_, year), of): (Part, Vec<usize>)| {
        let people = if by_record && kinds[0] == Some(HIRED) { paid[of[0]].people } else { Fraction::whole(1) };
        let cap = FirmCap::of(&limit, people, &receipts);
        (of, if is_once { cap.of_year(year) } else { cap })
    };
    parts.into_iter().map(cap).collect()
}

type Part = (Option<usize>, Option<i64>);

/// The amounts by their record and their year.
fn split(paid: &[Paid], of: &[usize], by_record: bool, by_year: bool) -> BTreeMap<Part, Vec<usize>> {
    let mut parts: BTreeMap<Part, Vec<usize>> = BTreeMap::new();
    for at in of {
        let key = (paid[*at].record.filter(|_| by_record), Some(paid[*at].year).filter(|_| by_year));
        parts.entry(key).or_default().push(*at);
    }
    parts
}

/// Tries every choice of one support, or of nothing, in every set; of what recurs the one that comes to most altogether,
/// and of that what it brings in the period that is asked about. `None` also where of some the time is stated and of others
/// not: which comes to more is open then.
fn best_choice(paid: &[Paid], sets: &[Set], caps: &[Shared], asked: Option<&Asked>) -> Option<Fraction> {
    let options: Vec<Vec<Option<usize>>> = sets
        .iter()
        .map(|set| {
            let supports: BTreeSet<usize> = set.of.iter().map(|at| paid[*at].support).collect();
            let all = supports.into_iter().filter(|_| !set.is_spent).map(Some);
            all.chain((!set.less.is_empty()).then_some(None)).collect()
        })
        .collect();
    let combinations = options.iter().try_fold(1_usize, |product, set| product.checked_mul(set.len()))?;
    if combinations * (1 << caps.len()) > MOST * 4 {
        return None;
    }
    let sets_of: Vec<Vec<usize>> =
        (0..paid.len()).map(|at| (0..sets.len()).filter(|set| sets[*set].of.contains(&at)).collect()).collect();
    let is_counted = |paid: &Paid| paid.plan.as_ref().is_some_and(|plan| plan.count.is_some());
    let by_time = asked.is_some() && options.iter().any(|set| set.len() > 1) && paid.iter().any(is_counted);
    if by_time && !paid.iter().all(is_counted) {
        return None;
    }
    // No more is paid of each; in whole parts of a yuan, as this is done a million times.
    let most: Vec<Fraction> =
        paid.iter().map(|paid| paid.plan.as_ref().map_or(paid.amount, |plan| plan.each)).collect();
    let parts = most.iter().fold(100, |parts, one| one.common(parts));
    let most: Vec<i128> = most.iter().map(|most| most.floor_of(parts)).collect();
    let mut best = Fraction::ZERO;
    let mut most_altogether = Fraction::ZERO;
    let mut kept: Vec<Option<usize>> = vec![None; sets.len()];
    for mut number in 0..combinations {
        for (kept, set) in kept.iter_mut().zip(&options) {
            *kept = set[number % set.len()];
            number /= set.len();
        }
        let is_kept: Vec<bool> =
            (0..paid.len()).map(|at| sets_of[at].iter().all(|set| kept[*set] == Some(paid[at].support))).collect();
        let all: i128 = most.iter().zip(&is_kept).filter(|(_, is_kept)| **is_kept).map(|(most, _)| most).sum();
        if !by_time && all <= best.floor_of(parts) {
            continue;
        }
        let mut amounts: Vec<Fraction> =
            (0..paid.len()).map(|at| if is_kept[at] { paid[at].amount } else { Fraction::ZERO }).collect();
        let mut rooms: Vec<Fraction> = caps.iter().map(|(_, cap)| cap.most).collect();
        let mut altogether = None;
        if let Some(asked) = asked {
            // What is given up is not paid before, and leaves its room to the others.
            let plan = |at: usize| paid[at].plan.clone().filter(|_| is_kept[at]);
            let none = Plan { each: Fraction::ZERO, count: Some(0), gap: 1, by_year: false, caps: Vec::new() };
            let plans: Vec<Plan> = (0..paid.len()).map(|at| plan(at).unwrap_or(none.clone())).collect();
            let played = play(&plans, caps, asked);
            (amounts, rooms, altogether) = (played.due, played.rooms, played.altogether.filter(|_| by_time));
        }
        let caps: Vec<(Vec<usize>, Fraction)> = caps.iter().map(|(of, _)| of.clone()).zip(rooms).collect();
        let mut less: BTreeMap<usize, Fraction> = BTreeMap::new();
        for (set, _) in sets.iter().zip(&kept).filter(|(_, kept)| kept.is_some()) {
            if set.of.iter().any(|at| is_kept[*at]) {
                less.extend(&set.less);
            }
        }
        let value = let_through(&amounts, &caps) - all_of(&less);
        let altogether = altogether.map_or(Fraction::ZERO, |all| all - all_of(&less));
        if (altogether, value) > (most_altogether, best) {
            (most_altogether, best) = (altogether, value);
        }
    }
    Some(best)
}

/// What caps let through of these amounts, in whole fen.
fn let_through(amounts: &[Fraction], caps: &[(Vec<usize>, Fraction)]) -> Fraction {
    let sum = |of: &[usize]| of.iter().fold(Fraction::ZERO, |sum, at| sum + amounts[*at]);
    let caps: Vec<&(Vec<usize>, Fraction)> = caps.iter().filter(|(of, most)| sum(of) > *most).collect();
    // In whole parts of a yuan: this is done a million times.
    let parts = amounts.iter().chain(caps.iter().map(|(_, most)| most)).fold(100, |parts, one| one.common(parts));
    let in_parts: Vec<i128> = amounts.iter().map(|amount| amount.floor_of(parts)).collect();
    // A share of each cap is charged; sixths are enough where no more than a few cross.
    let shares: &[i128] = if caps.len() < 5 { &[0, 2, 3, 4, 6] } else { &[0, 6] };
    let mut least: Option<i128> = None;
    for mut number in 0..shares.len().pow(u32::try_from(caps.len()).unwrap()) {
        let mut charged = 0;
        let mut covered = vec![0_i128; amounts.len()];
        for (of, most) in &caps {
            let share = shares[number % shares.len()];
            number /= shares.len();
            charged += most.floor_of(parts) * share;
            of.iter().for_each(|at| covered[*at] += share);
        }
        for (amount, covered) in in_parts.iter().zip(covered) {
            charged += amount * (6 - covered).max(0);
        }
        least = Some(least.map_or(charged, |least| least.min(charged)));
    }
    Fraction::fen(Fraction::new(least.unwrap_or(0), 6 * parts).floor_of(100))
}
