//! Which choices a derived fact may be.

use crate::dictionary::Choices;
use crate::number::Overflow;
use crate::rulebook::ChoiceRule;
use crate::truth::{Reasons, Truth};

use super::condition::all;
use super::env::Env;

/// The choices that may follow, of all that there are, and why there is more than one.
///
/// # Errors
/// `Overflow` when a figure is too large.
pub(super) fn choice(env: &Env<'_>, rule: &ChoiceRule, whole: Choices) -> Result<(Choices, Reasons), Overflow> {
    Ok(match rule {
        ChoiceRule::One(choice) => (*choice, Reasons::NONE),
        ChoiceRule::Unknown => (whole, Reasons::FACT),
        ChoiceRule::Assumed { inner, assume } if env.takes(assume) => choice(env, inner, whole)?,
        ChoiceRule::Assumed { .. } => (whole, Reasons::SILENCE),
        ChoiceRule::Cases(cases) => {
            let (mut may, mut reasons) = (Choices::default(), Reasons::NONE);
            for case in cases {
                let verdict = all(env, &case.when)?;
                if verdict.truth == Truth::False {
                    continue;
                }
                let (gives, why) = choice(env, &case.gives, whole)?;
                (may, reasons) = (may.with(gives), reasons | why | verdict.reasons);
                if verdict.truth == Truth::True {
                    break;
                }
            }
            let is_one = may.indices().count() == 1;
            (may, if is_one { Reasons::NONE } else { reasons })
        }
    })
}
