//! The words of what a standard lacks: each condition that is not met, with the ways to meet it.

use crate::report::{ConditionReport, Outcome, StandardReport, Way};

use super::ladder::name_of;
use super::services::so_many;
use super::{Lang, condition_line, outcome, say};

/// So many ways to meet a condition are told with their figures.
const MOST_WAYS: usize = 2;
/// So many of the others are named.
const MOST_OTHER_WAYS: usize = 2;

/// A condition that is not met, and the ways to meet it: the nearest ones with their figures, the others by name.
#[must_use]
pub fn unmet(lang: Lang, part: &ConditionReport, ways: &[Way<'_>]) -> Vec<String> {
    if let [way] = ways {
        let (outcome, name) = (outcome(lang, part.outcome), name_of(part));
        let of_none =
            way.parts.iter().find(|(_, part)| part.value.is_none()).and_then(|(_, part)| part.detail.as_ref());
        return vec![match of_none {
            // Where there is nothing to compare, what is asked of it says no more than the name.
            Some(detail) => format!("[{outcome}] {name}{}{detail}", lang.semicolon()),
            None => say!(lang, "[{outcome}] {name}：{0}", "[{outcome}] {name}: {0}", way_text(lang, way)),
        }];
    }
    let near = ways.iter().filter(|way| way.distance().is_some()).take(MOST_WAYS).count();
    let (near, others) = ways.split_at(near);
    let mut lines = vec![condition_line(lang, part)];
    lines.extend(near.iter().map(|way| format!("- {}", way_text(lang, way))));
    let others: Vec<&str> = others.iter().map(way_name).collect();
    if !others.is_empty() {
        let others = so_many(lang, &others[..others.len().min(MOST_OTHER_WAYS)], others.len());
        lines.push(if near.is_empty() {
            format!("- {others}")
        } else {
            say!(lang, "- 或者：{others}", "- or: {others}")
        });
    }
    lines
}

/// Every condition that is not met, on one line.
#[must_use]
pub fn unmet_names(lang: Lang, standard: &StandardReport) -> String {
    let one = |part: &ConditionReport| {
        let ways = standard.ways(part);
        let detail = match ways.as_slice() {
            [way] => way.parts.first().filter(|_| way.parts.len() == 1).map(|(_, inner)| *inner),
            _ => Some(part),
        };
        let detail = detail.filter(|part| part.distance.is_some()).and_then(|part| part.detail.as_ref());
        let detail = detail.map(|detail| say!(lang, "（{detail}）", " ({detail})")).unwrap_or_default();
        format!("{}{detail}", name_of(part))
    };
    let unmet = standard.outermost().filter(|part| part.outcome == Outcome::Unmet);
    let names = unmet.map(one).collect::<Vec<_>>().join(lang.semicolon());
    format!("[{}] {names}", outcome(lang, Outcome::Unmet))
}

fn way_text(lang: Lang, way: &Way<'_>) -> String {
    let is_alone = way.parts.len() == 1;
    let one = |(record, part): &(Option<&str>, &ConditionReport)| {
        let record = record.map(|record| say!(lang, "{record}：", "{record}: ")).unwrap_or_default();
        let detail = part.detail.as_ref().map(|detail| {
            let semicolon = lang.semicolon();
            if is_alone { format!("{semicolon}{detail}") } else { say!(lang, "（{detail}）", " ({detail})") }
        });
        format!("{record}{}{}", part.text, detail.unwrap_or_default())
    };
    way.parts.iter().map(one).collect::<Vec<_>>().join(lang.pick("，且", ", and "))
}

fn way_name<'r>(way: &Way<'r>) -> &'r str {
    let first = way.parts.first().map_or("", |(_, part)| name_of(part));
    way.label.unwrap_or(first)
}
