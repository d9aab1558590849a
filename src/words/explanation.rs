//! One support explained, in words.

use crate::report::{
    AnswerReport, AsOfFrom, CheckedRecord, ClauseReport, ConditionReport, GroupReport, ItemReport, MemberReport,
    MissingReport, RuleReport, SourceReport, SupportReport,
};

use crate::rulebook::GroupRule;

use super::label::{list_question, paid_as};
use super::report::{ends, payee, period};
use super::{Lang, amount, as_of_from, condition_line, of_record, outcome, say, status, support_kind, window};

/// A value that the firm states.
#[must_use]
pub fn stated(lang: Lang, label: &str, value: &str) -> String {
    say!(lang, "{label}：{value}（企业填写）", "{label}: {value} (stated by the firm)")
}

/// A line of what stands for a case; of what stands for none, the line alone.
#[must_use]
pub fn of_case(lang: Lang, case: &str, line: &str) -> String {
    if case.is_empty() { line.to_owned() } else { say!(lang, "{case}：{line}", "{case}: {line}") }
}

/// The case that is left when none before it holds.
#[must_use]
pub fn otherwise(lang: Lang, case: &str) -> Vec<String> {
    let line = of_case(lang, case, lang.pick("以上都不满足", "none of the above"));
    if case.is_empty() { Vec::new() } else { vec![line] }
}

/// A value that what is known does not decide.
#[must_use]
pub fn not_decided_yet(lang: Lang) -> &'static str {
    lang.pick("按现有信息定不了", "not decided by what is known")
}

/// The heading of what decided a value.
#[must_use]
pub fn decided_title(lang: Lang) -> &'static str {
    lang.pick("由什么决定", "What decided it")
}

/// The heading of the conditions.
#[must_use]
pub fn conditions_title(lang: Lang) -> &'static str {
    lang.pick("条件（每一条都要满足）", "Conditions (all of them)")
}

/// The heading of what is said of each support by itself.
#[must_use]
pub fn details_title(lang: Lang) -> &'static str {
    lang.pick("逐项说明", "Each support")
}

/// A day, and where it came from.
#[must_use]
pub fn day(lang: Lang, day: &str, from: AsOfFrom) -> String {
    say!(lang, "{day}（{}）", "{day} ({})", as_of_from(lang, from))
}

/// The heading of the calculation.
#[must_use]
pub fn calculation_title(lang: Lang) -> &'static str {
    lang.pick("怎么算", "Calculation")
}

/// The heading of notes on one support.
#[must_use]
pub fn notes_title(lang: Lang) -> &'static str {
    lang.pick("说明", "Notes")
}

/// The heading of what keeps an answer open.
#[must_use]
pub fn reasons_title(lang: Lang) -> &'static str {
    lang.pick("取决于", "What it hangs on")
}

/// The heading of what was assumed.
#[must_use]
pub fn assumptions_title(lang: Lang, decide: bool) -> &'static str {
    if decide {
        lang.pick("假定（换一种理解，结果会变）", "Assumptions (read otherwise, the answer changes)")
    } else {
        lang.pick("假定", "Assumptions")
    }
}

/// The heading of what the text leaves open.
#[must_use]
pub fn silences_title(lang: Lang) -> &'static str {
    lang.pick("文件未写", "Not stated by the document")
}

/// The heading of the citation.
#[must_use]
pub fn citation_title(lang: Lang) -> &'static str {
    lang.pick("出处", "Where it stands")
}

/// What sort of support it is, and what for.
#[must_use]
pub fn kind_line(lang: Lang, rule: &RuleReport) -> String {
    let kind = support_kind(lang, &rule.kind);
    match rule.purpose.as_ref().or(rule.for_what.as_ref()) {
        Some(purpose) => say!(lang, "{kind}，用途 {purpose}", "{kind}, for {purpose}"),
        None => kind.to_owned(),
    }
}

/// From when until when, where that differs from the document.
#[must_use]
pub fn own_window(lang: Lang, rule: &RuleReport) -> Option<String> {
    if rule.from.is_none() && rule.until.is_none() {
        return None;
    }
    let from = rule.from.as_deref().or(rule.document.from.as_deref());
    Some(window(lang, from, rule.until.as_ref().or(rule.document.until.as_ref()).map(String::as_str)))
}

/// Whether it is answered once for the firm or for each record.
#[must_use]
pub fn for_each_line(lang: Lang, rule: &RuleReport) -> String {
    match &rule.for_each {
        Some(record) => say!(lang, "按{}逐条算", "each {} by itself", record.label),
        None => lang.pick("整个企业算一次", "the firm as a whole").to_owned(),
    }
}

/// To whom, how often, for how long, in what.
#[must_use]
pub fn paid_line(lang: Lang, rule: &RuleReport) -> String {
    let unstated = rule.duration_unstated.then(|| lang.pick("发放多久未写", "for how long is not stated").to_owned());
    let parts = [
        Some(payee(lang, &rule.paid_to).to_owned()),
        Some(period(lang, &rule.period).to_owned()),
        rule.duration.clone().or(unstated),
        paid_as(lang, &rule.paid_as).map(str::to_owned),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(lang.pick("，", ", "))
}

/// What a group does to its members, who are listed by themselves.
#[must_use]
pub fn group_effect(lang: Lang, group: &GroupReport) -> String {
    format!("{}{}", group_rule(lang, &group.rule), group_bounds(lang, group))
}

/// Within what the members of a group interact.
fn group_bounds(lang: Lang, group: &GroupReport) -> String {
    let per = group.per.as_ref().map(|per| say!(lang, "，同一{}之内", ", for one {}", per.label)).unwrap_or_default();
    let year = if group.by_year { lang.pick("，同一年度之内", ", within one year") } else { "" };
    format!("{per}{year}")
}

/// A support that is named beside others.
#[must_use]
pub fn member(lang: Lang, member: &MemberReport) -> String {
    say!(lang, "{}（{}）", "{} ({})", member.name, member.id)
}

/// With what a support interacts, and how.
#[must_use]
pub fn group_line(lang: Lang, group: &GroupReport) -> String {
    let others = lang.list(&group.others.iter().map(|other| member(lang, other)).collect::<Vec<_>>());
    let bounds = group_bounds(lang, group);
    let silent = lang.list(&group.silent);
    let silent = if silent.is_empty() { silent } else { say!(lang, "（{silent}）", " ({silent})") };
    let rule = group_rule(lang, &group.rule);
    let limits = group.limits.iter().map(|limit| say!(lang, "；合计{limit}", "; together {limit}")).collect::<String>();
    let clause = group.clause.as_ref().map(|clause| say!(lang, "（{clause}）", " ({clause})")).unwrap_or_default();
    let line = say!(
        lang,
        "与 {others}{bounds}：{rule}{silent}{limits}{clause}",
        "with {others}{bounds}: {rule}{silent}{limits}{clause}"
    );
    of_record(lang, group.name.as_deref(), &line)
}

/// What the members of a group do to each other.
#[must_use]
pub fn group_rule(lang: Lang, rule: &str) -> &'static str {
    match GroupRule::of(rule) {
        Some(GroupRule::Highest) => lang.pick("只取最高的一项", "only the highest is paid"),
        Some(GroupRule::TopUp) => {
            lang.pick("取最高的一项，已领过的补差", "the highest is paid, less what was received before")
        }
        Some(GroupRule::Sum) => lang.pick("可以同时享受", "all of them are paid"),
        Some(GroupRule::OneOf) => lang.pick("只能享受其中一项", "one of them alone can be had"),
        Some(GroupRule::Unstated) => {
            lang.pick("能否同时享受，文件未写", "whether they can be had together is not stated")
        }
        None => "",
    }
}

/// A condition as the rule says it, and where.
#[must_use]
pub fn clause_line(lang: Lang, clause: &ClauseReport) -> String {
    addressed(lang, &clause.text, &clause.address, clause.source.line)
}

/// A condition with its outcome and the firm's value, and where it stands.
#[must_use]
pub fn checked_line(lang: Lang, condition: &ConditionReport) -> String {
    addressed(lang, &condition_line(lang, condition), &condition.address, condition.source.line)
}

fn addressed(lang: Lang, text: &str, address: &str, line: u32) -> String {
    say!(lang, "{text}（{address}，第 {line} 行）", "{text} ({address}, line {line})")
}

/// A record that a condition goes through.
#[must_use]
pub fn record_line(lang: Lang, record: &CheckedRecord) -> String {
    format!("[{}] {}", outcome(lang, record.outcome), record.record)
}

/// A support as a heading: its name, what it is for the firm, how much.
#[must_use]
pub fn verdict(lang: Lang, support: &SupportReport) -> String {
    let (status, amount) = (super::answer(lang, support), amount(lang, support));
    if amount.is_empty() { status } else { say!(lang, "{status}，{amount}", "{status}, {amount}") }
}

/// What a support is for one record, and how much.
#[must_use]
pub fn item_line(lang: Lang, item: &ItemReport) -> String {
    let status = status(lang, item.status);
    let range = item.low.map(|low| ends(lang, Some(low), item.high)).unwrap_or_default();
    let line = if range.is_empty() { status.to_owned() } else { say!(lang, "{status}，{range}", "{status}, {range}") };
    of_record(lang, item.record.as_deref(), &line)
}

/// Nothing was computed.
#[must_use]
pub fn nothing_computed(lang: Lang, answer: &AnswerReport) -> String {
    let status = super::answer(lang, &answer.support);
    say!(lang, "{status}，没有金额可算", "{status}: there is no amount to compute")
}

/// A missing fact: what is asked, and where a firm finds it.
#[must_use]
pub fn missing_help(lang: Lang, missing: &MissingReport) -> String {
    let label = of_record(lang, missing.record.as_deref(), &missing.label);
    let asked = missing
        .question
        .as_ref()
        .map(|question| if missing.is_list { list_question(lang, question, &missing.fact) } else { question.clone() });
    let asked = asked.map(|question| say!(lang, "：{question}", ": {question}"));
    let found = missing.find.as_ref().map(|find| say!(lang, "见{find}", "See {find}"));
    let [asked, found] = [asked, found].map(Option::unwrap_or_default);
    let key = &missing.fact;
    say!(lang, "{label}（{key}）{asked}{found}", "{label} ({key}){asked} {found}").trim_end().to_owned()
}

/// The figures as the document prints them.
#[must_use]
pub fn figures(lang: Lang, figures: &[String]) -> String {
    if figures.is_empty() { lang.pick("没有", "none").to_owned() } else { lang.list(figures) }
}

/// Where the rule is written.
#[must_use]
pub fn rule_file(source: &SourceReport) -> String {
    format!("{}:{}", source.file, source.line)
}
