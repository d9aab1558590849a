//! Which columns a unit is of that stands beside the headers: in a row of units, over a group, or once for the table.

use crate::dictionary::{Dictionary, Kind};
use crate::finding::{CellPlace, Finding, Problem};
use crate::table::{Cell, Row, Workbook};

use super::columns::Column;
use super::header::{Target, Unit};
use super::names::{self, narrow};
use super::reading::GROUPS;
use super::sheet::{Parsed, place};
use super::stated::{self, Stated};
use super::unit::{is_other_money, unit};

/// Rows of units that may follow the headers.
const ROWS_OF_UNITS: usize = 2;

/// Units that are stated for more than one column, and where.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) place: CellPlace,
    pub(super) stated: Stated,
}

/// What is said of the whole workbook: in the name of its file, in its notes.
pub(super) fn of_workbook(workbook: &Workbook, stem: &str) -> Vec<Claim> {
    let notes = workbook.sheets.iter().filter(|sheet| sheet.name.as_deref().is_some_and(names::is_note_sheet));
    let in_notes = notes.flat_map(|sheet| {
        let of_row =
            |row: &Row| stated_in(row).map(|(column, stated)| (row.number, column, stated)).collect::<Vec<_>>();
        let found = sheet.rows.iter().flat_map(of_row);
        found.map(|(row, column, stated)| Claim { place: place(&workbook.file, sheet, row, column), stated })
    });
    let of_file = workbook.sheets.first().zip(stated::of_name(stem).1);
    let of_file = of_file.map(|(sheet, stated)| {
        let first = sheet.rows.first().map_or(1, |row| row.number);
        Claim { place: CellPlace { column: None, ..place(&workbook.file, sheet, first, 0) }, stated }
    });
    in_notes.chain(of_file).collect()
}

/// The units that cells of a row say to be those of the table, with the cells.
pub(super) fn stated_in(row: &Row) -> impl Iterator<Item = (usize, Stated)> {
    let texts = row.cells.iter().enumerate().filter_map(|(column, cell)| Some((column, cell.shown()?)));
    let texts: Vec<(usize, String)> = texts.collect();
    let found = (0..texts.len()).filter_map(move |at| {
        let (column, text) = &texts[at];
        let next = texts.get(at + 1).filter(|_| stated::is_label(text));
        let text = next.map_or_else(|| text.clone(), |(_, next)| format!("{text}:{next}"));
        stated::labelled(&text).map(|stated| (*column, stated))
    });
    found.collect::<Vec<_>>().into_iter()
}

/// The cell of a row that names a unit of money in words that nobody knows how to take.
fn hinted_in(row: &Row) -> Option<(usize, Stated)> {
    let mut texts = row.cells.iter().enumerate().filter_map(|(column, cell)| Some((column, cell.shown()?)));
    texts.find_map(|(column, text)| stated::hinted(&text).map(|stated| (column, stated)))
}

/// Gives units to the columns of a sheet.
pub(super) struct Units<'u, 't> {
    pub(super) dictionary: &'u Dictionary,
    pub(super) parsed: &'u mut Parsed<'t>,
    /// What is said of the whole table.
    pub(super) claims: Vec<Claim>,
    /// What a row of units says of some columns.
    pub(super) of_some: Vec<Claim>,
    /// The columns whose header begins with a unit that may be said of the whole table.
    pub(super) of_headers: Vec<(usize, Claim)>,
    /// The units that somebody should be told of: where each stands, how it is written, the headers of its columns.
    pub(super) applied: Vec<(CellPlace, String, Vec<String>)>,
    pub(super) findings: &'u mut Vec<Finding>,
}

impl Units<'_, '_> {
    /// Takes the units from the rows above and below the headers; the rows below that have nothing else are passed over.
    pub(super) fn around(&mut self, at: usize) {
        for above in 0..at {
            self.above(above, at);
        }
        for below in (at + 1..self.parsed.sheet.rows.len()).take(ROWS_OF_UNITS) {
            if !self.is_of_units(&self.parsed.sheet.rows[below]) {
                break;
            }
            self.below(below);
            self.parsed.first = below + 1;
        }
    }

    /// Takes what the rows say that were left out.
    pub(super) fn below_the_firms(&mut self) {
        let sheet = self.parsed.sheet;
        for row in self.parsed.aside.clone().into_iter().map(|index| &sheet.rows[index]) {
            let labelled: Vec<(usize, Stated)> = stated_in(row).collect();
            let hinted = if labelled.is_empty() { hinted_in(row) } else { None };
            labelled.into_iter().chain(hinted).for_each(|(column, stated)| self.claim(row, column, stated));
        }
    }

    /// A row above: it says the units of the table, or in the row of groups those of its groups.
    fn above(&mut self, above: usize, at: usize) {
        let sheet = self.parsed.sheet;
        let row = &sheet.rows[above];
        let labelled: Vec<(usize, Stated)> = stated_in(row).collect();
        let is_labelled = !labelled.is_empty();
        labelled.into_iter().for_each(|(column, stated)| self.claim(row, column, stated));
        // The header of a column begins with what stands above it.
        let columns = self.parsed.columns.iter().enumerate().filter(|_| at - above <= GROUPS);
        let given = columns.filter_map(|(column, Column { index, header, unit: own, .. })| {
            let text = row.cell(*index).shown()?;
            (unit(&text).is_some_and(|unit| Some(unit) == *own) && header.starts_with(&text)).then_some((column, text))
        });
        let given: Vec<(usize, String)> = given.collect();
        // One beside the title may be meant for the table, too.
        let is_title = |column: &Column| {
            let text = row.cell(column.index).shown();
            column.target.is_identity() && text.is_some_and(|text| unit(&text).is_none())
        };
        let has_title = self.parsed.columns.iter().any(is_title);
        let of_table = given.iter().filter_map(|(at, text)| {
            let Column { index, unit, .. } = self.parsed.columns[*at];
            let is_one = stated::labelled(text).is_some() || (has_title && !self.is_merged(row, index));
            let stated =
                Stated { text: text.clone(), units: unit.filter(|_| is_one).map(|unit| vec![unit])?, other: None };
            Some((*at, Claim { place: self.parsed.place(row, Some(index)), stated }))
        });
        let of_table: Vec<(usize, Claim)> = of_table.collect();
        self.of_headers.extend(of_table);
        self.tell(row, given);
        let filled: Vec<usize> = (0..row.cells.len()).filter(|column| !row.cell(*column).is_blank()).collect();
        let bracketed = filled.iter().filter(|_| !is_labelled).filter_map(|column| {
            row.cell(*column).shown().and_then(|text| stated::bracketed(&text)).map(|stated| (*column, stated))
        });
        let bracketed: Vec<(usize, Stated)> = bracketed.collect();
        if !is_labelled && bracketed.is_empty() {
            hinted_in(row).into_iter().for_each(|(column, stated)| self.claim(row, column, stated));
        }
        for (column, stated) in bracketed {
            let end = filled.iter().copied().find(|next| *next > column).unwrap_or(usize::MAX);
            if filled.len() > 1 && at - above <= GROUPS && self.is_group(row, column..end) {
                self.of_group(row, column..end, &stated);
                // A cell that is merged with no other may be a title, and speak of all columns.
                if !self.is_merged(row, column) {
                    let unclear = Stated { other: Some(stated.text.clone()), units: Vec::new(), text: stated.text };
                    self.of_some.push(Claim { place: self.parsed.place(row, Some(column)), stated: unclear });
                }
            } else {
                self.claim(row, column, stated);
            }
        }
    }

    /// Whether a cell above the headers is of some columns, and no title of the table: it is none of a list, and the
    /// firms' names and numbers are not under it.
    fn is_group(&self, row: &Row, group: std::ops::Range<usize>) -> bool {
        let text = row.cell(group.start).shown().unwrap_or_default();
        let has_identity =
            self.parsed.columns.iter().any(|column| column.target.is_identity() && group.contains(&column.index));
        !has_identity && !stated::is_title(&text)
    }

    fn is_merged(&self, row: &Row, column: usize) -> bool {
        self.parsed.sheet.region(row.number, column).is_some_and(|region| region.right > region.left)
    }

    fn claim(&mut self, row: &Row, column: usize, stated: Stated) {
        self.claims.push(Claim { place: self.parsed.place(row, Some(column)), stated });
    }

    /// Columns without a unit of their own under a group that has one.
    fn of_group(&mut self, row: &Row, group: std::ops::Range<usize>, stated: &Stated) {
        let place = self.parsed.place(row, Some(group.start));
        for kind in [Kind::Money, Kind::Ratio] {
            let open = self.open(kind, |column| group.contains(&column.index));
            let claims = [Claim { place: place.clone(), stated: stated.clone() }];
            if let Some(decided) = decide(&claims, kind).filter(|_| !open.is_empty()) {
                let told = self.settle(&open, decided);
                // The name of a group is a part of its headers; a unit alone is not.
                told.into_iter().filter(|(_, text, _)| unit(text).is_some()).for_each(|told| self.apply(told));
            }
        }
    }

    /// Whether a row has units, and nothing that a row of a firm, a year or a record would have.
    fn is_of_units(&self, row: &Row) -> bool {
        let mut has_unit = false;
        for (index, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
            let Cell::Text(text) = cell else { return false };
            let column = self.parsed.columns.iter().find(|column| column.index == index);
            let is_unit = unit(text).is_some() || is_other_money(text) || stated::labelled(text).is_some();
            has_unit |= is_unit;
            let is_bracketed = narrow(text).starts_with('(') && narrow(text).ends_with(')');
            let says_nothing = is_bracketed || stated::is_label(text) || names::is_unknown(text);
            if !is_unit && column.is_some() && !says_nothing {
                return false;
            }
        }
        has_unit
    }

    /// The units of a row below, each of its column, or of the table where its column has no figures.
    fn below(&mut self, below: usize) {
        let sheet = self.parsed.sheet;
        let row = &sheet.rows[below];
        let (mut wrong, mut found) = (Vec::new(), Vec::new());
        let mut given = Vec::new();
        for (index, cell) in row.cells.iter().enumerate() {
            let Some(text) = cell.shown() else { continue };
            let column = self.parsed.columns.iter().position(|column| column.index == index);
            let kind = column.and_then(|column| kind_of(self.dictionary, self.parsed.columns[column].target));
            let labelled = stated::labelled(&text);
            match (column, kind.filter(|kind| is_figure(*kind)), labelled) {
                (_, _, Some(stated)) => self.claim(row, index, stated),
                (Some(column), Some(kind), None) => {
                    let is_open = self.parsed.columns[column].unit.is_none();
                    match self.of_column(column, kind, text.clone()) {
                        Ok(stated) => found.extend(stated.map(|stated| (index, stated))),
                        Err(problem) => wrong.push((column, index, problem)),
                    }
                    given.extend(Some((column, text)).filter(|_| is_open));
                }
                (_, _, None) => {
                    if let Some(stated) = stated::bracketed(&text) {
                        self.claim(row, index, stated);
                    }
                }
            }
        }
        let claims =
            found.into_iter().map(|(index, stated)| Claim { place: self.parsed.place(row, Some(index)), stated });
        self.of_some.extend(claims.collect::<Vec<_>>());
        self.tell(row, given);
        for (column, index, problem) in wrong {
            self.unread(&[column], self.parsed.place(row, Some(index)), problem);
        }
    }

    /// Tells of columns that have their unit from a cell of this row, of each unit once.
    fn tell(&mut self, row: &Row, given: impl IntoIterator<Item = (usize, String)>) {
        let mut first: Vec<(Unit, CellPlace)> = Vec::new();
        for (column, text) in given {
            let Column { index, header, unit, .. } = &self.parsed.columns[column];
            let Some(unit) = unit.filter(|unit| is_told(*unit)) else { continue };
            let (header, place) = (header.clone(), self.parsed.place(row, Some(*index)));
            let known = first.iter().find(|(other, _)| *other == unit).map(|(_, place)| place.clone());
            first.extend(Some((unit, place.clone())).filter(|_| known.is_none()));
            self.apply((known.unwrap_or(place), text, vec![header]));
        }
    }

    /// Gives a column of figures its unit; of money, what other columns may take from it.
    fn of_column(&mut self, column: usize, kind: Kind, text: String) -> Result<Option<Stated>, Problem> {
        let column = &mut self.parsed.columns[column];
        let headers = vec![column.header.clone()];
        match (unit(&text), column.unit) {
            (Some(Unit::Remark), _) => Ok(None),
            (Some(unit), _) if !takes(kind, unit) => Err(Problem::UnclearUnit { text, headers }),
            (Some(unit), Some(own)) if unit != own => {
                Err(Problem::UnitsDiffer { first: column.header.clone(), second: text, headers })
            }
            (Some(unit), _) => {
                column.unit = Some(unit);
                Ok((kind == Kind::Money).then(|| Stated { text, units: vec![unit], other: None }))
            }
            (None, _) if is_other_money(&text) => Err(Problem::UnclearUnit { text, headers }),
            (None, _) => Ok(None),
        }
    }

    /// Gives the columns that have no unit yet the one that is stated for the table, or else for some of its columns or
    /// for the workbook.
    pub(super) fn of_table(&mut self, of_workbook: &[Claim]) {
        for (column, claim) in std::mem::take(&mut self.of_headers) {
            let own = self.parsed.columns[column].unit;
            let is_other = |unit: &Unit| matches!(unit, Unit::Yuan(_)) && Some(*unit) != own;
            let is_against =
                |other: &Claim| other.place.row != claim.place.row && other.stated.units.iter().any(is_other);
            if matches!(own, Some(Unit::Yuan(_))) && self.claims.iter().any(is_against) {
                self.parsed.columns[column].unit = None;
                self.applied.retain(|(place, ..)| *place != claim.place);
                self.claims.insert(0, claim);
            }
        }
        let levels = [std::mem::take(&mut self.claims), std::mem::take(&mut self.of_some), of_workbook.to_vec()];
        for kind in [Kind::Money, Kind::Ratio] {
            let open = self.open(kind, |_| true);
            // The narrower claim wins.
            let decided = levels.iter().find_map(|claims| decide(claims, kind)).filter(|_| !open.is_empty());
            decided.and_then(|decided| self.settle(&open, decided)).into_iter().for_each(|told| self.apply(told));
        }
        for (place, text, headers) in std::mem::take(&mut self.applied) {
            self.findings.push(Finding::in_table(place, Problem::UnitOfTable { text, headers }));
        }
    }

    /// Adds a unit that somebody should be told of.
    fn apply(&mut self, (place, text, headers): (CellPlace, String, Vec<String>)) {
        match self.applied.iter_mut().find(|(other, ..)| *other == place) {
            Some((_, _, all)) => all.extend(headers),
            None => self.applied.push((place, text, headers)),
        }
    }

    /// The columns of this kind that have no unit.
    fn open(&self, kind: Kind, is_meant: impl Fn(&Column) -> bool) -> Vec<usize> {
        let is_open = |column: &Column| {
            column.unit.is_none()
                && column.flaw.is_none()
                && kind_of(self.dictionary, column.target) == Some(kind)
                && is_meant(column)
        };
        let columns = self.parsed.columns.iter().enumerate();
        columns.filter(|(_, column)| is_open(column)).map(|(index, _)| index).collect()
    }

    /// Gives a unit to columns, or leaves them unread: where it stands, how it is written, their headers.
    fn settle(&mut self, open: &[usize], decided: Decided) -> Option<(CellPlace, String, Vec<String>)> {
        let headers: Vec<String> = open.iter().map(|index| self.parsed.columns[*index].header.clone()).collect();
        match decided {
            Decided::Unit { place, text, unit } => {
                open.iter().for_each(|index| self.parsed.columns[*index].unit = Some(unit));
                return Some((place, text, headers)).filter(|_| is_told(unit));
            }
            Decided::Unclear { place, text } => self.unread(open, place, Problem::UnclearUnit { text, headers }),
            Decided::Differ { place, first, second } => {
                self.unread(open, place, Problem::UnitsDiffer { first, second, headers });
            }
        }
        None
    }

    /// Leaves columns unread whose unit nobody knows.
    fn unread(&mut self, columns: &[usize], place: CellPlace, problem: Problem) {
        columns.iter().for_each(|index| self.parsed.columns[*index].flaw = Some(problem.clone().into()));
        self.findings.push(Finding::in_table(place, problem));
    }
}

/// What claims come to.
enum Decided {
    Unit {
        place: CellPlace,
        text: String,
        unit: Unit,
    },
    /// Money that is no yuan.
    Unclear {
        place: CellPlace,
        text: String,
    },
    /// Two that contradict each other.
    Differ {
        place: CellPlace,
        first: String,
        second: String,
    },
}

/// The unit that claims agree on for columns of this kind; `None` where they say nothing of it.
fn decide(claims: &[Claim], kind: Kind) -> Option<Decided> {
    let mut found: Option<(&Claim, Unit)> = None;
    for claim in claims {
        if let Some(text) = claim.stated.other.clone().filter(|_| kind == Kind::Money) {
            return Some(Decided::Unclear { place: claim.place.clone(), text });
        }
        for unit in claim.stated.units.iter().copied().filter(|unit| *unit != Unit::Remark && takes(kind, *unit)) {
            match found {
                Some((first, other)) if other != unit => {
                    let (first, second) = (first.stated.text.clone(), claim.stated.text.clone());
                    return Some(Decided::Differ { place: claim.place.clone(), first, second });
                }
                _ => found = found.or(Some((claim, unit))),
            }
        }
    }
    let (claim, unit) = found?;
    Some(Decided::Unit { place: claim.place.clone(), text: claim.stated.text.clone(), unit })
}

fn kind_of(dictionary: &Dictionary, target: Target) -> Option<Kind> {
    match target {
        Target::Fact { fact, .. } | Target::Inline { fact, .. } => Some(dictionary.fact(fact).kind),
        Target::Identity(_) | Target::AsOf | Target::Year | Target::Ignored => None,
    }
}

/// Whether values of this kind are counted in something.
fn is_figure(kind: Kind) -> bool {
    matches!(kind, Kind::Money | Kind::Ratio | Kind::Count | Kind::Number)
}

/// Whether somebody should be told that a unit is taken for columns: yuan are meant where nothing is said, people and
/// things are counted as they are.
fn is_told(unit: Unit) -> bool {
    match unit {
        Unit::Yuan(factor) => factor != 1,
        Unit::Percent => true,
        Unit::Plain | Unit::Remark => false,
    }
}

/// Whether figures of this kind can be counted so.
pub(super) fn takes(kind: Kind, unit: Unit) -> bool {
    match unit {
        Unit::Yuan(_) => kind == Kind::Money,
        Unit::Percent => kind == Kind::Ratio,
        Unit::Plain => !matches!(kind, Kind::Money | Kind::Ratio),
        Unit::Remark => true,
    }
}
