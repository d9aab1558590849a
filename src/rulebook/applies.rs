//! Where supports apply.

use crate::codes::{CodeId, CodeTree};
use crate::truth::Truth;

use super::{Area, ConditionForm, Rulebook, Scope, Support};

impl Rulebook {
    /// Whether a firm in this place, or somewhere within it, may get the support as far as its place goes.
    #[must_use]
    pub fn may_apply(&self, support: &Support, place: CodeId) -> bool {
        let document = self.document_of(support);
        let scopes = support
            .conditions
            .iter()
            .filter_map(|condition| if let ConditionForm::Scope(scope) = &condition.form { Some(scope) } else { None });
        self.places.lies_within(place, &[document.place]) != Truth::False
            && scopes.into_iter().all(|scope| scope.may_cover(&self.places, place))
    }
}

impl Scope {
    /// Whether a firm in this place may be covered: some part of the place is, or the text does not say.
    fn may_cover(&self, places: &CodeTree, place: CodeId) -> bool {
        // Under another reading a named set may hold more of what holds its members, or less.
        let holds = |area: &Area| area.holds(places, place, |_| false).truth;
        let own = holds(&self.not_in) != Truth::True && holds(&self.within).or(holds(&self.unclear_in)) != Truth::False;
        own && self.of_document.as_ref().is_none_or(|document| document.may_cover(places, place))
    }

    /// Whether it applies everywhere, so that nobody need say where a firm is.
    #[must_use]
    pub fn is_everywhere(&self) -> bool {
        self.within.members == [CodeTree::ROOT]
            && self.not_in.is_empty()
            && self.unclear_in.is_empty()
            && self.of_document.as_ref().is_none_or(|document| document.is_everywhere())
    }
}
