//! `zjtx schema`: the JSON Schema of a sort of file.

use zjtx::render::{
    brief_schema, curve_schema, document_schema, due_schema, json, ladder_schema, plan_schema, receipt_schema,
    report_schema, verify_schema, what_if_schema,
};
use zjtx::schema;
use zjtx::words::Lang;

use super::{Outcome, print, whole_rulebook};
use crate::cli::{SchemaArgs, SchemaOf};

pub(crate) fn run(lang: Lang, arguments: &SchemaArgs) -> anyhow::Result<Outcome> {
    let (book, _) = whole_rulebook(lang, &arguments.rules)?;
    let schema = match arguments.of {
        SchemaOf::Rules => json(&schema::rules(lang, &book))?,
        SchemaOf::Facts => json(&schema::facts(lang, &book))?,
        SchemaOf::Profile => json(&schema::profile(lang, &book))?,
        SchemaOf::Cases => json(&schema::cases(lang, &book))?,
        SchemaOf::Report => report_schema()?,
        SchemaOf::Ladder => ladder_schema()?,
        SchemaOf::WhatIf => what_if_schema()?,
        SchemaOf::Due => due_schema()?,
        SchemaOf::Curve => curve_schema()?,
        SchemaOf::Plan => plan_schema()?,
        SchemaOf::Receipt => receipt_schema()?,
        SchemaOf::Verify => verify_schema()?,
        SchemaOf::Brief => brief_schema()?,
        SchemaOf::DocumentExplanation => document_schema()?,
    };
    print(&format!("{schema}\n"))?;
    Ok(Outcome::Done)
}
