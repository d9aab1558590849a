//! The arguments of what writes something new.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use clap_complete::Shell;

use zjtx::calendar::Day;

use super::{RulesArgs, day};

#[derive(Subcommand, Debug)]
pub(crate) enum NewCommand {
    /// 企业画像，只问那里的支持用得到的信息 | A profile that asks only for what supports there use
    Profile(NewProfileArgs),
    /// 一份文件的规则和案例，带注释，照着改 | The rules and worked cases of a document, with comments, to be changed
    Rules(NewRulesArgs),
}

#[derive(Args, Debug)]
pub(crate) struct NewProfileArgs {
    /// 只问这里的支持用得到的信息，可写多次；不写则各地的都问 | Ask only for what supports in this place use; may be repeated; all places if none is given
    #[arg(long, value_name = "地区 | PLACE")]
    pub(crate) place: Vec<String>,
    /// 写到这个文件；不写则输出到屏幕 | Write to this file; else to standard output
    #[arg(short, long, value_name = "文件 | FILE")]
    pub(crate) output: Option<PathBuf>,
    /// 测算日，年度从它算起，例如 2026-11-22；不写则是今天（东八区） | Day from which years are counted, such as 2026-11-22; else today in UTC+8
    #[arg(long, value_name = "日期 | DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
    /// 文件已经有了也覆盖 | Replace a file that is there already
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
}

#[derive(Args, Debug)]
pub(crate) struct NewRulesArgs {
    /// 文件管哪里：名称、代码或规则文件夹名 | Where the document applies: a name, a code or a folder of rules
    #[arg(long, value_name = "地区 | PLACE")]
    pub(crate) place: String,
    /// 文件的编号，小写字母、数字和连字符，例如 plan-2026 | Id of the document: lower-case letters, digits and hyphens, such as plan-2026
    #[arg(long, value_name = "编号 | ID")]
    pub(crate) document: String,
    /// 写到哪个规则文件夹下面，默认 rules | Folder of rules to write below; rules by default
    #[arg(long, value_name = "文件夹 | FOLDER", default_value = "rules", hide_default_value = true)]
    pub(crate) dir: PathBuf,
    /// 文件已经有了也覆盖 | Replace files that are there already
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
}

#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// 哪一种：bash、zsh、fish、powershell 或 elvish | Which one: bash, zsh, fish, powershell or elvish
    #[arg(value_name = "外壳 | SHELL", hide_possible_values = true)]
    pub(crate) shell: Shell,
}
