//! Code lists in which one entry lies within another: places (GB/T 2260) and industries (GB/T 4754).

use std::collections::BTreeMap;

use crate::truth::Truth;

/// One entry of a [`CodeTree`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CodeId(u16);

/// A place or an industry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The code, such as `320613` or `C3489`.
    pub code: String,
    /// The name.
    pub name: String,
    /// What it lies within; `None` only for the root.
    pub parent: Option<CodeId>,
}

/// Entries and their nesting. The first entry, the root, holds all others and stands for "anywhere".
#[derive(Clone, Debug)]
pub struct CodeTree {
    entries: Vec<Entry>,
    by_code: BTreeMap<String, CodeId>,
    /// The first entry of each code without its leading letter.
    by_digits: BTreeMap<String, CodeId>,
    by_name: BTreeMap<String, Vec<CodeId>>,
}

/// What a text that names an entry was found to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lookup {
    /// Exactly one entry.
    One(CodeId),
    /// Several entries have the name; their full names.
    Many(Vec<String>),
    /// None; the full name of the nearest.
    None(Option<String>),
}

impl CodeTree {
    /// The entry that holds all others.
    pub const ROOT: CodeId = CodeId(0);

    /// A tree of a root alone.
    #[must_use]
    pub fn new(root: &str) -> CodeTree {
        let root = Entry { code: String::new(), name: root.to_owned(), parent: None };
        let by_name = BTreeMap::from([(root.name.clone(), vec![CodeTree::ROOT])]);
        CodeTree { entries: vec![root], by_code: BTreeMap::new(), by_digits: BTreeMap::new(), by_name }
    }

    /// Adds an entry below the one that `is_within` its code; `false` when the code is there already.
    pub fn add(&mut self, code: &str, name: &str, parent: CodeId) -> bool {
        let Ok(index) = u16::try_from(self.entries.len()) else { return false };
        if self.by_code.contains_key(code) {
            return false;
        }
        self.by_code.insert(code.to_owned(), CodeId(index));
        if let Some(digits) = code.strip_prefix(|c: char| c.is_ascii_uppercase()) {
            self.by_digits.entry(digits.to_owned()).or_insert(CodeId(index));
        }
        self.by_name.entry(name.to_owned()).or_default().push(CodeId(index));
        self.entries.push(Entry { code: code.to_owned(), name: name.to_owned(), parent: Some(parent) });
        true
    }

    /// The entry.
    #[must_use]
    pub fn entry(&self, id: CodeId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// The entry with exactly this code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<CodeId> {
        self.by_code.get(code).copied()
    }

    /// The first entry that holds no other, such as serves for an example; `None` when there is only the root.
    #[must_use]
    pub fn leaf(&self) -> Option<CodeId> {
        let holds_others = |id: &CodeId| self.entries.iter().any(|entry| entry.parent == Some(*id));
        self.ids().find(|id| *id != CodeTree::ROOT && !holds_others(id))
    }

    /// Finds an entry by its code, with or without a leading letter, its name, or its name behind the names of what
    /// it lies within (`南通市崇川区`).
    #[must_use]
    pub fn find(&self, text: &str) -> Lookup {
        let by_digits = || self.by_digits.get(text).copied().filter(|_| !text.is_empty());
        if let Some(id) = self.by_code(text).or_else(by_digits) {
            return Lookup::One(id);
        }
        // The name of an entry ends the text; what stands before it are the names of what it lies within.
        let ends = text.char_indices().filter_map(|(at, _)| self.by_name.get(&text[at..]));
        let mut found: Vec<CodeId> = ends.flatten().copied().filter(|id| self.is_named(*id, text)).collect();
        found.sort_unstable();
        match found[..] {
            [id] => Lookup::One(id),
            [] => Lookup::None(
                self.renamed(text).or_else(|| crate::suggest::nearest(text, self.ids().flat_map(|id| self.names(id)))),
            ),
            _ => Lookup::Many(found.iter().map(|id| self.full_name(*id)).collect()),
        }
    }

    /// The names from the outermost entry below the root inwards, in one string.
    #[must_use]
    pub fn full_name(&self, id: CodeId) -> String {
        self.levels(id).concat()
    }

    /// The names from the outermost entry below the root inwards.
    #[must_use]
    pub fn levels(&self, id: CodeId) -> Vec<&str> {
        let mut names: Vec<&str> = self.chain(id).map(|id| self.entry(id).name.as_str()).collect();
        if names.len() > 1 {
            names.pop();
        }
        names.reverse();
        names
    }

    /// The one entry that differs from `text` only in what sort of place it is, as a county that became a district, or
    /// in that `text` does not say it.
    fn renamed(&self, text: &str) -> Option<String> {
        let stem = |name: &str| name.strip_suffix(['市', '区', '县']).map(str::to_owned);
        let wanted = Some(stem(text).unwrap_or_else(|| text.to_owned())).filter(|stem| stem.chars().count() > 1)?;
        let mut alike = self.ids().filter(|id| stem(&self.entry(*id).name).as_ref() == Some(&wanted));
        let (only, None) = (alike.next()?, alike.next()) else { return None };
        Some(self.full_name(only))
    }

    /// The full name, and the same without its outermost part, as people write it.
    fn names(&self, id: CodeId) -> [String; 2] {
        let full = self.full_name(id);
        let chain: Vec<CodeId> = self.chain(id).collect();
        let outermost = chain.iter().rev().nth(1).map(|id| self.entry(*id).name.as_str());
        let shorter = outermost.and_then(|outer| full.strip_prefix(outer)).filter(|rest| !rest.is_empty());
        [shorter.unwrap_or(&full).to_owned(), full]
    }

    /// Whether `inner` is `outer` or lies within it.
    #[must_use]
    pub fn is_within(&self, inner: CodeId, outer: CodeId) -> bool {
        self.chain(inner).any(|id| id == outer)
    }

    /// Whether something of which only `known` is known lies within one of `targets`.
    #[must_use]
    pub fn lies_within(&self, known: CodeId, targets: &[CodeId]) -> Truth {
        if targets.iter().any(|target| self.is_within(known, *target)) {
            Truth::True
        } else if targets.iter().any(|target| self.is_within(*target, known)) {
            Truth::Unknown
        } else {
            Truth::False
        }
    }

    /// The entry, what it lies within, and so on to the root.
    pub fn chain(&self, id: CodeId) -> impl Iterator<Item = CodeId> {
        std::iter::successors(Some(id), |id| self.entry(*id).parent)
    }

    /// The entries right within one, in their order.
    pub fn inside(&self, id: CodeId) -> impl Iterator<Item = CodeId> {
        self.ids().filter(move |inner| self.entry(*inner).parent == Some(id))
    }

    fn ids(&self) -> impl Iterator<Item = CodeId> {
        (0..self.entries.len()).filter_map(|index| u16::try_from(index).ok().map(CodeId))
    }

    fn is_named(&self, id: CodeId, text: &str) -> bool {
        let Some(mut rest) = text.strip_suffix(self.entry(id).name.as_str()) else { return false };
        for outer in self.chain(id).skip(1) {
            rest = rest.strip_suffix(self.entry(outer).name.as_str()).unwrap_or(rest);
        }
        rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> CodeTree {
        let mut tree = CodeTree::new("全国");
        tree.add("1", "东省", CodeTree::ROOT);
        for (code, name, parent) in
            [("11", "甲市", "1"), ("12", "乙市", "1"), ("111", "北区", "11"), ("121", "北区", "12")]
        {
            let parent = tree.by_code(parent).unwrap();
            tree.add(code, name, parent);
        }
        tree
    }

    #[test]
    fn a_name_that_two_places_have_needs_its_city() {
        let tree = tree();
        assert_eq!(tree.find("北区"), Lookup::Many(vec!["东省甲市北区".to_owned(), "东省乙市北区".to_owned()]));
        assert_eq!(tree.find("乙市北区"), Lookup::One(tree.by_code("121").unwrap()));
        assert_eq!(tree.find("东省乙市北区"), tree.find("121"));
        assert!(matches!(tree.find("丙市北区"), Lookup::None(_)));
    }

    #[test]
    fn a_coarser_place_leaves_it_open() {
        let tree = tree();
        let id = |code: &str| tree.by_code(code).unwrap();
        assert_eq!(tree.lies_within(id("111"), &[id("11")]), Truth::True);
        assert_eq!(tree.lies_within(id("1"), &[id("11")]), Truth::Unknown);
        assert_eq!(tree.lies_within(id("12"), &[id("11")]), Truth::False);
        assert_eq!(tree.lies_within(CodeTree::ROOT, &[id("11")]), Truth::Unknown);
    }
}
