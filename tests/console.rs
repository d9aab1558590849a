//! Commands with their exact output: the README, and one file a topic in `tests/cli`.
//!
//! `TRYCMD=overwrite cargo test --test console` accepts what the program prints now.

#[test]
fn commands_print_what_is_written() {
    trycmd::TestCases::new().env("COLUMNS", "80").env("LC_ALL", "C").case("README.md").case("tests/cli/*.md");
}
