//! Files that appear whole or not at all.

use std::fs;
use std::io::{self, Write};
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tempfile::{Builder, NamedTempFile, TempDir};

use zjtx::words::{self, Lang};

use super::print;

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
        let file = temporary(path).with_context(|| not_written(lang, path))?;
        Ok(Pending { file, path: path.to_owned(), force })
    }

    /// Puts the file under its name, once all of it is on the disk.
    pub(crate) fn keep(self, lang: Lang) -> anyhow::Result<()> {
        let Pending { file, path, force } = self;
        let kept = file.as_file().sync_all().and_then(|()| {
            let kept = if force { file.persist(&path) } else { file.persist_noclobber(&path) };
            kept.map_err(|error| error.error)
        });
        kept.with_context(|| not_written(lang, &path))?;
        told(lang, &path)
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
}

impl PendingFolder {
    /// Starts a folder. One that is there already and has something in it is added to only by force.
    pub(crate) fn new(lang: Lang, path: &Path, force: bool) -> anyhow::Result<PendingFolder> {
        let is_empty = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
        refuse_existing(lang, path, force || is_empty)?;
        let folder = temporary_folder(path).with_context(|| not_written(lang, path))?;
        Ok(PendingFolder { folder, path: path.to_owned() })
    }

    /// Writes a file of the folder.
    pub(crate) fn write(&self, lang: Lang, name: &str, text: &str) -> anyhow::Result<()> {
        fs::write(self.folder.path().join(name), text).with_context(|| not_written(lang, &self.path.join(name)))
    }

    /// Puts the folder under its name; of one that is there already, its files are replaced one by one.
    pub(crate) fn keep(self, lang: Lang) -> anyhow::Result<()> {
        let PendingFolder { folder, path } = self;
        let moved = if path.is_dir() { move_files(folder.path(), &path) } else { fs::rename(folder.path(), &path) };
        moved.with_context(|| not_written(lang, &path))?;
        told(lang, &path)
    }
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

/// That a file can't be written.
pub(crate) fn not_written(lang: Lang, path: &Path) -> String {
    words::not_written(lang, &path.display().to_string())
}

fn refuse_existing(lang: Lang, path: &Path, force: bool) -> anyhow::Result<()> {
    if !force && path.exists() {
        bail!(words::file_exists(lang, &path.display().to_string()));
    }
    Ok(())
}

fn told(lang: Lang, path: &Path) -> anyhow::Result<()> {
    print(&format!("{}\n", words::written(lang, &path.display().to_string())))
}

/// The folder in which a path lies, which is made if it is not there.
fn folder_of(path: &Path) -> io::Result<&Path> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    Ok(folder)
}

fn temporary(path: &Path) -> io::Result<NamedTempFile> {
    let [prefix, suffix] = UNFINISHED;
    let mut builder = Builder::new();
    builder.prefix(prefix).suffix(suffix);
    // As any new file: whoever may read the folder may read it, but for what the user's mask takes away.
    #[cfg(unix)]
    builder.permissions(fs::Permissions::from_mode(0o666));
    builder.tempfile_in(folder_of(path)?)
}

fn temporary_folder(path: &Path) -> io::Result<TempDir> {
    let [prefix, suffix] = UNFINISHED;
    let mut builder = Builder::new();
    builder.prefix(prefix).suffix(suffix);
    #[cfg(unix)]
    builder.permissions(fs::Permissions::from_mode(0o777));
    builder.tempdir_in(folder_of(path)?)
}

fn move_files(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::rename(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
