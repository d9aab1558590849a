//! A page of HTML, read strictly: every element closed, every attribute quoted, so that what it holds can be asked.

use std::collections::BTreeMap;

/// Elements that a browser closes by itself.
const VOID: [&str; 3] = ["meta", "img", "br"];

/// What a page holds.
#[derive(Default)]
pub(crate) struct Page {
    /// Each element with its attributes, in their order.
    pub(crate) elements: Vec<(String, BTreeMap<String, String>)>,
    /// What one can read, element by element.
    pub(crate) texts: Vec<(String, String)>,
}

impl Page {
    /// Reads a page; panics where it is not well-formed.
    pub(crate) fn of(html: &str) -> Page {
        let mut page = Page::default();
        let mut open: Vec<String> = Vec::new();
        let mut rest = html.strip_prefix("<!DOCTYPE html>\n").unwrap();
        while let Some(start) = rest.find('<') {
            page.text(open.last(), &rest[..start]);
            let length = rest[start..].find('>').unwrap_or_else(|| panic!("no end: {}", &rest[start..]));
            let tag = &rest[start + 1..start + length];
            rest = &rest[start + length + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop().as_deref(), Some(name), "closed out of order");
                continue;
            }
            let (tag, is_closed) = tag.strip_suffix(" /").map_or((tag, false), |tag| (tag, true));
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric()), "<{tag}>");
            let attributes = attributes_of(attributes);
            let is_drawn = open.iter().any(|outer| outer == "svg");
            assert!(is_drawn || is_closed == VOID.contains(&name), "<{tag}>");
            page.elements.push((name.to_owned(), attributes));
            if name == "style" {
                rest = rest.split_once("</style>").unwrap().1;
            } else if !is_closed {
                open.push(name.to_owned());
            }
        }
        assert!(open.is_empty() && rest.trim().is_empty(), "not closed: {open:?} {rest}");
        page
    }

    fn text(&mut self, of: Option<&String>, raw: &str) {
        if let Some(of) = of.filter(|_| !raw.trim().is_empty()) {
            self.texts.push((of.clone(), unescaped(raw)));
        }
    }

    /// All that one can read.
    pub(crate) fn words(&self) -> String {
        self.texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// What one can read in elements of a name.
    pub(crate) fn texts_in(&self, name: &str) -> Vec<&str> {
        self.texts.iter().filter(|(of, _)| of == name).map(|(_, text)| text.as_str()).collect()
    }

    /// The values of an attribute, wherever it is.
    pub(crate) fn values(&self, attribute: &str) -> Vec<&str> {
        self.elements.iter().filter_map(|(_, attributes)| attributes.get(attribute)).map(String::as_str).collect()
    }
}

fn attributes_of(mut text: &str) -> BTreeMap<String, String> {
    let mut attributes = BTreeMap::new();
    while !text.is_empty() {
        let (name, rest) = text.split_once("=\"").unwrap_or_else(|| panic!("no value: {text}"));
        let (value, rest) = rest.split_once('"').unwrap();
        assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{name}");
        assert_eq!(attributes.insert(name.to_owned(), unescaped(value)), None, "{name} twice");
        text = rest.trim_start();
    }
    attributes
}

/// A text as a browser shows it; panics at what is no escape that the program writes.
fn unescaped(raw: &str) -> String {
    let mut out = String::new();
    let mut parts = raw.split('&');
    out.push_str(parts.next().unwrap());
    for part in parts {
        let (name, rest) = part.split_once(';').unwrap_or_else(|| panic!("a bare &: {part}"));
        let number = name.strip_prefix('#').and_then(|number| number.parse().ok()).and_then(char::from_u32);
        out.push(number.unwrap_or_else(|| match name {
            "lt" => '<',
            "gt" => '>',
            other => panic!("&{other};"),
        }));
        out.push_str(rest);
    }
    out
}
