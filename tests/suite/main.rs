//! All tests but the properties and the worked cases, as one program: it is linked once, and its tests share both cores.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what fails here fails the test")]

mod answers;
mod applies;
mod bad_input;
mod brief;
mod broken;
#[path = "../bytes/mod.rs"]
mod bytes;
mod calculation;
mod catalogue;
#[path = "../chinese/mod.rs"]
mod chinese;
mod ci;
mod compare;
mod completions;
mod console;
mod corners;
mod counted;
#[path = "../country/mod.rs"]
mod country;
mod coverage;
mod covered;
mod curve;
mod doors;
mod due;
mod edges;
mod english;
#[path = "../every_fact/mod.rs"]
mod every_fact;
mod example;
mod examples;
mod explain;
mod findings;
mod fmt;
mod fuzz;
mod handover;
#[path = "../html/mod.rs"]
mod html;
#[path = "../json/mod.rs"]
mod json;
mod keys;
#[path = "../ladder/mod.rs"]
mod ladder;
mod languages;
mod layers;
#[path = "../layout/mod.rs"]
mod layout;
mod licences;
mod markdown;
mod meaning;
mod meant;
mod messy;
mod mutants;
mod named_twice;
mod next;
#[path = "../one_document/mod.rs"]
mod one_document;
mod outside;
mod over_time;
mod own;
mod piped;
mod places;
mod plan;
#[path = "../printed/mod.rs"]
mod printed;
#[path = "../process/mod.rs"]
mod process;
mod prove;
mod receipts;
mod reference;
mod rows;
#[path = "../rules/mod.rs"]
mod rules;
mod scale;
mod schema;
#[path = "../schemas/mod.rs"]
mod schemas;
mod screen;
mod settings;
#[path = "../shapes/mod.rs"]
mod shapes;
#[path = "../sheets/mod.rs"]
mod sheets;
mod shipped;
mod skeletons;
mod stacking;
mod standards;
mod standing;
mod streamed;
mod strict;
mod tiers;
mod truth;
mod windows;
mod wording;
mod workbooks;
mod worked;
