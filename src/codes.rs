//! Code lists in which one entry lies within another: places (GB/T 2260) and industries (GB/T 4754).

mod address;
mod find;
mod hint;
mod names;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use crate::truth::Truth;

pub use find::{Lookup, Remark};
pub use names::is_zone;

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
    by_code: HashMap<String, CodeId>,
    /// The first entry of each code without its leading letter.
    by_digits: HashMap<String, CodeId>,
    /// Every way to write a name, folded.
    by_name: HashMap<String, Vec<Named>>,
    /// The names that are neither listed nor short, for hints.
    others: BTreeMap<String, Vec<Named>>,
    /// The places of which a part has become part of another.
    divided: BTreeMap<CodeId, Remark>,
    /// The most bytes of a way to write a name.
    longest: usize,
    /// Where what is named lies, as far as its name leaves it open.
    context: Option<CodeId>,
    /// All ways to name the places whole, and of industries what their names say, once somebody has asked what was meant:
    /// in a table of many firms many do.
    names: OnceLock<Vec<(String, CodeId)>>,
}

/// One way to write the name of an entry.
#[derive(Clone, Debug)]
struct Named {
    id: CodeId,
    form: Form,
    /// Where alone it means the entry: right behind this one's name.
    behind: Option<CodeId>,
    remark: Option<Remark>,
}

/// Whether a name is the one in the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    /// The name in the list.
    Listed,
    /// Another that is whole, such as an older one.
    Other,
    /// One that leaves out what sort of place it is.
    Short,
}

/// Another name of a place.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// What it names, or lies in.
    pub id: CodeId,
    /// Behind which place's name alone it is one.
    pub behind: Option<CodeId>,
    /// What to tell whoever uses it.
    pub remark: Option<Remark>,
}

impl CodeTree {
    /// The entry that holds all others.
    pub const ROOT: CodeId = CodeId(0);

    /// A tree of a root alone.
    #[must_use]
    pub fn new(root: &str) -> CodeTree {
        let root = Entry { code: String::new(), name: root.to_owned(), parent: None };
        let mut tree = CodeTree {
            entries: vec![root],
            by_code: HashMap::new(),
            by_digits: HashMap::new(),
            by_name: HashMap::new(),
            others: BTreeMap::new(),
            divided: BTreeMap::new(),
            longest: 0,
            context: None,
            names: OnceLock::new(),
        };
        let name = tree.entries[0].name.clone();
        tree.name(&name, Named { id: CodeTree::ROOT, form: Form::Listed, behind: None, remark: None });
        tree
    }

    /// Adds a place below the one that holds it, with the shorter ways to write its name; `false` when the code is there
    /// already.
    pub fn add_place(&mut self, code: &str, name: &str, parent: CodeId) -> bool {
        self.add(code, name, parent, &names::short_places(name))
    }

    /// Adds an industry below the one that holds it; `false` when the code is there already.
    pub fn add_industry(&mut self, code: &str, name: &str, parent: CodeId) -> bool {
        self.add(code, name, parent, &names::short_industries(name))
    }

    /// Adds another name of a place.
    pub fn add_alias(&mut self, alias: &Alias) {
        let Alias { name, id, behind, remark } = alias;
        let named = |form| Named { id: *id, form, behind: *behind, remark: remark.clone() };
        self.name(name, named(Form::Other));
        for short in names::short_places(name) {
            self.name(&short, named(Form::Short));
        }
    }

    /// Says that a part of a place has become part of another.
    pub fn divide(&mut self, id: CodeId, other: CodeId, since: &str) {
        self.divided.insert(id, Remark::Divided { other, since: since.to_owned() });
    }

    fn add(&mut self, code: &str, name: &str, parent: CodeId, short: &[String]) -> bool {
        let Ok(index) = u16::try_from(self.entries.len()) else { return false };
        if self.by_code.contains_key(code) {
            return false;
        }
        let id = CodeId(index);
        self.by_code.insert(code.to_owned(), id);
        let digits = code.strip_prefix(|c: char| c.is_ascii_uppercase());
        if let Some(digits) = digits.filter(|digits| !digits.is_empty()) {
            self.by_digits.entry(digits.to_owned()).or_insert(id);
        }
        self.entries.push(Entry { code: code.to_owned(), name: name.to_owned(), parent: Some(parent) });
        let named = |form, behind| Named { id, form, behind, remark: None };
        self.name(name, named(Form::Listed, None));
        for short in short {
            self.name(short, named(Form::Short, None));
        }
        if names::is_of_zone(name) {
            for behind in names::behind(name, &self.levels(parent)) {
                self.name(&behind, named(Form::Other, Some(parent)));
            }
        }
        true
    }

    fn name(&mut self, name: &str, named: Named) {
        let folded = names::fold(name);
        self.names.take();
        self.longest = self.longest.max(folded.len());
        if named.form == Form::Other {
            self.others.entry(folded.to_string()).or_default().push(named.clone());
        }
        self.by_name.entry(folded.into_owned()).or_default().push(named);
    }

    /// Says where everything that is looked up lies, as far as its name leaves that open.
    pub fn set_context(&mut self, context: Option<CodeId>) {
        self.context = context;
    }

    /// Where everything that is looked up lies.
    #[must_use]
    pub fn context(&self) -> Option<CodeId> {
        self.context
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

    /// The names from the outermost entry below the root inwards, in one string.
    #[must_use]
    pub fn full_name(&self, id: CodeId) -> String {
        self.levels(id).concat()
    }

    /// What names the entry alone: a place with all that holds it, an industry with its code.
    #[must_use]
    pub fn whole_name(&self, id: CodeId) -> String {
        let Entry { code, name, .. } = self.entry(id);
        if self.is_industry(id) { format!("{code} {name}") } else { self.full_name(id) }
    }

    /// Whether the entry is an industry: those have codes with a letter.
    fn is_industry(&self, id: CodeId) -> bool {
        self.entry(id).code.starts_with(|c: char| c.is_ascii_uppercase())
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

    /// All entries, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = CodeId> {
        (0..self.entries.len()).filter_map(|index| u16::try_from(index).ok().map(CodeId))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coarser_place_leaves_it_open() {
        let mut tree = CodeTree::new("全国");
        tree.add_place("1", "东省", CodeTree::ROOT);
        for (code, parent) in [("11", "1"), ("12", "1"), ("111", "11"), ("121", "12")] {
            let parent = tree.by_code(parent).unwrap();
            tree.add_place(code, "甲市", parent);
        }
        let id = |code: &str| tree.by_code(code).unwrap();
        assert_eq!(tree.lies_within(id("111"), &[id("11")]), Truth::True);
        assert_eq!(tree.lies_within(id("1"), &[id("11")]), Truth::Unknown);
        assert_eq!(tree.lies_within(id("12"), &[id("11")]), Truth::False);
        assert_eq!(tree.lies_within(CodeTree::ROOT, &[id("11")]), Truth::Unknown);
    }
}
