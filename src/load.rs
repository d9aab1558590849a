//! Reads files: the shipped rules, folders of rules, profiles. The only place in the library that does.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use crate::finding::{Finding, Place, Problem, Severity};
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::suggest::distance;

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Files of this size or more are refused.
const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// Tables of this size or more are refused.
const MAX_TABLE_BYTES: u64 = 128 * 1024 * 1024;

/// Names of files that are tables, whatever is in them.
const TABLES: &[&str] = &["xlsx", "xlsm", "xls", "csv", "tsv", "jsonl", "ndjson"];

/// Names of files that may hold firms, too, and are not read from a folder.
const LIKELY: &[&str] = &["txt", "json", "ods", "et", "xlsb", "xltx", "xlt", "tml"];

/// The files of a whole set, at its root. All of them together make it complete, so that it stands without the shipped one.
pub const MARKS: [&str; 3] = ["facts.toml", "places.toml", "industries.toml"];

/// The name of a rule file that holds nothing but what nobody read of its place.
pub const UNREAD: &str = "unread";

/// Worked cases stand beside their document, as `<document>.cases.toml`, but are no rules.
const CASES: &str = ".cases";

/// What a rule file is, by its name and folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// `facts.toml`
    Dictionary,
    /// `places.toml`
    Places,
    /// `industries.toml`
    Industries,
    /// A government document.
    Rules {
        /// The folders above it, outermost first.
        folders: Vec<String>,
        /// Its name without `.toml`.
        stem: String,
    },
}

/// A rule file that was read.
#[derive(Clone, Debug)]
pub struct LoadedFile {
    /// Its text.
    pub id: FileId,
    /// What it is.
    pub role: Role,
}

/// All rule files of a run.
#[derive(Clone, Default, Debug)]
pub struct Library {
    /// Their texts.
    pub sources: Sources,
    /// What they are.
    pub files: Vec<LoadedFile>,
    /// What was wrong with reading them.
    pub findings: Vec<Finding>,
    /// The files on disk that were read, however they were named.
    read: BTreeSet<(PathBuf, Role)>,
    /// How many of the files are shipped ones, which are added first.
    shipped: usize,
}

/// A file could not be read at all.
#[derive(Debug)]
pub struct LoadError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

impl Library {
    /// Adds the shipped rules, but for those with these paths relative to `rules/`.
    pub fn add_shipped(&mut self, except: &BTreeSet<String>) {
        self.add_shipped_folder(&SHIPPED, except);
        self.shipped = self.files.len();
    }

    /// Adds the shipped dictionary, places and industries alone.
    pub fn add_shipped_lists(&mut self) {
        for file in MARKS.iter().filter_map(|mark| SHIPPED.get_file(mark)) {
            if let Some(role) = role_of(file.path()) {
                self.add_bytes(&format!("rules/{}", file.path().display()), file.contents(), role);
            }
        }
        self.shipped = self.files.len();
    }

    /// Whether a file is a shipped one.
    #[must_use]
    pub fn is_shipped(&self, file: &LoadedFile) -> bool {
        self.files.iter().take(self.shipped).any(|shipped| shipped.id == file.id)
    }

    /// Whether a finding is a reminder about a shipped file, which whoever adds a folder can't mend.
    #[must_use]
    pub fn is_of_shipped(&self, finding: &Finding) -> bool {
        let is_in = |span: &Span| self.files.iter().take(self.shipped).any(|file| file.id == span.file);
        finding.severity() == Severity::Warning && matches!(&finding.place, Place::Span(span) if is_in(span))
    }

    /// The same files without those in which there are errors; `None` if one of them is a list of names, or no rule file.
    #[must_use]
    pub fn without_broken(&self, findings: &[Finding]) -> Option<Library> {
        let mut rest = Library { findings: Vec::new(), ..self.clone() };
        for finding in findings.iter().filter(|finding| finding.severity() == Severity::Error) {
            let Place::Span(span) = &finding.place else { return None };
            let is_rules = |file: &LoadedFile| file.id == span.file && matches!(file.role, Role::Rules { .. });
            if !self.files.iter().any(is_rules) {
                return None;
            }
            rest.files.retain(|file| file.id != span.file);
        }
        Some(rest)
    }

    fn add_shipped_folder(&mut self, folder: &Dir<'static>, except: &BTreeSet<String>) {
        let mut files: Vec<_> = folder.files().collect();
        files.sort_by_key(|file| file.path());
        for file in files {
            let relative = file.path().to_string_lossy().replace('\\', "/");
            let Some(role) = role_of(Path::new(&relative)).filter(|_| !except.contains(&relative)) else { continue };
            self.add_bytes(&format!("rules/{relative}"), file.contents(), role);
        }
        let mut folders: Vec<_> = folder.dirs().collect();
        folders.sort_by_key(|folder| folder.path());
        for folder in folders {
            self.add_shipped_folder(folder, except);
        }
    }

    /// Reads the shipped worked cases, each file with the address of its document.
    pub fn shipped_cases(&mut self) -> Vec<(String, FileId)> {
        let mut files: Vec<(String, &'static [u8])> = Vec::new();
        let mut folders = vec![&SHIPPED];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            let cases = folder.files().filter_map(|file| Some((document_of_cases(file.path())?, file.contents())));
            files.extend(cases);
        }
        files.sort();
        let read = files.into_iter().filter_map(|(document, bytes)| {
            let name = format!("rules/{document}{CASES}.toml");
            let id = add_text(&mut self.sources, &name, bytes, &mut self.findings)?;
            Some((document, id))
        });
        read.collect()
    }

    /// Adds every rule file below a folder, and gives how many they are.
    ///
    /// # Errors
    /// When the folder or a file in it can't be read.
    pub fn add_folder(&mut self, root: &Path) -> Result<usize, LoadError> {
        let fail = |error: io::Error| LoadError { path: root.to_path_buf(), error };
        // A file would be walked as a folder that holds no rules, and so be passed over in silence.
        if !std::fs::metadata(root).map_err(fail)?.is_dir() {
            return Err(fail(io::ErrorKind::NotADirectory.into()));
        }
        let mut count = 0;
        for path in self.toml_files(root)? {
            let relative = path.strip_prefix(root).unwrap_or(&path);
            if let Some(role) = role_of(relative) {
                self.add_file(&path, role)?;
                count += 1;
            }
        }
        Ok(count)
    }

    /// Adds one rule file, unless it was added before.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn add_file(&mut self, path: &Path, role: Role) -> Result<(), LoadError> {
        if !self.read.insert((whole_path(path), role.clone())) {
            return Ok(());
        }
        let name = path.to_string_lossy();
        match read_bytes(path, MAX_BYTES)? {
            Ok(bytes) => self.add_bytes(&name, &bytes, role),
            Err(problem) => self.findings.push(Finding::of_path(&name, problem)),
        }
        Ok(())
    }

    /// Adds the text of one rule file.
    pub fn add_bytes(&mut self, name: &str, bytes: &[u8], role: Role) {
        let path = Path::new(name);
        if !matches!(role, Role::Rules { .. })
            && let Some(mark) = mark_of(path).filter(|mark| !path.ends_with(mark))
        {
            self.findings.push(Finding::of_path(name, Problem::MisspeltFile { name: mark }));
        }
        if let Some(id) = add_text(&mut self.sources, name, bytes, &mut self.findings) {
            self.files.push(LoadedFile { id, role });
        }
    }

    /// All `.toml` files below a folder, sorted. A loop of links is a finding, and a pipe or device, of which nobody
    /// knows when it ends.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn toml_files(&mut self, root: &Path) -> Result<Vec<PathBuf>, LoadError> {
        self.files(root, is_toml)
    }

    /// The profiles below a folder, sorted. Tables among them are not read, as they may be the answers of an earlier
    /// run, and a finding says so.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn profiles(&mut self, root: &Path) -> Result<Vec<PathBuf>, LoadError> {
        let may_hold_firms = |path: &Path| is_toml(path) || is_table(path) || ends_in(path, LIKELY);
        let (profiles, tables): (Vec<PathBuf>, Vec<PathBuf>) =
            self.files(root, may_hold_firms)?.into_iter().partition(|path| is_toml(path));
        let unread = |path: &PathBuf| Finding::of_path(&path.to_string_lossy(), Problem::UnreadTable);
        self.findings.extend(tables.iter().map(unread));
        Ok(profiles)
    }

    fn files(&mut self, root: &Path, is_wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, LoadError> {
        let mut files = Vec::new();
        // What is hidden is of other tools: an editor's settings, a repository's own files.
        let is_hidden = |name: &OsStr| name.to_string_lossy().starts_with('.');
        let walk = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name())) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() || !is_wanted(entry.path()) => {}
                Ok(entry) if entry.file_type().is_file() => files.push(entry.into_path()),
                Ok(entry) => {
                    let path = entry.path().to_string_lossy();
                    self.findings.push(Finding::of_path(&path, Problem::SpecialFile));
                }
                // A link that leads nowhere is none of the other files.
                Err(error) if error.depth() > 0 && is_not_there(&error) => {
                    let path = error.path().unwrap_or(root).to_string_lossy();
                    self.findings.push(Finding::of_path(&path, Problem::DanglingLink));
                }
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_path_buf();
                    let is_loop = error.loop_ancestor().is_some();
                    let error = error.into_io_error().unwrap_or_else(|| io::Error::other("loop of links"));
                    if !is_loop && !is_link_loop(&error) {
                        return Err(LoadError { path, error });
                    }
                    self.findings.push(Finding::of_path(&path.to_string_lossy(), Problem::LinkLoop));
                }
            }
        }
        Ok(files)
    }
}

/// Reads one file that is not a rule file, such as a profile. `None` when that is a finding.
///
/// # Errors
/// When it can't be read.
pub fn read_one(path: &Path, sources: &mut Sources, findings: &mut Vec<Finding>) -> Result<Option<FileId>, LoadError> {
    let name = path.to_string_lossy();
    Ok(match read_bytes(path, MAX_BYTES)? {
        Ok(bytes) => add_text(sources, &name, &bytes, findings),
        Err(problem) => {
            findings.push(Finding::of_path(&name, problem));
            None
        }
    })
}

/// Endings of a text of a document.
const TEXTS: [&str; 2] = ["txt", "md"];

/// Reads the text of a document of this address below a folder; `None` where it is not there, or is a finding.
///
/// # Errors
/// When it can't be read.
pub fn text_of_document(
    folder: &Path,
    address: &str,
    findings: &mut Vec<Finding>,
) -> Result<Option<String>, LoadError> {
    let paths = TEXTS.map(|ending| folder.join(format!("{address}.{ending}")));
    let Some(path) = paths.iter().find(|path| path.exists()) else { return Ok(None) };
    let mut sources = Sources::default();
    let file = read_one(path, &mut sources, findings)?;
    Ok(file.map(|file| sources.file(file).text.clone()))
}

/// Reads a profile that came through a pipe. `None` when that is a finding.
pub fn read_piped(bytes: &[u8], sources: &mut Sources, findings: &mut Vec<Finding>) -> Option<FileId> {
    add_text(sources, "-", bytes, findings)
}

/// Reads the bytes of a table; of one that is no file, or too large, what is wrong.
///
/// # Errors
/// When it can't be read.
pub fn read_table(path: &Path) -> Result<Result<Vec<u8>, Problem>, LoadError> {
    read_bytes(path, MAX_TABLE_BYTES)
}

/// Reads the bytes of a table from a pipe; of one that is too large, what is wrong.
///
/// # Errors
/// When it can't be read.
pub fn read_table_of_pipe(pipe: impl Read) -> io::Result<Result<Vec<u8>, Problem>> {
    read_up_to(pipe, MAX_TABLE_BYTES)
}

/// Whether a file is a table by its name.
#[must_use]
pub fn is_table(path: &Path) -> bool {
    ends_in(path, TABLES)
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    endings.contains(&ending.as_str())
}

/// Whether a name ends in `.toml`, in letters of either case.
#[must_use]
pub fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

/// The path by which a file or folder is the same however it is named; one that is not there keeps its name.
#[must_use]
pub fn whole_path(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// What a file is by its path below the root of a set of rules; `None` for what is not a rule file.
#[must_use]
pub fn role_of(relative: &Path) -> Option<Role> {
    let stem = stem_of(relative).filter(|stem| without_cases(stem).is_none())?;
    let folders: Vec<String> =
        relative.parent()?.components().map(|folder| folder.as_os_str().to_string_lossy().into_owned()).collect();
    let mark = mark_of(relative).filter(|_| folders.is_empty());
    let at = mark.and_then(|mark| MARKS.iter().position(|other| *other == mark));
    Some(match at {
        Some(0) => Role::Dictionary,
        Some(1) => Role::Places,
        Some(_) => Role::Industries,
        None => Role::Rules { folders, stem: stem.to_owned() },
    })
}

/// Which file of a whole set a name at its root is meant for: its own, or one that differs by a letter or is the singular.
#[must_use]
pub fn mark_of(path: &Path) -> Option<&'static str> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    MARKS.into_iter().find(|mark| distance(&name, mark) < 2 || mark.replace("ies", "y") == name)
}

/// The address of the document that worked cases stand beside, by their path below the root of a set of rules; `None`
/// for what are no worked cases.
#[must_use]
pub fn document_of_cases(relative: &Path) -> Option<String> {
    let document = relative.with_file_name(without_cases(stem_of(relative)?)?);
    Some(document.to_str()?.replace('\\', "/"))
}

/// The worked cases beside a rule file.
#[must_use]
pub fn cases_beside(rules: &Path) -> Option<PathBuf> {
    let document = rules.with_extension("");
    beside(rules, |other| document_of_cases(other).is_some_and(|name| Path::new(&name) == document))
}

/// The rule file that worked cases stand beside.
#[must_use]
pub fn rules_beside(cases: &Path) -> Option<PathBuf> {
    let document = document_of_cases(cases)?;
    beside(cases, |other| is_toml(other) && other.with_extension("") == Path::new(&document))
}

/// The first of the files in the same folder.
fn beside(path: &Path, is_it: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let names = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.file_name()));
    names.map(|name| path.with_file_name(name)).filter(|other| is_it(other)).min()
}

/// The name of a document by that of its worked cases, in letters of either case.
fn without_cases(stem: &str) -> Option<&str> {
    let (document, end) = stem.split_at_checked(stem.len().checked_sub(CASES.len())?)?;
    end.eq_ignore_ascii_case(CASES).then_some(document)
}

/// The name of a TOML file without its end.
fn stem_of(path: &Path) -> Option<&str> {
    path.file_stem()?.to_str().filter(|_| is_toml(path))
}

fn read_bytes(path: &Path, most: u64) -> Result<Result<Vec<u8>, Problem>, LoadError> {
    let fail = |error: io::Error| LoadError { path: path.to_path_buf(), error };
    let metadata = match std::fs::metadata(path) {
        Err(error) if is_link_loop(&error) => return Ok(Err(Problem::LinkLoop)),
        result => result.map_err(fail)?,
    };
    if metadata.is_dir() {
        return Ok(Err(Problem::NotAFile));
    }
    File::open(path).and_then(|file| read_up_to(file, most)).map_err(fail)
}

fn read_up_to(input: impl Read, most: u64) -> io::Result<Result<Vec<u8>, Problem>> {
    let mut bytes = Vec::new();
    input.take(most).read_to_end(&mut bytes)?;
    let is_too_large = u64::try_from(bytes.len()).is_ok_and(|length| length >= most);
    Ok(if is_too_large { Err(Problem::TooLarge { mebibytes: most >> 20 }) } else { Ok(bytes) })
}

fn is_not_there(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// Whether the system gave up following links (`ELOOP`; its number on Linux, and on macOS and the BSDs).
fn is_link_loop(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(40 | 62))
}

fn add_text(sources: &mut Sources, name: &str, bytes: &[u8], findings: &mut Vec<Finding>) -> Option<FileId> {
    let (bytes, has_mark) = bytes.strip_prefix(b"\xEF\xBB\xBF").map_or((bytes, false), |rest| (rest, true));
    match text_of(bytes) {
        Ok(text) => {
            let id = sources.add(SourceFile { name: name.to_owned(), text: text.to_owned() });
            if has_mark {
                findings.push(Finding::at(Span { file: id, bytes: 0..0 }, Problem::ByteOrderMark));
            }
            Some(id)
        }
        Err(problem) => {
            findings.push(Finding::of_path(name, problem));
            None
        }
    }
}

fn text_of(bytes: &[u8]) -> Result<&str, Problem> {
    let line_at = |at: usize| bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let text = std::str::from_utf8(bytes).map_err(|error| Problem::NotUtf8 { line: line_at(error.valid_up_to()) })?;
    match memchr::memchr(0, bytes) {
        Some(at) => Err(Problem::NulByte { line: line_at(at) }),
        None => Ok(text),
    }
}
