//! Completion scripts know the commands, their options, and the words that an option takes.

use std::process::Command;

#[test]
fn every_shell_completes_commands_options_and_words() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = Command::new(env!("CARGO_BIN_EXE_zjtx")).args(["completions", shell]).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        let script = String::from_utf8(output.stdout).unwrap();
        for word in ["check", "validate", "rules", "facts", "profile", "completions", "standing", "no-builtin"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        // PowerShell and elvish are given no words of options.
        let has_words = script.contains("unconfirmed draft") || script.contains("unconfirmed\\t''");
        assert_eq!(has_words, !["powershell", "elvish"].contains(&shell), "{shell}");
    }
}
