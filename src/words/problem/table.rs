//! What is wrong with tables of firms, and how to mend it.

use crate::credit_code::CodeError;
use crate::finding::{Beside, CellFlaw, CellProblem, TableFlaw, TableProblem};
use crate::number::Number;
use crate::source::Origin;
use crate::words::{Lang, count, counted, money, ratio, say};

use super::hint::did_you_mean;
use super::noun::{called, kind};

/// What is wrong with a table, its columns or its firms, in one sentence.
#[allow(clippy::too_many_lines, reason = "one arm a problem")]
pub(super) fn sentence(lang: Lang, problem: TableProblem<'_>) -> String {
    match problem {
        TableProblem::InvalidCreditCode { text, error } => credit_code(lang, text, *error),
        TableProblem::ImplausibleUnit { name, value, beside } => implausible(lang, name, *value, beside),
        TableProblem::DuplicateFirm { text, other } => {
            let other = row(lang, other);
            say!(lang, "`{text}` 和{other}重复", "`{text}` is also that of {other}")
        }
        TableProblem::MismatchedFirm { first, second } => {
            say!(lang, "`{first}` 和 `{second}` 不是同一家企业", "`{first}` and `{second}` are not the same firm")
        }
        TableProblem::RecordsTwice { record } => {
            let record = called(lang, record);
            say!(
                lang,
                "`{record}` 既有单独的工作表，又写在企业表的列里",
                "`{record}` stands both in a sheet of its own and in columns of the firms"
            )
        }
        TableProblem::UnknownEncoding => lang
            .pick("既不是 UTF-8 也不是 GB18030，读不出文字", "the file is neither UTF-8 nor GB18030 and cannot be read")
            .to_owned(),
        TableProblem::GuessedEncoding { encoding } => {
            let encoding = encoding.to_uppercase();
            say!(lang, "没有写明编码，按 {encoding} 读", "the encoding is not stated, read as {encoding}")
        }
        TableProblem::BrokenTable { flaw } => {
            let flaw = table_flaw(lang, flaw);
            say!(lang, "打不开这个表格：{flaw}", "the table cannot be opened: {flaw}")
        }
        TableProblem::BrokenSheet { name, flaw } => {
            let flaw = table_flaw(lang, flaw);
            say!(lang, "读不出工作表 `{name}`：{flaw}", "sheet `{name}` cannot be read: {flaw}")
        }
        TableProblem::Password => lang.pick("这个文件有密码", "the file has a password").to_owned(),
        TableProblem::UnreadFormat { format } => {
            say!(lang, "这是 {format} 文件，不能读", "this is a file of {format}, which is not read")
        }
        TableProblem::TooMuchContent { mebibytes } => {
            say!(
                lang,
                "内容超过 {mebibytes} MiB，没有读",
                "the content has more than {mebibytes} MiB, the table is not read"
            )
        }
        TableProblem::OpenQuote => lang
            .pick(
                "引号没有关上，这一行在它后面的没有读",
                "a quotation mark is never closed, what follows in its line is not read",
            )
            .to_owned(),
        TableProblem::StaleFormula { count } => {
            let formulas = counted(*count, "formula", "formulas");
            say!(
                lang,
                "这个工作表有 {count} 个公式，文件要求打开时重新计算；读的是里面存的值，可能是旧的",
                "the sheet has {formulas} to be computed on opening; the stored values are read, which may be old"
            )
        }
        TableProblem::BrokenLine { message } => {
            say!(lang, "这一行不是完整的 JSON 对象", "the line is no whole JSON object: {message}")
        }
        TableProblem::TooManyCells { rows, cells, .. } => say!(
            lang,
            "表格太大，没有读：一个文件最多 {rows} 行、{cells} 格",
            "the table is too large and was not read: a file has at most {rows} rows and {cells} cells"
        ),
        TableProblem::UnreadTable => lang
            .pick("文件夹里只读企业画像，这个文件没有读", "of a folder only profiles are read, this file was not")
            .to_owned(),
        TableProblem::NoFirms => lang.pick("没有找到写企业的表", "there is no table of firms").to_owned(),
        TableProblem::UnknownSheet { name } => {
            say!(
                lang,
                "看不出工作表 `{name}` 写的是什么，没有读",
                "it is not clear what sheet `{name}` is about, it is not read"
            )
        }
        TableProblem::UnknownHeader { header, .. } => {
            say!(
                lang,
                "看不出 `{header}` 这一列是什么，没有读",
                "it is not clear what column `{header}` is, it is not read"
            )
        }
        TableProblem::MisspeltHeader { header, suggestion } => {
            say!(
                lang,
                "`{header}` 不是已知的列名，像是 `{suggestion}`，没有读",
                "`{header}` is no known header, but like `{suggestion}`: it is not read"
            )
        }
        TableProblem::UnreadHeader { header, fact, words } => {
            let fact = called(lang, fact);
            say!(
                lang,
                "`{header}` 像是 `{fact}`，但不知道 `{words}` 怎么算，没有读",
                "`{header}` seems to be `{fact}`, but how to take `{words}` is not known; it is not read"
            )
        }
        TableProblem::HeaderWithoutYear { header, .. } => {
            say!(
                lang,
                "`{header}` 没有说是哪一年的，没有读",
                "`{header}` does not say of which year it is, it is not read"
            )
        }
        TableProblem::StoredAsNumber { header } => {
            say!(
                lang,
                "`{header}` 这一列存成了数字，前面的 0 会丢",
                "`{header}` is stored as numbers, which have no zeros before them"
            )
        }
    }
}

/// What is wrong with a cell or a row.
pub(super) fn sentence_of_cell(lang: Lang, problem: CellProblem<'_>) -> String {
    match problem {
        CellProblem::CellError { text } => say!(lang, "公式出错：{text}", "the formula failed: {text}"),
        CellProblem::FormulaWithoutValue => {
            lang.pick("公式没有算出的值", "the formula has no value that was computed").to_owned()
        }
        CellProblem::WrongCell { header, expected, found } => {
            let (expected, found) = (in_cell(lang, expected), in_cell(lang, found));
            say!(
                lang,
                "`{header}` 这一列要写{expected}，这一格是{found}",
                "`{header}` takes {expected}, this cell is {found}"
            )
        }
        CellProblem::BrokenCell { flaw } => broken_cell(lang, flaw),
        CellProblem::MergedCell { first } => {
            say!(
                lang,
                "这一格和 {first} 合并了，看不出值",
                "the cell is merged with {first} and its value is not clear"
            )
        }
        CellProblem::NotYesOrNo { text } => {
            say!(lang, "`{text}` 看不出是“是”还是“否”", "`{text}` is neither yes nor no")
        }
        CellProblem::DigitsLost { text } => say!(
            lang,
            "`{text}` 存成了数字，15 位以后的数字已经丢了",
            "`{text}` is stored as a number, whose digits after the 15th are lost"
        ),
        CellProblem::UnknownFirm { text, .. } => say!(lang, "企业表里没有 `{text}`", "no firm is called `{text}`"),
        CellProblem::AmbiguousFirm { text } => {
            say!(lang, "叫 `{text}` 的企业不止一家", "more than one firm is called `{text}`")
        }
        CellProblem::NoIdentity => {
            lang.pick("这一行没有写是哪家企业", "the row does not say of which firm it is").to_owned()
        }
        CellProblem::NoYear => lang.pick("这一行没有写是哪一年", "the row does not say of which year it is").to_owned(),
    }
}

/// What sort of value a cell has or should have, as spreadsheets call it.
fn in_cell(lang: Lang, word: &str) -> &str {
    match word {
        "text" => lang.pick("文本", "text"),
        "number" | "count" => lang.pick("数字", "a number"),
        "flag" => lang.pick("是或否", "yes or no"),
        other => kind(lang, other),
    }
}

/// An amount that is far from what it is held against.
fn implausible(lang: Lang, name: &str, number: Number, beside: &Beside) -> String {
    let value = money(lang, number);
    let much = |is_small: bool| if is_small { lang.pick("小", "little") } else { lang.pick("大", "much") };
    match beside {
        Beside::Column { is_small } => {
            let much = much(*is_small);
            say!(
                lang,
                "`{name}` 这一列一般在{value}上下，对企业来说太{much}",
                "the values of `{name}` are about {value}, which is too {much} for a firm"
            )
        }
        Beside::Firms { is_small } => {
            let much = much(*is_small);
            say!(lang, "`{name}` 是{value}，对企业来说太{much}", "`{name}` is {value}, which is too {much} for a firm")
        }
        Beside::Others { usual, is_small } => {
            let (usual, much) = (money(lang, *usual), much(*is_small));
            say!(
                lang,
                "`{name}` 是{value}，这一列别的一般在{usual}上下，太{much}",
                "`{name}` is {value}, too {much} beside the others of the column, which are about {usual}"
            )
        }
        Beside::Own { fact, year, value: other, is_money, is_small } => {
            let year = year.map(|year| say!(lang, "{year}年", "{year} ")).unwrap_or_default();
            let fact = called(lang, fact);
            let other = if *is_money { money(lang, *other) } else { count(lang, *other) };
            let much = much(*is_small);
            say!(
                lang,
                "`{name}` 是{value}，比起{year}{fact} {other} 太{much}",
                "`{name}` is {value}, too {much} beside {year}{fact} {other}"
            )
        }
        Beside::Shares { usual } => {
            let (value, usual) = (ratio(lang, number), ratio(lang, *usual));
            say!(
                lang,
                "`{name}` 是{value}，这一列别的一般在{usual}上下，太小",
                "`{name}` is {value}, too little beside the others of the column, which are about {usual}"
            )
        }
        Beside::Fraction => {
            let whole = ratio(lang, number.times(Number::whole(100)).unwrap_or(number));
            let value = ratio(lang, number);
            say!(
                lang,
                "`{name}` 这一列都不到 1%：第一个按 {value} 读，是 {whole} 吗？",
                "the values of `{name}` are all below 1%: the first is read as {value}; is {whole} meant?"
            )
        }
        Beside::Percent => {
            let value = ratio(lang, number);
            say!(lang, "`{name}` 是{value}，是 {number}% 吗？", "`{name}` is {value}; is {number}% meant?")
        }
    }
}

/// How to mend it, or to say that it is meant so.
fn implausible_hint(lang: Lang, value: Number, beside: &Beside) -> String {
    let (zh, en) = match beside {
        Beside::Column { .. } => (
            "核对单位，写进列名，例如 营业收入（万元）",
            "check the unit and write it in the header, such as \"revenue.2025 (万元)\"",
        ),
        Beside::Percent => return say!(lang, "写上百分号，例如 {value}%", "write the percent sign, such as {value}%"),
        Beside::Shares { .. } | Beside::Fraction => {
            let value = ratio(lang, value);
            return say!(lang, "没有写错就写上百分号：{value}", "if it is right, write the percent sign: {value}");
        }
        Beside::Firms { .. } | Beside::Others { .. } | Beside::Own { .. } => {
            ("核对单位，写上单位，例如 3200万元", "check the unit and write it, such as \"3200万元\"")
        }
    };
    lang.pick(zh, en).to_owned()
}

fn table_flaw(lang: Lang, flaw: &TableFlaw) -> String {
    match flaw {
        // A library's words are English.
        TableFlaw::Said(message) => {
            say!(lang, "文件不完整或已损坏", "the file is incomplete or damaged ({message})")
        }
        TableFlaw::Cut => lang.pick("文件不完整", "the file ends in the middle").to_owned(),
        TableFlaw::NoPart(part) => say!(lang, "文件里没有 `{part}`", "the file has no `{part}`"),
        TableFlaw::NoCell(cell) => say!(lang, "没有叫 `{cell}` 的单元格", "no cell is called `{cell}`"),
        TableFlaw::Muddled(part) => {
            say!(lang, "文件里的 `{part}` 不合格式", "`{part}` of the file is not as its format says")
        }
    }
}

fn broken_cell(lang: Lang, flaw: &CellFlaw) -> String {
    match flaw {
        CellFlaw::Unknown(text) => {
            say!(
                lang,
                "这一格在文件里是 `{text}`，读不出来",
                "the file has `{text}` in this cell, which cannot be read"
            )
        }
        CellFlaw::Unshown(digits) => say!(
            lang,
            "文件里这一格是 `{digits}`，但数字格式不显示它",
            "the file has `{digits}` in this cell, which its number format does not show"
        ),
        CellFlaw::Struck(text) => say!(
            lang,
            "这一格是 `{text}`，其中有划掉的字，不知道以哪个为准",
            "letters of `{text}` in this cell are struck out, so what holds is not known"
        ),
        CellFlaw::Damaged(text) => {
            say!(lang, "这一格 `{text}` 里有不是文字的字节", "bytes of this cell, `{text}`, are no characters")
        }
        CellFlaw::Twice => lang
            .pick("文件里这一格有两个不同的内容", "the file has this cell twice, with different contents")
            .to_owned(),
        CellFlaw::TooLong => lang.pick("内容超过 32767 个字", "the text has more than 32,767 characters").to_owned(),
    }
}

/// How to mend it.
pub(super) fn hint(lang: Lang, problem: TableProblem<'_>) -> String {
    let (zh, en) = match problem {
        TableProblem::UnknownEncoding => ("另存为 UTF-8 的 CSV 或 XLSX", "save it as XLSX, or as CSV in UTF-8"),
        TableProblem::GuessedEncoding { .. } => {
            ("文字不对的话，另存为 UTF-8 的 CSV 或 XLSX", "if the text is wrong, save it as XLSX, or as CSV in UTF-8")
        }
        TableProblem::UnreadFormat { format: &"JSON" } => {
            ("一行写一个对象，不要外面的方括号", "write one object a line, without the brackets around them")
        }
        TableProblem::BrokenTable { .. } | TableProblem::BrokenSheet { .. } | TableProblem::UnreadFormat { .. } => {
            ("用表格软件打开，另存为 XLSX", "open it in a spreadsheet program and save it as XLSX")
        }
        TableProblem::Password => (
            "用表格软件打开，去掉密码，另存为 XLSX",
            "open it in a spreadsheet program and save it as XLSX without a password",
        ),
        TableProblem::TooMuchContent { .. } => (
            "删去多余的行、列和工作表，或拆成几个文件",
            "delete rows, columns and sheets that are not needed, or split the file",
        ),
        TableProblem::OpenQuote => ("补上引号，或删去多余的", "close the quotation mark, or delete it"),
        TableProblem::StaleFormula { .. } => {
            ("用表格软件打开，保存一次", "open the file in a spreadsheet program and save it")
        }
        TableProblem::BrokenLine { .. } => (
            "一行一个对象，例如 {\"name\": \"…\", \"place\": \"…\"}",
            "one object a line, such as {\"name\": \"…\", \"place\": \"…\"}",
        ),
        TableProblem::TooManyCells { .. } => (
            "分成几个文件，或删去用不着的列；行数远少于此的话，检查分隔符和引号",
            "split it into several files or delete columns that nobody needs; if it is far smaller, check its separators and quotes",
        ),
        TableProblem::UnreadTable => (
            "要测算里面的企业，就单独写出它的路径；是结果就不用管",
            "to answer for its firms, name it on its own; leave it if it holds answers",
        ),
        TableProblem::NoFirms => (
            "要有一行表头，例如 企业名称、所在地、2025年营业收入（万元）",
            "it needs a row of headers, such as company name, place, revenue.2025",
        ),
        TableProblem::UnknownSheet { .. } => (
            "工作表叫 企业、年度、称号、项目 之类；说明可以不管",
            "sheets are called firms, years, title, project and the like; notes may stay",
        ),
        TableProblem::UnknownHeader { suggestion: Some(name), .. } => {
            return say!(
                lang,
                "是不是 `{name}`？改列名，或用 --map 对应",
                "did you mean `{name}`? rename the column, or match it with --map"
            );
        }
        TableProblem::MisspeltHeader { suggestion, .. } => {
            return say!(
                lang,
                "是 `{suggestion}` 就改列名；不是就用 --map 写 \"\"",
                "rename it to `{suggestion}` if it is that; match it to \"\" with --map if not"
            );
        }
        TableProblem::UnknownHeader { .. } => {
            ("不需要就不管；需要的话用 --map 对应", "leave it, or match it with --map if it is needed")
        }
        TableProblem::UnreadHeader { .. } => (
            "金额写人民币，只留名称、年份和单位，例如 2025年营业收入（万元）；不是这一项就用 --map 写 \"\"，或删去",
            "give amounts in yuan, under a name, year and unit alone, such as \"revenue.2025 (万元)\"; if it is something else, match it to \"\" with --map, or delete it",
        ),
        TableProblem::HeaderWithoutYear { key, .. } => {
            return say!(lang, "列名写上年份，例如 {key}.2025 或 2025年…", "write the year, such as {key}.2025");
        }
        TableProblem::ImplausibleUnit { value, beside, .. } => return implausible_hint(lang, *value, beside),
        TableProblem::StoredAsNumber { .. } => {
            ("把这一列设成文本格式，重新填写", "format the column as text and type it again")
        }
        TableProblem::InvalidCreditCode { .. } => ("对照营业执照核对", "check it against the business licence"),
        TableProblem::DuplicateFirm { .. } => ("一家企业只留一行", "keep one row a firm"),
        TableProblem::MismatchedFirm { .. } => ("核对这一行是哪家企业的", "check of which firm the row is"),
        TableProblem::RecordsTwice { .. } => ("只留一处", "keep one of them"),
    };
    lang.pick(zh, en).to_owned()
}

/// How to mend a cell or a row.
pub(super) fn hint_of_cell(lang: Lang, problem: CellProblem<'_>) -> String {
    let (zh, en) = match problem {
        CellProblem::BrokenCell { .. } => ("在表格软件里重新填写", "type it again in a spreadsheet program"),
        CellProblem::WrongCell { expected: &"date", .. } => {
            ("写成 2026-11-22 这样的日期", "write a date, such as 2026-11-22")
        }
        CellProblem::CellError { .. } | CellProblem::FormulaWithoutValue => {
            ("在表格软件里重新计算，或直接写上值", "compute it in a spreadsheet program, or write the value")
        }
        CellProblem::MergedCell { .. } => ("取消合并，每格都写上值", "split the cells and write the value in each"),
        CellProblem::NotYesOrNo { .. } | CellProblem::WrongCell { expected: &"flag", .. } => {
            ("写 是 或 否，不知道的留空", "write yes or no, and nothing where it is not known")
        }
        CellProblem::WrongCell { .. } => ("核对这一格的内容和格式", "check what the cell holds and its format"),
        CellProblem::DigitsLost { .. } => {
            ("把这一列设成文本格式，重新填写", "format the column as text and type it again")
        }
        CellProblem::AmbiguousFirm { .. } => {
            ("写上企业编号或统一社会信用代码", "give the firm's number or credit code")
        }
        CellProblem::UnknownFirm { suggestion: None, .. } => {
            ("在企业表里加上这家企业，或核对写法", "add the firm, or check the spelling")
        }
        CellProblem::NoIdentity => ("每一行都写上企业编号或企业名称", "give the firm's number or name in every row"),
        CellProblem::NoYear => ("在“年度”一列写上年份，例如 2025", "write the year in its column, such as 2025"),
        CellProblem::UnknownFirm { suggestion: Some(name), .. } => return did_you_mean(lang, name),
    };
    lang.pick(zh, en).to_owned()
}

fn credit_code(lang: Lang, text: &str, error: CodeError) -> String {
    match error {
        CodeError::Length(count) => {
            let characters = counted(count, "character", "characters");
            say!(
                lang,
                "`{text}` 有 {count} 位，统一社会信用代码是 18 位",
                "`{text}` has {characters}, a credit code has 18"
            )
        }
        CodeError::Character(character) => say!(
            lang,
            "`{text}` 里的 `{character}` 不会出现在统一社会信用代码里",
            "`{text}` has a `{character}`, which credit codes do not have"
        ),
        CodeError::Check => say!(
            lang,
            "`{text}` 的校验位不对，多半有一位写错了",
            "the last character of `{text}` does not fit the others, probably one is wrong"
        ),
    }
}

/// Where another firm is.
pub(super) fn row(lang: Lang, origin: &Origin) -> String {
    let Origin { file, .. } = origin;
    match (&origin.sheet, origin.row) {
        (Some(sheet), Some(row)) => say!(lang, " {file} {sheet} 第 {row} 行", "row {row} of `{sheet}` in {file}"),
        (None, Some(row)) => say!(lang, " {file} 第 {row} 行", "row {row} of {file}"),
        (_, None) => say!(lang, " {file} ", "{file}"),
    }
}
