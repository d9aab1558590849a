//! A profile with some of its values set to others: `revenue.2025=500万`, `project.2.new-equipment=800万`.

use crate::calendar::Day;
use crate::dictionary::{FactId, Home, RecordId};
use crate::finding::{Called, Finding, Place, Problem};
use crate::rulebook::Rulebook;
use crate::suggest::nearest;

use super::doubts::doubts;
use super::draft::{Draft, Stated};
use super::keys::{Keys, Meaning, Names, YEAR};
use super::read::year;
use super::value::{Under, Written, value};
use super::{FactRef, Profile};

/// What stands before a setting in the place of a finding.
const OPTION: &str = "--set";

/// The profile with these settings, `KEY=VALUE` each, and what is wrong with them. A value that is not known leaves the fact
/// unknown; one that can't be read too.
#[must_use]
pub fn set(book: &Rulebook, profile: &Profile, settings: &[String], as_of: Day) -> (Profile, Vec<Finding>) {
    let mut draft = Draft::again(book, profile, &Place::Path(OPTION.to_owned()));
    let mut targets = Vec::new();
    for text in settings {
        let place = Place::Path(format!("{OPTION} {text}"));
        let (key, value) = text.split_once('=').unwrap_or((text, ""));
        match (Setting { book, profile, as_of }).target(key.trim()) {
            Ok(at) => {
                if !targets.contains(&at) {
                    draft.unset(at);
                    targets.push(at);
                }
                draft.state(at, Stated::new(key.trim(), &place, &place), None, &Written::Text(value.trim().into()));
            }
            Err(problem) => draft.report(place, problem),
        }
    }
    let reading = draft.finish();
    let is_of_setting = |finding: &Finding| matches!(&finding.place, Place::Path(path) if path.len() > OPTION.len());
    let doubts = doubts(book, &reading, as_of).into_iter().filter(is_of_setting).collect::<Vec<_>>();
    let findings = reading.findings.into_iter().filter(|one| !matches!(one.problem, Problem::RecordsAlike { .. }));
    (reading.profile, findings.chain(doubts).collect())
}

/// The value of the firm that a key names, as `--set` takes it.
///
/// # Errors
/// What is wrong with the key.
pub fn target(book: &Rulebook, profile: &Profile, key: &str, as_of: Day) -> Result<FactRef, Problem> {
    (Setting { book, profile, as_of }).target(key.trim())
}

/// The value that a key names, of this firm.
struct Setting<'s> {
    book: &'s Rulebook,
    profile: &'s Profile,
    as_of: Day,
}

impl Setting<'_> {
    fn target(&self, key: &str) -> Result<FactRef, Problem> {
        let names = Names(&self.book.dictionary);
        let parts: Vec<&str> = key.split('.').map(str::trim).collect();
        let found = match parts[..] {
            [name] => self.of_home(Home::Enterprise, None, name)?,
            [word, of, name] if YEAR.contains(&word) => self.of_home(Home::Year, year(of), name)?,
            [name, of] if year(of).is_some() => self.of_home(Home::Year, year(of), name)?,
            [record, ..] => {
                let meaning = names.meaning(Home::Enterprise, None, record);
                if let Meaning::Records(record) = meaning { self.of_record(record, &parts[1..])? } else { None }
            }
            [] => None,
        };
        found.ok_or_else(|| self.unknown(key))
    }

    fn of_home(&self, home: Home, year: Option<i16>, name: &str) -> Result<Option<FactRef>, Problem> {
        let dictionary = &self.book.dictionary;
        match Names(dictionary).meaning(home, year, name) {
            Meaning::Fact(fact, year, _) => Ok(Some(FactRef { fact, record: None, year })),
            Meaning::Derived(fact) => Err(Problem::DerivedFact { fact: self.called(fact) }),
            Meaning::Head(_)
            | Meaning::Records(_)
            | Meaning::OfRecord(..)
            | Meaning::Unread(..)
            | Meaning::Ignored
            | Meaning::Unknown => Ok(None),
        }
    }

    /// A fact of a record, which is called by its number or its name, and of a year of it: `2.new-equipment`,
    /// `二期扩产.new-equipment`, `1.pay.2025`.
    fn of_record(&self, record: RecordId, parts: &[&str]) -> Result<Option<FactRef>, Problem> {
        let (of, parts) = match parts {
            [parts @ .., last] if year(last).is_some() => (year(last), parts),
            parts => (None, parts),
        };
        let [who @ .., name] = parts else { return Ok(None) };
        let who = match who {
            [] => return Ok(None),
            [who @ .., word, of_year] if YEAR.contains(word) && of.is_none() => {
                let found = self.of_home(Home::Record(record), year(of_year), name)?;
                return self.numbered(found, record, &who.join("."));
            }
            who => who.join("."),
        };
        let found = self.of_home(Home::Record(record), of, name)?;
        self.numbered(found, record, &who)
    }

    fn numbered(&self, found: Option<FactRef>, record: RecordId, who: &str) -> Result<Option<FactRef>, Problem> {
        let Some(found) = found else { return Ok(None) };
        Ok(Some(FactRef { record: Some(self.index(record, who)?), ..found }))
    }

    /// The index of the record that a number or a name means.
    fn index(&self, record: RecordId, who: &str) -> Result<usize, Problem> {
        let list = self.profile.records.get(&record).map(Vec::as_slice).unwrap_or_default();
        let numbered = who.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(index) = numbered.filter(|index| *index < list.len()) {
            return Ok(index);
        }
        let kind = self.book.dictionary.record(record);
        let named = kind.named_by.and_then(|fact| {
            let under = Under { hints: false, ..Under::key(who) };
            let read = value(self.book, self.book.dictionary.fact(fact), under, &Written::Text(who.into())).ok()?;
            Some((fact, read.value?))
        });
        let is_meant = |index: &usize| named.as_ref().is_some_and(|(fact, name)| list[*index].get(fact) == Some(name));
        let meant: Vec<usize> = (0..list.len()).filter(is_meant).collect();
        match meant[..] {
            [index] => Ok(index),
            _ => Err(Problem::NoSuchRecord {
                record: Called { zh: kind.label.as_str().into(), en: kind.label_en.as_str().into() },
                name: who.to_owned(),
                count: list.len(),
                same: meant.len(),
            }),
        }
    }

    /// A key of nothing that can be set; what was perhaps meant, with the year or the number that it lacks.
    fn unknown(&self, key: &str) -> Problem {
        let dictionary = &self.book.dictionary;
        let facts = || dictionary.fact_ids().filter(|id| !dictionary.fact(*id).is_derived);
        let name = key.split('.').rfind(|part| year(part).is_none()).unwrap_or(key);
        let mut names: Vec<&str> =
            facts().map(|id| dictionary.fact(id)).flat_map(|fact| [fact.local_key(), fact.label.as_str()]).collect();
        names.sort_unstable();
        let nearest = nearest(name, names);
        let meant = facts().find(|id| {
            let fact = dictionary.fact(*id);
            fact.key == key || nearest.as_ref().is_some_and(|name| fact.is_named(name))
        });
        let suggestion = meant.map(|id| self.whole_key(id));
        Problem::UnknownKey { key: key.to_owned(), within: "profile", suggestion }
    }

    /// The key by which a fact is set, of last year and the first record where it is of one.
    fn whole_key(&self, id: FactId) -> String {
        let fact = self.book.dictionary.fact(id);
        let before = match fact.home {
            Home::Record(record) => format!("{}.1.", self.book.dictionary.record(record).key),
            Home::Enterprise | Home::Year => String::new(),
        };
        let year = if fact.yearly { format!(".{}", self.as_of.year() - 1) } else { String::new() };
        format!("{before}{}{year}", fact.local_key())
    }

    fn called(&self, fact: FactId) -> Called {
        super::named::called(self.book.dictionary.fact(fact))
    }
}
