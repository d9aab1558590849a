//! Findings in words: one sentence, and a way to mend it.

use crate::finding::{Problem, Severity};

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
        Problem::NulByte { line } => format!("第 {line} 行有 NUL 字节，这不是文本文件"),
        Problem::TooLarge => "文件达到或超过 16 MiB".to_owned(),
        Problem::TooDeep => "嵌套超过 64 层".to_owned(),
        Problem::LinkLoop => "符号链接绕回了自己".to_owned(),
        Problem::Syntax { message } => format!("不是合格的 TOML：{message}"),
        Problem::UnknownKey { key, within, .. } => format!("{} 里没有 `{key}` 这个键", place(within)),
        Problem::MissingKey { key, within } => format!("{} 缺少 `{key}`", place(within)),
        Problem::WrongType { key, expected, found } => format!("`{key}` 要写{}，这里是{}", kind(expected), kind(found)),
        Problem::NoForm { keys, .. } => match keys[..] {
            [] => "空的表，看不出是哪种写法".to_owned(),
            _ => format!("`{}` 看不出是哪种写法", keys.join("`、`")),
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
        Problem::WrongUnit { text, kind: wanted } => format!("`{text}` 的单位不对，这里要写{}", kind(wanted)),
        Problem::InvalidNumber { text } => format!("`{text}` 不能精确读成一个数"),
        Problem::BareDecimal { text } => format!("规则里不写不带单位的小数 `{text}`"),
        Problem::InvalidDate { text } => format!("没有 `{text}` 这个日期"),
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
        Problem::NoPlace { folder } => format!("文件夹 `{folder}` 不代表任何地区"),
        Problem::FigureMissing { number, kind } => {
            format!("规则用到 {}，`figures` 里没有", super::figure(*number, kind))
        }
        Problem::FigureUnused { figure } => format!("`figures` 里的 {figure} 规则没有用到"),
        Problem::MoneyIncomplete { key } => format!("给钱的支持缺少 `{key}`"),
        Problem::MixedGroup { first, second } => format!("`{first}` 和 `{second}` 给付方式或对象不同，不能同组"),
        Problem::InvalidCode { code } => format!("代码 `{code}` 写法不对或重复"),
        Problem::WrongOrder { earlier, later } => format!("`{later}` 早于 `{earlier}`"),
        Problem::DerivedFact { fact } => format!("`{fact}` 由其他信息推出，不用填写"),
    }
}

/// How to mend it, if there is something to say beyond the sentence.
#[must_use]
pub fn hint(problem: &Problem) -> Option<String> {
    match problem {
        Problem::NotUtf8 { .. } => say("多半是 GBK（GB18030）：用编辑器另存为 UTF-8"),
        Problem::ByteOrderMark => say("另存为不带 BOM 的 UTF-8 可消除此提醒"),
        Problem::NotAFile => say("写出文件夹里那个文件的路径"),
        Problem::TooLarge | Problem::TooDeep => say("规则文件和企业画像远小于此，检查是否选错了文件"),
        Problem::UnknownKey { suggestion, .. } | Problem::MisplacedKey { suggestion, .. } => mean(suggestion),
        Problem::UnknownFact { suggestion, .. }
        | Problem::UnknownRecord { suggestion, .. }
        | Problem::UnknownName { suggestion, .. }
        | Problem::UnknownChoice { suggestion, .. }
        | Problem::UnknownPlace { suggestion, .. }
        | Problem::UnknownIndustry { suggestion, .. }
        | Problem::UnknownSupport { suggestion, .. } => mean(suggestion),
        Problem::UnknownWord { allowed, suggestion, .. } => {
            mean(suggestion).or_else(|| say(&format!("可以写：{}", allowed.join("、"))))
        }
        Problem::NoForm { heads, .. } => say(&format!("要有其中一个键：{}", heads.join("、"))),
        Problem::TwoForms { .. } | Problem::TwoComparisons { .. } => say("拆成两个"),
        Problem::NoComparison { comparisons } => say(&format!("加上其中一个：{}", comparisons.join("、"))),
        Problem::AmbiguousPlace { places, .. } => say(&format!("写全：{}", places.join("、"))),
        Problem::WrongUnit { kind, .. } => example(kind),
        Problem::InvalidNumber { .. } => {
            say("金额到分为止，例如 4999999.99、\"1,234,567.89\"、\"1.2亿\"；整数不带小数")
        }
        Problem::BareDecimal { text } => say(&format!("写成带单位的字符串，例如 \"{text}%\" 或 \"{text}万元\"")),
        Problem::InvalidDate { .. } => say("写成 2026-11-22 这样真实存在的日期"),
        Problem::UnknownPhrase { .. } => say(
            "例如 2026-11-22、\"today\"、\"12 months ago\"、\"3 years after title.granted\"、\"start of this year\"、\"end of last year\"",
        ),
        Problem::InvalidId { .. } => say("用小写字母、数字和连字符，以字母开头"),
        Problem::NoPlace { .. } => {
            say("放进以地区命名的文件夹，例如 nantong 或 320600；新的文件夹名写进 places.toml 的 [folder]")
        }
        Problem::RecordNotBound { record, .. } => {
            say(&format!("写进 {{ has = \"{record}\", where = […] }}，或给支持加上 for-each = \"{record}\""))
        }
        Problem::WrongYear { yearly: true, .. } => say("例如 { fact = \"revenue\", year = -1 } 是上年度"),
        Problem::NoRest => say("在最后加一项只有 gives 的"),
        Problem::FigureMissing { .. } | Problem::FigureUnused { .. } => {
            say("`figures` 照抄原文里的数字，与规则用到的一一对应")
        }
        Problem::MoneyIncomplete { key: "amount" } => say("原文没有数字的写 amount = \"unstated\""),
        Problem::UnusedDefinition { .. } => say("删去，或检查用它的地方是否拼错"),
        Problem::StatedTwice { .. } => say("只留一个"),
        _ => None,
    }
}

/// How many findings there are.
#[must_use]
pub fn findings_count(count: usize) -> String {
    if count == 0 { "没有问题".to_owned() } else { format!("共 {count} 个问题") }
}

fn say(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn mean(suggestion: &Option<String>) -> Option<String> {
    suggestion.as_ref().map(|name| format!("是不是 `{name}`？"))
}

fn example(kind: &str) -> Option<String> {
    match kind {
        "money" => say("例如 \"50万元\"、\"1.2亿元\""),
        "ratio" => say("例如 \"3.5%\""),
        "count" => say("例如 186"),
        _ => None,
    }
}

/// Where a key stands, in words.
fn place(within: &str) -> &str {
    match within {
        "file" => "文件",
        "profile" => "企业画像",
        "record" => "这条记录",
        "condition" => "条件",
        "quantity" => "数量",
        "case" => "情形",
        "limit" => "上限",
        other => other,
    }
}

/// What sort of value something is, in words.
fn kind(word: &str) -> &str {
    match word {
        "text" | "string" => "文字（字符串）",
        "integer" | "count" => "整数",
        "float" => "小数",
        "flag" | "boolean" => "true 或 false（是或否）",
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
