//! Which entry was likely meant by a text that names none.

use crate::suggest::alike;

use super::address;
use super::find::Path;
use super::names::{before_zone, fold, zone_words};
use super::{CodeId, CodeTree, Form};

/// Words by which a district may be called in the list that has become one of another sort.
const SORTS: &[&str] = &["市", "区", "县"];

/// Characters of a name that has two and its sort.
const BRIEF: usize = 3;

impl CodeTree {
    /// The full name of the one entry that a text most likely means. It lies within every place that the text names, and
    /// is a zone only if the text speaks of one: no hint is better than a wrong one.
    pub(super) fn hint(&self, text: &str, context: Option<CodeId>) -> Option<String> {
        // One wrong digit is another place; an industry that the list lacks still lies in its group.
        if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return self.group_of(text).map(|id| self.whole_name(id));
        }
        if self.ids().any(|id| self.is_industry(id)) {
            return self.spelled_short(text);
        }
        let paths = self.paths(text, CodeTree::ROOT, &|_| true);
        let longest = paths.iter().map(|path| path.end).max().unwrap_or(0);
        let known: Vec<&Path> = paths.iter().filter(|path| path.end == longest).collect();
        let is_short = known.iter().all(|path| path.form == Form::Short);
        let near = context.filter(|_| is_short).and_then(|context| self.nearest(text, context));
        let near = near.or_else(|| known.is_empty().then(|| self.nearest(text, CodeTree::ROOT)).flatten());
        if near.is_some() {
            return near.map(|id| self.name_for(id, text));
        }
        let rest = &text[longest..];
        // A county that has become a district, or the other way round.
        if SORTS.contains(&rest) {
            let mut counties = known.iter().filter(|path| is_short && !self.holds_others(path.id)).map(|path| path.id);
            let only = counties.next().filter(|only| known.iter().all(|path| path.id == *only))?;
            return Some(self.whole_name(only));
        }
        // The text says that one place lies within another, where it does not.
        if self.paths(rest, CodeTree::ROOT, &|_| true).iter().any(|path| path.end == rest.len()) {
            return None;
        }
        let mut meant: Vec<CodeId> = known.iter().filter_map(|path| self.nearest(district(rest), path.id)).collect();
        meant.sort_unstable();
        meant.dedup();
        let [only] = meant[..] else { return None };
        Some(self.name_for(only, text))
    }

    /// The one industry whose name a text is but for characters that were left out, or but for some that say nothing. Of
    /// industries another character is another one: `中药` is no `农药`.
    fn spelled_short(&self, text: &str) -> Option<String> {
        let plain = |text: &str| -> String { text.chars().filter(|c| !is_silent(*c)).collect() };
        let of_all = || self.ids().map(|id| (plain(&fold(&self.entry(id).name)), id));
        let names = self.names.get_or_init(|| of_all().filter(|(_, id)| *id != CodeTree::ROOT).collect());
        let text = plain(text);
        text.chars().nth(1)?;
        let meant: Vec<CodeId> = names.iter().filter(|(name, _)| is_left_of(&text, name)).map(|(_, id)| *id).collect();
        // What is meant is the whole that its parts are called after.
        let mut outer =
            meant.iter().filter(|id| !meant.iter().any(|other| other != *id && self.is_within(**id, *other)));
        outer.next().filter(|_| outer.next().is_none()).map(|only| self.whole_name(*only))
    }

    /// The group of a class by its code; nothing where the list is of places.
    fn group_of(&self, code: &str) -> Option<CodeId> {
        let group = code.get(..code.len().checked_sub(1)?)?.to_ascii_uppercase();
        let is_group = |id: &CodeId| self.levels(*id).len() > 2;
        self.by_code(&group).or_else(|| self.by_digits.get(&group).copied()).filter(is_group)
    }

    /// The whole name; who leaves out the province need not be told it.
    fn name_for(&self, id: CodeId, text: &str) -> String {
        let (whole, levels) = (self.whole_name(id), self.levels(id));
        let shorter = whole.strip_prefix(levels[0]).filter(|_| levels.len() > 2 && !text.starts_with(levels[0]));
        shorter.map_or(whole.clone(), str::to_owned)
    }

    /// The one entry within `outer` whose name is most like a text and contradicts no word of it.
    fn nearest(&self, text: &str, outer: CodeId) -> Option<CodeId> {
        let mut best: Vec<(f64, usize, CodeId)> = Vec::new();
        // Of a name of two characters and its sort, one other character in front is another place: 南汇区 is not 徐汇区.
        let is_brief = text.chars().count() <= BRIEF;
        let here: Vec<(String, CodeId)>;
        let names = if outer == CodeTree::ROOT {
            self.names.get_or_init(|| self.names_within(outer).collect())
        } else {
            here = self.names_within(outer).collect();
            &here
        };
        for (name, id) in names {
            let alike = alike(text, name).filter(|(_, start)| *start > 0 || !is_brief);
            let Some((likeness, start)) = alike.filter(|_| is_same_sort(text, name)) else { continue };
            let (least, shortest) = best.first().map_or((0.0, 0), |(least, shortest, _)| (*least, *shortest));
            if likeness > least || (likeness >= least && start > shortest) {
                best.clear();
            } else if likeness < least || start < shortest || best.iter().any(|(_, _, other)| other == id) {
                continue;
            }
            best.push((likeness, start, *id));
        }
        let [(_, _, only)] = best[..] else { return None };
        Some(only)
    }

    /// The names of the entries within one, alone and behind those of what they lie within, and their other names.
    fn names_within(&self, outer: CodeId) -> impl Iterator<Item = (String, CodeId)> {
        let is_inside = move |id: CodeId| id != outer && self.is_within(id, outer);
        let listed = self.ids().filter(move |id| is_inside(*id)).flat_map(move |id| {
            let levels: Vec<&str> = self.levels(id);
            let outside = if outer == CodeTree::ROOT { 0 } else { self.levels(outer).len() };
            let starts = outside..levels.len();
            starts.map(|start| (levels[start..].concat(), id)).collect::<Vec<_>>()
        });
        let others = self.others.iter().flat_map(move |(name, named)| {
            let others = named.iter().filter(move |named| is_inside(named.id));
            let placed = others.filter(move |named| named.behind.is_none_or(|behind| behind == outer));
            placed.map(move |named| (name.clone(), named.id))
        });
        listed.chain(others)
    }
}

/// Whether a character says nothing of which industry is meant.
fn is_silent(c: char) -> bool {
    !c.is_alphabetic() || "业类的及和与、".contains(c)
}

/// Whether a text is another without some of its characters.
fn is_left_of(text: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    text.chars().all(|c| rest.any(|other| other == c))
}

/// The start of an address up to the word for a sort of place.
fn district(text: &str) -> &str {
    let end = text.char_indices().skip(1).find(|(_, c)| address::SORTS.contains(c));
    end.map_or(text, |(at, c)| &text[..at + c.len_utf8()])
}

/// Whether two names end in the same sort of place, and both or neither are those of a zone.
fn is_same_sort(text: &str, name: &str) -> bool {
    let sort = |text: &str| SORTS.iter().find(|sort| text.ends_with(**sort)).copied();
    let of_zones = || {
        let (one, other) = (before_zone(text), before_zone(name));
        one == other || alike(one, other).is_some()
    };
    sort(text).is_none_or(|sort| name.ends_with(sort)) && zone_words(text) == zone_words(name) && of_zones()
}
