//! What an answer rests on, to be computed again: the receipt of `check --receipt`.
//!
//! Its JSON is a public interface, `zjtx.receipt/1`, whose schema is `schema/receipt.schema.json`.

use std::fmt::Write;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::profile::Statement;

use super::{ChangeReport, NamedAnswer};

/// The version of a receipt's JSON.
pub const RECEIPT_SCHEMA: &str = "zjtx.receipt/1";
/// The version of the JSON of what came of computing it again.
pub const VERIFY_SCHEMA: &str = "zjtx.verify/1";

/// The receipt of one answer. It is no signature: who changes it can make a new digest, but not an answer that the rules don't
/// give.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// `zjtx.receipt/1`
    pub schema: String,
    /// The version of the program.
    pub version: String,
    /// The day as of which everything was judged.
    pub as_of: String,
    /// Whether no assumption was taken.
    pub strict: bool,
    /// What the firm says of itself.
    pub profile: Statement,
    /// The rule files that the answer rests on, lists of names among them.
    pub rules: Vec<RuleDigest>,
    /// The totals and the supports.
    pub answer: Vec<NamedAnswer>,
    /// SHA-256 of all the above, as the file is written with nothing in place of the digest.
    pub digest: String,
}

/// Why a file is no receipt to be computed again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReceiptFlaw {
    /// It is something else.
    NoReceipt,
    /// It is not as it was written.
    Changed,
}

impl Receipt {
    /// The same with its digest.
    ///
    /// # Errors
    /// When serialisation fails, which its types do not.
    pub fn with_digest(self) -> Result<Receipt, serde_json::Error> {
        let digest = sha256(&Receipt { digest: String::new(), ..self.clone() }.written()?);
        Ok(Receipt { digest, ..self })
    }

    /// The text of its file, with its digest.
    ///
    /// # Errors
    /// When serialisation fails, which its types do not.
    pub fn sealed(self) -> Result<String, serde_json::Error> {
        self.with_digest()?.written()
    }

    fn written(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// Reads the receipt of a file: byte by byte what was written, with the digest that it has.
    ///
    /// # Errors
    /// Says whether it is none, or was changed.
    pub fn read(bytes: &[u8]) -> Result<Receipt, ReceiptFlaw> {
        let read: Option<Receipt> = serde_json::from_slice(bytes).ok();
        let receipt = read.filter(|receipt| receipt.schema == RECEIPT_SCHEMA).ok_or(ReceiptFlaw::NoReceipt)?;
        let is_whole = receipt.clone().sealed().is_ok_and(|text| text.as_bytes() == bytes);
        if is_whole { Ok(receipt) } else { Err(ReceiptFlaw::Changed) }
    }
}

/// The digest of a text, in hexadecimal digits.
#[must_use]
pub fn sha256(text: &str) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// A rule file and its digest.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleDigest {
    /// Its document, or what sort of list it is: `nantong/reply-2024.toml`, `facts.toml`.
    pub file: String,
    /// SHA-256 of its text.
    pub sha256: String,
}

/// A receipt computed again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Verification {
    /// `zjtx.verify/1`
    pub schema: &'static str,
    /// Whether the answer is the same.
    pub same: bool,
    /// The day.
    pub as_of: String,
    /// The version of the program that wrote the receipt, where it is another one.
    pub version: Option<String>,
    /// The rule files that are others.
    pub rules: Vec<ChangedRule>,
    /// What is another answer.
    pub changes: Vec<ChangeReport>,
}

/// What became of a rule file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RuleChange {
    /// Its text is another.
    Changed,
    /// The answer does not rest on it any more.
    Gone,
    /// The answer did not rest on it.
    New,
}

/// A rule file that is another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ChangedRule {
    /// Its document, or what sort of list it is.
    pub file: String,
    /// What became of it.
    pub change: RuleChange,
    /// The supports written in it whose answer is another, by address.
    pub supports: Vec<String>,
}
