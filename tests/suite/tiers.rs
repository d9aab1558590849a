//! Which cases are told to hold never, and which are not: each case list stands in a support of its own.

use crate::one_document;

use std::fmt::Write;

use one_document::{IN_FORCE, report};
use zjtx::compile::compile;
use zjtx::finding::Place;
use zjtx::load::{Library, Role};

/// Of each support with these keys the codes that are told of it, apart from those of its figures.
fn told(supports: &[&str]) -> Vec<Vec<&'static str>> {
    let mut text =
        "[document]\ntitle = \"t\"\nissuer = \"i\"\nkind = \"measure\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
                    checked = 2026-11-22\nstanding = \"in-force\"\nevidence = \"copy\"\n"
            .to_owned();
    let mut ends = Vec::new();
    for (at, support) in supports.iter().enumerate() {
        write!(
            text,
            "[[support]]\nid = \"s{at}\"\nname = \"n{at}\"\nkind = \"grant\"\nclause = \"1\"\nfor-what = \"equipment\"\n{support}\n"
        )
        .unwrap();
        ends.push(text.len());
    }
    let mut library = Library::default();
    library.add_shipped_lists();
    let role = Role::Rules { folders: vec!["510100".to_owned()], stem: "demo".to_owned() };
    library.add_bytes("demo.toml", text.as_bytes(), role);
    let mut told = vec![Vec::new(); supports.len()];
    for finding in compile(&library).1 {
        let code = finding.problem.code();
        let Place::Span(span) = finding.place else { panic!("{code} has no place") };
        let at = ends.partition_point(|end| *end <= span.bytes.start);
        if !["figure-missing", "unrelated"].contains(&code) {
            told[at].push(code);
        }
    }
    told
}

/// Holds cases against what is told of them.
fn check(all: &[(&str, &str)]) {
    let supports: Vec<String> = all.iter().map(|(cases, _)| format!("amount = {{ {cases} }}")).collect();
    let supports: Vec<&str> = supports.iter().map(String::as_str).collect();
    for ((cases, expected), told) in all.iter().zip(told(&supports)) {
        assert_eq!(told.join(" "), *expected, "{cases}");
    }
}

const SWALLOWED: &str = "unreachable-case";

/// A firm of the last three years is one of the last five, too.
#[test]
fn days_before_and_after_the_day_of_the_answer_are_bands() {
    check(&[
        (
            "by = \"established\", cases = [{ since = \"5 years ago\", gives = \"2万元\" }, { since = \"36 months ago\", gives = \"1万元\" }]",
            SWALLOWED,
        ),
        (
            "by = \"established\", cases = [{ since = \"3 years ago\", gives = \"2万元\" }, { since = \"5 years ago\", gives = \"1万元\" }]",
            "",
        ),
        (
            "by = \"established\", cases = [{ before = \"3 years ago\", gives = \"2万元\" }, { before = \"5 years ago\", gives = \"1万元\" }]",
            SWALLOWED,
        ),
        (
            "by = \"established\", cases = [{ until = \"2 years ago\", gives = \"2万元\" }, { until = \"30 months ago\", gives = \"1万元\" }]",
            SWALLOWED,
        ),
        (
            "by = \"established\", cases = [{ since = \"start of last year\", gives = \"2万元\" }, { since = \"end of last year\", gives = \"1万元\" }]",
            SWALLOWED,
        ),
        (
            "by = \"established\", cases = [{ since = \"end of last year\", gives = \"2万元\" }, { since = \"start of last year\", gives = \"1万元\" }]",
            "",
        ),
        (
            "by = \"established\", cases = [{ since = 2020-01-01, gives = \"2万元\" }, { since = 2022-01-01, gives = \"1万元\" }]",
            SWALLOWED,
        ),
        // How many days a month has, and whether a year ago is before a day of the calendar, is known on the day only.
        (
            "by = \"established\", cases = [{ since = \"12 months ago\", gives = \"2万元\" }, { since = \"300 days ago\", gives = \"1万元\" }]",
            "",
        ),
        (
            "by = \"established\", cases = [{ since = 2020-01-01, gives = \"2万元\" }, { since = \"3 years ago\", gives = \"1万元\" }]",
            "",
        ),
        // From 29 February no day lies a year back, so that on it neither is the other.
        (
            "by = \"established\", cases = [{ until = \"1 year ago\", gives = \"2万元\" }, { before = \"1 year ago\", gives = \"1万元\" }]",
            "",
        ),
        (
            "cases = [{ when = [{ fact = \"established\", since = \"3 years ago\" }], gives = \"3万元\" }, { when = [{ fact = \"established\", before = \"3 years ago\" }], gives = \"2万元\" }, { gives = \"1万元\" }]",
            SWALLOWED,
        ),
    ]);
}

/// Who has three titles has one; a title of the last year is one of the last three years.
#[test]
fn counts_of_records_are_bands() {
    let title = |rest: &str| format!("{{ has = \"title\"{rest} }}");
    let cases = |first: &str, second: &str| {
        format!("cases = [{{ when = [{first}], gives = \"2万元\" }}, {{ when = [{second}], gives = \"1万元\" }}]")
    };
    let since = |years: &str| format!(", where = [{{ fact = \"title.granted\", since = \"{years} ago\" }}]");
    let kind = ", where = [{ fact = \"title.granted\", since = \"1 year ago\" }, { fact = \"title.kind\", is = \"little-giant\" }]";
    let pairs = [
        (cases(&title(""), &title(", at-least = 3")), SWALLOWED),
        (cases(&title(", at-least = 3"), &title("")), ""),
        (cases(&title(&since("3 years")), &title(&since("1 year"))), SWALLOWED),
        (cases(&title(&since("3 years")), &title(kind)), SWALLOWED),
        (cases(&title(&since("1 year")), &title(&since("3 years"))), ""),
        (cases(&title(kind), &title(&since("3 years"))), ""),
        // Two of the last three years need not be one of the last year, and one of it is not two.
        (cases(&title(&format!("{}, at-least = 2", since("3 years"))), &title(&since("1 year"))), ""),
        (cases(&title(&since("3 years")), &title(&format!("{}, at-least = 2", since("1 year")))), SWALLOWED),
        (cases(&title(""), "{ has = \"project\", at-least = 3 }"), ""),
        (
            format!(
                "cases = [{{ when = [{}], gives = \"2万元\" }}, {{ when = [{{ none = [{}] }}], gives = \"1万元\" }}, {{ gives = \"3万元\" }}]",
                title(""),
                title("")
            ),
            SWALLOWED,
        ),
    ];
    check(&pairs.iter().map(|(cases, expected)| (cases.as_str(), *expected)).collect::<Vec<_>>());
}

/// Any of, none of, so many of; what two cases take together; and what nobody can look into but is written twice.
#[test]
fn conditions_of_conditions_are_bands() {
    let sales = |bound: &str| format!("{{ fact = \"revenue\", year = -1, {bound} }}");
    let staff = |bound: &str| format!("{{ fact = \"staff\", {bound} }}");
    let listed = |is: bool| format!("{{ fact = \"listed\", is = {is} }}");
    let (one, five) = (sales("at-least = \"1亿元\""), sales("at-least = \"5亿元\""));
    let hundred = staff("at-least = 100");
    let judged = |text: &str| format!("{{ judged = \"{text}\" }}");
    let lists: [(&[String], &str); 12] = [
        (&[format!("{{ any = [{one}, {hundred}] }}"), five.clone()], SWALLOWED),
        (&[five.clone(), format!("{{ any = [{one}, {hundred}] }}")], ""),
        (&[one.clone(), hundred.clone(), format!("{{ any = [{five}, {hundred}] }}")], SWALLOWED),
        (
            &[one.clone(), hundred.clone(), format!("{{ of = [{one}, {hundred}, {}], at-least = 2 }}", listed(true))],
            SWALLOWED,
        ),
        (&[one.clone(), format!("{{ of = [{one}, {hundred}, {}], at-least = 2 }}", listed(true))], ""),
        (&[format!("{{ none = [{one}] }}"), sales("below = \"5000万元\"")], SWALLOWED),
        (&[format!("{{ none = [{five}] }}"), one.clone()], ""),
        (&[listed(true), format!("{}, {one}", listed(false)), one.clone()], SWALLOWED),
        (&[listed(true), format!("{}, {five}", listed(false)), one.clone()], ""),
        (&[judged("择优"), format!("{}, {one}", judged("择优"))], SWALLOWED),
        (&[judged("择优"), format!("{}, {one}", judged("验收"))], ""),
        (&[format!("{}, {}", sales("at-least = \"5亿元\""), sales("below = \"1亿元\""))], "never-holds"),
    ];
    let cases = |list: &[String]| {
        let cases =
            list.iter().enumerate().map(|(at, when)| format!("{{ when = [{when}], gives = \"{}万元\" }}", 9 - at));
        format!("cases = [{}]", cases.collect::<Vec<_>>().join(", "))
    };
    let all: Vec<(String, &str)> = lists.iter().map(|(list, expected)| (cases(list), *expected)).collect();
    check(&all.iter().map(|(cases, expected)| (cases.as_str(), *expected)).collect::<Vec<_>>());
}

/// A rest has something left where a quantity may be no number at all, and is needed only there.
#[test]
fn a_rest_is_told_where_nothing_is_left_for_it() {
    let sales = "by = { fact = \"revenue\", year = -1 }";
    let growth = "by = { growth = \"revenue\", year = -1 }";
    let bands = "{ at-least = \"5亿元\", gives = \"3万元\" }, { below = \"5亿元\", gives = \"2万元\" }";
    let rates = "{ at-least = \"20%\", gives = \"3万元\" }, { below = \"20%\", gives = \"2万元\" }";
    let all = [
        (format!("{sales}, cases = [{bands}, {{ gives = \"1万元\" }}]"), SWALLOWED),
        (format!("{sales}, cases = [{bands}]"), ""),
        (format!("{growth}, cases = [{rates}, {{ gives = \"1万元\" }}]"), ""),
        (format!("{sales}, cases = [{{ at-least = \"0元\", gives = \"3万元\" }}, {{ gives = \"1万元\" }}]"), SWALLOWED),
        (format!("{sales}, cases = [{{ below = \"0元\", gives = \"3万元\" }}, {{ gives = \"1万元\" }}]"), "never-holds"),
        ("by = \"listed\", cases = [{ is = true, gives = \"2万元\" }, { is = false, gives = \"3万元\" }, { gives = \"1万元\" }]".to_owned(), SWALLOWED),
        ("rate = { by = { fact = \"revenue\", year = -1 }, cases = [{ at-least = \"5亿元\", gives = \"3%\" }, { below = \"5亿元\", gives = \"2%\" }] }, of = { fact = \"revenue\", year = -1 }".to_owned(), ""),
        ("rate = { by = { fact = \"revenue\", year = -1 }, cases = [{ at-least = \"5亿元\", gives = \"3%\" }, { below = \"4亿元\", gives = \"2%\" }] }, of = { fact = \"revenue\", year = -1 }".to_owned(), "gap no-rest"),
        ("by = \"size-class\", cases = [{ is = \"large\", gives = \"1万元\" }, { is = \"small\", gives = \"3万元\" }, { is = \"micro\", gives = \"4万元\" }]".to_owned(), "gap-of-choices"),
        ("by = \"size-class\", cases = [{ is = \"large\", gives = \"1万元\" }, { is = \"medium\", gives = \"3万元\" }]".to_owned(), ""),
        ("by = \"size-class\", cases = [{ at-least = \"medium\", gives = \"1万元\" }, { is = \"large\", gives = \"3万元\" }]".to_owned(), SWALLOWED),
    ];
    check(&all.iter().map(|(cases, expected)| (cases.as_str(), *expected)).collect::<Vec<_>>());
}

/// Shares whose conditions exclude each other are not added; those that may hold together are.
#[test]
fn shares_of_stages_are_added_where_they_can_be_had_together() {
    let stages = |stages: &[(&str, &str)]| {
        let all = stages.iter().map(|(share, when)| format!("{{ after = \"a\", share = \"{share}\"{when} }}"));
        format!("amount = \"10万元\"\nstages = [{}]", all.collect::<Vec<_>>().join(", "))
    };
    let (listed, private) =
        (", when = [{ fact = \"listed\", is = true }]", ", when = [{ fact = \"listed\", is = false }]");
    let judged = ", when = [{ judged = \"验收\" }]";
    let all = [
        (stages(&[("60%", listed), ("100%", private)]), ""),
        (stages(&[("50%", ""), ("50%", listed), ("30%", private)]), ""),
        (stages(&[("50%", ""), ("60%", listed), ("30%", private)]), "out-of-range"),
        (stages(&[("60%", listed), ("60%", judged)]), "out-of-range"),
        (stages(&[("60%", listed), ("40%", private)]), "shares-incomplete"),
    ];
    let texts: Vec<&str> = all.iter().map(|(text, _)| text.as_str()).collect();
    for ((text, expected), told) in all.iter().zip(told(&texts)) {
        assert_eq!(told.join(" "), *expected, "{text}");
    }
}

/// Of 10万元 half is sure; the other half where the firm is listed, three tenths where it is not, one of both else.
#[test]
fn stages_that_exclude_each_other_never_come_to_more_than_the_whole() {
    let rule = "amount = \"10万元\"\nfigures = [\"10万元\", \"50%\", \"30%\"]\nstages = [{ after = \"a\", share = \"50%\" }, \
                { after = \"b\", share = \"50%\", when = [{ fact = \"listed\", is = true }] }, \
                { after = \"c\", share = \"30%\", when = [{ fact = \"listed\", is = false }] }]";
    for (firm, low, high) in
        [("listed = true", 100_000, 100_000), ("listed = false", 80_000, 80_000), ("", 80_000, 100_000)]
    {
        let report = report(IN_FORCE, rule, firm, "2026-11-22");
        let amount = report.supports[0].amount.as_ref().unwrap();
        let told = [amount.low.unwrap().to_string(), amount.high.unwrap().to_string()];
        assert_eq!(told, [low.to_string(), high.to_string()], "{firm}");
    }
}

/// What takes the place of another is not paid beside it; a pair that nothing relates is told once.
#[test]
fn what_one_document_replaces_is_related_by_that() {
    let document = |replaces: &str, every: &str| {
        format!(
            "[document]\ntitle = \"t\"\nissuer = \"i\"\nkind = \"measure\"\nissued = 2026-01-01\nfrom = 2026-01-01\n{replaces}\
             checked = 2026-11-22\nstanding = \"in-force\"\nevidence = \"copy\"\n[[support]]\nid = \"grant\"\nname = \"n\"\n\
             kind = \"grant\"\nclause = \"1\"\nfor-what = \"equipment\"\namount = \"1万元\"\n{every}figures = [\"1万元\"]\n"
        )
    };
    let yearly = "paid = { every = \"year\", for = \"unstated\" }\n";
    for (replaces, every, expected) in [
        ("", "", 1),
        ("replaces = [{ what = \"510100/old\", sure = true }]\n", "", 0),
        ("replaces = [{ what = \"510100/old\", sure = false }]\n", "", 1),
        ("", yearly, 1),
        ("replaces = [{ what = \"510100/old\", sure = true }]\n", yearly, 0),
    ] {
        let mut library = Library::default();
        library.add_shipped_lists();
        for (stem, text) in [("old", document("", "")), ("new", document(replaces, every))] {
            let role = Role::Rules { folders: vec!["510100".to_owned()], stem: stem.to_owned() };
            library.add_bytes(&format!("{stem}.toml"), text.as_bytes(), role);
        }
        let told: Vec<&str> = compile(&library).1.iter().map(|finding| finding.problem.code()).collect();
        assert_eq!(told, vec!["unrelated"; expected], "{replaces}{every}");
    }
}
