//! The changes of conditions and quantities, one thing at a time.

use crate::calendar::{Day, Phrase, Unit};
use crate::dictionary::{FactId, Kind};
use crate::interval::Ordering;
use crate::number::Number;
use crate::rulebook::{Across, Case, Condition, ConditionForm, Quantity, Slice};
use crate::source::Line;

use super::{Operator, Shown};

/// One thing of a whole that is changed.
pub(super) struct Change<T> {
    pub(super) operator: Operator,
    /// Where it is written, as far as that is known.
    pub(super) line: Option<Line>,
    pub(super) was: Shown,
    pub(super) becomes: Shown,
    /// The whole with the change.
    pub(super) to: T,
}

impl<T> Change<T> {
    pub(super) fn new(operator: Operator, was: Shown, becomes: Shown, to: T) -> Change<T> {
        Change { operator, line: None, was, becomes, to }
    }

    fn map<U>(self, whole: impl FnOnce(T) -> U) -> Change<U> {
        let Change { operator, line, was, becomes, to } = self;
        Change { operator, line, was, becomes, to: whole(to) }
    }
}

/// The same changes, of what each is a part of.
pub(super) fn of_whole<T, U>(changes: Vec<Change<T>>, whole: impl Fn(T) -> U) -> Vec<Change<U>> {
    changes.into_iter().map(|change| change.map(&whole)).collect()
}

/// Conditions of which one is dropped, or changed in itself.
pub(super) fn of_conditions(list: &[Condition]) -> Vec<Change<Vec<Condition>>> {
    let dropped = list.iter().enumerate().map(|(at, part)| {
        let left = [&list[..at], &list[at + 1..]].concat();
        let change = Change::new(Operator::Dropped, Shown::Condition(part.clone()), Shown::Nothing, left);
        Change { line: Some(part.line), ..change }
    });
    dropped.chain(of_parts(list)).collect()
}

fn of_parts(list: &[Condition]) -> Vec<Change<Vec<Condition>>> {
    let of_part = |at: usize| {
        let with = move |part: Condition| [&list[..at], &[part], &list[at + 1..]].concat();
        of_whole(of_condition(&list[at]), with)
    };
    (0..list.len()).flat_map(of_part).collect()
}

fn of_condition(part: &Condition) -> Vec<Change<Condition>> {
    let with = |form| Condition { form, ..part.clone() };
    let forms = match &part.form {
        ConditionForm::Compare { left, ordering, right } => {
            let compare = |left: &Quantity, ordering, right: &Quantity| ConditionForm::Compare {
                left: left.clone(),
                ordering,
                right: right.clone(),
            };
            let sides = of_whole(of_quantity(left), |left| compare(&left, *ordering, right));
            let others = of_whole(of_quantity(right), |right| compare(left, *ordering, &right));
            let turned = turned(*ordering).map(|other| whole(Operator::Bound, compare(left, other, right)));
            turned.into_iter().chain(sides).chain(others).map(|change| said(part, change)).collect()
        }
        ConditionForm::Has { across, selects, ordering, count, .. } => {
            // What is the same for all records was so before the change, not after it.
            let has = |across, selects, count| ConditionForm::Has {
                across,
                selects,
                ordering: *ordering,
                count,
                of_firm: None,
            };
            // One less than one is any number: the condition is dropped then, which is a change of its own.
            let counts = steps(*count).filter(|(_, to)| *to > 0 || *count > 1);
            let counts = counts.map(|(operator, to)| said(part, whole(operator, has(*across, selects.clone(), to))));
            let lasts = lasts(*across).map(|(across, to)| across.map(|()| has(to, selects.clone(), *count)));
            let lasts = lasts.map(|change| said(part, change));
            let inside = of_whole(of_conditions(selects), |selects| has(*across, selects, *count));
            counts.chain(lasts).chain(inside).collect()
        }
        ConditionForm::Every { across, selects } => {
            let every = |across, selects| ConditionForm::Every { across, selects };
            let lasts = lasts(*across).map(|(across, to)| across.map(|()| every(to, selects.clone())));
            let lasts = lasts.map(|change| said(part, change));
            lasts.chain(of_whole(of_conditions(selects), |selects| every(*across, selects))).collect()
        }
        ConditionForm::All(parts) => joined(part, parts, ConditionForm::All, Some(ConditionForm::Any)),
        ConditionForm::Any(parts) => joined(part, parts, ConditionForm::Any, Some(ConditionForm::All)),
        ConditionForm::None(parts) => joined(part, parts, ConditionForm::None, None),
        ConditionForm::Of { parts, ordering, count } => {
            let of = |parts, count| ConditionForm::Of { parts, ordering: *ordering, count };
            let counts = steps(*count).map(|(operator, to)| said(part, whole(operator, of(parts.clone(), to))));
            counts.chain(of_whole(of_conditions(parts), |parts| of(parts, *count))).collect()
        }
        ConditionForm::Unclear { readings, assume } => {
            let unclear = |readings| ConditionForm::Unclear { readings, assume: assume.clone() };
            // Where one is assumed, no worked case asks for the others.
            let taken = if assume.is_some() { readings.len().min(1) } else { readings.len() };
            of_whole(of_parts(&readings[..taken]), |changed| unclear([&changed[..], &readings[taken..]].concat()))
        }
        ConditionForm::Assumed { inner, assume } => of_whole(of_condition(inner), |inner| ConditionForm::Assumed {
            inner: Box::new(inner),
            assume: assume.clone(),
        }),
        ConditionForm::Among { .. } | ConditionForm::Meets(_) | ConditionForm::Judged(_) | ConditionForm::Scope(_) => {
            Vec::new()
        }
    };
    let at_line = |change: Change<ConditionForm>| Change { line: change.line.or(Some(part.line)), ..change };
    of_whole(forms.into_iter().map(at_line).collect(), with)
}

/// A change of a whole condition, which is told by all that it says.
fn whole(operator: Operator, to: ConditionForm) -> Change<ConditionForm> {
    Change::new(operator, Shown::Nothing, Shown::Nothing, to)
}

fn said(part: &Condition, change: Change<ConditionForm>) -> Change<ConditionForm> {
    let is_inside = change.line.is_some();
    let becomes = Shown::Condition(Condition { form: change.to.clone(), ..part.clone() });
    if is_inside { change } else { Change { was: Shown::Condition(part.clone()), becomes, ..change } }
}

fn joined(
    part: &Condition,
    parts: &[Condition],
    form: fn(Vec<Condition>) -> ConditionForm,
    other: Option<fn(Vec<Condition>) -> ConditionForm>,
) -> Vec<Change<ConditionForm>> {
    // Of one alone it is the same; to drop it would leave nothing to be met.
    let other = other.filter(|_| parts.len() > 1);
    let turned = other.map(|other| said(part, whole(Operator::AllOrAny, other(parts.to_vec()))));
    let inside = if parts.len() > 1 { of_conditions(parts) } else { of_parts(parts) };
    turned.into_iter().chain(of_whole(inside, form)).collect()
}

fn turned(ordering: Ordering) -> Option<Ordering> {
    match ordering {
        Ordering::AtLeast => Some(Ordering::Above),
        Ordering::Above => Some(Ordering::AtLeast),
        Ordering::AtMost => Some(Ordering::Below),
        Ordering::Below => Some(Ordering::AtMost),
        Ordering::Equal => None,
    }
}

/// One more, and one less where there is less.
fn steps(count: i64) -> impl Iterator<Item = (Operator, i64)> {
    let less = (count > 0).then(|| (Operator::UnitLess, count - 1));
    [(Operator::UnitMore, count.saturating_add(1))].into_iter().chain(less)
}

/// Years of which there is one more or less.
fn lasts(across: Across) -> impl Iterator<Item = (Change<()>, Across)> {
    let last = if let Across::Years { last, .. } = across { last } else { 0 };
    let years = [last - 1, last + 1].into_iter().filter(move |years| last > 0 && *years > 0);
    years.filter_map(move |years| {
        let Across::Years { or_since, of_firm, .. } = across else { return None };
        let to = Across::Years { last: years, or_since, of_firm };
        Some((Change::new(Operator::Last, Shown::Count(last.into()), Shown::Count(years.into()), ()), to))
    })
}

/// A quantity of which one thing is changed.
pub(super) fn of_quantity(quantity: &Quantity) -> Vec<Change<Quantity>> {
    let mut parts: Vec<Quantity> = quantity.clone().parts_mut().into_iter().map(|part| part.clone()).collect();
    if let Quantity::Unclear { assume: Some(_), .. } = quantity {
        parts.truncate(1);
    }
    let with = |at: usize, part: Quantity| {
        let mut whole = quantity.clone();
        whole.parts_mut().into_iter().nth(at).into_iter().for_each(|slot| *slot = part.clone());
        whole
    };
    let inside = parts.iter().enumerate().flat_map(|(at, part)| of_whole(of_quantity(part), move |to| with(at, to)));
    own(quantity).into_iter().chain(inside).collect()
}

fn own(quantity: &Quantity) -> Vec<Change<Quantity>> {
    let said = |operator, to: Quantity| {
        Change::new(operator, Shown::Quantity(quantity.clone()), Shown::Quantity(to.clone()), to)
    };
    match quantity {
        Quantity::Literal(number, kind) => numbers(*number, unit(*kind, *number))
            .map(|(operator, to)| said(operator, Quantity::Literal(to, *kind)))
            .collect(),
        Quantity::Day(phrase) => {
            phrases(phrase).into_iter().map(|(operator, to)| said(operator, Quantity::Day(to))).collect()
        }
        Quantity::Range { from, up_to } => {
            let range = |from: &Option<Box<Quantity>>, up_to: &Option<Box<Quantity>>| match (from, up_to) {
                (None, None) => Quantity::Unstated,
                (from, up_to) => Quantity::Range { from: from.clone(), up_to: up_to.clone() },
            };
            let floor = from.as_ref().map(|_| said(Operator::FloorDropped, range(&None, up_to)));
            let cap = up_to.as_ref().map(|_| said(Operator::CapDropped, range(from, &None)));
            floor.into_iter().chain(cap).collect()
        }
        Quantity::Bounded { inner, floor, cap } => {
            let bounded = |floor: &Option<Box<Quantity>>, cap: &Option<Box<Quantity>>| match (floor, cap) {
                (None, None) => (**inner).clone(),
                (floor, cap) => Quantity::Bounded { inner: inner.clone(), floor: floor.clone(), cap: cap.clone() },
            };
            let dropped = floor.as_ref().map(|_| said(Operator::FloorDropped, bounded(&None, cap)));
            let uncapped = cap.as_ref().map(|_| said(Operator::CapDropped, bounded(floor, &None)));
            dropped.into_iter().chain(uncapped).collect()
        }
        Quantity::Cases(cases) => of_cases(cases),
        Quantity::Slices { of, slices } => {
            let with = |slices: Vec<Slice>| Quantity::Slices { of: of.clone(), slices };
            let ends = slices.iter().enumerate().filter_map(|(at, slice)| Some((at, slice.up_to?)));
            let ends = ends.flat_map(|(at, end)| numbers(end, Some(Number::FEN)).map(move |(by, to)| (at, by, to)));
            let ends = ends.map(|(at, operator, to)| {
                let mut slices = slices.clone();
                slices[at].up_to = Some(to);
                said(operator, with(slices))
            });
            let swaps = (1..slices.len()).filter(|at| slices[*at].rate != slices[at - 1].rate).map(|at| {
                let mut swapped = slices.clone();
                (swapped[at].rate, swapped[at - 1].rate) = (slices[at - 1].rate.clone(), slices[at].rate.clone());
                said(Operator::Swapped, with(swapped))
            });
            ends.chain(swaps).collect()
        }
        Quantity::Across { fold, each, across, selects } => {
            let with = |across, selects| Quantity::Across { fold: *fold, each: each.clone(), across, selects };
            of_range(*across, selects, with)
        }
        Quantity::Count { across, selects } => {
            of_range(*across, selects, |across, selects| Quantity::Count { across, selects })
        }
        Quantity::Unstated
        | Quantity::Unknown
        | Quantity::Fact { .. }
        | Quantity::Defined(_)
        | Quantity::Product { .. }
        | Quantity::Units { .. }
        | Quantity::Fold { .. }
        | Quantity::Excess { .. }
        | Quantity::Ratio { .. }
        | Quantity::Growth { .. }
        | Quantity::AmountOf(_)
        | Quantity::Unclear { .. }
        | Quantity::Assumed { .. } => Vec::new(),
    }
}

fn of_range(
    across: Across,
    selects: &[Condition],
    with: impl Fn(Across, Vec<Condition>) -> Quantity,
) -> Vec<Change<Quantity>> {
    let lasts = lasts(across).map(|(change, to)| change.map(|()| with(to, selects.to_vec())));
    lasts.chain(of_whole(of_conditions(selects), |selects| with(across, selects))).collect()
}

fn of_cases(cases: &[Case]) -> Vec<Change<Quantity>> {
    let when = (0..cases.len()).flat_map(|at| {
        of_whole(of_conditions(&cases[at].when), move |when| {
            let mut cases = cases.to_vec();
            cases[at].when = when;
            Quantity::Cases(cases)
        })
    });
    let swaps = (1..cases.len()).filter(|at| cases[*at].gives != cases[at - 1].gives).map(|at| {
        let mut swapped = cases.to_vec();
        let [was, becomes] = [at - 1, at].map(|at| Shown::Quantity(cases[at].gives.clone()));
        (swapped[at].gives, swapped[at - 1].gives) = (cases[at - 1].gives.clone(), cases[at].gives.clone());
        Change::new(Operator::Swapped, was, becomes, Quantity::Cases(swapped))
    });
    when.chain(swaps).collect()
}

/// The smallest difference that a figure of a kind can have; of a number that need not be whole, of the last place.
fn unit(kind: Kind, number: Number) -> Option<Number> {
    match kind {
        Kind::Money => Some(Number::FEN),
        Kind::Ratio => Some(Number::of_units(1, 4)),
        Kind::Count | Kind::Date => Some(Number::ONE),
        Kind::Number => Some(if number.to_whole().is_some() { Number::ONE } else { Number::of_units(1, 2) }),
        Kind::Flag | Kind::Choice | Kind::Text | Kind::Place | Kind::Industry | Kind::Support => None,
    }
}

/// A figure that is a unit higher or lower, which does not make it negative.
pub(super) fn numbers(number: Number, unit: Option<Number>) -> impl Iterator<Item = (Operator, Number)> {
    let more = unit.and_then(|unit| number.plus(unit).ok()).map(|to| (Operator::UnitMore, to));
    let less = unit.and_then(|unit| number.minus(unit).ok()).filter(|less| number.is_negative() || !less.is_negative());
    more.into_iter().chain(less.map(|to| (Operator::UnitLess, to)))
}

/// A figure of money that is a fen higher or lower.
pub(super) fn fens(number: Number) -> impl Iterator<Item = (Operator, Number)> {
    numbers(number, unit(Kind::Money, number))
}

/// The days before and after.
pub(super) fn days(day: Day) -> [Day; 2] {
    [-1, 1].map(|count| day.later(count, Unit::Day))
}

fn phrases(phrase: &Phrase<FactId>) -> Vec<(Operator, Phrase<FactId>)> {
    let years = |year: i16| [year - 1, year + 1].into_iter().zip([Operator::UnitLess, Operator::UnitMore]);
    match phrase {
        Phrase::Fixed(day) => days(*day).map(|day| (Operator::Day, Phrase::Fixed(day))).to_vec(),
        Phrase::Ago(count, unit) => steps(*count).map(|(by, count)| (by, Phrase::Ago(count, *unit))).collect(),
        Phrase::After(count, unit, fact) => {
            steps(*count).map(|(by, count)| (by, Phrase::After(count, *unit, *fact))).collect()
        }
        Phrase::StartOfYear(year) => years(*year).map(|(year, by)| (by, Phrase::StartOfYear(year))).collect(),
        Phrase::EndOfYear(year) => years(*year).map(|(year, by)| (by, Phrase::EndOfYear(year))).collect(),
    }
}
