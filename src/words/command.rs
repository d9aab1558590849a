//! What the commands say besides their answers: why one could not run, and what is wrong with its arguments.

use super::{Lang, say};

/// Why the program could not run.
#[must_use]
pub fn could_not_run(lang: Lang, why: &str) -> String {
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

/// Rules with errors, which nothing is computed by.
#[must_use]
pub fn rules_have_errors(lang: Lang) -> &'static str {
    lang.pick("规则有错，先用 zjtx validate 检查", "the rules have errors, check them with zjtx validate")
}

/// A run without any rules.
#[must_use]
pub fn no_rules(lang: Lang) -> &'static str {
    lang.pick(
        "没有规则可用：去掉 --no-builtin，或用 --rules 加一个含 facts.toml 的文件夹",
        "there are no rules: leave --no-builtin out, or add a folder that has a facts.toml with --rules",
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
