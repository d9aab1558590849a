//! Lists of supports and facts, in words: what they were selected by, their columns, and how many there are.

use crate::dictionary::Choice;

use super::{Lang, choice_label, counted, say, standing_word, support_kind};

/// A filter by place.
#[must_use]
pub fn filter_place(lang: Lang, place: &str) -> String {
    say!(lang, "地区 {place}", "place {place}")
}

/// A filter by kind.
#[must_use]
pub fn filter_kind(lang: Lang, kind: &str) -> String {
    let kind = support_kind(lang, kind);
    say!(lang, "种类 {kind}", "kind {kind}")
}

/// A filter by title.
#[must_use]
pub fn filter_title(lang: Lang, title: &Choice) -> String {
    let title = choice_label(lang, title);
    say!(lang, "称号 {title}", "title {title}")
}

/// A filter by standing.
#[must_use]
pub fn filter_standing(lang: Lang, standing: &str) -> String {
    let standing = standing_word(lang, standing);
    say!(lang, "状态 {standing}", "standing {standing}")
}

/// A filter by document.
#[must_use]
pub fn filter_document(lang: Lang, document: &str) -> String {
    say!(lang, "文件 {document}", "document {document}")
}

/// A filter by words.
#[must_use]
pub fn filter_words(lang: Lang, words: &[String]) -> String {
    let words = words.join(" ");
    say!(lang, "文字 {words}", "text {words}")
}

/// The columns of a list of supports.
#[must_use]
pub fn rule_columns(lang: Lang) -> [&'static str; 4] {
    [
        lang.pick("编号", "id"),
        lang.pick("支持", "support"),
        lang.pick("种类", "kind"),
        lang.pick("给什么", "what it gives"),
    ]
}

/// The columns of a list of facts.
#[must_use]
pub fn fact_columns(lang: Lang) -> [&'static str; 4] {
    [
        lang.pick("键", "key"),
        lang.pick("名称", "label"),
        lang.pick("类别", "kind"),
        lang.pick("在哪里找", "where to find it"),
    ]
}

/// What a support gives that is not money.
#[must_use]
pub fn not_money(lang: Lang) -> &'static str {
    lang.pick("没有写给钱", "not stated to be money")
}

/// How many supports were found, and what they were selected by.
#[must_use]
pub fn rules_count(lang: Lang, supports: usize, documents: usize, filters: &[String]) -> String {
    let by = filters.join(lang.semicolon());
    let (one, of) = (counted(supports, "support", "supports"), counted(documents, "document", "documents"));
    match (supports, filters.is_empty()) {
        (0, false) => say!(lang, "没有这样的支持（筛选：{by}）", "no such support (selected by {by})"),
        (_, true) => say!(lang, "{supports} 项支持，{documents} 份文件", "{one}, {of}"),
        (_, false) => {
            say!(lang, "{supports} 项支持，{documents} 份文件（筛选：{by}）", "{one}, {of} (selected by {by})")
        }
    }
}

/// How many supports of a document there are, and of which kinds.
#[must_use]
pub fn kinds_count(lang: Lang, supports: usize, kinds: &[(&str, usize)]) -> String {
    let kind = |(kind, count): &(&str, usize)| {
        let kind = support_kind(lang, kind);
        say!(lang, "{kind} {count}", "{kind} {count}")
    };
    let kinds = kinds.iter().map(kind).collect::<Vec<_>>().join(lang.comma());
    let english = counted(supports, "support", "supports");
    say!(lang, "{supports} 项支持：{kinds}", "{english}: {kinds}")
}

/// How supports that were counted are listed.
#[must_use]
pub fn unfold_rules(lang: Lang, document: &str) -> String {
    say!(
        lang,
        "项数多，按文件计数；逐项列出用 --all、--place 地区，或写文件的地址，例如 zjtx rules list {document}",
        "Too many to list, so they are counted. To list them: --all, --place PLACE, or a document, such as zjtx rules list {document}"
    )
}

/// How many facts there are, and whose.
#[must_use]
pub fn facts_count(lang: Lang, facts: usize, among: &[String]) -> String {
    let (english, among) = (counted(facts, "fact", "facts"), among_which(lang, among));
    say!(
        lang,
        "{facts} 项信息{among}；zjtx facts 键 看一项的含义和用处",
        "{english}{among}; zjtx facts KEY tells what one means and what it decides"
    )
}

/// That a fact follows from others, beside where it is found.
#[must_use]
pub fn follows(lang: Lang, can_be_stated: bool) -> &'static str {
    if can_be_stated {
        lang.pick("不填就由其他信息推出", "follows from other facts where it is not stated")
    } else {
        lang.pick("由其他信息推出，不用填", "follows from other facts, and is not stated")
    }
}

/// The heading of who asks for a fact.
#[must_use]
pub fn askers_heading(lang: Lang, count: usize, among: &[String]) -> String {
    let (english, among) = (counted(count, "support reads", "supports read"), among_which(lang, among));
    match count {
        0 => say!(lang, "没有支持用到{among}", "no support reads it{among}"),
        _ => say!(lang, "用到它的支持 {count} 项{among}", "{english} it{among}"),
    }
}

/// How many supports of a document ask for a fact.
#[must_use]
pub fn askers_of_document(lang: Lang, document: &str, count: usize) -> String {
    say!(lang, "{document}  {count} 项", "{document}  {count}")
}

/// How the supports that ask for a fact are listed, where they were counted.
#[must_use]
pub fn unfold_askers(lang: Lang, document: &str) -> String {
    say!(
        lang,
        "项数多，按文件计数；逐项列出用 --all、--place 地区或 --document 文件，例如 --document {document}",
        "Too many to list, so they are counted. To list them: --all, --place PLACE, or --document, such as --document {document}"
    )
}

fn among_which(lang: Lang, among: &[String]) -> String {
    let by = among.join(lang.semicolon());
    if among.is_empty() { String::new() } else { say!(lang, "（{by}）", " ({by})") }
}
