//! Compiles which older documents, or supports of them, a newer document takes the place of.

use crate::finding::Problem;
use crate::reader::Sink;
use crate::rulebook::{Replaced, Replacement};
use crate::rulefile::RawReplaced;
use crate::suggest::nearest;

use super::shared::Shared;

/// Compiles one entry of a document's `replaces`.
pub(super) fn compile(shared: &mut Shared, document: &str, raw: &RawReplaced, sink: &Sink) {
    let Some(newer) = document_at(shared, document) else { return };
    let Some(older) = find(shared, raw, sink) else { return };
    if let Some(path) = path_to(shared, document_of(shared, older), newer) {
        let address = |at: &usize| shared.documents[*at].address.clone();
        let path = std::iter::once(document.to_owned()).chain(path.iter().map(address)).collect();
        sink.report(&raw.what.span, Problem::Cycle { path });
        return;
    }
    shared.replacements.push(Replacement { newer, older, is_sure: raw.sure.value });
}

fn find(shared: &Shared, raw: &RawReplaced, sink: &Sink) -> Option<Replaced> {
    let what = &raw.what.value;
    if let Some(document) = document_at(shared, what) {
        return Some(Replaced::Document(document));
    }
    let support = shared.addresses.get(what).copied();
    if support.is_none() && !shared.broken.contains(what) {
        let documents = shared.documents.iter().map(|document| document.address.clone());
        let supports = shared.supports.iter().map(|support| support.address.clone());
        let suggestion = nearest(what, documents.chain(supports));
        sink.report(&raw.what.span, Problem::UnknownSupport { name: what.clone(), suggestion });
    }
    support.map(Replaced::Support)
}

fn document_at(shared: &Shared, address: &str) -> Option<usize> {
    shared.documents.iter().position(|document| document.address == address)
}

fn document_of(shared: &Shared, older: Replaced) -> usize {
    match older {
        Replaced::Document(document) => document,
        Replaced::Support(id) => shared.supports[id.0 as usize].document,
    }
}

/// The documents from one to another, each of which takes the place of the next.
fn path_to(shared: &Shared, from: usize, to: usize) -> Option<Vec<usize>> {
    if from == to {
        return Some(vec![from]);
    }
    let next = shared.replacements.iter().filter(|replacement| replacement.newer == from);
    let mut paths = next.filter_map(|replacement| path_to(shared, document_of(shared, replacement.older), to));
    paths.next().map(|path| std::iter::once(from).chain(path).collect())
}
