//! "Did you mean": the nearest of some names.

use std::cmp::Ordering;

/// Names less alike than this (0 to 1) are not suggested; one wrong character of four is 0.75.
const LEAST_LIKENESS: f64 = 0.6;
/// A text of more bytes is no misspelt name.
const LONGEST: usize = 200;

/// Returns the name most like `text`, of several equally like the one that
/// starts alike for longest, since people err less at the start, or `None` when none is near.
pub fn nearest<S: AsRef<str>>(text: &str, names: impl IntoIterator<Item = S>) -> Option<String> {
    let mut best: Option<(f64, usize, String)> = None;
    for name in names {
        let Some((likeness, start)) = alike(text, name.as_ref()) else { continue };
        let is_better = |(least, shortest, _): &(f64, usize, String)| {
            likeness > *least || (likeness >= *least && start > *shortest)
        };
        if best.as_ref().is_none_or(is_better) {
            best = Some((likeness, start, name.as_ref().to_owned()));
        }
    }
    best.map(|(_, _, name)| name)
}

/// How many characters must be changed, added, left out or swapped with the next to make one text of the other.
#[must_use]
pub fn distance(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}

/// Words that tell apart what is called alike: the level of a title, who gives it, to whom, for what.
const TELLING: &[&str] = &[
    "国", "部", "省", "市", "区", "县", "企业", "产品", "项目", "人才", "机构", "培育", "示范", "优势", "复核", "重点",
    "后备", "较大", "重大", "严重",
];

/// Returns the first name of the entry that `text` most likely means, of entries with several names each: the one with the
/// nearest name. It has every word that tells such entries apart and stands in `text`: no hint is better than a wrong one.
pub fn nearest_of<'n, N: Iterator<Item = &'n str>>(text: &str, entries: impl Iterator<Item = N>) -> Option<String> {
    let mut best: Option<(f64, usize, Option<&str>)> = None;
    for names in entries {
        let names: Vec<&str> = names.collect();
        let lacks = |word: &&str| text.contains(*word) && !names.iter().any(|name| name.contains(*word));
        let near = names.iter().filter_map(|name| alike(text, name));
        let near = near.reduce(|one, other| if other > one { other } else { one });
        let Some((likeness, start)) = near.filter(|_| !TELLING.iter().any(lacks)) else { continue };
        let order = best
            .map_or(Some(Ordering::Greater), |(least, shortest, _)| (likeness, start).partial_cmp(&(least, shortest)));
        match order {
            Some(Ordering::Greater) => best = Some((likeness, start, names.first().copied())),
            // Two that are as near: nobody knows which.
            Some(Ordering::Equal) => best = best.map(|(likeness, start, _)| (likeness, start, None)),
            Some(Ordering::Less) | None => {}
        }
    }
    best.and_then(|(_, _, name)| name).map(str::to_owned)
}

/// How like two names are, from 0 to 1, and how many characters they start with in common; `None` when they are not near.
#[must_use]
pub fn alike(text: &str, name: &str) -> Option<(f64, usize)> {
    if text.len() > LONGEST {
        return None;
    }
    let (one, other) = (text.chars().count(), name.chars().count());
    // So many characters more, or fewer, are no slip; to compare them takes long.
    if one.min(other) * 2 < one.max(other) {
        return None;
    }
    let likeness = strsim::normalized_damerau_levenshtein(text, name);
    let start = text.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
    (likeness >= LEAST_LIKENESS).then_some((likeness, start))
}
