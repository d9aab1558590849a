//! The same firm in several places: the view model of `zjtx compare`.

use serde::Serialize;

use super::{Status, TotalReport, Yuan};

/// The version of the JSON of a comparison.
pub const COMPARE_SCHEMA: &str = "zjtx.compare/1";

/// What documents of several places bring the same firm. What holds in the whole nation is left out.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// `zjtx.compare/1`
    pub schema: &'static str,
    /// The day.
    pub as_of: String,
    /// How many supports hold in the whole nation and are not listed.
    pub national: usize,
    /// The places.
    pub places: Vec<PlaceComparison>,
}

/// One of the places.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceComparison {
    /// Its full name.
    pub place: String,
    /// Whether the firm is there.
    pub own: bool,
    /// What all of it comes to.
    pub totals: Vec<TotalReport>,
    /// How many supports the firm gets, may get once somebody decides, or of which facts are missing.
    pub qualifies: usize,
    /// Those that somebody decides.
    pub pending: usize,
    /// Those of which facts are missing.
    pub needs_facts: usize,
    /// The money that is most, each with its answer.
    pub most: Vec<ComparedSupport>,
    /// The documents that were read.
    pub documents: Vec<ComparedDocument>,
}

/// Money of a place.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedSupport {
    /// Its address.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for the firm.
    pub status: Status,
    /// In short, with the words of the report.
    pub amount: String,
    /// At least; `null` where no figure is stated.
    pub low: Option<Yuan>,
    /// At most; `null` where that is open.
    pub high: Option<Yuan>,
}

/// A document of a place, and how well it was read.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedDocument {
    /// Its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// in-force, ended, superseded, unconfirmed or draft.
    pub standing: &'static str,
    /// official, copy, restated or single.
    pub evidence: &'static str,
    /// Whether it is said of each of its rows where it went; else there may be more in it.
    pub by_rows: bool,
}
