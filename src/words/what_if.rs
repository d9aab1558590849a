//! The words of what some other values of the firm would change.

use crate::report::{ChangeReport, Changed};

use super::{Lang, say};

/// Above what is another answer: what was set.
#[must_use]
pub fn what_if_title(lang: Lang, set: &[String]) -> String {
    let set = set.join(lang.comma());
    say!(lang, "如果 {set}", "If {set}")
}

/// The headings of the changes.
#[must_use]
pub fn what_if_columns(lang: Lang) -> [&'static str; 3] {
    [lang.pick("变了什么", "What changes"), lang.pick("原来", "Without"), lang.pick("这样设", "With it")]
}

/// That no answer is another.
#[must_use]
pub fn nothing_changes(lang: Lang) -> &'static str {
    lang.pick("什么都不变", "nothing changes")
}

/// Above the whole answer with what was set.
#[must_use]
pub fn whole_answer_with_it(lang: Lang) -> &'static str {
    lang.pick("这样设，全部答案：", "The whole answer with it:")
}

/// What changed, by name.
#[must_use]
pub fn changed_name(lang: Lang, change: &ChangeReport) -> String {
    let name = &change.name;
    match change.of {
        Changed::Total => say!(lang, "合计：{name}", "total: {name}"),
        Changed::Support | Changed::Standard | Changed::Condition | Changed::Value => name.clone(),
    }
}

/// What stands for an answer that there is not.
#[must_use]
pub fn no_such_answer(lang: Lang) -> &'static str {
    lang.pick("没有", "none")
}

/// A total between its ends.
#[must_use]
pub fn from_to(lang: Lang, low: &str, high: &str) -> String {
    if low == high {
        return low.to_owned();
    }
    say!(lang, "至少{low}，最多{high}", "at least {low}, at most {high}")
}

/// An answer with the amount or the value beside it.
#[must_use]
pub fn answer_and_amount(lang: Lang, answer: &str, amount: &str) -> String {
    if amount.is_empty() {
        return answer.to_owned();
    }
    say!(lang, "{answer}，{amount}", "{answer}, {amount}")
}

/// That a setting is none.
#[must_use]
pub fn no_setting(lang: Lang) -> &'static str {
    lang.pick("要写成 键=值，例如 revenue.2025=5000万", "it is KEY=VALUE, such as revenue.2025=50000000")
}
