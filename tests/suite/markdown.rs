//! The report as Markdown: well-formed, the same bytes each time, and nothing that a name holds becomes markup.

#![allow(clippy::disallowed_methods, reason = "a test may be asked to write its expectations")]

use std::process::Command;

fn markdown(profile: &str, columns: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    let output = command.args(["check", profile, "--format", "markdown"]).env("COLUMNS", columns).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The pages in `tests/markdown`, as they would be put into a document; `ZJTX_BLESS=1` accepts what comes out now.
#[test]
fn pages_are_as_they_are_written() {
    let pages: [(&str, &[&str]); 3] = [
        ("report", &["check", "examples/nantong-county.toml"]),
        ("report-strict-en", &["check", "examples/nantong-minimal.toml", "--strict", "--lang", "en"]),
        ("explanation", &["explain", "smart-upgrade", "examples/nantong-precision.toml"]),
    ];
    // By one document, so that somebody can read them.
    let alone = ["--format", "markdown", "--no-builtin", "--rules", "tests/alone"];
    for (name, arguments) in pages {
        let path = format!("tests/markdown/{name}.md");
        let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
        let output = command.args(arguments).args(alone).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        if std::env::var_os("ZJTX_BLESS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(text, std::fs::read_to_string(&path).unwrap_or_default(), "{path} is not what comes out");
    }
}

/// The bars of a row that part its cells: those that are not escaped.
fn bars(line: &str) -> usize {
    let escaped = line.matches("\\|").count();
    line.matches('|').count() - escaped
}

#[test]
fn every_row_of_a_table_has_as_many_cells_as_its_head() {
    for firm in ["nantong-county", "nantong-minimal", "nantong-precision"] {
        let text = markdown(&format!("examples/{firm}.toml"), "80");
        let lines: Vec<&str> = text.lines().collect();
        let heads = lines.windows(2).filter(|pair| pair[1].starts_with("| ---"));
        assert!(heads.clone().count() > 0, "{firm} has no table");
        let rows = lines.iter().filter(|line| line.starts_with('|'));
        for row in rows {
            assert_eq!(bars(row), 5, "{row}");
        }
    }
}

#[test]
fn headings_go_down_one_level_at_a_time_and_stand_alone() {
    for firm in ["nantong-county", "nantong-minimal", "nantong-precision"] {
        headings(&markdown(&format!("examples/{firm}.toml"), "80"));
    }
}

fn headings(text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    let mut level = 0;
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with('#')) {
        let this = line.chars().take_while(|c| *c == '#').count();
        assert!(this <= level + 1, "{line}");
        assert!(index == 0 || lines[index - 1].is_empty(), "{line}");
        assert_eq!(lines[index + 1], "", "{line}");
        level = this;
    }
    assert_eq!(lines.iter().filter(|line| line.starts_with("# ")).count(), 1);
    assert!(!text.contains("\n\n\n") && text.ends_with('\n') && !text.ends_with("\n\n"));
}

#[test]
fn the_terminal_changes_nothing() {
    let profile = "examples/nantong-county.toml";
    assert_eq!(markdown(profile, "40"), markdown(profile, "200"));
}

#[test]
fn names_stay_text() {
    let profile = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("markup.toml");
    let text = "name = \"# 甲|乙 *丙* <b>丁</b> [戊](己) `庚` $辛$\"\nplace = \"南通市崇川区\"\nas-of = 2026-11-22\n\
                title = [{ kind = \"小巨人\", granted = 2026-05-01 }]\nhire = []\n\
                [[project]]\nname = \"一|二\"\nkind = \"new-investment\"\nnew-equipment = \"100万\"\n\
                [[project]]\nname = \"1. 三_四_\"\nkind = \"new-investment\"\nnew-equipment = \"200万\"\n";
    std::fs::write(&profile, text).unwrap();
    let text = markdown(profile.to_str().unwrap(), "80");
    let heading = "# \\# 甲\\|乙 \\*丙\\* \\<b\\>丁\\</b\\> \\[戊\\](己) \\`庚\\` \\$辛\\$（江苏省南通市崇川区）\n";
    assert!(text.starts_with(heading), "{}", text.lines().next().unwrap());
    let row = text.lines().find(|line| line.contains("一\\|二：100万元 × 20% = 20万元")).unwrap();
    assert_eq!(bars(row), 5, "{row}");
    assert!(text.contains("- 1\\. 三\\_四\\_："), "{text}");
}
