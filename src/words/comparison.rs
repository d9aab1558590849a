//! The same firm in several places, in words.

use crate::report::{Comparison, PlaceComparison};
use crate::rulebook::{Evidence, Standing};

use super::{Lang, counted, say, status};

/// The headings of the totals of several places.
#[must_use]
pub fn comparison_columns(lang: Lang) -> [&'static str; 4] {
    [
        lang.pick("地区", "Place"),
        lang.pick("给谁", "To whom"),
        lang.pick("至少", "At least"),
        lang.pick("最多", "At most"),
    ]
}

/// The name of a place; that the firm is there.
#[must_use]
pub fn compared_place(lang: Lang, place: &PlaceComparison) -> String {
    let name = &place.place;
    if place.own { say!(lang, "{name}（现在）", "{name} (now)") } else { name.clone() }
}

/// That the whole nation is no place among others.
#[must_use]
pub fn no_place_to_compare(lang: Lang) -> &'static str {
    lang.pick(
        "全国的文件各地一样，没有可比的；写省、市、区或 all",
        "what is national is the same everywhere: name provinces, cities, districts or all",
    )
}

/// What stands in place of totals that there are not.
#[must_use]
pub fn nothing_to_total(lang: Lang, place: &PlaceComparison) -> &'static str {
    if place.documents.is_empty() {
        lang.pick("没有读过那里的文件", "no document of it was read")
    } else {
        lang.pick("读过的文件里没有", "nothing in what was read")
    }
}

/// What a place brings most, and how many supports there are.
#[must_use]
pub fn most_of_place(lang: Lang, place: &PlaceComparison) -> String {
    let name = |support: &crate::report::ComparedSupport| {
        let (name, amount, answer) = (&support.name, &support.amount, status(lang, support.status));
        if amount.is_empty() {
            say!(lang, "{name}（{answer}）", "{name} ({answer})")
        } else {
            say!(lang, "{name} {amount}（{answer}）", "{name} {amount} ({answer})")
        }
    };
    let most: Vec<String> = place.most.iter().map(name).collect();
    let most =
        if most.is_empty() { lang.pick("没有资金", "no money").to_owned() } else { most.join(lang.semicolon()) };
    let PlaceComparison { place, qualifies, pending, needs_facts, .. } = place;
    say!(
        lang,
        "{place}：{most}。共符合 {qualifies}、待确认 {pending}、缺信息 {needs_facts}",
        "{place}: {most}. In all qualifies {qualifies}, pending {pending}, needs facts {needs_facts}"
    )
}

/// How well a place was read.
#[must_use]
pub fn reading_of_place(lang: Lang, place: &PlaceComparison) -> String {
    let PlaceComparison { place, documents, .. } = place;
    let count = documents.len();
    if count == 0 {
        return say!(
            lang,
            "{place}：没有读过那里的文件，有什么不知道",
            "{place}: no document was read, so nobody knows"
        );
    }
    let of = |is: &dyn Fn(&&crate::report::ComparedDocument) -> bool| documents.iter().filter(is).count();
    let by_rows = of(&|document| document.by_rows);
    let unconfirmed = of(&|document| Standing::of(document.standing) == Some(Standing::Unconfirmed));
    let weak = of(&|document| matches!(Evidence::of(document.evidence), Some(Evidence::Restated | Evidence::Single)));
    let documents = counted(count, "document", "documents");
    let mut text = say!(
        lang,
        "{place}：读过 {count} 份文件，逐条读的 {by_rows} 份",
        "{place}: {documents} read, {by_rows} row by row"
    );
    if unconfirmed > 0 {
        text += &say!(lang, "，未确认现行的 {unconfirmed} 份", ", {unconfirmed} not confirmed to be in force");
    }
    if weak > 0 {
        text += &say!(lang, "，只有转述或报道的 {weak} 份", ", {weak} only restated or reported");
    }
    text
}

/// The headings of the two lists below the totals.
#[must_use]
pub fn comparison_titles(lang: Lang) -> [&'static str; 2] {
    [lang.pick("差别在哪里", "What makes the difference"), lang.pick("读过多少", "How much was read")]
}

/// What has to be known of a comparison.
#[must_use]
pub fn comparison_note(lang: Lang, comparison: &Comparison) -> String {
    let Comparison { national, as_of, .. } = comparison;
    say!(
        lang,
        "测算日 {as_of}；只比各地自己的文件，全国一样的 {national} 项没有列。没有读过的文件里有什么不知道：数小也可能是读得少",
        "As of {as_of}; documents of the places alone, without {national} supports that are the same everywhere. What \
         was not read is not known: a small figure may mean that little was read"
    )
}
