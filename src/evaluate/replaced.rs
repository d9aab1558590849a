//! What newer documents do to older ones, for a firm in its place.

use crate::rulebook::Replacement;
use crate::truth::Truth;

use super::condition::covers;
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
