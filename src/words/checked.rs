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
    say!(lang, "{detail}，正好在界上，不含本数", "{detail}, exactly on the limit, which does not count")
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

/// No record of a kind.
#[must_use]
pub fn no_record(lang: Lang, label: &str) -> String {
    say!(lang, "企业没有{label}", "the firm has none: {label}")
}
