//! Texts, of which a workbook has most in one list.

use super::package::PartXml;
use super::xml::Node;
use crate::table::budget::Budget;
use crate::table::cell::LEAST_TEXT;
use crate::table::rich::{Height, Look, Rich};
use crate::table::{Cell, Fault};

/// Reads the list of texts that cells share.
pub(super) fn shared(xml: &mut PartXml<'_>, budget: &mut Budget) -> Result<Vec<Cell>, Fault> {
    let mut strings = Vec::new();
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.name() == "si" => {
                let cell = rich(xml)?.cell();
                budget.content(cell.size().max(LEAST_TEXT))?;
                strings.push(cell);
            }
            Node::Start(_) | Node::End(_) | Node::Text(_) => {}
            Node::Done => return Ok(strings),
        }
    }
}

/// The text of the tag that has just begun, put together from its runs; how it is pronounced is left out.
pub(super) fn rich(xml: &mut PartXml<'_>) -> Result<Rich, Fault> {
    let (mut rich, mut look, mut within) = (Rich::default(), Look::default(), 0_usize);
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.name() == "t" => rich.add(&unescaped(&xml.text()?), look),
            Node::Start(tag) if tag.name() == "rPh" => drop(xml.text()?),
            Node::Start(tag) => {
                within += 1;
                match (tag.name(), tag.attribute("val").as_deref()) {
                    ("strike", value) => look.is_struck = !matches!(value, Some("0" | "false" | "off")),
                    ("vertAlign", Some("superscript")) => look.height = Height::Raised,
                    ("vertAlign", Some("subscript")) => look.height = Height::Lowered,
                    _ => {}
                }
            }
            Node::End(_) if within == 0 => return Ok(rich),
            Node::End(name) => {
                within -= 1;
                look = if name == "r" { Look::default() } else { look };
            }
            Node::Text(_) => {}
            Node::Done => return Ok(rich),
        }
    }
}

/// A text in which `_x000D_` stands for a character that XML can't have.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, found) = rest.split_at(at);
        plain.push_str(before);
        let (c, length) = escaped(found).map_or(('_', 1), |c| (c, "_x000D_".len()));
        plain.push(c);
        rest = &found[length..];
    }
    plain + rest
}

/// The character of an escape at the start of a text.
fn escaped(text: &str) -> Option<char> {
    let hex = text.get(2..6).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    text[6..].starts_with('_').then(|| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_cannot_have_are_put_back() {
        assert_eq!(unescaped("甲_x000D_乙"), "甲\r乙");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("box_x1_x00"), "box_x1_x00");
    }
}
