//! Why an answer is open, and how an amount was computed, in words.

use crate::dictionary::Kind;
use crate::interval::Interval;
use crate::number::Number;
use crate::report::{MissingReport, ReasonReport};

use super::value::{interval, money, of_kind};

/// A floor inside an amount.
pub const FLOOR: &str = "下限";
/// A cap inside an amount.
pub const CAP: &str = "上限";
/// An amount without a figure.
pub const NOT_STATED: &str = "文件未写金额";

fn say(code: &str, text: String) -> ReasonReport {
    ReasonReport { code: code.to_owned(), text }
}

/// A reason that needs no more than its code.
#[must_use]
pub fn reason(code: &str) -> ReasonReport {
    let text = match code {
        "up-to" => "文件只写“最高”",
        "at-least" => "文件只写“不低于”",
        "range" => "文件只给区间，未写如何分档",
        "unstated" => "文件未写金额",
        "duration" => "发放多久文件未写，不折算总额",
        "payee" => "给企业还是给个人，文件未写",
        "overflow" => "数字过大，无法精确计算",
        _ => "",
    };
    say(code, text.to_owned())
}

/// What a total hangs on.
#[must_use]
pub fn total_reason(code: &str) -> ReasonReport {
    let text = match code {
        "missing-fact" => "还缺的信息",
        "judgement" => "主管部门认定",
        "stacking" => "能否叠加文件未写",
        "cap-scope" => "上限按什么算文件未写",
        "silence" => "文件没有写明之处",
        "up-to" => "文件只写“最高”",
        "at-least" => "文件只写“不低于”",
        "range" => "文件只给区间",
        "bounded" => "项目太多，叠加的最佳组合只给出界限",
        _ => "",
    };
    say(code, text.to_owned())
}

/// A cap of unstated scope as a reason; `record` is what the other reading counts by.
#[must_use]
pub fn cap_scope_reason(record: &str) -> ReasonReport {
    say("cap-scope", format!("上限按单个{record}还是按企业，文件未写"))
}

/// No record that a support speaks of, as a reason.
#[must_use]
pub fn no_record_reason(record: &str) -> ReasonReport {
    say("no-record", format!("企业填写的{record}里没有这项支持所说的"))
}

/// The amounts of several records under a cap of the firm; `is_unstated` where the cap may be one for each record.
#[must_use]
pub fn capped_together(sum: &Interval, cap: Number, is_unstated: bool) -> String {
    let take = if sum.as_point().is_some() { "取" } else { "最高" };
    let (sum, cap) = (interval(sum), money(cap));
    if is_unstated {
        format!("合计 {sum}；上限如按企业算，{take} {cap}")
    } else {
        format!("合计 {sum}，超过企业上限，{take} {cap}")
    }
}

/// A missing fact as a reason.
#[must_use]
pub fn missing_reason(missing: &MissingReport) -> ReasonReport {
    let of = missing.record.as_ref().map(|record| format!("{record}：")).unwrap_or_default();
    say("missing-fact", format!("{of}缺{}", missing.label))
}

/// A judgement as a reason.
#[must_use]
pub fn judgement_reason(condition: &str) -> ReasonReport {
    say("judgement", condition.to_owned())
}

/// A fact that an authority decides as a reason.
#[must_use]
pub fn judged_fact_reason(label: &str, by: &str) -> ReasonReport {
    say("judgement", format!("{label}，由{by}认定"))
}

/// Readings that differ as a reason.
#[must_use]
pub fn reading_reason(condition: &str) -> ReasonReport {
    say("silence", condition.to_owned())
}

/// A place for which the text does not say as a reason.
#[must_use]
pub fn scope_reason(place: &str) -> ReasonReport {
    say("silence", scope_silence(place))
}

/// A place for which the text does not say.
#[must_use]
pub fn scope_silence(place: &str) -> String {
    format!("文件没有写{place}的企业能否享受")
}

/// A group whose members may exclude each other as a reason, with what is best if they do, where that is one thing.
#[must_use]
pub fn stacking_reason(group: &str, record: Option<&str>, silent: &[String], best: &[&str]) -> ReasonReport {
    let of = record.map(|record| format!("（{record}）")).unwrap_or_default();
    let best = match best {
        [] => "哪一项有利要看上限怎样算".to_owned(),
        best => format!("{}最有利", best.join("、")),
    };
    let silent = if silent.is_empty() { String::new() } else { format!("（{}）", silent.join("、")) };
    say("stacking", format!("{group}{of}能否同时享受，文件未写{silent}；如只能取其一，{best}"))
}

/// A distance in words.
#[must_use]
pub fn distance(kind: Kind, distance: Number) -> String {
    if kind == Kind::Date { format!("{distance}天") } else { of_kind(kind, distance) }
}

/// A fact that is stated, but too coarsely to decide.
#[must_use]
pub fn more_exactly(label: &str) -> String {
    format!("{label}（要写到区、县（市）或开发区）")
}

/// A fact of a year.
#[must_use]
pub fn in_year(label: &str, year: i16) -> String {
    format!("{year}年{label}")
}

/// A record that only its number tells apart.
#[must_use]
pub fn numbered(name: &str, index: usize) -> String {
    format!("{name}（第{}条）", index + 1)
}

/// A fixed amount.
#[must_use]
pub fn fixed(value: &Interval) -> String {
    format!("定额 {}", interval(value))
}

/// A product: `3,200万元 × 20% = 640万元`; of what is not known, without a result.
#[must_use]
pub fn product(factors: [&str; 2], value: Option<Number>) -> String {
    let result = value.map(|value| format!(" = {}", money(value)));
    format!("{} × {}{}", factors[0], factors[1], result.unwrap_or_default())
}

/// A quantity of which the value is not known.
#[must_use]
pub fn not_known(name: &str) -> String {
    format!("{name}（未知）")
}

/// Rounding, where it changed something.
#[must_use]
pub fn rounded(value: &Interval) -> String {
    format!("四舍五入到分：{}", interval(value))
}

/// A limit of the support; whether it cuts is not known while the amount is not.
#[must_use]
pub fn capped(cap: Number, is_cut: Option<bool>) -> String {
    let what = match is_cut {
        Some(true) => "超过上限，取",
        Some(false) => "未超过上限",
        None => "最高",
    };
    format!("{what} {}", money(cap))
}

/// A floor or cap inside an amount.
#[must_use]
pub fn bounded(name: &str, at: Number, is_cut: bool) -> String {
    let what = if is_cut { "，取此数" } else { "，未触及" };
    format!("{name}{}{what}", money(at))
}

/// A number that is lacking: the firm's value, what would do, and the distance.
#[must_use]
pub fn lacking(label: &str, record: Option<&String>, [value, required, distance]: [&str; 3]) -> String {
    let of = record.map(|record| format!("{record}：")).unwrap_or_default();
    format!("{of}{label} {value}，须达到 {required}，差 {distance}")
}
