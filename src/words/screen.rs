//! What the first screen counts, shortens and leaves to `--all`, in words.

use crate::number::Number;
use crate::report::{DocumentReport, ReasonCode, Report, SupportReport};
use crate::rulebook::{Evidence, Standing};

use super::fold::counted_names;
use super::label::paid_as;
use super::missing::{missing_line, missing_of};
use super::report::{name, near_misses, of_record, open_reasons, payee, with_period};
use super::value::money_range;
use super::{Lang, say, standing_word};

/// What supports without a row of their own may come to, as a row; of one alone its name.
#[must_use]
pub fn rest_row(
    lang: Lang,
    rest: &[&SupportReport],
    [low, high]: [Number; 2],
    [payee, medium, period]: [&str; 3],
) -> [String; 4] {
    let amount = with_period(lang, money_range(lang, low, Some(high)), period);
    let common = rest.first().map(|first| first.status).filter(|first| rest.iter().all(|one| one.status == *first));
    let answer = common.map(|status| super::status(lang, status)).unwrap_or_default().to_owned();
    if let [only] = rest {
        return [self::name(lang, only), answer, amount, String::new()];
    }
    let count = rest.len();
    let payee = if payee == "enterprise" { "" } else { self::payee(lang, payee) };
    let paid = [payee, paid_as(lang, medium).unwrap_or_default()];
    let paid: Vec<&str> = paid.into_iter().filter(|part| !part.is_empty()).collect();
    let paid = paid.join(lang.comma());
    let name = say!(lang, "没有逐项列出的 {count} 项", "{count} without a row");
    let name = if paid.is_empty() { name } else { say!(lang, "{name}（{paid}）", "{name} ({paid})") };
    [name, answer, amount, String::new()]
}

/// The first thing that a total hangs on, and that there are more.
#[must_use]
pub fn first_reason(lang: Lang, hangs_on: &str) -> String {
    match hangs_on.split_once(lang.semicolon()) {
        Some((first, _)) => say!(lang, "{first}等", "{first} and more"),
        None => hangs_on.to_owned(),
    }
}

/// The first so many near misses, and how many more there are.
#[must_use]
pub fn first_near_misses(lang: Lang, report: &Report, most: usize) -> Vec<String> {
    let all = near_misses(lang, report);
    let rest = all.len().saturating_sub(most);
    let more = (rest > 0).then(|| say!(lang, "另有 {rest} 处，见 --all", "{rest} more, see --all"));
    all.into_iter().take(most).chain(more).collect()
}

/// The first so many of what is missing for supports outside of those, and how many more there are.
#[must_use]
pub fn first_missing_lines(lang: Lang, supports: &[&SupportReport], most: usize) -> Vec<String> {
    let facts = missing_of(supports.iter().copied());
    let rest = facts.len().saturating_sub(most);
    let lines = facts.into_iter().take(most).map(|(missing, names)| missing_line(lang, missing, &names));
    let more = (rest > 0).then(|| say!(lang, "另有 {rest} 项信息，见 --all", "{rest} more, see --all"));
    lines.chain(more).collect()
}

/// The same on one line, without where to find it.
#[must_use]
pub fn missing_in_brief(lang: Lang, supports: &[&SupportReport], most: usize) -> Option<String> {
    let facts = missing_of(supports.iter().copied());
    let labels = facts.iter().take(most);
    let labels: Vec<String> =
        labels.map(|(missing, _)| of_record(lang, missing.record.as_deref(), &missing.label)).collect();
    let (count, labels) = (facts.len(), lang.list(&labels.iter().map(String::as_str).collect::<Vec<_>>()));
    let told = say!(
        lang,
        "{count} 项，先填：{labels}（--all 写明在哪里找）",
        "{count}; state first: {labels} (--all says where to find them)"
    );
    (count > 0).then_some(told)
}

/// Those of them that another answer hangs on, but for missing facts, which are listed by themselves.
#[must_use]
pub fn deciding_notes(lang: Lang, support: &SupportReport) -> Vec<String> {
    let reasons = open_reasons(support).filter(|reason| reason.code != ReasonCode::MissingFact);
    let assumed = support.assumptions.iter().map(|text| say!(lang, "假定：{text}", "assumed: {text}"));
    reasons.map(|reason| reason.text.clone()).chain(assumed).collect()
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
    if told.is_empty() {
        return say!(lang, "{count} 份（--all 全列）", "{count} (--all lists them)");
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
