//! What findings are about.

use crate::finding::Called;
use crate::words::{Lang, say};

/// What something is called.
pub(super) fn called(lang: Lang, called: &Called) -> &str {
    lang.pick(&called.zh, &called.en)
}

/// Words of files and of the rule language, one after the other.
pub(super) fn listed(lang: Lang, words: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let words = words.into_iter().map(|word| say!(lang, "{0}", "`{0}`", word.as_ref()));
    words.collect::<Vec<_>>().join(lang.comma())
}

/// Where a key stands, in words that a sentence can start with.
pub(super) fn place(lang: Lang, within: &str) -> String {
    let words = match within {
        "file" => lang.pick("文件", "the file"),
        "profile" => lang.pick("企业画像", "the profile"),
        "record" => lang.pick("这条记录", "this record"),
        "a year" => lang.pick("年度", "a year"),
        "condition" => lang.pick("条件", "a condition"),
        "quantity" => lang.pick("数量", "a quantity"),
        "case" => lang.pick("情形", "a case"),
        "limit" => lang.pick("上限", "a limit"),
        "amended" => lang.pick("amends 的一项", "an entry of amends"),
        "replaced" => lang.pick("replaces 的一项", "an entry of replaces"),
        // A name in Latin letters is set off by a space.
        "paid" | "scope" | "choice" => return format!("`{within}`{}", lang.pick(" ", "")),
        other => return format!("{other}{}", lang.pick(" ", "")),
    };
    words.to_owned()
}

/// What sort of value something is, in words.
pub(super) fn kind(lang: Lang, word: &str) -> &str {
    match word {
        "text" | "string" => lang.pick("文字（字符串）", "text (a string)"),
        "integer" | "count" => lang.pick("整数", "a whole number"),
        "number" => lang.pick("数", "a number"),
        "float" => lang.pick("小数", "a decimal"),
        "flag" | "boolean" => lang.pick("是或否（true 或 false）", "yes or no (true or false)"),
        "date" | "datetime" => lang.pick("日期", "a date"),
        "date of the record" => lang.pick("这种记录自己的日期项", "a date of the record"),
        "count of the record" => lang.pick("这种记录自己的个数项", "a count of the record"),
        "list" | "array" => lang.pick("列表", "a list"),
        "object" => lang.pick("对象", "an object"),
        "null" => lang.pick("空（null）", "nothing (null)"),
        "table" | "inline table" => lang.pick("表", "a table"),
        "money" => lang.pick("金额", "money"),
        "ratio" => lang.pick("比例", "a ratio"),
        "choice" => lang.pick("选项", "a choice"),
        "place" => lang.pick("地区", "a place"),
        "industry" => lang.pick("行业", "an industry"),
        "support" => lang.pick("支持", "a support"),
        "condition" => lang.pick("条件", "a condition"),
        "quantity" => lang.pick("数量", "a quantity"),
        "figure" => lang.pick("写定的数字", "a figure"),
        "yearly" => lang.pick("每年一个数的金额或个数", "money or a number of each year"),
        "length" => lang.pick("时长", "a length of time"),
        "term" => lang.pick("时限、比例或金额", "a length of time, a ratio or money"),
        other => other,
    }
}
