//! Work in which a library may panic: what it says then is an error like any other.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

/// Does the work.
///
/// # Errors
/// With what the library said when it gave up.
pub(crate) fn unpanicked<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    panic::set_hook(hook);
    done.map_err(|payload| said(&*payload))
}

fn said(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    payload.downcast_ref::<String>().cloned().or(literal).unwrap_or_default()
}
