//! How a support comes: in which parts, for how long, with which figures besides, and how one applies.

use crate::calendar::Day;
use crate::evaluate::{self, Env, Item, SupportResult, all, quantity};
use crate::interval::Interval;
use crate::number::Number;
use crate::report::{ApplyReport, Ends, PaperReport, PaperState, RuleStageReport, StageReport, TermReport};
use crate::rulebook::{Application, Condition, Duration, Quantity, Round, Rulebook, Support, TermValue, Window};
use crate::words::{self, Lang};

use super::Context;
use super::conditions::outcome_of;

/// The stages and the clawback for one record, or for the firm.
pub(super) fn stages(
    context: &Context<'_>,
    env: &Env<'_>,
    support: &Support,
    record: Option<&String>,
) -> Vec<StageReport> {
    let report = |after: Option<&String>, part: Option<String>, when: &[Condition]| StageReport {
        record: record.cloned(),
        after: after.cloned(),
        part,
        condition: (!when.is_empty()).then(|| words::all_conditions(context.lang, env.book, when)),
        outcome: outcome_of(all(env, when)),
    };
    let whole = whole(env, support);
    let stages = support.stages.iter().map(|stage| {
        let part = words::quantity(context.lang, env.book, &stage.part);
        let share = if let Quantity::Literal(share, _) = &stage.part { Some(*share) } else { None };
        let share = share.filter(|_| stage.is_share);
        let comes_to = share.zip(whole).and_then(|(share, whole)| whole.times(share).ok());
        let comes_to = comes_to.and_then(|part| Interval::point(part).to_fen().ok()?.as_point());
        let part = comes_to.map_or_else(|| part.clone(), |yuan| words::share_of(context.lang, &part, yuan));
        report(Some(&stage.after), Some(part), &stage.when)
    });
    let clawback = (!support.clawback.is_empty()).then(|| report(None, None, &support.clawback));
    stages.chain(clawback).collect()
}

/// All of the amount, before stages and clawback, if it is known.
fn whole(env: &Env<'_>, support: &Support) -> Option<Number> {
    let amount = quantity(env, support.amount.as_ref()?).ok()?.interval;
    let caps = support.limits.iter().map(|limit| Interval::point(limit.cap));
    caps.fold(amount, Interval::at_most).as_point()
}

/// The stages and the clawback as the rule says them.
pub(super) fn stages_of_rule(lang: Lang, book: &Rulebook, support: &Support) -> Vec<RuleStageReport> {
    let condition = |when: &[Condition]| (!when.is_empty()).then(|| words::all_conditions(lang, book, when));
    let stages = support.stages.iter().map(|stage| RuleStageReport {
        after: Some(stage.after.clone()),
        part: Some(words::quantity(lang, book, &stage.part)),
        condition: condition(&stage.when),
    });
    let clawback = condition(&support.clawback);
    let clawback = clawback.map(|condition| RuleStageReport { after: None, part: None, condition: Some(condition) });
    stages.chain(clawback).collect()
}

/// The figures that are not money to the firm.
pub(super) fn terms(lang: Lang, book: &Rulebook, support: &Support) -> Vec<TermReport> {
    let value = |value: &TermValue| match value {
        TermValue::Time(count, unit) => words::time(lang, *count, unit),
        TermValue::Quantity(value, _) => words::quantity(lang, book, value),
    };
    support.terms.iter().map(|term| TermReport { label: term.label.clone(), value: value(&term.value) }).collect()
}

/// How one applies, where the day lies to those on which one can, and which of the papers the firm has, if it says so.
pub(super) fn apply(application: &Application, day: Day, have: Option<&[String]>) -> ApplyReport {
    let window = application.window(day);
    let last = application.closes.filter(|_| window == Some(Window::Open));
    let (next, next_until) = match application.next_round(day) {
        Some(Round::From(day)) => (Some(day.to_string()), None),
        Some(Round::Until(day)) => (None, Some(day.to_string())),
        None => (None, None),
    };
    ApplyReport {
        how: application.how.map(|how| how.word().to_owned()),
        at: application.at.clone(),
        opens: application.opens.map(|day| day.to_string()),
        closes: application.closes.map(|day| day.to_string()),
        window,
        days_left: last.map(|last| day.days_until(last)),
        next,
        next_until,
        materials: application.materials.iter().chain(&application.assisted).cloned().collect(),
        papers: papers(application, have),
        effort: application.effort.clone(),
    }
}

/// What must be handed in, and whether the firm has it: by the name that the rules have, whatever the blanks in it.
fn papers(application: &Application, have: Option<&[String]>) -> Vec<PaperReport> {
    let bare = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let paper = |name: &String, is_assisted: bool| PaperReport {
        name: name.clone(),
        state: match have {
            Some(have) if have.iter().any(|one| bare(one) == bare(name)) => PaperState::Have,
            Some(_) | None if is_assisted => PaperState::Assisted,
            Some(_) => PaperState::Lacking,
            None => PaperState::Unknown,
        },
    };
    let own = application.materials.iter().map(|name| paper(name, false));
    own.chain(application.assisted.iter().map(|name| paper(name, true))).collect()
}

/// For how long it comes, in words.
pub(super) fn duration(lang: Lang, book: &Rulebook, support: &Support) -> Option<String> {
    match &support.duration {
        Some(Duration::For(periods)) => Some(words::duration(lang, book, support.period, periods)),
        Some(Duration::Unstated) | None => None,
    }
}

/// For how long it comes to the firm: the number of periods where it is the same for all records, else the rule's words.
pub(super) fn duration_of(context: &Context<'_>, support: &Support, items: &[Item]) -> Option<String> {
    let in_words = duration(context.lang, context.book, support)?;
    let mut counts = items.iter().filter(|item| item.money.is_some()).map(|item| item.periods?.as_point());
    let first = counts.next().flatten().filter(|first| counts.all(|other| other == Some(*first)));
    let known = first.map(|count| words::periods(context.lang, support.period, &words::number(context.lang, count)));
    Some(known.unwrap_or(in_words))
}

/// What all instalments of all records come to, where the text says how many there are, after groups; nothing where later
/// years have figures of their own.
pub(super) fn altogether(context: &Context<'_>, result: &SupportResult) -> Option<Ends> {
    let all = evaluate::altogether(result, &context.evaluation.groups).map(|(low, high)| Ends::of(low, high));
    all.filter(|_| !evaluate::is_by_year(context.book.support(result.id), &result.items))
}
