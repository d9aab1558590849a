//! The shipped rules and their worked cases: whole, and no support without a case on either side of its line.

use crate::rules;

use std::collections::BTreeSet;

use rules::Rules;
use zjtx::cases::{Case, Expect};
use zjtx::report::Yuan;
use zjtx::rulebook::{Condition, ConditionForm, Meaning, Offer, Rulebook, Support, TermValue};
use zjtx::words::{self, Lang};

#[test]
fn rules_and_cases_have_no_findings() {
    Rules::read().assert_clean();
}

#[test]
fn every_support_has_a_case_that_gives_it_and_one_that_does_not() {
    let rules = Rules::read();
    for support in rules.book.supports.iter() {
        let document = &rules.book.documents[support.document].address;
        let cases = rules.cases.iter().filter(|(other, _)| other == document).flat_map(|(_, cases)| cases);
        let expects: Vec<&Expect> =
            cases.flat_map(|case| &case.expects).filter(|expect| expect.support == support.address).collect();
        assert!(expects.iter().any(|expect| gives(support, expect)), "{}: no case that gives it", support.address);
        let misses = |expect: &&Expect| expect.status.as_deref() == Some("does-not-qualify");
        let must_miss = support.offer == Offer::Given && can_be_missed(&rules.book, support);
        assert!(!must_miss || expects.iter().any(misses), "{}: no case that misses it", support.address);
    }
}

/// Whether the case expects the support to be given, or as much of that as there can be.
fn gives(support: &Support, expect: &Expect) -> bool {
    let is_money = support.amount.is_some();
    let is_something = expect.open
        || expect.high.is_some_and(|high| high != Yuan::default())
        || expect.certainty.as_deref() == Some("unstated");
    match expect.status.as_deref() {
        Some("announced") => support.offer == Offer::Announced,
        Some("national-law") => support.offer == Offer::NationalLaw,
        Some("open-to-all") => !is_money,
        Some("qualifies") => true,
        Some("subject-to-judgement") => !is_money || is_something,
        _ => false,
    }
}

/// Whether a firm of the place can be known to miss it: what only others judge can't be.
fn can_be_missed(book: &Rulebook, support: &Support) -> bool {
    !support.selects.is_empty() || support.conditions[1..].iter().any(|condition| can_fail(book, condition))
}

fn can_fail(book: &Rulebook, condition: &Condition) -> bool {
    match &condition.form {
        ConditionForm::Judged(_) => false,
        ConditionForm::Any(parts) | ConditionForm::Unclear { readings: parts, .. } => {
            parts.iter().all(|part| can_fail(book, part))
        }
        ConditionForm::All(parts) => parts.iter().any(|part| can_fail(book, part)),
        ConditionForm::Meets(id) => match &book.definition(*id).meaning {
            Meaning::When(when) => when.iter().any(|part| can_fail(book, part)),
            Meaning::Value(_) => true,
        },
        _ => true,
    }
}

#[test]
fn the_time_limits_and_fees_of_nantong_are_told() {
    let rules = Rules::read();
    let reply = |support: &&Support| support.address.starts_with("nantong/reply-2024/");
    let with_terms = rules.book.supports.iter().filter(reply).filter(|support| !support.terms.is_empty());
    let told: Vec<String> = with_terms
        .flat_map(|support| support.terms.iter().map(move |term| (support, term)))
        .map(|(support, term)| match &term.value {
            TermValue::Time(count, unit) => format!("{} {} {count} {unit}", support.id(), term.label),
            TermValue::Quantity(value, _) => {
                format!("{} {} {}", support.id(), term.label, words::quantity(Lang::Zh, &rules.book, value))
            }
        })
        .collect();
    let expected = [
        "patent-pre-examination 响应 2 workday",
        "patent-pre-examination 预审结案 7 workday",
        "ip-platform 费用 0元",
        "key-diagnosis 费用 0元",
        "free-diagnosis 费用 0元",
        "diagnosis-for-all 费用 0元",
    ];
    assert_eq!(told, expected);
}

#[test]
fn no_two_cases_of_a_document_have_one_name_and_none_is_without_an_expectation() {
    for (document, cases) in &Rules::read().cases {
        let names: BTreeSet<&String> = cases.iter().map(|case| &case.name).collect();
        assert_eq!(names.len(), cases.len(), "{document}");
        let says_something = |case: &Case| {
            let says_of_titles = !case.standards.is_empty() || !case.values.is_empty();
            says_of_titles || !case.expects.is_empty() || !case.totals.is_empty()
        };
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

#[test]
fn no_support_is_longer_than_twenty_lines_and_labels_of_long_lists_have_their_own() {
    for document in Rules::read().book.documents.iter() {
        let text = std::fs::read_to_string(format!("rules/{}.toml", document.address)).unwrap();
        let supports = text.split("\n[[support]]\n").skip(1).map(|rest| rest.split("\n[").next().unwrap());
        for support in supports {
            // A comment says why, and how much it may say nobody counts.
            let lines = support.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count() + 1;
            assert!(lines <= 20, "{}: {support}", document.address);
        }
    }
    let text = std::fs::read_to_string("rules/national/gradient-2026.toml").unwrap();
    for line in text.lines().filter(|line| line.contains("label")) {
        assert!(line.starts_with("label"), "{line}");
    }
}
