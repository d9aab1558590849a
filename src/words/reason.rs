//! Why an answer is open, and how an amount was computed, in words.

use crate::dictionary::Kind;
use crate::interval::{End, Interval, Ordering};
use crate::number::Number;
use crate::report::{MissingReport, ReasonCode, ReasonReport};
use crate::rulebook::{Again, Fold, Rulebook, Slice};

use super::checked::exactly_on_it;
use super::quantity::{fold_name, slices_text};
use super::report::of_record;
use super::value::{interval, money, number, of_kind, ratio};
use super::{Lang, say};

/// An amount without a figure.
#[must_use]
pub fn not_stated(lang: Lang) -> &'static str {
    lang.pick("文件未写金额", "the document gives no amount")
}

/// A share without a figure.
#[must_use]
pub fn rate_not_stated(lang: Lang) -> &'static str {
    lang.pick("文件未写比例", "the document gives no rate")
}

/// Of an amount that is not stated, that its rates are what is not.
#[must_use]
pub fn rate_reason(lang: Lang) -> ReasonReport {
    told(ReasonCode::Unstated, rate_not_stated(lang).to_owned())
}

pub(super) fn told(code: ReasonCode, text: String) -> ReasonReport {
    ReasonReport { code, text }
}

/// A reason that needs no more than its code.
#[must_use]
pub fn reason(lang: Lang, code: ReasonCode) -> ReasonReport {
    let of_range = lang.pick("文件只给区间，未写如何分档", "the document gives a range, and not who gets how much");
    told(code, if code == ReasonCode::Range { of_range } else { plain(lang, code) }.to_owned())
}

/// What a total hangs on.
#[must_use]
pub fn total_reason(lang: Lang, code: ReasonCode) -> ReasonReport {
    told(code, plain(lang, code).to_owned())
}

/// A reason without what it is about.
fn plain(lang: Lang, code: ReasonCode) -> &'static str {
    match code {
        ReasonCode::MissingFact => lang.pick("还缺的信息", "missing facts"),
        ReasonCode::Judgement => lang.pick("待认定的条件", "conditions that somebody decides"),
        ReasonCode::Stacking => lang.pick("能否叠加文件未写", "whether supports add up is not stated"),
        ReasonCode::CapScope => lang.pick("上限按什么算文件未写", "what a cap counts by is not stated"),
        ReasonCode::Silence => lang.pick("文件没有写明之处", "what the document leaves open"),
        ReasonCode::UpTo => lang.pick("文件只写“最高”", "the document only says “up to”"),
        ReasonCode::AtLeast => lang.pick("文件只写“不低于”", "the document only says “not less than”"),
        ReasonCode::Range => lang.pick("文件只给区间", "the document only gives a range"),
        ReasonCode::Unstated => not_stated(lang),
        ReasonCode::Spent => lang.pick("封顶用满以后的各期不再发", "once a cap is used up, the later payments end"),
        ReasonCode::Duration => lang.pick("发放多久文件未写，不折算总额", "for how long is not stated, so no total"),
        ReasonCode::ByYear => lang.pick(
            "这是本年的数；以后各年按各年自己的数算，现在不知道，不折算总额",
            "this is what this year brings; later years are reckoned from their own figures, not yet known, so no total",
        ),
        ReasonCode::Payee => lang.pick("付给谁，文件未写", "to whom it is paid is not stated"),
        ReasonCode::Stage => lang.pick("分期与收回", "stages and clawback"),
        ReasonCode::Overflow => lang.pick("数字过大，无法精确计算", "a figure is too large to be computed exactly"),
        ReasonCode::NoRecord => lang.pick("没有记录", "no record"),
        ReasonCode::Highest | ReasonCode::Displaced | ReasonCode::MayBeDisplaced => {
            lang.pick("几项只取其一", "of several only one is paid")
        }
        ReasonCode::Received => lang.pick("以前领过的要扣", "earlier money is deducted"),
        ReasonCode::GroupCap => lang.pick("几项合计封顶", "a cap of several together"),
        ReasonCode::Standing => {
            lang.pick("文件是否有效、是否已被替代未确认", "whether a document is in force, or was replaced")
        }
        ReasonCode::Bounded => {
            lang.pick("项目太多，叠加的最佳组合只给出界限", "too many projects: the best combination is only bounded")
        }
    }
}

/// Money that the firm had before, or may have had where that is not sure, as a reason.
#[must_use]
pub fn again_reason(lang: Lang, again: Again, is_sure: bool) -> ReasonReport {
    let text = match (again, is_sure) {
        (Again::Once, true) => lang.pick("只给一次，已经领过", "paid once, and received before"),
        (Again::Once, false) => lang.pick(
            "只给一次；以前领过的一笔可能就是这一项，填写是哪一项支持就清楚",
            "paid once; earlier money may have been this one, which naming its support would tell",
        ),
        (Again::Unstated, true) => lang.pick(
            "已经领过；文件没有写只给一次，也没有写能再领",
            "received before; whether it is paid once or again is not stated",
        ),
        (Again::Unstated, false) => lang.pick(
            "以前领过的一笔可能就是这一项；能不能再领，文件没有写",
            "earlier money may have been this one; whether it is paid again is not stated",
        ),
    };
    told(ReasonCode::Received, text.to_owned())
}

/// A cap of unstated scope as a reason; `record` is what the other reading counts by.
#[must_use]
pub fn cap_scope_reason(lang: Lang, record: &str) -> ReasonReport {
    let text = say!(
        lang,
        "上限按单个{record}还是按企业，文件未写",
        "whether the cap counts per {record} or per firm is not stated"
    );
    told(ReasonCode::CapScope, text)
}

/// No record that a support speaks of, as a reason.
#[must_use]
pub fn no_record_reason(lang: Lang, record: &str) -> ReasonReport {
    let text =
        say!(lang, "企业填写的{record}里没有这项支持所说的", "the firm states no {record} that this support is about");
    told(ReasonCode::NoRecord, text)
}

/// A condition on each record or year that decides, where there is none, as a reason.
#[must_use]
pub fn met_by_none_reason(lang: Lang, range: &str) -> ReasonReport {
    told(ReasonCode::NoRecord, super::met_by_none(lang, range))
}

/// The amounts of several records under a cap of the firm; `is_unstated` where the cap may be one for each record.
#[must_use]
pub fn capped_together(lang: Lang, sum: &Interval, cap: Number, is_unstated: bool) -> String {
    let take = if sum.as_point().is_some() { lang.pick("取", "it is") } else { lang.pick("最高", "at most") };
    let (sum, cap) = (interval(lang, sum), money(lang, cap));
    if is_unstated {
        say!(
            lang,
            "合计 {sum}；上限如按企业算，{take} {cap}",
            "together {sum}; if the cap counts per firm, {take} {cap}"
        )
    } else {
        say!(lang, "合计 {sum}，超过企业上限，{take} {cap}", "together {sum}, above the cap per firm, {take} {cap}")
    }
}

/// A missing fact as a reason.
#[must_use]
pub fn missing_reason(lang: Lang, missing: &MissingReport) -> ReasonReport {
    let text = say!(lang, "缺{}", "{} is missing", missing.label);
    told(ReasonCode::MissingFact, of_record(lang, missing.record.as_deref(), &text))
}

/// A judgement as a reason.
#[must_use]
pub fn judgement_reason(condition: &str) -> ReasonReport {
    told(ReasonCode::Judgement, condition.to_owned())
}

/// A fact that an authority decides as a reason.
#[must_use]
pub fn judged_fact_reason(lang: Lang, label: &str, by: &str) -> ReasonReport {
    told(ReasonCode::Judgement, decided_by(lang, label, by))
}

/// What an authority decides.
pub(super) fn decided_by(lang: Lang, what: &str, by: &str) -> String {
    say!(lang, "{what}，由{by}认定", "{what}, decided by {by}")
}

/// A comparison with a share of nothing, or with a growth from nothing, as a reason.
#[must_use]
pub fn undefined_reason(lang: Lang, [left, right]: &[String; 2]) -> ReasonReport {
    let text = say!(
        lang,
        "{left}与{right}无法比较：分母或基数为零或为负，文件未写怎样算",
        "{left} can't be compared with {right}: the base is zero or negative, and the text does not say what then"
    );
    told(ReasonCode::Silence, text)
}

/// A share of nothing, a growth from nothing or a mean of nothing as a reason.
#[must_use]
pub fn undefined_amount_reason(lang: Lang, quantity: &str) -> ReasonReport {
    let text = say!(
        lang,
        "{quantity}算不出来：分母或基数为零或为负，或者一项也没有，文件未写怎样算",
        "{quantity} can't be computed: the base is zero or negative, or there is nothing to take it of, and the text \
         does not say what then"
    );
    told(ReasonCode::Silence, text)
}

/// Readings that differ as a reason.
#[must_use]
pub fn reading_reason(condition: &str) -> ReasonReport {
    told(ReasonCode::Silence, condition.to_owned())
}

/// A place for which the text does not say as a reason.
#[must_use]
pub fn scope_reason(lang: Lang, place: &str) -> ReasonReport {
    told(ReasonCode::Silence, scope_silence(lang, place))
}

/// A place for which the text does not say.
#[must_use]
pub fn scope_silence(lang: Lang, place: &str) -> String {
    say!(lang, "文件没有写{place}的企业能否享受", "whether firms in {place} can have it is not stated")
}

/// A distance in words.
#[must_use]
pub fn distance(lang: Lang, kind: Kind, distance: Number) -> String {
    match (kind, lang) {
        (Kind::Date, Lang::Zh) => format!("{distance}天"),
        (Kind::Date, Lang::En) if distance == Number::ONE => "1 day".to_owned(),
        (Kind::Date, Lang::En) => format!("{distance} days"),
        // Four of a hundred less are no four per cent less.
        (Kind::Ratio, _) => {
            let points =
                distance.times(Number::whole(100)).map_or_else(|_| distance.to_string(), |points| number(lang, points));
            let english = if points == "1" { "percentage point" } else { "percentage points" };
            say!(lang, "{points}个百分点", "{points} {english}")
        }
        (
            Kind::Money
            | Kind::Count
            | Kind::Number
            | Kind::Flag
            | Kind::Choice
            | Kind::Text
            | Kind::Place
            | Kind::Industry
            | Kind::Support,
            _,
        ) => of_kind(lang, kind, distance),
    }
}

/// A fact that is stated, but too coarsely to decide.
#[must_use]
pub fn more_exactly(lang: Lang, label: &str) -> String {
    say!(lang, "{label}（要写到区、县（市）或开发区）", "{label} (down to the district, county or development zone)")
}

/// A figure of which only a band is stated.
#[must_use]
pub fn more_exactly_than(lang: Lang, label: &str, band: &str) -> String {
    say!(lang, "{label}（写的是{band}，要再准一些）", "{label} (more exactly than {band})")
}

/// A date of which only the month or the year is stated.
#[must_use]
pub fn with_its_day(lang: Lang, label: &str) -> String {
    say!(lang, "{label}（要写到哪一天）", "{label} (with its day)")
}

/// A fact of a year.
#[must_use]
pub fn in_year(lang: Lang, label: &str, year: i16) -> String {
    say!(lang, "{year}年{label}", "{label} of {year}")
}

/// A calendar year.
#[must_use]
pub fn year(lang: Lang, year: i16) -> String {
    say!(lang, "{year}年", "{year}")
}

/// A record that only its number tells apart.
#[must_use]
pub fn numbered(lang: Lang, name: &str, index: usize) -> String {
    say!(lang, "{name}（第{}条）", "{name} (no. {})", index + 1)
}

/// A fixed amount.
#[must_use]
pub fn fixed(lang: Lang, value: &str) -> String {
    say!(lang, "定额 {value}", "flat {value}")
}

/// A product: `3,200万元 × 20% = 640万元`; of what is not known, without a result.
#[must_use]
pub fn product(lang: Lang, [first, second]: [&str; 2], result: Option<&str>) -> String {
    say!(lang, "{first} × {second}{0}", "{first} × {second}{0}", comes_to(result))
}

fn comes_to(result: Option<&str>) -> String {
    result.map(|result| format!(" = {result}")).unwrap_or_default()
}

/// A share: `600万元 ÷ 1.2亿元 = 5%`.
#[must_use]
pub fn share(lang: Lang, [part, whole]: [String; 2], result: Option<&str>) -> String {
    say!(lang, "{part} ÷ {whole}{0}", "{part} ÷ {whole}{0}", comes_to(result))
}

/// How much something grew in so many years, compound: `1亿元 → 1.21亿元，2 年复合增长 = 10%`.
#[must_use]
pub fn grown(lang: Lang, [first, last]: [String; 2], years: u16, result: Option<&str>) -> String {
    let result = comes_to(result);
    if years == 1 {
        return say!(lang, "{first} → {last}，增长{result}", "{first} → {last}, growth{result}");
    }
    say!(
        lang,
        "{first} → {last}，{years} 年复合增长{result}",
        "{first} → {last}, compound growth of {years} years{result}"
    )
}

/// Whole units of something: `1,250万元 ÷ 100万元，取整后 × 500元 = 6000元`.
#[must_use]
pub fn units(lang: Lang, [of, per, each]: [String; 3], result: Option<&str>) -> String {
    let result = comes_to(result);
    say!(lang, "{of} ÷ {per}，取整后 × {each}{result}", "{of} ÷ {per}, whole units × {each}{result}")
}

/// The part of something above something else.
#[must_use]
pub fn excess(lang: Lang, [whole, over]: [String; 2], result: Option<&str>) -> String {
    let result = comes_to(result);
    say!(lang, "{whole} 超过 {over} 的部分{result}", "{whole} above {over}{result}")
}

/// A rate for each slice of something: `600万元：500万元以内的部分按1%、其余部分按2% = 7万元`.
#[must_use]
pub fn sliced(lang: Lang, book: &Rulebook, of: &str, slices: (Kind, &[Slice]), result: Option<&str>) -> String {
    let (slices, result) = (slices_text(lang, book, slices.0, slices.1), comes_to(result));
    say!(lang, "{of}：{slices}{result}", "{of}: {slices}{result}")
}

/// What several parts come to.
#[must_use]
pub fn folded_value(lang: Lang, fold: Fold, value: &str) -> String {
    format!("{} {value}", fold_name(lang, fold))
}

/// The share that stages and a clawback leave.
#[must_use]
pub fn kept(lang: Lang, share: &Interval, value: &Interval) -> String {
    let end = |end: Option<End>| end.map(|end| ratio(lang, end.at)).unwrap_or_default();
    let share = match share.as_point() {
        Some(share) => ratio(lang, share),
        None => say!(lang, "{}至{}", "{} to {}", end(share.low), end(share.high)),
    };
    let value = interval(lang, value);
    say!(lang, "分期与收回后取其 {share}：{value}", "{share} of it after stages and clawback: {value}")
}

/// What has several parts, as one.
#[must_use]
pub fn bracketed(lang: Lang, text: &str) -> String {
    say!(lang, "（{text}）", "({text})")
}

/// A quantity of which the value is not known.
#[must_use]
pub fn not_known(lang: Lang, name: &str) -> String {
    say!(lang, "{name}（未知）", "{name} (not known)")
}

/// A quantity that hangs on what an authority decides.
#[must_use]
pub fn not_decided(lang: Lang, name: &str) -> String {
    say!(lang, "{name}（待认定）", "{name} (to be decided)")
}

/// Rounding, where it changed something.
#[must_use]
pub fn rounded(lang: Lang, value: &Interval) -> String {
    say!(lang, "四舍五入到分：{}", "rounded to the fen: {}", interval(lang, value))
}

/// A limit of the support; whether it cuts is not known while the amount is not.
#[must_use]
pub fn capped(lang: Lang, cap: Number, is_cut: Option<bool>) -> String {
    let what = match is_cut {
        Some(true) => lang.pick("超过上限，取", "above the cap, so"),
        Some(false) => lang.pick("未超过上限", "within the cap of"),
        None => lang.pick("最高", "at most"),
    };
    format!("{what} {}", money(lang, cap))
}

/// A cap of all that comes again and again within a year, or ever: held against what would come.
#[must_use]
pub fn capped_over_time(lang: Lang, cap: Number, is_of_a_year: bool, is_cut: Option<bool>) -> String {
    let time = if is_of_a_year {
        lang.pick("一个年度内各期合计", "all payments of a year together are")
    } else {
        lang.pick("各期合计", "all payments together are")
    };
    let what = match is_cut {
        Some(true) => lang.pick("超过上限，只发到", "above the cap, so they end at"),
        Some(false) => lang.pick("未超过上限", "within the cap of"),
        None => lang.pick("最高", "at most"),
    };
    say!(lang, "{time}{what} {0}", "{time} {what} {0}", money(lang, cap))
}

/// A floor or cap inside an amount; whether it cuts is not known while the amount is not.
#[must_use]
pub fn bounded(lang: Lang, is_floor: bool, at: &str, is_cut: Option<bool>) -> String {
    let name = if is_floor { lang.pick("下限", "floor") } else { lang.pick("上限", "cap") };
    match is_cut {
        Some(true) => say!(lang, "{name}{at}，取此数", "{name} of {at}, which applies"),
        Some(false) => say!(lang, "{name}{at}，未触及", "{name} of {at}, not reached"),
        None if is_floor => say!(lang, "不低于 {at}", "at least {at}"),
        None => say!(lang, "最高 {at}", "at most {at}"),
    }
}

/// A number that is lacking: the firm's value, what it is held against, and the distance, if there is any.
#[must_use]
pub fn lacking(lang: Lang, label: &str, ordering: Ordering, [value, bar]: [&str; 2], distance: Option<&str>) -> String {
    let required = match ordering {
        Ordering::Above => say!(lang, "须超过 {bar}", "more than {bar} is required"),
        Ordering::Below => say!(lang, "须低于 {bar}", "less than {bar} is required"),
        Ordering::AtMost => say!(lang, "不得超过 {bar}", "at most {bar} is required"),
        Ordering::AtLeast | Ordering::Equal => say!(lang, "须达到 {bar}", "{bar} is required"),
    };
    let off = distance.map(|distance| say!(lang, "差 {distance}", "off by {distance}"));
    let off = off.unwrap_or_else(|| exactly_on_it(lang).to_owned());
    say!(lang, "{label} {value}，{required}，{off}", "{label} is {value}, {required}, {off}")
}
