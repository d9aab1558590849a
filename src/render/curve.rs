//! A total over one fact: as text with a plot, Markdown, CSV and SVG.

use std::fmt::Write;

use crate::ledger::Cell;
use crate::number::Number;
use crate::report::{CurvePoint, CurveReport};
use crate::words::{self, Lang};

use super::csv::csv_row;
use super::markdown::{escaped, items, table};
use super::page::Page;

/// Rows of the plot in a terminal.
const ROWS: i64 = 10;
/// A drawing: its size, and where the axes cross.
const WIDTH: i64 = 8000;
const HEIGHT: i64 = 4400;
const LEFT: i64 = 1400;
const BOTTOM: i64 = 3800;
const TOP: i64 = 500;

/// The curve in `width` columns.
#[must_use]
pub fn curve_text(lang: Lang, curve: &CurveReport, width: usize) -> String {
    let mut page = Page::new(lang, width);
    page.line(&words::curve_title(lang, curve));
    page.hanging("", "  ", &words::curve_total(lang, curve));
    page.text.push('\n');
    if is_flat(curve) {
        page.line(words::curve_flat(lang));
    } else {
        page.text += &plot(lang, curve, page.width);
    }
    page.text.push('\n');
    page.table(&words::curve_columns(lang).map(str::to_owned), &rows(lang, curve), &[20, 20, 26]);
    page.lines(words::curve_jumps(lang), jumps(lang, curve));
    page.text.push('\n');
    page.line(&words::curve_own(lang, curve));
    words::curve_open(lang, &curve.open).iter().for_each(|why| page.hanging("", "  ", why));
    page.line(&words::curve_note(lang, curve));
    page.text
}

/// Whether the total is the same on every value.
fn is_flat(curve: &CurveReport) -> bool {
    curve.points.iter().all(|point| (point.low, point.high) == (curve.points[0].low, curve.points[0].high))
}

/// The same as Markdown.
#[must_use]
pub fn curve_markdown(lang: Lang, curve: &CurveReport) -> String {
    let mut text = format!("# {}\n\n", escaped(&words::curve_title(lang, curve)));
    let _ = writeln!(text, "{}\n", escaped(&words::curve_total(lang, curve)));
    text += &table(&words::curve_columns(lang).map(str::to_owned), &rows(lang, curve));
    if !curve.jumps.is_empty() {
        let _ = writeln!(text, "\n## {}\n", words::curve_jumps(lang));
        text += &items(jumps(lang, curve));
    }
    let _ = writeln!(text, "\n{}  ", escaped(&words::curve_own(lang, curve)));
    if let Some(why) = words::curve_open(lang, &curve.open) {
        let _ = writeln!(text, "{}  ", escaped(&why));
    }
    let _ = writeln!(text, "{}", escaped(&words::curve_note(lang, curve)));
    text
}

/// The points as CSV with the keys of the JSON.
#[must_use]
pub fn curve_csv(lang: Lang, curve: &CurveReport) -> String {
    let money = |yuan| Cell::Money(yuan);
    let row = |point: &CurvePoint| {
        csv_row(&[
            Cell::text(point.at.clone()),
            money(point.low),
            point.high.map_or_else(|| Cell::text(words::open_end(lang)), money),
        ])
    };
    let head = csv_row(&["at", "low", "high"].map(Cell::text));
    let bytes = std::iter::once(head).chain(curve.points.iter().map(row)).flatten().collect();
    String::from_utf8(bytes).unwrap_or_default()
}

/// From each point to the next; where two of them are neighbours it jumps, and no row lies between.
fn rows(lang: Lang, curve: &CurveReport) -> Vec<[String; 4]> {
    let is_jump = |pair: &[CurvePoint]| curve.jumps.iter().any(|jump| jump.before == pair[0] && jump.after == pair[1]);
    let mut rows = Vec::new();
    let mut start = 0;
    for (at, pair) in curve.points.windows(2).enumerate() {
        if !is_jump(pair) {
            rows.push(words::curve_row(lang, curve, &pair[0], &pair[1]));
        } else if start == at {
            // A point alone between two jumps.
            rows.push(words::curve_row(lang, curve, &pair[0], &pair[0]));
        }
        if is_jump(pair) {
            start = at + 1;
        }
    }
    if let Some(last) = curve.points.last().filter(|_| start + 1 == curve.points.len()) {
        rows.push(words::curve_row(lang, curve, last, last));
    }
    rows
}

fn jumps(lang: Lang, curve: &CurveReport) -> Vec<String> {
    curve.jumps.iter().map(|jump| words::curve_jump(lang, curve, jump)).collect()
}

/// A value, and both ends of the total on it.
type Spot = (Number, Number, Option<Number>);

/// Where things lie on a plot of so many columns and rows.
struct Scale {
    from: Number,
    to: Number,
    most: Number,
    points: Vec<Spot>,
}

impl Scale {
    fn of(curve: &CurveReport) -> Option<Scale> {
        let number = |text: &str| Number::read(text);
        let points: Option<Vec<Spot>> = curve
            .points
            .iter()
            .map(|point| Some((number(&point.at)?, point.low.0.into(), point.high.map(|high| high.0.into()))))
            .collect();
        let points = points?;
        let most = points.iter().map(|(_, low, high)| high.unwrap_or(*low)).max()?.max(Number::ONE);
        Some(Scale { from: points.first()?.0, to: points.last()?.0, most, points })
    }

    /// So many of `all` parts as the value lies between the ends.
    fn across(&self, at: Number, all: i64) -> Option<i64> {
        let width = self.to.minus(self.from).ok().filter(|width| !width.is_zero())?;
        part(at.minus(self.from).ok()?, width, all)
    }

    fn up(&self, total: Number, all: i64) -> Option<i64> {
        part(total, self.most, all)
    }

    /// Both ends of the total on one value.
    fn at(&self, at: Number) -> Option<(Number, Option<Number>)> {
        let next = self.points.partition_point(|(other, ..)| *other < at);
        let (next_at, low, high) = *self.points.get(next)?;
        let Some((before_at, before_low, before_high)) = next.checked_sub(1).and_then(|at| self.points.get(at)) else {
            return Some((low, high));
        };
        let share = at.minus(*before_at).ok()?.over(next_at.minus(*before_at).ok()?).ok()?;
        let between = |a: Number, b: Number| a.plus(b.minus(a).ok()?.times(share).ok()?).ok();
        Some((between(*before_low, low)?, before_high.zip(high).and_then(|(a, b)| between(a, b))))
    }
}

fn part(of: Number, whole: Number, all: i64) -> Option<i64> {
    of.times(Number::whole(all)).ok()?.over(whole).ok()?.floor().to_whole()
}

/// The plot of a terminal: a column for each value, filled up to what is sure, and dotted up to what is possible.
fn plot(lang: Lang, curve: &CurveReport, width: usize) -> String {
    let Some(scale) = Scale::of(curve) else { return String::new() };
    let most = words::money(lang, scale.most);
    let margin = textwrap::core::display_width(&most) + 2;
    let columns = i64::try_from(width.saturating_sub(margin + 2)).unwrap_or(60).max(10);
    let value = |column: i64| {
        let along = scale.to.minus(scale.from).ok()?.times(Number::whole(column)).ok()?;
        scale.at(scale.from.plus(along.over(Number::whole(columns - 1)).ok()?).ok()?)
    };
    let bars: Vec<Option<(i64, i64)>> = (0..columns)
        .map(|column| {
            let (low, high) = value(column)?;
            // What has no upper end is not drawn.
            Some((scale.up(low, ROWS)?, scale.up(high.unwrap_or(low), ROWS)?))
        })
        .collect();
    let mut text = String::new();
    for row in (0..ROWS).rev() {
        let label = if row + 1 == ROWS { most.as_str() } else { "" };
        let pad = " ".repeat(margin.saturating_sub(textwrap::core::display_width(label) + 1));
        let bar = |bar: &Option<(i64, i64)>| match bar {
            Some((low, _)) if row < *low => '#',
            Some((_, high)) if row < *high => ':',
            Some(_) | None => ' ',
        };
        let line: String = bars.iter().map(bar).collect();
        let _ = writeln!(text, "{pad}{label} |{}", line.trim_end());
    }
    let axis = usize::try_from(columns).unwrap_or(60);
    let left = " ".repeat(margin);
    let own = curve.own.as_ref().and_then(|own| Number::read(&own.at));
    let own = own.and_then(|own| scale.across(own, columns - 1)).filter(|at| (0..columns).contains(at));
    let at = own.and_then(|at| usize::try_from(at).ok());
    let rule: String = (0..axis).map(|column| if Some(column) == at { '^' } else { '-' }).collect();
    let _ = writeln!(text, "{left}+{rule}");
    let [from, to] = [curve.points.first(), curve.points.last()]
        .map(|point| point.map(|point| words::curve_at(lang, curve, &point.at)).unwrap_or_default());
    let gap = axis.saturating_sub([&from, &to].map(|text| textwrap::core::display_width(text)).iter().sum());
    let _ = writeln!(text, "{left} {from}{}{to}", " ".repeat(gap.max(1)));
    let _ = writeln!(text, "{left} {}", words::curve_legend(lang, at.is_some()));
    text
}

/// The curve as a drawing of its own.
#[must_use]
pub fn curve_svg(lang: Lang, curve: &CurveReport) -> String {
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"150\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"white\"/>\n"
    );
    let mut write = |x: i64, y: i64, anchor: &str, words: &str| {
        let words = xml(words);
        let _ = writeln!(text, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{words}</text>");
    };
    write(LEFT, 250, "start", &words::curve_title(lang, curve));
    let Some(scale) = Scale::of(curve) else { return text + "</svg>\n" };
    let right = WIDTH - 300;
    let x = |at: Number| scale.across(at, right - LEFT).map(|x| LEFT + x);
    let y = |total: Number| scale.up(total, BOTTOM - TOP).map(|y| BOTTOM - y);
    write(LEFT - 80, TOP + 50, "end", &words::money(lang, scale.most));
    write(LEFT - 80, BOTTOM, "end", &words::money(lang, Number::ZERO));
    let [from, to] = [scale.from, scale.to].map(|at| words::figure(lang, at, curve.kind));
    write(LEFT, BOTTOM + 220, "start", &from);
    write(right, BOTTOM + 220, "end", &to);
    write(LEFT, BOTTOM + 460, "start", &words::curve_own(lang, curve));
    let line = |end: fn(&Spot) -> Option<Number>| -> Vec<String> {
        let place = |point: &Spot| Some(format!("{},{}", x(point.0)?, y(end(point)?)?));
        scale.points.iter().filter_map(place).collect()
    };
    let (low, high) = (line(|point| Some(point.1)), line(|point| point.2.or(Some(point.1))));
    let around: Vec<&str> = low.iter().chain(high.iter().rev()).map(String::as_str).collect();
    let _ = writeln!(text, "<polygon points=\"{}\" fill=\"#cfe2f3\"/>", around.join(" "));
    for (points, style) in [(&high, "stroke=\"#6fa8dc\" stroke-dasharray=\"60 40\""), (&low, "stroke=\"#0b5394\"")] {
        let _ = writeln!(text, "<polyline points=\"{}\" fill=\"none\" {style} stroke-width=\"25\"/>", points.join(" "));
    }
    let _ = writeln!(
        text,
        "<path d=\"M{LEFT} {TOP}V{BOTTOM}H{right}\" fill=\"none\" stroke=\"black\" stroke-width=\"12\"/>"
    );
    let own = curve.own.as_ref().and_then(|own| Number::read(&own.at)).and_then(x);
    if let Some(own) = own.filter(|own| (LEFT..=right).contains(own)) {
        let _ = writeln!(
            text,
            "<path d=\"M{own} {TOP}V{BOTTOM}\" stroke=\"#cc0000\" stroke-width=\"10\" stroke-dasharray=\"20 30\"/>"
        );
    }
    text + "</svg>\n"
}

/// Words that are no mark-up.
fn xml(text: &str) -> String {
    let shown = crate::shown::plain_line(text);
    shown.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
