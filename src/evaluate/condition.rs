//! Conditions, three-valued: a verdict for each, compositional.

use crate::codes::{CodeId, CodeTree};
use crate::dictionary::{Choices, FactId, Kind};
use crate::interval::{Interval, Ordering};
use crate::number::{Number, Overflow};
use crate::rulebook::{Across, Area, Condition, ConditionForm, Meaning, Membership, Quantity, Scope, Year, days_ago};
use crate::truth::{Reasons, Truth, Verdict};

use super::env::{Env, Possible};
use super::members::for_each_member;
use super::quantity::{Estimate, quantity};

/// The verdict of all conditions together.
///
/// # Errors
/// `Overflow` when a figure in one of them is too large.
pub fn all(env: &Env<'_>, conditions: &[Condition]) -> Result<Verdict, Overflow> {
    conditions.iter().try_fold(Verdict::MET, |verdict, part| Ok(verdict.and(condition(env, part)?)))
}

/// The verdict of one condition.
///
/// # Errors
/// `Overflow` when a figure in it is too large.
pub fn condition(env: &Env<'_>, condition: &Condition) -> Result<Verdict, Overflow> {
    match &condition.form {
        ConditionForm::Compare { left, ordering, right } => compare(env, left, *ordering, right),
        ConditionForm::Among { fact, year, test } => among(env, *fact, *year, test),
        ConditionForm::Has { across, selects, ordering, count, of_firm } => {
            let found = || has(env, *across, selects, *ordering, *count);
            of_firm.map_or_else(found, |id| env.once(id, found))
        }
        ConditionForm::Every { across, selects } => every(env, *across, selects),
        ConditionForm::All(parts) => all(env, parts),
        ConditionForm::Any(parts) => any(env, parts),
        ConditionForm::None(parts) => any(env, parts).map(Verdict::negate),
        ConditionForm::Of { parts, ordering, count } => so_many(env, parts, *ordering, *count),
        ConditionForm::Meets(id) => {
            let definition = env.book.definition(*id);
            if definition.assume.as_ref().is_some_and(|assume| !env.takes(assume)) {
                return Ok(Verdict::unknown(Reasons::SILENCE));
            }
            match &definition.meaning {
                Meaning::When(when) => env.verdict_of(*id, || all(env, when)),
                Meaning::Value(_) => Ok(Verdict::unknown(Reasons::SILENCE)),
            }
        }
        ConditionForm::Judged(_) => Ok(Verdict::unknown(Reasons::JUDGEMENT)),
        ConditionForm::Unclear { readings, assume } => {
            let assumed = assume.as_ref().is_some_and(|assume| env.takes(assume));
            unclear(env, if assumed { &readings[..1] } else { readings })
        }
        ConditionForm::Assumed { inner, assume } if env.takes(assume) => self::condition(env, inner),
        ConditionForm::Assumed { .. } => Ok(Verdict::unknown(Reasons::SILENCE)),
        ConditionForm::Scope(scope) => Ok(covers(env, scope)),
    }
}

fn any(env: &Env<'_>, conditions: &[Condition]) -> Result<Verdict, Overflow> {
    conditions.iter().try_fold(Verdict::UNMET, |verdict, part| Ok(verdict.or(condition(env, part)?)))
}

fn compare(env: &Env<'_>, left: &Quantity, ordering: Ordering, right: &Quantity) -> Result<Verdict, Overflow> {
    let (left, right) = sides(env, left, ordering, right)?;
    let truth = left.interval.compare(ordering, &right.interval);
    // A root lies between two numbers of 18 decimals; only a bound that is not one of them can fall between, too.
    let reasons = left.reasons | right.reasons;
    if truth == Truth::Unknown && reasons.is_empty() { Err(Overflow) } else { Ok(Verdict::new(truth, reasons)) }
}

/// Both sides of a comparison. Where the one is so long ago, the other is to be on that day or later, or before it; or it
/// is to be on it or earlier, or after it.
///
/// # Errors
/// `Overflow` when a figure is too large.
pub fn sides(
    env: &Env<'_>,
    left: &Quantity,
    ordering: Ordering,
    right: &Quantity,
) -> Result<(Estimate, Estimate), Overflow> {
    let (of_left, of_right) = days_ago(ordering);
    let side = |side, edge| quantity(&Env { edge, ..*env }, side);
    Ok((side(left, of_left)?, side(right, of_right)?))
}

fn among(env: &Env<'_>, fact: FactId, year: Option<Year>, test: &Membership) -> Result<Verdict, Overflow> {
    let (possible, reasons) = env.possible(fact, year)?;
    let declared = env.book.dictionary.fact(fact);
    let tree = if declared.kind == Kind::Place { &env.book.places } else { &env.book.industries };
    if let (Possible::Code(code), Membership::Within(area) | Membership::NotWithin(area)) = (possible, test) {
        let verdict = lies(area, tree, code, |assume| env.takes(assume), reasons);
        return Ok(if matches!(test, Membership::Within(_)) { verdict } else { verdict.negate() });
    }
    let truth = match (possible, test) {
        (Possible::Choices { must, may }, Membership::AnyOf(wanted)) => meets(must, may, *wanted, declared.many),
        (Possible::Choices { must, may }, Membership::NoneOf(banned)) => {
            meets(must, may, *banned, declared.many).negate()
        }
        (Possible::Flag(flag), Membership::Flag(wanted)) => {
            if *wanted {
                flag
            } else {
                flag.negate()
            }
        }
        // Compile pairs kinds and tests; whatever else met would not be known.
        (Possible::Choices { .. }, Membership::Flag(_) | Membership::Within(_) | Membership::NotWithin(_))
        | (
            Possible::Flag(_),
            Membership::AnyOf(_) | Membership::NoneOf(_) | Membership::Within(_) | Membership::NotWithin(_),
        )
        | (Possible::Range(_) | Possible::Code(_) | Possible::Text, _) => Truth::Unknown,
    };
    Ok(Verdict::new(truth, if reasons.is_empty() { Reasons::FACT } else { reasons }))
}

/// Whether something of which only `code` is known, for these reasons, lies in an area.
pub(super) fn lies(
    area: &Area,
    tree: &CodeTree,
    code: CodeId,
    takes: impl Fn(&str) -> bool,
    reasons: Reasons,
) -> Verdict {
    let found = area.holds(tree, code, takes);
    let silence = if found.reasons.contains(Reasons::SILENCE) { Reasons::SILENCE } else { Reasons::NONE };
    // A place that is stated only coarsely is a fact to be stated more exactly.
    Verdict::new(found.truth, if reasons.is_empty() { found.reasons } else { reasons | silence })
}

/// Whether the choices that hold include one of `wanted`.
pub(super) fn meets(must: Choices, may: Choices, wanted: Choices, many: bool) -> Truth {
    let surely = if many { must.meets(wanted) } else { may.is_within(wanted) };
    Truth::between(may.meets(wanted), !surely)
}

/// How many members are surely selected, and how many perhaps besides; `None` of an unknown list.
pub(super) fn count(env: &Env<'_>, across: Across, selects: &[Condition]) -> Result<Option<Tally>, Overflow> {
    let mut tally = Tally::default();
    let is_known = for_each_member(env, across, &mut |env, membership| {
        tally.add(membership.belongs().and(all(env, selects)?));
        Ok(())
    })?;
    Ok(is_known.then_some(tally))
}

fn has(
    env: &Env<'_>,
    across: Across,
    selects: &[Condition],
    ordering: Ordering,
    wanted: i64,
) -> Result<Verdict, Overflow> {
    let wanted = Interval::point(Number::whole(wanted));
    Ok(match count(env, across, selects)? {
        Some(tally) => Verdict::new(tally.interval().compare(ordering, &wanted), tally.reasons),
        None => Verdict::new(Interval::FROM_ZERO.compare(ordering, &wanted), Reasons::FACT),
    })
}

fn every(env: &Env<'_>, across: Across, selects: &[Condition]) -> Result<Verdict, Overflow> {
    let (mut verdict, mut is_empty) = (Verdict::MET, true);
    let is_known = for_each_member(env, across, &mut |env, membership| {
        is_empty &= membership.counts.truth == Truth::False;
        let met = membership.exists.and(all(env, selects)?);
        verdict = verdict.and(membership.counts.negate().or(met));
        Ok(())
    })?;
    Ok(match is_known {
        false => Verdict::unknown(Reasons::FACT),
        true if is_empty && !env.holds_of_none(across) => Verdict::unknown(Reasons::SILENCE),
        true => verdict,
    })
}

fn so_many(env: &Env<'_>, parts: &[Condition], ordering: Ordering, wanted: i64) -> Result<Verdict, Overflow> {
    let mut tally = Tally::default();
    for part in parts {
        tally.add(condition(env, part)?);
    }
    let wanted = Interval::point(Number::whole(wanted));
    Ok(Verdict::new(tally.interval().compare(ordering, &wanted), tally.reasons))
}

/// A number of things, some of them only perhaps.
#[derive(Default)]
pub(super) struct Tally {
    surely: i64,
    perhaps: i64,
    pub(super) reasons: Reasons,
}

impl Tally {
    fn add(&mut self, verdict: Verdict) {
        self.surely += i64::from(verdict.truth == Truth::True);
        self.perhaps += i64::from(verdict.truth == Truth::Unknown);
        self.reasons |= verdict.reasons;
    }

    pub(super) fn interval(&self) -> Interval {
        Interval::closed(Number::whole(self.surely), Number::whole(self.surely + self.perhaps))
    }
}

/// What holds in every reading holds; where readings differ, the text is silent.
fn unclear(env: &Env<'_>, readings: &[Condition]) -> Result<Verdict, Overflow> {
    let (mut met, mut unmet, mut reasons) = (0, 0, Reasons::NONE);
    for reading in readings {
        let verdict = condition(env, reading)?;
        met += usize::from(verdict.truth == Truth::True);
        unmet += usize::from(verdict.truth == Truth::False);
        reasons |= verdict.reasons;
    }
    Ok(of_readings(met, unmet, readings.len(), reasons))
}

/// What so many readings come to of which some are met and some are not.
pub(super) fn of_readings(met: usize, unmet: usize, all: usize, reasons: Reasons) -> Verdict {
    if met > 0 && unmet > 0 {
        return Verdict::unknown(Reasons::SILENCE);
    }
    Verdict::new(Truth::between(met > 0 || unmet < all, met < all), reasons)
}

/// Whether the firm is in a place of the scope.
pub(super) fn covers(env: &Env<'_>, scope: &Scope) -> Verdict {
    covers_place(scope, &env.book.places, env.place(), &|assume| env.takes(assume))
}

/// Whether a place is one of the scope.
pub(super) fn covers_place(scope: &Scope, places: &CodeTree, place: CodeId, takes: &dyn Fn(&str) -> bool) -> Verdict {
    let holds = |area: &Area| area.holds(places, place, takes);
    let unclear = match holds(&scope.unclear_in) {
        verdict if verdict.truth == Truth::True => Verdict::unknown(Reasons::SILENCE),
        verdict => verdict,
    };
    let own = holds(&scope.not_in).negate().and(holds(&scope.within).or(unclear));
    let found =
        scope.of_document.as_ref().map_or(own, |document| own.and(covers_place(document, places, place, takes)));
    // First the place is to be stated more exactly.
    if found.reasons.contains(Reasons::FACT) { Verdict::unknown(Reasons::FACT) } else { found }
}
