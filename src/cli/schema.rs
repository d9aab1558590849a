//! The arguments of `schema`.

use clap::{Args, ValueEnum};

use super::RulesArgs;

#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    /// 哪一种文件：rules、facts、profile、cases，check 输出的 report，ladder 输出的 ladder，加了 --set 的 what-if，check --receipt 写的 receipt，verify 输出的 verify，due 输出的 due，curve 输出的 curve，plan 输出的 plan，batch --layout brief 写成 JSONL 的 brief，或 explain 整份文件的 document-explanation | Of which file: rules, facts, profile, cases, the report that check prints, the ladder that ladder prints, the what-if that --set makes of them, the receipt that check --receipt writes, the verify that verify prints, the days that due prints, the curve that curve prints, the plan that plan prints, the brief JSON lines of batch --layout brief, or the document-explanation that explain prints of a whole document
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
    WhatIf,
    Due,
    Curve,
    Plan,
    Receipt,
    Verify,
    Brief,
    DocumentExplanation,
}
