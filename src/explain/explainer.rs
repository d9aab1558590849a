//! What explanations are made with: what is the same for every firm, found once, and what is the same for all supports
//! of one firm.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::calendar::Day;
use crate::dictionary::RecordId;
use crate::evaluate::{Env, Evaluation, Memo};
use crate::profile::{Profile, Value};
use crate::report::{AsOfFrom, Detail, DocumentReport, Report, SourceReport, SupportHead};
use crate::rulebook::{DefinitionId, Rulebook, SupportId};
use crate::source::{Line, Sources};
use crate::words::{self, Lang};

use super::assumptions::{Mentioned, mentioned};
use super::citation::Citation;
use super::{delivery, support};

/// Times that a definition is looked into for one answer; no document names one nearly so often.
const MOST_WALKED: usize = 64;

/// Explains evaluations of any number of firms, in one language.
#[derive(Debug)]
pub struct Explainer<'r> {
    lang: Lang,
    book: &'r Rulebook,
    sources: &'r Sources,
    supports: Vec<OnceLock<Told>>,
}

/// What is told of a support whatever the firm.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) head: Arc<SupportHead>,
    pub(super) mentioned: Mentioned,
}

/// What is the same for all supports of a firm.
pub(super) struct OfFirm {
    /// What the profile's records are called.
    pub(super) names: BTreeMap<RecordId, Vec<String>>,
    memo: Memo,
    /// The papers that the firm has at hand; `None` where it does not say.
    pub(super) have: Option<Vec<String>>,
    /// The documents that were cited, by their index.
    documents: RefCell<BTreeMap<usize, Arc<DocumentReport>>>,
}

/// Everything that an explanation may look at.
#[derive(Clone, Copy)]
pub(crate) struct Context<'c> {
    pub(crate) lang: Lang,
    pub(crate) book: &'c Rulebook,
    pub(crate) sources: &'c Sources,
    pub(crate) profile: &'c Profile,
    pub(crate) as_of: Day,
    pub(crate) evaluation: &'c Evaluation,
    /// How much is told.
    pub(crate) detail: Detail,
    explainer: &'c Explainer<'c>,
    pub(super) of_firm: &'c OfFirm,
}

impl<'r> Explainer<'r> {
    /// Of these rules.
    #[must_use]
    pub fn new(lang: Lang, book: &'r Rulebook, sources: &'r Sources) -> Explainer<'r> {
        let supports = book.supports.iter().map(|_| OnceLock::new()).collect();
        Explainer { lang, book, sources, supports }
    }

    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    pub(super) fn book(&self) -> &'r Rulebook {
        self.book
    }

    pub(super) fn sources(&self) -> &'r Sources {
        self.sources
    }

    /// Explains an evaluation of this profile on this day, so much of each support.
    #[must_use]
    pub fn explain(
        &self,
        detail: Detail,
        profile: &Profile,
        as_of: (Day, AsOfFrom),
        evaluation: &Evaluation,
    ) -> Report {
        let of_firm = OfFirm::new(self.lang, self.book, profile, evaluation);
        super::report(&self.context(&of_firm, detail, profile, as_of.0, evaluation), as_of.1)
    }

    pub(super) fn context<'c>(
        &'c self,
        of_firm: &'c OfFirm,
        detail: Detail,
        profile: &'c Profile,
        as_of: Day,
        evaluation: &'c Evaluation,
    ) -> Context<'c> {
        let Explainer { lang, book, sources, .. } = *self;
        Context { lang, book, sources, profile, as_of, evaluation, detail, explainer: self, of_firm }
    }

    fn told(&self, id: SupportId) -> Told {
        let (lang, book) = (self.lang, self.book);
        let support = book.support(id);
        let head = SupportHead {
            rule: id,
            id: support.address.clone(),
            name: words::support_name(lang, support).to_owned(),
            kind: support.kind.to_owned(),
            is_money: support.amount.is_some(),
            for_what: support.for_what.clone(),
            paid_to: support.payee.word(),
            paid_as: support.medium.word(),
            offer: support.offer,
            silent: support.silent.clone(),
            terms: delivery::terms(lang, book, support),
            restricted: support.restricted.clone(),
            department: support.department.clone(),
            contact: support.contact.clone(),
            clause: support.clause.clone(),
            source: SourceReport { file: self.sources.file(support.line.file).name.clone(), line: support.line.number },
        };
        Told { head: Arc::new(head), mentioned: mentioned(book, support) }
    }
}

/// How often each definition was looked into on one walk: where each of many names the one before twice, a walk that
/// looks into all of them would never end.
#[derive(Default, Debug)]
pub(super) struct Walked(RefCell<BTreeMap<DefinitionId, usize>>);

impl Walked {
    /// Whether a definition is looked into once more.
    pub(super) fn again(&self, id: DefinitionId) -> bool {
        let mut walked = self.0.borrow_mut();
        let times = walked.entry(id).or_default();
        *times += 1;
        *times <= MOST_WALKED
    }
}

impl OfFirm {
    pub(super) fn new(lang: Lang, book: &Rulebook, profile: &Profile, evaluation: &Evaluation) -> OfFirm {
        let (names, memo) = (support::record_names(lang, book, profile), Memo::with(&evaluation.amounts));
        OfFirm { names, memo, have: have(book, profile), documents: RefCell::default() }
    }
}

/// The papers that the firm has at hand; `None` where it does not say.
fn have(book: &Rulebook, profile: &Profile) -> Option<Vec<String>> {
    match profile.facts.get(&book.dictionary.by_key("have")?)? {
        Value::Text(names) => Some(names.lines().map(str::to_owned).collect()),
        Value::Number(_) | Value::Within(_) | Value::Unread | Value::Flag(_) | Value::Choices(_) | Value::Code(_) => {
            None
        }
    }
}

impl<'c> Context<'c> {
    pub(crate) fn env(&self) -> Env<'c> {
        Env::new(self.book, self.profile, self.evaluation.question, &self.of_firm.memo)
    }

    /// What is told of a support whatever the firm.
    pub(super) fn told(&self, id: SupportId) -> &'c Told {
        self.explainer.supports[id.index()].get_or_init(|| self.explainer.told(id))
    }

    /// A document, with what should be noticed of it on the day.
    pub(super) fn document(&self, index: usize) -> Arc<DocumentReport> {
        let known = self.of_firm.documents.borrow().get(&index).cloned();
        known.unwrap_or_else(|| {
            let document = Arc::new(self.citation().document(&self.book.documents[index]));
            self.of_firm.documents.borrow_mut().insert(index, Arc::clone(&document));
            document
        })
    }

    pub(crate) fn source(&self, line: Line) -> SourceReport {
        self.citation().source(line)
    }

    pub(super) fn citation(&self) -> Citation<'c> {
        Citation { lang: self.lang, book: self.book, sources: self.sources, as_of: self.as_of, firm: Some(self.env()) }
    }
}
