//! The figures of a rule held against those that its document prints.

use std::collections::BTreeSet;

use crate::calendar::Unit;
use crate::finding::Problem;
use crate::literal::{self, MONTH, THINGS};
use crate::number::Number;
use crate::source::{Located, Span};

use super::document::{DocumentCompiler, Mentions};

/// A figure and the word for its kind or unit.
type Figure = (Number, &'static str);

impl Mentions {
    /// Notes a number of things that a rule asks for.
    pub(super) fn count(&mut self, count: i64) {
        self.counts.insert((Number::whole(count), THINGS));
    }

    /// Notes so many years, months or days that a rule looks back, or on.
    pub(super) fn length(&mut self, count: i64, unit: Unit) {
        self.counts.insert(match unit {
            Unit::Year => (Number::whole(count.saturating_mul(12)), MONTH),
            Unit::Month => (Number::whole(count), MONTH),
            Unit::Day => (Number::whole(count), "day"),
        });
    }
}

impl DocumentCompiler<'_> {
    /// The figures that the rule uses and those that the document prints are the same. What a broken rule uses is
    /// not wholly known.
    pub(super) fn check_figures(&self, span: &Span, figures: &[Located<String>], is_whole: bool) {
        let Mentions { figures: used, counts, .. } = &self.mentions;
        let (mut printed, mut counted): (BTreeSet<Figure>, BTreeSet<Figure>) = Default::default();
        for text in figures {
            let (figure, count) = (literal::printed(&text.value), literal::printed_count(&text.value));
            if figure.is_none() && count.is_empty() {
                self.sink.report(&text.span, Problem::InvalidNumber { text: text.value.clone() });
            }
            let is_known = figure.is_some() || !count.is_empty();
            let is_figure = figure.is_some_and(|figure| figure.0.is_zero() || used.contains(&figure));
            let counted_here: Vec<Figure> = count.into_iter().filter(|count| counts.contains(count)).collect();
            let is_used = is_figure || !counted_here.is_empty() || literal::is_remitted(&text.value);
            // What is paid for so long says nothing of how far a rule looks back.
            counted.extend(counted_here.into_iter().filter(|_| !is_figure));
            printed.extend(figure);
            if is_whole && !is_used && is_known {
                self.sink.report(&text.span, Problem::FigureUnused { figure: text.value.clone() });
            }
        }
        for (number, kind) in used.difference(&printed) {
            self.sink.report(span, Problem::FigureMissing { number: *number, kind });
        }
        // Numbers of things, and of years, are held against each other where the file prints any: one is often a word, 有.
        let is_told = |(number, unit): &&Figure| *number > Number::ONE && counted.iter().any(|(_, of)| of == unit);
        for (number, kind) in counts.difference(&counted).filter(is_told) {
            self.sink.report(span, Problem::FigureMissing { number: *number, kind });
        }
    }
}
