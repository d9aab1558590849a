//! Documents that should be looked at, in words.

use super::{Lang, say};

/// The headings of what was not checked for so many days, and of what ends within them.
#[must_use]
pub fn stale_titles(lang: Lang, days: i64) -> [String; 2] {
    [
        say!(lang, "超过 {days} 天没有和原文核对", "Not held against its source for more than {days} days"),
        say!(lang, "{days} 天内到期", "Ends within {days} days"),
    ]
}

/// A document with its day.
#[must_use]
pub fn stale_document(lang: Lang, [day, id, title]: [&str; 3], days: i64, ends: bool) -> String {
    if ends {
        say!(lang, "{day} 到期，还剩 {days} 天：{id} {title}", "ends {day}, {days} days left: {id} {title}")
    } else {
        say!(lang, "{day} 核对，{days} 天前：{id} {title}", "checked {day}, {days} days ago: {id} {title}")
    }
}

/// What stands where there is none.
#[must_use]
pub fn nothing_stale(lang: Lang) -> &'static str {
    lang.pick("没有", "none")
}
