//! The help in a language. Each text of the arguments holds both, as `中文 | English`.

use clap::{Arg, ArgAction, Command, CommandFactory};

use zjtx::words::{self, Lang};

use super::Cli;

/// Stands between the Chinese and the English of a text.
const BETWEEN: &str = " | ";

/// The command line whose help is in this language.
pub(crate) fn command(lang: Lang) -> Command {
    spoken(lang, Cli::command(), "zjtx")
}

/// A command and those below it; `path` is how it is called.
fn spoken(lang: Lang, command: Command, path: &str) -> Command {
    let text = |text: &clap::builder::StyledStr| half(lang, &text.to_string()).to_owned();
    let (about, after) = (command.get_about().map(text), command.get_after_help().map(text));
    let command = command
        .mut_args(|arg| argument(lang, arg))
        .mut_subcommands(|below| {
            let path = format!("{path} {}", below.get_name());
            spoken(lang, below, &path)
        })
        .subcommand_help_heading(words::commands_title(lang))
        .help_template(words::help_template(lang));
    let usage = usage(lang, path, &command);
    let command = command.override_usage(usage);
    let command = about.into_iter().fold(command, Command::about);
    after.into_iter().fold(command, Command::after_help)
}

fn argument(lang: Lang, arg: Arg) -> Arg {
    let title = if arg.is_positional() { words::arguments_title(lang) } else { words::options_title(lang) };
    let help = arg.get_help().map(|help| half(lang, &help.to_string()).to_owned());
    let name = value_name(lang, &arg).map(str::to_owned);
    let arg = help.into_iter().fold(arg, Arg::help).help_heading(title);
    name.into_iter().fold(arg, Arg::value_name)
}

/// How a command is called: its options, then what it needs.
fn usage(lang: Lang, path: &str, command: &Command) -> String {
    let options = words::any_options(lang);
    if command.has_subcommands() {
        return format!("{path} {} {options}", words::any_command(lang));
    }
    let mut usage = format!("{path} {options}");
    for arg in command.get_arguments().filter(|arg| arg.is_positional() || arg.is_required_set()) {
        let name = value_name(lang, arg).unwrap_or_default();
        let name = if arg.is_required_set() { format!("<{name}>") } else { format!("[{name}]") };
        let option = arg.get_long().map(|long| format!("--{long} ")).unwrap_or_default();
        let more = if arg.is_positional() && matches!(arg.get_action(), ArgAction::Append) { "…" } else { "" };
        usage = format!("{usage} {option}{name}{more}");
    }
    usage
}

fn value_name(lang: Lang, arg: &Arg) -> Option<&str> {
    arg.get_value_names().and_then(<[_]>::first).map(|name| half(lang, name))
}

/// The half of a text that is in this language.
fn half(lang: Lang, text: &str) -> &str {
    text.split_once(BETWEEN).map_or(text, |(zh, en)| lang.pick(zh, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All commands, outer ones first.
    fn commands(command: Command) -> Vec<Command> {
        let below: Vec<Command> = command.get_subcommands().flat_map(|below| commands(below.clone())).collect();
        std::iter::once(command).chain(below).collect()
    }

    #[test]
    fn the_arguments_are_consistent() {
        command(Lang::Zh).debug_assert();
        command(Lang::En).debug_assert();
    }

    #[test]
    fn no_command_and_no_argument_lacks_a_language() {
        let both = |text: &str| text.matches(BETWEEN).count() == 1 && half(Lang::En, text).is_ascii();
        let mut lacking = Vec::new();
        for command in commands(Cli::command()) {
            let name = command.get_name().to_owned();
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            let texts = std::iter::once(about).chain(command.get_after_help().map(ToString::to_string));
            lacking.extend(texts.filter(|text| !both(text)).map(|text| format!("{name}: {text}")));
            for arg in command.get_arguments() {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                // A flag has no value, and no name for one.
                let names = arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string);
                let names: Vec<String> = names.filter(|_| arg.get_action().takes_values()).collect();
                let is_unnamed = arg.get_action().takes_values() && names.is_empty();
                let texts = std::iter::once(help).chain(names);
                lacking.extend(texts.filter(|text| !both(text)).map(|text| format!("{name} {}: {text}", arg.get_id())));
                lacking.extend(is_unnamed.then(|| format!("{name} {}: no name of its value", arg.get_id())));
            }
        }
        assert!(lacking.is_empty(), "not in both languages:\n{}", lacking.join("\n"));
    }

    #[test]
    fn english_help_is_english() {
        for mut command in commands(command(Lang::En)) {
            let help = command.render_long_help().to_string();
            assert!(help.chars().all(|c| c.is_ascii() || c == '…'), "{help}");
        }
    }
}
