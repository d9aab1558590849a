//! The arguments of what looks something up in the rules.

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use zjtx::rulebook::{Offer, Standing, SupportKind};

use super::{PageFormat, ReportFormat, RulesArgs};

#[derive(Subcommand, Debug)]
pub(crate) enum RulesCommand {
    /// 列出支持，可按地区、种类、称号、状态和文字筛选 | List supports, by place, kind, title, standing and text
    List(RulesListArgs),
    /// 看读过哪些地区的哪些文件，每种支持各有多少 | Show which documents of which places were read, and how much they hold of each kind of support
    Coverage(RulesCoverageArgs),
    /// 看哪些文件很久没有和原文核对，哪些快到期 | Show which documents were not held against their source for long, and which end soon
    Stale(RulesStaleArgs),
    /// 看一份文件：文号、日期、状态和其中各项支持 | Show a document: its number, dates, standing and supports
    Show(RulesShowArgs),
}

#[derive(Args, Debug)]
pub(crate) struct RulesListArgs {
    /// 名称、地址、文件标题、用途或部门里有这些文字 | Words in the name, address, document, purpose or department
    #[arg(value_name = "文字 | TEXT")]
    pub(crate) words: Vec<String>,
    /// 只看这里的企业可能享受的，例如 崇川区、320613 | Only what a firm in this place may get, such as 320613
    #[arg(long, value_name = "地区 | PLACE")]
    pub(crate) place: Option<String>,
    /// 只看这一种：grant、talent、tax、finance、service、priority、recognition、land 或 unspecified | Only this kind: grant, talent, tax, finance, service, priority, recognition, land or unspecified
    #[arg(long, value_name = "种类 | KIND", value_parser = kinds(), hide_possible_values = true)]
    pub(crate) kind: Option<String>,
    /// 只看条件里提到这个称号的，例如 小巨人 | Only what names this title, such as little-giant
    #[arg(long, value_name = "称号 | TITLE")]
    pub(crate) title: Option<String>,
    /// 只看这种状态的：in-force、ended、superseded、unconfirmed、draft、announced 或 national-law | Only of this standing: in-force, ended, superseded, unconfirmed, draft, announced or national-law
    #[arg(long, value_name = "状态 | STANDING", value_parser = standings(), hide_possible_values = true)]
    pub(crate) standing: Option<String>,
    /// 逐项列出；不写则项数多、又不止一份文件时按文件计数 | List every support; else many of several documents are counted by document
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    #[command(flatten)]
    pub(crate) format: FormatArgs,
}

#[derive(Args, Debug)]
pub(crate) struct RulesShowArgs {
    /// 文件的地址，例如 nantong/reply-2024 | Address of a document, such as nantong/reply-2024
    #[arg(value_name = "地址 | ADDRESS")]
    pub(crate) address: String,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    #[command(flatten)]
    pub(crate) format: FormatArgs,
}

#[derive(Args, Debug)]
pub(crate) struct RulesCoverageArgs {
    /// 只看这里和它的上级地区，例如 崇川区、320613 | Only this place and those that it lies within, such as 320613
    #[arg(long, value_name = "地区 | PLACE")]
    pub(crate) place: Option<String>,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    /// 输出格式：table（默认）、json 或 markdown | Format: table (default), json or markdown
    #[arg(long, value_name = "格式 | FORMAT", default_value = "table")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: PageFormat,
}

#[derive(Args, Debug)]
pub(crate) struct RulesStaleArgs {
    /// 多少天，默认 90 | How many days, 90 if not said
    #[arg(long, value_name = "天 | DAYS", default_value_t = 90, hide_default_value = true)]
    #[arg(value_parser = clap::value_parser!(i64).range(0..=36_500))]
    pub(crate) days: i64,
    /// 哪一天，例如 2026-11-22；不写则是今天（东八区） | The day, such as 2026-11-22; else today in UTC+8
    #[arg(long, value_name = "日期 | DATE", value_parser = super::day)]
    pub(crate) as_of: Option<zjtx::calendar::Day>,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    #[command(flatten)]
    pub(crate) format: FormatArgs,
}

#[derive(Args, Debug)]
pub(crate) struct FactsArgs {
    /// 一项信息的键、名称或别名，写一部分也行；不写则列出全部 | Key, label or alias of a fact, or a part of one; all of them if none is given
    #[arg(value_name = "键 | KEY")]
    pub(crate) key: Option<String>,
    /// 只看这里的企业可能享受的支持用到的，例如 崇川区、320613 | Only what supports use that a firm in this place may get, such as 320613
    #[arg(long, value_name = "地区 | PLACE")]
    pub(crate) place: Option<String>,
    /// 只看这份文件的支持用到的，例如 nantong/reply-2024 | Only what supports of this document use, such as nantong/reply-2024
    #[arg(long, value_name = "文件 | DOCUMENT")]
    pub(crate) document: Option<String>,
    /// 逐项列出用到它的支持；不写则项数多、又不止一份文件时按文件计数 | List every support that uses it; else many of several documents are counted by document
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    #[command(flatten)]
    pub(crate) format: FormatArgs,
}

#[derive(Args, Debug)]
pub(crate) struct FormatArgs {
    /// 输出格式：table（默认）或 json | Format: table (default) or json
    #[arg(long, value_name = "格式 | FORMAT", default_value = "table")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: ReportFormat,
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(SupportKind::NAMES.iter().copied())
}

/// What a document can be, and what a support can be besides.
fn standings() -> PossibleValuesParser {
    PossibleValuesParser::new(
        Standing::WORDS.iter().map(|(word, _)| *word).chain(Offer::WORDS.iter().map(|(word, _)| *word)),
    )
}
