//! The rows of one pair and month, put together by code and direction.

use super::{Act, Cell, Code, Month};

/// What a row says, within its pair and month.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    pub code: Code,
    pub root: Code,
    pub is_back: bool,
    pub score: Option<i32>,
    /// Its day as a bit.
    pub day: u32,
}

/// Rows of one code and direction.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    root: Code,
    code: Code,
    is_back: bool,
    days: u32,
    rows: u64,
    unscored: u64,
    score: i64,
}

impl Sums {
    fn is_of(&self, said: &Said) -> bool {
        (self.code, self.root, self.is_back) == (said.code, said.root, said.is_back)
    }

    fn add(&mut self, said: &Said) {
        self.rows += 1;
        self.days |= said.day;
        match said.score {
            Some(score) => self.score += i64::from(score),
            None => self.unscored += 1,
        }
    }
}

/// A place of the table: where it points holds if its mark is that of the rows at hand.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    mark: u32,
    place: u32,
}

/// Sums by code and direction, found by hashing; forgotten at once by another mark.
#[derive(Debug)]
pub struct Acts {
    sums: Vec<Sums>,
    slots: Vec<Slot>,
    mark: u32,
}

impl Default for Acts {
    fn default() -> Acts {
        Acts { sums: Vec::new(), slots: vec![Slot::default(); 1024], mark: 1 }
    }
}

impl Acts {
    pub fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }

    #[inline]
    pub fn take(&mut self, said: &Said) {
        let mask = self.slots.len() - 1;
        let mut at = home(said.code, said.is_back) & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.mark != self.mark {
                *slot = Slot { mark: self.mark, place: self.sums.len() as u32 };
                self.sums.push(Sums { root: said.root, code: said.code, is_back: said.is_back, ..Sums::default() });
            }
            if let Some(sums) = self.sums.get_mut(slot.place as usize).filter(|sums| sums.is_of(said)) {
                sums.add(said);
                break;
            }
            at = (at + 1) & mask;
        }
        if self.sums.len() * 2 > self.slots.len() {
            self.grow();
        }
    }

    /// Appends the cells and acts of the pair to its month, and forgets the rows.
    pub fn put(&mut self, (a, b): (u32, u32), month: &mut Month) {
        self.sums.sort_unstable_by_key(|sums| (sums.root, sums.code, sums.is_back));
        let mut open: Option<Cell> = None;
        for sums in &self.sums {
            if let Some(cell) = open.take_if(|cell| cell.root != sums.root) {
                month.cells.push(cell);
            }
            let cell = open.get_or_insert(Cell { a, b, root: sums.root, ..Cell::default() });
            cell.rows += sums.rows;
            cell.unscored += sums.unscored;
            cell.score += sums.score;
            cell.days |= sums.days;
            cell.acts += 1;
            month.acts.push(Act { code: sums.code, is_back: sums.is_back, days: sums.days });
        }
        month.cells.extend(open);
        self.forget();
    }

    fn forget(&mut self) {
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
        for (place, sums) in self.sums.iter().enumerate() {
            let mut at = home(sums.code, sums.is_back) & mask;
            while self.slots.get(at).is_some_and(|slot| slot.mark == self.mark) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = Slot { mark: self.mark, place: place as u32 };
            }
        }
    }
}

/// Where the sums of a code and direction are looked for first.
#[inline]
fn home(code: Code, is_back: bool) -> usize {
    let key = u64::from(code.0) << 1 | u64::from(is_back);
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}
