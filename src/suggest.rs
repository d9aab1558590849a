//! "Did you mean": the nearest of some names.

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

/// Words that tell apart what is called alike, whether or not an entry has them: the level of a title, its holder, its
/// stage, that it is not held, not yet or no longer.
const TELLING: &[&str] = &[
    "国家", "部级", "省", "市级", "区级", "县级", "产品", "培育", "后备", "复核", "重点", "非", "未", "不", "无", "没",
    "曾", "原", "前", "拟", "准", "待", "申报", "申请", "候选", "推荐", "储备", "入库", "公示", "撤销", "取消", "退出",
    "落选", "过期", "失效", "到期", "终止",
];

/// Returns the name that `text` most likely means, of entries with several names each. Its entry has every word of `text`
/// that another entry has, and each that tells such entries apart: no hint is better than a wrong one.
pub fn nearest_of<'n, N: Iterator<Item = &'n str>>(text: &str, entries: impl Iterator<Item = N>) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let entries: Vec<Vec<&str>> = entries.map(Iterator::collect).collect();
    let pairs = pairs(text);
    let has = |names: &[&str], word: &str| names.iter().any(|name| name.contains(word));
    let is_of_any = |word: &str| entries.iter().any(|names| has(names, word));
    let telling: Vec<&str> = pairs.into_iter().filter(|pair| is_of_any(pair)).collect();
    let telling = || telling.iter().chain(TELLING.iter().filter(|word| text.contains(**word)));
    let mut best: Vec<(f64, usize, &str)> = Vec::new();
    for names in entries.iter().filter(|names| telling().all(|word| has(names, word))) {
        let near = names.iter().filter_map(|name| alike(text, name).map(|(likeness, start)| (likeness, start, *name)));
        let Some(near) = near.reduce(|one, other| if is_nearer(other, one) { other } else { one }) else { continue };
        if best.first().is_none_or(|best| is_nearer(near, *best)) {
            best = vec![near];
        } else if best.first().is_some_and(|best| !is_nearer(*best, near)) {
            best.push(near);
        }
    }
    // Of two that are as near, nobody knows which.
    let [(_, _, only)] = best[..] else { return None };
    Some(only.to_owned())
}

/// Whether one name is nearer than another: more alike or, if as like, alike for longer from the start.
fn is_nearer(one: (f64, usize, &str), other: (f64, usize, &str)) -> bool {
    one.0 > other.0 || (one.0 >= other.0 && one.1 > other.1)
}

/// The pairs of Chinese characters of a text.
fn pairs(text: &str) -> Vec<&str> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let pairs = starts.windows(3).map(|ends| &text[ends[0]..ends[2]]);
    pairs.filter(|pair| pair.chars().all(|c| !c.is_ascii())).collect()
}

/// How like two names are, from 0 to 1, and how many characters they start with in common; `None` when they are not near.
#[must_use]
pub fn alike(text: &str, name: &str) -> Option<(f64, usize)> {
    if text.len() > LONGEST {
        return None;
    }
    let (one, other) = (text.chars().count(), name.chars().count());
    // With so many characters more, or fewer, they can't be near; to compare them takes long.
    if one.min(other) * 5 < one.max(other) * 3 {
        return None;
    }
    if !can_be_near(text, name, one.max(other)) {
        return None;
    }
    let likeness = strsim::normalized_damerau_levenshtein(text, name);
    let start = text.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
    (likeness >= LEAST_LIKENESS).then_some((likeness, start))
}

/// Whether enough characters can be in both names for them to be near: it costs little, and most names are not.
fn can_be_near(text: &str, name: &str, longest: usize) -> bool {
    // Characters that share a bit are taken for the same.
    let bit = |c: char| 1_u64 << (u32::from(c) % u64::BITS);
    let bits = name.chars().fold(0, |bits, c| bits | bit(c));
    text.chars().filter(|c| bits & bit(*c) != 0).count() * 10 >= longest * 6
}
