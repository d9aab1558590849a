//! A tape of numbers that stands for every choice of a generator: a shorter tape of smaller numbers makes simpler
//! rules, so what proptest shrinks is the tape.

/// Choices that were made before, or are made up from a seed.
#[derive(Clone)]
pub(crate) struct Tape {
    words: Vec<u16>,
    at: usize,
    seed: Option<u64>,
}

impl Tape {
    /// A tape that ends; behind its end every choice is the first one.
    pub(crate) fn of(words: &[u16]) -> Tape {
        Tape { words: words.to_vec(), at: 0, seed: None }
    }

    /// A tape that never ends.
    pub(crate) fn seeded(seed: u64) -> Tape {
        Tape { words: Vec::new(), at: 0, seed: Some(seed) }
    }

    fn word(&mut self) -> usize {
        if let Some(seed) = &mut self.seed {
            // SplitMix64.
            *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (*seed ^ (*seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            return usize::try_from((mixed ^ (mixed >> 31)) & 0xFFFF).unwrap();
        }
        let word = self.words.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(word)
    }

    /// One of the first `count` numbers.
    pub(crate) fn pick(&mut self, count: usize) -> usize {
        self.word() % count.max(1)
    }

    /// True so many times in a hundred; false on an ended tape.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.pick(100) >= 100 - percent
    }

    /// One of the items.
    pub(crate) fn one_of<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.pick(items.len())].clone()
    }
}
