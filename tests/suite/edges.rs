//! What a run reads and what it writes, on a real file system: no input is lost, nothing half-written stays, and what
//! others wrote commands no terminal.

#![cfg(unix)]

use crate::process;

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use zjtx::shown::is_command;

use process::{empty_folder, err, out, status};

/// Two firms, of which one can be answered for.
const CLIENTS: &str = "企业名称,所在地,员工人数\n甲绸业,南通市崇川区,10\n乙织造,某地,3\n";
/// A machine with much else to do.
const SOON: Duration = Duration::from_mins(2);

#[test]
fn no_output_takes_the_place_of_an_input_by_any_path_or_link() {
    let folder = folder("inputs");
    fs::create_dir_all(folder.join("sub")).unwrap();
    fs::write(folder.join("clients.csv"), CLIENTS).unwrap();
    fs::write(folder.join("map.toml"), "").unwrap();
    fs::hard_link(folder.join("clients.csv"), folder.join("hard.csv")).unwrap();
    symlink("clients.csv", folder.join("soft.csv")).unwrap();
    symlink("sub", folder.join("other")).unwrap();
    symlink("../clients.csv", folder.join("sub/far.csv")).unwrap();
    let whole = folder.join("clients.csv").to_string_lossy().into_owned();
    let last = folder.join("last.jsonl");
    fs::write(&last, "").unwrap();
    for output in [
        "clients.csv",
        "./clients.csv",
        "sub/../clients.csv",
        "other/../clients.csv",
        "hard.csv",
        "soft.csv",
        "other/far.csv",
        &whole,
        ".",
        "sub/..",
        "last.jsonl",
        "map.toml",
    ] {
        for option in ["-o", "--errors"] {
            let mut arguments = vec!["batch", "clients.csv", "--force", "--since", "last.jsonl", "--map", "map.toml"];
            arguments.extend(if option == "-o" { vec!["-o", output] } else { vec!["-o", "x.csv", option, output] });
            let output = run(&folder, &arguments);
            assert_eq!((status(&output), out(&output)), (2, String::new()), "{arguments:?}: {}", err(&output));
        }
    }
    assert_eq!(fs::read_to_string(folder.join("clients.csv")).unwrap(), CLIENTS);
    assert!(!folder.join("x.csv").exists());
}

#[test]
fn one_output_is_named_once_however_it_is_spelt() {
    let folder = folder("twice");
    fs::create_dir_all(folder.join("sub")).unwrap();
    fs::write(folder.join("clients.csv"), CLIENTS).unwrap();
    for [option, output] in
        [["-o", "./x.csv"], ["-o", "sub/../x.csv"], ["--errors", "new/../x.csv"], ["--map", "x.csv"]]
    {
        let output = run(&folder, &["batch", "clients.csv", "-o", "x.csv", option, output]);
        assert_eq!(status(&output), 2, "{}", err(&output));
        assert!(err(&output).contains("x.csv"), "{}", err(&output));
    }
    assert_eq!(names(&folder), ["clients.csv", "sub"]);
}

#[test]
fn an_output_beside_the_inputs_is_written() {
    let folder = folder("beside");
    fs::create_dir_all(folder.join("in")).unwrap();
    fs::write(folder.join("in/clients.csv"), CLIENTS).unwrap();
    let output = run(&folder, &["batch", "in/clients.csv", "-o", "in/answers.csv", "-o", "out", "-o", "in/out"]);
    assert_eq!(status(&output), 1, "{}", err(&output));
    assert_eq!(names(&folder.join("in")), ["answers.csv", "clients.csv", "out"]);
}

#[test]
fn nothing_half_written_stays_after_an_interrupt() {
    let folder = folder("interrupt");
    for (signal, expected) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        let mut child = waiting(&folder, &["batch", "-", "-o", "x.xlsx", "-o", "x.csv", "-o", "out", "-o", "-"]);
        // All outputs are open once the answers for the first firms fill the pipe, which nobody reads.
        let firms = "甲绸业,南通市崇川区,10\n".repeat(600);
        let table = format!("企业名称,所在地,员工人数\n{firms}");
        child.stdin.take().unwrap().write_all(table.as_bytes()).unwrap();
        let start = Instant::now();
        while names(&folder).len() < 3 && start.elapsed() < SOON {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(names(&folder).len(), 3, "{:?}", names(&folder));
        let killed = Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        let status = child.wait().unwrap();
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(expected), "{signal}");
        assert_eq!(names(&folder), Vec::<String>::new(), "{signal}");
    }
}

#[test]
fn of_two_runs_that_write_one_folder_one_fails() {
    let folder = folder("race");
    fs::write(folder.join("clients.csv"), CLIENTS.replace("某地", "重庆市")).unwrap();
    for is_there in [false, true] {
        let _ = fs::remove_dir_all(folder.join("out"));
        if is_there {
            fs::create_dir(folder.join("out")).unwrap();
        }
        let mut children: Vec<Child> =
            (0..2).map(|_| waiting(&folder, &["batch", "-", "-o", "out", "-o", "-"])).collect();
        // Both have found that the folder is theirs to make, and wait for the end of their input.
        for child in &mut children {
            child.stdin.as_mut().unwrap().write_all(CLIENTS.replace("某地", "重庆市").as_bytes()).unwrap();
        }
        for child in &mut children {
            drop(child.stdin.take());
        }
        let ended: Vec<Output> = children.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        let mut statuses: Vec<i32> = ended.iter().map(status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [0, 2], "{}", ended.iter().map(err).collect::<String>());
        assert_eq!(names(&folder.join("out")).len(), 2);
    }
}

#[test]
fn a_pipe_in_a_folder_is_told_and_not_waited_for() {
    let folder = folder("fifo");
    fs::create_dir_all(folder.join("firms")).unwrap();
    fs::write(folder.join("firms/a.toml"), "place = \"南通市崇川区\"\n").unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("firms/pipe.toml")).status().unwrap().success());
    for arguments in [
        &["batch", "firms", "-o", "-", "--layout", "findings"][..],
        &["validate", "firms"],
        &["check", "firms/a.toml", "--rules", "firms"],
        &["test", "firms"],
    ] {
        let output = run(&folder, arguments);
        assert_ne!(status(&output), 0, "{arguments:?}");
        let told = out(&output) + &err(&output);
        assert!(told.contains("special-file") && told.contains("pipe.toml"), "{arguments:?}: {told}");
    }
}

#[test]
fn a_pipe_that_is_named_is_read() {
    let folder = folder("named-pipe");
    assert!(Command::new("mkfifo").arg(folder.join("firm.toml")).status().unwrap().success());
    for arguments in [&["check", "firm.toml"][..], &["validate", "firm.toml"], &["batch", "firm.toml", "-o", "-"]] {
        let child = waiting(&folder, arguments);
        fs::write(folder.join("firm.toml"), "place = \"南通市崇川区\"\n").unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(status(&output), 0, "{arguments:?}: {}{}", out(&output), err(&output));
    }
}

#[test]
fn what_never_ends_or_holds_no_rules_is_refused() {
    let folder = folder("endless");
    fs::create_dir_all(folder.join("empty/readme")).unwrap();
    fs::write(folder.join("empty/readme/readme.txt"), "").unwrap();
    fs::write(folder.join("clients.csv"), CLIENTS).unwrap();
    fs::write(folder.join("firm.toml"), "place = \"南通市崇川区\"\n").unwrap();
    for (arguments, expected) in [
        (&["batch", "/dev/zero", "-o", "x.csv"][..], 1),
        (&["batch", "clients.csv", "-o", "x.csv", "--since", "/dev/zero"], 2),
        (&["batch", "clients.csv", "-o", "x.csv", "--map", "/dev/zero"], 1),
        (&["batch", "clients.csv", "-o", "x.csv", "--rules", "/dev/null"], 2),
        (&["batch", "empty", "-o", "x.csv"], 1),
        (&["check", "/dev/zero"], 1),
        (&["check", "firm.toml", "--rules", "/dev/zero"], 2),
        (&["check", "firm.toml", "--rules", "empty"], 2),
        (&["rules", "list", "--rules", "empty"], 2),
        (&["validate", "empty"], 2),
        (&["validate", "--rules", "empty"], 2),
        (&["validate", "firm.toml", "empty"], 2),
        (&["test", "empty"], 2),
        (&["test", "--rules", "empty"], 2),
    ] {
        let output = run(&folder, arguments);
        assert_eq!(status(&output), expected, "{arguments:?}: {}{}", out(&output), err(&output));
        assert!(!err(&output).is_empty() || out(&output).contains('['), "{arguments:?}");
        let _ = fs::remove_file(folder.join("x.csv"));
    }
}

#[test]
fn a_name_in_capitals_is_not_passed_over() {
    let folder = folder("capitals");
    fs::create_dir_all(folder.join("set/320600")).unwrap();
    fs::create_dir_all(folder.join("firms")).unwrap();
    fs::write(folder.join("set/320600/PLAN.TOML"), "[document]\ntitle = \n").unwrap();
    fs::write(folder.join("set/320600/plan.cases.Toml"), "[[case]]\nname = \n").unwrap();
    fs::write(folder.join("firms/A.TOML"), "staf = 1\n").unwrap();
    fs::write(folder.join("b.toml"), "").unwrap();
    for (arguments, file) in [
        (&["validate", "set"][..], "PLAN.TOML"),
        (&["validate", "set"], "plan.cases.Toml"),
        (&["test", "set"], "PLAN.TOML"),
        (&["check", "b.toml", "--rules", "set"], "PLAN.TOML"),
        (&["validate", "firms"], "A.TOML"),
        (&["batch", "firms", "-o", "-"], "A.TOML"),
    ] {
        let output = run(&folder, arguments);
        let told = out(&output) + &err(&output);
        assert!(status(&output) != 0 && told.contains(file), "{arguments:?}: {told}");
    }
}

/// Worked cases whose name ends in capitals are those of the rule file beside them, and no rules themselves.
#[test]
fn worked_cases_in_capitals_are_those_of_their_document() {
    let folder = folder("cases-in-capitals");
    fs::create_dir_all(folder.join("set/320600")).unwrap();
    let rules = "[document]\ntitle = \"t\"\nissuer = \"i\"\nkind = \"measure\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
                 standing = \"in-force\"\nevidence = \"copy\"\nchecked = 2026-01-01\n[[support]]\nid = \"grant\"\n\
                 name = \"n\"\nkind = \"grant\"\nclause = \"1\"\nfor-what = \"equipment\"\namount = \"1万元\"\n\
                 figures = [\"1万元\"]\n";
    let case = "[[case]]\nname = \"一万\"\nas-of = 2026-02-01\nprofile = { place = \"320613\" }\n\
                expect = [{ support = \"grant\", low = \"1万元\", high = \"1万元\" }]\n";
    for rule_file in ["plan.toml", "plan.TOML"] {
        let _ = fs::remove_file(folder.join("set/320600/plan.toml"));
        fs::write(folder.join("set/320600").join(rule_file), rules).unwrap();
        fs::write(folder.join("set/320600/plan.CASES.TOML"), case).unwrap();
        for path in ["set", &format!("set/320600/{rule_file}"), "set/320600/plan.CASES.TOML"] {
            let output = run(&folder, &["test", path]);
            assert!(
                status(&output) == 0 && out(&output).contains("1 个案例"),
                "{path}: {}{}",
                out(&output),
                err(&output)
            );
            let output = run(&folder, &["validate", path]);
            assert_eq!(status(&output), 0, "{path}: {}{}", out(&output), err(&output));
        }
    }
}

#[test]
fn names_of_others_command_neither_a_terminal_nor_a_page_nor_a_file() {
    let folder = folder("commands");
    let name = "甲\u{1b}[2J\u{7}\u{9b}31m\u{202e}绸业\u{7f}";
    let escaped = name.chars().map(|c| format!("\\u{:04X}", u32::from(c))).collect::<Vec<_>>().concat();
    fs::write(folder.join("firm.toml"), format!("name = \"{escaped}\"\nplace = \"南通市崇川区\"\n")).unwrap();
    fs::write(folder.join("bad.toml"), format!("name = \"乙\"\n\"staff{escaped}\" = 1\nplace = \"{escaped}\"\n"))
        .unwrap();
    let file = format!("{name}.toml");
    fs::write(folder.join(&file), "staf = 1\n").unwrap();
    for arguments in [
        &["check", "firm.toml"][..],
        &["check", "firm.toml", "--format", "json"],
        &["check", "firm.toml", "--format", "markdown"],
        &["check", "bad.toml"],
        &["check", &file],
        &["check", &format!("none{name}")],
        &["check", name, name],
        &["check", "firm.toml", "--as-of", name],
        &["check", "firm.toml", "--rules", name],
        &["ladder", "firm.toml"],
        &["ladder", "firm.toml", "--format", "json"],
        &["explain", "little-giant-bonus", "firm.toml"],
        &["explain", name],
        &["rules", "list", "--place", name],
        &["validate", "bad.toml", &file],
        &["validate", "bad.toml", &file, "--format", "json"],
        &["batch", "firm.toml", "bad.toml", &file, "-o", "-"],
        &["batch", "firm.toml", "bad.toml", &file, "-o", "-", "--layout", "long"],
        &["batch", "firm.toml", "bad.toml", &file, "-o", "-", "--layout", "findings"],
        &["batch", "firm.toml", "bad.toml", &file, "-o", "out", "--force"],
        &["batch", "firm.toml", "-o", &format!("out{name}.csv")],
        &["new", "profile", "--place", name],
    ] {
        let output = run(&folder, arguments);
        // A table ends its lines as tables do.
        let told = (out(&output) + &err(&output)).replace("\"\r\n", "\"\n");
        assert!(!told.is_empty() && !told.contains(is_command), "{arguments:?}: {told:?}");
    }
    for written in names(&folder.join("out")) {
        assert!(!written.contains(is_command), "{written:?}");
        let text = fs::read_to_string(folder.join("out").join(&written)).unwrap();
        assert!(!text.contains(is_command), "{text:?}");
    }
    let json = out(&run(&folder, &["check", "firm.toml", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["enterprise"]["name"].as_str().map(|name| name.starts_with('甲')), Some(true), "{json}");
}

#[test]
fn the_same_finding_is_told_once_and_listed_in_each_row() {
    let folder = folder("often");
    let rows = (1..=147).map(|number| format!("{number},某地\n")).collect::<Vec<_>>().concat();
    fs::write(folder.join("clients.csv"), format!("企业名称,所在地\n{rows}")).unwrap();
    let output = run(&folder, &["batch", "clients.csv", "-o", "x.csv", "--errors", "errors.csv"]);
    let told = err(&output);
    assert_eq!((status(&output), told.matches("[unknown-place]").count()), (1, 1), "{told}");
    for part in ["共 147 处", "clients.csv B2", "clients.csv B3", "clients.csv B4", "还有 144 处", "共 147 个问题"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    let errors = fs::read_to_string(folder.join("errors.csv")).unwrap();
    assert_eq!(errors.matches("unknown-place").count(), 147);
    assert!(errors.contains("clients.csv：B148"), "{errors}");
}

#[test]
fn findings_beyond_the_first_hundred_are_where_it_says() {
    let folder = folder("beyond");
    let rows = (1..=130).map(|number| format!("{number},某地{number}\n")).collect::<Vec<_>>().concat();
    fs::write(folder.join("clients.csv"), format!("企业名称,所在地\n{rows}")).unwrap();
    let output = run(&folder, &["batch", "clients.csv", "-o", "x.jsonl", "--errors", "errors.csv"]);
    assert!(err(&output).contains("其中 30 个上面没有列出，全部见 errors.csv"), "{}", err(&output));
    let lines = fs::read_to_string(folder.join("x.jsonl")).unwrap();
    assert_eq!(lines.matches("\"cell\":\"B131\"").count(), 1);
    let output = run(&folder, &["batch", "clients.csv", "-o", "-"]);
    assert!(err(&output).contains("--errors"), "{}", err(&output));
}

#[test]
fn totals_among_lines_and_profiles_are_left_out_as_those_of_tables_are() {
    let folder = folder("totals");
    fs::create_dir_all(folder.join("firms")).unwrap();
    let lines = "{\"name\": \"甲绸业\", \"place\": \"崇川区\", \"staff\": 86}\n{\"name\": \"合计\", \"staff\": 86}\n";
    fs::write(folder.join("firms.jsonl"), lines).unwrap();
    for (name, text) in [
        ("a.toml", "name = \"乙绸业\"\nplace = \"崇川区\"\nstaff = 20\n"),
        ("b.toml", "name = \"小计\"\nstaff = 20\n"),
        ("总计.toml", "staff = 106\n"),
        // Who has a place may be called so.
        ("c.toml", "name = \"共计\"\nplace = \"崇川区\"\n"),
    ] {
        fs::write(folder.join("firms").join(name), text).unwrap();
    }
    let output = run(&folder, &["batch", "firms.jsonl", "firms", "-o", "-", "--place", "南通市"]);
    assert_eq!((status(&output), out(&output).lines().count()), (0, 3), "{}", err(&output));
    for told in ["`合计` 是合计", "`小计` 是合计", "`总计` 是合计", "[doubtful-firm]: `共计`"] {
        assert!(err(&output).contains(told), "{told}: {}", err(&output));
    }
}

/// Of a hundred cells that can't be read the rest is worth an answer, of a hundred and one no longer.
#[test]
fn a_firm_of_which_nearly_nothing_can_be_read_is_told_and_not_answered() {
    let folder = folder("unread");
    let years = (1975..2026).flat_map(|year| [format!("revenue.{year}"), format!("assets.{year}")]);
    let headers: Vec<String> = years.take(101).collect();
    let row = |name: &str, unread: usize| {
        format!("{name},崇川区,{}5000万{}\n", "x,".repeat(unread), ",".repeat(100 - unread))
    };
    let all = format!("乙织造,崇川区{}\n", ",x".repeat(101));
    fs::write(folder.join("a.csv"), format!("企业名称,所在地,{}\n{}{all}", headers.join(","), row("甲绸业", 100)))
        .unwrap();
    let output = run(&folder, &["batch", "a.csv", "-o", "-"]);
    let lines: Vec<serde_json::Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let is_answered: Vec<bool> = lines.iter().map(|line| !line["report"].is_null()).collect();
    assert_eq!((status(&output), is_answered), (1, vec![true, false]));
    assert!(err(&output).contains("这家企业有 100 处以上没读懂，没有算"), "{}", err(&output));
}

/// Of a table, or of lines, of which nearly nothing can be read none is; with a few rows that are fine, or fewer rows,
/// each is told.
#[test]
fn a_file_of_which_nearly_nothing_can_be_read_is_told_at_once() {
    let folder = folder("unreadable");
    let years = (1975..2026).flat_map(|year| [format!("revenue.{year}"), format!("assets.{year}")]);
    let headers: Vec<String> = years.take(101).collect();
    let bad = |number: usize| format!("第{number}家{}\n", ",x".repeat(101));
    let good = |number: usize| format!("第{number}家{}\n", ",5000万".repeat(101));
    let keys: Vec<String> = (1..=101).map(|number| format!("\"project{number}.new-equipment\": \"x\"")).collect();
    let line = format!("{{\"name\": \"甲\", {}}}\n", keys.join(", "));
    let table = |bad_rows: usize, good_rows: usize| {
        let rows = (0..bad_rows).map(bad).chain((bad_rows..bad_rows + good_rows).map(good)).collect::<String>();
        format!("企业名称,{}\n{rows}", headers.join(","))
    };
    for (name, text, is_told) in [
        ("all.csv", table(60, 0), true),
        ("most.csv", table(45, 5), true),
        ("some.csv", table(44, 6), false),
        ("few.csv", table(49, 0), false),
        ("all.jsonl", line.repeat(60), true),
        ("few.jsonl", line.repeat(49), false),
    ] {
        fs::write(folder.join(name), text).unwrap();
        let output = run(&folder, &["batch", name, "-o", "-"]);
        let says = err(&output).contains("没读懂，全都没有读");
        let is_empty = out(&output).is_empty();
        assert_eq!((status(&output), says, is_empty), (1, is_told, is_told), "{name}: {}", out(&output).len());
    }
}

#[test]
fn the_same_workbook_is_the_same_bytes() {
    let folder = folder("bytes");
    fs::write(folder.join("clients.csv"), CLIENTS).unwrap();
    for name in ["a.xlsx", "b.xlsx"] {
        run(&folder, &["batch", "clients.csv", "-o", name, "--as-of", "2026-11-22"]);
        run(&folder, &["template", "-o", &format!("form-{name}"), "--as-of", "2026-11-22"]);
        // The time of a file's properties is told in seconds.
        std::thread::sleep(Duration::from_millis(1_100));
    }
    for start in ["", "form-"] {
        let [one, other] = ["a.xlsx", "b.xlsx"].map(|name| fs::read(folder.join(format!("{start}{name}"))).unwrap());
        assert!(one == other, "{start}");
    }
}

#[test]
fn where_all_firms_are_is_said_once_and_never_against_a_row() {
    let folder = folder("place");
    let rows = "甲,通州区\n乙,\n丙,宁波市\n丁,某地\n";
    fs::write(folder.join("clients.csv"), format!("企业名称,所在地\n{rows}")).unwrap();
    let output = run(&folder, &["batch", "clients.csv", "-o", "-", "--place", "南通市", "--as-of", "2026-11-22"]);
    assert_eq!((status(&output), err(&output).matches("[unknown-place]").count()), (1, 1), "{}", err(&output));
    let places: Vec<Option<String>> = out(&output).lines().map(place_of).collect();
    let place = |name: &str| Some(name.to_owned());
    assert_eq!(places[..3], [place("江苏省南通市通州区"), place("江苏省南通市"), place("浙江省宁波市")]);
    assert!(places[3].as_ref().is_none_or(|place| !place.contains("南通")), "{places:?}");
    // Without it nobody knows which of the two is meant.
    assert!(err(&run(&folder, &["batch", "clients.csv", "-o", "-"])).contains("[ambiguous-place]"));
    fs::write(folder.join("firm.toml"), "place = \"通州区\"\n").unwrap();
    for command in ["check", "ladder"] {
        assert_eq!(status(&run(&folder, &[command, "firm.toml", "--place", "南通市"])), 0);
        assert_eq!(status(&run(&folder, &[command, "firm.toml"])), 1);
        assert_eq!(status(&run(&folder, &[command, "firm.toml", "--place", "某地"])), 2);
    }
}

fn place_of(line: &str) -> Option<String> {
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    line["report"]["enterprise"]["place"].as_str().map(str::to_owned)
}

#[test]
fn a_text_of_a_million_letters_is_told_in_a_few() {
    let folder = folder("long");
    let long = "甲".repeat(1_000_000);
    fs::write(folder.join("key.toml"), format!("\"{long}\" = 1\n")).unwrap();
    fs::write(folder.join("place.toml"), format!("place = \"{long}\"\n")).unwrap();
    fs::write(folder.join("title.toml"), format!("[[title]]\nkind = \"{long}\"\n")).unwrap();
    fs::write(folder.join("header.csv"), format!("企业名称,{long}\n甲,1\n")).unwrap();
    fs::write(folder.join("cell.csv"), format!("企业名称,所在地\n{long},{long}\n")).unwrap();
    fs::write(folder.join("line.jsonl"), format!("{{\"{long}\": 1}}\n{{\"name\": \"甲\", \"place\": \"{long}\"}}\n"))
        .unwrap();
    for file in ["key.toml", "place.toml", "title.toml", "header.csv", "cell.csv", "line.jsonl"] {
        let output = run(&folder, &["batch", file, "-o", "-", "--layout", "findings", "--as-of", "2026-11-22"]);
        assert!(err(&output).len() < 20_000, "{file}: {}", err(&output).len());
        assert!(err(&output).contains('['), "{file}");
    }
    fs::write(folder.join("name.toml"), format!("name = \"{long}\"\nplace = \"南通市崇川区\"\n")).unwrap();
    for command in ["check", "ladder"] {
        let output = run(&folder, &[command, "name.toml", "--as-of", "2026-11-22"]);
        assert!(status(&output) == 0 && out(&output).len() < 50_000, "{command}: {}", out(&output).len());
    }
}

/// Runs the program within 1 GiB, and soon.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let start = Instant::now();
    let output = waiting(folder, arguments).wait_with_output().unwrap();
    assert!(start.elapsed() < SOON, "{arguments:?} took {:?}", start.elapsed());
    assert!(!err(&output).contains("panicked"), "{arguments:?}: {}", err(&output));
    output
}

fn waiting(folder: &Path, arguments: &[&str]) -> Child {
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -v 1048576; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_zjtx")]).args(arguments);
    shell.current_dir(folder).env("LC_ALL", "C").env("RAYON_NUM_THREADS", "2");
    shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// What is in a folder, in order, hidden files too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn folder(name: &str) -> PathBuf {
    empty_folder("edges", name)
}
