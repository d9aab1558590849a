//! What a title would bring: every support at the firm's place whose answer changes once the title is held.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::dictionary::Choices;
use crate::profile::{Profile, RecordValues, Value};
use crate::report::{BringReport, Ends, Report, SideReport, SupportReport};

use super::Titles;

/// The firm with one title more, granted on the day that is asked about.
pub(super) fn with_title(profile: &Profile, titles: Titles, title: usize, as_of: Day) -> Profile {
    let mut profile = profile.clone();
    let mut record = RecordValues::default();
    record.insert(titles.kind, Value::Choices(Choices::one(title)));
    record.insert(titles.granted, Value::Number(as_of.number()));
    profile.records.entry(titles.record).or_default().push(record);
    profile
}

/// What changed between two answers, in the order of the second.
pub(super) fn changed(without: &Report, with: &Report) -> Vec<BringReport> {
    let before: BTreeMap<&str, SideReport> =
        without.supports.iter().map(|support| (support.id.as_str(), side(support))).collect();
    let changes = with.supports.iter().filter_map(|support| {
        let from = before.get(support.id.as_str())?;
        let to = side(support);
        (*from != to).then(|| BringReport {
            support: support.id.clone(),
            name: support.name.clone(),
            kind: support.kind.clone(),
            from: from.clone(),
            to,
        })
    });
    changes.collect()
}

fn side(support: &SupportReport) -> SideReport {
    let if_open = support.if_open.as_ref();
    let amount = support.amount.as_ref().or(if_open.and_then(|open| open.amount.as_ref()));
    SideReport {
        status: support.status,
        if_open: if_open.map(|open| open.status),
        amount: amount.and_then(|amount| Some(Ends { low: amount.low?, high: amount.high })),
        period: amount.map(|amount| amount.period),
    }
}
