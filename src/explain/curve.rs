//! The total of a firm over one of its facts, in the report's form.

use crate::calendar::Day;
use crate::decide::{Asked, Curve, Jump, Point, curve};
use crate::dictionary::Kind;
use crate::evaluate::{Evaluation, Question};
use crate::number::{Number, Overflow};
use crate::profile::{FactRef, Profile, Value, key_of};
use crate::report::{
    AsOfFrom, CURVE_SCHEMA, Changed, CurveJump, CurvePoint, CurveReport, Detail, OpenSupport, Report, SupportReport,
    Yuan,
};
use crate::rulebook::{Medium, Payee, Period, Rulebook, Uses};
use crate::source::Sources;
use crate::words::{self, Lang};

use super::{Explainer, changes_of_reports, conditions, support};

/// The curve of a firm over a fact, from one value to another; `None` of a fact without figures.
///
/// # Errors
/// `Overflow` when a value is too large.
pub fn explain_curve(
    lang: Lang,
    (book, sources): (&Rulebook, &Sources),
    profile: &Profile,
    (as_of, strict): ((Day, AsOfFrom), bool),
    fact: FactRef,
    [from, to]: [Option<Number>; 2],
) -> Result<Option<CurveReport>, Overflow> {
    let question = Question { as_of: as_of.0, strict };
    let asked = Asked { book, profile, question, fact };
    let Some(Curve { grid, points, jumps, is_cut }) = curve(asked, from, to)? else { return Ok(None) };
    let explainer = Explainer::new(lang, book, sources);
    let declared = book.dictionary.fact(fact.fact);
    let tell = |at: Option<Number>, evaluation: &Evaluation| -> Report {
        let other = at.map_or_else(|| profile.clone(), |at| asked.with(at));
        explainer.explain(Detail::Answers, &other, as_of, evaluation)
    };
    let told = |jump: &Jump| -> Result<CurveJump, Overflow> {
        let sides = [jump.before.at, jump.after.at].map(|at| tell(Some(at), &asked.answer(Some(at))));
        let mut changes = changes_of_reports(lang, &sides[0], &sides[1]);
        changes.retain(|change| change.of == Changed::Support);
        let (before, after) = (jump.before, jump.after);
        // An open end is the highest.
        let falls = before.high.map_or(after.high.is_some(), |high| after.high.is_some_and(|after| after < high));
        let loses = after.low < before.low || falls;
        let kind = declared.kind;
        Ok(CurveJump { before: point(kind, before)?, after: point(kind, after)?, loses, changes })
    };
    let evaluation = asked.answer(None);
    let own = asked.own().map(|at| {
        let (low, high) = evaluation.cash();
        point(declared.kind, Point { at, low, high })
    });
    let now = tell(None, &evaluation);
    let open = open_cash(book, &now);
    let unstated = now.totals.iter().filter(|total| {
        let of_cash = [Payee::Enterprise.word(), Medium::Cash.word(), Period::Once.word()];
        [&*total.paid_to, &*total.kind, &*total.period] == of_cash
    });
    Ok(Some(CurveReport {
        schema: CURVE_SCHEMA,
        as_of: as_of.0.to_string(),
        as_of_from: as_of.1,
        strict,
        unstated: unstated.map(|total| total.unstated).sum(),
        open,
        enterprise: now.enterprise,
        fact: key_of(book, fact),
        label: label(lang, book, profile, fact),
        kind: declared.kind.word(),
        unit: conditions::plain(declared.kind, grid.unit),
        own: own.transpose()?,
        points: points.into_iter().map(|at| point(declared.kind, at)).collect::<Result<_, _>>()?,
        jumps: jumps.iter().map(told).collect::<Result<_, _>>()?,
        complete: !is_cut,
    }))
}

/// The supports that pay into the total and have no upper end.
pub(super) fn open_cash(book: &Rulebook, now: &Report) -> Vec<OpenSupport> {
    let is_open = |support: &&SupportReport| {
        let money = support.amount.as_ref().filter(|_| support.status.is_in_play());
        let is_open = money.is_some_and(|amount| amount.high.is_none() && amount.low.is_some());
        is_open && Evaluation::is_cash(book, support.rule)
    };
    let told = now.supports.iter().filter(is_open).map(|support| OpenSupport {
        id: support.id.clone(),
        name: support.name.clone(),
        missing: support.missing.iter().map(|missing| missing.label.clone()).collect(),
    });
    told.collect()
}

fn point(kind: Kind, point: Point) -> Result<CurvePoint, Overflow> {
    let high = point.high.map(Yuan::try_from).transpose()?;
    Ok(CurvePoint { at: conditions::plain(kind, point.at), low: Yuan::try_from(point.low)?, high })
}

/// What a fact of a firm is called, with its record and its year.
pub(super) fn label(lang: Lang, book: &Rulebook, profile: &Profile, at: FactRef) -> String {
    let fact = book.dictionary.fact(at.fact);
    let name = words::fact_label(lang, fact);
    let name = at.year.map_or_else(|| name.to_owned(), |year| words::in_year(lang, name, year));
    let of_kind = fact.home.record().and_then(|record| support::record_names(lang, book, profile).remove(&record));
    let record = of_kind.zip(at.record).and_then(|(names, index)| names.get(index).cloned());
    words::of_record(lang, record.as_deref(), &name)
}

/// The figures that the firm states and that the rules of its place read, as `--set` names them.
#[must_use]
pub fn figures_read(book: &Rulebook, profile: &Profile, evaluation: &Evaluation) -> Vec<String> {
    figures(book, profile, evaluation).into_iter().map(|at| key_of(book, at)).collect()
}

/// The same as they are stated.
pub(super) fn figures(book: &Rulebook, profile: &Profile, evaluation: &Evaluation) -> Vec<FactRef> {
    let mut uses = Uses::default();
    evaluation.supports.iter().for_each(|result| uses.extend(book.uses(book.support(result.id))));
    let is_figure = |at: &FactRef| {
        let fact = book.dictionary.fact(at.fact);
        let is_number = matches!(profile.value(*at, fact.home.record()), Some(Value::Number(_)));
        is_number && fact.kind != Kind::Date && uses.contains(at.fact)
    };
    profile.stated().into_iter().filter(is_figure).collect()
}
