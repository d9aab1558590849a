//! Mutants of rules in words.

use crate::report::{MutantsReport, SurvivorReport};
use crate::rulebook::CapScope;

use super::{Lang, counted, say};

/// What a mutant leaves out.
#[must_use]
pub fn gone(lang: Lang) -> &'static str {
    lang.pick("没有了", "gone")
}

/// What a cap is a cap of, or within what members of a group interact.
#[must_use]
pub fn per(lang: Lang, scope: CapScope) -> &'static str {
    match scope {
        CapScope::Record => lang.pick("每条记录", "each record"),
        CapScope::Enterprise => lang.pick("整个企业", "the firm"),
        CapScope::Unstated => lang.pick("未写", "not stated"),
    }
}

/// What a mutant changes, by the word of its operator.
fn operator(lang: Lang, word: &'static str) -> &'static str {
    match word {
        "unit-more" => lang.pick("多一个单位", "a unit more"),
        "unit-less" => lang.pick("少一个单位", "a unit less"),
        "bound" => lang.pick("含不含本数", "bound itself"),
        "all-or-any" => lang.pick("全部与任一", "all or any"),
        "dropped" => lang.pick("去掉条件", "condition dropped"),
        "cap-dropped" => lang.pick("去掉上限", "cap dropped"),
        "floor-dropped" => lang.pick("去掉下限", "floor dropped"),
        "swapped" => lang.pick("相邻两档对调", "bands swapped"),
        "day" => lang.pick("差一天", "a day off"),
        "per" => lang.pick("按什么算", "of what"),
        "group-rule" => lang.pick("叠加规则", "group rule"),
        "last" => lang.pick("年数差一", "a year more or less"),
        other => other,
    }
}

/// A mutant that no case notices.
#[must_use]
pub fn survivor(lang: Lang, survivor: &SurvivorReport) -> String {
    let SurvivorReport { file, line, of, was, becomes, .. } = survivor;
    let operator = operator(lang, survivor.operator);
    say!(lang, "{file}:{line} {of} {operator}：{was} → {becomes}", "{file}:{line} {of} {operator}: {was} -> {becomes}")
}

/// How many mutants of a document are caught, of those that are any.
#[must_use]
pub fn document_mutants(lang: Lang, document: &str, caught: usize, all: usize) -> String {
    say!(lang, "{document}：{all} 处改动中案例发现 {caught} 处", "{document}: {caught} of {all} mutants caught")
}

/// How many mutants are caught in all.
#[must_use]
pub fn mutants_summary(lang: Lang, report: &MutantsReport) -> String {
    let MutantsReport { caught, survived, equivalent, left, .. } = report;
    let all = caught + survived + left;
    if all == 0 {
        return lang.pick("没有可以改动的规则", "no rule to change").to_owned();
    }
    let mutants = counted(all, "mutant", "mutants");
    let mut text = say!(
        lang,
        "{all} 处改动：案例发现 {caught} 处，没有发现 {survived} 处",
        "{mutants}: {caught} caught, {survived} survived"
    );
    if *equivalent > 0 {
        text += &say!(
            lang,
            "；另有 {equivalent} 处改了答案也不变，不计",
            "; {equivalent} more answer every firm alike and do not count"
        );
    }
    if *left > 0 {
        text += &say!(lang, "；{left} 处到时限还没有核对", "; no time for {left}");
    }
    text
}
