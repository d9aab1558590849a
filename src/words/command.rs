//! What the commands say besides their answers: why one could not run, and what is wrong with its arguments.

use std::io::ErrorKind;

use super::{Lang, say};

/// Why the program could not run, and why that is.
#[must_use]
pub fn could_not_run(lang: Lang, causes: &[String]) -> String {
    let why = causes.join(lang.pick("：", ": "));
    say!(lang, "无法运行：{why}", "could not run: {why}")
}

/// Standard error that takes no findings.
#[must_use]
pub fn findings_not_written(lang: Lang) -> &'static str {
    lang.pick("写不出问题清单", "the findings cannot be written")
}

/// A file that is not there.
#[must_use]
pub fn no_such_file(lang: Lang, path: &str) -> String {
    say!(lang, "没有 {path} 这个文件", "there is no file {path}")
}

/// A file that the user may not read.
#[must_use]
pub fn no_permission(lang: Lang, path: &str) -> String {
    say!(lang, "没有读 {path} 的权限", "no permission to read {path}")
}

/// A file that can't be read for another reason.
#[must_use]
pub fn not_readable(lang: Lang, path: &str) -> String {
    say!(lang, "读不了 {path}", "{path} cannot be read")
}

/// What the operating system says, where it is a thing that a user knows.
#[must_use]
pub fn system_error(lang: Lang, kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => lang.pick("没有这个文件或文件夹", "there is no such file or folder"),
        ErrorKind::PermissionDenied => lang.pick("没有权限", "permission denied"),
        ErrorKind::AlreadyExists => lang.pick("已经有了", "it is there already"),
        ErrorKind::IsADirectory => lang.pick("这是文件夹，不是文件", "it is a folder, not a file"),
        ErrorKind::NotADirectory => lang.pick("这不是文件夹", "it is not a folder"),
        ErrorKind::DirectoryNotEmpty => lang.pick("文件夹不是空的", "the folder is not empty"),
        ErrorKind::ReadOnlyFilesystem => lang.pick("这里只能读，不能写", "nothing can be written here"),
        ErrorKind::StorageFull => lang.pick("磁盘满了", "the disk is full"),
        ErrorKind::QuotaExceeded => lang.pick("用完了可用的磁盘空间", "the disk space allowed is used up"),
        ErrorKind::FileTooLarge => lang.pick("文件太大，系统不让写", "the file is larger than the system allows"),
        ErrorKind::InvalidFilename => {
            lang.pick("系统不接受这个文件名，也许太长", "the system does not take the name, which may be too long")
        }
        ErrorKind::ResourceBusy => lang.pick("正被别的程序占用", "another program uses it"),
        ErrorKind::TimedOut => lang.pick("等得太久", "it took too long"),
        ErrorKind::OutOfMemory => lang.pick("内存不够", "there is not enough memory"),
        _ => return None,
    })
}

/// Rules with errors, which nothing is computed by.
#[must_use]
pub fn rules_have_errors(lang: Lang) -> &'static str {
    lang.pick("规则有错，先用 zjtx validate 检查", "the rules have errors, check them with zjtx validate")
}

/// A file with errors that was left out, since it is about another place.
#[must_use]
pub fn left_out(lang: Lang, file: &str) -> String {
    say!(
        lang,
        "没有算进来：{file}（有错；它管的地区与这家企业的所在地无关）",
        "left out: {file} (it has errors, and is about a place where the firm is not)"
    )
}

/// The same where many firms are answered: those that it may concern are not.
#[must_use]
pub fn left_out_of_many(lang: Lang, file: &str) -> String {
    say!(
        lang,
        "没有算进来：{file}（有错；可能归它管的企业不测算）",
        "left out: {file} (it has errors; firms that it may concern are not answered for)"
    )
}

/// A run without any rules.
#[must_use]
pub fn no_rules(lang: Lang) -> &'static str {
    lang.pick(
        "没有规则可用：去掉 --no-builtin，或用 --rules 加一个规则文件夹",
        "there are no rules: leave --no-builtin out, or add a folder of rules with --rules",
    )
}

/// A folder of rules in which there are none.
#[must_use]
pub fn no_rule_file(lang: Lang, folder: &str) -> String {
    say!(lang, "{folder} 里没有规则文件（*.toml）", "there is no rule file (*.toml) in {folder}")
}

/// A folder in which there is nothing to check.
#[must_use]
pub fn nothing_to_check(lang: Lang, folder: &str) -> String {
    say!(
        lang,
        "{folder} 里没有可检查的文件（*.toml）：没有规则、案例，也没有企业画像",
        "there is nothing to check in {folder}: no *.toml file with rules, cases or a profile"
    )
}

/// Text that is no day.
#[must_use]
pub fn no_day(lang: Lang) -> &'static str {
    lang.pick("要写成 2026-11-22 这样真实存在的日期", "it must be a day that exists, such as 2026-11-22")
}

/// Where to read how the arguments go.
#[must_use]
pub fn see_help(lang: Lang) -> &'static str {
    lang.pick("用 --help 看用法", "see --help")
}

/// A command that there is not, and the one that was perhaps meant.
#[must_use]
pub fn no_such_command(lang: Lang, name: &str, meant: Option<&str>) -> String {
    say!(lang, "没有 {name} 这个命令{}", "there is no command {name}{}", perhaps(lang, meant))
}

/// An option that there is not, and the one that was perhaps meant.
#[must_use]
pub fn no_such_option(lang: Lang, name: &str, meant: Option<&str>) -> String {
    say!(lang, "没有 {name} 这个选项{}", "there is no option {name}{}", perhaps(lang, meant))
}

fn perhaps(lang: Lang, meant: Option<&str>) -> String {
    meant.map(|name| say!(lang, "，是不是 {name}？", ", did you mean {name}?")).unwrap_or_default()
}

/// An argument that is missing.
#[must_use]
pub fn argument_missing(lang: Lang, name: &str) -> String {
    say!(lang, "缺少 {name}", "{name} is missing")
}

/// An argument that stands twice.
#[must_use]
pub fn argument_twice(lang: Lang, name: &str) -> String {
    say!(lang, "{name} 只能写一次", "{name} can be given only once")
}

/// An argument for which there is no use.
#[must_use]
pub fn argument_extra(lang: Lang, name: &str) -> String {
    say!(lang, "多了 {name}", "{name} is one argument too many")
}

/// An argument that needs something behind it.
#[must_use]
pub fn argument_empty(lang: Lang, name: &str) -> String {
    say!(lang, "{name} 后面缺少内容", "{name} needs a value")
}

/// A word that an argument does not take, and those that it does.
#[must_use]
pub fn argument_not_among(lang: Lang, name: &str, value: &str, allowed: &[String]) -> String {
    let allowed = allowed.join(lang.comma());
    say!(lang, "{name} 不能写 {value}，可以写：{allowed}", "{name} does not take {value}; it takes {allowed}")
}

/// A value that an argument can't read, and why.
#[must_use]
pub fn argument_not_read(lang: Lang, name: &str, value: &str, why: Option<&str>) -> String {
    let why = why.map(|why| say!(lang, "：{why}", ": {why}")).unwrap_or_default();
    say!(lang, "{name} 读不了 {value}{why}", "{name} cannot read {value}{why}")
}

/// An argument that what is written has no use for.
#[must_use]
pub fn without_effect(lang: Lang, name: &str, needs: &str) -> String {
    say!(lang, "{name} 这里用不上，它只管 {needs}", "{name} has no effect here, it is for {needs}")
}

/// A format that the result of an option does not have.
#[must_use]
pub fn no_such_format(lang: Lang, format: &str, of: &str) -> String {
    say!(lang, "{of} 没有 {format}，只有 human 和 json", "{of} has no {format}, only human and json")
}

/// A file that could be no kind of output.
#[must_use]
pub fn unknown_output(lang: Lang, path: &str) -> String {
    say!(
        lang,
        "不知道 {path} 要写成什么：文件名以 .xlsx、.csv 或 .jsonl 结尾，或写一个不带点的文件夹名",
        "what {path} is to be is unclear: a file ends in .xlsx, .csv or .jsonl, a folder has no dot in its name"
    )
}

/// A file that could be no form.
#[must_use]
pub fn unknown_form(lang: Lang, path: &str) -> String {
    say!(
        lang,
        "不知道 {path} 要写成什么：文件名以 .xlsx 或 .csv 结尾",
        "what {path} is to be is unclear: a file ends in .xlsx or .csv"
    )
}

/// A file that could be no list of days.
#[must_use]
pub fn unknown_due_file(lang: Lang, path: &str) -> String {
    say!(
        lang,
        "不知道 {path} 要写成什么：文件名以 .ics、.json 或 .txt 结尾，或写明 --format",
        "what {path} is to be is unclear: a file ends in .ics, .json or .txt, or --format says it"
    )
}

/// A file that could be no kind of report.
#[must_use]
pub fn unknown_report_file(lang: Lang, path: &str) -> String {
    say!(
        lang,
        "不知道 {path} 要写成什么：文件名以 .html、.md、.json 或 .txt 结尾，或写明 --format",
        "what {path} is to be is unclear: a file ends in .html, .md, .json or .txt, or --format says it"
    )
}

/// A file that is no picture for the head of a report.
#[must_use]
pub fn no_logo(lang: Lang, path: &str) -> String {
    say!(lang, "{path} 不能做标志：要 PNG 或 JPEG，不到 1 MiB", "{path} is no logo: it takes a PNG or JPEG below 1 MiB")
}

/// A file that can't be one of what is wrong.
#[must_use]
pub fn unknown_errors_file(lang: Lang, path: &str) -> String {
    say!(
        lang,
        "问题不能写到 {path}：要一个另外的 .csv 或 .xlsx 文件",
        "findings cannot go to {path}: it takes a .csv or .xlsx file of its own"
    )
}

/// An output that is an input, too.
#[must_use]
pub fn output_is_input(lang: Lang, output: &str, input: &str) -> String {
    say!(
        lang,
        "{output} 是要读的文件 {input}，不能写到它上面；没有写任何东西",
        "{output} is {input}, which is read and is not written to; nothing was written"
    )
}

/// A folder to be written to that holds an input.
#[must_use]
pub fn output_holds_input(lang: Lang, output: &str, input: &str) -> String {
    say!(
        lang,
        "要读的文件 {input} 就在 {output} 里，结果写到别的文件夹；没有写任何东西",
        "{input}, which is read, lies in {output}: write to another folder; nothing was written"
    )
}

/// Two outputs that are one file.
#[must_use]
pub fn output_twice(lang: Lang, output: &str, other: &str) -> String {
    say!(
        lang,
        "{output} 和 {other} 是同一个文件，不能写两次；没有写任何东西",
        "{output} and {other} are one file, which can't be written twice; nothing was written"
    )
}

/// A line of an earlier run that can't be read.
#[must_use]
pub fn no_past_line(lang: Lang, path: &str, line: usize) -> String {
    say!(
        lang,
        "{path} 第 {line} 行不是 zjtx batch 不加 --layout 写的 JSONL",
        "line {line} of {path} is none that zjtx batch writes as JSON lines without --layout"
    )
}

/// An earlier run without a firm.
#[must_use]
pub fn no_past_firm(lang: Lang, path: &str) -> String {
    say!(
        lang,
        "{path} 里没有企业，无法比较：给出 zjtx batch 写的 JSONL",
        "{path} has no firm, so nothing can be compared: give the JSON lines that zjtx batch wrote"
    )
}

/// A line of an earlier run about a firm that it has already.
#[must_use]
pub fn past_line_twice(lang: Lang, path: &str, line: usize) -> String {
    say!(
        lang,
        "{path} 第 {line} 行的企业前面已经有了，无法比较：给每家企业一个不同的编号",
        "line {line} of {path} is about a firm that is there already, so nothing can be compared: give each firm a \
         number of its own"
    )
}

/// An earlier run of more firms than there is room for.
#[must_use]
pub fn past_too_long(lang: Lang, path: &str, most: usize) -> String {
    say!(lang, "{path} 超过 {most} 家企业，无法比较", "{path} has more than {most} firms, too many to compare")
}

/// Arguments that are wrong in another way.
#[must_use]
pub fn arguments_wrong(lang: Lang, name: &str, value: &str) -> String {
    say!(lang, "参数有误：{name} {value}", "the arguments are wrong: {name} {value}")
}

/// Above the commands of a help page.
#[must_use]
pub fn commands_title(lang: Lang) -> &'static str {
    lang.pick("命令", "Commands")
}

/// Above the arguments of a help page.
#[must_use]
pub fn arguments_title(lang: Lang) -> &'static str {
    lang.pick("参数", "Arguments")
}

/// Above the options of a help page.
#[must_use]
pub fn options_title(lang: Lang) -> &'static str {
    lang.pick("选项", "Options")
}

/// Where a usage line has any command.
#[must_use]
pub fn any_command(lang: Lang) -> &'static str {
    lang.pick("<命令>", "<COMMAND>")
}

/// Where a usage line has any options.
#[must_use]
pub fn any_options(lang: Lang) -> &'static str {
    lang.pick("[选项]", "[OPTIONS]")
}

/// A help page, in clap's terms.
#[must_use]
pub fn help_template(lang: Lang) -> &'static str {
    lang.pick(
        "{about-with-newline}\n用法: {usage}\n\n{all-args}{after-help}",
        "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    )
}
