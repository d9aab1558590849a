//! Conditions and quantities: any of the closed objects that the table of forms has.

use serde_json::{Value, json};

use crate::grammar::{Key, Shape, Takes};
use crate::rulefile::{ON_EVERY_CONDITION, ON_EVERY_QUANTITY, condition_forms, quantity_forms};
use crate::words;

use super::Writer;
use super::values::text;

impl Writer<'_> {
    pub(super) fn condition(&mut self) -> Value {
        let forms = self.forms(condition_forms(), ON_EVERY_CONDITION);
        self.described(json!({ "anyOf": forms }), "condition", "")
    }

    pub(super) fn quantity(&mut self) -> Value {
        let mut forms =
            vec![json!({ "type": "integer" }), self.takes(Takes::Fact), json!({ "const": "unstated" }), text()];
        forms.extend(self.forms(quantity_forms(), ON_EVERY_QUANTITY));
        self.described(json!({ "anyOf": forms }), "quantity", "")
    }

    /// The tables of all forms, each under the key that names it.
    fn forms(&mut self, forms: impl Iterator<Item = (&'static str, &'static [Shape])>, on_every: &[Key]) -> Vec<Value> {
        let mut objects = Vec::new();
        for (head, shapes) in forms {
            for shape in shapes {
                let mut object = self.object(shape, on_every);
                object["title"] = json!(head);
                if let Some(meaning) = words::key(self.lang, shape.name, head) {
                    object["description"] = json!(meaning);
                }
                objects.push(object);
            }
        }
        objects
    }
}
