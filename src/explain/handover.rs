//! What a report that is handed over says besides the answer.

use crate::calendar::Day;
use crate::evaluate::Evaluation;
use crate::profile::Profile;
use crate::report::{AsOfFrom, Handover, Report, sha256};

use super::{Explainer, explain_due, explain_ladder, receipt};

/// The same of a firm of this name and its answer, by a version of the program.
///
/// # Errors
/// When serialisation fails, which the types of a receipt do not.
pub fn explain_handover(
    explainer: &Explainer<'_>,
    (version, name): (&str, &str),
    (profile, as_of): (&Profile, (Day, AsOfFrom)),
    report: &Report,
    evaluation: &Evaluation,
) -> Result<Handover, serde_json::Error> {
    let (lang, book, sources) = (explainer.lang(), explainer.book(), explainer.sources());
    let receipt = receipt(lang, version, (book, sources), profile, report).with_digest()?;
    Ok(Handover {
        ladder: explain_ladder(lang, book, sources, profile, as_of, evaluation.question.strict),
        days: explain_due(explainer, name, profile, report, evaluation),
        profile: sha256(&serde_json::to_string(&receipt.profile)?),
        receipt,
    })
}
