//! Reads one value of a fact, whatever file states it: a profile, a cell of a table, a line of JSON.

use std::borrow::Cow;

use crate::calendar::Day;
use crate::clean;
use crate::dictionary::{Choices, Fact, Kind};
use crate::finding::{Beside, Bounds, Problem};
use crate::interval::Interval;
use crate::literal::{Figure, LiteralError, figure};
use crate::number::Number;
use crate::rulebook::Rulebook;

use super::band::{band, ends, of_text};
use super::named::{called, choice, industry, place, remark, support};
use super::spelling::{flag, is_nothing, is_unknown};
use super::{Value, date};

/// What people count things and each other with.
const COUNTED: &[&str] = &["人", "名", "个", "家", "项", "件", "位"];
/// What only a count of years is counted with.
const YEARS: &str = "年";
/// Decimal places from which on money is what a division left, and is rounded.
const COMPUTED_PLACES: usize = 6;

/// What stands between several values in one text.
const BETWEEN: [char; 7] = ['、', ';', '；', ',', '，', '\n', '|'];

/// A share from which on one without a percent sign is doubted, and a figure of per cent probably meant.
const DOUBTED_SHARE: i64 = 2;

/// A value as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Written<'w> {
    /// Nothing: a blank cell, `null`.
    Unknown,
    /// Text.
    Text(Cow<'w, str>),
    /// A bare number, and what the file calls it.
    Bare {
        /// Its digits.
        digits: Cow<'w, str>,
        /// The type of the file: `integer`, `float`, `number`.
        found: &'static str,
    },
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(Day),
    /// A date that is no day, such as one with a time.
    NoDay(Cow<'w, str>),
    /// Several values.
    List(Vec<Written<'w>>),
    /// A figure between two others: from this one to that one.
    Band(Box<[Written<'w>; 2]>),
    /// Something else, by the name of its type.
    Other(&'static str),
}

/// In what the numbers of a column are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Money, in so many yuan.
    Yuan(i64),
    /// Per cent.
    Percent,
    /// People, things, days: as it is.
    Plain,
}

/// What a value stands under: a key, or the header of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Under<'k> {
    /// As it is written.
    pub key: &'k str,
    /// The unit of the column.
    pub unit: Option<Unit>,
    /// Whether it is a cell of a table, of which findings speak as spreadsheets do.
    pub is_cell: bool,
    /// Whether what was likely meant is looked for; who only asks whether a value can be read needs none.
    pub hints: bool,
}

impl<'k> Under<'k> {
    /// A key of a profile.
    #[must_use]
    pub fn key(key: &'k str) -> Under<'k> {
        Under { key, unit: None, is_cell: false, hints: true }
    }
}

/// A value that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Read {
    /// The value; `None` where it says that it is not known.
    pub value: Option<Value>,
    /// What somebody should look at.
    pub note: Option<Problem>,
}

impl From<Value> for Read {
    fn from(value: Value) -> Read {
        Read { value: Some(value), note: None }
    }
}

/// Reads a value of a fact.
///
/// # Errors
/// Says what is wrong with it.
pub fn value(book: &Rulebook, fact: &Fact, under: Under<'_>, written: &Written<'_>) -> Result<Read, Problem> {
    let written = cleaned(written);
    let wrong = || wrong_type(under, fact.kind.word(), &written);
    if is_not_known(&written) {
        return Ok(Read { value: None, note: None });
    }
    if fact.many && fact.kind == Kind::Text {
        return texts(under, &written).map(|value| Read { value, note: None });
    }
    if fact.many {
        return several(book, fact, under, &written).map(|value| Read { value, note: None });
    }
    let read = match fact.kind {
        Kind::Money | Kind::Ratio | Kind::Count | Kind::Number => {
            return number(fact, under, &written).ok_or_else(wrong)?;
        }
        Kind::Flag => flag_of(&written).ok_or_else(wrong)?.map(Value::Flag),
        Kind::Date => day(&written).ok_or_else(wrong)?,
        Kind::Choice => choice_of(book, fact, text(&written).ok_or_else(wrong)?, under.hints).map(Value::Choices),
        Kind::Text => Ok(Value::Text(text(&written).ok_or_else(wrong)?.to_owned())),
        Kind::Support => support(book, text(&written).ok_or_else(wrong)?, under.hints).map(Value::Text),
        Kind::Place => place(book, text(&written).ok_or_else(wrong)?, under.hints).map(Value::Code),
        Kind::Industry => {
            let is_number = matches!(*written, Written::Bare { .. });
            industry(book, text(&written).ok_or_else(wrong)?, is_number, under.hints).map(Value::Code)
        }
    };
    let note = remark(book, fact, &written);
    read.map(|value| Read { value: Some(value), note })
}

/// Texts without what nobody sees.
fn cleaned<'w>(written: &'w Written<'_>) -> Cow<'w, Written<'w>> {
    match written {
        Written::Text(text) => Cow::Owned(Written::Text(clean::visible(text))),
        other => Cow::Borrowed(other),
    }
}

/// Whether it says that nothing is known.
fn is_not_known(written: &Written<'_>) -> bool {
    match written {
        Written::Unknown => true,
        Written::Text(text) => text.is_empty() || is_unknown(text),
        Written::Bare { .. }
        | Written::Flag(_)
        | Written::Day(_)
        | Written::NoDay(_)
        | Written::List(_)
        | Written::Band(_)
        | Written::Other(_) => false,
    }
}

fn wrong_type(under: Under<'_>, expected: &'static str, written: &Written<'_>) -> Problem {
    let (found, in_cell) = match written {
        Written::Unknown => ("null", "text"),
        Written::Text(_) => ("string", "text"),
        Written::Bare { found, .. } => (*found, "number"),
        Written::Flag(_) => ("boolean", "flag"),
        Written::Day(_) | Written::NoDay(_) => ("datetime", "date"),
        Written::List(_) => ("array", "list"),
        Written::Band(_) => ("table", "table"),
        Written::Other(found) => (*found, *found),
    };
    let key = under.key.to_owned();
    if under.is_cell {
        Problem::WrongCell { header: key, expected, found: in_cell }
    } else {
        Problem::WrongType { key, expected, found }
    }
}

/// Text, or a number that is read as one: codes are often stored so.
pub(super) fn text<'w>(written: &'w Written<'_>) -> Option<&'w str> {
    if let Written::Text(text) | Written::Bare { digits: text, .. } = written { Some(text) } else { None }
}

fn flag_of(written: &Written<'_>) -> Option<Result<bool, Problem>> {
    match written {
        Written::Flag(flag) => Some(Ok(*flag)),
        Written::Text(text) => Some(flag(text).ok_or_else(|| Problem::NotYesOrNo { text: text.clone().into_owned() })),
        Written::Unknown
        | Written::Bare { .. }
        | Written::Day(_)
        | Written::NoDay(_)
        | Written::List(_)
        | Written::Band(_)
        | Written::Other(_) => None,
    }
}

/// A number, or the two between which it lies; `None` for what is none.
pub(super) fn number(fact: &Fact, under: Under<'_>, written: &Written<'_>) -> Option<Result<Read, Problem>> {
    let (text, is_bare) = match written {
        Written::Text(text) => (text, false),
        Written::Bare { digits, .. } => (digits, true),
        Written::Band(both) => {
            let [from, to] = both.each_ref().map(cleaned);
            return band(fact, under, [&from, &to]);
        }
        Written::Unknown
        | Written::Flag(_)
        | Written::Day(_)
        | Written::NoDay(_)
        | Written::List(_)
        | Written::Other(_) => return None,
    };
    let plain = clean::narrow(text);
    if let Some(both) = ends(&plain).filter(|_| !is_bare) {
        return Some(of_text(fact, under, text, both));
    }
    let counted = if matches!(fact.kind, Kind::Count | Kind::Number) { counted(fact, &plain) } else { &plain };
    let figure = figure(counted);
    let is_percent = under.unit == Some(Unit::Percent) || figure.as_ref().is_ok_and(|figure| figure.is_percent);
    let read = figure.and_then(|figure| of_kind(fact.kind, under.unit, figure));
    let read = read.map_err(|error| match error {
        LiteralError::About => Problem::ApproximateNumber { text: text.clone().into_owned() },
        // `inf`, `0x10` and words have no unit that could be wrong.
        LiteralError::Unit if !is_bare && plain.contains(is_digit) => {
            Problem::WrongUnit { text: text.clone().into_owned(), kind: fact.kind.word() }
        }
        LiteralError::Unit | LiteralError::Digits | LiteralError::BelowFen => invalid(text),
    });
    Some(match read {
        Ok((number, is_rounded)) => {
            let rounded = is_rounded.then(|| Problem::RoundedNumber { text: text.clone().into_owned(), value: number });
            let note = rounded.or_else(|| share(fact, under, number).filter(|_| !is_percent));
            in_range(fact, text, Ok(number)).map(|read| Read { note, ..read })
        }
        Err(problem) => Err(problem),
    })
}

/// Whether it is part of a number, in figures or words.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || "零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿".contains(c)
}

/// That a share is several times its whole, as one that was meant in per cent is.
fn share(fact: &Fact, under: Under<'_>, value: Number) -> Option<Problem> {
    let most = Number::whole(DOUBTED_SHARE);
    // What grows may well double; a share that can't be negative is hardly more than all.
    let is_more = fact.range.low.is_some() && value > Number::ONE;
    let is_doubted = is_more || value >= most || Number::ZERO.minus(value).is_ok_and(|value| value >= most);
    (fact.kind == Kind::Ratio && is_doubted).then(|| Problem::ImplausibleUnit {
        name: under.key.to_owned(),
        value,
        beside: Box::new(Beside::Percent),
    })
}

fn invalid(text: &str) -> Problem {
    Problem::InvalidNumber { text: text.to_owned() }
}

fn in_range(fact: &Fact, text: &str, number: Result<Number, Problem>) -> Result<Read, Problem> {
    let number = number?;
    if fact.kind == Kind::Count && !number.is_multiple_of(Number::ONE) {
        return Err(invalid(text));
    }
    if fact.range.hull(Interval::point(number)) != fact.range {
        let [low, high] = [fact.range.low, fact.range.high].map(|end| end.map(|end| end.at));
        let bounds = Some(Box::new(Bounds { low, high, kind: fact.kind.word() }));
        return Err(Problem::OutOfRange { text: text.to_owned(), fact: called(fact), bounds });
    }
    Ok(Value::Number(number).into())
}

/// The value of a figure for this kind of fact, and whether it was rounded to the fen.
fn of_kind(kind: Kind, unit: Option<Unit>, figure: Figure) -> Result<(Number, bool), LiteralError> {
    let Figure { value, is_sized, is_yuan, is_small, is_percent, places } = figure;
    let exact = |value: Number| Ok((value, false));
    match (kind, unit) {
        (Kind::Money, _) if is_percent => Err(LiteralError::Unit),
        // `三千` in a column of 万元: nobody knows three thousand of what.
        (Kind::Money, Some(Unit::Yuan(factor))) if !is_sized && factor != 1 && is_small => Err(LiteralError::Unit),
        (Kind::Money, Some(Unit::Yuan(factor))) if !is_sized => yuan(value, factor, places),
        (Kind::Money, _) => yuan(value, 1, places),
        (Kind::Ratio, _) if is_sized || is_small => Err(LiteralError::Unit),
        (Kind::Ratio, unit) if is_percent || unit == Some(Unit::Percent) => {
            hundredth(value).map(|value| (value, false))
        }
        (Kind::Ratio, _) => exact(value),
        (Kind::Count | Kind::Number, _) if !is_percent && !is_yuan => exact(value),
        (
            Kind::Count
            | Kind::Number
            | Kind::Flag
            | Kind::Date
            | Kind::Choice
            | Kind::Text
            | Kind::Place
            | Kind::Industry
            | Kind::Support,
            _,
        ) => Err(LiteralError::Unit),
    }
}

fn hundredth(value: Number) -> Result<Number, LiteralError> {
    value.over(Number::whole(100)).map_err(|_| LiteralError::Digits)
}

/// So many times as many yuan; what a division left below a fen is rounded.
fn yuan(value: Number, factor: i64, places: usize) -> Result<(Number, bool), LiteralError> {
    let yuan = value.times(Number::whole(factor)).map_err(|_| LiteralError::Digits)?;
    let is_finer = !yuan.is_multiple_of(Number::FEN);
    if is_finer && places < COMPUTED_PLACES {
        return Err(LiteralError::BelowFen);
    }
    yuan.to_fen().map(|fen| (fen, is_finer)).map_err(|_| LiteralError::Digits)
}

/// The figure before what things are counted with.
fn counted<'t>(fact: &Fact, text: &'t str) -> &'t str {
    let text = text.trim();
    if fact.label.ends_with("年数") {
        return text.strip_suffix(YEARS).unwrap_or(text).trim();
    }
    COUNTED.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim()
}

/// A day, or the days of a month or year of which the day is not known; `None` for what is neither.
fn day(written: &Written<'_>) -> Option<Result<Value, Problem>> {
    let (text, read) = match written {
        Written::Day(day) => return Some(Ok(Value::Number(day.number()))),
        Written::Text(text) | Written::NoDay(text) => (text, date::date(clean::narrow(text).trim())),
        Written::Bare { digits, .. } => (digits, date::bare(digits)),
        Written::Unknown | Written::Flag(_) | Written::List(_) | Written::Band(_) | Written::Other(_) => return None,
    };
    Some(read.ok_or_else(|| Problem::InvalidDate { text: text.clone().into_owned() }))
}

/// Several choices: a list of them, or one text with commas between; `None` where one of them is not known, so that
/// nobody knows which there are.
fn several(book: &Rulebook, fact: &Fact, under: Under<'_>, written: &Written<'_>) -> Result<Option<Value>, Problem> {
    let wrong = |written: &Written<'_>| wrong_type(under, fact.kind.word(), written);
    let mut all = Choices::default();
    match written {
        Written::List(items) => {
            let Some(items) = listed(items, wrong)? else { return Ok(None) };
            for item in &items {
                all = all.with(choice_of(book, fact, item, under.hints)?);
            }
        }
        other => {
            let text = text(other).ok_or_else(|| wrong(other))?;
            if is_nothing(text) && fact.choice(text).is_none() {
                return Ok(Some(Value::Choices(all)));
            }
            if let Ok(only) = choice_of(book, fact, text, false) {
                return Ok(Some(Value::Choices(only)));
            }
            let parts = text.split(BETWEEN).map(str::trim);
            for part in parts.filter(|part| !part.is_empty()) {
                if is_unknown(part) {
                    return Ok(None);
                }
                all = all.with(choice_of(book, fact, part, under.hints)?);
            }
        }
    }
    Ok(Some(Value::Choices(all)))
}

/// Several texts, a line each: a list of them, or one text with commas between; `None` where one of them is not known.
fn texts(under: Under<'_>, written: &Written<'_>) -> Result<Option<Value>, Problem> {
    let wrong = |written: &Written<'_>| wrong_type(under, Kind::Text.word(), written);
    let mut all = Vec::new();
    match written {
        Written::List(items) => {
            let Some(items) = listed(items, wrong)? else { return Ok(None) };
            all.extend(items.iter().map(|item| item.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        other => {
            let text = text(other).ok_or_else(|| wrong(other))?;
            let parts = text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty());
            all.extend(parts.filter(|_| !is_nothing(text)).map(str::to_owned));
        }
    }
    Ok(Some(Value::Text(all.join("\n"))))
}

/// The texts of a list; `None` where one of them is not known.
fn listed<'w>(
    items: &'w [Written<'w>],
    wrong: impl Fn(&Written<'_>) -> Problem,
) -> Result<Option<Vec<String>>, Problem> {
    let mut texts = Vec::new();
    for item in items {
        let item = cleaned(item);
        if is_not_known(&item) {
            return Ok(None);
        }
        texts.push(text(&item).ok_or_else(|| wrong(&item))?.to_owned());
    }
    Ok(Some(texts))
}

fn choice_of(book: &Rulebook, fact: &Fact, name: &str, hints: bool) -> Result<Choices, Problem> {
    choice(book, fact, name, hints).map(Choices::one)
}
