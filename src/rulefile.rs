//! A rule file as it is written: shapes and places, nothing resolved. Only `compile` reads these types.

mod accept;
mod apply;
mod condition;
mod dictionary;
mod document;
mod forms;
mod group;
mod payment;
mod places;
mod quantity;
mod support;
mod tables;

pub use accept::RawAccept;
pub use apply::{RawApply, RawTerm};
pub use condition::{CountBound, RawAcross, RawCase, RawCondition, RawConditionForm, RawLabel};
pub use dictionary::{RawChoice, RawDictionary, RawFact, RawMore, RawRecord, RawUnclear};
pub use document::{RawAmended, RawDocument, RawReplaced, RawScope};
pub use forms::{BOUNDS, COMPARISONS, ON_EVERY_CONDITION, ON_EVERY_QUANTITY, condition_forms, quantity_forms};
pub use group::{RawGroup, RawLimit};
pub use payment::{RawPaid, RawStage};
pub use places::{RawAlias, RawCodes, RawPlace, RawPlaceSet};
pub use quantity::{RawParts, RawQuantity, RawQuantityForm, RawSlice};
pub use support::{RawDefinition, RawOmitted, RawRuleFile, RawStandard, RawSupport, RawUnread};
pub use tables::{DICTIONARY, RULE_FILE};
