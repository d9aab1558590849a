//! `zjtx test`: worked cases, each by its name.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::path::{Path, PathBuf};

use anyhow::bail;

use zjtx::cases::{self, Case};
use zjtx::compile::{compile, parse};
use zjtx::finding::Finding;
use zjtx::load::{self, Library, LoadError, Role, UNREAD, document_of_cases, role_of};
use zjtx::reader::{Sink, Table};
use zjtx::render::{self, json, test_text};
use zjtx::report::{CaseFileReport, TestReport};
use zjtx::rulebook::Rulebook;
use zjtx::source::{FileId, Sources};
use zjtx::words::{self, Lang};

use super::coverage::Coverage;
use super::gathered::Gathered;
use super::mutants::Mutants;
use super::partial;
use super::sets::{self, Named};
use super::{Outcome, has_errors, not_read, print, report, width};
use crate::cli::{FindingsFormat, LevelArgs, RulesArgs, TestArgs};

pub(crate) fn run(lang: Lang, arguments: &TestArgs) -> anyhow::Result<Outcome> {
    let (rules, levels) = (&arguments.rules, &arguments.levels);
    let others = [(arguments.mutants, "--mutants"), (arguments.coverage, "--coverage")];
    let service = match arguments.format {
        FindingsFormat::Human | FindingsFormat::Json => None,
        FindingsFormat::Sarif => Some("--format sarif"),
        FindingsFormat::Github => Some("--format github"),
        FindingsFormat::Gitlab => Some("--format gitlab"),
        FindingsFormat::Junit => Some("--format junit"),
    };
    if let (Some(format), Some((_, other))) = (service, others.iter().find(|(is_asked, _)| *is_asked)) {
        bail!(words::no_such_format(lang, format, other));
    }
    let mutants = arguments.mutants.then(|| Mutants::new(lang, arguments.timeout));
    let coverage = arguments.coverage.then(|| Coverage::new(lang, arguments.min.as_deref())).transpose()?;
    let mut run = Run {
        lang,
        rules,
        levels,
        report: TestReport::default(),
        found: service.map(|_| Gathered::default()),
        has_findings: false,
        mutants,
        coverage,
    };
    if arguments.paths.is_empty() {
        run.everything()?;
    }
    let mut sets: BTreeMap<PathBuf, BTreeSet<PathBuf>> = BTreeMap::new();
    let mut named = Named::default();
    for path in sets::once(&arguments.paths) {
        for (root, files) in run.sets_of(&path)? {
            sets.entry(root).or_default().extend(files.into_iter().filter(|file| named.is_first(file)));
        }
    }
    for (root, files) in sets.into_iter().filter(|(_, files)| !files.is_empty()) {
        run.set(&root, &files.into_iter().collect::<Vec<_>>())?;
    }
    if let (Some(mutants), false, 0) = (&run.mutants, run.has_findings, run.report.failed + run.report.unchecked) {
        return mutants.tell(arguments.format);
    }
    if let (Some(coverage), false, 0) = (&run.coverage, run.has_findings, run.report.failed + run.report.unchecked) {
        return coverage.tell(arguments.format);
    }
    run.print(arguments.format)?;
    Ok(match run.report {
        _ if run.has_findings => Outcome::Findings,
        TestReport { .. } if run.mutants.is_some() => Outcome::CasesFail,
        TestReport { failed: 1.., .. } => Outcome::Findings,
        TestReport { passed: 0, .. } => Outcome::CouldNotRun,
        TestReport { .. } => Outcome::Done,
    })
}

struct Run<'r> {
    lang: Lang,
    rules: &'r RulesArgs,
    levels: &'r LevelArgs,
    report: TestReport,
    /// What was found, for the services; the others read it on standard error.
    found: Option<Gathered>,
    /// Whether a file has findings that make the run fail.
    has_findings: bool,
    /// The mutants, where they are asked for.
    mutants: Option<Mutants>,
    /// What the cases see, where it is asked for.
    coverage: Option<Coverage>,
}

impl Run<'_> {
    /// The shipped cases and those of added folders, against all rules together.
    fn everything(&mut self) -> anyhow::Result<()> {
        let mut library = super::library(self.lang, self.rules)?;
        let mut cases = if self.rules.no_builtin { Vec::new() } else { library.shipped_cases() };
        for folder in sets::once(&self.rules.rules) {
            let files = library.toml_files(&folder).map_err(|error| not_read(self.lang, error))?;
            self.note_without_cases(&folder, &files, true);
            cases.extend(read_cases(self.lang, &mut library, &folder, &files)?);
        }
        self.cases(&library, &cases, None)
    }

    /// The files that a path stands for, by the root of their set of rules: the files of a folder, the cases beside a
    /// rule file.
    fn sets_of(&mut self, path: &Path) -> anyhow::Result<BTreeMap<PathBuf, Vec<PathBuf>>> {
        let mut library = Library::default();
        let files = if path.is_dir() {
            library.toml_files(path).map_err(|error| not_read(self.lang, error))?
        } else {
            std::fs::metadata(path)
                .map_err(|error| not_read(self.lang, LoadError { path: path.to_path_buf(), error }))?;
            let beside = if is_cases(path) { None } else { load::cases_beside(path) };
            vec![beside.unwrap_or_else(|| path.to_path_buf())]
        };
        let mut sets = sets::by_root(files);
        // Of a file that is no TOML nobody knows whether it has rules; a pipe can be read only once.
        for file in sets.remove(&None).unwrap_or_default().iter().filter(|file| file.is_file()) {
            let mut found = Vec::new();
            let read = load::read_one(file, &mut library.sources, &mut found);
            let sink = read.map_err(|error| not_read(self.lang, error))?.map(|id| (id, Sink::new(id)));
            if sink.as_ref().is_none_or(|(id, sink)| parse(&library.sources, *id, sink).is_none()) {
                library
                    .findings
                    .extend(found.into_iter().chain(sink.into_iter().flat_map(|(_, sink)| sink.into_findings())));
            }
        }
        self.tell(&library.sources, &library.findings)?;
        let sets: BTreeMap<PathBuf, Vec<PathBuf>> =
            sets.into_iter().filter_map(|(root, files)| Some((root?, files))).collect();
        if sets.is_empty() && library.findings.is_empty() {
            bail!(words::nothing_to_test(self.lang, &super::shown(path)));
        }
        sets.iter().for_each(|(root, files)| self.note_without_cases(root, files, path.is_dir()));
        Ok(sets)
    }

    /// Notes folders with rules that nothing tests; of a rule file that is named itself, the file.
    fn note_without_cases(&mut self, root: &Path, files: &[PathBuf], is_folder: bool) {
        let mut is_tested: BTreeMap<&Path, bool> = BTreeMap::new();
        for file in files {
            let role = role_of(file.strip_prefix(root).unwrap_or(file));
            // What nobody read has no cases.
            let is_rules = matches!(role, Some(Role::Rules { stem, .. }) if stem != UNREAD);
            if is_rules || is_cases(file) {
                let place = file.parent().filter(|_| is_folder).unwrap_or(file);
                *is_tested.entry(place).or_default() |= is_cases(file);
            }
        }
        let untested = is_tested.into_iter().filter(|(_, is_tested)| !is_tested);
        for place in untested.map(|(place, _)| place.to_string_lossy().into_owned()) {
            if !self.report.without_cases.contains(&place) {
                self.report.without_cases.push(place);
            }
        }
    }

    /// The cases among files of one set of rules.
    fn set(&mut self, root: &Path, files: &[PathBuf]) -> anyhow::Result<()> {
        let mut library = sets::library(self.lang, self.rules, root, files)?;
        let cases = read_cases(self.lang, &mut library, root, files)?;
        let name = |file: &PathBuf| match role_of(file.strip_prefix(root).unwrap_or(file))? {
            Role::Rules { folders, stem } => Some([&folders[..], &[stem]].concat().join("/")),
            Role::Dictionary | Role::Places | Role::Industries => None,
        };
        let named = files.iter().filter_map(name).chain(cases.iter().map(|(document, _)| document.clone()));
        self.cases(&library, &cases, Some(&named.collect::<Vec<_>>()))
    }

    /// Tells findings; whether they are errors.
    fn tell(&mut self, sources: &Sources, findings: &[Finding]) -> anyhow::Result<bool> {
        let told: Vec<Finding> = findings.iter().filter(|finding| self.levels.is_told(finding)).cloned().collect();
        self.has_findings |= self.levels.are_grave(&told);
        match &mut self.found {
            Some(found) => found.adopt(sources, told),
            None => report(self.lang, sources, &told)?,
        }
        Ok(has_errors(findings))
    }

    fn print(&self, format: FindingsFormat) -> anyhow::Result<()> {
        let (lang, report, none) = (self.lang, &self.report, Gathered::default());
        let Gathered { sources, findings } = self.found.as_ref().unwrap_or(&none);
        let failed = render::failed_cases(report);
        let mut found = render::told(lang, sources, findings, |finding| self.levels.is_grave(finding));
        // JUnit has the cases themselves, those that passed as well.
        if format != FindingsFormat::Junit {
            found.extend(render::told_cases(lang, sources, &failed));
        }
        let is_not_run = self.has_findings && report.files.is_empty() && report.without_cases.is_empty();
        match format {
            FindingsFormat::Sarif => print(&format!("{}\n", render::sarif(&found)?)),
            FindingsFormat::Github => print(&render::github(&found)),
            FindingsFormat::Gitlab => print(&format!("{}\n", render::gitlab(&found)?)),
            FindingsFormat::Junit => print(&render::junit_of_cases(lang, report, &found)?),
            FindingsFormat::Human if is_not_run => print(&format!("{}\n", words::cases_not_run(lang))),
            FindingsFormat::Human => print(&test_text(lang, report, width())),
            FindingsFormat::Json => print(&format!("{}\n", json(report)?)),
        }
    }

    /// Runs the cases of these files, each beside its document, unless the rules are broken; and the mutants of the documents
    /// of these names, or of all.
    fn cases(&mut self, library: &Library, files: &[(String, FileId)], named: Option<&[String]>) -> anyhow::Result<()> {
        let (mut book, findings) = compile(library);
        let mut findings = [library.findings.clone(), findings].concat();
        findings.retain(|finding| !library.is_of_shipped(finding));
        let is_broken = self.tell(&library.sources, &findings)?;
        // Cases are held against their own documents and those that these refer to, so the others are whole without the
        // broken ones; who refers to a broken one has errors without it.
        if has_errors(&findings) {
            let Some((_, rest)) = partial::rest(library, &findings) else { return Ok(()) };
            book = rest;
        }
        let mut all = Vec::new();
        for (document, file) in files {
            if is_broken && !has_document(&book, document) {
                let name = &library.sources.file(*file).name;
                super::tell(&words::cases_of_broken_rules(self.lang, name))?;
                continue;
            }
            all.extend(self.file(library, &book, document, *file)?);
        }
        let is_whole = !self.has_findings && self.report.failed + self.report.unchecked == 0;
        if is_whole && (self.mutants.is_some() || self.coverage.is_some()) {
            let of_name = |name: &String| cases::document_of(name, &book);
            let documents = named.map(|names| names.iter().filter_map(of_name).collect());
            let documents = documents.unwrap_or_else(|| (0..book.documents.len()).collect());
            self.mutants.iter_mut().for_each(|run| run.run(&book, &library.sources, &documents, &all));
            self.coverage.iter_mut().for_each(|run| run.run(&book, &library.sources, &documents, &all));
        }
        Ok(())
    }

    /// Runs the cases of a file, and gives them.
    fn file(&mut self, library: &Library, book: &Rulebook, document: &str, file: FileId) -> anyhow::Result<Vec<Case>> {
        let sink = Sink::new(file);
        let root = parse(&library.sources, file, &sink);
        let cases = root.map(|root| cases::read(Table::of_file(&sink, &root), document, book)).unwrap_or_default();
        // A case that could be read only in part would be held against less than it says.
        if self.tell(&library.sources, &sink.into_findings())? {
            return Ok(Vec::new());
        }
        let name = library.sources.file(file).name.clone();
        let reports = cases.iter().map(|case| case.run(self.lang, book, &library.sources)).collect();
        self.report.add(CaseFileReport { file: name, cases: reports });
        Ok(cases)
    }
}

/// Reads the files of cases among these.
fn read_cases(
    lang: Lang,
    library: &mut Library,
    root: &Path,
    files: &[PathBuf],
) -> anyhow::Result<Vec<(String, FileId)>> {
    let mut cases = Vec::new();
    for path in files {
        let relative = path.strip_prefix(root).unwrap_or(path);
        let Some(document) = document_of_cases(relative) else { continue };
        let read =
            load::read_one(path, &mut library.sources, &mut library.findings).map_err(|error| not_read(lang, error))?;
        cases.extend(read.map(|file| (document, file)));
    }
    Ok(cases)
}

/// Whether rules have a document; folders above that of the place are no part of its address.
fn has_document(book: &Rulebook, document: &str) -> bool {
    let mut beside = iter::successors(Some(document), |path| path.split_once('/').map(|(_, rest)| rest));
    beside.any(|address| book.documents.iter().any(|known| known.address == address))
}

fn is_cases(path: &Path) -> bool {
    document_of_cases(path).is_some()
}
