//! Finds the place or industry that people name: by its code, its names from the outermost inwards, or an address.

use super::names::fold;
use super::{CodeId, CodeTree, Form, Named};

/// Characters of a text that may be an address; what is longer is none.
const LONGEST: usize = 200;
/// What a text that names an entry was found to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lookup {
    /// Exactly one entry.
    One(CodeId),
    /// Exactly one entry, of which whoever wrote the text should be told something.
    Remarked(CodeId, Remark),
    /// Several entries have the name; their full names.
    Many(Vec<String>),
    /// None; the full name of the one that was likely meant.
    None(Option<String>),
}

/// What is to be told of a text that names a place in other words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Remark {
    /// The place of this name has become the one that was found, or part of it.
    Renamed {
        /// The year, or year and month.
        since: String,
    },
    /// What is named lies in the place that was found.
    LiesIn,
    /// A part of the place has become part of another.
    Divided {
        /// The other place.
        other: CodeId,
        /// The year, or year and month.
        since: String,
    },
}

/// The names at the start of a text, each within the one before.
#[derive(Clone)]
pub(super) struct Path {
    /// Where the last of them ends.
    pub(super) end: usize,
    pub(super) id: CodeId,
    pub(super) form: Form,
    remark: Option<Remark>,
}

impl CodeTree {
    /// Finds an entry as people write it: its code, with or without its leading letter, its name or a short form of it,
    /// alone or behind the names of what it lies within (`江苏省南通市崇川区`, `南通/崇川`), or an address that begins with
    /// such names.
    #[must_use]
    pub fn find(&self, text: &str) -> Lookup {
        self.find_within(text, self.context)
    }

    /// [`CodeTree::find`], where a name that several entries have is that of the one within `context`. What the text
    /// says itself counts for more.
    #[must_use]
    pub fn find_within(&self, text: &str, context: Option<CodeId>) -> Lookup {
        let folded = fold(text);
        match self.find_folded(text, &folded, context) {
            Some(Lookup::None(_)) => Lookup::None(self.hint(&folded, context)),
            found => found.unwrap_or(Lookup::None(None)),
        }
    }

    /// [`CodeTree::find`], where nobody asks what was meant.
    #[must_use]
    pub fn find_without_hint(&self, text: &str) -> Lookup {
        self.find_folded(text, &fold(text), self.context).unwrap_or(Lookup::None(None))
    }

    /// What a text names; nothing where it is no name at all.
    fn find_folded(&self, text: &str, folded: &str, context: Option<CodeId>) -> Option<Lookup> {
        if text.chars().count() > LONGEST {
            return None;
        }
        let coded = self.coded(folded);
        // A code and another name: nobody knows which was meant.
        if coded.as_ref().is_some_and(Vec::is_empty) {
            return None;
        }
        let found = coded.unwrap_or_else(|| self.named(folded, context));
        Some(match &self.narrowed(found, context)[..] {
            [] => Lookup::None(None),
            [only] => match only.remark.as_ref().or_else(|| self.divided.get(&only.id)) {
                None => Lookup::One(only.id),
                Some(remark) => Lookup::Remarked(only.id, remark.clone()),
            },
            several => Lookup::Many(several.iter().map(|path| self.whole_name(path.id)).collect()),
        })
    }

    /// The entry of a folder that is called by its code or its listed name.
    #[must_use]
    pub fn of_folder(&self, name: &str) -> Option<CodeId> {
        self.by_code(name).or_else(|| match self.find_listed(name) {
            Lookup::One(id) if !name.is_ascii() => Some(id),
            Lookup::One(_) | Lookup::Remarked(..) | Lookup::Many(_) | Lookup::None(_) => None,
        })
    }

    /// Finds an entry by its code or by its listed name, alone or behind those of what it lies within: as rules name it.
    #[must_use]
    pub fn find_listed(&self, text: &str) -> Lookup {
        if let Some(id) = self.by_code(text).or_else(|| self.by_digits.get(text).copied()) {
            return Lookup::One(id);
        }
        let mut paths = self.paths(text, CodeTree::ROOT, &|named| named.form == Form::Listed);
        paths.retain(|path| path.end == text.len());
        match &self.narrowed(paths, None)[..] {
            [only] => Lookup::One(only.id),
            [] => Lookup::None(match self.find(text) {
                Lookup::One(id) | Lookup::Remarked(id, _) => Some(self.whole_name(id)),
                Lookup::Many(_) => None,
                Lookup::None(hint) => hint,
            }),
            several => Lookup::Many(several.iter().map(|path| self.whole_name(path.id)).collect()),
        }
    }

    /// The places that a text can begin with, and what stands behind the name of each.
    #[must_use]
    pub fn starts<'t>(&self, text: &'t str) -> Vec<(CodeId, &'t str)> {
        let paths = self.paths(text, CodeTree::ROOT, &|named| named.form != Form::Other);
        paths.into_iter().filter(|path| path.id != CodeTree::ROOT).map(|path| (path.id, &text[path.end..])).collect()
    }

    /// The entry of a code, alone or before a name that agrees with it; nothing where the text starts with no code.
    fn coded(&self, text: &str) -> Option<Vec<Path>> {
        let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
        let (code, name) = text.split_at(end);
        let ids = self.of_code(code);
        if ids.is_empty() {
            return None;
        }
        let path = |id| Path { end, id, form: Form::Listed, remark: None };
        if name.is_empty() {
            return Some(ids.into_iter().map(path).collect());
        }
        // A class with the name of its group, or a group with the name of its class, is the narrower of both.
        let named = self.named(name.trim_matches(['(', ')', '.']), None);
        let mut agreed: Vec<Path> = Vec::new();
        for id in ids {
            let inner = named.iter().filter(|path| self.is_within(path.id, id)).cloned();
            let outer = named.iter().filter(|path| path.id != id && self.is_within(id, path.id)).map(|_| path(id));
            agreed.extend(inner.chain(outer));
        }
        Some(agreed)
    }

    /// The entries of a code: of places also with the digits of a street, of industries also without the leading letter
    /// or, as spreadsheets have it, without the zero behind it. The lists have a group of one class as that class alone:
    /// 211 is 2110, or 0211.
    fn of_code(&self, code: &str) -> Vec<CodeId> {
        let upper = code.to_ascii_uppercase();
        let is_street = matches!(code.len(), 9 | 12) && code.bytes().all(|byte| byte.is_ascii_digit());
        let whole = if is_street { &code[..6] } else { upper.as_str() };
        if let Some(id) = self.by_code(whole).or_else(|| self.by_code(&format!("{whole}0"))) {
            return vec![id];
        }
        let of_digits = |digits: &str| self.by_digits.get(digits).copied();
        let group = of_digits(code).or_else(|| of_digits(&format!("{code}0")).filter(|_| code.len() == 3));
        let without_zero = of_digits(&format!("0{code}")).filter(|_| code.len() == 3);
        group.into_iter().chain(without_zero).collect()
    }

    /// The group whose code is this number behind the zero that spreadsheets drop: 031 is kept as 31.
    #[must_use]
    pub fn behind_zero(&self, digits: &str) -> Option<CodeId> {
        let of_digits = |digits: String| self.by_digits.get(&digits).copied();
        let is_short = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        of_digits(format!("0{digits}")).or_else(|| of_digits(format!("0{digits}0"))).filter(|_| is_short)
    }

    /// The entries that a text names: all of the text or, where nothing does, the longest start of an address.
    fn named(&self, text: &str, context: Option<CodeId>) -> Vec<Path> {
        let starts = std::iter::once(CodeTree::ROOT).chain(context);
        let paths: Vec<Path> = starts.flat_map(|start| self.paths(text, start, &|_| true)).collect();
        let whole: Vec<Path> = paths.iter().filter(|path| path.end == text.len()).cloned().collect();
        if !whole.is_empty() {
            return whole;
        }
        let before_address = |path: &&Path| path.form != Form::Short && self.is_address(path, &text[path.end..]);
        let starts: Vec<Path> = paths.iter().filter(before_address).cloned().collect();
        let longest = starts.iter().map(|path| path.end).max();
        let mut starts: Vec<Path> = starts.into_iter().filter(|path| Some(path.end) == longest).collect();
        for start in &mut starts {
            // The district of the street is not known.
            if self.holds_others(start.id) {
                start.remark.get_or_insert(Remark::LiesIn);
            }
        }
        starts
    }

    /// All ways to read names at the start of a text as entries, each within the one before and the first within `outer`.
    pub(super) fn paths(&self, text: &str, outer: CodeId, is_meant: &dyn Fn(&Named) -> bool) -> Vec<Path> {
        let mut paths = Vec::new();
        self.walk(text, 0, outer, is_meant, &mut paths);
        paths
    }

    fn walk(&self, text: &str, from: usize, outer: CodeId, is_meant: &dyn Fn(&Named) -> bool, paths: &mut Vec<Path>) {
        let rest = &text[from..];
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= self.longest);
        for end in ends {
            for named in self.by_name.get(&rest[..end]).into_iter().flatten().filter(|named| is_meant(named)) {
                let is_inside = named.id != outer || named.form == Form::Other || from == 0;
                let is_placed = named.behind.is_none_or(|behind| behind == outer);
                if is_inside && is_placed && (from == 0 && outer == named.id || self.is_within(named.id, outer)) {
                    // Behind the district that it lies in, a zone says nothing more.
                    let remark = named.remark.clone().filter(|_| named.id != outer || self.holds_others(outer));
                    paths.push(Path { end: from + end, id: named.id, form: named.form, remark });
                    self.walk(text, from + end, named.id, is_meant, paths);
                }
            }
        }
    }

    /// Whether something lies within it.
    #[must_use]
    pub fn holds_others(&self, id: CodeId) -> bool {
        self.inside(id).next().is_some()
    }

    /// Of several entries those within the context, if any; of those the one that holds all others, if one does: what is
    /// true of it is true of each.
    fn narrowed(&self, mut paths: Vec<Path>, context: Option<CodeId>) -> Vec<Path> {
        if let Some(context) = context.filter(|context| paths.iter().any(|path| self.is_within(path.id, *context))) {
            paths.retain(|path| self.is_within(path.id, context));
        }
        // A name of the list needs no remark.
        paths.sort_by_key(|path| (path.id, path.remark.is_some()));
        paths.dedup_by_key(|path| path.id);
        let outermost = paths.iter().find(|outer| paths.iter().all(|path| self.is_within(path.id, outer.id)));
        outermost.map_or_else(|| paths.clone(), |outermost| vec![outermost.clone()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Alias;

    fn tree() -> CodeTree {
        let mut tree = CodeTree::new("全国");
        for (code, name, parent) in [
            ("1", "东岭省", ""),
            ("11", "甲水市", "1"),
            ("111", "北山区", "11"),
            ("112", "云屿区", "11"),
            ("113", "甲水经济技术开发区", "11"),
            ("114", "石县", "11"),
            ("12", "乙水市", "1"),
            ("121", "北山区", "12"),
            ("2", "西岭省", ""),
            ("21", "云溪市", "2"),
        ] {
            let parent = tree.by_code(parent).unwrap_or(CodeTree::ROOT);
            assert!(tree.add_place(code, name, parent));
        }
        let [north, city] = ["112", "11"].map(|code| tree.by_code(code).unwrap());
        let renamed = Some(Remark::Renamed { since: "2020".to_owned() });
        tree.add_alias(&Alias { name: "云屿市".to_owned(), id: north, behind: None, remark: renamed });
        let behind = Some(city);
        tree.add_alias(&Alias { name: "高新区".to_owned(), id: city, behind, remark: Some(Remark::LiesIn) });
        tree
    }

    /// What each text is found to be: a code, several full names, or a hint.
    fn found(text: &str, context: &str) -> String {
        let tree = tree();
        match tree.find_within(text, tree.by_code(context)) {
            Lookup::One(id) => tree.entry(id).code.clone(),
            Lookup::Remarked(id, remark) => format!("{} {remark:?}", tree.entry(id).code),
            Lookup::Many(names) => names.join(" | "),
            Lookup::None(hint) => format!("? {}", hint.unwrap_or_default()),
        }
    }

    #[track_caller]
    fn assert_found(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(found(text, ""), *expected, "{text}");
        }
    }

    #[test]
    fn a_name_that_two_places_have_needs_its_city() {
        let both = "东岭省甲水市北山区 | 东岭省乙水市北山区";
        assert_found(&[("北山区", both), ("北山", both), ("东岭省北山区", both), ("北山区中路1号", both)]);
        assert_found(&[
            ("乙水市北山区", "121"),
            ("东岭省乙水市北山区", "121"),
            ("乙水北山", "121"),
            ("丙市北山区", "? "),
        ]);
    }

    #[test]
    fn short_and_spaced_forms_are_the_place() {
        assert_found(&[
            ("甲水", "11"),
            ("云屿", "112"),
            ("东岭甲水", "11"),
            ("中国东岭省甲水市", "11"),
            ("甲水石县", "114"),
        ]);
        assert_found(&[
            ("东岭省 甲水市\u{3000}云屿区", "112"),
            ("东岭/甲水/云屿", "112"),
            ("云屿\u{200B}区（原云屿市）", "112"),
        ]);
        assert_found(&[("甲水经开区", "113"), ("甲水市经济技术开发区", "113"), ("石", "? ")]);
    }

    #[test]
    fn a_context_decides_between_places_and_contradicts_none() {
        assert_eq!(found("北山区", "12"), "121");
        assert_eq!(found("甲水市北山区", "12"), "111");
        assert_eq!(found("云溪", "12"), "21");
        assert_eq!(found("经开区", "11"), "113");
        assert_eq!(found("经开区", ""), "? ");
    }

    #[test]
    fn an_address_is_in_the_place_that_it_begins_with() {
        assert_found(&[("东岭省甲水市云屿区世纪大道100号", "112"), ("云屿区北山路5号2幢", "112")]);
        // The district is not said, and the name of a street says nothing of it.
        assert_found(&[
            ("甲水市人民路1号", "11 LiesIn"),
            ("甲水市云屿路1号", "11 LiesIn"),
            ("甲水市北山小区3幢", "11 LiesIn"),
        ]);
        // A street, a district that is not known, two places, a market.
        assert_found(&[
            ("云溪东路 5号", "? "),
            ("甲水市石桥区中路1号", "? "),
            ("云屿区北山区中路1号", "? "),
            ("云溪市场1号", "? "),
        ]);
    }

    #[test]
    fn another_name_says_what_it_is_today() {
        let renamed = "112 Renamed { since: \"2020\" }";
        assert_found(&[
            ("云屿市", renamed),
            ("东岭省云屿市", renamed),
            ("甲水市高新区", "11 LiesIn"),
            ("高新区", "? "),
        ]);
    }

    #[test]
    fn a_hint_keeps_what_was_recognised() {
        assert_found(&[("甲水市云雨区", "? 甲水市云屿区"), ("东岭省云屿县", "? 东岭省甲水市云屿区")]);
        // Another province, another sort of zone, two that are as near, another level.
        assert_found(&[("东岭省云溪市", "? "), ("甲水保税区", "? "), ("东岭省丙水市", "? "), ("甲水县", "? ")]);
    }

    #[test]
    fn a_code_and_the_name_behind_it_agree() {
        assert_found(&[
            ("112 云屿区", "112"),
            ("１１２", "112"),
            ("11 云屿区", "112"),
            ("112 甲水市", "112"),
            ("111 云屿区", "? "),
        ]);
    }

    #[test]
    fn rules_name_a_place_in_full() {
        let tree = tree();
        assert_eq!(tree.find_listed("甲水市云屿区"), tree.find("112"));
        assert_eq!(tree.find_listed("云屿市"), Lookup::None(Some("东岭省甲水市云屿区".to_owned())));
        assert_eq!(tree.find_listed("甲水"), Lookup::None(Some("东岭省甲水市".to_owned())));
    }

    #[test]
    fn an_industry_has_a_code_and_a_name() {
        let mut tree = CodeTree::new("各行业");
        for (code, name, parent) in [
            ("A", "农、林、牧、渔业", ""),
            ("A0131", "棉花种植", "A"),
            ("A0211", "林木育种", "A"),
            ("C2110", "木质家具制造", "C"),
            ("C", "制造业", ""),
            ("C131", "谷物磨制", "C"),
            ("C34", "通用设备制造业", "C"),
            ("C3489", "其他通用零部件制造", "C34"),
        ] {
            let parent = tree.by_code(parent).unwrap_or(CodeTree::ROOT);
            assert!(tree.add_industry(code, name, parent));
        }
        let is =
            |text: &str, code: &str| assert_eq!(tree.find(text), Lookup::One(tree.by_code(code).unwrap()), "{text}");
        for text in [
            "C3489",
            "c 3489",
            "3489",
            "C3489 其他通用零部件制造",
            "C3489（通用设备制造业）",
            "制造业/通用设备制造业/其他通用零部件制造",
        ] {
            is(text, "C3489");
        }
        is("农、林、牧、渔业", "A");
        is("农林牧渔业", "A");
        is("通用设备制造", "C34");
        is("0131", "A0131");
        // A spreadsheet drops the zero of 0131.
        assert!(matches!(tree.find("131"), Lookup::Many(_)));
        // A group of one class is listed as the class alone; its code may be a class that has lost its zero, too.
        assert!(matches!(tree.find("211"), Lookup::Many(_)));
        is("C211", "C2110");
        is("211 木质家具制造", "C2110");
        // An industry has no streets: what stands behind its name is another.
        for text in ["棉花种植 3489", "制造业和道路运输业", "制造业（C34、A0131）"] {
            assert!(matches!(tree.find(text), Lookup::None(_)), "{text}");
        }

        assert_eq!(tree.find("C3489 谷物磨制"), Lookup::None(None));
    }
}
