//! A second, plain evaluator of the rule language, the oracle of the property tests.
//!
//! It was written from the language's description and shares no code with the library: it has its own rules, numbers
//! and calendar, knows every fact, and follows one reading of whatever a text leaves open.

pub(crate) mod amounts;
pub(crate) mod answer;
pub(crate) mod conditions;
pub(crate) mod days;
pub(crate) mod derived;
pub(crate) mod figures;
pub(crate) mod firm;
pub(crate) mod fraction;
pub(crate) mod generate;
pub(crate) mod mentions;
pub(crate) mod over_time;
pub(crate) mod reader;
pub(crate) mod rules;
pub(crate) mod stack;
pub(crate) mod tape;
pub(crate) mod text;
pub(crate) mod world;
pub(crate) mod written;
pub(crate) mod years;
