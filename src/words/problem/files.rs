//! What is wrong with a file as a whole, and how to mend it.

use crate::finding::FileProblem;
use crate::words::{Lang, say};

use super::syntax;

/// What is wrong, in one sentence.
pub(super) fn sentence(lang: Lang, problem: FileProblem<'_>) -> String {
    match problem {
        FileProblem::NotUtf8 { line } => say!(lang, "第 {line} 行起不是 UTF-8 编码", "not UTF-8 from line {line} on"),
        FileProblem::ByteOrderMark => lang
            .pick(
                "文件以字节顺序标记（BOM）开头，已跳过",
                "the file starts with a byte order mark (BOM), which is skipped",
            )
            .to_owned(),
        FileProblem::EmptyFile => lang.pick("文件是空的", "the file is empty").to_owned(),
        FileProblem::NotAFile => {
            lang.pick("这里需要一个文件，却是文件夹", "a file is needed here, this is a folder").to_owned()
        }
        FileProblem::MisspeltFile { name } => {
            say!(
                lang,
                "这是 {name} 的内容，名字写错了；按 {name} 检查，改名以前不测算",
                "this is {name} under a misspelt name: it is checked as {name}, and nothing is answered until it is renamed"
            )
        }
        FileProblem::Placeholder { text } => say!(
            lang,
            "还有占位的内容没有改，例如 `{text}`；改完以前，测算不用这份文件的规则",
            "placeholders are left, such as `{text}`; until they are replaced, nothing is answered from these rules"
        ),
        FileProblem::NotARuleFile => lang
            .pick(
                "规则文件夹里的这个文件不是规则文件，没有检查",
                "this file in a folder of rules is no rule file and was not checked",
            )
            .to_owned(),
        FileProblem::ProfileAmongRules => lang
            .pick(
                "这是企业画像，不是规则文件，没有当规则读",
                "this is the profile of a firm and no rule file, and is passed over",
            )
            .to_owned(),
        FileProblem::NulByte { line } => {
            say!(lang, "第 {line} 行有 NUL 字节，这不是文本文件", "line {line} has a NUL byte, this is no text file")
        }
        FileProblem::TooLarge { mebibytes } => {
            say!(lang, "达到或超过 {mebibytes} MiB，没有读", "it has {mebibytes} MiB or more and was not read")
        }
        FileProblem::SpecialFile => lang
            .pick("这是管道或设备，不是文件，没有读", "this is a pipe or a device and no file, it was not read")
            .to_owned(),
        FileProblem::TooDeep => lang.pick("嵌套超过 64 层", "nested more than 64 deep").to_owned(),
        FileProblem::DanglingLink => lang
            .pick("符号链接指向的文件不存在，没有读", "the symbolic link leads to no file, and nothing was read by it")
            .to_owned(),
        FileProblem::LinkLoop => lang.pick("符号链接绕回了自己", "the symbolic link leads back to itself").to_owned(),
        FileProblem::Syntax { message } => {
            say!(lang, "不是合格的 TOML：{}", "not valid TOML: {}", syntax::sentence(lang, message))
        }
        FileProblem::NoAddress { text } => {
            say!(lang, "“{text}”不是完整的网址", "\"{text}\" is no full address of a page")
        }
        FileProblem::EndedInForce { until, checked } => say!(
            lang,
            "写的是现行，可是到 {until} 为止，核对那天（{checked}）已经过了",
            "it is said to be in force, but ended on {until}, before the day of the check, {checked}"
        ),
        FileProblem::NewerToml => lang
            .pick(
                "这是 TOML 1.1 的写法，程序读得懂，编辑器等按 1.0 读的工具不认",
                "this is a form of TOML 1.1, which is read here, but not by editors and others that read 1.0",
            )
            .to_owned(),
        FileProblem::NoPlace { folder } if folder.is_empty() => {
            lang.pick("规则文件不在任何地区的文件夹里", "the rule file is in no folder of a place").to_owned()
        }
        FileProblem::NoPlace { folder } => {
            say!(lang, "文件夹 `{folder}` 不代表任何地区", "the folder `{folder}` stands for no place")
        }
        FileProblem::InvalidCode { code } => {
            say!(lang, "代码 `{code}` 写法不对或重复", "the code `{code}` is malformed or given twice")
        }
        FileProblem::TooManyFindings => {
            lang.pick("问题太多，从这里起不再列出", "too many findings, the rest is not listed").to_owned()
        }
        FileProblem::TooManyRecords { most } => {
            say!(lang, "一个列表最多写 {most} 条记录", "a list has at most {most} records")
        }
    }
}

/// How to mend it.
pub(super) fn hint(lang: Lang, problem: FileProblem<'_>) -> Option<&'static str> {
    let (zh, en) = match problem {
        FileProblem::NotUtf8 { .. } => (
            "多半是 GBK（GB18030）或 UTF-16：用编辑器另存为 UTF-8",
            "probably GBK (GB18030) or UTF-16: save it as UTF-8 in an editor",
        ),
        FileProblem::NulByte { .. } => {
            ("多半是 UTF-16：用编辑器另存为 UTF-8", "probably UTF-16: save it as UTF-8 in an editor")
        }
        FileProblem::DanglingLink | FileProblem::LinkLoop => {
            ("删去这个链接，或让它指向真正的文件", "delete the link, or let it lead to a real file")
        }
        FileProblem::Syntax { message } => return syntax::hint(lang, message),
        FileProblem::ByteOrderMark => {
            ("另存为不带 BOM 的 UTF-8 可消除此提醒", "save it as UTF-8 without BOM to be rid of this warning")
        }
        FileProblem::NotAFile => ("写出文件夹里那个文件的路径", "give the path of the file in the folder"),
        FileProblem::MisspeltFile { .. } => ("改正文件名", "rename the file"),
        FileProblem::Placeholder { .. } => (
            "照文件改掉 〈 〉里的话和 1900-01-01；用不着的一项整项删去",
            "put what the document says for what stands in ⟨ ⟩ and for 1900-01-01; delete the entries that you don't need",
        ),
        FileProblem::ProfileAmongRules => (
            "放到规则文件夹外面，用 `zjtx check 画像.toml` 测算",
            "put it outside of the folder of rules; `zjtx check PROFILE.toml` answers for it",
        ),
        FileProblem::NotARuleFile => ("规则文件的名字以 .toml 结尾", "the name of a rule file ends in .toml"),
        FileProblem::SpecialFile => (
            "把它移出文件夹；要从管道读，单独写出它的路径",
            "move it out of the folder; to read from a pipe, name it on its own",
        ),
        FileProblem::TooLarge { mebibytes: 9.. } => {
            ("分成几个文件，或另存为 XLSX", "split it into several files, or save it as XLSX")
        }
        FileProblem::TooDeep => (
            "括号多半没有配对；规则文件和企业画像嵌套不过几层，检查是否选错了文件",
            "the brackets probably don't match; rule files and profiles nest a few levels only, is this the right file?",
        ),
        FileProblem::TooLarge { .. } => (
            "规则文件和企业画像远小于此，检查是否选错了文件",
            "rule files and profiles are far smaller, is this the right file?",
        ),
        FileProblem::InvalidCode { .. } => {
            ("写成 \"320613 崇川区\" 这样，一个代码一次", "write it like \"320613 崇川区\", each code once")
        }
        FileProblem::EndedInForce { .. } => (
            "延期了的改 until；到期的写 standing = \"ended\" 和 standing-note",
            "give the new `until` if it was prolonged, else standing = \"ended\" and a standing-note",
        ),
        FileProblem::NoAddress { .. } => (
            "网址以 https:// 或 http:// 开头；不知道的不写 source，用 source-note 写为什么",
            "it starts with https:// or http://; of none that is known `source-note` says why",
        ),
        FileProblem::NewerToml => (
            "一个 { } 写在一行里，最后不加逗号；长的写成 [表头]",
            "keep each { } on one line, without a comma at its end; a long one becomes a [table]",
        ),
        FileProblem::NoPlace { .. } => (
            "放进以地区命名的文件夹，例如 nantong 或 320600；新的文件夹名写进 places.toml 的 [folder]",
            "put it in a folder of a place, such as nantong or 320600; a new name goes into [folder] of places.toml",
        ),
        FileProblem::EmptyFile | FileProblem::TooManyFindings | FileProblem::TooManyRecords { .. } => return None,
    };
    Some(lang.pick(zh, en))
}
