//! `zjtx template`: a form for many firms, for `zjtx batch` to read.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, bail};

use zjtx::catalogue::form;
use zjtx::codes::CodeId;
use zjtx::render::{Encoding, form_csv, form_xlsx};
use zjtx::words::{self, Lang};

use super::output::{Pending, not_written};
use super::{Outcome, place, shown, today, whole_rulebook};
use crate::cli::TemplateArgs;

pub(crate) fn run(lang: Lang, arguments: &TemplateArgs) -> anyhow::Result<Outcome> {
    let (book, _) = whole_rulebook(lang, &arguments.rules)?;
    let places: anyhow::Result<Vec<CodeId>> = arguments.place.iter().map(|name| place(lang, &book, name)).collect();
    let as_of = arguments.as_of.unwrap_or_else(today);
    let form = form(lang, &book, &places?, as_of);
    let encoding = |usual: Encoding| arguments.encoding.map_or(usual, Encoding::from);
    let Some(path) = &arguments.output else {
        io::stdout().write_all(&form_csv(&form, encoding(Encoding::Utf8))?)?;
        return Ok(Outcome::Done);
    };
    let failed = || not_written(lang, path);
    let bytes = match end(path).as_deref() {
        Some("xlsx") if arguments.encoding.is_some() => {
            bail!(words::without_effect(lang, "--encoding", ".csv"))
        }
        Some("xlsx") => form_xlsx(lang, &form, as_of).with_context(failed)?,
        Some("csv") => form_csv(&form, encoding(Encoding::Utf8Bom)).with_context(failed)?,
        _ => bail!(words::unknown_form(lang, &shown(path))),
    };
    let mut file = Pending::new(lang, path, arguments.force)?;
    file.write_all(&bytes).with_context(failed)?;
    file.keep(lang)?;
    Ok(Outcome::Done)
}

fn end(path: &Path) -> Option<String> {
    path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase)
}
