//! `zjtx explain`: one support, what its rule says and what that comes to for a firm.

use anyhow::bail;

use zjtx::catalogue::{Found, find_support};
use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::{explain_rule, explain_support};
use zjtx::render::{explanation_markdown, explanation_text, json};
use zjtx::rulebook::{Rulebook, SupportId};
use zjtx::words::{self, Lang};

use super::{Outcome, firm, print, today, whole_rulebook, width};
use crate::cli::{ExplainArgs, PageFormat};

pub(crate) fn run(lang: Lang, arguments: &ExplainArgs) -> anyhow::Result<Outcome> {
    let (book, mut sources) = whole_rulebook(lang, &arguments.rules)?;
    let id = support(lang, &book, &arguments.support)?;
    let explanation = match &arguments.profile {
        None => explain_rule(lang, &book, &sources, id, arguments.as_of.unwrap_or_else(today)),
        Some(path) => {
            let Some(profile) = firm::read(lang, &book, &mut sources, path, arguments.as_of)? else {
                return Ok(Outcome::Findings);
            };
            let as_of = firm::as_of(arguments.as_of, &profile);
            let evaluation = evaluate(&book, &profile, Question { as_of: as_of.0, strict: arguments.strict });
            explain_support(lang, &book, &sources, id, &profile, as_of, &evaluation)
        }
    };
    match arguments.format {
        PageFormat::Table => print(&explanation_text(lang, &explanation, width()))?,
        PageFormat::Json => print(&format!("{}\n", json(&explanation)?))?,
        PageFormat::Markdown => print(&explanation_markdown(lang, &explanation))?,
    }
    Ok(Outcome::Done)
}

/// The support that an address, an end of one, or a name stands for.
fn support(lang: Lang, book: &Rulebook, text: &str) -> anyhow::Result<SupportId> {
    match find_support(book, text) {
        Found::One(id) => Ok(id),
        Found::Many(ids) => {
            let all = ids.into_iter().map(|id| book.support(id));
            let all = all.map(|one| (one.address.clone(), words::support_name(lang, one).to_owned()));
            bail!(words::several_supports(lang, text, &all.collect::<Vec<_>>()))
        }
        Found::None(nearest) => bail!(words::no_such_support(lang, text, nearest.as_deref())),
    }
}
