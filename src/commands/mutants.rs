//! `zjtx test --mutants`: whether a worked case notices each change of the rules.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use zjtx::cases::Case;
use zjtx::mutants::{Mutant, mutants};
use zjtx::render::{json, mutants_text};
use zjtx::report::{DocumentMutants, MutantsReport};
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::words::Lang;

use super::{Outcome, print, width};
use crate::cli::FindingsFormat;

/// Mutants that one copy of the rules is used for at least.
const TOGETHER: usize = 16;

/// A run of mutants.
pub(crate) struct Mutants {
    lang: Lang,
    ends: Option<Instant>,
    report: MutantsReport,
}

/// What became of a mutant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Caught,
    Survived,
    Equivalent,
    Left,
}

#[allow(clippy::disallowed_methods, reason = "the time that a run may take is no matter of the library")]
fn now() -> Instant {
    Instant::now()
}

impl Mutants {
    /// A run that ends after so many seconds.
    pub(crate) fn new(lang: Lang, seconds: u64) -> Mutants {
        Mutants { lang, ends: now().checked_add(Duration::from_secs(seconds)), report: MutantsReport::default() }
    }

    /// Tries all mutants of these documents.
    pub(crate) fn run(&mut self, book: &Rulebook, sources: &Sources, documents: &BTreeSet<usize>, cases: &[Case]) {
        for document in documents {
            let about: Vec<&Case> = cases.iter().filter(|case| case.is_about(book, *document)).collect();
            let all = mutants(book, sources, *document);
            // The likeliest first: those that expect something of it, of them that which noticed the last mutant.
            let try_one = |(book, order): &mut (Rulebook, Vec<&Case>), mutant: &Mutant| {
                if self.ends.is_some_and(|ends| now() >= ends) {
                    return Fate::Left;
                }
                order.sort_by_key(|case| !case.expects_of(&mutant.of));
                let notices = |book: &Rulebook| order.iter().position(|case| !case.holds(book, sources));
                if let Some(at) = mutant.ask(book, notices) {
                    order[..=at].rotate_right(1);
                    return Fate::Caught;
                }
                if mutant.is_equivalent(book) { Fate::Equivalent } else { Fate::Survived }
            };
            let start = || (book.clone(), about.clone());
            let fates = all.par_iter().with_min_len(TOGETHER).map_init(start, try_one);
            let fates: Vec<Fate> = fates.collect();
            let count = |fate| fates.iter().filter(|other| **other == fate).count();
            let survivors = all.iter().zip(&fates).filter(|(_, fate)| **fate == Fate::Survived);
            self.report.add(DocumentMutants {
                document: book.documents[*document].address.clone(),
                caught: count(Fate::Caught),
                survived: count(Fate::Survived),
                equivalent: count(Fate::Equivalent),
                left: count(Fate::Left),
                survivors: survivors.map(|(mutant, _)| mutant.report(self.lang, book, sources)).collect(),
            });
        }
    }

    /// Prints what was found.
    pub(crate) fn tell(&self, format: FindingsFormat) -> anyhow::Result<Outcome> {
        match format {
            FindingsFormat::Json => print(&format!("{}\n", json(&self.report)?))?,
            // Those of the services were refused before anything ran.
            FindingsFormat::Human
            | FindingsFormat::Sarif
            | FindingsFormat::Github
            | FindingsFormat::Gitlab
            | FindingsFormat::Junit => print(&mutants_text(self.lang, &self.report, width()))?,
        }
        Ok(match self.report {
            MutantsReport { survived: 1.., .. } => Outcome::Survivors,
            MutantsReport { left: 1.., .. } => Outcome::OutOfTime,
            MutantsReport { .. } => Outcome::Done,
        })
    }
}
