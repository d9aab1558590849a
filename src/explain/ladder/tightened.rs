//! What a standard asks for beyond the one before it, of a firm that meets the one before.

use crate::report::{ConditionReport, Outcome, StandardReport, Status, TightenedReport};
use crate::words::{self, Lang};

/// The conditions that the firm misses and did not miss under the standard before: those that asked for less, and those
/// that were not asked. Empty where there was no standard before, or where the firm misses that, too.
pub(super) fn tightened(lang: Lang, now: &StandardReport, all: &[StandardReport]) -> Vec<TightenedReport> {
    if now.status == Status::NotOpen {
        return Vec::new();
    }
    let before = all.iter().filter(|other| is_before(other, now)).max_by_key(|other| other.document.issued.clone());
    let Some(before) = before.filter(|before| before.outcome != Outcome::Unmet) else { return Vec::new() };
    let missed = now.conditions.iter().filter(|part| part.outcome == Outcome::Unmet);
    missed.filter_map(|part| compared(lang, part, before)).collect()
}

/// Whether a standard is an older one for the same title and the same applications, no longer applied.
fn is_before(other: &StandardReport, now: &StandardReport) -> bool {
    other.title == now.title
        && other.applies_to == now.applies_to
        && other.status == Status::NotOpen
        && other.document.issued < now.document.issued
}

fn compared(lang: Lang, part: &ConditionReport, before: &StandardReport) -> Option<TightenedReport> {
    let (fact, required) = (part.fact.clone()?, part.required.clone()?);
    let old = before.conditions.iter().find(|old| old.fact.as_ref() == Some(&fact) && old.outcome == Outcome::Met);
    let was = old.and_then(|old| old.required.clone());
    (was.as_ref() != Some(&required)).then(|| TightenedReport {
        address: part.address.clone(),
        before: before.id.clone(),
        fact,
        text: words::tightened(lang, part, old),
        was,
        required,
    })
}
