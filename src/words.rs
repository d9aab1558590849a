//! All words of the program towards its users, in Chinese. A second language becomes a second set of these functions.

mod condition;
mod lang;
mod problem;
mod reason;
mod report;
mod syntax;
mod value;

use crate::calendar::Day;
use crate::report::{AsOfFrom, Outcome, Status};
use crate::rulebook::Standing;

pub use lang::Lang;
pub(crate) use lang::say;

pub use condition::{condition, condition_head, kind, quantity, wanted};
pub use problem::{findings_count, hint, problem, severity};
pub use reason::*;
pub use report::*;
pub use value::{count, figure, interval, money, money_range, number, of_kind, ratio, value};

/// What a status is called.
#[must_use]
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Qualifies => "符合",
        Status::SubjectToJudgement => "待确认",
        Status::NeedsFacts => "缺信息",
        Status::DoesNotQualify => "不符合",
        Status::OpenToAll => "普惠",
        Status::Announced => "仅预告",
        Status::NotOpen => "不在有效期",
    }
}

/// What an outcome is called.
#[must_use]
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "满足",
        Outcome::Unmet => "不满足",
        Outcome::Unknown => "未知",
        Outcome::Judged => "待认定",
    }
}

/// Whether a document binds, in words.
#[must_use]
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => "现行",
        Standing::Ended => "已失效",
        Standing::Superseded => "已被替代",
        Standing::Unconfirmed => "未确认现行",
        Standing::Draft => "征求意见稿",
    }
}

/// Where the as-of date came from, in words.
#[must_use]
pub fn as_of_from(from: AsOfFrom) -> &'static str {
    match from {
        AsOfFrom::Option => "取自 --as-of",
        AsOfFrom::Profile => "取自企业画像",
        AsOfFrom::Today => "今天，东八区",
    }
}

/// What an authority's decision rests on, in words.
#[must_use]
pub fn because(because: &str) -> &'static str {
    match because {
        "selection" => "择优",
        "quota" => "有名额",
        "budget" => "受预算限制",
        "case-by-case" => "一事一议",
        _ => "由主管部门认定",
    }
}

/// What lies outside the answer.
pub const THESE_DOCUMENTS: &str = "只算以上文件，别的文件不在内";

/// The program's own rounding.
pub const ROUNDING: &str = "每项每条记录四舍五入到分";

/// Earlier money, of which the profile says nothing.
pub const NOTHING_RECEIVED: &str = "按从未领过这些资助计算";

/// Earlier money that no rule reads.
#[must_use]
pub fn received_unread(count: usize) -> String {
    format!("填写的 {count} 笔已获资助没有规则用到，未作扣减")
}

/// What should be noticed of a document that one report alone gives.
pub const SINGLE_EVIDENCE: &str = "仅一处报道，不计入合计";

/// What should be noticed of a document that is not known to be in force.
#[must_use]
pub fn standing_warning(standing: Standing, note: Option<&str>) -> String {
    let warning = match standing {
        Standing::Unconfirmed => "未确认现行，申报前请向主管部门核实",
        Standing::Draft => "征求意见稿，还不能据此申报",
        other => self::standing(other),
    };
    note.map_or_else(|| warning.to_owned(), |note| format!("{warning}：{note}"))
}

/// A document that does not bind yet.
#[must_use]
pub fn not_yet(from: Day) -> String {
    format!("{from}起算，此前的情况文件没有写")
}

/// A document that has ended.
#[must_use]
pub fn ended_on(until: Day) -> String {
    format!("已于{until}到期")
}

/// A document that ends soon.
#[must_use]
pub fn ends_on(until: Day) -> String {
    format!("{until}到期，请尽快申报")
}
