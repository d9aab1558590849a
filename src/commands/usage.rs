//! Arguments that can't be read, in the program's own words: clap has its sentences in English only.

use std::io::{self, Write};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Outcome;

/// Prints help or the version where that was asked for, else says what is wrong with the arguments.
pub(crate) fn run(error: &clap::Error) -> anyhow::Result<Outcome> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        super::print(&error.render().to_string())?;
        return Ok(Outcome::Done);
    }
    let text = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => error.render().to_string(),
        _ => format!("{}\n用 --help 看用法\n", sentence(error)),
    };
    io::stderr().lock().write_all(text.as_bytes())?;
    Ok(Outcome::CouldNotRun)
}

fn sentence(error: &clap::Error) -> String {
    let about = |kind: ContextKind| error.get(kind).map(text).filter(|text| !text.is_empty());
    let argument = about(ContextKind::InvalidArg).unwrap_or_default();
    let value = about(ContextKind::InvalidValue).unwrap_or_default();
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(about)
        .map(|name| format!("，是不是 {name}？"))
        .unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("没有 {} 这个命令{suggestion}", about(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项{suggestion}"),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => format!("{argument} 只能写一次"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面缺少内容"),
        ErrorKind::InvalidValue => {
            let allowed = about(ContextKind::ValidValue).unwrap_or_default();
            format!("{argument} 不能写 {value}，可以写：{allowed}")
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(|reason| format!("：{reason}")).unwrap_or_default();
            format!("{argument} 读不了 {value}{reason}")
        }
        _ => format!("参数有误：{argument} {value}"),
    }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(texts) => texts.join("、"),
        other => other.to_string(),
    }
}
