//! Compiles caps with a scope and a period, of a support or of a group.

use crate::dictionary::Kind;
use crate::finding::Problem;
use crate::rulebook::{CapPeriod, CapScope, Limit, Quantity};
use crate::rulefile::RawLimit;
use crate::suggest::nearest;

use super::document::DocumentCompiler;
use super::word::one_of;

pub(super) const PERIODS: &[(&str, CapPeriod)] = &[("year", CapPeriod::Year), ("ever", CapPeriod::Ever)];

impl DocumentCompiler<'_> {
    /// Compiles a cap; `record` is the kind of record that it may be a cap of.
    pub(super) fn limit(&mut self, raw: &RawLimit, record: Option<&str>) -> Option<Limit> {
        let cap = self.quantity_of(&raw.cap, Kind::Money);
        let period = raw.within.as_ref().map(|within| one_of("within", within, PERIODS, self.sink));
        let scope = self.scope_of(raw, record);
        let Quantity::Literal(cap, _) = cap? else {
            return self.no_figure(&raw.cap);
        };
        let period = period.unwrap_or(Some(CapPeriod::Whole));
        Some(Limit { cap, scope: scope?, period: period? })
    }

    fn scope_of(&self, raw: &RawLimit, record: Option<&str>) -> Option<CapScope> {
        match raw.per.value.as_str() {
            "enterprise" => Some(CapScope::Enterprise),
            "unstated" => Some(CapScope::Unstated),
            other if Some(other) == record => Some(CapScope::Record),
            _ => {
                let words = ["enterprise", "unstated"].into_iter().chain(record);
                let allowed: Vec<String> = words.map(str::to_owned).collect();
                let suggestion = nearest(&raw.per.value, &allowed);
                let problem = Problem::UnknownWord { key: "per", word: raw.per.value.clone(), allowed, suggestion };
                self.sink.report(&raw.per.span, problem);
                None
            }
        }
    }
}
