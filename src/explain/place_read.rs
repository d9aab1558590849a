//! How much of the firm's place was read, and where near it more was.

use crate::codes::{CodeId, CodeTree};
use crate::profile::Value;
use crate::report::PlaceRead;

use super::Context;

/// Of the stated place of the firm.
pub(super) fn place_read(context: &Context<'_>) -> Option<PlaceRead> {
    let book = context.book;
    let fact = book.dictionary.by_key("place")?;
    let Some(Value::Code(place)) = context.profile.facts.get(&fact) else { return None };
    let places = &book.places;
    let levels: Vec<CodeId> = places.chain(*place).filter(|level| *level != CodeTree::ROOT).collect();
    let [.., province] = levels[..] else { return None };
    let is_read = |level: &CodeId| book.places_read.contains(level);
    let own_name = |level: &CodeId| places.entry(*level).name.clone();
    let is_near = |other: &&CodeId| **other != province && places.is_within(**other, province);
    let is_far = !levels.iter().any(|level| *level != province && is_read(level));
    Some(PlaceRead {
        not_read: levels.iter().filter(|level| !is_read(level)).map(own_name).collect(),
        known_unread: book.unread.iter().filter(|unread| places.is_within(*place, unread.place)).count(),
        near: book.places_read.iter().filter(|other| is_far && is_near(other)).map(own_name).collect(),
    })
}
