//! Quantities in words, as a rule says them.

use crate::calendar::{Phrase, Unit};
use crate::dictionary::{FactId, Kind};
use crate::rulebook::{
    Across, Case, Condition, ConditionForm, Fold, Meaning, Membership, Period, Quantity, Rulebook, Slice, Year,
};

use super::condition::{and, called_in_rule, condition_label, joined, range};
use super::reason::{not_stated, rate_not_stated};
use super::value::of_kind;
use super::{Lang, fact_label, say, support_name};

/// What a quantity says.
#[must_use]
pub fn quantity(lang: Lang, book: &Rulebook, wanted: &Quantity) -> String {
    spoken(lang, book, wanted, kind(book, wanted))
}

/// The kind of a quantity, as far as words need it.
#[must_use]
pub fn kind(book: &Rulebook, quantity: &Quantity) -> Kind {
    match quantity {
        Quantity::Fact { fact, .. } => book.dictionary.fact(*fact).kind,
        Quantity::Day(_) => Kind::Date,
        Quantity::Defined(id) => match &book.definition(*id).meaning {
            Meaning::Value(value) => kind(book, value),
            Meaning::When(_) => Kind::Flag,
        },
        Quantity::Product { is_rate, factor, of } => kind(book, if *is_rate { of } else { factor }),
        Quantity::Literal(_, kind) => *kind,
        Quantity::Ratio { .. } | Quantity::Growth { .. } => Kind::Ratio,
        Quantity::Count { .. } => Kind::Count,
        Quantity::Across { each, .. } | Quantity::Units { each, .. } => kind(book, each),
        Quantity::Cases(cases) => cases.first().map_or(Kind::Money, |case| kind(book, &case.gives)),
        // The others are of the kind of what they are made of; what is not stated by itself is money.
        Quantity::Unstated
        | Quantity::Unknown
        | Quantity::Range { .. }
        | Quantity::Slices { .. }
        | Quantity::Fold { .. }
        | Quantity::Excess { .. }
        | Quantity::AmountOf(_)
        | Quantity::Unclear { .. }
        | Quantity::Assumed { .. }
        | Quantity::Bounded { .. } => {
            let mut parts = quantity.operands().into_iter().filter(|part| !matches!(part, Quantity::Unstated));
            parts.next().map_or(Kind::Money, |part| kind(book, part))
        }
    }
}

/// What a quantity of this kind says, also where it does not say of which kind it is.
#[must_use]
pub fn spoken(lang: Lang, book: &Rulebook, wanted: &Quantity, kind: Kind) -> String {
    let words = |quantity: &Quantity| spoken(lang, book, quantity, kind);
    match wanted {
        Quantity::Literal(number, kind) => of_kind(lang, *kind, *number),
        Quantity::Day(phrase) => day(lang, book, phrase),
        Quantity::Unstated if kind == Kind::Money => not_stated(lang).to_owned(),
        Quantity::Unstated if kind == Kind::Ratio => rate_not_stated(lang).to_owned(),
        Quantity::Unstated => lang.pick("文件未写", "not stated").to_owned(),
        Quantity::Unknown => lang.pick("须由企业填写", "for the firm to state").to_owned(),
        Quantity::Fact { fact, year } => fact_name(lang, book, *fact, *year),
        Quantity::AmountOf(id) => {
            let name = support_name(lang, book.support(book.referred(*id)));
            say!(lang, "“{name}”的金额", "the amount of “{name}”")
        }
        Quantity::Defined(id) => match (&book.definition(*id).label, &book.definition(*id).meaning) {
            (Some(label), _) => condition_label(lang, label).to_owned(),
            _ if !book.is_written_out(*id) => called_in_rule(lang, &book.definition(*id).name),
            (None, Meaning::Value(value)) => words(value),
            (None, Meaning::When(when)) => joined(lang, book, when, and(lang)),
        },
        Quantity::Product { is_rate: true, factor, of } => {
            format!("{} × {}", words(of), spoken(lang, book, factor, Kind::Ratio))
        }
        Quantity::Product { is_rate: false, factor, of } => {
            format!("{} × {}", words(factor), spoken(lang, book, of, Kind::Count))
        }
        Quantity::Range { from: Some(from), up_to: Some(up_to) } => {
            say!(lang, "{}至{}", "{} to {}", words(from), words(up_to))
        }
        Quantity::Range { from: Some(from), up_to: None } => say!(lang, "不低于{}", "at least {}", words(from)),
        Quantity::Range { from: None, up_to: Some(up_to) } => say!(lang, "最高{}", "up to {}", words(up_to)),
        Quantity::Range { from: None, up_to: None } => String::new(),
        Quantity::Cases(cases) => cases_text(lang, book, cases, kind),
        Quantity::Units { each, per, of } => say!(
            lang,
            "{1}每满{2}给{0}（不足一个单位的不计）",
            "{0} for each whole {2} of {1}",
            words(each),
            quantity(lang, book, of),
            quantity(lang, book, per)
        ),
        Quantity::Slices { of, slices } => {
            let (of, slices) = (quantity(lang, book, of), slices_text(lang, book, kind, slices));
            say!(lang, "{of}：{slices}", "{of}: {slices}")
        }
        Quantity::Fold { parts, .. } if parts.len() == 1 => parts.iter().map(words).collect(),
        Quantity::Fold { fold, parts } => {
            let parts = parts.iter().map(words).collect::<Vec<_>>().join(lang.comma());
            let fold = fold_name(lang, *fold);
            say!(lang, "{parts}的{fold}", "the {fold} of {parts}")
        }
        Quantity::Across { fold, each, across, selects } => {
            let (range, each, fold) = (ranged(lang, book, *across, selects), words(each), fold_name(lang, *fold));
            say!(lang, "{range}的{each}{fold}", "the {fold} of {each} over {range}")
        }
        Quantity::Count { across, selects } => {
            let range = ranged(lang, book, *across, selects);
            say!(lang, "{range}的数量", "the number of {range}")
        }
        Quantity::Excess { whole, over } => {
            say!(lang, "{}超过{}的部分", "{} above {}", words(whole), words(over))
        }
        Quantity::Ratio { part, whole } => {
            let (part, whole) = (quantity(lang, book, part), quantity(lang, book, whole));
            say!(lang, "{part}占{whole}的比例", "{part} as a share of {whole}")
        }
        Quantity::Growth { last, years, .. } => {
            let last = quantity(lang, book, last);
            match years {
                1 => say!(lang, "{last}比上一年的增长率", "growth of {last} over the year before"),
                _ => say!(lang, "{last}的{years}年复合增长率", "compound growth of {last} over {years} years"),
            }
        }
        Quantity::Assumed { inner, assume } => say!(lang, "{}（{assume}）", "{} ({assume})", words(inner)),
        Quantity::Unclear { readings, .. } => {
            readings.iter().map(words).collect::<Vec<_>>().join(lang.pick("，或", ", or "))
        }
        Quantity::Bounded { inner, floor, cap } => {
            let bound = |name: &str, end: &Option<Box<Quantity>>| {
                end.as_ref().map(|end| say!(lang, "，{name}{}", ", {name} {}", words(end)))
            };
            let ends = [bound(lang.pick("不低于", "at least"), floor), bound(lang.pick("不超过", "at most"), cap)];
            format!("{}{}", words(inner), ends.into_iter().flatten().collect::<String>())
        }
    }
}

/// What each case gives, and when: `按设备投入：12%（不低于1500万元）、4%（其余）`.
fn cases_text(lang: Lang, book: &Rulebook, cases: &[Case], kind: Kind) -> String {
    let by = compared_by_all(lang, book, cases);
    let case = |case: &Case| {
        let when = joined(lang, book, &case.when, and(lang));
        let when = by.as_ref().and_then(|by| when.strip_prefix(by.as_str())).unwrap_or(&when);
        case_of(lang, when.trim(), &spoken(lang, book, &case.gives, kind))
    };
    let texts: Vec<String> = cases.iter().map(case).collect();
    match by {
        Some(by) => say!(lang, "按{by}：{}", "by {by}: {}", texts.join(lang.comma())),
        None => texts.join(lang.semicolon()),
    }
}

/// What all cases compare, if that is the same in all of them.
fn compared_by_all(lang: Lang, book: &Rulebook, cases: &[Case]) -> Option<String> {
    let compared = |case: &Case| match &case.when[..] {
        [Condition { form: ConditionForm::Compare { left, .. }, .. }] => Some(quantity(lang, book, left)),
        [Condition { form: ConditionForm::Among { fact, year, test }, .. }] if !matches!(test, Membership::Flag(_)) => {
            Some(fact_name(lang, book, *fact, *year))
        }
        _ => None,
    };
    let mut compared = cases.iter().filter(|case| !case.when.is_empty()).map(compared);
    let first = compared.next()??;
    (cases.len() > 1 && compared.all(|other| other.as_ref() == Some(&first))).then_some(first)
}

/// What a case gives, and when; the last one has no condition.
pub(super) fn case_of(lang: Lang, when: &str, gives: &str) -> String {
    let when = if when.is_empty() { lang.pick("其余", "otherwise") } else { when };
    say!(lang, "{gives}（{when}）", "{gives} ({when})")
}

/// The rate of each slice.
pub(super) fn slices_text(lang: Lang, book: &Rulebook, kind: Kind, slices: &[Slice]) -> String {
    let slice = |slice: &Slice| {
        let rate = quantity(lang, book, &slice.rate);
        match slice.up_to {
            Some(end) => say!(lang, "{}以内的部分按{rate}", "{rate} of the part up to {}", of_kind(lang, kind, end)),
            None => say!(lang, "其余部分按{rate}", "{rate} of the rest"),
        }
    };
    slices.iter().map(slice).collect::<Vec<_>>().join(lang.comma())
}

pub(super) fn fold_name(lang: Lang, fold: Fold) -> &'static str {
    match fold {
        Fold::Sum => lang.pick("合计", "sum"),
        Fold::Mean => lang.pick("平均", "mean"),
        Fold::Highest => lang.pick("最高一项", "highest"),
    }
}

/// The records or years that count, with what is asked of them.
fn ranged(lang: Lang, book: &Rulebook, across: Across, selects: &[Condition]) -> String {
    let range = range(lang, book, across);
    if selects.is_empty() {
        return range;
    }
    let selects = joined(lang, book, selects, and(lang));
    say!(lang, "{range}（{selects}）", "{range} ({selects})")
}

/// What a fact is called, with its year.
pub(super) fn fact_name(lang: Lang, book: &Rulebook, fact: FactId, year: Option<Year>) -> String {
    let label = fact_label(lang, book.dictionary.fact(fact));
    match year {
        // Of the bound year: which one that is, is said once for all of them.
        None | Some(Year::Bound(0)) => label.to_owned(),
        Some(Year::AsOf(0)) => say!(lang, "本年{label}", "{label} of this year"),
        Some(Year::AsOf(-1)) => say!(lang, "上年度{label}", "{label} of last year"),
        Some(Year::Bound(-1)) => say!(lang, "上一年{label}", "{label} of the year before"),
        Some(Year::AsOf(year) | Year::Bound(year)) => {
            say!(lang, "{0}年前{label}", "{label} of {0} years ago", -i32::from(year))
        }
    }
}

fn day(lang: Lang, book: &Rulebook, phrase: &Phrase<FactId>) -> String {
    match phrase {
        Phrase::Fixed(day) => day.to_string(),
        Phrase::Ago(0, ..) => lang.pick("测算日", "the as-of day").to_owned(),
        Phrase::Ago(count, unit) => {
            say!(lang, "测算日前{}", "{} before the as-of day", length(lang, *count, *unit))
        }
        Phrase::After(count, unit, fact) => {
            let (label, length) = (fact_label(lang, book.dictionary.fact(*fact)), length(lang, *count, *unit));
            say!(lang, "{label}后{length}", "{length} after {label}")
        }
        Phrase::StartOfYear(year) => say!(lang, "{}年初", "the start of {} year", year_name(lang, *year)),
        Phrase::EndOfYear(year) => say!(lang, "{}年末", "the end of {} year", year_name(lang, *year)),
    }
}

fn length(lang: Lang, count: i64, unit: Unit) -> String {
    let (zh, en) = match unit {
        Unit::Year => ("年", "year"),
        Unit::Month => ("个月", "month"),
        Unit::Day => ("天", "day"),
    };
    length_of(lang, count, zh, en)
}

fn length_of(lang: Lang, count: i64, zh: &str, en: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    say!(lang, "{count}{zh}", "{count} {en}{plural}")
}

/// A length of time in a unit of a rule file.
#[must_use]
pub fn time(lang: Lang, count: i64, unit: &str) -> String {
    match unit {
        "workday" => length_of(lang, count, "个工作日", "working day"),
        "month" => length(lang, count, Unit::Month),
        "year" => length(lang, count, Unit::Year),
        _ => length(lang, count, Unit::Day),
    }
}

/// For how long a rule says that it comes.
#[must_use]
pub fn duration(lang: Lang, book: &Rulebook, period: Period, count: &Quantity) -> String {
    let said = quantity(lang, book, count);
    if said.parse::<u32>().is_ok() {
        return periods(lang, period, &said);
    }
    if let Quantity::Range { from: None, up_to: Some(most) } = count {
        let most = quantity(lang, book, most);
        let (zh, en) = unit_of(period, &most);
        return say!(lang, "最长{most}{zh}", "for at most {most} {en}");
    }
    let (zh, en) = if period == Period::Month { ("月数", "months") } else { ("年数", "years") };
    say!(lang, "{zh}：{said}", "{en}: {said}")
}

/// So many payments, one a period.
#[must_use]
pub fn periods(lang: Lang, period: Period, count: &str) -> String {
    let (zh, en) = unit_of(period, count);
    say!(lang, "共{count}{zh}", "for {count} {en}")
}

/// What payments of a period are counted in.
fn unit_of(period: Period, count: &str) -> (&'static str, &'static str) {
    match (period == Period::Month, count) {
        (true, "1") => ("个月", "month"),
        (true, _) => ("个月", "months"),
        (false, "1") => ("年", "year"),
        (false, _) => ("年", "years"),
    }
}

fn year_name(lang: Lang, year: i16) -> &'static str {
    if year == 0 { lang.pick("本", "this") } else { lang.pick("上", "last") }
}
