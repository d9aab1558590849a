//! Findings in words: one sentence, and a way to mend it.

use crate::finding::{Problem, Severity};
use crate::literal::{self, MoneyUnit};
use crate::number::Number;

use super::syntax;

/// What a severity is called.
#[must_use]
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
    }
}

/// What is wrong, in one sentence.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    match problem {
        Problem::NotUtf8 { line } => format!("第 {line} 行起不是 UTF-8 编码"),
        Problem::ByteOrderMark => "文件以字节顺序标记（BOM）开头，已跳过".to_owned(),
        Problem::EmptyFile => "文件是空的".to_owned(),
        Problem::NotAFile => "这里需要一个文件，却是文件夹".to_owned(),
        Problem::NotARuleFile => "规则文件夹里的这个文件不是规则文件，没有检查".to_owned(),
        Problem::EmptyText { key } => format!("`{key}` 没有写内容"),
        Problem::NulByte { line } => format!("第 {line} 行有 NUL 字节，这不是文本文件"),
        Problem::TooLarge => "文件达到或超过 16 MiB".to_owned(),
        Problem::TooDeep => "嵌套超过 64 层".to_owned(),
        Problem::LinkLoop => "符号链接绕回了自己".to_owned(),
        Problem::Syntax { message } => format!("不是合格的 TOML：{}", syntax::sentence(message)),
        Problem::UnknownKey { key, within, .. } => format!("{}里没有 `{key}` 这个键", place(within)),
        Problem::MissingKey { key, within } => format!("{}缺少 `{key}`", place(within)),
        Problem::WrongType { key, expected, found } => format!("`{key}` 要写{}，这里是{}", kind(expected), kind(found)),
        Problem::NoForm { keys, .. } => match keys[..] {
            [] => "空的表，看不出是哪种写法".to_owned(),
            _ => format!("只有 `{}`，看不出是哪种写法", keys.join("`、`")),
        },
        Problem::TwoForms { first, second } => format!("`{first}` 和 `{second}` 不能写在一起"),
        Problem::MisplacedKey { key, form, .. } => format!("`{key}` 不能和 `{form}` 写在一起"),
        Problem::NoComparison { .. } => "没有写怎样比较".to_owned(),
        Problem::TwoComparisons { first, second } => format!("一个条件里有两个比较：`{first}` 和 `{second}`"),
        Problem::EmptyList { key } => format!("`{key}` 是空的列表"),
        Problem::UnknownFact { name, .. } => format!("没有叫 `{name}` 的信息项"),
        Problem::UnknownRecord { name, .. } => format!("没有叫 `{name}` 的记录"),
        Problem::UnknownName { name, .. } => format!("没有叫 `{name}` 的定义"),
        Problem::UnknownChoice { fact, value, .. } => format!("`{fact}` 没有 `{value}` 这个选项"),
        Problem::UnknownPlace { name, .. } => format!("没有叫 `{name}` 的地区"),
        Problem::AmbiguousPlace { name, .. } => format!("叫 `{name}` 的地区不止一个"),
        Problem::UnknownIndustry { name, .. } => format!("没有 `{name}` 这个行业"),
        Problem::UnknownSupport { name, .. } => format!("没有 `{name}` 这项支持"),
        Problem::UnknownWord { key, word, .. } => format!("`{key}` 不能写 `{word}`"),
        Problem::WrongUnit { text, kind: wanted } if is_bare(text) => {
            format!("`{text}` 没有单位，这里要写{}", kind(wanted))
        }
        Problem::WrongUnit { text, kind: wanted } => format!("`{text}` 的单位不对，这里要写{}", kind(wanted)),
        Problem::InvalidNumber { text } => format!("`{text}` 不能精确读成一个数"),
        Problem::BareDecimal { text } => format!("规则里不写不带单位的小数 `{text}`"),
        Problem::InvalidDate { text } => format!("`{text}` 不是一个有效的日期"),
        Problem::UnknownPhrase { text } => format!("`{text}` 不是约定的日期写法"),
        Problem::OutOfRange { text, fact } => format!("`{text}` 超出了 `{fact}` 的范围"),
        Problem::DuplicateId { id, other } if other.is_empty() => format!("`{id}` 出现了两次"),
        Problem::DuplicateId { id, other } => format!("`{id}` 在 {other} 里已经有了"),
        Problem::StatedTwice { fact, first, second } => format!("`{fact}` 写了两次：`{first}` 和 `{second}`"),
        Problem::Cycle { path } => format!("定义绕成了圈：{}", path.join(" → ")),
        Problem::NoRest => "各种情形之外给什么没有写".to_owned(),
        Problem::UnusedDefinition { name } => format!("定义 `{name}` 没有用到"),
        Problem::RecordNotBound { fact, record } => {
            format!("`{fact}` 说的是某一条 `{record}` 记录，这里没有指定是哪一条")
        }
        Problem::WrongYear { fact, yearly: true } => format!("`{fact}` 每年一个数，没有写是哪一年"),
        Problem::WrongYear { fact, yearly: false } => format!("`{fact}` 不分年度，不能写 `year`"),
        Problem::WrongComparison { comparison, kind: wanted } => format!("{}不能用 `{comparison}` 比较", kind(wanted)),
        Problem::WrongKind { expected, found } => format!("这里要{}，写的是{}", kind(expected), kind(found)),
        Problem::InvalidId { id } => format!("`{id}` 不能作名称"),
        Problem::NoPlace { folder } if folder.is_empty() => "规则文件不在任何地区的文件夹里".to_owned(),
        Problem::NoPlace { folder } => format!("文件夹 `{folder}` 不代表任何地区"),
        Problem::FigureMissing { number, kind } => {
            format!("规则用到 {}，`figures` 里没有", super::figure(*number, kind))
        }
        Problem::FigureUnused { figure } => format!("`figures` 里的 {figure} 规则没有用到"),
        Problem::MoneyIncomplete { key } => format!("给钱的支持缺少 `{key}`"),
        Problem::MixedGroup { first, second } => {
            format!("`{first}` 和 `{second}` 不能同组：给谁、多久给一次、按什么记录计不一样，或者有一项不给钱")
        }
        Problem::InvalidCode { code } => format!("代码 `{code}` 写法不对或重复"),
        Problem::WrongOrder { earlier, later } => format!("`{later}` 早于 `{earlier}`"),
        Problem::MisplacedFact { key, table: Some(table) } => format!("`{key}` 要写在 {table} 下面"),
        Problem::MisplacedFact { key, table: None } => format!("`{key}` 不能写在这张表里"),
        Problem::TooManyFindings => "问题太多，从这里起不再列出".to_owned(),
        Problem::TooManyRecords { most } => format!("一个列表最多写 {most} 条记录"),
        Problem::DerivedFact { fact } => format!("`{fact}` 由其他信息推出，不用填写"),
    }
}

/// How to mend it, if there is something to say beyond the sentence.
#[must_use]
pub fn hint(problem: &Problem) -> Option<String> {
    match problem {
        Problem::NotUtf8 { .. } => say("多半是 GBK（GB18030）或 UTF-16：用编辑器另存为 UTF-8"),
        Problem::NulByte { .. } => say("多半是 UTF-16：用编辑器另存为 UTF-8"),
        Problem::LinkLoop => say("删去这个链接，或让它指向真正的文件"),
        Problem::Syntax { message } => syntax::hint(message).and_then(say),
        Problem::MissingKey { key, .. } => missing(key).and_then(say),
        Problem::WrongType { key, expected, found } => typed(key, expected, found),
        Problem::EmptyList { .. } | Problem::EmptyText { .. } => say("写上内容，或删去这个键"),
        Problem::ByteOrderMark => say("另存为不带 BOM 的 UTF-8 可消除此提醒"),
        Problem::NotAFile => say("写出文件夹里那个文件的路径"),
        Problem::NotARuleFile => say("规则文件的名字以 .toml 结尾"),
        Problem::TooLarge | Problem::TooDeep => say("规则文件和企业画像远小于此，检查是否选错了文件"),
        Problem::MisplacedKey { allowed, suggestion, .. } => mean(suggestion.as_ref())
            .or_else(|| say(&format!("这里可以写：{}", allowed.join("、"))).filter(|_| !allowed.is_empty())),
        Problem::UnknownKey { suggestion, .. }
        | Problem::UnknownFact { suggestion, .. }
        | Problem::UnknownRecord { suggestion, .. }
        | Problem::UnknownSupport { suggestion, .. } => mean(suggestion.as_ref()),
        Problem::UnknownName { name, suggestion } => {
            mean(suggestion.as_ref()).or_else(|| say(&format!("在这个文件里写一个 [define.{name}]")))
        }
        Problem::WrongOrder { .. } => say("核对这两个日期"),
        Problem::MisplacedFact { table: Some(table), .. } if table.starts_with("[year") => {
            say("年份换成这个数所属的那一年")
        }
        Problem::UnknownPlace { suggestion, .. } => {
            mean(suggestion.as_ref()).or_else(|| say("写地区的名称或 GB/T 2260 代码，例如 南通市崇川区、320613"))
        }
        Problem::UnknownIndustry { suggestion, .. } => {
            mean(suggestion.as_ref()).or_else(|| say("写 GB/T 4754—2017 的代码或名称，例如 C3489"))
        }
        Problem::UnknownWord { allowed: words, suggestion, .. }
        | Problem::UnknownChoice { choices: words, suggestion, .. } => {
            mean(suggestion.as_ref()).or_else(|| say(&format!("可以写：{}", words.join("、"))))
        }
        Problem::NoForm { heads, suggestion, .. } => {
            mean(suggestion.as_ref()).or_else(|| say(&format!("要有其中一个键：{}", heads.join("、"))))
        }
        Problem::TwoComparisons { .. } => say("拆成两个条件"),
        Problem::NoComparison { comparisons } => say(&format!("加上其中一个：{}", comparisons.join("、"))),
        Problem::AmbiguousPlace { places, .. } => say(&format!("写全：{}", places.join("、"))),
        // Only a mend that works is offered.
        Problem::WrongUnit { text, kind: "money" }
            if text.ends_with(['万', '亿']) && is_money(&format!("{text}元")) =>
        {
            say(&format!("单位写全：\"{text}元\""))
        }
        Problem::WrongUnit { kind, .. } => example(kind),
        Problem::WrongComparison { kind, .. } => say(comparisons(kind)),
        Problem::WrongKind { expected: "list", .. } => say("写成 [\"…\", \"…\"]；只有一个的写 is"),
        Problem::OutOfRange { fact, .. } => match fact.as_str() {
            "year" => say("年份相对于测算日：0 是当年，-1 是上年，最早 -20"),
            "choices" => say("一个信息项最多 64 个选项"),
            _ => say("这一项不会小于 0；没有的写 0，不知道的不写"),
        },
        Problem::DuplicateId { .. } => say("改成不同的名称，或删去一处"),
        Problem::Cycle { .. } => say("改掉其中一处引用"),
        Problem::InvalidCode { .. } => say("写成 \"320613 崇川区\" 这样，一个代码一次"),
        Problem::MisplacedFact { table: None, .. } => say("写在文件开头，第一个 [ ] 之前"),
        Problem::DerivedFact { .. } => say("删去这一行"),
        Problem::InvalidNumber { .. } => {
            say("例如 \"50万元\"、\"1,234,567.89元\"、\"3.5%\"、186；金额到分为止，个数是整数")
        }
        Problem::BareDecimal { text } => bare_decimal(text),
        Problem::InvalidDate { text } if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            say("年度写四位数，例如 [year.2025]")
        }
        Problem::InvalidDate { .. } => say("写成 2026-11-22 这样真实存在的日期"),
        Problem::UnknownPhrase { .. } => say(
            "例如 2026-11-22、\"today\"、\"12 months ago\"、\"3 years after title.granted\"、\"start of this year\"、\"end of last year\"",
        ),
        Problem::InvalidId { .. } => say("用小写字母、数字和连字符，以字母开头；文件名也一样"),
        Problem::NoPlace { .. } => {
            say("放进以地区命名的文件夹，例如 nantong 或 320600；新的文件夹名写进 places.toml 的 [folder]")
        }
        Problem::RecordNotBound { record, .. } => {
            say(&format!("写进 {{ has = \"{record}\", where = […] }}，或给支持加上 for-each = \"{record}\""))
        }
        Problem::WrongYear { yearly: false, .. } => say("去掉 year"),
        Problem::WrongYear { yearly: true, .. } => say("例如 { fact = \"revenue\", year = -1 } 是上年度"),
        Problem::NoRest => say("在最后加一项只有 gives 的"),
        Problem::FigureMissing { .. } | Problem::FigureUnused { .. } => {
            say("`figures` 照抄原文里的数字，与规则用到的一一对应")
        }
        Problem::MoneyIncomplete { key: "amount" } => say("原文没有数字的写 amount = \"unstated\""),
        Problem::MoneyIncomplete { .. } => say("写出用途，例如 for-what = \"equipment\""),
        Problem::UnusedDefinition { .. } => say("删去，或检查用它的地方是否拼错"),
        Problem::TwoForms { .. } | Problem::StatedTwice { .. } => say("只留一个"),
        _ => None,
    }
}

/// How many findings there are.
#[must_use]
pub fn findings_count(count: usize) -> String {
    if count == 0 { "没有问题".to_owned() } else { format!("共 {count} 个问题") }
}

#[allow(clippy::unnecessary_wraps, reason = "every arm of `hint` is an option")]
fn say(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn mean(suggestion: Option<&String>) -> Option<String> {
    suggestion.map(|name| format!("是不是 `{name}`？"))
}

fn is_money(text: &str) -> bool {
    literal::money(text, MoneyUnit::Required).is_ok()
}

fn example(kind: &str) -> Option<String> {
    match kind {
        "money" => say("例如 \"50万元\"、\"1.2亿元\""),
        "ratio" => say("例如 \"3.5%\""),
        "count" => say("例如 186，不带引号和单位"),
        _ => None,
    }
}

/// Whether a figure has no unit at all.
fn is_bare(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-'))
}

/// A rate is far more often meant than an amount, and never of the same digits.
fn bare_decimal(text: &str) -> Option<String> {
    let percent = Number::from_decimal(text).and_then(|number| number.times(Number::whole(100)).ok());
    let percent = percent.map_or_else(|| "3.5".to_owned(), |percent| percent.to_string());
    say(&format!("比例写成 \"{percent}%\"，金额写成 \"{text}万元\" 这样"))
}

fn missing(key: &str) -> Option<&'static str> {
    Some(match key {
        "document" => "规则文件要有 [document]，写明标题、机关、日期、效力和读到的程度",
        "clause" => "写出在文件里的位置，例如 clause = \"第三条\"",
        "standing-note" => "写明为什么是这个效力状态",
        "for-each" => "where 挑选的是记录，例如 for-each = \"project\"",
        "for" => "写给多久；原文没有写的写 for = \"unstated\"",
        "every" => "写多久给一次：every = \"month\" 或 \"year\"；一次性的去掉 for",
        _ => return None,
    })
}

/// How a value of the expected type is written.
fn typed(key: &str, expected: &str, found: &str) -> Option<String> {
    match (expected, found) {
        ("list", "table" | "inline table") => say(&format!("每项一张表，表头写 [[{key}]]")),
        ("list", _) => say(&format!("写成 {key} = [ … ]")),
        ("table", "array") if key == "year" => say("表头写 [year.2025]"),
        ("table", _) => say("写成 { 键 = 值 } 这样"),
        ("text", _) => say("用英文双引号括起来"),
        ("date", _) => say("写成 2026-11-22 这样，不加引号"),
        ("flag", _) => say("写 true 或 false，不加引号"),
        _ => None,
    }
}

/// The comparisons that a kind of fact has.
fn comparisons(kind: &str) -> &'static str {
    match kind {
        "money" | "ratio" | "count" => "可以用 at-least、above、at-most、below、is",
        "date" => "可以用 since、until、before、is",
        "choice" | "place" | "industry" => "可以用 is、any-of、none-of",
        "flag" => "可以用 is = true 或 is = false",
        _ => "规则不能以文字为条件，换一个信息项",
    }
}

/// Where a key stands, in words.
fn place(within: &str) -> String {
    let words = match within {
        "file" => "文件",
        "paid" | "scope" | "choice" => return format!("`{within}` "),
        "profile" => "企业画像",
        "record" => "这条记录",
        "condition" => "条件",
        "quantity" => "数量",
        "case" => "情形",
        "limit" => "上限",
        other => return format!("{other} "),
    };
    words.to_owned()
}

/// What sort of value something is, in words.
fn kind(word: &str) -> &str {
    match word {
        "text" | "string" => "文字（字符串）",
        "integer" | "count" => "整数",
        "float" => "小数",
        "flag" | "boolean" => "是或否（true 或 false）",
        "date" | "datetime" => "日期",
        "list" | "array" => "列表",
        "table" | "inline table" => "表",
        "money" => "金额",
        "ratio" => "比例",
        "choice" => "选项",
        "place" => "地区",
        "industry" => "行业",
        "support" => "支持",
        "condition" => "条件",
        "quantity" => "数量",
        other => other,
    }
}
