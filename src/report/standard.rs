//! One standard held against the firm: the view model of `zjtx ladder`.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::number::Number;

use super::{
    ApplyReport, ConditionReport, DocumentReport, MissingReport, NearMissReport, Outcome, ReasonReport, SourceReport,
    Status,
};

/// What it takes to be recognised with a title, and how far the firm is from it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StandardReport {
    /// `national/gradient-2026/little-giant`
    pub id: String,
    /// The title that it gives, by its key.
    pub title: String,
    /// What that is called.
    pub name: String,
    /// new, review or both.
    pub applies_to: String,
    /// What it is for the firm on the day; `not-open` outside its window.
    pub status: Status,
    /// Whether its conditions are met, whatever the day.
    pub outcome: Outcome,
    /// Every condition, an outer one before its parts; one on records or years goes into each of them.
    pub conditions: Vec<ConditionReport>,
    /// The facts that are missing.
    pub missing: Vec<MissingReport>,
    /// Why it is not certain.
    pub reasons: Vec<ReasonReport>,
    /// Assumptions that decide here.
    pub assumptions: Vec<String>,
    /// What the text leaves open besides.
    pub silent: Vec<String>,
    /// What it just misses, if nothing but numbers, counts or dates that the firm can change are missing.
    pub near_miss: Vec<NearMissReport>,
    /// The first day, where it differs from the document's.
    pub from: Option<String>,
    /// The last day, where it differs from the document's.
    pub until: Option<String>,
    /// How one applies.
    pub apply: ApplyReport,
    /// Whether applications are taken on the day; `null` where neither their first nor their last day is stated.
    pub accepting: Option<bool>,
    /// The place in the document.
    pub clause: String,
    /// The document.
    pub document: Arc<DocumentReport>,
    /// Where the standard is written.
    pub source: SourceReport,
}

impl StandardReport {
    /// The conditions that must all be met, each with what it says; parts of them are left out.
    pub fn outermost(&self) -> impl Iterator<Item = &ConditionReport> {
        // That the firm lies where the standard holds is no news.
        let is_place = |part: &ConditionReport| part.address == "scope" && part.outcome == Outcome::Met;
        self.conditions.iter().filter(move |part| part.is_outermost() && !is_place(part))
    }

    /// The ways to meet a condition that is not met, what is nearest first: each part that is lacking, those of one
    /// alternative together. Of readings the first is told.
    #[must_use]
    pub fn ways(&self, of: &ConditionReport) -> Vec<Way<'_>> {
        let below = format!("{}.", of.address);
        let inner: Vec<&ConditionReport> = self
            .conditions
            .iter()
            .filter(|part| part.address == of.address || part.address.starts_with(&below))
            .collect();
        let mut ways: Vec<Way<'_>> = Vec::new();
        for (record, part) in lacking(&inner).into_iter().filter(|(_, part)| part.text != of.text) {
            let address = alternative(&part.address);
            if let Some(way) = ways.iter_mut().find(|way| way.address == address && way.parts[0].0 == record) {
                way.parts.push((record, part));
            } else {
                let called = inner.iter().find(|other| other.address == address);
                let label = called.and_then(|called| called.label.as_deref());
                ways.push(Way { address, label, parts: vec![(record, part)] });
            }
        }
        ways.sort_by_key(|way| (way.distance().is_none(), way.parts.len(), way.distance()));
        ways
    }

    /// What the conditions are called that are not met; what one says, where the rule calls it nothing.
    #[must_use]
    pub fn lacks(&self) -> Vec<String> {
        self.called(&[Outcome::Unmet])
    }

    /// What the conditions are called that are neither met nor missed: an authority decides them, or a reading of the text,
    /// or a fact that is missing.
    #[must_use]
    pub fn undecided(&self) -> Vec<String> {
        self.called(&[Outcome::Judged, Outcome::Unknown])
    }

    fn called(&self, outcomes: &[Outcome]) -> Vec<String> {
        let parts = self.outermost().filter(|part| outcomes.contains(&part.outcome));
        parts.map(|part| part.label.as_ref().unwrap_or(&part.text).clone()).collect()
    }
}

/// One way to meet a condition: what of it is lacking.
#[derive(Clone, Debug)]
pub struct Way<'r> {
    address: String,
    /// What it is called, where the rule calls it something.
    pub label: Option<&'r str>,
    /// What is lacking, with the record or year that it is asked of.
    pub parts: Vec<(Option<&'r str>, &'r ConditionReport)>,
}

impl Way<'_> {
    /// How far the farthest part is, as a share of what is required; `None` where one is no number.
    #[must_use]
    pub fn distance(&self) -> Option<Number> {
        let distances: Option<Vec<Number>> = self.parts.iter().map(|(_, part)| part.relative_distance()).collect();
        distances?.into_iter().max()
    }
}

/// What is not met and has no parts of its own, with its record. Of what is met nothing is lacking, what must be absent
/// can't be made up for, and a record that is only of another name says nothing.
fn lacking<'r>(among: &[&'r ConditionReport]) -> Vec<(Option<&'r str>, &'r ConditionReport)> {
    let is_lacking = |part: &ConditionReport| {
        let is_below = |outer: &ConditionReport| is_part(&part.address, &outer.address);
        let is_met = among.iter().any(|outer| outer.outcome == Outcome::Met && is_below(outer));
        part.outcome == Outcome::Unmet && !is_met && part.address.split('.').all(|segment| segment != "none")
    };
    let mut found = Vec::new();
    for part in among.iter().filter(|part| is_lacking(part)) {
        if part.records.is_empty() {
            found.extend(part.fact.is_some().then_some((None, *part)));
        }
        for record in &part.records {
            let of_record: Vec<&ConditionReport> = record.conditions.iter().collect();
            let is_told = |(_, inner): &(Option<&str>, &ConditionReport)| inner.value.as_ref() != Some(&record.record);
            let inner = lacking(&of_record).into_iter().filter(is_told);
            found.extend(inner.map(|(_, inner)| (Some(record.record.as_str()), inner)));
        }
    }
    let addresses: Vec<String> = found.iter().map(|(_, part)| part.address.clone()).collect();
    found.retain(|(_, part)| !is_other_reading(&part.address, &addresses));
    found
}

/// Whether an address is that of a part of another.
fn is_part(address: &str, of: &str) -> bool {
    address.strip_prefix(of).is_some_and(|rest| rest.starts_with('.'))
}

/// Whether it is a reading after the first, of which something is lacking, too.
fn is_other_reading(address: &str, lacking: &[String]) -> bool {
    let readings = address.match_indices(".unclear.").map(|(at, found)| &address[..at + found.len()]);
    readings.into_iter().any(|readings| {
        let first = format!("{readings}1");
        let is_first = |other: &str| other == first || is_part(other, &first);
        !is_first(address) && lacking.iter().any(|other| is_first(other))
    })
}

/// The alternative that a part belongs to: its address as far as the last list of which one does.
fn alternative(address: &str) -> String {
    let segments: Vec<&str> = address.split('.').collect();
    let last = segments.iter().rposition(|segment| matches!(*segment, "any" | "of"));
    last.map_or_else(|| address.to_owned(), |last| segments[..segments.len().min(last + 2)].join("."))
}
