//! The report as JSON, and the schema of that JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::{
    CurveReport, DocumentExplanation, DueReport, Ladder, PlanReport, Receipt, Report, Verification, WhatIf,
};
use crate::shown::plain_json;

/// The report as indented JSON.
///
/// # Errors
/// When serialisation fails, which the report's types do not.
pub fn report_json(report: &Report) -> Result<String, serde_json::Error> {
    json(report)
}

/// What the rules hold as indented JSON.
///
/// # Errors
/// When serialisation fails, which the types of a catalogue do not.
pub fn json(view: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(view).map(|json| plain_json(&json).into_owned())
}

/// The JSON Schema of the report.
///
/// # Errors
/// When serialisation fails.
pub fn report_schema() -> Result<String, serde_json::Error> {
    schema::<Report>()
}

/// The JSON Schema of a ladder.
///
/// # Errors
/// When serialisation fails.
pub fn ladder_schema() -> Result<String, serde_json::Error> {
    schema::<Ladder>()
}

/// The JSON Schema of a total over one fact.
///
/// # Errors
/// When serialisation fails.
pub fn curve_schema() -> Result<String, serde_json::Error> {
    schema::<CurveReport>()
}

/// The JSON Schema of the days to keep in mind.
///
/// # Errors
/// When serialisation fails.
pub fn due_schema() -> Result<String, serde_json::Error> {
    schema::<DueReport>()
}

/// The JSON Schema of a document explained.
///
/// # Errors
/// When serialisation fails.
pub fn document_schema() -> Result<String, serde_json::Error> {
    schema::<DocumentExplanation>()
}

/// The JSON Schema of what `--set` prints; each of the two answers has the form that the command has without it.
///
/// # Errors
/// When serialisation fails.
pub fn what_if_schema() -> Result<String, serde_json::Error> {
    schema::<WhatIf<serde_json::Value>>()
}

/// The JSON Schema of a plan.
///
/// # Errors
/// When serialisation fails.
pub fn plan_schema() -> Result<String, serde_json::Error> {
    schema::<PlanReport>()
}

/// The JSON Schema of a receipt.
///
/// # Errors
/// When serialisation fails.
pub fn receipt_schema() -> Result<String, serde_json::Error> {
    schema::<Receipt>()
}

/// The JSON Schema of a receipt computed again.
///
/// # Errors
/// When serialisation fails.
pub fn verify_schema() -> Result<String, serde_json::Error> {
    schema::<Verification>()
}

pub(super) fn schema<T: JsonSchema>() -> Result<String, serde_json::Error> {
    // A key that may be null is still always there.
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    serde_json::to_string_pretty(&generator.into_root_schema_for::<T>())
}
