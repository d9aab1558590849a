//! The rules as compiled: names are slots, literals exact numbers, every place is known to exist.

mod accepted;
mod application;
mod applies;
mod area;
mod choice;
mod condition;
mod document;
mod group;
mod part;
mod quantity;
mod relations;
mod standard;
mod support;
mod uses;
pub mod visit;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::codes::{CodeId, CodeTree};
use crate::dictionary::{Dictionary, FactId};
use crate::source::Line;
use crate::truth::Truth;

pub use accepted::Accepted;
pub use application::{Application, How, Round, Term, TermValue, Window};
pub use area::{Area, ReadSet};
pub use choice::{ChoiceCase, ChoiceRule};
pub use condition::{Across, Condition, ConditionForm, Judgement, Label, Membership, OnceId, Scope, Year, days_ago};
pub use document::{Amends, Document, DocumentKind, Evidence, Omission, Omitted, Standing, Unread, UnreadBecause};
pub use group::{
    CapPeriod, CapScope, Exclusive, Group, GroupName, GroupRule, Limit, Replaced, Replacement, StatedGroup,
};
pub use quantity::{Case, Fold, Quantity, Slice};
pub use standard::{AppliesTo, Standard};
pub use support::{
    Again, Amended, Duration, Medium, Offer, Payee, Period, RepeatedFact, Stage, Support, SupportKind, Turn,
};
pub use uses::Uses;

/// All rules of a run. What the rules of some documents alone have too is shared with them.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// The facts.
    pub dictionary: Arc<Dictionary>,
    /// How facts follow from other facts, when the profile does not state them.
    pub derivations: Arc<BTreeMap<FactId, Derivation>>,
    /// The places.
    pub places: Arc<CodeTree>,
    /// The places that folders of rules stand for, where it is not by their codes.
    pub folders: BTreeMap<String, CodeId>,
    /// The industries.
    pub industries: Arc<CodeTree>,
    /// The documents, in the order of their addresses.
    pub documents: Arc<Vec<Document>>,
    /// Documents that are known of and that nobody read.
    pub unread: Vec<Unread>,
    /// The places of which there are documents, whether these are among those here or not.
    pub places_read: BTreeSet<CodeId>,
    /// The definitions of all documents.
    pub definitions: Arc<Vec<Definition>>,
    /// The standards of all documents, in the order of documents and files.
    pub standards: Vec<Standard>,
    /// The supports of all documents, in the order of documents and files.
    pub supports: Arc<Vec<Support>>,
    pub(crate) addresses: Arc<BTreeMap<String, SupportId>>,
    /// Documents that still have placeholders to be replaced.
    pub(crate) unfilled: BTreeSet<usize>,
    /// Those that are answered, where these are the rules of some documents alone.
    pub(crate) present: Option<BTreeSet<SupportId>>,
    /// The groups of all documents.
    pub groups: Vec<Group>,
    /// Supports for one purpose, and others that are paid differently: no document says whether both of two are paid.
    pub unrelated: Vec<[Vec<SupportId>; 2]>,
    /// Supports that are paid differently and of which one alone is given.
    pub exclusive: Vec<Exclusive>,
    /// The supports whose amounts others read.
    pub references: Vec<SupportId>,
    /// How many supports, one reading the other, come before each at most; in the order of the supports.
    pub levels: Vec<usize>,
    /// Which documents take the place of which.
    pub replacements: Vec<Replacement>,
    /// Reminders that the rules take as right.
    pub(crate) accepted: Vec<Accepted>,
    /// The facts that any rule reads, once somebody asks.
    pub(crate) read: OnceLock<BTreeSet<FactId>>,
}

/// How a fact follows from other facts.
#[derive(Clone, Debug)]
pub enum Derivation {
    /// As a quantity or a date.
    Value(Quantity),
    /// As a choice.
    Choice(ChoiceRule),
    /// As a flag.
    When(Condition),
}

/// A named condition or quantity.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// The address of its document; of the conditions of a standard or support that are read elsewhere, its own.
    pub document: String,
    /// What it means.
    pub meaning: Meaning,
    /// What it is called for people, where the rule names it.
    pub label: Option<Label>,
    /// How an unclear term was read.
    pub assume: Option<String>,
    /// Where it is written.
    pub line: Line,
    /// Conditions and quantities in it, with those in the definitions that it names, as often as it names them.
    pub parts: usize,
}

/// What a definition means.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// Conditions, all of them.
    When(Vec<Condition>),
    /// A quantity.
    Value(Quantity),
}

/// Parts of a definition that is written out.
const MOST_WRITTEN_OUT: usize = 1_000;

/// A definition of [`Rulebook::definitions`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DefinitionId(pub(crate) u16);

/// A support whose amount is read, of [`Rulebook::references`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ReferenceId(pub(crate) u16);

/// A support of [`Rulebook::supports`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SupportId(pub(crate) u32);

impl SupportId {
    /// Its place in [`Rulebook::supports`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Rulebook {
    /// The support.
    #[must_use]
    pub fn support(&self, id: SupportId) -> &Support {
        &self.supports[id.0 as usize]
    }

    /// The definition.
    #[must_use]
    pub fn definition(&self, id: DefinitionId) -> &Definition {
        &self.definitions[usize::from(id.0)]
    }

    /// Whether a definition is written out where it is named, or only its name: one that names others again and again
    /// would never end.
    #[must_use]
    pub fn is_written_out(&self, id: DefinitionId) -> bool {
        self.definition(id).parts <= MOST_WRITTEN_OUT
    }

    /// What the rules call a condition: where it stands, or where it is defined.
    #[must_use]
    pub fn label_of<'b>(&'b self, part: &'b Condition) -> Option<&'b Label> {
        let defined = if let ConditionForm::Meets(id) = part.form { self.definition(id).label.as_ref() } else { None };
        part.label.as_deref().or(defined)
    }

    /// The definition of this name in a document.
    #[must_use]
    pub fn definition_in(&self, document: &str, name: &str) -> Option<DefinitionId> {
        let is_meant = |of: &Definition| of.document == document && of.name == name;
        self.definitions.iter().position(is_meant).and_then(|index| u16::try_from(index).ok()).map(DefinitionId)
    }

    /// The document of a support.
    #[must_use]
    pub fn document_of(&self, support: &Support) -> &Document {
        &self.documents[support.document]
    }

    /// The support whose amount is read.
    #[must_use]
    pub fn referred(&self, id: ReferenceId) -> SupportId {
        self.references[usize::from(id.0)]
    }

    /// The support with this address.
    #[must_use]
    pub fn by_address(&self, address: &str) -> Option<SupportId> {
        self.addresses.get(address).copied()
    }

    /// The ids of all supports that are answered, in order.
    pub fn support_ids(&self) -> impl Iterator<Item = SupportId> {
        let is_present = |id: &SupportId| self.present.as_ref().is_none_or(|present| present.contains(id));
        self.all_supports().filter(is_present)
    }

    /// Whether a document speaks of firms in a place: what it relates elsewhere is not its to say. What no document states
    /// holds everywhere.
    #[must_use]
    pub fn speaks_of(&self, document: Option<usize>, place: CodeId) -> Truth {
        document.map_or(Truth::True, |document| self.places.lies_within(place, &[self.documents[document].place]))
    }

    /// Supports that are paid differently and of which a firm in this place that has this one has none.
    pub fn excluding(&self, id: SupportId, place: CodeId) -> impl Iterator<Item = SupportId> {
        let payment = self.support(id).payment();
        let is_said = move |set: &&Exclusive| self.speaks_of(set.document, place) != Truth::False;
        let sets = self.exclusive.iter().filter(move |set| set.members.contains(&id)).filter(is_said);
        let others = sets.flat_map(|set| &set.members).copied();
        others.filter(move |other| self.support(*other).payment() != payment)
    }

    /// The ids of all supports, in order.
    pub fn all_supports(&self) -> impl Iterator<Item = SupportId> + use<> {
        (0..u32::try_from(self.supports.len()).unwrap_or(u32::MAX)).map(SupportId)
    }
}
