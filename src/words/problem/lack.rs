//! How to mend a key that is missing, a value of another type, a comparison that a fact does not have.

use crate::dictionary::Kind;
use crate::words::{Lang, say};

pub(super) fn missing(lang: Lang, key: &str, within: &str) -> Option<&'static str> {
    let (zh, en) = match key {
        "label" if matches!(within, "[fact.…]" | "[record.…]") => {
            ("写中文名称，例如 label = \"员工人数\"", "write its Chinese name, such as label = \"员工人数\"")
        }
        "document" => (
            "规则文件要有 [document]，写明标题、机关、日期、效力和读到的程度",
            "a rule file needs a [document] with title, issuer, dates, standing and evidence",
        ),
        "clause" => (
            "写出在文件里的位置，例如 clause = \"第三条\"",
            "give the place in the document, such as clause = \"第三条\"",
        ),
        "standing-note" => ("写明为什么是这个效力状态", "say why it has this standing"),
        "for-each" => (
            "where 挑选的是记录，例如 for-each = \"project\"",
            "`where` selects records, for example for-each = \"project\"",
        ),
        "last" => ("写明近几年，例如 last = 2", "say how many years back, such as last = 2"),
        "at-least" => ("写明要满足几项，例如 at-least = 4", "say how many of them, such as at-least = 4"),
        "across" => (
            "where 挑选的是记录或年度，例如 across = \"project\"",
            "`where` selects records or years, such as across = \"project\"",
        ),
        "times" => (
            "写乘以几个：times = \"staff\"；按单位给的写 per 和 of",
            "say times how many: times = \"staff\"; for each unit write `per` and `of`",
        ),
        "share" => (
            "写这一期占多少：share = \"50%\"，或它自己的 amount",
            "say what this stage is: share = \"50%\", or an amount of its own",
        ),
        "label" => (
            "label-en 是 label 的英文，写上中文的 label",
            "`label-en` is the English of a `label`, write that in Chinese",
        ),
        "of" => ("写是哪一个：of = …", "say of what: of = …"),
        "for" => (
            "写给多久；原文没有写的写 for = \"unstated\"",
            "say for how long; where the text does not, write for = \"unstated\"",
        ),
        "every" => (
            "写多久给一次：every = \"month\" 或 \"year\"；一次性的去掉 for",
            "say how often: every = \"month\" or \"year\"; what is paid once has no `for`",
        ),
        _ => return None,
    };
    Some(lang.pick(zh, en))
}

/// Lists of brief tables, which stand in brackets rather than under a header each.
const IN_BRACKETS: &[&str] = &[
    "when", "where", "all", "any", "none", "of", "unclear", "every", "limits", "stages", "clawback", "terms",
    "replaces", "cases", "slices", "choices", "sum", "mean", "highest",
];

/// How a value of the expected type is written.
pub(super) fn typed(lang: Lang, key: &str, expected: &str, found: &str) -> Option<String> {
    Some(match (expected, found) {
        ("list", "table" | "inline table") if IN_BRACKETS.contains(&key) => {
            say!(lang, "外面加方括号：{key} = [{{ … }}]", "put brackets around it: {key} = [{{ … }}]")
        }
        ("list", "table" | "inline table") => {
            say!(lang, "每项一张表，表头写 [[{key}]]", "a table for each, under a header [[{key}]]")
        }
        ("list", _) => say!(lang, "写成 {key} = [ … ]", "write {key} = [ … ]"),
        ("table", "array") if key == "year" => say!(lang, "表头写 [year.2025]", "the header is [year.2025]"),
        ("table", _) => say!(lang, "写成 {{ 键 = 值 }} 这样", "write it like {{ key = value }}"),
        ("text", _) => say!(lang, "用英文双引号括起来", "put it in double quotes"),
        ("date", _) => say!(lang, "写成 2026-11-22 这样，不加引号", "write it like 2026-11-22, without quotes"),
        ("flag", _) => say!(lang, "写 true 或 false，不加引号", "write true or false, without quotes"),
        _ => return None,
    })
}

/// The comparisons that a kind of fact has.
pub(super) fn comparisons(lang: Lang, kind: &str) -> &'static str {
    match Kind::of(kind) {
        Some(Kind::Money | Kind::Ratio | Kind::Count | Kind::Number) => lang.pick(
            "可以用 at-least、above、at-most、below、is",
            "it can be compared by at-least, above, at-most, below, is",
        ),
        Some(Kind::Date) => {
            lang.pick("可以用 since、until、before、is", "it can be compared by since, until, before, is")
        }
        Some(Kind::Choice | Kind::Place | Kind::Industry) => {
            lang.pick("可以用 is、any-of、none-of", "it can be compared by is, any-of, none-of")
        }
        Some(Kind::Flag) => {
            lang.pick("可以用 is = true 或 is = false", "it can be compared by is = true or is = false")
        }
        Some(Kind::Text | Kind::Support) | None => {
            lang.pick("规则不能以文字为条件，换一个信息项", "no condition can rest on free text, take another fact")
        }
    }
}
