//! The command line of zjtx: parse, call the command, turn its outcome into an exit status.

mod cli;
mod commands;

use std::ffi::OsString;
use std::process::ExitCode;

use cli::{Command, NewCommand, RulesCommand};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = cli::lang(&arguments, locale);
    let result = match cli::parse(lang, &arguments) {
        Ok(Command::Check(arguments)) => commands::check::run(lang, &arguments),
        Ok(Command::Batch(arguments)) => commands::batch::run(lang, &arguments),
        Ok(Command::Explain(arguments)) => commands::explain::run(lang, &arguments),
        Ok(Command::Plan(arguments)) => commands::plan::run(lang, &arguments),
        Ok(Command::Curve(arguments)) => commands::curve::run(lang, &arguments),
        Ok(Command::Due(arguments)) => commands::due::run(lang, &arguments),
        Ok(Command::Compare(arguments)) => commands::compare::run(lang, &arguments),
        Ok(Command::Ladder(arguments)) => commands::ladder::run(lang, &arguments),
        Ok(Command::Verify(arguments)) => commands::verify::run(lang, &arguments),
        Ok(Command::Validate(arguments)) => commands::validate::run(lang, &arguments),
        Ok(Command::Fmt(arguments)) => commands::fmt::run(lang, &arguments),
        Ok(Command::Test(arguments)) => commands::test::run(lang, &arguments),
        Ok(Command::Rules(RulesCommand::List(arguments))) => commands::rules::list(lang, &arguments),
        Ok(Command::Rules(RulesCommand::Coverage(arguments))) => commands::rules::coverage(lang, &arguments),
        Ok(Command::Rules(RulesCommand::Stale(arguments))) => commands::rules::stale(lang, &arguments),
        Ok(Command::Rules(RulesCommand::Show(arguments))) => commands::rules::show(lang, &arguments),
        Ok(Command::Facts(arguments)) => commands::facts::run(lang, &arguments),
        Ok(Command::New(NewCommand::Profile(arguments))) => commands::new::profile(lang, &arguments),
        Ok(Command::New(NewCommand::Rules(arguments))) => commands::new::rules(lang, &arguments),
        Ok(Command::Template(arguments)) => commands::template::run(lang, &arguments),
        Ok(Command::Schema(arguments)) => commands::schema::run(lang, &arguments),
        Ok(Command::Completions(arguments)) => commands::completions::run(lang, &arguments),
        Err(error) => commands::usage::run(lang, &error),
    };
    let outcome = result.unwrap_or_else(|error| commands::fail(lang, &error));
    ExitCode::from(outcome.status(arguments.iter().any(|argument| argument == "--mutants")))
}

/// A variable of the environment that says the language of the user.
#[allow(clippy::disallowed_methods, reason = "the library is told the language")]
fn locale(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}
