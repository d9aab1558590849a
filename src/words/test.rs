//! Worked cases in words.

use crate::report::{CaseReport, Difference, Given, Subject, TestReport};

use super::value::money;
use super::{Lang, counted, say};

/// A case with how it came out; of one that failed, where it stands.
#[must_use]
pub fn case_line(lang: Lang, case: &CaseReport) -> String {
    let CaseReport { name, line, passed, checks_nothing, .. } = case;
    if *checks_nothing {
        say!(lang, "没核对  {name}（第 {line} 行）", "empty   {name} (line {line})")
    } else if *passed {
        say!(lang, "通过  {name}", "ok      {name}")
    } else {
        say!(lang, "不符  {name}（第 {line} 行）", "failed  {name} (line {line})")
    }
}

/// The columns of what came out otherwise.
#[must_use]
pub fn difference_columns(lang: Lang) -> [String; 3] {
    [lang.pick("键", "key"), lang.pick("应为", "expected"), lang.pick("得到", "found")].map(str::to_owned)
}

/// What came out otherwise: its key, what was expected, what was found.
#[must_use]
pub fn difference(lang: Lang, difference: &Difference) -> [String; 3] {
    [difference.key.to_owned(), given(lang, &difference.expected), given(lang, &difference.found)]
}

/// The same on one line, with what it is about.
#[must_use]
pub fn difference_line(lang: Lang, difference: &Difference) -> String {
    let [key, expected, found] = self::difference(lang, difference);
    let of = subject(lang, &difference.of);
    say!(lang, "{of} {key}：应为 {expected}，得到 {found}", "{of} {key}: expected {expected}, found {found}")
}

/// What an expectation is about, by the words of the case.
#[must_use]
pub fn subject(lang: Lang, subject: &Subject) -> String {
    let of = |what: &str, record: &Option<String>| match record {
        Some(record) => say!(lang, "{what}（{record}）", "{what} ({record})"),
        None => what.to_owned(),
    };
    match subject {
        Subject::Support { id, record } => of(id, record),
        Subject::Standard { id } => say!(lang, "标准 {id}", "standard {id}"),
        Subject::Value { fact } => say!(lang, "数值 {fact}", "value {fact}"),
        Subject::Total { paid_to, period } => say!(lang, "合计 {paid_to} {period}", "total {paid_to} {period}"),
        Subject::Group { name, record } => of(&say!(lang, "叠加关系 {name}", "group {name}"), record),
    }
}

fn given(lang: Lang, given: &Given) -> String {
    match given {
        Given::Yuan(yuan) => money(lang, yuan.0.into()),
        Given::Word(word) => match word.as_str() {
            "open" => lang.pick("没有上限", "no upper end").to_owned(),
            "unstated" => lang.pick("金额未载明", "not stated").to_owned(),
            "none" => lang.pick("没有", "nothing").to_owned(),
            "reported" => lang.pick("在报告里", "in the report").to_owned(),
            word => word.to_owned(),
        },
        Given::Words(words) if words.is_empty() => lang.pick("没有", "nothing").to_owned(),
        Given::Words(words) => words.join(lang.pick("、", ", ")),
    }
}

/// Rules that nothing tests.
#[must_use]
pub fn without_cases(lang: Lang, path: &str) -> String {
    say!(
        lang,
        "{path} 里有规则，没有案例：在规则文件旁写同名的 .cases.toml",
        "{path} has rules, but no cases: write a .cases.toml of the same name beside each rule file"
    )
}

/// A path under which there is nothing to test.
#[must_use]
pub fn nothing_to_test(lang: Lang, path: &str) -> String {
    say!(lang, "{path} 里没有规则，也没有案例", "{path} has neither rules nor cases")
}

/// No case was run, since files have findings.
#[must_use]
pub fn cases_not_run(lang: Lang) -> &'static str {
    lang.pick("案例没有核对：先改好上面的问题", "no case was run: mend what was found first")
}

/// The cases of this file were not run.
#[must_use]
pub fn cases_of_broken_rules(lang: Lang, file: &str) -> String {
    say!(
        lang,
        "{file} 没有核对：它的规则，或规则引用的文件，有错",
        "{file} was not run: its rules, or those that they refer to, have errors"
    )
}

/// How many cases came out as expected.
#[must_use]
pub fn test_summary(lang: Lang, report: &TestReport) -> String {
    let TestReport { passed, failed, unchecked, .. } = report;
    let all = passed + failed + unchecked;
    let cases = counted(all, "case", "cases");
    let summary = match (all, all - passed) {
        (0, _) => return lang.pick("没有案例", "no cases").to_owned(),
        (_, 0) => return say!(lang, "{all} 个案例：全部通过", "{cases}: all passed"),
        _ => say!(lang, "{all} 个案例：{passed} 个通过，{failed} 个不符", "{cases}: {passed} passed, {failed} failed"),
    };
    match unchecked {
        0 => summary,
        _ => say!(lang, "{summary}，{unchecked} 个什么也没有核对", "{summary}, {unchecked} checking nothing"),
    }
}
