//! The shipped rules and their worked cases: whole, and no support without a case on either side of its line.

mod rules;

use std::collections::BTreeSet;

use rules::Rules;
use zjtx::cases::{Case, Expect};

#[test]
fn rules_and_cases_have_no_findings() {
    Rules::read().assert_clean();
}

#[test]
fn every_support_has_a_case_that_pays_and_one_that_does_not() {
    let rules = Rules::read();
    let pays = |expect: &Expect| match expect.status.as_deref() {
        Some("qualifies" | "open-to-all") => true,
        Some("subject-to-judgement") => expect.open || expect.high.is_some_and(|high| !high.is_zero()),
        _ => false,
    };
    let misses = |expect: &Expect| expect.status.as_deref() == Some("does-not-qualify");
    for support in &rules.book.supports {
        let document = &rules.book.documents[support.document].address;
        let cases = rules.cases.iter().filter(|(other, _)| other == document).flat_map(|(_, cases)| cases);
        let expects: Vec<&Expect> =
            cases.flat_map(|case| &case.expects).filter(|expect| expect.support == support.address).collect();
        assert!(expects.iter().any(|expect| pays(expect)), "{}: no case in which it is paid", support.address);
        assert!(expects.iter().any(|expect| misses(expect)), "{}: no case in which it is missed", support.address);
    }
}

#[test]
fn no_two_cases_of_a_document_have_one_name_and_none_is_without_an_expectation() {
    for (document, cases) in &Rules::read().cases {
        let names: BTreeSet<&String> = cases.iter().map(|case| &case.name).collect();
        assert_eq!(names.len(), cases.len(), "{document}");
        let says_something = |case: &Case| !case.expects.is_empty() || !case.totals.is_empty();
        assert!(cases.iter().all(says_something), "{document}");
    }
}

#[test]
fn the_rule_in_the_readmes_is_a_shipped_one() {
    let shipped = std::fs::read_to_string("rules/nantong/reply-2024.toml").expect("the rules are there");
    for name in ["README.md", "README.zh-CN.md"] {
        let readme = std::fs::read_to_string(name).expect("the README is there");
        let rule = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a block of TOML");
        assert!(shipped.contains(rule.trim()), "the rule of {name} differs from the shipped file");
    }
}
