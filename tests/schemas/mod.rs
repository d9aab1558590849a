//! The schemas of a rulebook, ready to judge files.

use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

use zjtx::load::Library;
use zjtx::rulebook::Rulebook;
use zjtx::schema;
use zjtx::words::Lang;

/// The schemas by the sort of file.
pub(crate) struct Judge {
    schemas: Schemas,
    of: [(Sort, SchemaIndex); 4],
}

/// A sort of file that has a schema.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Sort {
    Rules,
    Facts,
    Cases,
    Profile,
}

impl Sort {
    /// The sort of a file below a folder of rules, by its name.
    pub(crate) fn of(name: &str) -> Option<Sort> {
        match name.rsplit('/').next().unwrap_or(name) {
            "facts.toml" => Some(Sort::Facts),
            "places.toml" | "industries.toml" => None,
            other if other.ends_with(".cases.toml") => Some(Sort::Cases),
            _ => Some(Sort::Rules),
        }
    }

    pub(crate) fn schema(self, book: &Rulebook) -> Value {
        match self {
            Sort::Rules => schema::rules(Lang::Zh, book),
            Sort::Facts => schema::facts(Lang::Zh, book),
            Sort::Cases => schema::cases(Lang::Zh, book),
            Sort::Profile => schema::profile(Lang::Zh, book),
        }
    }
}

impl Judge {
    pub(crate) fn new(book: &Rulebook) -> Judge {
        let mut schemas = Schemas::new();
        let of = [Sort::Rules, Sort::Facts, Sort::Cases, Sort::Profile].map(|sort| {
            let mut compiler = Compiler::new();
            let name = format!("{sort:?}.json");
            compiler.add_resource(&name, sort.schema(book)).unwrap();
            (sort, compiler.compile(&name, &mut schemas).unwrap())
        });
        Judge { schemas, of }
    }

    /// What the schema has against a file, if anything.
    pub(crate) fn against(&self, sort: Sort, file: &Value) -> Option<String> {
        let (_, index) = self.of.iter().find(|(of, _)| *of == sort)?;
        self.schemas.validate(file, *index).err().map(|error| format!("{error:#}"))
    }
}

/// The files below a folder, each by its name there, with its text.
pub(crate) fn files(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths: Vec<PathBuf> = Library::default().toml_files(&root).unwrap();
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        (name, std::fs::read_to_string(path).unwrap())
    };
    // The example of own rules has schemas of its own.
    paths.iter().map(read).filter(|(name, _)| !name.starts_with("own-rules/")).collect()
}
