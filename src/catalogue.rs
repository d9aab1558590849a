//! What the rules hold, without any firm: documents with their supports, facts, and what a profile would be asked.
//!
//! Each answer is a view that a renderer only lays out, and a JSON interface. Texts in it are of one language.

mod asked;
mod coverage;
mod document;
mod facts;
mod find;
mod finding;
mod fold;
mod form;
mod questions;
mod rules;
mod stale;

pub use coverage::{
    Below, Cell, CellState, Coverage, DocumentCoverage, OmittedCount, Part, PlaceCoverage, UnreadEntry, coverage,
};
pub use document::{DocumentEntry, DocumentView, OmittedEntry, Shown, StandardEntry, show};
pub use facts::{Among, Asker, ChoiceEntry, FactEntry, FactList, FactLookup, RecordEntry, fact, facts};
pub use find::{Found, find_document, find_support};
pub use finding::{Example, ExampleFile, FindingPage, finding_page};
pub use form::{Form, FormColumn, FormSheet, Input, form};
pub use questions::{Question, Questions, RecordQuestions, questions};
pub use rules::{Filter, FilterEntry, RuleList, SupportEntry, list};
pub use stale::{Stale, StaleDocument, stale};
