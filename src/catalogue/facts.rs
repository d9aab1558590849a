//! The facts: what each means, how it is written, and who asks for it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::dictionary::{Choice, Dictionary, FactId, Home, RecordId};
use crate::rulebook::{Rulebook, Support};
use crate::suggest::nearest;
use crate::words::{self, Lang};

/// Facts with the records that they belong to.
#[derive(Clone, Debug, Serialize)]
pub struct FactList {
    /// `zjtx.facts/1`
    pub schema: &'static str,
    /// The kinds of records, in the order of the dictionary.
    pub records: Vec<RecordEntry>,
    /// The facts, in the order of the dictionary.
    pub facts: Vec<FactEntry>,
}

/// A kind of record.
#[derive(Clone, Debug, Serialize)]
pub struct RecordEntry {
    /// `project`
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Other accepted names: the label of the other language first.
    pub aliases: Vec<String>,
    /// The question that asks for the list.
    pub question: Option<String>,
}

/// One fact.
#[derive(Clone, Debug, Serialize)]
pub struct FactEntry {
    /// `project.new-equipment`
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Other accepted names: the label of the other language first.
    pub aliases: Vec<String>,
    /// enterprise, year, or the key of a record.
    pub of: String,
    /// money, ratio, count, flag, date, choice, text, place, industry or support.
    pub kind: String,
    /// What it is measured in and how it is written.
    pub unit: String,
    /// What it can't be; `null` when it can be anything of its kind.
    pub range: Option<String>,
    /// The choices, in their order.
    pub choices: Vec<ChoiceEntry>,
    /// Whether it can be several choices at once.
    pub many: bool,
    /// Who decides it, if not the firm.
    pub judged_by: Option<String>,
    /// The question that asks for it.
    pub question: Option<String>,
    /// Where a firm finds it.
    pub find: Option<String>,
    /// How it follows from other facts, in words.
    pub derived: Option<String>,
    /// The keys of the facts that it follows from.
    pub derived_from: Vec<String>,
    /// Whether a profile may state it.
    pub can_be_stated: bool,
    /// The supports that it decides, in the order of the rules.
    pub asked_by: Vec<Asker>,
}

/// One choice of a fact.
#[derive(Clone, Debug, Serialize)]
pub struct ChoiceEntry {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Other accepted names: the label of the other language first.
    pub aliases: Vec<String>,
}

/// A support that asks for a fact.
#[derive(Clone, Debug, Serialize)]
pub struct Asker {
    /// Its address.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What a name was found to be.
#[derive(Clone, Debug)]
pub enum FactLookup {
    /// One fact.
    Fact(Box<FactList>),
    /// A kind of record with its facts.
    Record(FactList),
    /// Several facts; key and label of each.
    Many(Vec<(String, String)>),
    /// Nothing; the name that comes nearest.
    None(Option<String>),
}

/// All facts.
#[must_use]
pub fn facts(lang: Lang, book: &Rulebook) -> FactList {
    of(lang, book, &book.dictionary.record_ids().collect::<Vec<_>>(), &book.dictionary.fact_ids().collect::<Vec<_>>())
}

/// What a key, label or alias stands for.
#[must_use]
pub fn fact(lang: Lang, book: &Rulebook, name: &str) -> FactLookup {
    let dictionary = &book.dictionary;
    let exact = dictionary.by_key(name);
    let record = dictionary.record_ids().find(|id| dictionary.record(*id).is_named(name));
    let named: Vec<FactId> = exact.map_or_else(
        || dictionary.fact_ids().filter(|id| is_named(dictionary, *id, name)).collect(),
        |exact| vec![exact],
    );
    match (record, &named[..]) {
        (None, []) => FactLookup::None(nearest(name, all_names(dictionary))),
        (_, [one]) if record.is_none() || exact.is_some() => {
            let records: Vec<RecordId> = record_of(dictionary, *one).into_iter().collect();
            FactLookup::Fact(Box::new(of(lang, book, &records, &[*one])))
        }
        (Some(record), _) => {
            let facts: Vec<FactId> = dictionary.facts_of(Home::Record(record)).collect();
            FactLookup::Record(of(lang, book, &[record], &facts))
        }
        (None, several) => {
            let name = |id: &FactId| {
                let fact = dictionary.fact(*id);
                (fact.key.clone(), words::fact_label(lang, fact).to_owned())
            };
            FactLookup::Many(several.iter().map(name).collect())
        }
    }
}

/// A name as it stands, or in other case: `R&D expense`, `r&d expense`.
fn is_named(dictionary: &Dictionary, id: FactId, name: &str) -> bool {
    let fact = dictionary.fact(id);
    let wanted = name.to_lowercase();
    fact.is_named(name) || fact.names().chain([fact.label_en.clone()]).any(|known| known.to_lowercase() == wanted)
}

fn all_names(dictionary: &Dictionary) -> impl Iterator<Item = String> {
    let of_fact = |id| {
        let fact = dictionary.fact(id);
        [fact.key.clone(), fact.label_en.clone()].into_iter().chain(fact.names())
    };
    let of_record = |id| {
        let record = dictionary.record(id);
        [record.key.clone(), record.label.clone(), record.label_en.clone()].into_iter().chain(record.aliases.clone())
    };
    dictionary.fact_ids().flat_map(of_fact).chain(dictionary.record_ids().flat_map(of_record))
}

fn record_of(dictionary: &Dictionary, id: FactId) -> Option<RecordId> {
    match dictionary.fact(id).home {
        Home::Record(record) => Some(record),
        Home::Enterprise | Home::Year => None,
    }
}

fn of(lang: Lang, book: &Rulebook, records: &[RecordId], facts: &[FactId]) -> FactList {
    let askers = askers(book);
    FactList {
        schema: "zjtx.facts/1",
        records: records.iter().map(|id| record_entry(lang, book, *id)).collect(),
        facts: facts.iter().map(|id| fact_entry(lang, book, *id, &askers)).collect(),
    }
}

/// The supports that each fact decides.
fn askers(book: &Rulebook) -> BTreeMap<FactId, Vec<&Support>> {
    let mut askers: BTreeMap<FactId, Vec<&Support>> = BTreeMap::new();
    for support in &book.supports {
        let uses = book.uses(support);
        for fact in book.dictionary.fact_ids().filter(|fact| uses.contains(*fact)) {
            askers.entry(fact).or_default().push(support);
        }
    }
    askers
}

fn record_entry(lang: Lang, book: &Rulebook, id: RecordId) -> RecordEntry {
    let record = book.dictionary.record(id);
    RecordEntry {
        key: record.key.clone(),
        label: words::record_label(lang, record).to_owned(),
        aliases: aliases(lang.pick(&record.label_en, &record.label), &record.aliases),
        question: words::record_question(lang, record).map(str::to_owned),
    }
}

fn fact_entry(lang: Lang, book: &Rulebook, id: FactId, askers: &BTreeMap<FactId, Vec<&Support>>) -> FactEntry {
    let fact = book.dictionary.fact(id);
    FactEntry {
        key: fact.key.clone(),
        label: words::fact_label(lang, fact).to_owned(),
        aliases: aliases(lang.pick(&fact.label_en, &fact.label), &fact.aliases),
        of: match fact.home {
            Home::Enterprise => "enterprise".to_owned(),
            Home::Year => "year".to_owned(),
            Home::Record(record) => book.dictionary.record(record).key.clone(),
        },
        kind: fact.kind.word().to_owned(),
        unit: words::unit(lang, fact).to_owned(),
        range: words::range_of(lang, book, fact),
        choices: fact.choices.iter().map(|choice| choice_entry(lang, choice)).collect(),
        many: fact.many,
        judged_by: fact.judged_by.clone(),
        question: words::fact_question(lang, fact).map(str::to_owned),
        find: words::fact_find(lang, fact).map(str::to_owned),
        derived: book.derivations.get(&id).map(|derivation| words::derivation(lang, book, id, derivation)),
        derived_from: book.inputs(id).into_iter().map(|input| book.dictionary.fact(input).key.clone()).collect(),
        can_be_stated: !fact.is_derived,
        asked_by: askers.get(&id).into_iter().flatten().map(|support| asker(lang, support)).collect(),
    }
}

/// The label of the other language, then the aliases.
fn aliases(other: &str, aliases: &[String]) -> Vec<String> {
    std::iter::once(other.to_owned()).chain(aliases.iter().cloned()).collect()
}

fn choice_entry(lang: Lang, choice: &Choice) -> ChoiceEntry {
    ChoiceEntry {
        key: choice.key.clone(),
        label: words::choice_label(lang, choice).to_owned(),
        aliases: aliases(lang.pick(&choice.label_en, &choice.label), &choice.aliases),
    }
}

fn asker(lang: Lang, support: &Support) -> Asker {
    Asker { id: support.address.clone(), name: words::support_name(lang, support).to_owned() }
}
