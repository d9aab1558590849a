//! A rule file as it is written: shapes and places, nothing resolved. Only `compile` reads these types.

mod condition;
mod dictionary;
mod document;
mod forms;
mod places;
mod quantity;
mod support;

pub use condition::{CountBound, RawCase, RawCondition, RawConditionForm};
pub use dictionary::{RawChoice, RawDictionary, RawFact, RawRecord};
pub use document::{RawDocument, RawScope};
pub use places::{RawCodes, RawPlaceSet};
pub use quantity::{RawQuantity, RawQuantityForm};
pub use support::{RawDefinition, RawGroup, RawLimit, RawPaid, RawRuleFile, RawSupport};
