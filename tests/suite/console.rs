//! Commands with their exact output: the README in both languages, and one file a topic in `tests/cli`.
//!
//! `TRYCMD=overwrite cargo test console` accepts what the program prints now.

#[test]
fn commands_print_what_is_written() {
    let english = trycmd::TestCases::new();
    english.env("LC_ALL", "C").env("COLUMNS", "100").case("README.md");
    let chinese = trycmd::TestCases::new();
    chinese.env("LC_ALL", "C").env("COLUMNS", "80").case("README.zh-CN.md").case("tests/cli/*.md");
}
