//! The arguments of what draws the total over one fact.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use zjtx::calendar::Day;

use super::{RulesArgs, day};

#[derive(Args, Debug)]
pub(crate) struct CurveArgs {
    /// 企业画像（TOML 文件） | Profile of the firm (a TOML file)
    #[arg(value_name = "画像 | PROFILE", display_order = 1)]
    pub(crate) profile: PathBuf,
    /// 哪一项数，写法同 check --set：revenue.2025、staff、project.2.new-equipment，记录也可写名称 | Which figure, as check --set names it: revenue.2025, staff, project.2.new-equipment, or a record by its name
    #[arg(value_name = "信息项 | FACT", display_order = 2)]
    pub(crate) fact: String,
    /// 从多少起，例如 0 或 500万；不写则从 0 起 | From which value, such as 0 or 5000000; from 0 if not said
    #[arg(long, value_name = "数 | VALUE")]
    pub(crate) from: Option<String>,
    /// 到多少为止，例如 1亿；不写则到最后一个转折之后 | To which value, such as 100000000; until after the last turn if not said
    #[arg(long, value_name = "数 | VALUE")]
    pub(crate) to: Option<String>,
    /// 写到这个文件：.svg（图）、.json、.csv、.md 或 .txt；不写或写 - 则输出到屏幕 | Write to this file: .svg (a drawing), .json, .csv, .md or .txt; else, or with -, to standard output
    #[arg(short, long, value_name = "文件 | FILE")]
    pub(crate) output: Option<PathBuf>,
    /// 输出格式：table（默认，也可写 text）、json、markdown、csv 或 svg；不写则看文件的后缀 | Format: table (default, also text), json, markdown, csv or svg; else as the file's name says
    #[arg(long, value_name = "格式 | FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<CurveFormat>,
    /// 文件已经有了也覆盖 | Replace a file that is there already
    #[arg(long)]
    pub(crate) force: bool,
    /// 企业在哪里，例如 南通市：没写所在地就按这里算，简称（通州区）按这里认；写明在别处的不改 | Where the firm is, such as 320600: for one that does not say, and for short names; what it says itself counts first
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
pub(crate) enum CurveFormat {
    #[value(alias = "text")]
    Table,
    Json,
    Markdown,
    Csv,
    Svg,
}
