//! The arguments, and nothing else. Each text holds both languages, as `中文 | English`.

mod choice;
mod cover;
mod curve;
mod due;
mod fmt;
mod help;
mod levels;
mod lookup;
mod new;
mod output;
mod plan;
mod schema;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};

use zjtx::calendar::Day;
use zjtx::words::{self, Lang};

pub(crate) use choice::lang;
pub(crate) use cover::CoverArgs;
pub(crate) use curve::{CurveArgs, CurveFormat};
pub(crate) use due::{DueArgs, DueFormat};
pub(crate) use fmt::FmtArgs;
pub(crate) use help::command;
pub(crate) use levels::LevelArgs;
pub(crate) use lookup::{FactsArgs, RulesCommand, RulesCoverageArgs, RulesListArgs, RulesShowArgs, RulesStaleArgs};
pub(crate) use new::{CompletionsArgs, NewCommand, NewProfileArgs, NewRulesArgs};
pub(crate) use output::{EncodingChoice, FolderFormat, LayoutChoice, OutputArgs, TemplateArgs};
pub(crate) use plan::PlanArgs;
pub(crate) use schema::{SchemaArgs, SchemaOf};

use choice::LangChoice;

/// Options of every command stand after its own.
const LAST: usize = 1000;

/// 按政府文件精确测算企业可得的扶持：得多少、有多确定、为什么、下一步做什么 | Computes exactly which government supports a firm gets: how much, how sure, why, and what to do next
#[derive(Parser, Debug)]
#[command(name = "zjtx", version)]
#[command(disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// 语言：zh 或 en；不写则看系统语言，再不然 zh | Language: zh or en; else that of the locale, else zh
    #[arg(long, global = true, value_name = "语言 | LANGUAGE", hide_possible_values = true, display_order = LAST)]
    lang: Option<LangChoice>,
    /// 显示帮助 | Show this help
    #[arg(short, long, action = clap::ArgAction::Help, global = true, display_order = LAST + 1)]
    help: Option<bool>,
    /// 显示版本 | Show the version
    #[arg(short = 'V', long, action = clap::ArgAction::Version, display_order = LAST + 2)]
    version: Option<bool>,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// 测算一家企业：各项支持、金额、依据、差多少、缺什么 | Answer for one firm: supports, amounts, their basis, what is just missed, what is missing
    #[command(
        after_help = "退出状态: 0 已给出报告；1 企业画像有错，没有报告；2 无法运行 | Exit status: 0 answered; 1 the profile has errors, no report; 2 could not run"
    )]
    Check(CheckArgs),
    /// 重新算一遍收据：一样，还是哪份规则变了、钱变了多少 | Compute a receipt again: the same, or which rule changed and what that changed in money
    #[command(
        after_help = "退出状态: 0 答案相同；1 答案不同；2 无法重新算，或收据被改过 | Exit status: 0 the same answer; 1 another answer; 2 it could not be computed again, or the receipt was changed"
    )]
    Verify(VerifyArgs),
    /// 测算许多家企业：从表格、JSONL 或画像读入，写成表格、JSONL 或每家一份报告 | Answer for many firms: read tables, JSON lines or profiles, and write a workbook, a table, JSON lines or a report for each
    #[command(
        after_help = "退出状态: 0 全部读懂；1 有没读懂的，写在那家企业自己的一行；2 无法运行 | Exit status: 0 everything was read; 1 some was not, as the row of its firm says; 2 could not run"
    )]
    Batch(BatchArgs),
    /// 出一份给许多企业填的表，填好交给 batch | Write a form to be filled in for many firms, for batch to read
    Template(TemplateArgs),
    /// 讲清一项支持：规则怎么写，逐条对照企业，金额怎么算；一份文件全部的规则；一项推出的信息由什么决定；或一种问题（unknown-key）是什么意思 | Explain a support: what its rule says, each condition held against the firm, the calculation line by line; all rules of a document; what decides a derived fact; or what the code of a finding (unknown-key) means
    #[command(
        after_help = "退出状态: 0 已给出说明；1 企业画像有错；2 无法运行，或没有这项支持 | Exit status: 0 explained; 1 the profile has errors; 2 could not run, or no such support"
    )]
    Explain(ExplainArgs),
    /// 称号的阶梯：有哪些称号，别的称号还差什么，拿到以后会多得什么 | The ladder of titles: those that the firm has, what each other takes, and what it would bring
    #[command(
        after_help = "退出状态: 0 已给出；1 企业画像有错；2 无法运行 | Exit status: 0 answered; 1 the profile has errors; 2 could not run"
    )]
    Ladder(LadderArgs),
    /// 怎样拿得更多：只能取其一的取哪个、其次是哪个，改动最小的几项数能换来什么、代价是什么，离得近的悬崖 | How to get more: which to take where not all are paid and what comes next, the smallest changes with what they bring and harm, cliffs nearby
    #[command(
        after_help = "退出状态: 0 已给出；1 企业画像有错；2 无法运行 | Exit status: 0 answered; 1 the profile has errors; 2 could not run"
    )]
    Plan(PlanArgs),
    /// 一项数变了，合计怎样变：每个转折、每处一步之差，列表、画图；可写成 SVG | How the total changes with one figure: every turn and every jump, as a table and a plot; also as SVG
    #[command(
        after_help = "退出状态: 0 已给出；1 企业画像有错；2 无法运行，或这一项不是数 | Exit status: 0 answered; 1 the profile has errors; 2 could not run, or the fact is no figure"
    )]
    Curve(CurveArgs),
    /// 要记住的日子：受理和截止、到期、称号到期和复核，按日子排；可写成日历文件 | Days to keep in mind: windows and ends of supports, titles that end and their reviews, by day; also as a calendar file
    #[command(
        after_help = "退出状态: 0 已给出；1 有没读懂的；2 无法运行 | Exit status: 0 answered; 1 some was not read; 2 could not run"
    )]
    Due(DueArgs),
    /// 同一家企业换个地方：各地自己的文件给多少、多有把握、差别在哪里，读过多少 | The same firm elsewhere: what the documents of each place bring, how surely, what makes the difference, and how much was read
    #[command(
        after_help = "退出状态: 0 已给出；1 企业画像有错；2 无法运行 | Exit status: 0 answered; 1 the profile has errors; 2 could not run"
    )]
    Compare(CompareArgs),
    /// 检查规则文件和企业画像，一次报告所有问题 | Check rule files and profiles, and report everything that is wrong in one run
    #[command(
        after_help = "退出状态: 0 没有问题；1 有问题；2 无法运行 | Exit status: 0 no findings; 1 findings; 2 could not run"
    )]
    Validate(ValidateArgs),
    /// 统一写法：键的顺序、对齐、换行，一种写法；注释不动，意思不变 | Write files in the one way: order of keys, columns, breaks of lines; comments stay, and so does the meaning
    #[command(
        after_help = "退出状态: 0 已写好，或本来就是；1 --check 有会变的；2 有文件读不了 | Exit status: 0 written, or so already; 1 --check would change some; 2 a file could not be read"
    )]
    Fmt(FmtArgs),
    /// 核对案例：规则文件旁的 *.cases.toml，算出来的是否如其所写 | Run worked cases: the *.cases.toml beside rule files, held against what comes out
    #[command(
        after_help = "退出状态: 0 全部通过；1 有案例不符，或文件有问题；2 无法运行，或没有案例。--mutants: 0 改错全部发现；1 参数或文件有问题；2 有没发现的；3 到时限没有核对完；4 不改错也有案例不符 | Exit status: 0 all passed; 1 cases failed, or findings; 2 could not run, or no cases. --mutants: 0 all caught; 1 wrong arguments or findings; 2 some survive; 3 out of time; 4 cases fail without any change"
    )]
    Test(TestArgs),
    /// 查规则：有哪些支持，一份文件里有什么 | Look up the rules: which supports there are, what a document holds
    #[command(subcommand)]
    Rules(RulesCommand),
    /// 查企业信息项：含义、写法、在哪里找、哪些支持用到 | Look up the facts: what each means, how it is written, where it is found, what asks for it
    Facts(FactsArgs),
    /// 新建企业画像，或一份文件的规则 | Start a profile, or the rules of a document
    #[command(subcommand)]
    New(NewCommand),
    /// 输出 JSON Schema：编辑器据此补全和检查各种文件 | Print a JSON Schema with which an editor completes and checks files
    Schema(SchemaArgs),
    /// 输出命令补全脚本 | Print a completion script for a shell
    Completions(CompletionsArgs),
}

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// 企业画像（TOML 文件）；- 是管道 | Profile of the firm (a TOML file); - is a pipe
    #[arg(value_name = "画像 | PROFILE")]
    pub(crate) profile: PathBuf,
    /// 企业在哪里，例如 南通市：没写所在地就按这里算，简称（通州区）按这里认；写明在别处的不改 | Where the firm is, such as 320600: for one that does not say, and for short names; what it says itself counts first
    #[arg(long, value_name = "地区 | PLACE")]
    pub(crate) place: Option<String>,
    /// 测算日，例如 2026-11-22；不写则取画像里的 as-of，再不然是今天（东八区） | Day of the answer, such as 2026-11-22; else the profile's as-of, else today in UTC+8
    #[arg(long, value_name = "日期 | DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
    /// 如果某一项是别的数，例如 revenue.2025=5000万 或 project.2.new-equipment=800万，记录也可写名称；可写多次；两个答案都给，先列变了的 | What if a value were another, such as revenue.2025=50000000 or project.2.new-equipment=8000000, or a record by its name; may be repeated; both answers, what changes first
    #[arg(long, value_name = "键=值 | KEY=VALUE", value_parser = setting)]
    pub(crate) set: Vec<String>,
    /// 另写一张收据（JSON）：画像、用到的规则和摘要、测算日、答案；zjtx verify 据此重新算 | Write a receipt, too (JSON): the profile, the rules used with their digests, the day and the answer; zjtx verify computes it again
    #[arg(long, value_name = "文件 | FILE", conflicts_with = "set")]
    pub(crate) receipt: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    /// 写到这个文件：.html（可打印的报告）、.md、.json 或 .txt；不写或写 - 则输出到屏幕 | Write to this file: .html (a report to be printed), .md, .json or .txt; else, or with -, to standard output
    #[arg(short, long, value_name = "文件 | FILE")]
    pub(crate) output: Option<PathBuf>,
    /// 输出格式：table（默认）、json、markdown 或 html；不写则看文件的后缀 | Format: table (default), json, markdown or html; else as the file's name says
    #[arg(long, value_name = "格式 | FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<CheckFormat>,
    /// 文件已经有了也覆盖 | Replace a file that is there already
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) cover: CoverArgs,
    /// 列出每一项支持和每一个条件 | Show every support with every condition
    #[arg(long)]
    pub(crate) all: bool,
    /// 不取规则里的任何假定，文件的各种读法都算在内 | Take no assumption of the rules, so that every reading of the documents counts
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Args, Debug)]
pub(crate) struct VerifyArgs {
    /// check --receipt 写的收据 | The receipt that check --receipt wrote
    #[arg(value_name = "收据 | RECEIPT")]
    pub(crate) receipt: PathBuf,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    /// 输出格式：table（默认）或 json | Format: table (default) or json
    #[arg(long, value_name = "格式 | FORMAT", default_value = "table")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: ReportFormat,
}

#[derive(Args, Debug)]
pub(crate) struct LadderArgs {
    /// 企业画像（TOML 文件）；- 是管道 | Profile of the firm (a TOML file); - is a pipe
    #[arg(value_name = "画像 | PROFILE")]
    pub(crate) profile: PathBuf,
    /// 企业在哪里，例如 南通市：没写所在地就按这里算，简称（通州区）按这里认；写明在别处的不改 | Where the firm is, such as 320600: for one that does not say, and for short names; what it says itself counts first
    #[arg(long, value_name = "地区 | PLACE")]
    pub(crate) place: Option<String>,
    /// 测算日，例如 2026-11-22；不写则取画像里的 as-of，再不然是今天（东八区） | Day of the answer, such as 2026-11-22; else the profile's as-of, else today in UTC+8
    #[arg(long, value_name = "日期 | DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
    /// 如果某一项是别的数，例如 revenue.2025=5000万 或 project.2.new-equipment=800万，记录也可写名称；可写多次；两个答案都给，先列变了的 | What if a value were another, such as revenue.2025=50000000 or project.2.new-equipment=8000000, or a record by its name; may be repeated; both answers, what changes first
    #[arg(long, value_name = "键=值 | KEY=VALUE", value_parser = setting)]
    pub(crate) set: Vec<String>,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    /// 输出格式：table（默认）或 json | Format: table (default) or json
    #[arg(long, value_name = "格式 | FORMAT", default_value = "table")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: ReportFormat,
    /// 列出每一个标准和每一个条件，旧标准也在内 | Show every standard with every condition, those no longer applied too
    #[arg(long)]
    pub(crate) all: bool,
    /// 不取规则里的任何假定，文件的各种读法都算在内 | Take no assumption of the rules, so that every reading of the documents counts
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Args, Debug)]
pub(crate) struct CompareArgs {
    /// 企业画像（TOML 文件）；- 是管道 | Profile of the firm (a TOML file); - is a pipe
    #[arg(value_name = "画像 | PROFILE")]
    pub(crate) profile: PathBuf,
    /// 和哪些地方比，用逗号隔开或写多次，写到区、县最准；all 是每个读过文件的地方 | The places to compare with, separated by commas or repeated, best down to the district; all is every place of which a document was read
    #[arg(long, value_name = "地区 | PLACES", required = true, value_delimiter = ',')]
    pub(crate) places: Vec<String>,
    /// 测算日，例如 2026-11-22；不写则取画像里的 as-of，再不然是今天（东八区） | Day of the answer, such as 2026-11-22; else the profile's as-of, else today in UTC+8
    #[arg(long, value_name = "日期 | DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    /// 输出格式：table（默认）或 json | Format: table (default) or json
    #[arg(long, value_name = "格式 | FORMAT", default_value = "table")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: ReportFormat,
}

#[derive(Args, Debug)]
pub(crate) struct BatchArgs {
    /// 表格（XLSX、XLS、CSV）、JSONL、企业画像或放画像的文件夹；- 是管道 | Tables (XLSX, XLS, CSV), JSON lines, profiles or folders of them; - is a pipe
    #[arg(value_name = "输入 | INPUT", required = true)]
    pub(crate) inputs: Vec<PathBuf>,
    /// 管道里是 JSONL，哪怕第一行就读不懂（只用于 batch - -o - --layout brief） | Standard input has JSON lines, even if its first one can't be read (only for batch - -o - --layout brief)
    #[arg(long)]
    pub(crate) jsonl: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// 数据有问题也以状态 0 结束；参数写错或规则读不了仍是 2 | End with status 0 even if something of the input was not read; wrong arguments and unreadable rules are still 2
    #[arg(long)]
    pub(crate) exit_zero: bool,
    /// 列名和信息项的对照；文件还没有就写一份，列出看不懂的列名 | What headers mean; if there is no such file it is written, with the headers that fit nothing
    #[arg(long, value_name = "文件 | FILE")]
    pub(crate) map: Option<PathBuf>,
    /// 这些企业都在哪里，例如 南通市：没写所在地的按这里算，简称（通州区）按这里认；写明在别处的不改 | Where all firms are, such as 320600: for those that do not say, and for short names; what they say themselves counts first
    #[arg(long, value_name = "地区 | PLACE")]
    pub(crate) place: Option<String>,
    /// 测算日，例如 2026-11-22；不写则取各企业自己的测算日，再不然是今天（东八区） | Day of the answers, such as 2026-11-22; else that of each firm, else today in UTC+8
    #[arg(long, value_name = "日期 | DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
    /// 不取规则里的任何假定，文件的各种读法都算在内 | Take no assumption of the rules, so that every reading of the documents counts
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// 支持的地址（nantong/reply-2024/smart-upgrade）、地址的末段或名称，文件的地址（nantong/reply-2024），信息项的键（size-class），或问题的代号（unknown-key） | Address of the support (nantong/reply-2024/smart-upgrade), an end of it, or its name; address of a document (nantong/reply-2024); the key of a fact (size-class); or the code of a finding (unknown-key)
    #[arg(value_name = "支持 | SUPPORT", display_order = 1)]
    pub(crate) support: String,
    /// 企业画像（TOML 文件），- 是管道；不写则只讲规则 | Profile of the firm (a TOML file), - is a pipe; without it only the rule is explained
    #[arg(value_name = "画像 | PROFILE", display_order = 2)]
    pub(crate) profile: Option<PathBuf>,
    /// 企业在哪里，例如 南通市：没写所在地就按这里算，简称（通州区）按这里认；写明在别处的不改 | Where the firm is, such as 320600: for one that does not say, and for short names; what it says itself counts first
    #[arg(long, value_name = "地区 | PLACE")]
    pub(crate) place: Option<String>,
    /// 测算日，例如 2026-11-22；不写则取画像里的 as-of，再不然是今天（东八区） | Day of the answer, such as 2026-11-22; else the profile's as-of, else today in UTC+8
    #[arg(long, value_name = "日期 | DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
    /// 如果某一项是别的数，例如 revenue.2025=5000万 或 project.2.new-equipment=800万，记录也可写名称；可写多次；两个答案都给，先列变了的 | What if a value were another, such as revenue.2025=50000000 or project.2.new-equipment=8000000, or a record by its name; may be repeated; both answers, what changes first
    #[arg(long, value_name = "键=值 | KEY=VALUE", value_parser = setting, requires = "profile")]
    pub(crate) set: Vec<String>,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    /// 输出格式：table（默认）、json 或 markdown | Format: table (default), json or markdown
    #[arg(long, value_name = "格式 | FORMAT", default_value = "table")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: PageFormat,
    /// 不取规则里的任何假定，文件的各种读法都算在内 | Take no assumption of the rules, so that every reading of the documents counts
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ValidateArgs {
    /// 规则文件、企业画像或文件夹；不写则检查内置规则 | Rule files, profiles or folders; the built-in rules if none is given
    #[arg(value_name = "路径 | PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    /// 输出格式：human（默认）、json、sarif、github、gitlab 或 junit | Format: human (default), json, sarif, github, gitlab or junit
    #[arg(long, value_name = "格式 | FORMAT", default_value = "human")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: FindingsFormat,
    #[command(flatten)]
    pub(crate) levels: LevelArgs,
    /// 原文所在的文件夹：规则里的每个数都要在 <地区>/<文件>.txt（或 .md）里找得到 | The folder of the documents' texts: each figure must be printed in <place>/<document>.txt (or .md)
    #[arg(long, value_name = "文件夹 | FOLDER")]
    pub(crate) sources: Option<PathBuf>,
    /// 不列这份基线里已有的提醒，只管新的；错误照列 | Leave out the reminders of this baseline, so that new ones alone count; errors are told
    #[arg(long, value_name = "文件 | FILE", conflicts_with = "write_baseline")]
    pub(crate) baseline: Option<PathBuf>,
    /// 把现有的提醒写成一份基线 | Write the reminders that there are as a baseline
    #[arg(long, value_name = "文件 | FILE")]
    pub(crate) write_baseline: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct TestArgs {
    /// 案例文件、规则文件或文件夹；不写则核对内置规则的案例 | Files of cases, rule files or folders; the cases of the built-in rules if none is given
    #[arg(value_name = "路径 | PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 把规则逐处改错，看案例能不能发现 | Change the rules in one place after another, and see whether a case notices
    #[arg(long)]
    pub(crate) mutants: bool,
    /// 看案例见到了规则的多少：每个条件满足、不满足、未知，每一档，每个上限 | See how much of the rules the cases show: each condition met, unmet and unknown, each case of an amount, each cap
    #[arg(long, conflicts_with = "mutants")]
    pub(crate) coverage: bool,
    /// 至少要见到的比例，如 95% 或 19/20；不到则退出状态为 1 | The least share of them, such as 95% or 19/20; exit status 1 below it
    #[arg(long, value_name = "比例 | SHARE", requires = "coverage")]
    pub(crate) min: Option<String>,
    /// 改错核对最多用多少秒，默认 60 | Seconds after which no more changes are tried, 60 if not said
    #[arg(long, value_name = "秒 | SECONDS", default_value_t = 60, hide_default_value = true, requires = "mutants")]
    pub(crate) timeout: u64,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
    /// 输出格式：human（默认）、json、sarif、github、gitlab 或 junit | Format: human (default), json, sarif, github, gitlab or junit
    #[arg(long, value_name = "格式 | FORMAT", default_value = "human")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: FindingsFormat,
    #[command(flatten)]
    pub(crate) levels: LevelArgs,
}

#[derive(Args, Debug)]
pub(crate) struct RulesArgs {
    /// 再加一个规则文件夹，可写多次 | Add a folder of rule files; may be repeated
    #[arg(long, value_name = "文件夹 | FOLDER")]
    pub(crate) rules: Vec<PathBuf>,
    /// 不用内置的文件；词典、地区、行业照用 | Leave the built-in documents out, but not the facts, places and industries
    #[arg(long)]
    pub(crate) no_builtin: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum ReportFormat {
    Table,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum PageFormat {
    Table,
    Json,
    Markdown,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum CheckFormat {
    Table,
    Json,
    Markdown,
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum FindingsFormat {
    /// `table` is what it was called before.
    #[value(alias = "table")]
    Human,
    Json,
    Sarif,
    Github,
    Gitlab,
    Junit,
}

/// Reads the arguments; help and errors are in this language.
pub(crate) fn parse(lang: Lang, arguments: &[OsString]) -> Result<Command, clap::Error> {
    let matches = help::command(lang).try_get_matches_from(arguments)?;
    Ok(Cli::from_arg_matches(&matches)?.command)
}

/// Why a value can't be read, in both languages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Invalid(pub(crate) fn(Lang) -> &'static str);

impl std::fmt::Display for Invalid {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str((self.0)(Lang::default()))
    }
}

impl std::error::Error for Invalid {}

fn setting(text: &str) -> Result<String, Invalid> {
    if text.split_once('=').is_some_and(|(key, _)| !key.trim().is_empty()) {
        Ok(text.to_owned())
    } else {
        Err(Invalid(words::no_setting))
    }
}

fn day(text: &str) -> Result<Day, Invalid> {
    Day::parse(text).ok_or(Invalid(words::no_day))
}
