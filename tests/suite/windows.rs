//! What the days on which applications are taken do to an answer.

use crate::one_document;

use one_document::IN_FORCE;
use zjtx::report::{Report, Status, SupportReport, Window};
use zjtx::words::{self, Lang};

/// A grant that one applies for between two days.
const GRANT: &str = "figures = [\"50万元\"]\namount = \"50万元\"\napply = { opens = 2026-04-25, closes = 2026-05-25 }";

fn report(support: &str, as_of: &str) -> Report {
    one_document::report(IN_FORCE, support, "staff = 50", as_of)
}

fn grant(support: &str, as_of: &str) -> SupportReport {
    report(support, as_of).supports.remove(0)
}

#[test]
fn one_applies_from_the_first_day_to_the_last_both_included() {
    let on = |day| {
        let report = report(GRANT, day);
        let total = report.totals.first().map(|total| total.low.unwrap().to_string());
        (report.supports[0].status, report.supports[0].apply.window, total)
    };
    let fifty = Some("500000".to_owned());
    assert_eq!(on("2026-04-24"), (Status::NotOpen, Some(Window::Ahead), None));
    assert_eq!(on("2026-04-25"), (Status::Qualifies, Some(Window::Open), fifty.clone()));
    assert_eq!(on("2026-05-25"), (Status::Qualifies, Some(Window::Open), fifty));
    assert_eq!(on("2026-05-26"), (Status::NotOpen, Some(Window::Closed), None));
}

#[test]
fn what_is_shut_says_what_it_would_bring() {
    let told = |day| words::answer(Lang::Zh, &grant(GRANT, day));
    assert_eq!(told("2026-04-24"), "未开始受理（2026-04-25 起）；按条件可得 50万元");
    assert_eq!(told("2026-05-25"), "符合");
    assert_eq!(told("2026-05-26"), "已截止（2026-05-25）；按条件可得 50万元");
    let with =
        |condition: &str| words::answer(Lang::Zh, &grant(&format!("{GRANT}\nwhen = [{condition}]"), "2026-05-26"));
    assert_eq!(with("{ fact = \"staff\", at-least = 51 }"), "已截止（2026-05-25）；按条件不符合");
    assert_eq!(with("{ judged = \"择优\" }"), "已截止（2026-05-25）；按条件待确认，可得 0～50万元");
    // 12 × 2,000
    let monthly = GRANT.replace("50万元", "2000元").replace("figures = [", "figures = [\"12个月\", ");
    let monthly = format!("{monthly}\npaid = {{ every = \"month\", for = \"12 months\" }}");
    assert_eq!(
        words::answer(Lang::Zh, &grant(&monthly, "2026-05-26")),
        "已截止（2026-05-25）；按条件可得 每月2000元（共12个月，合计 2.4万元）"
    );
    let shut = grant(GRANT, "2026-05-26");
    assert!(shut.amount.is_none() && shut.items.iter().all(|item| item.low.is_none() && !item.steps.is_empty()));
}

#[test]
fn what_closes_says_how_many_days_are_left() {
    let notes = |day| words::notes(Lang::Zh, &grant(GRANT, day));
    assert_eq!(notes("2026-05-13"), ["还剩 12 天，2026-05-25 截止（含当天）"]);
    assert_eq!(notes("2026-05-24"), ["还剩 1 天，2026-05-25 截止（含当天）"]);
    assert_eq!(notes("2026-05-25"), ["今天截止"]);
    assert!(notes("2026-05-26").is_empty() && notes("2026-04-24").is_empty());
    let english = words::notes(Lang::En, &grant(GRANT, "2026-05-24"));
    assert_eq!(english, ["1 day left: closes on 2026-05-25, that day included"]);
}

#[test]
fn a_window_without_one_of_its_ends_is_open_on_that_side() {
    let status = |apply: &str, day| grant(&GRANT.replace("opens = 2026-04-25, closes = 2026-05-25", apply), day).status;
    assert_eq!(status("opens = 2026-04-25", "2026-04-24"), Status::NotOpen);
    assert_eq!(status("opens = 2026-04-25", "2026-12-31"), Status::Qualifies);
    assert_eq!(status("closes = 2026-05-25", "2026-01-01"), Status::Qualifies);
    assert_eq!(status("closes = 2026-05-25", "2026-05-26"), Status::NotOpen);
    // Outside the document's own days nothing would bring anything.
    let ended = grant(GRANT, "2027-01-01");
    assert!(ended.status == Status::NotOpen && ended.if_open.is_none());
}

#[test]
fn the_next_round_is_expected_only_where_the_text_says_that_one_comes_every_year() {
    let yearly = |apply: &str, day| {
        let support = GRANT.replace("opens = 2026-04-25, closes = 2026-05-25", apply);
        words::notes(
            Lang::Zh,
            &one_document::report("standing = \"in-force\"\nevidence = \"copy\"", &support, "", day).supports[0],
        )
    };
    let both = "opens = 2026-04-25, closes = 2026-05-25, every = \"year\"";
    let from = |day: &str| vec![format!("文件写明每年一轮：下一轮预计 {day} 起，以通知为准")];
    assert_eq!(yearly(both, "2026-05-26"), from("2027-04-25"));
    // The round that is running by then, until it has closed, too.
    let running = "文件写明每年一轮：今年的一轮预计已开始，2027-05-25 止，以通知为准";
    assert_eq!(yearly(both, "2027-04-24"), from("2027-04-25"));
    assert_eq!(yearly(both, "2027-04-25"), [running]);
    assert_eq!(yearly(both, "2027-05-25"), [running]);
    assert_eq!(yearly(both, "2027-05-26"), from("2028-04-25"));
    assert_eq!(yearly(both, "2026-05-25"), ["今天截止"]);
    assert!(
        yearly(both, "2026-04-24").is_empty()
            && yearly(&both.replace(", every = \"year\"", ""), "2026-05-26").is_empty()
    );
    let until = yearly("closes = 2026-05-25, every = \"year\"", "2026-05-26");
    assert_eq!(until, ["文件写明每年一轮：下一轮预计 2027-05-25 止，以通知为准"]);
}

#[test]
fn what_is_shut_displaces_nothing_that_can_be_had() {
    let other = "[[support]]\nid = \"other\"\nname = \"o\"\nkind = \"grant\"\nclause = \"2\"\nfor-what = \"equipment\"\n\
        figures = [\"20万元\"]\namount = \"20万元\"\n[[group]]\nname = \"g\"\nmembers = [\"grant\", \"other\"]\n\
        rule = \"highest\"\n";
    let on = |day| {
        let report = report(&format!("{GRANT}\n{other}"), day);
        (report.totals[0].low.unwrap().to_string(), report.stacking.iter().map(|group| group.displaced.len()).sum())
    };
    assert_eq!(on("2026-05-25"), ("500000".to_owned(), 1_usize));
    assert_eq!(on("2026-05-26"), ("200000".to_owned(), 0));
}

#[test]
fn a_headline_says_that_what_could_be_had_is_shut() {
    let told = words::no_total(Lang::Zh, &report(GRANT, "2026-05-26"));
    assert_eq!(told, "现在没有可以申报的资金：按条件可得的已截止或未开始受理");
}

/// The window of the little giants' round of 2026, by the shipped rules.
#[test]
fn a_standard_says_that_no_applications_are_taken_on_the_day() {
    let told = |day: &str| {
        let profile = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/ningbo-little-giant.toml");
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_zjtx"));
        let output = program.args(["--lang", "zh", "ladder", profile, "--all", "--as-of", day]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let line = text.lines().find(|line| line.starts_with("小巨人（新申报）：还差"));
        line.unwrap_or_else(|| panic!("{text}")).split(['，', '；']).skip(1).collect::<Vec<_>>().join("，")
    };
    assert_eq!(told("2026-04-24"), "未开始受理（2026-04-25 起）");
    assert_eq!(told("2026-04-25"), "还剩 30 天，2026-05-25 截止（含当天）");
    assert_eq!(told("2026-05-25"), "今天截止");
    assert_eq!(told("2026-05-26"), "已截止（2026-05-25）");
}
