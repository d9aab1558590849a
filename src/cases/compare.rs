//! Compares what a case expects with what came out. The one comparison, of the command and of the tests.

use crate::evaluate::{Evaluation, evaluate};
use crate::explain::{UNKNOWN, explain, explain_standards, explain_value};
use crate::report::{
    AsOfFrom, CaseReport, Difference, Ends, Given, Report, StackingReport, StandardReport, Subject, SupportReport, Yuan,
};
use crate::rulebook::Rulebook;
use crate::source::Sources;
use crate::words::Lang;

use super::{Case, Expect, ExpectGroup, ExpectStandard, ExpectTotal, ExpectValue};

impl Case {
    /// Answers the case and compares. What differs is shown in this language; compared are the names of records and
    /// groups as the rules have them.
    #[must_use]
    pub fn run(&self, lang: Lang, book: &Rulebook, sources: &Sources) -> CaseReport {
        let book = &*self.part(book);
        let evaluation = evaluate(book, &self.profile, self.as_of);
        let report = |lang| explain(lang, book, sources, &self.profile, (self.as_of, AsOfFrom::Option), &evaluation);
        let differences = self.all_differences(book, sources, &evaluation);
        let differs = |support: &SupportReport| {
            let is_of = |of: &Subject| matches!(of, Subject::Support { id, .. } if *id == support.id);
            differences.iter().any(|difference| is_of(&difference.of))
        };
        let shown = if differences.is_empty() { Vec::new() } else { report(lang).supports };
        let shown = shown.into_iter().filter(differs).collect();
        CaseReport {
            name: self.name.clone(),
            line: sources.position(&self.span).0,
            passed: differences.is_empty() && self.compares(),
            checks_nothing: !self.compares(),
            supports: shown,
            differences,
        }
    }

    /// Whether everything comes out by these rules as the case expects.
    #[must_use]
    pub fn holds(&self, book: &Rulebook, sources: &Sources) -> bool {
        let book = &*self.part(book);
        self.all_differences(book, sources, &evaluate(book, &self.profile, self.as_of)).is_empty()
    }

    /// What came out otherwise by the rules that the case is about.
    fn all_differences(&self, book: &Rulebook, sources: &Sources, evaluation: &Evaluation) -> Vec<Difference> {
        let as_of = (self.as_of, AsOfFrom::Option);
        let mut differences = self.differences(&explain(Lang::Zh, book, sources, &self.profile, as_of, evaluation));
        differences.extend(self.of_standards(book, sources, evaluation));
        differences.extend(self.values.iter().filter_map(|value| self.of_value(value, book, sources, evaluation)));
        differences
    }

    /// Whether anything is held against what comes out.
    fn compares(&self) -> bool {
        self.expects.iter().any(Expect::compares)
            || self.standards.iter().any(ExpectStandard::compares)
            || !(self.values.is_empty() && self.totals.is_empty() && self.groups.is_empty())
    }

    fn differences(&self, report: &Report) -> Vec<Difference> {
        let supports = self.expects.iter().flat_map(|expect| expect.differences(report));
        let totals = self.totals.iter().flat_map(|total| total.differences(report));
        supports.chain(totals).chain(self.groups.iter().flat_map(|group| group.differences(report))).collect()
    }
}

impl Case {
    /// What standards came out otherwise.
    fn of_standards(&self, book: &Rulebook, sources: &Sources, evaluation: &Evaluation) -> Vec<Difference> {
        if self.standards.is_empty() {
            return Vec::new();
        }
        let found = explain_standards(Lang::Zh, book, sources, &self.profile, self.as_of, evaluation);
        self.standards.iter().flat_map(|expect| expect.differences(&found)).collect()
    }

    /// A value that came out otherwise.
    fn of_value(
        &self,
        value: &ExpectValue,
        book: &Rulebook,
        sources: &Sources,
        evaluation: &Evaluation,
    ) -> Option<Difference> {
        let as_of = (self.as_of, AsOfFrom::Option);
        let report = explain_value(Lang::Zh, book, sources, value.wanted, &self.profile, as_of, evaluation);
        let mut comparison = Comparison::new(Subject::Value { fact: value.name.clone() });
        let found = report.value.unwrap_or_else(|| UNKNOWN.to_owned());
        comparison.compare("is", Some(Given::Word(value.is.clone())), Given::Word(found));
        comparison.found.pop()
    }
}

impl ExpectStandard {
    fn differences(&self, found: &[StandardReport]) -> Vec<Difference> {
        let mut comparison = Comparison::new(Subject::Standard { id: self.standard.clone() });
        let Some(found) = found.iter().find(|found| found.id == self.standard) else {
            return comparison.lacks("standard");
        };
        let missing = sorted(found.missing.iter().map(|missing| &missing.fact));
        let distances = sorted(found.near_miss.iter().map(|miss| &miss.distance));
        comparison.compare("status", self.status.clone().map(Given::Word), word(found.status));
        comparison.compare(
            "window",
            self.window.clone().map(Given::Word),
            found.apply.window.map_or_else(Given::none, word),
        );
        comparison.compare("lacks", self.lacks.as_ref().map(sorted), sorted(found.lacks()));
        comparison.compare("undecided", self.undecided.as_ref().map(sorted), sorted(found.undecided()));
        comparison.compare("missing", self.missing.as_ref().map(sorted), missing);
        comparison.compare("near-miss", self.near_miss.as_ref().map(sorted), distances);
        comparison.found
    }
}

/// Differences of one subject.
struct Comparison {
    of: Subject,
    found: Vec<Difference>,
}

impl Comparison {
    fn new(of: Subject) -> Comparison {
        Comparison { of, found: Vec::new() }
    }

    /// Compares what is expected, if anything is.
    fn compare(&mut self, key: &'static str, expected: Option<Given>, found: Given) {
        if let Some(expected) = expected.filter(|expected| *expected != found) {
            self.found.push(Difference { of: self.of.clone(), key, expected, found });
        }
    }

    /// What is expected is not in the report at all.
    fn lacks(mut self, key: &'static str) -> Vec<Difference> {
        self.compare(key, Some(Given::Word("reported".to_owned())), Given::none());
        self.found
    }
}

impl Expect {
    fn differences(&self, report: &Report) -> Vec<Difference> {
        let of = Subject::Support { id: self.support.clone(), record: self.record.clone() };
        let mut comparison = Comparison::new(of);
        let Some(support) = report.supports.iter().find(|support| support.id == self.support) else {
            return comparison.lacks("support");
        };
        let item = support.items.iter().find(|item| self.record.is_some() && item.record == self.record);
        let (status, [low, high]) = match (item, &self.record) {
            (Some(item), _) => (item.status, ends(item.low.is_some(), item.low, item.high)),
            (None, Some(_)) => return comparison.lacks("record"),
            (None, None) => {
                let amount = support.amount.as_ref();
                let (low, high) = (amount.and_then(|of| of.low), amount.and_then(|of| of.high));
                (support.status, ends(amount.is_some(), low, high))
            }
        };
        comparison.compare("status", self.status.clone().map(Given::Word), word(status));
        comparison.compare("low", self.low.map(Given::Yuan), low);
        comparison.compare("high", self.high.map(Given::Yuan), high.clone());
        comparison.compare("open", self.open.then(|| Given::Word("open".to_owned())), high);
        self.compare_whole(support, &mut comparison);
        self.compare_misses(support, &mut comparison);
        comparison.found
    }

    /// What the report says of a support as a whole.
    fn compare_whole(&self, support: &SupportReport, comparison: &mut Comparison) {
        let amount = support.amount.as_ref();
        let certainty = amount.map_or_else(Given::none, |amount| word(amount.certainty));
        let [low, high] = of_ends(amount.and_then(|amount| amount.if_granted.as_ref()));
        let window = support.apply.window.map_or_else(Given::none, word);
        comparison.compare("window", self.window.clone().map(Given::Word), window);
        let codes = sorted(support.reasons.iter().map(|reason| reason.code.word()));
        comparison.compare("certainty", self.certainty.clone().map(Given::Word), certainty);
        let lasts = amount.and_then(|amount| amount.duration.clone()).map_or_else(Given::none, Given::Word);
        comparison.compare("lasts", self.lasts.clone().map(Given::Word), lasts);
        comparison.compare("granted-low", self.granted_low.map(Given::Yuan), low);
        comparison.compare("granted-high", self.granted_high.map(Given::Yuan), high);
        comparison.compare("reasons", self.reasons.as_ref().map(sorted), codes);
    }

    /// What is missing and what is just missed.
    fn compare_misses(&self, support: &SupportReport, comparison: &mut Comparison) {
        let is_meant = |record: &Option<String>| self.record.is_none() || self.record == *record;
        let missing = support.missing.iter().filter(|missing| is_meant(&missing.record));
        let misses = || support.near_miss.iter().filter(|miss| is_meant(&miss.record));
        let [least, most] = of_ends(misses().find_map(|miss| miss.would_bring.as_ref()));
        comparison.compare("missing", self.missing.as_ref().map(sorted), sorted(missing.map(|missing| &missing.fact)));
        let distances = sorted(misses().map(|miss| &miss.distance));
        comparison.compare("near-miss", self.near_miss.as_ref().map(sorted), distances);
        let is_range = least != most;
        comparison.compare("would-bring", self.would_bring.map(Given::Yuan), least);
        if is_range {
            comparison.compare("would-bring", self.would_bring.map(Given::Yuan), most);
        }
    }
}

impl ExpectGroup {
    fn differences(&self, report: &Report) -> Vec<Difference> {
        let mut comparison = Comparison::new(Subject::Group { name: self.name.clone(), record: self.record.clone() });
        let is_meant = |group: &&StackingReport| {
            let of_year = self.year.is_none_or(|year| group.year.map(i64::from) == Some(year));
            group.group == self.name && group.record == self.record && of_year
        };
        let Some(found) = report.stacking.iter().find(is_meant) else { return comparison.lacks("group") };
        comparison.compare("chosen", Some(sorted(&self.chosen)), sorted(&found.chosen));
        let displaced = sorted(found.displaced.iter().map(|displaced| &displaced.id));
        comparison.compare("displaced", Some(sorted(&self.displaced)), displaced);
        let certain = sorted(found.displaced.iter().filter(|lost| lost.certain).map(|lost| &lost.id));
        comparison.compare("certain", self.certain.as_ref().map(sorted), certain);
        comparison.found
    }
}

impl ExpectTotal {
    fn differences(&self, report: &Report) -> Vec<Difference> {
        let of = Subject::Total { paid_to: self.paid_to.clone(), period: self.period.clone() };
        let mut comparison = Comparison::new(of);
        let is_meant = |paid_to: &str, period: &str| paid_to == self.paid_to && period == self.period;
        let Some(found) = report.totals.iter().find(|total| is_meant(&total.paid_to, &total.period)) else {
            return comparison.lacks("total");
        };
        let [low, high] = ends(true, found.low, found.stated_high);
        let [expected_low, expected_high] = ends(true, self.low, self.high);
        comparison.compare("low", Some(expected_low), low);
        comparison.compare("high", Some(expected_high), high);
        let unstated = Given::Word(found.unstated.to_string());
        comparison.compare("unstated", self.unstated.map(|count| Given::Word(count.to_string())), unstated);
        let codes = sorted(found.reasons.iter().map(|reason| reason.code.word()));
        comparison.compare("reasons", self.reasons.as_ref().map(sorted), codes);
        comparison.found
    }
}

/// A word of the report as its JSON has it.
fn word(word: impl serde::Serialize) -> Given {
    let value = serde_json::to_value(word).unwrap_or_default();
    Given::Word(value.as_str().unwrap_or_default().to_owned())
}

/// Two ends as compared; an amount that there is not has none, and one without a figure none that is stated.
fn ends(is_there: bool, low: Option<Yuan>, high: Option<Yuan>) -> [Given; 2] {
    let absent = match (is_there, low) {
        (false, _) => "none",
        (true, None) => "unstated",
        (true, Some(_)) => "open",
    };
    [low, high].map(|end| end.map_or_else(|| Given::Word(absent.to_owned()), Given::Yuan))
}

fn of_ends(found: Option<&Ends>) -> [Given; 2] {
    ends(found.is_some(), found.map(|ends| ends.low), found.and_then(|ends| ends.high))
}

fn sorted<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Given {
    let mut texts: Vec<String> = texts.into_iter().map(|text| text.as_ref().to_owned()).collect();
    texts.sort_unstable();
    texts.dedup();
    Given::Words(texts)
}
