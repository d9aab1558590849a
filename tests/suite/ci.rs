//! Findings in the formats of services that check a change, and which of them make a run fail.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

const HEAD: &str = "[document]\ntitle = \"办法\"\nissuer = \"局\"\nkind = \"measure\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
                    standing = \"in-force\"\nevidence = \"copy\"\nchecked = 2026-06-30\n";

fn grant(id: &str, rest: &str) -> String {
    format!(
        "[[support]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"grant\"\nfor-what = \"equipment\"\nclause = \"一\"\n{rest}\n"
    )
}

/// Two supports of one purpose, of which one has a figure that is not printed: an error and a reminder.
fn folder(before: &str, figures: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("规则/320600");
    fs::create_dir_all(&place).unwrap();
    let one = grant("a", &format!("amount = \"50万元\"\nfigures = [{figures}]"));
    let other = grant("b", "amount = \"20万元\"\nfigures = [\"20万元\"]");
    fs::write(place.join("plan.toml"), format!("{before}{HEAD}{one}{other}")).unwrap();
    folder
}

fn validate(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_zjtx"))
        .args(["validate", "规则"])
        .args(if arguments.contains(&"--lang") { &[][..] } else { &["--lang", "zh"] })
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn sarif_names_lines_and_columns_and_knows_a_finding_again() {
    let read = |before: &str| -> Value {
        let folder = folder(before, "");
        serde_json::from_str(&validate(folder.path(), &["--format", "sarif"]).1).unwrap()
    };
    let log = read("");
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let told: Vec<_> =
        results.iter().map(|result| (result["ruleId"].as_str().unwrap(), result["level"].as_str().unwrap())).collect();
    assert_eq!(told, [("figure-missing", "error"), ("unrelated", "warning")]);
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%E8%A7%84%E5%88%99/320600/plan.toml");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&Value::from(10), &Value::from(1)));
    // A comment before it moves the lines and nothing else.
    let moved = read("# 一\n# 二\n");
    let prints = |log: &Value| -> Vec<Value> {
        log["runs"][0]["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|result| result["partialFingerprints"].clone())
            .collect()
    };
    assert_eq!(prints(&moved), prints(&log));
    assert_eq!(moved["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"], 12);
}

/// Every kind of finding, and none, against the schema that the format's makers publish.
#[test]
fn sarif_is_valid_by_its_official_schema() {
    let schema: Value = serde_json::from_str(&fs::read_to_string("tests/ci/sarif-2.1.0.schema.json").unwrap()).unwrap();
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    compiler.add_resource("sarif.json", schema).unwrap();
    let official = compiler.compile("sarif.json", &mut schemas).unwrap();
    for path in ["tests/broken/rules", "tests/broken/cases", "rules"] {
        let output = Command::new(env!("CARGO_BIN_EXE_zjtx")).args(["validate", path, "--format", "sarif"]).output();
        let log: Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
        let valid = schemas.validate(&log, official);
        assert!(valid.is_ok(), "{path}: {}", valid.unwrap_err());
    }
    let wrong = serde_json::json!({ "version": "2.1.0", "runs": [{ "tool": {} }] });
    assert!(schemas.validate(&wrong, official).is_err(), "a tool without a driver is refused");
}

#[test]
fn annotations_are_a_line_each() {
    let folder = folder("", "");
    let (exit, text, _) = validate(folder.path(), &["--format", "github"]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((exit, lines.len()), (1, 2), "{text}");
    assert!(
        lines[0].starts_with("::error file=规则/320600/plan.toml,line=10,col=1,title=figure-missing::规则用到"),
        "{text}"
    );
    assert!(lines[1].starts_with("::warning file=规则/320600/plan.toml,line=19,col=6,title=unrelated::"), "{text}");
    assert!(lines[0].contains("%0A"), "the mend stands behind the sentence: {text}");
}

#[test]
fn code_quality_has_its_code_first_and_a_fingerprint_for_each() {
    let all = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_zjtx"))
        .args(["validate", "tests/broken/rules", "--format", "gitlab"])
        .current_dir(all)
        .output()
        .unwrap();
    let issues: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert!(issues.len() > 100, "{}", issues.len());
    let prints: BTreeSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), issues.len());
    for issue in &issues {
        let code = issue["check_name"].as_str().unwrap();
        assert!(issue["description"].as_str().unwrap().starts_with(&format!("{code}: ")), "{issue}");
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1, "{issue}");
    }
}

/// The failures of a report, and its tests.
fn counted(xml: &str) -> (usize, usize) {
    let (mut reader, mut failures, mut cases) = (Reader::from_str(xml), 0, 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "failure" => failures += 1,
                "testcase" => cases += 1,
                _ => {}
            },
            Event::Eof => return (failures, cases),
            _ => {}
        }
    }
}

#[test]
fn junit_has_a_failure_for_what_fails_the_run() {
    let broken = folder("", "");
    assert_eq!(counted(&validate(broken.path(), &["--format", "junit"]).1), (1, 2));
    assert_eq!(counted(&validate(broken.path(), &["--format", "junit", "--deny", "unrelated"]).1), (2, 2));
    let whole = folder("", "\"50万元\"");
    assert_eq!(counted(&validate(whole.path(), &["--format", "junit", "--allow", "unrelated"]).1), (0, 1));
}

#[test]
fn reminders_fail_a_run_where_that_is_asked_and_errors_always() {
    let whole = folder("", "\"50万元\"");
    let exit = |arguments: &[&str]| validate(whole.path(), arguments).0;
    assert_eq!(exit(&[]), 0);
    assert_eq!(exit(&["--deny", "warnings"]), 1);
    assert_eq!(exit(&["--deny", "unrelated"]), 1);
    assert_eq!(exit(&["--deny", "never-holds"]), 0);
    assert_eq!(exit(&["--deny", "warnings", "--warn", "unrelated"]), 0);
    assert_eq!(exit(&["--deny", "warnings", "--allow", "unrelated"]), 0);
    let (exit, _, text) = validate(whole.path(), &["--allow", "unrelatd"]);
    assert!(exit == 2 && text.contains("unrelated"), "{text}");
    let broken = folder("", "");
    let (exit, text, _) = validate(broken.path(), &["--allow", "figure-missing"]);
    assert!(exit == 1 && text.contains("figure-missing"), "an error can't be left out: {text}");
}

/// A folder with a case that passes and one that fails.
fn with_cases() -> tempfile::TempDir {
    let folder = folder("", "\"50万元\"");
    let cases = "[[case]]\nname = \"对\"\nas-of = 2026-06-30\nprofile = { place = \"南通市\" }\nexpect = [\"a: 符合 50万元\"]\n\
                 [[case]]\nname = \"<错>\"\nlike = \"对\"\nexpect = [\"a: 符合 40万元\"]\n";
    fs::write(folder.path().join("规则/320600/plan.cases.toml"), cases).unwrap();
    folder
}

fn test(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    let output = command.args(["test", "规则", "--lang", "zh"]).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn junit_has_a_test_for_each_worked_case() {
    let folder = with_cases();
    let (exit, xml, _) = test(folder.path(), &["--format", "junit"]);
    assert_eq!((exit, counted(&xml)), (1, (1, 2)), "{xml}");
    assert!(xml.contains("&lt;错&gt;") && xml.contains("应为 40万元，得到 50万元"), "{xml}");
    let (exit, _, error) = test(folder.path(), &["--format", "junit", "--mutants"]);
    assert!(exit == 1 && error.contains("--mutants 没有 --format junit"), "{error}");
}

#[test]
fn a_failed_case_is_told_to_every_service_at_its_line() {
    let folder = with_cases();
    let of = |format: &str| test(folder.path(), &["--format", format]);
    let (exit, text, error) = of("sarif");
    let log: Value = serde_json::from_str(&text).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let failed = results.iter().find(|result| result["ruleId"] == "failed-case").unwrap();
    assert_eq!((exit, error.as_str(), results.len()), (1, "", 2), "{text}");
    assert_eq!(failed["level"], "error");
    assert_eq!(failed["locations"][0]["physicalLocation"]["region"]["startLine"], 6);
    let (_, text, _) = of("github");
    let failed = text.lines().find(|line| line.contains("failed-case")).unwrap();
    assert!(failed.starts_with("::error file=规则/320600/plan.cases.toml,line=6,title=failed-case::"), "{failed}");
    assert!(failed.contains("应为 40万元，得到 50万元"), "{failed}");
    let (_, text, _) = of("gitlab");
    let issues: Value = serde_json::from_str(&text).unwrap();
    let failed = issues.as_array().unwrap().iter().find(|issue| issue["check_name"] == "failed-case").unwrap();
    assert!(failed["description"].as_str().unwrap().starts_with("failed-case: "), "{failed}");
    assert_eq!(failed["location"]["lines"]["begin"], 6);
    // What is wrong with the rules themselves is in the same place.
    let broken = self::folder("", "");
    let (exit, text, error) = test(broken.path(), &["--format", "github"]);
    assert!(exit == 1 && text.contains("title=figure-missing::") && error.is_empty(), "{text}{error}");
    assert_eq!(of("human").1, of("table").1);
}

#[test]
fn a_baseline_leaves_out_old_reminders_and_nothing_else() {
    let whole = folder("", "\"50万元\"");
    let run = |folder: &Path, more: &[&str]| validate(folder, &[&["--deny", "warnings"], more].concat());
    assert_eq!(run(whole.path(), &[]).0, 1);
    let (exit, text, error) = run(whole.path(), &["--write-baseline", "known.json"]);
    assert!(exit == 0 && !text.contains("unrelated") && error.contains("1 条"), "{text}{error}");
    // Lines before it change nothing, nor does the language.
    let plan = whole.path().join("规则/320600/plan.toml");
    let old = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, format!("# 一\n{old}")).unwrap();
    let (exit, text, error) = run(whole.path(), &["--baseline", "known.json", "--lang", "en"]);
    assert!(exit == 0 && !text.contains("unrelated") && error.contains("1 reminder"), "{text}{error}");
    // A new reminder counts, and an error always.
    let third = grant("c", "amount = \"10万元\"\nfigures = [\"10万元\"]");
    fs::write(&plan, format!("{old}{third}")).unwrap();
    let (exit, text, _) = run(whole.path(), &["--baseline", "known.json"]);
    assert!(exit == 1 && text.contains("unrelated"), "{text}");
    fs::write(&plan, old.replace("figures = [\"50万元\"]", "figures = []")).unwrap();
    let (exit, text, _) = run(whole.path(), &["--baseline", "known.json"]);
    assert!(exit == 1 && text.contains("figure-missing") && !text.contains("unrelated"), "{text}");
    let (exit, text, _) = run(whole.path(), &["--write-baseline", "known.json"]);
    assert!(exit == 1 && text.contains("figure-missing"), "an error is in no baseline: {text}");
    // What is mended is told to be gone.
    let mended = format!("{HEAD}{}", grant("a", "amount = \"50万元\"\nfigures = [\"50万元\"]"));
    fs::write(&plan, mended).unwrap();
    let (exit, _, error) = run(whole.path(), &["--baseline", "known.json"]);
    assert!(exit == 0 && error.contains("1 条已经没有了"), "{error}");
    // Another file is neither read as one nor written over.
    let (exit, _, error) = run(whole.path(), &["--baseline", "规则/320600/plan.toml"]);
    assert!(exit == 2 && error.contains("不是基线文件"), "{error}");
    let (exit, _, error) = run(whole.path(), &["--write-baseline", "规则/320600/plan.toml"]);
    assert!(exit == 2 && error.contains("不是基线文件"), "{error}");
}

#[test]
fn figures_are_held_against_the_texts_of_their_documents() {
    let whole = folder("", "\"50万元\"");
    let texts = whole.path().join("原文/320600");
    fs::create_dir_all(&texts).unwrap();
    let run = || validate(whole.path(), &["--sources", "原文", "--allow", "unrelated"]);
    let (exit, text, _) = run();
    assert!(exit == 0 && text.contains("[no-text]") && text.contains("原文/320600/plan.txt"), "{text}");
    // One figure is there, the other is the end of a longer one.
    fs::write(texts.join("plan.txt"), "给予５０ 万元奖励，最高120万元。").unwrap();
    let (exit, text, _) = run();
    assert_eq!((exit, text.matches("[figure-not-printed]").count()), (1, 1), "{text}");
    assert!(text.contains("`20万元`") && !text.contains("[no-text]"), "{text}");
    fs::remove_file(texts.join("plan.txt")).unwrap();
    fs::write(texts.join("plan.md"), "# 办法\n\n给予50万元奖励，或20万元。").unwrap();
    assert_eq!(run().0, 0);
    let (exit, _, error) = validate(whole.path(), &["--sources", "没有"]);
    assert!(exit == 2 && error.contains("没有"), "{error}");
}
