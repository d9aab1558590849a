//! The same firm by the documents of one place after another.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::codes::{CodeId, CodeTree};
use crate::evaluate::evaluate;
use crate::profile::{Profile, Value};
use crate::report::{
    AsOfFrom, COMPARE_SCHEMA, ComparedDocument, ComparedSupport, Comparison, Detail, PlaceComparison, Report, Status,
    SupportReport,
};
use crate::rulebook::Rulebook;
use crate::source::Sources;
use crate::words::{self, Lang};

use super::Explainer;

/// Supports that are named of each place.
const MOST_NAMED: usize = 3;

/// What documents of these places bring a firm that says all that this profile says but where it is.
#[must_use]
pub fn compare(
    lang: Lang,
    book: &Rulebook,
    sources: &Sources,
    profile: &Profile,
    as_of: Day,
    places: &[CodeId],
) -> Comparison {
    let fact = book.dictionary.by_key("place");
    let own = fact.and_then(|fact| profile.facts.get(&fact));
    let own = if let Some(Value::Code(place)) = own { Some(*place) } else { None };
    let of_place = |place: &CodeId| {
        let mut moved = profile.clone();
        if let Some(fact) = fact {
            moved.facts.insert(fact, Value::Code(*place));
        }
        let local = of_documents(book, *place);
        let part = book.part(&local);
        let evaluation = evaluate(&part, &moved, as_of);
        let explainer = Explainer::new(lang, &part, sources);
        let report = explainer.explain(Detail::Amounts, &moved, (as_of, AsOfFrom::Option), &evaluation);
        let documents = local.iter().map(|document| document_of(book, *document)).collect();
        let name = words::place(lang, book, *place);
        place_comparison(lang, name, own == Some(*place), &report, documents)
    };
    let is_national = |support: &&crate::rulebook::Support| book.document_of(support).place == CodeTree::ROOT;
    Comparison {
        schema: COMPARE_SCHEMA,
        as_of: as_of.to_string(),
        national: book.supports.iter().filter(is_national).count(),
        places: places.iter().map(of_place).collect(),
    }
}

/// The documents that a place has beside those of the whole nation.
fn of_documents(book: &Rulebook, place: CodeId) -> BTreeSet<usize> {
    let is_local = |document: &usize| {
        let of = book.documents[*document].place;
        of != CodeTree::ROOT && book.places.is_within(place, of)
    };
    (0..book.documents.len()).filter(is_local).collect()
}

fn document_of(book: &Rulebook, document: usize) -> ComparedDocument {
    let own = &book.documents[document];
    let mut supports = book.supports.iter().filter(|support| support.document == document);
    ComparedDocument {
        id: own.address.clone(),
        title: own.title.clone(),
        standing: own.standing.word(),
        evidence: own.evidence.word(),
        by_rows: supports.all(|support| !support.rows.is_empty()),
    }
}

fn place_comparison(
    lang: Lang,
    place: String,
    own: bool,
    report: &Report,
    documents: Vec<ComparedDocument>,
) -> PlaceComparison {
    let count = |status| report.supports.iter().filter(|support| support.status == status).count();
    let has_money = |support: &&SupportReport| support.is_money && support.status.is_in_play();
    let mut money: Vec<&SupportReport> = report.supports.iter().filter(has_money).collect();
    let ends = |support: &SupportReport| {
        support.amount.as_ref().map(|amount| (amount.low.map(|low| low.0), amount.high.map(|high| high.0)))
    };
    // The surest first; of those the one that may be most.
    money.sort_by_key(|support| std::cmp::Reverse(ends(support)));
    let named = money.into_iter().take(MOST_NAMED).map(|support| ComparedSupport {
        id: support.id.clone(),
        name: support.name.clone(),
        status: support.status,
        amount: words::amount(lang, support),
        low: support.amount.as_ref().and_then(|amount| amount.low),
        high: support.amount.as_ref().and_then(|amount| amount.high),
    });
    PlaceComparison {
        place,
        own,
        totals: report.totals.clone(),
        qualifies: count(Status::Qualifies),
        pending: count(Status::SubjectToJudgement),
        needs_facts: count(Status::NeedsFacts),
        most: named.collect(),
        documents,
    }
}

/// The places that have documents of their own, without those in which others of them lie.
#[must_use]
pub fn places_with_documents(book: &Rulebook) -> Vec<CodeId> {
    let all: BTreeSet<CodeId> = book.documents.iter().map(|document| document.place).collect();
    let has_inner = |place: &CodeId| all.iter().any(|inner| inner != place && book.places.is_within(*inner, *place));
    all.iter().copied().filter(|place| !has_inner(place)).collect()
}
