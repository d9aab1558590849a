//! What is being written and not yet whole. It is removed when the run is interrupted: the end of a process by a signal
//! drops nothing.

use std::collections::BTreeSet;
#[cfg(unix)]
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The files and folders under names of their own.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// What is unfinished. While it is held, nothing is removed, and once it is removed nobody gets hold of it again.
pub(crate) fn hold() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    // Paths are as good as before, whatever happened to who had hold of them.
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts something that is removed on an interrupt for as long as its path is in [`hold`].
pub(crate) fn start<T>(make: impl FnOnce() -> std::io::Result<T>, path: impl Fn(&T) -> &Path) -> std::io::Result<T> {
    let mut unfinished = hold();
    watch();
    let made = make()?;
    unfinished.insert(path(&made).to_path_buf());
    Ok(made)
}

#[cfg(unix)]
fn watch() {
    use std::sync::Once;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        // `nohup` and `&` have signals ignored, and that stays so.
        let wanted = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| !is_ignored(*signal));
        let Ok(mut signals) = Signals::new(wanted) else { return };
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                let unfinished = hold();
                unfinished.iter().for_each(|path| remove(path));
                let _ = emulate_default_handler(signal);
            }
        });
    });
}

#[cfg(not(unix))]
fn watch() {}

#[cfg(unix)]
fn remove(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// Whether the signal was ignored when the program was started, as far as the system tells.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    mask >> (signal - 1) & 1 == 1
}
