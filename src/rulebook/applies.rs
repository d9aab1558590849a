//! Where supports apply.

use crate::codes::{CodeId, CodeTree};
use crate::truth::Truth;

use super::{ConditionForm, Rulebook, Scope, Support};

impl Rulebook {
    /// Whether a firm in this place, or somewhere within it, may get the support as far as its place goes.
    #[must_use]
    pub fn may_apply(&self, support: &Support, place: CodeId) -> bool {
        let document = self.document_of(support);
        let scopes = support.conditions.iter().filter_map(|condition| match &condition.form {
            ConditionForm::Scope(scope) => Some(scope),
            _ => None,
        });
        self.places.lies_within(place, &[document.place]) != Truth::False
            && scopes.into_iter().all(|scope| scope.may_cover(&self.places, place))
    }
}

impl Scope {
    /// Whether a firm in this place may be covered: some part of the place is, or the text does not say.
    fn may_cover(&self, places: &CodeTree, place: CodeId) -> bool {
        let lies_in = |targets: &[CodeId]| places.lies_within(place, targets) != Truth::False;
        // Under another reading a named set may hold more of what holds its members.
        let outer: Vec<CodeId> = self.within.iter().filter_map(|member| places.entry(*member).parent).collect();
        let is_read_wider = !self.assumes.is_empty() && lies_in(&outer);
        let is_excluded = places.lies_within(place, &self.not_in) == Truth::True;
        !is_excluded && (lies_in(&self.within) || lies_in(&self.unclear_in) || is_read_wider)
    }

    /// Whether it applies everywhere, so that nobody need say where a firm is.
    #[must_use]
    pub fn is_everywhere(&self) -> bool {
        self.within == [CodeTree::ROOT] && self.not_in.is_empty() && self.unclear_in.is_empty()
    }
}
