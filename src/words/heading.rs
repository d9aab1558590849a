//! The headings of tables for many firms. A `*` behind a heading marks sentences.

use crate::report::TotalReport;
use crate::rulebook::{Period, Rulebook, Support};

use super::label::paid_as;
use super::{Lang, say};

/// What a table is called.
#[must_use]
pub fn table_name(lang: Lang, key: &str) -> &'static str {
    match key {
        "brief" => lang.pick("金额", "Amounts"),
        "wide" => lang.pick("企业", "Firms"),
        "long" => lang.pick("支持", "Supports"),
        "reasons" => lang.pick("原因", "Reasons"),
        "gaps" => lang.pick("缺信息与差一点", "Missing and just missed"),
        "summary" => lang.pick("汇总", "Summary"),
        "changes" => lang.pick("变化", "Changes"),
        "documents" => lang.pick("依据", "Documents"),
        _ => lang.pick("问题", "Findings"),
    }
}

/// Whose row it is.
#[must_use]
pub fn firm_columns(lang: Lang) -> [&'static str; 2] {
    [lang.pick("企业编号", "Firm number"), lang.pick("企业名称", "Firm")]
}

/// The head of a firm's row, before its totals.
#[must_use]
pub fn wide_columns(lang: Lang) -> [&'static str; 8] {
    [
        lang.pick("所在地", "Place"),
        lang.pick("读自", "Read from"),
        lang.pick("测算日", "As of"),
        lang.pick("测算", "Answered"),
        lang.pick("符合项数", "Qualifies"),
        lang.pick("待确认项数", "Pending"),
        lang.pick("缺信息项数", "Needs facts"),
        lang.pick("差一点项数", "Just missed"),
    ]
}

/// Behind the totals of a firm's row.
#[must_use]
pub fn wide_notes_columns(lang: Lang) -> [&'static str; 3] {
    [lang.pick("合计说明*", "Notes on totals*"), unread_column(lang), lang.pick("问题*", "Findings*")]
}

/// The column that says how many cells of a firm could not be read.
#[must_use]
pub fn unread_column(lang: Lang) -> &'static str {
    lang.pick("没读懂", "Not read")
}

/// The columns of a firm and support, behind the firm.
#[must_use]
pub fn long_columns(lang: Lang) -> [&'static str; 20] {
    [
        lang.pick("支持", "Support"),
        lang.pick("结论", "Answer"),
        lang.pick("至少（元）", "At least (CNY)"),
        lang.pick("最多（元）", "At most (CNY)"),
        lang.pick("发放", "Comes"),
        lang.pick("给谁", "To whom"),
        lang.pick("形式", "As"),
        lang.pick("决定条款*", "Deciding conditions*"),
        lang.pick("差多少*", "Distance*"),
        lang.pick("缺什么*", "Missing facts*"),
        lang.pick("怎么算*", "Calculation*"),
        lang.pick("说明*", "Notes*"),
        lang.pick("申请与发放*", "How it comes*"),
        lang.pick("截止", "Closes"),
        lang.pick("主管部门", "In charge"),
        lang.pick("文件", "Document"),
        lang.pick("条款", "Clause"),
        lang.pick("文件状态", "Standing"),
        lang.pick("原文", "Source"),
        lang.pick("规则地址", "Address of the rule"),
    ]
}

/// The columns of the reasons, behind the firm.
#[must_use]
pub fn reason_columns(lang: Lang) -> [&'static str; 5] {
    [
        lang.pick("支持", "Support"),
        lang.pick("结论", "Answer"),
        lang.pick("类别", "Kind"),
        lang.pick("原因*", "Reason*"),
        lang.pick("规则地址", "Address of the rule"),
    ]
}

/// The columns of what is missing or just missed, behind the firm.
#[must_use]
pub fn gap_columns(lang: Lang) -> [&'static str; 12] {
    [
        lang.pick("类别", "Kind"),
        lang.pick("记录", "Record"),
        lang.pick("信息", "Fact"),
        lang.pick("企业的数", "The firm's value"),
        lang.pick("要求", "Required"),
        lang.pick("差多少*", "Distance*"),
        lang.pick("达到后至少（元）", "Would bring at least (CNY)"),
        lang.pick("达到后最多（元）", "Would bring at most (CNY)"),
        lang.pick("关系到*", "Matters for*"),
        lang.pick("问题*", "Question*"),
        lang.pick("在哪里找*", "Found in*"),
        lang.pick("信息的键", "Key of the fact"),
    ]
}

/// The columns of the summary.
#[must_use]
pub fn summary_columns(lang: Lang) -> [&'static str; 22] {
    [
        lang.pick("支持", "Support"),
        lang.pick("测算企业数", "Firms"),
        lang.pick("符合", "Qualify"),
        lang.pick("待确认", "Pending"),
        lang.pick("缺信息", "Need facts"),
        lang.pick("普惠", "Open to all"),
        lang.pick("不符合", "Do not qualify"),
        lang.pick("其中差一点", "Just miss it"),
        lang.pick("仅预告、只是提到", "Announced or mentioned only"),
        lang.pick("不在有效期", "Not open"),
        lang.pick("各企业至少之和（元）", "Sum of at least (CNY)"),
        lang.pick("各企业最多之和（元）", "Sum of at most (CNY)"),
        lang.pick("最多未定的企业数", "Firms with an open end"),
        lang.pick("金额未载明的企业数", "Firms without a stated amount"),
        lang.pick("发放", "Comes"),
        lang.pick("给谁", "To whom"),
        lang.pick("文件", "Document"),
        lang.pick("条款", "Clause"),
        lang.pick("文件状态", "Standing"),
        lang.pick("原文", "Source"),
        lang.pick("规则地址", "Address of the rule"),
        lang.pick("其中有没读懂的企业数", "Firms with cells not read"),
    ]
}

/// The columns of what changed, behind the firm.
#[must_use]
pub fn change_columns(lang: Lang) -> [&'static str; 9] {
    [
        lang.pick("对象", "Of what"),
        lang.pick("变化", "Change"),
        lang.pick("上次结论", "Answer then"),
        lang.pick("这次结论", "Answer now"),
        lang.pick("上次至少（元）", "At least then (CNY)"),
        lang.pick("这次至少（元）", "At least now (CNY)"),
        lang.pick("上次最多（元）", "At most then (CNY)"),
        lang.pick("这次最多（元）", "At most now (CNY)"),
        lang.pick("规则地址", "Address of the rule"),
    ]
}

/// The columns of the documents.
#[must_use]
pub fn document_columns(lang: Lang) -> [&'static str; 11] {
    [
        lang.pick("文件", "Document"),
        lang.pick("文号", "Number"),
        lang.pick("发文单位", "Issuer"),
        lang.pick("成文", "Issued"),
        lang.pick("起算", "From"),
        lang.pick("到期", "Until"),
        lang.pick("文件状态", "Standing"),
        lang.pick("核对依据", "Read from"),
        lang.pick("核对日", "Checked"),
        lang.pick("提醒*", "Warnings*"),
        lang.pick("原文", "Source"),
    ]
}

/// The columns of findings, behind the firm.
#[must_use]
pub fn finding_columns(lang: Lang) -> [&'static str; 5] {
    [
        lang.pick("读自", "Read from"),
        lang.pick("级别", "Severity"),
        lang.pick("代号", "Code"),
        lang.pick("问题*", "Finding*"),
        lang.pick("改法*", "Mend*"),
    ]
}

/// The three columns of a support in a firm's row.
#[must_use]
pub fn support_headings(lang: Lang, book: &Rulebook, support: &Support) -> [String; 3] {
    let name = super::support_name(lang, support);
    let is_person = support.payee.word() == "person" && support.amount.is_some();
    let name = if is_person { say!(lang, "{name}（个人）", "{name} (person)") } else { name.to_owned() };
    let is_named_twice = book.supports.iter().any(|other| {
        other.address != support.address && super::support_name(lang, other) == super::support_name(lang, support)
    });
    let name = if is_named_twice { format!("{name} {}", support.address) } else { name };
    let per = per_period(lang, support.period.word());
    [
        say!(lang, "{name}：结论", "{name}: answer"),
        say!(lang, "{name}：至少（元{per}）", "{name}: at least (CNY{per})"),
        say!(lang, "{name}：最多（元{per}）", "{name}: at most (CNY{per})"),
    ]
}

/// The two columns of a total in a firm's row; `is_confirmed`: its documents are in force.
#[must_use]
pub fn total_headings(lang: Lang, [paid_to, kind, period]: [&str; 3], is_confirmed: bool) -> [String; 2] {
    let name = total_name(lang, [paid_to, kind, period], is_confirmed);
    let per = per_period(lang, period);
    [
        say!(lang, "{name}：至少（元{per}）", "{name}: at least (CNY{per})"),
        say!(lang, "{name}：最多（元{per}）", "{name}: at most (CNY{per})"),
    ]
}

/// The same of what of a total only counts together.
#[must_use]
pub fn joint_headings(lang: Lang, purse: [&str; 3], is_confirmed: bool) -> [String; 2] {
    total_headings(lang, purse, is_confirmed)
        .map(|heading| say!(lang, "其中合并计：{heading}", "counted together: {heading}"))
}

/// What a total is called.
#[must_use]
pub fn total_name(lang: Lang, [paid_to, kind, period]: [&str; 3], is_confirmed: bool) -> String {
    let (payee, period) = (super::report::payee(lang, paid_to), super::report::period(lang, period));
    let kind = paid_as(lang, kind).map(|kind| say!(lang, "，{kind}", ", {kind}")).unwrap_or_default();
    let standing = if is_confirmed { "" } else { lang.pick("（未确认现行）", " (not confirmed)") };
    say!(lang, "{payee}合计，{period}{kind}{standing}", "Total for {payee}, {period}{kind}{standing}")
}

/// What a total of a report is called.
#[must_use]
pub fn total_of(lang: Lang, total: &TotalReport) -> String {
    total_name(lang, [&total.paid_to, &total.kind, &total.period], total.standing == "in-force")
}

fn per_period(lang: Lang, period: &str) -> &'static str {
    match Period::of(period) {
        Some(Period::Month) => lang.pick("/月", " a month"),
        Some(Period::Year) => lang.pick("/年", " a year"),
        Some(Period::Once) | None => "",
    }
}
