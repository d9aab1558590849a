//! `zjtx completions`: a script with which a shell completes commands, options and their values.

use zjtx::words::Lang;

use super::{Outcome, print};
use crate::cli::{self, CompletionsArgs};

pub(crate) fn run(lang: Lang, arguments: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut cli::command(lang), "zjtx", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
