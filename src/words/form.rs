//! The words of a form for many firms: headings with their units, and how it is filled in.

use crate::dictionary::{Fact, Kind};

use super::{Lang, counted, fact_label, say};

/// The number of the example's firm.
pub const EXAMPLE_NUMBER: &str = "A001";

/// A heading with its unit: `2025年营业收入（万元）`.
#[must_use]
pub fn form_title(lang: Lang, fact: &Fact, year: Option<i16>) -> String {
    let label = capitalised(fact_label(lang, fact));
    let label = year.map_or_else(|| label.clone(), |year| say!(lang, "{year}年{label}", "{label} {year}"));
    let unit = match fact.kind {
        Kind::Money => lang.pick("（万元）", " (CNY)"),
        Kind::Flag => lang.pick("（是/否）", " (yes/no)"),
        Kind::Ratio
        | Kind::Count
        | Kind::Number
        | Kind::Date
        | Kind::Choice
        | Kind::Text
        | Kind::Place
        | Kind::Industry
        | Kind::Support => "",
    };
    format!("{label}{unit}")
}

fn capitalised(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// An amount in the unit of its heading.
#[must_use]
pub fn example_money_cell(lang: Lang) -> &'static str {
    lang.pick("3200", "32000000")
}

/// The name of the example's firm, which says that it is to go.
#[must_use]
pub fn example_firm(lang: Lang) -> &'static str {
    lang.pick("示例企业（填好后删去这一行）", "Example firm (delete this row)")
}

/// The column of the unified social credit code, and what it is for.
#[must_use]
pub fn credit_code_column(lang: Lang) -> [&'static str; 2] {
    [
        lang.pick("统一社会信用代码", "Unified social credit code"),
        lang.pick("18 位，可不填；填了就核对校验码", "18 characters, may be left empty; its check digit is checked"),
    ]
}

/// What the number of a firm is for.
#[must_use]
pub fn number_help(lang: Lang) -> &'static str {
    lang.pick(
        "自己编的编号，每家企业一个，各张表用同一个",
        "your own number, one for each firm, the same on every sheet",
    )
}

/// Yes and no, as a cell has them.
#[must_use]
pub fn yes_and_no(lang: Lang) -> [&'static str; 2] {
    [super::value::flag(lang, true), super::value::flag(lang, false)]
}

/// The sheet that says how a form is filled in.
#[must_use]
pub fn guide_sheet(lang: Lang) -> &'static str {
    lang.pick("说明", "Notes")
}

/// The sheet with the choices of the drop-downs.
#[must_use]
pub fn choices_sheet(lang: Lang) -> &'static str {
    lang.pick("选项", "Choices")
}

/// The columns of what is asked.
#[must_use]
pub fn guide_columns(lang: Lang) -> [&'static str; 3] {
    [lang.pick("表", "Sheet"), lang.pick("列", "Column"), lang.pick("怎么填", "How it is filled in")]
}

/// How a form is filled in, a line each; `records` are the sheets behind the firms.
#[must_use]
pub fn form_guide(lang: Lang, places: &[String], supports: usize, records: &[&str]) -> Vec<String> {
    let (names, english) = (places.join(lang.comma()), counted(supports, "support", "supports"));
    let asks = if places.is_empty() {
        say!(lang, "规则里 {supports} 项支持要用到的信息。", "What the {english} in the rules ask for.")
    } else {
        say!(lang, "{names}的 {supports} 项支持要用到的信息。", "What the {english} over {names} ask for.")
    };
    let firms = lang.pick(
        "每家企业一行，编号不重复；第一行是示例，填好后删去，各表都有一行。",
        "One row a firm, each with a number of its own; the first row of each sheet is an example, delete it.",
    );
    let unknown = lang.pick(
        "不清楚的空着：空着就是未知，不当作零，也不当作否。用不着的列可以删去，标题不要改。",
        "Leave empty what you do not know: empty is unknown, not zero and not no. Columns may be deleted; leave the \
         headings as they are.",
    );
    let sheets = records.join(lang.comma());
    let lists = say!(
        lang,
        "{sheets}：一条一行，写上企业编号。表里没有某家企业的行，就是它一条也没有；有哪家不清楚，就把整张表删去。",
        "{sheets}: one row each, with the number of its firm. A firm without a row there has none; if you do not know that \
         of some firm, delete the whole sheet."
    );
    let then = lang.pick("填好以后：zjtx batch 这个文件 -o 结果.xlsx", "Then: zjtx batch THIS-FILE -o RESULT.xlsx");
    let lists = (!records.is_empty()).then_some(lists);
    let lines = [asks, firms.to_owned(), unknown.to_owned()];
    lines.into_iter().chain(lists).chain([then.to_owned()]).collect()
}
