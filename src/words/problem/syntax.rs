//! What the TOML parser complains of, in words. Its own complaints are meant for people who know TOML.

use crate::words::Lang;

/// A complaint of the parser.
struct Complaint {
    /// How its message begins.
    start: &'static str,
    /// The sentence, in Chinese and in English.
    sentence: [&'static str; 2],
    /// The way to mend it, in Chinese and in English.
    hint: [&'static str; 2],
}

const COMPLAINTS: &[Complaint] = &[
    Complaint {
        start: "string values must be quoted",
        sentence: ["这里的值没有用引号括起来", "the value here has no quotes"],
        hint: [
            "文字和带单位的数要放在英文双引号里，例如 \"4000万\"；中文引号“”不行",
            "text and figures with a unit stand in straight double quotes, such as \"4000万\"; “” will not do",
        ],
    },
    Complaint {
        start: "invalid unquoted key",
        sentence: ["键里有不能直接写的字符", "a character of the key needs quotes"],
        hint: [
            "中文的键要加英文双引号，例如 \"营业收入\" = \"1.2亿\"；注释以 # 开头",
            "a Chinese key stands in straight double quotes, such as \"营业收入\" = \"1.2亿\"; a comment starts with #",
        ],
    },
    Complaint {
        start: "unquoted keys cannot be empty",
        sentence: ["`=` 前面没有键", "there is no key before `=`"],
        hint: ["写成 键 = 值", "write key = value"],
    },
    Complaint {
        start: "duplicate key",
        sentence: ["这个键前面已经写过", "this key was written before"],
        hint: ["只留一个", "keep one of them"],
    },
    Complaint {
        start: "cannot extend value",
        sentence: ["这个键前面已经写过，不能再写成表", "this key was written before and cannot become a table"],
        hint: ["只留一个", "keep one of them"],
    },
    Complaint {
        start: "key with no value",
        sentence: ["键后面没有 `= 值`", "there is no `= value` after the key"],
        hint: ["写成 键 = 值", "write key = value"],
    },
    Complaint {
        start: "missing value",
        sentence: ["`=` 后面没有值", "there is no value after `=`"],
        hint: ["写上值，或删去这一行", "write the value, or delete the line"],
    },
    Complaint {
        start: "missing assignment",
        sentence: ["键后面没有 `=`", "there is no `=` after the key"],
        hint: ["写成 键 = 值", "write key = value"],
    },
    Complaint {
        start: "extra", sentence: ["多了一个符号", "there is a sign too many"], hint: ["删去", "delete it"]
    },
    Complaint {
        start: "invalid basic string",
        sentence: ["字符串没有写完", "the string does not end"],
        hint: ["补上右边的英文双引号", "close it with a double quote"],
    },
    Complaint {
        start: "invalid literal string",
        sentence: ["字符串没有写完", "the string does not end"],
        hint: ["补上右边的英文单引号", "close it with a single quote"],
    },
    Complaint {
        start: "invalid multi-line",
        sentence: ["多行字符串没有写完", "the string of several lines does not end"],
        hint: ["补上右边的三个引号", "close it with three quotes"],
    },
    Complaint {
        start: "missing escaped value",
        sentence: ["反斜杠后面的写法不对", "what follows the backslash is wrong"],
        hint: ["反斜杠本身写成 \\\\", "a backslash itself is written \\\\"],
    },
    Complaint {
        start: "unclosed array table",
        sentence: ["表头没有写完", "the header of the table does not end"],
        hint: ["补上 `]]`", "close it with `]]`"],
    },
    Complaint {
        start: "unclosed table",
        sentence: ["表头没有写完", "the header of the table does not end"],
        hint: ["补上 `]`", "close it with `]`"],
    },
    Complaint {
        start: "unclosed array",
        sentence: ["列表没有写完", "the list does not end"],
        hint: ["补上 `]`", "close it with `]`"],
    },
    Complaint {
        start: "unclosed inline table",
        sentence: ["花括号没有写完", "the braces do not end"],
        hint: ["补上 `}`", "close them with `}`"],
    },
    Complaint {
        start: "missing comma",
        sentence: ["两项之间没有逗号", "there is no comma between two things"],
        hint: ["补上英文逗号", "write a comma"],
    },
    Complaint {
        start: "unexpected key or value",
        sentence: ["这里多了内容", "there is something too much here"],
        hint: ["一行只写一个 键 = 值；说明文字前面加 #", "one key = value a line; remarks start with #"],
    },
    Complaint {
        start: "invalid date-time",
        sentence: ["日期写得不对", "the date is wrong"],
        hint: ["写成 2026-11-22 这样真实存在的日期", "write a day that exists, such as 2026-11-22"],
    },
    Complaint {
        start: "unexpected leading zero",
        sentence: ["数字前面多了 0", "the number starts with a 0 too many"],
        hint: ["去掉前面的 0；代码之类的写成字符串", "take the 0 away; codes and the like are strings"],
    },
    Complaint {
        start: "recursion limit",
        sentence: ["键的层数太多", "the keys are nested too deep"],
        hint: ["检查是否选错了文件", "is this the right file?"],
    },
];

/// The complaint in words; an unknown one as the parser says it.
pub(super) fn sentence(lang: Lang, message: &str) -> &str {
    found(message).map_or(message, |complaint| lang.pick(complaint.sentence[0], complaint.sentence[1]))
}

/// How to mend it.
pub(super) fn hint(lang: Lang, message: &str) -> Option<&'static str> {
    found(message).map(|complaint| lang.pick(complaint.hint[0], complaint.hint[1]))
}

fn found(message: &str) -> Option<&'static Complaint> {
    COMPLAINTS.iter().find(|complaint| message.starts_with(complaint.start))
}
