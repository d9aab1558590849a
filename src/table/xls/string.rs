//! Texts of an XLS, which may go on in a record that continues the one in which they begin.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1252};

use super::record::Record;
use crate::table::rich::{Look, Rich};

/// The bytes of a record and of those that continue it, in turn.
pub(super) struct Bytes<'r> {
    now: &'r [u8],
    more: std::slice::Iter<'r, &'r [u8]>,
}

/// In which bytes texts are written.
#[derive(Clone, Copy)]
pub(super) enum Letters {
    /// One or two bytes a letter, as each text says.
    Unicode,
    /// Before 1997.
    Bytes(&'static Encoding),
}

impl Letters {
    /// The letters of a code page, as Windows numbers them.
    pub(super) fn of_page(page: u16) -> Letters {
        Letters::Bytes(match page {
            932 => SHIFT_JIS,
            936 => GBK,
            949 => EUC_KR,
            950 => BIG5,
            page => Encoding::for_label(format!("windows-{page}").as_bytes()).unwrap_or(WINDOWS_1252),
        })
    }
}

impl<'r> Bytes<'r> {
    pub(super) fn new(record: &'r Record<'_>, from: usize) -> Bytes<'r> {
        Bytes { now: record.data.get(from..).unwrap_or_default(), more: record.more.iter() }
    }

    /// Whether there is nothing more.
    pub(super) fn is_done(&mut self) -> bool {
        while self.now.is_empty() {
            let Some(next) = self.more.next() else { return true };
            self.now = next;
        }
        false
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        if self.is_done() {
            return None;
        }
        let (first, rest) = self.now.split_first()?;
        self.now = rest;
        Some(*first)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 && !self.is_done() {
            let now = count.min(self.now.len());
            self.now = &self.now[now..];
            count -= now;
        }
        (count == 0).then_some(())
    }

    /// A text whose length takes one byte.
    pub(super) fn short_text(&mut self, letters: Letters) -> Option<String> {
        let count = usize::from(self.u8()?);
        self.letters(letters, count, &[]).map(|rich| rich.text)
    }

    /// A text whose length takes two bytes.
    pub(super) fn text(&mut self, letters: Letters) -> Option<String> {
        self.rich(letters, &[]).map(|rich| rich.text)
    }

    /// A text whose length takes two bytes, as it looks in these fonts.
    pub(super) fn rich(&mut self, letters: Letters, fonts: &[Look]) -> Option<Rich> {
        let count = usize::from(self.u16()?);
        self.letters(letters, count, fonts)
    }

    fn letters(&mut self, letters: Letters, count: usize, fonts: &[Look]) -> Option<Rich> {
        match letters {
            Letters::Unicode => self.unicode(count, fonts),
            Letters::Bytes(encoding) => {
                let bytes: Option<Vec<u8>> = (0..count).map(|_| self.u8()).collect();
                let text = encoding.decode_without_bom_handling(&bytes?).0.into_owned();
                Some(Rich { text, is_struck: false })
            }
        }
    }

    /// So many letters, and past how they are pronounced.
    fn unicode(&mut self, count: usize, fonts: &[Look]) -> Option<Rich> {
        let mut flags = self.u8()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.u16()?) };
        let spoken = if flags & 4 == 0 { 0 } else { usize::from(self.u16()?) | usize::from(self.u16()?) << 16 };
        let mut units = Vec::new();
        while units.len() < count {
            // Where a text goes on in another record, it says once more how its letters are written.
            if self.now.is_empty() {
                flags = self.u8()?;
            }
            units.push(if flags & 1 == 0 { u16::from(self.u8()?) } else { self.u16()? });
        }
        let (mut rich, mut from, mut look) = (Rich::default(), 0, Look::default());
        for _ in 0..runs {
            let (at, font) = (usize::from(self.u16()?).clamp(from, units.len()), usize::from(self.u16()?));
            rich.add(&String::from_utf16_lossy(&units[from..at]), look);
            // No font has the number 4.
            (from, look) = (at, fonts.get(font - usize::from(font > 4)).copied().unwrap_or_default());
        }
        rich.add(&String::from_utf16_lossy(&units[from..]), look);
        self.skip(spoken)?;
        Some(rich)
    }
}
