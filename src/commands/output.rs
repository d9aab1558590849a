//! Files that appear whole or not at all.

use std::fs;
use std::io::{self, Write};
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tempfile::{Builder, NamedTempFile, TempDir};

use zjtx::words::{self, Lang};

use super::{print, shown, unfinished};

/// What stands around the name of what is not yet whole.
const UNFINISHED: [&str; 2] = [".zjtx-", ".part"];

/// A file under a name of its own until it is whole.
pub(crate) struct Pending {
    file: NamedTempFile,
    path: PathBuf,
    force: bool,
}

impl Pending {
    /// Starts a file; one that is there already is replaced only by force.
    pub(crate) fn new(lang: Lang, path: &Path, force: bool) -> anyhow::Result<Pending> {
        refuse_existing(lang, path, force)?;
        // A device must not become a file.
        if path.exists() && !path.is_file() {
            bail!(words::is_no_file(lang, &shown(path)));
        }
        let file = temporary(path).with_context(|| not_written(lang, path))?;
        Ok(Pending { file, path: path.to_owned(), force })
    }

    /// Puts the file under its name and tells so.
    pub(crate) fn keep(self, lang: Lang) -> anyhow::Result<()> {
        let path = self.path.clone();
        self.put(lang)?;
        told(lang, &path)
    }

    /// Puts the file under its name, once all of it is on the disk.
    pub(crate) fn put(self, lang: Lang) -> anyhow::Result<()> {
        let Pending { file, path, force } = self;
        let kept = file.as_file().sync_all().and_then(|()| {
            let (mut unfinished, name) = (unfinished::hold(), file.path().to_path_buf());
            let kept = if force { file.persist(&path) } else { file.persist_noclobber(&path) };
            unfinished.remove(&name);
            kept.map(drop).map_err(|error| error.error)
        });
        new_or_refused(lang, &path, kept)
    }

    /// Lets those read and write it who may the file that it replaces.
    pub(crate) fn permit(&self, permissions: fs::Permissions) -> io::Result<()> {
        self.file.as_file().set_permissions(permissions)
    }

    /// The file that it is to be.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_file_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file_mut().flush()
    }
}

impl io::Seek for Pending {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.file.as_file_mut().seek(to)
    }
}

/// A folder under a name of its own until it is whole.
pub(crate) struct PendingFolder {
    folder: TempDir,
    path: PathBuf,
    force: bool,
}

impl PendingFolder {
    /// Starts a folder. One that is there already and has something in it is added to only by force.
    pub(crate) fn new(lang: Lang, path: &Path, force: bool) -> anyhow::Result<PendingFolder> {
        refuse_existing(lang, path, force || is_empty(path))?;
        if path.exists() && !path.is_dir() {
            bail!(words::is_no_folder(lang, &shown(path)));
        }
        let folder = temporary_folder(path).with_context(|| not_written(lang, path))?;
        Ok(PendingFolder { folder, path: path.to_owned(), force })
    }

    /// Writes a file of the folder.
    pub(crate) fn write(&self, lang: Lang, name: &str, text: &str) -> anyhow::Result<()> {
        let _held = unfinished::hold();
        fs::write(self.folder.path().join(name), text).with_context(|| not_written(lang, &self.path.join(name)))
    }

    /// Puts the folder under its name; of one that is there already, its files are replaced one by one.
    pub(crate) fn keep(self, lang: Lang) -> anyhow::Result<()> {
        let PendingFolder { folder, path, force } = self;
        let mut unfinished = unfinished::hold();
        let moved = moved(folder.path(), &path, force);
        unfinished.remove(folder.path());
        new_or_refused(lang, &path, moved)?;
        told(lang, &path)
    }
}

/// Moves what is in a folder to another one. Without force that one is new or empty, and stays with the first who asks,
/// however many runs do.
fn moved(from: &Path, to: &Path, force: bool) -> io::Result<()> {
    match fs::create_dir(to) {
        // An empty folder is replaced as a whole.
        Ok(()) => fs::rename(from, to),
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists || !to.is_dir() => Err(error),
        Err(_) if force => move_files(from, to),
        Err(_) => {
            // Whoever comes second meets this file, or those of the first.
            let claim = Builder::new().prefix(UNFINISHED[0]).suffix(UNFINISHED[1]).rand_bytes(0).tempfile_in(to)?;
            let others = fs::read_dir(to)?.flatten().any(|entry| Some(&*entry.file_name()) != claim.path().file_name());
            if others { Err(io::ErrorKind::AlreadyExists.into()) } else { move_files(from, to) }
        }
    }
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Writes files of text, each whole or not at all, and none if one of them is there and may not be replaced.
pub(crate) fn write_all(lang: Lang, files: &[(&Path, &str)], force: bool) -> anyhow::Result<()> {
    files.iter().try_for_each(|(path, _)| refuse_existing(lang, path, force))?;
    let whole: anyhow::Result<Vec<Pending>> = files
        .iter()
        .map(|(path, text)| {
            let mut file = Pending::new(lang, path, force)?;
            file.write_all(text.as_bytes()).with_context(|| not_written(lang, path))?;
            Ok(file)
        })
        .collect();
    whole?.into_iter().try_for_each(|file| file.keep(lang))
}

/// The file of an output; none where it is standard output.
pub(crate) fn file_of(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| path.as_os_str() != "-")
}

/// Writes a text to its file, whole or not at all, else to standard output.
pub(crate) fn print_or_write(lang: Lang, output: Option<&Path>, force: bool, text: &str) -> anyhow::Result<()> {
    let Some(path) = file_of(output) else { return print(text) };
    let mut file = Pending::new(lang, path, force)?;
    file.write_all(text.as_bytes()).with_context(|| not_written(lang, path))?;
    file.keep(lang)
}

/// That a file can't be written.
pub(crate) fn not_written(lang: Lang, path: &Path) -> String {
    words::not_written(lang, &shown(path))
}

/// What is there by now, though it was not when the run began, is another's.
fn new_or_refused(lang: Lang, path: &Path, kept: io::Result<()>) -> anyhow::Result<()> {
    match kept {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!(words::file_exists(lang, &shown(path)))
        }
        other => other.with_context(|| not_written(lang, path)),
    }
}

/// Refuses what is there already, unless it may be replaced.
pub(crate) fn refuse_existing(lang: Lang, path: &Path, force: bool) -> anyhow::Result<()> {
    if !force && path.exists() {
        bail!(words::file_exists(lang, &shown(path)));
    }
    Ok(())
}

fn told(lang: Lang, path: &Path) -> anyhow::Result<()> {
    print(&format!("{}\n", words::written(lang, &shown(path))))
}

/// The folder in which a path lies, which is made if it is not there.
fn folder_of(path: &Path) -> io::Result<&Path> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match fs::create_dir_all(folder) {
        // It is there, and is no folder.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(io::ErrorKind::NotADirectory.into()),
        other => other.map(|()| folder),
    }
}

fn temporary(path: &Path) -> io::Result<NamedTempFile> {
    let [prefix, suffix] = UNFINISHED;
    let mut builder = Builder::new();
    builder.prefix(prefix).suffix(suffix);
    // As any new file: whoever may read the folder may read it, but for what the user's mask takes away.
    #[cfg(unix)]
    builder.permissions(fs::Permissions::from_mode(0o666));
    let folder = folder_of(path)?;
    unfinished::start(|| builder.tempfile_in(folder), NamedTempFile::path)
}

fn temporary_folder(path: &Path) -> io::Result<TempDir> {
    let [prefix, suffix] = UNFINISHED;
    let mut builder = Builder::new();
    builder.prefix(prefix).suffix(suffix);
    #[cfg(unix)]
    builder.permissions(fs::Permissions::from_mode(0o777));
    let folder = folder_of(path)?;
    unfinished::start(|| builder.tempdir_in(folder), TempDir::path)
}

fn move_files(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::rename(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
