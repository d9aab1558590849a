//! The XML of a workbook's part, tag by tag, with no more of it in memory than one tag or text.

use std::io::{self, BufRead, Read};

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::finding::TableFlaw;
use crate::table::Fault;
use crate::table::budget::too_much;

/// Bytes of one tag or text.
const MOST_AT_ONCE: usize = 32 << 20;
/// Bytes that a tag counts for beside its own: it takes time, however short it is.
const TAG: usize = 16;
/// Tags within each other; parts of workbooks have about ten.
const MOST_DEPTH: usize = 200;

/// A part.
pub(super) struct Xml<R: BufRead> {
    reader: Reader<Metered<R>>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What comes next.
pub(super) enum Node<'x> {
    Start(Tag<'x>),
    /// The name without its prefix.
    End(String),
    Text(String),
    /// The part is whole.
    Done,
}

/// A tag with its attributes.
pub(super) struct Tag<'x>(BytesStart<'x>);

impl<R: BufRead> Xml<R> {
    /// Reads a part of which no more than so many bytes are wanted.
    pub(super) fn new(inner: R, most: usize) -> Xml<R> {
        let mut reader = Reader::from_reader(Metered { inner, left: most, at_once: MOST_AT_ONCE });
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, buffer: Vec::new(), depth: 0 }
    }

    /// How many bytes more would have been read.
    pub(super) fn left(&self) -> usize {
        self.reader.get_ref().left
    }

    pub(super) fn next(&mut self) -> Result<Node<'_>, Fault> {
        self.buffer.clear();
        self.reader.get_mut().at_once = MOST_AT_ONCE;
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(_) if self.reader.get_ref().at_once == 0 => return Err(too_much(MOST_AT_ONCE).into()),
            Err(error) => return Err(Fault::said(&error)),
        };
        Ok(match event {
            Event::Start(tag) | Event::Empty(tag) => {
                self.depth += 1;
                let left = &mut self.reader.get_mut().left;
                *left = left.saturating_sub(TAG);
                if self.depth > MOST_DEPTH {
                    return Err(Fault::Broken(TableFlaw::Muddled(tag.name().as_ref().chars().take(40).collect())));
                }
                Node::Start(Tag(tag))
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                Node::End(tag.local_name().as_ref().to_owned())
            }
            Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(reference) => Node::Text(resolved(&reference)?),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Node::Text(String::new()),
            Event::Eof if self.depth > 0 => return Err(Fault::Broken(TableFlaw::Cut)),
            Event::Eof => Node::Done,
        })
    }

    /// The text up to the end of the tag that has just begun, but for that of the tags within it.
    pub(super) fn text(&mut self) -> Result<String, Fault> {
        let (mut text, mut within) = (String::new(), 0_usize);
        loop {
            match self.next()? {
                Node::Start(_) => within += 1,
                Node::End(_) if within == 0 => return Ok(text),
                Node::End(_) => within -= 1,
                Node::Text(more) if within == 0 => text.push_str(&more),
                Node::Text(_) => {}
                Node::Done => return Ok(text),
            }
        }
    }
}

fn resolved(reference: &BytesRef<'_>) -> Result<String, Fault> {
    let name: &str = reference;
    let known = match reference.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        Ok(None) => resolve_xml_entity(name).map(str::to_owned),
        Err(_) => None,
    };
    known.ok_or_else(|| Fault::Broken(TableFlaw::Muddled(format!("&{name};"))))
}

impl Tag<'_> {
    /// Its name, without a prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut found = attributes.with_checks(false).flatten().filter(|found| found.key.local_name().as_ref() == name);
        let value = found.next()?.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// Whether an attribute says yes.
    pub(super) fn says(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }
}

/// A reader that stops where it was to stop, and within a tag that has no end.
struct Metered<R> {
    inner: R,
    left: usize,
    at_once: usize,
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let most = self.left.min(self.at_once);
        let bytes = self.inner.fill_buf()?;
        if most == 0 && !bytes.is_empty() {
            return Err(io::Error::other("too long"));
        }
        Ok(&bytes[..bytes.len().min(most)])
    }

    fn consume(&mut self, count: usize) {
        self.left -= count;
        self.at_once -= count;
        self.inner.consume(count);
    }
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}
