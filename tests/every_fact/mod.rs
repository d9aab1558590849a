//! A profile that states every fact of a dictionary.

use zjtx::dictionary::{FactId, Home, Kind};
use zjtx::rulebook::Rulebook;

/// By what the facts of a profile are named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    Keys,
    Labels,
}

/// A profile that states every fact that a profile may state.
pub(crate) fn profile_by(book: &Rulebook, names: Names) -> String {
    let dictionary = &book.dictionary;
    let name = |key: &str, label: &str| if names == Names::Keys { key.to_owned() } else { format!("{label:?}") };
    let year = name("year", "年度");
    let facts = |home: Home, yearly: bool| -> String {
        let is_stated = |id: &FactId| !dictionary.fact(*id).is_derived && dictionary.fact(*id).yearly == yearly;
        let line = |id: FactId| {
            let fact = dictionary.fact(id);
            let value = match fact.kind {
                Kind::Money => "\"1.2亿\"".to_owned(),
                Kind::Ratio => "\"3.5%\"".to_owned(),
                Kind::Count => "186".to_owned(),
                Kind::Number => "59.5".to_owned(),
                Kind::Flag => "true".to_owned(),
                // There are figures of 2025.
                Kind::Date if dictionary.established() == Some(id) => "2012-03-01".to_owned(),
                Kind::Date => "2026-07-01".to_owned(),
                Kind::Choice => format!("{:?}", fact.choices[0].key),
                Kind::Text => "\"示例\"".to_owned(),
                Kind::Place => "\"320613\"".to_owned(),
                Kind::Industry => "\"C3489\"".to_owned(),
                Kind::Support => format!("{:?}", book.supports[0].address),
            };
            format!("{} = {value}\n", name(fact.local_key(), &fact.label))
        };
        dictionary.facts_of(home).filter(is_stated).map(line).collect()
    };
    let records = dictionary.record_ids().map(|id| {
        let record = dictionary.record(id);
        let record = name(&record.key, &record.label);
        let (once, years) = (facts(Home::Record(id), false), facts(Home::Record(id), true));
        let years = if years.is_empty() { years } else { format!("[{record}.{year}.2025]\n{years}") };
        format!("[[{record}]]\n{once}{years}")
    });
    let head = format!("{} = 2026-11-22\n{}", name("as-of", "测算日"), facts(Home::Enterprise, false));
    let years = format!("[{year}.2025]\n{}", facts(Home::Year, true));
    std::iter::once(head).chain([years]).chain(records).collect()
}
