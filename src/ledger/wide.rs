//! A row a firm: how many supports it gets, what they come to, what is wrong with its row, then each support.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluate;
use crate::finding::Finding;
use crate::number::{Number, Overflow};
use crate::report::{Detail, JointReport, Report, Status, SupportReport, TotalReport, Yuan};
use crate::rulebook::{Evidence, Medium, Payee, Period, Standing};
use crate::words::{self, Lang};

use super::long::ends;
use super::{Answered, Cell, Layout, Scope, Table, amount};

pub(super) struct Wide {
    lang: Lang,
    table: Table,
    purses: Vec<Purse>,
    /// Those in which some supports may only count together.
    joint: Vec<Purse>,
    /// The addresses of the supports.
    supports: Vec<String>,
}

/// What is added up in one total; the order is that of the columns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Purse {
    payee: Payee,
    medium: Medium,
    period: Period,
    is_unconfirmed: bool,
}

/// The totals that supports can be in: what one report alone says is in none.
pub(super) fn purses(scope: &Scope<'_>) -> Vec<Purse> {
    let purse = |support: &&crate::rulebook::Support| {
        let document = scope.book.document_of(support);
        let is_unconfirmed = document.standing == Standing::Unconfirmed;
        let purse = Purse { payee: support.payee, medium: support.medium, period: support.period, is_unconfirmed };
        (support.amount.is_some() && document.evidence != Evidence::Single).then_some(purse)
    };
    scope.supports.iter().filter_map(purse).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Those of these totals in which supports may be one choice: members of a group, or of documents that may replace others.
pub(super) fn joint_purses(scope: &Scope<'_>, purses: &[Purse]) -> Vec<Purse> {
    let book = scope.book;
    let of_groups = book.groups.iter().flat_map(|group| &group.members).copied();
    let of_others = book.replacements.iter().flat_map(|one| book.older_supports(one));
    let payments: BTreeSet<_> = of_groups.chain(of_others).map(|id| book.support(id).payment()).collect();
    let may_be = |purse: &&Purse| payments.contains(&(purse.payee, purse.medium, purse.period));
    purses.iter().filter(may_be).copied().collect()
}

impl Purse {
    /// As an evaluation has it.
    pub(super) fn of_totals(self) -> evaluate::Purse {
        let Purse { payee, medium, period, is_unconfirmed } = self;
        evaluate::Purse { payee, medium, period, confirmed: !is_unconfirmed }
    }

    pub(super) fn words(self) -> [&'static str; 3] {
        [self.payee.word(), self.medium.word(), self.period.word()]
    }

    pub(super) fn is_confirmed(self) -> bool {
        !self.is_unconfirmed
    }

    pub(super) fn total(self, report: &Report) -> Option<&TotalReport> {
        report.totals.iter().find(|total| {
            [&*total.paid_to, &*total.kind, &*total.period] == self.words()
                && (total.standing == "unconfirmed") == self.is_unconfirmed
        })
    }
}

impl Wide {
    pub(super) fn new(scope: &Scope<'_>) -> Wide {
        let (lang, purses) = (scope.lang, purses(scope));
        let joint = joint_purses(scope, &purses);
        let fixed = words::firm_columns(lang).into_iter().chain(words::wide_columns(lang));
        let totals = purses.iter().flat_map(|purse| words::total_headings(lang, purse.words(), purse.is_confirmed()));
        let supports = scope.supports.iter().flat_map(|support| words::support_headings(lang, scope.book, support));
        let titles: Vec<String> = fixed
            .map(str::to_owned)
            .chain(totals)
            .chain(joint.iter().flat_map(|purse| words::joint_headings(lang, purse.words(), purse.is_confirmed())))
            .chain(words::wide_notes_columns(lang).map(str::to_owned))
            .chain(supports)
            .collect();
        let table = Table::new(words::table_name(lang, "wide"), 2, titles.iter().map(String::as_str));
        let supports = scope.supports.iter().map(|support| support.address.clone()).collect();
        Wide { lang, table, purses, joint, supports }
    }

    fn head(&self, firm: &Answered<'_>) -> [Cell; 8] {
        let lang = self.lang;
        let count = |is: &dyn Fn(&&SupportReport) -> bool| {
            firm.report.map_or(Cell::Empty, |report| Cell::Count(report.supports.iter().filter(is).count()))
        };
        let place = firm.report.map(|report| report.enterprise.place.as_deref().unwrap_or(words::unplaced(lang)));
        [
            Cell::maybe(place),
            Cell::text(words::origin(lang, firm.origin)),
            Cell::day(firm.report.map(|report| report.as_of.as_str())),
            Cell::text(words::answered(lang, firm.report.is_some())),
            count(&|support| support.status == Status::Qualifies),
            count(&|support| support.status == Status::SubjectToJudgement),
            count(&|support| support.status == Status::NeedsFacts),
            count(&|support| !support.near_miss.is_empty()),
        ]
    }

    /// What of a total only counts together; nothing where nothing does.
    fn joint(&self, purse: Purse, report: &Report) -> [Cell; 2] {
        let mut parts = report.joint.iter().filter(|joint| {
            [&*joint.paid_to, &*joint.kind, &*joint.period] == purse.words()
                && (joint.standing == "unconfirmed") == purse.is_unconfirmed
        });
        let Some(first) = parts.next() else { return [Cell::Empty, Cell::Empty] };
        let ends = |joint: &JointReport| (Number::from(joint.low.0), joint.high.map(|high| Number::from(high.0)));
        let sum = parts.map(ends).try_fold(ends(first), |(low, high), joint| {
            Ok::<_, Overflow>((low.plus(joint.0)?, high.zip(joint.1).map(|(sum, high)| sum.plus(high)).transpose()?))
        });
        let told = |(low, high): (_, Option<_>)| Ok((Yuan::try_from(low)?, high.map(Yuan::try_from).transpose()?));
        sum.and_then(told).map_or_else(
            |Overflow| [(); 2].map(|()| Cell::text(words::incomplete_end(self.lang))),
            |(low, high)| amount(self.lang, Some(low), high, false),
        )
    }

    fn answers(&self, report: &Report) -> (Vec<Cell>, Vec<Cell>) {
        let by_id: BTreeMap<&str, &SupportReport> =
            report.supports.iter().map(|support| (support.id.as_str(), support)).collect();
        let totals = self.purses.iter().flat_map(|purse| total(self.lang, *purse, report));
        let joint = self.joint.iter().flat_map(|purse| self.joint(*purse, report));
        let totals: Vec<Cell> = totals.chain(joint).collect();
        let supports =
            self.supports.iter().flat_map(|id| support_cells(self.lang, by_id.get(id.as_str()).copied())).collect();
        (totals, supports)
    }
}

/// The ends of a total. A firm in a place without documents has none; else what is in no support is nothing.
pub(super) fn total(lang: Lang, purse: Purse, report: &Report) -> [Cell; 2] {
    if report.documents.is_empty() {
        return [words::not_covered(lang), words::not_covered(lang)].map(Cell::text);
    }
    let nothing = Some(Yuan::default());
    let Some(total) = purse.total(report) else { return amount(lang, nothing, nothing, false) };
    let [low, high] = amount(lang, total.low, total.stated_high, total.unstated > 0);
    let high = if total.incomplete { Cell::text(words::incomplete_end(lang)) } else { high };
    [low, high]
}

/// What a support is for the firm, and both ends of what it counts for.
pub(super) fn support_cells(lang: Lang, support: Option<&SupportReport>) -> [Cell; 3] {
    let Some(support) = support else {
        return [Cell::text(words::not_for_place(lang)), Cell::Empty, Cell::Empty];
    };
    let [low, high] = ends(lang, support);
    [Cell::text(words::status_in_short(lang, support)), low, high]
}

/// What is wrong with a cell of a firm's row, and where.
fn told(lang: Lang, firm: &Answered<'_>, finding: &Finding) -> String {
    let place = words::place_of_finding(lang, firm.sources, &finding.place);
    words::of_record(lang, Some(&place), &words::problem(lang, &finding.problem))
}

impl Layout for Wide {
    fn detail(&self) -> Detail {
        Detail::Misses
    }

    fn table(&self) -> &Table {
        &self.table
    }

    fn firm(&mut self, firm: &Answered<'_>) -> Vec<Vec<Cell>> {
        let lang = self.lang;
        let nothing = || vec![Cell::Empty; 2 * (self.purses.len() + self.joint.len())];
        let (totals, supports) = firm.report.map_or_else(|| (nothing(), Vec::new()), |report| self.answers(report));
        let notes = firm.report.map(|report| words::total_notes(lang, report)).unwrap_or_default();
        let findings: Vec<String> = firm.findings.iter().map(|finding| told(lang, firm, finding)).collect();
        let [notes, findings] = [notes, findings].map(|lines| Cell::text(lines.join("\n")));
        let notes = [notes, firm.unread(lang), findings];
        let mut row = firm.row(lang, self.head(firm));
        row.extend(totals.into_iter().chain(notes).chain(supports));
        row.resize(self.table.columns.len(), Cell::Empty);
        vec![row]
    }
}
