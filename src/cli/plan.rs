//! The arguments of what says how a firm gets more.

use std::path::PathBuf;

use clap::Args;

use zjtx::calendar::Day;

use super::{PageFormat, RulesArgs, day};

#[derive(Args, Debug)]
pub(crate) struct PlanArgs {
    /// 企业画像（TOML 文件） | Profile of the firm (a TOML file)
    #[arg(value_name = "画像 | PROFILE")]
    pub(crate) profile: PathBuf,
    /// 企业在哪里，例如 南通市：没写所在地就按这里算，简称（通州区）按这里认；写明在别处的不改 | Where the firm is, such as 320600: for one that does not say, and for short names; what it says itself counts first
    #[arg(long, value_name = "地区 | PLACE")]
    pub(crate) place: Option<String>,
    /// 测算日，例如 2026-11-22；不写则取画像里的 as-of，再不然是今天（东八区） | Day of the answer, such as 2026-11-22; else the profile's as-of, else today in UTC+8
    #[arg(long, value_name = "日期 | DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    /// 输出格式：table（默认）、json 或 markdown | Format: table (default), json or markdown
    #[arg(long, value_name = "格式 | FORMAT", default_value = "table")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: PageFormat,
    /// 列出每一种改变 | Show every change
    #[arg(long)]
    pub(crate) all: bool,
    /// 不取规则里的任何假定，文件的各种读法都算在内 | Take no assumption of the rules, so that every reading of the documents counts
    #[arg(long)]
    pub(crate) strict: bool,
}
