//! The words of a total over one fact.

use crate::number::Number;
use crate::report::{ChangeReport, CurveJump, CurvePoint, CurveReport, OpenSupport, Yuan};

use super::{Lang, counted, figure, money, money_range, say};

/// Supports that are named of one jump.
const MOST_NAMED: usize = 3;

/// What is drawn, of whom.
#[must_use]
pub fn curve_title(lang: Lang, curve: &CurveReport) -> String {
    let of = &curve.label;
    let what = say!(lang, "合计随“{of}”怎样变", "The total over {of}");
    super::of_record(lang, curve.enterprise.name.as_deref(), &what)
}

/// Which total that is, on which day.
#[must_use]
pub fn curve_total(lang: Lang, curve: &CurveReport) -> String {
    let day = super::as_of(lang, &curve.as_of, curve.as_of_from);
    let what = lang.pick(
        "合计是给企业的现金、一次性的，现行的和未确认现行的都算",
        "the total is cash to the firm, once, of documents in force and not confirmed together",
    );
    let unstated = match curve.unstated {
        0 => String::new(),
        count => say!(lang, "；另有 {count} 项金额未载明，不在内", "; {count} more of unstated amount not in it"),
    };
    say!(lang, "{day}；{what}{unstated}", "{day}; {what}{unstated}")
}

/// What keeps the total without an upper end; nothing where it has one.
#[must_use]
pub fn curve_open(lang: Lang, open: &[OpenSupport]) -> Option<String> {
    let one = |one: &OpenSupport| {
        let (name, missing) = (&one.name, lang.list(&one.missing));
        if missing.is_empty() {
            name.clone()
        } else {
            say!(lang, "{name}（缺{missing}）", "{name} ({missing} missing)")
        }
    };
    let named = lang.list(&open.iter().map(one).collect::<Vec<_>>());
    (!open.is_empty()).then(|| say!(lang, "没有上限，是因为{named}", "there is no upper end because of {named}"))
}

/// That it is the same everywhere.
#[must_use]
pub fn curve_flat(lang: Lang) -> &'static str {
    lang.pick("这一项怎样变，合计都一样", "whatever this figure is, the total is the same")
}

/// Where the firm is on it.
#[must_use]
pub fn curve_own(lang: Lang, curve: &CurveReport) -> String {
    let Some(own) = &curve.own else {
        return lang.pick("企业没有写明这一项", "the firm does not state this fact").to_owned();
    };
    let (at, total) = (curve_at(lang, curve, &own.at), ends(lang, own));
    say!(lang, "企业现在：{at}，合计 {total}", "the firm now: {at}, total {total}")
}

/// A value of the fact.
#[must_use]
pub fn curve_at(lang: Lang, curve: &CurveReport, at: &str) -> String {
    Number::read(at).map_or_else(|| at.to_owned(), |number| figure(lang, number, curve.kind))
}

/// The headings of the table.
#[must_use]
pub fn curve_columns(lang: Lang) -> [&'static str; 4] {
    [lang.pick("从", "From"), lang.pick("到", "To"), lang.pick("至少", "At least"), lang.pick("最多", "At most")]
}

/// What the total is from one point to the next.
#[must_use]
pub fn curve_row(lang: Lang, curve: &CurveReport, from: &CurvePoint, to: &CurvePoint) -> [String; 4] {
    let open = super::value::not_settled(lang).to_owned();
    let end = |end: Option<Yuan>| end.map_or_else(|| open.clone(), |yuan| money(lang, yuan.0.into()));
    let run = |first: Option<Yuan>, last: Option<Yuan>| {
        if first == last { end(first) } else { format!("{} → {}", end(first), end(last)) }
    };
    let [at, until] = [from, to].map(|point| curve_at(lang, curve, &point.at));
    [at, until, run(Some(from.low), Some(to.low)), run(from.high, to.high)]
}

/// The title of the jumps.
#[must_use]
pub fn curve_jumps(lang: Lang) -> &'static str {
    lang.pick("一步之差", "One step apart")
}

/// What one step more brings or loses, and by which supports.
#[must_use]
pub fn curve_jump(lang: Lang, curve: &CurveReport, jump: &CurveJump) -> String {
    let [before, after] = [&jump.before, &jump.after].map(|point| curve_at(lang, curve, &point.at));
    let step = curve_at(lang, curve, &curve.unit);
    let gain = gain(lang, &jump.before, &jump.after);
    let told = say!(lang, "从{before}到{after}：{gain}", "from {before} to {after}: {gain}");
    let told = if jump.loses {
        say!(lang, "{told}——多{step}反而少", "{told} — {step} more brings less")
    } else {
        told
    };
    let named: Vec<String> = jump.changes.iter().take(MOST_NAMED).map(|change| changed_side(lang, change)).collect();
    let rest = jump.changes.len().saturating_sub(MOST_NAMED);
    let more = if rest == 0 {
        String::new()
    } else {
        let english = counted(rest, "other", "others");
        say!(lang, "；另 {rest} 项", "; {english}")
    };
    let named = named.join(lang.semicolon());
    if named.is_empty() { told } else { say!(lang, "{told}（{named}{more}）", "{told} ({named}{more})") }
}

/// A support with both its answers.
#[must_use]
pub fn changed_side(lang: Lang, change: &ChangeReport) -> String {
    let side = |side: &Option<crate::report::ChangedSide>| {
        side.as_ref().map_or_else(|| super::no_such_answer(lang).to_owned(), |side| side.text.clone())
    };
    let (name, before, after) = (&change.name, side(&change.before), side(&change.after));
    say!(lang, "{name}：{before} → {after}", "{name}: {before} → {after}")
}

/// By how much a total is more or less than another.
#[must_use]
pub fn gain(lang: Lang, before: &CurvePoint, after: &CurvePoint) -> String {
    let low = difference(lang, Some(before.low), Some(after.low));
    let high = difference(lang, before.high, after.high);
    if low == high {
        return low;
    }
    say!(lang, "至少的{low}，最多的{high}", "what is sure {low}, what is possible {high}")
}

fn difference(lang: Lang, before: Option<Yuan>, after: Option<Yuan>) -> String {
    let number = |yuan: Yuan| Number::from(yuan.0);
    match (before, after) {
        (Some(before), Some(after)) => {
            let (before, after) = (number(before), number(after));
            let by = |more: Number, less: Number| money(lang, more.minus(less).unwrap_or(Number::ZERO));
            match after.cmp(&before) {
                std::cmp::Ordering::Equal => lang.pick("不变", "stays").to_owned(),
                std::cmp::Ordering::Greater => say!(lang, "多{}", "is {} more", by(after, before)),
                std::cmp::Ordering::Less => say!(lang, "少{}", "is {} less", by(before, after)),
            }
        }
        (None, Some(_)) => lang.pick("有了上限", "has an upper end").to_owned(),
        (Some(_), None) => lang.pick("不再有上限", "has no upper end").to_owned(),
        (None, None) => lang.pick("不变", "stays").to_owned(),
    }
}

fn ends(lang: Lang, point: &CurvePoint) -> String {
    money_range(lang, point.low.0.into(), point.high.map(|high| high.0.into()))
}

/// What the marks of the plot are.
#[must_use]
pub fn curve_legend(lang: Lang, has_own: bool) -> String {
    let marks = lang.pick("# 至少　: 最多（没有上限的不画）", "# at least  : at most, where there is an upper end");
    let own = if has_own { lang.pick("　^ 企业现在", "  ^ the firm now") } else { "" };
    format!("{marks}{own}")
}

/// What holds of the points.
#[must_use]
pub fn curve_note(lang: Lang, curve: &CurveReport) -> String {
    let unit = curve_at(lang, curve, &curve.unit);
    let exact = say!(
        lang,
        "只试了{unit}的整数倍；每一行之内是直线（每项支持各自四舍五入到分）",
        "only multiples of {unit} were tried; within a row the total runs straight, but that each support is rounded to the fen"
    );
    if curve.complete {
        return exact;
    }
    let cut =
        lang.pick("转折太多，没有都试完：行与行之间可能还有", "there are too many turns to try all: there may be more");
    format!("{exact}{}{cut}", lang.semicolon())
}

/// That nothing can be drawn over a fact, and over which it can.
#[must_use]
pub fn no_curve(lang: Lang, label: &str, figures: &[String]) -> String {
    let why = say!(lang, "“{label}”不是一个数，没有曲线", "\"{label}\" is no figure, and has no curve");
    if figures.is_empty() {
        return say!(
            lang,
            "{why}；这家企业没有写明规则用得到的数",
            "{why}; the firm states no figure that the rules read"
        );
    }
    let figures = lang.list(figures);
    say!(lang, "{why}；这家企业可以问：{figures}", "{why}; of this firm one can ask {figures}")
}

/// That a value of the fact was not read.
#[must_use]
pub fn no_curve_end(lang: Lang, text: &str) -> String {
    say!(lang, "{text} 不是这一项的一个数", "{text} is no figure of this fact")
}

/// That a value is too large to be computed with.
#[must_use]
pub fn curve_too_large(lang: Lang) -> &'static str {
    lang.pick("数字过大，无法精确计算", "a figure is too large to be computed exactly")
}

/// That a file's name says no format of a curve.
#[must_use]
pub fn unknown_curve_file(lang: Lang, path: &str) -> String {
    say!(
        lang,
        "不知道 {path} 要写成什么：文件名以 .svg、.json、.csv、.md 或 .txt 结尾，或写 --format",
        "it is not known what {path} is to be: let it end in .svg, .json, .csv, .md or .txt, or give --format"
    )
}
