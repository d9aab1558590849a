//! Rows behind the headers that are of no firm: totals, notes, signatures, headers once more, the form's example.

mod heads;
mod words;

use crate::dictionary::{Dictionary, Home, Kind};
use crate::table::{Cell, Row, Sheet};

use super::columns::Column;
use super::header::{Rows, Target};
use super::names::{self, Identity, narrow};
use super::sheet::Parsed;
use super::stated;

use heads::{is_no_firm, is_of_column_numbers, is_of_header};
use words::{EXAMPLES, FIRM_ENDINGS, NOTES, PARTS, SAYING, SIGNATURES, SIGNED, STARTS, SUMS, TOTAL_ENDINGS, TOTALS};

/// Marks before a note.
const MARKS: &[char] = &['*', '※', '#', '★', '☆', '(', '-', '—', '【', '['];
/// What only sentences have.
const OF_SENTENCES: &[char] = &['。', ';', ':', '!', '?'];
/// No name of a firm is longer.
const LONGEST_NAME: usize = 50;
/// Of what has more bytes nothing is looked for.
const LONGEST_BYTES: usize = 1_000;
/// No total of a part is called by more.
const LONGEST_TOTAL: usize = 12;

/// The number and the names of the firm that stands in an empty form, and the cells of its row there.
const EXAMPLE_NUMBER: &str = "A001";
const EXAMPLE_NAMES: &[&str] = &["示例企业（填好后删去这一行）", "Example firm (delete this row)"];
const EXAMPLE_CELLS: &[(Kind, &[&str])] = &[
    (Kind::Money, &["3200", "32000000"]),
    (Kind::Ratio, &["3.5%", "0.035"]),
    (Kind::Count, &["10"]),
    (Kind::Number, &["59.5"]),
    (Kind::Flag, &["是", "yes", "Yes"]),
    (Kind::Date, &["2028-12-31", "2026-01-15"]),
    (Kind::Text, &["示例", "Example"]),
];

/// What a row is called that is of no firm; `None` for any other.
pub(super) fn label(dictionary: &Dictionary, parsed: &Parsed<'_>, row: &Row) -> Option<String> {
    let filled: Vec<(usize, &Cell)> = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).collect();
    let name = parsed.identity(Identity::Name).and_then(|column| row.cell(column).shown());
    let first = || filled.first().and_then(|(_, cell)| cell.shown());
    let first = || name.clone().or_else(first).unwrap_or_default();
    if let [(index, Cell::Text(text))] = filled[..]
        && (is_remark(text) || stated::labelled(text).is_some() || is_no_firm(parsed, index, text))
    {
        return Some(first());
    }
    if is_of_header(parsed, row) || is_of_column_numbers(parsed, row, &filled) || !has_letters(&filled) {
        return Some(first());
    }
    let is_of_columns = parsed.columns.iter().any(|column| !parsed.cell(row, column.index).is_blank());
    if !is_of_columns || is_repeated(parsed, &filled) || is_example(dictionary, parsed, row) {
        return Some(first());
    }
    if is_called_example(dictionary, parsed, &filled) {
        return Some(first());
    }
    if let Some(sum) = sum_of_firm(dictionary, parsed, row) {
        return Some(sum);
    }
    let names = names_of(parsed, row, &filled);
    let is_in_place = |index: usize| {
        filled.len() == 1
            || parsed.columns.iter().all(|column| column.index != index || !is_value(dictionary, column.target))
    };
    let is_word = |index: usize, text: &str| {
        let is_in_place = is_in_place(index);
        is_note(text, is_in_place) || is_total(text, is_in_place) || (is_in_place && is_numbered(text))
    };
    if names.iter().any(|(id, index, text)| *id && !is_word(*index, text)) {
        return None;
    }
    if let Some((_, index, text)) = names.iter().find(|(_, index, text)| is_word(*index, text)) {
        let is_firm = match sort(text) {
            Sort::Signed => false,
            Sort::Summed => has_place(dictionary, parsed, row, *index),
            Sort::Written => has_place(dictionary, parsed, row, *index) || has_figure(dictionary, parsed, row, *index),
        };
        return Some(text.clone()).filter(|_| !is_firm);
    }
    let is_heading = matches!(filled[..], [(index, _)] if is_heading(&first()) || is_across(parsed, row, index) || is_above_header(parsed, row));
    is_heading.then(first)
}

/// Whether a row has more than dashes and other marks.
fn has_letters(filled: &[(usize, &Cell)]) -> bool {
    filled.iter().any(|(_, cell)| cell.shown().is_none_or(|text| text.contains(char::is_alphanumeric)))
}

/// Whether the first cell of a row, where the others have their number in the table, says that it is an example.
fn is_called_example(dictionary: &Dictionary, parsed: &Parsed<'_>, filled: &[(usize, &Cell)]) -> bool {
    let Some((index, Cell::Text(text))) = filled.first() else { return false };
    let is_named = |column: &Column| column.index == *index && column.target == Target::Identity(Identity::Name);
    let is_of_firm =
        |column: &Column| is_named(column) || (column.index == *index && is_value(dictionary, column.target));
    is_for_example(text) && !parsed.columns.iter().any(is_of_firm)
}

/// Whether a text before a firm, or its number, says that it is an example: `例：A00`.
pub(super) fn is_for_example(text: &str) -> bool {
    text.len() <= LONGEST_BYTES && EXAMPLES.contains(&&*word(text))
}

/// Whether it is the name of the firm that stands in an empty form.
pub(super) fn is_name_of_example(name: &str) -> bool {
    EXAMPLE_NAMES.contains(&name)
}

/// Whether all that a row has stands outside of the table, and is neither a note nor a total. A word right beside the
/// table is a remark.
pub(super) fn is_outside(parsed: &Parsed<'_>, row: &Row) -> bool {
    let is_outside = |column: usize, cell: &Cell| match cell {
        Cell::Text(text) => {
            let is_word = is_remark(text) || stated::labelled(text).is_some() || is_doubtful(text);
            column > parsed.width && !is_word
        }
        _ => column >= parsed.width,
    };
    let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
    filled.all(|(column, cell)| is_outside(column, cell))
}

/// Whether the only text of a row is a remark, and no number: `#3`.
fn is_remark(text: &str) -> bool {
    text.trim().strip_prefix('#').is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// What a row of years or records is called that sums up those of one firm.
fn sum_of_firm(dictionary: &Dictionary, parsed: &Parsed<'_>, row: &Row) -> Option<String> {
    let is_value = |target: Target| match target {
        Target::Fact { fact, .. } => !matches!(dictionary.fact(fact).kind, Kind::Text | Kind::Choice),
        Target::Inline { .. } | Target::Identity(_) | Target::AsOf => true,
        Target::Year | Target::Ignored => false,
    };
    if parsed.rows == Rows::Firms {
        return None;
    }
    // A column that nobody reads, such as the number in the list, may say so too.
    let is_free = |index: usize| !parsed.columns.iter().any(|column| column.index == index && is_value(column.target));
    let mut texts =
        row.cells.iter().enumerate().filter(|(index, _)| is_free(*index)).filter_map(|(_, cell)| cell.shown());
    texts.find(|text| SUMS.contains(&&*word(text)))
}

/// Whether a row has the headers of another table, and not those above once more.
pub(super) fn is_of_another_table(parsed: &Parsed<'_>, row: &Row) -> bool {
    let filled: Vec<(usize, &Cell)> = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).collect();
    let is_header = |text: &str| {
        let name = names::fold(text);
        names::is_year(&name) || names::fixed(&name, true).is_some()
    };
    let is_text = filled.len() > 1 && filled.iter().all(|(_, cell)| matches!(cell, Cell::Text(_)));
    is_text
        && names_of(parsed, row, &filled).iter().any(|(.., text)| is_header(text))
        && !is_repeated(parsed, &filled)
        && !is_of_header(parsed, row)
}

/// What a row is called by, in which column, and whether that is the number or code of a firm: what it says of its
/// firm, and where it says nothing of one, the first text in it.
fn names_of(parsed: &Parsed<'_>, row: &Row, filled: &[(usize, &Cell)]) -> Vec<(bool, usize, String)> {
    let named = |identity: Identity| {
        let column = parsed.identity(identity)?;
        let text = parsed.cell(row, column).shown().filter(|text| !names::is_unknown(text))?;
        Some((identity != Identity::Name, column, text))
    };
    let name = named(Identity::Name);
    let known: Vec<_> = [named(Identity::Number), named(Identity::CreditCode), name].into_iter().flatten().collect();
    if !known.is_empty() {
        return known;
    }
    let first = filled.iter().find(|(_, cell)| matches!(cell, Cell::Text(_)));
    first.and_then(|(index, cell)| Some((false, *index, cell.shown()?))).into_iter().collect()
}

/// Whether a text may be that of a place, and is not one more thing that is said of the table.
fn may_be_place(text: &str) -> bool {
    let is_code = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = text.contains(['省', '市', '区', '县', '州', '盟', '旗']) && text.chars().count() <= LONGEST_NAME;
    (is_code || is_name) && !is_note(text, true) && !is_total(text, true)
}

/// Whether a firm is called by a word for rows that are none.
pub(super) fn is_doubtful(name: &str) -> bool {
    is_total(name, true) || is_note(name, false) || is_numbered(name)
}

/// Whether cells of a column are facts of whatever the row is of. Totals of a place stand where the place does.
fn is_value(dictionary: &Dictionary, target: Target) -> bool {
    match target {
        Target::Fact { fact, .. } => dictionary.fact(fact).kind != Kind::Place,
        Target::Inline { .. } | Target::Year | Target::AsOf => true,
        Target::Identity(_) | Target::Ignored => false,
    }
}

fn has_place(dictionary: &Dictionary, parsed: &Parsed<'_>, row: &Row, name: usize) -> bool {
    let is_place = |target: Target| match target {
        Target::Fact { fact, .. } => {
            parsed.rows == Rows::Firms
                && dictionary.fact(fact).home == Home::Enterprise
                && dictionary.fact(fact).kind == Kind::Place
        }
        Target::Inline { .. } | Target::Identity(_) | Target::AsOf | Target::Year | Target::Ignored => false,
    };
    let mut places = parsed.columns.iter().filter(|column| is_place(column.target) && column.index != name);
    places.any(|column| row.cell(column.index).shown().is_some_and(|text| may_be_place(&text)))
}

/// Whether it is a row that stands above the firms, too: the headers on a further page.
fn is_repeated(parsed: &Parsed<'_>, filled: &[(usize, &Cell)]) -> bool {
    let is_same = |above: &Row| filled.iter().all(|(index, cell)| above.cell(*index).shown() == cell.shown());
    parsed.sheet.rows[..parsed.first].iter().any(is_same)
}

/// Whether the firm of that number is the example of a form, and no real one.
pub(super) fn has_example<'s>(sheets: impl Iterator<Item = &'s Sheet>) -> bool {
    let has = |row: &Row, text: &str| row.cells.iter().any(|cell| cell.shown().as_deref() == Some(text));
    let is_example = |row: &Row| has(row, EXAMPLE_NUMBER) && EXAMPLE_NAMES.iter().any(|name| has(row, name));
    let of_firms = sheets.filter(|sheet| sheet.rows.iter().any(is_example));
    let numbered: Vec<&Row> = of_firms.flat_map(|sheet| &sheet.rows).filter(|row| has(row, EXAMPLE_NUMBER)).collect();
    !numbered.is_empty() && numbered.into_iter().all(is_example)
}

/// Whether it is the example of a form, as the form has it.
fn is_example(dictionary: &Dictionary, parsed: &Parsed<'_>, row: &Row) -> bool {
    let text = |identity| parsed.identity(identity).and_then(|column| row.cell(column).shown());
    if parsed.rows == Rows::Firms {
        return text(Identity::Name).is_some_and(|name| is_name_of_example(&name));
    }
    let is_as_given = |target: Target, cell: &str| match target {
        Target::Fact { fact, .. } => {
            let fact = dictionary.fact(fact);
            let cells = EXAMPLE_CELLS.iter().find(|(kind, _)| *kind == fact.kind).map(|(_, cells)| *cells);
            let first = fact.choices.first().map(|choice| [&choice.label, &choice.label_en]);
            cells.is_none_or(|cells| cells.contains(&cell))
                && first.is_none_or(|first| first.iter().any(|one| *one == cell))
        }
        Target::Inline { .. } | Target::Identity(_) | Target::AsOf | Target::Year | Target::Ignored => true,
    };
    let cells = parsed.columns.iter().filter_map(|column| Some((column.target, row.cell(column.index).shown()?)));
    parsed.has_example
        && text(Identity::Number).as_deref() == Some(EXAMPLE_NUMBER)
        && cells.into_iter().all(|(target, cell)| is_as_given(target, &cell))
}

/// Of which sort the text of a row is that may be of no firm.
enum Sort {
    /// A word for a note or a signature before a colon, which no firm is called.
    Signed,
    /// A word that a firm may be called by, too.
    Summed,
    /// More than a name has, as far as anybody knows.
    Written,
}

fn sort(text: &str) -> Sort {
    let is_word = text.len() <= LONGEST_BYTES && (has_word(&word(text)) || is_start_of_note(&word(text)));
    match is_word || is_total(text, true) || is_numbered(text) {
        true if narrow(text).contains(':') => Sort::Signed,
        true => Sort::Summed,
        false => Sort::Written,
    }
}

/// Whether a row has a figure beside its name.
fn has_figure(dictionary: &Dictionary, parsed: &Parsed<'_>, row: &Row, name: usize) -> bool {
    let is_digits = |cell: &Cell| cell.shown().is_some_and(|text| text.contains(|c: char| c.is_ascii_digit()));
    let mut values = parsed.columns.iter().filter(|column| column.index != name && is_value(dictionary, column.target));
    values.any(|column| is_digits(row.cell(column.index)))
}

/// Whether a text begins as notes do, and is not called as firms are.
fn is_start_of_note(word: &str) -> bool {
    STARTS.iter().any(|start| word.starts_with(start)) && !FIRM_ENDINGS.iter().any(|end| word.ends_with(end))
}

/// Whether a word is one for a note or a signature.
fn has_word(word: &str) -> bool {
    [NOTES, SIGNATURES].iter().any(|words| words.contains(&word))
}

/// Whether the text says that the row sums others up. Where it is no name, only the whole word does.
fn is_total(text: &str, is_in_place: bool) -> bool {
    if text.len() > LONGEST_BYTES {
        return false;
    }
    let word = word(text);
    let of_part = || word.chars().count() <= LONGEST_TOTAL && TOTAL_ENDINGS.iter().any(|end| word.ends_with(end));
    let is_count = word.is_empty() && text.contains(['家', '户']);
    let counted = || word.strip_prefix('共').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    TOTALS.contains(&&*word)
        || (is_in_place && PARTS.contains(&&*word))
        || (is_in_place && (of_part() || is_count || counted() || word.starts_with("其中")))
}

/// Whether the text says something of the table.
fn is_note(text: &str, is_in_place: bool) -> bool {
    if text.len() > LONGEST_BYTES {
        return is_in_place;
    }
    let plain = narrow(text);
    let word = word(text);
    has_word(&word)
        || SIGNED.iter().any(|end| word.ends_with(end))
        || (is_in_place && is_start_of_note(&word))
        || (is_in_place && (has_colon(&plain) || plain.contains('。') || plain.chars().count() > LONGEST_NAME))
        || (is_in_place && word.starts_with('第') && word.ends_with(['页', '批', '类', '组']))
        || (is_in_place && is_footnote(&plain))
}

/// Whether a text is a footnote: behind a mark or a number it says something, and names no firm. `*ST云屿` is one.
fn is_footnote(plain: &str) -> bool {
    let marked = plain.trim().strip_prefix(['*', '※', '★', '☆', '#']);
    let numbered = || plain.trim().trim_start_matches('(').trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = || numbered().strip_prefix(['.', '、', ')', ' ']).filter(|rest| rest.len() + 1 < plain.trim().len());
    let Some(said) = marked.or_else(numbered).map(str::trim_start) else { return false };
    let is_named = FIRM_ENDINGS.iter().any(|end| said.ends_with(end));
    !is_named && !said.starts_with(|c: char| c.is_ascii()) && SAYING.iter().any(|word| said.contains(word))
}

/// Whether a text has a colon outside of brackets: `云屿（曾用名：云山）` is a name.
fn has_colon(plain: &str) -> bool {
    let mut depth = 0_u32;
    plain.chars().any(|c| {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ':' && depth == 0
    })
}

/// What stands before a colon, without brackets, numbers, blanks and marks: `合计（3家）：` is `合计`.
fn word(text: &str) -> String {
    let plain = narrow(text).to_lowercase();
    let plain = plain.trim_start_matches(|c: char| MARKS.contains(&c) || c.is_whitespace());
    let head = plain.split([':', '(', ')', '[', '【', ']', '】']).next().unwrap_or_default();
    let is_kept = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '_' | '—');
    let word: String = head.chars().filter(is_kept).collect();
    let is_counted = |c: char| c.is_numeric() || matches!(c, '家' | '户' | '条' | '行' | '.' | '、' | ',' | '。');
    word.trim_end_matches(is_counted).to_owned()
}

/// Whether the text heads the rows that follow, or is a sentence.
fn is_heading(text: &str) -> bool {
    let plain = narrow(text);
    let is_date = plain.contains('年') && plain.chars().all(|c| c.is_ascii_digit() || "年月日 ".contains(c));
    unnumbered(&plain).is_some() || is_date || plain.contains(OF_SENTENCES)
}

/// What stands behind a number in words: `一、`, `（二）`.
fn unnumbered(plain: &str) -> Option<&str> {
    let start = plain.trim_start_matches('(');
    let rest = start.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let is_bracketed = start.len() < plain.len();
    let rest_behind = if is_bracketed { rest.strip_prefix(')') } else { rest.strip_prefix(['、', '.', ')']) };
    rest_behind.filter(|_| rest.len() < start.len())
}

/// Whether a numbered text heads a group of firms and is none: `一、制造业`.
fn is_numbered(text: &str) -> bool {
    let plain = narrow(text);
    let head = unnumbered(plain.trim()).map(|rest| rest.split('(').next().unwrap_or_default().trim_end());
    text.len() <= LONGEST_BYTES && head.is_some_and(|head| !FIRM_ENDINGS.iter().any(|end| head.ends_with(end)))
}

/// Whether the headers stand below a row once more: it is a title.
fn is_above_header(parsed: &Parsed<'_>, row: &Row) -> bool {
    let below = parsed.sheet.rows.partition_point(|other| other.number <= row.number);
    let Some(row) = parsed.sheet.rows.get(below) else { return false };
    let filled: Vec<(usize, &Cell)> = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).collect();
    filled.len() > 1 && is_repeated(parsed, &filled)
}

/// Whether a cell is merged with those to its right.
fn is_across(parsed: &Parsed<'_>, row: &Row, column: usize) -> bool {
    parsed.sheet.region(row.number, column).is_some_and(|region| region.right > region.left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_however_they_are_spaced_and_counted() {
        for text in [
            "合计",
            "合　计",
            "合 计：",
            "合计（3家）",
            "共计 12 家",
            "小计3",
            "崇川区小计",
            "崇川区 汇总",
            "Sub-total",
            "Grand Total",
        ] {
            assert!(is_total(text, true), "{text}");
        }
        for text in ["合计科技有限公司", "总和电子", "云屿会计师事务所", "小计算机有限公司", "Total Silk Ltd"]
        {
            assert!(!is_total(text, true), "{text}");
        }
        assert!(!is_total("设备采购汇总", false), "a project");
    }

    #[test]
    fn notes_are_known_by_their_first_word() {
        for text in [
            "注",
            "注1：口径",
            "注：含税",
            "备注：无",
            "（备注）",
            "* 说明",
            "制表人：",
            "填表人（签字）：",
            "填报日期：2026年3月1日",
            "单位负责人",
            "第 1 页 共 3 页",
            "单位：万元",
            "※注 以上为年报数。",
        ] {
            assert!(is_note(text, true), "{text}");
        }
        for text in
            ["备注科技有限公司", "说明书印刷有限公司", "注塑机械厂", "制表科技", "会计科技有限公司", "云屿（一）"]
        {
            assert!(!is_note(text, true), "{text}");
        }
        assert!(!is_note("方向：智能化", false), "a project");
    }
}
