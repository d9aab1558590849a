//! The charts of a report: amounts as bars, titles as steps, days on a strip. All is whole thousandths; what is drawn is also
//! said.

use rust_decimal::Decimal;

use crate::calendar::{Day, Unit};
use crate::report::{DueDay, Ends, Report, Rung, Status, SupportReport, Yuan};
use crate::words::{self, Lang};

use super::screen::{Sorts, is_of_taxes};
use super::sheet::{Block, Chart, ChartForm, Mark};

/// The whole width.
const WHOLE: u32 = 1000;
/// An amount that is there is seen.
const LEAST: u32 = 4;
/// Names on an axis, about.
const MOST_TICKS: i64 = 7;
/// Characters of the month of a day.
const MONTH: usize = 7;

/// Supports with what they bring.
type Bars<'r> = Vec<(&'r SupportReport, Ends)>;

/// What supports bring, as bars: a chart for each sort of money, of which one scale holds.
pub(super) fn amounts(lang: Lang, report: &Report) -> Vec<Block> {
    let sorts = Sorts::of(report, usize::MAX);
    let mut purses: Vec<([&str; 3], Bars<'_>)> = Vec::new();
    for support in sorts.shown.iter().chain(&sorts.taxes.shown) {
        let Some((purse, ends)) = counted(support) else { continue };
        match purses.iter_mut().find(|(other, _)| *other == purse) {
            Some((_, bars)) => bars.push((support, ends)),
            None => purses.push((purse, vec![(support, ends)])),
        }
    }
    // What is saved before what is deducted on the way to it.
    purses.sort_by_key(|([_, medium, _], _)| is_of_taxes(medium));
    purses.iter().map(|(purse, bars)| Block::Chart(of_purse(lang, *purse, bars))).collect()
}

/// What a support counts for, else what it brings by itself, where that is a figure, with the sort of money that it is.
fn counted(support: &SupportReport) -> Option<([&'static str; 3], Ends)> {
    let amount = support.amount.as_ref()?;
    let own = amount.low.map(|low| Ends { low, high: amount.high });
    Some(([support.paid_to, support.paid_as, amount.period], amount.counted.or(own)?))
}

fn of_purse(lang: Lang, purse: [&str; 3], bars: &[(&SupportReport, Ends)]) -> Chart {
    let ends = bars.iter().flat_map(|(_, ends)| [Some(ends.low), ends.high]).flatten();
    let most = ends.max().unwrap_or_default();
    let marks = bars.iter().map(|(support, Ends { low, high })| Mark {
        name: words::name(lang, support),
        figure: words::amount(lang, support),
        from: share(*low, most),
        to: high.map(|high| share(high, most)),
    });
    Chart {
        form: ChartForm::Bars,
        caption: words::bars_caption(lang, purse),
        marks: marks.collect(),
        ticks: Vec::new(),
    }
}

/// An amount as so much of the largest one.
fn share(of: Yuan, most: Yuan) -> u32 {
    let share = of.0.checked_mul(Decimal::from(WHOLE)).and_then(|share| share.checked_div(most.0));
    let share = share.and_then(|share| u32::try_from(share).ok()).unwrap_or(0);
    if of.0.is_zero() { 0 } else { share.clamp(LEAST, WHOLE) }
}

/// The titles as steps from the lowest up.
pub(super) fn steps(lang: Lang, rungs: &[&Rung]) -> Option<Block> {
    let mark = |rung: &&Rung| Mark {
        name: words::standard_name(lang, rung),
        figure: words::now(lang, rung),
        from: if rung.held == Some(true) { WHOLE } else { 0 },
        to: (rung.standard.status != Status::NeedsFacts).then_some(WHOLE),
    };
    let (caption, marks) = (words::steps_caption(lang).to_owned(), rungs.iter().map(mark).collect());
    (!rungs.is_empty()).then(|| Block::Chart(Chart { form: ChartForm::Steps, caption, marks, ticks: Vec::new() }))
}

/// The days on a line from the day of the answer to the last of them.
pub(super) fn days(lang: Lang, as_of: &str, days: &[DueDay]) -> Option<Block> {
    let (first, last) = (Day::parse(as_of)?, days.iter().max_by_key(|day| day.in_days)?);
    let at = |in_days: i64| {
        let share = in_days.saturating_mul(WHOLE.into()).checked_div(last.in_days).unwrap_or(0);
        u32::try_from(share).unwrap_or(0)
    };
    let marks = days.iter().enumerate().map(|(index, day)| Mark {
        name: (index + 1).to_string(),
        figure: words::due_line(lang, day, false),
        from: at(day.in_days),
        to: None,
    });
    let caption = words::strip_caption(lang, as_of, &last.day);
    let ticks = months(first, last.in_days).map(|day| (at(first.days_until(day)), month(day)));
    let chart = Chart { form: ChartForm::Strip, caption, marks: marks.collect(), ticks: ticks.collect() };
    Some(Block::Chart(chart))
}

/// The first days of months within so many days, so far apart that there are few.
fn months(from: Day, days: i64) -> impl Iterator<Item = Day> {
    let apart = [1, 3, 6, 12].into_iter().find(|apart| days / (apart * 30) <= MOST_TICKS).unwrap_or(12);
    let start = Day::parse(&format!("{}-01", month(from))).unwrap_or(from);
    let all = (1..).map(move |count| start.later(count, Unit::Month));
    let all = all.take_while(move |day| from.days_until(*day) <= days);
    let number = |day: &Day| month(*day).rsplit('-').next().and_then(|month| month.parse::<i64>().ok());
    all.filter(move |day| number(day).is_some_and(|month| (month - 1) % apart == 0))
}

/// The month of a day: `2026-11`.
fn month(day: Day) -> String {
    day.to_string().chars().take(MONTH).collect()
}
