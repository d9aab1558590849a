//! The page of each finding in `docs/findings`: what it shows as wrong is found, and nothing is in what it shows as right.

use std::collections::BTreeSet;
use std::path::Path;

use crate::broken::{against, of_table};

use zjtx::catalogue::{Example, finding_page};
use zjtx::compile::compile;
use zjtx::dictionary::Dictionary;
use zjtx::finding::CODES;
use zjtx::load::{Library, document_of_cases, role_of};
use zjtx::prove::prove;
use zjtx::render::{finding_page_markdown, finding_page_text};
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::words::Lang;

/// Pages in words alone: what they are about is in the bytes of a file, on the disk, or between several tables.
const IN_WORDS: usize = 42;

#[test]
fn what_a_page_shows_as_wrong_is_found_and_what_it_shows_as_right_is_not() {
    let mut failures = Vec::new();
    for code in CODES {
        let page = finding_page(Lang::Zh, code).unwrap_or_else(|| panic!("no page for {code}"));
        if page.wrong.files.is_empty() {
            assert!(page.wrong.like.is_some() && page.right.like.is_some(), "{code}");
            continue;
        }
        let (wrong, right) = (codes(&page.wrong), codes(&page.right));
        if wrong != BTreeSet::from([*code]) || !right.is_empty() {
            failures.push(format!("{code}: wrong {wrong:?}, right {right:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_page_stands_in_both_languages_and_every_format_and_is_of_a_code() {
    let mut in_words = 0;
    for code in CODES {
        for lang in [Lang::Zh, Lang::En] {
            let page = finding_page(lang, code).unwrap();
            let texts = [finding_page_text(lang, &page, 60), finding_page_markdown(lang, &page)];
            for text in texts {
                assert!(text.contains(*code) && !text.contains("\n\n\n"), "{text}");
                for file in page.wrong.files.iter().chain(&page.right.files) {
                    assert!(text.contains(&file.path), "{text}");
                    file.text.lines().for_each(|line| assert!(text.contains(line), "{line}"));
                }
            }
        }
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| finding_page(lang, code).unwrap());
        assert!(zh.meaning != en.meaning && en.meaning.split_whitespace().count() > 10, "{code}");
        in_words += usize::from(zh.wrong.files.is_empty());
    }
    assert_eq!(in_words, IN_WORDS);
    let pages = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings")).unwrap();
    assert_eq!(pages.count(), CODES.len());
}

#[test]
fn a_code_is_no_name_of_a_shipped_support_or_fact() {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, _) = compile(&library);
    let is_taken = |code: &&&str| {
        let dictionary: &Dictionary = &book.dictionary;
        dictionary.by_key(code).is_some()
            || book.supports.iter().any(|support| support.address.ends_with(&format!("/{code}")))
    };
    assert_eq!(CODES.iter().filter(is_taken).collect::<Vec<_>>(), Vec::<&&str>::new());
}

/// What is found in the files of an example.
fn codes(example: &Example) -> BTreeSet<&'static str> {
    let in_rules = |path: &str| path.strip_prefix("rules/").map(str::to_owned);
    let mut library = Library::default();
    library.add_shipped_lists();
    let mut is_own = false;
    for file in &example.files {
        let role = in_rules(&file.path).and_then(|path| role_of(Path::new(&path)));
        if let Some(role) = role {
            is_own = true;
            library.add_bytes(&file.path, file.text.as_bytes(), role);
        }
    }
    let (own, findings) = compile(&library);
    let mut found = prove(&own, &library.sources, findings);
    found.extend(library.findings.iter().cloned());
    let own = (own, library.sources);
    let rules: &(Rulebook, Sources) = if is_own { &own } else { &crate::broken::RULES };
    for file in &example.files {
        let path = Path::new(&file.path);
        let inner = in_rules(&file.path);
        let document = inner.as_deref().and_then(|path| document_of_cases(Path::new(path)));
        let is_profile = inner.is_none() && path.extension().is_some_and(|extension| extension == "toml");
        if document.is_some() || is_profile {
            found.extend(against(rules, document.as_deref(), &file.path, file.text.clone()).1);
        } else if inner.is_none() {
            found.extend(of_table(&file.path, file.text.clone().into_bytes()).1);
        }
    }
    found.iter().map(|finding| finding.problem.code()).collect()
}
