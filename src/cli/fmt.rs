//! The arguments of `fmt`.

use std::path::PathBuf;

use clap::Args;

use super::RulesArgs;

#[derive(Args, Debug)]
pub(crate) struct FmtArgs {
    /// 规则、案例、企业画像的文件或文件夹，默认 rules；- 是管道，结果输出到屏幕 | Files of rules, cases or firms, or folders; rules by default; - formats standard input to standard output
    #[arg(value_name = "路径 | PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 只说哪些文件会变，什么也不写；有会变的，退出状态为 1 | Tell which files would change and write none; exit status 1 if there is one
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
}
