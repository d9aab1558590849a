//! The arguments of what writes the answers for many firms.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use zjtx::calendar::Day;
use zjtx::render::Encoding;

use super::{CoverArgs, RulesArgs, day};

#[derive(Args, Debug)]
pub(crate) struct OutputArgs {
    /// 写到哪里，可写多次：.xlsx、.csv、.jsonl 文件，或文件夹（每家企业一份报告）；- 是屏幕（JSONL，写了 --layout 或 --since 则是 CSV；--layout brief 从管道一行行读 JSONL，就一行行写 JSONL） | Where to write, may be repeated: a file .xlsx, .csv or .jsonl, or a folder (a report for each firm); - is standard output (JSON lines, or CSV with --layout or --since; with --layout brief, JSON lines of a pipe are answered line by line as JSON lines)
    #[arg(short, long, required = true, value_name = "输出 | OUT")]
    pub(crate) output: Vec<PathBuf>,
    /// 只写一张表：wide（一家企业一行，CSV 默认）、brief（一家企业一行，只有结论和金额，最快；JSONL 也行）、long（一家企业一项支持一行）、summary（一项支持一行）、reasons、gaps、changes、documents 或 findings；XLSX 默认各表都写 | Only one table: wide (a row a firm; of CSV the default), brief (a row a firm, nothing but answers and amounts: the fastest; of JSON lines, too), long (a row a firm and support), summary (a row a support), reasons, gaps, changes, documents or findings; XLSX has all of them by default
    #[arg(long, value_name = "表 | TABLE", hide_possible_values = true)]
    pub(crate) layout: Option<LayoutChoice>,
    /// CSV 的编码：utf-8-bom（文件的默认）、utf-8（屏幕的默认）或 gb18030 | Encoding of CSV: utf-8-bom (of files the default), utf-8 (of standard output) or gb18030
    #[arg(long, value_name = "编码 | ENCODING", hide_possible_values = true)]
    pub(crate) encoding: Option<EncodingChoice>,
    /// 与上次的 JSONL 比较：哪家企业变了什么（XLSX 的“变化”表，CSV 的默认表） | Compare with the JSON lines of an earlier run: what changed for whom (the sheet Changes of XLSX, of CSV the default table)
    #[arg(long, value_name = "上次 | LAST.jsonl")]
    pub(crate) since: Option<PathBuf>,
    /// 读入时的问题另写到这个文件（.csv 或 .xlsx） | Write what is wrong with the input to this file, too (.csv or .xlsx)
    #[arg(long, value_name = "文件 | FILE")]
    pub(crate) errors: Option<PathBuf>,
    /// 文件夹里的报告：markdown（默认）或 html（可打印，另有按金额排的 index.html） | The reports in a folder: markdown (default) or html (to be printed, with an index.html by money)
    #[arg(long, value_name = "格式 | FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<FolderFormat>,
    #[command(flatten)]
    pub(crate) cover: CoverArgs,
    /// 文件已经有了也覆盖 | Replace files that are there already
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum FolderFormat {
    Markdown,
    Html,
}

#[derive(Args, Debug)]
pub(crate) struct TemplateArgs {
    /// 写到这个文件：.xlsx（带说明、下拉选项，各类记录一张表）或 .csv；不写则输出 CSV 到屏幕 | Write to this file: .xlsx (with notes and drop-downs, a sheet for each kind of record) or .csv; else CSV to standard output
    #[arg(short, long, value_name = "文件 | FILE")]
    pub(crate) output: Option<PathBuf>,
    /// 只问这里的支持用得到的信息，可写多次；不写则各地的都问 | Ask only for what supports in this place use; may be repeated; all places if none is given
    #[arg(long, value_name = "地区 | PLACE")]
    pub(crate) place: Vec<String>,
    /// 测算日，年度从它算起，例如 2026-11-22；不写则是今天（东八区） | Day from which years are counted, such as 2026-11-22; else today in UTC+8
    #[arg(long, value_name = "日期 | DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
    /// CSV 的编码：utf-8-bom（文件的默认）、utf-8（屏幕的默认）或 gb18030 | Encoding of CSV: utf-8-bom (of files the default), utf-8 (of standard output) or gb18030
    #[arg(long, value_name = "编码 | ENCODING", hide_possible_values = true)]
    pub(crate) encoding: Option<EncodingChoice>,
    /// 文件已经有了也覆盖 | Replace a file that is there already
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
}

impl OutputArgs {
    /// The same for the file of what is wrong.
    pub(crate) fn of_errors(&self) -> OutputArgs {
        OutputArgs {
            output: Vec::new(),
            layout: Some(LayoutChoice::Findings),
            encoding: self.encoding,
            since: None,
            errors: None,
            format: None,
            cover: CoverArgs::default(),
            force: self.force,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum LayoutChoice {
    Wide,
    Brief,
    Long,
    Summary,
    Reasons,
    Gaps,
    Changes,
    Documents,
    Findings,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum EncodingChoice {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-8-bom")]
    Utf8Bom,
    #[value(name = "gb18030")]
    Gb18030,
}

impl From<EncodingChoice> for Encoding {
    fn from(choice: EncodingChoice) -> Encoding {
        match choice {
            EncodingChoice::Utf8 => Encoding::Utf8,
            EncodingChoice::Utf8Bom => Encoding::Utf8Bom,
            EncodingChoice::Gb18030 => Encoding::Gb18030,
        }
    }
}
