//! Firms that are nearly called like one that is not there.

use crate::suggest::{distance, nearest};

use super::join::{Entry, plain};
use super::names::Identity;

/// Wrong or swapped characters of a number, and of a credit code or a name.
const WRONG: [usize; 2] = [1, 2];
/// A name within another has at least as many characters.
const SHORTEST: usize = 2;

/// No name of a firm has more characters; to compare longer ones takes long.
const LONGEST: usize = 100;

/// The firms that a text may mean, and what the likeliest of them is called.
pub(super) fn near(entries: &[Entry], identity: Identity, text: &str) -> (Vec<usize>, Option<String>) {
    let wanted = plain(text);
    let named = || entries.iter().enumerate().filter_map(|(firm, entry)| Some((firm, entry.named.get(identity)?)));
    let found = named().filter_map(|(firm, name)| Some((off(identity, &wanted, &plain(name))?, firm, name)));
    let mut found: Vec<(usize, usize, &String)> = found.collect();
    found.sort_unstable();
    let likeliest = match found[..] {
        // Of two that are equally near nobody knows which is meant.
        [(first, ..), (second, ..), ..] if first == second => None,
        [(_, _, name), ..] => Some(name.clone()),
        [] if identity == Identity::Name => nearest(text, named().map(|(_, name)| name)),
        [] => None,
    };
    let nearest = named().filter(|(_, name)| likeliest.as_ref() == Some(name)).map(|(firm, _)| firm);
    (found.iter().map(|(_, firm, _)| *firm).chain(nearest).collect(), likeliest)
}

/// How far a name is from the one that is looked for; `None` where it is another.
fn off(identity: Identity, wanted: &str, name: &str) -> Option<usize> {
    let counts = [wanted.chars().count(), name.chars().count()];
    let (shortest, longest) = (counts[0].min(counts[1]), counts[0].max(counts[1]));
    let is_part = || shortest >= SHORTEST && (wanted.contains(name) || name.contains(wanted));
    match identity {
        Identity::Number if without_zeros(wanted) == without_zeros(name) => return Some(0),
        Identity::Name if is_part() => return Some(1),
        Identity::Number | Identity::CreditCode | Identity::Name => {}
    }
    let most = if identity == Identity::Number { WRONG[0] } else { WRONG[1] };
    if longest - shortest > most || shortest < SHORTEST || longest > LONGEST {
        return None;
    }
    // Of a short name at least half is the same.
    Some(distance(wanted, name)).filter(|off| *off <= most && off * 2 <= shortest)
}

/// A name as it is known again, without what is written in different ways and the marks of footnotes.
#[must_use]
pub fn plain_name(name: &str) -> String {
    plain(unmarked(name))
}

/// A name without the marks of a footnote at its end.
fn unmarked(name: &str) -> &str {
    let is_mark =
        |c: char| matches!(c, '*' | '＊' | '※' | '†' | '‡' | '#' | '＃' | '¹' | '²' | '³' | '⁰'..='₎' | '①'..='⓿');
    Some(name.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace()))
        .filter(|bare| !bare.is_empty())
        .unwrap_or(name)
}

/// A number without the zeros before its digits: `A001` is `A1`.
pub(super) fn without_zeros(number: &str) -> String {
    let mut kept = String::new();
    for c in number.chars() {
        let follows_digit = kept.chars().next_back().is_some_and(|c| c.is_ascii_digit());
        if c == '0' && !follows_digit {
            continue;
        }
        kept.push(c);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_or_swapped_character_and_lost_zeros_are_near() {
        for (wanted, name) in [("A1", "A01"), ("7", "007"), ("A12", "A21"), ("A12", "A13"), ("K-100", "K100")] {
            assert!(off(Identity::Number, wanted, name).is_some(), "{wanted} {name}");
        }
        for (wanted, name) in [("A1", "B2"), ("1", "2"), ("A10", "A1000"), ("A12", "B13")] {
            assert_eq!(off(Identity::Number, wanted, name), None, "{wanted} {name}");
        }
        assert_eq!(off(Identity::CreditCode, "91320602000007919E", "91320602000007991E"), Some(1));
        assert_eq!(off(Identity::Name, "甲绸业", "云屿甲绸业有限公司"), Some(1));
        assert_eq!(off(Identity::Name, "甲绸业", "乙机电"), None);
    }
}
