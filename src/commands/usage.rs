//! Arguments that can't be read, in the program's own words: clap has its sentences in English only.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use zjtx::words::{self, Lang};

use super::Outcome;
use crate::cli::Invalid;

/// Prints help or the version where that was asked for, else says what is wrong with the arguments.
pub(crate) fn run(lang: Lang, error: &clap::Error) -> anyhow::Result<Outcome> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        super::print(&error.render().to_string())?;
        return Ok(Outcome::Done);
    }
    let text = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => error.render().to_string(),
        _ => format!("{}\n{}", sentence(lang, error), words::see_help(lang)),
    };
    super::tell(text.trim_end_matches('\n'))?;
    Ok(Outcome::CouldNotRun)
}

fn sentence(lang: Lang, error: &clap::Error) -> String {
    let about = |kind: ContextKind| error.get(kind).map(texts).unwrap_or_default();
    let first = |kind: ContextKind| about(kind).first().cloned().unwrap_or_default();
    let (argument, value) = (about(ContextKind::InvalidArg).join(lang.comma()), first(ContextKind::InvalidValue));
    // clap names the likeliest last.
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| about(kind).pop());
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            words::no_such_command(lang, &first(ContextKind::InvalidSubcommand), meant.as_deref())
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => words::argument_extra(lang, &argument),
        ErrorKind::UnknownArgument => words::no_such_option(lang, &argument, meant.as_deref()),
        ErrorKind::MissingRequiredArgument => words::argument_missing(lang, &argument),
        ErrorKind::ArgumentConflict => words::argument_twice(lang, &argument),
        ErrorKind::InvalidValue if value.is_empty() => words::argument_empty(lang, &argument),
        ErrorKind::InvalidValue => words::argument_not_among(lang, &argument, &value, &about(ContextKind::ValidValue)),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|why| match why.downcast_ref::<Invalid>() {
                Some(Invalid(words)) => words(lang).to_owned(),
                None => why.to_string(),
            });
            words::argument_not_read(lang, &argument, &value, why.as_deref())
        }
        _ => words::arguments_wrong(lang, &argument, &value),
    }
}

fn texts(value: &ContextValue) -> Vec<String> {
    match value {
        ContextValue::Strings(texts) => texts.clone(),
        other => vec![other.to_string()].into_iter().filter(|text| !text.is_empty()).collect(),
    }
}
