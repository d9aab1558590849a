//! Reads a profile from a tree by the fact dictionary.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::clean;
use crate::credit_code;
use crate::dictionary::{Dictionary, FactId, Home, RecordId};
use crate::finding::{Called, Finding, Problem, Severity};
use crate::reader::Table;
use crate::rulebook::Rulebook;
use crate::suggest::nearest;

use super::draft::{Draft, MOST_UNREAD, Reading, Stated};
use super::inline::{Inline, Says, says};
use super::keys::{Head, Keys, Meaning, Names};
use super::named::called;
use super::node::{Form, Key, Node, entries};
use super::spelling::is_no_name;
use super::value::{Unit, Written};
use super::{FactRef, Profile, YEARS, date};

/// Records of one kind that a profile may list; several people are one record with their number.
const MOST_RECORDS: usize = 10_000;
/// Unknown keys for which a name that was perhaps meant is looked up.
const MOST_SUGGESTED: usize = 1_000;

/// Reads a profile of a file that must be right as a whole, such as worked cases, and reports what is wrong with it.
#[must_use]
pub fn read(table: &Table<'_>, book: &Rulebook) -> Profile {
    of_entries(entries(table), table, book)
}

/// The same of entries that were put together from several tables of that file.
#[must_use]
pub fn of_entries(entries: Vec<(Key, Node)>, table: &Table<'_>, book: &Rulebook) -> Profile {
    let reading = tree(book, &Names(&book.dictionary), entries);
    let errors = reading.findings.iter().filter(|finding| finding.severity() == Severity::Error);
    let is_given_up = errors.count() > MOST_UNREAD;
    for Finding { place, problem, .. } in reading.findings {
        // Firms of worked cases have as many as their author wrote.
        if matches!(problem, Problem::RecordsAlike { .. }) {
            continue;
        }
        let problem = if let Problem::NotNeeded { problem } = problem { *problem } else { problem };
        table.sink().add(Finding::new(place, problem));
    }
    if is_given_up {
        table.sink().add(Finding::at(table.span().clone(), Problem::TooMuchUnread { most: MOST_UNREAD }));
    }
    reading.profile
}

/// Reads a profile from the entries of its tree.
#[must_use]
pub fn tree(book: &Rulebook, keys: &dyn Keys, entries: Vec<(Key, Node)>) -> Reading {
    let mut reader = Reader { draft: Draft::new(book, false), keys, lists: Vec::new(), inline: Vec::new(), asked: 0 };
    reader.firm(entries);
    reader.draft.finish()
}

struct Reader<'r> {
    draft: Draft<'r>,
    keys: &'r dyn Keys,
    /// The lists that were named, and how.
    lists: Vec<(RecordId, String)>,
    /// Records in keys of the firm, by their kind and number.
    inline: Vec<((RecordId, usize), Inline)>,
    /// Unknown keys so far.
    asked: usize,
}

impl Reader<'_> {
    fn dictionary(&self) -> &Dictionary {
        &self.draft.book.dictionary
    }

    fn firm(&mut self, entries: Vec<(Key, Node)>) {
        let mut heads: Vec<(Head, String)> = Vec::new();
        for (key, node) in entries {
            match self.keys.meaning(Home::Enterprise, None, &key.name) {
                Meaning::Head(head) => {
                    if self.is_first(&mut heads, head, &key) {
                        self.head(head, &key, node);
                    }
                }
                Meaning::Records(record) => self.records(record, &key, node),
                Meaning::OfRecord(record, index, fact, year, unit) => {
                    self.of_record((record, index), (fact, year), unit, &key, node);
                }
                meaning => self.fact(&meaning, (Home::Enterprise, None), &key, node),
            }
        }
        let mut inline = std::mem::take(&mut self.inline);
        inline.sort_by_key(|(number, _)| *number);
        for ((record, _), heard) in inline {
            heard.add_to(&mut self.draft, record);
        }
    }

    /// Whether a head was not given before.
    fn is_first(&mut self, heads: &mut Vec<(Head, String)>, head: Head, key: &Key) -> bool {
        let earlier = heads.iter().find(|(other, _)| *other == head).map(|(_, name)| name.clone());
        if let Some(first) = &earlier {
            let [zh, en] = head.names();
            let fact = Called { zh: zh.into(), en: en.into() };
            let problem = Problem::StatedTwice { fact, first: first.clone(), second: key.name.clone() };
            self.draft.report(key.place.clone(), problem);
        }
        heads.push((head, key.name.clone()));
        earlier.is_none()
    }

    fn head(&mut self, head: Head, key: &Key, node: Node) {
        match head {
            Head::Years => self.years(node),
            Head::AsOf => self.draft.reading.profile.as_of = self.as_of(node),
            Head::Number => self.draft.reading.profile.number = self.text(key, &node),
            Head::Name => self.draft.reading.name = self.text(key, &node),
            Head::CreditCode => self.credit_code(key, &node),
        }
    }

    fn as_of(&mut self, node: Node) -> Option<Day> {
        let place = node.place.clone();
        let (day, problem) = date::as_of(&node.into_written());
        problem.into_iter().for_each(|problem| self.draft.report(place.clone(), problem));
        day
    }

    /// What a firm is called, which may be written as a number; `None` where that says nothing.
    fn text(&mut self, key: &Key, node: &Node) -> Option<String> {
        match &node.form {
            Form::Value(Written::Unknown) => None,
            Form::Value(Written::Text(text)) => {
                Some(clean::visible(text).into_owned()).filter(|text| !text.is_empty() && !is_no_name(text))
            }
            Form::Value(Written::Bare { digits, found: "integer" | "number" }) => Some(digits.clone().into_owned()),
            Form::Value(
                Written::Bare { .. }
                | Written::Flag(_)
                | Written::Day(_)
                | Written::NoDay(_)
                | Written::List(_)
                | Written::Band(_)
                | Written::Other(_),
            )
            | Form::List(_)
            | Form::Table(_) => {
                self.draft.report(node.place.clone(), wrong_type(&key.name, "text", node));
                None
            }
        }
    }

    fn credit_code(&mut self, key: &Key, node: &Node) {
        let place = node.place.clone();
        let Some(text) = self.text(key, node) else { return };
        match credit_code::read(clean::narrow(&text).trim()) {
            Ok(code) => self.draft.reading.profile.credit_code = Some(code),
            Err(error) => self.draft.report(place, Problem::InvalidCreditCode { text, error }),
        }
    }

    fn years(&mut self, node: Node) {
        for (year, table) in self.by_year(node) {
            self.facts((Home::Year, None), Some(year), table);
        }
    }

    /// The tables of years, each with its year.
    fn by_year(&mut self, node: Node) -> Vec<(i16, Vec<(Key, Node)>)> {
        let mut found = Vec::new();
        for (key, node) in self.table("year", node) {
            match year(&key.name) {
                Some(year) => found.push((year, self.table(&key.name, node))),
                None => self.draft.report(key.place, Problem::InvalidDate { text: key.name }),
            }
        }
        found
    }

    /// The entries of a table; none of what is nothing.
    fn table(&mut self, key: &str, node: Node) -> Vec<(Key, Node)> {
        match node.form {
            Form::Table(entries) => entries,
            Form::Value(Written::Unknown) => Vec::new(),
            Form::Value(_) | Form::List(_) => {
                self.draft.report(node.place.clone(), wrong_type(key, node.table(), &node));
                Vec::new()
            }
        }
    }

    /// A list of records. One that can't be read, or is named twice, is not known.
    fn records(&mut self, record: RecordId, key: &Key, node: Node) {
        let kind = self.dictionary().record(record);
        let fact = Called { zh: kind.label.as_str().into(), en: kind.label_en.as_str().into() };
        if let Some((_, first)) = self.lists.iter().find(|(other, _)| *other == record) {
            let problem = Problem::StatedTwice { fact, first: first.clone(), second: key.name.clone() };
            self.draft.report(key.place.clone(), problem);
            return self.draft.forget(record);
        }
        self.lists.push((record, key.name.clone()));
        let place = node.place.clone();
        match node.form {
            Form::Value(Written::Unknown) => self.draft.leave_out(record),
            Form::List(items) if items.len() > MOST_RECORDS => {
                self.draft.report(place, Problem::TooManyRecords { most: MOST_RECORDS });
                self.draft.forget(record);
            }
            Form::List(items) => {
                self.draft.list(record);
                items.into_iter().for_each(|item| self.record(record, &key.name, item));
            }
            form => {
                let node = Node { place: place.clone(), form };
                self.draft.report(place, wrong_type(&key.name, "list", &node));
                self.draft.forget(record);
            }
        }
    }

    /// A record; of one that can't be read nothing is known. One of which nothing that is stated is known says that
    /// there may be some, as a row of a table does: how many, nobody knows.
    fn record(&mut self, record: RecordId, key: &str, node: Node) {
        match self.says(Home::Record(record), None, &node).first() {
            Some(Says::Something) | None => {}
            Some(Says::Nothing) => return,
            Some(Says::Unknown) => return self.draft.leave_out(record),
        }
        let index = self.draft.record(record);
        let entries = self.table(key, node);
        let is_years = |reader: &Reader<'_>, key: &Key| {
            reader.keys.meaning(Home::Record(record), None, &key.name) == Meaning::Head(Head::Years)
        };
        let (years, facts): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| is_years(self, key));
        for (year, table) in years.into_iter().flat_map(|(_, node)| self.by_year(node)).collect::<Vec<_>>() {
            self.facts((Home::Record(record), Some(index)), Some(year), table);
        }
        self.facts((Home::Record(record), Some(index)), None, facts);
    }

    /// What the values of a record say together; those of an empty one nothing.
    fn says(&self, home: Home, year: Option<i16>, node: &Node) -> BTreeSet<Says> {
        let entries = match &node.form {
            Form::Value(Written::Unknown) => return [Says::Unknown].into(),
            Form::Table(entries) => entries,
            Form::Value(_) | Form::List(_) => return [Says::Something].into(),
        };
        let of_entry = |(key, node): &(Key, Node)| match (self.keys.meaning(home, year, &key.name), &node.form) {
            (Meaning::Fact(fact, ..), Form::Value(written)) => {
                [says(self.draft.book, fact, written).unwrap_or(Says::Unknown)].into()
            }
            (Meaning::Head(Head::Years), Form::Table(years)) => {
                years.iter().flat_map(|(key, node)| self.says(home, self::year(&key.name), node)).collect()
            }
            (Meaning::Ignored, _) => BTreeSet::new(),
            _ => [Says::Something].into(),
        };
        entries.iter().flat_map(of_entry).collect()
    }

    /// The facts of a year or a record.
    fn facts(&mut self, (home, index): (Home, Option<usize>), year: Option<i16>, entries: Vec<(Key, Node)>) {
        for (key, node) in entries {
            let meaning = self.keys.meaning(home, year, &key.name);
            self.fact_of(&meaning, (home, index), year, &key, node);
        }
    }

    fn fact(&mut self, meaning: &Meaning, (home, year): (Home, Option<i16>), key: &Key, node: Node) {
        self.fact_of(meaning, (home, None), year, key, node);
    }

    fn fact_of(
        &mut self,
        meaning: &Meaning,
        (home, record): (Home, Option<usize>),
        year: Option<i16>,
        key: &Key,
        node: Node,
    ) {
        match *meaning {
            Meaning::Fact(fact, year, unit) => {
                let stated = Stated::new(&key.name, &key.place, &node.place);
                self.draft.state(FactRef { fact, record, year }, stated, unit, &node.into_written());
            }
            Meaning::Derived(fact) => {
                let fact = called(self.dictionary().fact(fact));
                self.draft.report(key.place.clone(), Problem::DerivedFact { fact });
            }
            Meaning::Unread(fact, ref words) => {
                let (header, fact) = (key.name.clone(), called(self.dictionary().fact(fact)));
                self.draft.report(key.place.clone(), Problem::UnreadHeader { header, fact, words: words.clone() });
            }
            Meaning::Ignored => {}
            Meaning::Unknown | Meaning::Head(_) | Meaning::Records(_) | Meaning::OfRecord(..) => {
                match self.of_years((home, year), key, &node) {
                    Some(figures) => {
                        for (meaning, key, node) in figures {
                            self.fact_of(&meaning, (home, record), None, &key, node);
                        }
                    }
                    None => self.unknown_key((home, record), year, key),
                }
            }
        }
    }

    /// The figures of a key that has one for each year, `revenue.2025 = 5000`; `None` where it is no such key.
    fn of_years(
        &self,
        (home, within): (Home, Option<i16>),
        key: &Key,
        node: &Node,
    ) -> Option<Vec<(Meaning, Key, Node)>> {
        let Form::Table(entries) = &node.form else { return None };
        let figure = |(of, node): &(Key, Node)| {
            let key = Key { name: format!("{}.{}", key.name, self::year(&of.name)?), place: of.place.clone() };
            let meaning = self.keys.meaning(home, None, &key.name);
            matches!(meaning, Meaning::Fact(_, Some(_), _)).then(|| (meaning, key, node.clone()))
        };
        let figures = entries.iter().filter(|_| within.is_none()).map(figure).collect::<Option<Vec<_>>>()?;
        Some(figures).filter(|figures| !figures.is_empty())
    }

    fn of_record(
        &mut self,
        number: (RecordId, usize),
        (fact, year): (FactId, Option<i16>),
        unit: Option<Unit>,
        key: &Key,
        node: Node,
    ) {
        let stated = Stated::new(&key.name, &key.place, &node.place);
        let written = node.into_written();
        let at = self.inline.iter().position(|(other, _)| *other == number).unwrap_or_else(|| {
            self.inline.push((number, Inline::default()));
            self.inline.len() - 1
        });
        self.inline[at].1.hear(self.draft.book, (fact, year), stated, unit, Ok(written));
    }

    /// Reports a key that nobody knows; a fact that was perhaps meant follows from nothing else.
    fn unknown_key(&mut self, (home, record): (Home, Option<usize>), year: Option<i16>, key: &Key) {
        if self.draft.is_given_up() {
            return;
        }
        self.asked += 1;
        if self.asked > MOST_SUGGESTED {
            let problem = Problem::UnknownKey { key: key.name.clone(), within: within(home), suggestion: None };
            return self.draft.report(key.place.clone(), problem);
        }
        if let Some(table) = self.table_of(&key.name) {
            return self.draft.report(key.place.clone(), Problem::MisplacedFact { key: key.name.clone(), table });
        }
        if home == Home::Enterprise && self.is_of_year(&key.name) {
            let table = Some(self.keys.table(None, true));
            return self.draft.report(key.place.clone(), Problem::MisplacedFact { key: key.name.clone(), table });
        }
        let dictionary = self.dictionary();
        let facts = dictionary.facts_of(home).map(|id| dictionary.fact(id));
        let mut names: Vec<&str> = facts.flat_map(|fact| [fact.local_key(), fact.label.as_str()]).collect();
        if home == Home::Enterprise {
            names.extend(dictionary.record_ids().map(|id| dictionary.record(id).key.as_str()));
            names.extend(Head::all());
        }
        let suggestion = nearest(&key.name, names);
        let meant = suggestion.as_ref().map(|name| self.keys.meaning(home, year, name));
        if let Some(Meaning::Fact(fact, year, _)) = meant {
            self.draft.suspect(FactRef { fact, record, year });
        }
        let problem = Problem::UnknownKey { key: key.name.clone(), within: within(home), suggestion };
        self.draft.report(key.place.clone(), problem);
    }

    /// Whether a key would be a figure in the table of a year.
    fn is_of_year(&self, name: &str) -> bool {
        matches!(self.keys.meaning(Home::Year, Some(*YEARS.end()), name), Meaning::Fact(_, Some(_), _))
    }

    /// The table in which a name would be known, `None` inside for the top of the file. Only the key and the label
    /// count: the other names, such as `名称`, are those of several facts.
    fn table_of(&self, name: &str) -> Option<Option<String>> {
        let dictionary = self.dictionary();
        let is_record = |id: &RecordId| dictionary.record(*id).is_named(name);
        if dictionary.record_ids().any(|id| is_record(&id)) || Head::all().contains(&name) {
            return Some(None);
        }
        let facts = dictionary.fact_ids().map(|id| dictionary.fact(id));
        let mut named = facts.filter(|fact| fact.local_key() == name || fact.label == name);
        let (fact, None) = (named.next()?, named.next()) else { return None };
        Some(match fact.home {
            Home::Enterprise => None,
            Home::Year => Some(self.keys.table(None, true)),
            Home::Record(record) => Some(self.keys.table(Some(&dictionary.record(record).key), fact.yearly)),
        })
    }
}

fn within(home: Home) -> &'static str {
    match home {
        Home::Enterprise => "profile",
        Home::Year => "a year",
        Home::Record(_) => "record",
    }
}

fn wrong_type(key: &str, expected: &'static str, node: &Node) -> Problem {
    Problem::WrongType { key: key.to_owned(), expected, found: node.found() }
}

/// A calendar year of four digits.
pub(super) fn year(text: &str) -> Option<i16> {
    let text = text.trim_end_matches("年度").trim_end_matches('年');
    let is_plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_plain && YEARS.contains(year))
}
