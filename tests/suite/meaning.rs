//! What the words of a rule mean at their edges: days that a month does not have, the same list counted twice, groups
//! that a document states, money that was had before.

use crate::one_document;

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

/// The same by a name, on whichever side: from 31 January, from 28 February and from 29 February 2024 three years and a
/// month end on the last day of their month.
#[test]
fn a_day_so_long_ago_that_has_a_name_is_the_same_day() {
    for (ago, founded, today, is_within, is_over) in [
        ("1 month ago", "2026-01-31", "2026-02-28", true, true),
        ("1 month ago", "2026-02-28", "2026-03-31", false, true),
        ("3 years ago", "2024-02-28", "2027-02-28", true, true),
        ("3 years ago", "2024-02-29", "2027-02-28", true, true),
        ("3 years ago", "2025-02-28", "2028-02-29", false, true),
        ("3 years ago", "2025-03-01", "2028-02-29", true, false),
    ] {
        let meets = |when: &str| {
            let rule = format!(
                "when = [{{ {when} }}]\namount = \"5万元\"\nfigures = [\"5万元\"]\n[define.then]\nvalue = \"{ago}\""
            );
            let head = "standing = \"in-force\"\nevidence = \"copy\"";
            report(head, &rule, &format!("established = {founded}"), today).supports[0].status == Status::Qualifies
        };
        let (since, until) =
            (meets("fact = \"established\", since = \"then\""), meets("fact = \"established\", until = \"then\""));
        assert_eq!((since, until), (is_within, is_over), "{founded} {ago} on {today}");
        let (before, after) =
            (meets("fact = \"then\", until = \"established\""), meets("fact = \"then\", since = \"established\""));
        assert_eq!((before, after), (is_within, is_over), "{ago} {founded} on {today}");
    }
}

/// Where there is no project every one of them is begun: that is told where it decides, and nowhere else.
#[test]
fn what_holds_of_none_is_told_wherever_it_decides() {
    let every = "{ every = \"project\", where = [{ fact = \"project.kind\", is = \"smart-factory\" }] }";
    let told = "没有项目，视为满足";
    for (rule, is_told) in [
        (format!("when = [{every}]\namount = \"5万元\""), true),
        (format!("amount = {{ cases = [{{ when = [{every}], gives = \"5万元\" }}, {{ gives = \"3万元\" }}] }}"), true),
        (format!("amount = \"5万元\"\nclawback = [{every}]"), true),
        (
            format!(
                "amount = \"5万元\"\nstages = [{{ after = \"a\", share = \"60%\" }}, \
                 {{ after = \"b\", share = \"40%\", when = [{every}] }}]"
            ),
            true,
        ),
        (format!("when = [{{ any = [{every}, {{ fact = \"staff\", at-least = 1 }}] }}]\namount = \"5万元\""), false),
        (
            format!(
                "amount = {{ cases = [{{ when = [{{ fact = \"staff\", at-least = 1 }}], gives = \"5万元\" }}, \
                 {{ when = [{every}], gives = \"3万元\" }}] }}"
            ),
            false,
        ),
    ] {
        let figures: Vec<String> = ["5万元", "3万元", "60%", "40%"]
            .iter()
            .filter(|figure| rule.contains(&format!("\"{figure}\"")))
            .map(|figure| format!("\"{figure}\""))
            .collect();
        let rule = format!("{rule}\nfigures = [{}]", figures.join(", "));
        let support = support(&rule, "staff = 3\nproject = []", "2026-06-30");
        let reasons: Vec<_> = support.reasons.iter().filter(|reason| reason.text == told).collect();
        assert_eq!(reasons.len(), usize::from(is_told), "{rule}: {:?}", support.reasons);
        let one = support_with_one(&rule);
        assert!(one.reasons.iter().all(|reason| reason.text != told), "{rule}: {:?}", one.reasons);
    }
}

/// The same of a firm that has a project.
fn support_with_one(rule: &str) -> zjtx::report::SupportReport {
    support(rule, "staff = 3\nproject = [{ name = \"一\" }]", "2026-06-30")
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
