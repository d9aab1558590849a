//! One support: for each of its records, or once for the firm, whether it is met and what it pays.

use crate::calendar::Day;
use crate::interval::{End, Interval, Ordering};
use crate::number::{Number, Overflow};
use crate::profile::FactRef;
use crate::rulebook::{
    Condition, ConditionForm, Limit, Offer, Period, RepeatedFact, Rulebook, Standing, Support, SupportId, Window, Year,
};
use crate::truth::{Reasons, Truth, Verdict};

use super::condition::{all, condition, covers};
use super::env::{Binding, Env};
use super::following::{share_of_all, times, while_followed};
use super::graph::{Bound, Found};
use super::instalments::{Ceiling, Course, Instalments, may_outlast_a_year};
use super::over_records::{Combined, combined};
use super::quantity::{Estimate, quantity};
use super::received::had_before;
use super::replaced::has_replaced;
use super::room::{Capped, room_of_record};
use super::split::{Cells, cells_of, consistent, for_each_cell, possible_cells};
use super::tried::Tried;
use super::{Item, Money, Status, SupportResult};

/// What finds what a support asks and pays, for a record or the firm; `None` where it can't.
pub(super) type Find<'f> = dyn FnMut(Option<&Bound<'_>>) -> Option<Found> + 'f;

/// Evaluates one support. A figure that is too large to be computed exactly leaves the amount out, and says so.
#[must_use]
pub fn support_result(env: &Env<'_>, id: SupportId) -> SupportResult {
    result_with(env, id, &mut |_| None)
}

/// The same, where what the support asks and pays is found another way, if it is.
pub(super) fn result_with(env: &Env<'_>, id: SupportId, find: &mut Find<'_>) -> SupportResult {
    result_of(env, id, env.book.support(id), find)
}

/// The same where its document is known to apply to the firm; `None` where that changes nothing, or where the support
/// has a scope of its own.
pub(super) fn placed_result(env: &Env<'_>, id: SupportId) -> Option<SupportResult> {
    let support = env.book.support(id);
    let scope = &env.book.document_of(support).scope;
    let is_open = covers(env, scope).truth == Truth::Unknown;
    let is_of_document = |part: &Condition| matches!(&part.form, ConditionForm::Scope(own) if own == scope);
    let at = support.conditions.iter().position(is_of_document).filter(|_| is_open)?;
    let mut placed = support.clone();
    placed.conditions.remove(at);
    Some(result_of(env, id, &placed, &mut |_| None))
}

fn result_of(env: &Env<'_>, id: SupportId, support: &Support, find: &mut Find<'_>) -> SupportResult {
    let list_unknown = support.for_each.is_some_and(|record| !env.profile.records.contains_key(&record));
    let whole = items(env, support, find).and_then(|items| {
        let paid = combined(env, support, &items, list_unknown)?;
        let told = |of: fn(&Combined) -> Option<Money>| paid.as_ref().and_then(of).map(Money::to_fen).transpose();
        Ok((told(|paid| Some(paid.money))?, told(|paid| paid.altogether)?, items))
    });
    let overflow = whole.is_err();
    let (money, altogether, items) = whole.unwrap_or_else(|Overflow| {
        // What does not depend on the amount is still answered.
        let unpaid = Support { amount: None, ..support.clone() };
        (None, None, items(env, &unpaid, &mut |_| None).unwrap_or_default())
    });
    let is_gone = env.book.replacements_of(id).any(|replacement| has_replaced(env, replacement) == Truth::True);
    let is_open = support.is_open(env.book.document_of(support), env.as_of) && !is_gone;
    let status = match status_of(env.book, env.as_of, support, is_open, &items, list_unknown) {
        Status::DoesNotQualify if overflow && items.is_empty() => Status::NeedsFacts,
        status => status,
    };
    // What can't be applied for now would bring the same on another day.
    let is_shut = support.application.window(env.as_of).is_some_and(|window| window != Window::Open);
    let if_open = Some(status).filter(|status| is_shut && !matches!(status, Status::NotOpen | Status::Announced));
    let status = if if_open.is_some() { Status::NotOpen } else { status };
    SupportResult { id, status, if_open, items, list_unknown, money, altogether, overflow }
}

/// One answer a record, or one for the firm. Of a list that is not known, one record of which nothing is known.
pub(super) fn items(env: &Env<'_>, support: &Support, find: &mut Find<'_>) -> Result<Vec<Item>, Overflow> {
    let Some(record) = support.for_each else { return Ok(vec![item_with(env, support, find(None))?]) };
    let indices: Vec<Option<usize>> = match env.profile.records.get(&record) {
        Some(records) => (0..records.len()).map(Some).collect(),
        None => vec![None],
    };
    let mut items = Vec::new();
    for index in indices {
        let binding = Binding { record, index, outer: None };
        let bound = Bound { record, index, outer: None };
        let answer = item_with(&Env { binding: Some(&binding), ..*env }, support, find(Some(&bound)))?;
        if answer.selected != Truth::False {
            items.push(Item { record: index, ..answer });
        }
    }
    Ok(items)
}

/// The answer for the record that is bound, or for the firm.
///
/// # Errors
/// `Overflow` when a figure is too large to be computed exactly.
pub fn item(env: &Env<'_>, support: &Support) -> Result<Item, Overflow> {
    item_with(env, support, None)
}

fn item_with(env: &Env<'_>, support: &Support, found: Option<Found>) -> Result<Item, Overflow> {
    let mut cells = Vec::new();
    let pieces = if let Some(found) = found {
        vec![Piece::of(env, found, support)?]
    } else {
        cells = possible_cells(env, support)?;
        pieces(env, support, &cells)?
    };
    let cause = cells.iter().try_fold(Reasons::NONE, |cause, (reference, _)| {
        let year = reference.year.map(|year| Year::AsOf(year - env.as_of.year()));
        Ok(cause | env.why(reference.fact, year)?)
    })?;
    let verdict = joined(&pieces.iter().map(|piece| piece.verdict).collect::<Vec<_>>(), cause);
    let selected = joined(&pieces.iter().map(|piece| piece.selected).collect::<Vec<_>>(), cause).truth;
    let periods = times(env, support)?.map(|times| times.interval);
    let of = |side: fn(&Paid) -> Option<Estimate>| money(&pieces, side, verdict, cause);
    let had = support.again.map_or(Truth::False, |_| had_before(env, support));
    let of = |side| of(side).map(|money| money.again(support.again, had));
    let course = of(|paid| paid.of_year).map(|of_year| Course { of_year, altogether: of(|paid| paid.altogether) });
    let money = of(|paid| Some(paid.amount));
    Ok(Item { record: None, verdict, selected, money, periods, course })
}

/// The answers for all pieces of what is not known.
fn pieces(env: &Env<'_>, support: &Support, cells: &[Cells]) -> Result<Vec<Piece>, Overflow> {
    let mut pieces: Vec<Piece> = Vec::new();
    let given = env.tried.cells();
    let mut chosen = given.to_vec();
    for_each_cell(cells, &mut chosen, &mut |cells| {
        if let Some(cells) = consistent(env, cells, given.len())? {
            pieces.push(piece(&Env { tried: &Tried::new(cells), ..*env }, support)?);
        }
        Ok(())
    })?;
    Ok(pieces)
}

/// Whether a condition is decided, and the same way, whatever this fact is: it is mentioned, but nothing hangs on it.
/// A fact that the support mentions once decides where it stands.
///
/// # Errors
/// `Overflow` when a figure is too large.
pub fn is_decided_without(
    env: &Env<'_>,
    part: &Condition,
    support: &Support,
    reference: FactRef,
) -> Result<bool, Overflow> {
    let Some(repeated) = repeated(env, support, reference) else { return Ok(false) };
    let mut found = None;
    for piece in cells_of(env, repeated)? {
        let cells = env.tried.cells().iter().copied().chain([(reference, piece)]).collect();
        let truth = condition(&Env { tried: &Tried::new(cells), ..*env }, part)?.truth;
        if truth == Truth::Unknown || *found.get_or_insert(truth) != truth {
            return Ok(false);
        }
    }
    Ok(found.is_some())
}

/// The fact, if the support mentions it more than once.
fn repeated<'s>(env: &Env<'_>, support: &'s Support, reference: FactRef) -> Option<&'s RepeatedFact> {
    let is_meant = |other: &&RepeatedFact| env.reference(other.fact, other.year.map(Year::AsOf)) == reference;
    support.repeated.iter().find(is_meant)
}

/// Whether knowing this fact could change the amount for this record.
///
/// # Errors
/// `Overflow` when a figure is too large.
pub fn matters(env: &Env<'_>, support: &Support, reference: FactRef) -> Result<bool, Overflow> {
    let Some(repeated) = repeated(env, support, reference) else { return Ok(true) };
    let mut answers = Vec::new();
    for piece in cells_of(env, repeated)? {
        let cells = env.tried.cells().iter().copied().chain([(reference, piece)]).collect();
        let answer = item(&Env { tried: &Tried::new(cells), ..*env }, support)?;
        answers.push((answer.verdict.truth, answer.money.map(|money| money.range)));
    }
    Ok(answers.windows(2).any(|pair| pair[0] != pair[1]) || answers.len() < 2)
}

/// The answer for one piece of the unknown.
struct Piece {
    selected: Verdict,
    verdict: Verdict,
    paid: Option<Paid>,
}

/// What is paid in one piece: once, or each time.
#[derive(Clone, Copy)]
struct Paid {
    amount: Estimate,
    /// Within a calendar year and in all, where it comes again and again.
    of_year: Option<Estimate>,
    altogether: Option<Estimate>,
}

impl Piece {
    fn of(env: &Env<'_>, found: Found, support: &Support) -> Result<Piece, Overflow> {
        let amount = found.amount.map(|(span, scale)| span.estimate(scale));
        let paid = amount.map(|amount| paid(env, amount, support)).transpose()?;
        Ok(Piece { selected: found.selected, verdict: found.verdict, paid })
    }
}

fn piece(env: &Env<'_>, support: &Support) -> Result<Piece, Overflow> {
    let selected = all(env, &support.selects)?;
    let verdict = selected.and(all(env, &support.conditions)?);
    let is_paid = verdict.truth != Truth::False;
    let amount = support.amount.as_ref().filter(|_| is_paid).map(|amount| quantity(env, amount)).transpose()?;
    let paid = amount.map(|amount| paid(env, amount, support)).transpose()?;
    Ok(Piece { selected, verdict, paid })
}

/// What is paid of an amount: after the caps, each of which holds for one record whatever its scope, the share that
/// is kept; rounded to the fen, each instalment and what a cap leaves of them by itself. Nobody pays less than nothing, so a rate of a loss is zero.
fn paid(env: &Env<'_>, amount: Estimate, support: &Support) -> Result<Paid, Overflow> {
    let (each, mut reasons) = (amount.interval.at_least(Interval::ZERO), amount.reasons);
    let mut caps = Vec::new();
    for limit in &support.limits {
        let room = cap_of_record(env, support, limit)?;
        reasons |= room.reasons;
        caps.push(Ceiling { room: room.interval, time: limit.period });
    }
    let kept = support.kept.as_ref().map(|kept| quantity(env, kept)).transpose()?;
    reasons |= kept.map_or(Reasons::NONE, |kept| kept.reasons);
    let share = kept.map_or(Interval::point(Number::ONE), |kept| kept.interval);
    if support.period == Period::Once {
        let capped = caps.iter().fold(each, |each, cap| each.at_most(cap.room));
        return Ok(Paid {
            amount: Estimate::new(capped.times(share)?.to_fen()?, reasons),
            of_year: None,
            altogether: None,
        });
    }
    let (count, each) = (times(env, support)?, while_followed(env, support, each)?);
    let of_count = count.map_or(Reasons::NONE, |count| count.reasons);
    let number = count.map(|count| count.interval);
    // The same share is kept of each instalment and of what a cap leaves of them.
    let at = |end: Option<End>| -> Result<Instalments, Overflow> {
        let kept = |whole: Interval| end.map_or(Ok(whole), |end| whole.times(Interval::point(end.at)))?.to_fen();
        let caps = caps.iter().map(|cap| Ok(Ceiling { room: kept(cap.room)?, ..*cap }));
        let caps = caps.collect::<Result<_, Overflow>>()?;
        let (period, is_by_year) = (support.period, support.is_by_year);
        Ok(Instalments { each: kept(each)?, count: number, period, is_by_year, caps })
    };
    let (least, most) = (at(share.low)?, at(share.high)?);
    let (one, each) = (least.one()?.hull(most.one()?), least.each.hull(most.each));
    let is_spent = one.low.map(|end| end.at) < each.low.map(|end| end.at);
    let one = Estimate::new(one, reasons | if is_spent { Reasons::SPENT | of_count } else { Reasons::NONE });
    let of_all = reasons | of_count;
    let shared = share_of_all(env, support)?;
    let all = least.altogether()?.zip(most.altogether()?).map(|(low, high)| Estimate::new(low.hull(high), of_all));
    Ok(Paid {
        amount: count.map_or(one, |count| while_it_lasts(one, count)),
        of_year: Some(Estimate::new(least.within_a_year()?.hull(most.within_a_year()?), of_all)),
        altogether: all.map(|all| shared.unwrap_or(all)),
    })
}

/// What a cap of the support leaves for the record that is bound, or for the firm.
///
/// # Errors
/// `Overflow` when a figure is too large.
pub fn cap_of_record(env: &Env<'_>, support: &Support, limit: &Limit) -> Result<Estimate, Overflow> {
    let index =
        env.binding.filter(|binding| Some(binding.record) == support.for_each).and_then(|binding| binding.index);
    let of = Capped::of_one(env, support, index);
    room_of_record(env, limit, of, |receipt| receipt.is_money_of_one(env.book, support))
}

/// Whether it is paid for longer than a year and each year has figures of its own, so that nobody knows what all of it is.
#[must_use]
pub fn is_by_year(support: &Support, items: &[Item]) -> bool {
    let mut paid = items.iter().filter(|item| item.money.is_some());
    support.is_by_year && paid.any(|item| may_outlast_a_year(support.period, item.periods))
}

/// What is paid each period: nothing where there is no period left.
fn while_it_lasts(paid: Estimate, periods: Estimate) -> Estimate {
    let nothing = Estimate::point(Number::ZERO);
    match periods.interval.compare(Ordering::Above, &Interval::ZERO) {
        Truth::True => paid,
        Truth::False => nothing,
        Truth::Unknown => paid.hull(nothing, periods.reasons),
    }
}

fn joined(verdicts: &[Verdict], cause: Reasons) -> Verdict {
    let truths = || verdicts.iter().map(|verdict| verdict.truth);
    let reasons = verdicts.iter().fold(Reasons::NONE, |reasons, verdict| reasons | verdict.reasons);
    let (may_hold, may_fail) =
        (truths().any(|truth| truth != Truth::False), truths().any(|truth| truth != Truth::True));
    let differ = truths().min() != truths().max();
    Verdict::new(Truth::between(may_hold, may_fail), if differ { reasons | cause } else { reasons })
}

/// One side of what is paid, over all pieces.
fn money(pieces: &[Piece], side: fn(&Paid) -> Option<Estimate>, verdict: Verdict, cause: Reasons) -> Option<Money> {
    let mut range: Option<Estimate> = None;
    let mut if_granted: Option<Estimate> = None;
    for piece in pieces {
        let Some(amount) = piece.paid.as_ref().and_then(side) else { continue };
        let paid = match piece.verdict.truth {
            Truth::True => amount,
            Truth::False | Truth::Unknown => amount.hull(Estimate::point(Number::ZERO), piece.verdict.reasons),
        };
        let join = |old: Option<Estimate>, new: Estimate| {
            Some(old.map_or(new, |old| {
                let differ = old.interval != new.interval;
                old.hull(new, if differ { cause } else { Reasons::NONE })
            }))
        };
        (range, if_granted) = (join(range, paid), join(if_granted, amount));
    }
    let (mut range, if_granted) = (range?, if_granted?);
    if pieces.iter().any(|piece| piece.paid.is_none()) {
        range = range.hull(Estimate::point(Number::ZERO), verdict.reasons);
    }
    Some(Money { range: range.interval, if_granted: if_granted.interval, reasons: range.reasons })
}

/// What a support is, by the answers for its records; `is_open` on the day as far as other documents go, too.
pub(super) fn status_of(
    book: &Rulebook,
    as_of: Day,
    support: &Support,
    is_open: bool,
    items: &[Item],
    list_unknown: bool,
) -> Status {
    let document = book.document_of(support);
    // A draft may change before it is adopted: nobody qualifies under it.
    if document.standing == Standing::Draft {
        return Status::Announced;
    }
    // Outside its window a document announces nothing either.
    if !document.is_open(as_of) {
        return Status::NotOpen;
    }
    match support.offer {
        Offer::Given => {}
        Offer::Announced => return Status::Announced,
        Offer::NationalLaw => return Status::NationalLaw,
    }
    if !is_open {
        return Status::NotOpen;
    }
    let best = items
        .iter()
        .map(|item| item.verdict)
        .max_by_key(|verdict| (verdict.truth, !verdict.reasons.contains(Reasons::FACT)));
    match best {
        None | Some(Verdict { truth: Truth::False, .. }) => Status::DoesNotQualify,
        Some(_) if list_unknown => Status::NeedsFacts,
        Some(Verdict { truth: Truth::True, .. }) if is_open_to_all(support) => Status::OpenToAll,
        Some(Verdict { truth: Truth::True, .. }) => Status::Qualifies,
        Some(verdict) if verdict.reasons.contains(Reasons::FACT) => Status::NeedsFacts,
        Some(_) => Status::SubjectToJudgement,
    }
}

/// No condition but the place, and no money.
fn is_open_to_all(support: &Support) -> bool {
    support.conditions.len() == 1 && support.selects.is_empty() && support.amount.is_none()
}
