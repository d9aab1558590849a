//! Proves of compiled rules what nobody can mean: alternatives that nobody reaches, conditions that decide nothing, bands
//! that pay less above. What can't be decided is not told, and what is told of firms the engine is asked first: it has to
//! find the same for the firm that shows it.

mod asked;
mod bands;
mod caps;
mod firm;
mod idle;
mod once;
mod twice;
mod witness;

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::compile::accept::not_accepted;
use crate::compile::cells::Words;
use crate::compile::words;
use crate::finding::{Called, Family, Finding, Place, Problem, Severity, Witness};
use crate::rulebook::{Accepted, Condition, Document, Rulebook, Support};
use crate::shown::shortened;
use crate::source::{FileId, Line, Sources};
use crate::words::{Lang, applies_where, condition};

use firm::Firm;

/// Adds to what was found in rules what is proved of them, and takes away what the rules accept. Rules with errors are not
/// looked at: what they mean is not known.
#[must_use]
pub fn prove(book: &Rulebook, sources: &Sources, found: Vec<Finding>) -> Vec<Finding> {
    // What contradicts itself is read all the same.
    let is_unread = |finding: &&Finding| {
        finding.severity() == Severity::Error
            && !matches!(finding.problem.family(), Family::RuleProblem(_) | Family::ProofProblem(_))
    };
    let broken = found.iter().filter(is_unread).filter_map(file_of).collect();
    let rules = book.supports.iter().chain(book.standards.iter().map(|standard| &standard.rule));
    let starts = rules.map(|rule| (rule.line.file, rule.line.number)).collect();
    let mut prover = Prover { book, sources, words: words(book), found, broken, starts };
    idle::prove(&mut prover);
    bands::prove(&mut prover);
    caps::prove(&mut prover);
    once::prove(&mut prover);
    twice::prove(&mut prover);
    let Prover { found, broken, .. } = prover;
    let mut accepted = book.accepted.clone();
    let mut left = not_accepted(sources, &mut accepted, found);
    let unused = accepted.into_iter().filter(|one| !one.is_used && !broken.contains(&one.from.file));
    left.extend(unused.map(|Accepted { span, code, .. }| Finding::at(span, Problem::AcceptsNothing { code })));
    left
}

/// What is proved so far.
struct Prover<'b> {
    book: &'b Rulebook,
    sources: &'b Sources,
    words: Words<'b>,
    found: Vec<Finding>,
    /// Files with errors: what else they mean is not known.
    broken: BTreeSet<FileId>,
    /// Where supports and standards begin.
    starts: BTreeSet<(FileId, u32)>,
}

impl<'b> Prover<'b> {
    /// Adds a finding; to one that is told already its firm.
    fn tell(&mut self, line: Line, problem: Problem, firm: Option<&Firm<'_>>) {
        let shown = firm.map(|firm| witness::witness(self.book, &firm.profile)).unwrap_or_default();
        let finding = Finding { witness: shown, ..Finding::at(self.sources.line_span(line), problem) };
        let home = self.home(line);
        let is_at = |told: Line| told == line || (home.is_some() && self.home(told) == home);
        let is_same = |other: &Finding| {
            other.problem == finding.problem
                && matches!(&other.place, Place::Span(span) if is_at(self.sources.line(span)))
        };
        match self.found.iter().position(is_same) {
            Some(told) if self.found[told].witness == Witness::default() => self.found[told].witness = finding.witness,
            Some(_) => {}
            None if self.broken.contains(&line.file) => {}
            None => self.found.push(finding),
        }
    }

    /// Adds a firm to what was found before between two lines, the last of them included, and has none.
    fn show(&mut self, firm: &Firm<'_>, (after, until): (u32, Line), is_meant: impl Fn(&Problem) -> bool) {
        let is_there = |told: &Finding| {
            let Place::Span(span) = &told.place else { return false };
            let line = self.sources.line(span);
            line.file == until.file && after < line.number && line.number <= until.number
        };
        let is_open = |told: &Finding| is_meant(&told.problem) && told.witness == Witness::default() && is_there(told);
        if let Some(at) = self.found.iter().position(is_open) {
            self.found[at].witness = witness::witness(self.book, &firm.profile);
        }
    }

    /// The support or standard in which a line stands, by its first line.
    fn home(&self, line: Line) -> Option<(FileId, u32)> {
        self.starts.range((line.file, 0)..=(line.file, line.number)).next_back().copied()
    }

    /// Rules of supports and standards.
    fn rules(&self) -> impl Iterator<Item = &'b Support> + use<'b> {
        let standards = self.book.standards.iter().map(|standard| &standard.rule);
        self.book.supports.iter().chain(standards)
    }

    /// A condition in words.
    fn called(&self, part: &Condition) -> Called {
        let said = |lang| condition(lang, self.book, part);
        called(said(Lang::Zh), said(Lang::En))
    }

    /// That a rule applies in a place, in words.
    fn called_where(&self, part: &Condition) -> Called {
        let said = |lang| applies_where(lang, &condition(lang, self.book, part));
        called(said(Lang::Zh), said(Lang::En))
    }
}

fn called(zh: String, en: String) -> Called {
    let short = |text: String| shortened(&text).into_owned().into_boxed_str();
    Called { zh: short(zh), en: short(en) }
}

fn file_of(finding: &Finding) -> Option<FileId> {
    if let Place::Span(span) = &finding.place { Some(span.file) } else { None }
}

/// A day on which a document is held against firms: of the days in its time the one nearest to when it was checked.
fn day_of(document: &Document) -> Day {
    let begun = document.from.map_or(document.checked, |from| from.max(document.checked));
    document.until.map_or(begun, |until| until.min(begun))
}
