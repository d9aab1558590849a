//! What the things of the dictionary are called.

use crate::codes::{CodeId, CodeTree};
use crate::dictionary::{Choice, Fact, Record};
use crate::rulebook::{GroupName, Medium, Rulebook, Support};

use super::{Lang, say};

/// What a place is called, behind what it lies within.
#[must_use]
pub fn place(lang: Lang, book: &Rulebook, id: CodeId) -> String {
    if id == CodeTree::ROOT { country(lang).to_owned() } else { book.places.full_name(id) }
}

/// What holds all places.
#[must_use]
pub(super) fn country(lang: Lang) -> &'static str {
    lang.pick("全国", "the whole country")
}

/// What a fact is called.
#[must_use]
pub fn fact_label(lang: Lang, fact: &Fact) -> &str {
    lang.pick(&fact.label, &fact.label_en)
}

/// What a kind of record is called.
#[must_use]
pub fn record_label(lang: Lang, record: &Record) -> &str {
    lang.pick(&record.label, &record.label_en)
}

/// The question that asks for a fact.
#[must_use]
pub fn fact_question(lang: Lang, fact: &Fact) -> Option<&str> {
    lang.pick(fact.question.as_deref(), fact.question_en.as_deref())
}

/// The question that asks for a list of records.
#[must_use]
pub fn record_question(lang: Lang, record: &Record) -> Option<&str> {
    lang.pick(record.question.as_deref(), record.question_en.as_deref())
}

/// Where a firm finds a fact.
#[must_use]
pub fn fact_find(lang: Lang, fact: &Fact) -> Option<&str> {
    lang.pick(fact.find.as_deref(), fact.find_en.as_deref())
}

/// What a support is called: by its Chinese name, unless the rule gives an English one.
#[must_use]
pub fn support_name(lang: Lang, support: &Support) -> &str {
    lang.pick(&support.name, support.name_en.as_ref().unwrap_or(&support.name))
}

/// What a group is called.
#[must_use]
pub fn group_name(lang: Lang, book: &Rulebook, name: &GroupName) -> String {
    match name {
        GroupName::Given { zh, en } => lang.pick(zh, en.as_ref().unwrap_or(zh)).clone(),
        GroupName::Members(members) => {
            let names = members.iter().map(|member| support_name(lang, book.support(*member)));
            lang.list(&names.collect::<Vec<_>>())
        }
    }
}

/// What a choice is called.
#[must_use]
pub fn choice_label(lang: Lang, choice: &Choice) -> &str {
    lang.pick(&choice.label, &choice.label_en)
}

/// In what something is paid, where that is not money.
pub(super) fn paid_as(lang: Lang, medium: &str) -> Option<&'static str> {
    match Medium::of(medium)? {
        Medium::Cash => None,
        Medium::Voucher => Some(lang.pick("发券", "as vouchers")),
        Medium::TaxSaved => Some(lang.pick("减免税款", "as tax saved")),
        Medium::Deduction => Some(lang.pick("税前扣除额", "as a deduction from income")),
        Medium::Loan => Some(lang.pick("贷款", "as a loan")),
        Medium::Equity => Some(lang.pick("股权投资", "as equity")),
    }
}

/// The numbers of a document, which are names and the same in every language.
#[must_use]
pub fn numbers(numbers: &[String]) -> String {
    numbers.join("; ")
}

/// What asks for a whole list of records, and how a profile says that there are none.
#[must_use]
pub fn list_question(lang: Lang, question: &str, list: &str) -> String {
    say!(lang, "{question}没有就写 {list} = []", "{question} Write {list} = [] for none")
}
