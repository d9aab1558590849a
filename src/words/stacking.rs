//! How supports that interact were combined, in words.

use crate::number::Number;
use crate::report::{ReasonCode, ReasonReport};
use crate::rulebook::CapPeriod;

use super::reason::told;
use super::value::{money, money_range};
use super::{Lang, say};

/// The group that a reason is about.
#[derive(Clone, Copy, Debug)]
pub struct GroupWords<'g> {
    /// Its name.
    pub name: &'g str,
    /// The place in its document.
    pub clause: Option<&'g str>,
    /// The record within which it holds.
    pub record: Option<&'g str>,
    /// The year within which it holds.
    pub year: Option<i16>,
}

impl GroupWords<'_> {
    /// The group with where it holds and where it is written.
    fn text(&self, lang: Lang) -> String {
        let year = self.year.map(|year| say!(lang, "{year}年", "{year}"));
        let parts = [self.record.map(str::to_owned), year, self.clause.map(str::to_owned)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let name = self.name;
        if parts.is_empty() {
            return name.to_owned();
        }
        let parts = parts.join(lang.pick("，", ", "));
        say!(lang, "{name}（{parts}）", "{name} ({parts})")
    }
}

/// A group whose members may exclude each other as a reason, with what is best if they do, where that is one thing.
#[must_use]
pub fn stacking_reason(lang: Lang, group: &GroupWords<'_>, silent: &[String], best: &[&str]) -> ReasonReport {
    let best = match best {
        [] => lang.pick("哪一项有利要看上限怎样算", "which is best depends on what the cap counts by").to_owned(),
        best => say!(lang, "{}最有利", "{} is best", lang.list(best)),
    };
    let bracket = |text: &str| say!(lang, "（{text}）", " ({text})");
    let silent = if silent.is_empty() { String::new() } else { bracket(&lang.list(silent)) };
    let text = say!(
        lang,
        "{}能否同时享受，文件未写{silent}；如只能取其一，{best}",
        "{}: whether they can be had together is not stated{silent}; if only one can, {best}",
        group.text(lang)
    );
    told(ReasonCode::Stacking, text)
}

/// That others are paid for the same purpose in another way, and no document says whether both are.
#[must_use]
pub fn unrelated_reason(lang: Lang, others: &[&str]) -> ReasonReport {
    let others = lang.list(others);
    let text = say!(
        lang,
        "与{others}用途相同、给法不同，能否同时享受，文件未写；合计里各算各的",
        "whether it can be had together with {others}, paid for the same purpose in another way, is not stated; each is \
         in a total of its own"
    );
    told(ReasonCode::Stacking, text)
}

/// What a firm can't have together with a support, as a reason.
#[must_use]
pub fn exclusive_reason(lang: Lang, group: &GroupWords<'_>, others: &[&str]) -> ReasonReport {
    let (group, others) = (group.text(lang), lang.list(others));
    let text = say!(
        lang,
        "{group}：与{others}只能享受一项；各在一个合计里，至少按没有选它算",
        "{group}: it cannot be had together with {others}; each is in a total of its own, the low end as if it was not taken"
    );
    told(ReasonCode::Stacking, text)
}

/// What displaces a support as a reason.
#[must_use]
pub fn displaced_reason(lang: Lang, group: &GroupWords<'_>, by: &str, is_certain: bool) -> ReasonReport {
    let group = group.text(lang);
    if is_certain {
        let text = say!(
            lang,
            "{group}只取其一：取{by}，本项不再给",
            "{group}: only one is paid, which is {by} and not this one"
        );
        return told(ReasonCode::Displaced, text);
    }
    let text = say!(lang, "{group}只取其一：可能取{by}，不取本项", "{group}: only one is paid, which may be {by}");
    told(ReasonCode::MayBeDisplaced, text)
}

/// What a support displaces, or may displace, as a reason.
#[must_use]
pub fn displaces_reason(lang: Lang, group: &GroupWords<'_>, others: &[&str]) -> ReasonReport {
    let (group, others) = (group.text(lang), lang.list(others));
    let text = say!(
        lang,
        "{group}只取其一：取了本项，不再给{others}",
        "{group}: only one is paid, so with this one not {others}"
    );
    told(ReasonCode::Highest, text)
}

/// Earlier money that is deducted as a reason; after a top-up the difference is paid, else perhaps nothing.
#[must_use]
pub fn received_reason(lang: Lang, group: &GroupWords<'_>, received: Number, is_top_up: bool) -> ReasonReport {
    let (group, received) = (group.text(lang), money(lang, received));
    let text = if is_top_up {
        say!(
            lang,
            "{group}补差：已领 {received}，只补差额",
            "{group}: {received} was received, so the difference is paid"
        )
    } else {
        say!(
            lang,
            "{group}只取其一：已领 {received}，是补差额还是不再给，文件未写",
            "{group}: only one is paid and {received} was received; whether the difference is still paid is not stated"
        )
    };
    told(ReasonCode::Received, text)
}

/// Earlier money of the same purpose of which it is not known how much, or for which record, it was.
#[must_use]
pub fn received_unclear(lang: Lang, group: &GroupWords<'_>) -> ReasonReport {
    let text = say!(
        lang,
        "{}：已领的同类资助要不要扣、扣多少不确定",
        "{}: whether earlier money of this kind is deducted, and how much, is not certain",
        group.text(lang)
    );
    told(ReasonCode::Received, text)
}

/// A cap of a group that cuts as a reason, with who gives way first; `over`, where its members recur, is its time.
#[must_use]
pub fn cut_reason(
    lang: Lang,
    group: &GroupWords<'_>,
    (sum, cap, over): ((Number, Option<Number>), Number, Option<CapPeriod>),
    first: &[&str],
) -> ReasonReport {
    let (sum, cap) = (money_range(lang, sum.0, sum.1), money(lang, cap));
    let time = match over {
        None => "",
        Some(CapPeriod::Year) => lang.pick("一个年度内各期", "all payments of a year "),
        Some(CapPeriod::Whole | CapPeriod::Ever) => lang.pick("各期", "all payments "),
    };
    let first = match first {
        [] => String::new(),
        first => say!(lang, "，先减{}", ", and {} is cut first", lang.list(first)),
    };
    let text = say!(
        lang,
        "{}{time}合计最高 {cap}（各项相加 {sum}）{first}",
        "{}: {time}together at most {cap} (added up they are {sum}){first}",
        group.text(lang)
    );
    told(ReasonCode::GroupCap, text)
}

/// What supports are called that only count together.
#[must_use]
pub fn joint_name(lang: Lang, names: &[&str]) -> String {
    say!(lang, "以上合计：{}", "together: {}", lang.list(names))
}

/// In the place of an answer, that a row is of several supports.
#[must_use]
pub fn joint_status(lang: Lang) -> &'static str {
    lang.pick("合并计", "together")
}

/// A cap that cuts what supports bring together.
#[must_use]
pub fn joint_cut(lang: Lang, cut: ((Number, Option<Number>), Number, Option<CapPeriod>)) -> String {
    let group = GroupWords { name: "", clause: None, record: None, year: None };
    let text = cut_reason(lang, &group, cut, &[]).text;
    text.trim_start_matches([':', ' ']).to_owned()
}

/// An older support whose document may have been replaced as a reason.
#[must_use]
pub fn may_be_replaced_reason(lang: Lang, newer: &str) -> ReasonReport {
    let text = say!(
        lang,
        "可能已被《{newer}》替代，两者只计其一",
        "may have been replaced by “{newer}”, so only one of the two is counted"
    );
    told(ReasonCode::Standing, text)
}

/// A newer support that may not yet stand in the place of an older one as a reason.
#[must_use]
pub fn may_replace_reason(lang: Lang, older: &str) -> ReasonReport {
    let text = say!(
        lang,
        "是否已替代《{older}》未确认，两者只计其一",
        "whether it has replaced “{older}” is not confirmed, so only one of the two is counted"
    );
    told(ReasonCode::Standing, text)
}

/// What should be noticed of a document that another one replaces, or may replace.
#[must_use]
pub fn replaced_warning(lang: Lang, newer: &str, is_sure: bool) -> String {
    if is_sure {
        say!(lang, "已被《{newer}》替代", "replaced by “{newer}”")
    } else {
        say!(lang, "可能已被《{newer}》替代", "may have been replaced by “{newer}”")
    }
}

/// Earlier money, of which the profile says nothing; `is_read` where some rules count it.
#[must_use]
pub fn nothing_received(lang: Lang, is_read: bool) -> &'static str {
    if is_read {
        lang.pick(
            "除写明要扣已领资助的以外，按从未领过计算",
            "as if nothing had been received before, but where a rule counts earlier money",
        )
    } else {
        lang.pick("按从未领过这些资助计算", "as if none of this had been received before")
    }
}

/// Earlier money that the profile states; `is_read` where some rules count it.
#[must_use]
pub fn received_stated(lang: Lang, count: usize, is_read: bool) -> String {
    let payments = super::lang::counted(count, "payment", "payments");
    if is_read {
        say!(
            lang,
            "填写的 {count} 笔已获资助，只在文件写明的地方扣减",
            "the {payments} stated as received are deducted only where a document says so"
        )
    } else {
        say!(
            lang,
            "填写的 {count} 笔已获资助没有规则用到，未作扣减",
            "no rule reads the {payments} stated as received, and nothing is deducted"
        )
    }
}
