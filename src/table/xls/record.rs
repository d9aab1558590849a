//! The records that the stream of an XLS is made of.

use crate::finding::TableFlaw;
use crate::table::Fault;

/// A record that continues the one before.
const CONTINUE: u16 = 0x003C;

/// A record with those that continue it.
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) data: &'s [u8],
    pub(super) more: Vec<&'s [u8]>,
}

/// The records from a place on.
pub(super) struct Records<'s> {
    rest: &'s [u8],
}

impl<'s> Records<'s> {
    pub(super) fn new(stream: &'s [u8]) -> Records<'s> {
        Records { rest: stream }
    }

    /// The next record; a stream that ends before it was to is broken.
    pub(super) fn next(&mut self) -> Result<Record<'s>, Fault> {
        let cut = || Fault::Broken(TableFlaw::Cut);
        let (kind, data) = self.take().ok_or_else(cut)?;
        let mut more = Vec::new();
        while u16_at(self.rest, 0) == Some(CONTINUE) {
            more.push(self.take().ok_or_else(cut)?.1);
        }
        Ok(Record { kind, data, more })
    }

    fn take(&mut self) -> Option<(u16, &'s [u8])> {
        let (kind, length) = (u16_at(self.rest, 0)?, usize::from(u16_at(self.rest, 2)?));
        let data = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some((kind, data))
    }
}

impl Record<'_> {
    /// Bytes that it and those that continue it take.
    pub(super) fn size(&self) -> usize {
        const HEAD: usize = 4;
        HEAD + self.data.len() + self.more.iter().map(|more| HEAD + more.len()).sum::<usize>()
    }

    pub(super) fn u8(&self, at: usize) -> Result<u8, Fault> {
        self.data.get(at).copied().ok_or_else(|| self.too_short())
    }

    pub(super) fn u16(&self, at: usize) -> Result<u16, Fault> {
        u16_at(self.data, at).ok_or_else(|| self.too_short())
    }

    pub(super) fn u32(&self, at: usize) -> Result<u32, Fault> {
        Ok(u32::from(self.u16(at)?) | u32::from(self.u16(at + 2)?) << 16)
    }

    pub(super) fn bytes<const COUNT: usize>(&self, at: usize) -> Result<[u8; COUNT], Fault> {
        let bytes = self.data.get(at..at + COUNT).and_then(|bytes| bytes.try_into().ok());
        bytes.ok_or_else(|| self.too_short())
    }

    pub(super) fn too_short(&self) -> Fault {
        Fault::Broken(TableFlaw::Muddled(format!("{:#06X}", self.kind)))
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).and_then(|bytes| bytes.try_into().ok()).map(u16::from_le_bytes)
}
