//! What cases have seen of rules, in words.

use crate::report::{CoverageReport, DocumentCoverage, Fraction, Sight, UncoveredReport};

use super::{Lang, say};

/// One of the cases of an amount.
#[must_use]
pub fn covered_case(lang: Lang, number: usize, gives: &str) -> String {
    say!(lang, "第 {number} 档（{gives}）", "case {number} ({gives})")
}

/// None of the cases of an amount.
#[must_use]
pub fn covered_no_case(lang: Lang) -> &'static str {
    lang.pick("哪一档都不是", "no case of the amount")
}

/// A cap.
#[must_use]
pub fn covered_cap(lang: Lang, most: &str) -> String {
    say!(lang, "上限 {most}", "cap {most}")
}

/// A floor.
#[must_use]
pub fn covered_floor(lang: Lang, least: &str) -> String {
    say!(lang, "下限 {least}", "floor {least}")
}

/// The places of a document.
#[must_use]
pub fn covered_scope(lang: Lang) -> &'static str {
    lang.pick("适用地区", "places of the document")
}

/// What members of a group do to each other.
#[must_use]
pub fn covered_group(lang: Lang) -> &'static str {
    lang.pick("叠加规则", "rule of the group")
}

/// The cap of a group.
#[must_use]
pub fn covered_group_cap(lang: Lang) -> &'static str {
    lang.pick("合计上限", "cap of the group")
}

/// The days on which a document holds.
#[must_use]
pub fn covered_days(lang: Lang) -> &'static str {
    lang.pick("文件有效期", "days of the document")
}

/// The days on which applications are taken.
#[must_use]
pub fn covered_window(lang: Lang) -> &'static str {
    lang.pick("申报时间", "days of applications")
}

/// A way in which something is seen.
fn sight(lang: Lang, sight: Sight) -> &'static str {
    match sight {
        Sight::Met => lang.pick("满足", "met"),
        Sight::Unmet => lang.pick("不满足", "unmet"),
        Sight::Unknown => lang.pick("未知", "unknown"),
        Sight::Taken => lang.pick("用到", "taken"),
        Sight::Binds => lang.pick("起作用", "binding"),
        Sight::Free => lang.pick("不起作用", "not binding"),
        Sight::Acts => lang.pick("两项都有", "two members at once"),
        Sight::Ahead => lang.pick("开始之前", "before the first day"),
        Sight::Open => lang.pick("期间", "in between"),
        Sight::Over => lang.pick("结束之后", "after the last day"),
    }
}

/// What no case has seen.
#[must_use]
pub fn uncovered(lang: Lang, report: &UncoveredReport) -> String {
    let UncoveredReport { file, line, of, what, lacking } = report;
    let ways: Vec<&str> = lacking.iter().map(|way| sight(lang, *way)).collect();
    let ways = ways.join(lang.pick("、", ", "));
    say!(
        lang,
        "{file}:{line} {of}：{what}，没有案例见到：{ways}",
        "{file}:{line} {of}: {what}, seen by no case: {ways}"
    )
}

/// How much was seen of a document.
#[must_use]
pub fn document_coverage(lang: Lang, report: &DocumentCoverage) -> String {
    let DocumentCoverage { document, whole: Fraction { seen, all }, .. } = report;
    say!(lang, "{document}：{all} 处中案例见到 {seen} 处", "{document}: {seen} of {all} seen")
}

/// How much was seen in all; and whether that is less than was asked for.
#[must_use]
pub fn coverage_summary(lang: Lang, report: &CoverageReport, least: Option<&str>) -> String {
    let CoverageReport { whole: Fraction { seen, all }, .. } = report;
    let text = say!(lang, "共 {all} 处，案例见到 {seen} 处", "{seen} of {all} seen by the cases");
    match least {
        Some(least) => say!(lang, "{text}，不到 {least}", "{text}, less than {least}"),
        None => text,
    }
}

/// A share that is none.
#[must_use]
pub fn no_share(lang: Lang, text: &str) -> String {
    say!(
        lang,
        "`{text}` 不是 0 到 1 之间的比例，如 95% 或 19/20",
        "`{text}` is no share between 0 and 1, such as 95% or 19/20"
    )
}
