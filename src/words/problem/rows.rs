//! What is wrong with the rows of a table and with the units that it states, and how to mend it.

use crate::finding::RowProblem;
use crate::words::{Lang, counted, say};

use super::noun::called;
use super::table::row;

/// Rows, or runs of them, that a sentence names.
const MOST_RUNS: usize = 20;
/// Headers, or what rows are called, that a sentence names.
const MOST_NAMES: usize = 5;
/// Characters of what a row is called.
const LONGEST: usize = 20;

/// What is wrong, in one sentence.
#[allow(clippy::too_many_lines, reason = "one arm a problem")]
pub(super) fn sentence(lang: Lang, problem: RowProblem<'_>) -> String {
    match problem {
        RowProblem::RowTooLong { cells, headers } => {
            let (en_cells, en_headers) = (counted(*cells, "cell", "cells"), counted(*headers, "header", "headers"));
            say!(
                lang,
                "{headers} 列表头下面有 {cells} 格，看不出哪一格是哪一列的，没有读",
                "{en_cells} under {en_headers}: it is not clear which cell is of which column, the row is not read"
            )
        }
        RowProblem::SplitAmount { first, rest } => say!(
            lang,
            "`{first}` 和 `{rest}` 像是一个数被逗号分成了两格，这一行没有读",
            "`{first}` and `{rest}` seem to be one figure that its comma cut in two, the row is not read"
        ),
        RowProblem::CellsWithoutHeader { cells, count } => {
            let named = cells_named(lang, cells, *count);
            say!(lang, "{named}上面没有表头，没有读", "{named}: there is no header above, not read")
        }
        RowProblem::HiddenCells { cells, count } => {
            let named = cells_named(lang, cells, *count);
            say!(lang, "{named}被合并单元格盖住，看不到，没有读", "{named}: hidden by merged cells, not read")
        }
        RowProblem::HiddenRows { cells, count } => {
            let (named, rest) = (cells.join(lang.comma()), count.saturating_sub(cells.len()));
            let more = if rest > 0 { say!(lang, "等 {count} 处", " and {rest} more") } else { String::new() };
            say!(
                lang,
                "隐藏的行、列照样读了：{named}{more}",
                "rows and columns that are hidden are read all the same: {named}{more}"
            )
        }
        RowProblem::RowsLeftOut { rows } => {
            let numbers = runs(lang, rows);
            let mut names: Vec<String> = Vec::new();
            for name in rows.iter().map(|(_, name)| short(name)).filter(|name| !name.is_empty()) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            let names = quoted(lang, &names);
            say!(
                lang,
                "第 {numbers} 行是合计、说明、表头之类，不是企业，没有读：{names}",
                "rows that are totals, notes or headers and no firms are not read: {numbers} ({names})"
            )
        }
        RowProblem::SecondTable => lang
            .pick(
                "从这一行起像是另一张表，下面的都没有读",
                "another table seems to begin here: this row and those below are not read",
            )
            .to_owned(),
        RowProblem::DoubtfulFirm { text } => say!(
            lang,
            "`{text}` 像是合计或说明，但写了所在地或编号，当作企业算了",
            "`{text}` sounds like a total or a note, but has a place or a number and is answered as a firm"
        ),
        RowProblem::TooMuchUnread { most } => {
            say!(
                lang,
                "这家企业有 {most} 处以上没读懂，没有算",
                "more than {most} values of the firm cannot be read, it is not answered for"
            )
        }
        RowProblem::BrokenRules { file } => say!(
            lang,
            "`{file}` 有错，可能与这家企业有关，没有算",
            "`{file}` has errors and may concern the firm, which is not answered for"
        ),
        RowProblem::UnreadableTable { rows, stated, unread } => {
            say!(
                lang,
                "前 {rows} 行填了 {stated} 处，{unread} 处没读懂，全都没有读",
                "of {stated} values in the first {rows} rows {unread} cannot be read: none of the rows is read"
            )
        }
        RowProblem::FirmLeftOut { text } => {
            say!(
                lang,
                "`{text}` 是合计、说明、示例之类，不是企业，没有算",
                "`{text}` is a total, a note or an example and no firm, it is left out"
            )
        }
        RowProblem::SidewaysTable { text } => {
            let text = short(text);
            say!(
                lang,
                "`{text}` 这样的信息项写在行里，这张表没有读",
                "facts such as `{text}` stand in rows, the table is not read"
            )
        }
        RowProblem::TableBeside => lang
            .pick(
                "从这一列起像是另一张表，这一列和右边的都没有读",
                "another table seems to begin here: this column and those to its right are not read",
            )
            .to_owned(),
        RowProblem::OtherSeparator { separator } => say!(
            lang,
            "这一行用 `{separator}` 分列，和这张表不一样，没有读",
            "the cells of this row stand between `{separator}`, unlike those of the table: the row is not read"
        ),
        RowProblem::ShiftedRow { text } => {
            let text = short(text);
            say!(
                lang,
                "从 `{text}` 起这一行像是错了列，没有读",
                "from `{text}` on the cells of this row seem to be in the columns of others and are not read"
            )
        }
        RowProblem::SameName { text, other } => {
            let other = row(lang, other);
            say!(
                lang,
                "`{text}` 和{other}同名，编号或信用代码不同，当作两家分别算了",
                "`{text}` is also the name of {other}, which has another number or code: they are answered as two firms"
            )
        }
        RowProblem::DuplicateRow { other } => {
            let other = row(lang, other);
            say!(lang, "说的都在{other}里，只算一次", "the row says nothing that {other} does not say: they count once")
        }
        RowProblem::RecordsAlike { record, first, second, count, other } => {
            let record = called(lang, record);
            let all = match count {
                2 => lang.pick("都算", "both count").to_owned(),
                count => say!(lang, "这样的共 {count} 条，都算", "all {count} of them count"),
            };
            if let Some(other) = other {
                let other = row(lang, other);
                say!(
                    lang,
                    "这一行 `{record}` 和{other}完全一样，{all}",
                    "this row of `{record}` says the same as {other}, and {all}"
                )
            } else {
                say!(
                    lang,
                    "`{record}` 的第 {first} 条和第 {second} 条完全一样，{all}",
                    "records {first} and {second} of `{record}` say the same, and {all}"
                )
            }
        }
        RowProblem::IncompleteList { list, other } => {
            let list = list.as_ref().map_or(lang.pick("年度", "year"), |list| called(lang, list));
            let other = row(lang, other);
            say!(
                lang,
                "不知道{other}是哪家企业的，这家的 `{list}` 可能不全，按不清楚算",
                "nobody knows of which firm {other} is: `{list}` of this one may lack it and counts as not known"
            )
        }
        RowProblem::RepeatedColumn { first, second } => {
            say!(
                lang,
                "`{second}` 和 `{first}` 是同一项，每行都一样，只读一次",
                "`{second}` is the same as `{first}`, in all rows: it is read once"
            )
        }
        RowProblem::UnitOfTable { text, headers } => {
            let (text, headers) = (short(text), quoted(lang, headers));
            say!(
                lang,
                "`{text}` 用于列名里没有写单位的列：{headers}",
                "`{text}` is taken for the columns that have no unit of their own: {headers}"
            )
        }
        RowProblem::UnclearUnit { text, headers } => {
            let (text, headers) = (short(text), quoted(lang, headers));
            say!(
                lang,
                "`{text}` 不是能用的单位，没有读这些列：{headers}",
                "`{text}` is no unit that can be read, nor are these columns: {headers}"
            )
        }
        RowProblem::UnitsDiffer { first, second, headers } => {
            let (first, second, headers) = (short(first), short(second), quoted(lang, headers));
            say!(
                lang,
                "`{first}` 和 `{second}` 的单位不一样，没有读这些列：{headers}",
                "`{first}` and `{second}` state different units, these columns are not read: {headers}"
            )
        }
    }
}

/// How to mend it.
pub(super) fn hint(lang: Lang, problem: RowProblem<'_>) -> &'static str {
    let (zh, en) = match problem {
        RowProblem::RowTooLong { .. } | RowProblem::SplitAmount { .. } => (
            "多半是金额里的千分位逗号或名称里的逗号：去掉它，或给这一格加上英文双引号",
            "probably a comma in an amount or a name: take it away, or put the cell in quotation marks",
        ),
        RowProblem::CellsWithoutHeader { .. } => {
            ("需要的话给这一列写上列名", "give the column a header if it is needed")
        }
        RowProblem::HiddenCells { .. } => {
            ("取消合并，看看这些格写了什么，用不着就删去", "split the merged cells and delete what is not needed")
        }
        RowProblem::HiddenRows { .. } => {
            ("取消隐藏，看看该不该算，不该算的删去", "show them, and delete what is not meant to count")
        }
        RowProblem::RowsLeftOut { .. } | RowProblem::FirmLeftOut { .. } => {
            ("其中有企业的话，写上它的名称和编号", "if one of them is a firm, give it its name and a number")
        }
        RowProblem::BrokenRules { .. } => {
            ("改好这份规则；企业没填地区的，填了再算", "mend these rules; a firm that states no place should state it")
        }
        RowProblem::TooMuchUnread { .. } | RowProblem::UnreadableTable { .. } => {
            ("核对列名和这些列的内容", "check the headers and what is in their columns")
        }
        RowProblem::OtherSeparator { .. } => ("改成和别的行一样分列", "separate its cells as those of the other rows"),
        RowProblem::ShiftedRow { .. } => {
            ("看看前面是不是多了一个逗号，或少了一格", "look for a comma too many before it, or a cell that is missing")
        }
        RowProblem::SidewaysTable { .. } => {
            ("一家企业一行、一个信息项一列：行和列对调一下", "put each firm in a row and each fact in a column")
        }
        RowProblem::SecondTable | RowProblem::TableBeside => {
            ("放到单独的工作表或文件里", "put it in a sheet or a file of its own")
        }
        RowProblem::SameName { .. } => ("是同一家的话，只留一行", "keep one of the rows if they are of one firm"),
        RowProblem::DoubtfulFirm { .. } => ("不是企业的话，删去这一行", "delete the row if it is no firm"),
        RowProblem::DuplicateRow { .. } => ("删去重复的一行", "delete one of the rows"),
        RowProblem::RecordsAlike { .. } => (
            "是同一件事的删去一条；本来就是两件的不用改",
            "delete one if they are the same thing; if they are two, leave them",
        ),
        RowProblem::IncompleteList { .. } => ("改好那一行，再算一遍", "mend that row and run again"),
        RowProblem::RepeatedColumn { .. } => ("删去多余的一列", "delete one of the columns"),
        RowProblem::UnitOfTable { .. } => {
            ("不是的话，在列名里写上单位", "write the unit in the header of a column that has another")
        }
        RowProblem::UnclearUnit { .. } => (
            "金额写元、万元或亿元，外币先折成人民币",
            "write money in `元`, `万元` or `亿元`, and convert other money first",
        ),
        RowProblem::UnitsDiffer { .. } => ("只留一个，或在列名里各写各的", "keep one, or write each in its header"),
    };
    lang.pick(zh, en)
}

/// Numbers of rows, those that follow each other as a run.
fn runs(lang: Lang, rows: &[(u32, String)]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for (number, _) in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let shown = runs.iter().take(MOST_RUNS).map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}–{last}"),
    });
    let shown = shown.collect::<Vec<_>>().join(lang.comma());
    if runs.len() <= MOST_RUNS {
        return shown;
    }
    let count = rows.len();
    say!(lang, "{shown} 等 {count}", "{shown} and others, {count} in all")
}

/// Cells, the first of so many by their names.
fn cells_named(lang: Lang, cells: &[String], count: usize) -> String {
    let named = cells.join(lang.comma());
    match count.saturating_sub(cells.len()) {
        0 => say!(lang, "{named} ", "{named}"),
        rest => say!(lang, "{named} 等 {count} 格", "{named} and {rest} more"),
    }
}

/// Names in quotes, the first of them.
fn quoted(lang: Lang, names: &[String]) -> String {
    let shown = names.iter().take(MOST_NAMES).map(|name| format!("`{}`", short(name)));
    let shown = shown.collect::<Vec<_>>().join(lang.comma());
    let count = names.len();
    match count.saturating_sub(MOST_NAMES) {
        0 => shown,
        rest => say!(lang, "{shown}等 {count} 个", "{shown} and {rest} more"),
    }
}

fn short(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
