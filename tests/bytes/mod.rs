//! Workbooks put together from their parts, records and bytes, right or wrong.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What conditional formats do: they use numbers of formats that are those of others for cells.
const CONDITIONAL: &str = "<dxfs><dxf><numFmt numFmtId=\"164\" formatCode=\"&quot;¥&quot;0\"/></dxf></dxfs>";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An XLSX whose first sheet has one row.
#[derive(Clone, Default)]
pub(crate) struct Xlsx {
    workbook: String,
    strings: String,
    formats: String,
    row: String,
    behind: String,
    program: Option<String>,
    sheets: Vec<String>,
    parts: Vec<(String, String)>,
    without: Option<String>,
}

impl Xlsx {
    /// With this in the part of the workbook.
    pub(crate) fn workbook(self, workbook: &str) -> Xlsx {
        Xlsx { workbook: workbook.to_owned(), ..self }
    }

    /// With these shared texts.
    pub(crate) fn strings(self, strings: &[&str]) -> Xlsx {
        let strings: Vec<String> = strings.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
        self.strings_as(&strings.concat())
    }

    /// With this list of shared texts.
    pub(crate) fn strings_as(self, strings: &str) -> Xlsx {
        Xlsx { strings: strings.to_owned(), ..self }
    }

    /// With these formats, which are styles 1, 2 and so on.
    pub(crate) fn formats(self, formats: &[&str]) -> Xlsx {
        let formats = (164..).zip(formats);
        let codes = formats
            .clone()
            .map(|(id, code)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", code.replace('"', "&quot;")));
        let styles = formats.map(|(id, _)| format!("<xf numFmtId=\"{id}\"/>"));
        let (codes, styles) = (codes.collect::<String>(), styles.collect::<String>());
        Xlsx {
            formats: format!("<numFmts>{codes}</numFmts><cellXfs><xf numFmtId=\"0\"/>{styles}</cellXfs>{CONDITIONAL}"),
            ..self
        }
    }

    /// With these fonts, which are those of styles 0, 1 and so on.
    pub(crate) fn fonts(self, fonts: &str) -> Xlsx {
        let styles = (0..fonts.matches("<font").count()).map(|id| format!("<xf numFmtId=\"0\" fontId=\"{id}\"/>"));
        Xlsx { formats: format!("<fonts>{fonts}</fonts><cellXfs>{}</cellXfs>", styles.collect::<String>()), ..self }
    }

    /// With these cells in the row.
    pub(crate) fn row(self, row: &str) -> Xlsx {
        Xlsx { row: row.to_owned(), ..self }
    }

    /// With a further sheet of these rows.
    pub(crate) fn sheet(mut self, rows: &str) -> Xlsx {
        self.sheets.push(rows.to_owned());
        self
    }

    /// With this behind the cells of each sheet.
    pub(crate) fn behind(self, behind: &str) -> Xlsx {
        Xlsx { behind: behind.to_owned(), ..self }
    }

    /// Written by this program.
    pub(crate) fn program(self, name: &str) -> Xlsx {
        Xlsx { program: Some(name.to_owned()), ..self }
    }

    /// With a further part.
    pub(crate) fn part(mut self, name: &str, content: &str) -> Xlsx {
        self.parts.push((name.to_owned(), content.to_owned()));
        self
    }

    /// With a further sheet, whose part is not there.
    pub(crate) fn without(self, part: &str) -> Xlsx {
        Xlsx { without: Some(part.to_owned()), ..self.sheet("") }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let rows = std::iter::once(format!("<row>{}</row>", self.row)).chain(self.sheets.iter().cloned());
        let (mut names, mut relations, mut parts) = (String::new(), String::new(), Vec::new());
        for (number, rows) in (1..).zip(rows) {
            let name = if number == 1 { "企业".to_owned() } else { format!("表{number}") };
            write!(names, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>").unwrap();
            relations.push_str(&relation(&format!("r{number}"), "worksheet", &format!("worksheets/sheet{number}.xml")));
            let sheet = format!("<worksheet><sheetData>{rows}</sheetData>{}</worksheet>", self.behind);
            parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet));
        }
        relations.push_str(&relation("s", "sharedStrings", "/xl/sharedStrings.xml"));
        relations.push_str(&relation("f", "styles", "styles.xml"));
        let mut root = relation("w", "officeDocument", "xl/workbook.xml");
        if let Some(program) = &self.program {
            root.push_str(&relation("p", "extended-properties", "docProps/app.xml"));
            let properties = format!("<Properties><Application>{program}</Application></Properties>");
            parts.push(("docProps/app.xml".to_owned(), properties));
        }
        for (name, content) in [
            ("_rels/.rels", format!("<Relationships>{root}</Relationships>")),
            ("xl/workbook.xml", format!("<workbook><sheets>{names}</sheets>{}</workbook>", self.workbook)),
            ("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>")),
            ("xl/sharedStrings.xml", format!("<sst>{}</sst>", self.strings)),
            ("xl/styles.xml", format!("<styleSheet>{}</styleSheet>", self.formats)),
        ] {
            parts.push((name.to_owned(), content));
        }
        parts.extend(self.parts.clone());
        parts.retain(|(name, _)| Some(name) != self.without.as_ref());
        archive(&parts)
    }
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
}

fn archive(parts: &[(String, String)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        out.start_file(name.clone(), SimpleFileOptions::default()).unwrap();
        out.write_all(content.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// An XLS with one sheet.
#[derive(Clone)]
pub(crate) struct Xls {
    version: u16,
    globals: Vec<u8>,
    cells: Vec<u8>,
}

impl Xls {
    /// With these formats, which are styles 0, 1 and so on.
    pub(crate) fn new(formats: &[&str]) -> Xls {
        let mut xls = Xls { version: 0x0600, globals: Vec::new(), cells: Vec::new() };
        for (id, code) in (164_u16..).zip(formats) {
            let units: Vec<u8> = code.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let length = u16::try_from(units.len() / 2).unwrap();
            xls = xls.global(0x041E, &[&id.to_le_bytes(), &length.to_le_bytes(), &[1][..], &units].concat());
            xls = xls.global(0x00E0, &[&[0, 0][..], &id.to_le_bytes(), &[0; 16]].concat());
        }
        xls
    }

    pub(crate) fn version(self, version: u16) -> Xls {
        Xls { version, ..self }
    }

    /// With a record before the sheets.
    pub(crate) fn global(mut self, kind: u16, data: &[u8]) -> Xls {
        push(&mut self.globals, kind, data);
        self
    }

    /// With a record of the sheet.
    pub(crate) fn record(mut self, kind: u16, data: &[u8]) -> Xls {
        push(&mut self.cells, kind, data);
        self
    }

    /// With a number in the first row.
    pub(crate) fn number(self, style: u16, column: u16, number: f64) -> Xls {
        let place = [0_u16.to_le_bytes(), column.to_le_bytes(), style.to_le_bytes()].concat();
        self.record(0x0203, &[&place[..], &number.to_le_bytes()].concat())
    }

    /// With a formula in the first row.
    pub(crate) fn formula(self, column: u16, result: [u8; 8]) -> Xls {
        let place = [0_u16.to_le_bytes(), column.to_le_bytes(), 0_u16.to_le_bytes()].concat();
        self.record(0x0006, &[&place[..], &result, &[0; 8]].concat())
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let begin = |kind: u16| [self.version.to_le_bytes(), kind.to_le_bytes(), [0; 2], [0; 2]].concat();
        let name = [&[1, 0][..], b"A"].concat();
        let mut stream = Vec::new();
        push(&mut stream, 0x0809, &begin(5));
        stream.extend(&self.globals);
        // Behind this record of 13 bytes and the empty one that ends the globals.
        let start = u32::try_from(stream.len() + 4 + 9 + 4).unwrap();
        push(&mut stream, 0x0085, &[&start.to_le_bytes(), &[0, 0][..], &name].concat());
        push(&mut stream, 0x000A, &[]);
        push(&mut stream, 0x0809, &begin(16));
        stream.extend(&self.cells);
        push(&mut stream, 0x000A, &[]);
        container("/Workbook", &stream)
    }
}

fn push(stream: &mut Vec<u8>, kind: u16, data: &[u8]) {
    stream.extend(kind.to_le_bytes());
    stream.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
    stream.extend(data);
}

/// A container with one stream.
pub(crate) fn container(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// The bytes cut at many places, and with a few of them changed, the same on each run.
pub(crate) fn cut(whole: &[u8], count: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below).unwrap()).unwrap()
    };
    let changed = move |_| {
        let mut bytes = whole.to_vec();
        for _ in 0..=random(4) {
            let at = random(bytes.len());
            bytes[at] = u8::try_from(random(256)).unwrap();
        }
        if random(3) == 0 {
            bytes.truncate(random(bytes.len()));
        }
        bytes
    };
    (0..count).map(changed)
}
