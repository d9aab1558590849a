//! The answers for many firms, written as they come: a workbook, a table, JSON lines, a file for each firm.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Stdout, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use rayon::prelude::*;
use rust_xlsxwriter::XlsxError;

use zjtx::finding::Finding;
use zjtx::ledger::{self, Answered, Cell, Layout, Past, PastError, Scope};
use zjtx::load::LoadError;
use zjtx::render::{
    Cover, Csv, Encoding, Listed, Xlsx, brief_json, firm_file_name, firm_html, firm_json, firm_markdown, index_html,
};
use zjtx::report::Detail;
use zjtx::source::Sources;
use zjtx::words::{self, Lang};

use super::cover::cover;
use super::output::{Pending, PendingFolder, not_written};
use super::unpanicked::unpanicked;
use super::{not_read, shown};
use crate::cli::{FolderFormat, LayoutChoice, OutputArgs};

/// What the list of reports is called.
const INDEX: &str = "index";

/// All outputs of a run. Each appears whole once all of them are.
pub(crate) struct Outputs {
    lang: Lang,
    outputs: Vec<Output>,
}

enum Output {
    Workbook { layouts: Vec<Box<dyn Layout>>, xlsx: Box<Xlsx>, file: Pending },
    Table { layout: Box<dyn Layout>, csv: Csv<BufWriter<Pending>>, path: PathBuf },
    TableStream { layout: Box<dyn Layout>, csv: Csv<Stdout> },
    Lines { is_brief: bool, out: BufWriter<Pending>, path: PathBuf },
    LineStream,
    Folder { folder: PendingFolder, names: BTreeSet<String>, pages: Option<Pages> },
}

/// Reports that are handed over, and the list of them.
struct Pages {
    cover: Cover,
    firms: Vec<Listed>,
}

/// What a path asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Workbook,
    Table,
    TableStream,
    Lines,
    LineStream,
    Folder,
}

impl Outputs {
    /// Starts everything that is to be written, so that what can't be is known before anything is computed.
    pub(crate) fn open(scope: &Scope<'_>, arguments: &OutputArgs) -> anyhow::Result<Outputs> {
        let lang = scope.lang;
        let past = arguments.since.as_deref().map(|path| past(lang, path)).transpose()?;
        // What changed is a table, too.
        let is_table = arguments.layout.is_some() || arguments.since.is_some();
        let forms: Vec<Form> = arguments.output.iter().map(|path| form(path, is_table)).collect();
        check(lang, arguments, &forms)?;
        let open = |(path, form): (&PathBuf, &Form)| Output::open(scope, arguments, past.as_ref(), path, *form);
        let outputs = arguments.output.iter().zip(&forms).map(open);
        let errors = arguments.errors.iter().map(|path| errors(scope, arguments, path));
        Ok(Outputs { lang, outputs: outputs.chain(errors).collect::<anyhow::Result<_>>()? })
    }

    /// How much of each support any of them tells.
    pub(crate) fn detail(&self) -> Detail {
        let of_each = self.outputs.iter().map(|output| match output {
            Output::Workbook { layouts, .. } => {
                layouts.iter().map(|layout| layout.detail()).max().unwrap_or(Detail::Amounts)
            }
            Output::Table { layout, .. } | Output::TableStream { layout, .. } => layout.detail(),
            Output::Lines { is_brief: true, .. } => Detail::Amounts,
            Output::Lines { is_brief: false, .. } | Output::LineStream | Output::Folder { .. } => Detail::Conditions,
        });
        of_each.max().unwrap_or(Detail::Amounts)
    }

    /// Whether any of them tells what stands beside the answer.
    pub(crate) fn hands_over(&self) -> bool {
        self.outputs.iter().any(|output| matches!(output, Output::Folder { pages: Some(_), .. }))
    }

    /// Writes what some firms give.
    pub(crate) fn firms(&mut self, firms: &[Answered<'_>]) -> anyhow::Result<()> {
        self.outputs.iter_mut().try_for_each(|output| output.firms(self.lang, firms))
    }

    /// Writes what is wrong with the inputs and is of no firm.
    pub(crate) fn stray(&mut self, sources: &Sources, findings: &[Finding]) -> anyhow::Result<()> {
        let lang = self.lang;
        let mut outputs = self.outputs.iter_mut();
        outputs.try_for_each(|output| findings.iter().try_for_each(|finding| output.stray(lang, sources, finding)))
    }

    /// Writes what waits for the last firm, and puts everything under its name.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        let lang = self.lang;
        let whole: anyhow::Result<Vec<Option<Whole>>> =
            self.outputs.into_iter().map(|output| output.finish(lang)).collect();
        whole?.into_iter().flatten().try_for_each(|whole| match whole {
            Whole::File(file) => file.keep(lang),
            Whole::Folder(folder) => folder.keep(lang),
        })
    }
}

/// Firms as lines: the answers are large, and made on all cores.
fn lines(lang: Lang, is_brief: bool, firms: &[Answered<'_>]) -> Result<Vec<String>, serde_json::Error> {
    let line = if is_brief { brief_json } else { firm_json };
    firms.par_iter().map(|firm| line(lang, firm)).collect()
}

/// What is complete, but not yet under its name.
enum Whole {
    File(Pending),
    Folder(PendingFolder),
}

impl Output {
    fn open(
        scope: &Scope<'_>,
        arguments: &OutputArgs,
        past: Option<&Past>,
        path: &Path,
        form: Form,
    ) -> anyhow::Result<Output> {
        let lang = scope.lang;
        let pending = || Pending::new(lang, path, arguments.force);
        let first = if past.is_some() { LayoutChoice::Changes } else { LayoutChoice::Wide };
        let layout = || layout(scope, arguments.layout.unwrap_or(first), past);
        let encoding = |usual: Encoding| arguments.encoding.map_or(usual, Encoding::from);
        let failed = || not_written(lang, path);
        Ok(match form {
            Form::Workbook => {
                let one = arguments.layout.map(|choice| vec![self::layout(scope, choice, past)]);
                let layouts = one.unwrap_or_else(|| ledger::workbook(scope, past.cloned()));
                let file = pending()?;
                let xlsx = written(|| Xlsx::new(lang, scope.day, layouts.iter().map(|layout| layout.table())));
                let xlsx = xlsx.with_context(failed)?;
                Output::Workbook { layouts, xlsx: Box::new(xlsx), file }
            }
            Form::Table => {
                let (layout, out) = (layout(), BufWriter::new(pending()?));
                let csv = Csv::new(out, layout.table(), encoding(Encoding::Utf8Bom)).with_context(failed)?;
                Output::Table { layout, csv, path: path.to_owned() }
            }
            Form::TableStream => {
                let layout = layout();
                let csv = Csv::new(io::stdout(), layout.table(), encoding(Encoding::Utf8))?;
                Output::TableStream { layout, csv }
            }
            Form::Lines => {
                let is_brief = arguments.layout == Some(LayoutChoice::Brief);
                Output::Lines { is_brief, out: BufWriter::new(pending()?), path: path.to_owned() }
            }
            Form::LineStream => Output::LineStream,
            Form::Folder => {
                let is_html = arguments.format == Some(FolderFormat::Html);
                let cover = cover(lang, &arguments.cover, is_html)?;
                let folder = PendingFolder::new(lang, path, arguments.force)?;
                // No report takes the place of the list.
                let names = is_html.then(|| INDEX.to_owned()).into_iter().collect();
                Output::Folder { folder, names, pages: is_html.then(|| Pages { cover, firms: Vec::new() }) }
            }
        })
    }

    fn firms(&mut self, lang: Lang, firms: &[Answered<'_>]) -> anyhow::Result<()> {
        match self {
            Output::Lines { is_brief, out, path } => lines(lang, *is_brief, firms)?
                .iter()
                .try_for_each(|line| writeln!(out, "{line}"))
                .with_context(|| not_written(lang, path)),
            Output::LineStream => {
                let mut out = io::stdout().lock();
                Ok(lines(lang, false, firms)?.iter().try_for_each(|line| writeln!(out, "{line}"))?)
            }
            Output::Workbook { .. } | Output::Table { .. } | Output::TableStream { .. } | Output::Folder { .. } => {
                firms.iter().try_for_each(|firm| self.firm(lang, firm))
            }
        }
    }

    fn firm(&mut self, lang: Lang, firm: &Answered<'_>) -> anyhow::Result<()> {
        match self {
            Output::Workbook { layouts, xlsx, file } => {
                let rows: Vec<Vec<Vec<Cell>>> = layouts.iter_mut().map(|layout| layout.firm(firm)).collect();
                written(|| write_rows(xlsx, &rows)).with_context(|| not_written(lang, file.path()))?;
            }
            Output::Table { layout, csv, path } => {
                let failed = || not_written(lang, path);
                layout.firm(firm).iter().try_for_each(|row| csv.row(row)).with_context(failed)?;
            }
            Output::TableStream { layout, csv } => layout.firm(firm).iter().try_for_each(|row| csv.row(row))?,
            // Lines are made for many firms at once.
            Output::Lines { .. } | Output::LineStream => {}
            Output::Folder { folder, names, pages } => {
                let name = unused(firm_file_name(lang, firm), names);
                match pages {
                    None => folder.write(lang, &format!("{name}.md"), &firm_markdown(lang, firm))?,
                    Some(Pages { cover, firms }) => {
                        let name = format!("{name}.html");
                        folder.write(lang, &name, &firm_html(lang, firm, cover)?)?;
                        firms.push(Listed::of(lang, firm, &name));
                    }
                }
            }
        }
        Ok(())
    }

    fn stray(&mut self, lang: Lang, sources: &Sources, finding: &Finding) -> anyhow::Result<()> {
        match self {
            Output::Workbook { layouts, xlsx, file } => {
                let rows: Vec<Vec<Vec<Cell>>> =
                    layouts.iter_mut().map(|layout| layout.stray(sources, finding).into_iter().collect()).collect();
                written(|| write_rows(xlsx, &rows)).with_context(|| not_written(lang, file.path()))?;
            }
            Output::Table { layout, csv, path } => {
                let row = layout.stray(sources, finding);
                row.map_or(Ok(()), |row| csv.row(&row)).with_context(|| not_written(lang, path))?;
            }
            Output::TableStream { layout, csv } => {
                layout.stray(sources, finding).map_or(Ok(()), |row| csv.row(&row))?;
            }
            Output::Lines { .. } | Output::LineStream | Output::Folder { .. } => {}
        }
        Ok(())
    }

    fn finish(self, lang: Lang) -> anyhow::Result<Option<Whole>> {
        match self {
            Output::Workbook { mut layouts, mut xlsx, mut file } => {
                let saved = layouts
                    .iter_mut()
                    .enumerate()
                    .try_for_each(|(index, layout)| layout.rest().iter().try_for_each(|row| xlsx.row(index, row)));
                let failed = not_written(lang, file.path());
                saved.and_then(|()| xlsx.save(&mut file)).map_err(of_system).context(failed)?;
                Ok(Some(Whole::File(file)))
            }
            Output::Table { mut layout, mut csv, path } => {
                let rest = layout.rest().iter().try_for_each(|row| csv.row(row));
                let written = rest.and_then(|()| csv.finish()).and_then(flushed);
                Ok(Some(Whole::File(written.with_context(|| not_written(lang, &path))?)))
            }
            Output::TableStream { mut layout, mut csv } => {
                layout.rest().iter().try_for_each(|row| csv.row(row))?;
                csv.finish()?;
                Ok(None)
            }
            Output::Lines { out, path, .. } => {
                Ok(Some(Whole::File(flushed(out).with_context(|| not_written(lang, &path))?)))
            }
            Output::LineStream => {
                io::stdout().flush()?;
                Ok(None)
            }
            Output::Folder { folder, pages, .. } => {
                if let Some(Pages { cover, firms }) = pages {
                    folder.write(lang, &format!("{INDEX}.html"), &index_html(lang, firms, &cover)?)?;
                }
                Ok(Some(Whole::Folder(folder)))
            }
        }
    }
}

/// What the system says, if it does.
fn of_system(error: XlsxError) -> anyhow::Error {
    match error {
        XlsxError::IoError(error) => error.into(),
        other => other.into(),
    }
}

/// Writes rows of each table.
fn write_rows(xlsx: &mut Xlsx, rows: &[Vec<Vec<Cell>>]) -> Result<(), XlsxError> {
    let mut tables = rows.iter().enumerate();
    tables.try_for_each(|(index, rows)| rows.iter().try_for_each(|row| xlsx.row(index, row)))
}

/// Writes what panics when the disk is full: the library keeps rows in a file of its own and expects to be able to.
fn written<T>(work: impl FnOnce() -> Result<T, XlsxError>) -> anyhow::Result<T> {
    let said = match unpanicked(work) {
        Ok(result) => return result.map_err(of_system),
        Err(said) => said,
    };
    // The library says it in the words of a programmer.
    let kinds = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::FileTooLarge];
    match kinds.into_iter().find(|kind| said.contains(&format!("kind: {kind:?}"))) {
        Some(kind) => Err(io::Error::from(kind).into()),
        None => bail!(said),
    }
}

/// The file of what is wrong.
fn errors(scope: &Scope<'_>, arguments: &OutputArgs, path: &Path) -> anyhow::Result<Output> {
    let form = form(path, true);
    if !matches!(form, Form::Workbook | Form::Table | Form::TableStream)
        || arguments.output.iter().any(|other| other == path)
    {
        bail!(words::unknown_errors_file(scope.lang, &shown(path)));
    }
    Output::open(scope, &arguments.of_errors(), None, path, form)
}

fn flushed(out: BufWriter<Pending>) -> io::Result<Pending> {
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

fn form(path: &Path, is_table: bool) -> Form {
    if path.as_os_str() == "-" {
        return if is_table { Form::TableStream } else { Form::LineStream };
    }
    let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_ascii_lowercase();
    match end.as_str() {
        _ if path.is_dir() => Form::Folder,
        "xlsx" => Form::Workbook,
        "csv" => Form::Table,
        "jsonl" => Form::Lines,
        _ => Form::Folder,
    }
}

/// Whether a path asks for a workbook.
pub(crate) fn is_workbook(path: &Path) -> bool {
    form(path, false) == Form::Workbook
}

/// Refuses what would be without effect or would hide another output.
fn check(lang: Lang, arguments: &OutputArgs, forms: &[Form]) -> anyhow::Result<()> {
    let any = |wanted: &[Form]| forms.iter().any(|form| wanted.contains(form));
    for (index, path) in arguments.output.iter().enumerate() {
        let end = path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
        if forms[index] == Form::Folder && !path.is_dir() && end.is_some() {
            bail!(words::unknown_output(lang, &shown(path)));
        }
        if arguments.output[..index].contains(path) {
            bail!(words::argument_twice(lang, &format!("-o {}", path.display())));
        }
    }
    let tables = [Form::Workbook, Form::Table, Form::TableStream];
    let is_of_lines = arguments.layout == Some(LayoutChoice::Brief) && any(&[Form::Lines]);
    if arguments.layout.is_some() && !any(&tables) && !is_of_lines {
        bail!(words::without_effect(lang, "--layout", ".xlsx/.csv"));
    }
    if arguments.encoding.is_some() && !any(&tables[1..]) {
        bail!(words::without_effect(lang, "--encoding", ".csv"));
    }
    if arguments.format.is_some() && !any(&[Form::Folder]) {
        bail!(words::without_effect(lang, "--format", "-o reports/"));
    }
    if let Some(name) = arguments.cover.first().filter(|_| !any(&[Form::Folder])) {
        bail!(words::without_effect(lang, name, "--format html"));
    }
    let shows_changes = arguments.layout.is_none_or(|layout| layout == LayoutChoice::Changes);
    if arguments.since.is_some() && !(shows_changes && any(&tables)) {
        bail!(words::without_effect(lang, "--since", "--layout changes"));
    }
    if arguments.layout == Some(LayoutChoice::Changes) && arguments.since.is_none() {
        bail!(words::argument_missing(lang, "--since"));
    }
    Ok(())
}

fn layout(scope: &Scope<'_>, choice: LayoutChoice, past: Option<&Past>) -> Box<dyn Layout> {
    let lang = scope.lang;
    match choice {
        LayoutChoice::Wide => ledger::wide(scope),
        LayoutChoice::Brief => ledger::brief(scope),
        LayoutChoice::Long => ledger::long(lang),
        LayoutChoice::Summary => ledger::summary(scope),
        LayoutChoice::Reasons => ledger::reasons(lang),
        LayoutChoice::Gaps => ledger::gaps(lang),
        LayoutChoice::Changes => ledger::changes(lang, past.cloned().unwrap_or_default()),
        LayoutChoice::Documents => ledger::documents(lang),
        LayoutChoice::Findings => ledger::findings(lang),
    }
}

/// What was answered the last time.
fn past(lang: Lang, path: &Path) -> anyhow::Result<Past> {
    let unreadable = |error: io::Error| not_read(lang, LoadError { path: path.to_owned(), error });
    let file = File::open(path).map_err(unreadable)?;
    Past::read(BufReader::new(file)).map_err(|error| match error {
        PastError::Read(error) => unreadable(error),
        PastError::Empty => anyhow!(words::no_past_firm(lang, &shown(path))),
        PastError::Line(line) => anyhow!(words::no_past_line(lang, &shown(path), line)),
        PastError::TooMany(most) => anyhow!(words::past_too_long(lang, &shown(path), most)),
        PastError::Twice(line) => anyhow!(words::past_line_twice(lang, &shown(path), line)),
    })
}

/// A name that no earlier file of the folder has, on systems too that do not tell `A` from `a`.
fn unused(name: String, names: &mut BTreeSet<String>) -> String {
    let numbered = (2_usize..).map(|count| format!("{name} ({count})"));
    let mut candidates = std::iter::once(name.clone()).chain(numbered);
    candidates.find(|candidate| names.insert(candidate.to_lowercase())).unwrap_or(name)
}
