//! A month as bytes: a head that says what there is and where, blocks of cells, and blocks of their acts. Each block can be read by
//! itself, so that one pair of many costs one block.

use super::block::{Block, put_acts, put_cells};
use super::bytes::{Bytes, Column, Damaged, put_column, put_u32};
use super::codes::Codes;
use super::{Cell, Code, DAYS, Month};

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
    pub(super) roots: Vec<Code>,
    pub(super) codes: Vec<Code>,
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

/// How many cells the next block has: whole pairs.
fn end_of_block(cells: &[Cell]) -> usize {
    let Some(last) = cells.get(BLOCK_CELLS - 1) else { return cells.len() };
    let of_last = cells[BLOCK_CELLS..].iter().take_while(|cell| (cell.a, cell.b) == (last.a, last.b));
    BLOCK_CELLS + of_last.count()
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
