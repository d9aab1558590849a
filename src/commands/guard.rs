//! What a run reads and what it writes: no output may take the place of an input, or of another output, under whatever
//! path or link.

use std::fs;
#[cfg(unix)]
use std::io;
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(unix)]
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

use anyhow::bail;

use zjtx::load::{Library, whole_path};
use zjtx::words::{self, Lang};

use super::shown;
use crate::cli::RulesArgs;

/// Standard input or output; what is fed from a file is read from that file.
const PIPE: &str = "-";

/// A file by everything that it is known by: two of one path are the same, and two of one inode.
#[derive(Clone, PartialEq, Eq, Debug)]
struct File {
    path: PathBuf,
    inode: Option<(u64, u64)>,
}

impl File {
    /// The file of a path. One that is not there yet is known by its folder and name.
    fn of(path: &Path) -> File {
        let inode = fs::metadata(path).ok().and_then(|metadata| inode(&metadata));
        File { path: target(path), inode }
    }

    /// The file of an input: of standard input the one that the shell has opened.
    fn of_input(path: &Path) -> File {
        let of_pipe = || File { path: path.to_owned(), inode: inode_of_pipe() };
        if path.as_os_str() == PIPE { of_pipe() } else { File::of(path) }
    }

    fn is(&self, other: &File) -> bool {
        self.path == other.path || self.inode.is_some() && self.inode == other.inode
    }
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems have none")]
fn inode(metadata: &fs::Metadata) -> Option<(u64, u64)> {
    Some((metadata.dev(), metadata.ino()))
}

/// The inode behind standard input, if that is a file.
#[cfg(unix)]
fn inode_of_pipe() -> Option<(u64, u64)> {
    let opened = fs::File::from(io::stdin().as_fd().try_clone_to_owned().ok()?);
    opened.metadata().ok().filter(fs::Metadata::is_file).and_then(|metadata| inode(&metadata))
}

#[cfg(not(unix))]
fn inode_of_pipe() -> Option<(u64, u64)> {
    None
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> Option<(u64, u64)> {
    None
}

/// The whole path of what is there, or will be, without links and detours.
fn target(path: &Path) -> PathBuf {
    let mut whole = if path.is_absolute() { PathBuf::new() } else { whole_path(Path::new(".")) };
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(whole.pop()),
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => whole.push(component),
        }
        whole = whole_path(&whole);
    }
    whole
}

/// What a run reads.
#[derive(Default)]
pub(crate) struct Inputs(Vec<PathBuf>);

impl Inputs {
    /// Files, and the TOML files of folders; a folder that can't be read is told of when it is read.
    pub(crate) fn of<'p>(paths: impl IntoIterator<Item = &'p PathBuf>) -> Inputs {
        let mut inputs = Inputs::default();
        for path in paths {
            if path.is_dir() {
                inputs.0.extend(Library::default().toml_files(path).unwrap_or_default());
            } else {
                inputs.0.push(path.clone());
            }
        }
        inputs
    }

    /// The files of folders of rules.
    pub(crate) fn of_rules(arguments: &RulesArgs) -> Inputs {
        Inputs::of(&arguments.rules)
    }

    /// With further ones.
    pub(crate) fn and(mut self, other: Inputs) -> Inputs {
        self.0.extend(other.0);
        self
    }

    /// Refuses outputs that would take the place of one of these, or of each other. A folder is written to file by file:
    /// none of these may lie in it.
    pub(crate) fn guard(&self, lang: Lang, outputs: &[&Path]) -> anyhow::Result<()> {
        let inputs: Vec<(&PathBuf, File)> = self.0.iter().map(|path| (path, File::of_input(path))).collect();
        let mut earlier: Vec<(&Path, File)> = Vec::new();
        for output in outputs.iter().copied().filter(|output| output.as_os_str() != PIPE) {
            let file = File::of(output);
            if let Some((input, _)) = inputs.iter().find(|(_, input)| input.is(&file)) {
                bail!(words::output_is_input(lang, &shown(output), &shown(input)));
            }
            if let Some((input, _)) = inputs.iter().find(|(_, input)| input.path.parent() == Some(&file.path)) {
                bail!(words::output_holds_input(lang, &shown(output), &shown(input)));
            }
            if let Some((other, _)) = earlier.iter().find(|(_, other)| other.is(&file)) {
                bail!(words::output_twice(lang, &shown(output), &shown(other)));
            }
            earlier.push((output, file));
        }
        Ok(())
    }
}
