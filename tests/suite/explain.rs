//! Explanations: whole at any width, true to the report, and each support found by what people call it.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

use zjtx::calendar::Day;
use zjtx::catalogue::{Found, find_support};
use zjtx::compile::{compile, parse};
use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::{explain, explain_document, explain_rule, explain_support};
use zjtx::load::{Library, Role};
use zjtx::profile::{self, Profile};
use zjtx::reader::{Sink, Table};
use zjtx::render::{document_explained, document_explained_markdown, explanation_text};
use zjtx::report::{AsOfFrom, Explanation, PartReport};
use zjtx::rulebook::{Rulebook, SupportId};
use zjtx::source::{SourceFile, Sources};
use zjtx::words::Lang;

static RULES: LazyLock<(Rulebook, Sources)> = LazyLock::new(|| {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    (book, library.sources)
});

fn day() -> (Day, AsOfFrom) {
    (Day::new(2026, 11, 22).unwrap(), AsOfFrom::Option)
}

/// The firms of the examples.
fn firms() -> Vec<Profile> {
    let mut paths: Vec<_> = fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    let firms: Vec<Profile> = paths.iter().map(|path| firm(&fs::read_to_string(path).unwrap())).collect();
    assert!(firms.len() > 2);
    firms
}

fn firm(text: &str) -> Profile {
    let (book, sources) = &*RULES;
    let mut sources = sources.clone();
    let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: text.to_owned() });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap();
    let firm = profile::read(&Table::of_file(&sink, &root), book);
    drop(root);
    assert_eq!(sink.into_findings(), []);
    firm
}

fn explained(id: SupportId, firm: &Profile) -> Explanation {
    let (book, sources) = &*RULES;
    explain_support(Lang::Zh, book, sources, id, firm, day(), &evaluate(book, firm, day().0))
}

/// A part of an answer as its JSON.
fn json(part: &impl serde::Serialize) -> Value {
    serde_json::to_value(part).unwrap()
}

/// All characters but spaces and line ends, in order.
fn characters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_called(book: &Rulebook, id: SupportId, text: &str) -> bool {
    let support = book.support(id);
    support.id() == text || support.name == text
}

#[test]
fn every_support_is_found_by_its_address_its_id_and_its_name() {
    let (book, _) = &*RULES;
    for id in book.support_ids() {
        let support = book.support(id);
        assert_eq!(find_support(book, &support.address), Found::One(id));
        // Supports of several documents may have one name.
        for text in [support.id(), &support.name] {
            let is_found = match find_support(book, text) {
                Found::One(found) => found == id,
                Found::Many(found) => found.contains(&id) && found.iter().all(|one| is_called(book, *one, text)),
                Found::None(_) => false,
            };
            assert!(is_found, "{text}");
        }
    }
}

#[test]
fn what_names_several_supports_names_them_all() {
    let (book, _) = &*RULES;
    let of = |is_meant: &dyn Fn(&str, &str) -> bool| -> Vec<SupportId> {
        let is_meant = |id: &SupportId| is_meant(&book.support(*id).address, &book.support(*id).name);
        book.support_ids().filter(is_meant).collect()
    };
    let reply = of(&|address, _| address.starts_with("nantong/reply-2024/"));
    for text in ["nantong/reply-2024", "reply-2024", "nantong/reply-2024/"] {
        assert_eq!(find_support(book, text), Found::Many(reply.clone()), "{text}");
    }
    let bonuses = of(&|_, name| name.contains("奖励"));
    assert!(bonuses.len() > 2);
    assert_eq!(find_support(book, "奖励"), Found::Many(bonuses));
    assert!(matches!(find_support(book, "pgrade"), Found::None(_)));
    assert_eq!(find_support(book, ""), Found::None(None));
    assert_eq!(find_support(book, "智能化改造设备补住"), Found::None(Some("智能化改造设备补助".to_owned())));
}

#[test]
fn a_narrow_terminal_loses_nothing_of_an_explanation() {
    let (book, sources) = &*RULES;
    let firms = firms();
    for id in book.support_ids() {
        let of_firms = firms.iter().map(|firm| explained(id, firm));
        for explanation in std::iter::once(explain_rule(Lang::Zh, book, sources, id, day().0)).chain(of_firms) {
            let [narrow, page, wide] = [60, 80, 400].map(|columns| explanation_text(Lang::Zh, &explanation, columns));
            let address = &book.support(id).address;
            assert_eq!(characters(&narrow), characters(&wide), "{address}");
            assert_eq!(characters(&page), characters(&wide), "{address}");
            for (text, most) in [(&narrow, 60), (&page, 80)] {
                let widest = text.lines().map(textwrap::core::display_width).max();
                assert!(widest <= Some(most), "{address}: {widest:?} columns\n{text}");
            }
        }
    }
}

/// The explanation is of the same answer: what `check` says of the support, but that records are gone into.
#[test]
fn an_explanation_says_what_the_report_says() {
    let (book, sources) = &*RULES;
    for firm in firms() {
        let report = explain(Lang::Zh, book, sources, &firm, day(), &evaluate(book, &firm, day().0));
        for support in &report.supports {
            let Found::One(id) = find_support(book, &support.id) else { panic!("{}", support.id) };
            let (answer, support) = (json(&explained(id, &firm).answer.unwrap().support), json(support));
            for (key, value) in support.as_object().unwrap().iter().filter(|(key, _)| *key != "conditions") {
                assert_eq!(answer[key], *value, "{}: {key}", support["id"]);
            }
            let outcomes = |support: &Value| -> Vec<[Value; 3]> {
                let conditions = support["conditions"].as_array().unwrap().iter();
                conditions.map(|one| ["address", "record", "outcome"].map(|key| one[key].clone())).collect()
            };
            assert_eq!(outcomes(&answer), outcomes(&support), "{}", support["id"]);
        }
    }
}

/// Every address that an explanation gives stands for one condition, on the line where that is written.
#[test]
fn every_condition_is_addressed_once_and_on_its_line() {
    let (book, sources) = &*RULES;
    let mut seen = 0;
    for id in book.support_ids() {
        let rule = explain_rule(Lang::Zh, book, sources, id, day().0).rule;
        let addresses: BTreeSet<&str> = rule.clauses.iter().map(|clause| clause.address.as_str()).collect();
        assert_eq!(addresses.len(), rule.clauses.len(), "{}", rule.id);
        for clause in rule.clauses.iter().filter(|clause| clause.address != "scope") {
            let text = fs::read_to_string(&clause.source.file).unwrap();
            let written = text.lines().nth(clause.source.line as usize - 1).unwrap();
            // That a document has begun of which the first day was not read stands in no condition of its text.
            if written == "[[support]]" && book.document_of(book.support(id)).from.is_none() {
                continue;
            }
            let heads = ["fact", "has", "every", "all", "any", "none", "of", "judged", "unclear", "assume", "meets"];
            assert!(heads.iter().any(|key| written.contains(key)), "{} {}: {written}", rule.id, clause.address);
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen} conditions");
}

/// A record that a condition goes through is checked by itself, and the condition holds if one of them does.
#[test]
fn a_condition_on_records_tells_each_of_them() {
    let (book, _) = &*RULES;
    let firm = firm(&fs::read_to_string("examples/nantong-precision.toml").unwrap());
    let mut seen = 0;
    for id in book.support_ids() {
        let support = json(&explained(id, &firm).answer.unwrap().support);
        let is_of_titles = |condition: &&Value| condition["fact"] == "title";
        for condition in support["conditions"].as_array().unwrap().iter().filter(is_of_titles) {
            let outer = condition["address"].as_str().unwrap();
            let records = condition["records"].as_array().unwrap();
            let is_met = records.iter().any(|record| record["outcome"] == "met");
            // One that says how many there may be at most holds without any.
            let is_of_most = condition["text"].as_str().unwrap().contains("至多");
            assert!(is_of_most || (condition["outcome"] == "met") == is_met, "{condition}");
            for record in records {
                // A reading or an alternative is a part of its condition, which counts by itself.
                let inner = |one: &Value| one["address"].as_str().unwrap()[outer.len()..].to_owned();
                let conditions = record["conditions"].as_array().unwrap().iter();
                let mut whole =
                    conditions.filter(|one| [".unclear.", ".any."].iter().all(|part| !inner(one).contains(part)));
                let all_met = whole.all(|one| one["outcome"] == "met");
                assert_eq!(record["outcome"] == "met", all_met, "{record}");
                seen += 1;
            }
        }
    }
    assert!(seen > 5, "{seen} records");
}

#[test]
fn a_support_of_another_place_is_explained_too() {
    let profile = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("chengdu.toml");
    fs::write(&profile, "place = \"510104\"\nas-of = 2026-11-22\nproject = []\n").unwrap();
    for support in ["smart-upgrade", "nantong/reply-2024/little-giant-bonus"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
        let output = command.args(["explain", support, "--format", "json"]).arg(&profile).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let explained: Value = serde_json::from_slice(&output.stdout).unwrap();
        let support = &explained["answer"]["support"];
        assert_eq!(support["status"], "does-not-qualify");
        let conditions = support["conditions"].as_array().unwrap();
        assert!(conditions.iter().all(|one| one["address"] != "scope" || one["outcome"] == "unmet"), "{support}");
    }
}

/// The strings that a rule file writes under a key at the start of a line.
fn written<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let of_key = |line: &&str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    let quoted = |line: &'t str| line.split('"').skip(1).step_by(2);
    text.lines().filter(of_key).flat_map(quoted).collect()
}

#[test]
fn a_document_explained_has_each_clause_figure_silence_and_omission_of_its_file() {
    let (book, sources) = &*RULES;
    for (index, document) in book.documents.iter().enumerate() {
        let file = fs::read_to_string(format!("rules/{}.toml", document.address)).unwrap();
        // What nobody read stands behind the document, and is none of it.
        let file = file.split("\n[[unread]]").next().unwrap();
        for lang in [Lang::Zh, Lang::En] {
            let found = explain_document(lang, book, sources, index, day().0);
            let pages = [document_explained(lang, &found, 80), document_explained(lang, &found, 40)];
            for page in pages.map(|page| characters(&page)) {
                for key in ["title", "number", "issuer", "source", "clause", "figures", "silent", "id"] {
                    // The title of a standard is the key of a choice, which the page calls by its name.
                    let is_key = |text: &str| key == "title" && text.is_ascii();
                    for text in written(file, key).into_iter().filter(|text| !is_key(text)) {
                        assert!(page.contains(&characters(text)), "{}: {key} {text}", document.address);
                    }
                }
                for part in &document.omitted {
                    assert!(page.contains(&characters(&part.what)), "{}: {}", document.address, part.what);
                }
            }
            let headings =
                document_explained_markdown(lang, &found).lines().filter(|line| line.starts_with("## ")).count();
            assert_eq!(headings, found.parts.len() + usize::from(!found.omitted.is_empty()), "{}", document.address);
        }
    }
}

#[test]
fn a_document_explained_says_of_each_support_what_its_own_explanation_says_in_the_order_of_the_file() {
    let (book, sources) = &*RULES;
    for index in 0..book.documents.len() {
        let found = explain_document(Lang::Zh, book, sources, index, day().0);
        let source = |part: &PartReport| match part {
            PartReport::Standard { rule, .. } | PartReport::Support { rule } => rule.source.line,
            PartReport::Group { source, .. } => source.line,
        };
        assert!(found.parts.iter().map(source).is_sorted());
        let rules = found.parts.iter().filter_map(|part| match part {
            PartReport::Support { rule } => Some(rule),
            PartReport::Standard { .. } | PartReport::Group { .. } => None,
        });
        let own = book.support_ids().filter(|id| book.support(*id).document == index).collect::<Vec<_>>();
        let rules: Vec<_> = rules.collect();
        assert_eq!(rules.len(), own.len());
        for (rule, id) in rules.into_iter().zip(own) {
            let mut alone = json(&explain_rule(Lang::Zh, book, sources, id, day().0).rule);
            alone["groups"] = Value::Array(Vec::new());
            assert_eq!(json(rule), alone);
        }
    }
}

#[test]
fn a_document_explained_tells_what_it_replaces_and_changes() {
    let newer = "[document]\ntitle = \"补充规定\"\nissuer = \"i\"\nkind = \"notice\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
        standing = \"in-force\"\nevidence = \"copy\"\nchecked = 2026-11-22\n\
        replaces = [{ what = \"nantong/reply-2024/little-giant-bonus\", sure = false }]\n\
        amends = [{ what = \"nantong/reply-2024/new-project-equipment\", from = \"20%\", to = \"18%\", clause = \"第二条\", \
        figures = [\"20%\", \"18%\"], when = [{ fact = \"staff\", at-least = 234 }] }]\n\
        [[support]]\nid = \"lane\"\nname = \"n\"\nkind = \"service\"\nclause = \"1\"\n";
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let role = Role::Rules { folders: vec!["nantong".to_owned()], stem: "newer".to_owned() };
    library.add_bytes("newer.toml", newer.as_bytes(), role);
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    let index = book.documents.iter().position(|document| document.address == "nantong/newer").unwrap();
    for lang in [Lang::Zh, Lang::En] {
        let found = explain_document(lang, &book, &library.sources, index, day().0);
        let page = document_explained(lang, &found, 400);
        for text in [
            "nantong/reply-2024/little-giant-bonus",
            "nantong/reply-2024/new-project-equipment",
            "20%",
            "18%",
            "234",
            "第二条",
        ] {
            assert!(page.contains(text), "{text} in {page}");
        }
    }
}

#[test]
fn the_json_of_a_document_explained_fits_its_schema() {
    let (book, sources) = &*RULES;
    let mut schemas = boon::Schemas::new();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/document-explanation.schema.json");
    let schema = boon::Compiler::new().compile(path, &mut schemas).unwrap();
    for index in 0..book.documents.len() {
        for lang in [Lang::Zh, Lang::En] {
            let found = explain_document(lang, book, sources, index, day().0);
            let value = json(&found);
            let is_fit = |value: &Value| schemas.validate(value, schema).map_err(|error| format!("{error:#}"));
            assert_eq!(is_fit(&value), Ok(()), "{}", found.document.id);
            let with = |pointer: &str, key: &str, given: Value| {
                let mut other = value.clone();
                other.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap().insert(key.to_owned(), given);
                other
            };
            // Neither a key more nor another kind of value does.
            assert!(is_fit(&with("", "note", "x".into())).is_err() && is_fit(&with("", "scope", 1.into())).is_err());
            assert!(is_fit(&with("/document", "note", "x".into())).is_err());
            assert!(is_fit(&with("/parts/0", "note", "x".into())).is_err());
        }
    }
}

/// A rate that the document does not print is no amount that it does not print.
#[test]
fn of_a_rate_that_is_not_stated_the_rate_is_said_to_lack() {
    let rules = |amount: &str| {
        let text = format!(
            "[document]\ntitle = \"t\"\nissuer = \"i\"\nkind = \"measure\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
             standing = \"in-force\"\nevidence = \"copy\"\nchecked = 2026-11-22\n[[support]]\nid = \"s\"\nname = \"n\"\n\
             kind = \"grant\"\nclause = \"1\"\nfor-what = \"equipment\"\namount = {amount}\n"
        );
        let mut library = Library::default();
        library.add_shipped_lists();
        let role = Role::Rules { folders: vec!["510100".to_owned()], stem: "rate".to_owned() };
        library.add_bytes("rate.toml", text.as_bytes(), role);
        let (book, findings) = compile(&library);
        assert_eq!(findings, []);
        (book, library.sources)
    };
    let firm = firm("place = \"成都市\"\nstaff = 20\nyear.2025.revenue = \"100万元\"\n");
    for (amount, lacks, other) in [
        ("{ rate = \"unstated\", of = { fact = \"revenue\", year = -1 } }", "文件未写比例", "文件未写金额"),
        ("\"unstated\"", "文件未写金额", "文件未写比例"),
        ("{ each = \"unstated\", times = \"staff\" }", "文件未写金额", "文件未写比例"),
    ] {
        let (book, sources) = rules(amount);
        let evaluation = evaluate(&book, &firm, Question { as_of: day().0, strict: false });
        let report = explain(Lang::Zh, &book, &sources, &firm, day(), &evaluation);
        let text = serde_json::to_string(&report.supports).unwrap();
        assert!(text.contains(lacks) && !text.contains(other), "{amount}: {text}");
    }
}

#[test]
fn a_document_is_replaced_only_where_the_newer_one_applies() {
    let folder = tempfile::tempdir().unwrap();
    let told = |firm: Option<&str>| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_zjtx"));
        program.args(["explain", "nantong/fusion-policy/computing-voucher", "--lang", "zh"]);
        if let Some(place) = firm {
            let profile = folder.path().join("firm.toml");
            std::fs::write(&profile, format!("place = \"{place}\"\n")).unwrap();
            program.arg(profile).args(["--as-of", "2026-11-22"]);
        }
        let text = String::from_utf8(program.output().unwrap().stdout).unwrap();
        let whole: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        (whole.contains("!已被《"), whole.contains("!可能已被《"))
    };
    // Hai'an's edition applies in Hai'an alone.
    assert_eq!(told(Some("南通市崇川区")), (false, false));
    assert_eq!(told(Some("海安市")), (true, false));
    assert_eq!(told(None), (false, true));
}
