//! The supports of a document that is not open, by name.

use std::cmp::Reverse;

use crate::report::{DocumentReport, Outcome, Report, SupportReport};

use super::services::{met, names_within, so_many};
use super::{Lang, say};

/// What was open until a document ended, or will be once it begins, as far as so many columns hold it: first what the
/// firm misses no condition of.
#[must_use]
pub fn closed_names(lang: Lang, report: &Report, document: &DocumentReport, columns: usize) -> Option<String> {
    let is_own = |support: &&SupportReport| support.document.id == document.id && support.is_given();
    let mut supports: Vec<&SupportReport> = report.supports.iter().filter(is_own).collect();
    supports.sort_by_key(|support| (is_missed(support), Reverse(met(support))));
    let names: Vec<&str> = supports.iter().map(|support| support.name.as_str()).collect();
    let said = names_within(&names, columns);
    if names.is_empty() {
        return None;
    }
    let has_ended = document.until.as_ref().is_some_and(|until| *until < report.as_of);
    let when = if has_ended {
        lang.pick("到期前开放过", "open until then")
    } else {
        lang.pick("将开放", "to be open")
    };
    Some(say!(lang, "{when}：{}", "{when}: {}", so_many(lang, &names[..said], names.len())))
}

/// Whether the firm misses a condition.
fn is_missed(support: &SupportReport) -> bool {
    let is_whole = |address: &str| address.split('.').count() <= 2;
    support.items.is_empty()
        || support.conditions.iter().any(|one| is_whole(&one.address) && one.outcome == Outcome::Unmet)
}
