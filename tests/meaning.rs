//! What the words of a rule mean at their edges: days that a month does not have, the same list counted twice, groups
//! that a document states, money that was had before.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod one_document;

use one_document::{IN_FORCE, report};
use zjtx::report::{Outcome, Status, SupportReport};

fn support(rule: &str, firm: &str, as_of: &str) -> SupportReport {
    report(IN_FORCE, rule, firm, as_of).supports.into_iter().next().unwrap()
}

fn amount(support: &SupportReport) -> (String, String) {
    let amount = support.amount.as_ref().unwrap();
    (amount.low.unwrap().to_string(), amount.high.unwrap().to_string())
}

/// Of a title granted on 2025-02-28 three years are over on 2028-02-28, so that the day after its end is not stated, on
/// 29 February as on 1 March.
#[test]
fn three_years_ago_and_three_years_after_agree_on_29_february() {
    let rule = "when = [{ has = \"title\", where = [{ fact = \"title.kind\", is = \"little-giant\" }, \
                { fact = \"title.valid\", is = true }] }]\namount = \"5万元\"\nfigures = [\"5万元\"]";
    let head = "standing = \"in-force\"\nevidence = \"copy\"";
    let firm = "title = [{ kind = \"小巨人\", granted = 2025-02-28 }]";
    let on = |day| report(head, rule, firm, day).supports.into_iter().next().unwrap();
    let [last, leap, after] = ["2028-02-28", "2028-02-29", "2028-03-01"].map(on);
    assert_eq!((last.status, amount(&last)), (Status::Qualifies, ("50000".into(), "50000".into())));
    for open in [leap, after] {
        assert_eq!((open.status, amount(&open)), (Status::NeedsFacts, ("0".into(), "50000".into())));
    }
}

/// A day belongs to the last month on one side and to the months before on the other, whatever the lengths of months.
#[test]
fn at_the_end_of_a_month_what_is_not_since_is_before() {
    let rule = |bound: &str| {
        format!(
            "when = [{{ fact = \"established\", {bound} = \"1 month ago\" }}]\namount = \"5万元\"\nfigures = [\"5万元\"]"
        )
    };
    // From 31 January, and from 28 February, a month ends on 28 February and on 28 March.
    for (founded, today, is_within, is_over) in [
        ("2026-01-31", "2026-02-28", true, true),
        ("2026-02-01", "2026-02-28", true, false),
        ("2026-02-28", "2026-03-31", false, true),
        ("2026-03-01", "2026-03-31", true, false),
    ] {
        let firm = format!("established = {founded}");
        let status = |bound| support(&rule(bound), &firm, today).status == Status::Qualifies;
        assert_eq!(status("since"), is_within, "{founded} since {today}");
        assert_eq!(status("before"), !is_within, "{founded} before {today}");
        assert_eq!(status("until"), is_over, "{founded} until {today}");
    }
}

/// Two projects and two hires: the one condition counts those that hold with a title, the other those that do not.
#[test]
fn conditions_within_conditions_are_counted_apart() {
    let rule = "when = [\n\
        { has = \"project\", where = [{ has = \"title\", where = [{ fact = \"title.kind\", is = \"little-giant\" }] }], at-least = 3 },\n\
        { has = \"hire\", where = [{ has = \"title\", where = [{ fact = \"title.kind\", is = \"champion\" }] }], at-least = 3 },\n]\namount = \"5万元\"\nfigures = [\"5万元\"]";
    let firm = "title = [{ kind = \"小巨人\", granted = 2026-01-05 }]\nproject = [{ name = \"一\" }, { name = \"二\" }]\n\
                hire = [{ degree = \"硕士\" }, { degree = \"博士\" }]";
    let support = support(rule, firm, "2026-06-30");
    let of = |fact: &str| {
        let found = support.conditions.iter().find(|condition| condition.text.contains(fact));
        let condition = found.unwrap_or_else(|| panic!("{fact} in {:?}", support.conditions));
        (condition.outcome, condition.detail.clone().unwrap())
    };
    assert_eq!(of("项目"), (Outcome::Unmet, "企业：2".to_owned()));
    assert_eq!(of("人才"), (Outcome::Unmet, "企业：0".to_owned()));
}

/// 5万元, received before: nothing where it is paid once, anything between where that is not stated, and untouched by
/// money that names another support, or that is of nothing.
#[test]
fn money_that_was_had_before_is_not_sure_to_be_had_again() {
    let rule = |again: &str| format!("amount = \"5万元\"\nfigures = [\"5万元\"]\n{again}");
    let had = |of: &str| format!("received = [{{ {of} }}]");
    let own = had("support = \"510100/demo/grant\", amount = \"5万元\"");
    let alike = had("for-what = \"equipment\", amount = \"5万元\"");
    let other = had("for-what = \"rent\", amount = \"5万元\"");
    let nothing = had("support = \"510100/demo/grant\", amount = 0");
    for (again, firm, low, high) in [
        ("again = \"once\"", own.as_str(), "0", "0"),
        ("again = \"once\"", &alike, "0", "50000"),
        ("again = \"once\"", &other, "50000", "50000"),
        ("again = \"once\"", &nothing, "50000", "50000"),
        ("again = \"once\"", "received = []", "50000", "50000"),
        ("again = \"once\"", "", "50000", "50000"),
        ("again = \"unstated\"", &own, "0", "50000"),
        ("again = \"unstated\"", &alike, "0", "50000"),
        ("again = \"unstated\"", &other, "50000", "50000"),
        ("", &own, "50000", "50000"),
    ] {
        let support = support(&rule(again), firm, "2026-06-30");
        assert_eq!(amount(&support), (low.to_owned(), high.to_owned()), "{again} {firm}: {support:?}");
    }
}

/// A list that can't be read may hold the award; one of which nothing is said is as if empty.
#[test]
fn earlier_money_that_cannot_be_read_leaves_an_award_open() {
    let rule = "amount = \"5万元\"\nfigures = [\"5万元\"]\nagain = \"unstated\"";
    let on = |firm| amount(&support(rule, firm, "2026-06-30"));
    assert_eq!(on("received = \"两笔\""), ("0".to_owned(), "50000".to_owned()));
    assert_eq!(on(""), ("50000".to_owned(), "50000".to_owned()));
}

/// As what a figure is taken is told beside the amount, and changes nothing of it.
#[test]
fn a_premise_is_told_beside_the_amount() {
    let rule = "amount = \"5万元\"\nfigures = [\"5万元\"]\npremises = [\"以发票所载为准\"]";
    let support = support(rule, "", "2026-06-30");
    assert_eq!(amount(&support), ("50000".to_owned(), "50000".to_owned()));
    assert_eq!(support.amount.unwrap().premises, ["以发票所载为准"]);
}
