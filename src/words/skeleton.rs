//! The comments of new files, and the files that are the same for every document.

use crate::dictionary::{Fact, Record};

use super::{
    Lang, choices_of, counted, fact_find, fact_label, fact_question, record_label, record_question, say, unit,
};

/// The rules of a new document.
#[must_use]
pub fn rules_template(lang: Lang) -> &'static str {
    lang.pick(include_str!("skeleton/rules.zh.toml"), include_str!("skeleton/rules.en.toml"))
}

/// The worked cases of a new document; `@PLACE@` stands for its place.
#[must_use]
pub fn cases_template(lang: Lang) -> &'static str {
    lang.pick(include_str!("skeleton/cases.zh.toml"), include_str!("skeleton/cases.en.toml"))
}

/// The first lines of a profile.
#[must_use]
pub fn profile_head(lang: Lang, places: &[String], supports: usize) -> Vec<String> {
    let names = places.join(lang.comma());
    let english = counted(supports, "support", "supports");
    let asks = match (supports, places.is_empty()) {
        (0, true) => lang.pick("企业画像。规则里还没有支持。", "A profile. The rules hold no support yet.").to_owned(),
        (0, false) => say!(
            lang,
            "企业画像。规则里还没有{names}的支持，先填这些。",
            "A profile. The rules hold no support over {names} yet; this is what can be stated already."
        ),
        (_, true) => {
            say!(
                lang,
                "企业画像：规则里 {supports} 项支持要用到的信息。",
                "A profile: what the {english} in the rules ask for."
            )
        }
        (_, false) => say!(
            lang,
            "企业画像：{names}的 {supports} 项支持要用到的信息。",
            "A profile: what the {english} over {names} ask for."
        ),
    };
    let fill = lang.pick(
        "知道的，去掉行首的 #，把例子换成自己的数；不知道的不动：没写就是未知，不是零。",
        "Where you know the answer, leave out the # and put yours for the example; leave the rest: what is not stated \
         is unknown, not zero.",
    );
    let check = lang.pick(
        "填好以后：zjtx check 这个文件（用自己的规则的，再加 --rules 规则文件夹）",
        "Then: zjtx check THIS-FILE (with rules of your own, and --rules FOLDER)",
    );
    vec![asks, fill.to_owned(), check.to_owned()]
}

/// An amount of money as a firm may write it.
#[must_use]
pub fn example_money(lang: Lang) -> &'static str {
    lang.pick("3200万", "32,000,000")
}

/// A name that nothing has.
#[must_use]
pub fn example_text(lang: Lang) -> &'static str {
    lang.pick("示例", "Example")
}

/// The comment above the day.
#[must_use]
pub fn as_of_question(lang: Lang) -> &'static str {
    lang.pick("测算日：按哪一天算？不写就是当天", "as of: for which day? Left out, it is today")
}

/// Before the lists of records that may be empty.
#[must_use]
pub fn empty_lists(lang: Lang) -> &'static str {
    lang.pick(
        "下面各类，一条也没有的，去掉行首的 #（空列表是“没有”，不写是“未知”）；有的，不动这里，填后面的例块。\
         这几行要在所有 [ ] 开头的行之前。",
        "Of which you have none, leave out the # (an empty list says “none”, no list says “unknown”); of which you \
         have some, leave the line and fill in the block below. These lines come before all that start with [ ].",
    )
}

/// Before the facts of a year.
#[must_use]
pub fn year_heading(lang: Lang, year: i16) -> String {
    say!(lang, "—— {year} 年 ——", "—— the year {year} ——")
}

/// Before a block of a record.
#[must_use]
pub fn record_lines(lang: Lang, record: &Record) -> Vec<String> {
    let (key, label) = (&record.key, record_label(lang, record));
    let blocks = say!(
        lang,
        "一条写一块，几条写几块；[[{key}]] 这一行行首的 # 也要去掉。",
        "One block for each; the # before [[{key}]] goes too."
    );
    std::iter::once(format!("—— {label} ——"))
        .chain(record_question(lang, record).map(str::to_owned))
        .chain([blocks])
        .collect()
}

/// The comment above a fact: what is asked, where it is found, what may be written. `is_derived`: it follows from other
/// facts when it is not stated.
#[must_use]
pub fn question_lines(lang: Lang, fact: &Fact, is_derived: bool) -> Vec<String> {
    let label = fact_label(lang, fact);
    let head = match fact_question(lang, fact) {
        Some(question) => say!(lang, "{label}：{question}", "{label}: {question}"),
        None => label.to_owned(),
    };
    let find = fact_find(lang, fact).map(|find| say!(lang, "在哪里找：{find}", "found in: {find}"));
    // How other kinds are written is seen from the example.
    let written = (!fact.choices.is_empty()).then(|| {
        let (unit, choices) = (unit(lang, fact), choices_of(lang, fact));
        say!(lang, "{unit}：{choices}", "{unit}: {choices}")
    });
    let judged = fact.judged_by.as_ref();
    let judged = judged.map(|by| say!(lang, "由{by}决定，没有结果不填", "decided by {by}; leave it until then"));
    let derived = is_derived.then(|| {
        lang.pick("不填则由其他信息推出，推不出的才要填", "follows from other facts; state it only where it does not")
    });
    let rest = [find, written, judged, derived.map(str::to_owned)];
    std::iter::once(head).chain(rest.into_iter().flatten()).collect()
}
