//! A support by its address, a unique end of it, or its name; a document by its address or an end of it.

use crate::rulebook::{Rulebook, Support, SupportId};
use crate::suggest::nearest;

/// What a text was found to name: supports, or documents by their index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found<T> {
    /// One.
    One(T),
    /// Several, in the order of the rules.
    Many(Vec<T>),
    /// None; the name or address that comes nearest.
    None(Option<String>),
}

/// Finds the support that a text names: what it names exactly comes before what it names by an end of an address or by
/// a part of a name. A document or a folder names all of its supports.
#[must_use]
pub fn find_support(book: &Rulebook, text: &str) -> Found<SupportId> {
    let text = text.trim_matches('/');
    let ways: [fn(&Support, &str) -> bool; 4] = [has_address, has_end_or_name, lies_in, has_part_of_name];
    for is_meant in ways {
        let found: Vec<SupportId> = book.support_ids().filter(|id| is_meant(book.support(*id), text)).collect();
        match found[..] {
            [] => {}
            [one] => return Found::One(one),
            _ => return Found::Many(found),
        }
    }
    let names = book.supports.iter().flat_map(|support| {
        [Some(support.address.as_str()), Some(support.id()), Some(&support.name), support.name_en.as_deref()]
    });
    Found::None(nearest(text, names.flatten()))
}

/// Finds the document that a text names by its address or an end of it.
#[must_use]
pub fn find_document(book: &Rulebook, text: &str) -> Found<usize> {
    let addresses = || book.documents.iter().map(|document| &document.address);
    let exact = addresses().position(|address| address == text);
    let ends = || (0..book.documents.len()).filter(|index| is_end(&book.documents[*index].address, text));
    let found: Vec<usize> = exact.map_or_else(|| ends().collect(), |exact| vec![exact]);
    match found[..] {
        [] => Found::None(nearest(text, addresses())),
        [one] => Found::One(one),
        _ => Found::Many(found),
    }
}

fn has_address(support: &Support, text: &str) -> bool {
    support.address == text
}

fn has_end_or_name(support: &Support, text: &str) -> bool {
    is_end(&support.address, text) || support.name == text || support.name_en.as_deref() == Some(text)
}

/// Whether the text is the support's document, an end of that, or a folder.
fn lies_in(support: &Support, text: &str) -> bool {
    let document = support.address.strip_suffix(support.id()).unwrap_or_default().trim_end_matches('/');
    is_end(document, text) || support.address.strip_prefix(text).is_some_and(|rest| rest.starts_with('/'))
}

fn has_part_of_name(support: &Support, text: &str) -> bool {
    !text.is_empty() && support.name.contains(text)
}

fn is_end(address: &str, text: &str) -> bool {
    address.strip_suffix(text).is_some_and(|start| start.ends_with('/'))
}
