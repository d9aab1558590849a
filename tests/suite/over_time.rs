//! Money that comes again and again, held against caps of a year, of all, and of several supports together; each figure
//! is worked out beside it. Which month is the first no document says, so all twelve are tried.

use crate::one_document;

use one_document::{IN_FORCE, report};
use zjtx::render::report_table;
use zjtx::report::{Certainty, Ends, Report, SupportReport};
use zjtx::words::Lang;

/// A grant of so much that comes so often and so long, under these caps; the amounts are in 元.
fn grant(amount: u32, paid: &str, limits: &str, figures: &str) -> String {
    format!("amount = \"{amount}元\"\npaid = {{ {paid} }}\nlimits = [{limits}]\nfigures = [\"{amount}元\"{figures}]")
}

const THREE_YEARS: &str = "every = \"month\", for = \"36 months\"";

fn cap(of: u32, within: &str) -> String {
    let within = if within.is_empty() { String::new() } else { format!(", within = \"{within}\"") };
    format!("{{ cap = \"{of}元\", per = \"enterprise\"{within} }}")
}

fn answer(support: &str, firm: &str) -> SupportReport {
    report(IN_FORCE, support, firm, "2026-11-22").supports.remove(0)
}

/// What one instalment comes to, from least to most.
fn each(support: &SupportReport) -> (String, String) {
    let amount = support.amount.as_ref().unwrap();
    (amount.low.unwrap().to_string(), amount.high.unwrap().to_string())
}

/// What all of them come to.
fn all(support: &SupportReport) -> (String, String) {
    ends(support.amount.as_ref().unwrap().altogether.as_ref().unwrap())
}

fn ends(ends: &Ends) -> (String, String) {
    (ends.low.to_string(), ends.high.map_or("open".to_owned(), |high| high.to_string()))
}

fn from_to(low: &str, high: &str) -> (String, String) {
    (low.to_owned(), high.to_owned())
}

fn why(support: &SupportReport) -> Vec<&str> {
    support.reasons.iter().map(|reason| reason.code.word()).collect()
}

#[test]
fn a_cap_of_a_year_holds_all_months_of_a_calendar_year() {
    let support = answer(&grant(2000, THREE_YEARS, &cap(12_000, "year"), ", \"36个月\", \"12000元\""), "");
    // Three calendar years: 3 × 12,000. From July there are four: 6 × 2,000 + 12,000 + 12,000 + 6 × 2,000.
    assert_eq!(all(&support), from_to("36000", "48000"));
    // Six months use the cap up.
    assert_eq!((each(&support), why(&support)), (from_to("0", "2000"), vec!["spent"]));
}

#[test]
fn a_cap_of_all_time_holds_all_months() {
    for within in ["", "ever"] {
        let support =
            answer(&grant(2000, THREE_YEARS, &cap(50_000, within), ", \"36个月\", \"50000元\""), "received = []");
        // 36 × 2,000 = 72,000 is above it; 25 months use it up.
        assert_eq!((all(&support), each(&support)), (from_to("50000", "50000"), from_to("0", "2000")), "{within:?}");
    }
}

#[test]
fn a_cap_of_a_year_below_one_month_is_paid_once_a_year() {
    let support = answer(&grant(2000, THREE_YEARS, &cap(1000, "year"), ", \"36个月\", \"1000元\""), "");
    // 1,000 in each of three calendar years, or of the four that 36 months can touch.
    assert_eq!((all(&support), each(&support)), (from_to("3000", "4000"), from_to("0", "1000")));
}

#[test]
fn a_cap_of_all_time_holds_all_years() {
    let paid = "every = \"year\", for = \"3 years\"";
    let support = answer(&grant(20_000, paid, &cap(50_000, "ever"), ", \"3年\", \"50000元\""), "received = []");
    // 20,000 + 20,000 + the 10,000 that are left.
    assert_eq!((all(&support), each(&support)), (from_to("50000", "50000"), from_to("10000", "20000")));
}

#[test]
fn a_cap_that_never_binds_leaves_the_instalment_as_it_is() {
    // 12 × 1,000 a year is the cap, not above it.
    let paid = format!("as = \"voucher\", {THREE_YEARS}");
    let support = answer(&grant(1000, &paid, &cap(12_000, "year"), ", \"36个月\", \"12000元\""), "");
    assert_eq!((all(&support), each(&support)), (from_to("36000", "36000"), from_to("1000", "1000")));
    assert_eq!(support.amount.as_ref().unwrap().certainty, Certainty::Fixed);
    assert_eq!(why(&support), Vec::<&str>::new());
}

#[test]
fn where_no_end_is_stated_a_cap_of_all_may_be_used_up() {
    let paid = "every = \"month\", for = \"unstated\"";
    let support = answer(&grant(2000, paid, &cap(50_000, ""), ", \"50000元\""), "");
    assert_eq!(each(&support), from_to("0", "2000"));
    assert!(support.amount.as_ref().unwrap().altogether.is_none());
    // Once a year there is one instalment alone, whenever it ends.
    let yearly = "every = \"year\", for = \"unstated\"";
    let support = answer(&grant(2000, yearly, &cap(2000, "year"), ""), "");
    assert_eq!((each(&support), why(&support)), (from_to("2000", "2000"), vec!["duration"]));
}

#[test]
fn months_of_which_the_number_is_unknown_are_from_none_to_all() {
    let left = "every = \"month\", for = { excess = \"36 months\", over = \"staff\" }";
    let support = |months: &str| answer(&grant(2000, left, &cap(50_000, ""), ", \"36个月\", \"50000元\""), months);
    // From none, where all are over, to 36 × 2,000 under the cap.
    assert_eq!((all(&support("")), each(&support(""))), (from_to("0", "50000"), from_to("0", "2000")));
    // 12 are over: 24 × 2,000 are below the cap.
    let known = support("staff = 12");
    assert_eq!((all(&known), each(&known)), (from_to("48000", "48000"), from_to("2000", "2000")));
    // 11 are over: 25 × 2,000 are the cap. 10 are over: nothing is left for the 26th.
    assert_eq!(each(&support("staff = 11")), from_to("2000", "2000"));
    assert_eq!(each(&support("staff = 10")), from_to("0", "2000"));
    // None is left.
    let none = support("staff = 36");
    assert_eq!((all(&none), each(&none)), (from_to("0", "0"), from_to("0", "0")));
}

/// Rent and wages for two years, together at most 100,000.
fn two_together() -> Report {
    let paid = "every = \"month\", for = \"24 months\"";
    let rent = grant(5000, paid, "", ", \"24个月\"");
    let wages = grant(3000, paid, "", ", \"24个月\"");
    let both = format!(
        "{rent}\n[[support]]\nid = \"wages\"\nname = \"w\"\nkind = \"grant\"\nclause = \"2\"\n\
         for-what = \"recruitment\"\n{wages}\n[[group]]\nname = \"together\"\nmembers = [\"grant\", \"wages\"]\n\
         rule = \"sum\"\nlimits = [{}]\nfigures = [\"100000元\"]",
        cap(100_000, "ever")
    );
    report(IN_FORCE, &both, "received = []", "2026-11-22")
}

#[test]
fn a_cap_of_a_group_holds_all_instalments_of_its_members() {
    let report = two_together();
    let [rent, wages] = &report.supports[..] else { panic!("{:?}", report.supports) };
    // Alone 24 × 5,000 = 120,000 and 24 × 3,000 = 72,000, together 192,000: 92,000 are cut of the one or the other.
    assert_eq!(all(rent), from_to("28000", "100000"));
    assert_eq!(all(wages), from_to("0", "72000"));
    let cut = report.stacking.iter().find_map(|group| group.cut.as_ref()).unwrap();
    assert_eq!((cut.cap.to_string(), ends(&cut.sum)), ("100000".to_owned(), from_to("192000", "192000")));
    assert_eq!(cut.over.as_deref(), Some("ever"));
    // 8,000 a month until the cap is used up.
    let [total] = &report.totals[..] else { panic!("{:?}", report.totals) };
    assert_eq!((total.low.unwrap().to_string(), total.high.unwrap().to_string()), from_to("0", "8000"));
    assert!(
        rent.reasons.iter().any(|reason| reason.code.word() == "group-cap" && reason.text.contains("10万元")),
        "{:?}",
        rent.reasons
    );
}

/// What waits for an acceptance leaves a share of each instalment and the same share of the cap: 12 × 1,000 are the cap,
/// 12 × 600 are the share of it.
#[test]
fn the_share_that_is_kept_is_the_same_of_an_instalment_and_of_its_cap() {
    let paid = "every = \"month\", for = \"12 months\"";
    let waits = "\nstages = [{ after = \"start\", share = \"60%\" }, { after = \"acceptance\", share = \"40%\", when = [{ fact = \"listed\", is = true }] }]";
    let support = |firm: &str| {
        answer(&(grant(1000, paid, &cap(12_000, "year"), ", \"12个月\", \"12000元\", \"40%\", \"60%\"") + waits), firm)
    };
    let open = support("");
    assert_eq!((all(&open), each(&open)), (from_to("7200", "12000"), from_to("600", "1000")));
    let listed = support("listed = true");
    assert_eq!((all(&listed), each(&listed)), (from_to("12000", "12000"), from_to("1000", "1000")));
}

/// Nothing is left of instalments of which none comes, whatever each would be.
#[test]
fn no_instalment_is_nothing_also_of_an_amount_without_an_end() {
    let each = "amount = { rate = \"1%\", of = { fact = \"revenue\", year = -1 } }";
    let paid = "paid = { every = \"month\", for = { excess = \"36 months\", over = \"staff\" } }";
    let support = answer(&format!("{each}\n{paid}\nfigures = [\"1%\", \"36个月\"]"), "staff = 40");
    assert_eq!(all(&support), from_to("0", "0"));
}

/// Two of 2,000 a month for twelve months under 12,000 a year together: at worst the other one has used the cap up in
/// every year that this one meets.
#[test]
fn a_cap_of_a_year_of_a_group_may_leave_one_of_its_members_nothing() {
    let paid = "every = \"month\", for = \"12 months\"";
    let rules = format!(
        "{}\n[[support]]\nid = \"other\"\nname = \"o\"\nkind = \"grant\"\nclause = \"2\"\nfor-what = \"rent\"\n{}\n\
         [[group]]\nname = \"g\"\nmembers = [\"grant\", \"other\"]\nrule = \"sum\"\nlimits = [{}]\nfigures = [\"12000元\"]",
        grant(2000, paid, "", ", \"12个月\""),
        grant(2000, paid, "", ", \"12个月\""),
        cap(12_000, "year"),
    );
    let report = report(IN_FORCE, &rules, "received = []", "2026-11-22");
    for support in &report.supports {
        assert_eq!(all(support), from_to("0", "24000"), "{}", support.id);
    }
}

/// A cap that holds what was received before, which the firm does not say: from nothing to all of it.
#[test]
fn a_cap_of_a_group_is_not_used_up_for_sure_where_earlier_money_is_not_stated() {
    let rules = format!(
        "{}\n[[support]]\nid = \"other\"\nname = \"o\"\nkind = \"grant\"\nclause = \"2\"\nfor-what = \"rent\"\n{}\n\
         [[group]]\nname = \"g\"\nmembers = [\"grant\", \"other\"]\nrule = \"sum\"\nlimits = [{}]\nfigures = [\"100000元\"]",
        grant(5000, "every = \"month\", for = \"24 months\"", "", ", \"24个月\""),
        grant(3000, "every = \"month\", for = \"24 months\"", "", ", \"24个月\""),
        cap(100_000, "ever"),
    );
    let report = report(IN_FORCE, &rules, "", "2026-11-22");
    let of = |id: &str| all(report.supports.iter().find(|support| support.id.ends_with(id)).unwrap());
    // 24 × 5,000 = 120,000 is cut to the cap; 24 × 3,000 is 72,000.
    assert_eq!((of("grant"), of("other")), (from_to("0", "100000"), from_to("0", "72000")));
}

/// A payment that names the support may be one of its months, or of a run before it.
#[test]
fn months_that_were_paid_before_are_not_sure_to_be_paid_again() {
    let rule = |again: &str| format!("{}\n{again}", grant(2000, THREE_YEARS, "", ", \"36个月\""));
    let firm = "received = [{ support = \"510100/demo/grant\", amount = \"2000元\" }]";
    for again in ["again = \"once\"", "again = \"unstated\""] {
        assert_eq!(all(&answer(&rule(again), firm)), from_to("0", "72000"), "{again}");
    }
}

/// 12万元 under 10万元 a year: what was received in 2026, the year of the answer, is taken off; in another year it is not.
/// What does not say when it came, or what for, may be.
#[test]
fn a_cap_of_a_year_holds_what_was_received_in_that_year() {
    let rule =
        format!("amount = \"120000元\"\nlimits = [{}]\nfigures = [\"120000元\", \"100000元\"]", cap(100_000, "year"));
    let had = |what: &str| format!("received = [{{ amount = \"60000元\", {what} }}]");
    let own = "support = \"510100/demo/grant\"";
    for (firm, low, high) in [
        // 100,000 − 60,000
        (had(&format!("{own}, date = 2026-03-01")), "40000", "40000"),
        (had(&format!("{own}, paid-year = 2026")), "40000", "40000"),
        (had(&format!("{own}, date = 2025-12-31")), "100000", "100000"),
        (had(own), "40000", "100000"),
        (had("for-what = \"equipment\", date = 2026-03-01"), "40000", "40000"),
        (had("for-what = \"equipment\""), "40000", "100000"),
        (had("for-what = \"rent\", date = 2026-03-01"), "100000", "100000"),
        (had("date = 2026-03-01"), "40000", "100000"),
        (format!("received = [{{ {own}, date = 2026-03-01 }}]"), "0", "100000"),
        ("received = []".to_owned(), "100000", "100000"),
        (String::new(), "100000", "100000"),
        // A list that can't be read may hold anything.
        ("received = \"两笔\"".to_owned(), "0", "100000"),
    ] {
        assert_eq!(each(&answer(&rule, &firm)), from_to(low, high), "{firm}");
    }
}

/// Of several awards of 8万元 under 10万元 a year, each year has its own cap and its own receipts.
#[test]
fn a_cap_of_a_year_holds_records_and_receipts_of_the_same_year() {
    let rule = format!(
        "for-each = \"award\"\namount = \"80000元\"\nlimits = [{}]\nfigures = [\"80000元\", \"100000元\"]",
        cap(100_000, "year")
    );
    let firm = |awards: &str| {
        format!(
            "received = [{{ support = \"510100/demo/grant\", amount = \"70000元\", date = 2025-06-01 }}]\n\
             award = [{awards}]"
        )
    };
    let dated = |year: u16| format!("{{ granted = {year}-01-01 }}");
    for (awards, low, high) in [
        // 100,000 − 70,000 are left of 2025.
        (dated(2025), "30000", "30000"),
        (dated(2026), "80000", "80000"),
        (format!("{}, {}", dated(2025), dated(2026)), "110000", "110000"),
        (format!("{}, {}", dated(2026), dated(2026)), "100000", "100000"),
        // Of 2025 or not.
        ("{}".to_owned(), "30000", "80000"),
        // With one of 2026: 80,000 and 30,000 or 20,000 or 80,000.
        (format!("{}, {{}}", dated(2026)), "100000", "160000"),
    ] {
        assert_eq!(each(&answer(&rule, &firm(&awards))), from_to(low, high), "{awards}");
    }
}

/// A receipt of 7万元 under 10万元 for each record is of one record alone: of two of 8万元 the one or the other is cut to
/// 3万元. What is more than a cap was of several, and takes off no more than itself.
#[test]
fn what_was_received_is_taken_off_once_not_for_each_record() {
    let rule = "for-each = \"award\"\namount = \"80000元\"\nfigures = [\"80000元\", \"100000元\"]\n\
                limits = [{ cap = \"100000元\", per = \"award\", within = \"ever\" }]";
    let of = |received: u32, awards: &str| {
        let own = format!("support = \"510100/demo/grant\", amount = \"{received}元\"");
        each(&answer(rule, &format!("received = [{{ {own} }}]\naward = [{awards}]")))
    };
    assert_eq!(of(70_000, "{}"), from_to("30000", "80000"));
    // 80,000 + 30,000
    assert_eq!(of(70_000, "{}, {}"), from_to("110000", "160000"));
    assert_eq!(of(70_000, "{}, {}, {}"), from_to("190000", "240000"));
    // 4 × 80,000 − 130,000
    assert_eq!(of(130_000, "{}, {}, {}, {}"), from_to("190000", "320000"));
}

/// A cap of a group for a year: 6万元 and 5万元 under 10万元, of which 3万元 came this year for a member.
#[test]
fn a_cap_of_a_year_of_a_group_holds_what_its_members_received() {
    for (group, of) in [("", cap(100_000, "year")), ("within = \"year\"\n", cap(100_000, ""))] {
        let rules = format!(
            "amount = \"60000元\"\nfigures = [\"60000元\"]\n\
             [[support]]\nid = \"other\"\nname = \"o\"\nkind = \"grant\"\nclause = \"2\"\nfor-what = \"rent\"\n\
             amount = \"50000元\"\nfigures = [\"50000元\"]\n\
             [[group]]\nname = \"g\"\nmembers = [\"grant\", \"other\"]\nrule = \"sum\"\n{group}limits = [{of}]\n\
             figures = [\"100000元\"]"
        );
        let total = |receipt: &str| {
            let firm = format!("received = [{{ amount = \"30000元\", {receipt} }}]");
            let report = report(IN_FORCE, &rules, &firm, "2026-11-22");
            let [total] = &report.totals[..] else { panic!("{:?}", report.totals) };
            (total.low.unwrap().to_string(), total.high.unwrap().to_string())
        };
        let own = "support = \"510100/demo/other\"";
        assert_eq!(total(&format!("{own}, date = 2026-02-01")), from_to("70000", "70000"), "{group}");
        assert_eq!(total(&format!("{own}, date = 2025-02-01")), from_to("100000", "100000"), "{group}");
        assert_eq!(total(own), from_to("70000", "100000"), "{group}");
    }
}

/// Of earlier money nobody knows which instalments it was, so a top-up lies between nothing and all.
#[test]
fn earlier_money_is_not_taken_off_every_instalment() {
    let paid = "every = \"month\", for = \"12 months\"";
    let rules = format!(
        "{}\n[[support]]\nid = \"other\"\nname = \"o\"\nkind = \"grant\"\nclause = \"2\"\nfor-what = \"equipment\"\n{}\n\
         [[group]]\nname = \"g\"\nmembers = [\"grant\", \"other\"]\nrule = \"top-up\"",
        grant(2000, paid, "", ", \"12个月\""),
        grant(2500, paid, "", ", \"12个月\""),
    );
    let firm = "received = [{ support = \"510100/demo/other\", amount = \"10000元\" }]";
    let report = report(IN_FORCE, &rules, firm, "2026-11-22");
    let [total] = &report.totals[..] else { panic!("{:?}", report.totals) };
    // 12 × 2,500 − 10,000 = 20,000 is still to come, in whatever months.
    assert_eq!((total.low.unwrap().to_string(), total.high.unwrap().to_string()), from_to("0", "2500"));
}

/// Two of one purpose of which only one is paid, each of so much so often and so long; the total of a month or year, and
/// whether each surely gives way.
fn only_one(first: &str, second: &str) -> ((String, String), Vec<bool>) {
    let rules = format!(
        "{first}\n[[support]]\nid = \"other\"\nname = \"o\"\nkind = \"grant\"\nclause = \"2\"\nfor-what = \"rent\"\n\
         {second}\n[[group]]\nname = \"g\"\nmembers = [\"grant\", \"other\"]\nrule = \"highest\"\n"
    );
    let report = report(IN_FORCE, &rules, "received = []", "2026-11-22");
    let [total] = &report.totals[..] else { panic!("{:?}", report.totals) };
    let gives_way = |support: &SupportReport| support.amount.as_ref().unwrap().gives_way_to.is_some();
    let ends = (total.low.unwrap().to_string(), total.high.unwrap().to_string());
    (ends, report.supports.iter().map(gives_way).collect())
}

/// The firm takes what comes to more altogether, whatever one instalment is.
#[test]
fn of_two_that_last_differently_the_one_is_taken_that_comes_to_more_altogether() {
    let months = |amount: u32, count: u32| {
        grant(amount, &format!("every = \"month\", for = \"{count} months\""), "", &format!(", \"{count}个月\""))
    };
    // 12 × 2,000 = 24,000 against 36 × 1,500 = 54,000
    let (total, gives_way) = only_one(&months(2000, 12), &months(1500, 36));
    assert_eq!((total, gives_way), (from_to("1500", "1500"), vec![true, false]));
    // Equally long: 2,000.
    assert_eq!(only_one(&months(2000, 12), &months(1500, 12)).0, from_to("2000", "2000"));
    // 36 × 2,000 = 72,000 against 12 × 1,500
    assert_eq!(only_one(&months(1500, 12), &months(2000, 36)).0, from_to("2000", "2000"));
    // Both 18,000: the one or the other.
    let (total, gives_way) = only_one(&months(1500, 12), &months(500, 36));
    assert_eq!((total, gives_way), (from_to("500", "1500"), vec![false, false]));
    // How long it comes is not stated: it may be more or less than 24,000.
    let open = grant(1000, "every = \"month\", for = \"unstated\"", "", "");
    assert_eq!(only_one(&months(2000, 12), &open).0, from_to("1000", "2000"));
    // No time is stated of either: by the month.
    let other = grant(1500, "every = \"month\", for = \"unstated\"", "", "");
    assert_eq!(only_one(&open, &other).0, from_to("1500", "1500"));
    // 12 × 2,000 under 15,000 in all is less than 12 × 1,500 = 18,000.
    let capped = grant(2000, "every = \"month\", for = \"12 months\"", &cap(15_000, ""), ", \"12个月\", \"15000元\"");
    assert_eq!(only_one(&capped, &months(1500, 12)).0, from_to("1500", "1500"));
}

/// A grant reckoned from another one that comes every month, each for so many months.
fn matching(amount: &str, months: u32, other: &str) -> SupportReport {
    let rules = format!(
        "amount = {amount}\npaid = {{ every = \"month\", for = \"{months} months\" }}\nfigures = [FIGURES\"{months}个月\"]\n\
         [[support]]\nid = \"other\"\nname = \"o\"\nkind = \"grant\"\nclause = \"2\"\nfor-what = \"rent\"\n{other}"
    );
    let rate = amount.split('"').find(|part| part.ends_with('%')).unwrap_or("1000元");
    let mut report = report(IN_FORCE, &rules.replace("FIGURES", &format!("\"{rate}\", ")), "", "2026-11-22");
    report.supports.retain(|support| support.id.ends_with("/grant"));
    report.supports.remove(0)
}

/// What is a share of other money ends with that; what is more than it falls back to its own.
#[test]
fn what_is_reckoned_from_other_instalments_comes_as_long_as_those_do() {
    let half = "{ rate = \"50%\", of = { amount-of = \"other\" } }";
    let year = grant(1000, "every = \"month\", for = \"12 months\"", "", ", \"12个月\"");
    let of = |support: &SupportReport| (each(support), all(support));
    // 12 × 500, though it would come for three years; 6 × 500.
    assert_eq!(of(&matching(half, 36, &year)), (from_to("500", "500"), from_to("6000", "6000")));
    assert_eq!(of(&matching(half, 6, &year)), (from_to("500", "500"), from_to("3000", "3000")));
    // A third of one, in whole fen like each of them.
    let third = "{ rate = \"33.3333%\", of = { amount-of = \"other\" } }";
    let month = grant(1000, "every = \"month\", for = \"1 month\"", "", ", \"1个月\"");
    assert_eq!(of(&matching(third, 36, &month)), (from_to("333.33", "333.33"), from_to("333.33", "333.33")));
    // Half of 36,000 to 48,000.
    let capped = grant(2000, THREE_YEARS, &cap(12_000, "year"), ", \"36个月\", \"12000元\"");
    assert_eq!(of(&matching(half, 36, &capped)), (from_to("0", "1000"), from_to("18000", "24000")));
    // 1,000 and 1,000 for a year, then 1,000: 48,000 is between 36 × 1,000 and 36 × 2,000.
    let sum = "{ sum = [\"1000元\", { amount-of = \"other\" }] }";
    assert_eq!(of(&matching(sum, 36, &year)), (from_to("1000", "2000"), from_to("36000", "72000")));
    assert_eq!(of(&matching(sum, 12, &year)), (from_to("2000", "2000"), from_to("24000", "24000")));
}

/// Of what is reckoned from last year's revenue, 1,000,000, nobody knows what later years bring: 5 × 10,000 is in no document.
#[test]
fn of_later_years_that_have_figures_of_their_own_no_sum_is_told() {
    let firm = "received = []\nyear.2025.revenue = \"1000000元\"";
    let of_revenue = "{ rate = \"1%\", of = { fact = \"revenue\", year = -1 } }";
    let by_size = "{ cases = [{ when = [{ fact = \"revenue\", year = -1, above = \"1元\" }], gives = \"10000元\" }] }";
    let paid = |amount: &str, paid: &str, printed: &str, limits: &str| {
        let rule = format!("amount = {amount}\npaid = {{ {paid} }}\nlimits = [{limits}]\nfigures = [{printed}]");
        let support = answer(&rule, firm);
        let told = support.amount.as_ref().unwrap().altogether.as_ref().map(ends);
        (each(&support), told, why(&support).join(" "))
    };
    let (five, fixed) = ("every = \"year\", for = \"5 years\"", from_to("10000", "10000"));
    for (amount, printed) in [(of_revenue, "\"1%\", \"5年\""), (by_size, "\"1元\", \"10000元\", \"5年\"")] {
        assert_eq!(paid(amount, five, printed, ""), (fixed.clone(), None, "by-year".to_owned()));
    }
    // Other years may have used 35,000 up, whatever this one brings.
    let capped = paid(of_revenue, five, "\"1%\", \"5年\", \"35000元\"", &cap(35_000, "ever"));
    assert_eq!(capped, (from_to("0", "10000"), None, "spent by-year".to_owned()));
    // Within a year it is this year's figure: one year, or twelve months of 10,000. More months reach beyond it.
    let months = |count: u32| format!("every = \"month\", for = \"{count} months\"");
    let told = |paid_for: &str, printed: &str| paid(of_revenue, paid_for, &format!("\"1%\", \"{printed}\""), "").1;
    assert_eq!(told("every = \"year\", for = \"1 year\"", "1年"), Some(fixed));
    assert_eq!(told(&months(12), "12个月"), Some(from_to("120000", "120000")));
    assert_eq!(told(&months(13), "13个月"), None);
}

/// Half of what hangs on a year does so, too; and of two of which one is paid either may come to more.
#[test]
fn what_follows_from_figures_of_a_year_is_as_open_as_they_are() {
    let five = "paid = { every = \"year\", for = \"5 years\" }";
    let of_revenue = format!(
        "amount = {{ rate = \"1%\", of = {{ fact = \"revenue\", year = -1 }} }}\n{five}\nfigures = [\"1%\", \"5年\"]"
    );
    let rules = format!(
        "amount = {{ rate = \"50%\", of = {{ amount-of = \"other\" }} }}\n{five}\nfigures = [\"50%\", \"5年\"]\n\
         [[support]]\nid = \"other\"\nname = \"o\"\nkind = \"grant\"\nclause = \"2\"\nfor-what = \"rent\"\n{of_revenue}"
    );
    let firm = "received = []\nyear.2025.revenue = \"1000000元\"";
    let report_of_both = report(IN_FORCE, &rules, firm, "2026-11-22");
    // How long it comes is told all the same.
    let page = report_table(Lang::Zh, &report_of_both, 400, true);
    assert!(page.contains("共5年") && page.contains("按各年自己的数算") && !page.contains("共5年，合计"), "{page}");
    let half = report_of_both.supports.iter().find(|support| support.id.ends_with("/grant")).unwrap();
    assert_eq!((each(half), why(half)), (from_to("5000", "5000"), vec!["by-year"]));
    assert!(half.amount.as_ref().unwrap().altogether.is_none());
    // 5 × 8,000 are 40,000; the other one is 10,000 this year, and in the others nobody knows.
    let known = grant(8000, "every = \"year\", for = \"5 years\"", "", ", \"5年\"");
    let rules = format!(
        "{known}\n[[support]]\nid = \"other\"\nname = \"o\"\nkind = \"grant\"\nclause = \"2\"\nfor-what = \"rent\"\n\
         {of_revenue}\n[[group]]\nname = \"g\"\nmembers = [\"grant\", \"other\"]\nrule = \"highest\"\n"
    );
    let report = report(IN_FORCE, &rules, firm, "2026-11-22");
    let [total] = &report.totals[..] else { panic!("{:?}", report.totals) };
    assert_eq!((total.low.unwrap().to_string(), total.high.unwrap().to_string()), from_to("8000", "10000"));
}
