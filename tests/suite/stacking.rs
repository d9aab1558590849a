//! How supports that interact are combined: shapes 33 to 42 of real documents in the fictional province, each figure
//! worked out by hand beside it.

use std::time::{Duration, Instant};

use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::explain;
use zjtx::finding::Severity;
use zjtx::load::{Library, Role};
use zjtx::profile;
use zjtx::reader::{Sink, Table};
use zjtx::report::{AsOfFrom, Report, StackingReport, Status, SupportReport};
use zjtx::source::SourceFile;
use zjtx::words::Lang;

/// A document of the city of 砚川, or of its province: folder, stem, what its head says besides, and the rest.
type Written<'d> = (&'d str, &'d str, &'d str, String);

fn report(documents: &[Written<'_>], firm: &str) -> Report {
    report_at("墨池区", documents, firm)
}

fn report_at(place: &str, documents: &[Written<'_>], firm: &str) -> Report {
    let mut library = Library::default();
    for (name, text, role) in [
        ("facts.toml", include_str!("../world/rules/facts.toml"), Role::Dictionary),
        ("places.toml", include_str!("../world/rules/places.toml"), Role::Places),
        ("industries.toml", include_str!("../world/rules/industries.toml"), Role::Industries),
    ] {
        library.add_bytes(name, text.as_bytes(), role);
    }
    for (folder, stem, head, body) in documents {
        let standing = if head.contains("standing") { "" } else { "standing = \"in-force\"\n" };
        let text = format!(
            "[document]\ntitle = \"{stem}\"\nissuer = \"云屿省织造局\"\nkind = \"measure\"\nissued = 2024-01-01\n\
             from = 2024-01-01\nevidence = \"official\"\nchecked = 2026-01-01\n{standing}{head}\n{body}"
        );
        let role = Role::Rules { folders: vec![(*folder).to_owned()], stem: (*stem).to_owned() };
        library.add_bytes(&format!("{folder}/{stem}.toml"), text.as_bytes(), role);
    }
    let (book, findings) = compile(&library);
    let errors: Vec<_> = findings.iter().filter(|finding| finding.severity() == Severity::Error).collect();
    assert!(library.findings.is_empty() && errors.is_empty(), "{errors:?}");
    let mut sources = library.sources;
    let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: format!("place = \"{place}\"\n{firm}") });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap();
    let firm = profile::read(&Table::of_file(&sink, &root), &book);
    assert_eq!(sink.into_findings(), []);
    let day = Day::parse("2026-11-22").unwrap();
    let evaluation = evaluate(&book, &firm, Question { as_of: day, strict: false });
    explain(Lang::Zh, &book, &sources, &firm, (day, AsOfFrom::Option), &evaluation)
}

/// One document of the city.
fn city(body: String, firm: &str) -> Report {
    report(&[("yanchuan", "alpha", "", body)], firm)
}

/// A grant to the firm; its amount is in 万元.
fn grant(id: &str, amount: u32) -> String {
    of(id, "equipment", &format!("amount = \"{amount}万元\"\nfigures = [\"{amount}万元\"]"))
}

fn of(id: &str, purpose: &str, rest: &str) -> String {
    format!(
        "[[support]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"grant\"\nfor-what = \"{purpose}\"\nclause = \"第一条\"\n{rest}\n"
    )
}

fn group(rule: &str, members: &str, rest: &str) -> String {
    format!("[[group]]\nname = \"一组\"\nrule = \"{rule}\"\nmembers = [{members}]\nclause = \"第九条\"\n{rest}\n")
}

const BOTH: &str = "\"a\", \"b\"";

/// The ends of the only total, in 万元, and what it hangs on.
fn total(report: &Report) -> (String, String) {
    let [total] = &report.totals[..] else { panic!("{:?}", report.totals) };
    let wan = |yuan: &str| yuan.strip_suffix("0000").map_or_else(|| yuan.to_owned(), str::to_owned);
    (wan(&total.low.unwrap().to_string()), total.high.map_or_else(|| "open".to_owned(), |high| wan(&high.to_string())))
}

fn ends(low: &str, high: &str) -> (String, String) {
    (low.to_owned(), high.to_owned())
}

fn support<'r>(report: &'r Report, id: &str) -> &'r SupportReport {
    report.supports.iter().find(|support| support.id.ends_with(&format!("/{id}"))).unwrap()
}

/// The codes of why a support is open, or not paid.
fn reasons(report: &Report, id: &str) -> Vec<String> {
    support(report, id).reasons.iter().map(|reason| reason.code.word().to_owned()).collect()
}

/// Each displaced support with what displaces it and whether that is certain.
fn displaced(stacking: &StackingReport) -> Vec<(&str, &str, bool)> {
    let name = |id: &'_ str| -> usize { id.rfind('/').unwrap() + 1 };
    stacking
        .displaced
        .iter()
        .map(|lost| (&lost.id[name(&lost.id)..], &lost.by[name(&lost.by)..], lost.certain))
        .collect()
}

#[test]
fn shape_33_of_two_only_the_highest_is_paid_in_a_year() {
    let report = city(grant("a", 50) + &grant("b", 30) + &group("highest", BOTH, "within = \"year\""), "");
    assert_eq!(total(&report), ends("50", "50"));
    let [stacking] = &report.stacking[..] else { panic!("{:?}", report.stacking) };
    assert_eq!(
        (stacking.rule.as_str(), stacking.clause.as_deref(), stacking.year),
        ("highest", Some("第九条"), Some(2026))
    );
    assert_eq!(displaced(stacking), [("b", "a", true)]);
    let told: Vec<&str> = support(&report, "b").reasons.iter().map(|reason| reason.text.as_str()).collect();
    assert_eq!(told, ["一组（2026年，第九条）只取其一：取a，本项不再给"]);
}

/// Hired in 2024: 50 and 20; hired in 2025: 10 and 20. 50 in the one year, 20 in the other.
#[test]
fn shape_33_each_year_has_its_highest() {
    let each = |id, amount: &str, joined: &str| {
        of(
            id,
            "equipment",
            &format!(
                "for-each = \"hire\"\nwhere = [{{ fact = \"hire.degree\", is = \"{joined}\" }}]\namount = {{ by = \"hire.joined\", cases = [{{ until = 2024-12-31, gives = \"{amount}万元\" }}, {{ gives = \"20万元\" }}] }}\nfigures = [\"{amount}万元\", \"20万元\"]"
            ),
        )
    };
    let rules = each("a", "50", "master") + &each("b", "10", "doctor") + &group("highest", BOTH, "within = \"year\"");
    let hire = |degree: &str, joined: &str| format!("[[hire]]\ndegree = \"{degree}\"\n{joined}\ncount = 1\n");
    let firm = |second: &str| {
        hire("master", "joined = 2024-05-01") + &hire("doctor", second) + &hire("master", "joined = 2025-05-01")
    };
    // 2024: the larger of 50 and 10; 2025: 20.
    assert_eq!(total(&city(rules.clone(), &firm("joined = 2024-06-01"))), ends("70", "70"));
    // 2024: 50; 2025: the larger of 20 and 20.
    assert_eq!(total(&city(rules.clone(), &firm("joined = 2025-06-01"))), ends("70", "70"));
    // Of any year: beside one of the others it brings nothing, in a year of its own 20.
    let open = city(rules, &firm(""));
    assert_eq!(total(&open), ends("70", "90"));
    assert!(support(&open, "b").missing.iter().any(|missing| missing.fact == "hire.joined"));
}

/// The smaller project: 30 beside 20. The larger: 5 beside 20. 30 + 20.
#[test]
fn shape_34_of_each_project_only_the_highest_is_paid() {
    let spend = "for-each = \"project\"\namount = { rate = \"10%\", of = \"project.spend\" }\nfigures = [\"10%\"]";
    let fixed = "for-each = \"project\"\namount = \"20万元\"\nfigures = [\"20万元\"]";
    let rules =
        of("a", "equipment", spend) + &of("b", "equipment", fixed) + &group("highest", BOTH, "per = \"project\"");
    let report = city(rules, "[[project]]\nspend = \"300万\"\n[[project]]\nspend = \"50万\"\n");
    assert_eq!(total(&report), ends("50", "50"));
    let lost: Vec<_> = report.stacking.iter().flat_map(displaced).collect();
    assert_eq!(lost, [("b", "a", true), ("a", "b", true)]);
}

#[test]
fn shape_35_who_has_received_is_not_paid_again() {
    let rules = || {
        of(
            "a",
            "equipment",
            "when = [{ none = [{ has = \"received\", where = [{ fact = \"received.for-what\", is = \"equipment\" }] }] }]\n\
         amount = \"50万元\"\nfigures = [\"50万元\"]",
        )
    };
    assert_eq!(support(&city(rules(), "[[received]]\nfor-what = \"equipment\"\n"), "a").status, Status::DoesNotQualify);
    assert_eq!(support(&city(rules(), "[[received]]\nfor-what = \"bonus\"\n"), "a").status, Status::Qualifies);
    let unsaid = city(rules(), "");
    assert_eq!(support(&unsaid, "a").status, Status::NeedsFacts);
    assert!(support(&unsaid, "a").missing.iter().any(|missing| missing.fact == "received" && missing.is_list));
}

#[test]
fn shape_36_a_top_up_brings_the_difference() {
    let rules = || grant("a", 200) + &grant("b", 50) + &group("top-up", BOTH, "");
    let received = |amount: &str| format!("[[received]]\nfor-what = \"equipment\"\n{amount}\n");
    // 200 − 50 = 150.
    let report = city(rules(), &received("amount = \"50万\""));
    assert_eq!(total(&report), ends("150", "150"));
    assert!(reasons(&report, "a").contains(&"received".to_owned()));
    // 200 − 230 is nothing.
    assert_eq!(total(&city(rules(), &received("amount = \"230万\""))), ends("0", "0"));
    // Nothing received: 200. Not said: anything up to it, and it is asked for. Received, but not how much.
    assert_eq!(total(&city(rules(), "received = []")), ends("200", "200"));
    let unsaid = city(rules(), "");
    assert_eq!(total(&unsaid), ends("0", "200"));
    assert!(support(&unsaid, "a").missing.iter().any(|missing| missing.fact == "received" && missing.is_list));
    assert_eq!(total(&city(rules(), &received(""))), ends("0", "200"));
    // What was received for something else is not deducted.
    assert_eq!(total(&city(rules(), "[[received]]\nfor-what = \"bonus\"\namount = \"50万\"\n")), ends("200", "200"));
}

#[test]
fn what_was_received_under_highest_only_may_leave_the_difference_or_nothing() {
    let rules = |within| grant("a", 200) + &grant("b", 50) + &group("highest", BOTH, within);
    let received = "[[received]]\nfor-what = \"equipment\"\namount = \"50万\"\ndate = 2024-03-01\n";
    assert_eq!(total(&city(rules(""), received)), ends("0", "150"));
    // Of another year it does not count.
    assert_eq!(total(&city(rules("within = \"year\""), received)), ends("200", "200"));
    // Who does not say what was received is answered as if there was nothing, and that is said.
    let unsaid = city(rules(""), "");
    assert_eq!(total(&unsaid), ends("200", "200"));
    assert!(unsaid.assumptions.iter().any(|line| line == "按从未领过这些资助计算"));
    assert!(city(rules(""), "received = []").assumptions.iter().all(|line| !line.contains('领')));
}

/// 80 of the city beside 60 of the province, together at most 100: the city gives 40.
#[test]
fn shape_37_a_cap_over_documents_cuts_its_own_document_first() {
    let own = grant("a", 80)
        + &group(
            "sum",
            "\"a\", \"yunyu/beta/b\"",
            "limits = [{ cap = \"100万元\", per = \"enterprise\" }]\nfigures = [\"100万元\"]",
        );
    let report = report(&[("yanchuan", "alpha", "", own), ("yunyu", "beta", "", grant("b", 60))], "");
    assert_eq!(total(&report), ends("100", "100"));
    let cut = report.stacking[0].cut.as_ref().unwrap();
    assert_eq!(
        (cut.cap.to_string(), cut.sum.low.to_string(), &cut.first[..]),
        ("1000000".to_owned(), "1400000".to_owned(), &["yanchuan/alpha/a".to_owned()][..])
    );
    let told: Vec<&str> = support(&report, "a").reasons.iter().map(|reason| reason.text.as_str()).collect();
    assert_eq!(told, ["一组（第九条）合计最高 100万元（各项相加 140万元），先减a"]);
}

#[test]
fn shape_38_what_may_be_had_together_adds_up() {
    let report = city(grant("a", 50) + &grant("b", 30) + &group("sum", BOTH, ""), "");
    assert_eq!((total(&report), report.stacking.len()), (ends("80", "80"), 0));
}

#[test]
fn shape_39_what_no_group_relates_adds_up_only_where_the_purpose_differs() {
    let other = of("b", "bonus", "amount = \"30万元\"\nfigures = [\"30万元\"]");
    assert_eq!(total(&city(grant("a", 50) + &other, "")), ends("80", "80"));
    let same = city(grant("a", 50) + &grant("b", 30), "");
    assert_eq!((total(&same), reasons(&same, "a")), (ends("50", "80"), vec!["stacking".to_owned()]));
    // Related to one of three, the others are still open: 50 + 30 are paid, 40 perhaps instead, or besides.
    let three = grant("a", 50) + &grant("b", 30) + &grant("c", 40) + &group("sum", BOTH, "");
    assert_eq!(total(&city(three, "")), ends("80", "120"));
}

/// Who rises from one title to the next may get both awards, the difference or one; what another document gives is another
/// purpose, and is added.
#[test]
fn awards_of_one_document_for_two_titles_are_not_added_for_sure() {
    let award = |id: &str, title: &str, amount: u32| {
        of(id, &format!("title:{title}"), &format!("amount = \"{amount}万元\"\nfigures = [\"{amount}万元\"]"))
    };
    let (one, other) = (award("a", "beacon", 200), award("b", "lantern", 50));
    let open = city(one.clone() + &other, "");
    assert_eq!((total(&open), reasons(&open, "b")), (ends("200", "250"), vec!["stacking".to_owned()]));
    assert_eq!(total(&city(one.clone() + &other + &group("sum", BOTH, ""), "")), ends("250", "250"));
    let apart = report(&[("yanchuan", "alpha", "", one.clone()), ("yanchuan", "beta", "", other)], "");
    assert_eq!(total(&apart), ends("250", "250"));
    // Another award of the document is no title's.
    assert_eq!(total(&city(one + &grant("b", 50), "")), ends("250", "250"));
}

/// Of each project 30 %, at most 200; of a year at most 300.
#[test]
fn shape_40_a_cap_of_each_and_one_of_the_firm_and_year() {
    let rules = || {
        of(
            "a",
            "equipment",
            "for-each = \"project\"\namount = { rate = \"30%\", of = \"project.spend\" }\nfigures = [\"30%\", \"200万元\", \"300万元\"]\n\
         limits = [{ cap = \"200万元\", per = \"project\" }, { cap = \"300万元\", per = \"enterprise\", within = \"year\" }]",
        )
    };
    let project = |started: &str| format!("[[project]]\nspend = \"1000万\"\n{started}\n");
    let of_years = |years: [&str; 3]| total(&city(rules(), &years.map(project).concat()));
    let (old, new) = ("started = 2025-04-01", "started = 2026-04-01");
    // 200 each: 600 in one year are 300; 400 are 300 and 200 are 200.
    assert_eq!(of_years([new, new, new]), ends("300", "300"));
    assert_eq!(of_years([old, new, new]), ends("500", "500"));
    // Not said of one: of the year that has 200 already, or of a third year. Of none: one year, or three.
    assert_eq!(of_years([old, new, ""]), ends("500", "600"));
    assert_eq!(of_years(["", "", ""]), ends("300", "600"));
}

/// At most 500 in all: 200 were received, so 300 are left.
#[test]
fn shape_42_a_cap_of_all_years_counts_what_was_received() {
    let rules = || {
        of(
            "a",
            "equipment",
            "amount = \"400万元\"\nfigures = [\"400万元\", \"500万元\"]\n\
         limits = [{ cap = \"500万元\", per = \"enterprise\", within = \"ever\" }]",
        )
    };
    let received = "[[received]]\nfor-what = \"equipment\"\namount = \"200万\"\n";
    assert_eq!(total(&city(rules(), received)), ends("300", "300"));
    assert_eq!(total(&city(rules(), "received = []")), ends("400", "400"));
    let unsaid = city(rules(), "");
    assert_eq!(total(&unsaid), ends("0", "400"));
    assert!(support(&unsaid, "a").missing.iter().any(|missing| missing.fact == "received"));
}

/// Three people, at most 10 each: 30. One person: 10.
#[test]
fn a_cap_of_hires_is_one_for_each_person() {
    let rules = of(
        "a",
        "equipment",
        "for-each = \"hire\"\namount = { each = \"15万元\", times = \"hire.count\" }\nfigures = [\"15万元\", \"10万元\"]\n\
         limits = [{ cap = \"10万元\", per = \"hire\" }]",
    );
    assert_eq!(total(&city(rules, "[[hire]]\ncount = 3\n[[hire]]\ncount = 1\n")), ends("40", "40"));
}

#[test]
fn who_may_win_may_displace() {
    let ranged = |id, from: u32, up_to: u32| {
        let rest = format!(
            "amount = {{ from = \"{from}万元\", up-to = \"{up_to}万元\" }}\nfigures = [\"{from}万元\", \"{up_to}万元\"]"
        );
        of(id, "equipment", &rest)
    };
    // 20 to 60 beside 50: at least 50, and which of the two is open.
    let open = city(ranged("a", 20, 60) + &grant("b", 50) + &group("highest", BOTH, ""), "");
    assert_eq!((total(&open), displaced(&open.stacking[0])), (ends("50", "60"), vec![("a", "b", false)]));
    assert_eq!(reasons(&open, "a"), ["range", "may-be-displaced"]);
    // 20 to 40 beside 50 loses whatever it is.
    let sure = city(ranged("a", 20, 40) + &grant("b", 50) + &group("highest", BOTH, ""), "");
    assert_eq!((total(&sure), displaced(&sure.stacking[0])), (ends("50", "50"), vec![("a", "b", true)]));
}

#[test]
fn what_is_not_known_to_be_in_force_displaces_nothing_for_sure() {
    let documents = |standing| {
        let own = grant("a", 30) + &group("highest", "\"a\", \"yunyu/beta/b\"", "");
        [("yanchuan", "alpha", "", own), ("yunyu", "beta", standing, grant("b", 50))]
    };
    let unconfirmed = report(&documents("standing = \"unconfirmed\"\nstanding-note = \"虚构\""), "");
    assert_eq!((total(&unconfirmed), displaced(&unconfirmed.stacking[0])), (ends("30", "50"), vec![("a", "b", false)]));
    let known = report(&documents(""), "");
    assert_eq!((total(&known), displaced(&known.stacking[0])), (ends("50", "50"), vec![("a", "b", true)]));
    // Outside its window it binds nobody.
    assert_eq!(total(&report(&documents("until = 2025-12-31"), "")), ends("30", "30"));
}

#[test]
fn a_document_that_replaces_another_is_never_added_to_it() {
    let replaces = |what: &str, sure| format!("replaces = [{{ what = \"{what}\", sure = {sure} }}]");
    let both = |head: &str| {
        let older = grant("a", 50) + &of("c", "bonus", "amount = \"7万元\"\nfigures = [\"7万元\"]");
        report(&[("yanchuan", "alpha", "", older), ("yanchuan", "beta", head, grant("b", 80))], "")
    };
    let sure = both(&replaces("yanchuan/alpha", true));
    assert_eq!((total(&sure), support(&sure, "a").status), (ends("80", "80"), Status::NotOpen));
    assert!(sure.documents.iter().any(|document| document.warnings == ["已被《beta》替代"]));
    // Only the one of its purpose: 80 + 7.
    assert_eq!(total(&both(&replaces("yanchuan/alpha/a", true))), ends("87", "87"));
    // Not known: the old one 50 + 7, or the new one 80, and of the old purpose nothing.
    let unsure = both(&replaces("yanchuan/alpha", false));
    assert_eq!((total(&unsure), reasons(&unsure, "a").contains(&"standing".to_owned())), (ends("57", "80"), true));
    assert!(reasons(&unsure, "b").contains(&"standing".to_owned()));
    assert_eq!(total(&both(&replaces("yanchuan/alpha/a", false))), ends("57", "87"));
    // A newer document that is itself not known to be in force replaces nothing for sure.
    let doubtful =
        format!("{}\nstanding = \"unconfirmed\"\nstanding-note = \"虚构\"", replaces("yanchuan/alpha/a", true));
    assert_eq!(support(&both(&doubtful), "a").status, Status::Qualifies);
}

/// 400 projects, of each the larger of 10 % and 20: exact, and soon, though that is 800 choices.
#[test]
fn many_records_are_chosen_apart() {
    let spend = "for-each = \"project\"\namount = { rate = \"10%\", of = \"project.spend\" }\nfigures = [\"10%\"]";
    let fixed = "for-each = \"project\"\namount = \"20万元\"\nfigures = [\"20万元\"]";
    let rules =
        of("a", "equipment", spend) + &of("b", "equipment", fixed) + &group("highest", BOTH, "per = \"project\"");
    let firm = ["[[project]]\nspend = \"100万\"\n", "[[project]]\nspend = \"300万\"\n"].concat().repeat(200);
    let start = Instant::now();
    // 200 of 30 and 200 of 20.
    assert_eq!(total(&city(rules, &firm)), ends("10000", "10000"));
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

/// Half of what the province gives.
fn matching(of: &str) -> String {
    self::of(
        "m",
        "bonus",
        &format!("amount = {{ rate = \"50%\", of = {{ amount-of = \"{of}\" }} }}\nfigures = [\"50%\"]"),
    )
}

#[test]
fn shape_19_a_match_is_reckoned_from_what_is_left_of_the_other() {
    let of_b = |rest: String, firm: &str| city(matching("b") + &grant("a", 50) + &grant("b", 30) + &rest, firm);
    // 30 and 50 are paid together, and half of 30.
    let both = of_b(group("sum", BOTH, ""), "");
    assert_eq!(total(&both), ends("95", "95"));
    assert_eq!(support(&both, "m").items[0].steps, ["30万元 × 50% = 15万元"]);
    // 50 displaces 30, so that there is nothing to match.
    assert_eq!(total(&of_b(group("highest", BOTH, ""), "")), ends("50", "50"));
    // Together at most 60: of 80 at least 20 are cut, so that of 30 between 10 and 30 are left.
    let capped = "limits = [{ cap = \"60万元\", per = \"enterprise\" }]\nfigures = [\"60万元\"]";
    assert_eq!(total(&of_b(group("sum", BOTH, capped), "")), ends("65", "75"));
    // Whether both are paid is not said: 50 and perhaps 30 with 15.
    let unsaid = of_b(String::new(), "");
    assert_eq!(total(&unsaid), ends("50", "95"));
}

#[test]
fn a_match_is_as_sure_as_what_it_matches() {
    let of_b = |standing, rest: &str| {
        let other = of("b", "equipment", &format!("{rest}\namount = \"30万元\"\nfigures = [\"30万元\"]"));
        report(&[("yanchuan", "alpha", "", matching("yunyu/beta/b")), ("yunyu", "beta", standing, other)], "")
    };
    assert_eq!(total(&of_b("", "")), ends("45", "45"));
    assert_eq!(total(&of_b("", "when = [{ judged = \"评审\" }]")), ends("0", "45"));
    let unknown = of_b("", "when = [{ fact = \"staff\", at-least = 5 }]");
    assert!(support(&unknown, "m").missing.iter().any(|missing| missing.fact == "staff"));
    // What is not in force brings nothing to match; what is not known to be makes the match no surer.
    assert!(
        of_b("until = 2025-12-31", "")
            .totals
            .iter()
            .all(|total| total.low == total.high && total.low.unwrap().to_string() == "0")
    );
    let unconfirmed = of_b("standing = \"unconfirmed\"\nstanding-note = \"虚构\"", "");
    assert!(unconfirmed.totals.iter().all(|total| total.standing == "unconfirmed"));
}

/// 就高 between 20 once and 3 a year for ten years: once 20 is more than a year's 3, and less than the 30 of all ten. No text
/// says what is compared, so that either may be the one that is paid; of the two that come once it is no more than the higher.
#[test]
fn of_what_comes_once_and_what_comes_every_year_either_may_be_the_highest() {
    let yearly = "amount = \"3万元\"\npaid = { every = \"year\", for = \"10 years\" }\nfigures = [\"3万元\", \"10年\"]";
    let rules = |rule: &str, rest: &str| {
        city(
            grant("a", 20) + &of("b", "equipment", yearly) + &grant("c", 15) + &group(rule, "\"a\", \"b\", \"c\"", ""),
            rest,
        )
    };
    let report = rules("highest", "received = []");
    let totals: Vec<(String, String, String)> = report
        .totals
        .iter()
        .map(|total| (total.period.clone(), total.low.unwrap().to_string(), total.high.unwrap().to_string()))
        .collect();
    let of = |period: &str, high: &str| (period.to_owned(), "0".to_owned(), high.to_owned());
    assert_eq!(totals, [of("once", "200000"), of("year", "30000")]);
    assert!(
        support(&report, "a").reasons.iter().any(|reason| reason.text.contains('b')),
        "{:?}",
        reasons(&report, "a")
    );
}

/// 50 once and 1 a month for the same purpose stand in two totals, and both say that nobody says whether both are paid.
#[test]
fn what_is_paid_for_one_purpose_in_another_way_is_told() {
    let monthly =
        "amount = \"1万元\"\npaid = { every = \"month\", for = \"12 months\" }\nfigures = [\"1万元\", \"12个月\"]";
    let both = |rest: &str| city(grant("a", 50) + &of("b", "equipment", monthly) + rest, "");
    let told = |report: &Report, id: &str| -> Vec<String> {
        support(report, id).reasons.iter().map(|reason| reason.text.clone()).collect()
    };
    let unsaid = both("");
    assert_eq!(told(&unsaid, "a"), ["与b用途相同、给法不同，能否同时享受，文件未写；合计里各算各的"]);
    assert_eq!(told(&unsaid, "b"), ["与a用途相同、给法不同，能否同时享受，文件未写；合计里各算各的"]);
    assert_eq!(unsaid.totals.len(), 2);
    // A document that says so settles it.
    let said = both(&group("sum", BOTH, ""));
    assert!(told(&said, "a").is_empty() && told(&said, "b").is_empty());
    // The firm does not get the other one.
    let alone = city(
        grant("a", 50) + &of("b", "equipment", &format!("{monthly}\nwhen = [{{ fact = \"staff\", at-least = 5 }}]")),
        "staff = 4",
    );
    assert!(told(&alone, "a").is_empty());
}

#[test]
fn what_a_district_relates_it_relates_there_alone() {
    // The city gives 30万 and 20万 for two things; a district says that of these and its own 10万 one alone is paid.
    let paid = |id, purpose, wan: u32| of(id, purpose, &format!("amount = \"{wan}万元\"\nfigures = [\"{wan}万元\"]"));
    let city = [paid("a", "equipment", 30), paid("b", "bonus", 20)].concat();
    let district =
        paid("c", "title:beacon", 10) + &group("highest", "\"yanchuan/alpha/a\", \"yanchuan/alpha/b\", \"c\"", "");
    let documents = [("yanchuan", "alpha", "", city), ("980102", "beta", "", district)];
    let at = |place| total(&report_at(place, &documents, ""));
    assert_eq!(at("墨池区"), ends("30", "30"));
    // Elsewhere nothing relates them: 30万 + 20万.
    assert_eq!(at("砚川市石鳞县"), ends("50", "50"));
    // Nobody knows where in the city: at least the largest alone, at most all three (the last is had only where one alone is paid:
    // sound, and wider than need be).
    assert_eq!(at("砚川市").0, "30");
    assert_eq!(at("砚川市").1, "60");
    // Of one purpose, what the district relates is open elsewhere.
    let city = [paid("a", "equipment", 30), paid("b", "equipment", 20)].concat();
    let district =
        paid("c", "title:beacon", 10) + &group("sum", "\"yanchuan/alpha/a\", \"yanchuan/alpha/b\", \"c\"", "");
    let documents = [("yanchuan", "alpha", "", city), ("980102", "beta", "", district)];
    assert_eq!(total(&report_at("砚川市石鳞县", &documents, "")), ends("30", "50"));
}
