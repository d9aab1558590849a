//! `zjtx validate`: all findings of rule files, worked cases and profiles, in one run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::slice;

use anyhow::bail;

use zjtx::cases;
use zjtx::compile::{compile, parse};
use zjtx::finding::{Finding, Place, Problem};
use zjtx::load::{self, Library, LoadError, document_of_cases, role_of};
use zjtx::printed::{Text, unprinted};
use zjtx::profile::{Reading, doubts};
use zjtx::prove::prove;
use zjtx::reader::{Sink, Table};
use zjtx::render::{self, Baseline, Told, findings_human, findings_json};
use zjtx::roster;
use zjtx::rulebook::Rulebook;
use zjtx::source::{Line, Sources};
use zjtx::words::{self, Lang};

use super::gathered::Gathered;
use super::sets::{self, Sets};
use super::{Outcome, baseline, has_errors, library, not_read, print, shown, tell, today};
use crate::cli::{FindingsFormat, LevelArgs, RulesArgs, ValidateArgs};

pub(crate) fn run(lang: Lang, arguments: &ValidateArgs) -> anyhow::Result<Outcome> {
    let baseline = arguments.baseline.as_deref().map(|path| baseline::read(lang, path)).transpose()?;
    let texts = arguments.sources.as_deref();
    if let Some(folder) = texts.filter(|folder| !folder.is_dir()) {
        bail!(words::is_no_folder(lang, &shown(folder)));
    }
    let mut run = Run { lang, rules: &arguments.rules, texts, found: Gathered::default() };
    if arguments.paths.is_empty() {
        let library = library(lang, &arguments.rules)?;
        run.compile(&library, |_| true)?;
    }
    let mut files = Vec::new();
    for path in sets::once(&arguments.paths) {
        files.extend(run.files_of(&path)?);
    }
    let sets = sets::by_root(sets::once(&files));
    for (root, files) in &sets {
        match root {
            Some(root) => run.set(root, files)?,
            None => run.profiles(files, &sets)?,
        }
    }
    let named: BTreeSet<String> = files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    run.finish(arguments, baseline, &named)
}

/// The findings of a run, whatever set of rules they come from.
struct Run<'r> {
    lang: Lang,
    rules: &'r RulesArgs,
    /// Where the texts of documents are, that figures are held against.
    texts: Option<&'r Path>,
    found: Gathered,
}

impl Run<'_> {
    /// A file itself, or the TOML files of a folder.
    fn files_of(&mut self, path: &Path) -> anyhow::Result<Vec<PathBuf>> {
        if !path.is_dir() {
            if let Err(error) = std::fs::symlink_metadata(path) {
                return Err(not_read(self.lang, LoadError { path: path.to_path_buf(), error }));
            }
            return Ok(vec![path.to_path_buf()]);
        }
        let mut library = Library::default();
        let files = library.toml_files(path).map_err(|error| not_read(self.lang, error))?;
        if files.is_empty() && library.findings.is_empty() {
            bail!(words::nothing_to_check(self.lang, &shown(path)));
        }
        self.found.findings.append(&mut library.findings);
        Ok(files)
    }

    /// Checks files that belong to one set of rules.
    fn set(&mut self, root: &Path, files: &[PathBuf]) -> anyhow::Result<()> {
        let library = sets::library(self.lang, self.rules, root, files)?;
        // What is wrong with the facts and places of the whole set is wrong with each of its files.
        let book = self.compile_for(&library, &[files, &sets::marks(root)].concat())?;
        for file in files {
            let relative = file.strip_prefix(root).unwrap_or(file);
            if let Some(document) = document_of_cases(relative) {
                self.other(file, &book, Some(&document))?;
            } else if role_of(relative).is_none() {
                self.found.findings.push(Finding::of_path(&file.to_string_lossy(), Problem::NotARuleFile));
            }
        }
        Ok(())
    }

    /// Checks profiles by the rules of the run, which may be among the named sets.
    fn profiles(&mut self, files: &[PathBuf], sets: &Sets) -> anyhow::Result<()> {
        let library = sets::library_of_profiles(self.lang, self.rules, sets)?;
        if library.files.is_empty() && library.findings.is_empty() {
            bail!(words::no_rules(self.lang));
        }
        let book = self.compile_for(&library, files)?;
        files.iter().try_for_each(|file| self.other(file, &book, None))
    }

    /// Compiles rules and keeps the findings of these files and of added folders.
    fn compile_for(&mut self, library: &Library, files: &[PathBuf]) -> anyhow::Result<Rulebook> {
        // A file that was also added is known by its name there.
        let wanted: BTreeSet<PathBuf> = files.iter().map(|file| load::whole_path(file)).collect();
        let added = &self.rules.rules;
        let is_added = |file: &Path| added.iter().any(|folder| file.starts_with(folder));
        self.compile(library, |name| is_added(Path::new(name)) || wanted.contains(&load::whole_path(Path::new(name))))
    }

    /// Compiles a set of rules and keeps the findings of the wanted files.
    fn compile(&mut self, library: &Library, is_wanted: impl Fn(&str) -> bool) -> anyhow::Result<Rulebook> {
        let (book, findings) = compile(library);
        let mut findings = prove(&book, &library.sources, findings);
        if let Some(folder) = self.texts {
            findings.extend(self.unprinted(folder, &book, &library.sources)?);
        }
        let kept = library.findings.iter().chain(&findings).filter(|finding| match &finding.place {
            Place::Span(span) => is_wanted(&library.sources.file(span.file).name),
            Place::Path(path) => is_wanted(path),
            Place::Cell(place) => is_wanted(&place.file),
        });
        let kept: Vec<Finding> = kept.cloned().collect();
        self.found.adopt(&library.sources, kept);
        Ok(book)
    }

    /// What of the rules the texts of their documents do not print.
    fn unprinted(&self, folder: &Path, book: &Rulebook, sources: &Sources) -> anyhow::Result<Vec<Finding>> {
        let mut findings = Vec::new();
        for (index, document) in book.documents.iter().enumerate() {
            let address = &document.address;
            let text =
                load::text_of_document(folder, address, &mut findings).map_err(|error| not_read(self.lang, error))?;
            if let Some(text) = text {
                findings.extend(unprinted(book, sources, index, &Text::of(&text)));
            } else if let Some(rule) = book.supports.iter().find(|support| support.document == index) {
                let file = folder.join(format!("{address}.txt")).to_string_lossy().into_owned();
                let head = Line { number: 1, ..rule.line };
                let problem = Problem::NoText { document: address.clone(), file };
                findings.push(Finding::at(sources.line_span(head), problem));
            }
        }
        Ok(findings)
    }

    /// A profile, or worked cases of a document.
    fn other(&mut self, path: &Path, book: &Rulebook, document: Option<&str>) -> anyhow::Result<()> {
        let Some(file) = load::read_one(path, &mut self.found.sources, &mut self.found.findings)
            .map_err(|error| not_read(self.lang, error))?
        else {
            return Ok(());
        };
        let sink = Sink::new(file);
        if let Some(root) = parse(&self.found.sources, file, &sink) {
            let table = Table::of_file(&sink, &root);
            match document {
                Some(document) => drop(cases::read(table, document, book)),
                None => self.found.findings.extend(of_profile(book, &roster::profile(book, (None, today()), &table))),
            }
        }
        // What a broken rule file or list has may be missing only because it is broken.
        let rules = document.and_then(|_| load::rules_beside(path));
        let has_broken_list = self.has_errors_where(|file| load::mark_of(file).is_some());
        let has_broken_rules = rules
            .map(|rules| load::whole_path(&rules))
            .is_some_and(|rules| self.has_errors_where(|file| load::whole_path(file) == rules));
        let is_told = |finding: &Finding| {
            let is_of_firm =
                matches!(finding.problem, Problem::UnknownKey { within: "profile" | "a year" | "record", .. });
            let is_of_a_name = finding.problem.is_of_a_name();
            !(has_broken_list && (is_of_firm || is_of_a_name) || has_broken_rules && is_of_a_name)
        };
        self.found.findings.extend(sink.into_findings().into_iter().filter(is_told));
        Ok(())
    }

    fn has_errors_where(&self, is_meant: impl Fn(&Path) -> bool) -> bool {
        let is_meant = |name: &str| is_meant(Path::new(name));
        self.found.findings.iter().any(|finding| match &finding.place {
            Place::Span(span) => {
                has_errors(slice::from_ref(finding)) && is_meant(&self.found.sources.file(span.file).name)
            }
            Place::Path(path) => is_meant(path),
            Place::Cell(_) => false,
        })
    }

    fn sort(&mut self) {
        let sources = &self.found.sources;
        // What is wrong with the lists that all files name comes first.
        let key = |name: &str, start: usize, finding: &Finding| {
            (load::mark_of(Path::new(name)).is_none(), name.to_owned(), start, finding.problem.code())
        };
        self.found.findings.sort_by_cached_key(|finding| match &finding.place {
            Place::Span(span) => key(&sources.file(span.file).name, span.bytes.start, finding),
            Place::Path(path) => key(path, 0, finding),
            Place::Cell(place) => key(&place.file, 0, finding),
        });
    }

    /// Tells what is not in the baseline.
    fn finish(
        mut self,
        arguments: &ValidateArgs,
        baseline: Option<Baseline>,
        named: &BTreeSet<String>,
    ) -> anyhow::Result<Outcome> {
        let (lang, levels) = (self.lang, &arguments.levels);
        self.found.findings.retain(|finding| levels.is_told(finding));
        self.sort();
        let Gathered { sources, findings } = &self.found;
        let mut told = render::told(lang, sources, findings, |finding| levels.is_grave(finding));
        let baseline = match &arguments.write_baseline {
            Some(path) => {
                let known = told.iter().zip(findings).filter(|(_, finding)| LevelArgs::can_be_known(finding));
                Some(baseline::write(lang, path, Baseline::of(known.map(|(told, _)| told)))?)
            }
            None => baseline,
        };
        let is_known = |(told, finding): (&Told<'_>, &Finding)| {
            LevelArgs::can_be_known(finding) && baseline.as_ref().is_some_and(|baseline| baseline.holds(told))
        };
        let is_known: Vec<bool> = told.iter().zip(findings).map(is_known).collect();
        let gone = baseline.iter().map(|baseline| baseline.gone(&told, named)).sum();
        let mut known = is_known.iter();
        told.retain(|_| known.next() == Some(&false));
        let left = findings.iter().zip(&is_known).filter(|(_, is_known)| !**is_known);
        let findings: Vec<Finding> = left.map(|(finding, _)| finding.clone()).collect();
        match arguments.format {
            FindingsFormat::Sarif => print(&format!("{}\n", render::sarif(&told)?))?,
            FindingsFormat::Github => print(&render::github(&told))?,
            FindingsFormat::Gitlab => print(&format!("{}\n", render::gitlab(&told)?))?,
            FindingsFormat::Junit => print(&render::junit(&told)?)?,
            FindingsFormat::Json => print(&format!("{}\n", findings_json(lang, sources, &findings)?))?,
            FindingsFormat::Human => {
                print(&findings_human(lang, sources, &findings, false))?;
                print(&format!("{}\n", words::findings_count(lang, findings.len())))?;
            }
        }
        if let Some(line) = words::of_baseline(lang, is_known.iter().filter(|is_known| **is_known).count(), gone) {
            tell(&line)?;
        }
        Ok(if levels.are_grave(&findings) { Outcome::Findings } else { Outcome::Done })
    }
}

/// What is wrong with a profile, and what is hardly meant so.
fn of_profile(book: &Rulebook, reading: &Reading) -> Vec<Finding> {
    let as_of = reading.profile.as_of.unwrap_or_else(today);
    reading.findings.iter().cloned().chain(doubts(book, reading, as_of)).collect()
}
