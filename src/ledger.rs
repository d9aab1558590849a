//! The answers for many firms as the rows of tables: the firms come one at a time, and each gives rows to each table.

mod brief;
mod cell;
mod changes;
mod documents;
mod findings;
mod firm;
mod gaps;
mod long;
mod past;
mod reasons;
mod summary;
mod wide;

use serde_json::value::RawValue;

use crate::calendar::Day;
use crate::codes::CodeId;
use crate::evaluate;
use crate::finding::Finding;
use crate::report::{Detail, Handover, Report};
use crate::rulebook::{Rulebook, Support, SupportId};
use crate::source::{Origin, Sources};
use crate::words::Lang;

pub use cell::{Cell, Column, Table, amount};
pub use past::{Past, PastError, PastFirm, SCHEMA as PAST_SCHEMA};
pub use summary::Summary;

/// One firm of many, as read, with its answer.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// Where it was read.
    pub origin: &'a Origin,
    /// The number by which its user knows it.
    pub number: Option<&'a str>,
    /// Its unified social credit code.
    pub credit_code: Option<&'a str>,
    /// Its name.
    pub name: Option<&'a str>,
    /// What its line says under `key`.
    pub own_key: Option<&'a RawValue>,
    /// The answer; `None` when what was read of the firm has errors, or where figures are there in its place.
    pub report: Option<&'a Report>,
    /// What stands beside it, where it is handed over.
    pub handover: Option<&'a Handover>,
    /// The figures of the answer, where no table needs more.
    pub figures: Option<&'a Counts>,
    /// What is wrong with what was read of it.
    pub findings: &'a [Finding],
    /// The files in which they are.
    pub sources: &'a Sources,
}

/// What a firm gets, in figures.
#[derive(Clone, Debug)]
pub struct Counts {
    /// For each support, and what it comes to.
    pub answer: evaluate::Answer,
    /// How many values of the firm could not be read.
    pub unread: usize,
}

/// A table that is being filled, firm by firm.
pub trait Layout: Send {
    /// What the table is called, and its columns.
    fn table(&self) -> &Table;

    /// The rows that a firm gives at once.
    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>>;

    /// How much its rows tell of each support; what they don't need takes no time.
    fn detail(&self) -> Detail {
        Detail::Answers
    }

    /// The row of a finding that is of no firm.
    fn stray(&mut self, _: &Sources, _: &Finding) -> Option<Vec<Cell>> {
        None
    }

    /// The rows that wait for the last firm.
    fn rest(&mut self) -> Vec<Vec<Cell>> {
        Vec::new()
    }
}

/// What a ledger is about: the language, the rules, and those supports that any of the firms may get.
#[derive(Clone, Debug)]
pub struct Scope<'b> {
    /// The language of headings and texts.
    pub lang: Lang,
    /// The rules.
    pub book: &'b Rulebook,
    /// The day of the run.
    pub day: Day,
    /// The supports, in the order of the rules.
    pub supports: Vec<&'b Support>,
}

impl<'b> Scope<'b> {
    /// The supports over these places; over all places when one of the firms does not say where it is.
    #[must_use]
    pub fn new(lang: Lang, book: &'b Rulebook, day: Day, places: &[Option<CodeId>]) -> Scope<'b> {
        let may =
            |support: &&Support| places.iter().any(|place| place.is_none_or(|place| book.may_apply(support, place)));
        Scope { lang, book, day, supports: book.supports.iter().filter(may).collect() }
    }

    /// The ids of the supports, in their order.
    fn ids(&self) -> Vec<SupportId> {
        let mut supports = self.supports.iter().peekable();
        let is_of = |id: &SupportId| supports.next_if(|one| std::ptr::eq(**one, self.book.support(*id))).is_some();
        self.book.all_supports().filter(is_of).collect()
    }
}

/// A row a firm: what all comes to, then each support.
#[must_use]
pub fn wide(scope: &Scope<'_>) -> Box<dyn Layout> {
    Box::new(wide::Wide::new(scope))
}

/// A row a firm with nothing but figures.
#[must_use]
pub fn brief(scope: &Scope<'_>) -> Box<dyn Layout> {
    Box::new(brief::Brief::new(scope))
}

/// The totals and the supports of a firm's row, in their order; between them in a wide one, of how many totals it is
/// told what only counts together.
#[must_use]
pub fn order_of_figures(scope: &Scope<'_>) -> (Vec<evaluate::Purse>, usize, Vec<SupportId>) {
    let purses = wide::purses(scope);
    let joint = wide::joint_purses(scope, &purses).len();
    (purses.into_iter().map(wide::Purse::of_totals).collect(), joint, scope.ids())
}

/// A row a firm and support.
#[must_use]
pub fn long(lang: Lang) -> Box<dyn Layout> {
    Box::new(long::Long::new(lang))
}

/// A row a support: how many firms get it, and what that comes to.
#[must_use]
pub fn summary(scope: &Scope<'_>) -> Box<dyn Layout> {
    Box::new(Summary::new(scope))
}

/// A row for each reason why an answer is open.
#[must_use]
pub fn reasons(lang: Lang) -> Box<dyn Layout> {
    Box::new(reasons::ReasonRows::new(lang))
}

/// A row for each missing fact and each number that a support is missed by.
#[must_use]
pub fn gaps(lang: Lang) -> Box<dyn Layout> {
    Box::new(gaps::Gaps::new(lang))
}

/// A row for each answer that is not what it was.
#[must_use]
pub fn changes(lang: Lang, past: Past) -> Box<dyn Layout> {
    Box::new(changes::Changes::new(lang, past))
}

/// A row a document that the answers rest on.
#[must_use]
pub fn documents(lang: Lang) -> Box<dyn Layout> {
    Box::new(documents::Documents::new(lang))
}

/// A row for each thing that is wrong with what was read of a firm.
#[must_use]
pub fn findings(lang: Lang) -> Box<dyn Layout> {
    Box::new(findings::FindingRows::new(lang))
}

/// All tables of a workbook, in the order of its sheets; `past` is what was answered the last time.
#[must_use]
pub fn workbook(scope: &Scope<'_>, past: Option<Past>) -> Vec<Box<dyn Layout>> {
    let lang = scope.lang;
    let first = [wide(scope), long(lang), reasons(lang), gaps(lang), summary(scope)];
    let changes = past.map(|past| changes(lang, past));
    first.into_iter().chain(changes).chain([documents(lang), findings(lang)]).collect()
}
