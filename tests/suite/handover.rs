//! The report that is handed over: the same figures as elsewhere, one file that loads and runs nothing, whatever a name
//! holds.

use crate::html;
use crate::process;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use html::Page;
use process::{empty_folder, err, out, status};
use serde_json::Value;
use zjtx::number::Number;
use zjtx::shown::is_command;
use zjtx::words::{self, Lang};

/// A firm with much, one in a county, one of which next to nothing is known, one with nothing, one elsewhere.
const FIRMS: [&str; 5] =
    ["nantong-precision", "nantong-county", "nantong-minimal", "chongqing-large", "ningbo-sensors"];
/// What a firm may be called.
const HOSTILE: &str = "<script>alert(1)</script></style>\"'&{{7*7}}=1+1\u{202e}甲";

fn zjtx(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zjtx")).args(arguments).output().unwrap()
}

fn check(firm: &str, lang: &str, more: &[&str]) -> String {
    let path = format!("examples/{firm}.toml");
    let output = zjtx(&[&["check", &path, "--lang", lang, "--as-of", "2026-11-22"], more].concat());
    assert_eq!(status(&output), 0, "{}", err(&output));
    out(&output)
}

fn page(firm: &str, lang: &str) -> String {
    check(firm, lang, &["--format", "html"])
}

/// The amounts of money that a text has: digits before a unit, or behind the currency.
fn amounts(text: &str) -> BTreeSet<String> {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let units = text.match_indices('元').filter_map(|(at, _)| {
        let unit = if text[..at].ends_with(['万', '亿']) { 3 } else { 0 };
        let digits: String = text[..at - unit].chars().rev().take_while(|c| is_digit(*c)).collect();
        let digits: String = digits.chars().rev().collect();
        (!digits.is_empty()).then(|| format!("{digits}{}", &text[at - unit..at]))
    });
    let currency = text.match_indices(words::CURRENCY).map(|(at, found)| {
        let digits: String = text[at + found.len()..].chars().take_while(|c| is_digit(*c)).collect();
        digits.trim_end_matches([',', '.']).to_owned()
    });
    units.chain(currency).collect()
}

#[test]
fn every_amount_of_the_answer_is_in_either_page() {
    for (firm, (name, lang)) in
        FIRMS.iter().flat_map(|firm| [("zh", Lang::Zh), ("en", Lang::En)].map(|lang| (firm, lang)))
    {
        let report: Value = serde_json::from_str(&check(firm, name, &["--format", "json"])).unwrap();
        let markdown = check(firm, name, &["--format", "markdown"]).replace('\\', "");
        let html = Page::of(&page(firm, name)).words();
        let number = |value: &Value| value.as_str().map(|text| Number::read(text).unwrap());
        let totals = report["totals"].as_array().unwrap().iter();
        let ends = totals.flat_map(|total| [number(&total["low"]), number(&total["stated_high"])]).flatten();
        let mut told: Vec<String> = ends.map(|yuan| words::money(lang, yuan)).collect();
        for support in report["supports"].as_array().unwrap() {
            let amount = &support["amount"];
            let of = if amount["counted"].is_null() { amount } else { &amount["counted"] };
            if let (Some(low), None) = (number(&of["low"]), amount["gives_way_to"].as_str()) {
                told.push(words::money_range(lang, low, number(&of["high"])));
            }
        }
        assert!(!told.is_empty(), "{firm}");
        for text in told {
            assert!(markdown.contains(&text), "{firm} in {name}: Markdown lacks {text}");
            assert!(html.contains(&text), "{firm} in {name}: HTML lacks {text}");
        }
        let lacking: Vec<String> = amounts(&markdown).difference(&amounts(&html)).cloned().collect();
        assert!(lacking.is_empty(), "{firm} in {name}: only in Markdown: {lacking:?}");
    }
}

#[test]
fn a_page_loads_and_runs_nothing() {
    for (firm, lang) in FIRMS.iter().flat_map(|firm| ["zh", "en"].map(|lang| (firm, lang))) {
        let html = page(firm, lang);
        let lower = html.to_ascii_lowercase();
        for loading in ["<script", "<link", "<iframe", "url(", "@import", "javascript:", "http-equiv"] {
            assert!(!lower.contains(loading), "{firm}: {loading}");
        }
        let page = Page::of(&html);
        assert!(page.values("src").is_empty());
        assert!(page.elements.iter().flat_map(|(_, attributes)| attributes.keys()).all(|name| !name.starts_with("on")));
        for link in page.values("href") {
            let is_inside = link.strip_prefix('#').is_some_and(|id| page.values("id").contains(&id));
            assert!(is_inside || link.starts_with("https://") || link.starts_with("http://"), "{link}");
        }
    }
}

#[test]
fn headings_go_down_one_level_at_a_time_and_every_chapter_is_there() {
    for (firm, lang) in FIRMS.iter().flat_map(|firm| ["zh", "en"].map(|lang| (firm, lang))) {
        let page = Page::of(&page(firm, lang));
        let levels = page.elements.iter().filter_map(|(name, _)| name.strip_prefix('h')?.parse::<u8>().ok());
        let levels: Vec<u8> = levels.collect();
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{firm}: {levels:?}");
        assert_eq!((levels[0], levels.iter().filter(|level| **level == 1).count()), (1, 1));
        let chapters = page.texts_in("h2");
        assert_eq!(chapters.len(), 10, "{chapters:?}");
        assert!(chapters.iter().enumerate().all(|(index, title)| title.starts_with(&format!("{} ", index + 1))));
        assert_eq!(page.elements[0].1["lang"], if lang == "zh" { "zh-CN" } else { "en" });
        // A chart says in words what it draws.
        let drawn = page.elements.iter().filter(|(name, _)| name == "svg");
        assert!(drawn.clone().count() > 0 && drawn.clone().all(|(_, attributes)| attributes["aria-hidden"] == "true"));
    }
}

#[test]
fn a_firm_of_which_nothing_is_known_is_promised_nothing() {
    let folder = empty_folder("handover", "nothing");
    let profile = folder.join("firm.toml");
    fs::write(&profile, "place = \"成都市\"\nas-of = 2026-11-22\n").unwrap();
    let rules = ["--no-builtin", "--rules", "tests/alone"];
    for lang in ["zh", "en"] {
        let output =
            zjtx(&[&["check", profile.to_str().unwrap(), "--format", "html", "--lang", lang], &rules[..]].concat());
        assert_eq!(status(&output), 0, "{}", err(&output));
        let page = Page::of(&out(&output));
        assert_eq!(amounts(&page.words()), BTreeSet::new(), "{}", page.words());
        assert!(page.texts_in("h2").len() == 10);
    }
}

#[test]
fn what_a_name_holds_stays_text() {
    let folder = empty_folder("handover", "names");
    let long = "云".repeat(300);
    for name in [HOSTILE, &long, "=1+1", "\u{202e}\u{2066}右", "]]>&amp;--><!--"] {
        let profile = folder.join("firm.toml");
        let quoted = serde_json::to_string(name).unwrap();
        let text = format!(
            "name = {quoted}\nplace = \"南通市崇川区\"\nas-of = 2026-11-22\n\
             title = [{{ kind = \"小巨人\", granted = 2026-05-01 }}]\n\
             [[project]]\nname = {quoted}\nkind = \"new-investment\"\nnew-equipment = \"100万\"\n"
        );
        fs::write(&profile, text).unwrap();
        let output = zjtx(&["check", profile.to_str().unwrap(), "--format", "html", "--title", name]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        let html = out(&output);
        assert!(!html.contains(is_command), "{name}");
        let page = Page::of(&html);
        assert!(page.elements.iter().all(|(element, _)| element != "script"));
        let shown = zjtx::shown::plain(name).into_owned();
        assert_eq!(page.texts_in("h1"), [shown.as_str()]);
        // Above each printed page it is a string of CSS, in which only letters and digits stand for themselves.
        let (_, running) = html.split_once("@top-left { content: \"").unwrap();
        let (running, _) = running.split_once("\" }").unwrap();
        assert!(running.chars().all(|c| c.is_ascii_alphanumeric() || c == '\\'), "{running}");
    }
}

#[test]
fn chapters_title_and_logo_are_those_of_its_maker() {
    let folder = empty_folder("handover", "cover");
    let logo = folder.join("logo.png");
    fs::write(&logo, b"\x89PNG\r\n\x1a\nrest").unwrap();
    let options =
        ["--format", "html", "--title", "甲所报告", "--logo", logo.to_str().unwrap(), "--sections", "材料,3,3"];
    let page = Page::of(&check("nantong-precision", "zh", &options));
    assert_eq!(page.texts_in("h1"), ["甲所报告"]);
    assert_eq!(page.texts_in("h2"), ["1 材料清单", "2 怎样搭配"]);
    assert_eq!(page.values("src"), ["data:image/png;base64,iVBORw0KGgpyZXN0"]);
    fs::write(&logo, "<svg/>").unwrap();
    let output = zjtx(&[&["check", "examples/nantong-precision.toml"], &options[..]].concat());
    assert_eq!((status(&output), out(&output)), (2, String::new()));
    assert!(err(&output).contains("PNG"), "{}", err(&output));
    for option in ["--title", "--logo", "--sections"] {
        let output = zjtx(&["check", "examples/nantong-precision.toml", option, "money"]);
        assert!(status(&output) == 2 && err(&output).contains("--format html"), "{}", err(&output));
    }
}

#[test]
fn a_file_is_written_whole_and_in_the_form_that_its_name_says() {
    let folder = empty_folder("handover", "files");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let firm = "examples/nantong-county.toml";
    for (name, start) in [("a.html", "<!DOCTYPE"), ("a.md", "# "), ("a.json", "{"), ("a.txt", "示例")] {
        let output = zjtx(&["check", firm, "--lang", "zh", "-o", &path(name)]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        assert!(fs::read_to_string(folder.join(name)).unwrap().starts_with(start), "{name}");
    }
    fs::write(folder.join("a.md"), "mine").unwrap();
    assert_eq!(status(&zjtx(&["check", firm, "-o", &path("a.md")])), 2);
    assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), "mine");
    assert_eq!(status(&zjtx(&["check", firm, "-o", &path("a.md"), "--force"])), 0);
    assert_eq!(status(&zjtx(&["check", firm, "-o", &path("a.pdf")])), 2);
    assert_eq!(status(&zjtx(&["check", firm, "--force"])), 2);
    let own = path("firm.toml");
    fs::copy(firm, &own).unwrap();
    assert_eq!(status(&zjtx(&["check", &own, "-o", &own, "--format", "json", "--force"])), 2);
    assert_eq!(fs::read(&own).unwrap(), fs::read(firm).unwrap());
    let names: BTreeSet<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names, ["a.html", "a.json", "a.md", "a.txt", "firm.toml"].map(str::to_owned).into());
}

#[test]
fn a_firm_may_come_through_a_pipe() {
    let piped = |bytes: &[u8]| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_zjtx"))
            .args(["check", "-", "--lang", "zh", "--as-of", "2026-11-22"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        child.wait_with_output().unwrap()
    };
    let whole = piped(&fs::read("examples/nantong-county.toml").unwrap());
    assert_eq!((status(&whole), out(&whole)), (0, check("nantong-county", "zh", &[])));
    let line = piped("{\"name\": \"甲\", \"place\": \"南通市崇川区\"}\n".as_bytes());
    assert!(status(&line) == 0 && out(&line).starts_with("甲（江苏省南通市崇川区）"), "{}", err(&line));
    let broken = piped(b"place = \n");
    assert!(status(&broken) == 1 && err(&broken).contains("-:1"), "{}", err(&broken));
}

#[test]
fn the_digest_is_that_of_the_receipt() {
    let folder = empty_folder("handover", "receipt");
    let receipt = folder.join("receipt.json");
    let html = check("nantong-county", "zh", &["--format", "html", "--receipt", receipt.to_str().unwrap()]);
    let receipt: Value = serde_json::from_slice(&fs::read(&receipt).unwrap()).unwrap();
    let words = Page::of(&html).words();
    assert!(words.contains(receipt["digest"].as_str().unwrap()));
    for rule in receipt["rules"].as_array().unwrap() {
        assert!(words.contains(rule["sha256"].as_str().unwrap()), "{rule}");
    }
}

/// An amount as a page has it, in yuan; nothing of what is no figure.
fn yuan(text: &str) -> Number {
    let text = text.trim_end_matches("＋未载明");
    if !text.ends_with('元') {
        return Number::ZERO;
    }
    let unit = [("亿元", 100_000_000), ("万元", 10_000), ("元", 1)].into_iter().find(|(unit, _)| text.ends_with(unit));
    let (unit, size) = unit.unwrap();
    Number::read(&text.trim_end_matches(unit).replace(',', "")).unwrap().times(Number::whole(size)).unwrap()
}

#[test]
fn a_folder_has_a_page_for_each_firm_and_a_list_by_money() {
    let folder = empty_folder("handover", "folder");
    let (table, reports) = (folder.join("clients.csv"), folder.join("reports"));
    let names = [HOSTILE, "../../甲/乙", "index", "INDEX", "同名", "同名", "#100%?", &"云".repeat(300)];
    let rows: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(index, name)| format!("{},\"{}\",南通市崇川区,", 100 + index, name.replace('"', "\"\"")))
        .collect();
    let bad = "900,某厂,南通市崇川区,1,2,3";
    fs::write(&table, format!("企业编号,企业名称,所在地,从业人员\n{}\n{bad}\n", rows.join("\n"))).unwrap();
    let (table, to) = (table.to_str().unwrap(), reports.to_str().unwrap());
    let output = zjtx(&["batch", table, "examples", "-o", to, "--format", "html", "--lang", "zh", "--exit-zero"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let files: BTreeSet<String> =
        fs::read_dir(&reports).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let list = Page::of(&fs::read_to_string(reports.join("index.html")).unwrap());
    let linked: BTreeSet<String> = list.values("href").into_iter().map(decoded).collect();
    assert!(linked.len() > names.len() + 10 && linked.contains("104-同名.html"), "{linked:?}");
    assert_eq!(files, linked.into_iter().chain(["index.html".to_owned()]).collect());
    for file in &files {
        Page::of(&fs::read_to_string(reports.join(file)).unwrap());
        assert!(Path::new(file).extension().is_some_and(|end| end == "html") && file.len() < 255, "{file}");
    }
    let cells: Vec<&str> = list.texts_in("div");
    let rows: Vec<&[&str]> = cells.chunks(7).collect();
    let lows: Vec<Number> = rows.iter().map(|row| yuan(row[1]).plus(yuan(row[3])).unwrap()).collect();
    assert!(lows.is_sorted_by(|one, other| one >= other) && !lows[0].is_zero(), "{lows:?}");
    assert_eq!(rows.last().unwrap(), &["未测算，见问题", "—", "—", "—", "—", "—", "—"]);
    // What is not for such a folder is refused before anything is written.
    for wrong in [&["-o", "x.csv", "--format", "html"][..], &["-o", "y", "--title", "甲"]] {
        assert_eq!(status(&zjtx(&[&["batch", table], wrong].concat())), 2);
    }
}

fn decoded(link: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = link.bytes();
    while let Some(byte) = rest.next() {
        let digits = if byte == b'%' { [rest.next(), rest.next()].map(Option::unwrap).to_vec() } else { Vec::new() };
        let digits = String::from_utf8(digits).unwrap();
        bytes.push(if digits.is_empty() { byte } else { u8::from_str_radix(&digits, 16).unwrap() });
    }
    String::from_utf8(bytes).unwrap()
}
