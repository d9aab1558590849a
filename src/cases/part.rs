//! Which documents a worked case is about: its own, unless it names others; what it says does not depend on the rest of the
//! folder.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::iter;
use std::sync::Arc;

use crate::finding::Problem;
use crate::reader::{Table, Value};
use crate::rulebook::{Evidence, Rulebook, Standing};
use crate::source::Located;
use crate::suggest::nearest;

use super::{Case, Expect};

/// The documents that a case, or a file of cases, names; `None` where it names none.
pub(super) fn named(table: &Table<'_>, document: &str, book: &Rulebook) -> Option<BTreeSet<usize>> {
    let names = table.read("documents", Value::filled_texts)?;
    let own = own(document, book).first().map(|own| &book.documents[*own].address);
    let folder = own.and_then(|own| own.rsplit_once('/')).map(|(folder, _)| folder);
    let find = |name: Located<String>| {
        let beside = || at(&format!("{}/{}", folder?, name.value), book);
        let found = at(&name.value, book).or_else(beside);
        if found.is_none() {
            let known = book.documents.iter().map(|document| &document.address);
            let suggestion = nearest(&name.value, known);
            table.sink().report(&name.span, Problem::UnknownDocument { name: name.value, suggestion });
        }
        found
    };
    Some(names.into_iter().filter_map(find).collect())
}

/// The document that a file of cases stands beside.
pub(super) fn own(document: &str, book: &Rulebook) -> BTreeSet<usize> {
    // Folders above that of the place are no part of a document's address.
    let mut beside = iter::successors(Some(document), |path| path.split_once('/').map(|(_, rest)| rest));
    beside.find_map(|address| at(address, book)).into_iter().collect()
}

/// The document that a file of rules or cases of this name is of, as an index of [`Rulebook::documents`].
#[must_use]
pub fn document_of(name: &str, book: &Rulebook) -> Option<usize> {
    own(name, book).first().copied()
}

fn at(address: &str, book: &Rulebook) -> Option<usize> {
    book.documents.iter().position(|document| document.address == address)
}

impl Case {
    /// The same case, about the documents of what it expects, too.
    pub(super) fn with_expected(mut self, book: &Rulebook) -> Case {
        if self.documents.is_empty() {
            return self;
        }
        let supports = self.expects.iter().map(|Expect { support, .. }| support);
        let members = self.groups.iter().flat_map(|group| group.chosen.iter().chain(&group.displaced));
        let standards = self.standards.iter().map(|standard| &standard.standard);
        let addresses = supports.chain(members).chain(standards);
        let documents = addresses.filter_map(|address| at(address.rsplit_once('/')?.0, book));
        self.documents.extend(documents.collect::<Vec<_>>());
        self
    }

    /// Whether what a document says can change what comes out of the case.
    #[must_use]
    pub fn is_about(&self, book: &Rulebook, document: usize) -> bool {
        self.documents.is_empty() || book.with_referred(&self.documents).contains(&document)
    }

    /// Whether it expects something of the support or standard with this address.
    #[must_use]
    pub fn expects_of(&self, address: &str) -> bool {
        self.expects.iter().any(|expect| expect.support == address)
            || self.standards.iter().any(|expect| expect.standard == address)
    }

    /// The rules that the case is about, as it takes them.
    pub(crate) fn part<'b>(&self, book: &'b Rulebook) -> Cow<'b, Rulebook> {
        if self.documents.is_empty() {
            return Cow::Borrowed(book);
        }
        let mut part = book.part(&self.documents);
        let mut unread = BTreeSet::new();
        for index in self.documents.iter().filter(|_| self.if_in_force) {
            let document = &mut Arc::make_mut(&mut part.documents)[*index];
            if document.from.is_none() {
                document.from = Some(self.as_of);
                unread.insert(*index);
            }
            document.evidence = Evidence::Official;
            if matches!(document.standing, Standing::Draft | Standing::Unconfirmed) {
                document.standing = Standing::InForce;
            }
        }
        if !unread.is_empty() {
            part.take_as_begun(&unread);
        }
        Cow::Owned(part)
    }
}
