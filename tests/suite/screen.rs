//! What a reader sees: no figure that no document states, the names of what there is to be had, and everything once.

use crate::one_document;

use one_document::{IN_FORCE, answer, report};
use zjtx::render::{report_json, report_markdown, report_table};
use zjtx::report::Report;
use zjtx::words::Lang;

const DAY: &str = "2026-11-22";
const TITLE: &str = "title = [{ kind = \"专精特新中小企业\", granted = 2026-03-01 }]";
const HAS_TITLE: &str = "{ has = \"title\", where = [{ fact = \"title.kind\", is = \"provincial-sme\" }] }";

fn screen(report: &Report) -> String {
    report_table(Lang::Zh, report, 80, false)
}

fn all(report: &Report) -> String {
    report_table(Lang::Zh, report, 200, true)
}

/// A further support of the document.
fn support(name: &str, kind: &str, rest: &str) -> String {
    // Names are Chinese, ids are not.
    let id = name.bytes().fold(String::new(), |id, byte| id + &byte.to_string());
    format!("[[support]]\nid = \"s{id}\"\nname = \"{name}\"\nkind = \"{kind}\"\nclause = \"2\"\n{rest}\n")
}

fn unstated(id: &str) -> String {
    support(id, "grant", "for-what = \"listing\"\namount = \"unstated\"")
}

#[test]
fn a_total_of_amounts_that_no_document_states_is_no_figure() {
    let report = report(IN_FORCE, "amount = \"unstated\"", "", DAY);
    let [total] = &report.totals[..] else { panic!("{:?}", report.totals) };
    assert_eq!((total.low, total.high, total.stated_high, total.unstated), (None, None, None, 1));
    assert!(report_json(&report).unwrap().contains("\"low\": null"));
    let screen = screen(&report);
    assert!(screen.contains("给企业，一次性  未载明  未载明  1 项金额未载明"), "{screen}");
    assert!(!screen.contains("0元"), "{screen}");
}

#[test]
fn beside_a_figure_what_is_not_stated_is_added_in_words() {
    let rules = format!("amount = \"5万元\"\nfigures = [\"5万元\"]\n{}", unstated("listing"));
    let report = report(IN_FORCE, &rules, "", DAY);
    let [total] = &report.totals[..] else { panic!("{:?}", report.totals) };
    let yuan = |end: Option<zjtx::report::Yuan>| end.map(|end| end.to_string());
    let fifty = Some("50000".to_owned());
    assert_eq!((yuan(total.low), yuan(total.high), yuan(total.stated_high)), (fifty.clone(), None, fifty));
    let screen = screen(&report);
    assert!(screen.contains("5万元  5万元＋未载明  另有 1 项金额未载明"), "{screen}");
}

#[test]
fn what_there_is_without_money_is_named_most_conditions_first() {
    let services = [
        support("公开课", "service", ""),
        support("一般服务", "service", "when = [{ fact = \"staff\", at-least = 10 }]"),
        support("专门服务", "service", &format!("when = [{{ fact = \"staff\", at-least = 10 }}, {HAS_TITLE}]")),
        support("择优服务", "service", "when = [{ judged = \"评审\", because = \"selection\" }]"),
        support(
            "基金对接",
            "finance",
            &format!("when = [{HAS_TITLE}, {{ judged = \"评审\", because = \"selection\" }}]"),
        ),
        support(
            "人才认定",
            "recognition",
            "for-each = \"talent\"\nwhen = [{ fact = \"talent.in-service\", is = true }, { judged = \"贡献\" }]",
        ),
        support("将来", "service", "standing = \"announced\""),
    ];
    let firm = format!(
        "staff = 20\n{TITLE}\ntalent = [{{ name = \"甲\", in-service = true }}, {{ name = \"乙\", in-service = false }}]"
    );
    let rules = format!("standing = \"announced\"\namount = \"unstated\"\n{}", services.concat());
    let screen = screen(&report(IN_FORCE, &rules, &firm, DAY));
    for line in [
        "符合 2 项：〔服务〕专门服务、一般服务\n",
        "其余条件都满足，只待认定 2 项：〔融资〕基金对接〔认定〕人才认定（甲）\n",
        "全看认定 1 项：〔服务〕择优服务\n",
        "普惠 1 项：〔服务〕公开课\n",
        "其余：仅预告 1\n",
        "合计\n  这些文件没有写现在就给企业的资金\n",
    ] {
        assert!(screen.contains(line), "{line}{screen}");
    }
}

#[test]
fn more_names_than_a_screen_holds_are_counted() {
    let many: String =
        (0..80).map(|index| support(&format!("service-of-a-long-name-{index}"), "service", "")).collect();
    let report = report(IN_FORCE, &format!("amount = \"5万元\"\nfigures = [\"5万元\"]\n{many}"), "", DAY);
    let screen = screen(&report);
    assert!(screen.contains("service-of-a-long-name-0、") && screen.contains(" 等 80 项"), "{screen}");
    assert!((36..=40).contains(&screen.lines().count()), "{screen}");
}

#[test]
fn of_a_document_that_ended_only_the_end_is_said() {
    let head = "standing = \"unconfirmed\"\nstanding-note = \"虚构\"\nevidence = \"copy\"\nuntil = 2026-06-30";
    let rules = format!("when = [{{ judged = \"评审\" }}]\namount = \"unstated\"\n{}", support("门诊", "service", ""));
    let report = report(head, &rules, "", DAY);
    for text in [screen(&report), all(&report), report_markdown(Lang::Zh, &report)] {
        let text = text.replace('\\', "");
        assert_eq!(text.matches("2026-06-30 到期，这份文件的 2 项都不再开放").count(), 1, "{text}");
        assert!(text.contains("所收录的文件都已到期") && text.contains("到期前开放过：n、门诊"), "{text}");
        assert!(!text.contains("未确认现行") && !text.contains("不在有效期") && !text.contains("评审"), "{text}");
    }
}

#[test]
fn what_ended_inside_an_open_document_says_when() {
    let rules =
        format!("amount = \"5万元\"\nfigures = [\"5万元\"]\n{}", support("旧服务", "service", "until = 2026-03-31"));
    let report = report(IN_FORCE, &rules, "", DAY);
    assert!(screen(&report).contains("不在有效期（2026-03-31 到期） 1"), "{}", screen(&report));
    assert!(all(&report).contains("旧服务  不在有效期（2026-03-31 到期）"), "{}", all(&report));
}

#[test]
fn every_condition_shows_each_thing_once() {
    let judged = "when = [{ judged = \"评审通过\", by = \"评审会\" }]";
    let rules = format!("{judged}\namount = \"unstated\"\n{}", support("门诊", "service", judged));
    let report = report(IN_FORCE, &rules, "", DAY);
    let text = all(&report);
    // One for each of both supports, and what they share once.
    assert_eq!(text.matches("评审通过，由评审会认定").count(), 2, "{text}");
    for once in ["适用地区：", "主管部门未写", "申请：方式、何处、时间、材料、费时未写"] {
        assert_eq!(text.matches(once).count(), 1, "{once}: {text}");
    }
    assert_eq!((text.matches("文件未写金额").count(), text.matches("待确认  金额未载明").count()), (0, 1), "{text}");
}

#[test]
fn readings_that_agree_are_one_line() {
    let readings = |second: u32| {
        format!(
            "amount = \"5万元\"\nfigures = [\"5万元\"]\nwhen = [{{ unclear = [{{ fact = \"staff\", at-least = 10 }}, {{ fact = \"staff\", at-least = {second} }}] }}]"
        )
    };
    let shown = |second: u32| all(&report(IN_FORCE, &readings(second), "staff = 15", DAY));
    let (agreed, open) = (shown(12), shown(20));
    assert!(agreed.contains("[满足] 从业人员不低于10（文件有 2 种读法，结果一样）；企业：15\n"), "{agreed}");
    assert!(!agreed.contains("不低于12"), "{agreed}");
    for line in [
        "[未知] 文件有以下几种读法\n",
        "[满足] 从业人员不低于10；企业：15\n",
        "[不满足] 从业人员不低于20；企业：15，差 5\n",
    ] {
        assert!(open.contains(line), "{line}{open}");
    }
}

#[test]
fn what_must_be_passed_is_told_as_the_text_has_it() {
    let rules = "amount = \"5万元\"\nfigures = [\"5万元\", \"200万元\"]\nwhen = [{ fact = \"revenue\", year = -1, above = \"200万元\" }]";
    let told = |revenue: &str| {
        let report = report(IN_FORCE, rules, &format!("[year.2025]\nrevenue = \"{revenue}\""), DAY);
        let support = &report.supports[0];
        (support.near_miss[0].text.clone(), support.conditions[1].detail.clone().unwrap())
    };
    let (near, detail) = told("190万");
    assert!(near.ends_with("190万元，须超过 200万元，差 10万元"), "{near}");
    assert_eq!(detail, "企业：190万元，差 10万元");
    let (near, detail) = told("200万");
    assert!(near.ends_with("200万元，须超过 200万元，正好在界上，不含本数"), "{near}");
    assert_eq!(detail, "企业：200万元，正好在界上，不含本数");
}

#[test]
fn an_assumption_is_no_condition() {
    let rules = "amount = \"5万元\"\nfigures = [\"5万元\"]\nwhen = [{ meets = \"big\" }, { fact = \"industry\", any-of = [\"C\"], assume = \"按制造业理解\" }]\n\
                 [define.big]\nwhen = [{ fact = \"staff\", at-least = 10 }]\nassume = \"按年末人数理解\"";
    let texts = |strict: bool| {
        let report = answer(IN_FORCE, rules, "staff = 15\nindustry = \"C3489\"", DAY, strict);
        let conditions = report.supports[0].conditions.iter().filter(|one| one.address != "scope");
        conditions.map(|one| (one.text.clone(), one.outcome)).collect::<Vec<_>>()
    };
    let [big, industry] = &texts(false)[..] else { panic!("{:?}", texts(false)) };
    assert_eq!(big.0, "从业人员不低于10（假定：按年末人数理解）");
    assert_eq!(industry.0, "行业属于制造业（假定：按制造业理解）");
    assert!(texts(true).iter().all(|(text, _)| text.contains("（不取假定：")), "{:?}", texts(true));
    assert_eq!(texts(true)[1].1, zjtx::report::Outcome::Unknown);
}
