//! What rules may name: places, place sets, industries, folders, records and facts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::codes::{Alias, CodeId, CodeTree, Lookup, Remark};
use crate::dictionary::{Dictionary, FactId, Home, Kind, RecordId};
use crate::finding::Problem;
use crate::reader::Sink;
use crate::rulebook::{Area, ReadSet};
use crate::rulefile::{RawAlias, RawCodes, RawDictionary, RawFact, RawPlace};
use crate::source::Located;
use crate::suggest::nearest;

use super::fact::{add_choices, fact_of, record_of};

/// What holds all places.
const COUNTRY: &str = "全国";

/// Everything that rules may name.
pub(super) struct Vocabulary {
    pub(super) dictionary: Dictionary,
    pub(super) places: CodeTree,
    sets: Vec<PlaceSet>,
    pub(super) industries: CodeTree,
    pub(super) folders: BTreeMap<String, CodeId>,
    /// Records and facts that are declared, but not rightly.
    broken: BTreeSet<String>,
}

/// A named set of places.
pub(super) struct PlaceSet {
    name: String,
    members: Vec<CodeId>,
    /// How the name was read, where documents do not define it.
    assume: Option<String>,
}

impl Default for Vocabulary {
    fn default() -> Vocabulary {
        Vocabulary {
            dictionary: Dictionary::default(),
            places: CodeTree::new(COUNTRY),
            sets: Vec::new(),
            industries: CodeTree::new("各行业"),
            folders: BTreeMap::new(),
            broken: BTreeSet::new(),
        }
    }
}

impl Vocabulary {
    pub(super) fn add_places(&mut self, raw: &RawCodes, sink: &Sink) {
        add_codes(&mut self.places, &raw.codes, sink, place_parents, CodeTree::add_place);
        raw.places.iter().for_each(|place| self.add_place(place, sink));
        raw.aliases.iter().for_each(|alias| self.add_alias(alias, sink));
        for (folder, code) in &raw.folders {
            // The whole country has no code, only its name.
            let whole = (code.value == COUNTRY).then_some(CodeTree::ROOT);
            match whole.or_else(|| self.places.by_code(&code.value)) {
                Some(place) => drop(self.folders.insert(folder.value.clone(), place)),
                None => sink.report(&code.span, Problem::UnknownPlace { name: code.value.clone(), suggestion: None }),
            }
        }
        for set in &raw.sets {
            let members = set.members.iter().filter_map(|member| self.place(member, sink)).collect();
            let assume = set.assume.as_ref().map(|assume| assume.value.clone());
            self.sets.push(PlaceSet { name: set.name.value.clone(), members, assume });
        }
    }

    /// Adds a place whose code is not known; its name stands for it.
    fn add_place(&mut self, raw: &RawPlace, sink: &Sink) {
        let Some(within) = self.of_code(&raw.within, sink) else { return };
        if !self.places.add_place(&raw.name.value, &raw.name.value, within) {
            sink.report(&raw.name.span, Problem::InvalidCode { code: raw.name.value.clone() });
        }
        if let Some((parts, since)) = &raw.part_of {
            for part in parts {
                if let (Some(part), Some(whole)) = (self.of_code(part, sink), self.places.by_code(&raw.name.value)) {
                    self.places.divide(part, whole, &since.value);
                }
            }
        }
    }

    /// Adds other names of a place.
    fn add_alias(&mut self, raw: &RawAlias, sink: &Sink) {
        let Some(code) = raw.is.as_ref().or(raw.lies_in.as_ref()) else { return };
        let Some(id) = self.of_code(code, sink) else { return };
        let behind = raw.behind.as_ref().and_then(|behind| self.of_code(behind, sink));
        let renamed = raw.since.as_ref().map(|since| Remark::Renamed { since: since.value.clone() });
        let remark = if raw.lies_in.is_some() { Some(Remark::LiesIn) } else { renamed };
        for name in &raw.names {
            let (name, remark) = (name.value.clone(), remark.clone());
            self.places.add_alias(&Alias { name, id, behind, remark });
        }
    }

    /// The place of a code.
    fn of_code(&self, code: &Located<String>, sink: &Sink) -> Option<CodeId> {
        let found = self.places.by_code(&code.value);
        if found.is_none() {
            sink.report(&code.span, Problem::UnknownPlace { name: code.value.clone(), suggestion: None });
        }
        found
    }

    pub(super) fn add_industries(&mut self, raw: &RawCodes, sink: &Sink) {
        add_codes(&mut self.industries, &raw.codes, sink, industry_parents, CodeTree::add_industry);
    }

    pub(super) fn add_facts(&mut self, raw: &RawDictionary, sink: &Sink) {
        self.broken.extend(raw.broken.iter().cloned());
        for record in &raw.records {
            check_id(&record.key.value, &record.key, sink);
            if self.dictionary.record_by_key(&record.key.value).is_some() {
                report_known(&record.key, sink);
            } else {
                self.dictionary.add_record(record_of(record));
            }
        }
        let mut added = Vec::new();
        for fact in &raw.facts {
            let compiled = self.home(fact, sink).and_then(|home| fact_of(fact, home, sink));
            let Some(compiled) = compiled else {
                self.broken.insert(fact.key.value.clone());
                continue;
            };
            match self.dictionary.add_fact(compiled) {
                Some(_) => added.push(fact),
                None => report_known(&fact.key, sink),
            }
        }
        self.name_facts(raw, &added, sink);
    }

    /// Adds choices to facts, of which all files were read.
    pub(super) fn add_choices(&mut self, raw: &RawDictionary, sink: &Sink) {
        for more in &raw.more {
            if let Some(id) = self.fact(&more.key, sink) {
                add_choices(self.dictionary.fact_mut(id), more, sink);
            }
        }
    }

    /// Whether a name is that of a record or fact that is declared, but not rightly: that alone is told.
    pub(super) fn is_broken(&self, name: &str) -> bool {
        self.broken.contains(name) || name.split_once('.').is_some_and(|(record, _)| self.broken.contains(record))
    }

    /// The place that a text names.
    pub(super) fn place(&self, name: &Located<String>, sink: &Sink) -> Option<CodeId> {
        match self.places.find_listed(&name.value) {
            Lookup::One(place) | Lookup::Remarked(place, _) => return Some(place),
            Lookup::Many(places) => {
                sink.report(&name.span, Problem::AmbiguousPlace { name: name.value.clone(), places });
            }
            Lookup::None(suggestion) => {
                sink.report(&name.span, Problem::UnknownPlace { name: name.value.clone(), suggestion });
            }
        }
        None
    }

    /// The industry that a text names.
    pub(super) fn industry(&self, name: &Located<String>, sink: &Sink) -> Option<CodeId> {
        let suggestion = match self.industries.find_listed(&name.value) {
            Lookup::One(industry) | Lookup::Remarked(industry, _) => return Some(industry),
            Lookup::Many(mut names) => Some(names.remove(0)),
            Lookup::None(suggestion) => suggestion,
        };
        sink.report(&name.span, Problem::UnknownIndustry { name: name.value.clone(), suggestion });
        None
    }

    /// The place or the set of places that a text names.
    pub(super) fn area(&self, name: &Located<String>, sink: &Sink) -> Option<Area> {
        let Some(set) = self.sets.iter().find(|set| set.name == name.value) else {
            return Some(Area { members: vec![self.place(name, sink)?], sets: Vec::new() });
        };
        let (name, members) = (set.name.clone(), set.members.clone());
        Some(match set.assume.clone() {
            Some(assume) => Area { members: Vec::new(), sets: vec![ReadSet { name, members, assume }] },
            None => Area { members, sets: Vec::new() },
        })
    }

    /// The record kind that a text names.
    pub(super) fn record(&self, name: &Located<String>, sink: &Sink) -> Option<RecordId> {
        let found = self.dictionary.record_named(&name.value);
        if found.is_none() && !self.is_broken(&name.value) {
            let keys = self.dictionary.record_ids().map(|id| self.dictionary.record(id).key.clone());
            let suggestion = nearest(&name.value, keys);
            sink.report(&name.span, Problem::UnknownRecord { name: name.value.clone(), suggestion });
        }
        found
    }

    /// Reports a purpose that is none of those that receipts may name; any is one where the dictionary has no receipts.
    pub(super) fn check_purpose(&self, purpose: &Located<String>, sink: &Sink) {
        let Some(fact) = self.dictionary.by_key("received.for-what") else { return };
        let keys: Vec<String> = self.dictionary.fact(fact).choices.iter().map(|choice| choice.key.clone()).collect();
        if !keys.contains(&purpose.value) {
            let suggestion = nearest(&purpose.value, &keys);
            let problem =
                Problem::UnknownWord { key: "for-what", word: purpose.value.clone(), allowed: keys, suggestion };
            sink.report(&purpose.span, problem);
        }
    }

    /// The place that the longest run of the last folders stands for: by its listed name, its code or the place's name.
    pub(super) fn place_of_folders(&self, folders: &[String]) -> Option<(String, CodeId)> {
        (0..folders.len()).find_map(|start| {
            let path = folders[start..].join("/");
            self.folders.get(&path).copied().or_else(|| self.places.of_folder(&path)).map(|place| (path, place))
        })
    }

    fn home(&mut self, fact: &RawFact, sink: &Sink) -> Option<Home> {
        let Some((record, _)) = fact.key.value.split_once('.') else {
            return Some(if fact.yearly { Home::Year } else { Home::Enterprise });
        };
        let name = Located { value: record.to_owned(), span: fact.key.span.clone() };
        let found = self.dictionary.record_by_key(record).or_else(|| self.record(&name, sink));
        if found.is_none() {
            // It is told of its first fact alone.
            self.broken.insert(record.to_owned());
        }
        found.map(Home::Record)
    }

    /// Resolves the facts that records and facts of the dictionary name.
    fn name_facts(&mut self, raw: &RawDictionary, facts: &[&RawFact], sink: &Sink) {
        for record in &raw.records {
            let Some(id) = self.dictionary.record_by_key(&record.key.value) else { continue };
            let named_by = record.named_by.as_ref().and_then(|name| self.fact(name, sink));
            let dated_by = record.dated_by.as_ref().and_then(|name| self.fact_of(id, name, Kind::Date, sink));
            let counts_by = record.counts_by.as_ref().and_then(|name| self.fact_of(id, name, Kind::Count, sink));
            let record = self.dictionary.record_mut(id);
            (record.named_by, record.dated_by, record.counts_by) = (named_by, dated_by, counts_by);
        }
        for fact in facts {
            let not_before = fact.not_before.as_ref().and_then(|name| self.fact(name, sink));
            let part_of = fact.part_of.as_ref().and_then(|name| self.whole_of(fact, name, sink));
            if let Some(id) = self.dictionary.by_key(&fact.key.value) {
                let home = self.dictionary.fact(id).home;
                let names = self.dictionary.facts_of(home).filter(|other| *other < id);
                let names = names.map(|other| self.dictionary.fact(other));
                let names: BTreeSet<String> =
                    names.flat_map(|other| other.names().chain([other.label_en.clone()])).collect();
                for name in std::iter::once(&fact.label).chain(&fact.label_en).chain(&fact.aliases) {
                    if names.contains(&name.value) {
                        report_duplicate(name, sink);
                    }
                }
                let fact = self.dictionary.fact_mut(id);
                (fact.not_before, fact.part_of) = (not_before, part_of);
            }
        }
    }

    /// The fact that another is a part of: of the same kind, and of the same firm, year or record.
    fn whole_of(&self, part: &RawFact, name: &Located<String>, sink: &Sink) -> Option<FactId> {
        let found = self.fact(name, sink)?;
        let (whole, part) =
            (self.dictionary.fact(found), self.dictionary.fact(self.dictionary.by_key(&part.key.value)?));
        if (whole.home, whole.yearly, whole.kind) == (part.home, part.yearly, part.kind) {
            return Some(found);
        }
        sink.report(&name.span, Problem::WrongKind { expected: part.kind.word(), found: name.value.clone() });
        None
    }

    /// A fact of a record kind that must be of this kind.
    fn fact_of(&self, record: RecordId, name: &Located<String>, kind: Kind, sink: &Sink) -> Option<FactId> {
        let found = self.fact(name, sink)?;
        let fact = self.dictionary.fact(found);
        if fact.home == Home::Record(record) && fact.kind == kind {
            return Some(found);
        }
        let expected = if kind == Kind::Date { "date of the record" } else { "count of the record" };
        sink.report(&name.span, Problem::WrongKind { expected, found: name.value.clone() });
        None
    }

    fn fact(&self, name: &Located<String>, sink: &Sink) -> Option<FactId> {
        let keys = || self.dictionary.fact_ids().map(|id| self.dictionary.fact(id).key.clone());
        self.fact_named(name, &[], sink, || nearest(&name.value, keys()))
    }

    /// The fact of a key, or of a Chinese name of one of the firm, of a bound record, else of any record.
    pub(super) fn fact_named(
        &self,
        name: &Located<String>,
        bound: &[RecordId],
        sink: &Sink,
        suggestion: impl FnOnce() -> Option<String>,
    ) -> Option<FactId> {
        let found = self.dictionary.facts_named(&name.value, bound);
        match found[..] {
            [one] => return Some(one),
            [] if self.is_broken(&name.value) => {}
            [] => {
                let suggestion = suggestion();
                sink.report(&name.span, Problem::UnknownFact { name: name.value.clone(), suggestion });
            }
            [..] => {
                let keys = found.iter().map(|id| self.dictionary.fact(*id).key.clone()).collect();
                sink.report(&name.span, Problem::AmbiguousFact { name: name.value.clone(), keys });
            }
        }
        None
    }
}

/// Whether a text can be an id: lower-case words with hyphens.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split('-').all(is_word) && text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Reports a name, or the part of it that is checked here, that is no id.
pub(super) fn check_id(part: &str, id: &Located<String>, sink: &Sink) {
    if !is_id(part) {
        sink.report(&id.span, Problem::InvalidId { id: id.value.clone() });
    }
}

pub(super) fn report_duplicate(key: &Located<String>, sink: &Sink) {
    sink.report(&key.span, Problem::DuplicateId { id: key.value.clone(), other: String::new() });
}

/// Reports a key that another file has, or the shipped dictionary.
fn report_known(key: &Located<String>, sink: &Sink) {
    sink.report(&key.span, Problem::DuplicateId { id: key.value.clone(), other: "facts.toml".to_owned() });
}

fn add_codes(
    tree: &mut CodeTree,
    codes: &[Located<String>],
    sink: &Sink,
    parents: fn(&str) -> Vec<Cow<'_, str>>,
    add: fn(&mut CodeTree, &str, &str, CodeId) -> bool,
) {
    for line in codes {
        let parts = line.value.split_once(' ');
        let added = parts.is_some_and(|(code, name)| {
            let parent = parents(code).iter().find_map(|parent| tree.by_code(parent));
            add(tree, code, name, parent.unwrap_or(CodeTree::ROOT))
        });
        if !added {
            sink.report(&line.span, Problem::InvalidCode { code: line.value.clone() });
        }
    }
}

/// The codes that may hold a place, nearest first: its city, its province.
fn place_parents(code: &str) -> Vec<Cow<'_, str>> {
    let shorter = |(digits, rest)| code.get(..digits).map(|start| [start, rest].concat());
    [(4, "00"), (2, "0000")].into_iter().filter_map(shorter).filter(|parent| parent != code).map(Cow::Owned).collect()
}

/// The codes that may hold an industry, nearest first: `C348`, `C34`, `C`.
fn industry_parents(code: &str) -> Vec<Cow<'_, str>> {
    (1..code.len()).rev().filter_map(|length| code.get(..length)).map(Cow::Borrowed).collect()
}

/// The values without their places.
pub(super) fn values<T: Clone>(located: &[Located<T>]) -> Vec<T> {
    located.iter().map(|located| located.value.clone()).collect()
}
