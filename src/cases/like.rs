//! The day and the firm of each case of a file: its own, or those of another case with what it changes.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::finding::Problem;
use crate::profile::{self, Form, Key, Node, Profile};
use crate::reader::{Table, Value};
use crate::rulebook::Rulebook;
use crate::source::Located;
use crate::suggest::nearest;

type Entries = Vec<(Key, Node)>;

/// The firms of the cases of a file, as it has them.
pub(super) struct Firms {
    cases: Vec<Written>,
    by_name: BTreeMap<String, Vec<usize>>,
}

/// What a case itself says of its day and its firm.
struct Written {
    name: Option<Located<String>>,
    like: Option<Located<String>>,
    as_of: Option<Day>,
    profile: Option<Entries>,
    without: Vec<Located<String>>,
}

impl Firms {
    pub(super) fn read(cases: &[Table<'_>]) -> Firms {
        let cases: Vec<Written> = cases.iter().map(Written::read).collect();
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, name) in cases.iter().enumerate().filter_map(|(at, case)| Some((at, case.name.as_ref()?))) {
            by_name.entry(name.value.clone()).or_default().push(at);
        }
        Firms { cases, by_name }
    }

    /// The day and the firm of the case; `None` where they could not be read, which was reported.
    pub(super) fn of(&self, at: usize, table: &Table<'_>, book: &Rulebook) -> Option<(Day, Profile)> {
        let chain = self.chain(at, table)?;
        let day = chain.iter().find_map(|at| self.cases[*at].as_of)?;
        let mut entries = Entries::new();
        for step in chain.into_iter().rev() {
            let written = &self.cases[step];
            for path in &written.without {
                if !remove(&mut entries, &path.value) && step == at && written.like.is_some() {
                    let suggestion = nearest(&path.value, paths(&entries, ""));
                    table.sink().report(&path.span, Problem::NotInherited { key: path.value.clone(), suggestion });
                }
            }
            let changes = match &written.profile {
                Some(changes) => changes.clone(),
                None if written.like.is_some() => Entries::new(),
                None => return None,
            };
            entries = merged(entries, changes);
        }
        Some((day, profile::of_entries(entries, table, book)))
    }

    /// The case, that which it is like, and so on. What is wrong with it is told of the case that says so.
    fn chain(&self, at: usize, table: &Table<'_>) -> Option<Vec<usize>> {
        let mut chain = vec![at];
        while let Some(like) = chain.last().and_then(|last| self.cases[*last].like.as_ref()) {
            let is_own = chain.len() == 1;
            let named = self.by_name.get(&like.value).map(Vec::as_slice).unwrap_or_default();
            let report = |problem| table.sink().report(&like.span, problem);
            match named.first() {
                None if is_own => {
                    let others = (0..self.cases.len()).filter(|other| *other != at);
                    let suggestion = nearest(&like.value, others.filter_map(|other| self.name(other)));
                    report(Problem::UnknownCase { name: like.value.clone(), suggestion });
                }
                Some(_) if is_own && named.len() > 1 => {
                    report(Problem::DuplicateId { id: like.value.clone(), other: String::new() });
                }
                // Told once, of the first of them.
                Some(found) if *found == at => {
                    if chain.iter().all(|other| at <= *other) {
                        let circle = chain.iter().chain([&at]);
                        let path = circle.filter_map(|other| Some(format!("`{}`", self.name(*other)?))).collect();
                        report(Problem::Cycle { path });
                    }
                }
                Some(found) if chain.len() < self.cases.len() => {
                    chain.push(*found);
                    continue;
                }
                None | Some(_) => {}
            }
            return None;
        }
        Some(chain)
    }

    fn name(&self, at: usize) -> Option<&String> {
        self.cases[at].name.as_ref().map(|name| &name.value)
    }
}

impl Written {
    fn read(table: &Table<'_>) -> Written {
        let like = table.read("like", Value::text);
        let is_whole = !table.has("like");
        for key in ["as-of", "profile"].into_iter().filter(|key| is_whole && !table.has(key)) {
            table.report(Problem::MissingKey { key, within: "[[case]]" });
        }
        if is_whole && table.has("without") {
            table.report(Problem::MissingKey { key: "like", within: "[[case]]" });
        }
        Written {
            name: table.read("name", Value::text),
            like,
            as_of: table.read("as-of", Value::day).map(|day| day.value),
            profile: table.read("profile", |value| Some(profile::entries(&value.table("profile")?))),
            without: table.read("without", Value::texts).unwrap_or_default(),
        }
    }
}

/// A firm with changes: a table is changed key by key, anything else is replaced.
fn merged(mut entries: Entries, changes: Entries) -> Entries {
    for (key, node) in changes {
        match entries.iter_mut().find(|(known, _)| known.name == key.name) {
            Some((_, Node { form: Form::Table(inner), .. })) if matches!(node.form, Form::Table(_)) => {
                if let Form::Table(changes) = node.form {
                    *inner = merged(std::mem::take(inner), changes);
                }
            }
            Some(entry) => *entry = (key, node),
            None => entries.push((key, node)),
        }
    }
    entries
}

/// Removes what is under a path, `year.2025.revenue`; whether there was something.
fn remove(entries: &mut Entries, path: &str) -> bool {
    if let Some(at) = entries.iter().position(|(key, _)| key.name == path) {
        entries.remove(at);
        return true;
    }
    let Some((first, rest)) = path.split_once('.') else { return false };
    entries.iter_mut().any(|(key, node)| match &mut node.form {
        Form::Table(inner) if key.name == first => remove(inner, rest),
        Form::Table(_) | Form::List(_) | Form::Value(_) => false,
    })
}

/// All paths that can be removed.
fn paths(entries: &Entries, within: &str) -> Vec<String> {
    let of_entry = |(key, node): &(Key, Node)| {
        let path = format!("{within}{}", key.name);
        let inner = match &node.form {
            Form::Table(inner) => paths(inner, &format!("{path}.")),
            Form::List(_) | Form::Value(_) => Vec::new(),
        };
        [path].into_iter().chain(inner)
    };
    entries.iter().flat_map(of_entry).collect()
}
