//! What a worked case can say: a line as much as a table, a firm like another one, documents that nothing is given by yet.

use zjtx::cases::{self, Case};
use zjtx::compile::{compile, parse};
use zjtx::finding::{Finding, Severity};
use zjtx::load::{Library, Role};
use zjtx::reader::{Sink, Table};
use zjtx::report::CaseReport;
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};
use zjtx::words::Lang;

/// A fifth of what a project spends.
const RULES: &str = r#"
[[support]]
id = "refit"
name = "改造补助"
name-en = "Refit"
kind = "grant"
for-what = "equipment"
for-each = "project"
when = [{ fact = "project.spend", at-least = "50万元" }, { fact = "staff", at-least = 20 }]
amount = { rate = "20%", of = "project.spend" }
clause = "第一条"
figures = ["50万元", "20%"]
"#;

fn rules(head: &str) -> (Rulebook, Sources) {
    let mut library = Library::default();
    for (name, text, role) in [
        ("facts.toml", include_str!("../world/rules/facts.toml"), Role::Dictionary),
        ("places.toml", include_str!("../world/rules/places.toml"), Role::Places),
        ("industries.toml", include_str!("../world/rules/industries.toml"), Role::Industries),
    ] {
        library.add_bytes(name, text.as_bytes(), role);
    }
    let text = format!(
        "[document]\ntitle = \"办法\"\nissuer = \"砚川市织造局\"\nkind = \"measure\"\nissued = 2024-01-01\n\
         checked = 2026-01-01\n{}{head}\n{RULES}",
        if head.contains("from = ") { "" } else { "from = 2024-01-01\n" }
    );
    let role = Role::Rules { folders: vec!["yanchuan".to_owned()], stem: "alpha".to_owned() };
    library.add_bytes("yanchuan/alpha.toml", text.as_bytes(), role);
    let (book, findings) = compile(&library);
    let errors: Vec<_> = findings.iter().filter(|finding| finding.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    (book, library.sources)
}

const IN_FORCE: &str = "standing = \"in-force\"\nevidence = \"official\"";

fn read(head: &str, text: &str) -> (Rulebook, Sources, Vec<Case>, Vec<Finding>) {
    let (book, mut sources) = rules(head);
    let file = sources.add(SourceFile { name: "alpha.cases.toml".to_owned(), text: text.to_owned() });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap();
    let cases = cases::read(Table::of_file(&sink, &root), "yanchuan/alpha", &book);
    (book, sources, cases, sink.into_findings())
}

fn run(head: &str, text: &str) -> Vec<CaseReport> {
    let (book, sources, cases, findings) = read(head, text);
    assert_eq!(findings, []);
    cases.iter().map(|case| case.run(Lang::Zh, &book, &sources)).collect()
}

fn passes(head: &str, text: &str) -> bool {
    run(head, text).iter().all(|case| case.passed)
}

const FIRST: &str = r#"
[[case]]
name = "first"
as-of = 2026-11-22
profile = { place = "墨池区", staff = 20, assets = "600万元", year.2025 = { revenue = "1000万元" }, project = [{ name = "一号", spend = "50万元" }] }
"#;

#[test]
fn a_line_says_what_a_table_says_and_is_held_against_it() {
    for (line, holds) in [
        ("refit: 符合 10万元，缺 无；50万 × 20%", true),
        ("refit: qualifies 10万元", true),
        ("refit（一号）: 符合 10万元", true),
        ("refit：符合，差 无，原因 无", true),
        ("refit: 10万元", true),
        ("refit: 符合 10万元～10万元", true),
        ("refit: 符合 9万元", false),
        ("refit: 符合 0～10万元", false),
        ("refit: 符合 10万元起", false),
        ("refit: 符合 金额未载明", false),
        ("refit: 不符合", false),
        ("refit: 符合，缺 staff", false),
        ("refit: 符合，原因 judgement", false),
        ("refit: 符合，认定后 9万元", false),
        ("refit: 符合，可得 9万元", false),
        ("refit（二号）: 符合", false),
        ("refit（“一号”）: 符合", true),
        ("revenue = 1000万元；照填", true),
        ("revenue（-1） = 1000万元", true),
        ("revenue（-2） = unknown", true),
        ("revenue = 999万元", false),
    ] {
        assert_eq!(passes(IN_FORCE, &format!("{FIRST}expect = [\"{line}\"]")), holds, "{line}");
    }
}

#[test]
fn a_calculation_that_is_still_to_be_filled_in_is_told() {
    let codes = |line: &str| -> Vec<&str> {
        let findings = read(IN_FORCE, &format!("{FIRST}expect = [\"{line}\"]")).3;
        findings.iter().map(|finding| finding.problem.code()).collect()
    };
    assert_eq!(codes("refit: 符合；〈算式〉"), ["placeholder"]);
    assert_eq!(codes("refit: 符合；50万 × 20%"), [""; 0]);
}

#[test]
fn lines_and_tables_stand_side_by_side() {
    let both = |low: &str| {
        format!("{FIRST}expect = [\"refit: 符合\", {{ support = \"refit\", low = \"{low}\" }}, \"staff = 20\"]")
    };
    assert!(passes(IN_FORCE, &both("10万元")));
    assert!(!passes(IN_FORCE, &both("11万元")));
}

#[test]
fn a_case_like_another_has_its_day_and_its_firm_but_for_what_it_says() {
    let second = |more: &str| {
        format!("{FIRST}expect = [\"refit: 符合\"]\n[[case]]\nname = \"second\"\nlike = \"first\"\n{more}")
    };
    for (more, holds) in [
        ("expect = [\"refit: 符合 10万元\", \"staff = 20\"]", true),
        ("profile = { staff = 19 }\nexpect = [\"refit: 不符合，差 1，可得 10万元\", \"revenue = 1000万元\"]", true),
        // A year is changed key by key, a list as a whole.
        ("profile = { year.2024.revenue = \"1元\" }\nexpect = [\"revenue = 1000万元\", \"revenue（-2） = 1元\"]", true),
        ("profile = { project = [{ name = \"二号\", spend = \"100万元\" }] }\nexpect = [\"refit: 符合 20万元\"]", true),
        ("without = [\"staff\"]\nexpect = [\"refit: 缺信息 staff\", \"staff = unknown\"]", true),
        ("without = [\"year.2025.revenue\"]\nexpect = [\"revenue = unknown\"]", true),
        (
            "without = [\"year.2025\"]\nprofile = { year.2024 = { revenue = \"1元\" } }\nexpect = [\"revenue（-2） = 1元\", \"revenue = unknown\"]",
            true,
        ),
        ("as-of = 2027-11-22\nexpect = [\"revenue = unknown\", \"revenue（-2） = 1000万元\"]", true),
        ("as-of = 2023-11-22\nexpect = [\"refit: 不在有效期\"]", true),
    ] {
        let text = second(more).replace("{ revenue = \"1100万元\" }", "{ revenue = \"1000万元\" }");
        assert_eq!(passes(IN_FORCE, &text), holds, "{more}");
    }
}

#[test]
fn a_case_may_be_like_one_that_is_like_another_wherever_they_stand() {
    let text = "[[case]]\nname = \"third\"\nlike = \"second\"\nprofile = { project = [{ name = \"三\", spend = \"60万元\" }] }\n\
                expect = [\"refit: 不符合，差 1，可得 12万元\"]\n\
                [[case]]\nname = \"second\"\nlike = \"first\"\nprofile = { staff = 19 }\nexpect = [\"refit: 不符合\"]\n";
    assert!(passes(IN_FORCE, &format!("{text}{FIRST}expect = [\"refit: 符合\"]")));
}

#[test]
fn what_is_wrong_with_a_firm_is_told_once_of_all_that_are_like_it() {
    let wrong = FIRST.replace("staff = 20", "staff = \"many\"");
    let text = format!(
        "{wrong}expect = [\"refit: 符合\"]\n[[case]]\nname = \"second\"\nlike = \"first\"\nexpect = [\"refit: 符合\"]"
    );
    assert_eq!(read(IN_FORCE, &text).3.len(), 1);
}

#[test]
fn a_case_can_take_a_draft_or_a_single_report_as_in_force() {
    let total = "[[case.total]]\npaid-to = \"enterprise\"\nperiod = \"once\"\nlow = \"10万元\"\nhigh = \"10万元\"";
    let given = format!("{FIRST}if-in-force = true\nexpect = [\"refit: 符合 10万元\"]\n{total}");
    let draft = "standing = \"draft\"\nstanding-note = \"征求意见\"\nevidence = \"official\"";
    let single = "standing = \"unconfirmed\"\nstanding-note = \"一处报道\"\nevidence = \"single\"";
    assert!(passes(draft, &given) && passes(single, &given));
    assert!(passes(draft, &format!("if-in-force = true\n{FIRST}expect = [\"refit: 符合 10万元\"]")));
    // Without it nothing is given by a draft, and one report is in no total; nor is an ended document brought back.
    assert!(passes(draft, &format!("{FIRST}expect = [\"refit: 仅预告\"]")));
    assert!(passes(draft, &format!("if-in-force = true\n{FIRST}if-in-force = false\nexpect = [\"refit: 仅预告\"]")));
    assert!(!passes(single, &format!("{FIRST}expect = [\"refit: 符合 10万元\"]\n{total}")));
    let ended = "standing = \"ended\"\nstanding-note = \"废止\"\nevidence = \"official\"";
    assert!(passes(ended, &format!("{FIRST}if-in-force = true\nexpect = [\"refit: 不在有效期\"]")));
}

/// Of a day before the check nobody knows whether a document of which the first day was not read had begun; a case can take
/// it as begun, and what another document reads of it.
#[test]
fn a_case_can_take_a_document_of_which_the_first_day_was_not_read_as_begun() {
    let unread = format!("from = \"unread\"\n{IN_FORCE}");
    let earlier = FIRST.replace("as-of = 2026-11-22", "as-of = 2025-12-31");
    assert_ne!(earlier, FIRST);
    assert!(passes(&unread, &format!("{earlier}expect = [\"refit: 待确认\"]")));
    assert!(passes(&unread, &format!("{earlier}if-in-force = true\nexpect = [\"refit: 符合 10万元\"]")));
    // On the day of the check it had.
    assert!(passes(&unread, &format!("{FIRST}expect = [\"refit: 符合 10万元\"]")));
}

#[test]
fn facts_are_called_by_their_chinese_names_too() {
    let value = |fact: &str, is: &str| format!("{FIRST}[[case.value]]\nfact = \"{fact}\"\nis = {is}");
    assert!(passes(IN_FORCE, &value("员工人数", "20")) && !passes(IN_FORCE, &value("员工人数", "21")));
    assert!(passes(IN_FORCE, &format!("{FIRST}expect = [\"员工人数 = 20\"]")));
    let little = FIRST.replace("staff = 20, ", "").replace("staff = 20", "");
    let table = "expect = [{ support = \"refit\", missing = [\"员工人数\"] }]";
    for expected in ["expect = [\"refit: 缺信息 员工人数\"]", "expect = [\"refit: 缺信息，缺 员工人数\"]", table]
    {
        assert!(passes(IN_FORCE, &format!("{little}{expected}")), "{expected}");
        assert!(!passes(IN_FORCE, &format!("{little}{}", expected.replace("员工人数", "织机台数"))), "{expected}");
    }
    let codes =
        |text: &str| -> Vec<&str> { read(IN_FORCE, text).3.iter().map(|finding| finding.problem.code()).collect() };
    assert_eq!(codes(&format!("{FIRST}{}", table.replace("员工人数", "人数数"))), ["unknown-fact"]);
    assert_eq!(codes(&value("人数数", "20")), ["unknown-fact"]);
}

#[test]
fn a_number_whose_decimals_never_end_is_written_as_a_fraction() {
    for (line, holds) in
        [("export-share = 1/5", true), ("export-share = 20%", true), ("export-share = 241/1201", false)]
    {
        let text = FIRST.replace("staff = 20", "staff = 20, export-share = \"20%\"");
        assert_eq!(passes(IN_FORCE, &format!("{text}expect = [\"{line}\"]")), holds, "{line}");
    }
    let table = |is: &str| format!("{FIRST}[[case.value]]\nfact = \"staff\"\nis = \"{is}\"");
    assert!(passes(IN_FORCE, &table("60/3")) && !passes(IN_FORCE, &table("61/3")));
    assert!(!read(IN_FORCE, &table("61/0")).3.is_empty());
}
