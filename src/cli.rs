//! The arguments, and nothing else.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use zjtx::calendar::Day;

const TEMPLATE: &str = "{about-with-newline}\n用法: {usage}\n\n{all-args}{after-help}";

/// 按政府文件精确测算企业可得的扶持：得多少、有多确定、为什么、下一步做什么
#[derive(Parser, Debug)]
#[command(
    name = "zjtx",
    version,
    help_template = "{about-with-newline}\n用法: {usage}\n\n命令:\n{subcommands}\n\n选项:\n{options}"
)]
#[command(override_usage = "zjtx <命令> [选项]")]
#[command(disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// 显示帮助
    #[arg(short, long, action = clap::ArgAction::Help, global = true, help_heading = "选项")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// 测算一家企业：各项支持、金额、依据、差多少、缺什么
    #[command(override_usage = "zjtx check [选项] <画像>", help_template = TEMPLATE)]
    #[command(after_help = "退出状态: 0 已给出报告；1 企业画像有错，没有报告；2 无法运行")]
    Check(CheckArgs),
    /// 检查规则文件和企业画像，一次报告所有问题
    #[command(override_usage = "zjtx validate [选项] [路径]…", help_template = TEMPLATE)]
    #[command(after_help = "退出状态: 0 没有问题；1 有问题；2 无法运行")]
    Validate(ValidateArgs),
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct CheckArgs {
    /// 企业画像（TOML 文件）
    #[arg(value_name = "画像", help_heading = "参数")]
    pub(crate) profile: PathBuf,
    /// 测算日，例如 2026-11-22；不写则取画像里的 as-of，再不然是今天（东八区）
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(crate) as_of: Option<Day>,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    /// 输出格式
    #[arg(long, value_name = "格式", default_value = "table", hide_possible_values = true, hide_default_value = true)]
    #[arg(help = "输出格式：table（默认）或 json")]
    pub(crate) format: ReportFormat,
    /// 列出每一项支持和每一个条件
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct ValidateArgs {
    /// 规则文件、企业画像或文件夹；不写则检查内置规则
    #[arg(value_name = "路径", help_heading = "参数")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    /// 输出格式
    #[arg(long, value_name = "格式", default_value = "human", hide_possible_values = true, hide_default_value = true)]
    #[arg(help = "输出格式：human（默认）或 json")]
    pub(crate) format: FindingsFormat,
}

#[derive(Args, Debug)]
pub(crate) struct RulesArgs {
    /// 再加一个规则文件夹，可写多次
    #[arg(long, value_name = "文件夹")]
    pub(crate) rules: Vec<PathBuf>,
    /// 不用内置规则
    #[arg(long)]
    pub(crate) no_builtin: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum ReportFormat {
    Table,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum FindingsFormat {
    Human,
    Json,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "要写成 2026-11-22 这样真实存在的日期".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Cli::command().debug_assert();
    }
}
