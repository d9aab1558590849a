//! The fact dictionary: everything that can be known of a firm, declared once, as data.

use std::collections::BTreeMap;

use crate::clean::{bare, is_bare};
use crate::closed::closed;
use crate::interval::Interval;
use crate::number::Number;

/// One fact of a [`Dictionary`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FactId(pub(crate) u16);

impl FactId {
    /// Its place in the dictionary.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// One kind of record of a [`Dictionary`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RecordId(pub(crate) u8);

closed! {
    /// What sort of value a fact has.
    Kind {
        /// Yuan, in whole fen.
        Money "money",
        /// A share; 1 is 100 %.
        Ratio "ratio",
        /// A whole number of things.
        Count "count",
        /// A number that need not be whole, such as a score.
        Number "number",
        /// Yes or no.
        Flag "flag",
        /// A day.
        Date "date",
        /// One of the fact's choices, or several where it is `many`.
        Choice "choice",
        /// Words that no rule reads.
        Text "text",
        /// A place of the place list.
        Place "place",
        /// An industry of the industry list.
        Industry "industry",
        /// The address of a support.
        Support "support",
    }
}

closed! {
    /// Whether a firm can make a fact another one.
    Changes {
        /// By a decision of its own.
        Yes "yes",
        /// Over a year or more.
        Slowly "slowly",
        /// Not at all, or not by itself.
        No "no",
    }
}

/// What a fact belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Home {
    /// The firm.
    Enterprise,
    /// A calendar year of the firm.
    Year,
    /// A record of this kind.
    Record(RecordId),
}

impl Home {
    /// The kind of record, where it is one.
    #[must_use]
    pub fn record(self) -> Option<RecordId> {
        match self {
            Home::Record(record) => Some(record),
            Home::Enterprise | Home::Year => None,
        }
    }
}

/// A set of a fact's choices, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Choices(pub u64);

/// One fact.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its key, with the record's key before it: `project.new-equipment`.
    pub key: String,
    /// Its Chinese name.
    pub label: String,
    /// Its English name.
    pub label_en: String,
    /// Other accepted names.
    pub aliases: Vec<String>,
    /// What sort of value it has.
    pub kind: Kind,
    /// What it belongs to.
    pub home: Home,
    /// Whether there is one a year: a fact of a year of the firm, or of each year of a record.
    pub yearly: bool,
    /// The numbers that it can be.
    pub range: Interval,
    /// The choices, in their order.
    pub choices: Vec<Choice>,
    /// Names that may be one choice or another.
    pub unclear: Vec<Unclear>,
    /// Whether it can be several choices at once.
    pub many: bool,
    /// Whether its choices are ranked, the lowest first.
    pub ranked: bool,
    /// Whether it lies in the past, so that the firm can't change it.
    pub fixed: bool,
    /// Whether the firm can change it; where the dictionary does not say, it is not taken to.
    pub changes: Changes,
    /// The date that it must not precede.
    pub not_before: Option<FactId>,
    /// The fact that it is a part of, and so can't exceed.
    pub part_of: Option<FactId>,
    /// Who decides it, if not the firm.
    pub judged_by: Option<String>,
    /// The question that asks for it.
    pub question: Option<String>,
    /// The question in English.
    pub question_en: Option<String>,
    /// Where a firm finds it.
    pub find: Option<String>,
    /// Where a firm finds it, in English.
    pub find_en: Option<String>,
    /// Whether it follows from other facts and is not stated: a condition that asks no question.
    pub is_derived: bool,
}

/// One choice of a fact.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its key.
    pub key: String,
    /// Its Chinese name.
    pub label: String,
    /// Its English name.
    pub label_en: String,
    /// Other accepted names.
    pub aliases: Vec<String>,
}

/// Names that may be one choice or another, so that somebody has to say which.
#[derive(Clone, Debug)]
pub struct Unclear {
    /// The names.
    pub names: Vec<String>,
    /// On what it hangs, and what to write.
    pub why: String,
    /// The same in English.
    pub why_en: String,
}

/// One kind of record.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its key: `project`.
    pub key: String,
    /// Its Chinese name.
    pub label: String,
    /// Its English name.
    pub label_en: String,
    /// Other accepted names.
    pub aliases: Vec<String>,
    /// The question that asks for the list.
    pub question: Option<String>,
    /// The question in English.
    pub question_en: Option<String>,
    /// The fact that tells records apart for people.
    pub named_by: Option<FactId>,
    /// The date that says to which year a record belongs.
    pub dated_by: Option<FactId>,
    /// The fact that says for how many things, or people, a record stands; one if absent.
    pub counts_by: Option<FactId>,
}

/// All facts and records.
#[derive(Clone, Default, Debug)]
pub struct Dictionary {
    facts: Vec<Fact>,
    records: Vec<Record>,
    by_key: BTreeMap<String, FactId>,
}

impl Kind {
    /// Whether values of the kind are compared by size.
    #[must_use]
    pub fn is_ordered(self) -> bool {
        matches!(self, Kind::Money | Kind::Ratio | Kind::Count | Kind::Number | Kind::Date)
    }

    /// The distance between neighbouring values; `None` where there is always one between.
    #[must_use]
    pub fn step(self) -> Option<Number> {
        match self {
            Kind::Money => Some(Number::FEN),
            Kind::Count | Kind::Date => Some(Number::ONE),
            Kind::Ratio
            | Kind::Number
            | Kind::Flag
            | Kind::Choice
            | Kind::Text
            | Kind::Place
            | Kind::Industry
            | Kind::Support => None,
        }
    }
}

impl Choices {
    /// The set of one choice.
    #[must_use]
    pub fn one(index: usize) -> Choices {
        Choices(1 << index)
    }

    /// The first `count` choices.
    #[must_use]
    pub fn first(count: usize) -> Choices {
        Choices(u64::MAX.checked_shr(64_u32.saturating_sub(u32::try_from(count).unwrap_or(64))).unwrap_or(0))
    }

    /// Both sets together.
    #[must_use]
    pub fn with(self, other: Choices) -> Choices {
        Choices(self.0 | other.0)
    }

    /// Whether the sets share a choice.
    #[must_use]
    pub fn meets(self, other: Choices) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of these are in `other`.
    #[must_use]
    pub fn is_within(self, other: Choices) -> bool {
        self.0 & !other.0 == 0
    }

    /// The indices of the choices.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |index| self.0 & (1 << index) != 0)
    }
}

impl Fact {
    /// The key within its record or year: `new-equipment`.
    #[must_use]
    pub fn local_key(&self) -> &str {
        match self.home {
            Home::Record(_) => self.key.split_once('.').map_or(self.key.as_str(), |(_, local)| local),
            Home::Enterprise | Home::Year => &self.key,
        }
    }

    /// Whether a profile may use this name for the fact.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        [self.local_key(), &self.label, &self.label_en].contains(&name)
            || self.aliases.iter().any(|alias| alias == name)
    }

    /// All names that a profile may use for the fact.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let names = [self.local_key(), &self.label].into_iter().map(str::to_owned);
        names.chain(self.aliases.clone())
    }

    /// The choice with this key, label or alias, however quotes and blanks are set.
    #[must_use]
    pub fn choice(&self, name: &str) -> Option<usize> {
        // Most names are written as they are listed.
        let listed = self.choices.iter().position(|choice| choice.names().any(|listed| listed == name));
        listed.or_else(|| {
            let wanted = bare(name);
            let is_named = |choice: &Choice| choice.names().any(|name| is_bare(name, &wanted));
            self.choices.iter().position(is_named).filter(|_| !wanted.is_empty())
        })
    }

    /// Why nobody knows which choice a name is.
    #[must_use]
    pub fn unclear(&self, name: &str) -> Option<&Unclear> {
        let wanted = bare(name);
        self.unclear.iter().find(|unclear| unclear.names.iter().any(|name| is_bare(name, &wanted)))
    }

    /// All of its choices.
    #[must_use]
    pub fn all_choices(&self) -> Choices {
        Choices::first(self.choices.len())
    }
}

impl Choice {
    /// All names that a profile may use for it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.label, &self.key, &self.label_en].into_iter().chain(&self.aliases).map(String::as_str)
    }
}

impl Record {
    /// Whether a profile may use this name for the list of records.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        [self.key.as_str(), &self.label, &self.label_en].contains(&name)
            || self.aliases.iter().any(|alias| alias == name)
    }
}

impl Dictionary {
    /// Adds a record kind; `None` when there are too many.
    pub fn add_record(&mut self, record: Record) -> Option<RecordId> {
        let id = RecordId(u8::try_from(self.records.len()).ok()?);
        self.records.push(record);
        Some(id)
    }

    /// Adds a fact; `None` when the key is taken or there are too many.
    pub fn add_fact(&mut self, fact: Fact) -> Option<FactId> {
        let id = FactId(u16::try_from(self.facts.len()).ok()?);
        if self.by_key.contains_key(&fact.key) {
            return None;
        }
        self.by_key.insert(fact.key.clone(), id);
        self.facts.push(fact);
        Some(id)
    }

    /// The fact.
    #[must_use]
    pub fn fact(&self, id: FactId) -> &Fact {
        &self.facts[usize::from(id.0)]
    }

    /// The fact, to complete it.
    pub fn fact_mut(&mut self, id: FactId) -> &mut Fact {
        &mut self.facts[usize::from(id.0)]
    }

    /// The fact with this key.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<FactId> {
        self.by_key.get(key).copied()
    }

    /// The date since when there is a firm, where the dictionary has it.
    #[must_use]
    pub fn established(&self) -> Option<FactId> {
        self.by_key("established")
    }

    /// The record kind.
    #[must_use]
    pub fn record(&self, id: RecordId) -> &Record {
        &self.records[usize::from(id.0)]
    }

    /// The record kind, to complete it.
    pub fn record_mut(&mut self, id: RecordId) -> &mut Record {
        &mut self.records[usize::from(id.0)]
    }

    /// The record kind with this key.
    #[must_use]
    pub fn record_by_key(&self, key: &str) -> Option<RecordId> {
        self.record_ids().find(|id| self.record(*id).key == key)
    }

    /// The record kind with this key, else this Chinese name.
    #[must_use]
    pub fn record_named(&self, name: &str) -> Option<RecordId> {
        let is_named = |id: &RecordId| {
            let record = self.record(*id);
            record.label == name || record.aliases.iter().any(|alias| alias == name)
        };
        self.record_by_key(name).or_else(|| self.record_ids().find(is_named))
    }

    /// The facts that a rule may mean by a name: the one of this key, else of this Chinese name, behind the name of its
    /// record if that is written; without it first those of the innermost of the `bound` records, then of the firm.
    #[must_use]
    pub fn facts_named(&self, name: &str, bound: &[RecordId]) -> Vec<FactId> {
        if let Some(id) = self.by_key(name) {
            return vec![id];
        }
        if let Some((record, name)) = name.split_once('.') {
            let Some(home) = self.record_named(record).map(Home::Record) else { return Vec::new() };
            let by_key = self.facts_of(home).find(|id| self.fact(*id).local_key() == name);
            return by_key.map_or_else(|| self.called(name, |other| other == home), |id| vec![id]);
        }
        let is_of_firm = |home| matches!(home, Home::Enterprise | Home::Year);
        let of_bound = bound.iter().rev().map(|record| self.called(name, |home| home == Home::Record(*record)));
        let nearer = of_bound.chain(std::iter::once_with(|| self.called(name, is_of_firm)));
        nearer.into_iter().find(|found| !found.is_empty()).unwrap_or_else(|| self.called(name, |_| true))
    }

    /// The key of the one fact, or kind of records, with this key or Chinese name; behind it may stand a year, and then
    /// does: `营业收入.2025` is `revenue.2025`.
    #[must_use]
    pub fn key_of(&self, name: &str) -> Option<String> {
        let is_year = |year: &str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        if let Some((name, year)) = name.rsplit_once('.').filter(|(_, year)| is_year(year)) {
            return Some(format!("{}.{year}", self.key_of(name)?));
        }
        match self.facts_named(name, &[])[..] {
            [fact] => Some(self.fact(fact).key.clone()),
            [] => self.record_named(name).map(|record| self.record(record).key.clone()),
            [_, _, ..] => None,
        }
    }

    /// The facts with this Chinese name.
    fn called(&self, name: &str, is_home: impl Fn(Home) -> bool) -> Vec<FactId> {
        let is_meant = |id: &FactId| {
            let fact = self.fact(*id);
            let is_name = fact.label == name || fact.aliases.iter().any(|alias| alias == name);
            is_home(fact.home) && is_name
        };
        self.fact_ids().filter(is_meant).collect()
    }

    /// All facts, in the order of the dictionary.
    pub fn fact_ids(&self) -> impl Iterator<Item = FactId> + use<> {
        (0..u16::try_from(self.facts.len()).unwrap_or(u16::MAX)).map(FactId)
    }

    /// All record kinds, in the order of the dictionary.
    pub fn record_ids(&self) -> impl Iterator<Item = RecordId> + use<> {
        (0..u8::try_from(self.records.len()).unwrap_or(u8::MAX)).map(RecordId)
    }

    /// The facts of a home, in the order of the dictionary.
    pub fn facts_of(&self, home: Home) -> impl Iterator<Item = FactId> {
        self.fact_ids().filter(move |id| self.fact(*id).home == home)
    }
}
