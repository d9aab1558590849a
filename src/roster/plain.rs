//! Tables in which nothing is odd: what is needed to read their further rows one by one as the roster would.

use crate::dictionary::{FactId, Home, Kind};
use crate::number::Number;

use super::Roster;
use super::header::{Rows, Target, Unit};
use super::names::Identity;
use super::plausible::Usual;

/// A column of a plain table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PlainColumn {
    /// The number of the firm.
    Number,
    /// The name of the firm.
    Name,
    /// A fact of the firm.
    Fact {
        /// Which.
        fact: FactId,
        /// What a bare figure in it is multiplied by: the unit of money; nothing where a bare figure is not enough.
        factor: Option<i64>,
        /// The amounts beyond which one is told to be far from the others; none of what is no money.
        usual: Option<(Number, Number)>,
    },
}

impl Roster<'_> {
    /// The columns of the only table, in their order, where nothing is wrong with what is there of it and all of it is
    /// about facts of firms that are read cell by cell. `is_whole`: no more rows follow.
    #[must_use]
    pub fn plain(&self, is_whole: bool) -> Option<Vec<PlainColumn>> {
        let [set] = &self.sets[..] else { return None };
        let [sheet] = &set.sheets[..] else { return None };
        let has_odd_rows = !sheet.aside.is_empty() || !sheet.unread.is_empty() || !sheet.shifted.is_empty();
        let is_all = sheet.first == 1 && sheet.end == sheet.sheet.rows.len() && !sheet.has_example;
        let is_plain = self.findings.is_empty() && sheet.rows == Rows::Firms && is_all && !has_odd_rows;
        let has_findings =
            (0..self.firms.len()).any(|index| self.firm(index).is_none_or(|firm| !firm.findings.is_empty()));
        if !is_plain || has_findings {
            return None;
        }
        let columns = sheet.columns.iter().enumerate().map(|(at, column)| {
            // Each column has one header, and none lies between them that is not read.
            (column.index == at).then_some(())?;
            match column.target {
                Target::Identity(Identity::Number) => Some(PlainColumn::Number),
                Target::Identity(Identity::Name) => Some(PlainColumn::Name),
                Target::Fact { fact, year: None } => {
                    let kind = self.is_by_itself(fact)?;
                    // Of what is limited the roster looks whether a figure is within.
                    let range = self.book.dictionary.fact(fact).range;
                    let is_any = range.high.is_none() && range.low.is_none_or(|low| low.at.is_zero() && !low.open);
                    let factor = match (kind, column.unit) {
                        _ if !is_any => None,
                        (Kind::Money, Some(Unit::Yuan(factor))) => Some(factor),
                        (Kind::Count, None | Some(Unit::Plain)) => Some(1),
                        _ => None,
                    };
                    let usual = if kind == Kind::Money {
                        Some(Usual::of(self.book, sheet, column)?.far(is_whole)?)
                    } else {
                        None
                    };
                    Some(PlainColumn::Fact { fact, factor, usual })
                }
                Target::Identity(Identity::CreditCode)
                | Target::Fact { year: Some(_), .. }
                | Target::Inline { .. }
                | Target::AsOf
                | Target::Year
                | Target::Ignored => None,
            }
        });
        let columns: Vec<PlainColumn> = columns.collect::<Option<_>>()?;
        let is_numbered = columns.first() == Some(&PlainColumn::Number);
        (is_numbered && sheet.width == columns.len()).then_some(columns)
    }

    /// The kind of a fact of the firm whose cells say all that is to be said of it; `None` of one that is held against
    /// other facts, or whose cells are held against each other.
    fn is_by_itself(&self, id: FactId) -> Option<Kind> {
        let fact = self.book.dictionary.fact(id);
        let has_others = fact.not_before.is_some() || fact.part_of.is_some();
        let is_of_others = self.book.dictionary.fact_ids().map(|other| self.book.dictionary.fact(other));
        let is_of_others = is_of_others.into_iter().any(|other| [other.not_before, other.part_of].contains(&Some(id)));
        let is_simple = match fact.kind {
            Kind::Money | Kind::Count | Kind::Flag | Kind::Choice | Kind::Place | Kind::Industry => true,
            Kind::Ratio | Kind::Number | Kind::Date | Kind::Text | Kind::Support => false,
        };
        // Figures of a firm are held against its heads.
        let is_heads = fact.key == "staff" || fact.key == "established";
        let is_one = fact.home == Home::Enterprise && !fact.yearly && is_simple;
        (is_one && !has_others && !is_of_others && !is_heads).then_some(fact.kind)
    }
}
