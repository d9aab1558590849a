//! The days that a firm must not miss, in words.

use crate::report::{DueDay, DueKind, StandardReport, SupportReport};

use super::delivery::papers;
use super::next::{amount, ask};
use super::{Lang, counted, say};

/// Names that are told of those that end together.
const NAMED: usize = 5;

/// What is to be done on a day, or ends.
#[must_use]
pub fn due_text(lang: Lang, kind: DueKind, expected: bool, name: &str) -> String {
    let what = due_kind(lang, kind);
    let expected =
        if expected { lang.pick("（预计，以通知为准）", " (expected, its notice decides)") } else { "" };
    say!(lang, "{what}：{name}{expected}", "{what}: {name}{expected}")
}

/// What a day is a day of.
#[must_use]
pub fn due_kind(lang: Lang, kind: DueKind) -> &'static str {
    match kind {
        DueKind::Closes => lang.pick("申请截止", "applications close"),
        DueKind::Opens => lang.pick("开始受理", "applications open"),
        DueKind::Ends => lang.pick("到期", "ends"),
        DueKind::TitleEnds => lang.pick("称号到期", "title ends"),
        DueKind::ReviewCloses => lang.pick("复核截止", "review closes"),
        DueKind::ReviewOpens => lang.pick("复核开始受理", "review opens"),
    }
}

/// What a support brings, where that is money with a figure.
#[must_use]
pub fn due_amount(lang: Lang, support: &SupportReport) -> Option<String> {
    amount(lang, support)
}

/// What is asked for, and whom to ask.
#[must_use]
pub fn due_notes(lang: Lang, support: &SupportReport) -> Vec<String> {
    let apply = &support.apply;
    let at = apply.at.as_ref().map(|at| say!(lang, "何处：{at}", "where: {at}"));
    let papers = Some(papers(lang, apply)).filter(|text| !text.is_empty());
    let papers = papers.map(|text| say!(lang, "材料：{text}", "papers: {text}"));
    at.into_iter().chain(papers).chain(ask(lang, support)).collect()
}

/// What ends with a document.
#[must_use]
pub fn due_names(lang: Lang, names: &[String]) -> String {
    let (shown, count) = (lang.list(&names[..names.len().min(NAMED)]), names.len());
    if count > NAMED {
        let rest = count - NAMED;
        return say!(lang, "随之到期的有{shown}等 {count} 项", "with it end {shown} and {rest} more");
    }
    say!(lang, "随之到期的有{shown}", "with it ends {shown}")
}

/// What is known of the review of a title.
#[must_use]
pub fn due_review(lang: Lang, review: Option<&StandardReport>) -> String {
    let Some(review) = review else {
        return lang.pick("规则里没有它的复核标准", "the rules have no standard for its review").to_owned();
    };
    let (document, clause) = (super::document(lang, &review.document), &review.clause);
    let is_silent = review.apply.opens.is_none() && review.apply.closes.is_none();
    let when = if is_silent {
        lang.pick("文件没有写何时申请复核；", "the document does not say when one applies for the review; ")
    } else {
        ""
    };
    say!(lang, "{when}按{document}，{clause}准备复核", "{when}prepare the review by {document}, {clause}")
}

/// A day with what is to be done on it, of one firm or of one of many.
#[must_use]
pub fn due_line(lang: Lang, day: &DueDay, is_of_many: bool) -> String {
    let (on, left, what) = (&day.day, due_left(lang, day), due_summary(lang, day, is_of_many));
    say!(lang, "{on}（{left}）{what}", "{on} ({left}) {what}")
}

/// What is to be done on a day, with what it brings.
#[must_use]
pub fn due_summary(lang: Lang, day: &DueDay, is_of_many: bool) -> String {
    let amount = day.amount.as_ref().map(|amount| say!(lang, "，{amount}", ", {amount}")).unwrap_or_default();
    super::of_record(lang, is_of_many.then_some(day.firm.as_str()), &format!("{}{amount}", day.text))
}

/// How many days there are to one.
#[must_use]
pub fn due_left(lang: Lang, day: &DueDay) -> String {
    match day.in_days {
        0 => lang.pick("今天", "today").to_owned(),
        days => {
            let english = counted(usize::try_from(days).unwrap_or_default(), "day", "days");
            say!(lang, "还剩 {days} 天", "in {english}")
        }
    }
}

/// That nothing is due.
#[must_use]
pub fn nothing_due(lang: Lang) -> &'static str {
    lang.pick(
        "没有要记住的日子：得到的各项都没有写受理、截止或到期的日子，也没有知道到期日的称号",
        "no day to keep in mind: no support that can be had has a stated window or end, and of no title is the end known",
    )
}

/// What the page is called.
#[must_use]
pub fn due_title(lang: Lang) -> &'static str {
    lang.pick("要记住的日子", "Days to keep in mind")
}
