//! The ways in which people write the name of a place or an industry.

use std::borrow::Cow;

use crate::clean::{narrow, visible};

/// What stands between the parts of a name and says nothing.
const BETWEEN: &[char] =
    &['(', ')', '/', '\\', '-', '—', '–', '·', '•', '・', ',', '、', '>', '|', '_', ':', '"', '“', '”', '\''];
/// The country itself, before a name of it.
const COUNTRY: &[&str] = &["中华人民共和国", "中国"];
/// What sort of place a name says that it is, longest first.
const SORTS: &[&str] = &["地区", "林区", "新区", "省", "市", "区", "县", "旗", "盟"];
/// What an autonomous place is called in short.
const AUTONOMOUS: &[(&str, &str)] = &[("自治区", ""), ("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")];
/// The peoples in the names of autonomous places of the list.
const PEOPLES: &[&str] = &[
    "壮族",
    "回族",
    "苗族",
    "彝族",
    "藏族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "黎族",
    "傣族",
    "畲族",
    "佤族",
    "水族",
    "羌族",
    "土族",
    "怒族",
    "各族",
    "东乡族",
    "保安族",
    "普米族",
    "景颇族",
    "朝鲜族",
    "土家族",
    "布依族",
    "哈尼族",
    "拉祜族",
    "纳西族",
    "傈僳族",
    "仫佬族",
    "毛南族",
    "仡佬族",
    "撒拉族",
    "裕固族",
    "独龙族",
    "蒙古族",
    "达斡尔族",
    "哈萨克族",
    "蒙古",
    "维吾尔",
    "哈萨克",
    "柯尔克孜",
];
/// What a development zone is called in full and in short.
const ZONES: &[(&str, &str)] = &[
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
];
/// What shows that a name is that of a zone; a zone is no district of a like name.
const ZONE_WORDS: &[&str] = &["经", "高新", "开发区", "园区", "保税", "示范区", "新区", "管理区"];

/// A name without what says nothing: blanks, separators, quotes, the country before it, what it was called before.
#[must_use]
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    // Most names are characters alone, of which nothing is dropped.
    let is_plain = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    if text.chars().all(is_plain) && !COUNTRY.iter().any(|country| text.starts_with(country)) {
        return Cow::Borrowed(text);
    }
    let text: String = narrow(&visible(text)).chars().filter(|c| !c.is_whitespace()).collect();
    let text: String = without_former(&text).chars().filter(|c| !BETWEEN.contains(c)).collect();
    let rest = COUNTRY.iter().find_map(|country| text.strip_prefix(country)).filter(|rest| !rest.is_empty());
    Cow::Owned(rest.map_or(text.clone(), str::to_owned))
}

/// `海门区(原海门市)` without what stands in brackets.
fn without_former(text: &str) -> String {
    let former = text.find("(原").and_then(|from| Some((from, from + text[from..].find(')')?)));
    former.map_or_else(|| text.to_owned(), |(from, to)| [&text[..from], &text[to + 1..]].concat())
}

/// The shorter ways to write the name of a place, each of two characters or more: `南通`, `石柱`, `石柱县`, `苏州高新区`.
#[must_use]
pub(super) fn short_places(name: &str) -> Vec<String> {
    let mut names = Vec::new();
    if let Some((stem, sort)) = autonomous(name) {
        names.extend([stem.to_owned(), format!("{stem}{sort}")]);
    } else if let Some(short) = zone(name) {
        names.push(short);
    } else if let Some(stem) = stem(name) {
        names.push(stem.to_owned());
    }
    names.retain(|short| short != name && short.chars().count() > 1);
    names.dedup();
    names
}

/// The shorter ways to write the name of an industry.
#[must_use]
pub(super) fn short_industries(name: &str) -> Vec<String> {
    name.strip_suffix('业').filter(|stem| stem.chars().count() > 1).map(str::to_owned).into_iter().collect()
}

/// The name of a zone behind the names of what it lies in, in full and in short: `经济技术开发区`, `经开区`.
#[must_use]
pub(super) fn behind(name: &str, outer: &[&str]) -> Vec<String> {
    let mut rest = name;
    for outer in outer {
        let shorter = [Some(*outer), stem(outer)].into_iter().flatten().find_map(|outer| rest.strip_prefix(outer));
        rest = shorter.unwrap_or(rest);
    }
    if rest == name || rest.is_empty() {
        return Vec::new();
    }
    std::iter::once(rest.to_owned()).chain(zone(rest)).collect()
}

/// Whether a text has a word for a zone.
#[must_use]
pub(super) fn is_of_zone(text: &str) -> bool {
    ZONE_WORDS.iter().any(|word| text.contains(word))
}

/// The words of a text for a zone.
#[must_use]
pub(super) fn zone_words(text: &str) -> Vec<&'static str> {
    ZONE_WORDS.iter().copied().filter(|word| text.contains(word)).collect()
}

/// Whether a name says that it is a zone, of which the list has few.
#[must_use]
pub fn is_zone(name: &str) -> bool {
    let is_said = || zone_words(name).iter().any(|word| word.chars().count() > 1);
    name.ends_with('园') || (name.ends_with('区') && is_said())
}

/// What stands before the words for a zone: the name of it.
#[must_use]
pub(super) fn before_zone(text: &str) -> &str {
    let start = ZONE_WORDS.iter().filter_map(|word| text.find(word)).min();
    &text[..start.unwrap_or(text.len())]
}

/// The name of a zone in short.
#[must_use]
fn zone(name: &str) -> Option<String> {
    ZONES.iter().find_map(|(long, short)| Some([name.strip_suffix(long)?, short].concat()))
}

/// The name without what sort of place it is.
#[must_use]
fn stem(name: &str) -> Option<&str> {
    let stem = SORTS.iter().find_map(|sort| name.strip_suffix(sort))?;
    Some(stem).filter(|stem| stem.chars().count() > 1)
}

/// The name of an autonomous place without the peoples in it, and what sort of place it is.
fn autonomous(name: &str) -> Option<(&str, &'static str)> {
    let (mut stem, sort) = AUTONOMOUS.iter().find_map(|(long, short)| Some((name.strip_suffix(long)?, *short)))?;
    while let Some(shorter) = PEOPLES.iter().find_map(|people| stem.strip_suffix(people)) {
        if shorter.chars().count() < 2 {
            break;
        }
        stem = shorter;
    }
    Some((stem, sort))
}
