//! `zjtx test --coverage`: what the worked cases have seen of the rules.

use std::collections::BTreeSet;

use anyhow::bail;
use num_rational::Ratio;
use rayon::prelude::*;

use zjtx::cases::Case;
use zjtx::covered::Covered;
use zjtx::render::{covered_text, json};
use zjtx::report::CoverageReport;
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::words::{self, Lang};

use super::{Outcome, print, width};
use crate::cli::FindingsFormat;

/// How much should be seen at least, as it was asked for.
struct Least {
    text: String,
    share: Ratio<u64>,
}

/// A run of cases of which it is noted what they see.
pub(crate) struct Coverage {
    lang: Lang,
    least: Option<Least>,
    report: CoverageReport,
}

impl Coverage {
    /// Nothing seen yet.
    pub(crate) fn new(lang: Lang, least: Option<&str>) -> anyhow::Result<Coverage> {
        let least = least.map(|text| match share(text) {
            Some(share) => Ok(Least { text: text.to_owned(), share }),
            None => bail!(words::no_share(lang, text)),
        });
        Ok(Coverage { lang, least: least.transpose()?, report: CoverageReport::default() })
    }

    /// What the cases see of these documents.
    pub(crate) fn run(&mut self, book: &Rulebook, sources: &Sources, documents: &BTreeSet<usize>, cases: &[Case]) {
        let of_document = |document: &usize| {
            let mut covered = Covered::new(book, sources, *document);
            cases.iter().filter(|case| case.is_about(book, *document)).for_each(|case| covered.see(case));
            covered.report(self.lang, sources)
        };
        let documents: Vec<_> = documents.par_iter().map(of_document).collect();
        documents.into_iter().filter(|document| document.whole.all > 0).for_each(|document| self.report.add(document));
    }

    /// Prints what was found.
    pub(crate) fn tell(&self, format: FindingsFormat) -> anyhow::Result<Outcome> {
        let whole = self.report.whole;
        let [seen, all] = [whole.seen, whole.all].map(|count| u64::try_from(count).unwrap_or(u64::MAX));
        let is_less = |least: &&Least| all == 0 || Ratio::new(seen, all) < least.share;
        let lacks = self.least.as_ref().filter(is_less);
        match format {
            FindingsFormat::Json => print(&format!("{}\n", json(&self.report)?))?,
            // Those of the services were refused before anything ran.
            FindingsFormat::Human
            | FindingsFormat::Sarif
            | FindingsFormat::Github
            | FindingsFormat::Gitlab
            | FindingsFormat::Junit => {
                let least = lacks.map(|least| least.text.as_str());
                print(&covered_text(self.lang, &self.report, least, width()))?;
            }
        }
        Ok(if lacks.is_some() { Outcome::Findings } else { Outcome::Done })
    }
}

/// A share such as `95%`, `0.95` or `19/20`.
fn share(text: &str) -> Option<Ratio<u64>> {
    let share = if let Some((part, whole)) = text.split_once('/') {
        let (part, whole): (u64, u64) = (part.trim().parse().ok()?, whole.trim().parse().ok()?);
        (whole > 0).then(|| Ratio::new(part, whole))?
    } else {
        let (digits, hundred) = text.strip_suffix('%').map_or((text, 1), |digits| (digits, 100));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let unit = 10_u64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
        Ratio::new(format!("{whole}{decimals}").parse().ok()?, unit.checked_mul(hundred)?)
    };
    (share <= Ratio::from_integer(1)).then_some(share)
}
