//! The arguments of what lists the days to keep in mind.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use zjtx::calendar::Day;

use super::{RulesArgs, day};

#[derive(Args, Debug)]
pub(crate) struct DueArgs {
    /// 企业画像、表格、JSONL 或放画像的文件夹；- 是管道 | Profiles, tables, JSON lines or folders of profiles; - is a pipe
    #[arg(value_name = "画像 | PROFILE", required = true)]
    pub(crate) profiles: Vec<PathBuf>,
    /// 写到这个文件：.ics（日历）、.json 或 .txt；不写或写 - 则输出到屏幕 | Write to this file: .ics (a calendar), .json or .txt; else, or with -, to standard output
    #[arg(short, long, value_name = "文件 | FILE")]
    pub(crate) output: Option<PathBuf>,
    /// 输出格式：table（默认）、json 或 ics；不写则看文件的后缀 | Format: table (default), json or ics; else as the file's name says
    #[arg(long, value_name = "格式 | FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<DueFormat>,
    /// 文件已经有了也覆盖 | Replace a file that is there already
    #[arg(long)]
    pub(crate) force: bool,
    /// 企业在哪里，例如 南通市：没写所在地就按这里算，简称（通州区）按这里认；写明在别处的不改 | Where the firms are, such as 320600: for those that do not say, and for short names; what they say themselves counts first
    #[arg(long, value_name = "地区 | PLACE")]
    pub(crate) place: Option<String>,
    /// 测算日，例如 2026-11-22；不写则取画像里的 as-of，再不然是今天（东八区） | Day of the answer, such as 2026-11-22; else the profile's as-of, else today in UTC+8
    #[arg(long, value_name = "日期 | DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    /// 不取规则里的任何假定，文件的各种读法都算在内 | Take no assumption of the rules, so that every reading of the documents counts
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum DueFormat {
    Table,
    Json,
    Ics,
}
