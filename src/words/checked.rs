//! Conditions held against the firm, in words.

use crate::report::{ConditionReport, Outcome};

use super::{Lang, outcome, say};

/// A condition with its outcome.
#[must_use]
pub fn condition_line(lang: Lang, condition: &ConditionReport) -> String {
    let text = &condition.text;
    // Of what there must be none the question is whether it is there.
    let outcome = match condition.outcome {
        Outcome::Met if condition.is_to_be_absent() => lang.pick("有", "present"),
        Outcome::Unmet if condition.is_to_be_absent() => lang.pick("没有", "absent"),
        other => outcome(lang, other),
    };
    let detail = condition.detail.as_ref().map(|detail| format!("{}{detail}", lang.semicolon())).unwrap_or_default();
    format!("[{outcome}] {text}{detail}")
}

/// The firm's value, the required one where the condition does not name it, and how far the two are apart.
#[must_use]
pub fn detail(lang: Lang, value: &str, required: Option<&str>, distance: Option<&str>) -> String {
    let required = required.map(|required| say!(lang, "，界限 {required}", ", limit {required}")).unwrap_or_default();
    let distance = distance.map(|distance| say!(lang, "，差 {distance}", ", off by {distance}")).unwrap_or_default();
    say!(lang, "企业：{value}{required}{distance}", "firm: {value}{required}{distance}")
}

/// A value that is the limit itself, where the limit does not count.
#[must_use]
pub fn on_edge(lang: Lang, detail: &str) -> String {
    say!(lang, "{detail}，{0}", "{detail}, {0}", exactly_on_it(lang))
}

/// A value that is the limit itself, where the limit does not count, behind others.
pub(super) fn exactly_on_it(lang: Lang) -> &'static str {
    lang.pick("正好在界上，不含本数", "exactly on the limit, which does not count")
}

/// A condition with the assumption by which it was read, or which is not taken.
#[must_use]
pub fn assuming(lang: Lang, text: &str, assume: &str, is_taken: bool) -> String {
    if is_taken {
        say!(lang, "{text}（假定：{assume}）", "{text} (assumed: {assume})")
    } else {
        say!(lang, "{text}（不取假定：{assume}）", "{text} (not assumed: {assume})")
    }
}

/// Conditions with the readings of a text on one line, where the firm meets every one or misses every one.
#[must_use]
pub fn with_readings_joined(lang: Lang, conditions: &[ConditionReport]) -> Vec<ConditionReport> {
    let mut told: Vec<ConditionReport> = Vec::new();
    let mut joined: Option<&ConditionReport> = None;
    for condition in conditions {
        if joined.is_some_and(|outer| is_reading_of(outer, condition)) {
            continue;
        }
        let agreed = agreed(lang, condition, conditions);
        joined = agreed.as_ref().map(|_| condition);
        told.push(agreed.unwrap_or_else(|| condition.clone()));
    }
    told
}

/// The readings that a condition stands for as the first of them, where all come to the same.
fn agreed(lang: Lang, outer: &ConditionReport, all: &[ConditionReport]) -> Option<ConditionReport> {
    let readings: Vec<&ConditionReport> = all.iter().filter(|inner| is_reading_of(outer, inner)).collect();
    let (first, others) = readings.split_first()?;
    let number = |one: &ConditionReport| one.address[outer.address.len()..].split('.').nth(2).map(str::to_owned);
    // A reading of several lines is not one that a line can tell.
    let is_line_each = readings.windows(2).all(|pair| number(pair[0]) != number(pair[1]));
    let is_agreed = others.iter().all(|other| other.outcome == first.outcome);
    if others.is_empty() || !is_line_each || !is_agreed || !matches!(first.outcome, Outcome::Met | Outcome::Unmet) {
        return None;
    }
    let label = outer.label.as_ref().filter(|label| !first.text.contains(*label));
    let text = super::of_record(lang, label.map(String::as_str), &first.text);
    let count = readings.len();
    let text = say!(
        lang,
        "{text}（文件有 {count} 种读法，结果一样）",
        "{text} (the document has {count} readings, all alike)"
    );
    let (address, label) = (outer.address.clone(), outer.label.clone());
    Some(ConditionReport { address, label, text, ..(*first).clone() })
}

fn is_reading_of(outer: &ConditionReport, inner: &ConditionReport) -> bool {
    let below = inner.address.strip_prefix(&outer.address);
    inner.record == outer.record && below.is_some_and(|below| below.starts_with(".unclear."))
}

/// A value of the firm that is not known.
#[must_use]
pub fn value_not_known(lang: Lang) -> &'static str {
    lang.pick("企业：未知", "firm: not known")
}

/// What one record or year misses.
fn missed(lang: Lang, misses: &[ConditionReport]) -> String {
    let miss = |miss: &ConditionReport| {
        let detail = miss.detail.as_ref().map(|detail| say!(lang, "（{detail}）", " ({detail})")).unwrap_or_default();
        say!(lang, "{0}{detail}", "{0}{detail}", miss.text)
    };
    misses.iter().map(miss).collect::<Vec<_>>().join(lang.semicolon())
}

/// The record that comes nearest, and what it misses.
#[must_use]
pub fn nearest_record(lang: Lang, name: &str, misses: &[ConditionReport]) -> String {
    let misses = missed(lang, misses);
    say!(lang, "最接近的是{name}，差在：{misses}", "nearest is {name}, which misses: {misses}")
}

/// Which records or years miss something, and what.
#[must_use]
pub fn each_misses(lang: Lang, members: &[(String, Vec<ConditionReport>)]) -> String {
    let member = |(name, misses): &(String, Vec<ConditionReport>)| {
        let misses = missed(lang, misses);
        say!(lang, "{name}：{misses}", "{name}: {misses}")
    };
    members.iter().map(member).collect::<Vec<_>>().join(lang.semicolon())
}

/// A condition on each record or year where there is none.
#[must_use]
pub fn met_by_none(lang: Lang, label: &str) -> String {
    say!(lang, "没有{label}，视为满足", "there is none of {label}, which counts as met")
}

/// No record of a kind.
#[must_use]
pub fn no_record(lang: Lang, label: &str) -> String {
    say!(lang, "企业没有{label}", "the firm has none: {label}")
}
