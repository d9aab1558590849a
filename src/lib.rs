//! zjtx computes which government supports a firm gets, how much, how sure that is, and why.
//!
//! Data flows one way, and each stage is a type:
//!
//! ```text
//! rules/**.toml ─ load ─► rulefile ─ compile ─► rulebook ─┐
//!                                                         ├─ evaluate ─► evaluation ─ explain ─► report ─ render ─► text, JSON
//! profile.toml ─── load ─► profile ───────────────────────┘
//! ```
//!
//! The library neither prints nor exits, and reads neither the clock nor the environment: the as-of date is an
//! argument. Only `words` and `render` turn anything into text.

pub mod calendar;
pub mod cases;
pub mod catalogue;
pub mod clean;
mod closed;
pub mod codes;
pub mod compile;
pub mod covered;
pub mod credit_code;
pub mod decide;
pub mod dictionary;
pub mod evaluate;
pub mod explain;
pub mod finding;
pub mod fmt;
pub mod grammar;
pub mod interval;
pub mod ledger;
pub mod literal;
pub mod load;
pub mod mutants;
pub mod number;
pub mod printed;
pub mod profile;
pub mod prove;
pub mod reader;
pub mod render;
pub mod report;
pub mod roster;
pub mod rulebook;
pub mod rulefile;
pub mod schema;
pub mod shown;
pub mod source;
pub mod stream;
pub mod suggest;
pub mod table;
pub mod truth;
pub mod words;
