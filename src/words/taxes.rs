//! National taxes on the first screen, in words.

use crate::report::SupportReport;

use super::fold::{counted_by_status, counted_names, see_all};
use super::missing::missing_of;
use super::{Lang, say};

/// Facts that are asked for at most.
const MOST_ASKED: usize = 4;

/// The heading of taxes that are the same everywhere.
#[must_use]
pub fn taxes_title(lang: Lang) -> &'static str {
    lang.pick("税收（各地相同，多按上一年度的数）", "Taxes (the same everywhere, most by figures of last year)")
}

/// What those come to of which there is a figure.
#[must_use]
pub fn known_taxes(lang: Lang, known: &[&SupportReport]) -> Option<String> {
    let told = |support: &&SupportReport| {
        let (name, amount) = (&support.name, super::amount(lang, support));
        format!("{name} {amount}")
    };
    // What is stated to be nothing is no news.
    let is_some = |support: &&&SupportReport| {
        let high = support.amount.as_ref().and_then(|amount| amount.high);
        high.is_none_or(|high| !high.0.is_zero())
    };
    let told: Vec<String> = known.iter().filter(is_some).map(told).collect();
    (!told.is_empty()).then(|| lang.list(&told.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// Those of which there is no figure yet, and the facts that decide most of them.
#[must_use]
pub fn open_taxes(lang: Lang, open: &[&SupportReport]) -> Option<String> {
    let names: Vec<&str> = open.iter().map(|support| support.name.as_str()).collect();
    let (first, rest) = (!names.is_empty()).then(|| (counted_names(lang, &names), names.len()))?;
    let mut facts = missing_of(open.iter().copied());
    facts.sort_by_key(|(_, of)| std::cmp::Reverse(of.len()));
    let labels: Vec<&str> = facts.iter().take(MOST_ASKED).map(|(missing, _)| missing.label.as_str()).collect();
    let told = if rest == 1 {
        say!(lang, "没有定数：{first}", "not settled: {first}")
    } else {
        say!(lang, "没有定数的有{first}", "not settled: {first}")
    };
    let facts = lang.list(&labels);
    Some(if labels.is_empty() { told } else { say!(lang, "{told}；先填：{facts}", "{told}; state first: {facts}") })
}

/// How many of them the firm does not get, as their answers say it.
#[must_use]
pub fn not_had(lang: Lang, folded: &[&SupportReport]) -> Option<String> {
    let counted = counted_by_status(lang, folded);
    (!folded.is_empty()).then(|| format!("{counted}{}", see_all(lang)))
}
