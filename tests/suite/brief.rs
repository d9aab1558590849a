//! The short JSON lines: what the whole report says, without why, in a twentieth of the room.

use crate::process;

use std::fs;
use std::process::Command;

use boon::{Compiler, Schemas};
use serde_json::{Value, json};

use process::{empty_folder, err, out, status};

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn their_keys_are_those_of_the_schema() {
    let schema = Command::new(env!("CARGO_BIN_EXE_zjtx")).args(["schema", "brief"]).output().unwrap();
    let schema: Value = serde_json::from_str(&out(&schema)).unwrap();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("brief.json", schema).unwrap();
    let index = compiler.compile("brief.json", &mut schemas).unwrap();
    let folder = empty_folder("brief", "schema");
    let text = "{\"key\":1.5,\"place\":\"南通市崇川区\",\"staff\":\"many\"}\n{\"key\":\n{\"name\":\"甲\"}\n";
    fs::write(folder.join("in.jsonl"), text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    let arguments = ["batch", "in.jsonl", "-o", "out.jsonl", "--layout", "brief", "--as-of", "2026-11-22"];
    let output = command.args(arguments).current_dir(&folder).output().unwrap();
    assert_eq!(status(&output), 1, "{}", err(&output));
    let answers = lines(&fs::read_to_string(folder.join("out.jsonl")).unwrap());
    assert_eq!(answers.len(), 3);
    for answer in &answers {
        schemas.validate(answer, index).unwrap_or_else(|error| panic!("{error:#}"));
    }
    let answered: Vec<bool> = answers.iter().map(|answer| answer["report"].is_object()).collect();
    assert_eq!(answered, [true, false, true]);
    let ids: Vec<&str> = answers.iter().map(|answer| answer["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["1.5", "in.jsonl, row 2", "甲"]);
    // A broken line tells of nothing what it does not say.
    assert_eq!((&answers[0]["key"], &answers[1]["key"], &answers[2]["key"]), (&json!(1.5), &Value::Null, &Value::Null));
}

#[test]
fn a_brief_line_is_short_and_says_what_the_report_says() {
    let folder = empty_folder("brief", "brief");
    let firms = [
        json!({"number": "A1", "place": "南通市崇川区"}),
        json!({"number": "A2", "place": "南通市崇川区", "key": 2, "revenue.2025": "1.32亿", "staff": 186}),
        json!({"number": "A3", "place": "南通市海门区", "revenue.2025": "many"}),
    ];
    fs::write(folder.join("in.jsonl"), firms.map(|firm| format!("{firm}\n")).concat()).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
        let arguments = [&["batch", "in.jsonl", "--as-of", "2026-11-22"], arguments].concat();
        command.args(arguments).current_dir(&folder).output().unwrap()
    };
    run(&["-o", "brief.jsonl", "--layout", "brief"]);
    run(&["-o", "full.jsonl"]);
    let [brief, full] = ["brief", "full"].map(|name| fs::read_to_string(folder.join(format!("{name}.jsonl"))).unwrap());
    // Each support is so long at most, with its part of the totals and of the documents.
    let supports = |line: &str| line.matches("\"status\"").count();
    let is_short = |line: &str| line.len() <= 200 * supports(line);
    assert!(
        brief.lines().all(is_short),
        "{:?}",
        brief.lines().map(|line| (line.len(), supports(line))).collect::<Vec<_>>()
    );
    for (brief, full) in lines(&brief).iter().zip(lines(&full)) {
        let (answer, report) = (&brief["report"], &full["report"]);
        assert!(answer["supports"].as_array().unwrap().len() >= 65);
        assert_eq!(
            (&brief["id"], &brief["name"], &brief["findings"]),
            (&full["key"], &full["name"], &full["findings"])
        );
        assert_eq!(answer["unread"].as_u64(), report["enterprise"]["unread"].as_u64().or(Some(0)));
        for part in ["as_of", "strict", "totals", "supports", "documents"] {
            assert!(is_part(&answer[part], &report[part]), "{part}: {}\n{}", answer[part], report[part]);
        }
    }
    // A document stands once on a line of either sort, and its supports name it.
    for line in full.lines() {
        let report = serde_json::from_str::<Value>(line).unwrap()["report"].take();
        let documents = report["documents"].as_array().unwrap();
        assert_eq!(line.matches("\"standing_note\"").count(), documents.len());
        let is_known = |support: &Value| documents.iter().any(|document| document["id"] == support["document"]);
        assert!(report["supports"].as_array().unwrap().iter().all(is_known));
    }
}

/// Whether everything that a value says another says, too.
fn is_part(part: &Value, of: &Value) -> bool {
    match (part, of) {
        (Value::Object(part), Value::Object(of)) => {
            part.iter().all(|(key, value)| of.get(key).is_some_and(|of| is_part(value, of)))
        }
        (Value::Array(part), Value::Array(of)) => {
            part.len() == of.len() && part.iter().zip(of).all(|(part, of)| is_part(part, of))
        }
        _ => part == of,
    }
}

#[test]
fn what_is_to_be_compared_is_written_whole() {
    let folder = empty_folder("brief", "since");
    fs::write(folder.join("in.jsonl"), "{\"number\":\"A1\",\"place\":\"南通市崇川区\"}\n").unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
        let arguments = [&["--lang", "en", "batch", "in.jsonl", "--as-of", "2026-11-22"], arguments].concat();
        command.args(arguments).current_dir(&folder).output().unwrap()
    };
    assert_eq!(status(&run(&["-o", "brief.jsonl", "--layout", "brief"])), 0);
    let output = run(&["--since", "brief.jsonl", "-o", "-"]);
    let said = "line 1 of brief.jsonl is none that zjtx batch writes as JSON lines without --layout";
    assert!(status(&output) == 2 && err(&output).contains(said), "{}", err(&output));
    // Of the other layouts there are no lines.
    assert_eq!(status(&run(&["-o", "long.jsonl", "--layout", "long"])), 2);
}
