//! What a standard asks for beyond the one before it, of a firm that meets the one before.

use crate::number::Number;
use crate::report::{ConditionReport, Outcome, StandardReport, Status, TightenedReport};
use crate::rulebook::AppliesTo;
use crate::words::{self, Lang};

/// The conditions that the firm misses and did not miss under the standard before: those that asked for less, and those
/// that were not asked. Empty where there was no standard before, or where the firm misses that, too.
pub(super) fn tightened(lang: Lang, now: &StandardReport, all: &[StandardReport]) -> Vec<TightenedReport> {
    if now.status == Status::NotOpen {
        return Vec::new();
    }
    let before = all.iter().filter(|other| is_before(other, now)).max_by_key(|other| other.document.issued.clone());
    let Some(before) = before.filter(|before| before.outcome != Outcome::Unmet) else { return Vec::new() };
    let missed = now.outermost().filter(|part| part.outcome == Outcome::Unmet);
    missed.map(|part| compared(lang, part, now, before)).collect()
}

/// Whether a standard is an older one for the same title and the same applications, no longer applied.
fn is_before(other: &StandardReport, now: &StandardReport) -> bool {
    let is_for_all = [other, now].iter().any(|standard| standard.applies_to == AppliesTo::Both.word());
    other.title == now.title
        && (is_for_all || other.applies_to == now.applies_to)
        && other.status == Status::NotOpen
        && other.document.issued.is_some()
        && other.document.issued < now.document.issued
}

fn compared(lang: Lang, part: &ConditionReport, now: &StandardReport, before: &StandardReport) -> TightenedReport {
    let of_one = |condition: &ConditionReport| {
        let (fact, required) = (condition.fact.clone()?, condition.required.clone()?);
        let is_met = |old: &&ConditionReport| old.fact.as_ref() == Some(&fact) && old.outcome == Outcome::Met;
        let old = before.conditions.iter().filter(is_met).find(|old| is_looser(old, condition))?;
        Some((fact, required, old))
    };
    let inner = now.ways(part).into_iter().flat_map(|way| way.parts).map(|(_, inner)| inner);
    let found = std::iter::once(part).chain(inner).find_map(of_one);
    let old = found.as_ref().map(|(_, _, old)| *old);
    TightenedReport {
        address: part.address.clone(),
        before: before.id.clone(),
        text: words::tightened(lang, part, old),
        was: old.and_then(|old| old.required.clone()),
        required: found.as_ref().map(|(_, required, _)| required.clone()).or_else(|| part.required.clone()),
        fact: found.map(|(fact, _, _)| fact).or_else(|| part.fact.clone()),
    }
}

/// Whether what an old condition asked for lies between the firm's value and what is asked for now; of what is no
/// number, whether it is another.
fn is_looser(old: &ConditionReport, now: &ConditionReport) -> bool {
    let number = |text: &Option<String>| text.as_deref().and_then(Number::read);
    match (number(&now.value), number(&old.required), number(&now.required)) {
        (Some(value), Some(was), Some(required)) if value < required => value >= was,
        (Some(value), Some(was), Some(_)) => value <= was,
        _ => old.required != now.required,
    }
}
