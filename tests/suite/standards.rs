//! Standards of titles, in documents of the whole country of a fictional province: what a firm lacks, in which words.

use crate::country;

use country::Country;
use zjtx::calendar::Day;
use zjtx::evaluate::{Status, evaluate};
use zjtx::explain::{Wanted, explain, explain_rule, explain_standards, explain_value};
use zjtx::report::{AsOfFrom, Outcome, Report, StandardReport};
use zjtx::words::Lang;

/// The head of a document.
const HEAD: &str = r#"[document]
title = "织造企业梯度办法"
issuer = "织造部"
kind = "measure"
issued = 2022-01-01
from = 2022-01-01
standing = "in-force"
evidence = "official"
checked = 2026-11-22
"#;

/// The only document of the whole country.
fn with(body: &str) -> Country {
    Country::of(&[("national/ladder", format!("{HEAD}{body}"))])
}

impl Country {
    fn report(&self, firm: &str) -> Report {
        let firm = self.firm(firm);
        let day = Day::new(2026, 11, 22).unwrap();
        let evaluation = evaluate(&self.book, &firm, day);
        explain(Lang::Zh, &self.book, &self.sources, &firm, (day, AsOfFrom::Option), &evaluation)
    }

    /// What the only support is for a firm.
    fn status(&self, firm: &str) -> Status {
        self.report(firm).supports[0].status
    }
}

const SCORED: &str = r#"
[[support]]
id = "tea"
name = "茶叙"
kind = "service"
clause = "一"
when = [{ fact = "score", year = -1, at-least = 60, label = "得分", label-en = "score" }]
"#;

#[test]
fn a_folder_stands_for_the_whole_country() {
    let country = with(SCORED);
    for place in ["墨池区", "絮风县", "云屿省"] {
        assert_eq!(
            country.status(&format!("place = {place:?}\n[year.2025]\nscore = 60")),
            Status::Qualifies,
            "{place}"
        );
    }
    // Where a firm is need not be known.
    assert_eq!(country.status("[year.2025]\nscore = 60"), Status::Qualifies);
}

#[test]
fn a_score_need_not_be_whole() {
    let country = with(SCORED);
    let status = |score: &str| country.status(&format!("[year.2025]\nscore = {score}"));
    assert_eq!(status("60"), Status::Qualifies);
    assert_eq!(status("60.0"), Status::Qualifies);
    assert_eq!(status("59.99"), Status::DoesNotQualify);
    assert_eq!(status("\"60.01\""), Status::Qualifies);
    let miss = &country.report("[year.2025]\nscore = 59.5").supports[0].near_miss;
    assert_eq!((miss[0].value.as_str(), miss[0].required.as_str(), miss[0].distance.as_str()), ("59.5", "60", "0.5"));
}

const NAMED: &str = r#"
[define.sound]
when = [{ fact = "looms", at-least = 10 }, { fact = "listed", is = true }]

[[support]]
id = "tea"
name = "茶叙"
kind = "service"
clause = "一"
figures = ["100元"]
when = [
  { meets = "sound", label = "根基", label-en = "foundation" },
  { any = [{ fact = "staff", above = 20 }, { fact = "assets", above = "100元" }], label = "规模" },
  { fact = "listed", is = true, label = "上市" },
  { judged = "有影响", label = "影响力" },
]
"#;

#[test]
fn a_condition_is_called_by_its_label() {
    let country = with(NAMED);
    let id = country.book.by_address("national/ladder/tea").unwrap();
    let texts = |lang| -> Vec<String> {
        let day = Day::new(2026, 11, 22).unwrap();
        let rule = explain_rule(lang, &country.book, &country.sources, id, day).rule;
        rule.clauses.into_iter().map(|clause| format!("{} {}", clause.address, clause.text)).collect()
    };
    let zh = texts(Lang::Zh);
    assert_eq!(
        zh[1..4],
        ["when.1 根基：以下各项都要满足", "when.1.sound.all.1 织机台数不低于10", "when.1.sound.all.2 上市",]
    );
    assert_eq!(zh[4], "when.2 规模：以下至少满足一项");
    // What it says already it is not called once more.
    assert_eq!(zh[7], "when.3 上市");
    assert!(zh[8].starts_with("when.4 影响力：有影响"), "{zh:?}");
    let en = texts(Lang::En);
    assert_eq!(en[1], "when.1 foundation: all of the following");
    assert_eq!(en[4], "when.2 规模: at least one of the following");
    let report = country.report("place = \"墨池区\"\nlooms = 9");
    let labels: Vec<Option<&str>> = report.supports[0].conditions.iter().map(|part| part.label.as_deref()).collect();
    assert_eq!(labels, [None, Some("根基"), None, None, Some("规模"), None, None, Some("上市"), Some("影响力")]);
}

/// A title that one gets by size, growth and points; the older standard of the same title has ended.
const LADDER: &str = r#"
[define.points-looms]
label    = "织机得分"
label-en = "points for looms"
value    = { by = "looms", cases = [{ at-least = 50, gives = 40 }, { at-least = 10, gives = 20 }, { gives = 0 }] }

[define.points-growth]
label    = "增长得分"
label-en = "points for growth"
value    = { by = "growth", cases = [{ at-least = "10%", gives = 40 }, { gives = 20 }] }

[define.growth]
value = { growth = "revenue", year = -1 }

[define.points]
label    = "总分"
label-en = "points"
value    = { sum = ["points-looms", "points-growth"] }

[[standard]]
id         = "beacon-old"
title      = "beacon"
applies-to = "new"
until      = 2026-03-31
when       = [{ fact = "staff", at-least = 20, label = "人数" }]
clause     = "附件一"

[[standard]]
id         = "beacon"
title      = "beacon"
applies-to = "new"
from       = 2026-04-01
apply      = { opens = 2026-04-25, closes = 2026-05-25 }
when       = [
  { fact = "staff", at-least = 50, label = "人数", label-en = "staff" },
  { every = "year", last = 2, where = [{ fact = "revenue", at-least = "100万元" }], label = "每年收入" },
  { any = [{ fact = "assets", at-least = "500万元" }, { fact = "looms", at-least = 30 }], label = "资产或织机" },
  { fact = "points", at-least = 60, label = "得分" },
  { judged = "在本地有一定影响", label = "影响力" },
]
clause  = "附件二"
figures = ["10%", "100万元", "500万元"]
"#;

/// A firm that meets all that is in figures, and nothing by more than it must.
const ON_THE_EDGE: &str = "staff = 50\nlooms = 10\nassets = \"500万元\"\n\
    [year.2025]\nrevenue = \"110万元\"\n[year.2024]\nrevenue = \"100万元\"\n";

impl Country {
    fn standards_on(&self, firm: &str, day: (i16, i8, i8)) -> Vec<StandardReport> {
        let firm = self.firm(firm);
        let day = Day::new(day.0, day.1, day.2).unwrap();
        let evaluation = evaluate(&self.book, &firm, day);
        explain_standards(Lang::Zh, &self.book, &self.sources, &firm, day, &evaluation)
    }

    fn standard(&self, id: &str, firm: &str) -> StandardReport {
        let id = format!("national/ladder/{id}");
        self.standards_on(firm, (2026, 11, 22)).into_iter().find(|standard| standard.id == id).unwrap()
    }
}

#[test]
fn a_firm_on_every_edge_waits_for_the_judgement_alone() {
    let country = with(LADDER);
    let beacon = country.standard("beacon", ON_THE_EDGE);
    assert_eq!((beacon.status, beacon.outcome), (Status::SubjectToJudgement, Outcome::Judged));
    assert_eq!((beacon.title.as_str(), beacon.applies_to.as_str()), ("beacon", "new"));
    assert_eq!(beacon.lacks(), Vec::<String>::new());
    assert_eq!(beacon.missing, []);
    assert_eq!(beacon.apply.closes.as_deref(), Some("2026-05-25"));
    assert_eq!(beacon.accepting, Some(false));
    let labels: Vec<_> = beacon.outermost().map(|part| part.label.as_deref()).collect();
    assert_eq!(labels, [Some("人数"), Some("每年收入"), Some("资产或织机"), Some("得分"), Some("影响力")]);
}

#[test]
fn each_condition_that_is_not_met_is_named_with_its_distance() {
    let country = with(LADDER);
    let firm = ON_THE_EDGE
        .replace("staff = 50", "staff = 48")
        .replace("revenue = \"100万元\"", "revenue = \"999999.99元\"")
        .replace("looms = 10", "looms = 9");
    let beacon = country.standard("beacon", &firm);
    assert_eq!((beacon.status, beacon.outcome), (Status::DoesNotQualify, Outcome::Unmet));
    assert_eq!(beacon.lacks(), ["人数", "每年收入", "得分"]);
    let told = |label: &str| {
        let part = beacon.outermost().find(|part| part.label.as_deref() == Some(label)).unwrap();
        let texts = [&part.fact, &part.value, &part.required, &part.distance];
        texts.map(|text| text.clone().unwrap_or_default())
    };
    assert_eq!(told("人数"), ["staff", "48", "50", "2"]);
    // 110 / 99.999999 - 1 is above 10%: 40 points; fewer than 10 looms give none.
    assert_eq!(told("得分"), ["points", "40", "60", "20"]);
    let years = beacon.outermost().find(|part| part.label.as_deref() == Some("每年收入")).unwrap();
    let by_year: Vec<_> = years
        .records
        .iter()
        .map(|year| (year.record.as_str(), year.outcome, year.conditions[0].distance.as_deref()))
        .collect();
    assert_eq!(by_year, [("2025年", Outcome::Met, None), ("2024年", Outcome::Unmet, Some("0.01"))]);
}

#[test]
fn a_standard_outside_its_window_still_says_whether_it_is_met() {
    let country = with(LADDER);
    let on = |day| -> Vec<(String, Status, Outcome)> {
        let found = country.standards_on("staff = 20\n", day).into_iter();
        found.map(|found| (found.id.rsplit('/').next().unwrap().to_owned(), found.status, found.outcome)).collect()
    };
    let old = |status| ("beacon-old".to_owned(), status, Outcome::Met);
    let new = |status| ("beacon".to_owned(), status, Outcome::Unmet);
    assert_eq!(on((2026, 3, 31)), [old(Status::Qualifies), new(Status::NotOpen)]);
    assert_eq!(on((2026, 4, 1)), [old(Status::NotOpen), new(Status::DoesNotQualify)]);
}

#[test]
fn facts_that_only_together_decide_are_all_asked_for() {
    let country = with(LADDER);
    let firm = "staff = 50\n[year.2025]\nrevenue = \"110万元\"\n[year.2024]\nrevenue = \"100万元\"\n";
    let beacon = country.standard("beacon", firm);
    assert_eq!(beacon.status, Status::NeedsFacts);
    let missing: Vec<&str> = beacon.missing.iter().map(|missing| missing.fact.as_str()).collect();
    // With 40 points for growth 10 looms do, and 30 of them stand for the assets.
    assert_eq!(missing, ["assets", "looms"]);
    // What holds either way asks for nothing.
    let rich = format!("assets = \"500万元\"\n{firm}").replace("\"100万元\"", "\"110万元\"");
    let missing = country.standard("beacon", &rich).missing;
    assert_eq!(missing.iter().map(|missing| missing.fact.as_str()).collect::<Vec<_>>(), ["looms"]);
}

#[test]
fn growth_from_nothing_is_a_silence_of_the_text_and_no_missing_fact() {
    let start = LADDER.find("  { every").unwrap();
    let end = start + LADDER[start..].find('\n').unwrap() + 1;
    let without_years = [&LADDER[..start], &LADDER[end..]].concat().replace("\"100万元\", ", "");
    let firm = ON_THE_EDGE.replace("revenue = \"100万元\"", "revenue = \"0元\"");
    let beacon = with(&without_years).standard("beacon", &firm);
    // The points may be 40 or 60.
    assert_eq!((beacon.status, beacon.missing.len()), (Status::SubjectToJudgement, 0));
}

#[test]
fn the_standard_of_a_province_is_for_its_firms() {
    let country = Country::of(&[("yanchuan/ladder", format!("{HEAD}{LADDER}"))]);
    let count = |place: &str| country.standards_on(&format!("place = {place:?}"), (2026, 11, 22)).len();
    assert_eq!((count("墨池区"), count("砚川市"), count("鹭滩区")), (2, 2, 0));
}

#[test]
fn a_value_says_what_decided_it() {
    let country = with(LADDER);
    let day = (Day::new(2026, 11, 22).unwrap(), AsOfFrom::Option);
    let of = |firm: &str, wanted: Wanted| {
        let firm = country.firm(firm);
        let evaluation = evaluate(&country.book, &firm, day.0);
        explain_value(Lang::Zh, &country.book, &country.sources, wanted, &firm, day, &evaluation)
    };
    let size = Wanted::Fact(country.book.dictionary.by_key("size").unwrap(), None);
    let found = of("staff = 299\n[year.2025]\nrevenue = \"20万元\"\n", size);
    assert_eq!(found.value.as_deref(), Some("middle"));
    assert_eq!(found.steps[0], "大坊：[不满足] 从业人员不低于300；企业：299，差 1");
    assert!(found.steps[1].starts_with("中坊：[满足]"), "{:?}", found.steps);
    let unknown = of("looms = 1\n", size);
    assert_eq!((unknown.value, unknown.text), (None, None));
    assert_eq!(unknown.missing[0].fact, "staff");
    assert_eq!(of("size = \"small\"\n", size).steps.len(), 1);
    let points = Wanted::Defined(country.book.definition_in("national/ladder", "points").unwrap());
    let found = of(ON_THE_EDGE, points);
    assert_eq!((found.label.as_str(), found.value.as_deref()), ("总分", Some("60")));
    assert_eq!(found.steps, ["织机得分：20", "增长得分：40", "合计 60"]);
}
