//! Documents of a fictional country, and the firms that are held against them.

use zjtx::compile::{compile, parse};
use zjtx::load::{Library, Role};
use zjtx::profile::{self, Profile};
use zjtx::reader::{Sink, Table};
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};

/// Documents in the fictional world.
pub(crate) struct Country {
    pub(crate) book: Rulebook,
    pub(crate) sources: Sources,
}

impl Country {
    /// The documents by their place and name, `national/ladder`.
    pub(crate) fn of(documents: &[(&str, String)]) -> Country {
        let mut library = Library::default();
        let world = [
            ("facts.toml", include_str!("../world/rules/facts.toml"), Role::Dictionary),
            ("places.toml", include_str!("../world/rules/places.toml"), Role::Places),
            ("industries.toml", include_str!("../world/rules/industries.toml"), Role::Industries),
        ];
        for (name, text, role) in world {
            library.add_bytes(name, text.as_bytes(), role);
        }
        for (name, text) in documents {
            let (folder, stem) = name.split_once('/').unwrap();
            let role = Role::Rules { folders: vec![folder.to_owned()], stem: stem.to_owned() };
            library.add_bytes(&format!("{name}.toml"), text.as_bytes(), role);
        }
        let (book, findings) = compile(&library);
        assert_eq!(findings, []);
        Country { book, sources: library.sources }
    }

    pub(crate) fn firm(&self, text: &str) -> Profile {
        let mut sources = self.sources.clone();
        let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: text.to_owned() });
        let sink = Sink::new(file);
        let root = parse(&sources, file, &sink).unwrap();
        let firm = profile::read(&Table::of_file(&sink, &root), &self.book);
        drop(root);
        assert_eq!(sink.into_findings(), []);
        firm
    }
}
