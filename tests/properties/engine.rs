//! The library as a user sees it: rule texts and a profile text in, the report out; read back as plain fractions.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::evaluate::{self, Evaluation, Figures, Graph, Item, Miss, Question, evaluate, evaluate_in, of_profile};
use zjtx::explain::explain;
use zjtx::finding::{Place, Problem, Severity};
use zjtx::interval::Interval;
use zjtx::load::{Library, Role};
use zjtx::number::Number;
use zjtx::profile::{self, Profile};
use zjtx::prove::prove;
use zjtx::reader::{Sink, Table};
use zjtx::render::report_json;
use zjtx::report::{AsOfFrom, Certainty, Report, Status, SupportReport, Yuan};
use zjtx::roster::{HeaderMap, Roster};
use zjtx::rulebook::Rulebook;
use zjtx::source::{Line, SourceFile};
use zjtx::table;

use crate::oracle::fraction::Fraction;
use crate::oracle::rules::Rules;
use crate::oracle::stack::Purse;
use crate::oracle::text::{Order, files};

/// Answers that the pass without a report gave.
pub(crate) static FIGURES: AtomicUsize = AtomicUsize::new(0);

/// Compiled rules.
#[derive(Clone)]
pub(crate) struct Engine {
    library: Library,
    book: Rulebook,
    /// Whether it takes no assumption.
    pub(crate) is_strict: bool,
}

/// What a status says of the conditions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Standing {
    Qualifies,
    DoesNotQualify,
    /// Facts, judgements or readings decide.
    Open,
    /// Announced, or not in force.
    Closed,
}

/// Both ends of an amount; no upper end is an open one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Ends {
    pub(crate) low: Fraction,
    pub(crate) high: Option<Fraction>,
}

/// What was reported of one record, or of the firm.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ReportedItem {
    pub(crate) record: Option<usize>,
    pub(crate) standing: Standing,
    /// Whether no fact of the firm is said to be open, only a judgement or a reading.
    pub(crate) is_up_to_others: bool,
    pub(crate) ends: Ends,
    pub(crate) if_granted: Ends,
}

/// What was reported of one support.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Reported {
    pub(crate) standing: Standing,
    pub(crate) ends: Ends,
    pub(crate) if_granted: Ends,
    pub(crate) is_unstated: bool,
    pub(crate) items: Vec<ReportedItem>,
    pub(crate) list_unknown: bool,
    /// What all periods come to, where that is told.
    pub(crate) altogether: Option<Ends>,
}

/// What was reported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Answer {
    pub(crate) supports: BTreeMap<String, Reported>,
    pub(crate) totals: BTreeMap<Purse, Ends>,
    /// Whether a total was only bounded, there being too many choices to try them all.
    pub(crate) is_bounded: bool,
}

/// What an author is told though the text has a meaning, on which engine and oracle agree.
const TOLD: &[&str] = &[
    "unreachable-case",
    "never-holds",
    "reversed-bounds",
    "shares-incomplete",
    "contradictory-groups",
    "scope-beyond-document",
    "empty-scope",
    "scope-outside-folder",
];

impl Engine {
    pub(crate) fn new(rules: &Rules, order: Order) -> Engine {
        Engine::of(files(rules, order))
    }

    /// Compiles rule files, each with its folder and stem.
    pub(crate) fn of(files: Vec<(&'static str, &'static str, String)>) -> Engine {
        let mut library = Library::default();
        for (name, text, role) in [
            ("facts.toml", include_str!("../world/rules/facts.toml"), Role::Dictionary),
            ("places.toml", include_str!("../world/rules/places.toml"), Role::Places),
            ("industries.toml", include_str!("../world/rules/industries.toml"), Role::Industries),
        ] {
            library.add_bytes(name, text.as_bytes(), role);
        }
        for (folder, stem, text) in files {
            let role = Role::Rules { folders: vec![folder.to_owned()], stem: stem.to_owned() };
            library.add_bytes(&format!("{folder}/{stem}.toml"), text.as_bytes(), role);
        }
        let (book, findings) = compile(&library);
        // That supports of one purpose are in no group is what the properties are about.
        let findings = library.findings.iter().chain(&findings);
        let errors = findings.filter(|finding| finding.severity() == Severity::Error);
        let errors = errors.filter(|finding| !TOLD.contains(&finding.problem.code()));
        let problems: Vec<_> = errors.map(|finding| &finding.problem).collect();
        let engine = Engine { library: library.clone(), book, is_strict: false };
        assert!(problems.is_empty(), "{problems:?}\n{}", engine.rules_text());
        engine
    }

    /// The rule files, those of the world left out.
    pub(crate) fn rules_text(&self) -> String {
        let files = self.library.files.iter().skip(3).map(|file| self.library.sources.file(file.id));
        let texts: Vec<String> = files.map(|file| format!("--- {}\n{}", file.name, file.text)).collect();
        texts.concat()
    }

    /// What is proved of the rules, each with its line.
    pub(crate) fn proved(&self) -> Vec<(Line, Problem)> {
        let sources = &self.library.sources;
        let found = prove(&self.book, sources, Vec::new()).into_iter().map(|finding| {
            let Place::Span(span) = &finding.place else { panic!("{finding:?}") };
            (sources.line(span), finding.problem)
        });
        found.collect()
    }

    /// A firm as it is read.
    pub(crate) fn firm(&self, profile: &str) -> Profile {
        let mut sources = self.library.sources.clone();
        let file = sources.add(SourceFile { name: "profile.toml".to_owned(), text: profile.to_owned() });
        let sink = Sink::new(file);
        let root = parse(&sources, file, &sink).unwrap();
        profile::read(&Table::of_file(&sink, &root), &self.book)
    }

    pub(crate) fn book(&self) -> &Rulebook {
        &self.book
    }

    pub(crate) fn report(&self, profile: &str) -> (Report, Vec<(String, Vec<Item>, bool)>) {
        let mut sources = self.library.sources.clone();
        let file = sources.add(SourceFile { name: "profile.toml".to_owned(), text: profile.to_owned() });
        let sink = Sink::new(file);
        let root = parse(&sources, file, &sink).unwrap();
        let read = profile::read(&Table::of_file(&sink, &root), &self.book);
        let findings: Vec<_> = sink.into_findings().into_iter().map(|finding| finding.problem).collect();
        assert!(findings.is_empty(), "{findings:?}\n{profile}");
        let as_of: Day = read.as_of.unwrap();
        let question = Question { as_of, strict: self.is_strict };
        let evaluation = evaluate(&self.book, &read, question);
        let graph = Graph::new(&self.book, self.is_strict);
        let by_graph = evaluate_in(&graph, &read, as_of);
        assert_eq!(format!("{evaluation:?}"), format!("{by_graph:?}"), "{}\n{profile}", self.rules_text());
        let report =
            explain(zjtx::words::Lang::Zh, &self.book, &sources, &read, (as_of, AsOfFrom::Profile), &evaluation);
        self.figures_are_those_of(&graph, &read, &evaluation, &report);
        let items = evaluation.supports.into_iter().map(|result| {
            assert!(
                !result.overflow,
                "{} is that large in {}\n--- profile\n{profile}",
                self.book.support(result.id).address,
                self.rules_text()
            );
            (self.book.support(result.id).address.clone(), result.items, result.list_unknown)
        });
        (report, items.collect())
    }

    /// The pass without a report has the same figures, where it answers.
    fn figures_are_those_of(&self, graph: &Graph<'_>, profile: &Profile, evaluation: &Evaluation, report: &Report) {
        let mut answer = evaluate::Answer::default();
        let mut figures = Figures::new(graph, profile, evaluation.question.as_of);
        if !figures.answer(&of_profile(&self.book, profile), &mut answer) {
            return;
        }
        let yuan = |fen: i64| Number::of_units(fen, 2);
        let ends = |(low, high): (i64, Option<i64>)| (yuan(low), high.map(yuan));
        let found = answer.figures.iter().map(|figure| (figure.id, figure.status, figure.fen.map(ends)));
        let expected = evaluation.supports.iter().map(|result| {
            let money = result.money.filter(|_| result.is_in_play());
            (result.id, result.status, money.map(|money| (money.low(), money.high())))
        });
        assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{}", self.rules_text());
        for figure in answer.figures.iter().filter(|figure| figure.miss != Miss::Unseen) {
            let of_report = report.supports.iter().find(|support| support.rule == figure.id);
            let is_missed = of_report.is_some_and(|support| !support.near_miss.is_empty());
            let rules = || format!("{}\n{profile:?}", self.rules_text());
            assert_eq!(figure.miss == Miss::Just, is_missed, "{}\n{}", self.book.support(figure.id).address, rules());
        }
        let found = answer.sums.iter().map(|sum| (sum.purse, sum.is_stated, ends(sum.fen), sum.unstated));
        let totals = evaluation.totals.iter();
        let expected = totals.map(|total| (total.purse, total.is_stated, (total.low, total.high), total.unstated));
        assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{}", self.rules_text());
        FIGURES.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn json(&self, profile: &str) -> String {
        report_json(&self.report(profile).0).unwrap()
    }

    /// The report of the one firm of a workbook.
    pub(crate) fn json_of_workbook(&self, bytes: Vec<u8>) -> String {
        let (workbook, findings) = table::read("firms.xlsx", bytes).unwrap();
        assert_eq!(findings, []);
        let workbooks = [workbook];
        let map = HeaderMap::default();
        let roster = Roster::new(&self.book, (None, Day::default()), &map, &workbooks);
        let firm = roster.firm(0).unwrap();
        // Made-up figures and days are unlikely, and are told so; all of them are read.
        let findings = roster.findings.iter().chain(&firm.findings);
        let errors: Vec<_> = findings.filter(|found| found.severity() == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let as_of: Day = firm.profile.as_of.unwrap();
        let evaluation = evaluate(&self.book, &firm.profile, Question { as_of, strict: self.is_strict });
        let as_of = (as_of, AsOfFrom::Profile);
        let sources = &self.library.sources;
        report_json(&explain(zjtx::words::Lang::Zh, &self.book, sources, &firm.profile, as_of, &evaluation)).unwrap()
    }

    pub(crate) fn answer(&self, profile: &str) -> Answer {
        let (report, items) = self.report(profile);
        let supports = report.supports.iter().map(|support| {
            let (_, items, list_unknown) = items.iter().find(|(address, ..)| *address == support.id).unwrap();
            (support.id.clone(), reported(support, items, *list_unknown))
        });
        let word = |text: &str| {
            *["enterprise", "person", "unstated", "once", "month", "year"].iter().find(|word| **word == text).unwrap()
        };
        let total = |total: &zjtx::report::TotalReport| {
            assert!(!total.incomplete, "nothing is that large");
            let purse = (word(&total.paid_to), word(&total.period), total.standing == "in-force");
            (purse, Ends::read(total.low, total.stated_high))
        };
        let stated = report.totals.iter().map(total);
        let is_bounded =
            report.totals.iter().flat_map(|total| &total.reasons).any(|reason| reason.code.word() == "bounded");
        // A total to which only unstated amounts belong adds up nothing.
        let unstated = |purse: &Purse| {
            supports_in(&report, *purse)
                .all(|support| support.amount.as_ref().is_none_or(|amount| amount.certainty == Certainty::Unstated))
        };
        Answer {
            supports: supports.collect(),
            totals: stated.filter(|(purse, _)| !unstated(purse)).collect(),
            is_bounded,
        }
    }
}

/// The supports that are paid from a purse.
fn supports_in(report: &Report, (payee, period, _): Purse) -> impl Iterator<Item = &SupportReport> {
    let is_in = move |support: &&SupportReport| {
        support.paid_to == payee && support.amount.as_ref().is_some_and(|amount| amount.period == period)
    };
    report.supports.iter().filter(is_in)
}

fn reported(support: &SupportReport, items: &[Item], list_unknown: bool) -> Reported {
    assert_eq!(support.items.len(), items.len(), "each item is reported");
    let items = items.iter().zip(&support.items).map(|(item, told)| {
        // An unstated item has no ends in the report.
        let range = item.money.map_or(Ends::NOTHING, |money| Ends::of(money.range));
        if let Some(low) = told.low {
            assert_eq!(range, Ends::read(Some(low), told.high), "the report tells what was computed");
        }
        let if_granted = item.money.map_or(Ends::NOTHING, |money| Ends::of(money.if_granted));
        ReportedItem {
            record: item.record,
            standing: standing(told.status),
            is_up_to_others: told.status == Status::SubjectToJudgement,
            ends: range,
            if_granted,
        }
    });
    let amount = support.amount.as_ref();
    let granted = amount.and_then(|amount| amount.if_granted.as_ref());
    Reported {
        standing: standing(support.status),
        ends: amount.map_or(Ends::NOTHING, |amount| Ends::read(amount.low, amount.high)),
        if_granted: granted.map_or(Ends::NOTHING, |ends| Ends::read(Some(ends.low), ends.high)),
        is_unstated: amount.is_some_and(|amount| amount.certainty == Certainty::Unstated),
        items: items.collect(),
        list_unknown,
        altogether: amount
            .and_then(|amount| amount.altogether.as_ref())
            .map(|ends| Ends::read(Some(ends.low), ends.high)),
    }
}

fn standing(status: Status) -> Standing {
    match status {
        Status::Qualifies | Status::OpenToAll => Standing::Qualifies,
        Status::DoesNotQualify => Standing::DoesNotQualify,
        Status::SubjectToJudgement | Status::NeedsFacts => Standing::Open,
        Status::Announced | Status::NationalLaw | Status::NotOpen => Standing::Closed,
    }
}

impl Reported {
    /// What is reported of a support that is not in the report: the firm's place has none.
    pub(crate) fn gone() -> Reported {
        Reported {
            standing: Standing::DoesNotQualify,
            ends: Ends::NOTHING,
            if_granted: Ends::NOTHING,
            is_unstated: false,
            items: Vec::new(),
            list_unknown: false,
            altogether: None,
        }
    }

    /// The item of a record; of a list that is not known, the one that stands for all.
    pub(crate) fn item(&self, record: Option<usize>) -> Option<&ReportedItem> {
        self.items.iter().find(|item| item.record == record || self.list_unknown)
    }
}

impl Answer {
    /// Whether a support's amount is one that totals add up.
    pub(crate) fn is_counted(&self, address: &str) -> bool {
        self.supports.get(address).is_none_or(|support| !support.is_unstated)
    }

    /// The same answer for the records in the opposite order; `count` says how many each support has.
    pub(crate) fn with_records_reversed(mut self, count: impl Fn(&str) -> usize) -> Answer {
        for (address, support) in &mut self.supports {
            for item in &mut support.items {
                item.record = item.record.map(|index| count(address) - 1 - index);
            }
            support.items.sort_by_key(|item| item.record);
        }
        self
    }
}

impl Ends {
    pub(crate) const NOTHING: Ends = Ends::point(Fraction::ZERO);

    pub(crate) const fn point(at: Fraction) -> Ends {
        Ends { low: at, high: Some(at) }
    }

    fn read(low: Option<Yuan>, high: Option<Yuan>) -> Ends {
        let end = |end: Yuan| Fraction::parse(&end.to_string());
        Ends { low: low.map_or(Fraction::ZERO, end), high: high.map(end) }
    }

    fn of(interval: Interval) -> Ends {
        let end = |end: zjtx::interval::End| Fraction::parse(&end.at.to_string());
        Ends { low: interval.low.map_or(Fraction::ZERO, end), high: interval.high.map(end) }
    }

    pub(crate) fn plus(self, other: Ends) -> Ends {
        Ends { low: self.low + other.low, high: self.high.zip(other.high).map(|(a, b)| a + b) }
    }

    pub(crate) fn hull(self, other: Ends) -> Ends {
        let high = self.high.zip(other.high).map(|(a, b)| a.max(b));
        Ends { low: self.low.min(other.low), high }
    }

    pub(crate) fn holds(self, number: Fraction) -> bool {
        self.low <= number && self.high.is_none_or(|high| number <= high)
    }

    pub(crate) fn is_within(self, outer: Ends) -> bool {
        let high_fits = outer.high.is_none_or(|outer| self.high.is_some_and(|high| high <= outer));
        self.low >= outer.low && high_fits
    }
}
