//! What the text tells of a condition that is not met, on any terminal.

use super::scores::SCORED;
use super::{FIRM, ladder, rung, told as told_in, untitled, with_title};
use zjtx::render::ladder_text;
use zjtx::report::Outcome;
use zjtx::words::{Lang, rung_counts};

/// What is told of a title before the next one, in Chinese.
fn lines_of(firm: &str, title: &str) -> Vec<String> {
    let text = ladder_text(Lang::Zh, &ladder(firm), 200, false);
    let told = text.lines().skip_while(|line| !line.starts_with(title)).take_while(|line| !line.is_empty());
    told.map(str::to_owned).collect()
}

#[test]
fn a_condition_is_told_with_the_ways_to_meet_it_the_nearest_first() {
    let firm = "place = \"墨池区\"\nstaff = 50\nassets = \"950万元\"\ntitle = []\n\
        [year.2025]\nrevenue = \"90万元\"\n[year.2024]\nrevenue = \"59万元\"\n";
    let lines = lines_of(firm, "灯塔企业（新申报）");
    // 50 of 1000 万元 are nearer than 10 of 100 万元.
    assert_eq!(
        lines[2..6],
        [
            "  [不满足] 收入或资产：以下至少满足一项",
            "    - 资产总额不低于1000万元；企业：950万元，差 50万元",
            "    - 上年度营业收入不低于100万元；企业：90万元，差 10万元",
            "  [不满足] 每年收入：2024年：营业收入不低于60万元；企业：59万元，差 1万元",
        ]
    );
}

#[test]
fn what_is_not_known_of_a_standard_that_is_missed_is_told() {
    let firm = untitled(&FIRM.replace("staff = 50", "staff = 49").replace("[year.2024]\nrevenue = \"60万元\"\n", ""));
    let lines = lines_of(&firm, "灯塔企业（新申报）");
    assert_eq!(lines[3], "  满足 1 条；待认定：影响力；缺：2024年营业收入");
    // Of the readings at least 10 and at least 20 nobody says which; no fact would.
    let ladder = ladder(&untitled("staff = 15\nlisted = false\n"));
    let counts = rung_counts(Lang::Zh, rung(&ladder, "new/unclear"));
    assert_eq!(counts.as_deref(), Some("还说不准 1 条；有了它，这里的支持都不变"));
}

#[test]
fn a_review_by_the_conditions_of_a_new_title_is_told_in_full_where_it_is_missed() {
    let comet = with_title(FIRM, "kind = \"comet\"\ngranted = 2025-01-15");
    assert_eq!(lines_of(&comet, "彗星企业（复核）")[0], "彗星企业（复核）：还差 1 条");
    let listed = comet.replace("listed = false", "listed = true");
    assert_eq!(lines_of(&listed, "彗星企业（复核）"), Vec::<String>::new());
    assert_eq!(lines_of(&listed, "已有的称号，")[0], "已有的称号，复核看同样的条件：彗星企业（各条都满足）");
}

#[test]
fn what_is_no_way_to_meet_a_condition_is_not_told() {
    let standard = |firm: &str| rung(&ladder(firm), "new/flawless").standard.clone();
    let told = |firm: &str| -> Vec<Vec<String>> {
        let standard = standard(firm);
        let unmet = standard.outermost().filter(|part| part.outcome == Outcome::Unmet);
        let texts =
            |way: &zjtx::report::Way<'_>| way.parts.iter().map(|(_, part)| part.address.clone()).collect::<Vec<_>>();
        unmet.map(|part| standard.ways(part).iter().flat_map(texts).collect()).collect()
    };
    // 50 looms do, so the people are not lacking; the assets are.
    let firm = "looms = 50\nstaff = 10\nlisted = false\nassets = \"9万元\"\nproject = []\ntitle = []\n";
    assert_eq!(told(firm), [["when.1.all.2"]]);
    // A project for the archive is there; that the other is none for it, and that the firm is not listed, is nothing to mend.
    let project = firm.replace("project = []", "").replace("9万元", "10万元");
    let project = format!("{project}[[project]]\nkinds = [\"archive\"]\n[[project]]\nkinds = [\"refit\"]\n");
    assert_eq!(told(&project), [Vec::<String>::new()]);
    // Both ways to be large enough are lacking, one of them twice.
    let small = "looms = 9\nstaff = 10\nlisted = false\nassets = \"10万元\"\nproject = []\ntitle = []\n";
    assert_eq!(told(small), [["when.1.all.1.any.1", "when.1.all.1.any.2.all.1", "when.1.all.1.any.2.all.2"]]);
    let ways = |firm: &str| {
        let standard = standard(firm);
        let part = standard.outermost().find(|part| part.outcome == Outcome::Unmet).unwrap();
        standard.ways(part).iter().map(|way| way.parts.len()).collect::<Vec<_>>()
    };
    assert_eq!(ways(small), [1, 2]);
}

#[test]
fn of_readings_that_are_all_missed_the_first_is_told() {
    let ladder = ladder("looms = 50\nassets = \"10万元\"\nproject = []\nstaff = 5\nlisted = false\ntitle = []\n");
    let standard = &rung(&ladder, "new/unclear").standard;
    let part = standard.outermost().find(|part| part.outcome == Outcome::Unmet).unwrap();
    let addresses: Vec<&str> =
        standard.ways(part).iter().flat_map(|way| &way.parts).map(|(_, part)| &*part.address).collect();
    assert_eq!(addresses, ["when.1.unclear.1"]);
}

#[test]
fn a_narrow_terminal_loses_nothing() {
    let characters = |text: &str| {
        let mut characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        characters.sort_unstable();
        characters
    };
    let firms = [untitled(SCORED), untitled(&FIRM.replace("staff = 50", "staff = 20")), FIRM.to_owned()];
    for (firm, lang, all) in firms.iter().flat_map(|firm| {
        [Lang::Zh, Lang::En].into_iter().flat_map(move |lang| [(firm, lang, false), (firm, lang, true)])
    }) {
        let ladder = told_in(lang, firm);
        let [wide, narrow] = [200, 60].map(|width| ladder_text(lang, &ladder, width, all));
        assert_eq!(characters(&wide), characters(&narrow));
        let widest = narrow.lines().map(textwrap::core::display_width).max();
        assert!(widest <= Some(60), "{widest:?} columns");
        assert!(wide.lines().count() < narrow.lines().count());
    }
}
