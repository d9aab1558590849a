//! Workbooks in XML (XLSX, XLSM), cell by cell.

mod package;
mod sheet;
mod strings;
mod styles;
mod xml;

use crate::clean;
use crate::finding::{CellPlace, Finding, Problem, TableFlaw};

use super::budget::Budget;
use super::grid::Grid;
use super::{Fault, Sheet, letters};

use package::{LARGE, Package, PartXml, Relations, SMALL};
use sheet::{Context, Formulas};
use styles::Styles;
use xml::Node;

/// In the names of the programs that compute formulas and don't say so beside them. What calls itself `Microsoft Excel`
/// may be any: the real one says so.
const COMPUTING: &[&str] = &["office", "wps", "gnumeric"];
/// Where the workbook is, if the archive does not say.
const USUAL: &str = "xl/workbook.xml";

/// What a workbook says of itself.
#[derive(Default)]
struct Contents {
    /// The names of the sheets, the ids of their parts, and whether they are shown.
    sheets: Vec<(String, String, bool)>,
    is_1904: bool,
    asks_to_compute: bool,
    /// Whether a program names the version of itself that computed the formulas.
    is_computed: bool,
}

/// Reads the visible and hidden sheets; one that can't be read is a finding.
pub(super) fn read(file: &str, bytes: Vec<u8>) -> Result<(Vec<Sheet>, Vec<Finding>), Problem> {
    Budget::packed(bytes.len())?;
    let mut book = Book { package: Package::open(bytes)?, budget: Budget::new() };
    let (contents, relations, context) = book.context().map_err(Fault::of_table)?;
    let (mut sheets, mut findings, mut formulas) = (Vec::new(), Vec::new(), Vec::new());
    for (name, id, is_shown) in contents.sheets {
        let Some(relation) = relations.get(&id) else {
            let flaw = TableFlaw::NoPart(id);
            findings.push(Finding::of_path(file, Problem::BrokenSheet { name, flaw }));
            continue;
        };
        // A chart on a sheet of its own has no cells.
        if relation.kind != "worksheet" {
            continue;
        }
        match book.sheet(&relation.part, &context, &name) {
            Ok((mut sheet, found)) => {
                sheet.hide_all(!is_shown);
                sheets.push(sheet);
                if context.asks_to_compute && found.valued > 0 {
                    let (row, column) = (found.first.0, Some(letters(found.first.1)));
                    let place = CellPlace { file: file.to_owned(), sheet: Some(name), row, column };
                    findings.push(Finding::in_table(place, Problem::StaleFormula { count: found.valued }));
                }
                formulas.push(found);
            }
            Err(Fault::Broken(flaw)) => {
                findings.push(Finding::of_path(file, Problem::BrokenSheet { name, flaw }));
            }
            Err(Fault::Refused(problem)) => return Err(problem),
        }
    }
    // Where no formula has another value than 0, the zeros are those of a program that can't compute, unless one that can
    // says that it did; that one of them can't be 0 says more than any program.
    let has_wrong = formulas.iter().any(|found| found.has_wrong);
    if formulas.iter().all(|found| found.valued == 0) && (has_wrong || !context.is_computed) {
        for (sheet, found) in sheets.iter_mut().zip(formulas) {
            found.zero.into_iter().for_each(|at| sheet.without_value(at));
        }
    }
    Ok((sheets, findings))
}

struct Book {
    package: Package,
    budget: Budget,
}

impl Book {
    /// What all sheets need.
    fn context(&mut self) -> Result<(Contents, Relations, Context), Fault> {
        let roots = self.package.relations(&mut self.budget, "")?;
        let root = roots.values().find(|relation| relation.kind == "officeDocument");
        let part = root.map_or(USUAL, |relation| relation.part.as_str());
        let contents = self.package.read(&mut self.budget, part, SMALL, |xml, _| contents(xml))?;
        let relations = self.package.relations(&mut self.budget, part)?;
        // A cell that needs what is not there says so itself.
        let of_kind = |package: &Package, kind| {
            relations.values().find(|relation| relation.kind == kind && package.has(&relation.part))
        };
        let styles = match of_kind(&self.package, "styles") {
            Some(found) => self.package.read(&mut self.budget, &found.part, SMALL, |xml, _| Styles::read(xml))?,
            None => Styles::default(),
        };
        let strings = match of_kind(&self.package, "sharedStrings") {
            Some(found) => self.package.read(&mut self.budget, &found.part, LARGE, strings::shared)?,
            None => Vec::new(),
        };
        let (is_1904, asks_to_compute) = (contents.is_1904, contents.asks_to_compute);
        let program = roots.values().find(|relation| relation.kind == "extended-properties");
        let program = program.filter(|_| !contents.is_computed).map(|program| {
            self.package.read(&mut self.budget, &program.part, SMALL, |xml, _| program_of(xml)).unwrap_or_default()
        });
        let is_program = program.is_some_and(|program| COMPUTING.iter().any(|name| program.contains(name)));
        let is_computed = contents.is_computed || is_program;
        Ok((contents, relations, Context { strings, styles, is_1904, asks_to_compute, is_computed }))
    }

    fn sheet(&mut self, part: &str, context: &Context, name: &str) -> Result<(Sheet, Formulas), Fault> {
        self.package.read(&mut self.budget, part, LARGE, |xml, budget| {
            let mut grid = Grid::new(budget);
            let formulas = sheet::read(xml, context, &mut grid)?;
            Ok((grid.finish(name.to_owned())?, formulas))
        })
    }
}

/// The program that wrote the workbook, in small letters.
fn program_of(xml: &mut PartXml<'_>) -> Result<String, Fault> {
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.name() == "Application" => return Ok(xml.text()?.to_lowercase()),
            Node::Start(_) | Node::End(_) | Node::Text(_) => {}
            Node::Done => return Ok(String::new()),
        }
    }
}

fn contents(xml: &mut PartXml<'_>) -> Result<Contents, Fault> {
    let mut contents = Contents::default();
    loop {
        match xml.next()? {
            Node::Start(tag) => match tag.name() {
                "sheet" => {
                    let [name, id] = ["name", "id"].map(|name| tag.attribute(name).unwrap_or_default());
                    let is_shown = tag.attribute("state").is_none_or(|state| state == "visible");
                    contents.sheets.push((clean::visible(&name).into_owned(), id, is_shown));
                }
                "workbookPr" => contents.is_1904 = tag.says("date1904"),
                "calcPr" => {
                    let is_open = tag.attribute("calcCompleted").is_some_and(|is| is == "0" || is == "false");
                    contents.asks_to_compute = tag.says("fullCalcOnLoad") || is_open;
                    let version = tag.attribute("calcId").and_then(|id| id.parse().ok());
                    contents.is_computed = version.is_some_and(|id: u64| id > 0);
                }
                _ => {}
            },
            Node::End(_) | Node::Text(_) => {}
            Node::Done => return Ok(contents),
        }
    }
}
