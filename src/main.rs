//! The command line of zjtx: parse, call the command, turn its outcome into an exit status.

mod cli;
mod commands;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let result = match Cli::try_parse().map(|cli| cli.command) {
        Ok(Command::Check(arguments)) => commands::check::run(&arguments),
        Ok(Command::Validate(arguments)) => commands::validate::run(&arguments),
        Err(error) => commands::usage::run(&error),
    };
    let outcome = result.unwrap_or_else(|error| commands::fail(&error));
    ExitCode::from(outcome as u8)
}
