//! Compiles where documents and supports apply: a support nowhere but where its document does.

use crate::codes::{CodeId, CodeTree};
use crate::finding::Problem;
use crate::reader::Sink;
use crate::rulebook::{Area, Condition, ConditionForm, Scope};
use crate::rulefile::{RawScope, RawSupport};
use crate::source::Located;
use crate::truth::Truth;

use super::document::DocumentCompiler;
use super::vocabulary::values;

impl DocumentCompiler<'_> {
    /// Compiles a scope; the place of the path if none is written.
    pub(super) fn scope(&self, raw: Option<&RawScope>, place: CodeId) -> Scope {
        let mut scope = Scope {
            within: Area { members: vec![place], sets: Vec::new() },
            not_in: Area::default(),
            unclear_in: Area::default(),
            written: Vec::new(),
            of_document: None,
        };
        let Some(raw) = raw else {
            let name = Some(place).filter(|place| *place != CodeTree::ROOT);
            scope.written.extend(name.map(|place| self.shared.vocabulary.places.full_name(place)));
            return scope;
        };
        let vocabulary = &self.shared.vocabulary;
        let places = |names: &[Located<String>]| -> Area {
            let mut area = Area::default();
            names.iter().filter_map(|name| vocabulary.area(name, self.sink)).for_each(|named| area.extend(named));
            area
        };
        (scope.within, scope.not_in, scope.unclear_in) =
            (places(&raw.within), places(&raw.not_in), places(&raw.unclear_in));
        scope.written = values(&raw.within);
        let named: Vec<CodeId> = members(&scope.within).chain(members(&scope.unclear_in)).collect();
        let is_read = scope.within.sets.is_empty() && scope.unclear_in.sets.is_empty() && !named.is_empty();
        if is_read && named.iter().all(|member| self.is_in(&scope.not_in, *member) == Truth::True) {
            self.sink.report(&raw.span, Problem::EmptyScope);
        }
        for name in raw.within.iter().chain(&raw.unclear_in) {
            let area = vocabulary.area(name, &Sink::new(name.span.file)).unwrap_or_default();
            let mut inside = members(&area).peekable();
            let folder = Area { members: vec![place], sets: Vec::new() };
            if inside.peek().is_some() && inside.all(|member| self.is_in(&folder, member) == Truth::False) {
                self.sink.report(&name.span, Problem::ScopeOutsideFolder { place: name.value.clone() });
            }
        }
        scope
    }

    /// Where a support applies: where its document does and, if it has a scope of its own, within that. Where the document
    /// leaves open whether it applies, the support may say so.
    pub(super) fn place(&self, raw: &RawSupport, document: &Scope) -> Condition {
        let Some(written) = &raw.scope else {
            return Condition::new(ConditionForm::Scope(document.clone()), self.sources.line(&raw.span));
        };
        let (mut own, most) = (self.scope(Some(written), CodeTree::ROOT), self.most_of(document));
        for name in written.within.iter().chain(&written.unclear_in) {
            let area = self.shared.vocabulary.area(name, &Sink::new(name.span.file)).unwrap_or_default();
            let mut places = members(&area).peekable();
            if places.peek().is_some() && places.all(|place| self.covers(&most, place) == Truth::False) {
                self.sink.report(&name.span, Problem::ScopeBeyondDocument { place: name.value.clone() });
            }
        }
        let is_whole = |place| self.covers(&most, place) == Truth::True;
        let is_narrower =
            own.sets().next().is_none() && members(&own.within).chain(members(&own.unclear_in)).all(is_whole);
        own.of_document = (!is_narrower).then(|| Box::new(most));
        Condition::new(ConditionForm::Scope(own), self.sources.line(&written.span))
    }

    fn is_in(&self, area: &Area, place: CodeId) -> Truth {
        area.holds(&self.shared.vocabulary.places, place, |_| false).truth
    }

    /// A scope with all places for which its text does not say.
    fn most_of(&self, scope: &Scope) -> Scope {
        let mut most = Scope { unclear_in: Area::default(), ..scope.clone() };
        most.within.extend(scope.unclear_in.clone());
        let names = members(&scope.unclear_in).map(|place| self.shared.vocabulary.places.entry(place).name.clone());
        most.written.extend(names);
        most
    }

    /// Whether a scope without places that it leaves open surely holds a whole place, surely none of it, or neither.
    fn covers(&self, scope: &Scope, place: CodeId) -> Truth {
        let holds = |area: &Area| area.holds(&self.shared.vocabulary.places, place, |_| false).truth;
        holds(&scope.not_in).negate().and(holds(&scope.within))
    }
}

fn members(area: &Area) -> impl Iterator<Item = CodeId> {
    area.members.iter().chain(area.sets.iter().flat_map(|set| &set.members)).copied()
}
