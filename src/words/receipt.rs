//! The words of receipts.

use crate::report::{ChangedRule, ChangedSide, RuleChange, Verification};

use super::{Lang, answer_and_amount, counted, money_range, say, status};

/// What came of computing a receipt again.
#[must_use]
pub fn verified(lang: Lang, found: &Verification) -> String {
    let day = &found.as_of;
    if found.same {
        return say!(
            lang,
            "相同：重新算出的答案（{day}）和收据一样",
            "the same: what is computed now (as of {day}) is what the receipt says"
        );
    }
    let count = found.changes.len();
    let differ = counted(count, "answer differs", "answers differ");
    say!(
        lang,
        "不同：重新算出的答案（{day}）有 {count} 处和收据不一样",
        "another answer: of what is computed now (as of {day}), {differ} from the receipt"
    )
}

/// An answer by its status and its figures alone.
#[must_use]
pub fn status_and_figures(lang: Lang, side: &ChangedSide) -> String {
    let amount = side.low.map(|low| money_range(lang, low.0.into(), side.high.map(|high| high.0.into())));
    match (side.status, amount) {
        (Some(of), amount) => answer_and_amount(lang, status(lang, of), &amount.unwrap_or_default()),
        (None, Some(amount)) => amount,
        (None, None) => lang.pick("没有数", "no figure").to_owned(),
    }
}

/// That another version of the program wrote the receipt.
#[must_use]
pub fn other_version(lang: Lang, version: &str) -> String {
    say!(lang, "收据由程序的 {version} 版写出", "the receipt was written by version {version} of the program")
}

/// Above the rule files that are others.
#[must_use]
pub fn changed_rules_title(lang: Lang) -> &'static str {
    lang.pick("变了的规则文件", "Rule files that are others")
}

/// A rule file that is another, and what of it is another answer.
#[must_use]
pub fn changed_rule(lang: Lang, rule: &ChangedRule) -> String {
    let (file, count) = (&rule.file, rule.supports.len());
    let change = match rule.change {
        RuleChange::Changed => lang.pick("内容变了", "another text"),
        RuleChange::Gone => lang.pick("不再用到", "no longer used"),
        RuleChange::New => lang.pick("那时没有用到", "not used then"),
    };
    if count == 0 {
        return say!(lang, "{file}：{change}，其中各项答案不变", "{file}: {change}, no answer of its own differs");
    }
    let supports = rule.supports.join(lang.comma());
    say!(lang, "{file}：{change}，其中 {count} 项答案变了：{supports}", "{file}: {change}, other answers: {supports}")
}

/// The headings of the answers that are others.
#[must_use]
pub fn verify_columns(lang: Lang) -> [&'static str; 3] {
    [lang.pick("变了什么", "What changes"), lang.pick("收据", "Receipt"), lang.pick("现在", "Now")]
}

/// That a file is no receipt.
#[must_use]
pub fn no_receipt(lang: Lang, path: &str) -> String {
    say!(lang, "{path} 不是收据", "{path} is no receipt")
}

/// That a receipt is not as it was written.
#[must_use]
pub fn receipt_was_changed(lang: Lang, path: &str) -> String {
    say!(
        lang,
        "{path} 写出以后被改过，和自己的摘要对不上",
        "{path} was changed since it was written: it does not have its own digest"
    )
}

/// That the profile of a receipt can't be read by the rules of now.
#[must_use]
pub fn receipt_not_readable(lang: Lang) -> &'static str {
    lang.pick(
        "按现在的规则读不了收据里的画像，没有重新算",
        "the profile of the receipt cannot be read by the rules of now, nothing was computed",
    )
}
