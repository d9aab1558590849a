//! A rule file as it is written: shapes and places, nothing resolved. Only `compile` reads these types.

mod apply;
mod condition;
mod dictionary;
mod document;
mod forms;
mod payment;
mod places;
mod quantity;
mod support;

pub use apply::{RawApply, RawTerm};
pub use condition::{CountBound, RawAcross, RawCase, RawCondition, RawConditionForm};
pub use dictionary::{RawChoice, RawDictionary, RawFact, RawRecord};
pub use document::{RawDocument, RawScope};
pub use payment::{RawLimit, RawPaid, RawStage};
pub use places::{RawCodes, RawPlaceSet};
pub use quantity::{RawParts, RawQuantity, RawQuantityForm, RawSlice};
pub use support::{RawDefinition, RawGroup, RawOmitted, RawRuleFile, RawStandard, RawSupport};
