//! The command line of zjtx: parse, call the command, turn its outcome into an exit status.

mod cli;
mod commands;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match &cli.command {
        Command::Check(arguments) => commands::check::run(arguments),
        Command::Validate(arguments) => commands::validate::run(arguments),
    };
    let outcome = result.unwrap_or_else(|error| commands::fail(&error));
    ExitCode::from(outcome as u8)
}
