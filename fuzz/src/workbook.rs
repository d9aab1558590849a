//! Workbooks whose parts are the input: a fuzzer can't write a deflated archive, but it can write XML.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::firms::table;

/// What stands between two parts of an input.
const BETWEEN: u8 = 0;

/// The parts in the order of an input, each with what stands there when the input ends before it.
const PARTS: &[(&str, &str)] = &[
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#,
    ),
    ("xl/sharedStrings.xml", "<sst><si><t>企业名称</t></si></sst>"),
    (
        "xl/styles.xml",
        r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="企业" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
    ("_rels/.rels", "<Relationships/>"),
    ("[Content_Types].xml", "<Types/>"),
];

/// A workbook of these parts, one behind the other.
pub(crate) fn parts(bytes: &[u8]) {
    let mut given = bytes.split(|byte| *byte == BETWEEN);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, usual) in PARTS {
        let content = given.next().filter(|part| !part.is_empty()).unwrap_or(usual.as_bytes());
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part can be started");
        archive.write_all(content).expect("a part can be written");
    }
    table(&archive.finish().expect("the archive is whole").into_inner());
}
