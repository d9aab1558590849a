//! Which mutants of the rules the worked cases notice: the view model of `zjtx test --mutants`.

use serde::Serialize;

/// The version of the JSON of mutants.
pub const MUTANTS_SCHEMA: &str = "zjtx.mutants/1";

/// All mutants of a run.
#[derive(Clone, Debug, Serialize)]
pub struct MutantsReport {
    /// `zjtx.mutants/1`
    pub schema: &'static str,
    /// How many a case notices.
    pub caught: usize,
    /// How many none does.
    pub survived: usize,
    /// How many answer every firm as the rule does, and so are none.
    pub equivalent: usize,
    /// How many there was no time for.
    pub left: usize,
    /// The documents, in the order of their addresses.
    pub documents: Vec<DocumentMutants>,
}

/// The mutants of one document.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentMutants {
    /// Its address.
    pub document: String,
    /// How many a case notices.
    pub caught: usize,
    /// How many none does.
    pub survived: usize,
    /// How many answer every firm as the rule does.
    pub equivalent: usize,
    /// How many there was no time for.
    pub left: usize,
    /// Those that none notices, in the order of the rulebook.
    pub survivors: Vec<SurvivorReport>,
}

/// A mutant that no case notices.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SurvivorReport {
    /// The rule file.
    pub file: String,
    /// The line in it, from 1.
    pub line: u32,
    /// The address of the support, standard or document, or the name of the definition or group.
    pub of: String,
    /// What is changed, by a word of the list of operators.
    pub operator: &'static str,
    /// What the rule says.
    pub was: String,
    /// What the mutant says.
    pub becomes: String,
}

impl Default for MutantsReport {
    fn default() -> MutantsReport {
        let schema = MUTANTS_SCHEMA;
        MutantsReport { schema, caught: 0, survived: 0, equivalent: 0, left: 0, documents: Vec::new() }
    }
}

impl MutantsReport {
    /// Adds a document.
    pub fn add(&mut self, document: DocumentMutants) {
        self.caught += document.caught;
        self.survived += document.survived;
        self.equivalent += document.equivalent;
        self.left += document.left;
        self.documents.push(document);
    }
}
