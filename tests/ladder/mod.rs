//! The ladder of titles, in a fictional country: what is held, what is lacking, what a title brings, how a score is got.

use crate::country;
mod scores;
mod told;

use boon::{Compiler, Schemas};
use country::Country;
use zjtx::calendar::Day;
use zjtx::explain::explain_ladder;
use zjtx::render::{json, ladder_text};
use zjtx::report::{AsOfFrom, BringReport, Ladder, Outcome, Rung, SideReport, Status};
use zjtx::words::Lang;

/// A firm that has every figure just so.
const FIRM: &str = "place = \"墨池区\"\nstaff = 50\nassets = \"100万元\"\nlisted = false\n\
    [year.2025]\nrevenue = \"100万元\"\n[year.2024]\nrevenue = \"60万元\"\n";

fn country() -> Country {
    Country::of(&[
        ("national/old", include_str!("rules/old.toml").to_owned()),
        ("national/new", include_str!("rules/new.toml").to_owned()),
        ("yanchuan/gifts", include_str!("rules/gifts.toml").to_owned()),
    ])
}

fn told(lang: Lang, firm: &str) -> Ladder {
    let country = country();
    let as_of = (Day::new(2026, 11, 22).unwrap(), AsOfFrom::Option);
    explain_ladder(lang, &country.book, &country.sources, &country.firm(firm), as_of, false)
}

fn ladder(firm: &str) -> Ladder {
    told(Lang::Zh, firm)
}

fn rung<'l>(ladder: &'l Ladder, id: &str) -> &'l Rung {
    ladder.standards.iter().find(|rung| rung.standard.id == format!("national/{id}")).unwrap()
}

/// A firm without titles.
fn untitled(firm: &str) -> String {
    format!("title = []\n{firm}")
}

/// A firm with one title.
fn with_title(firm: &str, title: &str) -> String {
    format!("{firm}[[title]]\n{title}\n")
}

#[test]
fn titles_are_told_with_their_days() {
    let titles = |firm: &str| {
        let titles = ladder(firm).titles?;
        let days = |held: &zjtx::report::HeldReport| (held.granted.clone(), held.until.clone(), held.valid);
        Some(titles.iter().map(|held| (held.title.clone(), days(held))).collect::<Vec<_>>())
    };
    let one = |title: &str| titles(&with_title(FIRM, title)).unwrap().remove(0);
    let day = |day: &str| Some(day.to_owned());
    let beacon = || Some("beacon".to_owned());
    assert_eq!(titles(FIRM), None);
    assert_eq!(titles(&untitled(FIRM)), Some(vec![]));
    // Three years from the grant; the last day counts.
    let granted = |granted: &str| one(&format!("kind = \"beacon\"\ngranted = {granted}"));
    assert_eq!(granted("2025-01-15"), (beacon(), (day("2025-01-15"), day("2028-01-15"), Some(true))));
    assert_eq!(granted("2023-11-22"), (beacon(), (day("2023-11-22"), day("2026-11-22"), Some(true))));
    // Older ones may have been prolonged: their end is asked for.
    assert_eq!(granted("2023-11-21"), (beacon(), (day("2023-11-21"), None, None)));
    let until = |until: &str| one(&format!("kind = \"beacon\"\ngranted = 2023-11-21\nuntil = {until}"));
    assert_eq!(until("2026-11-22").1, (day("2023-11-21"), day("2026-11-22"), Some(true)));
    assert_eq!(until("2026-11-21").1, (day("2023-11-21"), day("2026-11-21"), Some(false)));
    assert_eq!(granted("2026-11-23").1, (day("2026-11-23"), day("2029-11-23"), Some(false)));
    assert_eq!(one("granted = 2025-01-15").0, None);
}

#[test]
fn who_holds_a_title_is_known_or_not() {
    let held = |firm: &str| ["new/beacon", "new/comet"].map(|id| rung(&ladder(firm), id).held);
    let titled = |title: &str| held(&with_title(FIRM, title));
    assert_eq!(held(FIRM), [None, None]);
    assert_eq!(held(&untitled(FIRM)), [Some(false), Some(false)]);
    assert_eq!(titled("kind = \"beacon\"\ngranted = 2025-01-15"), [Some(true), Some(false)]);
    assert_eq!(titled("kind = \"beacon\"\ngranted = 2023-11-21"), [None, Some(false)]);
    assert_eq!(titled("kind = \"beacon\"\ngranted = 2023-11-21\nuntil = 2026-11-21"), [Some(false), Some(false)]);
    assert_eq!(titled("granted = 2025-01-15"), [None, None]);
}

#[test]
fn a_standard_is_met_missed_judged_or_not_known() {
    let of = |firm: &str, id: &str| {
        let ladder = ladder(firm);
        let standard = &rung(&ladder, id).standard;
        (standard.status, standard.lacks())
    };
    let none: [&str; 0] = [];
    let check = |firm: &str, id: &str, status: Status, lacks: &[&str]| {
        assert_eq!(of(firm, id), (status, lacks.iter().map(|lack| (*lack).to_owned()).collect()), "{firm}");
    };
    check(FIRM, "new/beacon", Status::SubjectToJudgement, &none);
    check(FIRM, "new/beacon-review", Status::Qualifies, &none);
    check(FIRM, "new/comet", Status::DoesNotQualify, &["上市"]);
    check(FIRM, "old/beacon", Status::NotOpen, &none);
    check(&FIRM.replace("staff = 50", "staff = 49"), "new/beacon", Status::DoesNotQualify, &["人数"]);
    let poor = FIRM.replace("staff = 50", "staff = 49").replace("60万元", "599999.99元");
    check(&poor, "new/beacon", Status::DoesNotQualify, &["人数", "每年收入"]);
    check(&FIRM.replace("staff = 50\n", ""), "new/beacon", Status::NeedsFacts, &none);
    let lacking = ladder(&FIRM.replace("staff = 50\n", ""));
    let missing = rung(&lacking, "new/beacon").standard.missing.iter();
    assert_eq!(missing.map(|missing| missing.fact.as_str()).collect::<Vec<_>>(), ["staff"]);
}

#[test]
fn a_title_that_is_held_is_reviewed_and_another_is_applied_for() {
    let titles = |firm: &str| {
        let text = ladder_text(Lang::Zh, &ladder(firm), 80, false);
        let is_beacon = |line: &&str| line.starts_with("灯塔企业（");
        text.lines().filter(is_beacon).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(titles(&untitled(FIRM)), ["灯塔企业（新申报）：其余都满足，只待认定"]);
    let held = with_title(&FIRM.replace("staff = 50", "staff = 47"), "kind = \"beacon\"\ngranted = 2025-01-15");
    assert_eq!(titles(&held), ["灯塔企业（复核）：还差 1 条"]);
    assert_eq!(titles(FIRM).len(), 2);
}

#[test]
fn what_a_title_brings_is_told_to_who_does_not_hold_it() {
    let brings = |firm: &str, id: &str| -> Option<Vec<String>> {
        let brings = rung(&ladder(firm), id).brings.clone()?;
        Some(brings.iter().map(|one| one.support.rsplit('/').next().unwrap().to_owned()).collect())
    };
    assert_eq!(brings(FIRM, "new/beacon"), None);
    assert_eq!(brings(&with_title(FIRM, "kind = \"beacon\"\ngranted = 2025-01-15"), "new/beacon"), None);
    // Its holder is reviewed; the old standard takes nobody.
    assert_eq!(brings(&untitled(FIRM), "new/beacon-review"), None);
    assert_eq!(brings(&untitled(FIRM), "old/beacon"), None);
    assert_eq!(brings(&untitled(FIRM), "new/comet"), Some(vec![]));
    // Of another place nothing changes.
    assert_eq!(brings(&untitled(&FIRM.replace("墨池区", "鹭滩区")), "new/beacon"), Some(vec![]));
    let four = ["award", "share", "rent", "tea"].map(str::to_owned).to_vec();
    assert_eq!(brings(&untitled(FIRM), "new/beacon"), Some(four));
}

#[test]
fn what_a_title_brings_is_an_interval_from_and_to() {
    let side = |side: &SideReport| {
        let ends = side.amount.as_ref();
        let ends = ends.map(|ends| (ends.low.to_string(), ends.high.as_ref().map(ToString::to_string)));
        (side.status, ends, side.period)
    };
    let sides = |firm: &str| -> Vec<_> {
        let brings = rung(&ladder(&untitled(firm)), "new/beacon").brings.clone().unwrap();
        let one = |one: &BringReport| (one.support.clone(), side(&one.from), side(&one.to));
        brings.iter().map(one).collect()
    };
    let money = |status, low: &str, high: &str| (status, Some((low.to_owned(), Some(high.to_owned()))), Some("once"));
    let (yes, no) = (Status::Qualifies, Status::DoesNotQualify);
    let refused = || (no, None, None);
    let id = |id: &str| format!("yanchuan/gifts/{id}");
    // 100 万元 × 10 % is 10 万元.
    assert_eq!(
        sides(FIRM),
        [
            (id("award"), refused(), money(yes, "200000", "200000")),
            (id("share"), refused(), money(yes, "100000", "100000")),
            (id("rent"), money(yes, "50000", "50000"), money(yes, "80000", "80000")),
            (id("tea"), refused(), (yes, None, None)),
        ]
    );
    // What the assets are is not known: as little as nothing, as much as the cap.
    let unknown = sides(&FIRM.replace("assets = \"100万元\"\n", ""));
    assert_eq!(unknown.len(), 4);
    assert!(unknown.contains(&(id("share"), refused(), money(yes, "0", "300000"))), "{unknown:?}");
}

/// What the title would bring of a support that is closed on the day: 20 万元, were it open.
#[test]
fn what_a_title_changes_in_a_support_that_is_closed_is_told() {
    let gifts = include_str!("rules/gifts.toml").replacen(
        "clause  = \"一\"",
        "clause  = \"一\"\napply   = { closes = 2026-11-21 }",
        1,
    );
    let new = include_str!("rules/new.toml").to_owned();
    let country = Country::of(&[("national/new", new), ("yanchuan/gifts", gifts)]);
    let as_of = (Day::new(2026, 11, 22).unwrap(), AsOfFrom::Option);
    let firm = country.firm(&untitled(FIRM));
    let ladder = explain_ladder(Lang::Zh, &country.book, &country.sources, &firm, as_of, false);
    let brings = rung(&ladder, "new/beacon").brings.clone().unwrap();
    let award = brings.iter().find(|one| one.support.ends_with("/award")).unwrap();
    assert_eq!((award.from.status, award.from.if_open), (Status::NotOpen, Some(Status::DoesNotQualify)));
    assert_eq!((award.to.status, award.to.if_open), (Status::NotOpen, Some(Status::Qualifies)));
    assert_eq!(award.to.amount.as_ref().unwrap().low.to_string(), "200000");
    let text = ladder_text(Lang::Zh, &ladder, 200, false);
    assert!(text.contains("灯塔奖励〔奖补〕：现在不受理，按条件不符合 → 现在不受理，按条件符合 20万元"), "{text}");
}

/// What got tighter: the condition, the fact, what was required of it and what is.
fn tightened(firm: &str) -> Vec<[String; 4]> {
    let ladder = ladder(&untitled(firm));
    let beacon = rung(&ladder, "new/beacon");
    assert!(beacon.tightened.iter().all(|one| one.before == "national/old/beacon"));
    let of = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    beacon.tightened.iter().map(|one| [one.address.clone(), of(&one.fact), of(&one.was), of(&one.required)]).collect()
}

#[test]
fn what_got_tighter_is_told_to_who_met_the_old_standard() {
    let none: [[&str; 4]; 0] = [];
    // 50 people, 100 万元: both met.
    assert_eq!(tightened(FIRM), none);
    let on_the_old_edge = FIRM.replace("staff = 50", "staff = 20").replace("\"100万元\"", "\"50万元\"");
    assert_eq!(
        tightened(&on_the_old_edge),
        [
            ["when.1", "staff", "20", "50"],
            ["when.2", "revenue.2025", "500000", "1000000"],
            ["when.3", "revenue.2025", "500000", "600000"],
        ]
    );
    // What was not asked before: the revenue of the year before last.
    assert_eq!(tightened(&FIRM.replace("60万元", "599999.99元")), [["when.3", "year", "-", "-"]]);
    let text = ladder_text(Lang::Zh, &ladder(&untitled(&on_the_old_edge)), 200, false);
    let line = "  按以前的标准（织造企业梯度办法）各条都满足；上面这些那时的要求：\
        人数：从业人员不低于20；上年度营业收入不低于50万元";
    assert!(text.lines().any(|told| told == line), "{text}");
    // One person fewer misses the old one, too.
    assert_eq!(tightened(&on_the_old_edge.replace("staff = 20", "staff = 19")), none);
}

#[test]
fn a_bound_on_the_other_side_is_no_looser_one() {
    // 40 万元 was fine with assets of 300 万元: then at most 50 万元 was asked, and that is not what got tighter.
    let firm = FIRM
        .replace("revenue = \"100万元\"", "revenue = \"40万元\"")
        .replace("assets = \"100万元\"", "assets = \"300万元\"");
    let found = tightened(&firm);
    assert_eq!(found[0], ["when.2", "assets", "3000000", "10000000"]);
}

#[test]
fn an_old_standard_that_is_not_known_to_be_met_is_not_said_to_be() {
    let firm = untitled(&FIRM.replace("assets = \"100万元\"\n", "").replace("\"100万元\"", "\"40万元\""));
    let ladder = ladder(&firm);
    assert_eq!(rung(&ladder, "old/beacon").standard.outcome, Outcome::Unknown);
    let text = ladder_text(Lang::Zh, &ladder, 200, false);
    assert!(text.contains("织造企业梯度办法）缺信息，还说不准；") && !text.contains("）各条都满足；"), "{text}");
}

#[test]
fn its_json_fits_its_schema() {
    let mut schemas = Schemas::new();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/ladder.schema.json");
    let index = Compiler::new().compile(path, &mut schemas).unwrap();
    let titled = with_title(FIRM, "kind = \"beacon\"\ngranted = 2023-11-21");
    let full = FIRM.replace("staff = 50", "staff = 20\nlooms = 9\nexport-share = \"80%\"");
    for firm in [FIRM, &untitled(FIRM), &titled, &untitled(&full), "title = []", "staff = 1"] {
        let value: serde_json::Value = serde_json::from_str(&json(&ladder(firm)).unwrap()).unwrap();
        assert_eq!(schemas.validate(&value, index).map_err(|error| format!("{error:#}")), Ok(()), "{firm}");
        let mut broken = value.clone();
        broken["standards"][0]["held"] = "yes".into();
        assert!(schemas.validate(&broken, index).is_err());
        let mut more = value;
        more["standards"][0]["hold"] = true.into();
        assert!(schemas.validate(&more, index).is_err());
    }
}
