//! All words of the program towards its users, in two languages side by side: `lang` is the first parameter.

mod catalogue;
mod checked;
mod closed;
mod command;
mod comparison;
mod condition;
mod coverage;
mod covered;
mod curve;
mod delivery;
mod due;
mod explanation;
mod fold;
mod form;
mod grammar;
mod handover;
mod heading;
mod label;
mod ladder;
mod lang;
mod ledger;
mod line;
mod listed;
mod listing;
mod lookup;
mod missing;
mod mutants;
mod next;
mod plan;
mod problem;
mod quantity;
mod reason;
mod receipt;
mod report;
mod roster;
mod screen;
mod services;
mod shared;
mod skeleton;
mod stacking;
mod stale;
mod strict;
mod taxes;
mod test;
mod unit;
mod value;
mod way;
mod what_if;

use crate::calendar::Day;
use crate::report::{AsOfFrom, IfOpenReport, Outcome, Status, SupportReport, Window};
use crate::rulebook::Standing;

pub use lang::Lang;
pub(crate) use lang::{counted, say};

pub use catalogue::*;
pub use checked::*;
pub use closed::closed_names;
pub use command::*;
pub use comparison::{
    compared_place, comparison_columns, comparison_note, comparison_titles, most_of_place, no_place_to_compare,
    nothing_to_total, reading_of_place,
};
pub use condition::{
    all_conditions, applies_where, condition, condition_head, condition_label, places, range, ranging_head, readings,
    titled, together, wanted, within,
};
pub use coverage::*;
pub use covered::{
    coverage_summary, covered_cap, covered_case, covered_days, covered_floor, covered_group, covered_group_cap,
    covered_no_case, covered_scope, covered_window, document_coverage, no_share, uncovered,
};
pub use curve::*;
pub use delivery::{
    altogether, amended, amends, delivery, delivery_of_rule, replaces, share_of, shut, stage, stage_reason,
    window_notes,
};
pub use due::*;
pub use explanation::*;
pub use fold::{folded, folded_in_full, see_all};
pub use form::*;
pub use grammar::{closed_word, fact_in_a_schema, key};
pub use handover::*;
pub use heading::*;
pub use label::*;
pub use ladder::*;
pub use ledger::*;
pub use line::{line_name, named_columns};
pub use listed::*;
pub use listing::*;
pub use lookup::*;
pub use missing::{missing_facts, missing_lines};
pub use mutants::{document_mutants, gone, mutants_summary, per, survivor};
pub use next::{NextStep, address, address_of, next_in_brief, next_steps, next_title};
pub use plan::*;
pub use problem::{
    findings_count, findings_left, hint, hint_title, more_places, problem, reminders_left, severity, so_often, witness,
    witness_title,
};
pub use quantity::{duration, kind, periods, quantity, spoken, time};
pub use reason::*;
pub use receipt::*;
pub use report::*;
pub use roster::*;
pub use screen::*;
pub use services::{counted_services, services};
pub use shared::{Shared, in_document, own_conditions, own_delivery, shared_line};
pub use skeleton::*;
pub use stacking::*;
pub use stale::{nothing_stale, stale_document, stale_titles};
pub use strict::{all_readings, not_taken, strict};
pub use taxes::{known_taxes, not_had, open_taxes, taxes_title};
pub use test::*;
pub use unit::in_one_unit;
pub use value::{CURRENCY, count, figure, flag, interval, money, money_range, number, of_kind, ratio, value};
pub use way::*;
pub use what_if::*;

/// What a status is called.
#[must_use]
pub fn status(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::Qualifies => lang.pick("符合", "qualifies"),
        Status::SubjectToJudgement => lang.pick("待确认", "pending"),
        Status::NeedsFacts => lang.pick("缺信息", "needs facts"),
        Status::DoesNotQualify => lang.pick("不符合", "does not qualify"),
        Status::OpenToAll => lang.pick("普惠", "open to all"),
        Status::Announced => lang.pick("仅预告", "announced only"),
        Status::NationalLaw => lang.pick("只是提到，按国家税收规定", "only mentioned: by national tax law"),
        Status::NotOpen => lang.pick("不在有效期", "not open"),
    }
}

/// What a support is for the firm, with the day that closed it.
#[must_use]
pub fn answer(lang: Lang, support: &SupportReport) -> String {
    match (support.status, &support.closed) {
        (Status::NotOpen, Some(closed)) if support.if_open.is_some() => {
            let would_be = support.if_open.iter().map(|if_open| if_opened(lang, if_open));
            [closed.clone()].into_iter().chain(would_be).collect::<Vec<_>>().join(lang.semicolon())
        }
        (Status::NotOpen, Some(closed)) => say!(lang, "不在有效期（{closed}）", "not open ({closed})"),
        (status, _) => self::status(lang, status).to_owned(),
    }
}

/// What it would be if one could apply.
fn if_opened(lang: Lang, if_open: &IfOpenReport) -> String {
    let status = status(lang, if_open.status);
    let Some(amount) = &if_open.amount else {
        return say!(lang, "按条件{status}", "by its conditions: {status}");
    };
    let amount = delivery::amount_of_all(lang, amount);
    if if_open.status == Status::Qualifies {
        return say!(lang, "按条件可得 {amount}", "by its conditions it would bring {amount}");
    }
    say!(lang, "按条件{status}，可得 {amount}", "by its conditions: {status}, it would bring {amount}")
}

/// What a support is for the firm in a word.
#[must_use]
pub fn status_in_short(lang: Lang, support: &SupportReport) -> &'static str {
    match support.apply.window.filter(|_| support.if_open.is_some()) {
        Some(Window::Ahead) => lang.pick("未开始受理", "not yet open"),
        Some(Window::Closed) => lang.pick("已截止", "closed"),
        Some(Window::Open) | None => status(lang, support.status),
    }
}

/// What an outcome is called.
#[must_use]
pub fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => lang.pick("满足", "met"),
        Outcome::Unmet => lang.pick("不满足", "not met"),
        Outcome::Unknown => lang.pick("未知", "unknown"),
        Outcome::Judged => lang.pick("待认定", "to be decided"),
    }
}

/// Whether a document binds, in words.
#[must_use]
pub fn standing(lang: Lang, standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => lang.pick("现行", "in force"),
        Standing::Ended => lang.pick("已失效", "ended"),
        Standing::Superseded => lang.pick("已被替代", "superseded"),
        Standing::Unconfirmed => lang.pick("未确认现行", "not confirmed to be in force"),
        Standing::Draft => lang.pick("征求意见稿", "draft for comment"),
    }
}

/// Where the as-of date came from, in words.
#[must_use]
pub fn as_of_from(lang: Lang, from: AsOfFrom) -> &'static str {
    match from {
        AsOfFrom::Option => lang.pick("取自 --as-of", "from --as-of"),
        AsOfFrom::Profile => lang.pick("取自企业画像", "from the profile"),
        AsOfFrom::Today => lang.pick("今天，东八区", "today, UTC+8"),
    }
}

/// What an authority's decision rests on, in words.
#[must_use]
pub fn because(lang: Lang, because: &str) -> &'static str {
    match because {
        "selection" => lang.pick("择优", "subject to selection"),
        "quota" => lang.pick("有名额", "subject to a quota"),
        "budget" => lang.pick("受预算限制", "subject to the budget"),
        "case-by-case" => lang.pick("一事一议", "decided case by case"),
        _ => lang.pick("由谁认定未写", "by whom is not stated"),
    }
}

/// What lies outside the answer.
#[must_use]
pub fn these_documents(lang: Lang) -> &'static str {
    lang.pick("只算以上文件", "only the documents above are counted")
}

/// The program's own rounding.
#[must_use]
pub fn rounding(lang: Lang) -> &'static str {
    lang.pick("每项每条记录四舍五入到分", "each support is rounded half up to the fen, record by record")
}

/// What should be noticed of a document that one report alone gives.
#[must_use]
pub fn single_evidence(lang: Lang) -> &'static str {
    lang.pick("仅一处报道，不计入合计", "known from one report only, and in no total")
}

/// What should be noticed of a document that is not known to be in force.
#[must_use]
pub fn standing_warning(lang: Lang, standing: Standing, note: Option<&str>) -> String {
    let warning = match standing {
        Standing::Unconfirmed => lang.pick(
            "未确认现行，申报前请向主管部门核实",
            "not confirmed to be in force, ask the authority before you apply",
        ),
        Standing::Draft => {
            lang.pick("征求意见稿，还不能据此申报", "a draft for comment, under which nobody can apply yet")
        }
        other => self::standing(lang, other),
    };
    note.map_or_else(|| warning.to_owned(), |note| say!(lang, "{warning}：{note}", "{warning}: {note}"))
}

/// A document that does not bind yet.
#[must_use]
pub fn not_yet(lang: Lang, from: Day) -> String {
    say!(lang, "{from}起算，此前的情况文件没有写", "counts from {from}, the document does not say what held before")
}

/// A document that has ended, with so many supports.
#[must_use]
pub fn document_ended(lang: Lang, until: Day, supports: usize) -> String {
    let english = counted(supports, "support", "supports");
    say!(lang, "{until} 到期，这份文件的 {supports} 项都不再开放", "ended on {until}: {english}, none open any more")
}

/// When something ended.
#[must_use]
pub fn ended_on(lang: Lang, until: Day) -> String {
    say!(lang, "{until} 到期", "ended on {until}")
}

/// When something begins.
#[must_use]
pub fn begins_on(lang: Lang, from: Day) -> String {
    say!(lang, "{from} 才开始", "begins on {from}")
}

/// A document that ends in so many days.
#[must_use]
pub fn ends_on(lang: Lang, until: Day, days: i64) -> String {
    match delivery::days_left(lang, days) {
        _ if days == 0 => say!(lang, "{until}到期，今天是最后一天", "ends on {until}, this is the last day"),
        left => say!(lang, "{until}到期，{left}，请尽快申报", "ends on {until}, {left}, apply soon"),
    }
}
