//! The parts of a workbook in their archive, and how they refer to each other.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::xml::{Node, Xml};
use crate::finding::{Problem, TableFlaw};
use crate::table::Fault;
use crate::table::budget::{Budget, MOST_UNPACKED, too_much};

/// Formats of which an archive with such a part is, and what they are called.
const OTHERS: &[(&str, &str)] = &[
    ("xl/workbook.bin", "XLSB"),
    ("content.xml", "ODS"),
    ("index/document.iwa", "Numbers"),
    ("index.zip", "Numbers"),
    ("word/document.xml", "DOCX"),
    ("ppt/presentation.xml", "PPTX"),
];

/// Bytes of a part that has no cells, unpacked.
pub(super) const SMALL: usize = 16 << 20;
/// Of a part that has.
pub(super) const LARGE: usize = usize::MAX;

/// The archive.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// The parts by their names in lower case.
    parts: BTreeMap<String, usize>,
}

/// What a part refers to, by ids.
pub(super) type Relations = BTreeMap<String, Relation>;

/// What is referred to.
pub(super) struct Relation {
    /// The last word of its type, such as `worksheet`.
    pub(super) kind: String,
    /// The name of the part.
    pub(super) part: String,
}

pub(super) type PartXml<'p> = Xml<BufReader<ZipFile<'p, Cursor<Vec<u8>>>>>;

impl Package {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Package, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        let names = archive.file_names().enumerate();
        let parts: BTreeMap<String, usize> =
            names.filter_map(|(index, name)| Some((plain(&name.ok()?), index))).collect();
        let other = OTHERS.iter().find(|(part, _)| parts.contains_key(*part));
        other.map_or(Ok(Package { archive, parts }), |(_, format)| Err(Problem::UnreadFormat { format }))
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.parts.contains_key(&plain(part))
    }

    /// Reads a part.
    pub(super) fn read<T>(
        &mut self,
        budget: &mut Budget,
        name: &str,
        limit: usize,
        read: impl FnOnce(&mut PartXml<'_>, &mut Budget) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let missing = || Fault::Broken(TableFlaw::NoPart(name.to_owned()));
        let index = *self.parts.get(&plain(name)).ok_or_else(missing)?;
        let file = self.archive.by_index(index).map_err(|error| Fault::said(&error))?;
        let most = limit.min(budget.left_packed());
        let mut xml = Xml::new(BufReader::new(file), most);
        let result = read(&mut xml, budget);
        // What reached the limit is not broken, but too much.
        let left = xml.left();
        budget.unpacked(most - left)?;
        // What is left of the whole is not what it was to begin with.
        if left == 0 { Err(Fault::Refused(too_much(limit.min(MOST_UNPACKED)))) } else { result }
    }

    /// What a part refers to; nothing where the archive does not say.
    pub(super) fn relations(&mut self, budget: &mut Budget, part: &str) -> Result<Relations, Fault> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = resolve(folder, &format!("_rels/{file}.rels"));
        if !self.has(&name) {
            return Ok(Relations::new());
        }
        self.read(budget, &name, SMALL, |xml, _| {
            let mut found = Relations::new();
            loop {
                match xml.next()? {
                    Node::Start(tag) if tag.name() == "Relationship" => {
                        let wanted = ["Id", "Type", "Target"].map(|name| tag.attribute(name).unwrap_or_default());
                        let [id, kind, target] = wanted;
                        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                        found.insert(id, Relation { kind, part: resolve(folder, &target) });
                    }
                    Node::Done => return Ok(found),
                    Node::Start(_) | Node::End(_) | Node::Text(_) => {}
                }
            }
        })
    }
}

fn broken(error: &impl std::fmt::Display) -> Problem {
    Fault::said(error).of_table()
}

/// A name as it is compared: some programs write other cases and slashes.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// The name of a part that is named from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in from.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
