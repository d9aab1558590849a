//! Cases that are printed as ranges, `300万元～1000万元` after `1000万元～3000万元`: where one ends at the figure at which
//! another begins, the text says both of it, so that either may be meant.

use crate::dictionary::Kind;
use crate::finding::Problem;
use crate::interval::Ordering;
use crate::rulebook::{Case, Condition, ConditionForm, Quantity};
use crate::rulefile::{RawCase, RawQuantity};
use crate::source::{Located, Span};

use super::document::DocumentCompiler;

/// Both ends of a range as comparisons that hold at them.
type Ends = [Option<ConditionForm>; 2];

impl DocumentCompiler<'_> {
    /// Compiles such cases; where ranges share a figure, as the two readings of it.
    pub(super) fn ranges(
        &mut self,
        by: Option<&RawQuantity>,
        raw: &[RawCase],
        expected: Option<Kind>,
        span: &Span,
    ) -> Option<(Quantity, Kind)> {
        let Some(by) = by else {
            self.sink.report(span, Problem::MissingKey { key: "by", within: "cases" });
            return None;
        };
        let ends: Vec<Option<Ends>> = raw.iter().map(|case| self.ends(by, case)).collect();
        let (mut kind, mut given) = (expected, Vec::new());
        for case in raw {
            let (gives, found) = match kind {
                Some(kind) => (self.quantity_of(&case.gives, kind)?, kind),
                None => self.quantity(&case.gives, None)?,
            };
            kind = Some(found);
            given.push(gives);
        }
        let ends: Vec<Ends> = ends.into_iter().collect::<Option<_>>()?;
        let reading = |is_of_lower| {
            let cases = raw.iter().zip(&ends).zip(&given);
            let line = |case: &RawCase| self.sources.line(&case.span);
            let case = |((case, of), gives): ((&RawCase, &Ends), &Quantity)| {
                let when = of.iter().enumerate().filter_map(|(at, end)| {
                    let form = end.clone()?;
                    let is_open = is_shared(&form, &ends, 1 - at) && is_of_lower == (at == 0);
                    Some(Condition::new(if is_open { beyond(form) } else { form }, line(case)))
                });
                Case { when: when.collect(), gives: gives.clone() }
            };
            cases.map(case).collect::<Vec<Case>>()
        };
        let readings = [reading(true), reading(false)];
        let read: Vec<(&[Condition], &Span)> =
            readings[0].iter().zip(raw).map(|(case, raw)| (&case.when[..], &raw.span)).collect();
        let is_whole = self.check_cases(&read, span);
        let kind = kind?;
        if !is_whole && !matches!(kind, Kind::Money | Kind::Count) {
            self.sink.report(span, Problem::NoRest);
        }
        let [lower, upper] = readings;
        if lower == upper {
            return Some((Quantity::Cases(lower), kind));
        }
        let readings = [lower, upper].map(Quantity::Cases).into();
        Some((Quantity::Unclear { readings, assume: None }, kind))
    }

    fn ends(&mut self, by: &RawQuantity, case: &RawCase) -> Option<Ends> {
        self.accepted_in(&case.accept, &case.span);
        if let Some((comparison, _)) = &case.compare {
            self.sink.report(&comparison.span, Problem::TwoForms { first: "from", second: comparison.value });
            return None;
        }
        let mut end = |comparison, raw: &Option<RawQuantity>| {
            let Some(raw) = raw else { return Some(None) };
            let comparison = Located { value: comparison, span: raw.span.clone() };
            self.compared(by, &comparison, raw).map(Some)
        };
        let ends = (end("at-least", &case.from), end("at-most", &case.up_to));
        if let (
            Some(Some(ConditionForm::Compare { right: from, .. })),
            Some(Some(ConditionForm::Compare { right: to, .. })),
        ) = &ends
        {
            self.check_bounds(("from", from), ("up-to", to), &case.span);
        }
        Some([ends.0?, ends.1?])
    }
}

/// Whether another range has this figure at its other end.
fn is_shared(form: &ConditionForm, ends: &[Ends], other: usize) -> bool {
    let ConditionForm::Compare { right, .. } = form else { return false };
    let mut others = ends.iter().filter_map(|ends| ends[other].as_ref());
    others.any(|end| matches!(end, ConditionForm::Compare { right: figure, .. } if figure == right))
}

/// The same comparison, that does not hold at the figure itself.
fn beyond(form: ConditionForm) -> ConditionForm {
    let ConditionForm::Compare { left, ordering, right } = form else { return form };
    let ordering = match ordering {
        Ordering::AtLeast | Ordering::Above => Ordering::Above,
        Ordering::AtMost | Ordering::Below => Ordering::Below,
        Ordering::Equal => Ordering::Equal,
    };
    ConditionForm::Compare { left, ordering, right }
}
