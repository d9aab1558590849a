//! Lines of a pipe: a line out per line in, as soon as it is in, in constant memory, and what the ordinary run answers.

use crate::json;
use crate::process;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use json::to_json;
use process::{empty_folder, err, out, status};

/// The six rules that are measured, and a day on which they are in force.
const SIX: &[&str] = &["--rules", "benches/rules", "--no-builtin", "--as-of", "2026-11-30"];
/// How long an answer may take on a machine that does other things, too.
const SOON: Duration = Duration::from_mins(1);

/// A stage that is fed line by line.
struct Stage {
    child: Child,
    input: Option<ChildStdin>,
    answers: Receiver<String>,
}

impl Stage {
    fn new(arguments: &[&str]) -> Stage {
        let mut child = program(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, out) = (child.stdin.take(), child.stdout.take().unwrap());
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        Stage { child, input, answers }
    }

    fn write(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    fn answer(&self) -> Value {
        serde_json::from_str(&self.answers.recv_timeout(SOON).unwrap()).unwrap()
    }

    fn ask(&mut self, line: &str) -> Value {
        self.write(format!("{line}\n").as_bytes());
        self.answer()
    }

    /// The most memory that it took, in KiB.
    fn peak(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
    }

    /// The status at the end of its input, after which it says nothing more.
    fn end(mut self) -> i32 {
        drop(self.input.take());
        assert_eq!(self.answers.recv_timeout(SOON).ok(), None);
        self.child.wait().unwrap().code().unwrap()
    }
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    command.args(["--lang", "en", "batch", "-", "-o", "-", "--layout", "brief"]).args(arguments).stderr(Stdio::piped());
    command
}

/// What a run says that is given all of its input at once.
fn whole(input: &str, arguments: &[&str]) -> std::process::Output {
    let mut child = program(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    output
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn codes(answer: &Value) -> Vec<&str> {
    answer["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

fn firm(index: usize) -> String {
    let title = ["none", "innovative", "provincial", "giant"][index % 4];
    let (revenue, new) = (1_000_000 + index * 70_001, index % 3 * (2_000_000 + index));
    format!(
        "{{\"key\":{index},\"number\":\"F{index:06}\",\"name\":\"企业{index}\",\"place\":\"基准省\",\"title\":\"{title}\",\
         \"industrial\":{},\"revenue\":{revenue},\"new-equipment\":{new},\"smart-equipment\":\"{}万\",\"masters\":{},\
         \"doctors\":{},\"post-docs\":0}}",
        index.is_multiple_of(2),
        index % 900 + 100,
        index % 5,
        index % 7 % 2
    )
}

#[test]
fn each_line_is_answered_before_the_next_is_there() {
    let mut stage = Stage::new(SIX);
    for index in 0..20 {
        let answer = stage.ask(&firm(index));
        assert_eq!((&answer["key"], &answer["id"]), (&json!(index), &json!(format!("F{index:06}"))));
        assert_eq!(answer["report"]["supports"].as_array().unwrap().len(), 6);
    }
    // Nobody remembers an earlier line: a firm twice is two answers.
    assert_eq!(stage.ask(&firm(7)), stage.ask(&firm(7)));
    // Half a line is none yet, and the last one needs no end.
    stage.write(&firm(8).as_bytes()[..40]);
    assert!(stage.answers.recv_timeout(Duration::from_millis(300)).is_err());
    stage.write(&firm(8).as_bytes()[40..]);
    drop(stage.input.take());
    assert_eq!(stage.answer()["key"], 8);
    assert_eq!(stage.end(), 0);
}

#[test]
fn a_bad_line_is_answered_in_its_turn() {
    let bad: &[(&str, Value, &str)] = &[
        ("", Value::Null, "broken-line"),
        ("no object", Value::Null, "broken-line"),
        ("[1]", Value::Null, "broken-line"),
        (r#"{"key":"a b","revenue":}"#, json!("a b"), "broken-line"),
        (r#"{"key":7.5,"name":"甲""#, json!(7.5), "broken-line"),
        (r#"{"name":"甲","key":true,"revenue":"many"}"#, json!(true), "invalid-number"),
        (r#"{"name":"甲","key":{"a":1}}"#, Value::Null, "unknown-key"),
        (r#"{"name":"甲","key":1,"key":2}"#, json!(1), "unknown-key"),
        (r#"{"name":"合计","key":"sum"}"#, json!("sum"), "firm-left-out"),
    ];
    let mut stage = Stage::new(SIX);
    for (index, (line, key, code)) in bad.iter().enumerate() {
        // A pipe that begins with what is no object may be a table.
        assert_eq!(stage.ask(&firm(index))["key"], index);
        let answer = stage.ask(line);
        assert_eq!(&answer["key"], key, "{line}");
        assert_eq!(codes(&answer), [*code], "{line}");
        let is_answered = matches!(*code, "invalid-number" | "unknown-key");
        assert_eq!(answer["report"].is_object(), is_answered, "{line}");
        // Nobody knows which line it is.
        assert!(answer["findings"][0]["line"].is_null());
    }
    assert_eq!(stage.ask(r#"{"revenue":"many","place":"基准省"}"#)["findings"][0]["cell"], "revenue");
    stage.write(b"{\"key\":9,\"name\":\"\xff\xff\xff\"}\n");
    let answer = stage.answer();
    assert_eq!((&answer["key"], codes(&answer)), (&json!(9), vec!["unknown-encoding"]));
    assert_eq!(stage.ask(&firm(1))["key"], 1);
    assert_eq!(stage.end(), 1);
}

#[test]
fn the_key_is_said_again_as_it_was_written() {
    let keys = [r#""x\u0041é\"""#, "1.50", "-0", "1e400", "123456789012345678901234567890", "true", "null", r#""""#];
    let input = keys.map(|key| format!("{{\"key\": {key} , \"place\": \"基准省\"}}\n")).concat();
    let output = whole(&input, SIX);
    assert_eq!(status(&output), 0, "{}", err(&output));
    for (key, line) in keys.iter().zip(out(&output).lines()) {
        assert!(line.starts_with(&format!("{{\"schema\":\"zjtx.brief/1\",\"key\":{key},\"id\":")), "{line}");
    }
    let ids =
        ["\"xAé\\\"\"", "\"1.50\"", "\"-0\"", "\"1e400\"", "\"123456789012345678901234567890\"", "\"true\"", "null"];
    for (id, line) in ids.iter().zip(out(&output).lines()) {
        assert!(line.contains(&format!(",\"id\":{id},\"name\":null,")), "{line}");
    }
}

#[test]
fn statuses_are_those_of_any_run_but_for_findings_where_that_is_asked() {
    let (good, bad) = (format!("{}\n", firm(1)), format!("{}\n{{\n", firm(1)));
    let zero = [SIX, &["--exit-zero"]].concat();
    assert_eq!(status(&whole(&good, SIX)), 0);
    assert_eq!(status(&whole(&bad, SIX)), 1);
    let output = whole(&bad, &zero);
    assert_eq!((status(&output), out(&output).lines().count(), &*err(&output)), (0, 2, "1 finding\n"));
    // An empty part of the data is nothing to complain of.
    for input in ["", "\n"] {
        let output = whole(input, &zero);
        assert_eq!((status(&output), out(&output).lines().count()), (0, input.len()));
    }
    assert_eq!(status(&whole(&good, &["--exit-zero", "--as-of", "tomorrow"])), 2);
    assert_eq!(status(&whole(&good, &["--exit-zero", "--rules", "tests/broken/rules", "--no-builtin"])), 2);
    assert_eq!(status(&whole(&good, &["--exit-zero", "--rules", "no-such-folder"])), 2);
}

#[test]
fn the_first_line_may_be_a_bad_one() {
    let input = format!("no object\n{}\n", firm(1));
    let output = whole(&input, SIX);
    assert_eq!((status(&output), lines(&out(&output)).len()), (1, 2));
    // Where it stands alone, it may be a table.
    let said = [SIX, &["--jsonl"]].concat();
    let output = whole("no object\n", &said);
    assert_eq!((status(&output), codes(&lines(&out(&output))[0])), (1, vec!["broken-line"]));
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    assert_eq!(status(&command.args(["batch", "-", "-o", "x.csv", "--jsonl"]).output().unwrap()), 2);
}

#[test]
fn a_table_in_the_pipe_is_answered_as_a_table() {
    let table = "\n企业编号,企业名称,所在地,营业收入（元）\nF1,甲公司,基准省,50000000\n";
    let output = whole(table, SIX);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(out(&output).lines().nth(1).unwrap().starts_with("\"F1\","), "{}", out(&output));
    // And whoever says how CSV is to be encoded wants CSV.
    let output = whole(&format!("{}\n", firm(1)), &[SIX, &["--encoding", "utf-8"]].concat());
    assert!(out(&output).lines().nth(1).unwrap().starts_with("\"F000001\","), "{}", out(&output));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut stage = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_zjtx");
    let line = firm(1).replace('\'', "");
    let script = format!(
        "{{ yes '{line}' | head -20000 | \"{program}\" batch - -o - --layout brief {} ; echo \"status $?\" >&2; }} | head -1",
        SIX.join(" ")
    );
    let output = stage.args(["-c", &script]).output().unwrap();
    assert_eq!((out(&output).lines().count(), &*err(&output)), (1, "status 0\n"));
}

#[test]
fn memory_does_not_grow_with_the_lines() {
    let mut stage = Stage::new(&[SIX, &["--exit-zero"]].concat());
    let mut peaks = Vec::new();
    for part in 0..10 {
        let text: String = (0..10_000).map(|index| firm(part * 10_000 + index) + "\n").collect();
        let mut input = stage.input.take().unwrap();
        let writer = std::thread::spawn(move || input.write_all(text.as_bytes()).map(|()| input));
        for index in 0..10_000 {
            let line = stage.answers.recv_timeout(SOON).unwrap();
            let start = format!("{{\"schema\":\"zjtx.brief/1\",\"key\":{},", part * 10_000 + index);
            assert!(line.starts_with(&start), "{line}");
        }
        stage.input = Some(writer.join().unwrap().unwrap());
        peaks.push(stage.peak());
    }
    assert!(peaks[9] < 64 * 1024 && peaks[9] < peaks[1] + 4 * 1024, "{peaks:?}");
    assert_eq!(stage.end(), 0);
}

#[test]
fn a_line_without_end_is_told_of_and_takes_no_more_room() {
    let mut stage = Stage::new(SIX);
    assert_eq!(stage.ask(&firm(1))["key"], 1);
    stage.write(b"{\"key\":\"long\",\"name\":\"");
    for _ in 0..100 {
        stage.write(&vec![b'x'; 1 << 20]);
    }
    stage.write(b"\"}\n");
    let answer = stage.answer();
    assert_eq!((&answer["key"], codes(&answer), &answer["report"]), (&json!("long"), vec!["too-large"], &Value::Null));
    assert_eq!(stage.ask(&firm(2))["key"], 2);
    assert!(stage.peak() < 96 * 1024, "{}", stage.peak());
    assert_eq!(stage.end(), 1);
}

/// An answer without where its line stands, which nobody knows of a line by itself.
fn somewhere(mut answer: Value) -> Value {
    for finding in answer["findings"].as_array_mut().unwrap() {
        let cell =
            finding["cell"].as_str().map(|cell| cell.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':'));
        let cell = cell.filter(|cell| !cell.is_empty()).map(str::to_owned);
        finding["cell"] = json!(cell);
        (finding["line"], finding["file"]) = (Value::Null, Value::Null);
    }
    answer
}

#[test]
fn a_pipe_answers_what_a_file_does() {
    let folder = empty_folder("piped", "same");
    let mut examples: Vec<String> = Vec::new();
    let mut paths: Vec<_> = fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    for (index, path) in paths.iter().enumerate() {
        let mut profile = to_json(&fs::read_to_string(path).unwrap()).unwrap();
        profile["key"] = json!(index);
        examples.push(format!("{profile}\n"));
    }
    let odd = "{\"number\":\"G1\",\"revenue\":\"5000万\",\"place\":\"基准省\",\"key\":\"k\"}\n{\"number\":\"G2\",\"revenue\":\"?\"}\n\
               {\"number\":\"G3\"}\n{\"number\":\"G4\",\n{\"number\":\"G5\",\"masters\":1.5,\"place\":\"基准省\",\"no-such\":1}\n";
    let six: String = (0..300).map(|index| firm(index) + "\n").chain([odd.to_owned()]).collect();
    for (name, text, rules) in [("examples", &examples.concat(), &["--as-of", "2026-11-22"][..]), ("six", &six, SIX)] {
        let (input, output) = (folder.join(format!("{name}.jsonl")), folder.join(format!("{name}.out.jsonl")));
        fs::write(&input, text).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
        command.args(["--lang", "en", "batch"]).arg(&input).arg("-o").arg(&output).args(["--layout", "brief"]);
        let ordinary = command.args(rules).output().unwrap();
        let piped = whole(text, rules);
        assert_eq!(status(&ordinary), status(&piped), "{}", err(&ordinary));
        let of_file: Vec<Value> = lines(&fs::read_to_string(&output).unwrap()).into_iter().map(somewhere).collect();
        let of_pipe: Vec<Value> = lines(&out(&piped)).into_iter().map(somewhere).collect();
        assert_eq!(of_file.len(), text.lines().count(), "{name}");
        assert!(
            of_pipe.iter().zip(&of_file).all(|(a, b)| a["key"] == b["key"] && a["report"] == b["report"]),
            "{name}"
        );
        assert!(of_pipe.iter().zip(&of_file).all(|(a, b)| a["findings"] == b["findings"]), "{name}");
    }
}
