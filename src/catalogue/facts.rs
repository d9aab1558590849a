//! The facts: what each means, how it is written, and who asks for it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::codes::CodeId;
use crate::dictionary::{Choice, Dictionary, FactId, Home, RecordId};
use crate::rulebook::{Rulebook, Support};
use crate::suggest::nearest;
use crate::words::{self, Lang};

/// Which supports are looked through for who asks for a fact. What is absent does not select.
#[derive(Clone, Copy, Default, Debug)]
pub struct Among {
    /// A firm there may get it, as far as its place goes.
    pub place: Option<CodeId>,
    /// Of this document, an index of [`Rulebook::documents`].
    pub document: Option<usize>,
}

/// Facts with the records that they belong to.
#[derive(Clone, Debug, Serialize)]
pub struct FactList {
    /// `zjtx.facts/1`
    pub schema: &'static str,
    /// Among which supports it was looked who asks, in words, one for each that selects; empty: among all.
    pub among: Vec<String>,
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
    /// The supports that it decides, of those that were looked through, in the order of the rules.
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
    /// The address of its document.
    pub document: String,
    /// Its name.
    pub name: String,
}

/// What a name was found to be.
#[derive(Clone, Debug)]
pub enum FactLookup {
    /// One fact.
    Fact(Box<FactList>),
    /// The facts of a kind of record, or all that have the name, or in whose names it is a part.
    Facts(FactList),
    /// Nothing; the name that comes nearest.
    None(Option<String>),
}

/// All facts; where supports are selected, those that they ask for.
#[must_use]
pub fn facts(lang: Lang, book: &Rulebook, among: Among) -> FactList {
    let askers = askers(book, among);
    let is_wanted = |id: &FactId| among.is_all() || askers.contains_key(id);
    let wanted: Vec<FactId> = book.dictionary.fact_ids().filter(is_wanted).collect();
    of(lang, book, &wanted, among)
}

/// What a key, label or alias stands for, or a part of one.
#[must_use]
pub fn fact(lang: Lang, book: &Rulebook, name: &str, among: Among) -> FactLookup {
    let dictionary = &book.dictionary;
    if let Some(exact) = dictionary.by_key(name) {
        return FactLookup::Fact(Box::new(of(lang, book, &[exact], among)));
    }
    let record = dictionary.record_ids().find(|id| dictionary.record(*id).is_named(name));
    let of_record = || record.map(|record| dictionary.facts_of(Home::Record(record)).collect());
    let named = |is_meant: fn(&str, &str) -> bool| -> Vec<FactId> {
        dictionary.fact_ids().filter(|id| is_named(dictionary, *id, name, is_meant)).collect()
    };
    let found = of_record().unwrap_or_else(|| named(|known, wanted| known == wanted));
    let found = if found.is_empty() && !name.is_empty() { named(|known, part| known.contains(part)) } else { found };
    match found[..] {
        [] => FactLookup::None(nearest(name, all_names(dictionary))),
        [one] if record.is_none() => FactLookup::Fact(Box::new(of(lang, book, &[one], among))),
        _ => FactLookup::Facts(of(lang, book, &found, among)),
    }
}

/// Whether a name of the fact is meant, in whatever case: `R&D expense`, `r&d expense`.
fn is_named(dictionary: &Dictionary, id: FactId, name: &str, is_meant: fn(&str, &str) -> bool) -> bool {
    let (fact, wanted) = (dictionary.fact(id), name.to_lowercase());
    let names = fact.names().chain([fact.key.clone(), fact.label_en.clone()]);
    names.map(|known| known.to_lowercase()).any(|known| is_meant(&known, &wanted))
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

/// Facts with the records that they belong to, in the order of the dictionary.
fn of(lang: Lang, book: &Rulebook, facts: &[FactId], among: Among) -> FactList {
    let askers = askers(book, among);
    let is_of = |record: &RecordId| facts.iter().any(|fact| record_of(&book.dictionary, *fact) == Some(*record));
    FactList {
        schema: "zjtx.facts/1",
        among: among.words(lang, book),
        records: book.dictionary.record_ids().filter(is_of).map(|id| record_entry(lang, book, id)).collect(),
        facts: facts.iter().map(|id| fact_entry(lang, book, *id, &askers)).collect(),
    }
}

/// The supports that each fact decides.
fn askers(book: &Rulebook, among: Among) -> BTreeMap<FactId, Vec<&Support>> {
    let mut askers: BTreeMap<FactId, Vec<&Support>> = BTreeMap::new();
    for support in book.supports.iter().filter(|support| among.selects(book, support)) {
        let uses = book.uses(support);
        for fact in book.dictionary.fact_ids().filter(|fact| uses.contains(*fact)) {
            askers.entry(fact).or_default().push(support);
        }
    }
    askers
}

impl Among {
    fn is_all(self) -> bool {
        self.place.is_none() && self.document.is_none()
    }

    fn selects(self, book: &Rulebook, support: &Support) -> bool {
        self.place.is_none_or(|place| book.may_apply(support, place))
            && self.document.is_none_or(|document| support.document == document)
    }

    fn words(self, lang: Lang, book: &Rulebook) -> Vec<String> {
        let place = self.place.map(|place| words::filter_place(lang, &words::place(lang, book, place)));
        let document = self.document.map(|document| words::filter_document(lang, &book.documents[document].address));
        place.into_iter().chain(document).collect()
    }
}

fn record_entry(lang: Lang, book: &Rulebook, id: RecordId) -> RecordEntry {
    let record = book.dictionary.record(id);
    RecordEntry {
        key: record.key.clone(),
        label: words::record_label(lang, record).to_owned(),
        aliases: aliases([&record.label, &record.label_en], lang, &record.aliases),
        question: words::record_question(lang, record).map(str::to_owned),
    }
}

fn fact_entry(lang: Lang, book: &Rulebook, id: FactId, askers: &BTreeMap<FactId, Vec<&Support>>) -> FactEntry {
    let fact = book.dictionary.fact(id);
    FactEntry {
        key: fact.key.clone(),
        label: words::fact_label(lang, fact).to_owned(),
        aliases: aliases([&fact.label, &fact.label_en], lang, &fact.aliases),
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
        asked_by: askers.get(&id).into_iter().flatten().map(|support| asker(lang, book, support)).collect(),
    }
}

/// The label of the other language, if it has its own, then the aliases.
fn aliases([zh, en]: [&String; 2], lang: Lang, aliases: &[String]) -> Vec<String> {
    let other = Some(lang.pick(en, zh)).filter(|_| zh != en);
    other.into_iter().chain(aliases).cloned().collect()
}

fn choice_entry(lang: Lang, choice: &Choice) -> ChoiceEntry {
    ChoiceEntry {
        key: choice.key.clone(),
        label: words::choice_label(lang, choice).to_owned(),
        aliases: aliases([&choice.label, &choice.label_en], lang, &choice.aliases),
    }
}

fn asker(lang: Lang, book: &Rulebook, support: &Support) -> Asker {
    Asker {
        id: support.address.clone(),
        document: book.document_of(support).address.clone(),
        name: words::support_name(lang, support).to_owned(),
    }
}
