//! The command line of zjtx: parse, call the command, turn its outcome into an exit status.

mod cli;
mod commands;

use std::process::ExitCode;

use clap::Parser;

use zjtx::words::Lang;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let lang = Lang::default();
    let result = match Cli::try_parse().map(|cli| cli.command) {
        Ok(Command::Check(arguments)) => commands::check::run(lang, &arguments),
        Ok(Command::Validate(arguments)) => commands::validate::run(lang, &arguments),
        Err(error) => commands::usage::run(lang, &error),
    };
    let outcome = result.unwrap_or_else(|error| commands::fail(lang, &error));
    ExitCode::from(outcome as u8)
}
