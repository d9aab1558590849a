//! Reads conditions and quantities of a firm of which everything is known.

use super::answer::{FAR, Path};
use super::days::{self, Unit};
use super::firm::{Bound, Firm, Value};
use super::fraction::Fraction;
use super::rules::{Across, Among, Compare, Condition, FactUse, Fold, Meaning, Phrase, Quantity, Rules, Support};
use super::world::{ESTABLISHED, Kind, SET, codes_of, lies_within};
use super::years::is_of_firm;

/// Rules of one document, for one firm.
#[derive(Clone, Copy)]
pub(super) struct Reader<'r> {
    pub(super) rules: &'r Rules,
    /// The document whose terms are meant.
    pub(super) document: usize,
    pub(super) firm: &'r Firm,
}

/// What is compared.
#[derive(Clone, Copy, Debug)]
pub(super) enum Figure {
    Exact(Fraction),
    /// Compound growth, which is compared without a root.
    Growth {
        last: Fraction,
        first: Fraction,
        years: i64,
    },
}

/// A record, or a year that counts.
struct Member {
    bound: Bound,
    /// Whether the firm existed then.
    exists: bool,
}

impl Reader<'_> {
    pub(super) fn all(&self, conditions: &[Condition], bound: &Bound, path: &mut Path) -> bool {
        conditions.iter().all(|condition| self.holds(condition, bound, path))
    }

    /// A support's conditions, its place left out; of money that is all in stages, one must be reached.
    pub(super) fn meets_support(&self, support: &Support, bound: &Bound, path: &mut Path) -> bool {
        let reached = |stages: Vec<&[Condition]>| stages.iter().any(|when| self.all(when, bound, &mut *path));
        let is_reached = support.stages().is_none_or(reached);
        is_reached && self.all(&support.when, bound, path)
    }

    fn holds(&self, condition: &Condition, bound: &Bound, path: &mut Path) -> bool {
        match condition {
            Condition::Compare { left, compare, right, .. } => {
                let left = self.figure(left, bound, path);
                let right = match right {
                    Quantity::Day(phrase) => Figure::Exact(self.day(*phrase, bound, *compare)),
                    other => self.figure(other, bound, path),
                };
                left.compares(*compare, right)
            }
            Condition::Among { fact, among, names } => {
                let lies = match self.value(*fact, bound) {
                    Value::Choices(choices) => names.iter().any(|name| choices.contains(name)),
                    Value::Code(code) if fact.kind() == Kind::Industry => {
                        names.iter().any(|name| lies_within(code, name))
                    }
                    Value::Code(code) => lies_in(code, names, path),
                    other => unreachable!("{other:?} is no choice"),
                };
                lies != (*among == Among::NoneOf)
            }
            Condition::Flag { fact, is } => self.value(*fact, bound) == Value::Flag(*is),
            Condition::Rank { fact, compare, name } => {
                let Value::Choices(choices) = self.value(*fact, bound) else { unreachable!("a choice is ranked") };
                let rank = |name: &str| fact.declared().choices.iter().position(|choice| *choice == name).unwrap();
                compare.holds(&rank(choices.first().unwrap()), &rank(name))
            }
            Condition::Has { across, selects, bound: count } => {
                let found = self.count(*across, selects, bound, path);
                count.map_or(found >= 1, |(compare, count)| compare.holds(&found, &count))
            }
            Condition::Every { across, selects } => {
                let members = self.members(*across, bound, is_of_firm(self, selects, None));
                members.iter().all(|member| member.exists && self.all(selects, &member.bound, path))
            }
            Condition::Of { parts, compare, count } => {
                let met = parts.iter().filter(|part| self.holds(part, bound, path)).count();
                compare.holds(&met, count)
            }
            Condition::All(parts) => self.all(parts, bound, path),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part, bound, path)),
            Condition::None(parts) => !parts.iter().any(|part| self.holds(part, bound, path)),
            Condition::Meets(index) => match self.meaning(*index) {
                // A term that is not read as it was may mean anything.
                Meaning::When(_) if !path.takes(self.is_assumed(*index)) => path.pick(2) == 1,
                Meaning::When(when) => self.all(when, bound, path),
                Meaning::Value(..) => unreachable!("a quantity is no condition"),
            },
            Condition::MeetsSupport(index) => {
                let support = &self.rules.supports[*index];
                Reader { document: support.document, ..*self }.meets_support(support, bound, path)
            }
            Condition::MeetsStandard(index) => {
                let standard = &self.rules.standards[*index];
                Reader { document: standard.document, ..*self }.all(&standard.when, bound, path)
            }
            Condition::Assumed(_) if !path.takes(true) => path.pick(2) == 1,
            Condition::Assumed(inner) => self.holds(inner, bound, path),
            Condition::Judged => path.pick(2) == 1,
            Condition::Unclear { readings, assume } => {
                let taken = path.reading(readings.len(), *assume);
                self.holds(&readings[taken], bound, path)
            }
        }
    }

    /// Every record of a list, or the years that count; what is asked of a record's years needs no firm in them.
    fn members(&self, across: Across, bound: &Bound, is_of_firm: bool) -> Vec<Member> {
        match across {
            Across::Records(kind) => {
                let records = 0..self.firm.lists[kind].as_ref().unwrap().len();
                let member = |index| {
                    let mut bound = *bound;
                    bound.records[kind] = Some(index);
                    Member { bound, exists: true }
                };
                records.map(member).collect()
            }
            Across::Years { last, or_since } => {
                let begins_by =
                    |date: &str, year: i64| self.date(FactUse::plain(date), bound) <= days::day(year, 12, 31);
                let years = (1..=last).map(|back| self.firm.year() - back);
                let counted = years.filter(|year| or_since.is_none_or(|since| begins_by(since, *year)));
                let is_stated = self.firm.stated(self.firm.slot(FactUse::plain(ESTABLISHED), bound)).is_some();
                let exists = |year| {
                    if !is_of_firm {
                        true
                    } else if is_stated {
                        begins_by(ESTABLISHED, year)
                    } else {
                        self.firm.has_figures_by(year)
                    }
                };
                let member = |year| Member { bound: Bound { year: Some(year), ..*bound }, exists: exists(year) };
                counted.map(member).collect()
            }
        }
    }

    fn count(&self, across: Across, selects: &[Condition], bound: &Bound, path: &mut Path) -> usize {
        let members = self.members(across, bound, is_of_firm(self, selects, None));
        members.iter().filter(|member| member.exists && self.all(selects, &member.bound, path)).count()
    }

    fn meaning(&self, index: usize) -> &Meaning {
        &self.rules.documents[self.document].definitions[index].meaning
    }

    fn is_assumed(&self, index: usize) -> bool {
        self.rules.documents[self.document].definitions[index].assume
    }

    /// A quantity that is no compound growth.
    pub(super) fn number(&self, quantity: &Quantity, bound: &Bound, path: &mut Path) -> Fraction {
        match self.figure(quantity, bound, path) {
            Figure::Exact(number) => number,
            Figure::Growth { .. } => unreachable!("growth is only compared"),
        }
    }

    fn figure(&self, quantity: &Quantity, bound: &Bound, path: &mut Path) -> Figure {
        Figure::Exact(match quantity {
            Quantity::Fact(fact) => return self.fact(*fact, bound, path),
            Quantity::Growth(fact, years) => {
                let other = path.anything_if(self.is_undefined_growth(*fact, *years, bound));
                return self.growth(*fact, *years, bound, other);
            }
            Quantity::Defined(index) => match self.meaning(*index) {
                Meaning::Value(value, _) if !path.takes(self.is_assumed(*index)) => {
                    return self.figure(&anything_within(value), bound, path);
                }
                Meaning::Value(value, _) => return self.figure(value, bound, path),
                Meaning::When(_) => unreachable!("a condition is no quantity"),
            },
            Quantity::Assumed(_) if !path.takes(true) => return self.figure(&Quantity::Unstated, bound, path),
            Quantity::Assumed(inner) => return self.figure(inner, bound, path),
            Quantity::Unclear { readings, assume } => {
                let taken = path.reading(readings.len(), *assume);
                return self.figure(&readings[taken], bound, path);
            }
            Quantity::Money(fen) => Fraction::fen(*fen),
            Quantity::PerMille(rate) => Fraction::per_mille(*rate),
            Quantity::Count(count) | Quantity::Length(count) => Fraction::whole(*count),
            Quantity::Day(phrase) => self.day(*phrase, bound, Compare::AtLeast),
            // Anything from nothing up; the ends stand for all of it.
            Quantity::Unstated => Fraction::whole([0, 10 * FAR][path.pick(2)]),
            Quantity::Rate(factor, of) | Quantity::Each(factor, of) => {
                let factor = self.number(factor, bound, path);
                factor * self.number(of, bound, path)
            }
            Quantity::Range(from, up_to) => {
                let from = from.as_ref().map_or(Fraction::ZERO, |from| self.number(from, bound, path));
                let up_to = up_to.as_ref().map(|up_to| self.number(up_to, bound, path));
                let up_to = up_to.unwrap_or(from + Fraction::whole(10 * FAR));
                if path.pick(2) == 0 { from } else { up_to.max(from) }
            }
            Quantity::Cases(_, cases) => {
                let first = cases.iter().find(|(when, _)| self.all(when, bound, path));
                first.map_or(Fraction::ZERO, |(_, gives)| self.number(gives, bound, path))
            }
            Quantity::Staged(stages) => {
                let reached: Vec<&Quantity> =
                    stages.iter().filter(|(when, _)| self.all(when, bound, path)).map(|(_, part)| part).collect();
                reached.into_iter().fold(Fraction::ZERO, |sum, part| sum + self.number(part, bound, path))
            }
            Quantity::Units { each, per, of } => {
                let each = self.number(each, bound, path);
                let units = self.share(of, per, bound, path);
                each * Fraction::whole(units.floor_of(1).max(0))
            }
            Quantity::Slices(of, slices) => self.in_slices(of, slices, bound, path),
            Quantity::Fold(fold, parts) => {
                let parts: Vec<Fraction> = parts.iter().map(|part| self.number(part, bound, path)).collect();
                fold.of(&parts, path)
            }
            Quantity::Across { fold, each, across, selects } => {
                let mut parts = Vec::new();
                for member in self.members(*across, bound, is_of_firm(self, selects, Some(each))) {
                    if self.all(selects, &member.bound, path) {
                        // What was before the firm is nothing.
                        let part = if member.exists { self.number(each, &member.bound, path) } else { Fraction::ZERO };
                        parts.push(part);
                    }
                }
                fold.of(&parts, path)
            }
            Quantity::CountOf { across, selects } => {
                Fraction::whole(i128::try_from(self.count(*across, selects, bound, path)).unwrap())
            }
            Quantity::Excess(whole, over) => {
                let whole = self.number(whole, bound, path);
                (whole - self.number(over, bound, path)).max(Fraction::ZERO)
            }
            Quantity::Ratio(part, whole) => self.share(part, whole, bound, path),
            Quantity::Bounded { inner, floor, cap } => {
                let mut number = self.number(inner, bound, path);
                if let Some(floor) = floor {
                    number = number.max(self.number(floor, bound, path));
                }
                if let Some(cap) = cap {
                    number = number.min(self.number(cap, bound, path));
                }
                number
            }
        })
    }

    /// A share; of nothing it may be anything.
    fn share(&self, part: &Quantity, whole: &Quantity, bound: &Bound, path: &mut Path) -> Fraction {
        let (part, whole) = (self.number(part, bound, path), self.number(whole, bound, path));
        if whole == Fraction::ZERO { path.anything() } else { part.over(whole) }
    }

    fn in_slices(
        &self,
        of: &Quantity,
        slices: &[(Option<i128>, Quantity)],
        bound: &Bound,
        path: &mut Path,
    ) -> Fraction {
        let of = self.number(of, bound, path);
        let (mut sum, mut below) = (Fraction::ZERO, Fraction::ZERO);
        for (end, rate) in slices {
            let top = end.map_or(of, |end| of.min(Fraction::fen(end)));
            sum = sum + (top - below).max(Fraction::ZERO) * self.number(rate, bound, path);
            below = end.map_or(below, Fraction::fen);
        }
        sum
    }

    fn day(&self, phrase: Phrase, bound: &Bound, compare: Compare) -> Fraction {
        let day = match (phrase, phrase.day(self.firm.as_of, compare)) {
            (_, Some(day)) => day,
            (Phrase::After(count, unit, fact), None) => days::later(self.date(fact, bound), count, unit),
            _ => unreachable!("only a phrase that counts from a fact hangs on the firm"),
        };
        Fraction::whole(i128::from(day))
    }

    /// A fact that is a date.
    pub(super) fn date(&self, fact: FactUse, bound: &Bound) -> i64 {
        match self.fact(fact, bound, &mut Path::default()) {
            Figure::Exact(day) => i64::try_from(day.floor_of(1)).unwrap(),
            Figure::Growth { .. } => unreachable!("growth is no day"),
        }
    }

    /// Growth over so many years; `other` where there is none.
    pub(super) fn growth(&self, fact: FactUse, years: i64, bound: &Bound, other: Option<Fraction>) -> Figure {
        let (last, first) = (self.plain(fact, bound), self.plain(fact.before(years), bound));
        match (other, years) {
            (Some(other), _) => Figure::Exact(other),
            (None, 1) => Figure::Exact(last.over(first) - Fraction::whole(1)),
            (None, _) => Figure::Growth { last, first, years },
        }
    }

    /// From nothing, or from a loss, there is no growth.
    pub(super) fn is_undefined_growth(&self, fact: FactUse, years: i64, bound: &Bound) -> bool {
        self.plain(fact.before(years), bound) <= Fraction::ZERO
    }

    /// A number that is never undefined.
    pub(super) fn plain(&self, fact: FactUse, bound: &Bound) -> Fraction {
        match self.fact(fact, bound, &mut Path::default()) {
            Figure::Exact(number) => number,
            Figure::Growth { .. } => unreachable!("growth does not grow"),
        }
    }

    /// Whether a year's unit of time passed.
    pub(super) fn years_after(&self, fact: FactUse, years: i64, bound: &Bound) -> i64 {
        days::later(self.date(fact, bound), years, Unit::Year)
    }
}

impl Figure {
    fn compares(self, compare: Compare, other: Figure) -> bool {
        let grown = |first: Fraction, rate: Fraction, years| first * (Fraction::whole(1) + rate).power(years);
        match (self, other) {
            (Figure::Exact(left), Figure::Exact(right)) => compare.holds(&left, &right),
            (Figure::Growth { last, first, years }, Figure::Exact(rate)) => {
                compare.holds(&last, &grown(first, rate, years))
            }
            (Figure::Exact(rate), Figure::Growth { last, first, years }) => {
                compare.holds(&grown(first, rate, years), &last)
            }
            (Figure::Growth { .. }, Figure::Growth { .. }) => unreachable!("growth is compared with a figure"),
        }
    }
}

impl Fold {
    fn of(self, parts: &[Fraction], path: &mut Path) -> Fraction {
        let sum = parts.iter().fold(Fraction::ZERO, |sum, part| sum + *part);
        match self {
            Fold::Sum => sum,
            Fold::Highest => parts.iter().copied().max().unwrap_or(Fraction::ZERO),
            Fold::Mean if parts.is_empty() => path.anything(),
            Fold::Mean => sum.over(Fraction::whole(i128::try_from(parts.len()).unwrap())),
        }
    }
}

/// Whether a place lies in one of these. A set is its places as it was read; when that is not taken it may also be none
/// of them, or the whole city.
pub(super) fn lies_in(place: &str, names: &[&'static str], path: &mut Path) -> bool {
    names.iter().any(|name| {
        let is_read = *name == SET.0;
        match path.reading(if is_read { 3 } else { 1 }, is_read) {
            0 => codes_of(name).iter().any(|code| lies_within(place, code)),
            1 => false,
            _ => lies_within(place, "980100"),
        }
    })
}

/// Any amount between the cap and the floor of this one.
fn anything_within(value: &Quantity) -> Quantity {
    let inner = Box::new(Quantity::Unstated);
    match value {
        Quantity::Bounded { floor, cap, .. } => Quantity::Bounded { inner, floor: floor.clone(), cap: cap.clone() },
        _ => Quantity::Unstated,
    }
}
