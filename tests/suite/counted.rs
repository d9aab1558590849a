//! What is printed of supports adds up to what is printed of totals.

use crate::one_document;
use crate::printed;

use std::process::Command;

use one_document::IN_FORCE;
use printed::sums;
use zjtx::render::report_markdown;
use zjtx::report::Report;
use zjtx::words::{self, Lang};

/// Two grants for the same purpose, in a group of this rule.
fn grants(amounts: [&str; 2], rule: &str) -> Report {
    let [first, second] = amounts;
    let figures = |amount: &str| {
        let printed = ["20万元", "30万元", "40万元", "50万元"].into_iter().filter(|figure| amount.contains(figure));
        format!("figures = {:?}", printed.collect::<Vec<_>>())
    };
    let support = format!(
        "{}\namount = {first}\n[[support]]\nid = \"other\"\nname = \"o\"\nkind = \"grant\"\nclause = \"2\"\n\
         for-what = \"equipment\"\n{}\namount = {second}\n[[group]]\nname = \"g\"\n\
         members = [\"grant\", \"other\"]\n{rule}\n",
        figures(first),
        figures(second)
    );
    one_document::report(IN_FORCE, &support, "", "2026-06-30")
}

/// The amounts as they are printed, of both grants and of what only counts together.
fn printed(report: &Report) -> Vec<String> {
    let markdown = report_markdown(Lang::Zh, report);
    let (totals, rows) = sums(&markdown);
    assert!(!totals.is_empty() && totals == rows, "{markdown}");
    let amounts = report.supports.iter().map(|support| words::amount(Lang::Zh, support));
    amounts.chain(report.joint.iter().map(|joint| words::joint_row(Lang::Zh, joint)[2..].join("，"))).collect()
}

#[test]
fn what_is_surely_displaced_counts_for_nothing() {
    let report = grants(["\"50万元\"", "\"20万元\""], "rule = \"highest\"");
    assert_eq!(printed(&report), ["50万元", "0（让位于 n）"]);
}

#[test]
fn what_may_be_displaced_counts_from_nothing() {
    let report = grants(["\"50万元\"", "\"20万元\""], "rule = \"unstated\"");
    assert_eq!(printed(&report), ["50万元", "0～20万元"]);
}

/// At least 30万, at most 50万, and neither is by one of them alone.
#[test]
fn what_only_counts_together_stands_in_brackets_above_its_row() {
    let ranges = ["{ from = \"20万元\", up-to = \"50万元\" }", "{ from = \"30万元\", up-to = \"40万元\" }"];
    let report = grants(ranges, "rule = \"highest\"");
    assert_eq!(printed(&report), ["（30万元～40万元）", "（20万元～50万元）", "30万元～50万元，只取最高的一项"]);
}

#[test]
fn the_row_of_a_capped_group_says_the_cut() {
    let rule = "rule = \"sum\"\nlimits = [{ cap = \"60万元\", per = \"enterprise\" }]\nfigures = [\"60万元\"]";
    let report = grants(["\"50万元\"", "\"20万元\""], rule);
    let cut = "60万元，合计最高 60万元（各项相加 70万元）";
    assert_eq!(printed(&report), ["（50万元）", "（20万元）", cut]);
}

#[test]
fn every_example_adds_up() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let mut compared = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let profile = entry.unwrap().path();
        let mut program = Command::new(env!("CARGO_BIN_EXE_zjtx"));
        let output = program.args(["--lang", "zh", "check", "--format", "markdown"]).arg(&profile).output().unwrap();
        let (totals, rows) = sums(&String::from_utf8(output.stdout).unwrap());
        for (period, total) in totals {
            let rows = rows.get(period).copied().unwrap_or((0, Some(0)));
            assert_eq!(rows.0, total.0, "{period}, {}", profile.display());
            // Without an upper end there may be rows that have no figure, and are only named.
            assert!(total.1.is_none() || rows.1 == total.1, "{period}, {}: {rows:?} {total:?}", profile.display());
            compared += 1;
        }
    }
    assert!(compared > 3, "{compared}");
}
