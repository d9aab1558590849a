//! The arguments of `schema`.

use clap::{Args, ValueEnum};

use super::RulesArgs;

#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    /// 哪一种文件：rules、facts、profile、cases，check 输出的 report，或 ladder 输出的 ladder | Of which file: rules, facts, profile, cases, the report that check prints, or the ladder that ladder prints
    #[arg(value_name = "文件 | FILE", hide_possible_values = true)]
    pub(crate) of: SchemaOf,
    #[command(flatten)]
    pub(crate) rules: RulesArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum SchemaOf {
    Rules,
    Facts,
    Profile,
    Cases,
    Report,
    Ladder,
}
