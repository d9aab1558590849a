//! A record that stands in columns or keys of its firm, or in a row of a sheet of such records.

use std::collections::BTreeSet;

use crate::clean;
use crate::dictionary::{FactId, RecordId};
use crate::finding::Problem;
use crate::rulebook::Rulebook;

use super::FactRef;
use super::draft::{Draft, Stated};
use super::spelling::{is_nothing, is_unknown};
use super::value::{Unit, Written};

/// A record while its values are read: only once all are known is it clear whether there is one.
#[derive(Default, Debug)]
pub struct Inline {
    says: BTreeSet<Says>,
    values: Vec<Heard>,
}

/// What the values of a record say together; the first of them counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Says {
    Something,
    Nothing,
    Unknown,
}

/// What a value of a record says of whether there is one; `None` for nothing at all.
pub(super) fn says(book: &Rulebook, fact: FactId, written: &Written<'_>) -> Option<Says> {
    match written {
        Written::Unknown => None,
        Written::Text(text) => match clean::visible(text) {
            text if text.is_empty() => None,
            text if is_unknown(&text) => Some(Says::Unknown),
            text if is_nothing(&text) && book.dictionary.fact(fact).choice(&text).is_none() => Some(Says::Nothing),
            _ => Some(Says::Something),
        },
        Written::Bare { .. }
        | Written::Flag(_)
        | Written::Day(_)
        | Written::NoDay(_)
        | Written::List(_)
        | Written::Band(_)
        | Written::Other(_) => Some(Says::Something),
    }
}

#[derive(Debug)]
struct Heard {
    fact: FactId,
    year: Option<i16>,
    stated: Stated,
    unit: Option<Unit>,
    written: Result<Written<'static>, Problem>,
}

impl Inline {
    /// Takes a value of the record; or what is wrong with it.
    pub fn hear(
        &mut self,
        book: &Rulebook,
        (fact, year): (FactId, Option<i16>),
        stated: Stated,
        unit: Option<Unit>,
        written: Result<Written<'static>, Problem>,
    ) {
        let is_many = book.dictionary.fact(fact).many;
        let Some(says) = written.as_ref().map_or(Some(Says::Something), |written| says(book, fact, written)) else {
            return;
        };
        self.says.insert(says);
        // Of a fact of several choices it is a value, too.
        if says == Says::Something || (says == Says::Nothing && is_many) {
            self.values.push(Heard { fact, year, stated, unit, written });
        }
    }

    /// Whether no value says anything.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.says.is_empty()
    }

    /// Adds the record, if its values say that there is one.
    pub fn add_to(self, draft: &mut Draft<'_>, record: RecordId) {
        draft.list(record);
        match self.says.first() {
            Some(Says::Something) => {}
            Some(Says::Unknown) => return draft.leave_out(record),
            Some(Says::Nothing) | None => return,
        }
        let index = draft.record(record);
        for Heard { fact, year, stated, unit, written } in self.values {
            let at = FactRef { fact, record: Some(index), year };
            match written {
                Ok(written) => draft.state(at, stated, unit, &written),
                Err(problem) => draft.unread(at, stated, problem),
            }
        }
    }
}
