//! A plan: each change that it proposes passes as it is and fails one unit before, and what it says it brings and harms is
//! what the engine says of the firm with those settings.

use crate::process;

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};
use std::sync::LazyLock;

use process::{empty_folder, err, out, status};
use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::evaluate::evaluate;
use zjtx::explain::{explain, explain_plan, explain_standards};
use zjtx::finding::{Finding, Problem, Severity};
use zjtx::load::{Library, Role};
use zjtx::number::Number;
use zjtx::profile::{self, Profile};
use zjtx::reader::{Sink, Table};
use zjtx::report::{AsOfFrom, PlanChange, PlanReport, PlanTarget, Report, Status, SupportReport, Yuan};
use zjtx::roster;
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};
use zjtx::words::Lang;

const PRECISION: &str = "examples/nantong-precision.toml";

/// Rules with their sources.
struct Rules {
    book: Rulebook,
    sources: Sources,
}

static SHIPPED: LazyLock<Rules> = LazyLock::new(|| {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    Rules { book: compile(&library).0.filled(), sources: library.sources }
});

/// One document of a city in the fictional province.
fn made_up(body: &str) -> Rules {
    let mut library = Library::default();
    for (name, text, role) in [
        ("facts.toml", include_str!("../world/rules/facts.toml"), Role::Dictionary),
        ("places.toml", include_str!("../world/rules/places.toml"), Role::Places),
        ("industries.toml", include_str!("../world/rules/industries.toml"), Role::Industries),
    ] {
        library.add_bytes(name, text.as_bytes(), role);
    }
    let text = format!(
        "[document]\ntitle = \"甲\"\nissuer = \"云屿省织造局\"\nkind = \"measure\"\nissued = 2024-01-01\nfrom = 2024-01-01\n\
         evidence = \"official\"\nchecked = 2026-01-01\nstanding = \"in-force\"\n\n{body}"
    );
    let role = Role::Rules { folders: vec!["yanchuan".to_owned()], stem: "alpha".to_owned() };
    library.add_bytes("yanchuan/alpha.toml", text.as_bytes(), role);
    let (book, findings) = compile(&library);
    // Nobody holds these figures against a text.
    let is_figure = |one: &&Finding| matches!(one.problem, Problem::FigureMissing { .. });
    let errors = findings.iter().filter(|one| one.severity() == Severity::Error && !is_figure(one));
    let errors: Vec<_> = errors.collect();
    assert!(errors.is_empty() && !book.supports.is_empty(), "{errors:?}");
    Rules { book, sources: library.sources }
}

fn support(id: &str, purpose: &str, when: &str, amount: &str) -> String {
    format!(
        "[[support]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"grant\"\nfor-what = \"{purpose}\"\nclause = \"一\"\nwhen = [{when}]\n\
         amount = \"{amount}\"\nfigures = [\"{amount}\"]\n"
    )
}

const DAY: &str = "2026-11-22";

fn day() -> Day {
    Day::parse(DAY).unwrap()
}

impl Rules {
    fn firm(&self, text: &str) -> Profile {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: text.to_owned() });
        let sink = Sink::new(file);
        let root = parse(&sources, file, &sink).unwrap();
        roster::profile(&self.book, (None, day()), &Table::of_file(&sink, &root)).profile
    }

    fn plan(&self, firm: &Profile) -> PlanReport {
        let as_of = (day(), AsOfFrom::Option);
        explain_plan(Lang::Zh, (&self.book, &self.sources), firm, (as_of, false)).unwrap()
    }

    fn report(&self, firm: &Profile) -> Report {
        let evaluation = evaluate(&self.book, firm, day());
        explain(Lang::Zh, &self.book, &self.sources, firm, (day(), AsOfFrom::Option), &evaluation)
    }

    /// The firm with settings as `check --set` takes them.
    fn set(&self, firm: &Profile, settings: &[String]) -> Profile {
        let (profile, findings) = profile::set(&self.book, firm, settings, day());
        let errors: Vec<_> = findings.iter().filter(|one| one.severity() == Severity::Error).collect();
        assert!(errors.is_empty(), "{settings:?}: {errors:?}");
        profile
    }

    /// Whether what a change is to reach is missed.
    fn is_missed(&self, firm: &Profile, target: &PlanTarget) -> bool {
        if target.is_title {
            let evaluation = evaluate(&self.book, firm, day());
            let standards = explain_standards(Lang::Zh, &self.book, &self.sources, firm, day(), &evaluation);
            return standards.iter().find(|one| one.id == target.id).unwrap().status == Status::DoesNotQualify;
        }
        let report = self.report(firm);
        let support = report.supports.iter().find(|one| one.id == target.id).unwrap();
        let item = support.items.iter().find(|item| item.record == target.record);
        item.is_none_or(|item| item.status == Status::DoesNotQualify)
    }

    /// Holds all that a plan says of its changes against the engine; how many figures were taken one unit back.
    fn hold(&self, firm: &Profile, plan: &PlanReport) -> usize {
        let mut held = 0;
        let before = self.report(firm);
        for change in &plan.changes {
            let changed = self.set(firm, &change.set);
            for target in &change.targets {
                assert!(self.is_missed(firm, target), "{target:?} is not missed");
                assert!(!self.is_missed(&changed, target), "{:?} does not reach {target:?}", change.set);
            }
            for (at, fact) in change.facts.iter().enumerate() {
                let mut less = change.set.clone();
                let (key, value) = change.set[at].split_once('=').unwrap();
                assert_eq!(key, fact.fact);
                let Some(unit) = &fact.unit else {
                    // Left as it is, nothing is reached.
                    less.remove(at);
                    assert!(
                        change.targets.iter().all(|target| self.is_missed(&self.set(firm, &less), target)),
                        "{less:?}"
                    );
                    continue;
                };
                let [value, unit] = [value, unit].map(|text| Number::read(text).unwrap());
                let back = if rises(self, firm, key, value) { value.minus(unit) } else { value.plus(unit) };
                less[at] = format!("{key}={}", back.unwrap());
                let short = self.set(firm, &less);
                assert!(change.targets.iter().all(|target| self.is_missed(&short, target)), "{less:?} does, too");
                held += 1;
            }
            self.hold_money(firm, change, &changed);
            if change.titles.is_empty() {
                Self::hold_harms(&before, &self.report(&changed), change);
            }
        }
        held
    }

    fn hold_money(&self, firm: &Profile, change: &PlanChange, changed: &Profile) {
        if !change.titles.is_empty() {
            return;
        }
        let (before, after) = (evaluate(&self.book, firm, day()).cash(), evaluate(&self.book, changed, day()).cash());
        let by = |a: Number, b: Number| Yuan::try_from(b.minus(a).unwrap()).unwrap();
        assert_eq!(change.low, by(before.0, after.0), "{:?}", change.set);
        assert_eq!(change.high, before.1.zip(after.1).map(|(a, b)| by(a, b)), "{:?}", change.set);
    }

    /// Whatever brings less is told.
    fn hold_harms(before: &Report, after: &Report, change: &PlanChange) {
        for old in &before.supports {
            let new = after.supports.iter().find(|new| new.id == old.id).unwrap();
            let is_told = change.harms.iter().any(|harm| harm.id == old.id);
            assert!(!is_worse(old, new) || is_told, "{:?} harms {}", change.set, old.id);
        }
    }
}

/// Whether a change makes a figure larger than the firm's own.
fn rises(rules: &Rules, firm: &Profile, key: &str, value: Number) -> bool {
    let at = profile::target(&rules.book, firm, key, day()).unwrap();
    let own = firm.value(at, rules.book.dictionary.fact(at.fact).home.record()).unwrap();
    let profile::Value::Number(own) = own else { panic!("{key} is no figure") };
    value > *own
}

fn is_worse(old: &SupportReport, new: &SupportReport) -> bool {
    let ends = |one: &SupportReport| {
        let amount = one.amount.as_ref().filter(|_| one.status.is_in_play())?;
        amount.low.map(|low| (low, amount.high))
    };
    match (ends(old), ends(new)) {
        (Some((low, high)), Some((new_low, new_high))) => {
            new_low < low || new_high.is_some_and(|new| high.is_none_or(|high| new < high))
        }
        (Some(_), None) => true,
        (None, _) => old.status.is_in_play() && !new.status.is_in_play(),
    }
}

#[test]
fn every_change_of_shipped_rules_passes_and_fails_one_unit_before() {
    let mut held = 0;
    for path in [
        PRECISION,
        "examples/nantong-2022-standard.toml",
        "examples/nantong-county.toml",
        "examples/haian-robots.toml",
        "examples/changchun-car-parts.toml",
        "examples/ningbo-sensors.toml",
    ] {
        let firm = SHIPPED.firm(&fs::read_to_string(path).unwrap());
        let plan = SHIPPED.plan(&firm);
        held += SHIPPED.hold(&firm, &plan);
        // What brings most stands first.
        assert!(plan.changes.is_sorted_by(|a, b| a.low >= b.low), "{path}");
    }
    assert!(held >= 6, "{held}");
}

#[test]
fn one_yuan_more_reaches_a_support() {
    let plan = SHIPPED.plan(&SHIPPED.firm(&fs::read_to_string(PRECISION).unwrap()));
    let change = plan.changes.iter().find(|change| change.set == ["project.2.new-equipment=5000000"]).unwrap();
    assert_eq!(change.targets[0].id, "nantong/reply-2024/smart-upgrade");
    assert_eq!((change.low.to_string(), change.facts[0].changes), ("500000".to_owned(), "yes"));
    assert_eq!(change.facts[0].by.as_deref(), Some("多1元"));
}

#[test]
fn facts_are_changed_together_where_one_is_not_enough() {
    let rules = made_up(&support(
        "a",
        "equipment",
        "{ fact = \"looms\", at-least = 50 }, { fact = \"assets\", above = \"900万元\" }, { fact = \"staff\", at-most = 80 }",
        "30万元",
    ));
    let firm = rules.firm("place = \"墨池区\"\nstaff = 100\nlooms = 40\nassets = \"800万\"\n");
    let plan = rules.plan(&firm);
    assert_eq!(plan.changes.len(), 1, "{:?}", plan.changes);
    assert_eq!(plan.changes[0].set, ["staff=80", "looms=50", "assets=9000001"]);
    assert_eq!(plan.changes[0].low.to_string(), "300000");
    assert_eq!(rules.hold(&firm, &plan), 3);
}

#[test]
fn the_fewest_facts_are_changed_and_of_as_few_the_nearest() {
    let ways = "{ any = [{ fact = \"looms\", at-least = 100 }, { fact = \"staff\", at-least = 105 }, { all = [{ fact = \"looms\", at-least = 41 }, { fact = \"assets\", at-least = \"801万元\" }] }] }";
    let rules = made_up(&support("a", "equipment", ways, "30万元"));
    let firm = rules.firm("place = \"墨池区\"\nstaff = 100\nlooms = 40\nassets = \"800万\"\n");
    let plan = rules.plan(&firm);
    assert_eq!(plan.changes[0].set, ["staff=105"]);
    assert_eq!(plan.changes[0].facts[0].changes, "slowly");
    rules.hold(&firm, &plan);
}

#[test]
fn what_can_not_be_changed_or_is_not_stated_is_not_proposed() {
    let rules = made_up(
        &[
            support("share", "equipment", "{ fact = \"export-share\", at-least = \"30%\" }", "30万元"),
            support("unknown", "bonus", "{ fact = \"looms\", at-least = 10 }", "20万元"),
            support("past", "title:beacon", "{ fact = \"founded\", until = 2020-01-01 }", "10万元"),
        ]
        .concat(),
    );
    let firm = rules.firm("place = \"墨池区\"\nexport-share = \"20%\"\nfounded = 2021-01-01\n");
    let plan = rules.plan(&firm);
    assert!(plan.changes.is_empty(), "{:?}", plan.changes);
    let missed: Vec<&str> = plan.out_of_reach.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(missed, ["share", "past"]);
    assert_eq!(plan.first[0].fact, "looms");
    assert_eq!(plan.first[0].most.map(|most| most.to_string()).as_deref(), Some("200000"));
}

#[test]
fn a_change_that_harms_another_support_says_so() {
    let rules = made_up(
        &[
            support("large", "equipment", "{ fact = \"staff\", at-least = 110 }", "30万元"),
            support("small", "bonus", "{ fact = \"staff\", below = 105 }", "50万元"),
        ]
        .concat(),
    );
    let firm = rules.firm("place = \"墨池区\"\nstaff = 100\n");
    let plan = rules.plan(&firm);
    let [change] = &plan.changes[..] else { panic!("{:?}", plan.changes) };
    assert_eq!(change.harms.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["small"]);
    assert_eq!(change.low.to_string(), "-200000");
    // And five people more lose money, which is near.
    let [cliff] = &plan.cliffs[..] else { panic!("{:?}", plan.cliffs) };
    assert_eq!((&*cliff.fact, &*cliff.at, cliff.above), ("staff", "105", true));
    assert_eq!(cliff.less_low.to_string(), "500000");
}

#[test]
fn the_second_best_is_told_with_what_it_lacks() {
    let group =
        "[[group]]\nname = \"一组\"\nrule = \"highest\"\nmembers = [\"a\", \"b\", \"c\"]\nclause = \"第九条\"\n";
    let always = "{ fact = \"staff\", at-least = 1 }";
    let of = |id: &str, amount: &str| support(id, "equipment", always, amount);
    let rules = made_up(&[of("a", "30万元"), of("b", "50万元"), of("c", "10万元"), group.to_owned()].concat());
    let plan = rules.plan(&rules.firm("place = \"墨池区\"\nstaff = 100\n"));
    let [choice] = &plan.choices[..] else { panic!("{:?}", plan.choices) };
    let names = |named: &[zjtx::report::PlanNamed]| named.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    assert_eq!((names(&choice.certain), names(&choice.possible)), (vec!["b".to_owned()], vec!["b".to_owned()]));
    let next = choice.runner_up.as_ref().unwrap();
    assert_eq!((&*next.without.name, names(&next.takes)), ("b", vec!["a".to_owned()]));
    assert_eq!((next.less_low.to_string(), next.less_high.unwrap().to_string()), ("200000".into(), "200000".into()));
    let lost: Vec<_> = choice.excluded.iter().map(|one| (&*one.name, one.certain)).collect();
    assert_eq!(lost, [("a", true), ("c", true)]);
    assert_eq!(
        (&*choice.rule, choice.document.as_deref(), choice.clause.as_deref()),
        ("highest", Some("yanchuan/alpha"), Some("第九条"))
    );
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zjtx")).arg("plan").args(arguments).output().unwrap()
}

#[test]
fn a_firm_that_is_unknown_throughout_is_told_what_has_to_be_known() {
    let folder = empty_folder("plan", "unknown");
    let path = folder.join("firm.toml").to_string_lossy().into_owned();
    fs::write(&path, "place = \"南通市崇川区\"\n").unwrap();
    let arguments = [path.as_str(), "--as-of", DAY];
    let json = run(&[&arguments[..], &["--format", "json"]].concat());
    assert_eq!(status(&json), 0, "{}", err(&json));
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["changes"].as_array().unwrap().len(), 0);
    assert!(!json["first"].as_array().unwrap().is_empty(), "{json}");
    let text = out(&run(&[&arguments[..], &["--lang", "zh"]].concat()));
    assert!(text.contains("先要知道"), "{text}");
}

#[test]
fn settings_of_a_plan_are_settings_of_check() {
    let json: serde_json::Value = serde_json::from_slice(&run(&[PRECISION, "--format", "json"]).stdout).unwrap();
    for change in json["changes"].as_array().unwrap() {
        let set: Vec<&str> = change["set"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
        command.args(["check", PRECISION, "--format", "json"]);
        for one in &set {
            command.args(["--set", one]);
        }
        let output = command.output().unwrap();
        assert_eq!(status(&output), 0, "{set:?}: {}", err(&output));
    }
    for format in ["table", "markdown"] {
        assert_eq!(status(&run(&[PRECISION, "--format", format, "--all"])), 0);
    }
}
