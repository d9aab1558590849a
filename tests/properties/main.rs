//! Properties of the engine over made-up rules and firms of a fictional province, with a second, plain evaluator as
//! the oracle.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

mod curve;
mod decimals;
mod engine;
mod exact;
mod invariants;
mod knowing_more;
#[path = "../oracle/mod.rs"]
mod oracle;
#[path = "../printed/mod.rs"]
mod printed;
mod printed_rows;
mod prove;
mod regressions;
mod sample;
#[path = "../sheets/mod.rs"]
mod sheets;
mod sound;
mod strict;
mod tables;
mod tight;
