//! Reads and writes the baseline of `zjtx validate`.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use zjtx::load::LoadError;
use zjtx::render::Baseline;
use zjtx::words::{self, Lang};

use super::output::{Pending, not_written};
use super::{not_read, shown, tell};

pub(crate) fn read(lang: Lang, path: &Path) -> anyhow::Result<Baseline> {
    let bytes = fs::read(path).map_err(|error| not_read(lang, LoadError { path: path.to_owned(), error }))?;
    Baseline::read(&bytes).ok_or_else(|| anyhow!(words::no_baseline(lang, &shown(path))))
}

/// Writes a baseline, in place of an older one, never of another file.
pub(crate) fn write(lang: Lang, path: &Path, baseline: Baseline) -> anyhow::Result<Baseline> {
    if path.is_file() && fs::read(path).ok().and_then(|bytes| Baseline::read(&bytes)).is_none() {
        bail!(words::no_baseline(lang, &shown(path)));
    }
    let mut file = Pending::new(lang, path, true)?;
    file.write_all(baseline.text()?.as_bytes()).with_context(|| not_written(lang, path))?;
    file.put(lang)?;
    tell(&words::baseline_written(lang, &shown(path), baseline.len()))?;
    Ok(baseline)
}
