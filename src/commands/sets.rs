//! Which set of rules a file belongs to, and what of that set is loaded with it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use zjtx::compile::{compile, parse};
use zjtx::load::{self, Library, LoadError, MARKS, document_of_cases, role_of};
use zjtx::reader::{Sink, Table};
use zjtx::source::Sources;
use zjtx::words::Lang;

use super::not_read;
use crate::cli::RulesArgs;

/// Folders of places are nested no deeper than this: province, city, district.
const DEEPEST: usize = 3;

/// Files by the root of their set of rules; without a root they are profiles.
pub(crate) type Sets = BTreeMap<Option<PathBuf>, Vec<PathBuf>>;

/// Paths that were named before, in whatever spelling.
#[derive(Default)]
pub(crate) struct Named(BTreeSet<PathBuf>);

impl Named {
    /// Whether a path is named for the first time; from then on it is not.
    pub(crate) fn is_first(&mut self, path: &Path) -> bool {
        self.0.insert(load::whole_path(path))
    }
}

/// The paths, each once.
pub(crate) fn once(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut named = Named::default();
    paths.iter().filter(|path| named.is_first(path)).cloned().collect()
}

/// Sorts files by the root of their set.
pub(crate) fn by_root(files: Vec<PathBuf>) -> Sets {
    let mut sets = Sets::new();
    for file in files {
        let (root, file) = rooted(file);
        sets.entry(root).or_default().push(file);
    }
    sets
}

/// The rules that hold for files of one set: the shipped and the added ones, and those of the set itself.
pub(crate) fn library(lang: Lang, rules: &RulesArgs, root: &Path, files: &[PathBuf]) -> anyhow::Result<Library> {
    let mut library = base(lang, rules, is_complete(root), !stands_alone(root))?;
    add_set(lang, &mut library, root, files)?;
    Ok(library)
}

/// The rules by which profiles are read: the shipped and the added ones, and those of the sets named beside them. Of
/// several complete sets none is the one that is meant, so none of the sets holds.
pub(crate) fn library_of_profiles(lang: Lang, rules: &RulesArgs, sets: &Sets) -> anyhow::Result<Library> {
    let sets = || sets.iter().filter_map(|(root, files)| Some((root.as_ref()?, files)));
    let complete = sets().filter(|(root, _)| is_complete(root)).count();
    let is_named = !rules.rules.is_empty() || sets().next().is_some();
    let has_lists = sets().any(|(root, _)| stands_alone(root));
    let mut library = base(lang, rules, complete == 1, is_named && !has_lists)?;
    for (root, files) in sets().filter(|_| complete <= 1) {
        add_set(lang, &mut library, root, files)?;
    }
    Ok(library)
}

/// The shipped rules, unless a complete set takes their place, and the added ones.
fn base(lang: Lang, rules: &RulesArgs, has_complete: bool, wants_lists: bool) -> anyhow::Result<Library> {
    let rules = RulesArgs { no_builtin: rules.no_builtin || has_complete, rules: rules.rules.clone() };
    super::library_with(lang, &rules, wants_lists)
}

/// Whether a set has a dictionary, places and industries of its own rather than more for the shipped ones: it has all of
/// these files, or says anew what a place of a firm is.
pub(crate) fn stands_alone(root: &Path) -> bool {
    let declares_place =
        |table: &Table<'_>| table.read("fact", |value| value.table("[fact]")).is_some_and(|facts| facts.has("place"));
    is_complete(root) || marks(root).iter().any(|file| is_so(file, declares_place))
}

fn is_complete(root: &Path) -> bool {
    let meant: BTreeSet<_> = marks(root).iter().filter_map(|file| load::mark_of(file)).collect();
    meant.len() == MARKS.len()
}

/// The files of a root that are about its whole set, also one under a name that is nearly its own.
pub(crate) fn marks(root: &Path) -> Vec<PathBuf> {
    let folder = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| root.join(entry.file_name()));
    let mut marks: Vec<PathBuf> = names.filter(|file| is_mark(file)).collect();
    marks.sort();
    marks
}

/// Whether a file is about a whole set by its name; by one that is nearly that, if it also looks so.
fn is_mark(file: &Path) -> bool {
    let is_exact = file.file_name().is_some_and(|name| MARKS.iter().any(|mark| name == *mark));
    file.is_file() && load::mark_of(file).is_some() && (is_exact || has_any(file, &["fact", "record", "codes"]))
}

/// Adds the files of a set: all below a complete root, what belongs to a marked one, else only the given files and
/// those beside them.
fn add_set(lang: Lang, library: &mut Library, root: &Path, files: &[PathBuf]) -> anyhow::Result<()> {
    let marks = marks(root);
    if is_complete(root) {
        let all = library.toml_files(root).map_err(|error| not_read(lang, error))?;
        return add_files(lang, library, root, all);
    }
    if marks.is_empty() {
        let all = siblings(lang, library, root, files)?;
        return add_files(lang, library, root, all);
    }
    add_files(lang, library, root, marks.clone())?;
    let all = of_places(lang, library, root, files, &marks)?;
    add_files(lang, library, root, all)
}

fn add_files(lang: Lang, library: &mut Library, root: &Path, files: Vec<PathBuf>) -> anyhow::Result<()> {
    for file in files {
        if let Some(role) = file.strip_prefix(root).ok().and_then(role_of) {
            library.add_file(&file, role).map_err(|error| not_read(lang, error))?;
        }
    }
    Ok(())
}

/// The files below a marked root that belong to its rules: those in folders of places, those given and those beside
/// them. A lone mark may lie in a folder with much else, which is not read.
fn of_places(
    lang: Lang,
    library: &mut Library,
    root: &Path,
    files: &[PathBuf],
    marks: &[PathBuf],
) -> anyhow::Result<Vec<PathBuf>> {
    let (book, _) = compile(library);
    let is_place = |name: &str| {
        let listed = |folder: &String| folder.split('/').next() == Some(name);
        book.folders.keys().any(listed) || book.places.of_folder(name).is_some()
    };
    let mut all: BTreeSet<PathBuf> = siblings(lang, library, root, files)?.into_iter().collect();
    let entries = std::fs::read_dir(root).map_err(|error| not_read(lang, LoadError { path: root.into(), error }))?;
    for entry in entries.flatten().filter(|entry| entry.file_name().to_str().is_some_and(is_place)) {
        all.extend(library.toml_files(&entry.path()).map_err(|error| not_read(lang, error))?);
    }
    all.retain(|file| !marks.contains(file));
    Ok(all.into_iter().collect())
}

/// The given files and those beside them.
fn siblings(lang: Lang, library: &mut Library, root: &Path, files: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    let mut all: BTreeSet<PathBuf> = files.iter().cloned().collect();
    for folder in folders.into_iter().filter(|folder| *folder != root) {
        all.extend(library.toml_files(folder).map_err(|error| not_read(lang, error))?);
    }
    Ok(all.into_iter().collect())
}

/// A file and the root of its set of rules. A rule file that is named from within its folders is taken by its whole
/// path, since they say of which place it is.
fn rooted(file: PathBuf) -> (Option<PathBuf>, PathBuf) {
    match root_of(&file) {
        Some(root) if root.as_os_str().is_empty() => match file.canonicalize() {
            Ok(whole) => (root_of(&whole), whole),
            Err(_) => (Some(root), file),
        },
        root => (root, file),
    }
}

/// The root of the set of rules that a file belongs to; `None` for a profile.
fn root_of(file: &Path) -> Option<PathBuf> {
    let folder = file.parent()?;
    let is_exact = file.file_name().is_some_and(|name| MARKS.iter().any(|mark| name == *mark));
    if is_exact || is_mark(file) {
        return Some(folder.to_path_buf());
    }
    match folder.ancestors().take(DEEPEST + 1).find(|folder| !marks(folder).is_empty()) {
        Some(root) => Some(root.to_path_buf()),
        None if document_of_cases(file).is_some() || has_any(file, &["document", "support", "define", "group"]) => {
            Some(folder.parent().unwrap_or(folder).to_path_buf())
        }
        None => None,
    }
}

/// Whether a file has one of these tables, and so is no profile.
fn has_any(file: &Path, keys: &[&str]) -> bool {
    is_so(file, |table| keys.iter().any(|key| table.has(key)))
}

/// Whether a file can be read and its table is so.
fn is_so(file: &Path, is_so: impl FnOnce(&Table<'_>) -> bool) -> bool {
    // A pipe can be read only once.
    if !file.is_file() {
        return false;
    }
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let Ok(Some(id)) = load::read_one(file, &mut sources, &mut findings) else { return false };
    let sink = Sink::new(id);
    let Some(root) = parse(&sources, id, &sink) else { return false };
    is_so(&Table::of_file(&sink, &root))
}
