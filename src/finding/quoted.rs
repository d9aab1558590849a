//! What a problem holds, as a sentence quotes it.

use std::borrow::Cow;

use crate::credit_code::CodeError;
use crate::number::Number;
use crate::shown::shortened;
use crate::source::Origin;

use super::{Beside, Bounds, Called, CellFlaw, TableFlaw};

/// What a problem holds, as a sentence quotes it.
pub(super) trait Quoted {
    #[must_use]
    fn quoted(self) -> Self;
}

impl Quoted for String {
    fn quoted(self) -> String {
        match shortened(&self) {
            Cow::Borrowed(_) => self,
            Cow::Owned(short) => short,
        }
    }
}

impl<T: Quoted> Quoted for Option<T> {
    fn quoted(self) -> Option<T> {
        self.map(T::quoted)
    }
}

impl<T: Quoted> Quoted for Vec<T> {
    fn quoted(self) -> Vec<T> {
        self.into_iter().map(T::quoted).collect()
    }
}

impl<T: Quoted> Quoted for (u32, T) {
    fn quoted(self) -> (u32, T) {
        (self.0, self.1.quoted())
    }
}

/// What is never long.
macro_rules! short {
    ($($type:ty),* $(,)?) => {
        $(impl Quoted for $type {
            fn quoted(self) -> $type {
                self
            }
        })*
    };
}

impl Quoted for TableFlaw {
    fn quoted(self) -> TableFlaw {
        match self {
            TableFlaw::Cut => TableFlaw::Cut,
            TableFlaw::Said(text) => TableFlaw::Said(text.quoted()),
            TableFlaw::NoPart(text) => TableFlaw::NoPart(text.quoted()),
            TableFlaw::NoCell(text) => TableFlaw::NoCell(text.quoted()),
            TableFlaw::Muddled(text) => TableFlaw::Muddled(text.quoted()),
        }
    }
}

impl Quoted for CellFlaw {
    fn quoted(self) -> CellFlaw {
        match self {
            CellFlaw::Unknown(text) => CellFlaw::Unknown(text.quoted()),
            CellFlaw::Unshown(text) => CellFlaw::Unshown(text.quoted()),
            CellFlaw::Damaged(text) => CellFlaw::Damaged(text.quoted()),
            CellFlaw::Struck(text) => CellFlaw::Struck(text.quoted()),
            CellFlaw::Twice | CellFlaw::TooLong => self,
        }
    }
}

short!(bool, char, i16, i64, u32, u64, usize, &'static str, Beside, Bounds, Called, CodeError, Number, Origin);

impl<T: Quoted> Quoted for Box<T> {
    fn quoted(self) -> Box<T> {
        Box::new((*self).quoted())
    }
}
