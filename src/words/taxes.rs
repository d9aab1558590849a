//! National taxes on the first screen, in words.

use crate::report::{DocumentReport, SupportReport};
use crate::rulebook::{Evidence, Standing};

use super::fold::{counted_by_status, counted_names, see_all};
use super::report::missing_of;
use super::{Lang, say, standing_word};

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

/// Totals of which neither end is a figure.
#[must_use]
pub fn open_totals(lang: Lang, count: usize) -> String {
    say!(lang, "另有 {count} 个合计没有定数（--all 全列）", "{count} more are not settled (--all lists them)")
}

/// These documents with their standing, of so many.
#[must_use]
pub fn documents_in_brief(lang: Lang, told: &[&DocumentReport], count: usize) -> String {
    let name = |document: &&DocumentReport| {
        let standing = match Standing::of(&document.standing) {
            Some(Standing::InForce) | None if document.evidence != Evidence::Single.word() => {
                return document.title.clone();
            }
            Some(Standing::InForce) | None => lang.pick("仅一处报道", "reported once"),
            Some(_) => standing_word(lang, &document.standing),
        };
        say!(lang, "{}（{standing}）", "{} ({standing})", document.title)
    };
    let names: Vec<String> = told.iter().map(name).collect();
    let names = lang.list(&names.iter().map(String::as_str).collect::<Vec<_>>());
    if told.len() == count {
        return names;
    }
    let rest = count - told.len();
    say!(lang, "{names}等 {count} 份（--all 全列）", "{names} and {rest} more (--all lists them)")
}

/// Which of these documents end soon.
#[must_use]
pub fn ending_in_brief<'d>(lang: Lang, documents: impl Iterator<Item = &'d DocumentReport>) -> Option<String> {
    let mut ending: Vec<(i64, &DocumentReport)> =
        documents.filter_map(|document| Some((document.ends_in?, document))).collect();
    ending.sort_by_key(|(days, _)| *days);
    let (days, _) = *ending.first()?;
    let names: Vec<&str> = ending.iter().filter(|(of, _)| *of == days).map(|(_, of)| of.title.as_str()).collect();
    let (first, rest) = (*names.first()?, names.len() - 1);
    Some(if rest > 0 {
        say!(lang, "还剩 {days} 天到期：{first}等", "ends in {days} days: {first} and {rest} more")
    } else {
        say!(lang, "还剩 {days} 天到期：{first}", "ends in {days} days: {first}")
    })
}

/// Documents that have no row on the first screen.
#[must_use]
pub fn other_documents(lang: Lang, names: &[&str]) -> String {
    let (first, count) = (counted_names(lang, names), names.len());
    say!(lang, "另外 {count} 份：{first}（--all 全列）", "{count} more: {first} (--all lists them)")
}
