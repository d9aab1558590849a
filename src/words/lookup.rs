//! What is said when a name on the command line stands for nothing, or for several things.

use crate::finding::Severity;

use super::{Lang, counted, say};

/// No place of that name.
#[must_use]
pub fn no_such_place(lang: Lang, name: &str, nearest: Option<&str>) -> String {
    let hint = did_you_mean(lang, nearest);
    say!(lang, "没有“{name}”这个地区{hint}", "there is no place “{name}”{hint}")
}

/// Several places of that name.
#[must_use]
pub fn several_places(lang: Lang, name: &str, places: &[String]) -> String {
    let places = places.join(lang.comma());
    say!(lang, "“{name}”不止一处：{places}，写全称", "“{name}” is several places: {places}; write the full name")
}

/// No title of that name.
#[must_use]
pub fn no_such_title(lang: Lang, name: &str, nearest: Option<&str>, all: &str) -> String {
    let hint = did_you_mean(lang, nearest);
    say!(lang, "没有“{name}”这个称号{hint}可以写：{all}", "there is no title “{name}”{hint} It can be: {all}")
}

/// A dictionary without titles.
#[must_use]
pub fn no_titles(lang: Lang) -> &'static str {
    lang.pick("词典里没有称号（title.kind）", "the dictionary has no titles (title.kind)")
}

/// No fact of that name.
#[must_use]
pub fn no_such_fact(lang: Lang, name: &str, nearest: Option<&str>) -> String {
    let hint = did_you_mean(lang, nearest);
    say!(
        lang,
        "没有“{name}”这项信息{hint}zjtx facts 列出全部",
        "there is no fact “{name}”{hint} zjtx facts lists them all"
    )
}

/// No document or support of that address.
#[must_use]
pub fn no_such_address(lang: Lang, address: &str, nearest: Option<&str>) -> String {
    let hint = did_you_mean(lang, nearest);
    say!(
        lang,
        "没有“{address}”这份文件{hint}zjtx rules list 列出全部",
        "there is no document “{address}”{hint} zjtx rules list lists them all"
    )
}

/// Several documents or supports whose addresses end alike.
#[must_use]
pub fn several_addresses(lang: Lang, address: &str, all: &[String]) -> String {
    let all = all.join(lang.comma());
    say!(lang, "“{address}”不止一个：{all}，写全", "“{address}” is several: {all}; write the whole address")
}

/// No support of that address or name.
#[must_use]
pub fn no_such_support(lang: Lang, text: &str, nearest: Option<&str>) -> String {
    let hint = did_you_mean(lang, nearest);
    say!(
        lang,
        "没有“{text}”这项支持{hint}zjtx rules list 列出全部",
        "there is no support “{text}”{hint} zjtx rules list lists them all"
    )
}

/// Several supports of that name, or whose addresses end alike; address and name of each.
#[must_use]
pub fn several_supports(lang: Lang, text: &str, all: &[(String, String)]) -> String {
    let all = all.iter().map(|(address, name)| format!("\n  {address}  {name}")).collect::<Vec<_>>().concat();
    say!(lang, "“{text}”不止一项，写其中一项的地址：{all}", "“{text}” is several; write the address of one:{all}")
}

/// A text that can't be an id.
#[must_use]
pub fn not_an_id(lang: Lang, text: &str) -> String {
    say!(
        lang,
        "“{text}”不能作编号：用小写字母开头，只用小写字母、数字和单个连字符，例如 plan-2026",
        "“{text}” can't be an id: lower-case letters, digits and single hyphens, a letter first, such as plan-2026"
    )
}

/// A document that is there already.
#[must_use]
pub fn document_exists(lang: Lang, address: &str) -> String {
    say!(
        lang,
        "规则里已有 {address} 这份文件；换一个编号，或加 --force",
        "the rules have a document {address} already; choose another id, or add --force"
    )
}

/// A place of which no folder can be.
#[must_use]
pub fn no_folder(lang: Lang, place: &str) -> String {
    say!(lang, "{place}没有对应的规则文件夹", "there is no folder of rules for {place}")
}

/// A file that is there already.
#[must_use]
pub fn file_exists(lang: Lang, path: &str) -> String {
    say!(
        lang,
        "已有 {path}，没有改动；要覆盖就加 --force",
        "{path} is there already and was left alone; --force replaces it"
    )
}

/// What is there in the place of a new file, and is no file that could be replaced.
#[must_use]
pub fn is_no_file(lang: Lang, path: &str) -> String {
    say!(lang, "{path} 不是普通文件，不能写到它上面", "{path} is no ordinary file and cannot be replaced")
}

/// What is there in the place of a new folder, and is none.
#[must_use]
pub fn is_no_folder(lang: Lang, path: &str) -> String {
    say!(lang, "{path} 不是文件夹，不能写到它里面", "{path} is no folder and cannot be written into")
}

/// A file that could not be written.
#[must_use]
pub fn not_written(lang: Lang, path: &str) -> String {
    say!(lang, "写不了 {path}", "{path} can't be written")
}

/// A file that was written.
#[must_use]
pub fn written(lang: Lang, path: &str) -> String {
    say!(lang, "已写 {path}", "wrote {path}")
}

/// A file that would be written anew.
#[must_use]
pub fn not_formatted(lang: Lang, path: &str) -> String {
    say!(lang, "会变  {path}", "would change  {path}")
}

/// A file that would not say what it says.
#[must_use]
pub fn not_alike(lang: Lang, path: &str) -> String {
    say!(
        lang,
        "{path}：没有改。换了写法，里面的值会变；多半是行尾有的是 LF、有的是 CRLF，把它们改成一样的",
        "{path}: left as it is, since its values would change; its lines probably end in two ways, LF and CRLF: make them alike"
    )
}

/// How many files were formatted, and how many were so before.
#[must_use]
pub fn formatted(lang: Lang, changed: usize, same: usize, is_check: bool) -> String {
    let files = counted(changed, "file", "files");
    if is_check {
        say!(lang, "会变的 {changed} 份，不变的 {same} 份", "{files} would change, {same} would not")
    } else {
        say!(lang, "写了 {changed} 份，不用改的 {same} 份", "{files} written, {same} left as before")
    }
}

fn did_you_mean(lang: Lang, nearest: Option<&str>) -> String {
    nearest.map_or_else(
        || lang.pick("。", ".").to_owned(),
        |nearest| say!(lang, "，是不是“{nearest}”？", ", did you mean “{nearest}”?"),
    )
}

/// A fact of records, of which there may be several.
#[must_use]
pub fn fact_of_records(lang: Lang, key: &str) -> String {
    say!(
        lang,
        "`{key}` 每条记录各有一个，这里说不了；它怎么来见 zjtx facts {key}",
        "each record has its own `{key}`, which is not told here; see zjtx facts {key} for where it comes from"
    )
}

/// A value is asked for, but no firm is named.
#[must_use]
pub fn value_of_no_firm(lang: Lang, key: &str) -> String {
    say!(
        lang,
        "`{key}` 是企业的信息，要写上企业画像；它怎么来见 zjtx facts {key}",
        "`{key}` is a fact of a firm, name its profile; see zjtx facts {key} for where it comes from"
    )
}

/// Over what the code of a finding means.
#[must_use]
pub fn finding_title(lang: Lang, code: &str, severity: Severity) -> String {
    let severity = super::severity(lang, severity);
    say!(lang, "{code}（{severity}）", "{code} ({severity})")
}

/// Over a file with a flaw, or without it.
#[must_use]
pub fn example_title(lang: Lang, is_wrong: bool) -> &'static str {
    if is_wrong { lang.pick("错", "Wrong") } else { lang.pick("对", "Right") }
}

/// A file that is no baseline.
#[must_use]
pub fn no_baseline(lang: Lang, path: &str) -> String {
    say!(
        lang,
        "{path} 不是基线文件：基线由 zjtx validate --write-baseline 写出",
        "{path} is no baseline: zjtx validate --write-baseline writes one"
    )
}

/// A baseline was written.
#[must_use]
pub fn baseline_written(lang: Lang, path: &str, count: usize) -> String {
    let english = counted(count, "reminder", "reminders");
    say!(lang, "基线写进了 {path}：{count} 条提醒", "the baseline with {english} was written to {path}")
}

/// So many findings were left out as known, and so many of those known are no longer there.
#[must_use]
pub fn of_baseline(lang: Lang, known: usize, gone: usize) -> Option<String> {
    let left = counted(known, "reminder", "reminders");
    match (known, gone) {
        (0, 0) => None,
        (_, 0) => Some(say!(lang, "基线里已有的 {known} 条提醒没有列", "{left} of the baseline left out")),
        (0, _) => Some(say!(lang, "基线里有 {gone} 条已经没有了", "{gone} of the baseline are no longer there")),
        _ => Some(say!(
            lang,
            "基线里已有的 {known} 条提醒没有列；还有 {gone} 条已经没有了",
            "{left} of the baseline left out; {gone} more are no longer there"
        )),
    }
}
