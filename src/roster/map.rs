//! Which column is which fact, where the headers of a table do not say it themselves.

use std::collections::BTreeMap;

use crate::dictionary::Dictionary;
use crate::finding::Problem;
use crate::reader::Table;

use super::header::{Meaning, Rows, Vocabulary};

/// Stands for a header that nobody has matched yet.
pub const OPEN: &str = "?";

/// Headers and what they mean: a key or another name, nothing for a column that is not wanted.
#[derive(Clone, Default, Debug)]
pub struct HeaderMap(BTreeMap<String, String>);

impl HeaderMap {
    /// Reads `"营收" = "revenue.2025"`, line by line.
    #[must_use]
    pub fn read(table: &Table<'_>, dictionary: &Dictionary) -> HeaderMap {
        let vocabulary = Vocabulary::new(dictionary);
        let mut map = BTreeMap::new();
        for (key, value) in table.entries() {
            let Some(text) = value.raw().as_str() else {
                let _: Option<()> = value.wrong_type("text");
                continue;
            };
            let text = text.trim();
            if text == OPEN {
                continue;
            }
            if !text.is_empty() && !is_known(&vocabulary, text) {
                value.report(Problem::UnknownFact { name: text.to_owned(), suggestion: None });
                continue;
            }
            map.insert(plain(&key.value), text.to_owned());
        }
        HeaderMap(map)
    }

    /// What a header means, if the map says it; nothing for a column that is not wanted.
    pub(super) fn target(&self, header: &str) -> Option<&str> {
        self.0.get(&plain(header)).map(String::as_str)
    }
}

fn plain(header: &str) -> String {
    header.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether some sheet may have such a column.
fn is_known(vocabulary: &Vocabulary<'_>, text: &str) -> bool {
    let records = vocabulary.dictionary.record_ids().map(Rows::Records);
    let mut rows = [Rows::Firms, Rows::Years].into_iter().chain(records);
    rows.any(|rows| matches!(vocabulary.meaning(rows, text), Meaning::Column(..)))
}
