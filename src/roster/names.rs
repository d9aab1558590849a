//! Names that tables use besides those of the dictionary, and how names are compared.

use std::collections::BTreeMap;

use crate::clean::{self, visible};
use crate::dictionary::{Dictionary, FactId, RecordId};

pub(super) use crate::profile::is_unknown;

/// Which firm a row is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Identity {
    Number,
    CreditCode,
    Name,
}

/// Columns that say of which firm a row is, in every sheet. All names of columns and sheets stand here as [`fold`]
/// leaves them.
const IDENTITIES: &[(Identity, &[&str])] = &[
    (
        Identity::Number,
        &["number", "no", "firmnumber", "clientnumber", "企业编号", "客户编号", "单位编号", "公司编号", "编号"],
    ),
    (
        Identity::CreditCode,
        &[
            "creditcode",
            "unifiedsocialcreditcode",
            "uscc",
            "统一社会信用代码",
            "社会信用代码",
            "统一信用代码",
            "信用代码",
        ],
    ),
    (
        Identity::Name,
        &[
            "firm",
            "firmname",
            "company",
            "companyname",
            "enterprise",
            "企业名称",
            "公司名称",
            "单位名称",
            "客户名称",
            "企业全称",
            "企业",
            "公司",
        ],
    ),
];
/// Columns of the firm's name that in other sheets may be those of something else.
const FIRM_NAMES: &[&str] = &["name", "名称", "全称", "单位"];
const AS_OF: &[&str] = &["asof", "测算日"];
/// The column of the year, as a line of JSON calls it.
pub(super) const YEAR_KEY: &str = "year";
const YEAR: &[&str] = &[YEAR_KEY, "年度", "年份", "会计年度"];
/// Columns that number the rows of a sheet and say nothing.
const SERIAL: &[&str] = &["序号", "行号", "#", "serial"];

/// The headers of the sheet that says how a form of this program is filled in.
pub(super) const GUIDES: [[&str; 3]; 2] = [["表", "列", "怎么填"], ["Sheet", "Column", "How it is filled in"]];

const FIRM_SHEETS: &[&str] = &["企业", "客户", "公司", "firm", "client", "company", "companies", "enterprise"];
const YEAR_SHEETS: &[&str] = &["年度", "财务", "year", "annual"];
const NOTE_SHEETS: &[&str] = &["说明", "填写说明", "填表说明", "选项", "note", "help", "readme", "choice", "list"];
/// What may stand behind the name of a sheet.
const SHEET_ENDINGS: &[&str] = &["表", "清单", "名单", "明细", "列表", "信息", "数据", "情况", "s"];

/// What a column is, whatever facts there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fixed {
    Identity(Identity),
    AsOf,
    Serial,
}

/// The fixed column of this name, folded. `is_firms` is whether the rows are firms.
pub(super) fn fixed(name: &str, is_firms: bool) -> Option<Fixed> {
    if has(SERIAL, name) {
        return Some(Fixed::Serial);
    }
    if is_firms && has(AS_OF, name) {
        return Some(Fixed::AsOf);
    }
    if is_firms && has(FIRM_NAMES, name) {
        return Some(Fixed::Identity(Identity::Name));
    }
    IDENTITIES.iter().find(|(_, names)| has(names, name)).map(|(identity, _)| Fixed::Identity(*identity))
}

/// Whether the column says the year of its row.
pub(super) fn is_year(name: &str) -> bool {
    has(YEAR, name)
}

pub(super) fn is_firm_sheet(name: &str) -> bool {
    sheet_is(name, |name| has(FIRM_SHEETS, name))
}

pub(super) fn is_year_sheet(name: &str) -> bool {
    sheet_is(name, |name| has(YEAR_SHEETS, name))
}

pub(super) fn is_note_sheet(name: &str) -> bool {
    sheet_is(name, |name| has(NOTE_SHEETS, name))
}

/// Whether the name of a sheet, or what is left of it without its usual endings, is one of these.
pub(super) fn sheet_is(name: &str, is_one: impl Fn(&str) -> bool) -> bool {
    let mut name = fold(name);
    loop {
        if is_one(&name) {
            return true;
        }
        let Some(shorter) = SHEET_ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).map(str::to_owned) else {
            return false;
        };
        name = shorter;
    }
}

fn has(names: &[&str], folded: &str) -> bool {
    names.contains(&folded)
}

/// The names of facts and records as [`fold`] leaves them.
#[derive(Debug)]
pub(super) struct Names {
    /// The facts of each name, in the order of the dictionary.
    facts: BTreeMap<String, Vec<FactId>>,
    records: Vec<Vec<String>>,
}

impl Names {
    pub(super) fn of(dictionary: &Dictionary) -> Names {
        let mut facts: BTreeMap<String, Vec<FactId>> = BTreeMap::new();
        for id in dictionary.fact_ids() {
            let fact = dictionary.fact(id);
            let names = [fact.local_key(), &fact.label, &fact.label_en].into_iter();
            for name in names.chain(fact.aliases.iter().map(String::as_str)).map(fold) {
                facts.entry(name).or_default().push(id);
            }
        }
        facts.remove("");
        let records = dictionary.record_ids().map(|id| {
            let record = dictionary.record(id);
            let names = [&record.key, &record.label, &record.label_en].into_iter();
            names.chain(&record.aliases).map(|name| fold(name)).collect()
        });
        Names { facts, records: records.collect() }
    }

    /// The facts that have a folded name, in the order of the dictionary.
    pub(super) fn of_facts(&self, name: &str) -> &[FactId] {
        self.facts.get(name).map_or(&[], Vec::as_slice)
    }

    /// The folded names of a kind of record.
    pub(super) fn of_record(&self, record: RecordId) -> &[String] {
        &self.records[usize::from(record.0)]
    }
}

/// A name without what people write in different ways: case, blanks, hyphens, brackets, wide characters.
pub(super) fn fold(name: &str) -> String {
    let is_kept = |c: &char| !c.is_whitespace() && !"-_.·:/()[]{}<>\"'“”‘’【】〔〕「」*、，,".contains(*c);
    let folded: String = narrow(name).chars().filter(is_kept).flat_map(char::to_lowercase).collect();
    // A column that is called by a sign alone.
    if folded.is_empty() { narrow(name).trim().to_owned() } else { folded }
}

/// Wide letters, digits and signs as narrow ones, and nothing that nobody sees.
pub(super) fn narrow(text: &str) -> String {
    clean::narrow(&visible(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_and_sheets_stand_folded() {
        let columns = IDENTITIES.iter().flat_map(|(_, names)| names.iter());
        let others = [FIRM_NAMES, AS_OF, YEAR, SERIAL, FIRM_SHEETS, YEAR_SHEETS, NOTE_SHEETS, SHEET_ENDINGS].concat();
        for name in columns.copied().chain(others) {
            assert_eq!(fold(name), name);
        }
    }

    #[test]
    fn sheets_are_known_by_their_names_without_endings() {
        assert!(is_firm_sheet("企业信息表") && is_firm_sheet("Clients") && is_firm_sheet("客户 名单"));
        assert!(is_year_sheet("年度数据") && is_note_sheet("填表说明"));
        assert!(!is_firm_sheet("项目") && !is_firm_sheet("s"));
    }
}
