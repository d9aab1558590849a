//! A sheet: what a page says, in sections of lines, tables, entries and charts. It is made once, and each format lays it
//! out.

pub(super) mod html;
pub(super) mod markdown;
mod text;

/// A page.
pub(super) struct Sheet {
    pub(super) title: String,
    /// What stands below the title, a line each.
    pub(super) lead: Vec<String>,
    pub(super) sections: Vec<Section>,
}

/// Lines, each so deep inside others.
pub(super) type Nested = Vec<(usize, String)>;

/// A titled part of a sheet; the first may have no title.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

/// One thing in a section.
pub(super) enum Block {
    /// A heading below that of the section.
    Heading(String),
    /// A sentence, or some.
    Paragraph(String),
    /// Lines with names before them, by the keys of [`crate::words::line_name`].
    Named(Vec<(&'static str, String)>),
    /// Lines, each so deep inside others.
    Lines(Nested),
    /// Notes, which the numbers in a table before them refer to.
    Notes(Vec<String>),
    /// A table.
    Table(Table),
    /// Documents, or what is said among them.
    Cited(Vec<Cited>),
    /// One support by itself.
    Entry(Entry),
    /// A chart.
    Chart(Chart),
}

/// A table. A cell of several lines keeps them.
pub(super) struct Table {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    /// The columns of a terminal that all but the last may take.
    pub(super) widths: Vec<usize>,
    /// Where the first cell of each row leads, if anywhere.
    pub(super) links: Vec<String>,
}

/// A document in a list of them.
#[derive(Default)]
pub(super) struct Cited {
    /// Which one, and since when.
    pub(super) line: String,
    /// Where it can be read.
    pub(super) source: Option<String>,
    /// What should be noticed of it.
    pub(super) warnings: Vec<String>,
    /// What was in it, where it is not open.
    pub(super) names: Option<String>,
}

/// One support with every condition and every step.
pub(super) struct Entry {
    /// Its name, what it is for the firm, how much; a part may be empty.
    pub(super) headline: [String; 3],
    /// The same as a sentence.
    pub(super) title: String,
    /// The place in its document.
    pub(super) place: String,
    /// Its conditions, by the record that they are asked of.
    pub(super) conditions: Vec<(Option<String>, Nested)>,
    pub(super) calculation: Vec<String>,
    pub(super) notes: Vec<String>,
}

/// A chart. What it draws stands in words beside it, so that nobody has to see it.
pub(super) struct Chart {
    pub(super) form: ChartForm,
    pub(super) caption: String,
    pub(super) marks: Vec<Mark>,
    /// Names of places on its axis.
    pub(super) ticks: Vec<(u32, String)>,
}

/// What a chart draws.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ChartForm {
    /// Amounts from what is sure to the most.
    Bars,
    /// Steps that lead up, those that are reached filled.
    Steps,
    /// Days on a line from the first to the last.
    Strip,
}

/// One thing in a chart, in thousandths of its width.
pub(super) struct Mark {
    pub(super) name: String,
    /// Its figure, or what it is.
    pub(super) figure: String,
    /// Up to where it is filled; where it stands.
    pub(super) from: u32,
    /// Up to where it goes; `None` where that is open.
    pub(super) to: Option<u32>,
}

impl Section {
    pub(super) fn new(title: &str, blocks: Vec<Block>) -> Section {
        Section { title: title.to_owned(), blocks }
    }

    /// A section of single lines; nothing where there are none.
    pub(super) fn of_lines(title: &str, lines: impl IntoIterator<Item = String>) -> Option<Section> {
        let lines = Block::flat(lines);
        lines.map(|lines| Section::new(title, vec![lines]))
    }
}

impl Block {
    /// Single lines; nothing where there are none.
    pub(super) fn flat(lines: impl IntoIterator<Item = String>) -> Option<Block> {
        let lines: Nested = lines.into_iter().map(|line| (0, line)).collect();
        (!lines.is_empty()).then_some(Block::Lines(lines))
    }

    /// A table; nothing where it has no rows.
    pub(super) fn table<const N: usize>(
        header: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
        widths: &[usize],
    ) -> Option<Block> {
        let rows: Vec<Vec<String>> = rows.into_iter().map(Vec::from).collect();
        let header = header.map(str::to_owned).to_vec();
        (!rows.is_empty()).then(|| Block::Table(Table { header, rows, widths: widths.to_vec(), links: Vec::new() }))
    }
}
