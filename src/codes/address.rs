//! What follows the names of places in an address: streets and houses, and what it can't be.

use super::find::Path;
use super::{CodeId, CodeTree, Form};

/// What a word of an address has.
const ADDRESS: &[char] = &[
    '路', '街', '道', '巷', '弄', '号', '镇', '乡', '村', '里', '园', '苑', '庄', '厦', '楼', '幢', '栋', '室', '组',
    '屯', '港', '场', '城', '广', '桥', '湾',
];
/// Words that say of a part of a place that it is a district of its own.
pub(super) const SORTS: &[char] = &['省', '市', '区', '县', '旗'];
/// Words that end like those, and are no district.
const NO_DISTRICT: &[&str] = &[
    "园区",
    "小区",
    "社区",
    "厂区",
    "校区",
    "街区",
    "片区",
    "景区",
    "开发区",
    "高新区",
    "经开区",
    "新区",
    "工业区",
    "保税区",
    "示范区",
    "试验区",
    "度假区",
    "产业区",
    "管理区",
    "集聚区",
    "集中区",
    "物流区",
    "自贸区",
    "港区",
    "功能区",
    "合作区",
    "市区",
    "城区",
    "市场",
];

impl CodeTree {
    /// Whether what follows a place can be the rest of an address there, and names no other place.
    pub(super) fn is_address(&self, path: &Path, rest: &str) -> bool {
        let is_word = rest.starts_with('场') || rest.starts_with([';', '。']);
        let has_address = rest.contains(|c: char| ADDRESS.contains(&c) || c.is_ascii_digit());
        // A district with a zone in it is that district.
        let is_zone = || !self.holds_others(path.id) && NO_DISTRICT.iter().any(|zone| rest.ends_with(zone));
        let is_place = path.id != CodeTree::ROOT && !self.is_industry(path.id);
        is_place && !is_word && (has_address || is_zone()) && !self.names_other(path.id, rest)
    }

    /// Whether the rest of an address names another place, or one inside that is not known.
    fn names_other(&self, id: CodeId, rest: &str) -> bool {
        let parent = self.entry(id).parent.unwrap_or(CodeTree::ROOT);
        let anywhere = self.paths(rest, CodeTree::ROOT, &|named| named.form == Form::Listed);
        let beside = self.paths(rest, parent, &|named| named.behind.is_some());
        let is_other = |path: &Path| {
            let entry = self.entry(path.id);
            !self.is_within(path.id, id)
                && !self.is_within(id, path.id)
                && (entry.parent == Some(parent) || entry.name.ends_with(['市', '省']) || self.holds_others(path.id))
        };
        anywhere.iter().chain(&beside).any(is_other)
            || self.names_later(id, rest)
            || (self.holds_others(id) && names_district(rest))
    }

    /// Whether further behind stands the name of a place elsewhere that no other has, as of a second address, or nothing
    /// but the code of one.
    fn names_later(&self, id: CodeId, rest: &str) -> bool {
        let is_elsewhere = |other: CodeId| !self.is_within(other, id) && !self.is_within(id, other);
        let names_other = |from: usize| {
            let mut names = self.paths(&rest[from..], CodeTree::ROOT, &|named| named.form == Form::Listed);
            names.retain(|path| !rest[from + path.end..].starts_with('场'));
            let first = names.iter().map(|path| path.end).min();
            let mut first = names.iter().filter(|path| Some(path.end) == first);
            first.next().filter(|_| first.next().is_none()).is_some_and(|only| is_elsewhere(only.id))
        };
        let code = rest.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_code = code.len() == 6 && self.by_code(code).is_some_and(is_elsewhere);
        is_code || rest.char_indices().skip(1).any(|(from, _)| names_other(from))
    }
}

/// Whether the start of an address has a word for a district, before those for streets and houses.
fn names_district(rest: &str) -> bool {
    let ends = rest.find(|c: char| {
        matches!(c, '路' | '街' | '道' | '巷' | '弄' | '号' | '镇' | '乡' | '村') || c.is_ascii_digit()
    });
    let start = &rest[..ends.unwrap_or(rest.len())];
    start.char_indices().skip(1).filter(|(_, c)| SORTS.contains(c)).any(|(at, c)| {
        let word = &start[..at + c.len_utf8()];
        !NO_DISTRICT.iter().any(|benign| word.ends_with(benign) || start[at..].starts_with("市场"))
    })
}
