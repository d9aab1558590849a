//! What the report says to do next: what, where, by when, with which papers, and whom to ask.

use crate::one_document;

use one_document::IN_FORCE;
use zjtx::report::{PaperState, Report};
use zjtx::words::{self, Lang};

/// A grant of which the document says nothing but how much it is.
const SILENT: &str = "figures = [\"50万元\"]\namount = \"50万元\"";
/// The same with everything that one has to know.
const WHOLE: &str = "figures = [\"50万元\"]\namount = \"50万元\"\napply = { how = \"on-application\", at = \"市民服务中心\", \
                     opens = 2026-04-25, closes = 2026-05-25, materials = [\"申报书\", \"审计 报告\"], assisted = [\"专项报告\"] }";

fn report(head: &str, support: &str, firm: &str) -> Report {
    one_document::report(&format!("{IN_FORCE}\n{head}"), support, firm, "2026-05-13")
}

fn lines(report: &Report) -> Vec<String> {
    let steps = words::next_steps(Lang::Zh, report);
    steps.into_iter().flat_map(|step| std::iter::once(step.title).chain(step.lines)).collect()
}

#[test]
fn what_the_document_says_is_told_side_by_side() {
    let told = lines(&report("", WHOLE, "have = [\"申报书\"]"));
    assert_eq!(
        told,
        [
            "n：50万元（符合）",
            "怎么办：企业申请",
            "何处：市民服务中心",
            "何时：还剩 12 天，2026-05-25 截止（含当天）",
            "材料：申报书（有）、审计 报告（缺）、专项报告（可请服务机构协助）",
        ]
    );
}

#[test]
fn where_the_document_is_silent_its_issuer_is_asked() {
    let silent = |head: &str| lines(&report(head, SILENT, "")).pop().unwrap();
    let asked = "文件没有写怎样申请、向谁申请、何时申请、要哪些材料，问i";
    assert_eq!(silent(""), format!("{asked}：t，2026-01-01，没有记下网址"));
    assert_eq!(
        silent("number = \"示〔2026〕1号\"\nsource = \"https://example.org/1\"\ncontact = \"科室\""),
        format!("{asked}（科室）：t（示〔2026〕1号），2026-01-01，https://example.org/1")
    );
    assert_eq!(silent("source-note = \"只见转载\""), format!("{asked}：t，2026-01-01，没有网址：只见转载"));
    let own = format!("{SILENT}\ncontact = \"产业科\"\ndepartment = \"某局\"");
    let own = lines(&report("contact = \"科室\"", &own, "")).pop().unwrap();
    assert!(own.contains("，问某局（产业科）："), "{own}");
}

#[test]
fn a_firm_that_does_not_say_what_it_has_lacks_nothing() {
    let states = |firm: &str| -> Vec<PaperState> {
        report("", WHOLE, firm).supports[0].apply.papers.iter().map(|paper| paper.state).collect()
    };
    assert_eq!(states(""), [PaperState::Unknown, PaperState::Unknown, PaperState::Assisted]);
    assert_eq!(states("have = \"无\""), [PaperState::Lacking, PaperState::Lacking, PaperState::Assisted]);
    assert_eq!(states("have = \"专项报告、审计报告\""), [PaperState::Lacking, PaperState::Have, PaperState::Have]);
    assert_eq!(states("have = [\"申报书\", \"不清楚\"]")[0], PaperState::Unknown);
}

#[test]
fn what_nobody_can_have_is_no_step() {
    assert!(lines(&report("", "amount = \"unstated\"", "")).is_empty());
    assert!(
        lines(&report("", &format!("{SILENT}\nwhen = [{{ fact = \"listed\", is = true }}]"), "listed = false"))
            .is_empty()
    );
}

#[test]
fn what_is_just_missed_says_what_to_close_first() {
    let missed = format!("{SILENT}\nwhen = [{{ fact = \"staff\", at-least = 51 }}]");
    let told = lines(&report("", &missed, "staff = 50"));
    assert_eq!(told[0], "n：50万元（不符合）");
    assert!(told[1].starts_with("先做：") && told[1].contains("差 1"), "{told:?}");
}

#[test]
fn the_first_screen_says_it_on_one_line() {
    let brief = |report: &Report, lang| words::next_in_brief(lang, &words::next_steps(lang, report), 1).unwrap();
    let silent = report("", SILENT, "");
    assert_eq!(brief(&silent, Lang::Zh), "n：文件没有写怎样申请，问i（2026-01-01）（--all 写全）");
    let whole = report("", WHOLE, "have = []");
    assert_eq!(brief(&whole, Lang::Zh), "n：2026-05-25 前申请（还剩 12 天），缺申报书、审计 报告（--all 写全）");
}
