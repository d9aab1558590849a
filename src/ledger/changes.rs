//! What changed for whom since an earlier run: a row for each support and total whose answer is another one.

use std::collections::{BTreeMap, BTreeSet};

use crate::clean::bare;
use crate::report::{Report, SupportReport, TotalReport};
use crate::words::{self, Lang};

use super::past::{Amount, Answer, Answers, Past, PastFirm};
use super::{Answered, Cell, Layout, Table, amount};

pub(super) struct Changes {
    lang: Lang,
    table: Table,
    past: Past,
    /// Whether it was told that one run took assumptions and the other did not.
    has_told_strict: bool,
}

/// The answers for a firm now, in the form of those of then.
fn answers(report: &Report) -> Answers {
    Answers {
        strict: report.strict,
        supports: report.supports.iter().map(|support| (support.id.clone(), answer(support))).collect(),
        totals: report.totals.iter().map(total).collect(),
    }
}

fn answer(support: &SupportReport) -> Answer {
    let amount = support.amount.as_ref().map(|amount| Amount { low: amount.low, high: amount.high, lacks: false });
    Answer { name: support.name.clone(), status: Some(support.status), amount }
}

fn total(total: &TotalReport) -> ([String; 4], Answer) {
    let amount = Amount { low: total.low, high: total.stated_high, lacks: total.unstated > 0 };
    let key = [&total.paid_to, &total.kind, &total.period, &total.standing].map(Clone::clone);
    (key, Answer { name: String::new(), status: None, amount: Some(amount) })
}

/// What is another one; `None` when nothing is. The name alone is no answer.
fn change(then: Option<&Answer>, now: Option<&Answer>) -> Option<&'static str> {
    match (then, now) {
        (None, Some(_)) => Some("new"),
        (Some(_), None) => Some("gone"),
        (Some(then), Some(now)) if then.status != now.status => Some("status"),
        (Some(then), Some(now)) if then.amount != now.amount => Some("amount"),
        _ => None,
    }
}

/// Whether what the firm is known by was that of another one: of another credit code or, where one is not known, name.
fn is_another(then: &PastFirm, now: &Answered<'_>) -> bool {
    match (then.credit_code.as_deref(), now.credit_code) {
        (Some(then), Some(now)) => then != now,
        _ => then.name.as_deref().zip(now.known_name()).is_some_and(|(then, now)| bare(then) != bare(now)),
    }
}

/// What stands under both keys, in the order of the keys.
type Pairs<'a, K> = Vec<(&'a K, Option<&'a Answer>, Option<&'a Answer>)>;

fn pairs<'a, K: Ord>(then: &'a BTreeMap<K, Answer>, now: &'a BTreeMap<K, Answer>) -> Pairs<'a, K> {
    let keys: BTreeSet<&K> = then.keys().chain(now.keys()).collect();
    keys.into_iter().map(|key| (key, then.get(key), now.get(key))).collect()
}

impl Changes {
    pub(super) fn new(lang: Lang, past: Past) -> Changes {
        let titles = words::firm_columns(lang)
            .into_iter()
            .chain(words::change_columns(lang))
            .chain([words::unread_column(lang)]);
        Changes { lang, table: Table::new(words::table_name(lang, "changes"), 3, titles), past, has_told_strict: false }
    }

    /// One row: of what, which change, both answers.
    fn cells(&self, of: &str, kind: &str, answers: [Option<&Answer>; 2], address: &str) -> [Cell; 9] {
        let lang = self.lang;
        let [then, now] = answers;
        let status = |answer: Option<&Answer>| {
            answer
                .and_then(|answer| answer.status)
                .map_or(Cell::Empty, |status| Cell::text(words::status(lang, status)))
        };
        let ends = |answer: Option<&Answer>| {
            let of = |of: Amount| amount(lang, of.low, of.high, of.lacks);
            answer.and_then(|answer| answer.amount).map_or([Cell::Empty, Cell::Empty], of)
        };
        let ([low_then, high_then], [low_now, high_now]) = (ends(then), ends(now));
        [
            Cell::text(of),
            Cell::text(words::change_kind(lang, kind)),
            status(then),
            status(now),
            low_then,
            low_now,
            high_then,
            high_now,
            Cell::text(address),
        ]
    }

    fn of_firm(&self, kind: &str) -> [Cell; 9] {
        self.cells(words::whole_firm(self.lang), kind, [None, None], "")
    }

    /// The row, once, that says that all answers may differ for a reason that is no change of the firms.
    fn of_strict(&mut self, then: &Answers, now: &Answers) -> Option<Vec<Cell>> {
        if then.strict == now.strict || std::mem::replace(&mut self.has_told_strict, true) {
            return None;
        }
        let kind = if now.strict { "now-strict" } else { "then-strict" };
        let cells = self.cells(words::all_firms(self.lang), kind, [None, None], "");
        Some([Cell::Empty, Cell::Empty].into_iter().chain(cells).chain([Cell::Empty]).collect())
    }

    /// What changed between two answers for a firm: totals first.
    fn between(&self, then: &Answers, now: &Answers) -> Vec<[Cell; 9]> {
        let total = |(key, then, now): (&[String; 4], Option<&Answer>, Option<&Answer>)| {
            let [paid_to, kind, period, standing] = key;
            let name = words::total_name(self.lang, [paid_to, kind, period], standing == "in-force");
            Some(self.cells(&name, change(then, now)?, [then, now], ""))
        };
        let support = |(id, then, now): (&String, Option<&Answer>, Option<&Answer>)| {
            let name = now.or(then).map(|answer| answer.name.as_str()).unwrap_or_default();
            Some(self.cells(name, change(then, now)?, [then, now], id))
        };
        let totals = pairs(&then.totals, &now.totals).into_iter().filter_map(total);
        totals.chain(pairs(&then.supports, &now.supports).into_iter().filter_map(support)).collect()
    }
}

impl Layout for Changes {
    fn table(&self) -> &Table {
        &self.table
    }

    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>> {
        let then = self.past.firms.remove(&firm.key());
        let now = firm.report.map(answers);
        if let Some(other) = then.as_ref().filter(|then| is_another(then, firm)) {
            let of = words::firm_before(self.lang, other.name.as_deref().unwrap_or(words::unnamed(self.lang)));
            return vec![firm.noted_row(self.lang, self.cells(&of, "another-firm", [None, None], ""))];
        }
        let answered = then.as_ref().and_then(|then| then.answers.as_ref()).zip(now.as_ref());
        let of_strict = answered.and_then(|(then, now)| self.of_strict(then, now));
        let cells = match (then.map(|then| then.answers), now) {
            (None, _) => vec![self.of_firm("new-firm")],
            (Some(None), None) => Vec::new(),
            (Some(None), Some(_)) => vec![self.of_firm("now-answered")],
            (Some(Some(_)), None) => vec![self.of_firm("not-answered")],
            (Some(Some(then)), Some(now)) => self.between(&then, &now),
        };
        of_strict.into_iter().chain(cells.into_iter().map(|cells| firm.noted_row(self.lang, cells))).collect()
    }

    /// The firms of then that were not asked about now.
    fn rest(&mut self) -> Vec<Vec<Cell>> {
        let past = std::mem::take(&mut self.past.firms);
        let row = |(key, firm): (String, PastFirm)| {
            let number = firm.number.unwrap_or(key);
            let name = firm.name.unwrap_or_else(|| words::unnamed(self.lang).to_owned());
            [Cell::text(number), Cell::text(name)]
                .into_iter()
                .chain(self.of_firm("gone-firm"))
                .chain([Cell::Empty])
                .collect()
        };
        past.into_iter().map(row).collect()
    }
}
