//! What the TOML parser complains of, in words. Its complaints are English, and meant for people who know TOML.

/// Beginnings of the parser's messages, the sentence for each, and the way to mend it.
const MESSAGES: &[(&str, &str, &str)] = &[
    (
        "string values must be quoted",
        "这里的值没有用引号括起来",
        "文字和带单位的数要放在英文双引号里，例如 \"4000万\"；中文引号“”不行",
    ),
    (
        "invalid unquoted key",
        "键里有不能直接写的字符",
        "中文的键要加英文双引号，例如 \"营业收入\" = \"1.2亿\"；注释以 # 开头",
    ),
    ("unquoted keys cannot be empty", "`=` 前面没有键", "写成 键 = 值"),
    ("duplicate key", "这个键前面已经写过", "只留一个"),
    ("cannot extend value", "这个键前面已经写过，不能再写成表", "只留一个"),
    ("key with no value", "键后面没有 `= 值`", "写成 键 = 值"),
    ("missing value", "`=` 后面没有值", "写上值，或删去这一行"),
    ("missing assignment", "键后面没有 `=`", "写成 键 = 值"),
    ("extra", "多了一个符号", "删去"),
    ("invalid basic string", "字符串没有写完", "补上右边的英文双引号"),
    ("invalid literal string", "字符串没有写完", "补上右边的英文单引号"),
    ("invalid multi-line", "多行字符串没有写完", "补上右边的三个引号"),
    ("missing escaped value", "反斜杠后面的写法不对", "反斜杠本身写成 \\\\"),
    ("unclosed array table", "表头没有写完", "补上 `]]`"),
    ("unclosed table", "表头没有写完", "补上 `]`"),
    ("unclosed array", "列表没有写完", "补上 `]`"),
    ("unclosed inline table", "花括号没有写完", "补上 `}`"),
    ("missing comma", "两项之间没有逗号", "补上英文逗号"),
    ("unexpected key or value", "这里多了内容", "一行只写一个 键 = 值；说明文字前面加 #"),
    ("invalid date-time", "日期写得不对", "写成 2026-11-22 这样真实存在的日期"),
    ("unexpected leading zero", "数字前面多了 0", "去掉前面的 0；代码之类的写成字符串"),
    ("recursion limit", "键的层数太多", "检查是否选错了文件"),
];

/// The complaint, translated if it is a known one.
pub(super) fn sentence(message: &str) -> &str {
    found(message).map_or(message, |(_, sentence, _)| sentence)
}

/// How to mend it.
pub(super) fn hint(message: &str) -> Option<&'static str> {
    found(message).map(|(_, _, hint)| *hint)
}

fn found(message: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    MESSAGES.iter().find(|(start, ..)| message.starts_with(start))
}
