//! The rows of one pair and month, put together by code and direction.

use super::{Act, Cell, Code, Month};

/// What a row says, within its pair and month.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    pub code: Code,
    pub is_back: bool,
    pub score: Option<i32>,
    /// Its day as a bit.
    pub day: u32,
}

/// Rows of one code and direction.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    score: i64,
    rows: u64,
    unscored: u64,
    days: u32,
}

/// A place of the table. It holds if its mark is that of the rows at hand.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u64,
    mark: u32,
    place: u32,
}

/// Sums by code and direction, found by hashing; forgotten at once by another mark.
#[derive(Debug)]
pub struct Acts {
    /// Code and direction, the code higher, with the place of the sums below.
    keys: Vec<u128>,
    sums: Vec<Sums>,
    slots: Vec<Slot>,
    mark: u32,
}

impl Default for Acts {
    fn default() -> Acts {
        Acts { keys: Vec::new(), sums: Vec::new(), slots: vec![Slot::default(); 1024], mark: 1 }
    }
}

impl Acts {
    pub fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }

    #[inline]
    pub fn take(&mut self, said: &Said) {
        let key = u64::from(said.code.0) << 1 | u64::from(said.is_back);
        let place = self.place(key);
        let Some(sums) = self.sums.get_mut(place) else { return };
        sums.rows += 1;
        sums.days |= said.day;
        match said.score {
            Some(score) => sums.score += i64::from(score),
            None => sums.unscored += 1,
        }
    }

    /// Where the sums of a key are, which begin with the first row of it.
    #[inline]
    fn place(&mut self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = home(key) & mask;
        loop {
            let slot = self.slots[at & mask];
            if slot.mark != self.mark {
                return self.begin(at, key);
            }
            if slot.key == key {
                return slot.place as usize;
            }
            at = (at + 1) & mask;
        }
    }

    fn begin(&mut self, at: usize, key: u64) -> usize {
        let place = self.sums.len();
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = Slot { key, mark: self.mark, place: place as u32 };
        }
        self.keys.push(u128::from(key) << 32 | place as u128);
        self.sums.push(Sums::default());
        if self.sums.len() * 2 > self.slots.len() {
            self.grow();
        }
        place
    }

    /// Appends the cells and acts of the pair to its month, and forgets the rows. Codes sort as their roots do, which they begin with.
    pub fn put(&mut self, (a, b): (u32, u32), root_of: fn(Code) -> Code, month: &mut Month) {
        self.keys.sort_unstable();
        let mut open: Option<Cell> = None;
        for key in &self.keys {
            let sums = self.sums.get(*key as u32 as usize).copied().unwrap_or_default();
            let key = (key >> 32) as u64;
            let code = Code((key >> 1) as u32);
            let root = root_of(code);
            if let Some(cell) = open.take_if(|cell| cell.root != root) {
                month.cells.push(cell);
            }
            let cell = open.get_or_insert(Cell { a, b, root, ..Cell::default() });
            cell.rows += sums.rows;
            cell.unscored += sums.unscored;
            cell.score += sums.score;
            cell.days |= sums.days;
            cell.acts += 1;
            month.acts.push(Act { code, is_back: key & 1 == 1, days: sums.days });
        }
        month.cells.extend(open);
        self.forget();
    }

    fn forget(&mut self) {
        self.keys.clear();
        self.sums.clear();
        self.mark = self.mark.wrapping_add(1);
        if self.mark == 0 {
            // Marks of long ago must not be taken for this one.
            self.slots.fill(Slot::default());
            self.mark = 1;
        }
    }

    #[cold]
    fn grow(&mut self) {
        self.slots = vec![Slot::default(); self.slots.len() * 4];
        let mask = self.slots.len() - 1;
        for key in &self.keys {
            let (key, place) = ((key >> 32) as u64, *key as u32);
            let mut at = home(key) & mask;
            while self.slots.get(at).is_some_and(|slot| slot.mark == self.mark) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = Slot { key, mark: self.mark, place };
            }
        }
    }
}

/// Where the sums of a key are looked for first.
#[inline]
fn home(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}
