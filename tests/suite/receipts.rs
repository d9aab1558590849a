//! Receipts: what a firm says comes back as it was, a changed byte is found, and a changed rule is named with its money.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::evaluate::evaluate;
use zjtx::explain::{explain, receipt, verification};
use zjtx::load::{Library, role_of};
use zjtx::profile::{Profile, Statement};
use zjtx::reader::{Sink, Table};
use zjtx::report::{AsOfFrom, ChangedSide, Receipt, ReceiptFlaw, Report, RuleChange, Yuan};
use zjtx::roster;
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};
use zjtx::words::Lang;

const DOCUMENT: &str = "nantong/reply-2024.toml";

type Rules = (Rulebook, Sources);

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    (compile(&library).0, library.sources)
});

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn day() -> Day {
    Day::parse("2026-11-22").unwrap()
}

fn read(text: &str) -> Profile {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: text.to_owned() });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap();
    roster::profile(&RULES.0, (None, day()), &Table::of_file(&sink, &root)).profile
}

fn precision() -> Profile {
    read(&fs::read_to_string(root("examples/nantong-precision.toml")).unwrap())
}

fn answer((book, sources): &Rules, profile: &Profile) -> Report {
    let evaluation = evaluate(book, profile, day());
    explain(Lang::Zh, book, sources, profile, (day(), AsOfFrom::Option), &evaluation)
}

fn receipt_of(profile: &Profile) -> Receipt {
    let (book, sources) = &*RULES;
    receipt(Lang::Zh, "0.0.0", (book, sources), profile, &answer(&RULES, profile))
}

/// The shipped rules with one text of a document replaced by another.
fn with(from: &str, to: &str) -> Rules {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::from([DOCUMENT.to_owned()]));
    let text = fs::read_to_string(root("rules").join(DOCUMENT)).unwrap();
    assert!(text.contains(from), "{from}");
    let role = role_of(Path::new(DOCUMENT)).unwrap();
    library.add_bytes(&format!("rules/{DOCUMENT}"), text.replace(from, to).as_bytes(), role);
    (compile(&library).0, library.sources)
}

/// Firms that say much, little and nothing, and what can't be read.
const FIRMS: [&str; 5] = [
    "name = \"甲绸业\"",
    "project = []",
    "staff = { from = 80, to = 90 }\nestablished = \"2020-03\"\n[year.2025]\nrevenue = -1",
    "place = \"启东\"\n[[title]]\ngranted = \"2024\"\nkind = \"不清楚\"\n[[title]]\nkind = \"小巨人\"",
    "staff = \"约90\"\n[[talent]]\nname = \"甲=乙.丙\"\n[talent.year.2025]\npay = \"210.05万\"\n[[project]]\nkind = \"?\"",
];

#[test]
fn what_a_firm_says_comes_back_as_it_was() {
    let mut profiles: Vec<(String, Profile)> = FIRMS.iter().map(|text| ((*text).to_owned(), read(text))).collect();
    for entry in fs::read_dir(root("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            profiles.push((path.display().to_string(), read(&fs::read_to_string(&path).unwrap())));
        }
    }
    assert!(profiles.len() > FIRMS.len() + 3, "there are examples");
    for (name, profile) in profiles {
        let json = serde_json::to_string(&Statement::of(&RULES.0, &profile)).unwrap();
        let (found, findings) = serde_json::from_str::<Statement>(&json).unwrap().profile(&RULES.0, day());
        assert!(findings.is_empty(), "{name}: {findings:?}");
        assert_eq!(found, profile, "{name}: {json}");
    }
}

#[test]
fn any_changed_byte_is_found() {
    let mut whole = receipt_of(&precision());
    whole.rules.truncate(2);
    whole.answer.truncate(3);
    let text = whole.sealed().unwrap();
    assert!(Receipt::read(text.as_bytes()).is_ok());
    let mut bytes = text.clone().into_bytes();
    for at in 0..bytes.len() {
        let kept = bytes[at];
        for other in [kept ^ 1, b' ', b'0'] {
            bytes[at] = other;
            assert!(other == kept || Receipt::read(&bytes).is_err(), "byte {at} of {text}");
        }
        bytes[at] = kept;
    }
    for changed in [format!("{text} "), text.replace('\n', ""), text.replacen("  \"", "\"", 1), text[1..].to_owned()] {
        assert!(Receipt::read(changed.as_bytes()).is_err());
    }
    assert_eq!(Receipt::read(b"{}").unwrap_err(), ReceiptFlaw::NoReceipt);
}

#[test]
fn an_answer_that_the_rules_do_not_give_is_another_one() {
    let profile = precision();
    let (_, sources) = &*RULES;
    let (whole, now) = (receipt_of(&profile), answer(&RULES, &profile));
    assert!(verification(Lang::En, "0.0.0", sources, &whole, &now).same, "in whatever language");
    for at in 0..whole.answer.len() {
        let mut forged = whole.clone();
        let side = &mut forged.answer[at].answer;
        side.low = if side.low.is_some() { None } else { Some(Yuan::default()) };
        let found = verification(Lang::Zh, "0.0.0", sources, &forged, &now);
        assert!(!found.same && found.changes.len() == 1, "{:?}", forged.answer[at]);
        forged.answer.remove(at);
        assert_eq!(verification(Lang::Zh, "0.0.0", sources, &forged, &now).changes.len(), 1);
    }
}

#[test]
fn a_changed_rule_is_named_with_what_it_changed() {
    let profile = precision();
    let whole = receipt_of(&profile);
    let rules = with("4000万元", "600万元");
    let found = verification(Lang::Zh, "0.0.0", &rules.1, &whole, &answer(&rules, &profile));
    assert!(!found.same);
    let [rule] = &found.rules[..] else { panic!("{:?}", found.rules) };
    assert_eq!((rule.file.as_str(), rule.change), (DOCUMENT, RuleChange::Changed));
    assert_eq!(rule.supports, ["nantong/reply-2024/new-project-equipment"]);
    let change = found.changes.iter().find(|change| change.id == rule.supports[0]).unwrap();
    let low = |side: &Option<ChangedSide>| side.as_ref().unwrap().low.unwrap().to_string();
    assert_eq!([low(&change.before), low(&change.after)], ["6400000", "6000000"]);
}

/// A rule that is written otherwise and says the same is told, and the answer is the same.
#[test]
fn a_rule_that_says_the_same_in_other_words_changes_no_answer() {
    let profile = precision();
    let whole = receipt_of(&profile);
    let rules = with("[document]", "# the same\n[document]");
    let found = verification(Lang::Zh, "0.0.1", &rules.1, &whole, &answer(&rules, &profile));
    assert!(found.same && found.changes.is_empty());
    assert_eq!((found.version.as_deref(), found.rules.len()), (Some("0.0.0"), 1));
}

#[test]
fn a_firm_of_which_nothing_is_known_has_a_receipt_too() {
    let nothing = Profile::default();
    let whole = receipt_of(&nothing);
    assert!(whole.profile.stated.is_empty());
    assert_eq!(whole.profile.profile(&RULES.0, day()).0, nothing);
    assert!(verification(Lang::Zh, "0.0.0", &RULES.1, &whole, &answer(&RULES, &nothing)).same);
}
