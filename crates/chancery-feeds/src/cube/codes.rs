//! The codes of a month and their places, found by hashing.

use super::Code;

/// The distinct codes of a month, sorted, and the place of each.
pub struct Codes {
    pub sorted: Vec<Code>,
    /// Code and place by the hash of the code; a power of two, at least half of it free, which no code of zero marks.
    slots: Vec<(Code, u32)>,
}

impl Codes {
    pub fn of(codes: impl Iterator<Item = Code>) -> Codes {
        let mut known = Codes { sorted: Vec::new(), slots: vec![(Code::default(), 0); 1024] };
        for code in codes {
            if known.slots[known.slot(code)].0 != code {
                known.sorted.push(code);
                known.put(code, 0);
            }
        }
        known.sorted.sort_unstable();
        for (place, code) in (0..).zip(known.sorted.clone()) {
            known.put(code, place);
        }
        known
    }

    /// Where a code is, or may be put.
    #[inline]
    fn slot(&self, code: Code) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (u64::from(code.0).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & mask;
        while self.slots[at].0 != code && self.slots[at].0 != Code::default() {
            at = (at + 1) & mask;
        }
        at
    }

    fn put(&mut self, code: Code, place: u32) {
        let at = self.slot(code);
        self.slots[at] = (code, place);
        if self.sorted.len() * 2 > self.slots.len() {
            let larger = self.slots.len() * 4;
            let old = std::mem::replace(&mut self.slots, vec![(Code::default(), 0); larger]);
            for (code, place) in old.into_iter().filter(|slot| slot.0 != Code::default()) {
                let at = self.slot(code);
                self.slots[at] = (code, place);
            }
        }
    }

    #[inline]
    pub fn place(&self, code: Code) -> u64 {
        u64::from(self.slots[self.slot(code)].1)
    }
}
