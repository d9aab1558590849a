//! One standard held against the firm: the view model of `zjtx ladder`.

use schemars::JsonSchema;
use serde::Serialize;

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
    pub document: DocumentReport,
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

    /// The parts of a condition that are not met and have no parts of their own, those of its records and years among
    /// them with what these are called; what is nearest to be met first.
    #[must_use]
    pub fn unmet_parts(&self, of: &ConditionReport) -> Vec<(Option<&str>, &ConditionReport)> {
        let below = format!("{}.", of.address);
        let is_below = |part: &&ConditionReport| part.address.starts_with(&below) || part.address == of.address;
        let inner = self.conditions.iter().filter(is_below).flat_map(with_records);
        let is_told = |(_, part): &(Option<&str>, &ConditionReport)| {
            part.outcome == Outcome::Unmet && part.fact.is_some() && part.records.is_empty() && part.text != of.text
        };
        let mut told: Vec<_> = inner.filter(is_told).collect();
        told.sort_by_key(|(_, part)| {
            let relative = part.relative_distance();
            (relative.is_none(), relative)
        });
        told
    }

    /// What the conditions are called that are not met; what one says, where the rule calls it nothing.
    #[must_use]
    pub fn lacks(&self) -> Vec<String> {
        let unmet = self.outermost().filter(|part| part.outcome == Outcome::Unmet);
        unmet.map(|part| part.label.as_ref().unwrap_or(&part.text).clone()).collect()
    }
}

/// A condition, and what it asks of each record.
fn with_records(part: &ConditionReport) -> Vec<(Option<&str>, &ConditionReport)> {
    let of_record = part
        .records
        .iter()
        .flat_map(|record| record.conditions.iter().map(|inner| (Some(record.record.as_str()), inner)));
    std::iter::once((None, part)).chain(of_record).collect()
}
