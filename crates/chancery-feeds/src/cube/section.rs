//! A month as bytes: a head that says what there is and where, blocks of cells, and blocks of their acts. Each block can be read by
//! itself, so that one pair of many costs one block.

use super::bytes::{Bytes, Column, Damaged, put_column, put_u32, unzigzag, zigzag};
use super::{Act, Cell, Code, DAYS, Month};

/// A block ends with the pair that brings it to so many cells.
const BLOCK_CELLS: usize = 4096;

/// A month as bytes, in three parts, which lie one after another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Packed {
    /// Year and month, as in 201910.
    pub month: i32,
    /// What there is and where.
    pub head: Vec<u8>,
    /// The blocks of cells.
    pub cells: Vec<u8>,
    /// The blocks of acts.
    pub acts: Vec<u8>,
}

/// What a month has: its actors and codes, and where its blocks are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Year and month, as in 201910.
    pub month: i32,
    /// How many rows there are on each day.
    pub volume: [u64; DAYS],
    /// Sorted bytewise.
    pub actors: Vec<String>,
    roots: Vec<Code>,
    codes: Vec<Code>,
    /// The blocks, in the order of their pairs.
    pub blocks: Vec<Place>,
}

/// Where a block is, and with which pair it begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The first pair, as places among the actors.
    pub first: (u32, u32),
    /// Where its cells begin in their part, how many bytes they have, and their checksum.
    pub cells: (u64, usize, u32),
    /// The same of its acts.
    pub acts: (u64, usize, u32),
}

impl Packed {
    /// A month packed: the same bytes from the same month.
    pub fn of(month: &Month) -> Packed {
        let roots = Codes::of(month.cells.iter().map(|cell| cell.root));
        let codes = Codes::of(month.acts.iter().map(|act| act.code));
        let mut packed = Packed { month: month.month, ..Packed::default() };
        let mut blocks = Vec::new();
        let mut acts = month.acts.as_slice();
        let mut cells = month.cells.as_slice();
        while let Some(first) = cells.first() {
            let (block, rest) = cells.split_at(end_of_block(cells));
            let count = block.iter().map(|cell| cell.acts as usize).sum();
            let (own, others) = acts.split_at_checked(count).unwrap_or((acts, &[]));
            let before = (packed.cells.len(), packed.acts.len());
            put_cells(&mut packed.cells, block, &roots);
            put_acts(&mut packed.acts, own, &codes);
            let part =
                |bytes: &[u8], begin: usize| (begin as u64, bytes.len() - begin, crc32c::crc32c(&bytes[begin..]));
            blocks.push(Place {
                first: (first.a, first.b),
                cells: part(&packed.cells, before.0),
                acts: part(&packed.acts, before.1),
            });
            (cells, acts) = (rest, others);
        }
        packed.head = head(month, &roots.sorted, &codes.sorted, &blocks);
        packed
    }

    /// The month again.
    ///
    /// # Errors
    /// Where the bytes are not those of a month.
    pub fn unpack(&self) -> Result<Month, Damaged> {
        let head = Head::read(&self.head)?;
        let mut month =
            Month { month: head.month, volume: head.volume, actors: head.actors.clone(), ..Month::default() };
        for place in &head.blocks {
            let block = Block::read(within(&self.cells, place.cells)?)?;
            let own = block.acts(&head, within(&self.acts, place.acts)?)?;
            block.cells(&head, true, |cell| month.cells.push(*cell))?;
            month.acts.extend(own);
        }
        Ok(month)
    }
}

/// The bytes of a block, if their checksum is the one that was noted.
pub fn within(part: &[u8], (begin, length, checksum): (u64, usize, u32)) -> Result<&[u8], Damaged> {
    let begin = usize::try_from(begin).map_err(|_| Damaged("a block lies outside"))?;
    let end = begin.checked_add(length).ok_or(Damaged("a block lies outside"))?;
    let bytes = part.get(begin..end).ok_or(Damaged("a block lies outside"))?;
    if crc32c::crc32c(bytes) == checksum { Ok(bytes) } else { Err(Damaged("a block does not have its checksum")) }
}

/// The distinct codes of a month, sorted, and the place of each.
struct Codes {
    sorted: Vec<Code>,
    /// Code and place by the hash of the code; a power of two, at least half of it free, which no code of zero marks.
    slots: Vec<(Code, u32)>,
}

impl Codes {
    fn of(codes: impl Iterator<Item = Code>) -> Codes {
        let mut known = Codes { sorted: Vec::new(), slots: vec![(Code::default(), 0); 1024] };
        for code in codes {
            if known.slots[known.slot(code)].0 != code {
                known.sorted.push(code);
                known.put(code, 0);
            }
        }
        known.sorted.sort_unstable();
        known.sorted.dedup();
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
    fn place(&self, code: Code) -> u64 {
        u64::from(self.slots[self.slot(code)].1)
    }
}

/// How many cells the next block has: whole pairs.
fn end_of_block(cells: &[Cell]) -> usize {
    let Some(last) = cells.get(BLOCK_CELLS - 1) else { return cells.len() };
    let of_last = cells[BLOCK_CELLS..].iter().take_while(|cell| (cell.a, cell.b) == (last.a, last.b));
    BLOCK_CELLS + of_last.count()
}

fn put_cells(out: &mut Vec<u8>, cells: &[Cell], roots: &Codes) {
    let pairs: Vec<&[Cell]> = cells.chunk_by(|one, next| (one.a, one.b) == (next.a, next.b)).collect();
    put_u32(out, pairs.len() as u32);
    put_u32(out, cells.len() as u32);
    let mut of_pairs = |value: fn(&[Cell]) -> u64| {
        put_column(out, &pairs.iter().map(|pair| value(pair)).collect::<Vec<u64>>());
    };
    of_pairs(|pair| pair.first().map_or(0, |cell| u64::from(cell.a)));
    of_pairs(|pair| pair.first().map_or(0, |cell| u64::from(cell.b)));
    of_pairs(|pair| pair.len() as u64);
    put_column(out, &cells.iter().map(|cell| roots.place(cell.root)).collect::<Vec<u64>>());
    let mut of_cells = |value: fn(&Cell) -> u64| put_column(out, &cells.iter().map(value).collect::<Vec<u64>>());
    of_cells(|cell| cell.rows);
    of_cells(|cell| cell.unscored);
    of_cells(|cell| zigzag(cell.score));
    of_cells(|cell| u64::from(cell.acts));
    put_days(out, cells.iter().map(|cell| cell.days));
}

/// Days as bits, of which most have one: its number, or 32 and the bits behind all numbers.
fn put_days(out: &mut Vec<u8>, days: impl Iterator<Item = u32> + Clone) {
    let is_one = |days: &u32| days.count_ones() == 1;
    let number = |days: u32| if is_one(&days) { u64::from(days.trailing_zeros()) } else { u64::from(u32::BITS) };
    put_column(out, &days.clone().map(number).collect::<Vec<u64>>());
    let several: Vec<u64> = days.filter(|days| !is_one(days)).map(u64::from).collect();
    put_u32(out, several.len() as u32);
    put_column(out, &several);
}

/// What [`put_days`] put.
#[derive(Debug, Clone, Copy, Default)]
struct DaysColumn<'a> {
    numbers: Column<'a>,
    several: Column<'a>,
}

impl<'a> DaysColumn<'a> {
    fn read(bytes: &mut Bytes<'a>, values: usize) -> Result<DaysColumn<'a>, Damaged> {
        let numbers = bytes.column(values)?;
        let several = bytes.count()?;
        Ok(DaysColumn { numbers, several: bytes.column(several)? })
    }

    /// The bits again.
    fn bits(self) -> Result<Vec<u64>, Damaged> {
        let mut several = self.several.to_vec();
        let (count, mut taken, mut largest) = (several.len(), 0, 0);
        // One more, so that there is always a next; no branch depends on the number.
        several.push(0);
        let mut days = self.numbers.to_vec();
        for value in &mut days {
            let (number, next) = (*value, several[taken.min(count)]);
            let is_one = number < u64::from(u32::BITS);
            *value = if is_one { 1 << (number & 31) } else { next };
            taken += usize::from(!is_one);
            largest = largest.max(number);
        }
        let is_bits = several.iter().all(|bits| *bits <= u64::from(u32::MAX));
        if taken == count && largest <= u64::from(u32::BITS) && is_bits {
            Ok(days)
        } else {
            Err(Damaged("days do not fit their cells"))
        }
    }
}

fn put_acts(out: &mut Vec<u8>, acts: &[Act], codes: &Codes) {
    put_u32(out, acts.len() as u32);
    let code = |act: &Act| codes.place(act.code) << 1 | u64::from(act.is_back);
    put_column(out, &acts.iter().map(code).collect::<Vec<u64>>());
    put_days(out, acts.iter().map(|act| act.days));
}

fn head(month: &Month, roots: &[Code], codes: &[Code], blocks: &[Place]) -> Vec<u8> {
    let mut out = Vec::new();
    put_u32(&mut out, month.month as u32);
    put_column(&mut out, &month.volume);
    put_u32(&mut out, month.actors.len() as u32);
    put_column(&mut out, &month.actors.iter().map(|text| text.len() as u64).collect::<Vec<u64>>());
    month.actors.iter().for_each(|text| out.extend_from_slice(text.as_bytes()));
    for list in [roots, codes] {
        put_u32(&mut out, list.len() as u32);
        put_column(&mut out, &list.iter().map(|code| u64::from(code.0)).collect::<Vec<u64>>());
    }
    put_u32(&mut out, blocks.len() as u32);
    let mut of_blocks =
        |value: fn(&Place) -> u64| put_column(&mut out, &blocks.iter().map(value).collect::<Vec<u64>>());
    of_blocks(|place| u64::from(place.first.0));
    of_blocks(|place| u64::from(place.first.1));
    of_blocks(|place| place.cells.1 as u64);
    of_blocks(|place| u64::from(place.cells.2));
    of_blocks(|place| place.acts.1 as u64);
    of_blocks(|place| u64::from(place.acts.2));
    out
}

impl Head {
    /// Reads a head.
    ///
    /// # Errors
    /// Where the bytes are not those of one.
    pub fn read(bytes: &[u8]) -> Result<Head, Damaged> {
        let mut bytes = Bytes(bytes);
        let mut head = Head { month: bytes.u32()? as i32, ..Head::default() };
        for (to, rows) in head.volume.iter_mut().zip(bytes.column(DAYS)?.to_vec()) {
            *to = rows;
        }
        let actors = bytes.count()?;
        for length in bytes.column(actors)?.to_vec() {
            let length = usize::try_from(length).map_err(|_| Damaged("a text is too long"))?;
            let text = str::from_utf8(bytes.take(length)?).map_err(|_| Damaged("a text is no text"))?;
            head.actors.push(text.to_owned());
        }
        for list in [&mut head.roots, &mut head.codes] {
            let count = bytes.count()?;
            list.extend(bytes.column(count)?.to_vec().into_iter().map(|code| Code(code as u32)));
        }
        let count = bytes.count()?;
        let mut column = || bytes.column(count).map(Column::to_vec);
        let columns = [column()?, column()?, column()?, column()?, column()?, column()?];
        bytes.end()?;
        let (mut cells, mut acts) = (0_u64, 0_u64);
        for at in 0..count {
            let value =
                |which: usize| columns.get(which).and_then(|column| column.get(at)).copied().unwrap_or_default();
            let place = Place {
                first: (value(0) as u32, value(1) as u32),
                cells: (cells, value(2) as usize, value(3) as u32),
                acts: (acts, value(4) as usize, value(5) as u32),
            };
            cells = cells.checked_add(value(2)).ok_or(Damaged("a block lies outside"))?;
            acts = acts.checked_add(value(4)).ok_or(Damaged("a block lies outside"))?;
            head.blocks.push(place);
        }
        Ok(head)
    }

    /// The place of an actor among those of the month.
    pub fn actor(&self, text: &str) -> Option<u32> {
        self.actors.binary_search_by(|actor| actor.as_str().cmp(text)).ok().map(|place| place as u32)
    }

    /// The block in which a pair is, if it is anywhere.
    pub fn block_of(&self, pair: (u32, u32)) -> Option<&Place> {
        let after = self.blocks.partition_point(|place| place.first <= pair);
        self.blocks.get(after.checked_sub(1)?)
    }
}

/// The cells of one block, decoded as they are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Block<'a> {
    pairs: [Column<'a>; 3],
    root: Column<'a>,
    rows: Column<'a>,
    unscored: Column<'a>,
    score: Column<'a>,
    acts: Column<'a>,
    days: DaysColumn<'a>,
}

impl<'a> Block<'a> {
    /// Reads where the columns are.
    ///
    /// # Errors
    /// Where the bytes are not those of a block.
    pub fn read(bytes: &'a [u8]) -> Result<Block<'a>, Damaged> {
        let mut bytes = Bytes(bytes);
        let (pairs, cells) = (bytes.count()?, bytes.count()?);
        let mut of_pairs = || bytes.column(pairs);
        let pairs = [of_pairs()?, of_pairs()?, of_pairs()?];
        let mut column = || bytes.column(cells);
        let block = Block {
            pairs,
            root: column()?,
            rows: column()?,
            unscored: column()?,
            score: column()?,
            acts: column()?,
            days: DaysColumn::read(&mut bytes, cells)?,
        };
        bytes.end()?;
        Ok(block)
    }

    /// Each cell, in order; without their days, which cost half as much again, these are none.
    ///
    /// # Errors
    /// Where the block names what its head does not have.
    pub fn cells(&self, head: &Head, with_days: bool, mut each: impl FnMut(&Cell)) -> Result<(), Damaged> {
        let [a, b, counts] = self.pairs.map(Column::to_vec);
        let (root, rows, unscored) = (self.root.to_vec(), self.rows.to_vec(), self.unscored.to_vec());
        let (score, acts) = (self.score.to_vec(), self.acts.to_vec());
        let days = if with_days { self.days.bits()? } else { vec![0; acts.len()] };
        let known = head.actors.len() as u64;
        let outside = Damaged("a cell names what is not there");
        let sums = rows.iter().zip(&unscored).zip(&score).zip(days.iter().zip(&acts));
        let mut cells = root.iter().zip(sums);
        for ((a, b), count) in a.iter().zip(&b).zip(&counts) {
            if *a >= known || *b >= known {
                return Err(outside);
            }
            let (a, b) = (*a as u32, *b as u32);
            for _ in 0..*count {
                let (root, (((rows, unscored), score), (days, acts))) = cells.next().ok_or(outside)?;
                let root = *head.roots.get(*root as usize).ok_or(outside)?;
                let (rows, unscored, score) = (*rows, *unscored, unzigzag(*score));
                each(&Cell { a, b, root, rows, unscored, score, days: *days as u32, acts: *acts as u32 });
            }
        }
        if cells.next().is_none() { Ok(()) } else { Err(outside) }
    }

    /// The acts of the block's cells, one cell's after another's.
    ///
    /// # Errors
    /// Where they are not as many as the cells have.
    pub fn acts(&self, head: &Head, bytes: &[u8]) -> Result<Vec<Act>, Damaged> {
        let mut bytes = Bytes(bytes);
        let count = bytes.count()?;
        let codes = bytes.column(count)?.to_vec();
        let days = DaysColumn::read(&mut bytes, count)?;
        bytes.end()?;
        let days = days.bits()?;
        let wanted = self.acts.to_vec().iter().fold(0_u64, |sum, acts| sum.saturating_add(*acts));
        if wanted != count as u64 {
            return Err(Damaged("cells have other acts than there are"));
        }
        let act = |(code, days): (u64, u64)| {
            let place = (code >> 1) as usize;
            let code_of = head.codes.get(place).ok_or(Damaged("an act names what is not there"))?;
            Ok(Act { code: *code_of, is_back: code & 1 == 1, days: days as u32 })
        };
        codes.into_iter().zip(days).map(act).collect()
    }
}
