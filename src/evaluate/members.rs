//! What a form ranges over: the records of a list, or the last whole years.

use crate::calendar::Day;
use crate::dictionary::FactId;
use crate::interval::{Interval, Ordering};
use crate::number::Overflow;
use crate::profile::Value;
use crate::rulebook::Across;
use crate::truth::{Reasons, Verdict};

use super::env::{Binding, Env, Possible};

/// How far a year or record is one that is meant.
#[derive(Clone, Copy, Debug)]
pub struct Membership {
    /// Whether it counts at all; `or-since` leaves out the years before its date.
    pub counts: Verdict,
    /// Whether the firm existed then.
    pub exists: Verdict,
}

impl Membership {
    const FULL: Membership = Membership { counts: Verdict::MET, exists: Verdict::MET };

    /// Whether it counts and there is something to count.
    #[must_use]
    pub fn belongs(&self) -> Verdict {
        self.counts.and(self.exists)
    }
}

/// What is done with each member, in an environment where it is bound.
type Visit<'v> = dyn FnMut(&Env<'_>, &Membership) -> Result<(), Overflow> + 'v;

/// Visits each record of a list, or each of the last years; `false` if the list is not known.
///
/// # Errors
/// `Overflow` when a figure is too large.
pub fn for_each_member(env: &Env<'_>, across: Across, visit: &mut Visit<'_>) -> Result<bool, Overflow> {
    match across {
        Across::Records(record) => {
            let Some(records) = env.profile.records.get(&record) else { return Ok(false) };
            for index in 0..records.len() {
                let binding = Binding { record, index: Some(index), outer: env.binding };
                visit(&Env { binding: Some(&binding), ..*env }, &Membership::FULL)?;
            }
        }
        Across::Years { last, or_since, of_firm } => {
            for back in 1..=last {
                let year = env.as_of.year().saturating_sub(back);
                let counts = or_since.map_or(Ok(Verdict::MET), |since| begins_by(env, since, year))?;
                let exists = if of_firm { exists_in(env, year)? } else { Verdict::MET };
                visit(&Env { year: Some(year), ..*env }, &Membership { counts, exists })?;
            }
        }
    }
    Ok(true)
}

/// What a quantity of one member may be where nothing of the list is known.
///
/// # Errors
/// `Overflow` when a figure is too large.
pub(super) fn unknown_member<T>(
    env: &Env<'_>,
    across: Across,
    read: impl FnOnce(&Env<'_>) -> Result<T, Overflow>,
) -> Result<T, Overflow> {
    match across {
        Across::Records(record) => {
            let binding = Binding { record, index: None, outer: env.binding };
            read(&Env { binding: Some(&binding), ..*env })
        }
        Across::Years { .. } => read(env),
    }
}

/// Whether the firm existed in the year. A firm that has figures of a year, or of an earlier one, did.
fn exists_in(env: &Env<'_>, year: i16) -> Result<Verdict, Overflow> {
    let is_read = |value: &Value| *value != Value::Unread;
    let has_figures = env.profile.years.iter().any(|(other, facts)| *other <= year && facts.values().any(is_read));
    match env.book.dictionary.established() {
        Some(established) if env.written(env.reference(established, None)).is_some_and(is_read) => {
            begins_by(env, established, year)
        }
        Some(established) if !has_figures => begins_by(env, established, year),
        _ => Ok(Verdict::MET),
    }
}

/// Whether a date lies in the year or before it.
fn begins_by(env: &Env<'_>, date: FactId, year: i16) -> Result<Verdict, Overflow> {
    let (possible, reasons) = env.possible(date, None)?;
    let Possible::Range(date) = possible else { return Ok(Verdict::unknown(Reasons::FACT)) };
    let Some(end) = Day::new(year, 12, 31) else { return Ok(Verdict::unknown(Reasons::FACT)) };
    let truth = date.compare(Ordering::AtMost, &Interval::point(end.number()));
    Ok(Verdict::new(truth, reasons))
}
