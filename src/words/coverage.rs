//! Which documents were read and what they hold, in words.

use crate::rulebook::{Evidence, Omission, UnreadBecause};

use super::{Lang, counted, say, standing_word, support_kind};

/// The title of the page.
#[must_use]
pub fn coverage_title(lang: Lang, place: Option<&str>) -> String {
    let title = lang.pick("读过哪些文件，里面有什么", "Which documents were read, and what they hold");
    match place {
        Some(place) => say!(lang, "{place}：{title}", "{place}: {title}"),
        None => title.to_owned(),
    }
}

/// How the page as Markdown is made.
#[must_use]
pub fn coverage_made_by(lang: Lang) -> &'static str {
    lang.pick(
        "本页由 zjtx rules coverage --format markdown 按规则文件生成，不手改；规则改了就重新生成。",
        "Made from the rule files by zjtx rules coverage --format markdown, never by hand; when rules change it is made again.",
    )
}

/// What the cells mean, a line each.
#[must_use]
pub fn coverage_legend(lang: Lang) -> [String; 2] {
    let [none, partly, not_read] = [nothing(), partly_read(), not_read()];
    [
        say!(
            lang,
            "数是支持的项数，括号里是其中仅预告或只是提到的。{none}：文件逐条读过，没有；{partly}：文件读过，但没有写明是逐条读的，可能还有；{not_read}：没有读过那里的文件。",
            "A number counts supports, the one in brackets those that are only announced or mentioned. {none}: documents were read row by row and hold none; {partly}: documents were read, not known to be row by row, so there may be some; {not_read}: no document of that place was read."
        ),
        lang.pick(
            "只算列在这里的文件；那里别的文件没有读过，里面有什么不知道。",
            "Only the documents listed here count. The places have others, and what those hold is not known.",
        )
        .to_owned(),
    ]
}

/// Documents that were read row by row hold none.
#[must_use]
pub fn nothing() -> &'static str {
    "0"
}

/// Documents that were read hold none that was found.
#[must_use]
pub fn partly_read() -> &'static str {
    "?"
}

/// No document was read.
#[must_use]
pub fn not_read() -> &'static str {
    "—"
}

/// So many supports, so many of them only announced or mentioned.
#[must_use]
pub fn cell_count(supports: usize, announced: usize) -> String {
    if announced > 0 { format!("{supports} ({announced})") } else { supports.to_string() }
}

/// The column of a kind, short enough that all of them fit on a page.
#[must_use]
pub fn kind_column(lang: Lang, kind: &str) -> &'static str {
    match support_kind(lang, kind) {
        _ if kind == "unspecified" => lang.pick("方式\n未写", "not\nstated"),
        "finance" => "fi-\nnance",
        "service" => "ser-\nvice",
        "priority" => "prior-\nity",
        "recognition" => "recog-\nnition",
        short => short,
    }
}

/// The column of places.
#[must_use]
pub fn coverage_place_column(lang: Lang) -> &'static str {
    lang.pick("地区", "place")
}

/// The column of how documents stand and how well they were read.
#[must_use]
pub fn coverage_standing_column(lang: Lang) -> &'static str {
    lang.pick("状态、依据", "standing, evidence")
}

/// The column of documents.
#[must_use]
pub fn coverage_document_column(lang: Lang) -> &'static str {
    lang.pick("文件", "documents")
}

/// A place of which no document was read.
#[must_use]
pub fn place_not_read(lang: Lang) -> &'static str {
    lang.pick("没有读过", "not read")
}

/// How supports stand and how well their documents were read.
#[must_use]
pub fn standing_and_evidence(lang: Lang, standing: &str, evidence: &str) -> [&'static str; 2] {
    let short = match standing {
        "unconfirmed" => lang.pick("未确认现行", "unconfirmed"),
        other => standing_word(lang, other),
    };
    let evidence = match Evidence::of(evidence) {
        Some(Evidence::Official) => lang.pick("官方网页", "official"),
        Some(Evidence::Copy) => lang.pick("转载", "a copy"),
        Some(Evidence::Restated) => lang.pick("转述", "restated"),
        Some(Evidence::Single) => lang.pick("仅一处报道", "one report"),
        None => "",
    };
    [short, evidence]
}

/// So many supports of those of a cell, and how they stand.
#[must_use]
pub fn coverage_part(lang: Lang, count: &str, [standing, evidence]: [&str; 2]) -> String {
    say!(lang, "{count}：{standing}，{evidence}", "{count}: {standing}, {evidence}")
}

/// The heading of places of which nobody read anything.
#[must_use]
pub fn below_title(lang: Lang) -> &'static str {
    lang.pick("下一级地区", "Places right below")
}

/// How many places lie right below one, and of how many of them a document was read.
#[must_use]
pub fn below_line(lang: Lang, place: &str, places: usize, read: usize) -> String {
    let english = counted(places, "place", "places");
    match read {
        0 => say!(
            lang,
            "{place}：{places} 个，各自的文件都没有读过",
            "{place}: {english}, of which no own document was read"
        ),
        _ => say!(
            lang,
            "{place}：{places} 个，读过 {read} 个的文件",
            "{place}: {english}, documents of {read} of them were read"
        ),
    }
}

/// How many supports a document has, of which kinds.
#[must_use]
pub fn coverage_supports(lang: Lang, supports: usize, kinds: &[(&str, usize)]) -> String {
    let kind = |(kind, count): &(&str, usize)| format!("{} {count}", support_kind(lang, kind));
    let kinds = kinds.iter().map(kind).collect::<Vec<_>>().join(lang.comma());
    if kinds.is_empty() { supports.to_string() } else { say!(lang, "{supports}（{kinds}）", "{supports} ({kinds})") }
}

/// How many parts of a document are no support, by reason.
#[must_use]
pub fn omitted_counts(lang: Lang, counts: &[(&str, usize)]) -> String {
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let line = |(because, count): &(&str, usize)| format!("{} {count}", omitted_reason(lang, because));
    let reasons = counts.iter().map(line).collect::<Vec<_>>().join(lang.comma());
    say!(lang, "{all}（{reasons}）", "{all} ({reasons})")
}

/// Why a part of a document is no support.
#[must_use]
pub fn omitted_reason(lang: Lang, because: &str) -> &'static str {
    match Omission::of(because) {
        Some(Omission::PastWork) => lang.pick("已经做过的事", "work that is done"),
        Some(Omission::CityTarget) => lang.pick("政府自己的目标", "a target of the government itself"),
        Some(Omission::NotForFirms) => lang.pick("不是给企业的", "not for firms"),
        Some(Omission::DuplicateOf) => lang.pick("和另一项是一回事", "said by another"),
        None => "",
    }
}

/// Over what is known of and was not read.
#[must_use]
pub fn unread_title(lang: Lang) -> &'static str {
    lang.pick("知道有、没有读过的", "Known of, and not read")
}

/// A document, or a part of one, that nobody read: its place and why; its title and numbers, and which part.
#[must_use]
pub fn unread_line(
    lang: Lang,
    place: &str,
    because: UnreadBecause,
    (title, numbers): (Option<&str>, &[String]),
    part: Option<&str>,
) -> String {
    let why = match (because, part) {
        (UnreadBecause::TitleOnly, _) => lang.pick("只知道有", "only that it is there is known"),
        (UnreadBecause::Digest, _) => lang.pick("只读过摘要", "only a digest was read"),
        (UnreadBecause::Reported, _) => lang.pick("只读过报道", "only reports were read"),
        (UnreadBecause::CutOff, Some(_)) => lang.pick("读到的一份在这里断了", "the copy that was read breaks off"),
        (UnreadBecause::CutOff, None) => lang.pick("只读到一部分", "the copy that was read is not whole"),
    };
    let number = numbers.join(lang.comma());
    let called = match title {
        None => number,
        Some(title) if number.is_empty() => say!(lang, "《{title}》", "“{title}”"),
        Some(title) => say!(lang, "《{title}》（{number}）", "“{title}” ({number})"),
    };
    let part = part.map(|part| say!(lang, "，{part}", ", {part}")).unwrap_or_default();
    say!(lang, "{place}：{called}{part}：{why}", "{place}: {called}{part}: {why}")
}

/// Whether a document was read row by row.
#[must_use]
pub fn read_whole(lang: Lang, is_whole: bool, rows: usize) -> String {
    let english = counted(rows, "row", "rows");
    if is_whole {
        say!(lang, "是，{rows} 条", "yes, {english}")
    } else {
        lang.pick("没有写明", "not stated").to_owned()
    }
}

/// That some supports have days of their own.
#[must_use]
pub fn own_windows(lang: Lang, count: usize) -> String {
    let english = counted(count, "support has days of its own", "supports have days of their own");
    say!(lang, "{count} 项支持另有起止日", "{english}")
}

/// How much there is altogether.
#[must_use]
pub fn coverage_total(lang: Lang, supports: usize, announced: usize, documents: usize) -> String {
    let (all, of) = (counted(supports, "support", "supports"), counted(documents, "document", "documents"));
    say!(
        lang,
        "{documents} 份文件，{supports} 项支持，其中仅预告或只是提到 {announced} 项",
        "{of}, {all}, {announced} of them only announced or mentioned"
    )
}

/// Of documents that say only what titles take.
#[must_use]
pub fn only_standards(lang: Lang, count: usize) -> String {
    let english = counted(count, "standard of a title", "standards of titles");
    say!(lang, "只有称号的认定条件，{count} 个", "only {english}")
}
