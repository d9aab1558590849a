//! What newer documents do to older ones, for a firm in its place.

use crate::calendar::Day;
use crate::rulebook::{Replacement, Rulebook};
use crate::truth::Truth;

use super::condition::{covers, covers_place};
use super::env::Env;

/// Whether a newer document has taken the place of an older one for the firm: surely, where it is known to have come into
/// force and applies there; not, where it does not apply or has not begun; unknown otherwise.
#[must_use]
pub fn has_replaced(env: &Env<'_>, replacement: &Replacement) -> Truth {
    let newer = &env.book.documents[replacement.newer];
    if newer.from.is_some_and(|from| env.as_of < from) {
        return Truth::False;
    }
    match covers(env, &newer.scope).truth {
        Truth::False => Truth::False,
        Truth::True if env.book.has_replaced(replacement, env.as_of) => Truth::True,
        Truth::True | Truth::Unknown => Truth::Unknown,
    }
}

/// The same for any firm of the older document: surely, where the newer one applies wherever that does; else nobody knows,
/// as it depends on where the firm is.
#[must_use]
pub fn has_replaced_everywhere(book: &Rulebook, replacement: &Replacement, day: Day) -> Truth {
    let (newer, older) = (&book.documents[replacement.newer], &book.documents[book.older_document(replacement)]);
    let covered = covers_place(&newer.scope, &book.places, older.place, &|_| true).truth;
    if book.has_replaced(replacement, day) && covered == Truth::True { Truth::True } else { Truth::Unknown }
}
