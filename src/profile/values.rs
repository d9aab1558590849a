//! The values that are stated of a firm, of a year or of a record.

use crate::dictionary::FactId;

use super::Value;

/// The stated values of a firm, a year or a record, in the order of the dictionary. A table has a hundred of these for
/// each of its firms, with a few values each, so that they lie close together.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
pub struct RecordValues(Vec<(FactId, Value)>);

impl RecordValues {
    /// The value of a fact.
    #[must_use]
    pub fn get(&self, fact: &FactId) -> Option<&Value> {
        self.at(*fact).ok().map(|at| &self.0[at].1)
    }

    /// States a fact, whatever was stated of it before.
    pub fn insert(&mut self, fact: FactId, value: Value) {
        match self.at(fact) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => {
                self.0.reserve_exact(1);
                self.0.insert(at, (fact, value));
            }
        }
    }

    /// States a fact of which nothing is stated.
    pub fn insert_new(&mut self, fact: FactId, value: Value) {
        if self.get(&fact).is_none() {
            self.insert(fact, value);
        }
    }

    /// Leaves a fact unknown, and gives what was stated of it.
    pub fn remove(&mut self, fact: &FactId) -> Option<Value> {
        self.at(*fact).ok().map(|at| self.0.remove(at).1)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&FactId, &Value)> {
        self.0.iter().map(|(fact, value)| (fact, value))
    }

    /// The facts that are stated.
    pub fn keys(&self) -> impl Iterator<Item = &FactId> {
        self.iter().map(|(fact, _)| fact)
    }

    /// What is stated of them.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.iter().map(|(_, value)| value)
    }

    /// Whether nothing is stated.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn at(&self, fact: FactId) -> Result<usize, usize> {
        self.0.binary_search_by_key(&fact, |(other, _)| *other)
    }
}
