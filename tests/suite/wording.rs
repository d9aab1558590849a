//! What documents print, and how a rule file says it: figures in words, ranges that share a figure, dates that nobody
//! read, the rest of an amount, the amount of another support, a figure that a newer document changes.

use zjtx::calendar::Day;
use zjtx::codes::Lookup;
use zjtx::compile::{compile, parse};
use zjtx::evaluate::{Answer, Figures, Graph, evaluate, of_profile};
use zjtx::explain::explain;
use zjtx::finding::{Finding, Severity};
use zjtx::load::{Library, Role};
use zjtx::profile;
use zjtx::reader::{Sink, Table};
use zjtx::report::{AsOfFrom, Report, Status, SupportReport};
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};
use zjtx::words::Lang;

fn compiled(documents: &[(&str, &str, String)]) -> (Rulebook, Sources, Vec<Finding>) {
    let mut library = Library::default();
    library.add_shipped_lists();
    for (stem, head, body) in documents {
        let text = format!(
            "[document]\ntitle = \"{stem}\"\nissuer = \"i\"\nkind = \"measure\"\nevidence = \"copy\"\nchecked = 2026-06-30\n\
             {head}\n{body}"
        );
        let role = Role::Rules { folders: vec!["510100".to_owned()], stem: (*stem).to_owned() };
        library.add_bytes(&format!("{stem}.toml"), text.as_bytes(), role);
    }
    let (book, findings) = compile(&library);
    (book, library.sources, findings)
}

fn report(documents: &[(&str, &str, String)], firm: &str, as_of: &str) -> Report {
    let (book, mut sources, findings) = compiled(documents);
    let errors = findings.iter().filter(|finding| finding.severity() == Severity::Error);
    assert_eq!(errors.collect::<Vec<_>>(), <[&Finding; 0]>::default());
    let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: format!("place = \"510104\"\n{firm}") });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap();
    let firm = profile::read(&Table::of_file(&sink, &root), &book);
    let day = Day::parse(as_of).unwrap();
    explain(Lang::Zh, &book, &sources, &firm, (day, AsOfFrom::Option), &evaluate(&book, &firm, day))
}

fn grant(id: &str, rest: &str) -> String {
    format!(
        "[[support]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"grant\"\nclause = \"1\"\nfor-what = \"{id}\"\n{rest}\n"
    )
    .replace("for-what = \"a\"", "for-what = \"equipment\"")
    .replace("for-what = \"b\"", "for-what = \"general\"")
}

fn in_force(stem: &'static str, body: String) -> (&'static str, &'static str, String) {
    (stem, "standing = \"in-force\"\nissued = 2024-01-01\nfrom = 2024-01-01", body)
}

fn support<'r>(report: &'r Report, id: &str) -> &'r SupportReport {
    report.supports.iter().find(|support| support.id.ends_with(id)).unwrap()
}

/// Both ends in yuan.
fn ends(report: &Report, id: &str) -> (String, String) {
    let amount = support(report, id).amount.as_ref().unwrap();
    (amount.low.unwrap().to_string(), amount.high.unwrap().to_string())
}

fn both(yuan: &str) -> (String, String) {
    (yuan.to_owned(), yuan.to_owned())
}

#[test]
fn figures_in_words_are_the_ratios_that_they_name() {
    // 900万 × each of them.
    for (printed, yuan) in [
        ("三分之一", "3000000"),
        ("1.2倍", "10800000"),
        ("五折", "4500000"),
        ("5个百分点", "450000"),
        ("1:0.5", "4500000"),
        ("千分之三", "27000"),
        ("20%", "1800000"),
    ] {
        let rule = format!(
            "amount = {{ rate = \"{printed}\", of = {{ fact = \"revenue\", year = -1 }} }}\nfigures = [\"{printed}\"]"
        );
        let report = report(&[in_force("x", grant("a", &rule))], "year.2025 = { revenue = \"900万元\" }", "2026-11-22");
        assert_eq!(ends(&report, "/a"), both(yuan), "{printed}");
    }
}

/// The law fixes 25%, the document remits it; neither prints 100%.
#[test]
fn what_the_law_fixes_is_cited_and_what_is_remitted_is_all_of_it() {
    let rule = "paid = { as = \"tax-saved\" }\namount = { rate = \"100%\", of = { rate = \"25%\", of = { fact = \"revenue\", \
                year = -1 } } }\nfigures = [\"免征\", \"25%（企业所得税法第四条）\"]";
    let report = report(&[in_force("x", grant("a", rule))], "year.2025 = { revenue = \"400万元\" }", "2026-11-22");
    assert_eq!(ends(&report, "/a"), both("1000000"));
    let uncited = rule.replace("（企业所得税法第四条）", "（）");
    let (_, _, findings) = compiled(&[in_force("x", grant("a", &uncited))]);
    let codes: Vec<_> = findings.iter().map(|finding| finding.problem.code()).collect();
    assert_eq!(codes, ["invalid-number", "figure-missing"]);
}

#[test]
fn a_figure_that_two_ranges_share_is_of_either() {
    let rule = "amount = { by = { fact = \"revenue\", year = -1 }, cases = [\
                { from = \"300万元\", up-to = \"1000万元\", gives = \"5万元\" },\
                { from = \"1000万元\", up-to = \"3000万元\", gives = \"10万元\" }, { from = \"5000万元\", gives = \"20万元\" }] }\n\
                figures = [\"300万元\", \"1000万元\", \"3000万元\", \"5000万元\", \"5万元\", \"10万元\", \"20万元\"]";
    let documents = [in_force("x", grant("a", rule))];
    for (revenue, low, high) in [
        ("299.99", "0", "0"),
        ("300", "50000", "50000"),
        ("999.99", "50000", "50000"),
        ("1000", "50000", "100000"),
        ("1000.01", "100000", "100000"),
        ("3000", "100000", "100000"),
        ("4000", "0", "0"),
        ("5000", "200000", "200000"),
    ] {
        let report = report(&documents, &format!("year.2025 = {{ revenue = \"{revenue}万元\" }}"), "2026-11-22");
        assert_eq!(ends(&report, "/a"), (low.to_owned(), high.to_owned()), "{revenue}");
    }
}

/// Checked on 30 June 2026 and in force then; of days before, nobody knows.
#[test]
fn a_document_whose_first_day_was_not_read_is_open_before_it_was_checked() {
    let head = "standing = \"in-force\"\nissued = \"unread\"\nfrom = \"unread\"\nnumber = [\"甲〔2024〕1号\", \"乙〔2024〕2号\"]";
    let documents = [("x", head, grant("a", "amount = \"10万元\"\nfigures = [\"10万元\"]"))];
    let later = report(&documents, "", "2026-06-30");
    assert_eq!((support(&later, "/a").status, ends(&later, "/a")), (Status::Qualifies, both("100000")));
    let earlier = report(&documents, "", "2026-06-29");
    assert_eq!(support(&earlier, "/a").status, Status::SubjectToJudgement);
    assert_eq!(ends(&earlier, "/a"), ("0".to_owned(), "100000".to_owned()));
    let document = &later.documents[0];
    assert_eq!((document.issued.as_deref(), document.from.as_deref()), (None, None));
    assert_eq!(document.number.as_deref(), Some("甲〔2024〕1号; 乙〔2024〕2号"));
    assert!(document.warnings.iter().any(|warning| warning.contains("没有读到")), "{:?}", document.warnings);
}

#[test]
fn the_last_stage_has_what_the_others_leave() {
    let rule = "amount = \"100万元\"\nstages = [{ after = \"立项\", share = \"85%\" }, { after = \"验收\", share = \"rest\" }]\n\
                figures = [\"100万元\", \"85%\"]";
    let report = report(&[in_force("x", grant("a", rule))], "", "2026-11-22");
    let parts: Vec<_> = support(&report, "/a").stages.iter().map(|stage| stage.part.clone().unwrap()).collect();
    assert_eq!(parts, ["85%，即 85万元", "15%，即 15万元"]);
    for stages in [
        "[{ after = \"立项\", share = \"unstated\" }, { after = \"验收\", share = \"rest\" }]",
        "[{ after = \"立项\", share = \"100%\" }, { after = \"验收\", share = \"rest\" }]",
    ] {
        let rule = format!("amount = \"100万元\"\nstages = {stages}\nfigures = [\"100万元\", \"100%\"]");
        let (_, _, findings) = compiled(&[in_force("x", grant("a", &rule))]);
        assert!(findings.iter().any(|finding| finding.problem.code() == "wrong-kind"), "{stages}: {findings:?}");
    }
}

/// The other support asks for 300 heads; who moves here gets as much without them, and no more than its cap.
#[test]
fn as_much_as_another_support_is_without_its_conditions() {
    let other = "when = [{ fact = \"staff\", at-least = 300 }]\namount = { rate = \"10%\", of = { fact = \"revenue\", year = -1 } }\n\
                 limits = [{ cap = \"80万元\", per = \"enterprise\" }]\nfigures = [\"10%\", \"80万元\"]";
    let same = "amount = { rate = \"50%\", of = { same-as = \"510100/x/a\" } }\nfigures = [\"50%\"]";
    let documents = [in_force("x", grant("a", other)), in_force("y", grant("b", same))];
    // 10% of 600万 is 60万, of 900万 90万 and so 80万; half of each.
    for (revenue, yuan) in [("600万元", "300000"), ("900万元", "400000")] {
        let report =
            report(&documents, &format!("staff = 20\nyear.2025 = {{ revenue = \"{revenue}\" }}"), "2026-11-22");
        assert_eq!(support(&report, "/a").status, Status::DoesNotQualify);
        assert_eq!(ends(&report, "/b"), both(yuan));
    }
}

const AMENDED: &str = "amount = { rate = \"10%\", of = { fact = \"revenue\", year = -1 }, cap = \"500万元\" }\nfigures = [\"10%\", \"500万元\"]";

/// A newer document lifts the cap from 500万 to 1000万 for firms of 300 heads, from 2025 on.
fn lifted(head: &'static str) -> [(&'static str, &'static str, String); 2] {
    [in_force("x", grant("a", AMENDED)), ("y", head, grant("b", "amount = \"1万元\"\nfigures = [\"1万元\"]"))]
}

#[test]
fn a_newer_document_changes_a_figure_for_whom_it_names() {
    let head = "standing = \"in-force\"\nissued = 2025-01-01\nfrom = 2025-01-01\nuntil = 2026-06-30\n\
                amends = [{ what = \"510100/x/a\", from = \"500万元\", to = \"1000万元\", when = [{ fact = \"staff\", \
                at-least = 300 }], clause = \"三\", figures = [\"500万元\", \"1000万元\"] }]";
    // 10% of 8000万 is 800万.
    for (staff, as_of, yuan) in
        [(300, "2026-03-01", "8000000"), (299, "2026-03-01", "5000000"), (300, "2026-07-01", "5000000")]
    {
        let firm = format!("staff = {staff}\nyear.2025 = {{ revenue = \"8000万元\" }}");
        let report = report(&lifted(head), &firm, as_of);
        assert_eq!(ends(&report, "/a"), both(yuan), "{staff} {as_of}");
        let amount = support(&report, "/a").amount.as_ref().unwrap();
        assert!(amount.premises.iter().any(|told| told.contains("把500万元改为1000万元")), "{:?}", amount.premises);
    }
}

#[test]
fn a_change_that_may_not_hold_leaves_both_figures_possible() {
    let head = "standing = \"unconfirmed\"\nstanding-note = \"没有查到\"\nissued = 2025-01-01\nfrom = 2025-01-01\n\
                amends = [{ what = \"510100/x/a\", from = \"500万元\", to = \"1000万元\", clause = \"三\", figures = [\"500万元\", \"1000万元\"] }]";
    let report = report(&lifted(head), "year.2025 = { revenue = \"8000万元\" }", "2026-03-01");
    assert_eq!(ends(&report, "/a"), ("5000000".to_owned(), "8000000".to_owned()));
    let draft = head.replace("unconfirmed", "draft").leak();
    let report = self::report(&lifted(draft), "year.2025 = { revenue = \"8000万元\" }", "2026-03-01");
    assert_eq!(ends(&report, "/a"), both("5000000"));
}

/// 券和现金不能都要: each is in its own total, and neither is sure.
#[test]
fn a_voucher_and_cash_that_exclude_each_other_are_both_open() {
    let cash = grant("a", "amount = \"15万元\"\nfigures = [\"15万元\"]");
    let voucher = grant("b", "amount = \"30万元\"\nfigures = [\"30万元\"]\npaid = { as = \"voucher\" }");
    let group = "[[group]]\nname = \"安家\"\nmembers = [\"a\", \"b\"]\nrule = \"one-of\"\n";
    let both_had = report(&[in_force("x", format!("{cash}{voucher}{group}"))], "", "2026-11-22");
    let totals: Vec<_> =
        both_had.totals.iter().map(|total| (total.low.unwrap().to_string(), total.high.unwrap().to_string())).collect();
    assert_eq!(totals, [("0".to_owned(), "150000".to_owned()), ("0".to_owned(), "300000".to_owned())]);
    assert_eq!(ends(&both_had, "/a"), both("150000"));
    assert!(support(&both_had, "/a").reasons.iter().any(|reason| reason.text.contains("与b只能享受一项")));
    // Whoever can't have the voucher surely has the cash.
    let few = voucher.replace("clause", "when = [{ fact = \"staff\", at-least = 300 }]\nclause");
    let cash_alone = report(&[in_force("x", format!("{cash}{few}{group}"))], "staff = 20", "2026-11-22");
    assert_eq!(cash_alone.totals[0].low.unwrap().to_string(), "150000");
    // Of what is paid alike the higher is taken.
    let alike = voucher.replace("paid = { as = \"voucher\" }", "");
    let alike = report(&[in_force("x", format!("{cash}{alike}{group}"))], "", "2026-11-22");
    assert_eq!(ends_of(&alike), ("300000".to_owned(), "300000".to_owned()));
}

fn ends_of(report: &Report) -> (String, String) {
    (report.totals[0].low.unwrap().to_string(), report.totals[0].high.unwrap().to_string())
}

/// 加计扣除 takes 100% of the base off the income; what that saves hangs on the rate, which the firm states or not.
#[test]
fn a_deduction_is_shown_as_one_and_the_tax_saved_beside_it() {
    let deduction = "paid = { as = \"deduction\" }\namount = { rate = \"100%\", of = { fact = \"revenue\", year = -1 } }\n\
                     figures = [\"100%\"]";
    let saved =
        "paid = { as = \"tax-saved\" }\namount = { rate = { fact = \"domestic-share\" }, of = { same-as = \"a\" } }";
    let group = "[[group]]\nname = \"加计\"\nmembers = [\"a\", \"b\"]\nrule = \"sum\"\n";
    let body = format!("{}{}{group}", grant("a", deduction), grant("b", saved));
    let stated = report(
        &[in_force("x", body.clone())],
        "domestic-share = \"15%\"\nyear.2025 = { revenue = \"400万元\" }",
        "2026-11-22",
    );
    let totals: Vec<_> =
        stated.totals.iter().map(|total| (total.kind.as_str(), total.low.unwrap().to_string())).collect();
    assert_eq!(totals, [("tax-saved", "600000".to_owned()), ("deduction", "4000000".to_owned())]);
    // A share of something is not more than all of it.
    let unknown = report(&[in_force("x", body)], "year.2025 = { revenue = \"400万元\" }", "2026-11-22");
    assert_eq!(ends(&unknown, "/b"), ("0".to_owned(), "4000000".to_owned()));
    assert_eq!(ends(&unknown, "/a"), both("4000000"));
}

/// What is as much as a figure that is not known to be in force is no surer than that.
#[test]
fn as_much_as_what_may_not_be_in_force_is_in_no_total_of_what_is() {
    let head = "standing = \"unconfirmed\"\nstanding-note = \"没有查到\"\nissued = 2024-01-01\nfrom = 2024-01-01";
    let older = ("x", head, grant("a", "amount = \"50万元\"\nfigures = [\"50万元\"]"));
    let same = in_force("y", grant("b", "amount = { same-as = \"510100/x/a\" }"));
    let report = report(&[older, same], "", "2026-11-22");
    assert!(report.totals.iter().all(|total| total.standing == "unconfirmed"), "{:?}", report.totals);
}

/// One that pays without a figure excludes the other all the same, in every table.
#[test]
fn what_excludes_another_makes_it_unsure_without_a_figure_too() {
    let cash = grant("a", "amount = \"15万元\"\nfigures = [\"15万元\"]");
    let voucher = grant("b", "amount = \"unstated\"\npaid = { as = \"voucher\" }");
    let group = "[[group]]\nname = \"安家\"\nmembers = [\"a\", \"b\"]\nrule = \"one-of\"\n";
    let documents = [in_force("x", format!("{cash}{voucher}{group}"))];
    assert_eq!(ends_of(&report(&documents, "", "2026-11-22")), ("0".to_owned(), "150000".to_owned()));
    let is_plain = |documents: &[(&str, &str, String)]| {
        let (book, _, _) = compiled(documents);
        let (graph, mut firm) = (Graph::new(&book, false), profile::Profile::default());
        let Lookup::One(place) = book.places.find("510104") else { return false };
        firm.facts.insert(book.dictionary.by_key("place").unwrap(), profile::Value::Code(place));
        let mut figures = Figures::new(&graph, &firm, Day::parse("2026-11-22").unwrap());
        figures.answer(&of_profile(&book, &firm), &mut Answer::default())
    };
    assert!(is_plain(&[in_force("x", format!("{cash}{voucher}"))]));
    assert!(!is_plain(&documents));
}

#[test]
fn ranges_give_one_kind_of_thing() {
    let rule = "amount = { by = { fact = \"revenue\", year = -1 }, cases = [{ up-to = \"1000万元\", gives = \"5万元\" }, \
                { from = \"1000万元\", gives = \"staff\" }] }\nfigures = [\"1000万元\", \"5万元\"]";
    let (_, _, findings) = compiled(&[in_force("x", grant("a", rule))]);
    assert!(findings.iter().any(|finding| finding.problem.code() == "wrong-kind"), "{findings:?}");
}

/// 近两年 that a condition says as `2 years ago`, or as years, may stand among the figures as it is printed; another length not.
#[test]
fn a_length_of_time_that_a_condition_says_is_a_figure_that_may_be_copied() {
    let codes = |when: &str, printed: &str| -> Vec<&str> {
        let rest = format!("when = [{when}]\namount = \"5万元\"\nfigures = [\"5万元\"{printed}]");
        let (_, _, findings) = compiled(&[in_force("x", grant("a", &rest))]);
        findings.iter().map(|finding| finding.problem.code()).collect()
    };
    let (since, years) = (
        "{ fact = \"established\", since = \"2 years ago\" }",
        "{ has = \"year\", last = 2, where = [{ fact = \"revenue\", above = \"0元\" }] }",
    );
    for when in [since, years] {
        assert!(codes(when, "").is_empty() && codes(when, ", \"2年\"").is_empty(), "{when}");
        assert_eq!(codes(when, ", \"3年\""), ["figure-unused"], "{when}");
    }
}
