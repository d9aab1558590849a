//! Groups that another one makes needless.

use crate::finding::Problem;
use crate::rulebook::{GroupName, StatedGroup};

use super::Prover;

/// Tells of each group all of whose members another one relates by the same rule, without a cap of its own.
pub(super) fn prove(prover: &mut Prover<'_>) {
    let book = prover.book;
    for document in book.documents.iter() {
        of_document(prover, &document.groups);
    }
}

/// What another document relates more of is stated by this one all the same.
fn of_document(prover: &mut Prover<'_>, groups: &[StatedGroup]) {
    for (at, stated) in groups.iter().enumerate() {
        let group = &stated.group;
        let is_same = |other: &StatedGroup| {
            let other = &other.group;
            (other.rule, other.per, other.by_year) == (group.rule, group.per, group.by_year)
                && group.members.iter().all(|member| other.members.binary_search(member).is_ok())
        };
        let mut others = groups.iter().enumerate().filter(|(other, _)| *other != at);
        let wider = others.find(|(other, wider)| {
            let is_equal = wider.group.members.len() == group.members.len();
            is_same(wider) && group.limits.is_empty() && (!is_equal || *other < at || !wider.group.limits.is_empty())
        });
        if let Some((_, StatedGroup { group: wider, .. })) = wider
            && let GroupName::Given { zh, .. } = &wider.name
        {
            prover.tell(stated.line, Problem::DominatedGroup { group: zh.clone() }, None);
        }
    }
}
