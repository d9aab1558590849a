//! The days that a firm must not miss: of applications, of documents, of its titles and their reviews.

use crate::calendar::Day;
use crate::evaluate::{Env, Evaluation, Memo};
use crate::profile::Profile;
use crate::report::{
    ApplyReport, DocumentReport, DueDay, DueKind, HeldReport, Report, StandardReport, Status, SupportReport,
};
use crate::rulebook::Rulebook;
use crate::words::{self, Lang};

use super::ladder::{held_titles, review_of};
use super::{Explainer, explain_standards};

/// The days of a firm, in the order of the calendar.
#[must_use]
pub fn explain_due(
    explainer: &Explainer<'_>,
    firm: &str,
    profile: &Profile,
    report: &Report,
    evaluation: &Evaluation,
) -> Vec<DueDay> {
    let (lang, book) = (explainer.lang(), explainer.book());
    let as_of = evaluation.question.as_of;
    let firm = Firm { lang, book, as_of, name: firm };
    let memo = Memo::with(&evaluation.amounts);
    let titles = held_titles(lang, &Env::new(book, profile, evaluation.question, &memo));
    let standards = if titles.is_empty() {
        Vec::new()
    } else {
        explain_standards(lang, book, explainer.sources(), profile, as_of, evaluation)
    };
    let of_supports = report.supports.iter().filter(|support| is_of_firm(support)).flat_map(|one| firm.support(one));
    let of_documents = report.documents.iter().filter_map(|document| firm.document(report, document));
    let of_titles = titles.iter().flat_map(|title| firm.title(title, &standards));
    let mut days: Vec<DueDay> = of_supports.chain(of_documents).chain(of_titles).collect();
    days.sort_by(|one, other| (&one.day, one.kind, &one.of).cmp(&(&other.day, other.kind, &other.of)));
    days.dedup();
    days
}

/// Whether the days of a support are the firm's: it has it, may have it, could with another window, or just misses it.
fn is_of_firm(support: &SupportReport) -> bool {
    let in_play = |status: Status| status.is_in_play() || status == Status::OpenToAll;
    let is_had = in_play(support.status) || support.if_open.as_ref().is_some_and(|if_open| in_play(if_open.status));
    support.is_given() && (is_had || !support.near_miss.is_empty())
}

/// What the days of a firm are told with.
struct Firm<'f> {
    lang: Lang,
    book: &'f Rulebook,
    as_of: Day,
    name: &'f str,
}

/// What a day is a day of.
struct Of<'o> {
    key: &'o str,
    name: String,
    amount: Option<String>,
    notes: Vec<String>,
}

impl Firm<'_> {
    /// A day that is not over.
    fn day(&self, day: Option<&str>, kind: DueKind, expected: bool, of: &Of<'_>) -> Option<DueDay> {
        let day = Day::parse(day?).filter(|day| self.as_of <= *day)?;
        Some(DueDay {
            day: day.to_string(),
            in_days: self.as_of.days_until(day),
            as_of: self.as_of.to_string(),
            firm: self.name.to_owned(),
            kind,
            expected,
            of: of.key.to_owned(),
            name: of.name.clone(),
            amount: of.amount.clone(),
            text: words::due_text(self.lang, kind, expected, &of.name),
            notes: of.notes.clone(),
        })
    }

    /// The days on which one can apply, stated or expected.
    fn window(&self, apply: &ApplyReport, [opens, closes]: [DueKind; 2], of: &Of<'_>) -> Vec<DueDay> {
        let days = [
            self.day(apply.opens.as_deref(), opens, false, of),
            self.day(apply.closes.as_deref(), closes, false, of),
            self.day(apply.next.as_deref(), opens, true, of),
            self.day(apply.next_until.as_deref(), closes, true, of),
        ];
        days.into_iter().flatten().collect()
    }

    fn support(&self, support: &SupportReport) -> Vec<DueDay> {
        let of = Of {
            key: &support.id,
            name: words::name(self.lang, support),
            amount: words::due_amount(self.lang, support),
            notes: words::due_notes(self.lang, support),
        };
        let mut days = self.window(&support.apply, [DueKind::Opens, DueKind::Closes], &of);
        let until = self.book.support(support.rule).until.map(|until| until.to_string());
        days.extend(self.day(until.as_deref(), DueKind::Ends, false, &of));
        days
    }

    /// The end of a document, with what ends with it.
    fn document(&self, report: &Report, document: &DocumentReport) -> Option<DueDay> {
        let has_own_end = |support: &SupportReport| self.book.support(support.rule).until.is_some();
        let ending = report
            .supports
            .iter()
            .filter(|support| support.document.id == document.id && is_of_firm(support) && !has_own_end(support));
        let names: Vec<String> = ending.map(|support| words::name(self.lang, support)).collect();
        let notes = vec![words::due_names(self.lang, &names), words::document(self.lang, document)];
        let of = Of { key: &document.id, name: document.title.clone(), amount: None, notes };
        self.day(document.until.as_deref().filter(|_| !names.is_empty()), DueKind::Ends, false, &of)
    }

    /// The end of a title, and when its review is applied for.
    fn title(&self, title: &HeldReport, standards: &[StandardReport]) -> Vec<DueDay> {
        let review = title.title.as_deref().and_then(|key| review_of(standards, key));
        let notes = vec![words::due_review(self.lang, review)];
        let key = title.title.as_deref().unwrap_or("title");
        let mut of = Of { key, name: title.name.clone(), amount: None, notes };
        let ends = self.day(title.until.as_deref(), DueKind::TitleEnds, false, &of);
        let Some(review) = review.filter(|_| ends.is_some()) else { return ends.into_iter().collect() };
        of.key = &review.id;
        let window = self.window(&review.apply, [DueKind::ReviewOpens, DueKind::ReviewCloses], &of);
        window.into_iter().chain(ends).collect()
    }
}
