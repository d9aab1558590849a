//! The exact answer for a firm of which everything is known, under one reading of what a text leaves open.

use std::collections::BTreeMap;

use super::days;
use super::firm::{Bound, Firm, Record, Slot, Value};
use super::fraction::Fraction;
use super::over_time::{Plan, Shared, asked, play};
use super::reader::{Reader, lies_in};
use super::rules::{CapPeriod, CapScope, FactUse, Limit, Rules, Scope, Support, Year};
use super::tape::Tape;
use super::world::{HIRED, RECEIVED, by_key, dated_by, lies_within};
use super::years::reads_years;

/// Further than any figure: it stands for all of what has no end.
pub(crate) const FAR: i128 = 1_000_000_000_000;

/// The readings that were taken, in the order in which they came up; each place that leaves something open asks once
/// each time it is read.
#[derive(Clone, Default)]
pub(crate) struct Path {
    /// What was taken, and of how many.
    taken: Vec<(usize, usize)>,
    at: usize,
    dice: Option<Tape>,
    /// Whether a reading that the rules assume is one among the others.
    is_strict: bool,
    /// What was taken for facts that follow from others and are undefined: a share of nothing.
    undefined: BTreeMap<Slot, Fraction>,
}

impl Path {
    /// A path whose turns are made up.
    pub(crate) fn random(seed: u64) -> Path {
        Path { dice: Some(Tape::seeded(seed)), ..Path::default() }
    }

    /// The same, but no assumption is taken.
    pub(crate) fn strict(self) -> Path {
        Path { is_strict: true, ..self }
    }

    /// Which of the readings is taken; an assumed one is the first.
    pub(super) fn reading(&mut self, count: usize, assume: bool) -> usize {
        if assume && !self.is_strict { 0 } else { self.pick(count) }
    }

    /// Whether this assumption, if it is one, is taken.
    pub(super) fn takes(&self, assume: bool) -> bool {
        !(assume && self.is_strict)
    }

    pub(crate) fn pick(&mut self, count: usize) -> usize {
        if count < 2 {
            return 0;
        }
        if self.at == self.taken.len() {
            let first = self.dice.as_mut().map_or(0, |dice| dice.pick(count));
            self.taken.push((first, count));
        }
        self.at += 1;
        self.taken[self.at - 1].0
    }

    /// Anything at all; its ends stand for it.
    pub(crate) fn anything(&mut self) -> Fraction {
        Fraction::whole([FAR, -FAR][self.pick(2)])
    }

    /// Anything at all, where there is no number.
    pub(crate) fn anything_if(&mut self, is_undefined: bool) -> Option<Fraction> {
        is_undefined.then(|| self.anything())
    }

    /// Anything at all, the same each time that it is asked for this fact.
    pub(crate) fn anything_for(&mut self, slot: Slot) -> Fraction {
        if let Some(taken) = self.undefined.get(&slot) {
            return *taken;
        }
        let taken = self.anything();
        self.undefined.insert(slot, taken);
        taken
    }

    /// Whether something was open.
    pub(crate) fn has_turns(&self) -> bool {
        !self.taken.is_empty()
    }

    /// Goes on to the next path; false behind the last one.
    pub(crate) fn advance(&mut self) -> bool {
        self.taken.truncate(self.at);
        self.at = 0;
        self.undefined.clear();
        while let Some((taken, count)) = self.taken.pop() {
            if taken + 1 < count {
                self.taken.push((taken + 1, count));
                return true;
            }
        }
        false
    }
}

/// The exact answer for one record, or for the firm.
#[derive(Clone, Debug)]
pub(crate) struct ExactItem {
    pub(crate) record: Option<usize>,
    pub(crate) selected: bool,
    pub(crate) met: bool,
    /// Rounded, and under every cap; nothing unless the conditions are met. Of what recurs, one instalment.
    pub(crate) amount: Fraction,
    /// What recurs, if the conditions are met.
    pub(crate) plan: Option<Plan>,
    /// The calendar year to which it belongs.
    pub(crate) year: i64,
}

/// A cap of the firm, or one of each year.
#[derive(Clone, Debug)]
pub(crate) struct FirmCap {
    pub(crate) most: Fraction,
    pub(crate) by_year: bool,
    /// What of one of each year is used up by what was received in a year.
    pub(crate) received: BTreeMap<i64, Fraction>,
}

impl FirmCap {
    /// A cap under which this was received before, by its date; for the firm or for so many people.
    pub(crate) fn of(limit: &Limit, people: Fraction, receipts: &[(i64, Fraction)]) -> FirmCap {
        let most = Fraction::fen(limit.fen) * people;
        let mut cap = FirmCap { most, by_year: limit.period == CapPeriod::Year, received: BTreeMap::new() };
        for (year, amount) in receipts {
            match limit.period {
                CapPeriod::Whole => {}
                CapPeriod::Year => {
                    let of_year = cap.received.entry(*year).or_insert(Fraction::ZERO);
                    *of_year = *of_year + *amount;
                }
                CapPeriod::Ever => cap.most = (cap.most - *amount).max(Fraction::ZERO),
            }
        }
        cap
    }

    /// What it leaves of a year.
    pub(crate) fn in_year(&self, year: i64) -> Fraction {
        let used = self.received.get(&year).copied().unwrap_or(Fraction::ZERO);
        (self.most - used).max(Fraction::ZERO)
    }

    /// The same, for what is of this year alone.
    pub(crate) fn of_year(&self, year: Option<i64>) -> FirmCap {
        let most = year.map_or(self.most, |year| self.in_year(year));
        FirmCap { most, received: BTreeMap::new(), ..self.clone() }
    }

    /// So much of it all.
    fn times(&self, share: Fraction) -> FirmCap {
        let part = |amount: &Fraction| (*amount * share).to_fen();
        let received = self.received.iter().map(|(year, amount)| (*year, part(amount))).collect();
        FirmCap { most: part(&self.most), received, ..self.clone() }
    }
}

/// The exact answer for one support.
#[derive(Clone, Debug)]
pub(crate) struct ExactSupport {
    /// Whether the document speaks of the firm's place at all.
    pub(crate) is_shown: bool,
    pub(crate) items: Vec<ExactItem>,
    /// The caps of the firm, under the reading taken.
    pub(crate) caps: Vec<FirmCap>,
    /// Of what recurs, what all records bring in the period that is asked about, and in all where that is stated.
    pub(crate) over_time: Option<(Fraction, Option<Fraction>)>,
}

impl ExactSupport {
    pub(crate) fn met(&self) -> bool {
        self.is_shown && self.items.iter().any(|item| item.met)
    }

    /// What the firm gets if nothing displaces it; of what recurs, in the period that is asked about.
    pub(crate) fn total(&self) -> Fraction {
        if let Some((of_period, _)) = self.over_time {
            return of_period;
        }
        let mut years: BTreeMap<i64, Fraction> = BTreeMap::new();
        for item in &self.items {
            let year = years.entry(item.year).or_insert(Fraction::ZERO);
            *year = *year + item.amount;
        }
        let capped = |year: Option<i64>, sum: Fraction| {
            let caps = self.caps.iter().filter(|cap| cap.by_year == year.is_some());
            caps.fold(sum, |sum, cap| sum.min(year.map_or(cap.most, |year| cap.in_year(year))))
        };
        let sum = years.into_iter().fold(Fraction::ZERO, |sum, (year, of)| sum + capped(Some(year), of));
        capped(None, sum)
    }

    /// What all instalments come to, where the text says how many there are and the figures of their years are known.
    pub(crate) fn altogether(&self) -> Option<Fraction> {
        self.over_time.and_then(|(_, altogether)| altogether).filter(|_| !self.has_open_years())
    }

    /// Whether something falls in years of which the figures are not known.
    pub(crate) fn has_open_years(&self) -> bool {
        self.items.iter().filter_map(|item| item.plan.as_ref()).any(Plan::has_open_years)
    }

    /// The same in every period of what recurs, whichever month was the first.
    pub(crate) fn in_all_periods(&self) -> Vec<ExactSupport> {
        let (mut path, mut all) = (Path::default(), Vec::new());
        loop {
            all.push(self.in_a_period(&mut path));
            if !path.advance() {
                return all;
            }
        }
    }

    /// The same in a period of what recurs.
    pub(crate) fn in_a_period(&self, path: &mut Path) -> ExactSupport {
        let mut other = self.clone();
        if self.over_time.is_none() {
            return other;
        }
        let plans: Vec<Plan> = self.items.iter().filter_map(|item| item.plan.clone()).collect();
        let all: Vec<usize> = (0..plans.len()).collect();
        let shared: Vec<Shared> = self.caps.iter().map(|cap| (all.clone(), cap.clone())).collect();
        let together = asked(&plans, &shared, false, path);
        let played = play(&plans, &shared, &together);
        let due = played.due.iter().fold(Fraction::ZERO, |sum, due| sum + *due);
        let of_period = played.rooms.iter().fold(due, |sum, room| sum.min(*room));
        // Without a plan it is only of interest whether the text says how many there are.
        let altogether = played.altogether.filter(|_| self.altogether().is_some());
        other.over_time = Some((of_period, altogether));
        let items = other.items.iter_mut().filter(|item| item.plan.is_some());
        for (at, item) in items.enumerate() {
            item.amount = play(&plans[at..=at], &[], &together.of(at)).due[0];
        }
        other
    }
}

/// Answers one support.
pub(crate) fn support(rules: &Rules, index: usize, firm: &Firm, path: &mut Path) -> ExactSupport {
    let support = &rules.supports[index];
    let reader = Reader { rules, document: support.document, firm };
    if !lies_within(place(firm), rules.documents[support.document].place.0) {
        return ExactSupport { is_shown: false, items: Vec::new(), caps: Vec::new(), over_time: None };
    }
    // Where there is no record nobody asks what caps leave.
    let has_items = support.for_each.is_none_or(|kind| !firm.lists[kind].as_ref().unwrap().is_empty());
    let limits = support.limits.iter().filter(|_| has_items).map(|limit| {
        let scope = match limit.scope {
            CapScope::Unstated => [CapScope::Enterprise, CapScope::Record][path.pick(2)],
            stated => stated,
        };
        (scope, limit, receipts_under(limit, firm, &[support.purpose], support.period == "once"))
    });
    let limits: Vec<Read<'_>> = limits.collect();
    let answer = Answering { reader, support, limits: &limits };
    let mut items = Vec::new();
    match support.for_each {
        None => items.push(answer.item(None, &Bound::default(), path)),
        Some(kind) => {
            for index in 0..firm.lists[kind].as_ref().unwrap().len() {
                items.push(answer.item(Some(index), &Bound::of(kind, index), path));
            }
        }
    }
    let of_firm = limits.iter().filter(|(scope, ..)| *scope == CapScope::Enterprise);
    let caps = of_firm.map(|(_, limit, receipts)| FirmCap::of(limit, Fraction::whole(1), receipts));
    let is_timed = support.amount.is_some() && support.duration.is_some();
    let over_time = (support.period != "once").then(|| (Fraction::ZERO, is_timed.then_some(Fraction::ZERO)));
    ExactSupport { is_shown: true, items, caps: caps.collect(), over_time }.in_a_period(&mut Path::default())
}

/// A cap as it is read, and what was received under it before.
type Read<'l> = (CapScope, &'l Limit, Vec<(i64, Fraction)>);

/// What was received under a cap before, with the year of each: counted from that of the answer, where something recurs.
pub(crate) fn receipts_under(limit: &Limit, firm: &Firm, purposes: &[&str], is_once: bool) -> Vec<(i64, Fraction)> {
    let is_asked = match limit.period {
        CapPeriod::Whole => false,
        CapPeriod::Year => !firm.is_silent_on_receipts,
        CapPeriod::Ever => true,
    };
    let found = if is_asked { received(firm, purposes, None) } else { BTreeMap::new() };
    let all = firm.lists[RECEIVED].iter().flatten().enumerate().filter_map(|(number, receipt)| {
        let amount = *found.get(&number)?;
        // A cap of all time asks nobody when it was.
        if limit.period != CapPeriod::Year {
            return Some((0, amount));
        }
        let (year, ..) = days::date(whole(receipt.get(&(by_key("received.date"), 0))?));
        let first = if is_once { 0 } else { days::date(firm.as_of).0 };
        Some((year - first, amount))
    });
    all.collect()
}

/// What the firm received before for these purposes, in this year or ever, by the number of the receipt.
pub(crate) fn received(firm: &Firm, purposes: &[&str], year: Option<i64>) -> BTreeMap<usize, Fraction> {
    let counts = |receipt: &Record| {
        let Value::Choices(of) = &receipt[&(by_key("received.for-what"), 0)] else { unreachable!("it is a choice") };
        let of_year = year.is_none_or(|year| days::date(whole(&receipt[&(by_key("received.date"), 0)])).0 == year);
        of_year && purposes.iter().any(|purpose| of.contains(purpose))
    };
    let amount = |receipt: &Record| match &receipt[&(by_key("received.amount"), 0)] {
        Value::Number(amount) => *amount,
        other => unreachable!("{other:?} is no amount"),
    };
    let receipts = firm.lists[RECEIVED].iter().flatten().enumerate().filter(|(_, receipt)| counts(receipt));
    let amounts = receipts.map(|(number, receipt)| (number, amount(receipt)));
    amounts.filter(|(_, amount)| *amount > Fraction::ZERO).collect()
}

/// All of several amounts.
pub(crate) fn all_of(amounts: &BTreeMap<usize, Fraction>) -> Fraction {
    amounts.values().fold(Fraction::ZERO, |sum, amount| sum + *amount)
}

/// For how many people a record stands.
pub(crate) fn people_of(firm: &Firm, kind: Option<usize>, record: Option<usize>) -> Fraction {
    let record = record.filter(|_| kind == Some(HIRED)).map(|index| &firm.lists[HIRED].as_ref().unwrap()[index]);
    match record.and_then(|record| record.get(&(by_key("hire.count"), 0))) {
        Some(Value::Number(count)) => *count,
        _ => Fraction::whole(1),
    }
}

/// A whole number, such as a day.
fn whole(value: &Value) -> i64 {
    let Value::Number(number) = value else { unreachable!("{value:?} is no number") };
    i64::try_from(number.floor_of(1)).unwrap()
}

pub(super) fn place(firm: &Firm) -> &'static str {
    let slot = firm.slot(FactUse::plain("place"), &Bound::default());
    let Some(Value::Code(place)) = firm.stated(slot) else { unreachable!("the place is known") };
    place
}

struct Answering<'r> {
    reader: Reader<'r>,
    support: &'r Support,
    /// The caps, as they are read.
    limits: &'r [Read<'r>],
}

impl Answering<'_> {
    fn item(&self, record: Option<usize>, bound: &Bound, path: &mut Path) -> ExactItem {
        let (reader, support) = (&self.reader, self.support);
        let selected = reader.all(&support.selects, bound, path);
        let scope = support.scope.as_ref().or(reader.rules.documents[support.document].scope.as_ref());
        let of_document = support.scope.as_ref().and(reader.rules.documents[support.document].scope.as_ref());
        let is_covered = selected
            && scope.is_none_or(|scope| covers(scope, place(reader.firm), path))
            && of_document.is_none_or(|scope| may_cover(scope, place(reader.firm), path));
        let met = is_covered && reader.meets_support(support, bound, path);
        let (mut amount, mut plan) = (Fraction::ZERO, None);
        if let Some(quantity) = support.amount.as_ref().filter(|_| met) {
            let each = reader.number(quantity, bound, path).max(Fraction::ZERO);
            // A cap of the firm holds for one record too; one of hires is one for each person.
            let people = |scope| if scope == CapScope::Record { self.people(bound) } else { Fraction::whole(1) };
            let caps = self.limits.iter().map(|(scope, limit, received)| FirmCap::of(limit, people(*scope), received));
            let caps: Vec<FirmCap> = caps.collect();
            let kept = self.kept(bound, path);
            if support.period == "once" {
                let room = |cap: &FirmCap| if cap.by_year { cap.in_year(self.year(bound)) } else { cap.most };
                amount = (caps.iter().fold(each, |each, cap| each.min(room(cap))) * kept).to_fen();
            } else {
                let count = support.duration.as_ref().map(|count| reader.number(count, bound, path));
                let count = count.map(|count| usize::try_from(count.floor_of(1).max(0)).unwrap());
                // Of each instalment the same share is kept as of what a cap leaves of them all.
                let caps = caps.iter().map(|cap| cap.times(kept)).collect();
                let gap = if support.period == "month" { 1 } else { 12 };
                let by_year = reads_years(reader.rules, support);
                plan = Some(Plan { each: (each * kept).to_fen(), count, gap, by_year, caps });
            }
        }
        ExactItem { record, selected, met, amount, plan, year: self.year(bound) }
    }

    /// The share of the amount that is paid and need not be returned.
    fn kept(&self, bound: &Bound, path: &mut Path) -> Fraction {
        let (reader, support) = (&self.reader, self.support);
        if !support.clawback.is_empty() && reader.all(&support.clawback, bound, path) {
            return Fraction::ZERO;
        }
        support.shares.iter().fold(Fraction::whole(1), |kept, (share, when)| {
            if reader.all(when, bound, path) { kept } else { kept - Fraction::per_mille(*share) }
        })
    }

    /// For how many people the record stands.
    fn people(&self, bound: &Bound) -> Fraction {
        if self.support.for_each != Some(HIRED) {
            return Fraction::whole(1);
        }
        self.reader.plain(FactUse::plain("hire.count"), bound)
    }

    /// The year of the record; what is answered for the firm is of the year that is asked about, and so is what does
    /// not say and need not.
    fn year(&self, bound: &Bound) -> i64 {
        let firm = self.reader.firm;
        let fact = self.support.for_each.and_then(dated_by).map(|fact| FactUse { fact, year: Year::Never });
        let stated = fact.and_then(|fact| firm.stated(firm.slot(fact, bound)));
        days::date(stated.map_or(firm.as_of, whole)).0
    }
}

/// Whether a document's scope leaves room for one of its supports to apply here.
fn may_cover(scope: &Scope, place: &str, path: &mut Path) -> bool {
    let most: Vec<&'static str> = scope.within.iter().chain(&scope.unclear_in).copied().collect();
    !lies_in(place, &scope.not_in, path) && lies_in(place, &most, path)
}

fn covers(scope: &Scope, place: &str, path: &mut Path) -> bool {
    if lies_in(place, &scope.not_in, path) {
        return false;
    }
    lies_in(place, &scope.within, path) || (lies_in(place, &scope.unclear_in, path) && path.pick(2) == 1)
}
