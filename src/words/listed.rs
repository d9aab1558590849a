//! The list of the firms of a folder of reports, in words.

use crate::report::{Report, Status, TotalReport};
use crate::shown::shortened;

use super::{Lang, counted, say};

/// Where there is no figure, or no word.
const NOTHING: &str = "—";

/// The columns of the list of firms.
#[must_use]
pub fn listed_columns(lang: Lang) -> [&'static str; 8] {
    [
        lang.pick("企业", "Firm"),
        lang.pick("所在地", "Place"),
        lang.pick("一次性现金，至少", "Cash once, at least"),
        lang.pick("最多", "At most"),
        lang.pick("未确认现行的，至少", "Not confirmed, at least"),
        lang.pick("最多", "At most"),
        lang.pick("符合、待确认、缺信息", "Qualifies, pending, needs facts"),
        lang.pick("差一点", "Just missed"),
    ]
}

/// Above the list of firms.
#[must_use]
pub fn listed_head(lang: Lang, count: usize) -> String {
    let english = counted(count, "firm", "firms");
    say!(
        lang,
        "{count} 家企业，按一次性给企业的现金至少多少排，多的在前；未确认现行的文件也算",
        "{english}, those first that are surely paid most once in cash, documents not confirmed to be in force included"
    )
}

/// A firm of the list; of one that was not answered no figure.
#[must_use]
pub fn listed_row(lang: Lang, number: Option<&str>, firm: Option<&str>, report: Option<&Report>) -> [String; 8] {
    let name = shortened(firm.unwrap_or(super::unnamed(lang)));
    let name = number.map_or_else(|| name.to_string(), |number| format!("{number} {name}"));
    let Some(report) = report else {
        let mut row = [NOTHING; 8].map(str::to_owned);
        row[0] = name;
        super::answered(lang, false).clone_into(&mut row[1]);
        return row;
    };
    let [sure, unconfirmed] = ["in-force", "unconfirmed"].map(|standing| {
        let of = report.totals.iter().find(|total| is_cash_once(total) && total.standing == standing);
        of.map_or_else(
            || [NOTHING, NOTHING].map(str::to_owned),
            |total| {
                let [_, low, high, _] = super::total(lang, total, false);
                [low, high]
            },
        )
    });
    let count = |wanted: Status| report.supports.iter().filter(|support| support.status == wanted).count().to_string();
    let counts = [Status::Qualifies, Status::SubjectToJudgement, Status::NeedsFacts].map(count);
    let near = report.supports.iter().filter(|support| !support.near_miss.is_empty()).count();
    let place = report.enterprise.place.clone().unwrap_or_else(|| NOTHING.to_owned());
    let ([low, high], [low_else, high_else]) = (sure, unconfirmed);
    [name, place, low, high, low_else, high_else, counts.join(lang.comma()), near.to_string()]
}

/// Whether a total is what the firm is paid once, in cash.
#[must_use]
pub fn is_cash_once(total: &TotalReport) -> bool {
    [&*total.paid_to, &*total.kind, &*total.period] == ["enterprise", "cash", "once"]
}
