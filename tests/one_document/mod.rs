//! One document with one grant, for one firm.

use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::explain;
use zjtx::load::{Library, Role};
use zjtx::profile;
use zjtx::reader::{Sink, Table};
use zjtx::report::{AsOfFrom, Report};
use zjtx::source::SourceFile;
use zjtx::words::Lang;

/// The head of a document that is known to be in force until the end of 2026.
pub(crate) const IN_FORCE: &str = "standing = \"in-force\"\nevidence = \"copy\"\nuntil = 2026-12-31";

/// The report of a firm in a place of which no shipped rule speaks, under one document with one grant.
pub(crate) fn report(head: &str, support: &str, firm: &str, as_of: &str) -> Report {
    answer(head, support, firm, as_of, false)
}

/// The same, with or without the assumptions of the document.
pub(crate) fn answer(head: &str, support: &str, firm: &str, as_of: &str, strict: bool) -> Report {
    let mut library = Library::default();
    library.add_shipped_lists();
    let text = format!(
        "[document]\ntitle = \"t\"\nissuer = \"i\"\nkind = \"measure\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
         checked = 2026-11-22\n{head}\n[[support]]\nid = \"grant\"\nname = \"n\"\nkind = \"grant\"\nclause = \"1\"\n\
         for-what = \"equipment\"\n{support}\n"
    );
    let role = Role::Rules { folders: vec!["510100".to_owned()], stem: "demo".to_owned() };
    library.add_bytes("demo.toml", text.as_bytes(), role);
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    let mut sources = library.sources;
    let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: format!("place = \"510104\"\n{firm}") });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap();
    let firm = profile::read(&Table::of_file(&sink, &root), &book);
    let day = Day::parse(as_of).unwrap();
    let evaluation = evaluate(&book, &firm, Question { as_of: day, strict });
    explain(Lang::Zh, &book, &sources, &firm, (day, AsOfFrom::Option), &evaluation)
}
